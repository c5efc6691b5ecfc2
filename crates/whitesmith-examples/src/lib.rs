//! A small Security Hub in memory: what a service looks like that implements a generated trait.
//!
//! It knows members and invitations, and forgets them when it stops. Operations that it leaves out answer 501.
//! `cargo run -p whitesmith-examples --example invitations` serves it.

pub mod access_log;
pub mod flat_errors;
pub mod metrics;

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::SystemTime;

use securityhub::error::InvalidInputException;
use securityhub::operation::{
    AcceptAdministratorInvitationError, AcceptAdministratorInvitationInput, AcceptAdministratorInvitationOutput,
    CreateMembersError, CreateMembersInput, CreateMembersOutput, DeclineInvitationsError, DeclineInvitationsInput,
    DeclineInvitationsOutput, DeleteInvitationsError, DeleteInvitationsInput, DeleteInvitationsOutput,
    GetInvitationsCountError, GetInvitationsCountInput, GetInvitationsCountOutput, InviteMembersError,
    InviteMembersInput, InviteMembersOutput, ListInvitationsError, ListInvitationsInput, ListInvitationsOutput,
    ListMembersError, ListMembersInput, ListMembersOutput,
};
use securityhub::types::{Invitation, Member, ResultShape};
use securityhub::{Request, SecurityHub, With};
use whitesmith::Timestamp;

/// What stands between an administrator and a member.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Status {
    Created,
    Invited,
    Enabled,
    Resigned,
}

impl Status {
    fn as_str(self) -> &'static str {
        match self {
            Self::Created => "Created",
            Self::Invited => "Invited",
            Self::Enabled => "Enabled",
            Self::Resigned => "Resigned",
        }
    }
}

#[derive(Clone, Debug)]
struct Relationship {
    email: Option<String>,
    status: Status,
    invited_at: Option<Timestamp>,
    /// There as long as the invitation is.
    invitation_id: Option<String>,
}

/// Members and invitations of all accounts: administrator and member on one side, what is between them on the other.
#[derive(Debug, Default)]
pub struct Hub {
    relationships: Mutex<BTreeMap<(String, String), Relationship>>,
}

impl Hub {
    fn lock(&self) -> MutexGuard<'_, BTreeMap<(String, String), Relationship>> {
        // Every change is one assignment: what a panic left behind is whole.
        self.relationships.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The account that a request comes from: each access key has its own, made from its letters.
fn caller<T>(request: &Request<T>) -> String {
    let header = request.headers().get("authorization").and_then(|value| value.to_str().ok()).unwrap_or_default();
    let key = header.split_once("Credential=").map_or("", |(_, rest)| rest.split('/').next().unwrap_or_default());
    let number = key.bytes().fold(0_u64, |number, byte| (number * 31 + u64::from(byte)) % 1_000_000_000_000);
    format!("{number:012}")
}

fn invalid(message: &str) -> InvalidInputException {
    InvalidInputException::default().with(|error| {
        error.message = Some(message.into());
        error.code = Some("InvalidInputException".into());
    })
}

fn unprocessed(account: &str, reason: &str) -> ResultShape {
    ResultShape::default().with(|result| {
        result.account_id = Some(account.into());
        result.processing_result = Some(format!("The request is rejected because {reason}."));
    })
}

impl SecurityHub for Hub {
    async fn create_members(
        &self,
        request: Request<CreateMembersInput>,
    ) -> Result<CreateMembersOutput, CreateMembersError> {
        let administrator = caller(&request);
        let mut relationships = self.lock();
        let mut rejected = Vec::new();
        for details in request.into_input().account_details {
            let key = (administrator.clone(), details.account_id);
            if key.0 == key.1 {
                rejected.push(unprocessed(&key.1, "an account cannot become a member of itself"));
                continue;
            }
            match relationships.entry(key) {
                Entry::Vacant(free) => {
                    free.insert(Relationship {
                        email: details.email,
                        status: Status::Created,
                        invited_at: None,
                        invitation_id: None,
                    });
                }
                Entry::Occupied(taken) => {
                    rejected
                        .push(unprocessed(&taken.key().1, "the account is already a member of the current account"));
                }
            }
        }
        Ok(CreateMembersOutput::default().with(|output| output.unprocessed_accounts = Some(rejected)))
    }

    async fn list_members(&self, request: Request<ListMembersInput>) -> Result<ListMembersOutput, ListMembersError> {
        let administrator = caller(&request);
        let only_associated = request.input().only_associated.unwrap_or(true);
        let relationships = self.lock();
        let members = relationships
            .iter()
            .filter(|((from, _), relationship)| {
                *from == administrator && (!only_associated || relationship.status == Status::Enabled)
            })
            .map(|((from, to), relationship)| {
                Member::default().with(|member| {
                    member.account_id = Some(to.clone());
                    member.administrator_id = Some(from.clone());
                    member.email.clone_from(&relationship.email);
                    member.member_status = Some(relationship.status.as_str().into());
                    member.invited_at = relationship.invited_at;
                })
            })
            .collect();
        Ok(ListMembersOutput::default().with(|output| output.members = Some(members)))
    }

    async fn invite_members(
        &self,
        request: Request<InviteMembersInput>,
    ) -> Result<InviteMembersOutput, InviteMembersError> {
        let administrator = caller(&request);
        let mut relationships = self.lock();
        let mut rejected = Vec::new();
        for account in request.into_input().account_ids {
            match relationships.get_mut(&(administrator.clone(), account.clone())) {
                None => rejected.push(unprocessed(&account, "the account is no member; create it first")),
                Some(relationship) if matches!(relationship.status, Status::Invited | Status::Enabled) => {
                    rejected.push(unprocessed(&account, "the account is already invited or associated"));
                }
                Some(relationship) => {
                    let now = SystemTime::now();
                    relationship.status = Status::Invited;
                    relationship.invited_at = Some(now.into());
                    relationship.invitation_id = Some(invitation_id(&administrator, &account, now));
                }
            }
        }
        Ok(InviteMembersOutput::default().with(|output| output.unprocessed_accounts = Some(rejected)))
    }

    async fn list_invitations(
        &self,
        request: Request<ListInvitationsInput>,
    ) -> Result<ListInvitationsOutput, ListInvitationsError> {
        let account = caller(&request);
        let relationships = self.lock();
        let invitations = relationships
            .iter()
            .filter(|((_, to), relationship)| *to == account && relationship.invitation_id.is_some())
            .map(|((from, _), relationship)| {
                Invitation::default().with(|invitation| {
                    invitation.account_id = Some(from.clone());
                    invitation.invitation_id.clone_from(&relationship.invitation_id);
                    invitation.invited_at = relationship.invited_at;
                    invitation.member_status = Some(relationship.status.as_str().into());
                })
            })
            .collect();
        Ok(ListInvitationsOutput::default().with(|output| output.invitations = Some(invitations)))
    }

    async fn get_invitations_count(
        &self,
        request: Request<GetInvitationsCountInput>,
    ) -> Result<GetInvitationsCountOutput, GetInvitationsCountError> {
        let account = caller(&request);
        let relationships = self.lock();
        let open = |relationship: &Relationship| {
            relationship.invitation_id.is_some() && relationship.status != Status::Enabled
        };
        let count = relationships.iter().filter(|((_, to), relationship)| *to == account && open(relationship)).count();
        Ok(GetInvitationsCountOutput::default().with(|output| output.invitations_count = i32::try_from(count).ok()))
    }

    async fn accept_administrator_invitation(
        &self,
        request: Request<AcceptAdministratorInvitationInput>,
    ) -> Result<AcceptAdministratorInvitationOutput, AcceptAdministratorInvitationError> {
        let account = caller(&request);
        let input = request.into_input();
        let mut relationships = self.lock();
        let invited = relationships.get_mut(&(input.administrator_id, account)).filter(|relationship| {
            relationship.status == Status::Invited && relationship.invitation_id.as_ref() == Some(&input.invitation_id)
        });
        match invited {
            Some(relationship) => {
                relationship.status = Status::Enabled;
                Ok(AcceptAdministratorInvitationOutput::default())
            }
            None => Err(AcceptAdministratorInvitationError::InvalidInputException(invalid(
                "There is no such invitation from that account.",
            ))),
        }
    }

    async fn decline_invitations(
        &self,
        request: Request<DeclineInvitationsInput>,
    ) -> Result<DeclineInvitationsOutput, DeclineInvitationsError> {
        let account = caller(&request);
        let mut relationships = self.lock();
        let mut rejected = Vec::new();
        for administrator in request.into_input().account_ids {
            match relationships.get_mut(&(administrator.clone(), account.clone())) {
                Some(relationship) if relationship.status == Status::Invited => relationship.status = Status::Resigned,
                _ => rejected.push(unprocessed(&administrator, "there is no open invitation from that account")),
            }
        }
        Ok(DeclineInvitationsOutput::default().with(|output| output.unprocessed_accounts = Some(rejected)))
    }

    /// Both readings of the operation: an account clears away an invitation that it received, or takes back one
    /// that it sent.
    async fn delete_invitations(
        &self,
        request: Request<DeleteInvitationsInput>,
    ) -> Result<DeleteInvitationsOutput, DeleteInvitationsError> {
        let account = caller(&request);
        let mut relationships = self.lock();
        let mut rejected = Vec::new();
        for other in request.into_input().account_ids {
            let received = (other.clone(), account.clone());
            let sent = (account.clone(), other.clone());
            let has_invitation = |relationship: &Relationship| relationship.invitation_id.is_some();
            if let Some(relationship) = relationships.get_mut(&received).filter(|found| has_invitation(found)) {
                if relationship.status == Status::Resigned {
                    relationship.invitation_id = None;
                } else {
                    rejected.push(unprocessed(
                        &other,
                        "the account is still associated to it or has not declined the invitation",
                    ));
                }
            } else if let Some(relationship) =
                relationships.get_mut(&sent).filter(|found| has_invitation(found) && found.status == Status::Invited)
            {
                relationship.status = Status::Created;
                relationship.invitation_id = None;
            } else {
                rejected.push(unprocessed(&other, "there is no invitation from or to that account"));
            }
        }
        Ok(DeleteInvitationsOutput::default().with(|output| output.unprocessed_accounts = Some(rejected)))
    }
}

/// 32 hexadecimal digits, as Security Hub's have.
fn invitation_id(administrator: &str, account: &str, now: SystemTime) -> String {
    use std::hash::{BuildHasher, RandomState};
    let (first, second) = (RandomState::new(), RandomState::new());
    format!("{:016x}{:016x}", first.hash_one((administrator, account, now)), second.hash_one((account, now)))
}
