//! Which waiters a client gets, and what they are called.

use whitesmith_codegen::{Settings, emit, plan};
use whitesmith_smithy::Loader;

/// The files of the client that is generated for a service with these operations.
#[track_caller]
fn client(operations: &str, rest: &str) -> Vec<(String, String)> {
    let model = format!(
        "$version: \"2\"\nnamespace a\nuse smithy.waiters#waitable\n\
         service S {{ version: \"1\", operations: [{operations}] }}\n{rest}\n"
    );
    let mut loader = Loader::new();
    loader.add_source("main.smithy", &model);
    let validated = loader.assemble().validate();
    let valid = validated.model.unwrap_or_else(|| panic!("{:?}", validated.events));
    let settings = Settings::from_json(serde_json::json!({ "service": "a#S", "module": "s" })).unwrap();
    let files = emit(&plan(&valid, &settings).unwrap()).swap_remove(1).files;
    files.into_iter().map(|file| (file.path, file.content)).collect()
}

#[track_caller]
fn content<'a>(files: &'a [(String, String)], wanted: &str) -> &'a str {
    files.iter().find(|(path, _)| path == wanted).map_or("", |(_, content)| content)
}

const OPERATIONS: &str = r#"
@waitable(
    ThingExists: { acceptors: [{ state: "success", matcher: { success: true } }] }
    THINGExists2: { acceptors: [{ state: "success", matcher: { success: true } }] }
)
operation GetThing {}

@waitable(OtherExists: { acceptors: [{ state: "success", matcher: { success: true } }] })
operation GetOther {}

operation WaitUntilThingExists {}

@waitable(Sent: { acceptors: [{ state: "success", matcher: { success: true } }] })
operation Send {
    input := {
        @default("")
        body: Stream
    }
}

@streaming
blob Stream
"#;

#[test]
fn names_do_not_collide() {
    let files = client("GetThing, WaitUntilThingExists", OPERATIONS);
    let root = content(&files, "src/lib.rs");
    for method in ["wait_until_thing_exists(", "wait_until_thing_exists2(", "wait_until_thing_exists22("] {
        assert_eq!(root.matches(&format!("pub async fn {method}")).count(), 1, "{method}\n{root}");
    }
    assert!(content(&files, "Cargo.toml").contains("features = [\"waiters\"]"));
    let waiters = content(&files, "src/waiters.rs");
    assert!(waiters.contains("static THING_EXISTS:") && !waiters.contains("OtherExists"), "{waiters}");
}

#[test]
fn a_client_without_waiters_knows_nothing_of_them() {
    for operations_of_service in ["WaitUntilThingExists", "Send"] {
        let files = client(operations_of_service, OPERATIONS);
        assert_eq!(content(&files, "src/waiters.rs"), "");
        for (path, content) in &files {
            assert!(!content.contains("aiter") && !content.contains("Duration"), "{path}: {content}");
        }
    }
}
