//! From a secret to a signature.

use std::sync::{Mutex, PoisonError};

use sha2::{Digest as _, Sha256};

use super::{ALGORITHM, Scope, Time};
use crate::auth::credentials::Credentials;

/// The key of a day, a Region and a service. Deriving it takes four times as long as signing, so the last one is kept.
#[derive(Default)]
pub(super) struct Keys(Mutex<Option<Kept>>);

struct Kept {
    credentials: Credentials,
    /// Date, Region and service.
    scope: String,
    key: Hmac,
}

impl Keys {
    /// The signature of a canonical request.
    pub(super) fn sign(&self, credentials: &Credentials, scope: &Scope<'_>, time: &Time, canonical: &str) -> String {
        hex(&self.sign_parts(ALGORITHM, credentials, scope, time, None, &[Sha256::digest(canonical).into()]))
    }

    /// The signature of parts that are hashed each, behind the signature of what came before them, if something did.
    pub(super) fn sign_parts(
        &self,
        algorithm: &str,
        credentials: &Credentials,
        scope: &Scope<'_>,
        time: &Time,
        previous: Option<&str>,
        parts: &[[u8; 32]],
    ) -> [u8; 32] {
        let (date, region, service) = (time.date(), scope.region, scope.service);
        let mut text = String::with_capacity(algorithm.len() + region.len() + service.len() + 112);
        for part in [algorithm, "\n", &time.0, "\n"] {
            text.push_str(part);
        }
        let start = text.len();
        for part in [date, "/", region, "/", service] {
            text.push_str(part);
        }
        let key = self.key(credentials, text.get(start..).unwrap_or_default(), date, scope);
        text.push_str("/aws4_request");
        if let Some(previous) = previous {
            text.push('\n');
            text.push_str(previous);
        }
        for part in parts {
            text.push('\n');
            push_hex(&mut text, part);
        }
        key.of(text.as_bytes())
    }

    fn key(&self, credentials: &Credentials, name: &str, date: &str, scope: &Scope<'_>) -> Hmac {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(kept) = kept.as_ref().filter(|kept| kept.credentials.is(credentials) && kept.scope == name) {
            return kept.key.clone();
        }
        let secret = ["AWS4", credentials.secret_access_key()].concat();
        let steps = [date, scope.region, scope.service, "aws4_request"];
        let key = steps.iter().fold(Hmac::new(secret.as_bytes()), |key, step| Hmac::new(&key.of(step.as_bytes())));
        *kept = Some(Kept { credentials: credentials.clone(), scope: name.into(), key: key.clone() });
        key
    }
}

/// HMAC with SHA-256 ([RFC 2104](https://www.rfc-editor.org/rfc/rfc2104)), with the key taken in. It is here because it is
/// shorter than the three crates that it would take.
#[derive(Clone)]
struct Hmac {
    inner: Sha256,
    outer: Sha256,
}

impl Hmac {
    fn new(key: &[u8]) -> Self {
        let mut block = [0; 64];
        if key.len() <= block.len() {
            block[..key.len()].copy_from_slice(key);
        } else {
            block[..32].copy_from_slice(&Sha256::digest(key));
        }
        let padded = |pad: u8| Sha256::new_with_prefix(block.map(|byte| byte ^ pad));
        Self { inner: padded(0x36), outer: padded(0x5c) }
    }

    fn of(mut self, message: &[u8]) -> [u8; 32] {
        self.inner.update(message);
        self.outer.update(self.inner.finalize());
        self.outer.finalize().into()
    }
}

pub(super) fn hex(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(2 * bytes.len());
    push_hex(&mut text, bytes);
    text
}

pub(super) fn push_hex(text: &mut String, bytes: &[u8]) {
    const DIGITS: [char; 16] = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'];
    for byte in bytes {
        text.push(DIGITS[usize::from(byte >> 4)]);
        text.push(DIGITS[usize::from(byte & 15)]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Test cases 1, 2 and 6 of [RFC 4231](https://www.rfc-editor.org/rfc/rfc4231#section-4).
    #[test]
    fn hmac() {
        for (key, message, expected) in [
            (&[0x0b; 20][..], "Hi There", "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"),
            (
                b"Jefe",
                "what do ya want for nothing?",
                "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
            ),
            (
                &[0xaa; 131],
                "Test Using Larger Than Block-Size Key - Hash Key First",
                "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54",
            ),
        ] {
            assert_eq!(hex(&Hmac::new(key).of(message.as_bytes())), expected);
        }
    }
}
