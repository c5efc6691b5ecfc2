//! What may be behind a syntax error: something that was opened further up, and not closed where it should have been.

use super::lexer::{Kind, Lexer};
use crate::shape::ShapeType;
use crate::source::SourceFile;

/// Reads the source once more, up to the error at byte `at`, and says what was left open there. `lexer` stands at
/// the token at fault.
pub(super) fn unclosed(lexer: &Lexer<'_>, source: &SourceFile, at: usize) -> Option<String> {
    let place = |offset: usize| {
        let at = source.line_column(u32::try_from(offset).unwrap_or(u32::MAX));
        format!("line {}, column {}", at.line, at.column)
    };
    let is_unclosed_string = lexer.kind() == Kind::Error && lexer.lexeme().starts_with('"');
    if is_unclosed_string && at == source.text().len() {
        return Some(format!("the quotes opened at {} are not closed", place(lexer.start())));
    }
    if source.text().get(at..).is_some_and(|rest| rest.starts_with("/*")) {
        return Some("comments start with `//` and end with their line".into());
    }
    let (mut open, mut token) = (Vec::new(), Lexer::new(lexer.span().file, source.text()));
    // Whatever is open where a line starts like a statement was to be closed before it.
    let starts_statement =
        |token: &Lexer<'_>| token.at_line_start() && is_statement(token) && is_same_line(source, token.start(), at);
    while token.start() < at && token.kind() != Kind::End && !starts_statement(&token) {
        match token.kind() {
            Kind::LeftBrace | Kind::LeftBracket | Kind::LeftParenthesis => open.push((token.start(), token.lexeme())),
            Kind::RightBrace | Kind::RightBracket | Kind::RightParenthesis => drop(open.pop()),
            // A string without its closing quote goes on to the opening quote of the next.
            Kind::String if token.lexeme().contains('\n') => {
                let (start, end) = (token.start(), token.start() + token.lexeme().len());
                if is_same_line(source, end, at) {
                    return Some(format!("the string that starts at {} ends here: is a quote missing?", place(start)));
                }
            }
            _ => {}
        }
        token.advance();
    }
    if has_odd_quotes(source, at) {
        return Some("this line has an odd number of quotes: is one missing?".into());
    }
    let (start, bracket) = open.last().filter(|_| at == source.text().len() || starts_statement(&token))?;
    Some(format!("the `{bracket}` at {} is not closed", place(*start)))
}

fn is_statement(token: &Lexer<'_>) -> bool {
    let word = token.lexeme();
    token.kind() == Kind::Identifier && (word == "apply" || ShapeType::from_keyword(word).is_some())
}

/// Whether the quotes of a line do not pair up.
fn has_odd_quotes(source: &SourceFile, at: usize) -> bool {
    let (before, after) = source.text().split_at_checked(at).unwrap_or_default();
    let line = before.lines().next_back().filter(|_| !before.ends_with('\n')).unwrap_or_default();
    let rest = after.lines().next().unwrap_or_default();
    let quotes = [line, rest].map(|part| part.matches('"').count() - part.matches("\\\"").count());
    quotes.iter().sum::<usize>() % 2 == 1
}

fn is_same_line(source: &SourceFile, left: usize, right: usize) -> bool {
    !source.text().get(left.min(right)..left.max(right)).unwrap_or_default().contains('\n')
}
