//! A client and a server that talk: over TCP, HTTP/1.1 and HTTP/2, and in one process.

#[expect(unreachable_pub, reason = "it stands in for the public items of generated crates")]
mod store;

use std::collections::BTreeMap;
use std::time::Duration;

use store::{Client, CopyInput, Echo, FindInput, Server, Store};
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use whitesmith::With as _;
use whitesmith::shape::Blank;
use whitesmith::{CommonError, ErrorKind, OperationError, Timestamp, Unit};
use whitesmith_client::HyperTransport;
use whitesmith_client::transport::TowerTransport;

fn input(text: &str) -> FindInput {
    let map = |pairs: &[(&str, &str)]| {
        pairs.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect::<BTreeMap<_, _>>()
    };
    FindInput::blank().with(|input| {
        input.shelf = -7;
        input.path = "a b/ü%2F/c".into();
        input.tags = Some(vec!["x&y".into(), String::new()]);
        input.since = Some(Timestamp::from_seconds(1_576_540_098));
        input.rest = Some(map(&[("tag", "beaten"), ("other", "1 + 1")]));
        input.names = Some(vec!["a,b".into(), "\"c\"".into()]);
        input.meta = Some(map(&[("one", "1"), ("two", "")]));
        input.token = Some("given".into());
        input.text = text.into();
        input.count = Some(201);
    })
}

/// What must hold however the two are connected.
async fn conversation(client: Client) {
    let output = client.find(input("hello").into()).await.unwrap();
    assert_eq!(output.status, Some(201));
    assert_eq!(output.names, input("").names);
    assert_eq!(output.meta, input("").meta);
    // All parameters are in the map of a server, those with a member of their own too.
    let mut expected = input("hello");
    let all = [("find", ""), ("other", "1 + 1"), ("tag", "x&y"), ("token", "given")];
    expected.rest = Some(all.map(|(key, value)| (key.into(), value.into())).into());
    assert_eq!(output.text, Some(format!("true {expected:?}")));

    let error = client.find(input("missing").into()).await.unwrap_err();
    assert!(error.to_string().starts_with("NoSuchThing: not here (status 404, request id "), "{error}");
    assert_eq!((error.status(), error.request_id().map(str::len)), (Some(404), Some(36)));
    assert!(matches!(error, store::FindError::NoSuchThing(error) if error.shelf == Some(-7)));

    for (text, status, code, message) in [
        ("panic", 500, "InternalFailure", None),
        ("secret", 500, "InternalFailure", None),
        ("slow down", 400, "ThrottlingException", Some("easy")),
        ("teapot", 418, "Teapot", Some("short and stout")),
        ("not me", 501, "NotImplemented", Some("Find is not implemented")),
    ] {
        let error = client.find(input(text).into()).await.unwrap_err();
        let other = error.other().unwrap();
        assert_eq!((other.kind(), other.status(), other.code()), (ErrorKind::Service, Some(status), Some(code)));
        assert_eq!((other.message(), other.request_id().map(str::len)), (message, Some(36)), "{text}");
    }

    let empty = client.find(FindInput { path: String::new(), ..input("") }.into()).await.unwrap_err();
    assert_eq!(empty.other().unwrap().kind(), ErrorKind::Construction);

    let content = vec![7; 3 << 20];
    let copied = client.copy(CopyInput { content: content.clone().into() }.into()).await.unwrap();
    assert_eq!(copied.content.collect().await.unwrap(), content);
    assert_eq!(client.ping(Unit.into()).await.unwrap(), Unit);
}

/// A server on a free port, and what stops it.
async fn serve() -> (String, oneshot::Sender<()>, tokio::task::JoinHandle<()>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let endpoint = format!("http://{}", listener.local_addr().unwrap());
    let (stop, stopped) = oneshot::channel();
    let server = Server::new(Echo).serve_with_shutdown(listener, async {
        let _ = stopped.await;
    });
    (endpoint, stop, tokio::spawn(server))
}

#[tokio::test(flavor = "multi_thread")]
async fn over_http_1() {
    let (endpoint, stop, served) = serve().await;
    conversation(Client::builder().endpoint(endpoint).build().unwrap()).await;
    stop.send(()).unwrap();
    served.await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn over_http_2() {
    let (endpoint, stop, served) = serve().await;
    let transport = HyperTransport::builder().http2_only(true).build();
    conversation(Client::builder().endpoint(endpoint).transport(transport).build().unwrap()).await;
    stop.send(()).unwrap();
    served.await.unwrap();
}

#[tokio::test]
async fn in_one_process() {
    let transport = TowerTransport::new(Server::new(Echo));
    let client = Client::builder().endpoint("http://store.example/base").transport(transport).build().unwrap();
    assert_eq!(client.ping(Unit.into()).await.unwrap_err().status(), Some(404), "the server has no base path");
    let transport = TowerTransport::new(Server::new(Echo));
    conversation(Client::builder().endpoint("http://store.example").transport(transport).build().unwrap()).await;
}

/// A client is a service too, so a server of it is a proxy; errors pass through it as they are.
#[tokio::test]
async fn through_a_proxy() {
    let origin = TowerTransport::new(Server::new(Echo));
    let client = Client::builder().endpoint("http://origin.example").transport(origin).build().unwrap();
    let proxy = TowerTransport::new(Server::new(client));
    let client = Client::builder().endpoint("http://proxy.example").transport(proxy).build().unwrap();
    let error = client.find(input("slow down").into()).await.unwrap_err();
    assert_eq!(error.other().and_then(whitesmith::Error::common), Some(CommonError::ThrottlingException));
    let error = client.find(input("missing").into()).await.unwrap_err();
    assert!(error.to_string().starts_with("NoSuchThing: not here (status 404, request id "), "{error}");
}

#[tokio::test]
async fn nobody_listens() {
    let client = Client::builder().endpoint("http://127.0.0.1:1").build().unwrap();
    let error = client.ping(Unit.into()).await.unwrap_err();
    assert_eq!(error.other().unwrap().kind(), ErrorKind::Transport);
    assert!(error.to_string().contains("Ping at 127.0.0.1:1"), "{error}");
    let error = Client::builder().build().unwrap_err().to_string();
    assert_eq!(error, "a client of Store cannot be made: no endpoint is set");
}

#[tokio::test]
async fn a_server_that_is_silent() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let endpoint = format!("http://{}", listener.local_addr().unwrap());
    let client = Client::builder().endpoint(endpoint).timeout(Duration::from_millis(50)).build().unwrap();
    let error = client.ping(Unit.into()).await.unwrap_err();
    assert_eq!(error.other().unwrap().kind(), ErrorKind::Timeout);
}

#[tokio::test]
async fn tokens_are_filled_in() {
    let transport = TowerTransport::new(Server::new(Echo));
    let client = Client::builder()
        .endpoint("http://store.example")
        .transport(transport)
        .idempotency_tokens(|| "made".into())
        .build()
        .unwrap();
    let output = client.find(FindInput { token: None, ..input("hello") }.into()).await.unwrap();
    assert!(output.text.unwrap().contains("token: \"made\""));
}
