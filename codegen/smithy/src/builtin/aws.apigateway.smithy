// Amazon API Gateway.
$version: "2.0"
namespace aws.apigateway
use aws.api#arnReference

/// Where the gateway takes API keys from.
@externalDocumentation(
    "Developer Guide": "https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-api-key-source.html"
)
@internal
@tags(["internal"])
@trait(selector: "service")
string apiKeySource

/// Calls need an API key.
@internal
@tags(["internal"])
@trait(selector: "operation")
structure apiKeyRequired {}

/// The authorizer to use below here, by name.
@internal
@tags(["internal"])
@trait(selector: ":test(service, resource, operation)")
string authorizer

/// Authorizers by name.
@internal
@tags(["internal"])
@trait(selector: "service")
map authorizers {
    key: String
    value: AuthorizerDefinition
}

/// The backend the gateway forwards calls to.
@internal
@tags(["internal"])
@trait(
    selector: ":test(service, resource, operation)"
    conflicts: ["aws.apigateway#mockIntegration"]
)
structure integration {
    /// Kind of backend.
    @required
    type: IntegrationType
    /// ARN or address of the backend.
    @required
    uri: Arn
    /// Role to call it with.
    credentials: IamRoleArn
    /// Method to call it with.
    @required
    httpMethod: String
    /// What to do with content no template is for.
    passThroughBehavior: PassThroughBehavior
    /// Whether to turn text into binary or back.
    contentHandling: ContentHandling
    /// How long to wait, in milliseconds.
    timeoutInMillis: Integer
    /// The VPC link.
    connectionId: String
    /// Over which network.
    connectionType: ConnectionType = "INTERNET"
    /// Which cached parameters belong together.
    cacheNamespace: String
    /// Version of the payload sent to a function.
    payloadFormatVersion: String
    /// Parameters that tell cached responses apart.
    cacheKeyParameters: StringList
    /// Where the backend's parameters come from.
    requestParameters: RequestParameters
    /// Templates of the backend's request, by media type.
    requestTemplates: Templates
    /// What to make of responses, by a pattern on their status.
    responses: IntegrationResponses
    /// How to speak TLS to it.
    tlsConfig: TlsConfig
    /// Whether responses are buffered or streamed.
    responseTransferMode: String
    /// The load balancer or listener behind a VPC link.
    @suppress(["RepeatedShapeName"])
    integrationTarget: String
}

/// Answers without any backend.
@internal
@tags(["internal"])
@trait(
    selector: ":test(service, resource, operation)"
    conflicts: ["aws.apigateway#integration"]
)
structure mockIntegration {
    /// What to do with content no template is for.
    passThroughBehavior: PassThroughBehavior
    /// Where parameters come from.
    requestParameters: RequestParameters
    /// Templates of the request, by media type.
    requestTemplates: Templates
    /// What to answer.
    responses: IntegrationResponses
}

/// The request validator to use below here, by name.
@internal
@tags(["internal"])
@trait(selector: ":test(service, operation)")
string requestValidator

/// The gateway's own responses, by type.
@internal
@tags(["internal"])
@trait(selector: "service")
map gatewayResponses {
    key: String
    value: GatewayResponse
}

/// Kinds of endpoint the API has.
@internal
@tags(["internal"])
@trait(selector: "service")
structure endpointConfiguration {
    /// The kinds.
    @required
    types: EndpointTypes
    /// VPC endpoints of a private API.
    vpcEndpointIds: VpcEndpointIds
    /// Whether the default endpoint is off.
    disableExecuteApiEndpoint: Boolean
    /// Which versions of IP it speaks.
    ipAddressType: IpAddressType
}

/// From how many bytes on payloads are compressed.
@internal
@tags(["internal"])
@trait(selector: "service")
@range(min: 0, max: 10485760)
integer minimumCompressionSize

/// The resource policy of the API.
@internal
@tags(["internal"])
@trait(selector: "service")
document resourcePolicy

/// Which TLS the API accepts.
@internal
@tags(["internal"])
@trait(selector: "service")
structure apiTlsPolicy {
    /// Name of the policy.
    @required
    securityPolicy: String
    /// How strictly endpoints are guarded.
    endpointAccessMode: EndpointAccessMode
}

/// An authorizer.
@private
structure AuthorizerDefinition {
    /// The authentication scheme it serves.
    @idRef(
        selector: "[trait|authDefinition]"
        failWhenMissing: true
        errorMessage: "The scheme of an authorizer definition must reference an auth trait"
    )
    @required
    scheme: String
    /// Kind of authorizer.
    type: String
    /// Authentication type in the API definition.
    customAuthType: String
    /// Address of the function.
    uri: String
    /// Role to call it with.
    credentials: String
    /// Where the identity comes from.
    identitySource: String
    /// Pattern an identity has to match.
    identityValidationExpression: String
    /// How many seconds a result is remembered.
    resultTtlInSeconds: Integer
    /// Version of the payload sent to the function.
    authorizerPayloadFormatVersion: PayloadFormatVersion
    /// Whether the function answers yes or no instead of a policy.
    enableSimpleResponses: Boolean
}

/// What to make of a response.
@private
structure IntegrationResponse {
    statusCode: String
    contentHandling: ContentHandling
    responseTemplates: Templates
    responseParameters: ResponseParameters
}

/// How to speak TLS to a backend.
@private
structure TlsConfig {
    /// Whether not to check the certificate.
    insecureSkipVerification: Boolean
}

/// Texts.
@private
list StringList {
    member: String
}

/// Responses by pattern.
@private
map IntegrationResponses {
    key: String
    value: IntegrationResponse
}

/// Sources of parameters.
@private
map RequestParameters {
    key: String
    value: String
}

/// Sources of response headers.
@private
map ResponseParameters {
    key: String
    value: String
}

/// Templates by media type.
@private
map Templates {
    key: String
    value: String
}

/// An ARN.
@arnReference
@private
string Arn

/// Networks.
@private
enum ConnectionType {
    INTERNET
    VPC_LINK
}

/// Conversions.
@private
enum ContentHandling {
    CONVERT_TO_TEXT
    CONVERT_TO_BINARY
}

/// The ARN of a role.
@arnReference(type: "AWS::IAM::Role")
@private
string IamRoleArn

/// Kinds of backend.
@private
enum IntegrationType {
    /// An AWS service, with templates.
    AWS = "aws"
    /// A function, given the whole request.
    AWS_PROXY = "aws_proxy"
    /// An HTTP server, with templates.
    HTTP = "http"
    /// An HTTP server, given the whole request.
    HTTP_PROXY = "http_proxy"
}

/// What to do with content no template is for.
@private
enum PassThroughBehavior {
    WHEN_NO_TEMPLATES = "when_no_templates"
    WHEN_NO_MATCH = "when_no_match"
    NEVER = "never"
}

/// Versions of an authorizer's payload.
@private
enum PayloadFormatVersion {
    V1_0 = "1.0"
    V2_0 = "2.0"
}

/// A response of the gateway's own.
@private
structure GatewayResponse {
    /// Its status.
    statusCode: String
    /// Its headers.
    responseParameters: GatewayResponseParameterMap
    /// Its bodies, by media type.
    responseTemplates: GatewayResponseTemplateMap
}

/// Headers of a response.
@private
map GatewayResponseParameterMap {
    key: String
    value: String
}

/// Bodies by media type.
@private
map GatewayResponseTemplateMap {
    key: String
    value: String
}

/// Kinds of endpoint.
@private
enum EndpointType {
    EDGE
    REGIONAL
    PRIVATE
}

/// Several kinds of endpoint.
@private
list EndpointTypes {
    member: EndpointType
}

/// VPC endpoints.
@private
list VpcEndpointIds {
    member: String
}

/// How strictly an endpoint is guarded.
@private
enum EndpointAccessMode {
    BASIC
    STRICT
}

/// Versions of IP.
@private
enum IpAddressType {
    IPV4 = "ipv4"
    DUAL_STACK = "dualstack"
}
