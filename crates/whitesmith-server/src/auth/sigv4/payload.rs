//! What a signature says of the body.

use std::fmt::Write as _;

use sha2::{Digest as _, Sha256};
use whitesmith::{CommonError, Error};

use crate::auth::BodyCheck;

/// The SHA-256 of a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Digest([u8; 32]);

impl Digest {
    pub(super) fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }

    /// Lower-case hexadecimal.
    pub(super) fn hex(self) -> String {
        self.0.iter().fold(String::with_capacity(64), |mut out, byte| {
            // Writing into a string cannot fail.
            let _ = write!(out, "{byte:02x}");
            out
        })
    }

    fn from_hex(text: &str) -> Option<Self> {
        bytes_of_hex(text).map(Self)
    }
}

/// Bytes from hexadecimal of exactly their length, in lower case, as signatures are.
pub(super) fn bytes_of_hex<const N: usize>(text: &str) -> Option<[u8; N]> {
    let text = text.as_bytes();
    let mut out = [0; N];
    if text.len() != 2 * N {
        return None;
    }
    let digit = |byte: u8| match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'a'..=b'f' => Some(byte - b'a' + 10),
        _ => None,
    };
    for (byte, pair) in out.iter_mut().zip(text.chunks_exact(2)) {
        *byte = digit(pair[0])? << 4 | digit(pair[1])?;
    }
    Some(out)
}

/// The word for a body that is not signed.
const UNSIGNED: &str = "UNSIGNED-PAYLOAD";

/// What was signed in the place of the body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Payload {
    /// Nothing.
    Unsigned,
    /// The digest that a header gives. The body is still to be compared with it.
    Claimed(Digest),
    /// The digest of the body that was read.
    Read(Digest),
}

impl Payload {
    /// The value of `x-amz-content-sha256`.
    pub(super) fn parse(text: &str, may_be_unsigned: bool) -> Result<Self, Error> {
        let refuse = |message: String| Err(CommonError::IncompleteSignature.message(message));
        if text == UNSIGNED {
            return if may_be_unsigned {
                Ok(Self::Unsigned)
            } else {
                refuse("The payload of this operation has to be signed.".into())
            };
        }
        if text.starts_with("STREAMING-") {
            return refuse(format!(
                "The payload is signed in chunks ({text}); this service takes it signed as a whole."
            ));
        }
        Digest::from_hex(text).map_or_else(
            || refuse("The value of 'x-amz-content-sha256' must be a SHA-256 in lower-case hexadecimal.".into()),
            |digest| Ok(Self::Claimed(digest)),
        )
    }

    /// Its text in the canonical request.
    pub(super) fn text(self) -> String {
        match self {
            Self::Unsigned => UNSIGNED.into(),
            Self::Claimed(digest) | Self::Read(digest) => digest.hex(),
        }
    }
}

/// Whether a body has the digest that was signed.
pub(super) struct Check {
    expected: Digest,
    hasher: Sha256,
}

impl Check {
    pub(super) fn new(expected: Digest) -> Self {
        Self { expected, hasher: Sha256::new() }
    }
}

impl BodyCheck for Check {
    fn update(&mut self, bytes: &[u8]) {
        self.hasher.update(bytes);
    }

    fn finish(&mut self) -> Result<(), Error> {
        // The digest was signed and is no secret, so how long the comparison takes does not matter.
        if Digest(self.hasher.finalize_reset().into()) == self.expected {
            return Ok(());
        }
        let error = CommonError::InvalidSignatureException;
        Err(error.message("The body is not the one that was signed: its SHA-256 is not 'x-amz-content-sha256'."))
    }
}
