//! Shape statements.

use super::super::apart::{members_are_apart, properties_are_apart};
use super::super::cursor::Cursor;
use super::super::tree::{
    Body, Comment, Comments, Header, Item, Member, Members, Property, PropertyItem, Shape, Statement, Traits,
};
use super::values::{applied, pair, traits, value};
use super::{items, plain, push_comments};
use crate::load::idl::tokens::Kind;

/// Reads all shapes; `before` are the comments in front of the first. Gives back those behind the last.
pub(super) fn shapes<'s>(
    cursor: &mut Cursor<'_, 's>,
    mut before: Comments<'s>,
    shapes: &mut Vec<Statement<'s, Shape<'s>>>,
) -> Option<Comments<'s>> {
    loop {
        // Before an `apply` statement, and behind everything, there is nothing to document.
        if cursor.peek() == Kind::End || cursor.peek_text() == "apply" {
            before = plain(before);
        }
        if let Some(previous) = shapes.last_mut() {
            let stays = |comment: &Comment<'_>| !comment.after_blank && !comment.documents;
            let end = before.iter().position(|comment| !stays(comment)).unwrap_or(before.len());
            previous.after = before.drain(..end).collect();
        }
        if cursor.peek() == Kind::End {
            if let Some(Statement { trailing: Some(trailing), .. }) = shapes.last_mut() {
                trailing.documents = false;
            }
            return Some(before);
        }
        let mut leading = Traits::new();
        traits(cursor, &mut leading)?;
        let item = shape(cursor, leading)?;
        shapes.push(Statement { before, item, trailing: cursor.trailing_as_is(), after: Comments::new() });
        before = cursor.comments();
    }
}

fn shape<'s>(cursor: &mut Cursor<'_, 's>, mut traits: Traits<'s>) -> Option<Shape<'s>> {
    let mut hoisted = Comments::new();
    let keyword = cursor.take(Kind::Identifier, &mut hoisted)?;
    let name = cursor.name(&mut hoisted)?;
    let (header, body) = match keyword {
        "apply" => (Header::default(), apply(cursor, &mut hoisted)?),
        "service" | "resource" => {
            let header = header(cursor, &mut hoisted)?;
            cursor.take(Kind::LeftBrace, &mut hoisted)?;
            (header, Body::Properties(items(cursor, Kind::RightBrace, pair)?))
        }
        "operation" => {
            let header = header(cursor, &mut hoisted)?;
            cursor.take(Kind::LeftBrace, &mut hoisted)?;
            (header, operation(cursor)?)
        }
        "structure" | "union" | "list" | "set" | "map" | "enum" | "intEnum" => {
            let header = header(cursor, &mut hoisted)?;
            (header, Body::Members(members(cursor, &mut hoisted)?))
        }
        _ => (header(cursor, &mut hoisted)?, Body::None),
    };
    push_comments(&mut traits, hoisted);
    Some(Shape { traits, keyword, name, header, body })
}

/// Reads `for Resource` and `with [Mixin …]`.
fn header<'s>(cursor: &mut Cursor<'_, 's>, hoisted: &mut Comments<'s>) -> Option<Header<'s>> {
    let mut header = Header::default();
    if cursor.is_next_on_line("for") {
        cursor.take(Kind::Identifier, hoisted)?;
        header.resource = Some(cursor.name(hoisted)?);
    }
    if cursor.is_next_on_line("with") {
        cursor.take(Kind::Identifier, hoisted)?;
        cursor.take(Kind::LeftBracket, hoisted)?;
        header.mixins = Some(items(cursor, Kind::RightBracket, Cursor::name)?);
    }
    Some(header)
}

/// Reads members in braces.
fn members<'s>(cursor: &mut Cursor<'_, 's>, hoisted: &mut Comments<'s>) -> Option<Members<'s>> {
    cursor.take(Kind::LeftBrace, hoisted)?;
    let mut members: Vec<Member<'s>> = Vec::new();
    loop {
        let comments = cursor.comments();
        if cursor.take(Kind::RightBrace, &mut Comments::new()).is_some() {
            let comments = plain(comments);
            let apart = members_are_apart(&members, &comments);
            let last = members.last_mut().filter(|member| member.value.is_none());
            let rest = together(last.map(|member| &mut member.trailing), comments, apart);
            return Some(Members { members, rest });
        }
        members.push(member(cursor, comments)?);
    }
}

/// The comments behind the last of something. One on its line joins those that follow, and leaves the line, too, when
/// blank lines stand between.
fn together<'s>(trailing: Option<&mut Option<Comment<'s>>>, mut rest: Comments<'s>, apart: bool) -> Comments<'s> {
    if let Some(trailing) = trailing.filter(|_| apart || !rest.is_empty()).and_then(Option::take) {
        rest.insert(0, trailing);
    }
    rest
}

fn member<'s>(cursor: &mut Cursor<'_, 's>, before: Comments<'s>) -> Option<Member<'s>> {
    let mut leading: Traits<'s> = before.into_iter().map(Item::Comment).collect();
    traits(cursor, &mut leading)?;
    let mut hoisted = Comments::new();
    let name = match cursor.peek() {
        Kind::Dollar => cursor.elided(&mut hoisted)?,
        _ => cursor.take(Kind::Identifier, &mut hoisted)?,
    };
    let target = match cursor.take(Kind::Colon, &mut hoisted) {
        Some(_) => Some(cursor.name(&mut hoisted)?),
        None => None,
    };
    let assigned = match cursor.peek() {
        Kind::Equal => {
            cursor.take(Kind::Equal, &mut hoisted)?;
            Some(value(cursor, &mut hoisted)?)
        }
        _ => None,
    };
    push_comments(&mut leading, hoisted);
    Some(Member { traits: leading, name, target, value: assigned, trailing: cursor.trailing() })
}

fn operation<'s>(cursor: &mut Cursor<'_, 's>) -> Option<Body<'s>> {
    let mut properties: Vec<Property<'s>> = Vec::new();
    loop {
        let mut before = cursor.comments();
        if cursor.take(Kind::RightBrace, &mut Comments::new()).is_some() {
            let before = plain(before);
            let apart = properties_are_apart(&properties, &before);
            let last = properties.last_mut().map(|property| &mut property.trailing);
            let rest = together(last, before, apart);
            return Some(Body::Operation(properties, rest));
        }
        let key = cursor.take(Kind::Identifier, &mut before)?;
        let item = match (key, cursor.peek()) {
            (_, Kind::Walrus) => {
                cursor.take(Kind::Walrus, &mut before)?;
                inline(cursor, key)?
            }
            ("errors", _) => {
                cursor.take(Kind::Colon, &mut before)?;
                cursor.take(Kind::LeftBracket, &mut before)?;
                PropertyItem::Errors(items(cursor, Kind::RightBracket, Cursor::name)?)
            }
            _ => {
                cursor.take(Kind::Colon, &mut before)?;
                PropertyItem::Target(key, cursor.name(&mut before)?)
            }
        };
        properties.push(Property { before: plain(before), item, trailing: cursor.trailing() });
    }
}

/// Reads a structure in its operation, from behind `:=`.
fn inline<'s>(cursor: &mut Cursor<'_, 's>, key: &'s str) -> Option<PropertyItem<'s>> {
    let mut leading: Traits<'s> = cursor.comments().into_iter().map(Item::Comment).collect();
    traits(cursor, &mut leading)?;
    let mut hoisted = Comments::new();
    let header = header(cursor, &mut hoisted)?;
    let members = members(cursor, &mut hoisted)?;
    push_comments(&mut leading, hoisted);
    Some(PropertyItem::Inline { key, traits: leading, header, members })
}

/// Reads the traits of an `apply` statement.
fn apply<'s>(cursor: &mut Cursor<'_, 's>, hoisted: &mut Comments<'s>) -> Option<Body<'s>> {
    if cursor.peek() == Kind::At {
        return Some(Body::ApplyOne(applied(cursor, hoisted)?));
    }
    cursor.take(Kind::LeftBrace, hoisted)?;
    hoisted.extend(cursor.comments());
    let mut applied = Traits::new();
    traits(cursor, &mut applied)?;
    cursor.take(Kind::RightBrace, hoisted)?;
    Some(Body::ApplyMany(applied))
}
