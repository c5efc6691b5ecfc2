//! Changes of whole models.

mod downgrade;
mod flatten;

pub use downgrade::downgrade;
pub use flatten::flatten_mixins;
