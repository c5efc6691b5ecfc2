//! Code that is written against the service trait: with a mock written by hand, with the real server in this process, and
//! over the network, without a line that changes.

use securityhub::operation::{
    DeleteInvitationsError, DeleteInvitationsInput, DeleteInvitationsOutput, GetInvitationsCountInput,
};
use securityhub::types::ResultShape;
use securityhub::{Request, SecurityHub, With};
use securityhub_client::whitesmith_client::testing::{Fault, Faults};
use securityhub_client::whitesmith_client::transport::TowerTransport;
use securityhub_client::whitesmith_client::{HyperTransport, Proxies, Retries};
use securityhub_client::{CallOptions, Client};
use securityhub_server::Server;
use whitesmith_examples::Hub;

/// What an application does: it knows nothing but the trait.
async fn forget(hub: &impl SecurityHub, accounts: &[&str]) -> String {
    // Options of a call are in its request, so they can be set here too.
    let request = Request::new(DeleteInvitationsInput::new(accounts.iter().copied())).retries(Retries::off());
    match hub.delete_invitations(request).await {
        Ok(output) => format!("{} left", output.unprocessed_accounts.unwrap_or_default().len()),
        Err(DeleteInvitationsError::InvalidInputException(error)) => format!("invalid: {:?}", error.message),
        Err(DeleteInvitationsError::Other(error)) => format!("other: {:?}", error.kind()),
        Err(error) => format!("refused: {error}"),
    }
}

/// Knows one answer.
struct Mock;

impl SecurityHub for Mock {
    async fn delete_invitations(
        &self,
        request: Request<DeleteInvitationsInput>,
    ) -> Result<DeleteInvitationsOutput, DeleteInvitationsError> {
        let rejected = request
            .into_input()
            .account_ids
            .into_iter()
            .map(|account| ResultShape::default().with(|result| result.account_id = Some(account)));
        Ok(DeleteInvitationsOutput::default().with(|output| output.unprocessed_accounts = Some(rejected.collect())))
    }
}

#[tokio::test]
async fn one_function() {
    let server = || Server::new(Hub::default()).without_authentication();
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let endpoint = format!("http://{}", listener.local_addr().unwrap());
    let serving = tokio::spawn(server().serve(listener));
    let network = HyperTransport::builder().proxies(Proxies::none()).build();
    let network = Client::builder().endpoint(endpoint).transport(network).build().unwrap();
    let in_process = TowerTransport::new(server());
    let in_process = Client::builder().endpoint("http://hub.example").transport(in_process).build().unwrap();
    // And a server whose service is a client.
    let proxy = TowerTransport::new(Server::new(in_process.clone()).without_authentication());
    let proxy = Client::builder().endpoint("http://proxy.example").transport(proxy).build().unwrap();

    for accounts in [&["111111111111", "222222222222"][..], &["333333333333"]] {
        let expected = format!("{} left", accounts.len());
        assert_eq!(forget(&Mock, accounts).await, expected);
        assert_eq!(forget(&in_process, accounts).await, expected);
        assert_eq!(forget(&network, accounts).await, expected);
        assert_eq!(forget(&proxy, accounts).await, expected);
    }
    // What a mock leaves out says so.
    let error = Mock.get_invitations_count(GetInvitationsCountInput::default().into()).await.unwrap_err();
    assert!(error.to_string().contains("not implemented"), "{error}");
    serving.abort();
}

#[tokio::test]
async fn one_function_that_fails() {
    let hub = TowerTransport::new(Server::new(Hub::default()).without_authentication());
    let hub = Faults::new(hub, [Fault::Reset, Fault::Status(http::StatusCode::IM_A_TEAPOT)]);
    let client = Client::builder().endpoint("http://hub.example").transport(hub).build().unwrap();
    assert_eq!(forget(&client, &["1"]).await, "other: Transport");
    assert_eq!(forget(&client, &["1"]).await, "other: Service");
    assert_eq!(forget(&client, &["111111111111"]).await, "1 left");
}
