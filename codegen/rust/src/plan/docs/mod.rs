//! Documentation as rustdoc wants it.
//!
//! Smithy's documentation is CommonMark, in which HTML is allowed; that of AWS is HTML throughout. HTML becomes
//! Markdown here, once; and what rustdoc would take for a link or a tag is escaped.

mod blocks;
mod commonmark;
mod escape;
mod html;

/// What is written for a link to the shape of a name, with a text.
pub(super) type ShapeLink<'a> = &'a dyn Fn(&str, &str) -> String;

/// The lines of a documentation comment, without the slashes; none when there is nothing to say.
pub(super) fn markdown(text: &str, shape_link: ShapeLink<'_>) -> Vec<String> {
    let text = text.replace("\r\n", "\n").replace(['\r', '\u{0}'], "\n");
    let mut lines = if html::has_tags(&text) {
        blocks::from_html(&text, shape_link)
    } else {
        commonmark::from_commonmark(&text, shape_link)
    };
    while lines.last().is_some_and(|line| line.trim().is_empty()) {
        lines.pop();
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    /// There is a shape `Known`.
    fn convert(text: &str) -> Vec<String> {
        markdown(text, &|name, text| match name {
            "Known" => format!("[{text}](crate::types::Known)"),
            _ => text.into(),
        })
    }

    #[test]
    fn conversions() {
        for (text, expected) in [
            ("<p>One.</p><p>Two <code>x</code>.</p>", "One.\n\nTwo `x`."),
            ("<p>See <a href=\"https://a.b/c\">the page</a> .</p>", "See [the page](https://a.b/c) ."),
            ("<ul><li><p>a</p></li><li>b<ul><li>c</li></ul></li></ul>", "- a\n- b\n  - c"),
            ("<ol><li>a</li><li>b</li></ol>", "1. a\n\n2. b"),
            ("<ol><li>a<ul><li>b<p>c</p></li></ul></li></ol>", "1. a\n\n   - b\n\n     c"),
            ("<li>a</li>", "- a"),
            ("<ul><li>a<note><p>b</p></note></li></ul>", "- a\n\n  > **Note:** b"),
            ("<note>a<ul><li>b</li></ul></note>", "> **Note:** a\n\n> - b"),
            ("<note><p>Mind.</p></note><p>x</p>", "> **Note:** Mind.\n\nx"),
            ("<p>a[0] &lt;b&gt; *c*</p>", "a\\[0\\] \\<b\\> \\*c\\*"),
            ("<p><b>bold </b>and <i></i>none</p>", "**bold** and none"),
            ("<p> <i> first only:</i> then</p>", "*first only:* then"),
            ("<p>all<i> of it</i> and<b><i> more</i></b></p>", "all *of it* and ***more***"),
            ("<p>a <b></b>bc d<i>e</i> f</p>", "a bc d*e* f"),
            ("<p>https://a.b/c.</p>", "<https://a.b/c>."),
            ("<code><p>x</code>", "`<p>x`"),
            ("Uses `[x]` and [y] and <z>.", "Uses `[x]` and \\[y\\] and \\<z\\>."),
            ("A [link](https://a.b).", "A [link](https://a.b)."),
            ("a\n\n```\n[x]\n```\n", "a\n\n```text\n[x]\n```"),
            (
                "A [link](https://a.b), a [`c`](https://a.b) and [y] and \\[z\\].",
                "A [link](https://a.b), a [`c`](https://a.b) and \\[y\\] and \\[z\\].",
            ),
            ("", ""),
            // Links to shapes.
            ("See [it](#Known), not [that](#Other).", "See [it](crate::types::Known), not that."),
            ("See [`Known`](#Known) and `[it](#Known)`.", "See [`Known`](crate::types::Known) and `[it](#Known)`."),
            (
                "<p>See <a href=\"#Known\">it</a>, not <a href=\"#Other\">that</a>.</p>",
                "See [it](crate::types::Known), not that.",
            ),
            ("<p>See <a>Known</a>, not <a>Other</a>.</p>", "See [Known](crate::types::Known), not Other."),
            ("<p>See <a><code>Known</code> </a>and <a></a>none.</p>", "See [`Known`](crate::types::Known) and none."),
            ("<p>See <a>Known</p><p>it.</p>", "See Known\n\nit."),
        ] {
            assert_eq!(convert(text).join("\n"), expected, "{text}");
        }
    }

    #[test]
    fn long_paragraphs_are_wrapped() {
        let lines = convert(&format!("<p>{}</p>", "word ".repeat(50)));
        assert!(lines.len() == 3 && lines.iter().all(|line| line.len() <= blocks::WIDTH), "{lines:?}");
    }
}
