//! `DisassociateMembers`.

use securityhub::operation::{DisassociateMembersInput, DisassociateMembersOutput};

use super::Context;
use crate::rejection::Rejection;
use crate::state::Status;

/// Ends memberships, on the administrator's side.
///
/// The output cannot say that an account was left as it was. Accounts that are not associated are, in silence: what
/// the request asks for holds already.
pub fn disassociate_members(
    context: &mut Context<'_>,
    input: &DisassociateMembersInput,
) -> Result<DisassociateMembersOutput, Rejection> {
    context.start(&input.account_ids)?;
    for account in &input.account_ids {
        if let Some(member) = context.member(account)?.filter(|member| member.status == Status::Enabled) {
            context.change(member, Status::Removed)?;
        }
    }
    Ok(DisassociateMembersOutput::default())
}
