//! Long lines, broken as rustfmt breaks them: what is in brackets gets a line for each of its parts.
//!
//! Uses of the runtime's macros are no Rust that a formatter takes, and tables of expressions come out of it stretched.

/// Columns at which a line is broken.
pub(super) const WIDTH: usize = 120;

/// A text that begins at a column, in as many lines as it needs. Lines that follow are indented like the first one,
/// which is indented by `indent`.
pub(super) fn lay_out(text: &str, column: usize, indent: usize) -> String {
    let fits = column + text.chars().count() <= WIDTH;
    let Some(group) = (!fits).then(|| Group::first(text)).flatten() else { return text.to_owned() };
    let Group { before, parts, close, after } = group;
    let after = lay_out(after, indent + close.len(), indent);
    // A bracket around a single other one stays with it.
    if let [part] = parts.as_slice()
        && part.ends_with([')', ']', '}'])
        && before.ends_with(['(', '['])
    {
        return format!("{before}{}{close}{after}", lay_out(part, WIDTH + 1, indent));
    }
    let (outer, inner) = (" ".repeat(indent), indent + 4);
    let parts = parts.iter().map(|part| format!("{}{},\n", " ".repeat(inner), lay_out(part, inner, inner)));
    format!("{before}\n{}{outer}{close}{after}", parts.collect::<String>())
}

/// The first pair of brackets with something between them.
struct Group<'a> {
    /// All until the bracket, and the bracket.
    before: &'a str,
    /// What is between the commas.
    parts: Vec<&'a str>,
    close: &'a str,
    after: &'a str,
}

impl<'a> Group<'a> {
    fn first(text: &'a str) -> Option<Self> {
        let mut depth = 0_usize;
        let mut start = 0;
        let mut cuts = Vec::new();
        let mut at = 0;
        while let Some(c) = text.get(at..)?.chars().next() {
            let here = at;
            at += literal(text.get(at..)?).unwrap_or(c.len_utf8());
            match c {
                '(' | '[' | '{' => {
                    depth += 1;
                    if depth == 1 {
                        (start, cuts) = (at, vec![at]);
                    }
                }
                ',' if depth == 1 => cuts.push(at),
                ')' | ']' | '}' => {
                    depth = depth.checked_sub(1)?;
                    if depth > 0 || text.get(start..here)?.trim().is_empty() {
                        continue;
                    }
                    let ends = cuts.iter().skip(1).map(|cut| cut - 1).chain([here]);
                    let parts = cuts.iter().zip(ends).filter_map(|(from, to)| text.get(*from..to)).map(str::trim);
                    let parts = parts.filter(|part| !part.is_empty()).collect();
                    let (before, close, after) = (text.get(..start)?, text.get(here..at)?, text.get(at..)?);
                    return Some(Self { before, parts, close, after });
                }
                _ => {}
            }
        }
        None
    }
}

/// The length of the string literal at the start of a text, if there is one.
fn literal(text: &str) -> Option<usize> {
    let hashes = text.strip_prefix('r').map(|raw| raw.len() - raw.trim_start_matches('#').len());
    let open = hashes.map_or(0, |hashes| 1 + hashes);
    let inside = text.get(open..)?.strip_prefix('"')?;
    let end = format!("\"{}", "#".repeat(hashes.unwrap_or(0)));
    let mut escaped = false;
    let ends = inside.char_indices().find(|(at, c)| {
        let ends = !escaped && inside[*at..].starts_with(&end);
        escaped = hashes.is_none() && *c == '\\' && !escaped;
        ends
    });
    Some(open + 1 + ends?.0 + end.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lines() {
        let long = "x".repeat(112);
        for (text, expected) in [
            ("A = String \"a#A\" [B, C]", "A = String \"a#A\" [B, C]".to_owned()),
            (&format!("f({long}, b)"), format!("f(\n        {long},\n        b,\n    )")),
            (&format!(".errors(&[{long}])"), format!(".errors(&[\n        {long},\n    ])")),
            (&format!(".a() {{ b: {long} }}"), format!(".a() {{\n        b: {long},\n    }}")),
            (
                &format!("[A(\",]\\\"\", r#\"[\"#), B {{ {long} }}]"),
                format!("[\n        A(\",]\\\"\", r#\"[\"#),\n        B {{\n            {long},\n        }},\n    ]"),
            ),
            (
                &format!("{{ \"a\": {long} [A] }} [B]"),
                format!("{{\n        \"a\": {long} [\n            A,\n        ],\n    }} [B]"),
            ),
            (
                &format!("A {{ b }} [{long}, C]"),
                format!("A {{\n        b,\n    }} [\n        {long},\n        C,\n    ]"),
            ),
            (&long, long.clone()),
        ] {
            assert_eq!(lay_out(text, 4, 4), expected, "{text}");
        }
    }
}
