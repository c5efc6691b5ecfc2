//! Lists in one header ([RFC 9110, 5.6.1](https://www.rfc-editor.org/rfc/rfc9110#section-5.6.1)).
//!
//! Values stand behind one another with `, ` between them. A string that holds a comma or a quote, or that would
//! not come back as it was, is put in quotes, with a backslash before `"` and `\`.

use std::borrow::Cow;

/// Appends one value of a list of strings.
pub fn push_string(out: &mut String, value: &str) {
    let plain =
        !value.is_empty() && !value.contains([',', '"']) && value.trim_matches([' ', '\t']).len() == value.len();
    if plain {
        out.push_str(value);
        return;
    }
    out.push('"');
    for c in value.chars() {
        if matches!(c, '"' | '\\') {
            out.push('\\');
        }
        out.push(c);
    }
    out.push('"');
}

/// The header's quoting is not closed, or something stands behind the closing quote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InvalidList;

/// The values of a list of strings; an empty header has none.
pub fn strings(header: &str) -> Result<Vec<Cow<'_, str>>, InvalidList> {
    let mut values = Vec::new();
    let mut rest = trim(header);
    if rest.is_empty() {
        return Ok(values);
    }
    loop {
        let behind = if let Some(quoted) = rest.strip_prefix('"') {
            let (value, behind) = unquote(quoted)?;
            values.push(value);
            trim(behind)
        } else {
            let end = rest.find(',').unwrap_or(rest.len());
            let (value, behind) = rest.split_at(end);
            values.push(trim(value).into());
            behind
        };
        match behind.strip_prefix(',') {
            Some(next) => rest = trim(next),
            None if behind.is_empty() => return Ok(values),
            None => return Err(InvalidList),
        }
    }
}

/// The values of a list whose values never need quotes; an empty header has none.
pub fn plain(header: &str) -> impl Iterator<Item = &str> {
    let header = trim(header);
    header.split(',').map(trim).filter(move |_| !header.is_empty())
}

/// The values of a list of IMF-fixdates, each of which holds one comma.
pub fn http_dates(header: &str) -> impl Iterator<Item = &str> {
    let mut rest = trim(header);
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let second = rest.match_indices(',').nth(1).map(|(at, _)| at);
        let (value, behind) = match second {
            Some(at) => (&rest[..at], &rest[at + 1..]),
            None => (rest, ""),
        };
        rest = trim(behind);
        Some(trim(value))
    })
}

/// What stands before the closing quote, without its backslashes, and what stands behind it.
fn unquote(quoted: &str) -> Result<(Cow<'_, str>, &str), InvalidList> {
    let end = quoted.find(['"', '\\']).ok_or(InvalidList)?;
    if quoted[end..].starts_with('"') {
        return Ok((quoted[..end].into(), &quoted[end + 1..]));
    }
    let mut value = String::new();
    let mut chars = quoted.char_indices();
    while let Some((at, c)) = chars.next() {
        match c {
            '"' => return Ok((value.into(), &quoted[at + 1..])),
            '\\' => value.push(chars.next().ok_or(InvalidList)?.1),
            c => value.push(c),
        }
    }
    Err(InvalidList)
}

fn trim(text: &str) -> &str {
    text.trim_matches([' ', '\t'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_both_ways() {
        for (values, header) in [
            (&["a", "b", "c"][..], "a, b, c"),
            (&["b,c", "\"def\"", "a"], "\"b,c\", \"\\\"def\\\"\", a"),
            (&[""], "\"\""),
            (&["", " x", "y\t"], "\"\", \" x\", \"y\t\""),
            (&["back\\slash", "a\\,b"], "back\\slash, \"a\\\\,b\""),
            (&["ü,😹"], "\"ü,😹\""),
            (&[], ""),
        ] {
            let mut out = String::new();
            for (index, value) in values.iter().enumerate() {
                if index > 0 {
                    out.push_str(", ");
                }
                push_string(&mut out, value);
            }
            assert_eq!(out, header);
            assert_eq!(strings(header).unwrap(), values);
        }
    }

    #[test]
    fn strings_read() {
        for (header, expected) in [
            ("a,b ,\tc", Some(&["a", "b", "c"][..])),
            ("a,,b", Some(&["a", "", "b"])),
            ("a\"b", Some(&["a\"b"])),
            ("\"a\" , b", Some(&["a", "b"])),
            ("\"a", None),
            ("\"a\\", None),
            ("\"a\"b", None),
        ] {
            let found = strings(header);
            assert_eq!(
                found.as_deref().ok(),
                expected.map(|e| e.iter().map(|&s| Cow::from(s)).collect::<Vec<_>>()).as_deref(),
                "{header}"
            );
        }
    }

    #[test]
    fn dates_and_numbers() {
        let date = "Mon, 16 Dec 2019 23:48:18 GMT";
        for (header, expected) in [
            (String::new(), vec![]),
            (date.to_owned(), vec![date]),
            (format!("{date}, {date},{date}"), vec![date; 3]),
            ("Mon".to_owned(), vec!["Mon"]),
        ] {
            assert_eq!(http_dates(&header).collect::<Vec<_>>(), expected);
        }
        assert_eq!(plain("1, 2,3 ").collect::<Vec<_>>(), ["1", "2", "3"]);
        assert_eq!(plain(" ").count(), 0);
    }
}
