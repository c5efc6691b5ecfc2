//! Checksums of requests and responses, as modelled.

#[cfg(feature = "checksum")]
mod algorithm;
#[cfg(feature = "checksum")]
pub(crate) mod chunked;
#[cfg(feature = "checksum")]
pub(crate) mod flexible;
#[cfg(feature = "md5")]
pub(crate) mod md5;

#[cfg(feature = "checksum")]
pub(crate) use algorithm::Algorithm;

/// Which requests and responses have a checksum where the model does not require one
/// ([behavior](https://smithy.io/2.0/aws/aws-core.html#client-behavior)).
#[cfg(feature = "checksum")]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Checksums {
    /// All that can have one.
    #[default]
    WhenSupported,
    /// Those that the model requires one of, or of which the input asks for one.
    WhenRequired,
}
