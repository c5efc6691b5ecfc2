//! AWS Signature Version 4A, whose signatures are asymmetric and hold in several Regions: by the crate of the AWS SDK.

use aws_sigv4::http_request::{
    PayloadChecksumKind, PercentEncodingMode, SignableBody, SignableRequest, SigningSettings, UriPathNormalizationMode,
};
use aws_sigv4::sign::v4a;
use http::request::Parts;
use whitesmith::error::BoxError;

use super::{Payload, Scope, Style};
use crate::auth::credentials::Credentials;

/// Signs a request for the Regions of a scope: one, several with commas between, or `*`.
pub(super) fn sign(
    head: &mut Parts,
    payload: Payload<'_>,
    credentials: &Credentials,
    scope: &Scope<'_>,
) -> Result<(), BoxError> {
    let identity = aws_credential_types::Credentials::new(
        credentials.access_key_id(),
        credentials.secret_access_key(),
        credentials.session_token().map(Into::into),
        credentials.expires_at(),
        "whitesmith",
    )
    .into();
    let mut settings = SigningSettings::default();
    if scope.style == Style::S3 {
        settings.percent_encoding_mode = PercentEncodingMode::Single;
        settings.uri_path_normalization_mode = UriPathNormalizationMode::Disabled;
    }
    if scope.style == Style::S3 || !matches!(payload, Payload::Bytes(_)) {
        settings.payload_checksum_kind = PayloadChecksumKind::XAmzSha256;
    }
    let parameters = v4a::SigningParams::builder()
        .identity(&identity)
        .region_set(scope.region)
        .name(scope.service)
        .time(scope.time)
        .settings(settings)
        .build()?
        .into();
    let headers = head.headers.iter().filter_map(|(name, value)| Some((name.as_str(), value.to_str().ok()?)));
    let body = match payload {
        Payload::Bytes(bytes) => SignableBody::Bytes(bytes),
        Payload::Unsigned => SignableBody::UnsignedPayload,
        Payload::Pieces(what) => SignableBody::Precomputed(what.into()),
    };
    let signable = SignableRequest::new(head.method.as_str(), head.uri.to_string(), headers, body)?;
    let (instructions, _) = aws_sigv4::http_request::sign(signable, &parameters)?.into_parts();
    let mut request = http::Request::from_parts(head.clone(), ());
    instructions.apply_to_request_http1x(&mut request);
    *head = request.into_parts().0;
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, UNIX_EPOCH};

    use super::*;

    /// A signature is another one each time: what it says is not, and it can be checked only with the derived key.
    #[test]
    fn signed() {
        for (payload, style, hashed) in [
            (Payload::Bytes(b"{}"), Style::Standard, None),
            (Payload::Unsigned, Style::Standard, Some("UNSIGNED-PAYLOAD")),
            (Payload::Unsigned, Style::S3, Some("UNSIGNED-PAYLOAD")),
        ] {
            let request = http::Request::post("https://hub.example/a%20b?c=d").header("x-amz-meta", "1");
            let mut head = request.body(()).unwrap().into_parts().0;
            let credentials = Credentials::temporary("AKIDEXAMPLE", "secret", "token", None);
            let time = UNIX_EPOCH + Duration::from_secs(1_440_938_160);
            let scope = Scope { region: "us-east-1,eu-west-1", service: "hub", time, style };
            sign(&mut head, payload, &credentials, &scope).unwrap();
            let header = |name: &str| head.headers.get(name).map(|value| value.to_str().unwrap());
            let found = header("authorization").unwrap();
            let start = "AWS4-ECDSA-P256-SHA256 Credential=AKIDEXAMPLE/20150830/hub/aws4_request, SignedHeaders=host;";
            assert!(found.starts_with(start) && found.contains(";x-amz-region-set;"), "{found}");
            assert_eq!(header("x-amz-region-set"), Some("us-east-1,eu-west-1"));
            assert_eq!(header("x-amz-security-token"), Some("token"));
            assert_eq!(header("x-amz-content-sha256"), hashed);
        }
    }
}
