//! A generated server among others: layers around it, inside of axum, several on one port, over TLS, without a socket.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::routing::get;
use http::{HeaderName, HeaderValue, Method, Request, Response, StatusCode};
use securityhub::operation::{GetInvitationsCountError, GetInvitationsCountInput, GetInvitationsCountOutput};
use securityhub::{Request as Call, SecurityHub, With};
use securityhub_server::Server;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;
use tower::{Service, ServiceExt as _};
use tower_http::cors::CorsLayer;
use tower_http::set_header::SetResponseHeaderLayer;
use whitesmith::Identity;
use whitesmith_examples::access_log::AccessLog;
use whitesmith_examples::metrics::Metrics;
use whitesmith_server::auth::{AccessKey, SigV4};
use whitesmith_server::{Connections, Services, serve};

/// Says how many invitations there are: the number it was made with, or one that a layer has put beside the request.
struct Count(i32);

#[derive(Clone)]
struct Override(i32);

impl SecurityHub for Count {
    async fn get_invitations_count(
        &self,
        request: Call<GetInvitationsCountInput>,
    ) -> Result<GetInvitationsCountOutput, GetInvitationsCountError> {
        let number = request.extensions().get::<Override>().map_or(self.0, |number| number.0);
        Ok(GetInvitationsCountOutput::default().with(|output| output.invitations_count = Some(number)))
    }
}

fn count(number: i32) -> Server<Count> {
    Server::new(Count(number)).without_authentication()
}

const COUNT: &str = "/invitations/count";

/// Calls a service without a socket, as AWS Lambda does; its status and body.
async fn call<S, B>(service: &S, uri: &str) -> (Response<()>, String)
where
    S: Service<Request<axum::body::Body>, Response = Response<B>, Error: std::fmt::Debug> + Clone,
    B: http_body::Body<Data = axum::body::Bytes, Error: Into<axum::BoxError>> + Send + 'static,
{
    let request = Request::get(uri).body(axum::body::Body::empty()).unwrap();
    let (head, body) = service.clone().oneshot(request).await.unwrap().into_parts();
    let body = axum::body::to_bytes(axum::body::Body::new(body), usize::MAX).await.unwrap();
    (Response::from_parts(head, ()), String::from_utf8_lossy(&body).into_owned())
}

#[tokio::test]
async fn layers_of_tower_http() {
    let layer = SetResponseHeaderLayer::overriding(HeaderName::from_static("x-frame"), HeaderValue::from_static("no"));
    let cors = CorsLayer::new().allow_methods([Method::GET]);
    let add = tower::util::MapRequestLayer::new(|mut request: Request<axum::body::Body>| {
        request.extensions_mut().insert(Override(9));
        request
    });
    let service = tower::ServiceBuilder::new().layer(layer).layer(cors).layer(add).service(count(1));
    let (head, body) = call(&service, COUNT).await;
    assert_eq!((head.status(), body.as_str()), (StatusCode::OK, "{\"InvitationsCount\":9}"));
    assert_eq!(head.headers()["x-frame"], "no");
}

#[tokio::test]
async fn inside_of_axum() {
    let app =
        Router::new().route("/hello", get(async || "hello")).nest_service("/hub", count(2)).fallback_service(count(1));
    for (uri, status, expected) in [
        ("/hello", 200, "hello"),
        (COUNT, 200, "{\"InvitationsCount\":1}"),
        // Nested, the path is what is left of it.
        ("/hub/invitations/count", 200, "{\"InvitationsCount\":2}"),
        ("/nothing", 404, "no operation"),
    ] {
        let (head, body) = call(&app, uri).await;
        assert!(head.status() == status && body.contains(expected), "{uri}: {head:?} {body}");
    }
}

/// Behind a layer that knows the caller, no signature is needed.
#[tokio::test]
async fn a_layer_authenticates() {
    let nobody = |_: &AccessKey<'_>| None;
    let server = Server::new(Count(3)).authenticate(SigV4::new(nobody));
    assert_eq!(call(&server, COUNT).await.0.status(), 403);
    let layer = tower::util::MapRequestLayer::new(|mut request: Request<axum::body::Body>| {
        request.extensions_mut().insert(Identity::new("gateway"));
        request
    });
    let service = tower::ServiceBuilder::new().layer(layer).service(server);
    assert_eq!(call(&service, COUNT).await.0.status(), 200);
}

/// Serves on a free port, asks with what is given to it, and returns what was answered.
async fn over_tcp<S, B>(service: S, request: &str) -> String
where
    S: Service<
            Request<whitesmith_server::serve::RequestBody>,
            Response = Response<B>,
            Error = std::convert::Infallible,
        > + Clone
        + Send
        + 'static,
    S::Future: Send,
    B: http_body::Body + Unpin + Send + 'static,
    B::Data: Send,
    B::Error: Into<axum::BoxError>,
{
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let running = tokio::spawn(serve(service, listener, std::future::pending(), Connections::default()));
    let mut stream = tokio::net::TcpStream::connect(address).await.unwrap();
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    running.abort();
    answer
}

#[tokio::test]
async fn several_services_on_one_port() {
    let request = format!("GET {COUNT} HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n");
    // Two of the same model: the first has the operation.
    let services = Services::new().with(count(4)).with(count(5));
    assert!(over_tcp(services, &request).await.ends_with("{\"InvitationsCount\":4}"));
    let app = Router::new().route("/hello", get(async || "hello")).fallback_service(count(6));
    assert!(over_tcp(app, &request).await.ends_with("{\"InvitationsCount\":6}"));
    let limited = tower::ServiceBuilder::new()
        .layer(tower_http::timeout::TimeoutLayer::with_status_code(StatusCode::REQUEST_TIMEOUT, Duration::from_secs(9)))
        .service(count(7));
    assert!(over_tcp(limited, &request).await.ends_with("{\"InvitationsCount\":7}"));
}

/// A place that text is written to.
#[derive(Clone, Default)]
struct Page(Arc<Mutex<Vec<u8>>>);
impl std::io::Write for Page {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }
    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[tokio::test]
async fn metrics_and_an_access_log() {
    let (metrics, page) = (Metrics::default(), Page::default());
    let server = count(8).observe(metrics.clone()).observe(AccessLog::new(page.clone()));
    for uri in [COUNT, COUNT, "/members", "/secret?token=hush"] {
        call(&server, uri).await;
    }
    let text = metrics.text();
    for line in [
        "requests_in_flight 0",
        "requests_total{operation=\"GetInvitationsCount\",code=\"ok\"} 2",
        "requests_total{operation=\"ListMembers\",code=\"NotImplemented\"} 1",
        "requests_total{operation=\"unknown\",code=\"UnknownOperationException\"} 1",
        "request_seconds_bucket{operation=\"GetInvitationsCount\",le=\"+Inf\"} 2",
        "request_seconds_count{operation=\"GetInvitationsCount\"} 2",
    ] {
        assert!(text.lines().any(|found| found == line), "{line}\n{text}");
    }
    let log = String::from_utf8(page.0.lock().unwrap().clone()).unwrap();
    let lines: Vec<&str> = log.lines().collect();
    assert_eq!(lines.len(), 4);
    assert!(lines[0].starts_with("peer=- caller=- operation=GetInvitationsCount status=200 us="), "{log}");
    assert!(
        lines[3].contains("operation=- status=404") && lines[3].ends_with("error=UnknownOperationException"),
        "{log}"
    );
    assert!(!log.contains("hush"), "{log}");
}
