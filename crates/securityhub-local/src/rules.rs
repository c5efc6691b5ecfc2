//! The rules of the lifecycle, a file an operation.
//!
//! A rule is a function of the state, the caller and the input. It knows neither HTTP nor SQL, and it either returns
//! an output, or a [`Rejection`] and has changed nothing. What happens to one account of several is said in
//! `UnprocessedAccounts`, and the others go on.
//!
//! Where Security Hub's own behaviour is not documented, the rule says what was chosen.

mod accept_invitation;
mod create_members;
mod decline_invitations;
mod delete_invitations;
mod delete_members;
mod describe_hub;
mod disable_security_hub;
mod disassociate_from_administrator;
mod disassociate_members;
mod enable_security_hub;
mod get_administrator;
mod get_invitations_count;
mod get_members;
mod invite_members;
mod list_invitations;
mod list_members;

use securityhub::With;
use securityhub::types::{Member, ResultShape};
use whitesmith::Timestamp;

pub use accept_invitation::{accept_administrator_invitation, accept_invitation};
pub use create_members::create_members;
pub use decline_invitations::decline_invitations;
pub use delete_invitations::delete_invitations;
pub use delete_members::delete_members;
pub use describe_hub::describe_hub;
pub use disable_security_hub::disable_security_hub;
pub use disassociate_from_administrator::{disassociate_from_administrator_account, disassociate_from_master_account};
pub use disassociate_members::disassociate_members;
pub use enable_security_hub::enable_security_hub;
pub use get_administrator::{get_administrator_account, get_master_account};
pub use get_invitations_count::get_invitations_count;
pub use get_members::get_members;
pub use invite_members::invite_members;
pub use list_invitations::list_invitations;
pub use list_members::list_members;

use crate::limits::Limits;
use crate::pagination::Tokens;
use crate::rejection::Rejection;
use crate::state::{Hub, Relationship, Status};
use crate::storage::Transaction;

/// What a rule works on.
pub struct Context<'a> {
    /// The state of the caller's Region.
    pub state: &'a mut dyn Transaction,
    /// The account that calls.
    pub account: &'a str,
    /// The Region that it calls.
    pub region: &'a str,
    /// The time of the request.
    pub now: Timestamp,
    /// The quotas.
    pub limits: &'a Limits,
    /// What makes page tokens, and reads them.
    pub tokens: &'a Tokens,
}

impl Context<'_> {
    /// The caller's hub. Nothing but `EnableSecurityHub` goes without.
    fn hub(&mut self) -> Result<Hub, Rejection> {
        let account = self.account;
        self.state
            .hub(account)?
            .ok_or_else(|| Rejection::InvalidAccess(format!("Account {account} is not subscribed to AWS Security Hub")))
    }

    /// What every operation on a list of accounts begins with: the caller has a hub, and the list is not too long.
    fn start(&mut self, accounts: &[String]) -> Result<(), Rejection> {
        self.hub()?;
        match self.limits.accounts_per_call {
            Some(most) if accounts.len() > most => Err(Rejection::LimitExceeded(format!(
                "The request names {} accounts; {most} are the most for one request",
                accounts.len()
            ))),
            _ => Ok(()),
        }
    }

    /// Whether an account is an administrator at present: it has members, or may get some without doing more.
    fn is_administrator(&mut self, account: &str) -> Result<bool, Rejection> {
        Ok(self.state.count_members(account, Status::ACTIVE)? > 0)
    }

    /// The member that the administrator sees under this account.
    fn member(&mut self, account: &str) -> Result<Option<Relationship>, Rejection> {
        let found = self.state.relationship(self.account, account)?;
        Ok(found.filter(|relationship| relationship.status != Status::Deleted))
    }

    /// Saves a relationship under a new status.
    fn change(&mut self, mut relationship: Relationship, status: Status) -> Result<(), Rejection> {
        relationship.status = status;
        relationship.updated_at = self.now;
        Ok(self.state.save(&relationship)?)
    }

    /// Takes a member from its administrator's list. An invitation that it holds stays with it, and leads nowhere.
    fn forget(&mut self, relationship: Relationship) -> Result<(), Rejection> {
        if relationship.invitation.is_some() {
            self.change(Relationship { email: None, ..relationship }, Status::Deleted)
        } else {
            Ok(self.state.delete(&relationship.administrator, &relationship.member)?)
        }
    }
}

/// An account that was left as it was.
fn unprocessed(account: &str, reason: &str) -> ResultShape {
    ResultShape::default().with(|result| {
        result.account_id = Some(account.into());
        result.processing_result = Some(format!("The request is rejected because {reason}."));
    })
}

/// Whether a text is an account: twelve digits.
pub fn is_account(text: &str) -> bool {
    text.len() == 12 && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// A member on the wire.
#[expect(deprecated, reason = "older callers read `MasterId`")]
fn member_shape(relationship: Relationship) -> Member {
    Member::default().with(|member| {
        member.account_id = Some(relationship.member);
        member.email = relationship.email;
        member.master_id = Some(relationship.administrator.clone());
        member.administrator_id = Some(relationship.administrator);
        member.member_status = Some(relationship.status.as_str().into());
        member.invited_at = relationship.invited_at;
        member.updated_at = Some(relationship.updated_at);
    })
}

/// An invitation on the wire, if there is one.
fn invitation_shape(relationship: Relationship) -> Option<securityhub::types::Invitation> {
    let invitation = relationship.invitation?;
    Some(securityhub::types::Invitation::default().with(|shape| {
        shape.account_id = Some(relationship.administrator);
        shape.invitation_id = Some(invitation.id);
        shape.invited_at = relationship.invited_at;
        shape.member_status = Some(relationship.status.as_str().into());
    }))
}
