//! Ids of requests, and other tokens that only have to be unique.

use std::hash::{BuildHasher as _, RandomState};
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
/// It is unique, but not a secret: its bits are those of a counter, mixed with keys that the operating system gave this
/// process.
pub fn uuid() -> String {
    static KEYS: LazyLock<[u64; 2]> = LazyLock::new(|| [0, 1].map(|n| RandomState::new().hash_one(n)));
    static COUNTER: AtomicU64 = AtomicU64::new(0);
    let count = COUNTER.fetch_add(1, Ordering::Relaxed);
    // Each half is different for every count; two processes would have to have the same keys for the same ids.
    let [high, low] = *KEYS;
    let (high, low) = (mix(count.wrapping_add(high)), mix(count ^ low));
    // The version and the variant stand in the middle of the random bits.
    let bits = (u128::from(high) << 64 | u128::from(low)) & !(0xf << 76 | 0x3 << 62) | (0x4 << 76 | 0x2 << 62);
    let mut out = [b'-'; 36];
    for (byte, at) in bits.to_be_bytes().into_iter().zip(PLACES) {
        out[at] = DIGITS[usize::from(byte >> 4)];
        out[at + 1] = DIGITS[usize::from(byte & 0xf)];
    }
    std::str::from_utf8(&out).unwrap_or_default().to_owned()
}

const DIGITS: [u8; 16] = *b"0123456789abcdef";

/// Where the digits of each byte stand: in groups of 4, 2, 2, 2 and 6 bytes.
const PLACES: [usize; 16] = [0, 2, 4, 6, 9, 11, 14, 16, 19, 21, 24, 26, 28, 30, 32, 34];

/// A permutation of all numbers in which neighbours have nothing in common (the finalizer of `SplitMix64`).
const fn mix(number: u64) -> u64 {
    let number = (number ^ (number >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let number = (number ^ (number >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    number ^ (number >> 31)
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
