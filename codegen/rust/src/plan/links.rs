//! Where documentation that names a shape leads.
//!
//! Models link to a shape by its name: `[text](#Shape)`, or `<a>Shape</a>`. rustdoc has no such anchors, but it knows
//! paths.

use std::collections::BTreeMap;

use super::closure::Closure;
use super::types::{Names, OperationName, TypeName};
use super::{Context, docs};

/// The public types, by the name of their shape.
pub(super) struct Links(BTreeMap<String, Target>);

/// A type that documentation can lead to.
struct Target {
    /// Its path below the crate's root.
    path: String,
    name: String,
    /// The module that defines it.
    module: String,
}

/// Where documentation stands.
#[derive(Clone, Copy)]
pub(super) struct Place<'a> {
    /// What the types crate is called there.
    root: &'a str,
    /// The module of the types crate.
    module: &'a str,
}

impl<'a> Place<'a> {
    /// In a module of the types crate.
    pub(super) fn module(module: &'a str) -> Self {
        Self { root: "crate", module }
    }

    /// In a crate that calls the types crate `root`.
    pub(super) fn elsewhere(root: &'a str) -> Self {
        Self { root, module: "" }
    }

    /// The path of something below the root of the types crate.
    pub(super) fn path(self, below: &str) -> String {
        format!("{}::{below}", self.root)
    }
}

impl TypeName {
    fn target(&self) -> Target {
        Target { path: format!("{}::{}", self.home, self.name), name: self.name.clone(), module: self.module_path() }
    }
}

impl OperationName {
    fn target(&self, name: &str) -> Target {
        Target { path: format!("operation::{name}"), name: name.into(), module: self.module_path() }
    }
}

impl Links {
    pub(super) fn new(closure: &Closure<'_>, names: &Names) -> Self {
        let service = names.service.clone();
        let mut all =
            vec![(closure.service.id, Target { path: service.clone(), name: service, module: "service".into() })];
        all.extend(names.types.iter().map(|(id, name)| (*id, name.target())));
        for (shapes, own) in closure.operations.iter().zip(&names.operations) {
            let ids = [(shapes.shape.id, &own.name), (shapes.input, &own.input), (shapes.output, &own.output)];
            all.extend(ids.map(|(id, name)| (id, own.target(name))));
        }
        // The service's own shapes come first, where two namespaces have one of the name.
        all.sort_by_key(|(id, _)| id.namespace() != closure.service.id.namespace());
        let mut targets = BTreeMap::new();
        for (id, target) in all {
            targets.entry(id.name().to_owned()).or_insert(target);
        }
        Self(targets)
    }

    /// A link with this text to what the model calls `name`, as Markdown; the text alone where that is no type. A
    /// member is where its shape is.
    fn link(&self, place: Place<'_>, name: &str, text: &str) -> String {
        let shape = name.split('$').next().unwrap_or_default();
        match self.0.get(shape) {
            // rustdoc warns of a path that its text alone would lead to.
            Some(target) if target.module == place.module && target.name == text.trim_matches('`') => {
                format!("[{text}]")
            }
            Some(target) => format!("[{text}]({})", place.path(&target.path)),
            None => text.into(),
        }
    }
}

impl Context<'_> {
    /// The lines of a documentation comment.
    pub(super) fn markdown(&self, place: Place<'_>, text: &str) -> Vec<String> {
        docs::markdown(text, &|name, text| self.links.link(place, name, text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links() {
        let target = |path: &str, name: &str, module: &str| Target {
            path: path.into(),
            name: name.into(),
            module: module.into(),
        };
        let links = Links(BTreeMap::from([
            ("Add".into(), target("operation::Add", "Add", "operation::add")),
            ("AddRequest".into(), target("operation::AddInput", "AddInput", "operation::add")),
        ]));
        let (here, other, client) =
            (Place::module("operation::add"), Place::module("types::book"), Place::elsewhere("library"));
        for (place, name, text, expected) in [
            (other, "Add", "Add", "[Add](crate::operation::Add)"),
            (here, "Add", "`Add`", "[`Add`]"),
            (here, "Add", "it", "[it](crate::operation::Add)"),
            (here, "AddRequest", "AddRequest", "[AddRequest](crate::operation::AddInput)"),
            (client, "Add", "Add", "[Add](library::operation::Add)"),
            (other, "AddRequest$isbn", "the number", "[the number](crate::operation::AddInput)"),
            (other, "Books", "`Books`", "`Books`"),
        ] {
            assert_eq!(links.link(place, name, text), expected);
        }
    }
}
