//! No two ids differ only in case.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::shape_id::ShapeId;
use crate::validate::rule::{Context, Phase, Rule, Sink};
use crate::validate::text::ticked_sorted;

pub(super) static RULE: Rule = Rule::in_phase("ShapeIdConflict", Phase::Critical, run);

fn run(context: &Context<'_>, sink: &mut Sink<'_>) {
    if may_conflict(context) {
        report(context, sink);
    }
}

/// Whether there may be two ids alike. In nearly all models there are none, and that is found by names: of shapes, and
/// of the members of each.
fn may_conflict(context: &Context<'_>) -> bool {
    let mut shapes = FxHashSet::default();
    let mut members = FxHashSet::default();
    context.model.shapes().filter(|shape| !shape.id.is_member()).any(|shape| {
        members.clear();
        !shapes.insert(folded_hash(shape.id.as_str()))
            || shape.members.iter().filter_map(|id| id.member()).any(|name| !members.insert(folded_hash(name)))
    })
}

fn report(context: &Context<'_>, sink: &mut Sink<'_>) {
    let mut by_hash: FxHashMap<u64, Vec<ShapeId>> = FxHashMap::default();
    by_hash.reserve(context.model.shapes().size_hint().0);
    for shape in context.model.shapes() {
        by_hash.entry(folded_hash(shape.id.as_str())).or_default().push(shape.id);
    }
    for shape in context.model.shapes() {
        let Some(alike) = by_hash.get(&folded_hash(shape.id.as_str())).filter(|alike| alike.len() > 1) else {
            continue;
        };
        let others: Vec<_> = alike
            .iter()
            .filter(|other| **other != shape.id && other.as_str().eq_ignore_ascii_case(shape.id.as_str()))
            .collect();
        if !others.is_empty() {
            let message = format!(
                "Shape ID `{}` conflicts with other shape IDs in the model: [{}]",
                shape.id,
                ticked_sorted(others)
            );
            sink.error(shape, message);
        }
    }
}

/// FNV-1a of the text in lower case.
fn folded_hash(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte.to_ascii_lowercase())).wrapping_mul(0x0100_0000_01b3)
    })
}
