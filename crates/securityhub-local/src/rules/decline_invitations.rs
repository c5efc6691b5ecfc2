//! `DeclineInvitations`.

use securityhub::With;
use securityhub::operation::{DeclineInvitationsInput, DeclineInvitationsOutput};

use super::{Context, unprocessed};
use crate::rejection::Rejection;
use crate::state::{Invitation, Status};

/// Declines invitations; the account IDs are those of administrators. For them, the caller has `Resigned`.
pub fn decline_invitations(
    context: &mut Context<'_>,
    input: &DeclineInvitationsInput,
) -> Result<DeclineInvitationsOutput, Rejection> {
    context.start(&input.account_ids)?;
    let mut rejected = Vec::new();
    for administrator in &input.account_ids {
        let found = context.state.relationship(administrator, context.account)?;
        match found.filter(crate::state::Relationship::is_open) {
            Some(mut open) => {
                open.invitation = open.invitation.map(|invitation| Invitation { declined: true, ..invitation });
                context.change(open, Status::Resigned)?;
            }
            None => rejected.push(unprocessed(
                administrator,
                "there is no pending invitation from the given administrator account ID",
            )),
        }
    }
    Ok(DeclineInvitationsOutput::default().with(|output| output.unprocessed_accounts = Some(rejected)))
}
