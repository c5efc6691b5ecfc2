//! `EmitNoneSelector`: an event when a selector matches nothing.

use crate::event::{Event, Severity};
use crate::validate::rule::{Context, Sink};

use super::emit_each_selector::selector;
use super::{Config, Linter};

pub(super) static LINTER: Linter = Linter { name: "EmitNoneSelector", run };

fn run(context: &Context<'_>, config: &Config<'_>, sink: &mut Sink<'_>) -> Result<(), String> {
    let selector = selector(config)?;
    // The prelude is in every model: what it has says nothing about this one.
    let found = selector.select_with(context).map_err(|error| error.to_string())?;
    if found.iter().all(|shape| shape.id.namespace() == "smithy.api") {
        let message = format!("Expected at least one shape to match selector: {selector}");
        sink.push(Event::new(Severity::Danger, LINTER.name, message));
    }
    Ok(())
}
