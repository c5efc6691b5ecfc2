//! What a server takes, what a client takes, and what nobody takes.

use whitesmith::shape::{Blank, Structure as _};
use whitesmith::{Strictness, Timestamp};

use super::super::{JsonFormat, read_member, read_members};
use super::model::{Choice, Color, Everything};

/// The members read from the text beside a required `id`, and the required ones that were missing.
fn read(text: &[u8], strictness: Strictness) -> Result<(Everything, Vec<String>), String> {
    let (mut into, mut missing) = (Everything::blank(), Vec::new());
    match read_members(JsonFormat::REST_JSON, text, &mut into, &|_| true, strictness, &mut missing) {
        Ok(()) => Ok((into, missing)),
        Err(error) => Err(std::error::Error::source(&error).map_or(error.to_string(), ToString::to_string)),
    }
}

#[track_caller]
fn rejects(strictness: Strictness, member: &str, expected: &str) {
    let text = format!("{{\"id\":\"x\",{member}}}");
    match read(text.as_bytes(), strictness) {
        Ok((found, _)) => panic!("{member} gives {found:?}"),
        Err(error) => assert!(error.contains(expected), "{member}: {error}, not {expected}"),
    }
}

#[track_caller]
fn accepts(strictness: Strictness, member: &str) -> Everything {
    let text = format!("{{\"id\":\"x\",{member}}}");
    let (found, missing) = read(text.as_bytes(), strictness).unwrap_or_else(|error| panic!("{member}: {error}"));
    assert_eq!(missing, Vec::<String>::new());
    found
}

#[test]
fn values_of_a_wrong_type_are_rejected_on_both_sides() {
    let number = "expected a number";
    for (member, expected) in [
        ("\"boolean\":\"true\"", "`/boolean`: expected true or false"),
        ("\"boolean\":1", "expected true or false"),
        ("\"byte\":\"123\"", "expected an 8-bit integer"),
        ("\"byte\":128", "expected an 8-bit integer"),
        ("\"byte\":-129", "expected an 8-bit integer"),
        ("\"short\":32768", "expected a 16-bit integer"),
        ("\"integer\":1.001", "expected a 32-bit integer"),
        ("\"integer\":2147483648", "expected a 32-bit integer"),
        ("\"integer\":true", "expected a 32-bit integer"),
        ("\"long\":9223372036854775808", "expected a 64-bit integer"),
        ("\"long\":123000000000000000000000", "expected a 64-bit integer"),
        ("\"long\":\"Infinity\"", "expected a 64-bit integer"),
        ("\"size\":\"7\"", "expected a 32-bit integer"),
        ("\"float\":\"123\"", number),
        ("\"float\":1e39", "expected a number that a 32-bit float holds"),
        ("\"float\":true", number),
        ("\"double\":\"infinity\"", number),
        ("\"bigInteger\":1.5", "expected an integer"),
        ("\"bigDecimal\":true", number),
        ("\"id\":1", "`/id`: expected a string"),
        ("\"color\":1", "expected a string"),
        ("\"blob\":\"-_==\"", "expected base64"),
        ("\"blob\":\"[][]\"", "expected base64"),
        ("\"blob\":5", "expected a blob"),
        ("\"time\":\"true\"", "expected a timestamp"),
        ("\"time\":true", "expected a timestamp"),
        ("\"time\":\"NaN\"", "expected a timestamp"),
        ("\"dateTime\":\"1996-12-19 16:39\"", "expected a timestamp"),
        ("\"httpDates\":[\"x\"]", "`/httpDates/0`: expected a timestamp"),
        ("\"strings\":{}", "expected a list"),
        ("\"strings\":[\"a\",null]", "`/strings/1`: expected a string"),
        ("\"numbers\":{\"a/b\":null}", "`/numbers/a~1b`: expected a 32-bit integer"),
        ("\"numbers\":[]", "expected a map"),
        ("\"trees\":[[\"x\"]]", "`/trees/0`: expected an object"),
        ("\"trees\":[null]", "`/trees/0`: expected an object"),
        ("\"choice\":[\"int\"]", "`/choice`: expected a union"),
        ("\"choice\":{\"int\":2,\"TEXT\":\"three\"}", "`/choice/TEXT`: expected no second member"),
        ("\"choice\":{\"int\":2,\"new\":3}", "`/choice/new`: expected "),
        ("\"choice\":{\"new\":2,\"int\":3}", "expected "),
        ("\"documents\":null,\"numbers\":5", "expected a map"),
        ("\"boolean\":True", "not JSON"),
        ("\"integer\":0x42", "not JSON"),
        ("\"integer\":2ABC", "not JSON"),
        ("\"integer\":01", "not JSON"),
        ("\"float\":Infinity", "not JSON"),
        ("\"float\":NaN", "not JSON"),
        ("\"time\":1515531081.123.456", "not JSON"),
        ("\"strings\":[\"a\"", "not JSON"),
        ("\"id\":\"\u{1}\"", "not JSON"),
        ("\"id\":\"\\ud800\"", "not JSON"),
        ("\"document\":\"\\ud800\"", "not JSON"),
        ("\"unknown\":[1,]", "not JSON"),
    ] {
        rejects(Strictness::Strict, member, expected);
        rejects(Strictness::Lenient, member, expected);
    }
}

#[test]
fn bodies_that_are_no_object_are_rejected_on_both_sides() {
    for text in [
        "",
        " ",
        "{[",
        "{ \"id\": \"x\" }abc",
        "abc{ \"id\": \"x\" }",
        "{\"id\":\"x\"//\n}",
        "{\"id\":\"x\"/* */}",
        "{\"id\" :\u{c}\"x\"}",
        "{'id': \"x\"}",
        "{\"id\":\"x\",}",
        "null",
        "[]",
        "[\"x\"]",
        "3",
        "\"id\"",
        "{\"id\"",
    ] {
        for strictness in [Strictness::Strict, Strictness::Lenient] {
            assert!(read(text.as_bytes(), strictness).is_err(), "{text}");
        }
    }
    for bytes in [b"{\"id\":\"\xff\"}".as_slice(), b"\xef\xbb\xbf{}", b"{\"\xc3\x28\":1}"] {
        assert!(read(bytes, Strictness::Lenient).is_err());
    }
}

#[test]
fn servers_reject_what_clients_take() {
    for member in [
        "\"integer\":1.0",
        "\"time\":\"1515531081.1234\"",
        "\"time\":\"1515531081\"",
        "\"time\":\"Tue, 29 Apr 2014 18:30:38 GMT\"",
        "\"dateTime\":\"Tue, 29 Apr 2014 18:30:38 GMT\"",
        "\"dateTime\":\"1996-12-19T16:39:57-08:00\"",
        "\"dateTime\":1515531081",
        "\"httpDates\":[1515531081.1234]",
        "\"blob\":\"xyz\"",
        "\"blob\":\"YmxvYg=\"",
        "\"bigInteger\":\"12\"",
        "\"choice\":{}",
        "\"choice\":{\"int\":null}",
        "\"choice\":{\"__type\":\"a#b\",\"int\":1}",
        "\"choice\":{\"unknown\":\"hello\"}",
    ] {
        rejects(Strictness::Strict, member, "expected");
        accepts(Strictness::Lenient, member);
    }
}

#[test]
fn open_types_keep_what_the_model_does_not_know() {
    let found = accepts(Strictness::Lenient, "\"choice\":{\"new\":[1,{\"a\":null}]},\"color\":\"blue\",\"size\":3");
    assert_eq!(found.color, Some(Color::Unknown("blue".into())));
    let Some(Choice::Unknown(unknown)) = found.choice else { panic!() };
    assert_eq!(unknown.name, "new");
    assert_eq!(
        unknown.value,
        vec![
            1.into(),
            [("a".to_owned(), whitesmith::Document::Null)]
                .into_iter()
                .collect::<std::collections::BTreeMap<_, _>>()
                .into()
        ]
        .into()
    );
    let found = accepts(Strictness::Lenient, "\"choice\":{\"__type\":\"x\",\"int\":null,\"tree\":{\"name\":\"t\"}}");
    assert!(matches!(found.choice, Some(Choice::Tree(tree)) if tree.name == "t"));
}

#[test]
fn null_says_that_a_member_is_not_there() {
    for strictness in [Strictness::Strict, Strictness::Lenient] {
        let found =
            accepts(strictness, "\"boolean\":null,\"document\":null,\"limit\":null,\"trees\":null,\"unknown\":null");
        assert!(found.boolean.is_none() && found.document.is_none() && found.trees.is_none() && found.limit == 10);
        let (_, missing) = read(b"{\"id\":null}", strictness).unwrap();
        assert_eq!(missing, ["/id"]);
    }
}

#[test]
fn every_missing_required_member_is_named() {
    let text = br#"{"trees":[{"name":"a"},{},{"left":{"left":{"name":"x"}}}],"choice":{"tree":{}}}"#;
    let (found, missing) = read(text, Strictness::Strict).unwrap();
    assert_eq!(missing, ["/trees/1/name", "/trees/2/left/name", "/trees/2/name", "/choice/tree/name", "/id"]);
    assert_eq!(found.trees.map(|trees| trees.len()), Some(3));
}

#[test]
fn members_that_are_not_included_count_as_unknown() {
    let (mut into, mut missing) = (Everything::blank(), Vec::new());
    let included = |member: &whitesmith::schema::Member| member.name() != "id" && member.name() != "long";
    let text = br#"{"long":"not even a number","integer":5}"#;
    read_members(JsonFormat::REST_JSON, text, &mut into, &included, Strictness::Strict, &mut missing).unwrap();
    assert_eq!((into.integer, into.long, missing), (Some(5), None, vec![]));
}

#[test]
fn order_repetition_and_escapes_of_names() {
    let found = accepts(
        Strictness::Strict,
        r#""limit":3,"strings":["a","b"],"byte":1,"strings":["c"],"\u0062yte":2,"re/named":"r","renamed":"no""#,
    );
    assert_eq!((found.limit, found.byte, found.strings), (3, Some(2), Some(vec!["c".to_owned()])));
    assert_eq!(found.renamed.as_deref(), Some("r"));
}

#[test]
fn timestamps_are_exact() {
    let found = accepts(Strictness::Strict, "\"time\":1515531081.123");
    assert_eq!(found.time, Some(Timestamp::from_milliseconds(1_515_531_081_123)));
    let found = accepts(Strictness::Strict, "\"time\":1.5e3");
    assert_eq!(found.time, Some(Timestamp::from_seconds(1_500)));
}

#[test]
fn depth_is_limited() {
    let nested = |open: &str, close: &str, depth: usize| format!("{}{}", open.repeat(depth), close.repeat(depth));
    for (start, open, close, end) in [
        ("\"document\":", "[", "]", ""),
        ("\"document\":", "{\"a\":[", "]}", ""),
        ("\"choice\":{\"new\":", "[", "]", "}"),
    ] {
        accepts(Strictness::Lenient, &format!("{start}{}{end}", nested(open, close, 50)));
        rejects(Strictness::Lenient, &format!("{start}{}{end}", nested(open, close, 100_000)), "");
    }
    let choice = |depth: usize| format!("\"choice\":{}{{\"int\":1}}{}", "{\"inner\":".repeat(depth), "}".repeat(depth));
    accepts(Strictness::Strict, &choice(100));
    rejects(Strictness::Strict, &choice(100_000), "");
    let tree =
        |depth: usize| format!("\"trees\":[{}null{}]", "{\"name\":\"\",\"left\":".repeat(depth), "}".repeat(depth));
    accepts(Strictness::Strict, &tree(100));
    rejects(Strictness::Strict, &tree(100_000), "");
    // What is not kept may lie as deep as it likes.
    accepts(Strictness::Strict, &format!("\"unknown\":{}", nested("[", "]", 100_000)));
}

#[test]
fn values_that_are_whole_bodies() {
    fn whole(member: &str, text: &str, strictness: Strictness) -> Result<Everything, ()> {
        let mut into = Everything::blank();
        let index = into.schema().members().iter().position(|it| it.name() == member).unwrap();
        read_member(JsonFormat::REST_JSON, text.as_bytes(), index, &mut into, strictness, &mut Vec::new())
            .map(|()| into)
            .map_err(drop)
    }
    let trees = |text, strictness| whole("trees", text, strictness).map(|found| found.trees.map(|trees| trees.len()));
    assert_eq!(trees("[{\"name\":\"x\"}]", Strictness::Strict), Ok(Some(1)));
    assert_eq!(trees("null", Strictness::Strict), Err(()));
    assert_eq!(trees("null", Strictness::Lenient), Ok(None));
    assert!(whole("choice", "{\"int\":5}", Strictness::Strict).is_ok_and(|it| it.choice == Some(Choice::Int(5))));
}

#[test]
fn errors_never_show_the_text() {
    for member in [
        "\"integer\":\"hunter2\"",
        "\"boolean\":\"hunter2\"",
        "\"choice\":\"hunter2\"",
        "\"time\":\"hunter2\"",
        "hunter2",
    ] {
        let text = format!("{{\"id\":\"x\",{member}}}");
        let error = read(text.as_bytes(), Strictness::Strict).unwrap_err();
        assert!(!error.contains("hunter2"), "{error}");
    }
}
