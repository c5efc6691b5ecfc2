//! How exactly text must be what a protocol says.

/// How exactly text must be what a protocol says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Strictness {
    /// As a server reads: nothing but the protocol's own forms.
    Strict,
    /// As a client reads: also what services are known to send.
    Lenient,
}
