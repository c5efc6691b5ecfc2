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
    if scope.style == Style::S3 || payload == Payload::Unsigned {
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
    };
    let signable = SignableRequest::new(head.method.as_str(), head.uri.to_string(), headers, body)?;
    let (instructions, _) = aws_sigv4::http_request::sign(signable, &parameters)?.into_parts();
    let mut request = http::Request::from_parts(head.clone(), ());
    instructions.apply_to_request_http1x(&mut request);
    *head = request.into_parts().0;
    Ok(())
}
