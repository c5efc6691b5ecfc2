//! Whether a node is a value of a shape: for trait values, defaults, examples, metadata, protocol tests.
//!
//! [`NodeValidator`] walks value and shape together and reports every mismatch as a [`Finding`], with the path
//! that led there. A value without fault costs no allocation.
//!
//! ```
//! use whitesmith_smithy::{Knowledge, Loader, Node, NodeValidator, ShapeId};
//!
//! let mut loader = Loader::new();
//! loader.add_source("a.smithy", "$version: \"2\"\nnamespace a\n@length(max: 3)\nstring Code\n");
//! let model = loader.assemble().model;
//! let shape = model.shape(ShapeId::parse("a#Code")?).expect("it was just defined");
//!
//! let knowledge = Knowledge::new(&model);
//! let validator = NodeValidator::new(&knowledge);
//! assert!(validator.validate(&Node::synthetic("abc"), shape).is_empty());
//! let findings = validator.validate(&Node::synthetic("abcd"), shape);
//! assert_eq!(
//!     findings[0].message,
//!     "String value provided for `a#Code` must be <= 3 characters, but the provided value is 4 characters."
//! );
//! # Ok::<(), whitesmith_smithy::InvalidShapeId>(())
//! ```

mod conditions;
mod constraints;
mod timestamps;

use std::fmt::{self, Write as _};

use crate::event::Severity;
use crate::ids;
use crate::index::Knowledge;
use crate::node::{Node, Number, Object, Value};
use crate::nullability::{Nullability, is_nullable};
use crate::number::Decimal;
use crate::shape::{Shape, ShapeType};
use crate::source::Span;

/// How deeply a value may nest before it is refused.
const MAX_DEPTH: usize = 256;

/// What a place lets pass, or asks for, beyond the rules that hold everywhere.
#[derive(Clone, Copy, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "independent switches, named where they are set")]
pub struct Leniency {
    /// `null` is a value of everything optional, and of members of sparse lists and maps.
    pub optional_nulls: bool,
    /// Blobs must be base64, as defaults and protocols write them.
    pub base64_blobs: bool,
    /// A zero out of range only warns: a zero is what members of IDL 1.0 default to.
    pub zero_out_of_range_warns: bool,
    /// Violated constraints only warn: an example may show what the service refuses.
    pub constraint_errors_warn: bool,
    /// Timestamps are numbers of seconds, whatever their format.
    pub epoch_timestamps: bool,
}

/// Something wrong with a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Where in the value: `.member.0.key (map-key)`; empty for the whole of it.
    pub path: String,
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong, without the path.
    pub message: String,
    /// What the id of an event about it is extended by.
    pub sub_id: Option<String>,
    /// Where the part of the value was written.
    pub span: Span,
}

impl Finding {
    /// The message with `context` and the path in front: `Error validating trait `enum`.0.name: …`.
    pub fn in_context(&self, context: &str) -> String {
        let path = if context.is_empty() { self.path.trim_start_matches('.') } else { &self.path };
        if context.is_empty() && path.is_empty() {
            return self.message.clone();
        }
        format!("{context}{path}: {}", self.message)
    }
}

/// Validates nodes against the shapes of one model.
#[derive(Clone, Copy)]
pub struct NodeValidator<'k, 'm> {
    knowledge: &'k Knowledge<'m>,
    leniency: Leniency,
}

impl<'k, 'm> NodeValidator<'k, 'm> {
    /// A validator without leniency.
    pub fn new(knowledge: &'k Knowledge<'m>) -> Self {
        Self { knowledge, leniency: Leniency::default() }
    }

    /// With other leniency.
    #[must_use]
    pub fn with(self, leniency: Leniency) -> Self {
        Self { leniency, ..self }
    }

    /// Everything wrong with `node` as a value of `shape`, in the order found.
    pub fn validate(&self, node: &Node, shape: &Shape) -> Vec<Finding> {
        let mut findings = Vec::new();
        Walk { knowledge: self.knowledge, leniency: self.leniency, findings: &mut findings }.value(
            node,
            shape,
            &Place { parent: None, step: Step::Root, depth: 0 },
            None,
        );
        findings
    }
}

/// A place in a value, known by the steps that lead to it.
#[derive(Clone, Copy)]
struct Place<'p> {
    parent: Option<&'p Place<'p>>,
    step: Step<'p>,
    depth: usize,
}

#[derive(Clone, Copy)]
enum Step<'p> {
    Root,
    Member(&'p str),
    Index(usize),
    MapKey(&'p str),
}

impl<'p> Place<'p> {
    fn step(&'p self, step: Step<'p>) -> Self {
        Self { parent: Some(self), step, depth: self.depth + 1 }
    }
}

impl fmt::Display for Place<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(parent) = self.parent {
            parent.fmt(f)?;
        }
        match self.step {
            Step::Root => Ok(()),
            Step::Member(name) => write!(f, ".{name}"),
            Step::Index(index) => write!(f, ".{index}"),
            Step::MapKey(key) => write!(f, ".{key} (map-key)"),
        }
    }
}

struct Walk<'w, 'k, 'm> {
    knowledge: &'k Knowledge<'m>,
    leniency: Leniency,
    findings: &'w mut Vec<Finding>,
}

impl Walk<'_, '_, '_> {
    fn error(&mut self, node: &Node, place: &Place<'_>, message: impl Into<String>) -> &mut Finding {
        self.report(Severity::Error, node, place, message)
    }

    fn constraint(&mut self, node: &Node, place: &Place<'_>, message: impl Into<String>) -> &mut Finding {
        let severity = if self.leniency.constraint_errors_warn { Severity::Warning } else { Severity::Error };
        self.report(severity, node, place, message)
    }

    fn report(
        &mut self,
        severity: Severity,
        node: &Node,
        place: &Place<'_>,
        message: impl Into<String>,
    ) -> &mut Finding {
        let (path, message) = (place.to_string(), message.into());
        let finding = Finding { path, severity, message, sub_id: None, span: node.span };
        let at = self.findings.len();
        self.findings.push(finding);
        &mut self.findings[at]
    }

    /// Validates a value against a shape. `through` is the member that led to the shape, if one did.
    fn value(&mut self, node: &Node, shape: &Shape, place: &Place<'_>, through: Option<&Shape>) {
        if place.depth > MAX_DEPTH {
            self.error(node, place, "Values must not be nested this deeply");
            return;
        }
        match shape.shape_type() {
            ShapeType::Boolean => match node.value {
                Value::Boolean(_) => {}
                _ => self.mismatch(node, shape, place, "boolean"),
            },
            ShapeType::Byte => self.integer(node, shape, place, Some((i8::MIN.into(), i8::MAX.into()))),
            ShapeType::Short => self.integer(node, shape, place, Some((i16::MIN.into(), i16::MAX.into()))),
            ShapeType::Integer | ShapeType::IntEnum => {
                self.integer(node, shape, place, Some((i32::MIN.into(), i32::MAX.into())));
            }
            ShapeType::Long => self.integer(node, shape, place, Some((i64::MIN, i64::MAX))),
            ShapeType::BigInteger => self.integer(node, shape, place, None),
            ShapeType::Float | ShapeType::Double => self.float(node, shape, place),
            ShapeType::BigDecimal => match node.value {
                Value::Number(_) => self.constraints(node, shape, place),
                _ => self.mismatch(node, shape, place, "number"),
            },
            ShapeType::String | ShapeType::Enum => match node.value {
                Value::String(_) => self.constraints(node, shape, place),
                _ => self.mismatch(node, shape, place, "string"),
            },
            ShapeType::Blob => match &node.value {
                Value::String(text) if self.leniency.base64_blobs && !is_base64(text) => {
                    self.error(node, place, "Blob value must be a valid base64 string");
                }
                Value::String(_) => self.constraints(node, shape, place),
                _ => self.mismatch(node, shape, place, "string"),
            },
            ShapeType::Timestamp => {
                // A member's own format stands for that of its target, and has been checked with the member.
                if !through.is_some_and(|member| member.has_trait(ids::TIMESTAMP_FORMAT)) {
                    self.timestamp(node, shape, place);
                }
                self.constraints(node, shape, place);
            }
            ShapeType::Document => {}
            ShapeType::List | ShapeType::Set => match &node.value {
                Value::Array(elements) => self.list(node, elements, shape, place),
                _ => self.mismatch(node, shape, place, "array"),
            },
            ShapeType::Map => match &node.value {
                Value::Object(entries) => self.map(node, entries, shape, place),
                _ => self.mismatch(node, shape, place, "object"),
            },
            ShapeType::Structure => match &node.value {
                Value::Object(members) => self.structure(node, members, shape, place),
                _ => self.mismatch(node, shape, place, "object"),
            },
            ShapeType::Union => match &node.value {
                Value::Object(members) if members.len() > 1 => {
                    self.error(node, place, "union values can contain a value for only a single member");
                }
                Value::Object(members) => self.members(members, shape, place),
                _ => self.mismatch(node, shape, place, "object"),
            },
            ShapeType::Member => self.member(node, shape, place),
            ShapeType::Service | ShapeType::Operation | ShapeType::Resource => {
                self.error(node, place, format!("Encountered invalid shape type: {}", shape.shape_type()));
            }
        }
    }

    fn mismatch(&mut self, node: &Node, shape: &Shape, place: &Place<'_>, expected: &str) {
        if node.is_null() && self.leniency.optional_nulls {
            return;
        }
        let mut message = format!(
            "Expected {expected} value for {} shape, `{}`; found {} value",
            shape.shape_type(),
            shape.id,
            node.type_name()
        );
        let _ = match &node.value {
            Value::String(text) => write!(message, ", `{text}`"),
            Value::Number(number) => write!(message, ", `{number}`"),
            Value::Boolean(value) => write!(message, ", `{value}`"),
            _ => Ok(()),
        };
        self.error(node, place, message);
    }

    fn integer(&mut self, node: &Node, shape: &Shape, place: &Place<'_>, bounds: Option<(i64, i64)>) {
        let Value::Number(number) = &node.value else {
            self.mismatch(node, shape, place, "number");
            return;
        };
        let shape_type = shape.shape_type();
        if !number.is_integer() {
            let message = format!(
                "{shape_type} shapes must not have floating point values, but found `{number}` provided for `{}`",
                shape.id
            );
            self.error(node, place, message);
            return;
        }
        if let Some((min, max)) = bounds
            && let Some(side) = outside(number, min, max)
        {
            let (sign, bound) = if side.is_lt() { (">", min) } else { ("<", max) };
            let shape_type = shape_type.as_str().to_lowercase();
            self.error(node, place, format!("{shape_type} value must be {sign} {bound}, but found {number}"));
            return;
        }
        self.constraints(node, shape, place);
    }

    fn float(&mut self, node: &Node, shape: &Shape, place: &Place<'_>) {
        match &node.value {
            Value::Number(_) => self.constraints(node, shape, place),
            Value::String(text) if matches!(&**text, "NaN" | "Infinity" | "-Infinity") => {
                self.constraints(node, shape, place);
            }
            Value::String(text) => {
                let message = format!(
                    "Value for `{}` must either be numeric or one of the following strings: [\"NaN\", \"Infinity\", \
                     \"-Infinity\"], but was \"{text}\"",
                    shape.id
                );
                self.error(node, place, message);
            }
            _ => self.mismatch(node, shape, place, "number"),
        }
    }

    fn list(&mut self, node: &Node, elements: &[Node], shape: &Shape, place: &Place<'_>) {
        self.constraints(node, shape, place);
        let Some(member) = shape.members.first().and_then(|id| self.knowledge.shape(*id)) else { return };
        for (index, element) in elements.iter().enumerate() {
            if element.is_null() {
                self.null_element(element, shape, member, &place.step(Step::Index(index)));
            } else {
                self.member(element, member, &place.step(Step::Index(index)));
            }
        }
    }

    fn map(&mut self, node: &Node, entries: &Object, shape: &Shape, place: &Place<'_>) {
        self.constraints(node, shape, place);
        let [key_id, value_id] = shape.members.as_slice() else { return };
        let (Some(key_member), Some(value_member)) = (self.knowledge.shape(*key_id), self.knowledge.shape(*value_id))
        else {
            return;
        };
        for (key, entry) in entries.members() {
            self.map_key(key, entry.key_span, key_member, place);
            let place = place.step(Step::Member(key));
            if entry.node.is_null() {
                self.null_element(&entry.node, shape, value_member, &place);
            } else {
                self.member(&entry.node, value_member, &place);
            }
        }
    }

    fn map_key(&mut self, key: &str, span: Span, member: &Shape, place: &Place<'_>) {
        // A key is a string that mostly nothing is asked of; only then is it worth a node of its own.
        let target = self.knowledge.model().target(member);
        let plain = |shape: &Shape| shape.traits.is_empty() && shape.shape_type() == ShapeType::String;
        if member.traits.is_empty() && target.is_some_and(plain) {
            return;
        }
        self.member(&Node::new(key, span), member, &place.step(Step::MapKey(key)));
    }

    /// A `null` in a list or map.
    fn null_element(&mut self, node: &Node, container: &Shape, member: &Shape, place: &Place<'_>) {
        if container.has_trait(ids::SPARSE) {
            return;
        }
        let kind = container.shape_type();
        let message = format!("Non-sparse {kind} shape `{}` cannot contain null values", container.id);
        self.error(node, place, message);
        if !self.leniency.optional_nulls {
            self.member(node, member, place);
        }
    }

    fn structure(&mut self, node: &Node, members: &Object, shape: &Shape, place: &Place<'_>) {
        if let Some(conditions) = shape.trait_value(ids::CONDITIONS) {
            self.conditions(node, shape, conditions, place);
        }
        self.members(members, shape, place);
        for id in &shape.members {
            let Some(name) = id.member() else { continue };
            if members.contains_key(name) || !self.knowledge.shape(*id).is_some_and(|m| m.has_trait(ids::REQUIRED)) {
                continue;
            }
            let message = format!("Missing required structure member `{name}` for `{}`", shape.id);
            self.constraint(node, place, message);
        }
    }

    /// The members that an object holds for a structure or union.
    fn members(&mut self, members: &Object, shape: &Shape, place: &Place<'_>) {
        for (name, entry) in members.members() {
            let member = shape.members.iter().find(|id| id.member() == Some(name));
            if let Some(member) = member.and_then(|id| self.knowledge.shape(*id)) {
                let place = place.step(Step::Member(name));
                let may_be_null = || {
                    shape.shape_type() == ShapeType::Union
                        || is_nullable(self.knowledge.model(), member, Nullability::Client)
                };
                if entry.node.is_null() && !may_be_null() {
                    let message = format!("Required structure member `{name}` for `{}` cannot be null", shape.id);
                    self.error(&entry.node, &place, message);
                }
                self.member(&entry.node, member, &place);
            } else {
                let message = format!("Member `{name}` does not exist in `{}`", shape.id);
                let sub_id = format!("UnknownMember.{}.{name}", shape.id);
                let finding = self.report(Severity::Warning, &entry.node, place, message);
                (finding.sub_id, finding.span) = (Some(sub_id), entry.key_span);
            }
        }
    }

    fn member(&mut self, node: &Node, member: &Shape, place: &Place<'_>) {
        if !member.traits.is_empty() {
            if member.has_trait(ids::TIMESTAMP_FORMAT) {
                self.timestamp(node, member, place);
            }
            self.constraints(node, member, place);
        }
        let knowledge = self.knowledge;
        if let Some(target) = member.target().and_then(|id| knowledge.shape(id)) {
            // Each level of value adds a level of place, except here; members cannot target members.
            if target.shape_type() != ShapeType::Member {
                self.value(node, target, place, Some(member));
            }
        }
    }
}

/// On which side of `min..=max` an integer lies, if it lies outside.
fn outside(number: &Number, min: i64, max: i64) -> Option<std::cmp::Ordering> {
    match number.as_i64() {
        Some(value) if value < min => Some(std::cmp::Ordering::Less),
        Some(value) if value > max => Some(std::cmp::Ordering::Greater),
        Some(_) => None,
        // Too long for an `i64`.
        None => Some(Decimal::parse(number.as_str())?.cmp(&Decimal::parse("0")?)),
    }
}

/// Whether `text` is base64 with padding.
fn is_base64(text: &str) -> bool {
    let data = text.trim_end_matches('=');
    let padding = text.len() - data.len();
    text.len().is_multiple_of(4)
        && padding <= 2
        && data.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'+' || b == b'/')
}
