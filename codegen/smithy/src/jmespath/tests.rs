//! Cases of the static check; those of the evaluator stand in its crate, and the compliance corpus is run by
//! `cargo xtask conformance jmespath`.

use super::*;

#[test]
fn too_much_is_refused() {
    let doubling = Expression::parse(&(vec!["[@, @]"; 60].join(" | ") + " | [][][][][]")).unwrap();
    check(&doubling, Known::Any);
}

#[test]
fn static_check() {
    let shape = || {
        Known::object([
            ("name".into(), Known::String("aa".into())),
            ("list".into(), Known::Uniform(Known::object([("x".into(), Known::Number(8.0))]).into(), 2)),
        ])
    };
    for (expression, kind, problems) in [
        ("name", "string", &[][..]),
        ("list[].x", "array", &[]),
        ("list[0].x > `1`", "boolean", &[]),
        ("nope", "null", &["Object field 'nope' does not exist in object with properties [name, list] (1:1)"]),
        ("name.x", "any", &["Object field 'x' extraction performed on string (1:6)"]),
        ("`true` < `false`", "null", &["Invalid comparator '<' for boolean (1:10)"]),
        (
            "length(`10`)",
            "number",
            &["length function argument 0 error: Expected one of [string, array, object], but found number (1:8)"],
        ),
        ("sum(list[*].x)", "number", &[]),
        (
            "join(', ', list[*].x)",
            "string",
            &["join function argument 1 error: Expected an array of string, but found number at index 0 (1:17)"],
        ),
    ] {
        let (result, found) = check(&Expression::parse(expression).unwrap(), shape());
        let found: Vec<_> = found.iter().map(ToString::to_string).collect();
        assert_eq!(
            (result.kind().as_str(), found.as_slice()),
            (kind, problems.iter().map(|p| (*p).to_owned()).collect::<Vec<_>>().as_slice()),
            "{expression}"
        );
    }
}
