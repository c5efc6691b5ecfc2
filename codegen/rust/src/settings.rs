//! What a generation can be told: the `whitesmith` plugin of a `smithy-build.json`.

use std::fmt;

use serde::Deserialize;
use whitesmith_smithy::ShapeId;

use crate::plan::is_keyword;

/// The settings of one generation.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Settings {
    /// The service to generate: an absolute shape id.
    pub service: String,
    /// The name of the types crate; `-client` and `-server` are appended for the other two.
    /// Default: the service's name in lower case.
    #[serde(default)]
    pub module: String,
    /// The version of the generated crates.
    #[serde(default = "initial_version")]
    pub version: String,
    /// The error that a server answers constraint violations with: an absolute shape id.
    /// Default: `smithy.framework#ValidationException`.
    #[serde(default)]
    pub validation_exception: Option<String>,
    /// Whether members that are `@clientOptional`, or in an `@input`, are optional even when they are required.
    /// Default: no; the types say what the service holds callers to.
    #[serde(default)]
    pub client_optional: bool,
    /// Whether a server has to implement every operation. Default: no; what is left out answers 501.
    #[serde(default)]
    pub require_all_operations: bool,
    /// Where the runtime crates are.
    #[serde(default)]
    pub runtime: Runtime,
}

/// Where the generated crates find the runtime crates.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Runtime {
    /// On crates.io, in this version.
    Version(String),
    /// In folders named like the crates, below this path; relative paths start at the generated crate.
    Path(String),
}

impl Default for Runtime {
    fn default() -> Self {
        Self::Version(env!("CARGO_PKG_VERSION").into())
    }
}

fn initial_version() -> String {
    "0.1.0".into()
}

impl Settings {
    /// Reads the settings from the plugin's JSON.
    pub fn from_json(json: serde_json::Value) -> Result<Self, SettingsError> {
        let mut settings: Self = serde_json::from_value(json).map_err(|error| SettingsError(error.to_string()))?;
        // What is no shape id is no service of the model: planning says which ones there are.
        let Ok(service) = ShapeId::parse(&settings.service) else { return Ok(settings) };
        if settings.module.is_empty() {
            settings.module = service.name().to_lowercase();
        }
        let module = &settings.module;
        if !is_crate_name(module) {
            return Err(SettingsError(format!("module `{module}` is not a crate name: use a-z, 0-9, `-` and `_`")));
        }
        if is_keyword(module) || TAKEN.contains(&module.as_str()) {
            let message = format!("module `{module}` cannot be the name of a crate of your own; choose another one");
            return Err(SettingsError(message));
        }
        Ok(settings)
    }
}

/// Crates that generated code, or any Rust code, refers to by these names.
const TAKEN: &[&str] = &["alloc", "core", "proc_macro", "std", "test", "whitesmith"];

fn is_crate_name(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_lowercase())
        && text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-' || c == '_')
}

/// The settings are not what they should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SettingsError(String);

impl fmt::Display for SettingsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the settings of the `whitesmith` plugin: {}", self.0)
    }
}
impl std::error::Error for SettingsError {}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(json: &str, expected: Result<Runtime, &str>) {
        match (Settings::from_json(serde_json::from_str(json).unwrap()), expected) {
            (Ok(settings), Ok(runtime)) => assert_eq!(settings.runtime, runtime, "{json}"),
            (Err(error), Err(part)) => assert!(error.to_string().contains(part), "{json}: {error}"),
            (got, expected) => panic!("{json}: {got:?}, expected {expected:?}"),
        }
    }

    #[test]
    fn settings() {
        check(r#"{"service":"a#B","module":"b"}"#, Ok(Runtime::default()));
        check(r#"{"service":"a#B","module":"b","runtime":{"path":".."}}"#, Ok(Runtime::Path("..".into())));
        check(r#"{"service":"a#B"}"#, Ok(Runtime::default()));
        check("{}", Err("missing field `service`"));
        check(r#"{"service":"a#B","module":"fn"}"#, Err("module `fn` cannot be the name of a crate"));
        check(r#"{"service":"a#Std"}"#, Err("module `std` cannot be the name of a crate"));
        check(r#"{"service":"a#B","module":"b","modul":1}"#, Err("unknown field `modul`"));
        check(r#"{"service":"a#B","module":"b c"}"#, Err("not a crate name"));
        check(r#"{"service":"a#B","module":"B"}"#, Err("not a crate name"));
    }
}
