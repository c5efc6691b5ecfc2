//! What the body of a message is, by the schema alone: its media type, and whether it is held in memory.

use whitesmith::schema::{Binding, Kind, Member, Schema, Trait};

use super::{Direction, has_body_members, payload};

/// What the body of a message is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Content {
    /// Nothing is modelled in the body.
    None,
    /// A document of the protocol: of the members in the body, or of a payload.
    Document,
    /// The raw bytes or the text of a payload.
    Raw {
        /// Its media type.
        media_type: &'static str,
        /// Whether any media type will do: a blob that says nothing of its content.
        any: bool,
    },
    /// A stream of events.
    Events,
}

/// The media type of event streams
/// ([event stream](https://smithy.io/2.0/aws/amazon-eventstream.html)).
pub const EVENT_STREAM: &str = "application/vnd.amazon.eventstream";

impl Content {
    /// The body of a structure in this direction.
    pub fn of(schema: &'static Schema, direction: Direction) -> Self {
        match payload(schema) {
            Some((_, member)) => Self::of_payload(member),
            None if has_body_members(schema, direction) => Self::Document,
            None => Self::None,
        }
    }

    /// The body that one member is.
    pub fn of_payload(member: &'static Member) -> Self {
        let raw = |media_type| Self::Raw { media_type, any: false };
        match (member.media_type(), member.target().kind()) {
            (_, Kind::Union) if member.has(Trait::Streaming) => Self::Events,
            (Some(media_type), Kind::Blob | Kind::String | Kind::Enum) => raw(media_type),
            (None, Kind::String | Kind::Enum) => raw("text/plain"),
            (None, Kind::Blob) => Self::Raw { media_type: "application/octet-stream", any: true },
            _ => Self::Document,
        }
    }

    /// The media type of this body in a protocol whose documents have the type `document`.
    pub fn media_type(self, document: &'static str) -> Option<&'static str> {
        match self {
            Self::None => None,
            Self::Document => Some(document),
            Self::Raw { media_type, .. } => Some(media_type),
            Self::Events => Some(EVENT_STREAM),
        }
    }
}

/// Whether the body of a structure is not held in memory: a streaming blob, or a stream of events.
pub fn is_streaming(schema: &'static Schema) -> bool {
    payload(schema).is_some_and(|(_, member)| member.has(Trait::Streaming))
}

/// Whether a member decides the media type itself.
pub fn binds_content_type(schema: &'static Schema) -> bool {
    schema
        .members()
        .iter()
        .any(|member| matches!(member.binding(), Binding::Header(name) if name.eq_ignore_ascii_case("content-type")))
}
