//! Names of any length, and such as JSON escapes.

use std::collections::BTreeMap;

use whitesmith::schema::prelude;
use whitesmith::shape::{Blank, Structure};
use whitesmith::{Strictness, With};

use super::super::{JsonFormat, read_members, write_members};

#[derive(Clone)]
struct Names {
    a: Option<String>,
    thirteen: Option<i32>,
    fourteen: Option<String>,
    fifteen: Option<String>,
    sixteen: Option<i32>,
    twenty_eight: Option<String>,
    twenty_nine: Option<String>,
    forty: Option<i32>,
    quote: Option<String>,
    accent: Option<i32>,
    long: Option<String>,
}

whitesmith::structure! {
    Names: NAMES = "e#Names" {
        0 a: "a" => prelude::STRING,
        1 thirteen: "abcdefghijklm" => prelude::INTEGER,
        2 fourteen: "abcdefghijklmn" => prelude::STRING,
        3 fifteen: "abcdefghijklmno" => prelude::STRING,
        4 sixteen: "abcdefghijklmnop" => prelude::INTEGER,
        5 twenty_eight: "abcdefghijklmnopqrstuvwxyzab" => prelude::STRING,
        6 twenty_nine: "abcdefghijklmnopqrstuvwxyzabc" => prelude::STRING,
        7 forty: "abcdefghijklmnopqrstuvwxyzabcdefghijklmn" => prelude::INTEGER,
        8 quote: "quote" => prelude::STRING [JsonName("a\"")],
        9 accent: "accent" => prelude::INTEGER [JsonName("abcdefghijklmné")],
        10 long: "long" => prelude::STRING [JsonName("abcdefghijklmnopqrstuvwxyz")],
    }
}

#[test]
fn names_of_any_length() {
    let all = Names::blank().with(|it| {
        let (text, number) = (Some("x".to_owned()), Some(1));
        (it.a, it.fourteen, it.fifteen) = (text.clone(), text.clone(), text.clone());
        (it.twenty_eight, it.twenty_nine, it.quote, it.long) = (text.clone(), text.clone(), text.clone(), text);
        (it.thirteen, it.sixteen, it.forty, it.accent) = (number, number, number, number);
    });
    for json_names in [true, false] {
        let format = JsonFormat { json_names, ..JsonFormat::REST_JSON };
        // All, and each alone: the first member has no comma before it.
        for only in std::iter::once(None).chain((0..NAMES.members().len()).map(Some)) {
            let included = |index: usize| only.is_none_or(|only| only == index);
            let members: Vec<_> = NAMES.members().iter().enumerate().filter(|(index, _)| included(*index)).collect();
            let shown = |it: &whitesmith::schema::Member| members.iter().any(|(_, member)| std::ptr::eq(*member, it));
            let written = write_members(format, &all, &shown).unwrap();

            let found: BTreeMap<String, serde_json::Value> = serde_json::from_slice(&written).unwrap();
            let names = members.iter().map(|(_, member)| format.name(member).to_owned());
            let mut expected: Vec<String> = names.collect();
            expected.sort();
            assert_eq!(found.into_keys().collect::<Vec<_>>(), expected);

            let mut read = Names::blank();
            read_members(format, &written, &mut read, &|_| true, Strictness::Strict, &mut Vec::new()).unwrap();
            for index in 0..NAMES.members().len() {
                let there = (&read as &dyn Structure).member(index).is_some();
                assert_eq!(there, included(index), "{index} of {}", String::from_utf8_lossy(&written));
            }
        }
    }
}
