//! axum with `Json`.

use axum::extract::DefaultBodyLimit;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use axum::routing::post;
use axum::{Json, Router};
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
    unprocessed_accounts: Vec<Unprocessed>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Unprocessed {
    account_id: String,
    processing_result: String,
}

async fn delete_invitations(Json(input): Json<Input>) -> impl IntoResponse {
    for (index, id) in input.account_ids.iter().enumerate() {
        if !id.chars().any(|c| !c.is_whitespace()) {
            return Err((StatusCode::BAD_REQUEST, format!("'/accountIds/{index}' must satisfy \\S")));
        }
    }
    let results = input
        .account_ids
        .into_iter()
        .map(|id| Unprocessed { account_id: id, processing_result: crate::REASON.into() });
    let id = format!("{:032x}", fastrand::u128(..));
    Ok(([("x-amzn-requestid", id)], Json(Output { unprocessed_accounts: results.collect() })))
}

pub(crate) async fn serve(listener: TcpListener) {
    let router = Router::new()
        .route("/invitations/delete", post(delete_invitations))
        .layer(DefaultBodyLimit::max(crate::LONGEST_BODY));
    let listener = axum::serve::ListenerExt::tap_io(listener, |stream| {
        let _ = stream.set_nodelay(true);
    });
    let _ = axum::serve(listener, router).await;
}
