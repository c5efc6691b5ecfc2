//! From a secret to a signature.

use std::sync::{Mutex, PoisonError};

use hmac::{Hmac, KeyInit as _, Mac as _};
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
    key: Hmac<Sha256>,
}

impl Keys {
    /// The signature of a canonical request.
    pub(super) fn sign(&self, credentials: &Credentials, scope: &Scope<'_>, time: &Time, canonical: &str) -> String {
        let (date, region, service) = (time.date(), scope.region, scope.service);
        let mut text = String::with_capacity(ALGORITHM.len() + region.len() + service.len() + 112);
        for part in [ALGORITHM, "\n", &time.0, "\n"] {
            text.push_str(part);
        }
        let start = text.len();
        for part in [date, "/", region, "/", service] {
            text.push_str(part);
        }
        let mut mac = self.key(credentials, text.get(start..).unwrap_or_default(), date, scope);
        text.push_str("/aws4_request\n");
        push_hex(&mut text, &Sha256::digest(canonical.as_bytes()));
        mac.update(text.as_bytes());
        hex(&mac.finalize().into_bytes())
    }

    fn key(&self, credentials: &Credentials, name: &str, date: &str, scope: &Scope<'_>) -> Hmac<Sha256> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(kept) = kept.as_ref().filter(|kept| kept.credentials.is(credentials) && kept.scope == name) {
            return kept.key.clone();
        }
        let secret = ["AWS4", credentials.secret_access_key()].concat();
        let steps = [date, scope.region, scope.service, "aws4_request"];
        let key = steps.iter().fold(mac(secret.as_bytes()), |mut key, step| {
            key.update(step.as_bytes());
            mac(&key.finalize().into_bytes())
        });
        *kept = Some(Kept { credentials: credentials.clone(), scope: name.into(), key: key.clone() });
        key
    }
}

#[expect(clippy::expect_used, reason = "HMAC takes keys of any length")]
fn mac(key: &[u8]) -> Hmac<Sha256> {
    Hmac::new_from_slice(key).expect("a key of any length")
}

pub(super) fn hex(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(2 * bytes.len());
    push_hex(&mut text, bytes);
    text
}

fn push_hex(text: &mut String, bytes: &[u8]) {
    const DIGITS: [char; 16] = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'];
    for byte in bytes {
        text.push(DIGITS[usize::from(byte >> 4)]);
        text.push(DIGITS[usize::from(byte & 15)]);
    }
}
