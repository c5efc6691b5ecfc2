//! Pages, and the tokens between them.
//!
//! A token holds the last item of its page, so that what is added or removed between two pages neither repeats nor
//! skips any other. It is signed with the database's secret together with the list it belongs to: one that was
//! changed, or that comes from another list, account or Region, is not valid. All instances on one database
//! understand each other's.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;

use crate::rejection::Rejection;
use crate::storage::Page;

/// Items on a page whose request does not say how many. The model allows 1 to 50.
const DEFAULT_SIZE: usize = 50;

/// The length of a token's signature, in bytes.
const TAG: usize = 16;

/// Makes tokens, and reads them.
#[derive(Clone)]
pub struct Tokens(Hmac<Sha256>);

impl std::fmt::Debug for Tokens {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Tokens")
    }
}

/// A list of which pages are read.
#[derive(Clone, Copy, Debug)]
pub struct Listing<'a> {
    /// The operation, and what of its input chooses another list.
    pub name: &'a str,
    /// Whose list it is.
    pub account: &'a str,
    /// Where.
    pub region: &'a str,
}

impl Tokens {
    /// Tokens that are signed with a secret.
    pub fn new(secret: &[u8]) -> Option<Self> {
        Hmac::new_from_slice(secret).ok().map(Self)
    }

    fn tag(&self, listing: &Listing<'_>, after: &str) -> [u8; TAG] {
        let mut mac = self.0.clone();
        for part in [listing.name, listing.account, listing.region, after] {
            mac.update(&u64::try_from(part.len()).unwrap_or_default().to_be_bytes());
            mac.update(part.as_bytes());
        }
        let whole = mac.finalize().into_bytes();
        let mut tag = [0; TAG];
        tag.iter_mut().zip(whole).for_each(|(to, from)| *to = from);
        tag
    }

    fn write(&self, listing: &Listing<'_>, after: &str) -> String {
        let mut bytes = self.tag(listing, after).to_vec();
        bytes.extend_from_slice(after.as_bytes());
        URL_SAFE_NO_PAD.encode(bytes)
    }

    fn read(&self, listing: &Listing<'_>, token: &str) -> Option<String> {
        let bytes = URL_SAFE_NO_PAD.decode(token).ok()?;
        let (tag, after) = bytes.split_first_chunk::<TAG>()?;
        let after = std::str::from_utf8(after).ok()?;
        (self.tag(listing, after) == *tag).then(|| after.to_owned())
    }
}

/// The page that a request asks for.
#[derive(Debug)]
pub struct Wanted {
    after: String,
    size: usize,
}

/// The page that a request asks for. A token that this list has not given is invalid input.
pub fn read(
    tokens: &Tokens,
    listing: &Listing<'_>,
    max_results: Option<i32>,
    token: Option<&str>,
) -> Result<Wanted, Rejection> {
    let after = match token {
        None | Some("") => String::new(),
        Some(token) => tokens.read(listing, token).ok_or_else(|| {
            Rejection::InvalidInput("Invalid NextToken: it was not returned by this operation with this input".into())
        })?,
    };
    let size = max_results.and_then(|size| usize::try_from(size).ok()).map_or(DEFAULT_SIZE, |size| size.max(1));
    Ok(Wanted { after, size })
}

impl Wanted {
    /// What to ask the storage for: an item more than the page holds tells whether there is a next one.
    pub fn query(&self) -> Page<'_> {
        Page { after: &self.after, limit: self.size + 1 }
    }

    /// The items of the page out of those that were found, and the token of the next.
    pub fn cut<T>(
        &self,
        tokens: &Tokens,
        listing: &Listing<'_>,
        mut found: Vec<T>,
        key: impl Fn(&T) -> &str,
    ) -> (Vec<T>, Option<String>) {
        let more = found.len() > self.size;
        found.truncate(self.size);
        let next = found.last().filter(|_| more).map(|last| tokens.write(listing, key(last)));
        (found, next)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LISTING: Listing<'_> = Listing { name: "ListMembers", account: "210000000001", region: "eu-north-1" };

    fn tokens(secret: &[u8]) -> Tokens {
        Tokens::new(secret).unwrap()
    }

    #[test]
    fn only_the_list_that_gave_a_token_takes_it() {
        let token = tokens(b"secret").write(&LISTING, "310000000002");
        let wanted = read(&tokens(b"secret"), &LISTING, None, Some(&token)).unwrap();
        assert_eq!((wanted.query().after, wanted.query().limit), ("310000000002", 51));
        let mut changed = token.clone().into_bytes();
        changed[0] ^= 1;
        let changed = String::from_utf8(changed).unwrap();
        for (what, secret, listing, token) in [
            ("another secret", "other", LISTING, token.as_str()),
            ("another list", "secret", Listing { name: "ListInvitations", ..LISTING }, &token),
            ("another account", "secret", Listing { account: "310000000002", ..LISTING }, &token),
            ("another Region", "secret", Listing { region: "us-east-1", ..LISTING }, &token),
            ("a changed token", "secret", LISTING, &changed),
            ("a shorter token", "secret", LISTING, &token[..token.len() - 1]),
            ("a token that is too short", "secret", LISTING, "AAAA"),
            ("no base64", "secret", LISTING, "%%%"),
        ] {
            let refused = read(&tokens(secret.as_bytes()), &listing, None, Some(token));
            assert!(matches!(refused, Err(Rejection::InvalidInput(_))), "{what}");
        }
    }
}
