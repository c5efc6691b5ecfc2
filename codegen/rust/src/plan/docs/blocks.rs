//! Markdown from HTML, block by block.

use super::ShapeLink;
use super::escape::{escape_word, is_url};
use super::html::{Token, attribute, tokens, unescape};

/// Columns at which paragraphs made from HTML are wrapped.
pub(super) const WIDTH: usize = 96;

/// The lines of Markdown that HTML becomes.
pub(super) fn from_html(text: &str, shape_link: ShapeLink<'_>) -> Vec<String> {
    let mut writer = Writer::new(shape_link);
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

/// Writes Markdown, block by block.
struct Writer<'a> {
    shape_link: ShapeLink<'a>,
    lines: Vec<String>,
    /// The block being written, on one line.
    block: String,
    /// Where in the block the marks of emphasis that were opened last begin and end.
    opened: (usize, usize),
    /// Open lists.
    lists: Vec<List>,
    /// What the next block starts with: a bullet, a quote mark.
    marker: Option<String>,
    /// Open quotes: in how many lists each of them is.
    quotes: Vec<usize>,
    links: Vec<Link>,
    /// The text of an open `code` element.
    code: Option<String>,
    preformatted: Option<String>,
}

/// An open list.
struct List {
    /// The number of the next item, where they are numbered.
    number: Option<usize>,
    /// The width of the last marker, by which what follows in the item is indented.
    width: usize,
}

/// An open `a` element.
enum Link {
    /// To this address.
    Address(String),
    /// To a shape: this one, or the one that the link's text names. The text begins at this place of the block.
    Shape(Option<String>, usize),
}

impl<'a> Writer<'a> {
    fn new(shape_link: ShapeLink<'a>) -> Self {
        Self {
            shape_link,
            lines: Vec::new(),
            block: String::new(),
            opened: (0, 0),
            lists: Vec::new(),
            marker: None,
            quotes: Vec::new(),
            links: Vec::new(),
            code: None,
            preformatted: None,
        }
    }

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
            if text.starts_with(char::is_whitespace) {
                // Marks of emphasis touch the text: space behind them goes before them.
                let (start, end) = self.opened;
                let at = if end == self.block.len() { start } else { self.block.len() };
                let before = self.block.get(..at).unwrap_or_default();
                if !before.is_empty() && !before.ends_with(' ') {
                    self.block.insert(at, ' ');
                    self.opened = (0, 0);
                }
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
                self.lists.push(List { number: (name == "ol").then_some(1), width: 2 });
            }
            "li" | "dt" | "dd" => {
                self.end_block();
                let mut marker = String::from("- ");
                if let Some(list) = self.lists.last_mut() {
                    if let Some(number) = &mut list.number {
                        marker = format!("{number}. ");
                        *number += 1;
                    }
                    list.width = marker.len();
                }
                self.marker = Some(marker);
            }
            "dl" => {
                self.end_block();
                self.lists.push(List { number: None, width: 2 });
            }
            "note" | "important" | "warning" | "caution" => {
                self.end_block();
                self.quotes.push(self.lists.len());
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
                let link = match attribute(attributes, "href").map(str::trim) {
                    None => Link::Shape(None, self.block.len()),
                    Some(href) if is_url(href) => Link::Address(unescape(href).replace([' ', '<', '>', '\n'], "")),
                    Some(href) => Link::Shape(Some(href.trim_start_matches('#').to_owned()), self.block.len()),
                };
                if matches!(link, Link::Address(_)) {
                    self.block.push('[');
                }
                self.links.push(link);
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
                self.quotes.pop();
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
            "a" => match self.links.pop() {
                // A link without text would be invisible.
                Some(Link::Address(href)) if self.block.ends_with('[') => {
                    self.block.pop();
                    self.block.push_str(&format!("<{href}>"));
                }
                Some(Link::Address(href)) => {
                    let space = self.split_space();
                    self.block.push_str(&format!("]({}){space}", href.replace('(', "%28").replace(')', "%29")));
                }
                Some(Link::Shape(name, start)) => {
                    let space = self.split_space();
                    let text = self.block.split_off(start.min(self.block.len()));
                    let name = name.as_deref().unwrap_or(text.trim_matches('`'));
                    self.block.push_str(&((self.shape_link)(name, &text) + &space));
                }
                None => {}
            },
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
            let ((start, end), at) = (self.opened, self.block.len());
            self.block.push_str(mark);
            self.opened = (if end == at { start } else { at }, self.block.len());
            return;
        }
        self.opened = (0, 0);
        let space = self.split_space();
        if let Some(empty) = self.block.strip_suffix(mark) {
            self.block = empty.into();
        } else {
            self.block.push_str(mark);
        }
        self.block.push_str(&space);
    }

    /// Takes the space at the end of the block off.
    fn split_space(&mut self) -> String {
        self.block.split_off(self.block.trim_end().len())
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

    /// What stands before the first line of a block, and before the others: quotes and lists, from the outermost in.
    fn leads(&mut self) -> (String, String) {
        let (mut first, mut other) = (String::new(), String::new());
        let mut marker = self.marker.take();
        for depth in 0..=self.lists.len() {
            let quotes = "> ".repeat(self.quotes.iter().filter(|quote| **quote == depth).count());
            first.push_str(&quotes);
            other.push_str(&quotes);
            let Some(List { width, .. }) = self.lists.get(depth) else { break };
            let marker = if depth + 1 == self.lists.len() { marker.take() } else { None };
            first.push_str(&marker.unwrap_or_else(|| " ".repeat(*width)));
            other.push_str(&" ".repeat(*width));
        }
        // An item outside of any list.
        if let Some(marker) = marker {
            other.push_str(&" ".repeat(marker.len()));
            first.push_str(&marker);
        }
        (first, other)
    }

    fn end_block(&mut self) {
        if self.preformatted.is_some() {
            return;
        }
        // Elements that are not closed before their block ends.
        for link in std::mem::take(&mut self.links).into_iter().rev() {
            if let Link::Address(href) = link {
                self.block.push_str(&format!("]({href})"));
            }
        }
        self.opened = (0, 0);
        let block = std::mem::take(&mut self.block);
        let block = block.trim();
        if block.is_empty() || block == "###" || block.chars().all(|c| c == '*') {
            return;
        }
        let (first, other) = self.leads();
        let item = first.trim_start().starts_with("- ") && self.lines.last().is_some_and(|line| is_item(line));
        if !item {
            self.blank_line();
        }
        for (i, line) in wrap(block, WIDTH.saturating_sub(other.len())).iter().enumerate() {
            let lead = if i == 0 { &first } else { &other };
            self.lines.push(format!("{lead}{line}").trim_end().to_owned());
        }
    }
}

/// Whether a line is, or continues, an item of a list.
fn is_item(line: &str) -> bool {
    line.trim_start().starts_with("- ") || line.starts_with("  ")
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
