//! From tokens to a tree. The source has been read before, so its syntax is right; `None` would say it is not.

mod shapes;
mod values;

use super::cursor::Cursor;
use super::tree::{Assignment, Comments, File, Item, Items, Statement};
use crate::load::idl::tokens::{Kind, Token};

/// Reads a whole source.
pub(super) fn file<'s>(source: &'s str, tokens: &[Token<'s>]) -> Option<File<'s>> {
    let mut cursor = Cursor::new(source, tokens);
    let mut file = File { leading: plain(cursor.comments()), ..File::default() };
    let mut before = Comments::new();
    while cursor.peek() == Kind::Dollar {
        let statement = statement(&mut cursor, before, |cursor, hoisted| {
            cursor.take(Kind::Dollar, hoisted)?;
            assignment(cursor, Kind::Colon, hoisted)
        })?;
        file.control.push(statement);
        before = plain(cursor.comments());
    }
    while cursor.peek_text() == "metadata" {
        let statement = statement(&mut cursor, before, |cursor, hoisted| {
            cursor.take(Kind::Identifier, hoisted)?;
            assignment(cursor, Kind::Equal, hoisted)
        })?;
        file.metadata.push(statement);
        before = plain(cursor.comments());
    }
    if cursor.peek_text() == "namespace" {
        let mut hoisted = before;
        cursor.take(Kind::Identifier, &mut hoisted)?;
        let item = cursor.name(&mut hoisted)?;
        let trailing = cursor.trailing_as_is();
        file.namespace = Some(Statement { before: plain(hoisted), item, trailing, after: Comments::new() });
        before = cursor.comments();
    }
    while cursor.peek_text() == "use" {
        let statement = statement(&mut cursor, plain(before), |cursor, hoisted| {
            cursor.take(Kind::Identifier, hoisted)?;
            cursor.name(hoisted)
        })?;
        file.uses.push(statement);
        before = cursor.comments();
    }
    file.rest = shapes::shapes(&mut cursor, before, &mut file.shapes)?;
    Some(file)
}

/// Reads a statement with what belongs to its lines. Comments that stand where none can be kept go before it.
fn statement<'t, 's, T>(
    cursor: &mut Cursor<'t, 's>,
    mut before: Comments<'s>,
    read: impl FnOnce(&mut Cursor<'t, 's>, &mut Comments<'s>) -> Option<T>,
) -> Option<Statement<'s, T>> {
    let mut hoisted = Comments::new();
    let item = read(cursor, &mut hoisted)?;
    before.extend(plain(hoisted));
    Some(Statement { before, item, trailing: cursor.trailing(), after: Comments::new() })
}

fn assignment<'s>(cursor: &mut Cursor<'_, 's>, separator: Kind, hoisted: &mut Comments<'s>) -> Option<Assignment<'s>> {
    let key = values::key(cursor, hoisted)?;
    cursor.take(separator, hoisted)?;
    Some(Assignment { key, value: values::value(cursor, hoisted)? })
}

/// Comments that document nothing where they stand.
fn plain(mut comments: Comments<'_>) -> Comments<'_> {
    for comment in &mut comments {
        comment.documents = false;
    }
    comments
}

/// Reads what stands between an opening bracket, which has been taken, and the closing one.
fn items<'t, 's, T>(
    cursor: &mut Cursor<'t, 's>,
    close: Kind,
    mut read: impl FnMut(&mut Cursor<'t, 's>, &mut Comments<'s>) -> Option<T>,
) -> Option<Items<'s, T>> {
    let mut items = Items::new();
    loop {
        push_comments(&mut items, cursor.comments());
        if cursor.take(close, &mut Comments::new()).is_some() {
            return Some(items);
        }
        let mut hoisted = Comments::new();
        let element = read(cursor, &mut hoisted)?;
        push_comments(&mut items, hoisted);
        items.push(Item::Element(element));
    }
}

fn push_comments<'s, T>(items: &mut Items<'s, T>, comments: Comments<'s>) {
    items.extend(plain(comments).into_iter().map(Item::Comment));
}
