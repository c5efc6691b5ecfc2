//! Checksums of requests and responses, as modelled.

#[cfg(feature = "checksum")]
mod algorithm;
#[cfg(feature = "checksum")]
pub(crate) mod flexible;
#[cfg(feature = "md5")]
pub(crate) mod md5;
