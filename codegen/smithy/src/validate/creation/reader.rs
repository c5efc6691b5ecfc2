//! What the values of a trait must be like, as data; and reading a value so.

use crate::node::{Node, Object, Value};
use crate::shape::Shape;
use crate::source::Span;

/// What a value must be like.
pub(super) enum Reader {
    /// Anything goes.
    Any,
    /// An object that says nothing: the value of a trait that is only there or not.
    Annotation,
    /// Text that passes a check.
    Text(Check<str>),
    /// A number.
    Number,
    /// A boolean.
    Boolean,
    /// An array of strings.
    TextList,
    /// An array.
    List(&'static Reader),
    /// An array of objects.
    Objects(&'static Reader),
    /// An array with something in it, and what to say if there is nothing.
    NotEmpty(&'static Reader, &'static str),
    /// An object of known members. What else is in it is for `TraitValue` to find.
    Object(&'static [Field]),
    /// An object of known members, which must pass a check together.
    Checked(&'static [Field], fn(&Object, &Shape) -> Result<(), String>),
    /// What passes the one and then the other.
    Both(&'static Reader, &'static Reader),
    /// An object of any keys.
    Map(&'static Reader),
    /// The same, or nothing.
    OrNull(&'static Reader),
}

/// Refuses a value, and says why.
pub(super) type Check<T> = fn(&T) -> Result<(), String>;

/// Any text.
pub(super) const TEXT: Reader = Reader::Text(|_| Ok(()));

/// Any object.
pub(super) const OBJECT: Reader = Reader::Map(&Reader::Any);

/// A member of an object.
pub(super) struct Field {
    name: &'static str,
    required: bool,
    wording: Wording,
    reader: Reader,
}

/// How it is said that a member is of the wrong type.
#[derive(Clone, Copy)]
enum Wording {
    /// ``Expected `name` member to be a string, but found number.``
    Member,
    /// ``Expected `name` to be a string; found number``
    Property,
    /// ``Expected string, but found number.``
    Value,
}

/// A member that must be there.
pub(super) const fn required(name: &'static str, reader: Reader) -> Field {
    Field { name, required: true, wording: Wording::Member, reader }
}

/// A member that may be there.
pub(super) const fn optional(name: &'static str, reader: Reader) -> Field {
    Field { name, required: false, wording: Wording::Property, reader }
}

impl Field {
    /// The same, of which errors speak as of the member of an object.
    pub(super) const fn member(self) -> Self {
        self.worded(Wording::Member)
    }

    /// The same, of which errors speak as of a value that stands alone.
    pub(super) const fn value(self) -> Self {
        self.worded(Wording::Value)
    }

    const fn worded(mut self, wording: Wording) -> Self {
        self.wording = wording;
        self
    }
}

/// Why a value cannot be read, and where.
pub(super) struct Unreadable {
    pub(super) message: String,
    pub(super) span: Span,
}

fn fail<T>(node: &Node, message: impl Into<String>) -> Result<T, Unreadable> {
    Err(Unreadable { message: message.into(), span: node.span })
}

impl Reader {
    /// Reads the value of a trait on `shape`.
    pub(super) fn read(&self, node: &Node, shape: &Shape) -> Result<(), Unreadable> {
        self.read_named(node, shape, shape.id.as_str())
    }

    fn read_named(&self, node: &Node, shape: &Shape, name: &str) -> Result<(), Unreadable> {
        match (self, &node.value) {
            (Self::Any, _) | (Self::OrNull(_), Value::Null) => Ok(()),
            (Self::OrNull(reader), _) => reader.read_named(node, shape, name),
            (Self::Both(first, second), _) => {
                first.read_named(node, shape, name)?;
                second.read_named(node, shape, name)
            }
            (Self::Annotation, Value::Object(_)) => Ok(()),
            (Self::Annotation, _) => {
                let found = node.type_name();
                fail(node, format!("Annotation traits  must be an object or omitted in the IDL, but found {found}"))
            }
            (Self::Text(check), Value::String(text)) => check(text).or_else(|message| fail(node, message)),
            (Self::Number, Value::Number(_)) | (Self::Boolean, Value::Boolean(_)) => Ok(()),
            (Self::TextList, Value::Array(elements)) => elements.iter().enumerate().try_for_each(|(at, element)| {
                let found = element.type_name();
                if found == "string" { Ok(()) } else { fail(element, wrong_element(at, "string", found)) }
            }),
            (Self::TextList, _) => {
                let found = node.type_name();
                fail(node, format!("Expected `{name}` to be an array of strings. Found {found}."))
            }
            (Self::List(reader), Value::Array(elements)) => {
                elements.iter().try_for_each(|element| reader.read_named(element, shape, name))
            }
            (Self::Objects(reader), Value::Array(elements)) => {
                elements.iter().enumerate().try_for_each(|(at, element)| match element.type_name() {
                    "object" => reader.read_named(element, shape, name),
                    found => fail(element, wrong_element(at, "object", found)),
                })
            }
            (Self::NotEmpty(_, message), Value::Array(elements)) if elements.is_empty() => fail(node, *message),
            (Self::NotEmpty(reader, _), _) => reader.read_named(node, shape, name),
            (Self::Map(reader), Value::Object(object)) => {
                object.iter().try_for_each(|(_, value)| reader.read_named(value, shape, name))
            }
            (Self::Object(fields), Value::Object(object)) => read_fields(fields, node, object, shape),
            (Self::Checked(fields, check), Value::Object(object)) => {
                read_fields(fields, node, object, shape)?;
                check(object, shape).or_else(|message| fail(node, message))
            }
            _ => fail(node, format!("Expected {}, but found {}.", self.type_name(), node.type_name())),
        }
    }

    /// What type a value must be of.
    fn type_name(&self) -> &'static str {
        match self {
            Self::Any => "value",
            Self::Text(_) => "string",
            Self::Number => "number",
            Self::Boolean => "boolean",
            Self::TextList | Self::List(_) | Self::Objects(_) => "array",
            Self::Annotation | Self::Object(_) | Self::Checked(..) | Self::Map(_) => "object",
            Self::OrNull(reader) | Self::NotEmpty(reader, _) | Self::Both(reader, _) => reader.type_name(),
        }
    }
}

fn wrong_element(at: usize, expected: &str, found: &str) -> String {
    format!("Expected array element {at} to be a {expected} but found {found}.")
}

fn read_fields(fields: &[Field], node: &Node, object: &Object, shape: &Shape) -> Result<(), Unreadable> {
    for Field { name, required, wording, reader } in fields {
        let Some(value) = object.get(name) else {
            if *required {
                return fail(node, format!("Missing expected member `{name}`."));
            }
            continue;
        };
        let (expected, found) = (reader.type_name(), value.type_name());
        if expected == found || expected == "value" {
            reader.read_named(value, shape, name)?;
            continue;
        }
        let article = if matches!(expected, "array" | "object") { "an" } else { "a" };
        match wording {
            Wording::Member => {
                return fail(value, format!("Expected `{name}` member to be {article} {expected}, but found {found}."));
            }
            Wording::Property => {
                return fail(value, format!("Expected `{name}` to be {article} {expected}; found {found}"));
            }
            Wording::Value => reader.read_named(value, shape, name)?,
        }
    }
    Ok(())
}
