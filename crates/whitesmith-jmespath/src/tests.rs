//! Cases of our own; the compliance corpus is run by `cargo xtask conformance jmespath`.

use super::*;

fn value() -> Value {
    parse_json(r#"{"a":{"b":[1,2,{"c":"x"}]},"n":[3,1,2],"s":["b","a"],"o":{"k":1,"l":null},"t":"text"}"#).unwrap()
}

#[track_caller]
fn gives(expression: &str, expected: &str) {
    let value = value();
    let expression = Expression::parse(expression).unwrap();
    let result = match evaluate(&expression, &value) {
        Ok(result) => result.to_string(),
        Err(error) => error.kind.as_str().to_owned(),
    };
    assert_eq!(result, expected);
}

#[test]
fn evaluation() {
    for (expression, expected) in [
        ("a.b[0]", "1"),
        ("a.b[-1].c", "\"x\""),
        ("a.b[5]", "null"),
        ("n[::-1]", "[2,1,3]"),
        ("n[1:]", "[1,2]"),
        ("n[?@ > `1`]", "[3,2]"),
        ("sort(n)", "[1,2,3]"),
        ("sort_by(n, &@)[0]", "1"),
        ("max(s)", "\"b\""),
        ("o.*", "[1]"),
        ("[t, o.k]", "[\"text\",1]"),
        ("{x: t}", "{\"x\":\"text\"}"),
        ("length(t)", "4"),
        ("t == 'text' && !nope", "true"),
        ("sum(n)", "6"),
        ("avg(n)", "2"),
        ("abs(t)", "invalid-type"),
        ("nope(t)", "unknown-function"),
        ("abs()", "invalid-arity"),
        ("n[::0]", "invalid-value"),
    ] {
        gives(expression, expected);
    }
}

#[test]
fn too_much_is_refused() {
    let deep = format!("{}a{}", "[".repeat(5000), "]".repeat(5000));
    assert_eq!(Expression::parse(&deep).unwrap_err().kind, ErrorKind::Syntax);
    let long = "a.".repeat(5000) + "a";
    assert_eq!(Expression::parse(&long).unwrap_err().kind, ErrorKind::Syntax);
    let deepest = "[".repeat(MAX_DEPTH - 1) + "a" + &"]".repeat(MAX_DEPTH - 1);
    evaluate(&Expression::parse(&deepest).unwrap(), &value()).unwrap();
    let longest = "[*].a".repeat(MAX_DEPTH / 2);
    evaluate(&Expression::parse(&longest).unwrap(), &value()).unwrap();
    gives(&vec!["[@, @]"; 60].join(" | "), "invalid-value");
}
