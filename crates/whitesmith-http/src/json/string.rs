//! Strings of JSON: eight bytes at a time where nothing is escaped.

/// Appends a string in its quotes.
pub(super) fn push(out: &mut Vec<u8>, text: &str) {
    let mut rest = text.as_bytes();
    out.reserve(rest.len() + 2);
    out.push(b'"');
    loop {
        let clean = if is_clean(rest) { rest.len() } else { clean_prefix(rest) };
        let (start, behind) = rest.split_at(clean);
        out.extend_from_slice(start);
        let Some((byte, behind)) = behind.split_first() else { break };
        push_escaped(out, *byte);
        rest = behind;
    }
    out.push(b'"');
}

const ONES: u64 = 0x0101_0101_0101_0101;
const HIGH: u64 = 0x8080_8080_8080_8080;

/// The high bit of each byte that JSON wants escaped: below space, a quote, a backslash. A bit of a byte above the
/// first such byte may be wrong, as differences borrow upwards; the lowest bit is right.
const fn dirty(word: u64) -> u64 {
    let control = word.wrapping_sub(ONES * 0x20);
    let quote = (word ^ (ONES * b'"' as u64)).wrapping_sub(ONES);
    let backslash = (word ^ (ONES * b'\\' as u64)).wrapping_sub(ONES);
    // Bytes of 128 and more belong to characters that need nothing.
    (control | quote | backslash) & !word & HIGH
}

/// Whether JSON wants a byte escaped.
const fn is_dirty(byte: u8) -> bool {
    byte < 0x20 || byte == b'"' || byte == b'\\'
}

/// Whether a run has a byte that JSON wants escaped: without a branch a byte, so that compilers make vector
/// instructions of it.
fn has_dirty<const N: usize>(run: &[u8; N]) -> bool {
    let flag = |byte: u8| u8::from(byte < 0x20) | u8::from(byte == b'"') | u8::from(byte == b'\\');
    run.iter().fold(0, |dirty, byte| dirty | flag(*byte)) != 0
}

/// Whether no byte needs an escape.
fn is_clean(bytes: &[u8]) -> bool {
    // The last run and the last word cover what is left behind whole ones, and some bytes before that.
    match (bytes.last_chunk::<32>(), bytes.last_chunk::<8>()) {
        (Some(last), _) => !bytes.as_chunks::<32>().0.iter().any(has_dirty) && !has_dirty(last),
        (None, Some(last)) => {
            bytes.as_chunks::<8>().0.iter().all(|word| first_dirty(*word).is_none()) && first_dirty(*last).is_none()
        }
        (None, None) => !bytes.iter().any(|byte| is_dirty(*byte)),
    }
}

/// How many bytes there are before the first that needs an escape, or that ends a string.
#[inline]
pub(super) fn clean_prefix(bytes: &[u8]) -> usize {
    let mut rest = bytes;
    while let Some((word, behind)) = rest.split_first_chunk::<8>() {
        if let Some(at) = first_dirty(*word) {
            return bytes.len() - rest.len() + at;
        }
        rest = behind;
    }
    bytes.len() - rest.len() + short_clean_prefix(rest)
}

/// The same, for less than a word.
#[cold]
fn short_clean_prefix(bytes: &[u8]) -> usize {
    bytes.iter().position(|byte| is_dirty(*byte)).unwrap_or(bytes.len())
}

/// Where in a word the first byte is that needs an escape.
fn first_dirty(word: [u8; 8]) -> Option<usize> {
    let dirty = dirty(u64::from_le_bytes(word));
    (dirty != 0).then(|| dirty.trailing_zeros() as usize / 8)
}

fn push_escaped(out: &mut Vec<u8>, byte: u8) {
    const DIGITS: [u8; 16] = *b"0123456789abcdef";
    let short = match byte {
        b'"' | b'\\' => byte,
        b'\n' => b'n',
        b'\r' => b'r',
        b'\t' => b't',
        0x08 => b'b',
        0x0C => b'f',
        _ => {
            out.extend_from_slice(b"\\u00");
            out.push(DIGITS[usize::from(byte >> 4)]);
            out.push(DIGITS[usize::from(byte & 15)]);
            return;
        }
    };
    out.extend_from_slice(&[b'\\', short]);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_character_at_any_place() {
        let characters = (0..=0x7F_u8).map(char::from).chain(['\u{80}', 'ÿ', '\u{ffff}', '👍']);
        for character in characters {
            for before in 0..20 {
                for behind in [0, 1, 9] {
                    let text = format!("{}{character}{}", "é".repeat(before), "x".repeat(behind));
                    let mut out = Vec::new();
                    push(&mut out, &text);
                    assert_eq!(serde_json::from_slice::<String>(&out).ok(), Some(text.clone()), "{text:?}");
                    assert_eq!(String::from_utf8(out).ok(), serde_json::to_string(&text).ok());
                }
            }
        }
    }
}
