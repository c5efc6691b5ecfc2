//! The HTML of documentation: its tags and its text.

/// Whether there is an HTML element in it.
pub(super) fn has_tags(text: &str) -> bool {
    tokens(text).any(|token| matches!(token, Token::Tag { name, .. } if is_element(name)))
}

/// The elements that models use. Anything else in angle brackets is text: `<account-id>`.
fn is_element(name: &str) -> bool {
    const ELEMENTS: &[&str] = &[
        "a",
        "b",
        "br",
        "caution",
        "code",
        "dd",
        "div",
        "dl",
        "dt",
        "em",
        "filename",
        "fullname",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "i",
        "important",
        "li",
        "note",
        "ol",
        "p",
        "pre",
        "replaceable",
        "simplesect",
        "span",
        "strong",
        "sub",
        "sup",
        "table",
        "tbody",
        "td",
        "th",
        "thead",
        "title",
        "tr",
        "u",
        "ul",
        "warning",
    ];
    ELEMENTS.contains(&name.to_ascii_lowercase().as_str())
}

/// A piece of an HTML text.
pub(super) enum Token<'a> {
    Text(&'a str),
    Tag { name: &'a str, attributes: &'a str, close: bool, whole: &'a str },
    Comment,
}

pub(super) fn tokens(text: &str) -> impl Iterator<Item = Token<'_>> {
    let mut rest = text;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        if let Some(comment) = rest.strip_prefix("<!--") {
            rest = comment.find("-->").map_or("", |end| &comment[end + 3..]);
            return Some(Token::Comment);
        }
        if let Some((tag, after)) = tag(rest) {
            rest = after;
            return Some(tag);
        }
        // The first character may be a `<` that starts no tag.
        let next = rest
            .char_indices()
            .skip(1)
            .find(|(at, c)| *c == '<' && (rest[*at..].starts_with("<!--") || tag(&rest[*at..]).is_some()));
        let (text, after) = rest.split_at(next.map_or(rest.len(), |(at, _)| at));
        rest = after;
        Some(Token::Text(text))
    })
}

/// The tag that `text` starts with, and what follows it.
fn tag(text: &str) -> Option<(Token<'_>, &str)> {
    let inner = text.strip_prefix('<')?;
    let close = inner.starts_with('/');
    let inner = inner.strip_prefix('/').unwrap_or(inner);
    let name_end = inner.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(inner.len());
    let (name, behind) = inner.split_at(name_end);
    let end = behind.find(['>', '<']).filter(|end| behind[*end..].starts_with('>'))?;
    let attributes = &behind[..end];
    let plain = attributes.is_empty() || attributes.starts_with([' ', '\n', '\t', '/']);
    if !name.starts_with(|c: char| c.is_ascii_alphabetic()) || !plain || !is_element(name) {
        return None;
    }
    let after = &behind[end + 1..];
    let whole = &text[..text.len() - after.len()];
    Some((Token::Tag { name, attributes, close, whole }, after))
}

/// The value of an attribute.
pub(super) fn attribute<'a>(attributes: &'a str, name: &str) -> Option<&'a str> {
    let at = attributes.find(&format!("{name}="))? + name.len() + 1;
    let value = &attributes[at..];
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    value[1..].split(quote).next()
}

/// The text, with the characters that its entities stand for.
pub(super) fn unescape(text: &str) -> String {
    if !text.contains('&') {
        return text.into();
    }
    let mut out = text.to_owned();
    for (entity, c) in [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&apos;", "'"),
        ("&#39;", "'"),
        ("&nbsp;", " "),
        ("&#160;", " "),
        ("&mdash;", "—"),
        ("&ndash;", "–"),
        ("&hellip;", "…"),
        ("&copy;", "©"),
        ("&reg;", "®"),
        ("&trade;", "™"),
        ("&ldquo;", "“"),
        ("&rdquo;", "”"),
        ("&lsquo;", "‘"),
        ("&rsquo;", "’"),
        ("&times;", "×"),
        ("&amp;", "&"),
    ] {
        out = out.replace(entity, c);
    }
    out
}
