//! `GetInvitationsCount`.

use securityhub::With;
use securityhub::operation::{GetInvitationsCountInput, GetInvitationsCountOutput};

use super::Context;
use crate::rejection::Rejection;

/// Counts the invitations that `ListInvitations` lists, less the one that is accepted at present.
pub fn get_invitations_count(
    context: &mut Context<'_>,
    _: &GetInvitationsCountInput,
) -> Result<GetInvitationsCountOutput, Rejection> {
    context.hub()?;
    let count = context.state.count_invitations(context.account)?;
    Ok(GetInvitationsCountOutput::default()
        .with(|output| output.invitations_count = Some(i32::try_from(count).unwrap_or(i32::MAX))))
}
