// The prelude: simple shapes, and the traits of the specification. Simple shapes are described in comments: other
// shapes of their names are compared with them, traits and all.
$version: "2.0"
namespace smithy.api

// Text of any length.
string String

// Uninterpreted bytes.
blob Blob

// An integer without bounds.
bigInteger BigInteger

// A decimal number without bounds on size and precision.
bigDecimal BigDecimal

// A point in time, without a calendar.
timestamp Timestamp

// A value that needs no schema: whatever JSON could hold.
document Document

// True or false, or absent.
boolean Boolean

// A signed integer of 8 bits.
byte Byte

// A signed integer of 16 bits.
short Short

// A signed integer of 32 bits.
integer Integer

// A signed integer of 64 bits.
long Long

// An IEEE 754 number of 32 bits.
float Float

// An IEEE 754 number of 64 bits.
double Double

// A boolean that is false unless said otherwise.
@default(false)
boolean PrimitiveBoolean

// A byte that is zero unless said otherwise.
@default(0)
byte PrimitiveByte

// A short that is zero unless said otherwise.
@default(0)
short PrimitiveShort

// An integer that is zero unless said otherwise.
@default(0)
integer PrimitiveInteger

// A long that is zero unless said otherwise.
@default(0)
long PrimitiveLong

// A float that is zero unless said otherwise.
@default(0)
float PrimitiveFloat

// A double that is zero unless said otherwise.
@default(0)
double PrimitiveDouble

// Nothing: the input or output of an operation without one, and the value of a union variant without one.
@unitType
structure Unit {}

/// Turns a shape into a trait, whose values the shape describes.
@trait(
    selector: ":is(simpleType, list, map, structure, union)"
    breakingChanges: [
        {change: "presence"}
        {path: "/structurallyExclusive", change: "any"}
        {
            path: "/conflicts"
            change: "update"
            severity: "NOTE"
            message: "Adding more conflicts to a trait could cause previously written models to fail validation."
        }
    ]
)
structure trait {
    /// Which shapes the trait may stand on.
    selector: String
    /// Whether only one member of a structure may carry the trait, or target a shape that does.
    structurallyExclusive: StructurallyExclusive
    /// Traits that may not stand on the same shape.
    conflicts: NonEmptyStringList
    /// Which changes of the trait break users of a model.
    breakingChanges: TraitDiffRules
}

/// Rules on changes of a trait.
@private
@length(min: 1)
list TraitDiffRules {
    member: TraitDiffRule
}

/// One rule on changes of a trait.
@private
structure TraitDiffRule {
    /// JSON pointer to the part of the value that is watched; the whole value if absent.
    path: String
    /// The kind of change that breaks.
    @required
    change: TraitChangeType
    /// How bad it is.
    severity: Severity = "ERROR"
    /// Why it breaks.
    message: String
}

/// Kinds of change.
@private
enum TraitChangeType {
    /// The value differs.
    UPDATE = "update"
    /// It is there and was not before.
    ADD = "add"
    /// It was there and is no longer.
    REMOVE = "remove"
    /// It came or went.
    PRESENCE = "presence"
    /// Anything.
    ANY = "any"
}

/// Severities of events that a model may define.
@private
enum Severity {
    NOTE
    WARNING
    DANGER
    ERROR
}

/// What structural exclusiveness counts.
@private
enum StructurallyExclusive {
    /// Members that carry the trait.
    MEMBER = "member"
    /// Members whose target carries the trait.
    TARGET = "target"
}

/// Advises against use of a shape.
@trait
structure deprecated {
    /// Why, and what to use instead.
    message: String
    /// Since which date or version.
    since: String
}

/// In IDL 1.0, a number or boolean that may be absent. Not to be used in 2.0.
@trait(
    selector: """
        :test(boolean, byte, short, integer, long, float, double,
        member > :test(boolean, byte, short, integer, long, float, double))"""
)
structure box {}

/// What the shape means, in CommonMark.
@trait
string documentation

/// Names of, and links to, further reading.
@trait
@length(min: 1)
map externalDocumentation {
    key: NonEmptyString
    value: NonEmptyString
}

/// The authentication schemes to try, best first.
@trait(selector: ":is(service, operation)")
@uniqueItems
list auth {
    member: AuthTraitReference
}

/// Id of a trait that defines an authentication scheme.
@idRef(selector: "[trait|authDefinition]")
@private
string AuthTraitReference

/// Makes a trait the name of a protocol.
@trait(
    selector: "structure[trait|trait]"
    breakingChanges: [{change: "presence"}]
)
structure protocolDefinition {
    /// Traits that implementations of the protocol have to understand.
    traits: TraitShapeIdList
    /// Whether the protocol cannot carry document types.
    @deprecated(message: "Use the `@traitValidators` trait instead")
    noInlineDocumentSupport: Boolean
}

/// Ids of traits.
@private
list TraitShapeIdList {
    member: TraitShapeId
}

/// Id of a trait.
@private
@idRef(failWhenMissing: true, selector: "[trait|trait]")
string TraitShapeId

/// Makes a trait the name of an authentication scheme.
@trait(
    selector: "structure[trait|trait]"
    breakingChanges: [{change: "presence"}]
)
structure authDefinition {
    /// Traits that implementations of the scheme have to understand.
    traits: TraitShapeIdList
}

/// User name and password in the `Authorization` header.
@trait(
    selector: "service"
    breakingChanges: [{change: "remove"}]
)
@authDefinition
@externalDocumentation("RFC 2617": "https://tools.ietf.org/html/rfc2617.html")
structure httpBasicAuth {}

/// HTTP digest authentication.
@trait(
    selector: "service"
    breakingChanges: [{change: "remove"}]
)
@authDefinition
@externalDocumentation("RFC 2617": "https://tools.ietf.org/html/rfc2617.html")
structure httpDigestAuth {}

/// A bearer token in the `Authorization` header.
@trait(
    selector: "service"
    breakingChanges: [{change: "remove"}]
)
@authDefinition
@externalDocumentation("RFC 6750": "https://tools.ietf.org/html/rfc6750.html")
structure httpBearerAuth {}

/// A key sent in a header or a query parameter.
@trait(
    selector: "service"
    breakingChanges: [{change: "remove"}]
)
@authDefinition
structure httpApiKeyAuth {
    /// Name of the header or query parameter.
    @required
    name: NonEmptyString
    /// Where the key goes.
    @required
    in: HttpApiKeyLocations
    /// Scheme to write in front of the key; for headers only.
    scheme: NonEmptyString
}

/// Selectors of shapes that do not go together with a trait, by the id of the event they cause.
@trait(selector: "[trait|trait]")
map traitValidators {
    /// Id of the event.
    @length(min: 1)
    key: String
    /// What to look for.
    value: TraitValidator
}

/// A selector of shapes that do not go together with a trait.
@private
structure TraitValidator {
    /// Starts at the shape that carries the trait; everything it yields is reported.
    @required
    selector: String
    /// What to report.
    message: String
    /// How bad it is.
    severity: Severity = "ERROR"
}

/// Gives a metadata key a type.
@trait(selector: "dataType :not([trait|input]) :not([trait|output])")
structure metadata {
    /// The key.
    @required
    @length(min: 1)
    key: String
}

/// Named sets of shapes, in metadata.
@private
@metadata(key: "shapeClosures")
list ShapeClosures {
    member: ShapeClosure
}

/// A named set of shapes, for generators to refer to.
@private
structure ShapeClosure {
    /// Name of the set, in the form of a shape id that no shape has.
    @required
    id: ClosureId
    /// Namespaces whose shapes belong to the set.
    includeNamespaces: Namespaces = []
    /// Selector of further shapes of the set.
    @length(min: 1)
    includeBySelector: String
    /// Names to use in the set instead of the shapes' own.
    rename: Renames = {}
    /// What the set is for, in CommonMark.
    documentation: CommonMark
}

/// Name of a shape closure.
@private
@idRef(failWhenMissing: false)
string ClosureId

/// Namespaces.
@private
@uniqueItems
list Namespaces {
    member: String
}

/// New names by shape id.
@private
map Renames {
    /// The shape.
    @idRef(
        failWhenMissing: true
        selector: ":not(:is(member, service, resource, operation))"
        errorMessage: """
            Renames must target shapes that are in the model and must not target \
            services, resources, operations, or members."""
    )
    key: String
    /// Its name within the closure.
    value: Identifier
}

/// Text in CommonMark.
@private
@externalDocumentation("CommonMark Specification": "https://commonmark.org/")
@mediaType("text/markdown; charset=UTF-8; variant=CommonMark")
string CommonMark

/// A name as shapes have it.
@private
@pattern("^(_+[a-zA-Z0-9]|[a-zA-Z])\\w*$")
string Identifier

/// The value a member has when none is given; `null` takes the target's default away.
@trait(selector: ":is(simpleType, list, map, structure > member :test(> :is(simpleType, list, map)))")
document default

/// Says that the default came later, so that clients may go on treating the member as optional.
@trait(
    selector: "structure > member [trait|default]"
    breakingChanges: [{change: "remove"}]
)
structure addedDefault {}

/// Lets clients treat a member as optional even if it is required or has a default.
@trait(selector: "structure > member")
structure clientOptional {}

/// Places for an API key.
@private
enum HttpApiKeyLocations {
    HEADER = "header"
    QUERY = "query"
}

/// Allows calls without authentication.
@trait(
    selector: "operation"
    breakingChanges: [{change: "remove"}]
)
structure optionalAuth {}

/// Example inputs and outputs of an operation.
@trait(selector: "operation")
list examples {
    member: Example
}

/// One example call.
@private
structure Example {
    /// What it shows.
    @required
    title: String
    /// More about it, in CommonMark.
    documentation: String
    /// Input of the call.
    input: Document
    /// Output of the call, when it succeeds.
    output: Document
    /// Error of the call, when it fails.
    error: ExampleError
    /// Whether the input breaks constraints on purpose.
    allowConstraintErrors: Boolean
}

/// Error of an example call.
@private
structure ExampleError {
    /// Error structure.
    @idRef(selector: "structure[trait|error]")
    shapeId: String
    /// Its content.
    content: Document
}

/// Makes a structure an error, and says whose fault it is.
@trait(
    selector: "structure"
    conflicts: [trait]
    breakingChanges: [{change: "any"}]
)
enum error {
    /// The caller's.
    CLIENT = "client"
    /// The service's.
    SERVER = "server"
}

/// An error after which the call may be tried again.
@trait(
    selector: "structure[trait|error]"
    breakingChanges: [{change: "remove"}]
)
structure retryable {
    /// Whether the caller was too fast.
    throttling: Boolean
}

/// An operation that changes nothing.
@trait(
    selector: "operation"
    conflicts: [idempotent]
    breakingChanges: [{change: "remove"}]
)
structure readonly {}

/// An operation that has the same effect however often it is repeated.
@trait(
    selector: "operation"
    conflicts: [readonly]
    breakingChanges: [{change: "remove"}]
)
structure idempotent {
    /// Errors that mean an earlier try has created it already.
    exists: IdempotentErrors
    /// Errors that mean an earlier try has removed it already.
    notFound: IdempotentErrors
}

/// Errors that count as success of an earlier try.
@private
list IdempotentErrors {
    @idRef(selector: "[trait|error]")
    member: String
}

/// A token that makes retries recognisable; clients fill it in.
@trait(
    selector: "structure > :test(member > string)"
    structurallyExclusive: "member"
    breakingChanges: [{change: "remove"}]
)
@notProperty
structure idempotencyToken {}

/// A shape not meant for the public.
@trait(
    breakingChanges: [
        {
            change: "remove"
            severity: "WARNING"
            message: "Removing the @internal trait makes a shape externally visible."
        }
    ]
)
structure internal {}

/// Name of the member in JSON.
@trait(
    selector: ":is(structure, union) > member"
    breakingChanges: [{change: "any"}]
)
string jsonName

/// Writes the member as an attribute of its structure's element.
@trait(
    selector: "structure > :test(member > :test(boolean, number, string, timestamp))"
    conflicts: [xmlNamespace]
    breakingChanges: [{change: "any"}]
)
structure xmlAttribute {}

/// Writes the entries of a collection without an element around them.
@trait(
    selector: ":is(structure, union) > :test(member > :test(list, map))"
    breakingChanges: [{change: "any"}]
)
structure xmlFlattened {}

/// Name of the element or attribute.
@trait(
    selector: ":is(structure, union, member)"
    breakingChanges: [{change: "any"}]
)
@pattern("^[a-zA-Z_][a-zA-Z_0-9-]*(:[a-zA-Z_][a-zA-Z_0-9-]*)?$")
string xmlName

/// XML namespace of the element.
@trait(
    selector: ":is(service, member, simpleType, list, map, structure, union)"
    conflicts: [xmlAttribute]
    breakingChanges: [{change: "any"}]
)
structure xmlNamespace {
    /// URI of the namespace.
    @required
    uri: NonEmptyString
    /// Prefix to declare for it.
    @pattern("^[a-zA-Z_][a-zA-Z_0-9-]*$")
    prefix: NonEmptyString
}

/// Some text.
@private
@length(min: 1)
string NonEmptyString

/// A resource whose `put` does not replace an existing one.
@trait(selector: "resource:test(-[put]->)")
structure noReplace {}

/// Media type of the content.
@trait(
    selector: ":is(blob, string)"
    breakingChanges: [{change: "remove"}]
)
string mediaType

/// Resources that a structure or string refers to.
@trait(selector: ":is(structure, string)")
list references {
    member: Reference
}

/// A reference to a resource.
@private
structure Reference {
    /// The resource.
    @required
    resource: NonEmptyString
    /// Members holding the identifiers, by identifier; absent if they have the same names.
    ids: NonEmptyStringMap
    /// Service of the resource.
    service: NonEmptyString
    /// Kind of the relation.
    rel: NonEmptyString
}

/// Some text by some text.
@private
map NonEmptyStringMap {
    key: NonEmptyString
    value: NonEmptyString
}

/// Which identifier of the resource the member holds, when the names differ.
@trait(
    selector: "structure > :test(member[trait|required] > string)"
    breakingChanges: [{change: "remove"}]
)
@length(min: 1)
@notProperty
string resourceIdentifier

/// A shape that other namespaces may not refer to.
@trait
structure private {}

/// Data that must not be logged or shown.
@trait(selector: ":not(:test(service, operation, resource, member))")
structure sensitive {}

/// The version that brought it.
@trait
string since

/// Data that is streamed: bytes not held in memory, or events.
@trait(
    selector: ":is(blob, union)"
    structurallyExclusive: "target"
    breakingChanges: [{change: "any"}]
)
structure streaming {}

/// A stream whose length has to be known beforehand.
@trait(
    selector: "blob[trait|streaming]"
    breakingChanges: [{change: "presence"}]
)
structure requiresLength {}

/// An operation that waits for something to happen before it answers.
@trait(selector: "operation")
@unstable
structure longPoll {
    /// How long it may wait, in milliseconds.
    @required
    @range(min: 1)
    timeoutMillis: Integer
}

/// Words to group shapes by.
@trait
list tags {
    member: String
}

/// A proper name for headings.
@trait
string title

/// In IDL 1.0, the values a string may have.
@trait(
    selector: "string :not(enum)"
    breakingChanges: [{change: "presence"}]
)
@length(min: 1)
@deprecated(message: "The enum trait is replaced by the enum shape in Smithy 2.0", since: "2.0")
list enum {
    member: EnumDefinition
}

/// One value of an enumerated string.
@private
structure EnumDefinition {
    /// The value.
    @required
    value: NonEmptyString
    /// Name of the constant.
    name: EnumConstantBodyName
    /// What it means.
    documentation: String
    /// Words to group values by.
    tags: NonEmptyStringList
    /// Whether its use is advised against.
    deprecated: Boolean
}

/// Name of an enum constant.
@private
@pattern("^[a-zA-Z_]+[a-zA-Z_0-9]*$")
string EnumConstantBodyName

/// The value of an enum member.
@trait(selector: ":is(enum, intEnum) > member")
@tags(["diff.error.const"])
document enumValue

/// Bounds on the length: of strings in code points, of blobs in bytes, of collections in entries.
@trait(selector: ":test(list, map, string, blob, member > :is(list, map, string, blob))")
structure length {
    /// Smallest length.
    min: Long
    /// Largest length.
    max: Long
}

/// Bounds on a number.
@trait(selector: ":test(number, member > number)")
structure range {
    /// Smallest value.
    min: BigDecimal
    /// Largest value.
    max: BigDecimal
}

/// A regular expression (ECMA 262) that the text has to match somewhere.
@trait(
    selector: ":test(string, member > string)"
    breakingChanges: [
        {
            change: "add"
            severity: "WARNING"
            message: "The @pattern trait should only be added if the string already had adhered to the pattern."
        }
        {
            change: "update"
            severity: "NOTE"
            message: "Changes to the @pattern trait should generally make the string more permissive, not less."
        }
    ]
)
string pattern

/// A member that has to be present.
@trait(selector: "structure > member")
structure required {}

/// Ties the member to a property of the resource.
@trait(
    selector: "structure > member"
    conflicts: [resourceIdentifier]
    breakingChanges: [
        {change: "remove"}
        {change: "update"}
    ]
)
structure property {
    /// The property, when its name differs from the member's.
    name: String
}

/// A member that is no property of the resource; or a trait that says so of the members it is on.
@trait(
    selector: ":is(operation -[input, output]-> structure > member, [trait|trait])"
    breakingChanges: [{change: "add"}]
)
@notProperty
structure notProperty {}

/// The member whose structure holds the properties, instead of the top level.
@trait(
    selector: "operation -[input, output]-> structure > member :test(> structure)"
    structurallyExclusive: "member"
    breakingChanges: [{change: "any"}]
)
@notProperty
structure nestedProperties {}

/// A member that should be present.
@trait(
    selector: "structure > member"
    conflicts: [required]
)
structure recommended {
    /// Why.
    reason: String
}

/// A list or map that may hold nulls.
@trait(
    selector: ":is(list, map)"
    breakingChanges: [{change: "presence"}]
)
structure sparse {}

/// A list in which no value occurs twice.
@trait(
    selector: "list :not(> member ~> :is(float, double, document))"
    conflicts: [sparse]
    breakingChanges: [{change: "presence", severity: "WARNING"}]
)
structure uniqueItems {}

/// A shape that may still change.
@trait
structure unstable {}

/// Results that come page by page.
@trait(
    selector: ":is(service, operation)"
    breakingChanges: [
        {change: "remove"}
        {path: "/inputToken", change: "update"}
        {path: "/outputToken", change: "update"}
        {path: "/items", change: "remove"}
        {path: "/items", change: "add", severity: "NOTE"}
        {path: "/items", change: "update", severity: "NOTE"}
        {path: "/pageSize", change: "update"}
        {path: "/pageSize", change: "remove"}
    ]
)
structure paginated {
    /// Input member that says where to go on.
    inputToken: NonEmptyString
    /// Output member, or path to one, that says where to go on.
    outputToken: NonEmptyString
    /// Output member, or path to one, that holds the results.
    items: NonEmptyString
    /// Input member that bounds the size of a page.
    pageSize: NonEmptyString
}

/// How an operation is called over HTTP.
@trait(
    selector: "operation"
    breakingChanges: [
        {change: "remove"}
        {path: "/method", change: "update"}
        {path: "/uri", change: "update"}
        {path: "/code", change: "update"}
        {
            path: "/code"
            change: "presence"
            severity: "DANGER"
            message: "Adding or removing is backward compatible only if the value is the default value of 200"
        }
    ]
)
structure http {
    /// Method of the request.
    @required
    method: NonEmptyString
    /// Path of the request, with labels in braces, and fixed query parameters.
    @required
    uri: NonEmptyString
    /// Status code of success.
    @range(min: 100, max: 999)
    code: Integer = 200
}

/// Sends the member in the path.
@trait(
    selector: "structure > member[trait|required] :test(> :test(string, number, boolean, timestamp))"
    conflicts: [httpHeader, httpQuery, httpPrefixHeaders, httpPayload, httpResponseCode, httpQueryParams]
    breakingChanges: [{change: "presence"}]
)
structure httpLabel {}

/// Sends the member as the query parameter of that name.
@trait(
    selector: """
        structure > member
        :test(> :test(string, number, boolean, timestamp),
        > list > member > :test(string, number, boolean, timestamp))"""
    conflicts: [httpLabel, httpHeader, httpPrefixHeaders, httpPayload, httpResponseCode, httpQueryParams]
    breakingChanges: [{change: "any"}]
)
@length(min: 1)
string httpQuery

/// Sends the entries of the map as query parameters.
@trait(
    selector: """
        structure > member
        :test(> map > member[id|member=value] > :test(string, list > member > string))"""
    structurallyExclusive: "member"
    conflicts: [httpLabel, httpQuery, httpHeader, httpPayload, httpResponseCode, httpPrefixHeaders]
    breakingChanges: [{change: "any"}]
)
structure httpQueryParams {}

/// Sends the member as the header of that name.
@trait(
    selector: """
        structure > :test(member > :test(boolean, number, string, timestamp,
        list > member > :test(boolean, number, string, timestamp)))"""
    conflicts: [httpLabel, httpQuery, httpPrefixHeaders, httpPayload, httpResponseCode, httpQueryParams]
    breakingChanges: [{change: "any"}]
)
@length(min: 1)
string httpHeader

/// Sends the entries of the map as headers whose names begin with this.
@trait(
    selector: """
        structure > member
        :test(> map :not([trait|sparse]) > member[id|member=value] > string)"""
    structurallyExclusive: "member"
    conflicts: [httpLabel, httpQuery, httpHeader, httpPayload, httpResponseCode, httpQueryParams]
    breakingChanges: [{change: "any"}]
)
string httpPrefixHeaders

/// Sends the member as the whole body.
@trait(
    selector: "structure > member"
    conflicts: [httpLabel, httpQuery, httpHeader, httpPrefixHeaders, httpResponseCode, httpQueryParams]
    structurallyExclusive: "member"
    breakingChanges: [{change: "presence"}]
)
structure httpPayload {}

/// Status code of an error.
@trait(
    selector: "structure[trait|error]"
    breakingChanges: [{change: "any"}]
)
integer httpError

/// Holds the status code of the response.
@trait(
    selector: "structure :not([trait|input]) > member :test(> integer)"
    structurallyExclusive: "member"
    conflicts: [httpLabel, httpQuery, httpHeader, httpPrefixHeaders, httpPayload, httpQueryParams]
    breakingChanges: [{change: "any"}]
)
structure httpResponseCode {}

/// Allows calls from pages of other origins.
@trait(
    selector: "service"
    breakingChanges: [{change: "remove"}]
)
structure cors {
    /// The origin allowed.
    origin: NonEmptyString = "*"
    /// The origins allowed, each under a name.
    origins: NonEmptyStringMap
    /// How many seconds a browser may remember the answer; -1 for not at all.
    maxAge: Integer = 600
    /// Request headers to allow besides those of the model.
    additionalAllowedHeaders: NonEmptyStringList
    /// Response headers to expose besides those of the model.
    additionalExposedHeaders: NonEmptyStringList
}

/// Some texts.
@private
list NonEmptyStringList {
    member: NonEmptyString
}

/// Sends the member as the payload of its event.
@trait(
    selector: "structure > :test(member > :test(blob, string, structure, union))"
    conflicts: [eventHeader]
    structurallyExclusive: "member"
    breakingChanges: [{change: "any"}]
)
structure eventPayload {}

/// Sends the member as a header of its event.
@trait(
    selector: """
        structure >
        :test(member > :test(boolean, byte, short, integer, long, blob, string, timestamp))"""
    conflicts: [eventPayload]
    breakingChanges: [{change: "any"}]
)
structure eventHeader {}

/// Text that is the id of a shape.
@trait(selector: ":test(string, member > string)")
structure idRef {
    /// What that shape has to match.
    selector: String = "*"
    /// Whether the shape has to exist.
    failWhenMissing: Boolean
    /// What to report when it does not, or does not match.
    errorMessage: String
}

/// How a timestamp is written.
@trait(
    selector: ":test(timestamp, member > timestamp)"
    breakingChanges: [{change: "any"}]
)
enum timestampFormat {
    /// As RFC 3339 has it, in UTC.
    DATE_TIME = "date-time"
    /// Seconds since 1970, in UTC, with an optional fraction.
    EPOCH_SECONDS = "epoch-seconds"
    /// As the HTTP `Date` header has it.
    HTTP_DATE = "http-date"
}

/// Puts something in front of the host name.
@trait(
    selector: "operation"
    breakingChanges: [{change: "any"}]
)
structure endpoint {
    /// What, with labels in braces.
    @required
    hostPrefix: NonEmptyString
}

/// Sends the member in the host prefix.
@trait(
    selector: "structure > :test(member[trait|required] > string)"
    breakingChanges: [{change: "any"}]
)
structure hostLabel {}

/// Ids of events not to report on this shape.
@trait
list suppress {
    @length(min: 1)
    member: String
}

/// The request needs a checksum header.
@unstable
@trait(selector: "operation")
structure httpChecksumRequired {}

/// A structure used as the input of one operation and for nothing else.
@trait(
    selector: "structure"
    conflicts: [output, error]
    breakingChanges: [{change: "presence"}]
)
structure input {}

/// A structure used as the output of one operation and for nothing else.
@trait(
    selector: "structure"
    conflicts: [input, error]
    breakingChanges: [{change: "presence"}]
)
structure output {}

/// Marks `smithy.api#Unit`.
@trait(selector: "[id=smithy.api#Unit]")
structure unitType {}

/// A shape whose members and traits others may take over.
@trait(selector: ":not(member)")
structure mixin {
    /// Traits that they do not take over.
    localTraits: LocalMixinTraitList
}

/// Traits that stay with the mixin.
@private
list LocalMixinTraitList {
    member: LocalMixinTrait
}

/// A trait that stays with the mixin.
@idRef(
    selector: "[trait|trait]"
    failWhenMissing: true
    errorMessage: """
        Strings provided to the localTraits property of a mixin trait
        must target a valid trait."""
)
@private
string LocalMixinTrait

/// Encodings, best first.
@private
list RequestCompressionEncodingsList {
    member: String
}

/// Clients may compress the request.
@trait(
    selector: "operation"
    breakingChanges: [
        {
            change: "remove"
            severity: "DANGER"
            message: """
                Trait was removed so newly generated clients will no longer compress requests, \
                but the service MUST continue to support removed compression algorithms in `encodings`."""
        }
        {
            change: "remove"
            path: "/encodings"
            message: "`encodings` was removed, but is required for the requestCompression trait."
        }
        {
            change: "add"
            severity: "NOTE"
            path: "/encodings/member"
            message: """
                Members of `encodings` were added. Once a compression algorithm is added, \
                the service MUST support the compression algorithm."""
        }
        {
            change: "remove"
            severity: "DANGER"
            path: "/encodings/member"
            message: """
                Members of `encodings` were removed so newly generated clients will no longer compress requests \
                for removed compression algorithms. The service MUST continue to support old clients by supporting \
                removed compression algorithms."""
        }
        {
            change: "update"
            severity: "DANGER"
            path: "/encodings/member"
            message: """
                Members of `encodings` were updated so newly generated clients will no longer compress requests \
                for compression algorithms prior to the updates. The service MUST continue to support old clients by \
                supporting compression algorithms prior to the updates."""
        }
    ]
)
structure requestCompression {
    /// The encodings the service understands; upper and lower case are the same.
    @required
    encodings: RequestCompressionEncodingsList
}
