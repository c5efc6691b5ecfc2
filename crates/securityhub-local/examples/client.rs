//! Asks a Security Hub with the generated client: `client ENDPOINT REGION`, with the access key in the environment.
//!
//! It turns Security Hub on, and shows the members and the invitations of the account.

use std::error::Error;
use std::process::ExitCode;

use securityhub::With;
use securityhub::operation::{EnableSecurityHubError, EnableSecurityHubInput, ListInvitationsInput, ListMembersInput};
use securityhub_client::Client;
use securityhub_client::auth::credentials::Environment;

#[tokio::main]
async fn main() -> ExitCode {
    match run().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn run() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let endpoint = arguments.next().unwrap_or_else(|| "http://127.0.0.1:8080".into());
    let region = arguments.next().unwrap_or_else(|| "eu-north-1".into());
    let client = Client::builder().endpoint(endpoint).region(region).credentials(Environment::default()).build()?;

    match client.enable_security_hub(EnableSecurityHubInput::default()).await {
        Ok(_) => println!("Security Hub is on now."),
        Err(EnableSecurityHubError::ResourceConflictException(_)) => println!("Security Hub was on already."),
        Err(error) => return Err(error.into()),
    }
    let everybody = ListMembersInput::default().with(|input| input.only_associated = Some(false));
    for member in client.list_members(everybody).await?.members.unwrap_or_default() {
        let (account, status) = (member.account_id.unwrap_or_default(), member.member_status.unwrap_or_default());
        println!("member {account}: {status}");
    }
    let invitations = client.list_invitations(ListInvitationsInput::default()).await?.invitations;
    for invitation in invitations.unwrap_or_default() {
        let (account, id) = (invitation.account_id.unwrap_or_default(), invitation.invitation_id.unwrap_or_default());
        println!("invitation from {account}: {id}, {}", invitation.member_status.unwrap_or_default());
    }
    Ok(())
}
