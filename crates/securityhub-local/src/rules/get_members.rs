//! `GetMembers`.

use securityhub::With;
use securityhub::operation::{GetMembersInput, GetMembersOutput};

use super::{Context, member_shape, unprocessed};
use crate::rejection::Rejection;

/// Looks members up, in the order asked for.
pub fn get_members(context: &mut Context<'_>, input: &GetMembersInput) -> Result<GetMembersOutput, Rejection> {
    context.start(&input.account_ids)?;
    let (mut members, mut rejected) = (Vec::new(), Vec::new());
    for account in &input.account_ids {
        match context.member(account)? {
            Some(member) => members.push(member_shape(member)),
            None => rejected.push(unprocessed(account, "the given account ID is not a member of the current account")),
        }
    }
    Ok(GetMembersOutput::default().with(|output| {
        output.members = Some(members);
        output.unprocessed_accounts = Some(rejected);
    }))
}
