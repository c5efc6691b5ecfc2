// AWS IAM.
$version: "2.0"
namespace aws.iam

/// Name of the IAM action.
@deprecated(since: "2023-11-10", message: "Use the `name` member of the `aws.iam#iamAction` trait instead.")
@trait(selector: "operation")
string actionName

/// What the IAM action allows.
@deprecated(since: "2023-11-10", message: "Use the `documentation` member of the `aws.iam#iamAction` trait instead.")
@trait(selector: "operation")
string actionPermissionDescription

/// Condition keys that apply here.
@trait(selector: ":test(resource, operation)")
list conditionKeys {
    member: ConditionKeyName
}

/// The condition key that the member's value is for.
@trait(selector: "member")
@pattern("^(([A-Za-z0-9][A-Za-z0-9-\\.]{0,62}:)?[^:\\s]+)$")
string conditionKeyValue

/// Condition keys of the service.
@trait(selector: "service")
map defineConditionKeys {
    key: ConditionKeyName
    value: ConditionKeyDefinition
}

/// Condition keys are not derived from identifiers.
@trait(selector: ":test(service, resource)")
structure disableConditionKeyInference {}

/// The IAM action of an operation.
@trait(selector: "operation")
structure iamAction {
    /// Its name.
    name: String
    /// What it allows.
    documentation: String
    /// Where to read more, within the service's documentation.
    relativeDocumentation: String
    /// Other actions a caller needs.
    requiredActions: RequiredActionsList
    /// Resources the action works on.
    resources: ActionResources
    /// Resources the action creates.
    createsResources: ResourceNameList
}

/// The IAM side of a resource.
@trait(selector: "resource")
structure iamResource {
    /// Its name.
    name: String
    /// Where to read more, within the service's documentation.
    relativeDocumentation: String
    /// Whether keys of the parents do not apply.
    disableConditionKeyInheritance: Boolean
}

/// Other actions a caller needs.
@deprecated(since: "2023-11-10", message: "Use the `requiredActions` member of the `aws.iam#iamAction` trait instead.")
@trait(selector: "operation")
list requiredActions {
    member: IamIdentifier
}

/// Condition keys whose values the service finds out by itself.
@trait(selector: "service")
list serviceResolvedConditionKeys {
    member: ConditionKeyName
}

/// Kinds of principal that may call.
@trait(selector: ":test(service, operation)")
list supportedPrincipalTypes {
    member: PrincipalType
}

/// Resources of an action.
@private
structure ActionResources {
    /// Those a policy has to name.
    required: ActionResourceMap
    /// Those a policy may name.
    optional: ActionResourceMap
}

/// A condition key.
@private
structure ConditionKeyDefinition {
    /// Type of its values.
    @required
    type: ConditionKeyType
    /// What it means.
    documentation: String
    /// Where to read more.
    externalDocumentation: String
    /// Where to read more, within the service's documentation.
    relativeDocumentation: String
    /// Whether it is always there.
    required: Boolean
}

/// A resource of an action.
@private
structure ActionResource {
    /// Condition keys of the pair.
    conditionKeys: ConditionKeysList
}

/// Resources by name.
@private
map ActionResourceMap {
    key: ResourceName
    value: ActionResource
}

/// Condition keys.
@private
@uniqueItems
list ConditionKeysList {
    member: String
}

/// Actions.
@private
@uniqueItems
list RequiredActionsList {
    member: IamIdentifier
}

/// Resources.
@private
@uniqueItems
list ResourceNameList {
    member: ResourceName
}

/// Name of a condition key.
@private
@pattern("^(([A-Za-z0-9][A-Za-z0-9-\\.]{0,62}:)?[^:\\s]+)$")
string ConditionKeyName

/// Types of condition keys.
@private
enum ConditionKeyType {
    ARN
    ARRAY_OF_ARN = "ArrayOfARN"
    BINARY = "Binary"
    ARRAY_OF_BINARY = "ArrayOfBinary"
    STRING = "String"
    ARRAY_OF_STRING = "ArrayOfString"
    NUMERIC = "Numeric"
    ARRAY_OF_NUMERIC = "ArrayOfNumeric"
    DATE = "Date"
    ARRAY_OF_DATE = "ArrayOfDate"
    BOOL = "Bool"
    ARRAY_OF_BOOL = "ArrayOfBool"
    IP_ADDRESS = "IPAddress"
    ARRAY_OF_IP_ADDRESS = "ArrayOfIPAddress"
}

/// An action with its service.
@pattern("^([A-Za-z0-9][A-Za-z0-9-\\.]{0,62}:[^:]+)$")
@private
string IamIdentifier

/// Name of a resource.
@private
string ResourceName

/// Kinds of principal.
@private
enum PrincipalType {
    ROOT = "Root"
    IAM_USER = "IAMUser"
    IAM_ROLE = "IAMRole"
    FEDERATED_USER = "FederatedUser"
}
