//! Each metadata key has one type, and those of the standard keep theirs.

use std::collections::BTreeMap;

use crate::ids;
use crate::shape::Shape;
use crate::validate::rule::{Context, Rule, Sink};

pub(super) static RULE: Rule = Rule::new("MetadataTrait", run);

const RESERVED: [&str; 3] = ["suppressions", "validators", "severityOverrides"];

fn run(context: &Context<'_>, sink: &mut Sink<'_>) {
    let mut by_key: BTreeMap<&str, Vec<&Shape>> = BTreeMap::new();
    for shape in context.shapes_with(ids::METADATA) {
        if let Some(key) = shape.trait_value(ids::METADATA).and_then(|value| value.get("key")?.as_str()) {
            by_key.entry(key).or_default().push(shape);
        }
    }
    for (key, shapes) in by_key {
        for shape in &shapes {
            if RESERVED.contains(&key) {
                let message =
                    format!("The metadata key `{key}` has been reserved by Smithy and may not be defined elsewhere.");
                sink.error(shape, message).place_at_trait(shape, ids::METADATA);
            }
            let mut others: Vec<_> =
                shapes.iter().filter(|other| other.id != shape.id).map(|o| o.id.as_str()).collect();
            if !others.is_empty() {
                others.sort_unstable();
                let message = format!(
                    "A type has already been defined for the metadata key `{key}`. Conflicts with: [{}]",
                    others.join(", ")
                );
                sink.error(shape, message).place_at_trait(shape, ids::METADATA);
            }
        }
    }
}
