// Tests of protocols, and smoke tests.
$version: "2.0"
namespace smithy.test

/// Inputs and the HTTP requests they become.
@trait(selector: "operation")
@length(min: 1)
list httpRequestTests {
    member: HttpRequestTestCase
}

/// An input and the request it becomes.
@private
structure HttpRequestTestCase with [HttpRequestMixin] {
    /// Name of the test.
    @required
    @pattern("^[A-Za-z_][A-Za-z0-9_]+$")
    id: String
    /// The protocol.
    @required
    @idRef(selector: "[trait|protocolDefinition]", failWhenMissing: true)
    protocol: String
    /// The authentication scheme.
    @idRef(selector: "[trait|authDefinition]", failWhenMissing: true)
    authScheme: String
    /// The input.
    params: Document
    /// Settings of the client.
    vendorParams: Document
    /// Shape of those settings.
    @idRef(failWhenMissing: true)
    vendorParamsShape: String
    /// What it shows.
    documentation: String
    /// Words to group tests by.
    tags: NonEmptyStringList
    /// Whether only clients or only servers run it.
    appliesTo: AppliesTo
}

/// Texts by name.
@private
map StringMap {
    key: String
    value: String
}

/// Texts.
@private
list StringList {
    member: String
}

/// Outputs, or errors, and the HTTP responses they become.
@trait(selector: ":test(operation, structure[trait|error])")
@length(min: 1)
list httpResponseTests {
    member: HttpResponseTestCase
}

/// An output or error and the response it becomes.
@private
structure HttpResponseTestCase with [HttpResponseMixin] {
    /// Name of the test.
    @required
    @pattern("^[A-Za-z_][A-Za-z0-9_]+$")
    id: String
    /// The protocol.
    @required
    @idRef(selector: "[trait|protocolDefinition]", failWhenMissing: true)
    protocol: String
    /// The authentication scheme.
    @idRef(selector: "[trait|authDefinition]", failWhenMissing: true)
    authScheme: String
    /// The output or error.
    params: Document
    /// Settings of the client.
    vendorParams: Document
    /// Shape of those settings.
    @idRef(failWhenMissing: true)
    vendorParamsShape: String
    /// What it shows.
    documentation: String
    /// Words to group tests by.
    tags: NonEmptyStringList
    /// Whether only clients or only servers run it.
    appliesTo: AppliesTo
}

/// Some texts.
@private
list NonEmptyStringList {
    member: NonEmptyString
}

/// Some text.
@private
@length(min: 1)
string NonEmptyString

/// Who runs a test.
@private
enum AppliesTo {
    /// Clients.
    @enumValue("client")
    CLIENT
    /// Servers.
    @enumValue("server")
    SERVER
}

/// Wrong requests and the responses a server gives.
@trait(selector: "operation")
@length(min: 1)
@unstable
list httpMalformedRequestTests {
    member: HttpMalformedRequestTestCase
}

/// A wrong request and the response a server gives.
@private
structure HttpMalformedRequestTestCase {
    /// Name of the test.
    @required
    @pattern("^[A-Za-z_][A-Za-z0-9_]+$")
    id: String
    /// The protocol.
    @required
    @idRef(selector: "[trait|protocolDefinition]", failWhenMissing: true)
    protocol: String
    /// The request.
    @required
    request: HttpMalformedRequestDefinition
    /// The response.
    @required
    response: HttpMalformedResponseDefinition
    /// What it shows.
    documentation: String
    /// Words to group tests by.
    tags: NonEmptyStringList
    /// Lists of values; the test is repeated for each index, with `$name:L` or `$name:S` replaced.
    testParameters: HttpMalformedRequestTestParametersDefinition
}

/// A wrong request.
@private
structure HttpMalformedRequestDefinition {
    /// Method.
    @required
    @length(min: 1)
    method: String
    /// Path.
    @required
    @length(min: 1)
    uri: String
    /// Host to send it to.
    host: String
    /// Query parameters.
    queryParams: StringList
    /// Headers.
    headers: StringMap
    /// Body.
    body: String
    /// How to compare bodies.
    bodyMediaType: String
}

/// The response to a wrong request.
@private
structure HttpMalformedResponseDefinition {
    /// Headers.
    headers: StringMap
    /// Status.
    @required
    @range(min: 100, max: 599)
    code: Integer
    /// Body.
    body: HttpMalformedResponseBodyDefinition
}

/// The body of the response to a wrong request.
@private
structure HttpMalformedResponseBodyDefinition {
    /// What it has to be.
    @required
    assertion: HttpMalformedResponseBodyAssertion
    /// Its media type.
    @required
    mediaType: String
}

/// What a body has to be.
@private
union HttpMalformedResponseBodyAssertion {
    /// The same as this.
    contents: String
    /// One whose message matches this.
    messageRegex: String
}

/// Values by name.
@private
map HttpMalformedRequestTestParametersDefinition {
    key: String
    value: StringList
}

/// Event streams and what they are on the wire.
@trait(selector: "operation :test(-[input, output]-> structure > member > union[trait|streaming])")
@length(min: 1)
list eventStreamTests {
    member: EventStreamTestCase
}

/// An event stream and what it is on the wire.
@private
structure EventStreamTestCase {
    /// Name of the test.
    @required
    @pattern("^[A-Za-z_][A-Za-z0-9_]+$")
    id: String
    /// The protocol.
    @required
    @idRef(selector: "[trait|protocolDefinition]", failWhenMissing: true)
    protocol: String
    /// The input besides the stream.
    initialRequestParams: Document
    /// The request.
    initialRequest: Document
    /// Shape that describes the request.
    @idRef(selector: "structure", failWhenMissing: true)
    initialRequestShape: String
    /// The output besides the stream.
    initialResponseParams: Document
    /// The response.
    initialResponse: Document
    /// Shape that describes the response.
    @idRef(selector: "structure", failWhenMissing: true)
    initialResponseShape: String
    /// Events of both directions, in order.
    events: Events
    /// How it ends.
    expectation: TestExpectation
    /// Settings of the client.
    vendorParams: Document
    /// Shape of those settings.
    @idRef(selector: "structure", failWhenMissing: true)
    vendorParamsShape: String
    /// What it shows.
    documentation: String
    /// Whether only clients or only servers run it.
    appliesTo: AppliesTo
    /// Words to group tests by.
    tags: NonEmptyStringList
}

/// The request, when it is HTTP.
structure InitialHttpRequest with [HttpRequestMixin] {}

/// The response, when it is HTTP.
structure InitialHttpResponse with [HttpResponseMixin] {}

/// Events.
@private
list Events {
    member: Event
}

/// An event.
@private
structure Event {
    /// Its direction.
    @required
    type: EventType
    /// Its content.
    params: Document
    /// Its headers.
    headers: EventHeaders
    /// Headers it must not have.
    forbidHeaders: StringList
    /// Headers it must have.
    requireHeaders: StringList
    /// Its payload.
    body: Blob
    /// How to compare payloads.
    bodyMediaType: String
    /// The whole frame.
    bytes: Blob
    /// Settings for this event.
    vendorParams: Document = {}
    /// Shape of those settings.
    @idRef(selector: "structure", failWhenMissing: true)
    vendorParamsShape: String
}

/// Directions.
@private
enum EventType {
    /// To the service.
    REQUEST = "request"
    /// From the service.
    RESPONSE = "response"
}

/// Headers by name.
@private
map EventHeaders {
    key: String
    value: EventHeaderValue
}

/// The value of a header, with its type.
@private
union EventHeaderValue {
    boolean: Boolean
    byte: Byte
    short: Short
    integer: Integer
    long: Long
    blob: Blob
    string: String
    timestamp: Timestamp
}

/// How a test ends.
@private
union TestExpectation {
    /// Well.
    success: Unit
    /// With an error.
    failure: TestFailureExpectation
}

/// The error a test ends with.
@private
structure TestFailureExpectation {
    /// The error; any if absent.
    @idRef(failWhenMissing: true, selector: "[trait|error]")
    errorId: String
}

/// What requests and responses have in common.
@private
@mixin
structure HttpMessageMixin {
    /// Headers it has.
    headers: StringMap
    /// Headers it must not have.
    forbidHeaders: StringList
    /// Headers it must have, whatever their values.
    requireHeaders: StringList
    /// Body.
    body: String
    /// How to compare bodies.
    bodyMediaType: String
}

/// A request.
@private
@mixin
structure HttpRequestMixin with [HttpMessageMixin] {
    /// Method.
    @required
    @length(min: 1)
    method: String
    /// Path.
    @required
    @length(min: 1)
    uri: String
    /// Host the client is given.
    host: String
    /// Host the request goes to.
    resolvedHost: String
    /// Query parameters it has.
    queryParams: StringList
    /// Query parameters it must not have.
    forbidQueryParams: StringList
    /// Query parameters it must have, whatever their values.
    requireQueryParams: StringList
}

/// A response.
@private
@mixin
structure HttpResponseMixin with [HttpMessageMixin] {
    /// Status.
    @required
    @range(min: 100, max: 599)
    code: Integer
}

/// Calls that show a service is alive.
@trait(selector: "operation")
list smokeTests {
    member: SmokeTestCase
}

/// A call that shows a service is alive.
@private
structure SmokeTestCase {
    /// Name of the test.
    @required
    @pattern("^[A-Za-z_][A-Za-z0-9_]+$")
    id: String
    /// The input.
    params: Document
    /// Settings of the client.
    vendorParams: Document
    /// Shape of those settings.
    @idRef(failWhenMissing: true)
    vendorParamsShape: String
    /// How it ends.
    @required
    expect: Expectation
    /// Words to group tests by.
    tags: TagList
}

/// How a call ends.
@private
union Expectation {
    /// Well.
    success: Unit
    /// With an error.
    failure: FailureExpectation
}

/// The error a call ends with.
@private
structure FailureExpectation {
    /// The error; any if absent.
    @idRef(failWhenMissing: true, selector: "[trait|error]")
    errorId: String
}

/// Tags of a test.
@private
list TagList {
    member: Tag
}

/// A tag of a test.
@private
@pattern("^[A-Za-z][A-Za-z0-9_\\-]+$")
string Tag
