//! Who calls: the generated client signs, and the generated server checks.

use std::time::{Duration, SystemTime};

use http::Response;
use securityhub::OperationError;
use securityhub::With;
use securityhub::operation::{GetInvitationsCountInput, ListMembers, ListMembersInput};
use securityhub_client::whitesmith_client::Transport;
use securityhub_client::whitesmith_client::auth::credentials::{Credentials, CredentialsFuture, CredentialsProvider};
use securityhub_client::whitesmith_client::testing::{ManualTime, Replay};
use securityhub_client::whitesmith_client::transport::TowerTransport;
use securityhub_client::{CallOptions, Client, Retries};
use securityhub_server::Server;
use whitesmith::{ErrorKind, Identity, Request};
use whitesmith_examples::Hub;
use whitesmith_server::auth::{AccessKey, SecretKey, SigV4};

const SECRET: &str = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

/// A client of a server in this process, which knows one key.
fn client(credentials: Option<Credentials>) -> Client {
    let keys =
        |key: &AccessKey<'_>| (key.id == "AKIDEXAMPLE").then(|| SecretKey::new(SECRET, Identity::new("210000000001")));
    let server = Server::new(Hub::default()).authenticate(SigV4::new(keys).region("eu-west-1"));
    let builder = Client::builder().endpoint("http://hub.example:81").transport(TowerTransport::new(server));
    let builder = builder.retries(Retries::off());
    match credentials {
        Some(credentials) => builder.region("eu-west-1").credentials(credentials).build().unwrap(),
        None => builder.build().unwrap(),
    }
}

#[tokio::test]
async fn signed_calls() {
    let hour = Duration::from_secs(3600);
    let request = || Request::new(GetInvitationsCountInput::default());
    let page = || Request::new(ListMembersInput::default().with(|input| input.next_token = Some("a/b +%é".into())));
    let known = Credentials::new("AKIDEXAMPLE", SECRET);
    assert!(client(Some(known.clone())).get_invitations_count(request()).await.is_ok());
    // A query with everything in it that may be encoded.
    assert!(client(Some(known.clone())).list_members(page()).await.is_ok());
    for (credentials, request, code) in [
        (None, request(), "MissingAuthenticationToken"),
        (Some(Credentials::new("AKIDEXAMPLE", "guessed")), request(), "InvalidSignatureException"),
        (Some(Credentials::new("AKIDOTHER", SECRET)), request(), "UnrecognizedClientException"),
        (Some(known.clone()), request().signing_time(SystemTime::now() - hour), "RequestExpired"),
    ] {
        let error = client(credentials).get_invitations_count(request).await.unwrap_err();
        assert_eq!(error.code(), Some(code), "{error}");
    }
}

/// A presigned request is one that anybody may send, as it is.
#[tokio::test]
async fn presigned_calls() {
    let known = Credentials::new("AKIDEXAMPLE", SECRET);
    let keys =
        |key: &AccessKey<'_>| (key.id == "AKIDEXAMPLE").then(|| SecretKey::new(SECRET, Identity::new("210000000001")));
    let server = Server::new(Hub::default()).authenticate(SigV4::new(keys));
    let transport = TowerTransport::new(server);
    let input = ListMembersInput::default().with(|input| input.max_results = Some(2));
    for (tamper, status) in [(false, 200), (true, 403)] {
        let client = client(Some(known.clone()));
        let request = client.as_ref().presign::<ListMembers>(input.clone(), Duration::from_secs(60)).await.unwrap();
        let (mut head, body) = request.into_parts();
        assert!(head.uri.query().is_some_and(|query| query.contains("X-Amz-Signature=")), "{}", head.uri);
        if tamper {
            head.uri = head.uri.to_string().replace("MaxResults=2", "MaxResults=3").parse().unwrap();
        }
        let response = transport.send(http::Request::from_parts(head, body)).await.unwrap();
        assert_eq!(response.status(), status);
    }
    let error = client(None).as_ref().presign::<ListMembers>(input, Duration::from_secs(60)).await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "the request could not be built: there are no credentials to sign with (ListMembers at hub.example:81)"
    );
}

/// Has none.
struct Broken;

impl CredentialsProvider for Broken {
    fn credentials(&self) -> CredentialsFuture<'_> {
        Box::pin(std::future::ready(Err("the vault is closed".into())))
    }
}

#[tokio::test]
async fn a_provider_that_fails() {
    let replay = Replay::default();
    let builder = Client::builder().endpoint("http://hub.example").transport(replay.clone()).time(ManualTime::new());
    let client = builder.region("us-east-1").credentials(Broken).build().unwrap();
    let error = client.get_invitations_count(GetInvitationsCountInput::default()).await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "the request could not be built: it could not be said who calls, by aws.auth#sigv4: the vault is closed \
         (GetInvitationsCount at hub.example)"
    );
    assert_eq!(error.other().map(whitesmith::Error::kind), Some(ErrorKind::Construction));
    assert!(replay.requests().is_empty());
}

#[test]
fn settings_that_make_no_client() {
    let signing = || Client::builder().credentials(Credentials::new("A", "s"));
    for (builder, expected) in [
        (signing().endpoint("http://a"), "there are credentials to sign with, but no region to sign for"),
        (signing(), "neither an endpoint nor a Region is set"),
    ] {
        let error = builder.build().unwrap_err().to_string();
        assert!(error.ends_with(expected), "{error}");
    }
    // The model knows what AWS calls the service.
    let client = signing().region("eu-central-1").build().unwrap();
    assert!(format!("{client:?}").contains("securityhub.eu-central-1.amazonaws.com"), "{client:?}");
}

#[tokio::test]
async fn pages() {
    let page = |body: &str| Response::new(body.to_owned());
    for (answers, expected) in [
        (vec![page(r#"{"Members":[{"AccountId":"1"},{"AccountId":"2"}]}"#)], "2"),
        (
            vec![
                page(r#"{"Members":[{"AccountId":"1"}],"NextToken":"a"}"#),
                page(r#"{"NextToken":"b"}"#),
                page(r#"{"Members":[{"AccountId":"2"}],"NextToken":""}"#),
            ],
            "1 0 1",
        ),
        // A service that sends the same token for ever.
        (vec![page(r#"{"NextToken":"a"}"#), page(r#"{"NextToken":"a"}"#)], "0 0"),
        (vec![page(r#"{"NextToken":"a"}"#), page("<html>"), page("{}")], "0 error"),
    ] {
        let replay = Replay::new(answers);
        let builder = Client::builder().endpoint("http://hub.example").transport(replay.clone());
        let client = builder.time(ManualTime::new()).build().unwrap();
        let mut pages = client.list_members_pages(ListMembersInput::default());
        let mut found = Vec::new();
        while let Some(page) = pages.next().await {
            let members = |page: securityhub::operation::ListMembersOutput| page.members.unwrap_or_default().len();
            found.push(page.map_or_else(|_| "error".to_owned(), |page| members(page).to_string()));
        }
        assert_eq!(found.join(" "), expected);
        let queries: Vec<_> = replay.requests().iter().map(|request| request.uri().to_string()).collect();
        assert!(!queries[0].contains("NextToken") && queries.iter().skip(1).all(|uri| uri.contains("NextToken=")));
    }
}
