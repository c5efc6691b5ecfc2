// Authentication of AWS services.
$version: "2.0"
namespace aws.auth

/// Amazon Cognito user pools say who the caller is.
@authDefinition
@internal
@tags(["internal"])
@trait(selector: "service")
structure cognitoUserPools {
    /// ARNs of the user pools.
    @required
    providerArns: StringList
}

/// OAuth scopes a caller needs.
@internal
@tags(["internal"])
@length(min: 1)
@trait(selector: "service[trait|aws.auth#cognitoUserPools] ~> operation")
list cognitoUserPoolsScopes {
    member: String
}

/// Requests are signed with AWS Signature Version 4.
@authDefinition(traits: [unsignedPayload])
@externalDocumentation(Reference: "https://docs.aws.amazon.com/general/latest/gr/signature-version-4.html")
@trait(
    selector: "service"
    breakingChanges: [
        {
            change: "remove"
            message: """
                Removing the existing authentication scheme is not backward compatible \
                and can break existing clients' authentication."""
        }
    ]
)
structure sigv4 {
    /// Name of the service in the signature.
    @externalDocumentation(Reference: "https://docs.aws.amazon.com/general/latest/gr/sigv4-create-string-to-sign.html")
    @length(min: 1)
    @required
    name: String
}

/// Requests are signed with the asymmetric form of AWS Signature Version 4, for several regions.
@authDefinition(traits: [unsignedPayload])
@externalDocumentation(
    Reference: "https://docs.aws.amazon.com/general/latest/gr/signature-version-4.html"
    Examples: "https://github.com/aws-samples/sigv4a-signing-examples"
)
@trait(
    selector: "service[trait|aws.auth#sigv4]"
    breakingChanges: [
        {
            change: "remove"
            message: """
                Removing the existing authentication scheme is not backward compatible \
                and can break existing clients' authentication."""
        }
    ]
)
structure sigv4a {
    /// Name of the service in the signature.
    @externalDocumentation(Reference: "https://docs.aws.amazon.com/general/latest/gr/sigv4-create-string-to-sign.html")
    @length(min: 1)
    @required
    name: String
}

/// The signature does not cover the body.
@trait(selector: "operation")
structure unsignedPayload {}

/// Texts.
@private
list StringList {
    member: String
}
