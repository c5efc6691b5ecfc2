//! The feature `tracing`: each request is a span, and no member of a `@sensitive` shape is in any log, at any level,
//! wherever it stands in a request, and however wrong that is.

use std::collections::BTreeMap;
use std::io::Write;
use std::sync::{Arc, Mutex, PoisonError};

use http::{Request, StatusCode};
use hyper::client::conn::{http1, http2};
use hyper_util::rt::{TokioExecutor, TokioIo};
use tokio::net::{TcpListener, TcpStream};
use tracing_subscriber::fmt::format::FmtSpan;
use whitesmith::With as _;
use whitesmith::operation::ServiceTrait;
use whitesmith::schema::{Fault, Kind, Member, Schema, Trait, prelude};
use whitesmith::shape::Blank as _;
use whitesmith::{Error, Operation, OperationSchema, ServiceSchema};
use whitesmith_http::Body;
use whitesmith_http::body::collect;
use whitesmith_server::{Dispatch, Handler, Server};

static SECRET: Schema =
    Schema::simple("com.example#Secret", Kind::String).with(&[Trait::Sensitive, Trait::Pattern("^hush")]);
static SECRET_NUMBER: Schema = Schema::simple("com.example#SecretNumber", Kind::Integer).with(&[Trait::Sensitive]);
static SECRETS: Schema = Schema::list("com.example#Secrets", &[Member::new("member", &SECRET)]);
static SECRET_MAP: Schema =
    Schema::map("com.example#SecretMap", &[Member::new("key", &SECRET), Member::new("value", &prelude::STRING)])
        .with(&[Trait::Sensitive]);

#[derive(Clone)]
struct Card {
    number: Option<String>,
}
whitesmith::structure! {
    Card: CARD = "com.example#Card" { 0 number: "number" => prelude::STRING } [Trait::Sensitive]
}

/// A secret in every place that an input has.
#[derive(Clone)]
struct OpenInput {
    label: String,
    query: Option<String>,
    header: Option<String>,
    body: Option<String>,
    number: Option<i32>,
    list: Option<Vec<String>>,
    map: Option<BTreeMap<String, String>>,
    card: Option<Card>,
    open: Option<String>,
}
whitesmith::structure! {
    OpenInput: OPEN_INPUT = "com.example#OpenInput" {
        0 label: "label" => SECRET [Trait::Required, Trait::HttpLabel],
        1 query: "query" => SECRET [Trait::HttpQuery("query")],
        2 header: "header" => SECRET [Trait::HttpHeader("x-header")],
        3 body: "body" => SECRET,
        4 number: "number" => SECRET_NUMBER,
        5 list: "list" => SECRETS,
        6 map: "map" => SECRET_MAP,
        7 card: "card" => CARD,
        8 open: "open" => prelude::STRING,
    }
}

#[derive(Clone)]
struct OpenOutput {
    body: Option<String>,
}
whitesmith::structure! {
    OpenOutput: OPEN_OUTPUT = "com.example#OpenOutput" { 0 body: "body" => SECRET }
}

#[derive(Clone)]
struct Locked {
    message: Option<String>,
    body: Option<String>,
    metadata: whitesmith::ErrorMetadata,
}
whitesmith::error_structure! {
    Locked: LOCKED = "com.example#Locked" {
        0 message: "message" => prelude::STRING,
        1 body: "body" => SECRET,
    } [Trait::Error(Fault::Client), Trait::HttpError(423)] message message
}

#[derive(Debug)]
enum OpenError {
    Locked(Locked),
    Other(Error),
}
whitesmith::operation_error! { OpenError { 0 Locked } }

struct Open;
impl Operation for Open {
    type Input = OpenInput;
    type Output = OpenOutput;
    type Error = OpenError;
    const SCHEMA: &'static OperationSchema = &OPEN;
}
static OPEN: OperationSchema = OperationSchema::new("com.example#Open", &OPEN_INPUT, &OPEN_OUTPUT)
    .http("POST", "/vaults/{label}", 200)
    .errors(&[&LOCKED]);

static VAULT: ServiceSchema = ServiceSchema {
    id: "com.example#Vault",
    version: "2026-11-24",
    protocols: &["aws.protocols#restJson1"],
    auth: &[],
    traits: &[] as &[ServiceTrait],
};

struct Vault;

/// Logs all that it is given, and all that it answers.
fn open(request: whitesmith::Request<OpenInput>) -> Result<OpenOutput, OpenError> {
    tracing::trace!(?request, "asked");
    let input = request.into_input();
    tracing::trace!(?input);
    let answer = match input.open.as_deref() {
        Some("locked") => {
            let mut error = Locked::blank();
            (error.message, error.body) = (Some("it is locked".into()), input.body);
            Err(OpenError::Locked(error))
        }
        Some("panic") => panic!("cannot open {input:?}"),
        _ => Ok(OpenOutput::blank().with(|output| output.body = input.body)),
    };
    match &answer {
        Ok(output) => tracing::info!(?output),
        Err(error) => tracing::info!(?error, %error),
    }
    answer
}

struct Routes;
impl Dispatch for Routes {
    type Service = Vault;
    const SCHEMA: &'static ServiceSchema = &VAULT;
    fn handlers() -> Vec<Handler<Vault>> {
        vec![Handler::new::<Open, _, _>(|_, request| async { open(request) })]
    }
}

/// A log in memory.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);
impl Log {
    fn take(&self) -> String {
        let bytes = std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner));
        String::from_utf8(bytes).unwrap()
    }
}
impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(bytes);
        Ok(bytes.len())
    }
    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// Sends a request over a connection of its own; the status.
async fn send(address: std::net::SocketAddr, is_http2: bool, request: Request<Body>) -> StatusCode {
    let stream = TokioIo::new(TcpStream::connect(address).await.unwrap());
    let response = if is_http2 {
        let (mut sender, connection) = http2::handshake(TokioExecutor::new(), stream).await.unwrap();
        let connection = tokio::spawn(connection);
        let response = sender.send_request(request).await.unwrap();
        drop((sender, connection));
        response
    } else {
        let (mut sender, connection) = http1::handshake(stream).await.unwrap();
        tokio::spawn(connection);
        sender.send_request(request).await.unwrap()
    };
    let status = response.status();
    collect(response.into_body(), usize::MAX).await.unwrap();
    status
}

const WHOLE: &str = r#"{"body":"hush3","number":4848484,"list":["hush4"],"map":{"hush5":"hush6"},
    "card":{"number":"hush7"},"open":"seen"}"#;

/// Everything is logged that anything wants to: ours, hyper's and h2's, on both sides of the connection.
#[tokio::test]
async fn spans_without_secrets() {
    let log = Log::default();
    let writer = log.clone();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing::Level::TRACE)
        .with_span_events(FmtSpan::FULL)
        .with_ansi(false)
        .with_writer(move || writer.clone())
        .finish();
    let _guard = tracing::subscriber::set_default(subscriber);

    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let server = Server::<Routes>::new(Vault).accept_request_ids(http::HeaderName::from_static("x-id"));
    tokio::spawn(server.serve(listener));

    let (label, query, header) = ("/vaults/hush0", "hush1", "hush2");
    let with = |open: &str| WHOLE.replace("seen", open);
    for is_http2 in [false, true] {
        for (path, query, header, body, status, expected) in [
            (label, query, header, WHOLE.to_owned(), 200, &["operation=\"Open\"", "open: \"seen\""][..]),
            (label, query, header, with("locked"), 423, &["operation=\"Open\"", "error=\"Locked\"", "it is locked"]),
            (label, query, header, with("panic"), 500, &["error=\"InternalFailure\"", "ERROR", "cannot open"]),
            // What breaks a pattern, and what cannot be read.
            ("/vaults/not-hush", query, header, WHOLE.to_owned(), 400, &["error=\"ValidationException\""]),
            (label, "not-hush", header, WHOLE.to_owned(), 400, &["error=\"ValidationException\""]),
            (label, query, "not-hush", WHOLE.to_owned(), 400, &["error=\"ValidationException\""]),
            (label, query, header, with("x").replace("hush3", "not-hush"), 400, &["error=\"ValidationException\""]),
            (label, query, header, with("x").replace("4848484", "\"hush\""), 400, &["\"SerializationException\""]),
            (label, query, header, with("x").replace("\"hush3\"", "4848484"), 400, &["\"SerializationException\""]),
            (label, query, header, WHOLE.replace("\"hush7\"}", "\"hush7"), 400, &["\"SerializationException\""]),
            (label, query, header, WHOLE.replace("4848484", "4848484848484"), 400, &["\"SerializationException\""]),
            // Nothing is known of it, so all of it could be one.
            ("/hush/hush", query, header, WHOLE.to_owned(), 404, &["error=\"UnknownOperationException\""]),
        ] {
            let request = Request::post(format!("http://localhost{path}?query={query}"))
                .header("host", "localhost")
                .header("x-header", header)
                .header("x-id", "id-1")
                .header("content-type", "application/json")
                .body(Body::from(body.clone().into_bytes()))
                .unwrap();
            assert_eq!(send(address, is_http2, request).await, status, "{path} {query} {header} {body}");
            let text = log.take();
            let what = format!("HTTP/2: {is_http2}, {path} {query} {header} {body}:\n{text}");
            for secret in ["hush", "4848484"] {
                assert!(!text.contains(secret), "{secret}, {what}");
            }
            assert_eq!(text.contains("h2::"), is_http2, "{what}");
            let of_span = ["service=\"Vault\"", "request_id=\"id-1\"", "peer=127.0.0.1:", "latency_us="];
            let status = format!("status={status}");
            // The event of its end has all of the span.
            let end = |line: &&str| {
                let is_end = line.contains("whitesmith_server: answered") || line.contains("whitesmith_server: failed");
                is_end && of_span.iter().all(|field| line.contains(field)) && line.contains(&status)
            };
            assert_eq!(text.lines().filter(end).count(), 1, "{what}");
            // What a handler says is said of its operation.
            assert!(text.lines().filter(|line| line.contains("asked")).all(|line| line.contains("operation=\"Open\"")));
            for expected in expected {
                assert!(text.contains(expected), "{expected}, {what}");
            }
        }
    }
}
