//! The part of a source that is worth showing around a span.

use std::ops::Range;

use whitesmith_smithy::{SourceFile, Span};

/// Lines longer than this, which are those of minified JSON, are shown in part.
const WIDE: usize = 400;

/// Some text of a source, with what is to be marked in it.
pub(crate) struct Excerpt<'s> {
    /// Whole lines, or a part of one that is very long.
    pub(crate) text: &'s str,
    /// The line that `text` starts in, from 1.
    pub(crate) line: usize,
    /// The bytes of `text` to mark: whole characters.
    pub(crate) marked: Range<usize>,
    /// Whether `text` starts where its line does, so that columns can be counted in it.
    pub(crate) is_whole: bool,
}

/// The lines that a span touches. Nothing but the start of a span that goes on for a great many bytes matters.
pub(crate) fn excerpt(file: &SourceFile, span: Span) -> Excerpt<'_> {
    let text = file.text();
    let start = floor(text, span.start as usize);
    let end = floor(text, (span.end as usize).clamp(start, start.saturating_add(10 * WIDE)));
    // What is marked ends with something to be seen.
    let shown = text.get(start..end).unwrap_or_default().trim_end().len();
    let end = start + shown.max(text.get(start..end).map_or(0, |marked| usize::from(!marked.is_empty())));
    let end = ceil(text, end);
    let line_start = text.get(..start).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1);
    let to = text.get(end..).and_then(|after| after.find('\n')).map_or(text.len(), |at| end + at);
    let from = if start - line_start > WIDE { ceil(text, start - WIDE / 4) } else { line_start };
    let to = if to - end > WIDE { floor(text, end + WIDE / 4) } else { to };
    let line = file.line_column(span.start).line;
    let text = text.get(from..to).unwrap_or_default();
    Excerpt { text, line, marked: start - from..end - from, is_whole: from == line_start }
}

/// The last character boundary that is not behind `at`.
fn floor(text: &str, at: usize) -> usize {
    let at = at.min(text.len());
    (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

/// The first character boundary that is not before `at`.
fn ceil(text: &str, at: usize) -> usize {
    (at..text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use whitesmith_smithy::Sources;

    /// `span` against the text, the line and the marked part of its excerpt.
    fn check(text: &str, span: Range<usize>, expected: (&str, usize, &str)) {
        let mut sources = Sources::new();
        let file = sources.add("a.smithy", text).unwrap();
        let found = excerpt(sources.file(file).unwrap(), Span::new(file, span.start, span.end));
        assert_eq!((found.text, found.line, &found.text[found.marked.clone()]), expected, "{text:?} {span:?}");
    }

    #[test]
    fn excerpts() {
        check("ab\ncd e\nf", 3..5, ("cd e", 2, "cd"));
        check("ab\ncd\nf", 1..4, ("ab\ncd", 1, "b\nc"));
        check("ab\n", 3..3, ("", 2, ""));
        check("ab", 90..99, ("ab", 1, ""));
        check("", 0..0, ("", 1, ""));
        check("é!", 1..2, ("é!", 1, "é"));
        check("ab {  \n\n", 3..8, ("ab {  ", 1, "{"));
        let wide = "x".repeat(5000);
        check(&wide, 2000..2003, (&"x".repeat(203), 1, "xxx"));
    }
}
