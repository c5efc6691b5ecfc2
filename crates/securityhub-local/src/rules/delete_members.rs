//! `DeleteMembers`.

use securityhub::With;
use securityhub::operation::{DeleteMembersInput, DeleteMembersOutput};

use super::{Context, unprocessed};
use crate::rejection::Rejection;
use crate::state::Status;

/// Forgets members that are not associated.
///
/// An invitation that the account holds stays with it, says `Deleted`, and cannot be accepted.
pub fn delete_members(context: &mut Context<'_>, input: &DeleteMembersInput) -> Result<DeleteMembersOutput, Rejection> {
    context.start(&input.account_ids)?;
    let mut rejected = Vec::new();
    for account in &input.account_ids {
        match context.member(account)? {
            None => rejected.push(unprocessed(
                account,
                "the current account cannot delete the given member account ID because it is not yet associated to it",
            )),
            Some(member) if member.status == Status::Enabled => rejected.push(unprocessed(
                account,
                "the current account cannot delete the given member account ID because it is still associated to it",
            )),
            Some(member) => context.forget(member)?,
        }
    }
    Ok(DeleteMembersOutput::default().with(|output| output.unprocessed_accounts = Some(rejected)))
}
