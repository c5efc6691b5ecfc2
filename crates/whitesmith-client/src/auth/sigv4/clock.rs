//! The service's time, where it is not the client's: signatures are refused that are too old or from the future.

use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, SystemTime};

use http::HeaderMap;
use http::header::DATE;
use whitesmith::schema::TimestampFormat;
use whitesmith::{Strictness, Timestamp};

/// Codes of services that found a signature of the wrong time, or one that may be wrong for that.
const REFUSALS: &[&str] = &[
    "AuthFailure",
    "InvalidSignatureException",
    "RequestExpired",
    "RequestInTheFuture",
    "RequestTimeTooSkewed",
    "SignatureDoesNotMatch",
];

/// Less than this explains no refusal, in seconds: services allow for five minutes, and an answer takes time.
const TOLERATED: i64 = 240;

/// How far the service is ahead of the client, in seconds.
#[derive(Debug, Default)]
pub(super) struct Clock(AtomicI64);

impl Clock {
    /// The service's time.
    pub(super) fn corrected(&self, now: SystemTime) -> SystemTime {
        let ahead = self.0.load(Ordering::Relaxed);
        let seconds = Duration::from_secs(ahead.unsigned_abs());
        let corrected = if ahead < 0 { now.checked_sub(seconds) } else { now.checked_add(seconds) };
        corrected.unwrap_or(now)
    }

    /// Whether an error came of the time that the request was signed with; the next is signed with the time of this
    /// response then.
    pub(super) fn explains(&self, code: &str, headers: &HeaderMap, now: SystemTime) -> bool {
        if !REFUSALS.contains(&code) {
            return false;
        }
        let date = headers.get(DATE).and_then(|date| date.to_str().ok());
        let date = date.and_then(|date| Timestamp::parse(date, TimestampFormat::HttpDate, Strictness::Lenient));
        let Some(date) = date else { return false };
        let ahead = date.seconds().saturating_sub(Timestamp::from(now).seconds());
        let before = self.0.load(Ordering::Relaxed);
        if ahead.abs_diff(before) < TOLERATED.unsigned_abs() {
            return false;
        }
        self.0.store(ahead, Ordering::Relaxed);
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn explained() {
        let now = SystemTime::UNIX_EPOCH + Duration::from_secs(482_196_050);
        for (code, date, expected) in [
            ("RequestTimeTooSkewed", "Fri, 12 Apr 1985 22:20:50 GMT", Some(-3_600)),
            ("InvalidSignatureException", "Fri, 12 Apr 1985 23:30:50 GMT", Some(600)),
            // The signature is wrong for another reason.
            ("InvalidSignatureException", "Fri, 12 Apr 1985 23:22:50 GMT", None),
            ("RequestTimeTooSkewed", "yesterday", None),
            ("AccessDeniedException", "Fri, 12 Apr 1985 22:20:50 GMT", None),
        ] {
            let clock = Clock::default();
            let mut headers = HeaderMap::new();
            headers.insert(DATE, date.parse().unwrap());
            assert_eq!(clock.explains(code, &headers, now), expected.is_some(), "{code} {date}");
            // Once corrected, the same answer has another reason.
            assert!(!clock.explains(code, &headers, now), "{code} {date}");
            let ahead = expected.unwrap_or_default();
            let corrected = Timestamp::from(clock.corrected(now)).seconds();
            assert_eq!(corrected - 482_196_050, ahead, "{code} {date}");
        }
    }
}
