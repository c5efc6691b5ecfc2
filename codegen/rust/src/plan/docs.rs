//! Documentation as rustdoc wants it.
//!
//! Smithy's documentation is CommonMark, in which HTML is allowed; that of AWS is HTML throughout. HTML becomes
//! Markdown here, once; and what rustdoc would take for a link or a tag is escaped.

/// Columns at which paragraphs made from HTML are wrapped.
const WIDTH: usize = 96;

/// The lines of a documentation comment, without the slashes; none when there is nothing to say.
pub(crate) fn markdown(text: &str) -> Vec<String> {
    let text = text.replace("\r\n", "\n").replace(['\r', '\u{0}'], "\n");
    let mut lines = if has_tags(&text) { from_html(&text) } else { from_commonmark(&text) };
    while lines.last().is_some_and(|line| line.trim().is_empty()) {
        lines.pop();
    }
    lines
}

/// Whether there is an HTML element in it.
fn has_tags(text: &str) -> bool {
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
enum Token<'a> {
    Text(&'a str),
    Tag { name: &'a str, attributes: &'a str, close: bool, whole: &'a str },
    Comment,
}

fn tokens(text: &str) -> impl Iterator<Item = Token<'_>> {
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
fn attribute<'a>(attributes: &'a str, name: &str) -> Option<&'a str> {
    let at = attributes.find(&format!("{name}="))? + name.len() + 1;
    let value = &attributes[at..];
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    value[1..].split(quote).next()
}

/// Writes Markdown, block by block.
#[derive(Default)]
struct Writer {
    lines: Vec<String>,
    /// The block being written, on one line.
    block: String,
    /// Open lists: the number of the next item, where they are numbered.
    lists: Vec<Option<usize>>,
    /// What the next block starts with: a bullet, a quote mark.
    marker: Option<String>,
    quotes: usize,
    links: Vec<Option<String>>,
    /// The text of an open `code` element.
    code: Option<String>,
    preformatted: Option<String>,
}

fn from_html(text: &str) -> Vec<String> {
    let mut writer = Writer::default();
    for token in tokens(text) {
        match token {
            Token::Comment => {}
            Token::Text(text) => writer.text(&unescape(text)),
            Token::Tag { whole, name, .. } if writer.code.is_some() && !name.eq_ignore_ascii_case("code") => {
                // Elements inside code are what it talks about, unless they only style it.
                if !matches!(name, "i" | "b" | "em" | "strong" | "replaceable" | "a") {
                    writer.text(whole);
                }
            }
            Token::Tag { name, attributes, close: false, .. } => writer.open(&name.to_ascii_lowercase(), attributes),
            Token::Tag { name, close: true, .. } => writer.close(&name.to_ascii_lowercase()),
        }
    }
    writer.end_code();
    writer.end_block();
    writer.lines
}

impl Writer {
    fn text(&mut self, text: &str) {
        if let Some(pre) = &mut self.preformatted {
            pre.push_str(text);
        } else if let Some(code) = &mut self.code {
            code.push_str(text);
        } else {
            let mut escaped = String::new();
            for (i, word) in text.split_whitespace().enumerate() {
                if i > 0 {
                    escaped.push(' ');
                }
                escape_word(word, &mut escaped);
            }
            let starts = text.starts_with(char::is_whitespace);
            if starts && !self.block.is_empty() && !self.block.ends_with(' ') {
                self.block.push(' ');
            }
            self.block.push_str(&escaped);
            if text.ends_with(char::is_whitespace) && !escaped.is_empty() {
                self.block.push(' ');
            }
        }
    }

    fn open(&mut self, name: &str, attributes: &str) {
        match name {
            "ul" | "ol" => {
                self.end_block();
                self.lists.push((name == "ol").then_some(1));
            }
            "li" | "dt" | "dd" => {
                self.end_block();
                let marker = match self.lists.last_mut() {
                    Some(Some(number)) => {
                        *number += 1;
                        format!("{}. ", *number - 1)
                    }
                    _ => "- ".into(),
                };
                self.marker = Some(marker);
            }
            "dl" => {
                self.end_block();
                self.lists.push(None);
            }
            "note" | "important" | "warning" | "caution" => {
                self.end_block();
                self.quotes += 1;
                let title = if name == "note" { "Note" } else { "Important" };
                self.block = format!("**{title}:** ");
            }
            "b" | "strong" => self.emphasis("**", true),
            "i" | "em" | "replaceable" => self.emphasis("*", true),
            "code" | "filename" => self.code = self.code.take().or_else(|| Some(String::new())),
            "pre" => {
                self.end_block();
                self.preformatted = Some(String::new());
            }
            "a" => {
                let link = attribute(attributes, "href").map(str::trim).filter(|href| is_url(href));
                self.links.push(link.map(|href| unescape(href).replace([' ', '<', '>', '\n'], "")));
                if link.is_some() {
                    self.block.push('[');
                }
            }
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "title" => {
                self.end_block();
                self.block.push_str("### ");
            }
            "td" | "th" => self.block.push(' '),
            "br" => self.block.push(' '),
            // The first paragraph of a note continues its title.
            "p" if self.block.ends_with(":** ") => {}
            "p" | "div" | "tr" | "fullname" | "table" => self.end_block(),
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "ul" | "ol" | "dl" => {
                self.end_block();
                self.lists.pop();
                self.marker = None;
            }
            "note" | "important" | "warning" | "caution" => {
                self.end_block();
                self.quotes = self.quotes.saturating_sub(1);
            }
            "b" | "strong" => self.emphasis("**", false),
            "i" | "em" | "replaceable" => self.emphasis("*", false),
            "code" | "filename" => self.end_code(),
            "pre" => {
                if let Some(text) = self.preformatted.take() {
                    self.blank_line();
                    self.lines.push("```text".into());
                    self.lines.extend(text.trim_matches('\n').lines().map(|line| line.replace("```", "` ` `")));
                    self.lines.push("```".into());
                }
            }
            "a" => {
                if let Some(Some(href)) = self.links.pop() {
                    // A link without text would be invisible.
                    if self.block.ends_with('[') {
                        self.block.pop();
                        self.block.push_str(&format!("<{href}>"));
                    } else {
                        let end = self.block.trim_end().len();
                        let space = self.block.split_off(end);
                        self.block.push_str(&format!("]({}){space}", href.replace('(', "%28").replace(')', "%29")));
                    }
                }
            }
            "p" | "li" | "dt" | "dd" | "div" | "tr" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "title"
            | "fullname" => self.end_block(),
            _ => {}
        }
    }

    /// Emphasis marks must touch the text they emphasise.
    fn emphasis(&mut self, mark: &str, open: bool) {
        if self.preformatted.is_some() {
            return;
        }
        if open {
            self.block.push_str(mark);
            return;
        }
        let end = self.block.trim_end().len();
        let space = self.block.split_off(end);
        if let Some(empty) = self.block.strip_suffix(mark) {
            self.block = empty.into();
        } else {
            self.block.push_str(mark);
        }
        self.block.push_str(&space);
    }

    fn end_code(&mut self) {
        let Some(code) = self.code.take() else { return };
        let code = code.split_whitespace().collect::<Vec<_>>().join(" ");
        if code.is_empty() {
            return;
        }
        let fence = if code.contains('`') { "``" } else { "`" };
        let pad = if code.starts_with('`') || code.ends_with('`') { " " } else { "" };
        // Two spans that touch would be one.
        if self.block.ends_with('`') {
            self.block.push(' ');
        }
        self.block.push_str(&format!("{fence}{pad}{code}{pad}{fence}"));
    }

    fn blank_line(&mut self) {
        if self.lines.last().is_some_and(|line| !line.is_empty()) {
            self.lines.push(String::new());
        }
    }

    fn end_block(&mut self) {
        if self.preformatted.is_some() {
            return;
        }
        while let Some(Some(href)) = self.links.pop() {
            // An element that is not closed before its block ends.
            self.block.push_str(&format!("]({href})"));
        }
        let block = std::mem::take(&mut self.block);
        let block = block.trim();
        if block.is_empty() || block == "###" || block.chars().all(|c| c == '*') {
            return;
        }
        let depth = self.lists.len();
        let marker = self.marker.take();
        let quote = "> ".repeat(self.quotes);
        let indent = "  ".repeat(depth.saturating_sub(1));
        let (first, other) = match marker {
            Some(marker) => {
                let hang = " ".repeat(marker.len());
                (format!("{indent}{marker}"), format!("{indent}{hang}"))
            }
            None if depth > 0 => (format!("{indent}  "), format!("{indent}  ")),
            None => (String::new(), String::new()),
        };
        let item = first.trim_start().starts_with("- ") && self.lines.last().is_some_and(|line| is_item(line));
        if !item {
            self.blank_line();
        }
        for (i, line) in wrap(block, WIDTH.saturating_sub(other.len() + quote.len())).iter().enumerate() {
            let lead = if i == 0 { &first } else { &other };
            self.lines.push(format!("{quote}{lead}{line}").trim_end().to_owned());
        }
    }
}

/// Whether a line is, or continues, an item of a list.
fn is_item(line: &str) -> bool {
    line.trim_start().starts_with("- ") || line.starts_with("  ")
}

fn is_url(text: &str) -> bool {
    text.starts_with("https://") || text.starts_with("http://")
}

/// Breaks a paragraph at spaces; never inside a code span or a link target, which have none that may break.
fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    let mut ticks = 0;
    for word in text.split(' ') {
        let in_code = ticks % 2 == 1;
        // A word that would start a list, a heading or a quote must not start a line.
        let risky = word.starts_with(['-', '+', '#', '>', '=', '*']) && word.len() < 4
            || word.trim_end_matches(['.', ')']).chars().all(|c| c.is_ascii_digit());
        if !line.is_empty() && !in_code && !risky && line.chars().count() + 1 + word.chars().count() > width {
            lines.push(std::mem::take(&mut line));
        } else if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
        ticks += word.matches('`').count();
    }
    lines.push(line);
    lines
}

/// Text between elements, so that Markdown and rustdoc take it as text.
fn escape_word(word: &str, out: &mut String) {
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

fn unescape(text: &str) -> String {
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

/// CommonMark stays as it is, but for what rustdoc would warn about.
fn from_commonmark(text: &str) -> Vec<String> {
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
        assert!(lines.len() == 3 && lines.iter().all(|line| line.len() <= WIDTH), "{lines:?}");
    }
}
