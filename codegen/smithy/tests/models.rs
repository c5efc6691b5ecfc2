//! The models of this repository load and validate, with nothing that is wrong or very probably so.

use std::path::Path;

use whitesmith_smithy::{Loader, Severity};

#[test]
fn our_models_are_clean() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    for path in ["model/securityhub", "model/kitchensink", "docs/first-model.smithy"] {
        let mut loader = Loader::new();
        loader.add_path(root.join(path)).unwrap();
        let validated = loader.assemble().validate();
        assert!(validated.model.is_some(), "{path}: {:?}", validated.events);
        let serious: Vec<_> = validated.events.iter().filter(|event| event.severity >= Severity::Danger).collect();
        assert!(serious.is_empty(), "{path}: {serious:#?}");
    }
}
