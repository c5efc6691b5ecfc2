//! Generated code stays thin: the seed operation with everything that is its own.

use std::fs;
use std::path::Path;

/// The operation, its five errors, and the structure they share.
const CLOSURE: [&str; 7] = [
    "operation/delete_invitations.rs",
    "error/internal_exception.rs",
    "error/invalid_access_exception.rs",
    "error/invalid_input_exception.rs",
    "error/limit_exceeded_exception.rs",
    "error/resource_not_found_exception.rs",
    "types/result_shape.rs",
];

/// The schemas it needs of simple shapes and lists.
const SCHEMAS: [&str; 4] = ["NON_EMPTY_STRING =", "ACCOUNT_ID =", "ACCOUNT_ID_LIST =", "RESULT_LIST ="];

#[test]
fn delete_invitations_is_below_250_lines() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../crates/securityhub/src");
    let read = |path: &str| fs::read_to_string(source.join(path)).unwrap_or_else(|error| panic!("{path}: {error}"));
    let files: usize = CLOSURE.iter().map(|path| read(path).lines().count()).sum();
    let schema = read("schema.rs");
    let schemas: usize = SCHEMAS
        .iter()
        .map(|name| {
            let row = schema.split("    ").skip_while(|row| !row.starts_with(name)).collect::<Vec<_>>().join("    ");
            assert!(!row.is_empty(), "no schema {name}");
            row.split_inclusive(";\n").next().map_or(0, |row| row.lines().count())
        })
        .sum();
    assert!(files + schemas < 250, "{files} lines of types and {schemas} of schemas");
    println!("{files} lines of types and {schemas} of schemas");
}
