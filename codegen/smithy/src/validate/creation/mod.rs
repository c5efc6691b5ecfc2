//! Values of traits can be read at all.
//!
//! Tools of this field read the traits they understand while loading, before any validator runs, and each trait says
//! in its own words what it cannot read: `` Error creating trait `http`: Missing expected member `uri`. `` What is
//! expected is a [`Reader`], one row a trait in the tables of this folder. A trait without a row is held to its
//! shape alone, by `TraitValue`.

use rustc_hash::FxHashMap;

use super::rule::{Context, Phase, Rule, Sink};
use super::text::trait_name;
use crate::event::Event;
use crate::shape_id::ShapeId;

mod aws;
mod checks;
mod core;
mod iam;
mod pattern;
mod reader;
mod rules_engine;
mod tests;
mod waiters;

use reader::Reader;

pub(super) static RULES: &[&Rule] = &[&RULE, &pattern::RULE];

static RULE: Rule = Rule::in_phase("Model", Phase::Creation, run);

/// A trait's name, and what its values must be like.
type Row = (&'static str, Reader);

static TABLES: &[&[Row]] = &[core::TABLE, aws::TABLE, iam::TABLE, rules_engine::TABLE, tests::TABLE, waiters::TABLE];

fn run(context: &Context<'_>, sink: &mut Sink<'_>) {
    let rows = TABLES.iter().flat_map(|table| table.iter());
    let readers: FxHashMap<ShapeId, &Reader> =
        rows.filter_map(|(id, reader)| Some((ShapeId::parse(id).ok()?, reader))).collect();
    for shape in context.model.shapes() {
        for (id, applied) in shape.traits.iter().filter(|(_, applied)| !applied.synthetic) {
            let Some(reader) = readers.get(&id) else { continue };
            if let Err(error) = reader.read(&applied.value, shape) {
                let message = format!("Error creating trait `{}`: {}", trait_name(id), error.message);
                let span = if error.span.is_none() { applied.span } else { error.span };
                sink.push(Event::error("Model", message).about(shape.id, span));
            }
        }
    }
}
