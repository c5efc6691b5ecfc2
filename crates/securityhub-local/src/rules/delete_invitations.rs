//! `DeleteInvitations`.

use securityhub::With;
use securityhub::operation::{DeleteInvitationsInput, DeleteInvitationsOutput};

use super::{Context, unprocessed};
use crate::rejection::Rejection;
use crate::state::{Relationship, Status};

/// Deletes invitations, in both readings of the operation.
///
/// Its documentation says that an administrator deletes what it has sent; the sibling operations of other services,
/// and its own documentation of earlier years, say that an account deletes what it has received. For each account ID:
///
/// 1. If that account has invited the caller, the caller deletes what it *received*. An invitation that is accepted at
///    present, or not answered, has to be left or declined first.
/// 2. Else, if the caller has invited that account and it has not answered, the caller *withdraws* the invitation. The
///    member is `Created` again.
/// 3. Else the account is not processed.
pub fn delete_invitations(
    context: &mut Context<'_>,
    input: &DeleteInvitationsInput,
) -> Result<DeleteInvitationsOutput, Rejection> {
    context.start(&input.account_ids)?;
    let mut rejected = Vec::new();
    for account in &input.account_ids {
        if let Some(reason) = delete(context, account)? {
            rejected.push(unprocessed(account, reason));
        }
    }
    Ok(DeleteInvitationsOutput::default().with(|output| output.unprocessed_accounts = Some(rejected)))
}

fn delete(context: &mut Context<'_>, account: &str) -> Result<Option<&'static str>, Rejection> {
    let received = context.state.relationship(account, context.account)?;
    if let Some(received) = received.filter(|received| received.invitation.is_some()) {
        return match received.status {
            Status::Invited | Status::Enabled => Ok(Some(
                "the current account cannot delete the invitation from the given administrator account ID because it \
                 is still associated to it or has not declined the invitation yet",
            )),
            _ => discard(context, received).map(|()| None),
        };
    }
    let sent = context.state.relationship(context.account, account)?;
    match sent.filter(|sent| sent.status == Status::Invited) {
        Some(sent) => withdraw(context, sent).map(|()| None),
        None => Ok(Some("there is no invitation from or to the given account ID that can be deleted")),
    }
}

/// The account that received the invitation deletes it. The administrator's view is not touched.
fn discard(context: &mut Context<'_>, received: Relationship) -> Result<(), Rejection> {
    if received.status == Status::Deleted {
        return Ok(context.state.delete(&received.administrator, &received.member)?);
    }
    Ok(context.state.save(&Relationship { invitation: None, ..received })?)
}

/// The account that sent the invitation takes it back.
fn withdraw(context: &mut Context<'_>, sent: Relationship) -> Result<(), Rejection> {
    context.change(Relationship { invitation: None, invited_at: None, ..sent }, Status::Created)
}
