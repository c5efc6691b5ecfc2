//! The algorithms of `@httpChecksum`.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use crc::{CRC_32_ISCSI, CRC_64_NVME, Crc, Digest, Table};
use http::HeaderName;
use sha1::Sha1;
use sha2::{Digest as _, Sha256};

static CRC32C: Crc<u32, Table<16>> = Crc::<u32, Table<16>>::new(&CRC_32_ISCSI);
static CRC64NVME: Crc<u64, Table<16>> = Crc::<u64, Table<16>>::new(&CRC_64_NVME);

/// An algorithm.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Algorithm {
    Crc32,
    Crc32C,
    Crc64Nvme,
    Sha1,
    Sha256,
}

impl Algorithm {
    /// The one with this name in a model: `CRC32C`.
    pub(crate) fn named(name: &str) -> Option<Self> {
        Some(match name {
            "CRC32" => Self::Crc32,
            "CRC32C" => Self::Crc32C,
            "CRC64NVME" => Self::Crc64Nvme,
            "SHA1" => Self::Sha1,
            "SHA256" => Self::Sha256,
            _ => return None,
        })
    }

    /// The header that its checksums travel in.
    pub(super) fn header(self) -> HeaderName {
        HeaderName::from_static(match self {
            Self::Crc32 => "x-amz-checksum-crc32",
            Self::Crc32C => "x-amz-checksum-crc32c",
            Self::Crc64Nvme => "x-amz-checksum-crc64nvme",
            Self::Sha1 => "x-amz-checksum-sha1",
            Self::Sha256 => "x-amz-checksum-sha256",
        })
    }

    /// The length of a checksum as headers have it: of base64, four characters for three bytes.
    pub(super) fn length(self) -> usize {
        let bytes: usize = match self {
            Self::Crc32 | Self::Crc32C => 4,
            Self::Crc64Nvme => 8,
            Self::Sha1 => 20,
            Self::Sha256 => 32,
        };
        4 * bytes.div_ceil(3)
    }

    /// The beginning of a checksum.
    pub(super) fn hasher(self) -> Hasher {
        match self {
            Self::Crc32 => Hasher::Crc32(crc32fast::Hasher::new()),
            Self::Crc32C => Hasher::Crc32C(CRC32C.digest()),
            Self::Crc64Nvme => Hasher::Crc64Nvme(CRC64NVME.digest()),
            Self::Sha1 => Hasher::Sha1(Sha1::new()),
            Self::Sha256 => Hasher::Sha256(Sha256::new()),
        }
    }
}

/// A checksum in the making.
pub(super) enum Hasher {
    Crc32(crc32fast::Hasher),
    Crc32C(Digest<'static, u32, Table<16>>),
    Crc64Nvme(Digest<'static, u64, Table<16>>),
    Sha1(Sha1),
    Sha256(Sha256),
}

impl Hasher {
    pub(super) fn update(&mut self, bytes: &[u8]) {
        match self {
            Self::Crc32(hasher) => hasher.update(bytes),
            Self::Crc32C(hasher) => hasher.update(bytes),
            Self::Crc64Nvme(hasher) => hasher.update(bytes),
            Self::Sha1(hasher) => hasher.update(bytes),
            Self::Sha256(hasher) => hasher.update(bytes),
        }
    }

    /// The checksum as headers have it: base64, the most significant byte first.
    pub(super) fn finish(self) -> String {
        match self {
            Self::Crc32(hasher) => BASE64.encode(hasher.finalize().to_be_bytes()),
            Self::Crc32C(hasher) => BASE64.encode(hasher.finalize().to_be_bytes()),
            Self::Crc64Nvme(hasher) => BASE64.encode(hasher.finalize().to_be_bytes()),
            Self::Sha1(hasher) => BASE64.encode(hasher.finalize()),
            Self::Sha256(hasher) => BASE64.encode(hasher.finalize()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The check values of the CRCs are those of the message `123456789` in their catalogue.
    #[test]
    fn checksums() {
        let crc32 = BASE64.encode(0xcbf4_3926_u32.to_be_bytes());
        let crc32c = BASE64.encode(0xe306_9283_u32.to_be_bytes());
        let crc64 = BASE64.encode(0xae8b_1486_0a79_9888_u64.to_be_bytes());
        for (name, header, message, expected) in [
            ("CRC32", "x-amz-checksum-crc32", "123456789", crc32.as_str()),
            ("CRC32C", "x-amz-checksum-crc32c", "123456789", &crc32c),
            ("CRC64NVME", "x-amz-checksum-crc64nvme", "123456789", &crc64),
            ("SHA1", "x-amz-checksum-sha1", "abc", "qZk+NkcGgWq6PiVxeFDCbJzQ2J0="),
            ("SHA256", "x-amz-checksum-sha256", "abc", "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0="),
        ] {
            let algorithm = Algorithm::named(name).unwrap();
            assert_eq!(algorithm.length(), expected.len());
            let mut hasher = algorithm.hasher();
            for piece in message.as_bytes().chunks(2) {
                hasher.update(piece);
            }
            assert_eq!((algorithm.header().as_str(), hasher.finish().as_str()), (header, expected));
        }
        assert_eq!(Algorithm::named("MD5"), None);
    }
}
