//! Raw requests to a server, and what it answers.

#[expect(unreachable_pub, reason = "it stands in for the public items of generated crates")]
#[allow(dead_code, reason = "not all of it is used here")]
mod store;

use http::{HeaderName, HeaderValue, Request, Response};
use store::{Echo, Server};
use tower_service::Service as _;
use whitesmith_http::Body;
use whitesmith_http::body::collect;

async fn send(server: &Server<Echo>, request: Request<Body>) -> (Response<()>, String) {
    let response = server.clone().call(request).await.unwrap();
    let (head, body) = response.into_parts();
    let body = collect(body, usize::MAX).await.unwrap();
    (Response::from_parts(head, ()), String::from_utf8_lossy(&body).into_owned())
}

/// A request from text: a line `METHOD URI`, headers, an empty line, the body.
fn request(text: &str) -> Request<Body> {
    let (head, body) = text.split_once("\n\n").unwrap_or((text, ""));
    let mut lines = head.lines();
    let (method, uri) = lines.next().unwrap().split_once(' ').unwrap();
    let mut request = Request::new(Body::from(body.as_bytes().to_vec()));
    *request.method_mut() = method.parse().unwrap();
    *request.uri_mut() = uri.parse().unwrap();
    for line in lines {
        let (name, value) = line.split_once(": ").unwrap();
        request
            .headers_mut()
            .append(name.parse::<HeaderName>().unwrap(), HeaderValue::from_bytes(value.as_bytes()).unwrap());
    }
    request
}

#[tokio::test]
async fn answers() {
    let server = Server::new(Echo).body_limit(100);
    let json = "content-type: application/json";
    let find = "PUT /shelves/1/things/x?find";
    for (text, status, code, contains) in [
        ("GET /ping".into(), 204, None, ""),
        ("GET /ping/".into(), 204, None, ""),
        ("GET /ping?x=%FF".into(), 204, None, ""),
        ("GET /pong".into(), 404, Some("UnknownOperationException"), "no operation"),
        ("POST /ping".into(), 405, Some("UnknownOperationException"), "other methods"),
        ("GET /absent".into(), 501, Some("NotImplemented"), "Absent is not implemented"),
        // Content-Type.
        (format!("GET /ping\n{json}"), 204, None, ""),
        (format!("GET /ping\n{json}\n\n{{}}"), 415, Some("UnsupportedMediaTypeException"), ""),
        (format!("{find}\n{json}\n\n{{\"text\":\"hi\"}}"), 200, None, "hi"),
        (format!("{find}\ncontent-type: Application/JSON ;charset=utf-8\n\n{{\"text\":\"hi\"}}"), 200, None, "hi"),
        (format!("{find}\n\n{{\"text\":\"hi\"}}"), 415, Some("UnsupportedMediaTypeException"), ""),
        (format!("{find}\ncontent-type: text/plain\n\n{{}}"), 415, Some("UnsupportedMediaTypeException"), ""),
        ("POST /copy\ncontent-type: image/png\n\nabc".into(), 200, None, "abc"),
        ("POST /copy\n\nabc".into(), 200, None, "abc"),
        // Accept.
        (format!("{find}\n{json}\naccept: text/html\n\n{{\"text\":\"hi\"}}"), 406, Some("NotAcceptableException"), ""),
        (format!("{find}\n{json}\naccept: text/html\naccept: */*\n\n{{\"text\":\"hi\"}}"), 200, None, "hi"),
        ("POST /copy\naccept: image/png\n\nabc".into(), 200, None, "abc"),
        ("GET /ping\naccept: image/png".into(), 204, None, ""),
        // Limits, syntax, types, constraints.
        (format!("{find}\n{json}\n\n{}", " ".repeat(101)), 413, Some("RequestEntityTooLargeException"), "100 bytes"),
        (format!("{find}\n{json}\n\n{{\"text\":"), 400, Some("SerializationException"), "body is not valid"),
        (format!("{find}\n{json}\n\n[]"), 400, Some("SerializationException"), ""),
        (format!("{find}\n{json}\n\n{{\"text\":1}}"), 400, Some("SerializationException"), ""),
        (format!("{find}\n{json}\n\n{{}}"), 400, Some("ValidationException"), "'/text' failed"),
        (find.into(), 400, Some("ValidationException"), "\"path\":\"/text\""),
        ("PUT /shelves/one/things/x?find".into(), 400, Some("SerializationException"), "`shelf`"),
        ("PUT /shelves/%FF/things/x?find".into(), 400, Some("SerializationException"), "UTF-8"),
        ("PUT /shelves/1/things/x?find&tag=%FF".into(), 400, Some("SerializationException"), "UTF-8"),
        (format!("{find}\nx-names: \"a"), 400, Some("SerializationException"), "`names`"),
        (format!("{find}\nx-since: yesterday"), 400, Some("SerializationException"), "http-date"),
    ] {
        let (head, body) = send(&server, request(&text)).await;
        let header = |name| head.headers().get(name).and_then(|value: &HeaderValue| value.to_str().ok());
        assert_eq!((head.status().as_u16(), header("x-amzn-errortype")), (status, code), "{text}\n{body}");
        assert!(body.contains(contains), "{text}\n{body}");
        assert_eq!(header("x-amzn-requestid").map(str::len), Some(36), "{text}");
        assert_eq!(header("allow"), (status == 405).then_some("GET"), "{text}");
        assert_eq!(
            header("content-type"),
            (status != 204).then(|| if contains == "abc" { "application/octet-stream" } else { "application/json" }),
            "{text}"
        );
    }
}

/// A small generator of numbers that look random, always the same ones.
struct Noise(u64);
impl Noise {
    fn next(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % below
    }
}

/// Valid requests with bytes changed, added and taken away: each is answered, and nothing panics but the handler
/// that is asked to.
#[tokio::test]
async fn hostile_bytes() {
    let server = Server::new(Echo);
    let seeds = [
        "PUT /shelves/1/things/a/b%20c?find&tag=1&tag=%20&x=y\ncontent-type: application/json\nx-names: \"a,b\", c\nx-since: Mon, 16 Dec 2019 23:48:18 GMT\nx-meta-k: v\naccept: */*;q=0.1, application/json\n\n{\"text\":\"hi\"}",
        "POST /copy\ncontent-type: a/b\n\nabc",
        "GET /ping",
    ];
    let pieces: [&[u8]; 16] =
        [b"%", b"%2F", b"%00", b"/", b"//", b"..", b"?", b"&", b"=", b"\"", b"\\", b",", b"\xff", b"{", b"[", b"\n"];
    let mut noise = Noise(1);
    let mut statuses = std::collections::BTreeMap::<u16, usize>::new();
    for round in 0..30_000 {
        let mut bytes = seeds[round % seeds.len()].as_bytes().to_vec();
        for _ in 0..=noise.next(4) {
            let at = noise.next(bytes.len() + 1);
            match noise.next(4) {
                0 if at < bytes.len() => bytes[at] = u8::try_from(noise.next(256)).unwrap(),
                1 if at < bytes.len() => drop(bytes.remove(at)),
                2 => bytes.truncate(at.max(1)),
                _ => drop(bytes.splice(at..at, pieces[noise.next(pieces.len())].iter().copied())),
            }
        }
        let Some(request) = parse(&bytes) else { continue };
        let (head, _) = send(&server, request).await;
        *statuses.entry(head.status().as_u16()).or_default() += 1;
    }
    assert!(statuses.values().sum::<usize>() > 10_000 && statuses.len() > 5, "{statuses:?}");
    assert!(!statuses.contains_key(&500), "{statuses:?}");
}

/// The request in these bytes, if the HTTP library lets it through.
fn parse(bytes: &[u8]) -> Option<Request<Body>> {
    let end = bytes.windows(2).position(|pair| pair == b"\n\n").unwrap_or(bytes.len());
    let body = bytes.get(end + 2..).unwrap_or_default();
    let mut lines = bytes[..end].split(|byte| *byte == b'\n');
    let line = lines.next()?;
    let space = line.iter().position(|byte| *byte == b' ')?;
    let mut request = Request::new(Body::from(body.to_vec()));
    *request.method_mut() = http::Method::from_bytes(&line[..space]).ok()?;
    *request.uri_mut() = http::Uri::try_from(&line[space + 1..]).ok()?;
    for line in lines {
        let colon = line.iter().position(|byte| *byte == b':')?;
        let name = HeaderName::from_bytes(&line[..colon]).ok()?;
        request.headers_mut().append(name, HeaderValue::from_bytes(line[colon + 1..].trim_ascii()).ok()?);
    }
    Some(request)
}
