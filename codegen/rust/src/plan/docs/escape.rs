//! What Markdown and rustdoc would take for something else.

/// Whether a word is an address, which rustdoc wants to be a link.
pub(super) fn is_url(text: &str) -> bool {
    text.starts_with("https://") || text.starts_with("http://")
}

/// Text between elements, so that Markdown and rustdoc take it as text.
pub(super) fn escape_word(word: &str, out: &mut String) {
    if is_url(word) {
        let end = word.trim_end_matches(['.', ',', ';', ':', ')', '"', '\'']).len();
        let (url, rest) = word.split_at(end);
        if !url.contains(['<', '>', '[', ']', '`']) {
            out.push_str(&format!("<{url}>"));
            return escape_word(rest, out);
        }
    }
    for (i, c) in word.char_indices() {
        let edge = i == 0 || i + c.len_utf8() == word.len();
        match c {
            '\\' | '`' | '*' | '[' | ']' | '<' | '>' | '|' | '~' => out.push('\\'),
            '_' if edge => out.push('\\'),
            '#' | '+' if i == 0 => out.push('\\'),
            _ => {}
        }
        out.push(c);
    }
}
