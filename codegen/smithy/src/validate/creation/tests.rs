//! The traits of `smithy.test`.

use super::Row;
use super::checks::{APPLIES_TO, SHAPE_ID};
use super::reader::{Field, OBJECT, Reader, TEXT, optional, required};
use Reader::{Both, Checked, List, Map, Number, Object, TextList};

const HEADERS: Reader = Map(&TEXT);

pub(super) static TABLE: &[Row] = &[
    ("smithy.test#eventStreamTests", List(&Reader::Any)),
    ("smithy.test#httpMalformedRequestTests", List(&Object(MALFORMED))),
    ("smithy.test#httpRequestTests", List(&Both(&MESSAGE, &REQUEST))),
    ("smithy.test#httpResponseTests", List(&Both(&RESPONSE, &MESSAGE))),
    ("smithy.test#smokeTests", List(&Object(SMOKE))),
];

/// What the cases of requests and those of responses have in common.
const MESSAGE: Reader = Object(&[
    required("id", TEXT),
    required("protocol", SHAPE_ID),
    optional("authScheme", SHAPE_ID),
    optional("documentation", TEXT),
    optional("body", TEXT),
    optional("bodyMediaType", TEXT),
    optional("params", OBJECT),
    optional("vendorParamsShape", SHAPE_ID),
    optional("vendorParams", OBJECT),
    optional("headers", HEADERS),
    optional("requireHeaders", TextList),
    optional("forbidHeaders", TextList),
    optional("tags", TextList),
    optional("appliesTo", APPLIES_TO),
]);

const REQUEST: Reader = Object(&[
    required("method", TEXT),
    required("uri", TEXT),
    optional("host", TEXT),
    optional("resolvedHost", TEXT),
    optional("queryParams", TextList),
    optional("forbidQueryParams", TextList),
    optional("requireQueryParams", TextList),
]);

const RESPONSE: Reader = Object(&[required("code", Number)]);

const MALFORMED: &[Field] = &[
    required("id", TEXT),
    required("protocol", SHAPE_ID),
    required(
        "request",
        Object(&[
            required("method", TEXT),
            optional("uri", TEXT),
            optional("host", TEXT),
            optional("queryParams", TextList),
            optional("headers", HEADERS),
            optional("body", TEXT),
            optional("bodyMediaType", TEXT),
        ]),
    ),
    required(
        "response",
        Object(&[
            optional("code", Number),
            optional("headers", HEADERS),
            optional(
                "body",
                Object(&[
                    required("mediaType", TEXT),
                    required("assertion", Object(&[optional("contents", TEXT), optional("messageRegex", TEXT)])),
                ]),
            ),
        ]),
    ),
    optional("documentation", TEXT),
    optional("tags", TextList),
    optional("testParameters", Map(&List(&TEXT))),
];

const SMOKE: &[Field] = &[
    required("id", TEXT),
    optional("params", OBJECT),
    optional("vendorParams", OBJECT),
    optional("vendorParamsShape", SHAPE_ID),
    required(
        "expect",
        Checked(&[optional("failure", Object(&[optional("errorId", SHAPE_ID)])).member()], |object, _| {
            if let Some(expected) = ["success", "failure"].into_iter().find(|key| object.contains_key(key)) {
                let others = object.iter().map(|(key, _)| key).filter(|key| *key != expected);
                let mut others: Vec<String> = others.map(|key| format!("`{key}`")).collect();
                others.sort_unstable();
                if others.is_empty() {
                    return Ok(());
                }
                return Err(format!(
                    "Expected an object with possible properties of `{expected}`, but found additional properties: {}",
                    others.join(", ")
                ));
            }
            let found: Vec<String> = object.iter().map(|(key, _)| format!("`{key}`")).collect();
            Err(format!(
                "Expected an object with exactly one `success` or `failure` property, but found properties: {}",
                found.join(", ")
            ))
        }),
    ),
    optional("tags", TextList),
];
