//! `GetAdministratorAccount`, and `GetMasterAccount`, which is its older name.

use securityhub::With;
use securityhub::operation::{
    GetAdministratorAccountInput, GetAdministratorAccountOutput, GetMasterAccountInput, GetMasterAccountOutput,
};
use securityhub::types::Invitation;

use super::{Context, invitation_shape};
use crate::rejection::Rejection;

/// The administrator, and the invitation that led to it; nothing for an account that is no member.
pub fn get_administrator_account(
    context: &mut Context<'_>,
    _: &GetAdministratorAccountInput,
) -> Result<GetAdministratorAccountOutput, Rejection> {
    let administrator = administrator(context)?;
    Ok(GetAdministratorAccountOutput::default().with(|output| output.administrator = administrator))
}

/// The administrator, and the invitation that led to it; nothing for an account that is no member.
pub fn get_master_account(
    context: &mut Context<'_>,
    _: &GetMasterAccountInput,
) -> Result<GetMasterAccountOutput, Rejection> {
    let master = administrator(context)?;
    Ok(GetMasterAccountOutput::default().with(|output| output.master = master))
}

fn administrator(context: &mut Context<'_>) -> Result<Option<Invitation>, Rejection> {
    context.hub()?;
    Ok(context.state.administrator_of(context.account)?.and_then(invitation_shape))
}
