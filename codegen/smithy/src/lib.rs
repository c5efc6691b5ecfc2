//! Smithy models: read, assembled, validated, queried. No JVM, and no Rust code generation in it.
#![doc = ""]

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
pub use select::{Selector, SelectorError};
pub use shape::{AppliedTrait, Operation, Resource, Service, Shape, ShapeKind, ShapeType, Target, Traits};
pub use shape_id::{InvalidShapeId, ShapeId};
pub use source::{FileId, LineColumn, SourceFile, Sources, Span};
pub use validate::{ValidModel, Validated};
