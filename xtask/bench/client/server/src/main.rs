//! Answers every request with the same output, after reading its body. Prints its address, and ends with its input.

use std::convert::Infallible;
use std::io::Read;

use bytes::Bytes;
use http::{Request, Response};
use http_body_util::{BodyExt, Full};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;

const OUTPUT: &[u8] = br#"{"UnprocessedAccounts":[{"AccountId":"123456789012","ProcessingResult":"There is no invitation."}]}"#;

async fn answer(request: Request<Incoming>) -> Result<Response<Full<Bytes>>, Infallible> {
    let _ = request.into_body().collect().await;
    let response = Response::builder()
        .header("content-type", "application/json")
        .header("x-amzn-requestid", "4c2a1b2e-0d5f-4f5c-9b52-3fd0a1b7d2c1");
    Ok(response.body(Full::new(Bytes::from_static(OUTPUT))).expect("a response"))
}

fn main() {
    // The parent's end closes this one's input, however it ends.
    std::thread::spawn(|| {
        let _ = std::io::stdin().read_to_end(&mut Vec::new());
        std::process::exit(0);
    });
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
        println!("http://{}", listener.local_addr().expect("an address"));
        loop {
            let Ok((stream, _)) = listener.accept().await else { continue };
            let _ = stream.set_nodelay(true);
            tokio::spawn(async move {
                let _ = http1::Builder::new().serve_connection(TokioIo::new(stream), service_fn(answer)).await;
            });
        }
    });
}
