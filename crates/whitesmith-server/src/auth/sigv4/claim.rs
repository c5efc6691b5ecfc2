//! What a signed request says of itself.

use std::borrow::Cow;

use http::request::Parts;
use whitesmith::schema::TimestampFormat;
use whitesmith::{CommonError, Error, Strictness, Timestamp};
use whitesmith_http::uri::query;

use super::LONGEST_EXPIRY;
use super::payload::bytes_of_hex;
use crate::auth::authorization::only;

/// The algorithm.
pub(super) const ALGORITHM: &str = "AWS4-HMAC-SHA256";
/// The last part of every credential scope.
pub(super) const TERMINATOR: &str = "aws4_request";

/// What a signed request says of itself.
pub(super) struct Claim<'a> {
    pub(super) place: Place,
    pub(super) access_key: Cow<'a, str>,
    /// The day of the scope: `20150830`.
    pub(super) date: Cow<'a, str>,
    pub(super) region: Cow<'a, str>,
    pub(super) service: Cow<'a, str>,
    /// Names in lower case, in order, each once.
    pub(super) signed_headers: Vec<String>,
    pub(super) signature: [u8; 32],
    pub(super) time: Timestamp,
    /// The time as it was signed: `20150830T123600Z`.
    pub(super) time_text: String,
    pub(super) session_token: Option<Cow<'a, str>>,
    /// `x-amz-content-sha256`.
    pub(super) payload: Option<&'a str>,
}

/// Where the signature stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// In the header `Authorization`.
    Header,
    /// In the query; it is valid for so many seconds.
    Query { expires: u64 },
}

/// A signature that lacks something, or says it in a wrong way.
pub(super) fn incomplete(message: impl Into<Box<str>>) -> Error {
    CommonError::IncompleteSignature.message(message)
}

impl<'a> Claim<'a> {
    /// The claim of a request; `None` if it is not signed in this way. One that is signed twice is ambiguous.
    pub(super) fn find(head: &'a Parts) -> Result<Option<Self>, Error> {
        let authorization = only(&head.headers, "authorization")?;
        let in_header = authorization.and_then(|value| value.strip_prefix(ALGORITHM));
        let parameters = Parameters::of(head.uri.query().unwrap_or_default());
        let in_query = parameters.has("X-Amz-Algorithm") || parameters.has("X-Amz-Signature");
        match (in_header, in_query) {
            (None, false) => Ok(None),
            (Some(rest), false) => Self::from_header(head, rest).map(Some),
            // Credentials of another kind, beside a signed query, are as ambiguous as a second signature.
            (None, true) if authorization.is_none() => Self::from_query(head, &parameters).map(Some),
            _ => Err(incomplete("The request has credentials in the header 'Authorization' and in its query.")),
        }
    }

    /// `AWS4-HMAC-SHA256 Credential=…, SignedHeaders=…, Signature=…`
    fn from_header(head: &'a Parts, rest: &'a str) -> Result<Self, Error> {
        if !rest.starts_with([' ', '\t']) {
            return Err(incomplete(format!("The algorithm in 'Authorization' must be {ALGORITHM}.")));
        }
        let (mut credential, mut signed_headers, mut signature) = (None, None, None);
        for part in rest.split(',').map(str::trim).filter(|part| !part.is_empty()) {
            let (name, value) = part.split_once('=').ok_or_else(|| {
                incomplete(
                    "'Authorization' must consist of 'Credential', 'SignedHeaders' and 'Signature', each with '='.",
                )
            })?;
            let slot = match name.trim_end() {
                "Credential" => &mut credential,
                "SignedHeaders" => &mut signed_headers,
                "Signature" => &mut signature,
                other => return Err(incomplete(format!("'Authorization' has an unknown part '{other}'."))),
            };
            if slot.replace(value.trim_start()).is_some() {
                return Err(incomplete(format!("'Authorization' has the part '{name}' twice.")));
            }
        }
        let required = |value: Option<&'a str>, name: &str| {
            value.ok_or_else(|| incomplete(format!("Authorization header requires '{name}' parameter.")))
        };
        let scope = scope(required(credential, "Credential")?.into())?;
        let signed_headers = header_names(required(signed_headers, "SignedHeaders")?)?;
        let signature = signature_bytes(required(signature, "Signature")?)?;
        let (time, time_text) = match only(&head.headers, "x-amz-date")? {
            Some(text) => (basic_time(text)?, text.to_owned()),
            None => date_header(head, &signed_headers)?,
        };
        Ok(Self {
            place: Place::Header,
            access_key: scope.access_key,
            date: scope.date,
            region: scope.region,
            service: scope.service,
            signed_headers,
            signature,
            time,
            time_text,
            session_token: only(&head.headers, "x-amz-security-token")?.map(Cow::Borrowed),
            payload: only(&head.headers, "x-amz-content-sha256")?,
        })
    }

    /// `X-Amz-Algorithm=…&X-Amz-Credential=…` and so on.
    fn from_query(head: &'a Parts, parameters: &Parameters<'a>) -> Result<Self, Error> {
        let required = |name: &str| {
            let value = parameters.only(name)?;
            value.ok_or_else(|| incomplete(format!("AWS query-string parameters must include '{name}'.")))
        };
        if required("X-Amz-Algorithm")? != ALGORITHM {
            return Err(incomplete(format!("'X-Amz-Algorithm' must be {ALGORITHM}.")));
        }
        let scope = scope(required("X-Amz-Credential")?)?;
        let time_text = required("X-Amz-Date")?.into_owned();
        let expires = required("X-Amz-Expires")?;
        let expires = expires.parse().ok().filter(|expires| (1..=LONGEST_EXPIRY).contains(expires));
        let expires = expires.ok_or_else(|| {
            incomplete(format!("'X-Amz-Expires' must be a number of seconds between 1 and {LONGEST_EXPIRY}."))
        })?;
        Ok(Self {
            place: Place::Query { expires },
            access_key: scope.access_key,
            date: scope.date,
            region: scope.region,
            service: scope.service,
            signed_headers: header_names(&required("X-Amz-SignedHeaders")?)?,
            signature: signature_bytes(&required("X-Amz-Signature")?)?,
            time: basic_time(&time_text)?,
            time_text,
            session_token: parameters.only("X-Amz-Security-Token")?,
            payload: only(&head.headers, "x-amz-content-sha256")?,
        })
    }
}

/// The parameters of a query, decoded.
struct Parameters<'a>(Vec<(Cow<'a, str>, Cow<'a, str>)>);

impl<'a> Parameters<'a> {
    fn of(query: &'a str) -> Self {
        // One that is no text is not among those asked for here.
        Self(query::decoded(query).flatten().filter(|(key, _)| key.starts_with("X-Amz-")).collect())
    }

    fn has(&self, name: &str) -> bool {
        self.0.iter().any(|(key, _)| key == name)
    }

    fn only(&self, name: &str) -> Result<Option<Cow<'a, str>>, Error> {
        let mut values = self.0.iter().filter(|(key, _)| key == name).map(|(_, value)| value.clone());
        let value = values.next();
        if values.next().is_some() {
            return Err(incomplete(format!("The query has the parameter '{name}' more than once.")));
        }
        Ok(value)
    }
}

/// The parts of `AKIDEXAMPLE/20150830/us-east-1/iam/aws4_request`.
struct Scope<'a> {
    access_key: Cow<'a, str>,
    date: Cow<'a, str>,
    region: Cow<'a, str>,
    service: Cow<'a, str>,
}

fn scope(text: Cow<'_, str>) -> Result<Scope<'_>, Error> {
    let wrong = || incomplete("'Credential' must be 'access key/date/region/service/aws4_request'.");
    let parts: Vec<Cow<'_, str>> = match text {
        Cow::Borrowed(text) => text.split('/').map(Cow::Borrowed).collect(),
        Cow::Owned(text) => text.split('/').map(|part| Cow::Owned(part.to_owned())).collect(),
    };
    let [access_key, date, region, service, terminator] = <[_; 5]>::try_from(parts).map_err(|_| wrong())?;
    let empty = [&access_key, &region, &service].iter().any(|part| part.is_empty());
    let is_date = date.len() == 8 && date.bytes().all(|byte| byte.is_ascii_digit());
    if empty || !is_date || terminator != TERMINATOR {
        return Err(wrong());
    }
    Ok(Scope { access_key, date, region, service })
}

/// `host;x-amz-date`: in lower case, in order, each once.
fn header_names(text: &str) -> Result<Vec<String>, Error> {
    let names: Vec<String> = text.split(';').map(String::from).collect();
    let well_formed = |name: &String| !name.is_empty() && !name.bytes().any(|byte| byte.is_ascii_uppercase());
    if !names.iter().all(well_formed) || !names.is_sorted_by(|a, b| a < b) {
        return Err(incomplete("'SignedHeaders' must be names in lower case, in order, each once, with ';' between."));
    }
    Ok(names)
}

fn signature_bytes(text: &str) -> Result<[u8; 32], Error> {
    bytes_of_hex(text).ok_or_else(|| incomplete("'Signature' must be 64 digits of lower-case hexadecimal."))
}

/// `20150830T123600Z`
fn basic_time(text: &str) -> Result<Timestamp, Error> {
    let wrong = || incomplete("The date of the request must be in ISO 8601 basic format: '20150830T123600Z'.");
    let shape = |(index, byte): (usize, u8)| match index {
        8 => byte == b'T',
        15 => byte == b'Z',
        _ => byte.is_ascii_digit(),
    };
    if text.len() != 16 || !text.bytes().enumerate().all(shape) {
        return Err(wrong());
    }
    let part = |range: std::ops::Range<usize>| text.get(range).unwrap_or_default();
    let extended =
        format!("{}-{}-{}T{}:{}:{}Z", part(0..4), part(4..6), part(6..8), part(9..11), part(11..13), part(13..15));
    Timestamp::parse(&extended, TimestampFormat::DateTime, Strictness::Strict).ok_or_else(wrong)
}

/// The time of a request that has no `x-amz-date`: that of `Date`, which has to be signed.
fn date_header(head: &Parts, signed_headers: &[String]) -> Result<(Timestamp, String), Error> {
    let missing = || incomplete("Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.");
    let text = only(&head.headers, "date")?.ok_or_else(missing)?;
    if !signed_headers.iter().any(|name| name == "date") {
        return Err(incomplete("The header 'Date' must be signed where there is no 'X-Amz-Date'."));
    }
    if let Ok(time) = basic_time(text) {
        return Ok((time, text.to_owned()));
    }
    let time = Timestamp::parse(text, TimestampFormat::HttpDate, Strictness::Strict).ok_or_else(missing)?;
    let extended = time.format(TimestampFormat::DateTime).ok_or_else(missing)?;
    let digits: String = extended.chars().filter(|c| !matches!(c, '-' | ':')).collect();
    Ok((time, digits))
}
