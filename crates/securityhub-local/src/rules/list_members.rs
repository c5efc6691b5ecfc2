//! `ListMembers`.

use securityhub::With;
use securityhub::operation::{ListMembersInput, ListMembersOutput};

use super::{Context, member_shape};
use crate::pagination::{self, Listing};
use crate::rejection::Rejection;
use crate::state::Status;

/// Lists members by account. Only those that are `Enabled`, unless the request asks for all.
///
/// A token holds for the list that it came from: with another `OnlyAssociated` it is not valid.
pub fn list_members(context: &mut Context<'_>, input: &ListMembersInput) -> Result<ListMembersOutput, Rejection> {
    context.hub()?;
    let (name, statuses) = match input.only_associated {
        Some(false) => ("ListMembers/all", Status::LISTED),
        _ => ("ListMembers", &[Status::Enabled][..]),
    };
    let listing = Listing { name, account: context.account, region: context.region };
    let page = pagination::read(context.tokens, &listing, input.max_results, input.next_token.as_deref())?;
    let found = context.state.members(context.account, statuses, page.query())?;
    let (found, next) = page.cut(context.tokens, &listing, found, |member| &member.member);
    Ok(ListMembersOutput::default().with(|output| {
        output.members = Some(found.into_iter().map(member_shape).collect());
        output.next_token = next;
    }))
}
