//! Which authentication scheme a call uses, and what it adds to the request.

use std::future::Future;
use std::pin::Pin;
use std::sync::atomic::{AtomicU32, Ordering};

use http::Response;
use whitesmith::auth::ApiKeyLocation;
use whitesmith::error::BoxError;
use whitesmith::schema::prelude::UNIT;
use whitesmith::{AuthScheme, Error, Operation, OperationSchema, Request, ServiceSchema, Unit};
use whitesmith_client::auth::{Secret, SecretProvider};
use whitesmith_client::testing::{ManualTime, Replay};
use whitesmith_client::{Builder, Client};

#[derive(Debug)]
enum Failure {
    Other(Error),
}
whitesmith::operation_error! { Failure {} }

const QUERY: AuthScheme = AuthScheme::HttpApiKey { location: ApiKeyLocation::Query, name: "key", scheme: None };
const HEADER: AuthScheme =
    AuthScheme::HttpApiKey { location: ApiKeyLocation::Header, name: "x-key", scheme: Some("Key") };

/// Operations: a type, the schemes it takes, a path.
macro_rules! operations {
    ($($(#[$condition:meta])? $name:ident $schemes:expr, $uri:literal;)*) => {
        $(
            $(#[$condition])?
            struct $name;
            $(#[$condition])?
            impl Operation for $name {
                type Input = Unit;
                type Output = Unit;
                type Error = Failure;
                const SCHEMA: &'static OperationSchema = {
                    static SCHEMA: OperationSchema =
                        OperationSchema::new(concat!("a#", stringify!($name)), &UNIT, &UNIT)
                            .http("GET", $uri, 200)
                            .auth($schemes);
                    &SCHEMA
                };
            }
        )*
        static SERVICE: ServiceSchema = ServiceSchema {
            id: "a#Service",
            version: "1",
            protocols: &["aws.protocols#restJson1"],
            auth: &[],
            traits: &[],
        };
    };
}

operations! {
    TakesBearer &[AuthScheme::HttpBearer], "/";
    PrefersBasic &[AuthScheme::HttpBasic, AuthScheme::HttpBearer], "/";
    TakesQuery &[QUERY], "/?a=b";
    TakesHeader &[HEADER], "/";
    TakesNone &[], "/";
    TakesDigest &[AuthScheme::HttpDigest], "/";
    #[cfg(feature = "sigv4")]
    TakesSigV4 &[AuthScheme::SigV4 { name: "a" }], "/";
}

/// Gives two secrets, and no more.
struct Two(AtomicU32);

impl SecretProvider for Two {
    fn secret(&self) -> Pin<Box<dyn Future<Output = Result<Secret, BoxError>> + Send + '_>> {
        let count = self.0.fetch_add(1, Ordering::Relaxed);
        Box::pin(async move { if count < 2 { Ok(Secret::new(count.to_string())) } else { Err("no more".into()) } })
    }
}

fn builder(replay: &Replay) -> Builder<Client> {
    Builder::new(&SERVICE).endpoint("http://a.example").transport(replay.clone()).time(ManualTime::new())
}

async fn sent<O: Operation<Input = Unit>>(prepare: impl Fn(Builder<Client>) -> Builder<Client>) -> String {
    let replay = Replay::new([Response::new("")]);
    let client = prepare(builder(&replay)).build().unwrap();
    if let Err(error) = client.call::<O>(Request::new(Unit)).await {
        return error.to_string();
    }
    let request = replay.requests().remove(0);
    let header = |name: &str| {
        let value = request.headers().get(name)?;
        Some(format!("{value:?}={:?}", value.to_str().unwrap()))
    };
    let found = [header("authorization"), header("x-key"), request.uri().query().map(Into::into)];
    found.into_iter().flatten().collect::<Vec<String>>().join(" ")
}

#[tokio::test]
async fn schemes() {
    let all = |builder: Builder<Client>| builder.bearer_token("t").basic_auth("user", "pass").api_key("k/1");
    let token = |builder: Builder<Client>| builder.bearer_token(Secret::new("t"));
    // Values that nobody may see are marked so.
    assert_eq!(sent::<TakesBearer>(all).await, "Sensitive=\"Bearer t\"");
    assert_eq!(sent::<PrefersBasic>(all).await, "Sensitive=\"Basic dXNlcjpwYXNz\"");
    assert_eq!(sent::<PrefersBasic>(token).await, "Sensitive=\"Bearer t\"");
    assert_eq!(sent::<TakesQuery>(all).await, "a=b&key=k%2F1");
    assert_eq!(sent::<TakesHeader>(all).await, "Sensitive=\"Key k/1\"");
    for nothing in [
        sent::<TakesHeader>(token).await,
        sent::<TakesNone>(all).await,
        sent::<TakesDigest>(all).await,
        sent::<TakesBearer>(|builder| builder).await,
    ] {
        assert_eq!(nothing, "");
    }
    let error = sent::<TakesBearer>(|builder| builder.bearer_token("a\nb")).await;
    assert!(error.contains("it has a character that no header can hold"), "{error}");
}

/// A provider is asked in each attempt.
#[tokio::test]
async fn fresh_tokens() {
    let failed = || Response::builder().status(503).body("").unwrap();
    let replay = Replay::new([failed(), Response::new("")]);
    let client = builder(&replay).bearer_token(Two(0.into())).build().unwrap();
    client.call::<TakesBearer>(Request::new(Unit)).await.unwrap();
    let tokens: Vec<_> = replay.requests().iter().map(|request| request.headers()["authorization"].clone()).collect();
    assert_eq!(tokens, ["Bearer 0", "Bearer 1"]);
    let error = client.call::<TakesBearer>(Request::new(Unit)).await.unwrap_err().to_string();
    assert_eq!(
        error,
        "the request could not be built: it could not be said who calls, by smithy.api#httpBearerAuth: no more \
         (TakesBearer at a.example)"
    );
}

/// A client whose clock is wrong goes by the service's.
#[cfg(feature = "sigv4")]
#[tokio::test]
async fn clocks() {
    let refused = |date: &str| {
        let response = Response::builder().status(403).header("x-amzn-errortype", "RequestTimeTooSkewed");
        response.header("date", date).body("").unwrap()
    };
    let (late, later) = ("Thu, 01 Jan 1970 01:00:00 GMT", "Thu, 01 Jan 1970 02:00:00 GMT");
    for (answers, expected) in [
        // The client's time begins in 1970. What was corrected stays so for the next call.
        (
            vec![refused(late), Response::new(""), Response::new("")],
            "19700101T000000Z 19700101T010000Z | 19700101T010000Z",
        ),
        (
            vec![refused(late), refused(later), Response::new(""), Response::new("")],
            "19700101T000000Z 19700101T010000Z 19700101T020000Z | 19700101T020000Z",
        ),
        // The same time again has not helped before.
        (
            vec![refused(late), refused(late), Response::new("")],
            "19700101T000000Z 19700101T010000Z failed | 19700101T010000Z",
        ),
    ] {
        let replay = Replay::new(answers);
        let credentials = whitesmith_client::auth::credentials::Credentials::new("AKIDEXAMPLE", "secret");
        let client = builder(&replay).region("us-east-1").credentials(credentials).build().unwrap();
        let mut found: Vec<String> = Vec::new();
        let mut seen = 0;
        for _ in 0..2 {
            let result = client.call::<TakesSigV4>(Request::new(Unit)).await;
            let dates = replay.requests();
            let dates =
                dates[seen..].iter().map(|request| request.headers()["x-amz-date"].to_str().unwrap().to_owned());
            let mut words: Vec<String> = dates.collect();
            seen += words.len();
            words.extend(result.err().map(|_| "failed".to_owned()));
            found.push(words.join(" "));
        }
        assert_eq!(found.join(" | "), expected);
    }
}
