$version: "2"

namespace com.amazonaws.securityhub

use aws.api#service
use aws.auth#sigv4
use aws.protocols#restJson1

/// Accounts, members and invitations of AWS Security Hub.
///
/// An **administrator** account sees the findings of its **member** accounts. Accounts outside an
/// organization become members by invitation:
///
/// 1. Both sides turn Security Hub on: [`EnableSecurityHub`](#EnableSecurityHub).
/// 2. The administrator adds the account with `CreateMembers`, then invites it with `InviteMembers`.
/// 3. The invited account finds the invitation with `ListInvitations` and answers it with
///    `AcceptAdministratorInvitation` or `DeclineInvitations`.
/// 4. Either side ends the relationship: `DisassociateMembers` or `DisassociateFromAdministratorAccount`.
///
/// An invitation, and the membership that follows from it, holds in one Region.
@service(
    sdkId: "SecurityHub"
    arnNamespace: "securityhub"
    cloudFormationName: "SecurityHub"
    cloudTrailEventSource: "securityhub.amazonaws.com"
    endpointPrefix: "securityhub"
)
@sigv4(name: "securityhub")
@restJson1
@title("AWS SecurityHub")
// The operations that say "master" stay for the callers they have.
@suppress(["DeprecatedShape"])
service SecurityHubAPIService {
    version: "2018-10-26"
    operations: [
        // accounts.smithy
        EnableSecurityHub
        DescribeHub
        DisableSecurityHub
        // members.smithy
        CreateMembers
        GetMembers
        ListMembers
        InviteMembers
        DisassociateMembers
        DeleteMembers
        // invitations.smithy
        ListInvitations
        GetInvitationsCount
        AcceptAdministratorInvitation
        AcceptInvitation
        DeclineInvitations
        DeleteInvitations
        // administrator.smithy
        GetAdministratorAccount
        GetMasterAccount
        DisassociateFromAdministratorAccount
        DisassociateFromMasterAccount
    ]
}
