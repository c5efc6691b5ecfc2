//! The layout that the Smithy community has agreed on: `whitesmith format`.
//!
//! ```text
//! text ─ cursor, parse ─▶ tree ─ uses ─▶ tree ─ print ─▶ text
//! ```
//!
//! The tree knows no meaning, only statements, values and the comments around them. What is printed has the tokens of
//! what was read, apart from commas, from quotes around keys that need none, and from imports that nothing uses;
//! documentation comments that document nothing become plain ones. Formatting its result again changes nothing.
//!
//! Of blank lines, line breaks and spaces, one thing is kept: a comment behind a shape belongs to that shape when no
//! blank line stands between. All others belong to what comes next.

mod apart;
mod cursor;
mod parse;
mod print;
mod tree;
mod uses;

use crate::event::Event;
use crate::load::idl::tokens;
use crate::source::{FileId, Sources};

/// The width that lines are kept to, in characters, where they can be broken.
const WIDTH: usize = 120;

/// Lays a source in the IDL out anew.
///
/// ```
/// use whitesmith_smithy::{Sources, format::format};
///
/// let mut sources = Sources::new();
/// let file = sources.add("a.smithy", "$version:\"2\"\nnamespace a\nlist Names{member:String}").unwrap();
/// let text = format(file, &sources).unwrap();
/// assert_eq!(text, "$version: \"2\"\n\nnamespace a\n\nlist Names {\n    member: String\n}\n");
/// ```
///
/// # Errors
/// When the source has syntax errors; they say where.
pub fn format(file: FileId, sources: &Sources) -> Result<String, Vec<Event>> {
    let Some(source) = sources.file(file) else { return Ok(String::new()) };
    let errors = tokens::syntax_errors(file, sources);
    if !errors.is_empty() {
        return Err(errors);
    }
    let tokens = tokens::tokens(file, source.text());
    let Some(mut tree) = parse::file(source.text(), &tokens) else {
        let message = "Syntax error: the source cannot be laid out";
        return Err(vec![Event::error("Model", message).at(crate::Span::new(file, 0, 0))]);
    };
    uses::tidy(&mut tree);
    Ok(print::file(&tree))
}
