//! CommonMark, kept.

use super::ShapeLink;
use super::escape::{escape_word, is_url};

/// CommonMark stays as it is, but for links to shapes and for what rustdoc would warn about.
pub(super) fn from_commonmark(text: &str, shape_link: ShapeLink<'_>) -> Vec<String> {
    let mut fenced = false;
    let lines = text.lines().map(|line| {
        let line = line.trim_end();
        if line.trim_start().starts_with("```") {
            fenced = !fenced;
            // Without a language rustdoc would compile it.
            return if fenced && line.trim() == "```" { line.replace("```", "```text") } else { line.to_owned() };
        }
        if fenced { line.to_owned() } else { rewrite(line, shape_link) }
    });
    let mut lines: Vec<String> = lines.collect();
    if fenced {
        lines.push("```".into());
    }
    lines
}

/// A line with its links, and without anything else in brackets.
fn rewrite(line: &str, shape_link: ShapeLink<'_>) -> String {
    let mut out = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(link) = Link::first(rest) {
        escape(link.before, &mut out);
        let mut text = String::new();
        escape(link.text, &mut text);
        out.push_str(&match link.target.strip_prefix('#') {
            Some(name) => shape_link(name, &text),
            None => format!("[{text}]({})", link.target),
        });
        rest = link.after;
    }
    escape(rest, &mut out);
    out
}

/// `[text](target)`, and what is around it.
struct Link<'a> {
    before: &'a str,
    text: &'a str,
    target: &'a str,
    after: &'a str,
}

impl<'a> Link<'a> {
    /// The first link of a line that is not in a code span.
    fn first(line: &'a str) -> Option<Self> {
        let mut open = Vec::new();
        let mut at = 0;
        while let Some(found) = line.get(at..)?.find(['[', ']', '`', '\\']) {
            let (here, next) = (at + found, at + found + 1);
            at = next;
            match line.as_bytes().get(here)? {
                b'[' => open.push(next),
                b'\\' => at += line.get(next..)?.chars().next().map_or(0, char::len_utf8),
                // An odd tick at the end opens nothing.
                b'`' => at = line.get(next..)?.find('`').map_or(next, |length| next + length + 1),
                _ => {
                    let Some(start) = open.pop() else { continue };
                    let Some(target) = line.get(next..)?.strip_prefix('(') else { continue };
                    let Some((target, after)) = target.split_once(')') else { continue };
                    let (before, text) = (line.get(..start - 1)?, line.get(start..here)?);
                    return Some(Self { before, text, target, after });
                }
            }
        }
        None
    }
}

/// Escapes brackets, and angle brackets that are no tag, outside of code spans.
fn escape(text: &str, out: &mut String) {
    for (i, piece) in text.split('`').enumerate() {
        if i > 0 {
            out.push('`');
        }
        // Every second piece is code; an odd tick at the end opens nothing.
        if i % 2 == 1 && text.matches('`').count() > i {
            out.push_str(piece);
            continue;
        }
        for (j, word) in piece.split(' ').enumerate() {
            if j > 0 {
                out.push(' ');
            }
            if is_url(word) {
                escape_word(word, out);
            } else {
                escape_brackets(word, out);
            }
        }
    }
}

fn escape_brackets(word: &str, out: &mut String) {
    let mut escaped = false;
    for c in word.chars() {
        let tag = matches!(c, '<' | '>') && !word.starts_with("<http") && word != ">";
        if !escaped && (tag || matches!(c, '[' | ']')) {
            out.push('\\');
        }
        out.push(c);
        escaped = c == '\\' && !escaped;
    }
}
