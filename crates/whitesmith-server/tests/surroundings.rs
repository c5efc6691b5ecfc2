//! What surrounds a request: its id, its caller, its limits, and who hears of it.

#[expect(unreachable_pub, reason = "it stands in for the public items of generated crates")]
#[allow(dead_code, reason = "not all of it is used here")]
mod store;

use std::sync::{Arc, Mutex};
use std::time::Duration;

use http::{HeaderName, HeaderValue, Request, Response};
use store::{
    CopyError, CopyInput, CopyOutput, Echo, Find, FindError, FindInput, FindOutput, Ping, PingError, Server, Store,
};
use tower_service::Service as _;
use whitesmith::With as _;
use whitesmith::shape::Blank as _;
use whitesmith::{Identity, RequestId, Unit};
use whitesmith_http::Body;
use whitesmith_http::body::collect;
use whitesmith_server::{Finished, Observer, OperationLimits, Services};

/// Sends `METHOD path` with a header, if one is given.
async fn send<S: Store>(server: &Server<S>, line: &str, header: Option<(&str, &str)>, body: &str) -> Response<String> {
    let (method, uri) = line.split_once(' ').unwrap();
    let mut request = Request::new(Body::from(body.as_bytes().to_vec()));
    (*request.method_mut(), *request.uri_mut()) = (method.parse().unwrap(), uri.parse().unwrap());
    if !body.is_empty() {
        request.headers_mut().insert("content-type", HeaderValue::from_static("application/json"));
    }
    if let Some((name, value)) = header {
        match name {
            "layer" => drop(request.extensions_mut().insert(RequestId::new(value))),
            name => drop(request.headers_mut().insert(name.parse::<HeaderName>().unwrap(), value.parse().unwrap())),
        }
    }
    let (head, body) = server.clone().call(request).await.unwrap().into_parts();
    let body = collect(body, usize::MAX).await.unwrap();
    Response::from_parts(head, String::from_utf8_lossy(&body).into_owned())
}

/// Answers with what it knows of the request, or never.
struct Knows;
impl Store for Knows {
    async fn find(&self, request: whitesmith::Request<FindInput>) -> Result<FindOutput, FindError> {
        let id = request.request_id().unwrap_or_default().to_owned();
        Ok(FindOutput::blank().with(|output| output.text = Some(id)))
    }
    async fn copy(&self, _: whitesmith::Request<CopyInput>) -> Result<CopyOutput, CopyError> {
        std::future::pending().await
    }
    async fn ping(&self, _: whitesmith::Request<Unit>) -> Result<Unit, PingError> {
        std::future::pending().await
    }
}

const FIND: &str = "PUT /shelves/1/things/x?find";

#[tokio::test]
async fn request_ids() {
    let trusting = Server::new(Knows).accept_request_ids(HeaderName::from_static("x-request-id"));
    let long = "a".repeat(129);
    for (server, header, kept) in [
        (&Server::new(Knows), None, false),
        (&Server::new(Knows), Some(("x-request-id", "mine")), false),
        (&Server::new(Knows), Some(("layer", "mine")), true),
        (&trusting, None, false),
        (&trusting, Some(("x-request-id", "mine-1_2.3:4/5+6=")), true),
        (&trusting, Some(("layer", "mine")), true),
        (&trusting, Some(("x-request-id", "")), false),
        (&trusting, Some(("x-request-id", "a\tb")), false),
        (&trusting, Some(("x-request-id", "a\"b")), false),
        (&trusting, Some(("x-request-id", &long)), false),
    ] {
        let response = send(server, FIND, header, "{\"text\":\"\"}").await;
        let id = response.headers()["x-amzn-requestid"].to_str().unwrap();
        // The handler knows the same one.
        assert_eq!(response.body(), &format!("{{\"text\":\"{id}\"}}"), "{header:?}");
        match header.filter(|_| kept) {
            Some((_, given)) => assert_eq!(id, given),
            None => assert_eq!(id.len(), 36, "{header:?}"),
        }
    }
}

#[tokio::test(start_paused = true)]
async fn limits_of_operations() {
    let server = Server::new(Knows)
        .body_limit(30)
        .timeout(Duration::from_secs(5))
        .operation_limits::<Find>(OperationLimits::new().body(15))
        .operation_limits::<Ping>(OperationLimits::new().timeout(Duration::from_secs(1)));
    for (line, body, status, seconds) in [
        (FIND, "{\"text\":\"a\"}   ", 200, 0),
        (FIND, "{\"text\":\"a\"}    ", 413, 0),
        ("GET /ping", "", 503, 1),
        ("POST /copy", "a body that streams, and has no limit", 503, 5),
    ] {
        let begun = tokio::time::Instant::now();
        let header = (line == "POST /copy").then_some(("content-type", "text/plain"));
        let response = send(&server, line, header, body).await;
        assert_eq!((response.status().as_u16(), begun.elapsed().as_secs()), (status, seconds), "{line} {body}");
    }
}

/// Writes down what it hears.
#[derive(Clone, Default)]
struct Heard(Arc<Mutex<Vec<String>>>);
impl Observer for Heard {
    fn started(&self) {
        self.0.lock().unwrap().push("started".into());
    }
    fn finished(&self, it: &Finished<'_>) {
        assert_eq!(it.service.name(), "Store");
        assert!(it.request_id.len() == 36 && it.latency < Duration::from_secs(60));
        let operation = it.operation.map_or("-", |operation| operation.name());
        let (route, status) = (it.route().unwrap_or("-"), it.status.map_or(0, |status| status.as_u16()));
        let text = format!("{} {route} {operation} {status} {:?} {:?}", it.method, it.error, it.cause);
        self.0.lock().unwrap().push(text);
    }
}

#[tokio::test]
async fn observers() {
    let heard = Heard::default();
    let server = Server::new(Echo).observe(heard.clone()).health_paths("/live", "/ready");
    let find = "PUT /shelves/{shelf}/things/{path+}?find Find";
    let body = |text: &str| format!("{{\"text\":\"{text}\"}}");
    for (line, body, expected) in [
        (FIND, body("a"), format!("{find} 200 None None")),
        (FIND, body("missing"), format!("{find} 404 Some(\"NoSuchThing\") None")),
        (FIND, body("teapot"), format!("{find} 418 Some(\"Teapot\") None")),
        (
            FIND,
            body("secret"),
            format!(
                "{find} 500 Some(\"InternalFailure\") Some(\"the request could not be sent or answered: password\")"
            ),
        ),
        (FIND, body("panic"), format!("{find} 500 Some(\"InternalFailure\") Some(\"the handler panicked: asked to\")")),
        (FIND, "{}".into(), format!("{find} 400 Some(\"ValidationException\") None")),
        (FIND, "{".into(), format!("{find} 400 Some(\"SerializationException\") None")),
        ("GET /ping", String::new(), "GET /ping Ping 204 None None".into()),
        ("GET /absent", String::new(), "GET /absent Absent 501 Some(\"NotImplemented\") None".into()),
        ("GET /secret/path", String::new(), "GET - - 404 Some(\"UnknownOperationException\") None".into()),
    ] {
        let response = send(&server, line, None, &body).await;
        assert!(!response.body().contains("password"), "the client is told: {}", response.body());
        let said = std::mem::take(&mut *heard.0.lock().unwrap());
        assert_eq!(said, ["started".to_owned(), expected], "{line} {body}");
    }
    // A client that goes away is heard of as well.
    let server = Server::new(Knows).observe(heard.clone());
    let waiting = send(&server, "GET /ping", None, "");
    assert!(tokio::time::timeout(Duration::from_millis(1), waiting).await.is_err());
    assert_eq!(*heard.0.lock().unwrap(), ["started", "GET /ping Ping 0 None None"]);
}

#[tokio::test]
async fn health() {
    let server = Server::new(Echo).health_paths("/live", "/ready");
    for (line, ready, status) in [
        ("GET /live", true, 200),
        ("GET /ready", true, 200),
        ("HEAD /ready", true, 200),
        ("GET /ready?x", false, 503),
        ("GET /live", false, 200),
        ("POST /live", true, 404),
        ("GET /ping", false, 204),
    ] {
        server.health().set_ready(ready);
        assert_eq!(send(&server, line, None, "").await.status().as_u16(), status, "{line} {ready}");
    }
}

#[tokio::test]
async fn nothing_secret_is_printed() {
    let mut request = whitesmith::Request::new("input");
    request.headers_mut().insert("authorization", HeaderValue::from_static("Bearer hush"));
    let identity = Identity::new("me").with(String::from("hush"));
    let printed = format!("{request:?} {identity:?} {:?}", Server::new(Echo));
    assert!(printed.contains("authorization") && printed.contains("me") && !printed.contains("hush"), "{printed}");
}

#[tokio::test]
async fn services_on_one_port() {
    let (first, second) = (Server::new(Echo).body_limit(1), Server::new(Knows).body_limit(2));
    for (services, line, status) in [
        (Services::new(), "GET /ping", 404),
        (Services::new().with(first.clone()).with(second.clone()), "GET /ping", 204),
        (Services::new().with(first.clone()).with(second.clone()), "DELETE /ping", 405),
        (Services::new().with(first.clone()).with(second), "GET /pong", 404),
    ] {
        let (method, uri) = line.split_once(' ').unwrap();
        let request = Request::builder().method(method).uri(uri).body(Body::empty()).unwrap();
        assert_eq!(services.clone().call(request).await.unwrap().status().as_u16(), status, "{services:?} {line}");
    }
}
