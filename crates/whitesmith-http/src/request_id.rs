//! Ids of requests, and other tokens that only have to be unique.

use std::fmt::Write as _;
use std::hash::{BuildHasher, Hasher, RandomState};
use std::sync::LazyLock;
use std::sync::atomic::{AtomicU64, Ordering};

use http::HeaderMap;

/// The header that a server answers with.
pub const HEADER: &str = "x-amzn-requestid";

/// The headers that services are known to use.
const KNOWN: [&str; 3] = [HEADER, "x-amzn-request-id", "x-amz-request-id"];

/// The id that a service gave the request.
pub fn of(headers: &HeaderMap) -> Option<&str> {
    KNOWN.iter().find_map(|name| headers.get(*name)?.to_str().ok())
}

/// A new random UUID ([RFC 9562, version 4](https://www.rfc-editor.org/rfc/rfc9562#section-5.4)).
///
/// It is unique, but not a secret: the bits come from keyed hashes of a counter, whose keys the operating system
/// gave this process.
pub fn uuid() -> String {
    static KEYS: LazyLock<[RandomState; 2]> = LazyLock::new(|| [RandomState::new(), RandomState::new()]);
    static COUNTER: AtomicU64 = AtomicU64::new(0);
    let count = COUNTER.fetch_add(1, Ordering::Relaxed);
    let [high, low] = KEYS.each_ref().map(|key| {
        let mut hasher = key.build_hasher();
        // The process number, because a fork shares keys and counter.
        hasher.write_u32(std::process::id());
        hasher.write_u64(count);
        hasher.finish()
    });
    let mut out = String::with_capacity(36);
    let _ = write!(
        out,
        "{:08x}-{:04x}-4{:03x}-{:04x}-{:012x}",
        high >> 32,
        (high >> 16) & 0xffff,
        high & 0xfff,
        (low >> 48) & 0x3fff | 0x8000,
        low & 0xffff_ffff_ffff
    );
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unique_and_well_formed() {
        let ids: std::collections::BTreeSet<_> = (0..1000).map(|_| uuid()).collect();
        assert_eq!(ids.len(), 1000);
        for id in ids {
            let lengths: Vec<_> = id.split('-').map(str::len).collect();
            assert_eq!(lengths, [8, 4, 4, 4, 12], "{id}");
            assert_eq!((id.get(14..15), id.get(19..20).map(|c| "89ab".contains(c))), (Some("4"), Some(true)), "{id}");
        }
    }
}
