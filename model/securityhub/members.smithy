$version: "2"
$operationInputSuffix: "Request"
$operationOutputSuffix: "Response"

namespace com.amazonaws.securityhub

/// Adds accounts as members of the calling account, which becomes their administrator.
///
/// The accounts are not told. Those outside the organization still have to be invited with
/// `InviteMembers` and to accept; those inside it become members at once.
@http(method: "POST", uri: "/members", code: 200)
@examples([
    {
        title: "Add two accounts, one of which is a member already"
        input: {
            AccountDetails: [
                {
                    AccountId: "310000000002"
                    Email: "security@shop.example"
                }
                {
                    AccountId: "310000000003"
                }
            ]
        }
        output: {
            UnprocessedAccounts: [
                {
                    AccountId: "310000000003"
                    ProcessingResult: "The account is a member already."
                }
            ]
        }
    }
])
operation CreateMembers {
    input := {
        /// The accounts to add.
        @required
        AccountDetails: AccountDetailsList
    }

    output := with [PerAccount] {}

    errors: [
        AccessDeniedException
        InternalException
        InvalidAccessException
        InvalidInputException
        LimitExceededException
        ResourceConflictException
    ]
}

/// Looks up members of the calling administrator by their account IDs.
@http(method: "POST", uri: "/members/get", code: 200)
@examples([
    {
        title: "Look up a member and a stranger"
        input: {
            AccountIds: ["310000000002", "390000000009"]
        }
        output: {
            Members: [
                {
                    AccountId: "310000000002"
                    Email: "security@shop.example"
                    AdministratorId: "210000000001"
                    MasterId: "210000000001"
                    MemberStatus: "Invited"
                    InvitedAt: "2026-11-24T09:30:00Z"
                    UpdatedAt: "2026-11-24T09:30:00Z"
                }
            ]
            UnprocessedAccounts: [
                {
                    AccountId: "390000000009"
                    ProcessingResult: "The account is not a member."
                }
            ]
        }
    }
])
operation GetMembers {
    input := with [ForAccounts] {
        /// The members to look up.
        $AccountIds
    }

    output := with [PerAccount] {
        /// The members that were found.
        Members: MemberList
    }

    errors: [
        InternalException
        InvalidAccessException
        InvalidInputException
        LimitExceededException
        ResourceNotFoundException
    ]
}

/// Lists the members of the calling administrator.
@http(method: "GET", uri: "/members", code: 200)
@paginated(inputToken: "NextToken", outputToken: "NextToken", items: "Members", pageSize: "MaxResults")
@readonly
@examples([
    {
        title: "List everybody, also those who never answered"
        input: { OnlyAssociated: false, MaxResults: 1 }
        output: {
            Members: [
                {
                    AccountId: "310000000002"
                    AdministratorId: "210000000001"
                    MemberStatus: "Created"
                }
            ]
            NextToken: "eyJhZnRlciI6IjMxMDAwMDAwMDAwMiJ9"
        }
    }
])
operation ListMembers {
    input := with [Page] {
        /// Whether to list only members whose status is `Enabled`. Left out, it counts as `true`.
        @httpQuery("OnlyAssociated")
        OnlyAssociated: Boolean
    }

    output := with [MorePages] {
        /// The members of this page.
        Members: MemberList
    }

    errors: [
        InternalException
        InvalidAccessException
        InvalidInputException
        LimitExceededException
    ]
}

/// Invites accounts that were added with `CreateMembers` to become members.
///
/// An account can be invited again after it was removed or has resigned.
@http(method: "POST", uri: "/members/invite", code: 200)
@examples([
    {
        title: "Invite an account"
        input: {
            AccountIds: ["310000000002"]
        }
        output: {
            UnprocessedAccounts: []
        }
    }
])
operation InviteMembers {
    input := with [ForAccounts] {
        /// The accounts to invite.
        $AccountIds
    }

    output := with [PerAccount] {}

    errors: [
        InternalException
        InvalidAccessException
        InvalidInputException
        LimitExceededException
        ResourceNotFoundException
    ]
}

/// Ends the membership of accounts, on the administrator's side.
///
/// Their status becomes `Removed`. Works for members by invitation and for those of the organization.
@http(method: "POST", uri: "/members/disassociate", code: 200)
@examples([
    {
        title: "Part from a member"
        input: {
            AccountIds: ["310000000002"]
        }
        output: {}
    }
])
operation DisassociateMembers {
    input := with [ForAccounts] {
        /// The members to part from.
        $AccountIds
    }

    output := {}

    errors: [
        AccessDeniedException
        InternalException
        InvalidAccessException
        InvalidInputException
        LimitExceededException
        ResourceNotFoundException
    ]
}

/// Forgets members that were added by invitation. Part from them first with `DisassociateMembers`.
@http(method: "POST", uri: "/members/delete", code: 200)
@examples([
    {
        title: "Forget a member that is still associated"
        input: {
            AccountIds: ["310000000002"]
        }
        output: {
            UnprocessedAccounts: [
                {
                    AccountId: "310000000002"
                    ProcessingResult: "The account is still associated."
                }
            ]
        }
    }
])
operation DeleteMembers {
    input := with [ForAccounts] {
        /// The members to forget.
        $AccountIds
    }

    output := with [PerAccount] {}

    errors: [
        InternalException
        InvalidAccessException
        InvalidInputException
        LimitExceededException
        ResourceNotFoundException
    ]
}

/// An account to be added as a member.
structure AccountDetails {
    /// The account.
    @required
    AccountId: AccountId

    /// Where to reach its owner.
    Email: NonEmptyString
}

/// The accounts to be added as members.
@length(min: 1, max: 50)
list AccountDetailsList {
    member: AccountDetails
}

/// A member account, as its administrator sees it.
structure Member {
    /// The account.
    AccountId: AccountId

    /// Where to reach its owner.
    Email: NonEmptyString

    /// The administrator, under the name it had before.
    @deprecated(message: "Read AdministratorId, which holds the same.")
    MasterId: NonEmptyString

    /// The administrator.
    AdministratorId: NonEmptyString

    /// How the two accounts stand to each other:
    ///
    /// - `Created`: added, not invited yet.
    /// - `Invited`: invited, no answer yet.
    /// - `Enabled`: an active member.
    /// - `Removed`: the administrator ended it.
    /// - `Resigned`: the member ended it, or declined.
    /// - `Deleted`: the administrator deleted the account from its list.
    /// - `AccountSuspended`: the organization suspended the account while it was being enabled.
    MemberStatus: NonEmptyString

    /// When the account was invited last.
    InvitedAt: Timestamp

    /// When this entry changed last.
    UpdatedAt: Timestamp
}

/// Member accounts.
list MemberList {
    member: Member
}
