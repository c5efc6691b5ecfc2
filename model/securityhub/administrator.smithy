$version: "2"
$operationInputSuffix: "Request"
$operationOutputSuffix: "Response"

namespace com.amazonaws.securityhub

/// Tells the calling member who its administrator is.
@http(method: "GET", uri: "/administrator", code: 200)
@readonly
@examples([
    {
        title: "Ask who the administrator is"
        input: {}
        output: {
            Administrator: {
                AccountId: "210000000001"
                InvitationId: "7c9e6679742540de944be07fc1f90ae7"
                InvitedAt: "2026-11-24T09:30:00Z"
                MemberStatus: "Enabled"
            }
        }
    }
])
operation GetAdministratorAccount {
    input := {}

    output := {
        /// The administrator, and the invitation that led to it. Absent when the account is no member.
        Administrator: Invitation
    }

    errors: [
        InternalException
        InvalidAccessException
        InvalidInputException
        LimitExceededException
        ResourceNotFoundException
    ]
}

/// Tells the calling member who its administrator is, under the name this operation had before.
@deprecated(message: "Call GetAdministratorAccount, which does the same.")
@http(method: "GET", uri: "/master", code: 200)
@readonly
operation GetMasterAccount {
    input := {}

    output := {
        /// The administrator, and the invitation that led to it. Absent when the account is no member.
        Master: Invitation
    }

    errors: [
        InternalException
        InvalidAccessException
        InvalidInputException
        LimitExceededException
        ResourceNotFoundException
    ]
}

/// Ends the membership of the calling account. Its status becomes `Resigned`.
///
/// Members by way of an organization cannot leave like this: their administrator has to part from them.
@http(method: "POST", uri: "/administrator/disassociate", code: 200)
@examples([
    {
        title: "Leave the administrator"
        input: {}
        output: {}
    }
])
operation DisassociateFromAdministratorAccount {
    input := {}
    output := {}
    errors: [
        InternalException
        InvalidAccessException
        InvalidInputException
        LimitExceededException
        ResourceNotFoundException
    ]
}

/// Ends the membership of the calling account, under the name this operation had before.
@deprecated(message: "Call DisassociateFromAdministratorAccount, which does the same.")
@http(method: "POST", uri: "/master/disassociate", code: 200)
operation DisassociateFromMasterAccount {
    input := {}
    output := {}
    errors: [
        InternalException
        InvalidAccessException
        InvalidInputException
        LimitExceededException
        ResourceNotFoundException
    ]
}
