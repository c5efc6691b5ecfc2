//! Node values and traits.

use super::super::cursor::Cursor;
use super::super::tree::{Comments, Item, Pair, Trait, TraitValue, Traits, Value};
use super::{items, plain, push_comments};
use crate::load::idl::tokens::Kind;

/// Reads a value.
pub(super) fn value<'s>(cursor: &mut Cursor<'_, 's>, comments: &mut Comments<'s>) -> Option<Value<'s>> {
    match cursor.peek() {
        kind @ (Kind::String | Kind::Number) => Some(Value::Literal(cursor.take(kind, comments)?)),
        Kind::TextBlock => Some(Value::TextBlock(cursor.take(Kind::TextBlock, comments)?)),
        Kind::Identifier => Some(Value::Name(cursor.name(comments)?)),
        Kind::LeftBracket => {
            cursor.take(Kind::LeftBracket, comments)?;
            Some(Value::Array(items(cursor, Kind::RightBracket, value)?))
        }
        Kind::LeftBrace => {
            cursor.take(Kind::LeftBrace, comments)?;
            Some(Value::Object(items(cursor, Kind::RightBrace, pair)?))
        }
        _ => None,
    }
}

/// Reads a key, without quotes where it needs none.
pub(super) fn key<'s>(cursor: &mut Cursor<'_, 's>, comments: &mut Comments<'s>) -> Option<&'s str> {
    let kind = cursor.peek();
    let key = match kind {
        Kind::Identifier | Kind::String => cursor.take(kind, comments)?,
        _ => return None,
    };
    let bare = key.trim_matches('"');
    Some(if crate::shape_id::is_identifier(bare) { bare } else { key })
}

/// Reads `key: value`.
pub(super) fn pair<'s>(cursor: &mut Cursor<'_, 's>, comments: &mut Comments<'s>) -> Option<Pair<'s>> {
    let key = key(cursor, comments)?;
    cursor.take(Kind::Colon, comments)?;
    let value = value(cursor, comments)?;
    Some(Pair { key, value })
}

/// Reads a trait. `comments` receives those that cannot stay in it.
pub(super) fn applied<'s>(cursor: &mut Cursor<'_, 's>, comments: &mut Comments<'s>) -> Option<Trait<'s>> {
    cursor.take(Kind::At, comments)?;
    let name = cursor.name(comments)?;
    if !cursor.is_immediately(Kind::LeftParenthesis) {
        return Some(Trait { name, value: TraitValue::None });
    }
    cursor.take(Kind::LeftParenthesis, comments)?;
    let mut before = cursor.comments();
    match cursor.peek() {
        Kind::RightParenthesis => {
            comments.append(&mut before);
            cursor.take(Kind::RightParenthesis, comments)?;
            return Some(Trait { name, value: TraitValue::None });
        }
        Kind::String | Kind::Identifier if cursor.is_followed_by(Kind::Colon) => {
            let mut members = Vec::new();
            push_comments(&mut members, before);
            members.extend(items(cursor, Kind::RightParenthesis, pair)?);
            return Some(Trait { name, value: TraitValue::Members(members) });
        }
        _ => {}
    }
    let value = value(cursor, &mut before)?;
    let mut behind = Comments::new();
    cursor.take(Kind::RightParenthesis, &mut behind)?;
    Some(Trait { name, value: TraitValue::Node(plain(before), value, plain(behind)) })
}

/// Reads any number of traits, with the comments between them and behind the last.
pub(super) fn traits<'s>(cursor: &mut Cursor<'_, 's>, traits: &mut Traits<'s>) -> Option<()> {
    while cursor.peek() == Kind::At {
        let mut hoisted = Comments::new();
        let applied = applied(cursor, &mut hoisted)?;
        push_comments(traits, hoisted);
        traits.push(Item::Element(applied));
        push_comments(traits, cursor.comments());
    }
    Some(())
}
