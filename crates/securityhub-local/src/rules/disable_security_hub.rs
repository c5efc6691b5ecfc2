//! `DisableSecurityHub`.

use securityhub::operation::{DisableSecurityHubInput, DisableSecurityHubOutput};

use super::Context;
use crate::rejection::Rejection;
use crate::state::Status;
use crate::storage::Page;

/// Turns the hub off. An administrator cannot; a member resigns with it.
///
/// The associations of the account are removed: the members that it has parted from, and that it may still list, are
/// forgotten as `DeleteMembers` would forget them. Invitations that it received stay.
pub fn disable_security_hub(
    context: &mut Context<'_>,
    _: &DisableSecurityHubInput,
) -> Result<DisableSecurityHubOutput, Rejection> {
    context.hub()?;
    if context.is_administrator(context.account)? {
        return Err(Rejection::InvalidInput(
            "Cannot disable Security Hub on the Security Hub administrator account: disassociate and delete its \
             members first"
                .into(),
        ));
    }
    if let Some(membership) = context.state.administrator_of(context.account)? {
        context.change(membership, Status::Resigned)?;
    }
    let everybody = Page { after: "", limit: usize::MAX };
    for former in context.state.members(context.account, Status::LISTED, everybody)? {
        context.forget(former)?;
    }
    context.state.delete_hub(context.account)?;
    Ok(DisableSecurityHubOutput::default())
}
