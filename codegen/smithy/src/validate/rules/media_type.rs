//! Values of `@mediaType` are media types.

use crate::ids;
use crate::node::Node;
use crate::validate::rule::{Context, Rule, Sink};

pub(super) static RULE: Rule = Rule::new("MediaType", run);

fn run(context: &Context<'_>, sink: &mut Sink<'_>) {
    for shape in context.shapes_with(ids::MEDIA_TYPE) {
        let Some(text) = shape.trait_value(ids::MEDIA_TYPE).and_then(Node::as_str) else { continue };
        if let Err(reason) = check(text) {
            let message = format!("Invalid mediaType value: {text}: {reason}");
            sink.error(shape, message).place_at_trait(shape, ids::MEDIA_TYPE);
        }
    }
}

/// Reads `type/subtype; name=value` of RFC 9110.
fn check(text: &str) -> Result<(), String> {
    let mut rest = text;
    token(&mut rest).ok_or("Expected a type")?;
    rest = rest.strip_prefix('/').ok_or("Expected '/' behind the type")?;
    token(&mut rest).ok_or("Expected a subtype")?;
    loop {
        rest = rest.trim_start_matches([' ', '\t']);
        if rest.is_empty() {
            return Ok(());
        }
        rest = rest.strip_prefix(';').ok_or("Expected ';'")?.trim_start_matches([' ', '\t']);
        token(&mut rest).ok_or("Expected the name of a parameter")?;
        rest = rest.strip_prefix('=').ok_or("Expected '=' behind the name of a parameter")?;
        match rest.strip_prefix('"') {
            Some(quoted) => rest = after_quoted(quoted).ok_or("Expected '\"' to close the value of a parameter")?,
            None => {
                token(&mut rest).ok_or("Expected the value of a parameter")?;
            }
        }
    }
}

fn token<'t>(rest: &mut &'t str) -> Option<&'t str> {
    let length = rest.bytes().take_while(|b| b.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(b)).count();
    let (token, after) = rest.split_at_checked(length)?;
    *rest = after;
    (!token.is_empty()).then_some(token)
}

fn after_quoted(text: &str) -> Option<&str> {
    let mut escaped = false;
    for (at, c) in text.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return text.get(at + 1..),
            _ => {}
        }
    }
    None
}
