//! `ListInvitations`.

use securityhub::With;
use securityhub::operation::{ListInvitationsInput, ListInvitationsOutput};

use super::{Context, invitation_shape};
use crate::pagination::{self, Listing};
use crate::rejection::Rejection;

/// Lists the invitations that the caller received and has not deleted, by the account that sent them. The one that
/// is accepted at present is among them.
pub fn list_invitations(
    context: &mut Context<'_>,
    input: &ListInvitationsInput,
) -> Result<ListInvitationsOutput, Rejection> {
    context.hub()?;
    let listing = Listing { name: "ListInvitations", account: context.account, region: context.region };
    let page = pagination::read(context.tokens, &listing, input.max_results, input.next_token.as_deref())?;
    let found = context.state.invitations(context.account, page.query())?;
    let (found, next) = page.cut(context.tokens, &listing, found, |invitation| &invitation.administrator);
    Ok(ListInvitationsOutput::default().with(|output| {
        output.invitations = Some(found.into_iter().filter_map(invitation_shape).collect());
        output.next_token = next;
    }))
}
