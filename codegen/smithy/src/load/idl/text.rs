//! The values of quoted strings and of text blocks
//! ([string values](https://smithy.io/2.0/spec/idl.html#string-values)).

/// The value of what stands between the quotes of a string.
pub(super) fn quoted(content: &str) -> Result<String, String> {
    unescape(&normalised(content))
}

/// The value of what stands between the triple quotes of a text block: without the indentation that all of
/// its lines share, without spaces at the ends of lines, and then unescaped.
pub(super) fn text_block(content: &str) -> Result<String, String> {
    if content.is_empty() {
        return Err("Text block is empty".into());
    }
    let content = normalised(content);
    let Some((before, content)) = content.split_once('\n').filter(|(before, _)| is_blank(before)) else {
        return Err("Text block must start with a new line".into());
    };
    debug_assert!(is_blank(before));
    let lines: Vec<&str> = content.split('\n').collect();
    let last = lines.len() - 1;
    // A blank line says nothing about indentation, except the last: it is where the closing quotes stand.
    let significant = lines.iter().enumerate().filter(|(i, line)| *i == last || !is_blank(line));
    let indentation = significant.map(|(_, line)| leading_spaces(line)).min().unwrap_or(0);
    let mut value = String::with_capacity(content.len());
    for (i, line) in lines.iter().enumerate() {
        if i > 0 {
            value.push('\n');
        }
        let line = line.get(indentation.min(leading_spaces(line))..).unwrap_or_default();
        value.push_str(line.trim_end_matches([' ', '\t']));
    }
    unescape(&value)
}

fn is_blank(line: &str) -> bool {
    line.bytes().all(|b| matches!(b, b' ' | b'\t'))
}

fn leading_spaces(line: &str) -> usize {
    line.bytes().take_while(|b| *b == b' ').count()
}

/// Line ends as `\n`.
fn normalised(content: &str) -> String {
    content.replace("\r\n", "\n").replace('\r', "\n")
}

fn unescape(text: &str) -> Result<String, String> {
    let mut value = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('\\') {
        value.push_str(&rest[..at]);
        let mut after = rest[at + 1..].chars();
        let escaped = after.next();
        rest = after.as_str();
        match escaped {
            Some(c @ ('"' | '\\' | '/')) => value.push(c),
            Some('b') => value.push('\u{8}'),
            Some('f') => value.push('\u{c}'),
            Some('n') => value.push('\n'),
            Some('r') => value.push('\r'),
            Some('t') => value.push('\t'),
            // A line that ends in a backslash goes on in the next.
            Some('\n') => {}
            Some('u') => {
                let (unit, after) = hex(rest)?;
                rest = after;
                let unit = if (0xD800..0xDC00).contains(&unit) {
                    match rest.strip_prefix("\\u").map(hex) {
                        Some(Ok((low, after))) if (0xDC00..0xE000).contains(&low) => {
                            rest = after;
                            0x1_0000 + ((unit - 0xD800) << 10) + (low - 0xDC00)
                        }
                        _ => unit,
                    }
                } else {
                    unit
                };
                // Half of a pair is no character, and Rust's text cannot hold it.
                value.push(char::from_u32(unit).unwrap_or(char::REPLACEMENT_CHARACTER));
            }
            Some(c) => return Err(format!("Invalid escape found in string: `\\{c}`")),
            None => return Err("Unclosed escape sequence found in string".into()),
        }
    }
    value.push_str(rest);
    Ok(value)
}

/// Four hexadecimal digits, and what follows them.
fn hex(text: &str) -> Result<(u32, &str), String> {
    let mut value = 0;
    let mut chars = text.chars();
    for _ in 0..4 {
        let Some(c) = chars.next() else { return Err("Invalid unclosed unicode escape found in string".into()) };
        let digit = c.to_digit(16).ok_or_else(|| format!("Invalid unicode escape character: `{c}`"))?;
        value = value * 16 + digit;
    }
    Ok((value, chars.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings() {
        for (content, expected) in [
            (r"a\nb", Ok("a\nb")),
            (r#"\"\\\/\t"#, Ok("\"\\/\t")),
            (r"\u00e9\uD83D\uDE00", Ok("é😀")),
            (r"\uD83D!", Ok("\u{fffd}!")),
            ("a\r\nb\rc", Ok("a\nb\nc")),
            ("a\\\n  b", Ok("a  b")),
            (r"\u00", Err("Invalid unclosed unicode escape found in string")),
            (r"\u00zz", Err("Invalid unicode escape character: `z`")),
            (r"\q", Err("Invalid escape found in string: `\\q`")),
        ] {
            assert_eq!(quoted(content), expected.map(str::to_owned).map_err(str::to_owned), "{content}");
        }
    }

    #[test]
    fn text_blocks() {
        for (content, expected) in [
            ("", Err("Text block is empty")),
            ("x", Err("Text block must start with a new line")),
            ("\n", Ok("")),
            ("\n    a\n      b\n    ", Ok("a\n  b\n")),
            ("  \n    a  \n\n    b", Ok("a\n\nb")),
            ("\n    a\n  ", Ok("  a\n")),
            ("\n  a \\\n  b", Ok("a b")),
            ("\r\n  a\\n\r\n", Ok("  a\n\n")),
        ] {
            assert_eq!(text_block(content), expected.map(str::to_owned).map_err(str::to_owned), "{content:?}");
        }
    }
}
