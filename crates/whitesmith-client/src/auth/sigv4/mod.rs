//! AWS Signature Version 4
//! ([Create a signed AWS API request](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html)).
//!
//! [`sign`] and [`presign`] work on any request, and need no client. They are written here because the crate of the AWS
//! SDK brings 36 others; the tests hold every signature against that crate's.

mod canonical;
mod chain;
mod clock;
mod events;
mod key;
#[cfg(feature = "sigv4a")]
mod sigv4a;

use std::sync::Arc;
use std::time::{Duration, SystemTime};

use http::header::AUTHORIZATION;
use http::request::Parts;
use http::{HeaderName, HeaderValue, Request};
use sha2::{Digest as _, Sha256};
use whitesmith::Timestamp;
use whitesmith::auth::AuthScheme;
use whitesmith::error::BoxError;
use whitesmith::operation::OperationTrait;
use whitesmith::schema::TimestampFormat;
use whitesmith::timestamp::TimestampBuffer;
use whitesmith_http::Body;
use whitesmith_http::binding::Direction;
use whitesmith_http::binding::content::Content;

use super::credentials::{Cache, Credentials};
use crate::interceptor::Call;
use canonical::Canonical;
use chain::Chain;
use clock::Clock;
use key::{Keys, hex};

const ALGORITHM: &str = "AWS4-HMAC-SHA256";
const DATE: HeaderName = HeaderName::from_static("x-amz-date");
const TOKEN: HeaderName = HeaderName::from_static("x-amz-security-token");
const CONTENT_SHA256: HeaderName = HeaderName::from_static("x-amz-content-sha256");

/// What `x-amz-content-sha256` says of chunks that are signed, and of the trailer that follows them.
#[cfg(feature = "checksum")]
const SIGNED_CHUNKS: &str = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER";

/// What it says of events, each of which is signed.
const SIGNED_EVENTS: &str = "STREAMING-AWS4-HMAC-SHA256-EVENTS";

/// What the signature of a payload is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Payload<'a> {
    /// These bytes.
    Bytes(&'a [u8]),
    /// Nothing: the signature does not cover the body. The request says so in `x-amz-content-sha256`.
    Unsigned,
    /// What follows in pieces, which `x-amz-content-sha256` says how they are signed:
    /// `STREAMING-UNSIGNED-PAYLOAD-TRAILER`.
    Pieces(&'a str),
}

/// How paths are signed, and what is said of payloads.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Style {
    /// All services but one: paths are normalized, and encoded once more than they are on the wire.
    #[default]
    Standard,
    /// Amazon S3: paths are signed as they are on the wire, and every request has `x-amz-content-sha256`.
    S3,
}

/// What a signature is for.
#[derive(Clone, Copy, Debug)]
pub struct Scope<'a> {
    /// The Region: `us-east-1`.
    pub region: &'a str,
    /// The service's name in a credential scope: `securityhub`.
    pub service: &'a str,
    /// When the request was signed.
    pub time: SystemTime,
    /// The service's style.
    pub style: Style,
}

/// Signs a request: adds `Authorization`, `x-amz-date` and what goes with them.
///
/// ```
/// use std::time::{Duration, UNIX_EPOCH};
/// use whitesmith_client::auth::credentials::Credentials;
/// use whitesmith_client::auth::sigv4::{Payload, Scope, Style, sign};
///
/// let credentials = Credentials::new("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY");
/// let time = UNIX_EPOCH + Duration::from_secs(1_440_938_160);
/// let scope = Scope { region: "us-east-1", service: "service", time, style: Style::Standard };
/// let (mut head, ()) = http::Request::get("https://example.amazonaws.com/").body(()).unwrap().into_parts();
/// sign(&mut head, Payload::Bytes(b""), &credentials, &scope).unwrap();
/// assert!(head.headers["authorization"].to_str().unwrap().ends_with(
///     "Signature=5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31"
/// ));
/// ```
pub fn sign(
    head: &mut Parts,
    payload: Payload<'_>,
    credentials: &Credentials,
    scope: &Scope<'_>,
) -> Result<(), BoxError> {
    sign_with(&Keys::default(), head, payload, credentials, scope).map(drop)
}

/// Signs a request; its signature alone, for what follows it in pieces.
fn sign_with(
    keys: &Keys,
    head: &mut Parts,
    payload: Payload<'_>,
    credentials: &Credentials,
    scope: &Scope<'_>,
) -> Result<String, BoxError> {
    let mut time = TimestampBuffer::new();
    let time = Time::of(scope.time, &mut time)?;
    let hash = payload.hash();
    head.headers.remove(AUTHORIZATION);
    head.headers.insert(DATE, HeaderValue::from_str(&time.0)?);
    if let Some(token) = credentials.session_token() {
        let mut token = HeaderValue::from_str(token)?;
        token.set_sensitive(true);
        head.headers.insert(TOKEN, token);
    }
    if !matches!(payload, Payload::Bytes(_)) || scope.style == Style::S3 {
        head.headers.insert(CONTENT_SHA256, HeaderValue::from_str(&hash)?);
    }
    let canonical = Canonical::new(head, scope.style, &hash, None)?;
    let signature = keys.sign(credentials, scope, &time, &canonical.text);
    let mut value = String::with_capacity(256);
    for part in [
        ALGORITHM,
        " Credential=",
        credentials.access_key_id(),
        "/",
        time.date(),
        "/",
        scope.region,
        "/",
        scope.service,
        "/aws4_request, SignedHeaders=",
        canonical.signed_headers(),
        ", Signature=",
        &signature,
    ] {
        value.push_str(part);
    }
    let mut value = HeaderValue::try_from(value)?;
    value.set_sensitive(true);
    head.headers.insert(AUTHORIZATION, value);
    Ok(signature)
}

/// Signs a request in its query, so that whoever has its URI may send it for as long as `expires` says; at most seven
/// days. Headers that it has now have to be sent with it.
pub fn presign(
    head: &mut Parts,
    payload: Payload<'_>,
    credentials: &Credentials,
    scope: &Scope<'_>,
    expires: Duration,
) -> Result<(), BoxError> {
    let mut time = TimestampBuffer::new();
    let time = Time::of(scope.time, &mut time)?;
    head.headers.remove(AUTHORIZATION);
    let names = canonical::signed_headers(head);
    let credential =
        format!("{}/{}/{}/{}/aws4_request", credentials.access_key_id(), time.date(), scope.region, scope.service);
    let mut pairs = vec![
        ("X-Amz-Algorithm", ALGORITHM.to_owned()),
        ("X-Amz-Credential", credential),
        ("X-Amz-Date", time.0.clone()),
        ("X-Amz-Expires", expires.as_secs().to_string()),
        ("X-Amz-SignedHeaders", names.join(";")),
    ];
    pairs.extend(credentials.session_token().map(|token| ("X-Amz-Security-Token", token.to_owned())));
    let canonical = Canonical::new(head, scope.style, &payload.hash(), Some(&pairs))?;
    pairs.push(("X-Amz-Signature", Keys::default().sign(credentials, scope, &time, &canonical.text)));
    let mut query = String::new();
    let mut writer = whitesmith_http::uri::query::Writer::new(&mut query);
    for (key, value) in &pairs {
        writer.pair(key, value);
    }
    let mut request = Request::new(Body::empty());
    *request.uri_mut() = std::mem::take(&mut head.uri);
    super::append_query(&mut request, query.trim_start_matches('?'))?;
    head.uri = std::mem::take(request.uri_mut());
    Ok(())
}

impl Payload<'_> {
    fn hash(self) -> String {
        match self {
            Self::Bytes(bytes) => hex(&Sha256::digest(bytes)),
            Self::Unsigned => "UNSIGNED-PAYLOAD".into(),
            Self::Pieces(what) => what.into(),
        }
    }
}

/// A time as signatures have it: `20150830T123600Z`.
pub(super) struct Time(String);

impl Time {
    fn of(time: SystemTime, buffer: &mut TimestampBuffer) -> Result<Self, BoxError> {
        let seconds = Timestamp::from_seconds(Timestamp::from(time).seconds());
        let text = buffer.format(seconds, TimestampFormat::DateTime).ok_or("the time has no text")?;
        Ok(Self(text.chars().filter(|character| !matches!(character, '-' | ':')).collect()))
    }

    fn date(&self) -> &str {
        self.0.get(..8).unwrap_or_default()
    }
}

/// What signs the requests of a client.
pub(crate) struct Signer {
    pub(crate) credentials: Cache,
    pub(crate) region: String,
    /// The service's name, if not the model's.
    pub(crate) service: Option<String>,
    pub(crate) style: Style,
    keys: Keys,
    clock: Clock,
}

impl Signer {
    pub(crate) fn new(credentials: Cache, region: String, service: Option<String>, style: Style) -> Self {
        Self { credentials, region, service, style, keys: Keys::default(), clock: Clock::default() }
    }

    fn scope<'a>(&'a self, call: &Call, scheme: &'a AuthScheme) -> Scope<'a> {
        let (AuthScheme::SigV4 { name } | AuthScheme::SigV4A { name }) = *scheme else {
            return Scope { region: &self.region, service: "", time: SystemTime::UNIX_EPOCH, style: self.style };
        };
        let service = self.service.as_deref().unwrap_or(name);
        let time = call.options.signing_time.unwrap_or_else(|| self.clock.corrected(call.client.time.now()));
        Scope { region: &self.region, service, time, style: self.style }
    }

    /// Whether an error came of the client's time, which is the service's from now on. A call that says when it is signed
    /// has a time of its own.
    pub(crate) fn was_out_of_time(&self, call: &Call, code: &str, headers: &http::HeaderMap) -> bool {
        call.options.signing_time.is_none() && self.clock.explains(code, headers, call.client.time.now())
    }

    pub(crate) async fn sign_call(
        &self,
        call: &Call,
        scheme: &AuthScheme,
        request: &mut Request<Body>,
    ) -> Result<(), BoxError> {
        let credentials = self.credentials.credentials().await?;
        let scope = self.scope(call, scheme);
        let (mut head, body) = std::mem::take(request).into_parts();
        let result: Result<Body, BoxError> = match scheme {
            #[cfg(feature = "sigv4a")]
            AuthScheme::SigV4A { .. } => {
                sigv4a::sign(&mut head, payload(call, &body, None), &credentials, &scope).map(|()| body)
            }
            _ => {
                let payload = payload(call, &body, Some(head.uri.scheme_str() == Some("http")));
                let pieces = if let Payload::Pieces(pieces) = payload { Some(pieces) } else { None };
                let signature = sign_with(&self.keys, &mut head, payload, &credentials, &scope)?;
                let chain = || Chain::new(credentials, &scope, signature);
                match pieces {
                    Some(SIGNED_EVENTS) => Ok(events::signed(body, chain(), Arc::clone(&call.client.time))),
                    #[cfg(feature = "checksum")]
                    Some(SIGNED_CHUNKS) => in_signed_chunks(call, body, chain()),
                    _ => Ok(body),
                }
            }
        };
        *request = Request::from_parts(head, result?);
        Ok(())
    }

    pub(crate) async fn presign_call(
        &self,
        call: &Call,
        scheme: &AuthScheme,
        request: &mut Request<Body>,
        expires: Duration,
    ) -> Result<(), BoxError> {
        let credentials = self.credentials.credentials().await?;
        let (mut head, body) = std::mem::take(request).into_parts();
        let scope = self.scope(call, scheme);
        let result = presign(&mut head, payload(call, &body, None), &credentials, &scope, expires);
        *request = Request::from_parts(head, body);
        result
    }
}

/// A stream is gone when it is sent, so its bytes cannot be signed before. Its pieces can be signed on their way, if the
/// scheme knows how: `may_sign_pieces` says whether that is all that protects them.
fn payload<'a>(call: &Call, body: &'a Body, may_sign_pieces: Option<bool>) -> Payload<'a> {
    let is_unsigned = call.operation.has(OperationTrait::UnsignedPayload);
    let has_events = || Content::of(call.operation.input(), Direction::Request) == Content::Events;
    if may_sign_pieces.is_some() && !is_unsigned && body.as_bytes().is_none() && has_events() {
        return Payload::Pieces(SIGNED_EVENTS);
    }
    #[cfg(feature = "checksum")]
    if call.trailer.is_some() {
        // TLS keeps them from being changed on their way; without it, signatures have to.
        let signed = may_sign_pieces == Some(true) && !is_unsigned;
        return Payload::Pieces(if signed { SIGNED_CHUNKS } else { crate::checksum::flexible::UNSIGNED_CHUNKS });
    }
    match body.as_bytes() {
        Some(bytes) if !is_unsigned => Payload::Bytes(bytes),
        _ => Payload::Unsigned,
    }
}

/// The body in chunks, each of them signed, with a checksum behind them.
#[cfg(feature = "checksum")]
fn in_signed_chunks(call: &Call, body: Body, chain: Chain) -> Result<Body, BoxError> {
    let Some(algorithm) = call.trailer else { return Ok(body) };
    crate::checksum::chunked::encode(body, algorithm, Some(Box::new(chain)))
}

#[cfg(test)]
mod tests;
