//! Whether a server takes what a request holds, and has what it asks for.

use http::HeaderMap;
use http::header::{ACCEPT, CONTENT_TYPE};
use whitesmith::operation::OperationTrait;
use whitesmith::{CommonError, OperationSchema};

use super::content::binds_content_type;
use super::{Content, Direction};
use crate::media_type;

/// Checks `Content-Type`. `has_body` is `None` as long as that is not known, and then nothing is said that
/// depends on it.
pub fn content_type(
    operation: &OperationSchema,
    document: &'static str,
    headers: &HeaderMap,
    has_body: Option<bool>,
) -> Result<(), CommonError> {
    let schema = operation.input();
    if binds_content_type(schema) {
        return Ok(());
    }
    let content = Content::of(schema, Direction::Request);
    let expected = match content {
        Content::Raw { any: true, .. } => return Ok(()),
        // An input that could have members in a later version is sent as an empty document, or not at all.
        Content::None if schema.members().is_empty() && !operation.has(OperationTrait::UnitInput) => Some(document),
        content => content.media_type(document),
    };
    let matches = match (headers.get(CONTENT_TYPE), expected) {
        (Some(found), Some(expected)) => found.to_str().is_ok_and(|found| media_type::same(found, expected)),
        // Some clients name a type for every request; it says nothing where nothing follows.
        (Some(_), None) => has_body != Some(true),
        (None, _) => content == Content::None || has_body != Some(true),
    };
    if matches { Ok(()) } else { Err(CommonError::UnsupportedMediaTypeException) }
}

/// The one media type of an operation's responses; `None` if any will do.
pub fn offered(operation: &OperationSchema, document: &'static str) -> Option<&'static str> {
    let schema = operation.output();
    if operation.has(OperationTrait::UnitOutput) || binds_content_type(schema) {
        return None;
    }
    match Content::of(schema, Direction::Response) {
        Content::Raw { any: true, .. } => None,
        content => Some(content.media_type(document).unwrap_or(document)),
    }
}

/// Checks `Accept`.
pub fn accept(operation: &OperationSchema, document: &'static str, headers: &HeaderMap) -> Result<(), CommonError> {
    let mut lines = headers.get_all(ACCEPT).iter().peekable();
    if lines.peek().is_none() {
        return Ok(());
    }
    let accepted = offered(operation, document).is_none_or(|media_type| {
        lines.any(|line| line.to_str().is_ok_and(|line| media_type::accepts(line, media_type)))
    });
    if accepted { Ok(()) } else { Err(CommonError::NotAcceptableException) }
}
