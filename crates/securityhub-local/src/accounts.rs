//! Who calls: from an access key to an account, and from a credential scope to a Region.

use std::collections::BTreeMap;
use std::fmt;
use std::path::Path;

use http::header::AUTHORIZATION;
use http::request::Parts;
use serde::Deserialize;
use sha2::{Digest as _, Sha256};
use toml::Spanned;
use whitesmith::{AuthScheme, Identity};
use whitesmith_server::auth::{AccessKey, AuthRequest, Authenticator, Outcome, SecretKey, SigV4, Verdict};
use whitesmith_server::{Dispatch, Server};

use crate::rules::is_account;
use crate::toml_file::{FileError, TomlFile};

/// The account and the Region of a request.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Caller {
    /// Twelve digits.
    pub account: String,
    /// `eu-north-1`.
    pub region: String,
}

/// What an access key belongs to.
#[derive(Clone, PartialEq, Eq)]
pub struct Key {
    /// Twelve digits.
    pub account: String,
    /// What requests are signed with.
    pub secret: String,
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Key").field("account", &self.account).finish_non_exhaustive()
    }
}

/// The access keys that are known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Accounts {
    /// These keys; requests must be signed with their secrets.
    Known(BTreeMap<String, Key>),
    /// Any key, without a look at the signature: each has an account of its own, always the same. A key of twelve
    /// digits is that account.
    Any,
}

impl Accounts {
    /// Two accounts to try things with, where nothing else was said.
    pub fn demo() -> Self {
        let key = |name: &str, account: &str| {
            (name.to_owned(), Key { account: account.into(), secret: format!("{name}-secret") })
        };
        Self::Known([key("administrator", "210000000001"), key("member", "310000000002")].into())
    }
}

/// The account of a key that nobody was told of: the key itself if it has twelve digits, else twelve digits of its
/// hash.
pub fn account_of_key(key: &str) -> String {
    if is_account(key) {
        return key.into();
    }
    let hash = Sha256::digest(key.as_bytes());
    let number = hash.iter().take(8).fold(0_u64, |number, byte| number << 8 | u64::from(*byte));
    format!("{:012}", number % 1_000_000_000_000)
}

/// Reads a key from a flag: `KEY:SECRET=ACCOUNT`.
pub fn parse_key(text: &str) -> Result<(String, Key), String> {
    let expected = || format!("expected KEY:SECRET=ACCOUNT, such as alice:s3cret=210000000001, found `{text}`");
    let (credentials, account) = text.rsplit_once('=').ok_or_else(expected)?;
    let (key, secret) = credentials.split_once(':').ok_or_else(expected)?;
    if key.is_empty() || secret.is_empty() {
        return Err(expected());
    }
    if !is_account(account) {
        return Err(format!("`{account}` is no account: it has twelve digits"));
    }
    Ok((key.into(), Key { account: account.into(), secret: secret.into() }))
}

impl Accounts {
    /// Has a server find out who calls: by signature where secrets are known, else by the access key alone.
    pub fn authenticate<D: Dispatch>(&self, server: Server<D>) -> Server<D> {
        match self {
            Self::Any => server.authenticate(AnyKey),
            Self::Known(keys) => {
                let keys = keys.clone();
                server.authenticate(SigV4::new(move |claimed: &AccessKey<'_>| {
                    let key = keys.get(claimed.id)?;
                    Some(SecretKey::new(key.secret.clone(), identity(&key.account, claimed.region)))
                }))
            }
        }
    }
}

/// The identity of an account that calls a Region.
pub fn identity(account: &str, region: &str) -> Identity {
    Identity::new(account).with(Caller { account: account.into(), region: region.into() })
}

/// Takes the word of every request for whose it is.
struct AnyKey;

impl Authenticator for AnyKey {
    fn scheme(&self) -> &str {
        AuthScheme::SigV4 { name: "securityhub" }.id()
    }

    fn authenticate<'a>(&'a self, request: AuthRequest<'a>) -> Verdict<'a> {
        let outcome = match credential(request.head) {
            Some((key, region)) => Outcome::Caller(identity(&account_of_key(&key), &region)),
            None => Outcome::Absent,
        };
        Box::pin(std::future::ready(Ok(outcome)))
    }
}

/// The access key and the Region that a request is signed for, in its headers or in its query.
fn credential(head: &Parts) -> Option<(String, String)> {
    let header = head.headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok());
    let in_header = header.and_then(|header| header.split_once("Credential=")).map(|(_, rest)| rest.to_owned());
    let in_query = || {
        let query = head.uri.query()?.split('&').find_map(|pair| pair.strip_prefix("X-Amz-Credential="))?;
        Some(query.replace("%2F", "/").replace("%2f", "/"))
    };
    let scope = in_header.or_else(in_query)?;
    let mut parts = scope.split([',', ' ']).next()?.split('/');
    match (parts.next(), parts.nth(1)) {
        (Some(key), Some(region)) if !key.is_empty() && !region.is_empty() => Some((key.into(), region.into())),
        _ => None,
    }
}

/// A file of access keys.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Document {
    #[serde(default)]
    key: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    id: Spanned<String>,
    secret: Spanned<String>,
    account: Spanned<String>,
}

/// Reads access keys from a file:
///
/// ```toml
/// [[key]]
/// id = "alice"
/// secret = "s3cret"
/// account = "210000000001"
/// ```
pub fn read_keys(path: &Path) -> Result<BTreeMap<String, Key>, FileError> {
    let file = TomlFile::read(path)?;
    let document: Document = file.parse()?;
    let mut keys = BTreeMap::new();
    for Entry { id, secret, account } in document.key {
        for (text, what) in [(&id, "an id"), (&secret, "a secret")] {
            if text.get_ref().is_empty() {
                return Err(file.error(text.span(), &format!("expected {what}, found an empty text")));
            }
        }
        if !is_account(account.get_ref()) {
            let message = format!("`{}` is no account: it has twelve digits", account.get_ref());
            return Err(file.error(account.span(), &message));
        }
        let span = id.span();
        let key = Key { account: account.into_inner(), secret: secret.into_inner() };
        if keys.insert(id.into_inner(), key).is_some() {
            return Err(file.error(span, "the file has this key twice"));
        }
    }
    Ok(keys)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_without_an_entry_have_an_account_each() {
        let accounts = ["a", "b", "AKIAIOSFODNN7EXAMPLE", "210000000001"].map(account_of_key);
        assert_eq!(accounts, ["634844962250", "635727087946", "084097185385", "210000000001"]);
    }

    #[test]
    fn credentials_as_they_are_claimed() {
        let scope = "alice/20261124/eu-north-1/securityhub/aws4_request";
        let alice = Some(("alice".to_owned(), "eu-north-1".to_owned()));
        for (header, query, expected) in [
            (format!("AWS4-HMAC-SHA256 Credential={scope}, SignedHeaders=host, Signature=0"), "", alice.clone()),
            (format!("AWS4-HMAC-SHA256 SignedHeaders=host,Credential={scope},Signature=0"), "", alice.clone()),
            (String::new(), "?A=b&X-Amz-Credential=alice%2F20261124%2Feu-north-1%2Fsecurityhub%2Faws4_request", alice),
            (String::new(), "", None),
            ("Bearer token".into(), "", None),
            ("AWS4-HMAC-SHA256 Credential=".into(), "", None),
            ("AWS4-HMAC-SHA256 Credential=alice/20261124".into(), "", None),
            ("AWS4-HMAC-SHA256 Credential=/20261124/eu-north-1/securityhub/aws4_request".into(), "", None),
        ] {
            let request = http::Request::get(format!("/members{query}")).header(AUTHORIZATION, &header).body(());
            assert_eq!(credential(&request.unwrap().into_parts().0), expected, "{header} {query}");
        }
    }

    #[test]
    fn keys_from_flags() {
        for (text, expected) in [
            ("alice:s3cret=210000000001", Ok(("alice", "s3cret", "210000000001"))),
            ("alice:a=b:c=210000000001", Ok(("alice", "a=b:c", "210000000001"))),
            ("alice=210000000001", Err("expected KEY:SECRET=ACCOUNT")),
            (":x=210000000001", Err("expected KEY:SECRET=ACCOUNT")),
            ("alice:=210000000001", Err("expected KEY:SECRET=ACCOUNT")),
            ("alice:s3cret=21", Err("`21` is no account")),
            ("", Err("expected KEY:SECRET=ACCOUNT")),
        ] {
            match (parse_key(text), expected) {
                (Ok((id, key)), Ok(expected)) => {
                    assert_eq!((id.as_str(), key.secret.as_str(), key.account.as_str()), expected);
                    assert!(!format!("{key:?}").contains(expected.1), "secrets are not printed");
                }
                (Err(error), Err(expected)) => assert!(error.contains(expected), "{text}: {error}"),
                (got, _) => panic!("{text}: {got:?}"),
            }
        }
    }

    #[test]
    fn keys_from_a_file() {
        let entry = |id: &str, account: &str| format!("[[key]]\nid = '{id}'\nsecret = 's'\naccount = '{account}'\n");
        for (text, expected) in [
            (entry("alice", "210000000001"), Ok(1)),
            (entry("alice", "210000000001") + &entry("bob", "210000000001"), Ok(2)),
            (entry("alice", "21"), Err("keys.toml:4:11")),
            (entry("", "210000000001"), Err("keys.toml:2:6")),
            (entry("alice", "210000000001") + &entry("alice", "210000000001"), Err("keys.toml:6:6")),
            ("[[key]]\nid = 'alice'\n".into(), Err("missing field `secret`")),
        ] {
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join("keys.toml");
            std::fs::write(&path, &text).unwrap();
            match (read_keys(&path), expected) {
                (Ok(keys), Ok(expected)) => assert_eq!(keys.len(), expected),
                (Err(error), Err(expected)) => assert!(error.to_string().contains(expected), "{text}: {error}"),
                (got, _) => panic!("{text}: {got:?}"),
            }
        }
    }
}
