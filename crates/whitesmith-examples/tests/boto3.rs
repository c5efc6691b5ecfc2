//! Requests that boto3 signs, at a server that verifies them.
//!
//! It needs `boto3`: in the `python3` that is found, or in the one that `BOTO3_PYTHON` names. Without, the test says
//! that it did not run.

use std::process::Command;

use securityhub::operation::{
    CreateMembersError, CreateMembersInput, CreateMembersOutput, DeleteInvitationsError, DeleteInvitationsInput,
    DeleteInvitationsOutput, GetInvitationsCountError, GetInvitationsCountInput, GetInvitationsCountOutput,
    ListMembersError, ListMembersInput, ListMembersOutput,
};
use securityhub::types::ResultShape;
use securityhub::{Request, SecurityHub, With};
use securityhub_server::Server;
use whitesmith::{CommonError, Error, Identity};
use whitesmith_server::auth::{AccessKey, SecretKey, SecretKeys, SigV4};

/// Answers with who calls, and what of the input is hard to sign.
struct Mirror;

fn caller<T>(request: &Request<T>) -> String {
    request.identity().map(|identity| identity.name().to_owned()).unwrap_or_default()
}

impl SecurityHub for Mirror {
    async fn delete_invitations(
        &self,
        request: Request<DeleteInvitationsInput>,
    ) -> Result<DeleteInvitationsOutput, DeleteInvitationsError> {
        let result = ResultShape::default().with(|result| result.account_id = Some(caller(&request)));
        Ok(DeleteInvitationsOutput::default().with(|output| output.unprocessed_accounts = Some(vec![result])))
    }
    async fn create_members(
        &self,
        request: Request<CreateMembersInput>,
    ) -> Result<CreateMembersOutput, CreateMembersError> {
        let email = request.input().account_details.first().and_then(|account| account.email.clone());
        let result = ResultShape::default().with(|result| result.processing_result = email);
        Ok(CreateMembersOutput::default().with(|output| output.unprocessed_accounts = Some(vec![result])))
    }
    async fn get_invitations_count(
        &self,
        _: Request<GetInvitationsCountInput>,
    ) -> Result<GetInvitationsCountOutput, GetInvitationsCountError> {
        Ok(GetInvitationsCountOutput::default().with(|output| output.invitations_count = Some(3)))
    }
    async fn list_members(&self, request: Request<ListMembersInput>) -> Result<ListMembersOutput, ListMembersError> {
        let token = request.into_input().next_token;
        Ok(ListMembersOutput::default().with(|output| output.next_token = token))
    }
}

/// One permanent key, and one of a session.
struct Keys;

impl SecretKeys for Keys {
    async fn find(&self, key: &AccessKey<'_>) -> Result<Option<SecretKey>, Error> {
        match (key.id, key.session_token) {
            ("AKIDKNOWN", None) => Ok(Some(SecretKey::new("right", Identity::new("210000000001")))),
            ("AKIDTEMPORARY", Some("fresh/+=")) => Ok(Some(SecretKey::new("right", Identity::new("guest")))),
            ("AKIDTEMPORARY", Some(_)) => Err(CommonError::ExpiredTokenException.message("The session is over.")),
            _ => Ok(None),
        }
    }
}

const EXPECTED: &[&str] = &[
    "body ok {'UnprocessedAccounts': [{'AccountId': '210000000001'}]}",
    "query ok {'NextToken': \"a b/c+d=&e%é~*'\"}",
    "empty ok {'InvitationsCount': 3}",
    "unicode ok {'UnprocessedAccounts': [{'ProcessingResult': 'ü@example.com'}]}",
    "token ok {'UnprocessedAccounts': [{'AccountId': 'guest'}]}",
    "stale 403 ExpiredTokenException",
    "secret 403 InvalidSignatureException",
    "key 403 UnrecognizedClientException",
    "region 403 InvalidSignatureException",
    "behind-10 ok {'UnprocessedAccounts': [{'AccountId': '210000000001'}]}",
    "behind-20 400 RequestExpired",
    "presigned 200",
    "presigned-changed 403 InvalidSignatureException",
    "presigned-token 200",
    // A signature holds for its 15 minutes: the scheme has nothing that a second request could be told by.
    "replayed 200",
    "other-body 403 InvalidSignatureException",
    "other-header 400 IncompleteSignature",
    "unsigned 403 MissingAuthenticationToken",
    "chunked 200",
];

#[tokio::test(flavor = "multi_thread")]
async fn signed_by_boto3() {
    let python = std::env::var("BOTO3_PYTHON").unwrap_or_else(|_| "python3".into());
    let has_boto3 = Command::new(&python).args(["-c", "import boto3"]).output().is_ok_and(|run| run.status.success());
    if !has_boto3 {
        println!("not run: {python} has no boto3 (pip install boto3)");
        return;
    }
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let endpoint = format!("http://{}", listener.local_addr().unwrap());
    let server = Server::new(Mirror).authenticate(SigV4::new(Keys).region("eu-west-1"));
    let running = tokio::spawn(server.serve(listener));
    let run = tokio::task::spawn_blocking(move || {
        let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/boto3/client.py");
        Command::new(python).args([script, &endpoint]).env("PYTHONIOENCODING", "utf-8").output()
    });
    let run = run.await.unwrap().unwrap();
    running.abort();
    let (said, errors) = (String::from_utf8_lossy(&run.stdout), String::from_utf8_lossy(&run.stderr));
    assert!(run.status.success(), "{said}\n{errors}");
    let lines: Vec<&str> = said.lines().map(str::trim_end).collect();
    assert_eq!(lines, EXPECTED, "{errors}");
}
