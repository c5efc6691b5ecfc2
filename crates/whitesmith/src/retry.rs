//! Which failures are worth another attempt
//! ([retry behavior](https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html)).

use crate::schema::{Schema, Trait};

/// Why a call that failed may succeed when it is made again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum RetryKind {
    /// The caller is too fast.
    Throttling,
    /// No answer came in time.
    Timeout,
    /// Something that passes: a broken connection, a server that failed.
    Transient,
}

/// Codes that tell a caller to slow down.
const THROTTLING: &[&str] = &[
    "BandwidthLimitExceeded",
    "EC2ThrottledException",
    "LimitExceededException",
    "PriorRequestNotComplete",
    "ProvisionedThroughputExceededException",
    "RequestLimitExceeded",
    "RequestThrottled",
    "RequestThrottledException",
    "SlowDown",
    "ThrottledException",
    "Throttling",
    "ThrottlingException",
    "TooManyRequestsException",
    "TransactionInProgressException",
];

impl RetryKind {
    /// What a service means by this error code and status.
    pub fn of(code: Option<&str>, status: Option<u16>) -> Option<Self> {
        code.and_then(Self::of_code).or_else(|| status.and_then(Self::of_status))
    }

    /// What the model says of an error, by
    /// [`@retryable`](https://smithy.io/2.0/spec/behavior-traits.html#retryable-trait).
    fn of_schema(schema: &Schema) -> Option<Self> {
        schema.traits().iter().find_map(|t| match t {
            Trait::Retryable { throttling: true } => Some(Self::Throttling),
            Trait::Retryable { throttling: false } => Some(Self::Transient),
            _ => None,
        })
    }

    /// What an error of the model means, answered with this status.
    pub fn of_modeled(schema: &Schema, status: Option<u16>) -> Option<Self> {
        Self::of_schema(schema).or_else(|| Self::of(Some(schema.name()), status))
    }

    fn of_code(code: &str) -> Option<Self> {
        match code {
            "RequestTimeout" | "RequestTimeoutException" => Some(Self::Timeout),
            "InternalError" => Some(Self::Transient),
            code if THROTTLING.contains(&code) => Some(Self::Throttling),
            _ => None,
        }
    }

    fn of_status(status: u16) -> Option<Self> {
        match status {
            429 => Some(Self::Throttling),
            500 | 502 | 503 | 504 => Some(Self::Transient),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classified() {
        use RetryKind::{Throttling, Timeout, Transient};
        for (code, status, expected) in [
            (Some("ThrottlingException"), 400, Some(Throttling)),
            (Some("TooManyRequestsException"), 429, Some(Throttling)),
            (Some("SlowDown"), 503, Some(Throttling)),
            (Some("RequestTimeout"), 400, Some(Timeout)),
            (Some("InternalError"), 200, Some(Transient)),
            (Some("Whatever"), 500, Some(Transient)),
            (None, 502, Some(Transient)),
            (None, 429, Some(Throttling)),
            (None, 501, None),
            (Some("ValidationException"), 400, None),
        ] {
            assert_eq!(RetryKind::of(code, Some(status)), expected, "{code:?} {status}");
        }
        assert!(THROTTLING.is_sorted());
    }
}
