// What AWS services are called, and how their resources are named, tagged and found.
$version: "2.0"
namespace aws.api

/// How the ARNs of a resource are built.
@externalDocumentation(Reference: "https://docs.aws.amazon.com/general/latest/gr/aws-arns-and-namespaces.html")
@trait(selector: "resource")
structure arn {
    /// The resource part, with the names of identifiers in braces.
    @required
    template: String
    /// Whether the template is a whole ARN.
    absolute: Boolean
    /// Whether the region is left out.
    noRegion: Boolean
    /// Whether the account is left out.
    noAccount: Boolean
    /// What stands between the parts of a reusable ARN's template.
    resourceDelimiter: ResourceDelimiter
    /// Whether a later resource may get the same ARN.
    reusable: Boolean
}

/// Text that is an ARN.
@trait(selector: "string")
structure arnReference {
    /// CloudFormation type of the resource.
    type: String
    /// Shape id of the resource.
    resource: String
    /// Shape id of the service.
    service: String
}

/// A stream that may be sent in `aws-chunked` encoding.
@trait(
    selector: "blob[trait|streaming]"
    breakingChanges: [{change: "remove"}]
)
structure awsChunked {}

/// Clients ask the service where to send this operation.
@trait(selector: "operation")
structure clientDiscoveredEndpoint {
    /// Whether they must.
    @required
    required: Boolean
}

/// How clients ask the service where to send operations.
@trait(selector: "service")
structure clientEndpointDiscovery {
    /// The operation that tells.
    @idRef(failWhenMissing: true, selector: "operation")
    @required
    operation: String
    /// The error that says the place was wrong.
    @idRef(failWhenMissing: true, selector: "structure[trait|error]")
    @recommended
    error: String
}

/// An input member to hand to the discovery operation.
@trait(
    selector: """
        operation[trait|aws.api#clientDiscoveredEndpoint] -[input]->
        structure > :test(member[trait|required] > string)"""
)
structure clientEndpointDiscoveryId {}

/// Manages things.
@trait(
    selector: ":test(service, resource, operation)"
    conflicts: ["aws.api#dataPlane"]
)
structure controlPlane {}

/// What kind of customer data this is.
@trait(selector: ":test(simpleType, list, structure, union, member)")
enum data {
    /// Content the customer stores or processes.
    CUSTOMER_CONTENT = "content"
    /// Account data.
    CUSTOMER_ACCOUNT_INFORMATION = "account"
    /// Usage and other data of the service's own.
    SERVICE_ATTRIBUTES = "usage"
    /// Tags.
    TAG_DATA = "tagging"
    /// Permissions and roles.
    PERMISSIONS_DATA = "permissions"
}

/// Uses things.
@trait(
    selector: ":test(service, resource, operation)"
    conflicts: ["aws.api#controlPlane"]
)
structure dataPlane {}

/// Names of an AWS service.
@trait(selector: "service")
structure service {
    /// Name in SDKs.
    @required
    sdkId: String
    /// Name in ARNs.
    arnNamespace: ArnNamespace
    /// Name in CloudFormation types.
    cloudFormationName: CloudFormationName
    /// Event source in CloudTrail.
    cloudTrailEventSource: String
    /// Name in links to documentation.
    docId: String
    /// Name in endpoints' metadata.
    endpointPrefix: String
    /// Namespace of its metrics.
    cloudWatchNamespace: CloudWatchMetricNamespace
}

/// A service whose resources can be tagged.
@trait(selector: "service")
@unstable
structure tagEnabled {
    /// Whether it lacks operations of the usual names.
    disableDefaultOperations: Boolean
    /// Operations of other names.
    apiConfig: TaggableServiceApiConfig
}

/// An operation of the service.
@idRef(failWhenMissing: true, selector: "service > operation")
string ServiceTagOperationReference

/// Operations that work on the tags of any resource.
structure TaggableServiceApiConfig {
    /// Adds tags.
    tagApi: ServiceTagOperationReference
    /// Removes tags.
    untagApi: ServiceTagOperationReference
    /// Lists tags.
    listTagsApi: ServiceTagOperationReference
}

/// An operation of the resource.
@idRef(failWhenMissing: true, selector: "resource > operation")
string TagOperationReference

/// Operations that work on the tags of one resource.
structure TaggableApiConfig {
    /// Adds tags.
    @required
    tagApi: TagOperationReference
    /// Removes tags.
    @required
    untagApi: TagOperationReference
    /// Lists tags.
    @required
    listTagsApi: TagOperationReference
}

/// A resource that can be tagged.
@trait(selector: "resource")
@unstable
structure taggable {
    /// The property that holds the tags.
    property: String
    /// Operations of the resource's own.
    apiConfig: TaggableApiConfig
    /// Whether the system's own tags are not supported.
    disableSystemTags: Boolean
}

/// Delimiters in ARN templates.
@private
enum ResourceDelimiter {
    FORWARD_SLASH = "/"
    COLON = ":"
}

/// Name of a service in ARNs.
@pattern("^[a-z0-9.\\-]{1,63}$")
@private
string ArnNamespace

/// Name of a service in CloudFormation.
@pattern("^[A-Z][A-Za-z0-9]+$")
@private
string CloudFormationName

/// Namespace of metrics.
@pattern("^[^:].*$")
@length(min: 1, max: 255)
@private
string CloudWatchMetricNamespace
