//! DeleteInvitations as one would write it by hand, over hyper and serde_json: no retries, no timeouts, no errors but
//! a panic.

use bytes::Bytes;
use http::Request;
use http_body_util::{BodyExt, Full};
use hyper_util::client::legacy::Client;
use hyper_util::rt::TokioExecutor;
use serde::{Deserialize, Serialize};

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Input {
    account_ids: Vec<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Output {
    #[serde(default)]
    unprocessed_accounts: Vec<Unprocessed>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
#[allow(dead_code)]
struct Unprocessed {
    account_id: Option<String>,
    processing_result: Option<String>,
}

#[cfg(feature = "signed")]
fn sign(request: &mut Request<Full<Bytes>>, body: &[u8], identity: &aws_smithy_runtime_api::client::identity::Identity) {
    use aws_sigv4::http_request::{SignableBody, SignableRequest, SigningSettings, sign};
    use aws_sigv4::sign::v4;
    let parameters = v4::SigningParams::builder()
        .identity(identity)
        .region("us-east-1")
        .name("securityhub")
        .time(std::time::SystemTime::now())
        .settings(SigningSettings::default())
        .build()
        .expect("parameters")
        .into();
    let uri = request.uri().to_string();
    let headers = request.headers().iter().map(|(name, value)| (name.as_str(), value.to_str().expect("text")));
    let signable =
        SignableRequest::new(request.method().as_str(), uri, headers, SignableBody::Bytes(body)).expect("a request");
    let (instructions, _) = sign(signable, &parameters).expect("a signature").into_parts();
    instructions.apply_to_request_http1x(request);
}

fn main() {
    let (endpoint, calls) = measure::arguments();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    runtime.block_on(async {
        let client: Client<_, Full<Bytes>> = Client::builder(TokioExecutor::new()).build_http();
        let uri = format!("{endpoint}/invitations/delete");
        #[cfg(feature = "signed")]
        let identity =
            aws_credential_types::Credentials::new(measure::ACCESS_KEY, measure::SECRET_KEY, None, None, "static")
                .into();
        measure::run(calls, || async {
            let input = Input { account_ids: measure::ACCOUNTS.map(Into::into).to_vec() };
            let body = Bytes::from(serde_json::to_vec(&input).expect("JSON"));
            #[allow(unused_mut)]
            let mut request = Request::post(&uri)
                .header("content-type", "application/json")
                .body(Full::new(body.clone()))
                .expect("a request");
            #[cfg(feature = "signed")]
            sign(&mut request, &body, &identity);
            let response = client.request(request).await.expect("a response");
            assert!(response.status().is_success());
            let body = response.into_body().collect().await.expect("a body").to_bytes();
            let output: Output = serde_json::from_slice(&body).expect("JSON");
            output.unprocessed_accounts.len()
        })
        .await;
    });
}
