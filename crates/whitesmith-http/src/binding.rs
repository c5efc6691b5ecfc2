//! HTTP bindings: which member travels where, in both directions, driven by the schema
//! ([HTTP bindings](https://smithy.io/2.0/spec/http-bindings.html)).
//!
//! [`mod@write`] makes a message from a structure, [`read`] fills a structure from one. What goes into a body is the
//! protocol's matter: it gives a [`Codec`]. Adding a binding is one place in [`place`], and one in each of
//! [`mod@write`] and [`read`].

pub mod codec;
pub mod content;
pub mod message;
pub mod negotiate;
pub mod read;
pub mod write;

pub use codec::Codec;
pub use content::Content;

use whitesmith::schema::{Binding, Member, Schema};

/// Which message a structure is bound to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// An operation's input.
    Request,
    /// An operation's output, or an error.
    Response,
}

/// Where a member travels in a message. A binding that has no meaning in its direction is ignored, so that its
/// member travels in the body.
pub fn place(member: &Member, direction: Direction) -> Binding {
    match (direction, member.binding()) {
        (Direction::Request, Binding::ResponseCode)
        | (Direction::Response, Binding::Label | Binding::Query(_) | Binding::QueryParams) => Binding::Body,
        (_, binding) => binding,
    }
}

/// The member that is the whole body, with its index.
pub fn payload(schema: &'static Schema) -> Option<(usize, &'static Member)> {
    schema.members().iter().enumerate().find(|(_, member)| member.binding() == Binding::Payload)
}

/// Whether any member travels beside others in the body.
pub fn has_body_members(schema: &'static Schema, direction: Direction) -> bool {
    schema.members().iter().any(|member| place(member, direction) == Binding::Body)
}
