//! DeleteInvitations by the generated client.

use securityhub::operation::DeleteInvitationsInput;
use securityhub_client::Client;

fn main() {
    let (endpoint, calls) = measure::arguments();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    runtime.block_on(async {
        let builder = Client::builder().endpoint(endpoint);
        #[cfg(feature = "signed")]
        let builder = builder.region("us-east-1").credentials(securityhub_client::auth::credentials::Credentials::new(
            measure::ACCESS_KEY,
            measure::SECRET_KEY,
        ));
        let client = builder.build().expect("a client");
        measure::run(calls, || async {
            let output = client.delete_invitations(DeleteInvitationsInput::new(measure::ACCOUNTS)).await;
            output.expect("an output").unprocessed_accounts.map_or(0, |accounts| accounts.len())
        })
        .await;
    });
}
