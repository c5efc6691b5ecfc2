//! The small types that unions need.

use crate::document::Document;
use crate::schema::{Schema, prelude};
use crate::shape::{Blank, Mut, Ref, Shape, Structure, Visitor};

/// The value of a union member that carries nothing but its name: `smithy.api#Unit`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Unit;

impl Structure for Unit {
    fn schema(&self) -> &'static Schema {
        &prelude::UNIT
    }
    fn show<'a>(&'a self, _: &mut Visitor<'_, 'a>) {}
    fn member_mut(&mut self, _: usize) -> Option<Mut<'_>> {
        None
    }
}
impl Shape for Unit {
    fn view(&self) -> Ref<'_> {
        Ref::Structure(self)
    }
    fn slot(&mut self) -> Mut<'_> {
        Mut::Structure(self)
    }
}
impl Blank for Unit {
    fn blank() -> Self {
        Self
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
