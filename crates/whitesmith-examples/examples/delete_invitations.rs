//! Calls `DeleteInvitations` with the generated client: the endpoint, then account ids.

use std::error::Error;

use securityhub::operation::{DeleteInvitationsError, DeleteInvitationsInput};
use securityhub_client::Client;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let endpoint = arguments.next().unwrap_or_else(|| "http://127.0.0.1:8080".into());
    let mut accounts: Vec<String> = arguments.collect();
    if accounts.is_empty() {
        accounts.push("123456789012".into());
    }
    let client = Client::builder().endpoint(endpoint).build()?;
    match client.delete_invitations(DeleteInvitationsInput::new(accounts)).await {
        Ok(output) => {
            for account in output.unprocessed_accounts.unwrap_or_default() {
                println!(
                    "{}: {}",
                    account.account_id.unwrap_or_default(),
                    account.processing_result.unwrap_or_default()
                );
            }
            Ok(())
        }
        Err(DeleteInvitationsError::InvalidInputException(error)) => {
            println!("invalid input: {}", error.message.unwrap_or_default());
            Ok(())
        }
        Err(error) => Err(error.into()),
    }
}
