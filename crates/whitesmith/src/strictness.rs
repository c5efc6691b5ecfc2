//! How exactly text must be what a protocol says.

/// How exactly text must be what a protocol says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Strictness {
    /// As a server reads: nothing but the protocol's own forms.
    Strict,
    /// As a client reads: also what services are known to send.
    Lenient,
}

impl Strictness {
    /// The integer that a floating-point number is, where one is taken for an integer at all: a client takes `1.0`.
    #[must_use]
    pub fn integer(self, number: f64) -> Option<i64> {
        // Beyond 2^53 a float does not say which integer was meant.
        const EXACT: f64 = 9_007_199_254_740_992.0;
        let whole = self == Self::Lenient && number.fract() == 0.0 && number.abs() <= EXACT;
        #[expect(clippy::cast_possible_truncation, reason = "an integer below 2^53")]
        whole.then_some(number as i64)
    }
}
