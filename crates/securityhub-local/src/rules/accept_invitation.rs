//! `AcceptAdministratorInvitation`, and `AcceptInvitation`, which is its older name.

use securityhub::operation::{
    AcceptAdministratorInvitationInput, AcceptAdministratorInvitationOutput, AcceptInvitationInput,
    AcceptInvitationOutput,
};

use super::Context;
use crate::rejection::Rejection;
use crate::state::Status;

/// Makes the caller a member.
pub fn accept_administrator_invitation(
    context: &mut Context<'_>,
    input: &AcceptAdministratorInvitationInput,
) -> Result<AcceptAdministratorInvitationOutput, Rejection> {
    accept(context, &input.administrator_id, &input.invitation_id)?;
    Ok(AcceptAdministratorInvitationOutput::default())
}

/// Makes the caller a member.
pub fn accept_invitation(
    context: &mut Context<'_>,
    input: &AcceptInvitationInput,
) -> Result<AcceptInvitationOutput, Rejection> {
    accept(context, &input.master_id, &input.invitation_id)?;
    Ok(AcceptInvitationOutput::default())
}

/// An account has one administrator at most, and is not administrator and member at once.
///
/// A member that has left may accept the same invitation once more; one that has declined may not.
fn accept(context: &mut Context<'_>, administrator: &str, invitation: &str) -> Result<(), Rejection> {
    context.hub()?;
    let refuse = |reason: &str| Err(Rejection::InvalidInput(format!("The request is rejected because {reason}.")));
    if context.state.administrator_of(context.account)?.is_some() {
        return refuse("the current account is already a member of an administrator account");
    }
    if context.is_administrator(context.account)? {
        return refuse("the current account has created, invited or associated member accounts of its own");
    }
    let found = context.state.relationship(administrator, context.account)?;
    let Some(open) =
        found.filter(|found| found.is_open() && found.invitation.as_ref().is_some_and(|found| found.id == invitation))
    else {
        return refuse("there is no pending invitation with that ID from the given administrator account ID");
    };
    if context.state.administrator_of(administrator)?.is_some() {
        return refuse("the given administrator account ID is itself a member of another administrator account");
    }
    context.change(open, Status::Enabled)
}
