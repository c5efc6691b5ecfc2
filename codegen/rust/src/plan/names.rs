//! Names that do not collide.
//!
//! One rule for every kind of name. A name that Rust or its prelude has taken, or that the generated code around
//! it needs, gets the suffix of its kind (`Shape` for types, `_` for fields, modules and methods, `Value` for variants). Where two
//! names still coincide, the later one in the model's order gets a number behind it: 2, 3, …

use std::collections::{BTreeMap, BTreeSet};

use super::case;

/// Keywords, reserved ones included. None is written raw: `r#type` reads badly, and some cannot be.
const KEYWORDS: &[&str] = &[
    "Self", "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate", "do", "dyn",
    "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro",
    "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return", "self", "static", "struct", "super",
    "trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// Whether Rust keeps this word for itself.
pub(crate) fn is_keyword(name: &str) -> bool {
    KEYWORDS.contains(&name)
}

/// Names of the prelude and of primitive types, in the type namespace: generated code, and its user, may rely on
/// every one of them.
const PRELUDE_TYPES: &[&str] = &[
    "AsMut",
    "AsRef",
    "AsyncFn",
    "AsyncFnMut",
    "AsyncFnOnce",
    "Box",
    "Clone",
    "Copy",
    "Debug",
    "Default",
    "DoubleEndedIterator",
    "Drop",
    "Eq",
    "Err",
    "ExactSizeIterator",
    "Extend",
    "Fn",
    "FnMut",
    "FnOnce",
    "From",
    "FromIterator",
    "Future",
    "Hash",
    "Into",
    "IntoFuture",
    "IntoIterator",
    "Iterator",
    "None",
    "Ok",
    "Option",
    "Ord",
    "PartialEq",
    "PartialOrd",
    "Result",
    "Send",
    "Sized",
    "Some",
    "String",
    "Sync",
    "ToOwned",
    "ToString",
    "TryFrom",
    "TryInto",
    "Unpin",
    "Vec",
];

/// What kind of thing a name is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NameKind {
    /// A struct, enum or trait.
    Type,
    /// A variant of an enum.
    Variant,
    /// A field.
    Field,
    /// A method.
    Method,
    /// A module, and its file.
    Module,
    /// A static.
    Static,
}

impl NameKind {
    /// The name in this kind's case; an identifier, unless it is taken.
    fn write(self, name: &str) -> String {
        let written = match self {
            Self::Type | Self::Variant => case::pascal(name),
            Self::Field | Self::Method | Self::Module => case::snake(name),
            Self::Static => case::screaming(name),
        };
        // Identifiers of a model are ASCII; values of an enum may be anything.
        let mut written: String = written.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '_').collect();
        if written.is_empty() || written.starts_with(|c: char| c.is_ascii_digit()) {
            written.insert_str(0, if matches!(self, Self::Type | Self::Variant) { "V" } else { "_" });
        }
        if written == "_" { written + "1" } else { written }
    }

    fn suffix(self) -> &'static str {
        match self {
            Self::Type => "Shape",
            Self::Variant => "Value",
            Self::Field | Self::Method | Self::Module | Self::Static => "_",
        }
    }

    fn is_taken(self, name: &str) -> bool {
        is_keyword(name) || (self == Self::Type && PRELUDE_TYPES.contains(&name))
    }
}

/// The names of one namespace.
pub(crate) struct Scope {
    kind: NameKind,
    reserved: &'static [&'static str],
    used: BTreeSet<String>,
    /// The last number given to a name.
    numbers: BTreeMap<String, u32>,
}

impl Scope {
    /// An empty namespace, in which `reserved` names are taken too.
    pub(crate) fn new(kind: NameKind, reserved: &'static [&'static str]) -> Self {
        Self { kind, reserved, used: BTreeSet::new(), numbers: BTreeMap::new() }
    }

    /// A name for what the model calls `name`, different from all given before.
    pub(crate) fn name(&mut self, name: &str) -> String {
        let mut written = self.kind.write(name);
        if self.kind.is_taken(&written) || self.reserved.contains(&written.as_str()) {
            written.push_str(self.kind.suffix());
        }
        let mut unique = written.clone();
        let number = self.numbers.entry(written.clone()).or_insert(1);
        while !self.used.insert(unique.clone()) {
            *number += 1;
            unique = format!("{written}{number}");
        }
        unique
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(kind: NameKind, reserved: &'static [&'static str], names: &[(&str, &str)]) {
        let mut scope = Scope::new(kind, reserved);
        for (name, expected) in names {
            assert_eq!(scope.name(name), *expected, "{name}");
        }
    }

    #[test]
    fn collisions() {
        check(
            NameKind::Type,
            &["Unit"],
            &[
                ("Result", "ResultShape"),
                ("ResultShape", "ResultShape2"),
                ("foo", "Foo"),
                ("Foo", "Foo2"),
                ("FOO", "Foo3"),
                ("Foo2", "Foo22"),
                ("Self", "SelfShape"),
                ("Unit", "UnitShape"),
                ("Member", "Member"),
            ],
        );
        check(
            NameKind::Field,
            &["metadata"],
            &[
                ("type", "type_"),
                ("self", "self_"),
                ("Self", "self_2"),
                ("crate", "crate_"),
                ("metadata", "metadata_"),
                ("fooBar", "foo_bar"),
                ("FooBar", "foo_bar2"),
                ("_", "_1"),
            ],
        );
        check(
            NameKind::Variant,
            &["Unknown"],
            &[
                ("NOT_AVAILABLE", "NotAvailable"),
                ("Unknown", "UnknownValue"),
                ("1.10", "V1_10"),
                ("", "V"),
                ("é", "V2"),
                ("Self", "SelfValue"),
            ],
        );
        check(NameKind::Module, &[], &[("Mod", "mod_"), ("mod_", "mod_2")]);
    }
}
