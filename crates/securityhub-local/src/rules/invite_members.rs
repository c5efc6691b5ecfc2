//! `InviteMembers`.

use securityhub::With;
use securityhub::operation::{InviteMembersInput, InviteMembersOutput};
use whitesmith_http::request_id;

use super::{Context, unprocessed};
use crate::rejection::Rejection;
use crate::state::{Invitation, Relationship, Status};

/// Invites members that were created, removed, or have resigned.
///
/// A request that would lead to more open invitations than the quota is refused as a whole, and invites nobody.
pub fn invite_members(context: &mut Context<'_>, input: &InviteMembersInput) -> Result<InviteMembersOutput, Rejection> {
    context.start(&input.account_ids)?;
    let is_member = context.state.administrator_of(context.account)?.is_some();
    let mut rejected = Vec::new();
    for account in &input.account_ids {
        match invitable(context, is_member, account)? {
            Ok(relationship) => invite(context, relationship)?,
            Err(reason) => rejected.push(unprocessed(account, reason)),
        }
    }
    let open = context.state.count_members(context.account, &[Status::Invited])?;
    if let Some(most) = context.limits.outstanding_invitations.filter(|most| open > *most) {
        return Err(Rejection::LimitExceeded(format!(
            "The account would have {open} outstanding invitations; {most} are the most in a Region"
        )));
    }
    Ok(InviteMembersOutput::default().with(|output| output.unprocessed_accounts = Some(rejected)))
}

/// The relationship, if the account may be invited; else the reason against it.
fn invitable(
    context: &mut Context<'_>,
    is_member: bool,
    account: &str,
) -> Result<Result<Relationship, &'static str>, Rejection> {
    if account == context.account {
        return Ok(Err("the current account cannot invite itself"));
    }
    if is_member {
        return Ok(Err("the current account is a member of another administrator account"));
    }
    Ok(match context.member(account)? {
        None => Err("the given account ID is not a member of the current account; create it first with CreateMembers"),
        Some(relationship) => match relationship.status {
            Status::Invited | Status::Enabled => Err("the current account has already invited or is already the \
                                                      Security Hub administrator of the given member account"),
            _ => Ok(relationship),
        },
    })
}

fn invite(context: &mut Context<'_>, relationship: Relationship) -> Result<(), Rejection> {
    let invitation = Invitation { id: request_id::uuid().replace('-', ""), declined: false };
    let now = context.now;
    context
        .change(Relationship { invited_at: Some(now), invitation: Some(invitation), ..relationship }, Status::Invited)
}
