//! Who may call what: every scheme of the model, on every kind of operation, by what a request has.

use std::sync::Arc;

use http::{HeaderName, HeaderValue, Request, Response};
use tower_service::Service as _;
use whitesmith::auth::ApiKeyLocation;
use whitesmith::operation::OperationTrait;
use whitesmith::schema::{Kind, Schema, Trait, prelude};
use whitesmith::{
    AuthScheme, ByteStream, CommonError, Error, Identity, Operation, OperationSchema, ServiceSchema, Unit,
};
use whitesmith_http::Body;
use whitesmith_http::body::collect;
use whitesmith_server::auth::{
    AccessKey, ApiKey, AuthRequest, Authenticator, Basic, Bearer, Outcome, SecretKey, SigV4, Verdict,
};
use whitesmith_server::{Dispatch, Handler, Server};

static CONTENT: Schema = Schema::simple("a#Content", Kind::Blob).with(&[Trait::Streaming]);

/// Bytes that stream.
struct Content {
    content: ByteStream,
}
whitesmith::structure! { Content: CONTENTS = "a#Contents" { 0 content: "content" => CONTENT [Trait::HttpPayload] } }

/// Whom the handler was called for.
struct Who {
    name: Option<String>,
    scheme: Option<String>,
}
whitesmith::structure! {
    Who: WHO = "a#Who" { 0 name: "name" => prelude::STRING, 1 scheme: "scheme" => prelude::STRING }
}

#[derive(Debug)]
enum Failure {
    Other(Error),
}
whitesmith::operation_error! { Failure {} }

/// Operations that say who calls: a type, a path, and what the model says.
macro_rules! operations {
    ($($name:ident $input:ty: $schema:path, $uri:literal $([$($builder:tt)*])?;)*) => {
        $(
            struct $name;
            impl Operation for $name {
                type Input = $input;
                type Output = Who;
                type Error = Failure;
                const SCHEMA: &'static OperationSchema = {
                    static SCHEMA: OperationSchema =
                        OperationSchema::new(concat!("a#", stringify!($name)), &$schema, &WHO)
                            .http("POST", $uri, 200)$($($builder)*)?;
                    &SCHEMA
                };
            }
        )*
        static SERVICE: ServiceSchema = ServiceSchema {
            id: "a#Doors",
            version: "1",
            protocols: &["aws.protocols#restJson1"],
            auth: &[AuthScheme::SigV4 { name: "doors" }, AuthScheme::HttpBearer],
            traits: &[],
        };
        struct Doors;
        impl Dispatch for Doors {
            type Service = ();
            const SCHEMA: &'static ServiceSchema = &SERVICE;
            fn handlers() -> Vec<Handler<()>> {
                vec![$(Handler::new::<$name, _, _>(who::<$input>)),*]
            }
        }
    };
}

operations! {
    Plain Unit: prelude::UNIT, "/plain" [.with(&[OperationTrait::UnitInput])];
    Optional Unit: prelude::UNIT, "/optional" [.with(&[OperationTrait::UnitInput, OperationTrait::OptionalAuth])];
    Nobody Unit: prelude::UNIT, "/nobody" [.with(&[OperationTrait::UnitInput]).auth(&[])];
    User Unit: prelude::UNIT, "/user" [.with(&[OperationTrait::UnitInput]).auth(&[AuthScheme::HttpBasic])];
    InHeader Unit: prelude::UNIT, "/header" [.with(&[OperationTrait::UnitInput]).auth(&[
        AuthScheme::HttpApiKey { location: ApiKeyLocation::Header, name: "X-Api-Key", scheme: None },
    ])];
    InAuthorization Unit: prelude::UNIT, "/authorization" [.with(&[OperationTrait::UnitInput]).auth(&[
        AuthScheme::HttpApiKey { location: ApiKeyLocation::Header, name: "Authorization", scheme: Some("ApiKey") },
    ])];
    InQuery Unit: prelude::UNIT, "/query" [.with(&[OperationTrait::UnitInput]).auth(&[
        AuthScheme::HttpApiKey { location: ApiKeyLocation::Query, name: "key", scheme: None },
    ])];
    Own Unit: prelude::UNIT, "/own" [.with(&[OperationTrait::UnitInput]).auth(&[AuthScheme::Other("a#handshake")])];
    Upload Content: CONTENTS, "/upload" [.with(&[OperationTrait::UnsignedPayload])];
}

/// Reads a body that streams to its end.
trait Read: Send {
    fn read(self) -> impl Future<Output = Result<(), Error>> + Send;
}
impl Read for Unit {
    async fn read(self) -> Result<(), Error> {
        Ok(())
    }
}
impl Read for Content {
    async fn read(self) -> Result<(), Error> {
        match self.content.collect().await {
            Ok(_) => Ok(()),
            Err(error) => Err(CommonError::RequestAbortedException.message(error.to_string())),
        }
    }
}

async fn who<T: Read>(_: Arc<()>, request: whitesmith::Request<T>) -> Result<Who, Failure> {
    let identity = request.identity().cloned();
    request.into_input().read().await?;
    Ok(Who {
        name: identity.as_ref().map(|identity| identity.name().into()),
        scheme: identity.and_then(|identity| identity.scheme()).map(|scheme| scheme.id().into()),
    })
}

/// An authenticator of a scheme that the model defines itself.
struct Handshake;
impl Authenticator for Handshake {
    fn scheme(&self) -> &'static str {
        "a#handshake"
    }
    fn authenticate<'a>(&'a self, request: AuthRequest<'a>) -> Verdict<'a> {
        let hand = request.head.headers.get("x-hand").map(HeaderValue::as_bytes);
        let outcome = match hand {
            None => Ok(Outcome::Absent),
            Some(b"right") => Ok(Outcome::Caller(Identity::new("friend"))),
            Some(_) => Err(CommonError::AccessDeniedException.message("The other hand.")),
        };
        Box::pin(std::future::ready(outcome))
    }
}

fn closed() -> Server<Doors> {
    Server::new(())
}

fn open() -> Server<Doors> {
    let keys = |key: &AccessKey<'_>| (key.id == "AKID").then(|| SecretKey::new("secret", Identity::new("signer")));
    let known = |secret: &str| (secret == "right").then(|| Identity::new("bearer"));
    closed()
        .authenticate(SigV4::new(keys).clock(|| std::time::UNIX_EPOCH + std::time::Duration::from_secs(1_440_938_160)))
        .authenticate(Bearer::new(known))
        .authenticate(
            Basic::new(|user: &str, password: &str| (password == "r:ght").then(|| Identity::new(user))).realm("a\"b"),
        )
        .authenticate(ApiKey::new(known))
        .authenticate(Handshake)
}

async fn send(server: &Server<Doors>, text: &str) -> (Response<()>, String) {
    let (head, body) = text.split_once("\n\n").unwrap_or((text, ""));
    let mut lines = head.lines();
    let mut request = Request::new(Body::from(body.as_bytes().to_vec()));
    *request.method_mut() = http::Method::POST;
    *request.uri_mut() = lines.next().unwrap().parse().unwrap();
    for line in lines {
        let (name, value) = line.split_once(": ").unwrap();
        if name == "layer" {
            request.extensions_mut().insert(Identity::new(value));
            continue;
        }
        request.headers_mut().append(name.parse::<HeaderName>().unwrap(), HeaderValue::from_str(value).unwrap());
    }
    let (head, body) = server.clone().call(request).await.unwrap().into_parts();
    let body = collect(body, usize::MAX).await.unwrap();
    (Response::from_parts(head, ()), String::from_utf8_lossy(&body).into_owned())
}

/// What a request is answered: the caller by name and scheme, or the error with its status and challenges.
async fn check(server: &Server<Doors>, text: &str, expected: &str) {
    let (head, body) = send(server, text).await;
    let header = |name| {
        let values = head.headers().get_all(name).iter().filter_map(|value| value.to_str().ok());
        values.collect::<Vec<_>>().join("; ")
    };
    let found = if head.status() == 200 {
        body.replace("{\"name\":\"", "").replace("\",\"scheme\":\"", " by ").replace("\"}", "")
    } else {
        format!("{} {} {}", head.status().as_u16(), header("x-amzn-errortype"), header("www-authenticate"))
    };
    assert_eq!(found.trim_end(), expected, "{text}\n{body}");
}

#[tokio::test]
async fn every_scheme() {
    let server = open();
    let bearer = "bearer by smithy.api#httpBearerAuth";
    let key = "bearer by smithy.api#httpApiKeyAuth";
    let missing = "403 MissingAuthenticationToken";
    for (text, expected) in [
        ("/plain", "401 MissingAuthenticationToken Bearer"),
        ("/plain\nauthorization: Bearer right", bearer),
        ("/plain\nauthorization: bearer  right", bearer),
        ("/plain\nauthorization: Bearer wrong", "401 UnrecognizedClientException Bearer"),
        ("/plain\nauthorization: Bearer", "401 UnrecognizedClientException Bearer"),
        ("/plain\nauthorization: Basic cmlnaHQ6cmlnaHQ=", "401 MissingAuthenticationToken Bearer"),
        ("/plain\nauthorization: Bearer right\nauthorization: Bearer right", "400 IncompleteSignature"),
        ("/plain\nauthorization: AWS4-HMAC-SHA256 a", "400 IncompleteSignature"),
        // Wrong credentials are not no credentials.
        ("/optional", "{}"),
        ("/optional\nauthorization: Bearer right", bearer),
        ("/optional\nauthorization: Bearer wrong", "401 UnrecognizedClientException Bearer"),
        ("/nobody", "{}"),
        ("/nobody\nauthorization: Bearer right", "{}"),
        ("/user", "401 MissingAuthenticationToken Basic realm=\"ab\", charset=\"UTF-8\""),
        ("/user\nauthorization: Bearer right", "401 MissingAuthenticationToken Basic realm=\"ab\", charset=\"UTF-8\""),
        ("/user\nauthorization: Basic bWU6cjpnaHQ=", "me by smithy.api#httpBasicAuth"),
        ("/user\nauthorization: Basic bWU6", "401 UnrecognizedClientException Basic realm=\"ab\", charset=\"UTF-8\""),
        ("/user\nauthorization: Basic bWU", "401 UnrecognizedClientException Basic realm=\"ab\", charset=\"UTF-8\""),
        ("/header", missing),
        ("/header\nx-api-key: right", key),
        ("/header\nx-api-key: wrong", "403 UnrecognizedClientException"),
        ("/header\nx-api-key: right\nx-api-key: right", "400 IncompleteSignature"),
        ("/authorization", "401 MissingAuthenticationToken ApiKey"),
        ("/authorization\nauthorization: ApiKey right", key),
        ("/authorization\nauthorization: Bearer right", "401 MissingAuthenticationToken ApiKey"),
        ("/query", missing),
        ("/query?key=right", key),
        ("/query?k%65y=%72ight", key),
        ("/query?key=wrong", "403 UnrecognizedClientException"),
        ("/query?key=right&key=right", "400 IncompleteSignature"),
        ("/query?key=%FF", "400 IncompleteSignature"),
        ("/own", missing),
        ("/own\nx-hand: right", "friend by a#handshake"),
        ("/own\nx-hand: left", "403 AccessDeniedException"),
        // Where there is no operation, nobody is asked.
        ("/other", "404 UnknownOperationException"),
        // A layer in front knows the caller.
        ("/plain\nlayer: proxy", "{\"name\":\"proxy"),
        ("/own\nlayer: proxy", "{\"name\":\"proxy"),
    ] {
        check(&server, text, expected.trim_start_matches("{\"name\":\"")).await;
    }
}

#[tokio::test]
async fn a_forgotten_authenticator_opens_nothing() {
    let without = closed().without_authentication();
    let denied = "403 AccessDeniedException";
    for (path, closed_says) in [
        ("/plain", denied),
        ("/optional", "{}"),
        ("/nobody", "{}"),
        ("/user", denied),
        ("/header", denied),
        ("/query", denied),
        ("/own", denied),
        ("/upload", denied),
    ] {
        check(&closed(), path, closed_says).await;
        check(&closed(), &format!("{path}\nauthorization: Bearer right\nx-hand: right"), closed_says).await;
        check(&without, path, "{}").await;
    }
}

/// A request to stream a body, signed with its digest or without; the signatures were made by botocore.
#[tokio::test]
async fn streamed_bodies() {
    let server = open().body_limit(16);
    let signed = |headers: &str, names: &str, signature: &str, body: &str| {
        format!(
            "/upload\nhost: doors.example.com\nx-amz-date: 20150830T123600Z{headers}\nauthorization: AWS4-HMAC-SHA256 \
             Credential=AKID/20150830/us-east-1/doors/aws4_request, SignedHeaders={names}, Signature={signature}\n\n{body}"
        )
    };
    let by_digest = "c4f4732466e48e44a4d2bc62f670fc6ab5dd26b92196f7086e70fd9b9bb7d643";
    let unsigned = "cedfded8b21eeb9bb11cdc14a99eaaf3379e0b3d9206bedf21f6a0d519a921de";
    let by_body = "ffbe4638388fcaaa44ddfce984fa527117a8edd25aef61a2f2230a9f296c0f72";
    let silently_unsigned = "eb52d51af08404d582c31a183ec5e5ee5e4353b90c5d3c94569e13e4e8eb4da8";
    let digest = "\nx-amz-content-sha256: 44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072";
    let names = "host;x-amz-content-sha256;x-amz-date";
    let caller = "signer by aws.auth#sigv4";
    for (text, expected) in [
        // Longer than what may be held in memory: it is checked as it streams.
        (signed(digest, names, by_digest, "Welcome to Amazon S3."), caller),
        (signed(digest, names, by_digest, "Welcome to Amazon S4."), "400 RequestAbortedException"),
        (signed("\nx-amz-content-sha256: UNSIGNED-PAYLOAD", names, unsigned, "any body of any length"), caller),
        // Nothing says what was signed: the body is needed.
        (signed("", "host;x-amz-date", by_body, "Welcome!"), caller),
        (signed("", "host;x-amz-date", by_body, "Welcome?"), "403 InvalidSignatureException"),
        (signed("", "host;x-amz-date", by_body, "Welcome, wherever you are."), "413 RequestEntityTooLargeException"),
        (signed("", "host;x-amz-date", silently_unsigned, "Welcome!"), caller),
    ] {
        check(&server, &text, expected).await;
    }
}
