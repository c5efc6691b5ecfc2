//! The traits that narrow what a shape takes: length, range, pattern, enum, uniqueItems, idRef.

use rustc_hash::FxHashSet;

use crate::event::Severity;
use crate::ids;
use crate::node::{Node, Number, Value};
use crate::number::Decimal;
use crate::shape::{Shape, ShapeType};
use crate::shape_id::ShapeId;

use super::{Place, Walk};

impl Walk<'_, '_, '_> {
    /// Checks a value of the right kind against the constraints on a shape, or on the member that leads to it.
    pub(super) fn constraints(&mut self, node: &Node, shape: &Shape, place: &Place<'_>) {
        for (id, applied) in shape.traits.iter() {
            let argument = &applied.value;
            match &node.value {
                _ if id == ids::LENGTH => self.length(node, shape, argument, place),
                _ if id == ids::CONDITIONS => self.conditions(node, shape, argument, place),
                Value::Number(number) if id == ids::RANGE => self.range(node, number, shape, argument, place),
                Value::String(text) if id == ids::RANGE => self.range_of_special(node, text, shape, argument, place),
                Value::String(text) if id == ids::PATTERN => self.pattern(node, text, shape, argument, place),
                Value::String(text) if id == ids::ID_REF => self.id_ref(node, text, argument, place),
                Value::String(text) if id == ids::ENUM => {
                    let definitions = argument.as_array().unwrap_or_default();
                    let values = definitions.iter().filter_map(|definition| definition.get("value")?.as_str());
                    self.one_of(node, text, shape, values.collect(), place);
                }
                Value::Array(elements) if id == ids::UNIQUE_ITEMS => self.unique(node, elements, shape, place),
                _ => {}
            }
        }
        if shape.shape_type() == ShapeType::Enum
            && let Value::String(text) = &node.value
        {
            let model = self.knowledge.model();
            let values = model.members(shape).filter_map(|member| member.trait_value(ids::ENUM_VALUE)?.as_str());
            self.one_of(node, text, shape, values.collect(), place);
        }
    }

    fn length(&mut self, node: &Node, shape: &Shape, bounds: &Node, place: &Place<'_>) {
        let target = self.knowledge.model().target(shape).map(Shape::shape_type);
        let (size, unit) = match (&node.value, target) {
            (Value::String(text), Some(ShapeType::Blob)) if self.leniency.base64_blobs => {
                (text.trim_end_matches('=').len() * 3 / 4, "bytes")
            }
            (Value::String(text), Some(ShapeType::Blob)) => (text.len(), "bytes"),
            (Value::String(text), Some(ShapeType::String | ShapeType::Enum)) => (text.chars().count(), "characters"),
            (Value::Array(elements), _) => (elements.len(), "elements"),
            (Value::Object(entries), _) => (entries.len(), "entries"),
            _ => return,
        };
        let bound = |key| bounds.get(key).and_then(Node::as_number).and_then(Number::as_i64);
        let length = i64::try_from(size).unwrap_or(i64::MAX);
        let id = shape.id;
        if let Some(min) = bound("min").filter(|min| length < *min) {
            let message = match unit {
                "characters" => format!(
                    "String value provided for `{id}` must be >= {min} characters, but the provided value is only \
                     {size} characters."
                ),
                _ => format!(
                    "Value provided for `{id}` must have at least {min} {unit}, but the provided value only has {size} \
                     {unit}"
                ),
            };
            self.constraint(node, place, message);
        }
        if let Some(max) = bound("max").filter(|max| length > *max) {
            let message = match unit {
                "characters" => format!(
                    "String value provided for `{id}` must be <= {max} characters, but the provided value is {size} \
                     characters."
                ),
                _ => format!(
                    "Value provided for `{id}` must have no more than {max} {unit}, but the provided value has {size} \
                     {unit}"
                ),
            };
            self.constraint(node, place, message);
        }
    }

    fn range(&mut self, node: &Node, number: &Number, shape: &Shape, bounds: &Node, place: &Place<'_>) {
        let bound = |key| bounds.get(key).and_then(Node::as_number);
        let Some(value) = Decimal::parse(number.as_str()) else { return };
        let is_zero = Decimal::parse("0").is_some_and(|zero| zero == value);
        for (key, wanted) in [("min", "greater"), ("max", "less")] {
            let Some(limit) = bound(key) else { continue };
            let Some(order) = Decimal::parse(limit.as_str()).map(|limit| value.cmp(&limit)) else { continue };
            if if key == "min" { order.is_lt() } else { order.is_gt() } {
                self.out_of_range(node, shape, wanted, limit, &number.to_string(), is_zero, place);
            }
        }
    }

    /// Ranges of the values of floats that have no digits.
    fn range_of_special(&mut self, node: &Node, text: &str, shape: &Shape, bounds: &Node, place: &Place<'_>) {
        let bound = |key| bounds.get(key).and_then(Node::as_number);
        match text {
            "NaN" => {
                let message = format!(
                    "Value provided for `{}` must be a number because the `smithy.api#range` trait is applied, but \
                     found \"NaN\"",
                    shape.id
                );
                self.constraint(node, place, message).sub_id = Some("NaN".into());
            }
            "-Infinity" => {
                if let Some(min) = bound("min") {
                    self.out_of_range(node, shape, "greater", min, "\"-Infinity\"", false, place);
                }
            }
            "Infinity" => {
                if let Some(max) = bound("max") {
                    self.out_of_range(node, shape, "less", max, "\"Infinity\"", false, place);
                }
            }
            _ => {}
        }
    }

    #[expect(clippy::too_many_arguments, reason = "one message, put together in one place")]
    fn out_of_range(
        &mut self,
        node: &Node,
        shape: &Shape,
        wanted: &str,
        limit: &Number,
        found: &str,
        is_zero: bool,
        place: &Place<'_>,
    ) {
        let id = shape.id;
        let message = format!("Value provided for `{id}` must be {wanted} than or equal to {limit}, but found {found}");
        let lenient = is_zero && self.leniency.zero_out_of_range_warns;
        let finding = self.constraint(node, place, message);
        if lenient {
            finding.severity = Severity::Warning;
        }
        let side = if id.is_member() { "Member" } else { "Target" };
        finding.sub_id = Some(format!("{side}.InvalidRange"));
    }

    fn pattern(&mut self, node: &Node, text: &str, shape: &Shape, pattern: &Node, place: &Place<'_>) {
        let Some(pattern) = pattern.as_str() else { return };
        let Some(compiled) = self.knowledge.pattern(pattern) else { return };
        if compiled.is_match(text) == Some(false) {
            let id = shape.id;
            let message = format!("String value provided for `{id}` must match regular expression: {pattern}");
            self.constraint(node, place, message);
        }
    }

    fn one_of(&mut self, node: &Node, text: &str, shape: &Shape, mut values: Vec<&str>, place: &Place<'_>) {
        if values.contains(&text) {
            return;
        }
        values.sort_unstable();
        let values = values.iter().map(|value| format!("`{value}`")).collect::<Vec<_>>().join(", ");
        let id = shape.id;
        let message = format!("String value provided for `{id}` must be one of the following values: {values}");
        self.constraint(node, place, message);
    }

    fn unique(&mut self, node: &Node, elements: &[Node], shape: &Shape, place: &Place<'_>) {
        let show = |element: &Node| element.as_str().map_or_else(|| element.to_string(), String::from);
        let mut seen = FxHashSet::default();
        let mut repeated: Vec<String> = Vec::new();
        for element in elements {
            // Strings, which nearly all are, are compared as they stand.
            let new = match element.as_str() {
                Some(text) => seen.insert(std::borrow::Cow::Borrowed(text)),
                None => seen.insert(std::borrow::Cow::Owned(canonical(element))),
            };
            if !new && !repeated.contains(&show(element)) {
                repeated.push(show(element));
            }
        }
        if repeated.is_empty() {
            return;
        }
        repeated.sort();
        let repeated = repeated.iter().map(|item| format!("`{item}`")).collect::<Vec<_>>().join(", ");
        let message = format!(
            "Value provided for `{}` must have unique items, but the following items had multiple entries: [{repeated}]",
            shape.id
        );
        self.constraint(node, place, message);
    }

    fn id_ref(&mut self, node: &Node, text: &str, id_ref: &Node, place: &Place<'_>) {
        let Ok(id) = ShapeId::parse(text) else {
            self.error(node, place, format!("Invalid shape ID: {text}"));
            return;
        };
        let fail = |walk: &mut Self, message: String| {
            let message = id_ref.get("errorMessage").and_then(Node::as_str).map_or(message, String::from);
            walk.error(node, place, message);
        };
        let Some(shape) = self.knowledge.shape(id) else {
            if id_ref.get("failWhenMissing").and_then(Node::as_bool) == Some(true) {
                fail(self, format!("Shape ID `{id}` was not found in the model"));
            }
            return;
        };
        let selector = id_ref.get("selector").and_then(Node::as_str).unwrap_or("*");
        if selector == "*" {
            return;
        }
        if self.knowledge.selection(selector).is_some_and(|selection| !selection.contains(shape, self.knowledge)) {
            fail(self, format!("Shape ID `{id}` does not match selector `{selector}`"));
        }
    }
}

/// A text that equal values have in common: with the keys of objects sorted.
fn canonical(node: &Node) -> String {
    match &node.value {
        Value::Array(elements) => {
            format!("[{}]", elements.iter().map(canonical).collect::<Vec<_>>().join(","))
        }
        Value::Object(object) => {
            let mut entries: Vec<_> =
                object.iter().map(|(key, value)| format!("{}:{}", Node::synthetic(key), canonical(value))).collect();
            entries.sort();
            format!("{{{}}}", entries.join(","))
        }
        _ => node.to_string(),
    }
}
