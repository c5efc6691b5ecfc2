//! CommonMark, kept.

use super::escape::{escape_word, is_url};

/// CommonMark stays as it is, but for what rustdoc would warn about.
pub(super) fn from_commonmark(text: &str) -> Vec<String> {
    let mut fenced = false;
    let lines = text.lines().map(|line| {
        let line = line.trim_end();
        if line.trim_start().starts_with("```") {
            fenced = !fenced;
            // Without a language rustdoc would compile it.
            return if fenced && line.trim() == "```" { line.replace("```", "```text") } else { line.to_owned() };
        }
        if fenced { line.to_owned() } else { escape_line(line) }
    });
    let mut lines: Vec<String> = lines.collect();
    if fenced {
        lines.push("```".into());
    }
    lines
}

/// Escapes brackets that are no link and angle brackets that are no tag, outside of code spans.
fn escape_line(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    for (i, piece) in line.split('`').enumerate() {
        if i > 0 {
            out.push('`');
        }
        // Every second piece is code; an odd tick at the end opens nothing.
        if i % 2 == 1 && line.matches('`').count() > i {
            out.push_str(piece);
            continue;
        }
        for (j, word) in piece.split(' ').enumerate() {
            if j > 0 {
                out.push(' ');
            }
            if is_url(word) {
                escape_word(word, &mut out);
            } else {
                escape_brackets(word, piece, &mut out);
            }
        }
    }
    out
}

fn escape_brackets(word: &str, piece: &str, out: &mut String) {
    let linked = piece.contains("](");
    for c in word.chars() {
        if matches!(c, '<' | '>') && !word.starts_with("<http") && word != ">" || matches!(c, '[' | ']') && !linked {
            out.push('\\');
        }
        out.push(c);
    }
}
