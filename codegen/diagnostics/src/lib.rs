//! Shows what loading and validating a model had to say: to people with an excerpt and a caret, and to machines as
//! JSON or as SARIF.
//!
//! ```
//! use whitesmith_diagnostics::human;
//! use whitesmith_smithy::Loader;
//!
//! let mut loader = Loader::new();
//! loader.add_source("main.smithy", "$version: \"2\"\nnamespace example\nstructure Pair { left: Strnig }\n");
//! let validated = loader.assemble().validate();
//! let text = human::render(&validated.events[0], &validated.sources, human::Style::Plain);
//! assert!(text.contains("main.smithy:3:24"));
//! assert!(text.contains("did you mean `String`?"));
//! ```

mod excerpt;
pub mod human;
pub mod json;
mod place;
pub mod policy;
pub mod sarif;

pub use policy::{Policy, blocking};
