//! Smithy models: read, assembled, validated, queried and written. No JVM, and no Rust code generation in it.
//!
//! ```
//! use whitesmith_smithy::{Loader, Selector, Severity, write};
//!
//! let mut loader = Loader::new();
//! loader.add_source("weather.smithy", r#"
//!     $version: "2"
//!     namespace example.weather
//!
//!     service Weather { version: "2026-01-01", operations: [GetCity] }
//!
//!     @readonly
//!     operation GetCity {
//!         input := { @required id: String }
//!         output := { name: String }
//!     }
//! "#);
//!
//! // Loading never fails; what is wrong becomes an event, with its place. Validation looks at the whole.
//! let validated = loader.assemble().validate();
//! assert!(validated.events.iter().all(|event| event.severity < Severity::Danger));
//! let model = validated.model.expect("a model without errors");
//!
//! // Shapes are found by id, or by what they are and how they are connected.
//! let required = Selector::parse("operation -[input]-> > member [trait|required]")?;
//! let ids: Vec<String> = required.select(&model)?.iter().map(|shape| shape.id.to_string()).collect();
//! assert_eq!(ids, ["example.weather#GetCityInput$id"]);
//!
//! // The model as JSON AST, which loads as the same model.
//! let text = write::json::pretty(&write::ast::to_node(&model));
//! assert!(text.contains("\"example.weather#GetCity\""));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! | to | see |
//! |---|---|
//! | read files, folders and texts | [`Loader`] |
//! | find out what is wrong with a model | [`Assembly::validate`], [`Event`] |
//! | look at shapes and traits | [`Model`], [`Shape`], [`Traits`] |
//! | ask what follows from a model: closures, bindings, neighbors, nullability | [`Knowledge`], [`index`] |
//! | find shapes | [`Selector`] |
//! | check a value against a shape | [`NodeValidator`] |
//! | write a model | [`write`](mod@write) |
//! | run JMESPath expressions, and check them against shapes | [`jmespath`] |
//! | read and run endpoint rules | [`rules_engine`] |
//!
//! Every input is taken as hostile: nothing panics, nesting is bounded, and so is the work that selectors, patterns and
//! expressions may cause.

pub mod base64;
mod builtin;
mod equality;
pub mod event;
pub mod format;
mod hash_order;
pub mod ids;
pub mod index;
pub mod jmespath;
pub mod load;
pub mod model;
pub mod node;
pub mod node_validation;
pub mod nullability;
mod number;
pub use whitesmith_pattern as pattern;
pub mod rules_engine;
pub mod select;
pub mod shape;
pub mod shape_id;
mod small_map;
pub mod source;
pub mod spelling;
mod suggest;
pub mod transform;
pub mod validate;
pub mod write;

pub use event::{Event, Severity};
pub use index::Knowledge;
pub use load::{Assembly, Loader};
pub use model::Model;
pub use node::{Node, Number, Object, Value};
pub use node_validation::{Finding, Leniency, NodeValidator};
pub use select::{Selector, SelectorError, TooMuchWork};
pub use shape::{AppliedTrait, Operation, Resource, Service, Shape, ShapeKind, ShapeType, Target, Traits};
pub use shape_id::{InvalidShapeId, ShapeId};
pub use source::{FileId, LineColumn, SourceFile, Sources, Span};
pub use validate::{ValidModel, Validated};
