//! Documents of JSON, of which every number keeps its text.

use std::collections::BTreeMap;

use whitesmith::Document;
use whitesmith::read::Rejection;

use super::cursor::Cursor;
use super::number;

/// The document that follows, in which values may lie `depth` deep.
pub(super) fn read(cursor: &mut Cursor<'_>, depth: usize) -> Result<Document, Rejection> {
    match cursor.peek() {
        Some(b'n') => cursor.null().map(|_| Document::Null),
        Some(b't' | b'f') => cursor.boolean().map(Document::Boolean),
        Some(b'"') => cursor.string().map(|text| Document::String(text.into_owned())),
        Some(b'[') => list(cursor, deeper(depth)?).map(Document::List),
        Some(b'{') => map(cursor, deeper(depth)?).map(Document::Map),
        _ => number::document(cursor.number()?).ok_or(Rejection::Unexpected),
    }
}

fn list(cursor: &mut Cursor<'_>, depth: usize) -> Result<Vec<Document>, Rejection> {
    cursor.array()?;
    let mut list = Vec::new();
    while cursor.element(list.is_empty())? {
        list.push(read(cursor, depth)?);
    }
    Ok(list)
}

fn map(cursor: &mut Cursor<'_>, depth: usize) -> Result<BTreeMap<String, Document>, Rejection> {
    cursor.object()?;
    let mut map = BTreeMap::new();
    while let Some(key) = cursor.key(map.is_empty())? {
        map.insert(key.into_owned(), read(cursor, depth)?);
    }
    Ok(map)
}

fn deeper(depth: usize) -> Result<usize, Rejection> {
    depth.checked_sub(1).ok_or(Rejection::Unexpected)
}
