//! Text with indentation.

/// One level of indentation.
const INDENT: &str = "    ";

/// Collects lines, each behind the indentation of its time.
#[derive(Default)]
pub(crate) struct Text {
    out: String,
    depth: usize,
}

impl Text {
    /// Adds to the current line.
    pub(crate) fn put(&mut self, text: &str) {
        if self.out.is_empty() || self.out.ends_with('\n') {
            self.out.extend(std::iter::repeat_n(INDENT, self.depth));
        }
        self.out.push_str(text);
    }

    /// Adds to the current line, without indentation.
    pub(crate) fn put_raw(&mut self, text: &str) {
        self.out.push_str(text);
    }

    /// Ends the current line. On an empty one that makes a blank line.
    pub(crate) fn end_line(&mut self) {
        self.out.push('\n');
    }

    /// A whole line.
    pub(crate) fn line(&mut self, text: &str) {
        self.put(text);
        self.end_line();
    }

    /// What is written from here on stands deeper.
    pub(crate) fn indent(&mut self) {
        self.depth += 1;
    }

    /// The end of what [`Text::indent`] started.
    pub(crate) fn dedent(&mut self) {
        self.depth -= 1;
    }

    /// Ends the line with `open`, indents what `inside` writes, and starts a line with `close`.
    pub(crate) fn block(&mut self, open: &str, close: &str, inside: impl FnOnce(&mut Self)) {
        self.line(open);
        self.indent();
        inside(self);
        self.dedent();
        self.put(close);
    }

    /// How many characters the current line has, its indentation included.
    pub(crate) fn column(&self) -> usize {
        let line = self.out.rsplit('\n').next().unwrap_or_default();
        if line.is_empty() { self.depth * INDENT.len() } else { line.chars().count() }
    }

    /// What the current line starts with.
    pub(crate) fn indentation(&self) -> String {
        INDENT.repeat(self.depth)
    }

    pub(crate) fn finish(self) -> String {
        self.out
    }
}
