//! Documentation as rustdoc wants it.
//!
//! Smithy's documentation is CommonMark, in which HTML is allowed; that of AWS is HTML throughout. HTML becomes
//! Markdown here, once; and what rustdoc would take for a link or a tag is escaped.

mod blocks;
mod commonmark;
mod escape;
mod html;

/// The lines of a documentation comment, without the slashes; none when there is nothing to say.
pub(crate) fn markdown(text: &str) -> Vec<String> {
    let text = text.replace("\r\n", "\n").replace(['\r', '\u{0}'], "\n");
    let mut lines = if html::has_tags(&text) { blocks::from_html(&text) } else { commonmark::from_commonmark(&text) };
    while lines.last().is_some_and(|line| line.trim().is_empty()) {
        lines.pop();
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn conversions() {
        for (text, expected) in [
            ("<p>One.</p><p>Two <code>x</code>.</p>", "One.\n\nTwo `x`."),
            ("<p>See <a href=\"https://a.b/c\">the page</a> .</p>", "See [the page](https://a.b/c) ."),
            ("<ul><li><p>a</p></li><li>b<ul><li>c</li></ul></li></ul>", "- a\n- b\n  - c"),
            ("<ol><li>a</li><li>b</li></ol>", "1. a\n\n2. b"),
            ("<note><p>Mind.</p></note><p>x</p>", "> **Note:** Mind.\n\nx"),
            ("<p>a[0] &lt;b&gt; *c*</p>", "a\\[0\\] \\<b\\> \\*c\\*"),
            ("<p><b>bold </b>and <i></i>none</p>", "**bold** and none"),
            ("<p>https://a.b/c.</p>", "<https://a.b/c>."),
            ("<code><p>x</code>", "`<p>x`"),
            ("Uses `[x]` and [y] and <z>.", "Uses `[x]` and \\[y\\] and \\<z\\>."),
            ("A [link](https://a.b).", "A [link](https://a.b)."),
            ("a\n\n```\n[x]\n```\n", "a\n\n```text\n[x]\n```"),
            ("", ""),
        ] {
            assert_eq!(markdown(text).join("\n"), expected, "{text}");
        }
    }

    #[test]
    fn long_paragraphs_are_wrapped() {
        let lines = markdown(&format!("<p>{}</p>", "word ".repeat(50)));
        assert!(lines.len() == 3 && lines.iter().all(|line| line.len() <= blocks::WIDTH), "{lines:?}");
    }
}
