//! Values of `@mediaType` are media types.

use crate::ids;
use crate::node::Node;
use crate::validate::rule::{Context, Rule, Sink};

pub(super) static RULE: Rule = Rule::new("MediaType", run);

fn run(context: &Context<'_>, sink: &mut Sink<'_>) {
    for shape in context.shapes_with(ids::MEDIA_TYPE) {
        let Some(text) = shape.trait_value(ids::MEDIA_TYPE).and_then(Node::as_str) else { continue };
        if let Err(reason) = check(text) {
            let message = format!("Invalid mediaType value, \"{text}\": {reason}");
            sink.error(shape, message).place_at_trait(shape, ids::MEDIA_TYPE);
        }
    }
}

/// What tokens are made of, beside letters and digits.
const TOKEN_PUNCTUATION: &str = "!#$%&'*+-.^_`|~";

/// A media type, read up to some place.
struct Reader<'t> {
    text: &'t str,
    rest: &'t str,
}

/// Reads `type/subtype; name=value` of RFC 9110.
fn check(text: &str) -> Result<(), String> {
    let mut reader = Reader { text, rest: text };
    reader.token()?;
    reader.take('/')?;
    reader.token()?;
    loop {
        reader.skip_spaces();
        if reader.rest.is_empty() {
            return Ok(());
        }
        reader.take(';')?;
        reader.skip_spaces();
        reader.token()?;
        reader.take('=')?;
        if reader.rest.starts_with('"') {
            reader.quoted()?;
        } else {
            reader.token()?;
        }
    }
}

impl Reader<'_> {
    /// Where reading stands, and what is there.
    fn place(&self) -> (usize, String) {
        let read = self.text.len() - self.rest.len();
        let column = self.text.get(..read).map_or(0, |read| read.chars().count()) + 1;
        (column, self.rest.chars().next().map_or("[EOF]".to_owned(), String::from))
    }

    fn skip_spaces(&mut self) {
        self.rest = self.rest.trim_start_matches([' ', '\t']);
    }

    fn take(&mut self, c: char) -> Result<(), String> {
        let Some(rest) = self.rest.strip_prefix(c) else {
            let (column, found) = self.place();
            return Err(format!("Syntax error at line 1, column {column}: Expected: '{c}', but found '{found}'"));
        };
        self.rest = rest;
        Ok(())
    }

    fn token(&mut self) -> Result<(), String> {
        let is_token = |c: char| c.is_ascii_alphanumeric() || TOKEN_PUNCTUATION.contains(c);
        let rest = self.rest.trim_start_matches(is_token);
        if rest.len() == self.rest.len() {
            let (column, found) = self.place();
            let all = TOKEN_PUNCTUATION.chars().chain('0'..='9').chain('a'..='z').chain('A'..='Z');
            let expected: Vec<String> = all.map(|c| format!("'{c}'")).collect();
            return Err(format!(
                "Syntax error at line 1, column {column}: Found '{found}', but expected one of the following tokens: {}",
                expected.join(" ")
            ));
        }
        self.rest = rest;
        Ok(())
    }

    fn quoted(&mut self) -> Result<(), String> {
        self.take('"')?;
        let mut escaped = false;
        let end = self.rest.char_indices().find(|(_, c)| match c {
            _ if escaped => {
                escaped = false;
                false
            }
            '\\' => {
                escaped = true;
                false
            }
            c => *c == '"',
        });
        self.rest = end.and_then(|(at, _)| self.rest.get(at..)).unwrap_or_default();
        self.take('"')
    }
}
