//! Signatures are those of the AWS documentation, and those of the AWS SDK's own crate.

use std::time::UNIX_EPOCH;

use aws_sigv4::http_request::{
    PayloadChecksumKind, PercentEncodingMode, SignableBody, SignableRequest, SignatureLocation, SigningSettings,
    UriPathNormalizationMode,
};
use proptest::prelude::*;

use super::*;

const SECRET: &str = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

fn scope(style: Style) -> Scope<'static> {
    let time = UNIX_EPOCH + Duration::from_secs(1_440_938_160);
    Scope { region: "us-east-1", service: "service", time, style }
}

fn head(method: &str, uri: &str, headers: &[(&str, &str)]) -> Parts {
    let mut request = Request::builder().method(method).uri(uri);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    request.body(()).unwrap().into_parts().0
}

/// Requests of the documentation's test suite: example.amazonaws.com on 30 August 2015, 12:36:00.
#[test]
fn documented_signatures() {
    let form = ("content-type", "application/x-www-form-urlencoded");
    for (method, path, headers, body, signature) in [
        ("GET", "/", &[][..], "", "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31"),
        ("POST", "/", &[], "", "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b"),
        (
            "GET",
            "/?Param2=value2&Param1=value1",
            &[],
            "",
            "b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500",
        ),
        ("POST", "/", &[form], "Param1=value1", "ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a"),
        (
            "GET",
            "/",
            &[("my-header1", "value2"), ("my-header1", "value2"), ("my-header1", "value1")],
            "",
            "c9d5ea9f3f72853aea855b47ea873832890dbdd183b4468f858259531a5138ea",
        ),
        ("GET", "/example/..", &[], "", "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31"),
        ("GET", "//example//", &[], "", "9a624bd73a37c9a373b5312afbebe7a714a789de108f0bdfe846570885f57e84"),
    ] {
        let mut head = head(method, &format!("https://example.amazonaws.com{path}"), headers);
        let credentials = Credentials::new("AKIDEXAMPLE", SECRET);
        sign(&mut head, Payload::Bytes(body.as_bytes()), &credentials, &scope(Style::Standard)).unwrap();
        let found = head.headers[AUTHORIZATION].to_str().unwrap();
        let start = "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, SignedHeaders=";
        assert!(found.starts_with(start), "{found}");
        assert!(found.ends_with(&format!(", Signature={signature}")), "{method} {path}: {found}");
    }
}

/// The same request, signed by the AWS SDK's crate.
fn theirs(
    head: &Parts,
    payload: Payload<'_>,
    credentials: &Credentials,
    scope: &Scope<'_>,
    expires: Option<Duration>,
) -> Parts {
    let identity = aws_credential_types::Credentials::new(
        credentials.access_key_id(),
        credentials.secret_access_key(),
        credentials.session_token().map(Into::into),
        None,
        "test",
    )
    .into();
    let mut settings = SigningSettings::default();
    if scope.style == Style::S3 {
        settings.percent_encoding_mode = PercentEncodingMode::Single;
        settings.uri_path_normalization_mode = UriPathNormalizationMode::Disabled;
    }
    if expires.is_some() {
        settings.signature_location = SignatureLocation::QueryParams;
        settings.expires_in = expires;
    } else if scope.style == Style::S3 || !matches!(payload, Payload::Bytes(_)) {
        settings.payload_checksum_kind = PayloadChecksumKind::XAmzSha256;
    }
    let parameters = aws_sigv4::sign::v4::SigningParams::builder()
        .identity(&identity)
        .region(scope.region)
        .name(scope.service)
        .time(scope.time)
        .settings(settings)
        .build()
        .unwrap()
        .into();
    let headers: Vec<_> = head.headers.iter().map(|(name, value)| (name.as_str(), value.to_str().unwrap())).collect();
    let body = match payload {
        Payload::Bytes(bytes) => SignableBody::Bytes(bytes),
        Payload::Unsigned => SignableBody::UnsignedPayload,
        Payload::Pieces(what) => SignableBody::Precomputed(what.into()),
    };
    let signable = SignableRequest::new(head.method.as_str(), head.uri.to_string(), headers.into_iter(), body).unwrap();
    let (instructions, _) = aws_sigv4::http_request::sign(signable, &parameters).unwrap().into_parts();
    let mut request = Request::from_parts(head.clone(), ());
    instructions.apply_to_request_http1x(&mut request);
    request.into_parts().0
}

/// The parameters of a query in order: how they are ordered in the URI means nothing.
fn parameters(head: &Parts) -> Vec<String> {
    let mut parameters: Vec<String> = head.uri.query().unwrap_or_default().split('&').map(Into::into).collect();
    parameters.sort();
    parameters
}

#[test]
fn paths_are_normalized_like_the_sdk() {
    let (credentials, scope) = (Credentials::of("AKIDEXAMPLE", SECRET, None::<String>, None), scope(Style::Standard));
    for path in
        ["/", "//", "/.", "/..", "/a/", "/a/.", "/a/./", "/a/..", "/a/b/..", "/a//b", "/a/../b", "/a/.b", "/..a/."]
    {
        let request = head("GET", &format!("http://a.example{path}"), &[]);
        let (mut ours, theirs) = (request.clone(), theirs(&request, Payload::Bytes(b""), &credentials, &scope, None));
        sign(&mut ours, Payload::Bytes(b""), &credentials, &scope).unwrap();
        assert_eq!(ours.headers, theirs.headers, "{path}");
    }
}

/// What is signed is what is sent, also if it is not UTF-8.
#[test]
fn parameters_are_encoded_again() {
    for (query, expected) in
        [("b=%c3%a9&a", "a=&b=%C3%A9"), ("a=%41+~", "a=A%2B~"), ("a=%FF", "a=%FF"), ("a=%4", "a=%254")]
    {
        let request = head("GET", &format!("http://a.example/?{query}"), &[]);
        let canonical = Canonical::new(&request, Style::Standard, "", None).unwrap();
        assert_eq!(canonical.text.lines().nth(2), Some(expected), "{query}");
    }
}

proptest! {
    #[test]
    fn like_the_sdk(
        method in prop::sample::select(vec!["GET", "POST", "PUT", "DELETE"]),
        // What the client writes: segments and parameters in which everything but unreserved characters is encoded.
        segments in prop::collection::vec("([A-Za-z0-9._~-]|%[2-7][0-9A-F]|%C3%A9){0,6}", 0..5),
        pairs in prop::collection::vec(("([a-zA-Z0-9._~-]|%2F|%20){1,4}", "([a-zA-Z0-9._~-]|%25|%C3%A9|%3D){0,4}"), 0..4),
        headers in prop::collection::btree_map("x-[a-z]{1,4}", "[!-~]([ -~]{0,8}[!-~])?", 0..5),
        host in prop::sample::select(vec!["http://a.example", "https://a.example:443", "http://127.0.0.1:8080"]),
        body in prop::collection::vec(any::<u8>(), 0..100),
        (unsigned, s3, token) in (any::<bool>(), any::<bool>(), prop::option::of("[A-Za-z0-9/+=]{1,20}")),
        seconds in 0_u64..4_000_000_000,
    ) {
        let query: Vec<String> = pairs.iter().map(|(key, value)| format!("{key}={value}")).collect();
        let separator = if query.is_empty() { "" } else { "?" };
        let uri = format!("{host}/{}{separator}{}", segments.join("/"), query.join("&"));
        let headers: Vec<(&str, &str)> = headers.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let style = if s3 { Style::S3 } else { Style::Standard };
        let scope = Scope { time: UNIX_EPOCH + Duration::from_secs(seconds), ..scope(style) };
        let credentials = Credentials::of("AKIDEXAMPLE", SECRET, token, None);
        let payload = if unsigned { Payload::Unsigned } else { Payload::Bytes(&body) };
        let request = head(method, &uri, &headers);

        let (mut ours, theirs_signed) = (request.clone(), theirs(&request, payload, &credentials, &scope, None));
        sign(&mut ours, payload, &credentials, &scope).unwrap();
        prop_assert_eq!(&ours.headers, &theirs_signed.headers, "{}", uri);

        let expires = Duration::from_secs(seconds % 604_800);
        let (mut ours, theirs_signed) = (request.clone(), theirs(&request, payload, &credentials, &scope, Some(expires)));
        presign(&mut ours, payload, &credentials, &scope, expires).unwrap();
        prop_assert_eq!(parameters(&ours), parameters(&theirs_signed), "{}", uri);
    }
}
