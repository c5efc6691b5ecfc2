//! What a reader asks of JSON.

use std::borrow::Cow;

use base64::Engine as _;
use base64::alphabet;
use base64::engine::general_purpose::STANDARD as BASE64;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use whitesmith::read::{Found, Rejection, Source, find_by, not_a_number};
use whitesmith::schema::{JsonLead, Member, TimestampFormat};
use whitesmith::{Blob, Document, Strictness, Timestamp};

use super::cursor::Cursor;
use super::{BigNumbers, JsonFormat, document};

/// A text of JSON.
#[derive(Debug)]
pub(super) struct JsonSource<'s> {
    pub(super) format: JsonFormat,
    pub(super) cursor: Cursor<'s>,
}

/// Base64 as clients take it: with or without padding, and whatever the spare bits hold.
const LENIENT_BASE64: GeneralPurpose = GeneralPurpose::new(
    &alphabet::STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true),
);

impl<'s> Source<'s> for JsonSource<'s> {
    fn name_of(&self, member: &Member) -> &'static str {
        self.format.name(member)
    }

    fn null(&mut self) -> Result<bool, Rejection> {
        self.cursor.null()
    }

    fn boolean(&mut self) -> Result<bool, Rejection> {
        self.cursor.boolean()
    }

    fn integer(&mut self, strictness: Strictness) -> Result<i64, Rejection> {
        let text = self.cursor.number()?;
        let whole = || text.parse().ok().filter(|_| text.contains(['.', 'e', 'E']));
        text.parse().ok().or_else(|| strictness.integer(whole()?)).ok_or(Rejection::Unexpected)
    }

    fn double(&mut self) -> Result<f64, Rejection> {
        if self.cursor.peek() == Some(b'"') {
            return not_a_number(&self.cursor.string()?);
        }
        let number: Result<f64, _> = self.cursor.number()?.parse();
        number.ok().filter(|number| number.is_finite()).ok_or(Rejection::Unexpected)
    }

    fn number(&mut self, strictness: Strictness) -> Result<Cow<'s, str>, Rejection> {
        let (text, form) = if self.cursor.peek() == Some(b'"') {
            (self.cursor.string()?, BigNumbers::Strings)
        } else {
            (self.cursor.number()?.into(), BigNumbers::Numbers)
        };
        let accepted = strictness == Strictness::Lenient || form == self.format.big_numbers;
        if accepted { Ok(text) } else { Err(Rejection::Unexpected) }
    }

    fn string(&mut self) -> Result<Cow<'s, str>, Rejection> {
        self.cursor.string()
    }

    #[inline]
    fn fill(&mut self, value: &mut String) -> Result<(), Rejection> {
        self.cursor.fill(value)
    }

    fn timestamp(&mut self, member: &Member, strictness: Strictness) -> Result<Option<Timestamp>, Rejection> {
        let (format, lenient) = (self.format.timestamp_format(member), strictness == Strictness::Lenient);
        if self.cursor.peek() != Some(b'"') {
            let text = self.cursor.number()?;
            let plausible = lenient || format == TimestampFormat::EpochSeconds;
            let timestamp = Timestamp::parse(text, TimestampFormat::EpochSeconds, strictness);
            return Ok(timestamp.filter(|_| plausible));
        }
        let formats: &[_] = match (strictness, format) {
            (Strictness::Strict, TimestampFormat::EpochSeconds) => &[],
            (Strictness::Strict, _) => &[format],
            (Strictness::Lenient, _) => {
                &[format, TimestampFormat::DateTime, TimestampFormat::EpochSeconds, TimestampFormat::HttpDate]
            }
        };
        let text = self.cursor.string()?;
        Ok(formats.iter().find_map(|format| Timestamp::parse(&text, *format, strictness)))
    }

    fn blob(&mut self, strictness: Strictness) -> Result<Option<Blob>, Rejection> {
        let text = self.cursor.string()?;
        let engine = if strictness == Strictness::Strict { &BASE64 } else { &LENIENT_BASE64 };
        Ok(engine.decode(&*text).ok().map(Blob::from))
    }

    fn document(&mut self, depth: usize) -> Result<Document, Rejection> {
        document::read(&mut self.cursor, depth)
    }

    fn skip(&mut self) -> Result<(), Rejection> {
        self.cursor.skip()
    }

    fn list(&mut self) -> Result<(), Rejection> {
        self.cursor.array()
    }

    fn element(&mut self, first: bool) -> Result<bool, Rejection> {
        self.cursor.element(first)
    }

    fn map(&mut self) -> Result<(), Rejection> {
        self.cursor.object()
    }

    fn key(&mut self, first: bool) -> Result<Option<Cow<'s, str>>, Rejection> {
        self.cursor.key(first)
    }

    #[inline]
    fn member(&mut self, first: bool, members: &[Member], likely: usize) -> Result<Option<Found>, Rejection> {
        if let Some(lead) = self.cursor.lead(first)
            && let Some(index) = self.accept_lead(first, lead, members, likely)
        {
            return Ok(Some(Found::Member(index)));
        }
        let Some(key) = self.cursor.key(first)? else { return Ok(None) };
        Ok(Some(self.find(&key, members, likely)))
    }

    fn find(&self, name: &str, members: &[Member], likely: usize) -> Found {
        let lead = JsonLead::of(name);
        let is = |member: &Member| {
            if member.is_renamed() && !self.format.json_names {
                return member.name() == name;
            }
            *member.json_lead() == lead && (lead.is_whole() || member.json_name() == name)
        };
        find_by(is, members, likely)
    }
}

impl JsonSource<'_> {
    /// Passes over the name of a member that begins like this, up to its value, and gives the member's index. `None`, and
    /// nothing happens, where that cannot be told so quickly.
    #[inline]
    fn accept_lead(&mut self, first: bool, lead: JsonLead, members: &[Member], likely: usize) -> Option<usize> {
        if !lead.is_whole() {
            return self.accept_long(first, lead, members, likely);
        }
        let Found::Member(index) = find_by(|member| *member.json_lead() == lead, members, likely) else { return None };
        let (_, len) = self.format.lead(members.get(index)?)?;
        self.cursor.accept_name(first, len, &[]).then_some(index)
    }

    /// The same for a name that is longer than its lead.
    fn accept_long(&mut self, first: bool, lead: JsonLead, members: &[Member], likely: usize) -> Option<usize> {
        let (before, behind) = members.split_at_checked(likely)?;
        let places = (likely..).zip(behind).chain((0..).zip(before));
        for (index, member) in places.filter(|(_, member)| member.json_lead().bytes() == lead.bytes()) {
            if let Some((_, len)) = self.format.lead(member)
                && self.cursor.accept_name(first, len, self.format.name(member).as_bytes())
            {
                return Some(index);
            }
        }
        None
    }
}
