//! What a hub remembers.
//!
//! There are two kinds of things: a [`Hub`] for each account and Region that has turned Security Hub on, and a
//! [`Relationship`] for each pair of administrator and member in a Region. The administrator's view of a
//! relationship is a member, the other account's view is an invitation; both are of one row, so neither can be seen
//! without the other.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use whitesmith::Timestamp;

/// How two accounts stand to each other: the values of `Member$MemberStatus`, less the one of organizations.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// Added by the administrator, not invited.
    Created,
    /// Invited, no answer yet.
    Invited,
    /// Accepted: an active member.
    Enabled,
    /// The administrator ended it.
    Removed,
    /// The member ended it, or declined.
    Resigned,
    /// The administrator has forgotten the account. It is no member any more; what is left is the invitation, until
    /// the account that received it deletes it.
    Deleted,
}

impl Status {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::Created, Self::Invited, Self::Enabled, Self::Removed, Self::Resigned, Self::Deleted];

    /// Those of an account that the administrator sees among its members.
    pub const LISTED: &'static [Self] = &[Self::Created, Self::Invited, Self::Enabled, Self::Removed, Self::Resigned];

    /// Those that make the other account an administrator: members that it has, or may get without doing more.
    pub const ACTIVE: &'static [Self] = &[Self::Created, Self::Invited, Self::Enabled];

    /// The name on the wire, and in storage.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Created => "Created",
            Self::Invited => "Invited",
            Self::Enabled => "Enabled",
            Self::Removed => "Removed",
            Self::Resigned => "Resigned",
            Self::Deleted => "Deleted",
        }
    }
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Status {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let names = || Self::ALL.map(Self::as_str).join(", ");
        Self::ALL
            .into_iter()
            .find(|status| status.as_str() == text)
            .ok_or_else(|| format!("`{text}` is no status; there are {}", names()))
    }
}

/// Security Hub, turned on for an account in a Region.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hub {
    /// The Region: `eu-north-1`.
    pub region: String,
    /// The twelve digits of the account.
    pub account: String,
    /// When it was turned on.
    pub subscribed_at: Timestamp,
    /// `STANDARD_CONTROL`, `SECURITY_CONTROL`, or whatever else was sent.
    pub control_finding_generator: String,
    /// The tags of the hub.
    pub tags: BTreeMap<String, String>,
}

impl Hub {
    /// The hub's ARN.
    pub fn arn(&self) -> String {
        format!("arn:aws:securityhub:{}:{}:hub/default", self.region, self.account)
    }
}

/// What is between an administrator and a member.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relationship {
    /// The Region it holds in.
    pub region: String,
    /// The account that added the other.
    pub administrator: String,
    /// The account that was added.
    pub member: String,
    /// Where to reach the owner of the member, if the administrator said so.
    pub email: Option<String>,
    /// How they stand to each other.
    pub status: Status,
    /// When the member was invited last.
    pub invited_at: Option<Timestamp>,
    /// When the relationship changed last.
    pub updated_at: Timestamp,
    /// The invitation, as long as neither side has deleted it.
    pub invitation: Option<Invitation>,
}

impl Relationship {
    /// Whether the member may accept the invitation: it has not been answered, or led to a membership that the member
    /// left.
    pub fn is_open(&self) -> bool {
        matches!(self.status, Status::Invited | Status::Resigned)
            && self.invitation.as_ref().is_some_and(|invitation| !invitation.declined)
    }
}

/// An invitation that was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invitation {
    /// 32 hexadecimal digits.
    pub id: String,
    /// Whether the member declined it; that is final, until it is invited again.
    pub declined: bool,
}
