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
                required("matcher", Checked(MATCHERS, union)).value(),
            ])),
        ),
        optional("minDelay", Number),
        optional("maxDelay", Number),
        optional("deprecated", Boolean),
        optional("tags", TextList).value(),
    ])),
)];

const MATCHERS: &[super::reader::Field] = &[
    optional("success", Boolean).value(),
    optional("errorType", TEXT).value(),
    optional("output", PATH).value(),
    optional("inputOutput", PATH).value(),
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
