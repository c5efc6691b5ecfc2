//! Ids that the toolchain itself knows, as constants.
//!
//! One row a shape or trait: a name in this file, and the id. Shapes of the prelude end in `_SHAPE`, so that
//! `STRING_SHAPE` is not taken for a trait; everything else is a trait unless its name says otherwise.

use crate::shape_id::{Interned, ShapeId};

macro_rules! well_known {
    ($($name:ident = $text:literal;)*) => {
        mod statics {
            use super::Interned;
            $(pub(super) static $name: Interned = Interned::new($text);)*
        }
        $(#[doc = concat!("`", $text, "`")] pub const $name: ShapeId = ShapeId::from_static(&statics::$name);)*
        /// Every constant of this module: what the interner starts with.
        pub(crate) static WELL_KNOWN: &[ShapeId] = &[$($name),*];
    };
}

well_known! {
    STRING_SHAPE = "smithy.api#String";
    BLOB_SHAPE = "smithy.api#Blob";
    BIG_INTEGER_SHAPE = "smithy.api#BigInteger";
    BIG_DECIMAL_SHAPE = "smithy.api#BigDecimal";
    TIMESTAMP_SHAPE = "smithy.api#Timestamp";
    DOCUMENT_SHAPE = "smithy.api#Document";
    BOOLEAN_SHAPE = "smithy.api#Boolean";
    BYTE_SHAPE = "smithy.api#Byte";
    SHORT_SHAPE = "smithy.api#Short";
    INTEGER_SHAPE = "smithy.api#Integer";
    LONG_SHAPE = "smithy.api#Long";
    FLOAT_SHAPE = "smithy.api#Float";
    DOUBLE_SHAPE = "smithy.api#Double";
    PRIMITIVE_BOOLEAN_SHAPE = "smithy.api#PrimitiveBoolean";
    PRIMITIVE_BYTE_SHAPE = "smithy.api#PrimitiveByte";
    PRIMITIVE_SHORT_SHAPE = "smithy.api#PrimitiveShort";
    PRIMITIVE_INTEGER_SHAPE = "smithy.api#PrimitiveInteger";
    PRIMITIVE_LONG_SHAPE = "smithy.api#PrimitiveLong";
    PRIMITIVE_FLOAT_SHAPE = "smithy.api#PrimitiveFloat";
    PRIMITIVE_DOUBLE_SHAPE = "smithy.api#PrimitiveDouble";
    UNIT_SHAPE = "smithy.api#Unit";
    ADDED_DEFAULT = "smithy.api#addedDefault";
    AUTH = "smithy.api#auth";
    AUTH_DEFINITION = "smithy.api#authDefinition";
    BOX = "smithy.api#box";
    CLIENT_OPTIONAL = "smithy.api#clientOptional";
    CORS = "smithy.api#cors";
    DEFAULT = "smithy.api#default";
    DEPRECATED = "smithy.api#deprecated";
    DOCUMENTATION = "smithy.api#documentation";
    ENDPOINT = "smithy.api#endpoint";
    ENUM = "smithy.api#enum";
    ENUM_VALUE = "smithy.api#enumValue";
    ERROR = "smithy.api#error";
    EVENT_HEADER = "smithy.api#eventHeader";
    EVENT_PAYLOAD = "smithy.api#eventPayload";
    EXAMPLES = "smithy.api#examples";
    EXTERNAL_DOCUMENTATION = "smithy.api#externalDocumentation";
    HOST_LABEL = "smithy.api#hostLabel";
    HTTP = "smithy.api#http";
    HTTP_API_KEY_AUTH = "smithy.api#httpApiKeyAuth";
    HTTP_BASIC_AUTH = "smithy.api#httpBasicAuth";
    HTTP_BEARER_AUTH = "smithy.api#httpBearerAuth";
    HTTP_CHECKSUM_REQUIRED = "smithy.api#httpChecksumRequired";
    HTTP_DIGEST_AUTH = "smithy.api#httpDigestAuth";
    HTTP_ERROR = "smithy.api#httpError";
    HTTP_HEADER = "smithy.api#httpHeader";
    HTTP_LABEL = "smithy.api#httpLabel";
    HTTP_PAYLOAD = "smithy.api#httpPayload";
    HTTP_PREFIX_HEADERS = "smithy.api#httpPrefixHeaders";
    HTTP_QUERY = "smithy.api#httpQuery";
    HTTP_QUERY_PARAMS = "smithy.api#httpQueryParams";
    HTTP_RESPONSE_CODE = "smithy.api#httpResponseCode";
    ID_REF = "smithy.api#idRef";
    IDEMPOTENCY_TOKEN = "smithy.api#idempotencyToken";
    IDEMPOTENT = "smithy.api#idempotent";
    INPUT = "smithy.api#input";
    INTERNAL = "smithy.api#internal";
    JSON_NAME = "smithy.api#jsonName";
    LENGTH = "smithy.api#length";
    LONG_POLL = "smithy.api#longPoll";
    MEDIA_TYPE = "smithy.api#mediaType";
    METADATA = "smithy.api#metadata";
    MIXIN = "smithy.api#mixin";
    NESTED_PROPERTIES = "smithy.api#nestedProperties";
    NO_REPLACE = "smithy.api#noReplace";
    NOT_PROPERTY = "smithy.api#notProperty";
    OPTIONAL_AUTH = "smithy.api#optionalAuth";
    OUTPUT = "smithy.api#output";
    PAGINATED = "smithy.api#paginated";
    PATTERN = "smithy.api#pattern";
    PRIVATE = "smithy.api#private";
    PROPERTY = "smithy.api#property";
    PROTOCOL_DEFINITION = "smithy.api#protocolDefinition";
    RANGE = "smithy.api#range";
    READONLY = "smithy.api#readonly";
    RECOMMENDED = "smithy.api#recommended";
    REFERENCES = "smithy.api#references";
    REQUEST_COMPRESSION = "smithy.api#requestCompression";
    REQUIRED = "smithy.api#required";
    REQUIRES_LENGTH = "smithy.api#requiresLength";
    RESOURCE_IDENTIFIER = "smithy.api#resourceIdentifier";
    RETRYABLE = "smithy.api#retryable";
    SENSITIVE = "smithy.api#sensitive";
    SINCE = "smithy.api#since";
    SPARSE = "smithy.api#sparse";
    STREAMING = "smithy.api#streaming";
    SUPPRESS = "smithy.api#suppress";
    TAGS = "smithy.api#tags";
    TIMESTAMP_FORMAT = "smithy.api#timestampFormat";
    TITLE = "smithy.api#title";
    TRAIT = "smithy.api#trait";
    TRAIT_VALIDATORS = "smithy.api#traitValidators";
    UNIQUE_ITEMS = "smithy.api#uniqueItems";
    UNIT_TYPE = "smithy.api#unitType";
    UNSTABLE = "smithy.api#unstable";
    XML_ATTRIBUTE = "smithy.api#xmlAttribute";
    XML_FLATTENED = "smithy.api#xmlFlattened";
    XML_NAME = "smithy.api#xmlName";
    XML_NAMESPACE = "smithy.api#xmlNamespace";
    REST_JSON_1 = "aws.protocols#restJson1";
    AWS_SERVICE = "aws.api#service";
    SIGV4 = "aws.auth#sigv4";
    SIGV4A = "aws.auth#sigv4a";
    UNSIGNED_PAYLOAD = "aws.auth#unsignedPayload";
    HTTP_CHECKSUM = "aws.protocols#httpChecksum";
    HTTP_REQUEST_TESTS = "smithy.test#httpRequestTests";
    HTTP_RESPONSE_TESTS = "smithy.test#httpResponseTests";
    HTTP_MALFORMED_REQUEST_TESTS = "smithy.test#httpMalformedRequestTests";
    EVENT_STREAM_TESTS = "smithy.test#eventStreamTests";
    WAITABLE = "smithy.waiters#waitable";
    VALIDATION_EXCEPTION = "smithy.framework#ValidationException";
    ENDPOINT_RULE_SET = "smithy.rules#endpointRuleSet";
}
