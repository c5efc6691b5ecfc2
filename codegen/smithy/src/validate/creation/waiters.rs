//! The traits of `smithy.waiters`.

use super::Row;
use super::checks::{one_of, union};
use super::reader::{Reader, TEXT, optional, required};
use Reader::{Boolean, Checked, List, Map, Number, Object, Text, TextList};

pub(super) static TABLE: &[Row] = &[(
    "smithy.waiters#waitable",
    Map(&Object(&[
        optional("documentation", TEXT),
        required(
            "acceptors",
            List(&Object(&[
                required("state", Text(|text| one_of(text, &["failure", "retry", "success"]))),
                required("matcher", Checked(MATCHERS, union)).as_value(),
            ])),
        ),
        optional("minDelay", Number),
        optional("maxDelay", Number),
        optional("deprecated", Boolean),
        optional("tags", TextList).as_value(),
    ])),
)];

const MATCHERS: &[super::reader::Field] = &[
    optional("success", Boolean).as_value(),
    optional("errorType", TEXT).as_value(),
    optional("output", PATH).as_value(),
    optional("inputOutput", PATH).as_value(),
];

const PATH: Reader = Object(&[
    required("path", TEXT),
    required("expected", TEXT),
    required(
        "comparator",
        Text(|text| match text {
            "stringEquals" | "booleanEquals" | "allStringEquals" | "anyStringEquals" => Ok(()),
            _ => Err(format!("Expected valid path comparator, but found {text}")),
        }),
    ),
]);
