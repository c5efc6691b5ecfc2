//! What values look like.

use whitesmith::With as _;
use whitesmith::schema::{Member, Schema};
use whitesmith::shape::{Blank, Ref, Shape};
use whitesmith::{Document, Timestamp, Unit, UnknownMember};

use super::super::cursor::Cursor;
use super::super::{JsonFormat, write_document, write_members, write_value};
use super::model::{CHOICE, Choice, Color, EVERYTHING, Everything, Size, Tree};

#[track_caller]
fn check(set: impl FnOnce(&mut Everything), expected: &str) {
    let mut value = Everything::blank();
    set(&mut value);
    let included = |member: &whitesmith::schema::Member| member.name() != "limit" && member.name() != "id";
    let found = write_members(JsonFormat::REST_JSON, &value, &included).unwrap();
    assert_eq!(String::from_utf8(found).unwrap(), expected);
}

#[test]
fn members() {
    check(|_| {}, "{}");
    check(|it| it.boolean = Some(false), r#"{"boolean":false}"#);
    check(|it| (it.byte, it.long) = (Some(i8::MIN), Some(i64::MAX)), r#"{"byte":-128,"long":9223372036854775807}"#);
    check(|it| (it.float, it.double) = (Some(0.1), Some(1e21)), r#"{"float":0.1,"double":1e+21}"#);
    check(
        |it| (it.float, it.double) = (Some(f32::NAN), Some(f64::NEG_INFINITY)),
        r#"{"float":"NaN","double":"-Infinity"}"#,
    );
    check(
        |it| {
            it.big_integer = "123456789012345678901234567890".parse().ok();
            it.big_decimal = "1.10".parse().ok();
        },
        r#"{"bigInteger":123456789012345678901234567890,"bigDecimal":1.10}"#,
    );
    for (bytes, text) in [("", ""), ("v", "dg=="), ("va", "dmE="), ("val", "dmFs"), ("value", "dmFsdWU=")] {
        check(|it| it.blob = Some(bytes.to_owned().into()), &format!(r#"{{"blob":"{text}"}}"#));
    }
    check(
        |it| {
            let time = Timestamp::new(1_398_796_238, 123_999_999);
            (it.time, it.date_time, it.http_dates) = (Some(time), Some(time), Some(vec![time]));
        },
        r#"{"time":1398796238.123,"dateTime":"2014-04-29T18:30:38.123Z","httpDates":["Tue, 29 Apr 2014 18:30:38 GMT"]}"#,
    );
    check(|it| (it.color, it.size) = (Some(Color::Red), Some(Size::Big)), r#"{"color":"red","size":7}"#);
    check(|it| it.strings = Some(vec![]), r#"{"strings":[]}"#);
    check(|it| it.strings = Some(vec!["a\"\u{1}\n".into(), String::new()]), "{\"strings\":[\"a\\\"\\u0001\\n\",\"\"]}");
    check(|it| it.maybe_strings = Some(vec![None, Some("a".into())]), r#"{"maybeStrings":[null,"a"]}"#);
    check(|it| it.numbers = Some([("a".into(), 1), ("b".into(), 2)].into()), r#"{"numbers":{"a":1,"b":2}}"#);
    check(|it| it.maybe_numbers = Some([(Color::Red, None)].into()), r#"{"maybeNumbers":{"red":null}}"#);
    check(|it| it.choice = Some(Choice::Text("x".into())), r#"{"choice":{"TEXT":"x"}}"#);
    check(|it| it.choice = Some(Choice::Nothing(Unit)), r#"{"choice":{"nothing":{}}}"#);
    check(
        |it| it.choice = Some(Choice::Unknown(UnknownMember { name: "new".into(), value: vec![1.into()].into() })),
        r#"{"choice":{"new":[1]}}"#,
    );
    check(
        |it| {
            let leaf = Tree { name: "leaf".into(), left: None };
            it.trees = Some(vec![Tree { name: "t".into(), left: Some(Box::new(leaf)) }]);
        },
        r#"{"trees":[{"name":"t","left":{"name":"leaf"}}]}"#,
    );
    check(|it| it.renamed = Some("x".into()), r#"{"re/named":"x"}"#);
    check(|it| it.document = Some(Document::Null), r#"{"document":null}"#);
}

#[test]
fn documents_keep_their_numbers() {
    for text in [
        "null",
        "true",
        "5.0",
        "8416664288722576.0",
        "-0.0",
        "12",
        "0.5",
        "[]",
        "{}",
        "123456789012345678901234567890",
        "1e400",
        r#"{"a":[1,{"b":"c\n"}]}"#,
    ] {
        let document = super::super::document::read(&mut Cursor::new(text), 128).unwrap();
        assert_eq!(String::from_utf8(write_document(&document)).unwrap(), text);
    }
}

#[test]
fn what_cannot_be_written() {
    let fails = |value: Ref<'_>, schema: &'static Schema| {
        let alone = Box::leak(Box::new(Member::new("", schema)));
        write_value(JsonFormat::REST_JSON, alone, value).is_err()
    };
    assert!(fails(Choice::blank().view(), &CHOICE));
    let late = Timestamp::from_seconds(i64::MAX);
    assert!(fails(Everything::blank().with(|it| it.date_time = Some(late)).view(), &EVERYTHING));
    assert!(!fails(Everything::blank().with(|it| it.time = Some(late)).view(), &EVERYTHING));
}
