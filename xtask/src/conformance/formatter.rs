//! `formatter`: sources, and what they look like when laid out: `X.formatted.smithy`, or what they are already.

use super::models::text_difference;
use super::{Corpus, Report, Suite};
use whitesmith_smithy::{Sources, format};

pub(super) static SUITE: Suite = Suite { name: "formatter", run };

fn run(corpus: &Corpus, report: &mut Report) {
    let files = corpus.files("formatter", &["smithy"]);
    let is_expected = |path: &std::path::Path| path.to_string_lossy().ends_with(".formatted.smithy");
    for file in files.iter().filter(|file| !is_expected(file)) {
        let name = corpus.name(file);
        if !corpus.includes(&name) {
            continue;
        }
        let source = Corpus::read(file);
        let expected = file.with_extension("formatted.smithy");
        let expected = if expected.is_file() { Corpus::read(&expected) } else { source.clone() };
        report.case(name, check(&source, &expected));
    }
}

fn check(source: &str, expected: &str) -> String {
    let difference = match laid_out(source) {
        Ok(found) => text_difference(expected, &found),
        Err(detail) => detail,
    };
    if !difference.is_empty() {
        return difference;
    }
    match laid_out(expected) {
        Ok(again) if again == expected => String::new(),
        Ok(again) => format!("formatting it again changes it: {}", text_difference(expected, &again)),
        Err(detail) => detail,
    }
}

fn laid_out(text: &str) -> Result<String, String> {
    let mut sources = Sources::new();
    let file = sources.add("case.smithy", text).ok_or("too large")?;
    format::format(file, &sources)
        .map_err(|events| events.iter().map(|event| event.message.as_str()).collect::<Vec<_>>().join("\n"))
}
