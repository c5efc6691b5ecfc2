//! The functions: what they take, what they return, since when there are, and what they do.
//!
//! `getAttr` is not one of them: its type depends on its path, so it is a kind of expression.

mod aws;
mod partitions;
mod standard;

use super::rule_set::Version;
use super::types::Type;
use super::value::Value;

/// A function of the rules language.
pub struct Function {
    /// Its name.
    pub name: &'static str,
    /// Its name in messages about versions.
    pub title: &'static str,
    /// The version that brought it.
    pub since: Version,
    pub(super) signature: Signature,
    pub(super) run: Run,
}

/// What a function takes and returns.
pub(super) enum Signature {
    /// Always the same.
    Fixed { arguments: fn() -> Vec<Type>, returns: fn() -> Type },
    /// Two or more of one type, optional or not; not optional itself if one of them is not.
    Coalesce,
    /// A boolean and two of one type; optional if one of them is.
    IfThenElse,
}

type Run = for<'n> fn(Facts, Vec<Value<'n>>) -> Result<Value<'n>, String>;

/// Of when the facts are that functions know. Partitions change, and tests written before still tell what was so.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Facts {
    /// Of now.
    #[default]
    Current,
    /// Of before some partitions supported dual stack endpoints.
    Former,
}

/// Every function: those of the standard library, then those of AWS.
pub static FUNCTIONS: &[&[Function]] = &[standard::FUNCTIONS, aws::FUNCTIONS];

impl Function {
    /// The function with this name.
    pub fn named(name: &str) -> Option<&'static Self> {
        FUNCTIONS.iter().flat_map(|functions| functions.iter()).find(|function| function.name == name)
    }
}

impl std::fmt::Debug for Function {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name)
    }
}

impl PartialEq for Function {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

// Arguments as their types.

fn mismatch<T>(expected: &str, found: &Value<'_>) -> Result<T, String> {
    Err(format!("Expected `{expected}` but was `{}` with value: `{found}`", found.type_name()))
}

fn boolean(value: &Value<'_>) -> Result<bool, String> {
    if let Value::Boolean(value) = value { Ok(*value) } else { mismatch("BooleanType", value) }
}

fn integer(value: &Value<'_>) -> Result<i64, String> {
    if let Value::Integer(value) = value { Ok(*value) } else { mismatch("IntegerType", value) }
}

fn string<'v>(value: &'v Value<'_>) -> Result<&'v str, String> {
    if let Value::String(text) = value { Ok(text) } else { mismatch("StringType", value) }
}

/// Exactly as many arguments as there should be.
fn exactly<const N: usize>(arguments: Vec<Value<'_>>) -> Result<[Value<'_>; N], String> {
    arguments.try_into().map_err(|given: Vec<_>| format!("Expected {N} arguments but found {}", given.len()))
}
