//! Text with indentation.

/// Collects lines, each behind the indentation of its time.
#[derive(Default)]
pub(super) struct Text {
    out: String,
    depth: usize,
}

impl Text {
    /// Adds to the current line.
    pub(super) fn put(&mut self, text: &str) {
        if self.out.is_empty() || self.out.ends_with('\n') {
            self.out.extend(std::iter::repeat_n("    ", self.depth));
        }
        self.out.push_str(text);
    }

    /// Ends the current line. On an empty one that makes a blank line.
    pub(super) fn end_line(&mut self) {
        self.out.push('\n');
    }

    /// A whole line.
    pub(super) fn line(&mut self, text: &str) {
        self.put(text);
        self.end_line();
    }

    /// What is written from here on stands deeper.
    pub(super) fn indent(&mut self) {
        self.depth += 1;
    }

    /// The end of what [`Text::indent`] started.
    pub(super) fn dedent(&mut self) {
        self.depth -= 1;
    }

    /// Ends the line with `open`, indents what `inside` writes, and starts a line with `close`.
    pub(super) fn block(&mut self, open: &str, close: &str, inside: impl FnOnce(&mut Self)) {
        self.line(open);
        self.indent();
        inside(self);
        self.dedent();
        self.put(close);
    }

    pub(super) fn finish(self) -> String {
        self.out
    }
}
