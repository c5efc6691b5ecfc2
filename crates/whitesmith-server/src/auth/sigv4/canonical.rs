//! What has to have been signed: the request in its canonical form
//! ([Create a signed AWS API request](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html)).

use std::borrow::Cow;

use http::request::Parts;
use http::{HeaderMap, HeaderValue};
use whitesmith::Error;
use whitesmith_http::uri::path::normalized;
use whitesmith_http::uri::{encode, query};

use super::Paths;
use super::claim::{ALGORITHM, Claim, Place, TERMINATOR, incomplete};
use super::payload::Digest;

/// The canonical request, up to the hash of the payload.
pub(super) struct Canonical(Vec<u8>);

impl Canonical {
    pub(super) fn new(head: &Parts, claim: &Claim<'_>, paths: Paths) -> Result<Self, Error> {
        let mut out = Vec::with_capacity(512);
        out.extend_from_slice(head.method.as_str().as_bytes());
        out.push(b'\n');
        out.extend_from_slice(path(head.uri.path(), paths).as_bytes());
        out.push(b'\n');
        out.extend_from_slice(canonical_query(head.uri.query().unwrap_or_default(), claim.place).as_bytes());
        out.push(b'\n');
        all_are_signed(&head.headers, &claim.signed_headers)?;
        for name in &claim.signed_headers {
            out.extend_from_slice(name.as_bytes());
            out.push(b':');
            header(&mut out, head, name)?;
            out.push(b'\n');
        }
        out.push(b'\n');
        out.extend_from_slice(claim.signed_headers.join(";").as_bytes());
        out.push(b'\n');
        Ok(Self(out))
    }

    /// The string to sign, for a payload.
    pub(super) fn to_sign(&self, claim: &Claim<'_>, payload: &str) -> Vec<u8> {
        let request = [&self.0, payload.as_bytes()].concat();
        let (time, date, region, service) = (&claim.time_text, &claim.date, &claim.region, &claim.service);
        let digest = Digest::of(&request).hex();
        format!("{ALGORITHM}\n{time}\n{date}/{region}/{service}/{TERMINATOR}\n{digest}").into_bytes()
    }
}

/// `host` and whatever begins with `x-amz-` have to be signed: they say what the request means.
fn all_are_signed(headers: &HeaderMap, signed: &[String]) -> Result<(), Error> {
    let is_signed = |name: &str| signed.iter().any(|signed| signed == name);
    if !is_signed("host") {
        return Err(incomplete("'host' must be among the signed headers."));
    }
    match headers.keys().find(|name| name.as_str().starts_with("x-amz-") && !is_signed(name.as_str())) {
        Some(name) => Err(incomplete(format!("The header '{name}' is present in the request, but is not signed."))),
        None => Ok(()),
    }
}

/// The lines of a header as one: trimmed, with single spaces, and commas between lines.
fn header(out: &mut Vec<u8>, head: &Parts, name: &str) -> Result<(), Error> {
    if name == "host" {
        out.extend_from_slice(host(head)?);
        return Ok(());
    }
    let mut lines = head.headers.get_all(name).iter().map(HeaderValue::as_bytes).peekable();
    if lines.peek().is_none() {
        return Err(incomplete(format!("The header '{name}' is signed, but is not in the request.")));
    }
    for (index, line) in lines.enumerate() {
        if index > 0 {
            out.push(b',');
        }
        let words = line.split(|byte| matches!(byte, b' ' | b'\t')).filter(|word| !word.is_empty());
        for (index, word) in words.enumerate() {
            if index > 0 {
                out.push(b' ');
            }
            out.extend_from_slice(word);
        }
    }
    Ok(())
}

/// The host that the client has called: HTTP/1.1 has it in a header, HTTP/2 in `:authority`. Two that differ leave
/// open which one was meant.
fn host(head: &Parts) -> Result<&[u8], Error> {
    let authority = head.uri.authority().map(|authority| authority.as_str().as_bytes());
    let mut lines = head.headers.get_all(http::header::HOST).iter().map(|line| line.as_bytes().trim_ascii());
    let host = lines.next();
    if lines.next().is_some() {
        return Err(incomplete("The header 'host' is there more than once."));
    }
    match (host, authority) {
        (Some(host), Some(authority)) if host != authority => {
            Err(incomplete("The header 'host' is not that of the URI."))
        }
        (Some(host), _) | (None, Some(host)) => Ok(host),
        (None, None) => Err(incomplete("The request has no header 'host'.")),
    }
}

/// The path. Most services have it encoded once more than it is on the wire, after empty segments and those of dots
/// are resolved.
fn path(path: &str, paths: Paths) -> Cow<'_, str> {
    let path = if path.is_empty() { "/" } else { path };
    if paths == Paths::AsSent {
        return path.into();
    }
    let mut encoded = String::new();
    encode::push_greedy(&mut encoded, &normalized(path));
    encoded.into()
}

/// The parameters, encoded alike whatever they were like on the wire, in order. A signature does not sign itself.
fn canonical_query(query: &str, place: Place) -> String {
    let again = |text: &str| {
        let mut out = String::new();
        encode::push_again(&mut out, text);
        out
    };
    let mut pairs: Vec<(String, String)> = query::pairs(query).map(|(key, value)| (again(key), again(value))).collect();
    if place != Place::Header {
        pairs.retain(|(key, _)| key != "X-Amz-Signature");
    }
    pairs.sort_unstable();
    pairs.iter().map(|(key, value)| format!("{key}={value}")).collect::<Vec<_>>().join("&")
}
