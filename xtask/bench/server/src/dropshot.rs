//! dropshot, which has request ids of its own.

use dropshot::{ApiDescription, ConfigDropshot, HttpError, HttpResponseOk, RequestContext, ServerBuilder, TypedBody};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "PascalCase")]
struct Input {
    account_ids: Vec<String>,
}

#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "PascalCase")]
struct Output {
    unprocessed_accounts: Vec<Unprocessed>,
}

#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "PascalCase")]
struct Unprocessed {
    account_id: String,
    processing_result: String,
}

#[dropshot::endpoint { method = POST, path = "/invitations/delete" }]
async fn delete_invitations(
    _: RequestContext<()>,
    body: TypedBody<Input>,
) -> Result<HttpResponseOk<Output>, HttpError> {
    let input = body.into_inner();
    for (index, id) in input.account_ids.iter().enumerate() {
        if !id.chars().any(|c| !c.is_whitespace()) {
            return Err(HttpError::for_bad_request(None, format!("'/accountIds/{index}' must satisfy \\S")));
        }
    }
    let results = input
        .account_ids
        .into_iter()
        .map(|id| Unprocessed { account_id: id, processing_result: crate::REASON.into() });
    Ok(HttpResponseOk(Output { unprocessed_accounts: results.collect() }))
}

pub(crate) async fn serve(port: u16) {
    let mut api = ApiDescription::new();
    api.register(delete_invitations).expect("one operation");
    let config = ConfigDropshot {
        bind_address: ([127, 0, 0, 1], port).into(),
        default_request_body_max_bytes: crate::LONGEST_BODY,
        ..ConfigDropshot::default()
    };
    let log = slog::Logger::root(slog::Discard, slog::o!());
    let server = ServerBuilder::new(api, (), log).config(config).start().expect("a server");
    tokio::spawn(server);
}
