$version: "2"
$operationInputSuffix: "Request"
$operationOutputSuffix: "Response"

namespace com.amazonaws.securityhub

/// Turns Security Hub on for the calling account, in one Region.
///
/// Unless told otherwise, it also enables the standards that AWS enables by default.
@http(method: "POST", uri: "/accounts", code: 200)
@examples([
    {
        title: "Enable without the default standards"
        input: {
            EnableDefaultStandards: false
            ControlFindingGenerator: "SECURITY_CONTROL"
            Tags: { team: "detection" }
        }
        output: {}
    }
    {
        title: "Enable twice"
        input: {}
        error: {
            shapeId: ResourceConflictException
            content: { Message: "Account 210000000001 is already subscribed to Security Hub", Code: "ResourceConflictException" }
        }
    }
])
operation EnableSecurityHub {
    input := {
        /// Tags to put on the hub.
        Tags: TagMap

        /// Whether to enable the default standards. Left out, it counts as `true`.
        EnableDefaultStandards: Boolean

        /// Whether a control that several standards share reports one finding or one for each standard.
        ControlFindingGenerator: ControlFindingGenerator
    }

    output := {}

    errors: [
        AccessDeniedException
        InternalException
        InvalidAccessException
        LimitExceededException
        ResourceConflictException
    ]
}

/// Describes the hub of the calling account: its ARN, its age, and how it treats controls.
@http(method: "GET", uri: "/accounts", code: 200)
@readonly
@examples([
    {
        title: "Describe the hub of the account"
        input: {}
        output: {
            HubArn: "arn:aws:securityhub:eu-north-1:210000000001:hub/default"
            SubscribedAt: "2026-11-24T09:30:00.000Z"
            AutoEnableControls: true
            ControlFindingGenerator: "SECURITY_CONTROL"
        }
    }
])
operation DescribeHub {
    input := {
        /// The ARN of the hub. Left out, it is the hub of the calling account.
        @httpQuery("HubArn")
        HubArn: NonEmptyString
    }

    output := {
        /// The ARN of the hub.
        HubArn: NonEmptyString

        /// When Security Hub was enabled: a date and time, as text.
        SubscribedAt: NonEmptyString

        /// Whether controls that are added to an enabled standard are enabled with it.
        AutoEnableControls: Boolean

        /// Whether a control that several standards share reports one finding or one for each standard.
        ControlFindingGenerator: ControlFindingGenerator
    }

    errors: [
        InternalException
        InvalidAccessException
        InvalidInputException
        LimitExceededException
        ResourceNotFoundException
    ]
}

/// Turns Security Hub off for the calling account, in one Region.
///
/// Findings, insights and settings are kept for 90 days, then deleted. An administrator that still has
/// members cannot do this.
@http(method: "DELETE", uri: "/accounts", code: 200)
@idempotent
operation DisableSecurityHub {
    input := {}
    output := {}
    errors: [
        AccessDeniedException
        InternalException
        InvalidAccessException
        LimitExceededException
        ResourceNotFoundException
    ]
}

/// How many findings a control that is part of several standards reports.
enum ControlFindingGenerator {
    /// One for each standard.
    STANDARD_CONTROL

    /// One in all.
    SECURITY_CONTROL
}

/// The tags of a resource.
@length(min: 1, max: 50)
map TagMap {
    key: TagKey
    value: TagValue
}

/// The name of a tag. Names that start with `aws:` are reserved.
@length(min: 1, max: 128)
@pattern("^(?!aws:)[a-zA-Z+-=._:/]+$")
string TagKey

/// The value of a tag. It may be empty.
@length(min: 0, max: 256)
string TagValue
