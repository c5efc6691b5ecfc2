//! Random values come back as they were, and no bytes make the reader panic.

#![expect(clippy::cast_possible_truncation, reason = "random bits, of which any will do")]

use whitesmith::shape::Blank;
use whitesmith::{Document, Strictness, Timestamp, Unit, UnknownMember};

use super::super::{JsonFormat, read_members, write_members};
use super::model::{Choice, Color, Everything, Size, Tree};

/// Numbers that look random and are always the same (`SplitMix64`).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }
    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % u64::try_from(end).unwrap()).unwrap()
    }
    fn maybe<T>(&mut self, make: impl FnOnce(&mut Self) -> T) -> Option<T> {
        (self.below(2) == 0).then(|| make(self))
    }
    fn list<T>(&mut self, mut make: impl FnMut(&mut Self) -> T) -> Vec<T> {
        (0..self.below(4)).map(|_| make(self)).collect()
    }
    fn text(&mut self) -> String {
        let alphabet = ['a', 'Z', '0', '"', '\\', '/', '\n', '\u{0}', '\u{1f}', ' ', 'é', '\u{2028}', '👍', '\u{7f}'];
        (0..self.below(20)).map(|_| alphabet[self.below(alphabet.len())]).collect()
    }
    fn integer(&mut self) -> i64 {
        let bits = self.below(64);
        self.next().cast_signed() >> bits
    }
    fn double(&mut self) -> f64 {
        let value = f64::from_bits(self.next());
        if value.is_nan() { 0.5 } else { value }
    }
    fn float(&mut self) -> f32 {
        let value = f32::from_bits(u32::try_from(self.next() >> 32).unwrap());
        if value.is_nan() { f32::INFINITY } else { value }
    }
    fn time(&mut self) -> Timestamp {
        Timestamp::from_milliseconds(self.integer() % 62_135_596_800_000)
    }
    fn document(&mut self, depth: usize) -> Document {
        match self.below(if depth == 0 { 5 } else { 7 }) {
            0 => Document::Null,
            1 => Document::Boolean(true),
            2 => Document::Integer(self.integer()),
            3 => Document::Double(self.double()).finite(),
            4 => Document::String(self.text()),
            5 => Document::List(self.list(|it| it.document(depth - 1))),
            _ => Document::Map(self.list(|it| (it.text(), it.document(depth - 1))).into_iter().collect()),
        }
    }
    fn tree(&mut self, depth: usize) -> Tree {
        let left = if depth == 0 { None } else { self.maybe(|it| Box::new(it.tree(depth - 1))) };
        Tree { name: self.text(), left }
    }
    fn choice(&mut self, depth: usize) -> Choice {
        match self.below(if depth == 0 { 5 } else { 6 }) {
            0 => Choice::Int(self.next() as i32),
            1 => Choice::Text(self.text()),
            2 => Choice::Tree(Box::new(self.tree(3))),
            3 => Choice::Nothing(Unit),
            4 => Choice::Unknown(UnknownMember {
                name: format!("new{}", self.text()),
                value: self.list(|it| it.document(2)).into(),
            }),
            _ => Choice::Inner(Box::new(self.choice(depth - 1))),
        }
    }
    fn everything(&mut self) -> Everything {
        Everything {
            id: self.text(),
            boolean: self.maybe(|it| it.below(2) == 0),
            byte: self.maybe(|it| it.next() as i8),
            short: self.maybe(|it| it.next() as i16),
            integer: self.maybe(|it| it.next() as i32),
            long: self.maybe(Self::integer),
            float: self.maybe(Self::float),
            double: self.maybe(Self::double),
            big_integer: self.maybe(|it| format!("{}{}", it.integer() | 1, it.next()).parse().unwrap()),
            big_decimal: self
                .maybe(|it| format!("{}.{}e-{}", it.integer() | 1, it.next(), it.below(99)).parse().unwrap()),
            blob: self.maybe(|it| it.list(|it| it.next() as u8).into()),
            time: self.maybe(Self::time),
            date_time: self.maybe(Self::time),
            http_dates: self.maybe(|it| it.list(|it| Timestamp::from_seconds(it.time().seconds()))),
            document: self.maybe(|it| it.document(4)).filter(|document| *document != Document::Null),
            color: self.maybe(|it| Color::from(it.text())),
            size: self.maybe(|it| Size::from(it.next() as i32)),
            strings: self.maybe(|it| it.list(Self::text)),
            maybe_strings: self.maybe(|it| it.list(|it| it.maybe(Self::text))),
            numbers: self.maybe(|it| it.list(|it| (it.text(), 5)).into_iter().collect()),
            maybe_numbers: self
                .maybe(|it| it.list(|it| (Color::from(it.text()), it.maybe(|_| 5))).into_iter().collect()),
            choice: self.maybe(|it| it.choice(4)),
            trees: self.maybe(|it| it.list(|it| it.tree(5))),
            renamed: self.maybe(Self::text),
            limit: self.next() as i32,
            documents: self.maybe(|it| it.list(|it| (it.text(), it.document(2))).into_iter().collect()),
        }
    }
}

trait Finite {
    fn finite(self) -> Self;
}
impl Finite for Document {
    /// Documents have no infinity.
    fn finite(self) -> Self {
        match self {
            Self::Double(value) if !value.is_finite() => Self::Null,
            other => other,
        }
    }
}

#[test]
fn values_come_back() {
    let mut random = Random(1);
    for _ in 0..4_000 {
        let value = random.everything();
        let bytes = write_members(JsonFormat::REST_JSON, &value, &|_| true).unwrap();
        // Another reader of JSON agrees that it is some.
        serde_json::from_slice::<serde::de::IgnoredAny>(&bytes).unwrap();
        for strictness in [Strictness::Strict, Strictness::Lenient] {
            if strictness == Strictness::Strict && has_unknown(value.choice.as_ref()) {
                continue;
            }
            let (mut back, mut missing) = (Everything::blank(), Vec::new());
            read_members(JsonFormat::REST_JSON, &bytes, &mut back, &|_| true, strictness, &mut missing)
                .unwrap_or_else(|error| panic!("{error:?}\n{}", String::from_utf8_lossy(&bytes)));
            assert_eq!(missing, Vec::<String>::new());
            assert!(back == value, "{}", String::from_utf8_lossy(&bytes));
        }
    }
}

fn has_unknown(choice: Option<&Choice>) -> bool {
    match choice {
        Some(Choice::Unknown(_)) => true,
        Some(Choice::Inner(inner)) => has_unknown(Some(inner)),
        _ => false,
    }
}

#[test]
fn no_bytes_make_the_reader_panic() {
    let mut random = Random(2);
    let pieces: [&[u8]; 24] = [
        b"{",
        b"}",
        b"[",
        b"]",
        b":",
        b",",
        b"\"",
        b"null",
        b"true",
        b"-1",
        b"1e9",
        b"0.5",
        b"\"id\"",
        b"\"choice\"",
        b"\"document\"",
        b"\"time\"",
        b"\"trees\"",
        b"\"left\"",
        b"\"inner\"",
        b"\\u00",
        b"\xff",
        b" ",
        b"\"blob\"",
        b"1e400",
    ];
    for round in 0..40_000 {
        let bytes: Vec<u8> = if round % 2 == 0 {
            // Any pieces in any order.
            (0..random.below(30)).flat_map(|_| pieces[random.below(pieces.len())].to_vec()).collect()
        } else {
            // A good text with a few bytes changed, or cut off.
            let mut bytes = write_members(JsonFormat::REST_JSON, &random.everything(), &|_| true).unwrap();
            for _ in 0..random.below(4) {
                let index = random.below(bytes.len());
                bytes[index] = random.next() as u8;
            }
            bytes.truncate(random.below(bytes.len() + 200));
            bytes
        };
        for strictness in [Strictness::Strict, Strictness::Lenient] {
            let mut into = Everything::blank();
            let result = read_members(JsonFormat::REST_JSON, &bytes, &mut into, &|_| true, strictness, &mut Vec::new());
            if result.is_ok() {
                serde_json::from_slice::<serde::de::IgnoredAny>(&bytes).unwrap();
            }
        }
    }
}
