//! `AbbreviationName`: abbreviations in names are written like other words, `XmlRequest` and not `XMLRequest`.

use crate::shape::ShapeType;
use crate::validate::rule::{Context, Sink};

use super::{Config, Linter};

pub(super) static LINTER: Linter = Linter { name: "AbbreviationName", run };

fn run(context: &Context<'_>, config: &Config<'_>, sink: &mut Sink<'_>) -> Result<(), String> {
    let allowed = config.texts("allowedAbbreviations")?.unwrap_or_default();
    for shape in context.model.shapes() {
        let (kind, name) = match shape.id.member() {
            None => ("shape", shape.id.name()),
            Some(name) => {
                let container = context.shape(shape.id.without_member()).map(crate::shape::Shape::shape_type);
                // Members of enums are constants, which have a style of their own.
                if matches!(container, Some(ShapeType::Enum | ShapeType::IntEnum)) {
                    continue;
                }
                ("member", name)
            }
        };
        let recased = recase(name, &allowed);
        if recased != name {
            let message = format!(
                "{kind} name, `{name}`, contains invalid abbreviations. Change this {kind} name to `{recased}`"
            );
            sink.danger(shape, message);
        }
    }
    Ok(())
}

fn recase(name: &str, allowed: &[&str]) -> String {
    let mut out = String::with_capacity(name.len());
    let mut rest = name;
    while let Some(c) = rest.chars().next() {
        let run = rest.bytes().take_while(u8::is_ascii_uppercase).count();
        // The last capital of a run begins the word that follows it.
        let next_is_lower = rest.as_bytes().get(run).is_some_and(u8::is_ascii_lowercase);
        let length = if next_is_lower { run.saturating_sub(1) } else { run };
        if length < 2 {
            let step = run.max(c.len_utf8());
            let (word, after) = rest.split_at_checked(step).unwrap_or((rest, ""));
            out.push_str(word);
            rest = after;
            continue;
        }
        // Digits behind an abbreviation belong to it.
        let digits = rest.bytes().skip(length).take_while(u8::is_ascii_digit).count();
        let (abbreviation, after) = rest.split_at_checked(length + digits).unwrap_or((rest, ""));
        if allowed.iter().any(|allowed| allowed.eq_ignore_ascii_case(abbreviation)) {
            out.push_str(abbreviation);
        } else {
            let (first, others) = abbreviation.split_at_checked(1).unwrap_or((abbreviation, ""));
            out.push_str(first);
            out.push_str(&others.to_ascii_lowercase());
        }
        rest = after;
    }
    out
}

#[cfg(test)]
mod tests {
    #[test]
    fn recasing() {
        for (name, expected) in [
            ("XMLRequest", "XmlRequest"),
            ("instanceID", "instanceId"),
            ("BamID2HTTP", "BamId2Http"),
            ("fooId", "fooId"),
            ("ABar", "ABar"),
            ("é", "é"),
        ] {
            assert_eq!(super::recase(name, &[]), expected);
        }
        assert_eq!(super::recase("BamIDHTTP", &["idHttp"]), "BamIDHTTP");
        assert_eq!(super::recase("BamID2HTTP", &["id", "HTTP"]), "BamId2HTTP");
        assert_eq!(super::recase("BamID2HTTP", &["id2", "HTTP"]), "BamID2HTTP");
    }
}
