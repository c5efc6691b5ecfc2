//! The path of a request through a server: method, URI, headers, body.
//!
//! Two services are asked: one with every HTTP binding, and the invitations of Security Hub. Whatever is asked, there
//! is an answer, it is none of a server that failed, and a body that echoes is no longer than the request allows.
//!
//! `cargo +nightly fuzz run request -- -max_total_time=600 -rss_limit_mb=512 -timeout=5` in `crates/whitesmith-server`.

#![no_main]

#[path = "../../tests/store/mod.rs"]
#[allow(dead_code, unreachable_pub, reason = "it is shared with the tests of the server")]
mod store;

use arbitrary::Arbitrary;
use http::{HeaderName, HeaderValue, Method, Request, Uri};
use libfuzzer_sys::fuzz_target;
use tower_service::Service as _;
use whitesmith_http::Body;
use whitesmith_http::body::collect;

/// A request as bytes, with the parts that a fuzzer seldom finds by itself to choose from.
#[derive(Arbitrary, Debug)]
struct Input<'a> {
    invitations: bool,
    method: u8,
    path: u8,
    uri: &'a str,
    headers: Vec<(u8, &'a [u8])>,
    json: bool,
    body: &'a [u8],
}

const METHODS: [&str; 6] = ["GET", "POST", "PUT", "DELETE", "HEAD", "PATCH"];
const PATHS: [&str; 9] = [
    "",
    "/ping",
    "/copy",
    "/shelves/1/things/x?find",
    "/shelves/",
    "/invitations",
    "/invitations/delete",
    "/members",
    "/accounts",
];
const HEADERS: [&str; 9] = [
    "accept",
    "content-encoding",
    "content-length",
    "content-type",
    "x-amzn-requestid",
    "x-meta-a",
    "x-names",
    "x-since",
    "x-shelf",
];

/// A hub that has nothing: every request that is valid is answered with 501.
struct Empty;

impl securityhub::SecurityHub for Empty {}

fn request(input: &Input<'_>) -> Option<Request<Body>> {
    let uri = format!("{}{}", PATHS[usize::from(input.path) % PATHS.len()], input.uri);
    let mut request = Request::new(Body::from(input.body.to_vec()));
    *request.uri_mut() = uri.parse::<Uri>().ok()?;
    *request.method_mut() = METHODS[usize::from(input.method) % METHODS.len()].parse::<Method>().ok()?;
    for (name, value) in &input.headers {
        let name = HeaderName::from_static(HEADERS[usize::from(*name) % HEADERS.len()]);
        request.headers_mut().append(name, HeaderValue::from_bytes(value).ok()?);
    }
    if input.json {
        request.headers_mut().insert("content-type", HeaderValue::from_static("application/json"));
    }
    Some(request)
}

fuzz_target!(|input: Input<'_>| {
    let Some(request) = request(&input) else { return };
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
    runtime.block_on(async {
        let response = if input.invitations {
            securityhub_server::Server::new(Empty).without_authentication().call(request).await
        } else {
            store::Server::new(store::Echo).without_authentication().call(request).await
        };
        let (head, body) = response.expect("a server answers").into_parts();
        // The store fails where it is told to, by the text of the request.
        let told = ["panic", "secret"].iter().any(|word| input.body.windows(word.len()).any(|at| at == word.as_bytes()));
        assert!(head.status.as_u16() != 500 || told, "{:?}", head);
        let body = collect(body, usize::MAX).await.expect("the body of a response");
        assert!(body.len() < 64 * 1024 + 32 * input.body.len(), "{} bytes", body.len());
    });
});
