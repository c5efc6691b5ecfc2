//! [JMESPath](https://jmespath.org/specification.html): parser and evaluator.
//!
//! Waiters, endpoint context parameters and contract conditions say in JMESPath which part of an input or output
//! they mean. [`Expression::parse`] reads an expression, and [`evaluate`] runs it on a [`Value`]. Generated clients use
//! this crate at run time, and the front end to check models; it knows neither.
//!
//! Every stage is bounded: nesting by [`MAX_DEPTH`], and the number of values visited by [`MAX_STEPS`]. An
//! expression that needs more is refused, not run.
//!
//! ```
//! use whitesmith_jmespath::{Expression, evaluate, parse_json};
//!
//! let expression = Expression::parse("instances[?state == 'running'] | length(@)")?;
//! let value = parse_json(r#"{"instances": [{"state": "running"}, {"state": "stopped"}]}"#).expect("it is JSON");
//! assert_eq!(evaluate(&expression, &value)?.to_string(), "1");
//! # Ok::<(), whitesmith_jmespath::Error>(())
//! ```

mod ast;
mod error;
mod evaluate;
mod functions;
mod json;
mod json_string;
mod lexer;
mod number;
mod parser;
mod value;

pub use ast::{Comparator, Expression, ExpressionKind, Position};
pub use error::{Error, ErrorKind};
pub use evaluate::{evaluate, is_truthy};
pub use functions::{Argument, FUNCTIONS, Function, Type};
pub use json::parse as parse_json;
pub use json_string::write_json_string;
pub use number::Number;
pub use value::{Object, Value};

/// How deep expressions, and the JSON in them, may nest. Operators that follow one another count half.
pub const MAX_DEPTH: usize = 200;

/// How many values one evaluation or check may visit.
pub const MAX_STEPS: usize = 1_000_000;

#[cfg(test)]
mod tests;
