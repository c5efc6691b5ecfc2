//! `CreateMembers`.

use securityhub::With;
use securityhub::operation::{CreateMembersInput, CreateMembersOutput};
use securityhub::types::AccountDetails;

use super::{Context, is_account, unprocessed};
use crate::rejection::Rejection;
use crate::state::{Relationship, Status};

/// Adds members. The model itself holds the list to 1 to 50 accounts.
pub fn create_members(context: &mut Context<'_>, input: &CreateMembersInput) -> Result<CreateMembersOutput, Rejection> {
    context.hub()?;
    let is_member = context.state.administrator_of(context.account)?.is_some();
    let mut rejected = Vec::new();
    for details in &input.account_details {
        match refusal(context, is_member, &details.account_id)? {
            Some(reason) => rejected.push(unprocessed(&details.account_id, reason)),
            None => create(context, details)?,
        }
    }
    Ok(CreateMembersOutput::default().with(|output| output.unprocessed_accounts = Some(rejected)))
}

fn refusal(context: &mut Context<'_>, is_member: bool, account: &str) -> Result<Option<&'static str>, Rejection> {
    Ok(if !is_account(account) {
        Some("the given account ID is not a valid account ID: it has twelve digits")
    } else if account == context.account {
        Some("the current account cannot become a member of itself")
    } else if is_member {
        Some("the current account is a member of another administrator account")
    } else if context.member(account)?.is_some() {
        Some("the given account ID is already a member or associated member of the current account")
    } else {
        None
    })
}

/// A member that was deleted comes back as if it had never been there: what it has left of an invitation is gone.
fn create(context: &mut Context<'_>, details: &AccountDetails) -> Result<(), Rejection> {
    Ok(context.state.save(&Relationship {
        region: context.region.into(),
        administrator: context.account.into(),
        member: details.account_id.clone(),
        email: details.email.clone(),
        status: Status::Created,
        invited_at: None,
        updated_at: context.now,
        invitation: None,
    })?)
}
