//! Signatures of what follows a request piece by piece: each holds the one before it, and the first that of the request
//! ([streaming](https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html)).

use std::time::SystemTime;

use whitesmith::error::BoxError;
use whitesmith::timestamp::TimestampBuffer;

use super::key::{Keys, hex};
use super::{Scope, Style, Time};
use crate::auth::credentials::Credentials;

/// What the next piece is signed with.
pub(super) struct Chain {
    keys: Keys,
    credentials: Credentials,
    region: String,
    service: String,
    /// When the last piece was signed.
    pub(super) time: SystemTime,
    previous: String,
}

impl Chain {
    /// What follows a request with this signature.
    pub(super) fn new(credentials: Credentials, scope: &Scope<'_>, signature: String) -> Self {
        let (region, service) = (scope.region.into(), scope.service.into());
        Self { keys: Keys::default(), credentials, region, service, time: scope.time, previous: signature }
    }

    /// The signature of the next piece, which consists of parts that are hashed each.
    pub(super) fn next(&mut self, algorithm: &str, parts: &[[u8; 32]]) -> Result<[u8; 32], BoxError> {
        let time = Time::of(self.time, &mut TimestampBuffer::new())?;
        let scope = Scope { region: &self.region, service: &self.service, time: self.time, style: Style::default() };
        let previous = Some(self.previous.as_str());
        let signature = self.keys.sign_parts(algorithm, &self.credentials, &scope, &time, previous, parts);
        self.previous = hex(&signature);
        Ok(signature)
    }
}

#[cfg(feature = "checksum")]
impl crate::checksum::chunked::SignChunks for Chain {
    fn chunk(&mut self, pieces: &std::collections::VecDeque<bytes::Bytes>) -> Result<String, BoxError> {
        use sha2::{Digest as _, Sha256};

        let content = pieces.iter().fold(Sha256::new(), Sha256::chain_update).finalize().into();
        // Chunks have no headers of their own.
        self.next("AWS4-HMAC-SHA256-PAYLOAD", &[Sha256::digest(b"").into(), content])?;
        Ok(self.previous.clone())
    }

    fn trailer(&mut self, lines: &str) -> Result<String, BoxError> {
        self.next("AWS4-HMAC-SHA256-TRAILER", &[<sha2::Sha256 as sha2::Digest>::digest(lines).into()])?;
        Ok(self.previous.clone())
    }
}

#[cfg(all(test, feature = "checksum"))]
mod tests {
    use std::time::{Duration, UNIX_EPOCH};

    use bytes::Bytes;
    use http::Request;
    use whitesmith_http::Body;

    use super::*;
    use crate::auth::sigv4::{Payload, SIGNED_CHUNKS, sign_with};
    use crate::checksum::Algorithm;
    use crate::checksum::chunked::{SignChunks as _, encode};

    const STORED: &str = "https://s3.amazonaws.com/examplebucket/chunkObject.txt";

    /// Signs the head of the documentation's example, which stores 65 KiB of the letter a.
    fn example(what: &str, headers: &[(&str, &str)]) -> (String, Chain) {
        let mut request = Request::put(STORED)
            .header("content-encoding", "aws-chunked")
            .header("x-amz-decoded-content-length", "66560")
            .header("x-amz-storage-class", "REDUCED_REDUNDANCY");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let mut head = request.body(()).unwrap().into_parts().0;
        let credentials = Credentials::new("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY");
        let time = UNIX_EPOCH + Duration::from_secs(1_369_353_600);
        let scope = Scope { region: "us-east-1", service: "s3", time, style: Style::S3 };
        let signature = sign_with(&Keys::default(), &mut head, Payload::Pieces(what), &credentials, &scope).unwrap();
        (signature.clone(), Chain::new(credentials, &scope, signature))
    }

    /// [The example](https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html#example-signature-calculations-streaming)
    /// of chunks without a trailer.
    #[test]
    fn documented_chunks() {
        let (signature, mut chain) = example("STREAMING-AWS4-HMAC-SHA256-PAYLOAD", &[("content-length", "66824")]);
        assert_eq!(signature, "4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9");
        for (length, expected) in [
            (65_536, "ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648"),
            (1_024, "0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497"),
            (0, "b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9"),
        ] {
            // The pieces that a chunk came in are not part of its signature.
            let pieces = vec![b'a'; length].chunks(1_000).map(|piece| Bytes::from(piece.to_vec())).collect();
            assert_eq!(chain.chunk(&pieces).unwrap(), expected);
        }
    }

    /// [The example](https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming-trailers.html) of chunks with a
    /// trailer, as a whole body.
    #[tokio::test]
    async fn documented_trailer() {
        let (signature, chain) = example(SIGNED_CHUNKS, &[("x-amz-trailer", "x-amz-checksum-crc32c")]);
        assert_eq!(signature, "106e2a8a18243abcf37539882f36619c00e2dfc72633413f02d3b74544bfeb8e");
        let content = Body::from(vec![b'a'; 66_560]);
        let body = encode(content, Algorithm::named("CRC32C").unwrap(), Some(Box::new(chain))).unwrap();
        let announced = body.remaining();
        let found = body.into_stream().collect().await.unwrap();
        let expected = [
            "10000;chunk-signature=b474d8862b1487a5145d686f57f013e54db672cee1c953b3010fb58501ef5aa2\r\n",
            &"a".repeat(65_536),
            "\r\n400;chunk-signature=1c1344b170168f8e65b41376b44b20fe354e373826ccbbe2c1d40a8cae51e5c7\r\n",
            &"a".repeat(1_024),
            "\r\n0;chunk-signature=2ca2aba2005185cf7159c6277faf83795951dd77a3a99e6e65d5c9f85863f992\r\n",
            "x-amz-checksum-crc32c:sOO8/Q==\r\n",
            "x-amz-trailer-signature:d81f82fc3505edab99d459891051a732e8730629a2e4a59689829ca17fe2e435\r\n\r\n",
        ]
        .concat();
        assert!(found == expected, "{}", String::from_utf8_lossy(&found).replace("aaaa", ""));
        assert_eq!(announced, Some(found.len() as u64));
    }
}
