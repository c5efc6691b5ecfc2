//! The traits of `aws.api`, `aws.auth`, `aws.endpoints`, `aws.protocols` and their like.

use super::Row;
use super::checks::SHAPE_ID;
use super::reader::{Reader, TEXT, optional, required};
use Reader::{Annotation, Boolean, Checked, List, Map, Number, Object, Text, TextList};

/// The versions of HTTP that a protocol may use.
pub(super) const HTTP_VERSIONS: Reader = Object(&[optional("http", TextList), optional("eventStreamHttp", TextList)]);

pub(super) static TABLE: &[Row] = &[
    (
        "aws.api#arn",
        Object(&[
            required(
                "template",
                Text(|text| match text.strip_prefix('/') {
                    None => Ok(()),
                    Some(_) => {
                        Err(format!("Invalid aws.api#arn trait. The template must not start with '/'. Found `{text}`"))
                    }
                }),
            ),
            optional("absolute", Boolean),
            optional("noRegion", Boolean),
            optional("noAccount", Boolean),
            optional(
                "resourceDelimiter",
                Text(|text| if matches!(text, "/" | ":") { Ok(()) } else { Err(format!("Invalid delimiter: {text}")) }),
            ),
            optional("reusable", Boolean),
        ]),
    ),
    ("aws.api#arnReference", Object(&[optional("type", TEXT), optional("service", TEXT), optional("resource", TEXT)])),
    ("aws.api#awsChunked", Annotation),
    ("aws.api#clientDiscoveredEndpoint", Object(&[optional("required", Boolean)])),
    ("aws.api#clientEndpointDiscovery", Object(&[required("operation", SHAPE_ID), optional("error", SHAPE_ID)])),
    ("aws.api#clientEndpointDiscoveryId", Annotation),
    ("aws.api#controlPlane", Annotation),
    ("aws.api#data", TEXT),
    ("aws.api#dataPlane", Annotation),
    (
        "aws.api#service",
        Checked(
            &[
                optional("sdkId", TEXT),
                optional("arnNamespace", TEXT),
                optional("cloudFormationName", TEXT),
                optional("cloudTrailEventSource", TEXT),
                optional("endpointPrefix", TEXT),
                optional("docId", TEXT),
            ],
            |object, shape| {
                if object.contains_key("sdkId") {
                    return Ok(());
                }
                Err(format!("No sdkId was provided. Perhaps you could set this to {}?", shape.id.name()))
            },
        ),
    ),
    ("aws.api#tagEnabled", Object(&[optional("disableDefaultOperations", Boolean)])),
    (
        "aws.api#taggable",
        Object(&[
            optional("property", TEXT).member(),
            optional(
                "apiConfig",
                Object(&[
                    required("tagApi", SHAPE_ID),
                    required("untagApi", SHAPE_ID),
                    required("listTagsApi", SHAPE_ID),
                ]),
            )
            .member(),
            optional("disableSystemTags", Boolean).member(),
        ]),
    ),
    ("aws.auth#cognitoUserPools", Object(&[required("providerArns", TextList)])),
    ("aws.auth#cognitoUserPoolsScopes", TextList),
    ("aws.auth#sigv4", Object(&[required("name", TEXT)])),
    ("aws.auth#sigv4a", Object(&[required("name", TEXT)])),
    ("aws.auth#unsignedPayload", Annotation),
    ("aws.cloudformation#cfnAdditionalIdentifier", Annotation),
    ("aws.cloudformation#cfnDefaultValue", Annotation),
    ("aws.cloudformation#cfnExcludeProperty", Annotation),
    ("aws.cloudformation#cfnMutability", TEXT),
    ("aws.cloudformation#cfnName", TEXT),
    ("aws.customizations#s3UnwrappedXmlOutput", Annotation),
    ("aws.endpoints#dualStackOnlyEndpoints", Annotation),
    ("aws.endpoints#endpointsModifier", Annotation),
    ("aws.endpoints#rulesBasedEndpoints", Annotation),
    (
        "aws.endpoints#standardPartitionalEndpoints",
        Object(&[
            required(
                "endpointPatternType",
                Text(|text| match text {
                    "service_dnsSuffix" | "service_region_dnsSuffix" => Ok(()),
                    _ => Err(format!("Unable to find EndpointPatternType enum with value [{text}]")),
                }),
            ),
            optional(
                "partitionEndpointSpecialCases",
                Map(&List(&Object(&[
                    required("endpoint", TEXT),
                    required("region", TEXT),
                    optional("dualStack", Boolean),
                    optional("fips", Boolean),
                ]))),
            )
            .member(),
        ]),
    ),
    (
        "aws.endpoints#standardRegionalEndpoints",
        Object(&[
            optional("partitionSpecialCases", Map(&List(&SPECIAL_CASE))).member(),
            optional("regionSpecialCases", Map(&List(&SPECIAL_CASE))).member(),
        ]),
    ),
    ("aws.protocols#awsJson1_0", HTTP_VERSIONS),
    ("aws.protocols#awsJson1_1", HTTP_VERSIONS),
    ("aws.protocols#awsQuery", Annotation),
    ("aws.protocols#awsQueryCompatible", Annotation),
    ("aws.protocols#awsQueryError", Object(&[required("code", TEXT), required("httpResponseCode", Number)])),
    ("aws.protocols#ec2Query", Annotation),
    ("aws.protocols#ec2QueryName", TEXT),
    (
        "aws.protocols#httpChecksum",
        Object(&[
            optional("requestChecksumRequired", Boolean),
            optional("requestAlgorithmMember", TEXT),
            optional("requestValidationModeMember", TEXT),
            optional("responseAlgorithms", TextList),
        ]),
    ),
    ("aws.protocols#restJson1", HTTP_VERSIONS),
    (
        "aws.protocols#restXml",
        Object(&[
            optional("http", TextList),
            optional("eventStreamHttp", TextList),
            optional("noErrorWrapping", Boolean),
        ]),
    ),
    ("smithy.protocols#rpcv2Cbor", HTTP_VERSIONS),
    ("smithy.protocols#rpcv2Json", HTTP_VERSIONS),
];

const SPECIAL_CASE: Reader = Object(&[
    required("endpoint", TEXT),
    optional("dualStack", Boolean),
    optional("fips", Boolean),
    optional("signingRegion", TEXT),
]);
