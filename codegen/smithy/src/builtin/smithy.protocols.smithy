// Smithy's own protocols.
$version: "2.0"
namespace smithy.protocols
use smithy.api#cors
use smithy.api#endpoint
use smithy.api#hostLabel
use smithy.api#httpError
use smithy.api#requestCompression

/// CBOR in the body of a POST, service and operation in the path.
@trait(selector: "service")
@protocolDefinition(traits: [cors, endpoint, hostLabel, httpError, requestCompression])
@traitValidators(
    "rpcv2Cbor.NoDocuments": {
        selector: "service ~> member :test(> document)"
        message: "This protocol does not support document types in most possible scenarios."
        severity: "DANGER"
    }
)
structure rpcv2Cbor {
    /// ALPN names of the HTTP versions, best first.
    http: StringList
    /// The same for operations with event streams.
    eventStreamHttp: StringList
}

/// JSON in the body of a POST, service and operation in the path.
@trait(selector: "service")
@protocolDefinition(traits: [cors, endpoint, hostLabel, httpError, requestCompression])
structure rpcv2Json {
    /// ALPN names of the HTTP versions, best first.
    http: StringList
    /// The same for operations with event streams.
    eventStreamHttp: StringList
}

/// Texts.
@private
list StringList {
    member: String
}
