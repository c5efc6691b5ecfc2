//! What JSON does its own way, and what protocols do their own way in JSON.

use whitesmith::schema::{JsonLead, Member, TimestampFormat};

/// How a protocol has its JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct JsonFormat {
    /// Whether `@jsonName` counts; otherwise members have their names of the model.
    pub json_names: bool,
    /// The format of timestamps that have none in the model; with `None`, the model's formats do not count either
    /// and all are seconds.
    pub timestamps: Option<TimestampFormat>,
    /// How big numbers are written.
    pub big_numbers: BigNumbers,
}

/// How a protocol has numbers of any size.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BigNumbers {
    /// As JSON numbers, of as many digits as they have.
    Numbers,
    /// As strings.
    Strings,
}

impl JsonFormat {
    /// That of restJson1.
    pub const REST_JSON: Self =
        Self { json_names: true, timestamps: Some(TimestampFormat::EpochSeconds), big_numbers: BigNumbers::Numbers };

    /// The name of a member on the wire.
    pub fn name(self, member: &Member) -> &'static str {
        if self.json_names { member.json_name() } else { member.name() }
    }

    /// How a member begins on the wire, and the length of that, if nothing in its name is escaped.
    #[inline]
    pub(super) fn lead(self, member: &Member) -> Option<(&JsonLead, usize)> {
        let (lead, usable) =
            (member.json_lead(), member.has_plain_names() && (self.json_names || !member.is_renamed()));
        lead.whole().filter(|_| usable).map(|len| (lead, len))
    }

    /// The format that a timestamp of this member has.
    pub fn timestamp_format(self, member: &Member) -> TimestampFormat {
        match self.timestamps {
            Some(default) => member.timestamp_format().unwrap_or(default),
            None => TimestampFormat::EpochSeconds,
        }
    }
}
