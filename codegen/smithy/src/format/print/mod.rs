//! From a tree to text.

mod comments;
mod shapes;
mod values;

use super::tree::{Assignment, Comment, File, Statement};
use crate::write::text::Text;
use values::Measure;

/// Prints a whole source.
pub(super) fn file(file: &File<'_>) -> String {
    let mut sections = vec![
        statements(&file.control, |text, Assignment { key, value }| {
            text.put(&format!("${key}: "));
            values::value(text, value, Measure::Line);
        }),
        statements(&file.metadata, |text, Assignment { key, value }| {
            text.put(&format!("metadata {key} = "));
            values::value(text, value, Measure::Line);
        }),
        statements(file.namespace.as_slice(), |text, name| text.put(&format!("namespace {name}"))),
        statements(&file.uses, |text, id| text.put(&format!("use {id}"))),
    ];
    for shape in &file.shapes {
        sections.push(statement(shape, shapes::shape));
    }
    let mut rest = Text::default();
    comments::lines(&mut rest, &file.rest);
    // Comments at the end belong to the last shape, if there is one.
    match sections.last_mut().filter(|_| !file.shapes.is_empty()) {
        Some(last) => last.push_str(&rest.finish()),
        None => sections.push(rest.finish()),
    }
    sections.retain(|section| !section.is_empty());
    let mut leading = Text::default();
    comments::lines(&mut leading, &file.leading);
    let text = leading.finish() + &sections.join("\n");
    // Nothing is an empty line.
    if text.is_empty() { "\n".into() } else { text }
}

/// Prints statements of one kind. Those of a single line stand together, others apart.
fn statements<'f, T: 'f>(
    statements: impl IntoIterator<Item = &'f Statement<'f, T>>,
    print: impl Fn(&mut Text, &T),
) -> String {
    let mut section = String::new();
    let mut was_single = true;
    for statement in statements {
        let printed = self::statement(statement, &print);
        let is_single = printed.lines().count() == 1;
        let is_together = was_single && is_single;
        if !section.is_empty() && !is_together {
            section.push('\n');
        }
        section.push_str(&printed);
        was_single = is_single;
    }
    section
}

fn statement<T>(statement: &Statement<'_, T>, print: impl Fn(&mut Text, &T)) -> String {
    let mut text = Text::default();
    comments::lines(&mut text, &statement.before);
    print(&mut text, &statement.item);
    end_line(&mut text, statement.trailing.as_ref());
    comments::lines(&mut text, &statement.after);
    text.finish()
}

/// Ends a line, with a comment on it if there is one.
fn end_line(text: &mut Text, trailing: Option<&Comment<'_>>) {
    if let Some(comment) = trailing {
        text.put(&format!(" {}", comments::text(comment)));
    }
    text.end_line();
}
