$version: "2"

namespace example.kitchensink

use aws.protocols#restJson1
use smithy.framework#ValidationException

/// A service that uses everything the protocol has, with a test beside everything it uses.
///
/// One file holds one concept: its operations, its shapes, and the cases that say what goes over the wire.
/// `whitesmith test` runs the cases against a generated client and a generated server.
@restJson1
@title("Kitchen Sink")
service KitchenSink {
    version: "2026-11-24"
    operations: [
        // labels.smithy
        LabelsOfEveryType
        LabelsOfTimestamps
        GreedyLabel
        GreedyLabelInTheMiddle
        AnyRoom
        TheBestRoom
        // query.smithy
        QueryOfEveryType
        QueryMap
        QueryListMap
        QueryLiterals
        // headers.smithy
        HeadersOfEveryType
        PrefixHeaders
        AllHeaders
        // payloads.smithy
        StringPayload
        EnumPayload
        BlobPayload
        JpegPayload
        TypedPayload
        StructurePayload
        UnionPayload
        DocumentPayload
        // responses.smithy
        ResponseCode
        CreatedByDefault
        // streaming.smithy
        Transfer
        MeasuredUpload
        PlainTextTransfer
        // event_streams.smithy
        Talk
        // json_values.smithy
        JsonValues
        JsonTimestamps
        JsonNames
        JsonDocuments
        // json_collections.smithy
        JsonLists
        JsonMaps
        // json_unions.smithy
        JsonUnions
        // recursion.smithy
        Recursion
        // defaults.smithy
        Defaults
        // tokens.smithy
        TokenInQuery
        TokenInHeader
        TokenInBody
        // endpoints.smithy
        HostPrefix
        HostLabels
        // checksums_and_compression.smithy
        Checksum
        Compression
        // negotiation.smithy
        Negotiation
        // errors.smithy
        Fail
        // validation.smithy
        Validation
        // waiters.smithy
        LookIntoOven
        // names.smithy
        Yield
    ]
    errors: [
        // What a server answers when an input breaks a constraint. Any operation may.
        ValidationException
    ]
    rename: {
        // Two shapes of the service's closure may not have the same name.
        "example.kitchensink.other#Result": "ResultOfTheOther"
    }
}
