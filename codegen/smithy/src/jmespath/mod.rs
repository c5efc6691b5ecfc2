//! [JMESPath](https://jmespath.org/specification.html) over [`Node`](crate::Node)s, and a static check of expressions.
//!
//! Expressions are read and run by the crate `whitesmith-jmespath`, which generated clients use too. Here is what is
//! asked of models: [`evaluate`] runs an expression on a node, and [`check`] runs it on what is [`Known`] of a value
//! before there is one, and reports what cannot work.
//!
//! Every stage is bounded: nesting by [`MAX_DEPTH`], and the number of values visited by [`MAX_STEPS`]. An
//! expression that needs more is refused, not run.
//!
//! ```
//! use whitesmith_smithy::jmespath::{Expression, evaluate, parse_json};
//!
//! let expression = Expression::parse("instances[?state == 'running'] | length(@)")?;
//! let value = parse_json(r#"{"instances": [{"state": "running"}, {"state": "stopped"}]}"#).expect("it is JSON");
//! assert_eq!(evaluate(&expression, &value)?.to_string(), "1");
//! # Ok::<(), whitesmith_smithy::jmespath::Error>(())
//! ```

mod check;
mod known;
mod node;

pub use check::{Level, Problem, check};
pub use known::Known;
pub use node::{evaluate, parse_json};
pub use whitesmith_jmespath::{
    Comparator, Error, ErrorKind, Expression, ExpressionKind, FUNCTIONS, Function, MAX_DEPTH, MAX_STEPS, Position, Type,
};

#[cfg(test)]
mod tests;
