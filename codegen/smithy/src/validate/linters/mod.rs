//! Validators that run only where a model asks for them, one a file, and the table of them
//! ([model linters](https://smithy.io/2.0/guides/model-linters.html)).
//!
//! To add one: write `some_linter.rs` with a `pub(super) static LINTER: Linter`, and a line here.

use crate::node::Node;

use super::rule::{Context, Sink};

mod abbreviation_name;
mod camel_case;
mod emit_each_selector;
mod emit_none_selector;
mod input_output_structure_reuse;
mod missing_client_optional_trait;
mod missing_paginated_trait;
mod missing_sensitive_trait;
mod noninclusive_terms;
mod repeated_shape_name;
mod reserved_words;
mod should_have_used_timestamp;
mod standard_operation_verb;
mod unreferenced_shape;
mod words;

/// A validator that a model asks for by name, and may configure.
pub(super) struct Linter {
    /// What it is asked for by, and the id of its events.
    pub(super) name: &'static str,
    /// Looks at the model and reports; or says what is wrong with its configuration.
    pub(super) run: fn(&Context<'_>, &Config<'_>, &mut Sink<'_>) -> Result<(), String>,
}

/// Every linter.
pub(super) static TABLE: &[&Linter] = &[
    &abbreviation_name::LINTER,
    &camel_case::LINTER,
    &emit_each_selector::LINTER,
    &emit_none_selector::LINTER,
    &input_output_structure_reuse::LINTER,
    &missing_client_optional_trait::LINTER,
    &missing_paginated_trait::LINTER,
    &missing_sensitive_trait::LINTER,
    &noninclusive_terms::LINTER,
    &repeated_shape_name::LINTER,
    &reserved_words::LINTER,
    &should_have_used_timestamp::LINTER,
    &standard_operation_verb::LINTER,
    &unreferenced_shape::LINTER,
];

/// The configuration of a linter.
pub(super) struct Config<'m> {
    pub(super) node: &'m Node,
}

impl<'m> Config<'m> {
    /// The text under a key, if there is one.
    pub(super) fn text(&self, key: &str) -> Result<Option<&'m str>, String> {
        match self.node.get(key) {
            None => Ok(None),
            Some(value) => value.as_str().map(Some).ok_or_else(|| wrong_type(key, "string", value)),
        }
    }

    /// The boolean under a key; `false` where there is none.
    pub(super) fn flag(&self, key: &str) -> Result<bool, String> {
        match self.node.get(key) {
            None => Ok(false),
            Some(value) => value.as_bool().ok_or_else(|| wrong_type(key, "boolean", value)),
        }
    }

    /// The texts of the array under a key, if there is one.
    pub(super) fn texts(&self, key: &str) -> Result<Option<Vec<&'m str>>, String> {
        let Some(value) = self.node.get(key) else { return Ok(None) };
        let elements = value.as_array().ok_or_else(|| wrong_type(key, "array", value))?;
        let text = |element: &'m Node| element.as_str().ok_or_else(|| wrong_type(key, "string", element));
        elements.iter().map(text).collect::<Result<_, _>>().map(Some)
    }
}

fn wrong_type(key: &str, expected: &str, value: &Node) -> String {
    format!("Expected `{key}` to be {} {expected}; found {}", super::text::article(expected), value.type_name())
}
