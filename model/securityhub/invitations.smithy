$version: "2"
$operationInputSuffix: "Request"
$operationOutputSuffix: "Response"

namespace com.amazonaws.securityhub

/// Lists the invitations that the calling account has received.
@http(method: "GET", uri: "/invitations", code: 200)
@paginated(inputToken: "NextToken", outputToken: "NextToken", items: "Invitations", pageSize: "MaxResults")
@readonly
@examples([
    {
        title: "List the invitations"
        input: {}
        output: {
            Invitations: [
                {
                    AccountId: "210000000001"
                    InvitationId: "7c9e6679742540de944be07fc1f90ae7"
                    InvitedAt: "2026-11-24T09:30:00Z"
                    MemberStatus: "Invited"
                }
            ]
        }
    }
])
operation ListInvitations {
    input := with [Page] {}

    output := with [MorePages] {
        /// The invitations of this page.
        Invitations: InvitationList
    }

    errors: [
        InternalException
        InvalidAccessException
        InvalidInputException
        LimitExceededException
    ]
}

/// Counts the invitations that the calling account has received and not accepted.
@http(method: "GET", uri: "/invitations/count", code: 200)
@readonly
@examples([
    {
        title: "Count the invitations"
        input: {}
        output: { InvitationsCount: 2 }
    }
])
operation GetInvitationsCount {
    input := {}

    output := {
        /// How many there are. The invitation that is accepted at present does not count.
        InvitationsCount: Integer
    }

    errors: [
        InternalException
        InvalidAccessException
        InvalidInputException
        LimitExceededException
    ]
}

/// Accepts an invitation: the calling account becomes a member, and the administrator sees its findings.
@http(method: "POST", uri: "/administrator", code: 200)
@examples([
    {
        title: "Accept an invitation"
        input: { AdministratorId: "210000000001", InvitationId: "7c9e6679742540de944be07fc1f90ae7" }
        output: {}
    }
    {
        title: "Accept an invitation that was withdrawn"
        input: { AdministratorId: "210000000001", InvitationId: "00000000000000000000000000000000" }
        error: {
            shapeId: InvalidInputException
            content: { Message: "No pending invitation from 210000000001.", Code: "InvalidInputException" }
        }
    }
])
operation AcceptAdministratorInvitation {
    input := with [Acceptance] {
        /// The administrator that sent the invitation.
        @required
        AdministratorId: NonEmptyString
    }

    output := {}

    errors: [
        InternalException
        InvalidAccessException
        InvalidInputException
        LimitExceededException
        ResourceNotFoundException
    ]
}

/// Accepts an invitation, under the name this operation had before.
@deprecated(message: "Call AcceptAdministratorInvitation, which does the same.")
@http(method: "POST", uri: "/master", code: 200)
operation AcceptInvitation {
    input := with [Acceptance] {
        /// The administrator that sent the invitation.
        @required
        MasterId: NonEmptyString
    }

    output := {}

    errors: [
        InternalException
        InvalidAccessException
        InvalidInputException
        LimitExceededException
        ResourceNotFoundException
    ]
}

/// Declines invitations that the calling account has received.
@http(method: "POST", uri: "/invitations/decline", code: 200)
@examples([
    {
        title: "Decline an invitation, and one that was never sent"
        input: {
            AccountIds: ["210000000001", "290000000009"]
        }
        output: {
            UnprocessedAccounts: [
                {
                    AccountId: "290000000009"
                    ProcessingResult: "The account has not invited you."
                }
            ]
        }
    }
])
operation DeclineInvitations {
    input := with [ForAccounts] {
        /// The administrators whose invitations to decline.
        $AccountIds
    }

    output := with [PerAccount] {}

    errors: [
        InternalException
        InvalidAccessException
        InvalidInputException
        ResourceNotFoundException
    ]
}

/// Deletes invitations between the calling account and others.
///
/// An administrator takes back what it has sent; an invited account clears away what it has declined.
/// Accounts of an organization have no invitations.
@http(method: "POST", uri: "/invitations/delete", code: 200)
@examples([
    {
        title: "Delete an invitation"
        input: {
            AccountIds: ["310000000002"]
        }
        output: {
            UnprocessedAccounts: []
        }
    }
    {
        title: "Delete an invitation that was accepted"
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
    {
        title: "Delete without Security Hub"
        input: {
            AccountIds: ["310000000002"]
        }
        error: {
            shapeId: InvalidAccessException
            content: { Message: "Account 210000000001 is not subscribed to AWS Security Hub", Code: "InvalidAccessException" }
        }
    }
])
operation DeleteInvitations {
    input := with [ForAccounts] {
        /// The accounts at the other end of the invitations.
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

/// The input of the two operations that accept an invitation.
@mixin
structure Acceptance {
    /// The invitation, as `ListInvitations` names it.
    @required
    InvitationId: NonEmptyString
}

/// An invitation, as the invited account sees it.
structure Invitation {
    /// The administrator that sent it.
    AccountId: AccountId

    /// What to name it by when accepting it.
    InvitationId: NonEmptyString

    /// When it was sent.
    InvitedAt: Timestamp

    /// How the two accounts stand to each other: a status such as a [`Member`](#Member) has.
    MemberStatus: NonEmptyString
}

/// Invitations.
list InvitationList {
    member: Invitation
}
