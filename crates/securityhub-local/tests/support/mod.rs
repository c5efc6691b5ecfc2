//! What the tests share: accounts with letters for names, calls as one line of text, and their answers as one line.

#![allow(dead_code, unreachable_pub, reason = "each test uses a part of it")]

pub mod model;
pub mod place;
pub mod process;

use std::collections::HashMap;

use securityhub::operation::*;
use securityhub::types::{AccountDetails, ResultShape};
use securityhub::{OperationError, Request, SecurityHub, With};
use securityhub_local::accounts::identity;

/// The account with a letter for a name: twelve digits, in the order of the alphabet.
pub fn account(name: &str) -> String {
    match name.as_bytes() {
        [letter @ b'A'..=b'Z'] => format!("{:012}", 100_000_000_000 + u64::from(letter - b'A')),
        // Whatever else is written stands for itself, so that a test can name what is no account.
        _ => name.into(),
    }
}

/// Puts letters back into a text that has accounts in it.
pub fn letters(text: &str) -> String {
    let mut text = text.to_owned();
    for letter in b'A'..=b'Z' {
        let name = char::from(letter).to_string();
        text = text.replace(&account(&name), &name);
    }
    text
}

/// A session of calls to one service.
pub struct Session<'a, S> {
    service: &'a S,
    /// The last invitation of each pair of administrator and member that was seen, by whatever name it got.
    pub invitations: HashMap<String, String>,
    token: Option<String>,
    detail: Detail,
    /// The `amz-sdk-invocation-id` of the next call.
    pub invocation: Option<String>,
}

/// What an answer shows.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Detail {
    /// The words of errors and reasons, for people who read the rules.
    Words,
    /// Ids and tokens, for a model that follows them, which does not know words.
    Ids,
}

impl<'a, S: SecurityHub> Session<'a, S> {
    pub fn new(service: &'a S) -> Self {
        Self { service, invitations: HashMap::new(), token: None, detail: Detail::Words, invocation: None }
    }

    /// A session whose answers show ids and tokens, and no words.
    pub fn of_ids(service: &'a S) -> Self {
        Self { detail: Detail::Ids, ..Self::new(service) }
    }

    /// Makes a call, `A@us-east-1 invite B C`, and returns its answer.
    pub async fn call(&mut self, line: &str) -> String {
        let mut words = line.split_whitespace();
        let who = words.next().unwrap_or_default();
        let (who, region) = who.split_once('@').unwrap_or((who, "eu-north-1"));
        let what = words.next().unwrap_or_default();
        let words: Vec<&str> = words.collect();
        let accounts: Vec<String> = words.iter().map(|word| account(word)).collect();
        let caller = Caller { account: account(who), region, invocation: self.invocation.take() };
        let answer = self.perform(&caller, what, &words, accounts).await;
        letters(&answer)
    }

    #[expect(deprecated, reason = "a scenario may call operations that are deprecated")]
    async fn perform(&mut self, caller: &Caller<'_>, what: &str, words: &[&str], accounts: Vec<String>) -> String {
        let (hub, detail) = (self.service, self.detail);
        match what {
            "enable" => {
                detail.show(hub.enable_security_hub(caller.of(EnableSecurityHubInput::default())).await, |_| ok())
            }
            "disable" => {
                detail.show(hub.disable_security_hub(caller.of(DisableSecurityHubInput::default())).await, |_| ok())
            }
            "describe" => {
                let input =
                    DescribeHubInput::default().with(|input| input.hub_arn = words.first().map(|w| (*w).into()));
                detail.show(hub.describe_hub(caller.of(input)).await, |output| {
                    let generator = output.control_finding_generator.map(|value| value.to_string());
                    format!("{} {}", output.hub_arn.unwrap_or_default(), generator.unwrap_or_default())
                })
            }
            "create" => {
                let details = accounts.into_iter().map(AccountDetails::new);
                detail.show(hub.create_members(caller.of(CreateMembersInput::new(details))).await, |output| {
                    detail.unprocessed(output.unprocessed_accounts)
                })
            }
            "invite" => detail.show(hub.invite_members(caller.of(InviteMembersInput::new(accounts))).await, |output| {
                detail.unprocessed(output.unprocessed_accounts)
            }),
            "disassociate" => detail
                .show(hub.disassociate_members(caller.of(DisassociateMembersInput::new(accounts))).await, |_| ok()),
            "forget" => detail.show(hub.delete_members(caller.of(DeleteMembersInput::new(accounts))).await, |output| {
                detail.unprocessed(output.unprocessed_accounts)
            }),
            "decline" => detail
                .show(hub.decline_invitations(caller.of(DeclineInvitationsInput::new(accounts))).await, |output| {
                    detail.unprocessed(output.unprocessed_accounts)
                }),
            "delete" => detail
                .show(hub.delete_invitations(caller.of(DeleteInvitationsInput::new(accounts))).await, |output| {
                    detail.unprocessed(output.unprocessed_accounts)
                }),
            "get" => detail.show(hub.get_members(caller.of(GetMembersInput::new(accounts))).await, |output| {
                format!("{} | {}", members(output.members), detail.unprocessed(output.unprocessed_accounts))
            }),
            "members" | "all-members" => {
                let input = ListMembersInput::default().with(|input| {
                    input.only_associated = (what == "all-members").then_some(false);
                    input.max_results = words.first().and_then(|size| size.parse().ok());
                    input.next_token = self.token_of(words);
                });
                let result = hub.list_members(caller.of(input)).await;
                self.token = result.as_ref().ok().and_then(|output| output.next_token.clone());
                detail.show(result, |output| detail.more(members(output.members), output.next_token.as_deref()))
            }
            "invitations" => {
                let input = ListInvitationsInput::default().with(|input| {
                    input.max_results = words.first().and_then(|size| size.parse().ok());
                    input.next_token = self.token_of(words);
                });
                let result = hub.list_invitations(caller.of(input)).await;
                self.token = result.as_ref().ok().and_then(|output| output.next_token.clone());
                for invitation in result.iter().flat_map(|output| output.invitations.iter().flatten()) {
                    let pair = format!("{}>{}", invitation.account_id.as_deref().unwrap_or_default(), caller.account);
                    self.invitations.insert(letters(&pair), invitation.invitation_id.clone().unwrap_or_default());
                }
                detail.show(result, |output| {
                    let invitations = output.invitations.unwrap_or_default();
                    let shown = invitations.iter().map(|shown| detail.invitation(shown)).collect::<Vec<_>>().join(" ");
                    detail.more(shown, output.next_token.as_deref())
                })
            }
            "count" => detail
                .show(hub.get_invitations_count(caller.of(GetInvitationsCountInput::default())).await, |output| {
                    output.invitations_count.map_or("none".into(), |count| count.to_string())
                }),
            "administrator" => {
                let input = caller.of(GetAdministratorAccountInput::default());
                detail.show(hub.get_administrator_account(input).await, |output| {
                    output.administrator.as_ref().map_or("nobody".into(), |shown| detail.invitation(shown))
                })
            }
            "master" => detail
                .show(hub.get_master_account(caller.of(GetMasterAccountInput::default())).await, |output| {
                    output.master.as_ref().map_or("nobody".into(), |shown| detail.invitation(shown))
                }),
            "leave" => {
                let input = caller.of(DisassociateFromAdministratorAccountInput::default());
                detail.show(hub.disassociate_from_administrator_account(input).await, |_| ok())
            }
            "leave-master" => {
                let input = caller.of(DisassociateFromMasterAccountInput::default());
                detail.show(hub.disassociate_from_master_account(input).await, |_| ok())
            }
            // Accepts the invitation that was seen last, or the one that the second word names.
            "accept" | "accept-master" => {
                let from = words.first().copied().unwrap_or_default();
                let pair = format!("{from}>{}", letters(&caller.account));
                let seen = self.invitations.get(&pair).cloned();
                let id = words.get(1).map(|id| (*id).to_owned()).or(seen).unwrap_or_else(|| "0".repeat(32));
                if what == "accept" {
                    let input = AcceptAdministratorInvitationInput::new(id, account(from));
                    detail.show(hub.accept_administrator_invitation(caller.of(input)).await, |_| ok())
                } else {
                    detail.show(
                        hub.accept_invitation(caller.of(AcceptInvitationInput::new(id, account(from)))).await,
                        |_| ok(),
                    )
                }
            }
            other => panic!("`{other}` is no call"),
        }
    }

    /// The token to ask with: the last one for `next`, or the second word.
    fn token_of(&self, words: &[&str]) -> Option<String> {
        match words.get(1) {
            Some(&"next") => self.token.clone(),
            other => other.map(|token| (*token).to_owned()),
        }
    }
}

/// Who calls.
struct Caller<'a> {
    account: String,
    region: &'a str,
    invocation: Option<String>,
}

impl Caller<'_> {
    /// A request of this caller's: over the wire its access key is the account, and within a process its identity.
    fn of<T>(&self, input: T) -> Request<T> {
        let mut request = Request::new(input);
        let value = format!(
            "AWS4-HMAC-SHA256 Credential={}/20261124/{}/securityhub/aws4_request, SignedHeaders=host, Signature=0",
            self.account, self.region
        );
        request.headers_mut().insert("authorization", value.parse().unwrap());
        if let Some(invocation) = &self.invocation {
            request.headers_mut().insert("amz-sdk-invocation-id", invocation.parse().unwrap());
        }
        request.extensions_mut().insert(identity(&self.account, self.region));
        request
    }
}

fn ok() -> String {
    "ok".into()
}

impl Detail {
    fn show<T, E: OperationError>(self, result: Result<T, E>, output: impl FnOnce(T) -> String) -> String {
        match result {
            Ok(value) => output(value),
            Err(error) => {
                let status = error.status().unwrap_or_default();
                let code = error.code().unwrap_or("?").trim_end_matches("Exception").to_owned();
                match self {
                    Self::Words => format!("{status} {code}: {}", error.message().unwrap_or("?")),
                    Self::Ids => format!("{status} {code}"),
                }
            }
        }
    }

    fn unprocessed(self, accounts: Option<Vec<ResultShape>>) -> String {
        let Some(accounts) = accounts else { return "nothing".into() };
        if accounts.is_empty() {
            return ok();
        }
        let show = |result: &ResultShape| {
            let account = result.account_id.as_deref().unwrap_or("?");
            let reason = result.processing_result.as_deref().unwrap_or("?");
            let reason = reason.strip_prefix("The request is rejected because ").unwrap_or(reason);
            match self {
                Self::Words => format!("{account}: {reason}"),
                Self::Ids => format!("!{account}"),
            }
        };
        accounts.iter().map(show).collect::<Vec<_>>().join(" ")
    }

    fn invitation(self, invitation: &securityhub::types::Invitation) -> String {
        let id = invitation.invitation_id.as_deref().unwrap_or_default();
        assert!(id.len() == 32 && id.bytes().all(|byte| byte.is_ascii_hexdigit()), "{id} is no invitation id");
        assert!(invitation.invited_at.is_some());
        let account = invitation.account_id.as_deref().unwrap_or("?");
        let status = invitation.member_status.as_deref().unwrap_or("?");
        match self {
            Self::Words => format!("{account}:{status}"),
            Self::Ids => format!("{account}:{status}#{id}"),
        }
    }

    fn more(self, shown: String, token: Option<&str>) -> String {
        let shown = if shown.is_empty() { "none".to_owned() } else { shown };
        match (self, token) {
            (_, None) => shown,
            (Self::Words, Some(_)) => format!("{shown} ..."),
            (Self::Ids, Some(token)) => format!("{shown} ...#{token}"),
        }
    }
}

fn members(members: Option<Vec<securityhub::types::Member>>) -> String {
    let show = |member: &securityhub::types::Member| {
        assert!(member.updated_at.is_some());
        let status = member.member_status.as_deref().unwrap_or("?");
        let invited = if member.invited_at.is_some() { "" } else { "-" };
        format!("{}:{status}{invited}", member.account_id.as_deref().unwrap_or("?"))
    };
    members.unwrap_or_default().iter().map(show).collect::<Vec<_>>().join(" ")
}
