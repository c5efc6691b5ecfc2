//! DeleteInvitations by the generated client.

use securityhub::operation::DeleteInvitationsInput;
use securityhub_client::Client;

fn main() {
    let (endpoint, calls) = measure::arguments();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    runtime.block_on(async {
        let client = Client::builder().endpoint(endpoint).build().expect("a client");
        measure::run(calls, || async {
            let output = client.delete_invitations(DeleteInvitationsInput::new(measure::ACCOUNTS)).await;
            output.expect("an output").unprocessed_accounts.map_or(0, |accounts| accounts.len())
        })
        .await;
    });
}
