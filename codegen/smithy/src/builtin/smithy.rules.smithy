// Endpoint rules.
$version: "2.0"
namespace smithy.rules

/// Rules that find the endpoint of a call.
@unstable
@trait(selector: "service")
document endpointRuleSet

/// The same rules, compiled to a binary decision diagram.
@unstable
@trait(selector: "service")
structure endpointBdd {
    /// Version of the rules language.
    @required
    version: String
    /// What the rules depend on.
    @required
    parameters: Parameters
    /// The conditions that nodes refer to.
    @required
    conditions: Conditions
    /// The results that nodes refer to.
    @required
    results: Results
    /// Where to start.
    @required
    @range(min: -1)
    root: Integer
    /// How many nodes there are.
    @required
    @range(min: 0)
    nodeCount: Integer
    /// The nodes: three big-endian integers of 32 bits each, in base64.
    @required
    nodes: String
}

/// Parameters by name.
@private
map Parameters {
    key: String
    value: Parameter
}

/// Something the rules depend on.
@private
structure Parameter {
    /// Its type.
    @required
    type: ParameterType
    /// Whether its use is advised against.
    deprecated: Boolean
    /// What it means.
    documentation: String
    /// Its value when none is given.
    default: Document
    /// The client setting that gives its value.
    builtIn: String
    /// Whether it must have a value.
    required: Boolean
}

/// Types of parameters.
enum ParameterType {
    STRING = "string"
    BOOLEAN = "boolean"
    STRING_ARRAY = "stringArray"
}

/// Conditions, all of which have to hold.
@private
list Conditions {
    member: Condition
}

/// A function call; it holds when the result is neither absent nor false.
@private
structure Condition {
    /// The function.
    @required
    fn: String
    /// Its arguments.
    @required
    argv: DocumentList
    /// Name for the result.
    assign: String
}

/// Values.
@private
list DocumentList {
    member: Document
}

/// Results.
@private
list Results {
    member: Result
}

/// What the rules come to.
@private
structure Result {
    /// Endpoint or error.
    @required
    type: ResultType
    /// What it means.
    documentation: String
    /// Message of the error.
    error: Document
    /// The endpoint.
    endpoint: EndpointObject
    /// Conditions of the result.
    conditions: Conditions
}

/// Kinds of result.
@private
enum ResultType {
    ENDPOINT = "endpoint"
    ERROR = "error"
}

/// An endpoint.
@private
structure EndpointObject {
    /// Its address.
    @required
    url: Document
    /// Its properties, such as authentication schemes.
    properties: EndpointProperties
    /// Headers to send to it.
    headers: EndpointObjectHeaders
}

/// Properties by name.
@private
map EndpointProperties {
    key: String
    value: Document
}

/// Headers by name.
@private
map EndpointObjectHeaders {
    key: String
    value: DocumentList
}

/// Tests of the endpoint rules.
@unstable
@trait(selector: "service :is([trait|smithy.rules#endpointRuleSet], [trait|smithy.rules#endpointBdd])")
structure endpointTests {
    /// Version of the tests.
    @required
    version: String
    /// The tests.
    testCases: EndpointTestList
}

/// Hands the member to the endpoint rules.
@unstable
@trait(selector: "operation -[input]-> structure > member")
structure contextParam {
    /// The parameter it becomes.
    @required
    name: String
}

/// Fixed values for the endpoint rules, for this operation.
@unstable
@trait(selector: "operation")
map staticContextParams {
    /// The parameter.
    key: String
    /// Its value.
    value: StaticContextParamDefinition
}

/// Values for the endpoint rules, taken from the input.
@unstable
@trait(selector: "operation")
map operationContextParams {
    /// The parameter.
    key: String
    /// Where its value comes from.
    value: OperationContextParamDefinition
}

/// Client settings handed to the endpoint rules.
@unstable
@trait(selector: "service")
map clientContextParams {
    /// The parameter.
    key: String
    /// Its type.
    value: ClientContextParamDefinition
}

/// A fixed value.
@unstable
@private
structure StaticContextParamDefinition {
    /// The value.
    @required
    value: Document
}

/// A value taken from the input.
@unstable
@private
structure OperationContextParamDefinition {
    /// A JMESPath expression over the input.
    @required
    path: String
}

/// A client setting.
@unstable
@private
structure ClientContextParamDefinition {
    /// Its type.
    @required
    type: ShapeType
    /// What it means.
    documentation: String
}

/// Types of client settings.
@unstable
@private
enum ShapeType {
    STRING = "string"
    BOOLEAN = "boolean"
}

/// Tests.
@unstable
@private
list EndpointTestList {
    member: EndpointTest
}

/// A test of the endpoint rules.
@unstable
@private
structure EndpointTest {
    /// What it shows.
    documentation: String
    /// Values of the parameters.
    params: Document
    /// Calls that lead to the same result.
    operationInputs: OperationInputs
    /// What the rules come to.
    @required
    expect: EndpointTestExpectation
}

/// Calls.
@unstable
@private
list OperationInputs {
    member: OperationInput
}

/// A call.
@unstable
@private
structure OperationInput {
    /// The operation.
    @required
    operationName: String
    /// Its input.
    operationParams: Document
    /// Values of built-in parameters.
    builtInParams: Document
    /// Client settings.
    clientParams: Document
}

/// What the rules come to.
@unstable
@private
union EndpointTestExpectation {
    /// An error with this message.
    error: String
    /// An endpoint.
    endpoint: EndpointExpectation
}

/// An endpoint.
@unstable
@private
structure EndpointExpectation {
    /// Its address.
    url: String
    /// Headers to send to it.
    headers: EndpointHeaders
    /// Its properties.
    properties: Properties
}

/// Headers by name.
@unstable
@private
map EndpointHeaders {
    key: String
    value: EndpointHeaderValue
}

/// Values of a header.
@unstable
@private
list EndpointHeaderValue {
    member: String
}

/// Properties by name.
@unstable
@private
map Properties {
    key: String
    value: Document
}
