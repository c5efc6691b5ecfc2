//! hyper and `serde_json`, by hand, with the checks that the protocol and the model ask for.

use std::convert::Infallible;

use bytes::Bytes;
use http::header::{ACCEPT, CONTENT_TYPE};
use http::{HeaderValue, Method, Request, Response, StatusCode};
use http_body_util::{BodyExt as _, Full, Limited};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use serde::{Deserialize, Serialize};
use tokio::net::TcpListener;

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Input {
    account_ids: Vec<String>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Output {
    #[serde(skip_serializing_if = "Option::is_none")]
    unprocessed_accounts: Option<Vec<Unprocessed>>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Unprocessed {
    #[serde(skip_serializing_if = "Option::is_none")]
    account_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    processing_result: Option<String>,
}

pub(crate) async fn serve(listener: TcpListener) {
    loop {
        let Ok((stream, _)) = listener.accept().await else { continue };
        let _ = stream.set_nodelay(true);
        let connection = http1::Builder::new().serve_connection(TokioIo::new(stream), service_fn(answer));
        tokio::spawn(connection);
    }
}

async fn answer(request: Request<Incoming>) -> Result<Response<Full<Bytes>>, Infallible> {
    let mut response = match handle(request).await {
        Ok(body) => Response::new(Full::new(body)),
        Err((status, code, message)) => {
            let body = serde_json::json!({ "message": message }).to_string();
            let mut response = Response::new(Full::new(body.into()));
            *response.status_mut() = status;
            response.headers_mut().insert("x-amzn-errortype", HeaderValue::from_static(code));
            response
        }
    };
    let id = format!("{:032x}", fastrand::u128(..));
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    if let Ok(id) = HeaderValue::from_maybe_shared(Bytes::from(id)) {
        response.headers_mut().insert("x-amzn-requestid", id);
    }
    Ok(response)
}

type Failure = (StatusCode, &'static str, String);

async fn handle(request: Request<Incoming>) -> Result<Bytes, Failure> {
    let (head, body) = request.into_parts();
    match (head.uri.path(), &head.method) {
        ("/invitations/delete", &Method::POST) => {}
        ("/invitations/delete", _) => {
            return Err((StatusCode::METHOD_NOT_ALLOWED, "UnknownOperationException", "method".into()));
        }
        _ => return Err((StatusCode::NOT_FOUND, "UnknownOperationException", "path".into())),
    }
    if head.headers.get(CONTENT_TYPE).is_none_or(|value| value != "application/json") {
        return Err((StatusCode::UNSUPPORTED_MEDIA_TYPE, "UnsupportedMediaTypeException", "type".into()));
    }
    let accepts = |value: &HeaderValue| value == "application/json" || value == "*/*";
    if !head.headers.get_all(ACCEPT).iter().all(accepts) {
        return Err((StatusCode::NOT_ACCEPTABLE, "NotAcceptableException", "accept".into()));
    }
    let body = Limited::new(body, crate::LONGEST_BODY).collect().await.map_err(|error| {
        (StatusCode::PAYLOAD_TOO_LARGE, "RequestEntityTooLargeException", error.to_string())
    })?;
    let input: Input = serde_json::from_slice(&body.to_bytes())
        .map_err(|error| (StatusCode::BAD_REQUEST, "SerializationException", error.to_string()))?;
    let mut violations = Vec::new();
    for (index, id) in input.account_ids.iter().enumerate() {
        if !id.chars().any(|c| !c.is_whitespace()) {
            violations.push(format!("'/accountIds/{index}' must satisfy \\S"));
        }
    }
    if !violations.is_empty() {
        return Err((StatusCode::BAD_REQUEST, "InvalidInputException", violations.join("; ")));
    }
    let results = input.account_ids.into_iter().map(|id| Unprocessed {
        account_id: Some(id),
        processing_result: Some(crate::REASON.into()),
    });
    let output = Output { unprocessed_accounts: Some(results.collect()) };
    serde_json::to_vec(&output)
        .map(Bytes::from)
        .map_err(|error| (StatusCode::INTERNAL_SERVER_ERROR, "InternalFailure", error.to_string()))
}
