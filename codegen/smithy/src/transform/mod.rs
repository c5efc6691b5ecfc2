//! Changes of whole models.

mod flatten;

pub use flatten::flatten_mixins;
