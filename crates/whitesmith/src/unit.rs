//! The small types that unions need.

use crate::document::Document;
use crate::schema::{Schema, prelude};
use crate::shape::{Mut, Structure, Visitor};

/// The value of a union member that carries nothing but its name: `smithy.api#Unit`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Unit;

impl Structure for Unit {
    fn start() -> Self {
        Self
    }
    fn schema(&self) -> &'static Schema {
        &prelude::UNIT
    }
    fn show<'a>(&'a self, _: &mut Visitor<'_, 'a>) {}
    fn member_mut(&mut self, _: usize) -> Option<Mut<'_>> {
        None
    }
}

/// A union member that the model does not know: what came over the wire, whole.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct UnknownMember {
    /// Its name on the wire; empty for a union that nothing was read into.
    pub name: String,
    /// Its value.
    pub value: Document,
}
