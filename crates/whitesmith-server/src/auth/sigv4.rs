//! `@aws.auth#sigv4`: requests signed with AWS Signature Version 4
//! ([Signing AWS API requests](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv.html)).
//!
//! A request is signed in its header `Authorization`, or, presigned, in its query. Verifying it takes these steps,
//! each a file:
//!
//! 1. `claim`: what the request says: access key, scope, signed headers, time, signature
//! 2. `canonical`: what has to have been signed
//! 3. here: the time, the scope, the secret, and the comparison

mod canonical;
mod claim;
mod payload;
#[cfg(test)]
mod tests;

use std::fmt;
use std::future::Future;
use std::time::{Duration, SystemTime};

use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;
use whitesmith::operation::OperationTrait;
use whitesmith::{AuthScheme, CommonError, Error, Identity};

use super::{AuthRequest, Authenticator, Outcome, Verdict};
use canonical::Canonical;
use claim::{Claim, Place};
use payload::{Digest, Payload};

/// Knows the secrets of access keys. A function `Fn(&AccessKey) -> Option<SecretKey>` does, where nothing has to be
/// waited for.
pub trait SecretKeys: Send + Sync + 'static {
    /// The secret of an access key, and whose it is; `None` if there is no such key.
    ///
    /// Temporary credentials come with a session token: it is for this function to say whether it is the key's, and
    /// to answer [`CommonError::ExpiredTokenException`] when it is over.
    fn find(&self, key: &AccessKey<'_>) -> impl Future<Output = Result<Option<SecretKey>, Error>> + Send;
}

impl<F: Fn(&AccessKey<'_>) -> Option<SecretKey> + Send + Sync + 'static> SecretKeys for F {
    fn find(&self, key: &AccessKey<'_>) -> impl Future<Output = Result<Option<SecretKey>, Error>> + Send {
        std::future::ready(Ok(self(key)))
    }
}

/// The access key that a request names.
#[derive(Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct AccessKey<'a> {
    /// Its id: `AKIDEXAMPLE`.
    pub id: &'a str,
    /// The token that temporary credentials come with.
    pub session_token: Option<&'a str>,
    /// The Region that the request was signed for.
    pub region: &'a str,
}

/// Never prints the session token.
impl fmt::Debug for AccessKey<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AccessKey").field("id", &self.id).field("region", &self.region).finish_non_exhaustive()
    }
}

/// The secret of an access key, and whose it is.
#[derive(Clone)]
pub struct SecretKey {
    secret: String,
    identity: Identity,
}

impl SecretKey {
    /// The secret of this caller.
    pub fn new(secret: impl Into<String>, identity: Identity) -> Self {
        Self { secret: secret.into(), identity }
    }
}

/// Never prints the secret.
impl fmt::Debug for SecretKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SecretKey").field("identity", &self.identity).finish_non_exhaustive()
    }
}

/// The authenticator of `@aws.auth#sigv4`.
///
/// ```
/// use whitesmith_server::auth::{AccessKey, SecretKey, SigV4};
/// use whitesmith_server::whitesmith::Identity;
///
/// let keys = |key: &AccessKey<'_>| {
///     (key.id == "AKIDEXAMPLE").then(|| SecretKey::new("wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", Identity::new("210000000001")))
/// };
/// let authenticator = SigV4::new(keys).region("us-east-1");
/// ```
pub struct SigV4<K> {
    keys: K,
    region: Option<String>,
    skew: Duration,
    paths: Paths,
    unsigned_payloads: bool,
    now: fn() -> SystemTime,
}

/// How the path of a request is signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Paths {
    /// Normalized, and encoded once more than it is on the wire: all services but Amazon S3.
    Normalized,
    /// As it is on the wire.
    AsSent,
}

/// How long a presigned request may be valid: seven days, in seconds.
const LONGEST_EXPIRY: u64 = 7 * 24 * 60 * 60;

impl<K: SecretKeys> SigV4<K> {
    /// An authenticator that knows these keys. It takes requests signed for any Region, up to 15 minutes ago or
    /// ahead.
    pub fn new(keys: K) -> Self {
        Self {
            keys,
            region: None,
            skew: Duration::from_secs(15 * 60),
            paths: Paths::Normalized,
            unsigned_payloads: false,
            now: SystemTime::now,
        }
    }

    /// The only Region that requests may be signed for.
    #[must_use]
    pub fn region(mut self, region: impl Into<String>) -> Self {
        self.region = Some(region.into());
        self
    }

    /// How far the clocks of callers may be from ours, before and behind; 15 minutes unless set.
    #[must_use]
    pub fn clock_skew(mut self, skew: Duration) -> Self {
        self.skew = skew;
        self
    }

    /// The rules of Amazon S3: the path is signed as it is on the wire, and the payload need not be signed.
    #[must_use]
    pub fn like_s3(mut self) -> Self {
        (self.paths, self.unsigned_payloads) = (Paths::AsSent, true);
        self
    }

    /// A clock for tests in the place of the system's.
    #[must_use]
    pub fn clock(mut self, now: fn() -> SystemTime) -> Self {
        self.now = now;
        self
    }

    async fn verify(&self, request: AuthRequest<'_>) -> Result<Outcome, Error> {
        let Some(claim) = Claim::find(request.head)? else { return Ok(Outcome::Absent) };
        self.check_time(&claim)?;
        self.check_scope(&claim, &request.scheme)?;
        let Some(payload) = self.payload(&claim, &request)? else { return Ok(Outcome::NeedsBody) };
        let canonical = Canonical::new(request.head, &claim, self.paths)?;
        let key =
            AccessKey { id: &claim.access_key, session_token: claim.session_token.as_deref(), region: &claim.region };
        let Some(secret) = self.keys.find(&key).await? else {
            let error = CommonError::UnrecognizedClientException;
            return Err(error.message("The security token included in the request is invalid."));
        };
        let signing_key = signing_key(&secret.secret, &claim);
        let is_right = |payload: &Payload| {
            mac(&signing_key, &canonical.to_sign(&claim, &payload.text())).verify_slice(&claim.signature).is_ok()
        };
        match payload.iter().find(|payload| is_right(payload)) {
            Some(Payload::Claimed(digest)) => {
                Ok(Outcome::CallerOfBody(secret.identity, Box::new(payload::Check::new(*digest))))
            }
            Some(_) => Ok(Outcome::Caller(secret.identity)),
            None => Err(CommonError::InvalidSignatureException.message(
                "The request signature we calculated does not match the signature you provided. \
                 Check your AWS Secret Access Key and signing method. Consult the service documentation for details.",
            )),
        }
    }

    /// A request is not valid before it was signed, nor long after it, but for what the clocks differ by.
    fn check_time(&self, claim: &Claim<'_>) -> Result<(), Error> {
        let now = self.now_seconds();
        let skew = i64::try_from(self.skew.as_secs()).unwrap_or(i64::MAX);
        let signed = claim.time.seconds();
        if signed > now.saturating_add(skew) {
            let message = format!("Signature not yet current: it was signed at {}.", claim.time_text);
            return Err(CommonError::RequestExpired.message(message));
        }
        let last = match claim.place {
            Place::Header => signed.saturating_add(skew),
            Place::Query { expires } => signed.saturating_add(i64::try_from(expires).unwrap_or(i64::MAX)),
        };
        if now > last {
            let message = format!("Signature expired: it was signed at {}.", claim.time_text);
            return Err(CommonError::RequestExpired.message(message));
        }
        Ok(())
    }

    fn now_seconds(&self) -> i64 {
        whitesmith::Timestamp::from((self.now)()).seconds()
    }

    /// The scope has to be that of this service, in its Region, on the day of the signature.
    fn check_scope(&self, claim: &Claim<'_>, scheme: &AuthScheme) -> Result<(), Error> {
        let wrong = |what: &str| Err(CommonError::InvalidSignatureException.message(what));
        if !claim.time_text.starts_with(&*claim.date) {
            return wrong("The date in the credential scope does not match the date of the request.");
        }
        let AuthScheme::SigV4 { name } = scheme else { return wrong("The service has no name to sign for.") };
        if claim.service != *name {
            return wrong(&format!("Credential should be scoped to correct service: '{name}'."));
        }
        match &self.region {
            Some(region) if claim.region != *region => {
                wrong(&format!("Credential should be scoped to a valid region: '{region}'."))
            }
            _ => Ok(()),
        }
    }

    /// What may have been signed of the body, most likely first; `None` if that cannot be said without the body.
    fn payload(&self, claim: &Claim<'_>, request: &AuthRequest<'_>) -> Result<Option<Vec<Payload>>, Error> {
        let may_be_unsigned = self.unsigned_payloads || request.operation.has(OperationTrait::UnsignedPayload);
        if let Some(text) = claim.payload {
            return Payload::parse(text, may_be_unsigned).map(|payload| Some(vec![payload]));
        }
        // Nothing says what was signed: then it was the body, unless the model lets clients leave it out.
        let unsigned = may_be_unsigned.then_some(Payload::Unsigned);
        let Some(body) = request.body else {
            // Presigned requests of S3 say nothing, and have no body either.
            return Ok((self.unsigned_payloads && claim.place != Place::Header).then(|| vec![Payload::Unsigned]));
        };
        Ok(Some(unsigned.into_iter().chain([Payload::Read(Digest::of(body))]).collect()))
    }
}

impl<K: SecretKeys> Authenticator for SigV4<K> {
    fn scheme(&self) -> &'static str {
        "aws.auth#sigv4"
    }

    fn authenticate<'a>(&'a self, request: AuthRequest<'a>) -> Verdict<'a> {
        Box::pin(self.verify(request))
    }
}

impl<K> fmt::Debug for SigV4<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SigV4").field("region", &self.region).field("skew", &self.skew).finish_non_exhaustive()
    }
}

fn mac(key: &[u8], data: &[u8]) -> Hmac<Sha256> {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).expect("HMAC takes keys of any length");
    mac.update(data);
    mac
}

/// The key that signs for one day, Region and service.
fn signing_key(secret: &str, claim: &Claim<'_>) -> Vec<u8> {
    let mut key = format!("AWS4{secret}").into_bytes();
    for part in [&*claim.date, &*claim.region, &*claim.service, claim::TERMINATOR] {
        key = mac(&key, part.as_bytes()).finalize().into_bytes().to_vec();
    }
    key
}
