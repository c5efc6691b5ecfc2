//! A structure with a member of every kind.

use std::collections::BTreeMap;

use whitesmith::schema::prelude;
use whitesmith::{BigDecimal, BigInteger, Blob, Document, Timestamp, Unit, UnknownMember};

pub(super) mod schema {
    use super::{COLOR, TREE, prelude};

    whitesmith::schemas! {
        STRINGS = List "e#Strings" { "member": prelude::STRING };
        MAYBE_STRINGS = List "e#MaybeStrings" { "member": prelude::STRING } [Sparse];
        HTTP_DATE = Timestamp "e#HttpDate" [TimestampFormat(HttpDate)];
        HTTP_DATES = List "e#HttpDates" { "member": HTTP_DATE };
        NUMBERS = Map "e#Numbers" { "key": prelude::STRING, "value": prelude::INTEGER };
        MAYBE_NUMBERS = Map "e#MaybeNumbers" { "key": COLOR, "value": prelude::INTEGER } [Sparse];
        TREES = List "e#Trees" { "member": TREE };
        DOCUMENTS = Map "e#Documents" { "key": prelude::STRING, "value": prelude::DOCUMENT };
    }
}

#[derive(Clone)]
pub(super) struct Everything {
    pub(super) id: String,
    pub(super) boolean: Option<bool>,
    pub(super) byte: Option<i8>,
    pub(super) short: Option<i16>,
    pub(super) integer: Option<i32>,
    pub(super) long: Option<i64>,
    pub(super) float: Option<f32>,
    pub(super) double: Option<f64>,
    pub(super) big_integer: Option<BigInteger>,
    pub(super) big_decimal: Option<BigDecimal>,
    pub(super) blob: Option<Blob>,
    pub(super) time: Option<Timestamp>,
    pub(super) date_time: Option<Timestamp>,
    pub(super) http_dates: Option<Vec<Timestamp>>,
    pub(super) document: Option<Document>,
    pub(super) color: Option<Color>,
    pub(super) size: Option<Size>,
    pub(super) strings: Option<Vec<String>>,
    pub(super) maybe_strings: Option<Vec<Option<String>>>,
    pub(super) numbers: Option<BTreeMap<String, i32>>,
    pub(super) maybe_numbers: Option<BTreeMap<Color, Option<i32>>>,
    pub(super) choice: Option<Choice>,
    pub(super) trees: Option<Vec<Tree>>,
    pub(super) renamed: Option<String>,
    pub(super) limit: i32,
    pub(super) documents: Option<BTreeMap<String, Document>>,
}

whitesmith::structure! {
    Everything: EVERYTHING = "e#Everything" {
        0 id: "id" => prelude::STRING [Required],
        1 boolean: "boolean" => prelude::BOOLEAN,
        2 byte: "byte" => prelude::BYTE,
        3 short: "short" => prelude::SHORT,
        4 integer: "integer" => prelude::INTEGER,
        5 long: "long" => prelude::LONG,
        6 float: "float" => prelude::FLOAT,
        7 double: "double" => prelude::DOUBLE,
        8 big_integer: "bigInteger" => prelude::BIG_INTEGER,
        9 big_decimal: "bigDecimal" => prelude::BIG_DECIMAL,
        10 blob: "blob" => prelude::BLOB,
        11 time: "time" => prelude::TIMESTAMP,
        12 date_time: "dateTime" => prelude::TIMESTAMP [TimestampFormat(DateTime)],
        13 http_dates: "httpDates" => schema::HTTP_DATES,
        14 document: "document" => prelude::DOCUMENT,
        15 color: "color" => COLOR,
        16 size: "size" => SIZE,
        17 strings: "strings" => schema::STRINGS,
        18 maybe_strings: "maybeStrings" => schema::MAYBE_STRINGS,
        19 numbers: "numbers" => schema::NUMBERS,
        20 maybe_numbers: "maybeNumbers" => schema::MAYBE_NUMBERS,
        21 choice: "choice" => CHOICE,
        22 trees: "trees" => schema::TREES,
        23 renamed: "renamed" => prelude::STRING [JsonName("re/named")],
        24 limit: "limit" => prelude::INTEGER = 10,
        25 documents: "documents" => schema::DOCUMENTS,
    }
}

#[derive(Clone)]
pub(super) struct Tree {
    pub(super) name: String,
    pub(super) left: Option<Box<Tree>>,
}

whitesmith::structure! {
    Tree: TREE = "e#Tree" {
        0 name: "name" => prelude::STRING [Required],
        1 left: "left" => TREE,
    }
}

#[derive(Clone)]
pub(super) enum Choice {
    Int(i32),
    Text(String),
    Tree(Box<Tree>),
    Nothing(Unit),
    Inner(Box<Choice>),
    Unknown(UnknownMember),
}

whitesmith::union! {
    Choice: CHOICE = "e#Choice" {
        0 Int: "int" => prelude::INTEGER,
        1 Text: "text" => prelude::STRING [JsonName("TEXT")],
        2 Tree: "tree" => TREE,
        3 Nothing: "nothing" => prelude::UNIT,
        4 Inner: "inner" => CHOICE,
    }
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Color {
    Red,
    Unknown(String),
}

whitesmith::string_enum! { Color: COLOR = "e#Color" { Red = "red" } }

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Size {
    Big,
    Unknown(i32),
}

whitesmith::int_enum! { Size: SIZE = "e#Size" { Big = 7 } }
