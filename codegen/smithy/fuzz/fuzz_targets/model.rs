//! What every target does with its bytes.

use whitesmith_smithy::{Loader, write};

/// Loads and validates a source. A model that is valid must survive being written and read again.
pub fn check(name: &str, bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let mut loader = Loader::new();
    loader.add_source(name, text);
    let validated = loader.assemble().validate();
    for event in &validated.events {
        // Places of events can be shown.
        let _ = validated.sources.locate(event.span);
    }
    let Some(model) = validated.model else { return };
    let written = write::json::pretty(&write::ast::to_node(&model));
    let mut loader = Loader::new();
    loader.add_source("again.json", written.as_str());
    let again = loader.assemble();
    assert!(again.model == *model, "a model that is written and read is the same:\n{written}");
}
