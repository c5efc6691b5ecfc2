//! Strings of JSON: many bytes at a time where nothing is escaped.

use super::output::{Output, Room};

/// Appends a string in its quotes.
#[inline(never)]
pub(super) fn push(out: &mut Output, text: &str) {
    let mut room = out.room(room(text));
    let left = fill(&mut room, text);
    drop(room);
    if let Some(left) = left {
        push_dirty(out, left);
    }
}

/// How much room a string needs.
#[inline]
pub(super) fn room(text: &str) -> usize {
    text.len() + 2
}

/// Fills room with a string in its quotes. If something in it is escaped, [`push_dirty`] is still to be told of what is
/// left.
#[inline]
pub(super) fn fill<'t>(room: &mut Room<'_>, text: &'t str) -> Option<&'t [u8]> {
    let bytes = text.as_bytes();
    room.put(b"\"");
    let copied = copy_clean(bytes, room.rest());
    room.advance(copied);
    if copied < bytes.len() {
        return bytes.get(copied..);
    }
    room.put(b"\"");
    None
}

/// Copies bytes up to a run of them in which something is escaped, and gives their number.
#[inline]
fn copy_clean(bytes: &[u8], room: &mut [u8]) -> usize {
    match bytes.len() {
        16.. => copy_clean_runs::<16>(bytes, room),
        8.. => copy_clean_runs::<8>(bytes, room),
        4.. => copy_clean_runs::<4>(bytes, room),
        2.. => copy_clean_runs::<2>(bytes, room),
        _ => copy_clean_runs::<1>(bytes, room),
    }
}

/// The same, if there are `N` bytes or more.
#[inline]
fn copy_clean_runs<const N: usize>(bytes: &[u8], room: &mut [u8]) -> usize {
    let (runs, rest) = bytes.as_chunks::<N>();
    let mut copied = 0;
    for (run, room) in runs.iter().zip(room.as_chunks_mut::<N>().0) {
        if has_dirty(run) {
            return copied;
        }
        *room = *run;
        copied += N;
    }
    // The last run covers what is left behind whole ones, and some bytes before that.
    if !rest.is_empty()
        && let Some(last) = bytes.last_chunk::<N>().filter(|last| !has_dirty(last))
        && let Some(room) = room.get_mut(bytes.len() - N..).and_then(<[u8]>::first_chunk_mut)
    {
        *room = *last;
        copied += rest.len();
    }
    copied
}

/// Appends the rest of a string in which something is escaped, and the quote at its end.
#[cold]
#[inline(never)]
pub(super) fn push_dirty(out: &mut Output, bytes: &[u8]) {
    let mut rest = bytes;
    loop {
        let (start, behind) = rest.split_at(clean_prefix(rest));
        out.extend(start);
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

/// Whether a run has a byte that JSON wants escaped: without a branch a byte, and one question after another, so that
/// compilers make a few vector instructions of it.
#[inline(always)]
#[expect(clippy::inline_always, reason = "a call costs as much again, and there are five in a row")]
fn has_dirty<const N: usize>(run: &[u8; N]) -> bool {
    let any = |is: fn(u8) -> bool| run.iter().fold(0, |found, byte| found | u8::from(is(*byte)));
    any(|byte| byte < 0x20) | any(|byte| byte == b'"') | any(|byte| byte == b'\\') != 0
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

fn push_escaped(out: &mut Output, byte: u8) {
    const DIGITS: [u8; 16] = *b"0123456789abcdef";
    let short = match byte {
        b'"' | b'\\' => byte,
        b'\n' => b'n',
        b'\r' => b'r',
        b'\t' => b't',
        0x08 => b'b',
        0x0C => b'f',
        _ => {
            let (high, low) = (DIGITS[usize::from(byte >> 4)], DIGITS[usize::from(byte & 15)]);
            return out.extend(&[b'\\', b'u', b'0', b'0', high, low]);
        }
    };
    out.extend(&[b'\\', short]);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str) {
        let mut out = Output::new();
        push(&mut out, text);
        let out = out.into_bytes();
        assert_eq!(serde_json::from_slice::<String>(&out).ok().as_deref(), Some(text));
        assert_eq!(String::from_utf8(out).ok(), serde_json::to_string(text).ok());
    }

    #[test]
    fn any_character_at_any_place() {
        let characters = (0..=0x7F_u8).map(char::from).chain(['\u{80}', 'ÿ', '\u{ffff}', '👍']);
        for character in characters {
            for before in 0..20 {
                for behind in [0, 1, 9] {
                    check(&format!("{}{character}{}", "é".repeat(before), "x".repeat(behind)));
                }
            }
        }
    }

    #[test]
    fn any_place_of_any_length() {
        for len in 0..70 {
            check(&"x".repeat(len));
            for before in 0..len {
                for character in ['"', '\\', '\n', '\u{1f}', ' ', '!', '[', ']', '\u{7f}', 'é', '€', '👍'] {
                    let text = format!("{}{character}{}", "x".repeat(before), "~".repeat(len - before - 1));
                    check(&text);
                    check(&text.replacen('~', "\"", 1));
                }
            }
        }
    }
}
