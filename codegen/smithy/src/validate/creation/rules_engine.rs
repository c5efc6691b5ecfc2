//! The traits of `smithy.rules`. Decision diagrams have a rule of their own.

use super::Row;
use super::reader::{OBJECT, Reader, TEXT, optional, required};
use Reader::{Any, List, Map, Object, Text};

pub(super) static TABLE: &[Row] = &[
    (
        "smithy.rules#clientContextParams",
        Map(&Object(&[
            required(
                "type",
                Text(|text| match text.to_ascii_lowercase().as_str() {
                    "string" | "boolean" | "stringarray" => Ok(()),
                    _ => Err("type was not set on the builder".into()),
                }),
            ),
            optional("documentation", TEXT),
        ])),
    ),
    ("smithy.rules#contextParam", Object(&[required("name", TEXT)])),
    ("smithy.rules#endpointTests", Object(&[required("version", TEXT), required("testCases", List(&TEST_CASE))])),
    ("smithy.rules#operationContextParams", Map(&Object(&[required("path", TEXT)]))),
    ("smithy.rules#staticContextParams", Map(&Object(&[required("value", Any)]))),
];

const TEST_CASE: Reader = Object(&[
    optional("documentation", TEXT),
    optional("params", OBJECT),
    optional(
        "operationInputs",
        List(&Object(&[
            required("operationName", TEXT),
            optional("operationParams", OBJECT),
            optional("builtInParams", OBJECT),
            optional("clientParams", OBJECT),
        ])),
    ),
    required(
        "expect",
        Object(&[
            optional("error", TEXT),
            optional(
                "endpoint",
                Object(&[
                    required("url", TEXT),
                    optional("headers", Map(&List(&TEXT))),
                    optional("properties", OBJECT),
                ]),
            )
            .value(),
        ]),
    )
    .value(),
]);
