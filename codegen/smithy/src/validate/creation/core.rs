//! The traits of the prelude.

use super::Row;
use super::checks::{SELECTOR, SEVERITY, SHAPE_ID, bounds, one_of, uri_pattern};
use super::reader::{OBJECT, Reader, TEXT, optional, required};
use Reader::{Annotation, Any, Boolean, Checked, List, Map, NotEmpty, Number, Object, Objects, OrNull, Text, TextList};

const TEXTS: Reader = List(&TEXT);
const SHAPE_IDS: Reader = List(&SHAPE_ID);

pub(super) static TABLE: &[Row] = &[
    ("smithy.api#addedDefault", Annotation),
    ("smithy.api#auth", SHAPE_IDS),
    ("smithy.api#authDefinition", Object(&[optional("traits", SHAPE_IDS)])),
    ("smithy.api#box", Annotation),
    ("smithy.api#clientOptional", Annotation),
    (
        "smithy.api#cors",
        Object(&[
            optional("origin", TEXT),
            optional("maxAge", Number),
            optional("additionalAllowedHeaders", TEXTS).value(),
            optional("additionalExposedHeaders", TEXTS).value(),
            optional("origins", Map(&TEXT)),
        ]),
    ),
    ("smithy.api#default", Any),
    ("smithy.api#deprecated", Object(&[optional("since", TEXT), optional("message", TEXT)])),
    ("smithy.api#documentation", TEXT),
    ("smithy.api#endpoint", Object(&[required("hostPrefix", TEXT)])),
    ("smithy.api#enum", NotEmpty(&Objects(&ENUM_DEFINITION), "enum must have at least one entry")),
    (
        "smithy.api#error",
        Text(|text| match text {
            "client" | "server" => Ok(()),
            _ => Err(format!("error trait must be set to client or server, found `{text}`")),
        }),
    ),
    ("smithy.api#eventHeader", Annotation),
    ("smithy.api#eventPayload", Annotation),
    (
        "smithy.api#examples",
        Objects(&Checked(
            &[
                optional("title", TEXT),
                optional("documentation", TEXT),
                optional("input", OBJECT),
                optional("output", OBJECT),
                optional("error", Object(&[required("shapeId", SHAPE_ID).value(), optional("content", OBJECT)]))
                    .value(),
                optional("allowConstraintErrors", Boolean),
            ],
            |example, _| {
                if example.contains_key("title") { Ok(()) } else { Err("Example title must not be null".into()) }
            },
        )),
    ),
    (
        "smithy.api#externalDocumentation",
        Checked(&[], |links, _| {
            links.iter().try_for_each(|(name, link)| match link.as_str() {
                None => Err(format!("Expected string, but found {}.", link.type_name())),
                Some(text) if is_url(text) => Ok(()),
                Some(text) => Err(format!(
                    "Each externalDocumentation value must be a valid URL. Found \"{text}\" for name \"{name}\""
                )),
            })
        }),
    ),
    ("smithy.api#hostLabel", Annotation),
    (
        "smithy.api#http",
        Object(&[required("uri", Text(uri_pattern)), required("method", TEXT), optional("code", Number)]),
    ),
    (
        "smithy.api#httpApiKeyAuth",
        Checked(
            &[
                required("name", TEXT),
                optional(
                    "in",
                    Text(|text| match text {
                        "header" | "query" => Ok(()),
                        _ => Err(format!("Invalid location type: {text}")),
                    }),
                ),
                optional("scheme", TEXT),
            ],
            |object, _| if object.contains_key("in") { Ok(()) } else { Err("in was not set on the builder".into()) },
        ),
    ),
    ("smithy.api#httpBasicAuth", Annotation),
    ("smithy.api#httpBearerAuth", Annotation),
    ("smithy.api#httpChecksumRequired", Annotation),
    ("smithy.api#httpDigestAuth", Annotation),
    ("smithy.api#httpError", Number),
    ("smithy.api#httpHeader", Text(|text| not_empty(text, "httpHeader field name binding"))),
    ("smithy.api#httpLabel", Annotation),
    ("smithy.api#httpPayload", Annotation),
    ("smithy.api#httpPrefixHeaders", TEXT),
    ("smithy.api#httpQuery", Text(|text| not_empty(text, "httpQuery parameter name binding"))),
    ("smithy.api#httpQueryParams", Annotation),
    ("smithy.api#httpResponseCode", Annotation),
    (
        "smithy.api#idRef",
        Object(&[
            optional("selector", SELECTOR).value(),
            optional("failWhenMissing", Boolean),
            optional("errorMessage", TEXT),
        ]),
    ),
    ("smithy.api#idempotencyToken", Annotation),
    ("smithy.api#idempotent", Object(&[optional("exists", SHAPE_IDS), optional("notFound", SHAPE_IDS)])),
    ("smithy.api#input", Annotation),
    ("smithy.api#internal", Annotation),
    ("smithy.api#jsonName", TEXT),
    ("smithy.api#length", Checked(&[optional("min", Number), optional("max", Number)], bounds)),
    (
        "smithy.api#longPoll",
        Checked(&[optional("timeoutMillis", Number)], |object, _| {
            if object.contains_key("timeoutMillis") {
                return Ok(());
            }
            Err("timeoutMillis was not set on the builder".into())
        }),
    ),
    ("smithy.api#mediaType", TEXT),
    ("smithy.api#metadata", Object(&[required("key", TEXT)])),
    ("smithy.api#mixin", Object(&[optional("localTraits", SHAPE_IDS)])),
    ("smithy.api#nestedProperties", Annotation),
    ("smithy.api#noReplace", Annotation),
    ("smithy.api#notProperty", Annotation),
    ("smithy.api#optionalAuth", Annotation),
    ("smithy.api#output", Annotation),
    (
        "smithy.api#paginated",
        Object(&[
            optional("pageSize", TEXT),
            optional("items", TEXT),
            optional("inputToken", TEXT),
            optional("outputToken", TEXT),
        ]),
    ),
    ("smithy.api#pattern", TEXT),
    ("smithy.api#private", Annotation),
    ("smithy.api#property", Object(&[optional("name", TEXT)])),
    (
        "smithy.api#protocolDefinition",
        Object(&[optional("traits", SHAPE_IDS), optional("noInlineDocumentSupport", Boolean)]),
    ),
    ("smithy.api#range", Checked(&[optional("min", Number).value(), optional("max", Number).value()], bounds)),
    ("smithy.api#readonly", Annotation),
    ("smithy.api#recommended", Object(&[optional("reason", TEXT)])),
    (
        "smithy.api#references",
        Objects(&Object(&[
            required("resource", SHAPE_ID).value(),
            optional("ids", Map(&TEXT)),
            optional("service", SHAPE_ID).value(),
            optional("rel", TEXT),
        ])),
    ),
    ("smithy.api#requestCompression", Object(&[required("encodings", TextList)])),
    ("smithy.api#required", Annotation),
    ("smithy.api#requiresLength", Annotation),
    ("smithy.api#resourceIdentifier", TEXT),
    ("smithy.api#retryable", Object(&[optional("throttling", Boolean)])),
    ("smithy.api#sensitive", Annotation),
    ("smithy.api#since", TEXT),
    ("smithy.api#sparse", Annotation),
    ("smithy.api#streaming", Annotation),
    ("smithy.api#suppress", TextList),
    ("smithy.api#tags", TextList),
    ("smithy.api#timestampFormat", TEXT),
    ("smithy.api#title", TEXT),
    ("smithy.api#trait", OrNull(&TRAIT)),
    (
        "smithy.api#traitValidators",
        Map(&Object(&[required("selector", SELECTOR), optional("message", TEXT), optional("severity", SEVERITY)])),
    ),
    ("smithy.api#uniqueItems", Annotation),
    ("smithy.api#unitType", Annotation),
    ("smithy.api#unstable", Annotation),
    ("smithy.api#xmlAttribute", Annotation),
    ("smithy.api#xmlFlattened", Annotation),
    ("smithy.api#xmlName", TEXT),
    ("smithy.api#xmlNamespace", Object(&[required("uri", TEXT), optional("prefix", TEXT)])),
];

const ENUM_DEFINITION: Reader = Object(&[
    required("value", TEXT),
    optional("name", TEXT),
    optional("documentation", TEXT),
    optional("tags", TextList),
    optional("deprecated", Boolean),
]);

const TRAIT: Reader = Object(&[
    optional("selector", SELECTOR).value(),
    optional("structurallyExclusive", Text(|text| one_of(text, &["member", "target"]))).value(),
    optional("conflicts", SHAPE_IDS),
    optional(
        "breakingChanges",
        List(&Object(&[
            required("change", TEXT),
            optional(
                "path",
                Text(|text| {
                    if text.is_empty() || text.starts_with('/') {
                        return Ok(());
                    }
                    Err(format!(
                        "Expected a string containing a valid JSON pointer: JSON pointer must start with '/': {text}"
                    ))
                }),
            ),
            optional("severity", SEVERITY),
            optional("message", TEXT),
        ])),
    ),
]);

fn not_empty(text: &str, what: &str) -> Result<(), String> {
    if text.is_empty() { Err(format!("{what} must not be empty")) } else { Ok(()) }
}

/// Whether a text has the form of a URL: a scheme, and something behind it.
fn is_url(text: &str) -> bool {
    text.split_once(':').is_some_and(|(scheme, _)| {
        matches!(scheme.to_ascii_lowercase().as_str(), "http" | "https" | "ftp" | "file" | "jar" | "mailto")
    })
}
