//! Node values and traits: on one line where that is clear and there is room, else a line an element.

use super::super::WIDTH;
use super::super::tree::{Item, Items, Pair, Trait, TraitValue, Traits, Value};
use super::comments;
use crate::write::text::Text;

/// What has to have room on a line for a value to stand on one.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Measure {
    /// The line, up to the end of the value.
    Line,
    /// The value alone. That is how it is measured within the braces of shapes, and in traits whose value is an array
    /// or object.
    Value,
}

impl Measure {
    /// Whether `flat` has room. What cannot be separated is measured alone.
    fn has_room(self, text: &Text, flat: &str, is_separated: bool) -> bool {
        let length = flat.chars().count();
        let counts = self == Self::Line && is_separated;
        length + if counts { text.column() } else { 0 } <= WIDTH
    }
}

/// Where a value stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Alone,
    /// In an array, where objects have lines of their own.
    InArray,
    /// Among the properties of a service or a resource, where arrays have, too.
    InEntity,
}

/// Prints a value.
pub(super) fn value(text: &mut Text, value: &Value<'_>, measure: Measure) {
    placed(text, value, Place::Alone, measure, measure);
}

/// Prints a value; `inside` measures what is in it when it takes several lines.
fn placed(text: &mut Text, value: &Value<'_>, place: Place, measure: Measure, inside: Measure) {
    let (is_open, is_separated) = match value {
        Value::Object(items) => (place != Place::Alone && !items.is_empty(), !items.is_empty()),
        Value::Array(items) => (place == Place::InEntity && !items.is_empty(), items.len() > 1),
        _ => (false, false),
    };
    let has_room = |flat: &String| !is_bracketed(value) || (!is_open && measure.has_room(text, flat, is_separated));
    match (flat(value).filter(has_room), value) {
        (Some(flat), _) => text.put(&flat),
        (None, Value::Array(items)) => text.block("[", "]", |text| {
            comments::items(text, items, |text, value| placed(text, value, Place::InArray, inside, inside));
        }),
        (None, Value::Object(items)) => text.block("{", "}", |text| pairs(text, items, Place::Alone, inside)),
        (None, Value::TextBlock(block)) => text_block(text, block),
        (None, Value::Literal(literal) | Value::Name(literal)) => text.put(literal),
    }
}

/// The value on one line, if nothing in it asks for more.
fn flat(value: &Value<'_>) -> Option<String> {
    match value {
        Value::Literal(literal) | Value::Name(literal) => (!literal.contains('\n')).then(|| (*literal).to_owned()),
        Value::TextBlock(_) => None,
        Value::Array(items) => {
            let elements: Option<Vec<String>> = elements(items)?.map(flat_scalar).collect();
            Some(format!("[{}]", elements?.join(", ")))
        }
        Value::Object(items) => flat_object(items),
    }
}

fn flat_object(items: &Items<'_, Pair<'_>>) -> Option<String> {
    if items.is_empty() { Some("{}".into()) } else { Some(format!("{{ {} }}", flat_pairs(items)?)) }
}

/// A value within others: what has brackets of its own does not stand on one line with its neighbours.
fn flat_scalar(value: &Value<'_>) -> Option<String> {
    flat(value).filter(|_| !is_bracketed(value))
}

/// The members of an object or a trait on one line.
fn flat_pairs(items: &Items<'_, Pair<'_>>) -> Option<String> {
    let pairs = elements(items)?.map(|Pair { key, value }| Some(format!("{key}: {}", flat_scalar(value)?)));
    Some(pairs.collect::<Option<Vec<String>>>()?.join(", "))
}

/// The elements, if there are no comments between them.
fn elements<'i, 's, T>(items: &'i [Item<'s, T>]) -> Option<impl Iterator<Item = &'i T>> {
    let has_comment = items.iter().any(|item| matches!(item, Item::Comment(_)));
    let element = |item: &'i Item<'s, T>| if let Item::Element(element) = item { Some(element) } else { None };
    (!has_comment).then(|| items.iter().filter_map(element))
}

fn is_bracketed(value: &Value<'_>) -> bool {
    matches!(value, Value::Array(_) | Value::Object(_))
}

/// Prints members, a line or more each.
fn pairs(text: &mut Text, items: &Items<'_, Pair<'_>>, place: Place, measure: Measure) {
    comments::items(text, items, |text, Pair { key, value }| {
        text.put(&format!("{key}: "));
        let is_block = matches!(value, Value::TextBlock(_));
        if is_block {
            text.indent();
        }
        placed(text, value, place, measure, measure);
        if is_block {
            text.dedent();
        }
    });
}

/// Prints the properties of a service or a resource in braces.
pub(super) fn entity(text: &mut Text, items: &Items<'_, Pair<'_>>) {
    match flat_object(items).filter(|flat| Measure::Value.has_room(text, flat, true)) {
        Some(flat) => text.put(&flat),
        None => text.block("{", "}", |text| pairs(text, items, Place::InEntity, Measure::Value)),
    }
}

/// Prints a text block, with its lines as far to the right of each other as they were.
fn text_block(text: &mut Text, block: &str) {
    let content = block.trim_start_matches("\"\"\"").trim_start_matches([' ', '\t', '\r']);
    let content = content.strip_prefix('\n').unwrap_or(content).strip_suffix("\"\"\"").unwrap_or(content);
    let lines: Vec<&str> = content.split('\n').map(|line| line.trim_end_matches('\r')).collect();
    let is_blank = |line: &str| line.bytes().all(|b| matches!(b, b' ' | b'\t'));
    let spaces = |line: &str| line.bytes().take_while(|b| *b == b' ').count();
    let last = lines.len().saturating_sub(1);
    let significant = lines.iter().enumerate().filter(|(i, line)| *i == last || !is_blank(line));
    let shared = significant.map(|(_, line)| spaces(line)).min().unwrap_or(0);
    let indentation = text.indentation();
    text.put("\"\"\"");
    for (i, line) in lines.iter().enumerate() {
        let line = line.get(shared.min(spaces(line))..).unwrap_or_default().trim_end_matches([' ', '\t']);
        text.end_line();
        if !line.is_empty() || i == last {
            // Whatever the text's own indentation: escapes and blank lines are left as they are.
            text.put_raw(&format!("{indentation}{line}"));
        }
    }
    text.put_raw("\"\"\"");
}

/// Prints a trait.
pub(super) fn applied(text: &mut Text, Trait { name, value }: &Trait<'_>, measure: Measure) {
    text.put(&format!("@{name}"));
    match value {
        TraitValue::None => {}
        TraitValue::Members(items) => {
            let flat = flat_pairs(items).map(|pairs| format!("({pairs})"));
            match flat.filter(|flat| measure.has_room(text, flat, items.len() > 1)) {
                Some(flat) => text.put(&flat),
                None => text.block("(", ")", |text| pairs(text, items, Place::Alone, measure)),
            }
        }
        TraitValue::Node(before, node, behind) => {
            let is_single = is_bracketed(node) || flat(node).is_some();
            if before.is_empty() && behind.is_empty() && is_single {
                text.put("(");
                placed(text, node, Place::Alone, measure, Measure::Value);
                text.put(")");
            } else {
                text.block("(", ")", |text| {
                    comments::lines(text, before);
                    self::value(text, node, measure);
                    text.end_line();
                    comments::lines(text, behind);
                });
            }
        }
    }
}

/// Prints traits, and comments between them, a line or more each.
pub(super) fn traits(text: &mut Text, traits: &Traits<'_>, measure: Measure) {
    comments::items(text, traits, |text, applied| self::applied(text, applied, measure));
}
