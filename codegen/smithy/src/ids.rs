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
    ARN = "aws.api#arn";
    CLIENT_DISCOVERED_ENDPOINT = "aws.api#clientDiscoveredEndpoint";
    CLIENT_ENDPOINT_DISCOVERY = "aws.api#clientEndpointDiscovery";
    TAG_ENABLED = "aws.api#tagEnabled";
    TAGGABLE = "aws.api#taggable";
    AUTHORIZER = "aws.apigateway#authorizer";
    AUTHORIZERS = "aws.apigateway#authorizers";
    ENDPOINT_CONFIGURATION = "aws.apigateway#endpointConfiguration";
    GATEWAY_RESPONSES = "aws.apigateway#gatewayResponses";
    CFN_ADDITIONAL_IDENTIFIER = "aws.cloudformation#cfnAdditionalIdentifier";
    CFN_EXCLUDE_PROPERTY = "aws.cloudformation#cfnExcludeProperty";
    CFN_MUTABILITY = "aws.cloudformation#cfnMutability";
    CFN_RESOURCE = "aws.cloudformation#cfnResource";
    STANDARD_PARTITIONAL_ENDPOINTS = "aws.endpoints#standardPartitionalEndpoints";
    STANDARD_REGIONAL_ENDPOINTS = "aws.endpoints#standardRegionalEndpoints";
    ACTION_NAME = "aws.iam#actionName";
    ACTION_PERMISSION_DESCRIPTION = "aws.iam#actionPermissionDescription";
    CONDITION_KEYS = "aws.iam#conditionKeys";
    CONDITION_KEY_VALUE = "aws.iam#conditionKeyValue";
    DEFINE_CONDITION_KEYS = "aws.iam#defineConditionKeys";
    DISABLE_CONDITION_KEY_INFERENCE = "aws.iam#disableConditionKeyInference";
    IAM_ACTION = "aws.iam#iamAction";
    IAM_RESOURCE = "aws.iam#iamResource";
    REQUIRED_ACTIONS = "aws.iam#requiredActions";
    SERVICE_RESOLVED_CONDITION_KEYS = "aws.iam#serviceResolvedConditionKeys";
    AWS_JSON_1_0 = "aws.protocols#awsJson1_0";
    AWS_JSON_1_1 = "aws.protocols#awsJson1_1";
    AWS_QUERY = "aws.protocols#awsQuery";
    AWS_QUERY_COMPATIBLE = "aws.protocols#awsQueryCompatible";
    AWS_QUERY_ERROR = "aws.protocols#awsQueryError";
    EC2_QUERY = "aws.protocols#ec2Query";
    REST_XML = "aws.protocols#restXml";
    CONDITIONS = "smithy.contracts#conditions";
    MQTT_PUBLISH = "smithy.mqtt#publish";
    MQTT_SUBSCRIBE = "smithy.mqtt#subscribe";
    MQTT_TOPIC_LABEL = "smithy.mqtt#topicLabel";
    RPC_V2_CBOR = "smithy.protocols#rpcv2Cbor";
    RPC_V2_JSON = "smithy.protocols#rpcv2Json";
    CLIENT_CONTEXT_PARAMS = "smithy.rules#clientContextParams";
    CONTEXT_PARAM = "smithy.rules#contextParam";
    ENDPOINT_BDD = "smithy.rules#endpointBdd";
    ENDPOINT_TESTS = "smithy.rules#endpointTests";
    OPERATION_CONTEXT_PARAMS = "smithy.rules#operationContextParams";
    STATIC_CONTEXT_PARAMS = "smithy.rules#staticContextParams";
    SMOKE_TESTS = "smithy.test#smokeTests";
}
