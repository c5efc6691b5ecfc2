//! Checksums of requests
//! ([httpChecksumRequired](https://smithy.io/2.0/spec/http-bindings.html#httpchecksumrequired-trait)).

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use http::{HeaderName, HeaderValue, Request};
use whitesmith::OperationSchema;
use whitesmith::operation::OperationTrait;
use whitesmith_http::Body;

const CONTENT_MD5: HeaderName = HeaderName::from_static("content-md5");

/// Adds the checksum that the operation requires, unless the caller gave one. It is that of the bytes as they are
/// sent; a body that is not in memory has none, because the header goes before it.
pub(crate) fn add(operation: &OperationSchema, request: &mut Request<Body>) {
    if !operation.has(OperationTrait::HttpChecksumRequired) || request.headers().contains_key(CONTENT_MD5) {
        return;
    }
    let Some(bytes) = request.body().as_bytes() else { return };
    if let Ok(checksum) = HeaderValue::try_from(BASE64.encode(*::md5::compute(bytes))) {
        request.headers_mut().insert(CONTENT_MD5, checksum);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use whitesmith::schema::prelude::UNIT;

    static REQUIRED: OperationSchema =
        OperationSchema::new("a#A", &UNIT, &UNIT).with(&[OperationTrait::HttpChecksumRequired]);
    static NOT_REQUIRED: OperationSchema = OperationSchema::new("a#A", &UNIT, &UNIT);

    #[test]
    fn added() {
        let body = br#"{"foo":"base64 encoded md5 checksum"}"#;
        for (operation, given, expected) in [
            (&REQUIRED, None, Some("iB0/3YSo7maijL0IGOgA9g==")),
            (&REQUIRED, Some("given"), Some("given")),
            (&NOT_REQUIRED, None, None),
        ] {
            let mut request = Request::new(Body::from(body.to_vec()));
            if let Some(given) = given {
                request.headers_mut().insert(CONTENT_MD5, HeaderValue::from_static(given));
            }
            add(operation, &mut request);
            assert_eq!(request.headers().get(CONTENT_MD5).map(HeaderValue::as_bytes), expected.map(str::as_bytes));
        }
    }
}
