//! `DisassociateFromAdministratorAccount`, and `DisassociateFromMasterAccount`, which is its older name.

use securityhub::operation::{
    DisassociateFromAdministratorAccountInput, DisassociateFromAdministratorAccountOutput,
    DisassociateFromMasterAccountInput, DisassociateFromMasterAccountOutput,
};

use super::Context;
use crate::rejection::Rejection;
use crate::state::Status;

/// Ends the caller's membership. The invitation stays, and can be accepted again.
pub fn disassociate_from_administrator_account(
    context: &mut Context<'_>,
    _: &DisassociateFromAdministratorAccountInput,
) -> Result<DisassociateFromAdministratorAccountOutput, Rejection> {
    leave(context)?;
    Ok(DisassociateFromAdministratorAccountOutput::default())
}

/// Ends the caller's membership. The invitation stays, and can be accepted again.
pub fn disassociate_from_master_account(
    context: &mut Context<'_>,
    _: &DisassociateFromMasterAccountInput,
) -> Result<DisassociateFromMasterAccountOutput, Rejection> {
    leave(context)?;
    Ok(DisassociateFromMasterAccountOutput::default())
}

fn leave(context: &mut Context<'_>) -> Result<(), Rejection> {
    context.hub()?;
    match context.state.administrator_of(context.account)? {
        Some(membership) => context.change(membership, Status::Resigned),
        None => Err(Rejection::InvalidInput(
            "The request is rejected because the current account is not a member of any administrator account.".into(),
        )),
    }
}
