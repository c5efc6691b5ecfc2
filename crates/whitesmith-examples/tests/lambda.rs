//! A generated server on AWS Lambda: `lambda_http` takes it as it is, and events of API Gateway become its requests.

use lambda_http::lambda_runtime::LambdaEvent;
use lambda_http::request::LambdaRequest;
use lambda_http::{Adapter, Context};
use securityhub::operation::{DeleteInvitationsError, DeleteInvitationsInput, DeleteInvitationsOutput};
use securityhub::types::ResultShape;
use securityhub::{Request, SecurityHub, With};
use securityhub_server::Server;
use serde_json::{Value, json};
use tower::ServiceExt as _;

/// Says of each account which stage the request came through.
struct Stages;

impl SecurityHub for Stages {
    async fn delete_invitations(
        &self,
        request: Request<DeleteInvitationsInput>,
    ) -> Result<DeleteInvitationsOutput, DeleteInvitationsError> {
        let stage = request.extensions().get().and_then(|it: &lambda_http::request::RequestContext| match it {
            lambda_http::request::RequestContext::ApiGatewayV2(context) => context.stage.clone(),
            _ => None,
        });
        // There is no connection, so nobody at its other end.
        assert!(request.peer().is_none());
        let results = request.into_input().account_ids.into_iter().map(|id| {
            ResultShape::default().with(|result| {
                result.account_id = Some(id);
                result.processing_result.clone_from(&stage);
            })
        });
        Ok(DeleteInvitationsOutput::default().with(|output| output.unprocessed_accounts = Some(results.collect())))
    }
}

fn server() -> Server<Stages> {
    Server::new(Stages).without_authentication().body_limit(1000)
}

/// What `main` does there. It is compiled, and not run: there is no Lambda to ask for events.
async fn main() -> Result<(), lambda_http::Error> {
    lambda_http::run(server()).await
}

/// An event of API Gateway's HTTP API, version 2.0.
fn event(method: &str, path: &str, body: &str) -> Value {
    json!({
        "version": "2.0", "routeKey": "$default", "rawPath": path, "rawQueryString": "",
        "headers": {"accept": "application/json", "content-type": "application/json", "host": "a.example"},
        "requestContext": {
            "accountId": "1", "apiId": "a", "domainName": "a.example", "domainPrefix": "a", "requestId": "r",
            "http": {"method": method, "path": path, "protocol": "HTTP/1.1", "sourceIp": "::1", "userAgent": "t"},
            "routeKey": "$default", "stage": "$default", "time": "24/Nov/2026:00:00:00 +0000", "timeEpoch": 0,
        },
        "body": body, "isBase64Encoded": false,
    })
}

#[tokio::test]
async fn events_of_api_gateway() {
    let path = "/invitations/delete";
    let long = format!("{{\"AccountIds\":[\"{}\"]}}", "1".repeat(1000));
    for (method, path, body, status, expected) in [
        (
            "POST",
            path,
            "{\"AccountIds\":[\"1\"]}",
            200,
            "{\"UnprocessedAccounts\":[{\"AccountId\":\"1\",\"ProcessingResult\":\"$default\"}]}",
        ),
        ("POST", path, "{\"AccountIds\":[\" \"]}", 400, "/AccountIds/0"),
        ("POST", path, &long, 413, "longer than 1000 bytes"),
        ("GET", path, "", 405, "other methods"),
        ("GET", "/nothing", "", 404, "no operation"),
    ] {
        let request: LambdaRequest = serde_json::from_value(event(method, path, body)).unwrap();
        let event = LambdaEvent::new(request, Context::default());
        let answer = serde_json::to_value(Adapter::from(server()).oneshot(event).await.unwrap()).unwrap();
        let text = answer["body"].as_str().unwrap_or_default();
        assert!(answer["statusCode"] == status && text.contains(expected), "{method} {path} {body}: {answer}");
        assert!(answer["headers"]["x-amzn-requestid"].is_string(), "{answer}");
        assert_eq!(answer["isBase64Encoded"], false);
    }
}
