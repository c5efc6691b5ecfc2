//! Names of members, prepared for those who write and look for them.

/// The beginning of a member in JSON, as it stands behind another: a comma, a quote, and the name, as far as 16 bytes
/// hold them.
///
/// Most names are within it, and 16 bytes are copied and compared by a few instructions, of which none depends on how
/// many of them count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct JsonLead {
    bytes: [u8; Self::SIZE],
    len: u8,
}

impl JsonLead {
    /// The size of its room.
    pub const SIZE: usize = 16;
    /// How many bytes of a name it holds.
    pub const NAME: usize = Self::SIZE - 2;

    /// That of a name.
    #[expect(clippy::many_single_char_names, reason = "a table of bytes, of which none is another thing than the next")]
    pub const fn of(name: &str) -> Self {
        const C: u8 = b',';
        const Q: u8 = b'"';
        // Patterns, neither a loop nor parts of slices: it is evaluated for every member while types are compiled.
        #[rustfmt::skip]
        let bytes = match *name.as_bytes() {
            [] => [C, Q, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
            [a] => [C, Q, a, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
            [a, b] => [C, Q, a, b, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
            [a, b, c] => [C, Q, a, b, c, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
            [a, b, c, d] => [C, Q, a, b, c, d, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
            [a, b, c, d, e] => [C, Q, a, b, c, d, e, 0, 0, 0, 0, 0, 0, 0, 0, 0],
            [a, b, c, d, e, f] => [C, Q, a, b, c, d, e, f, 0, 0, 0, 0, 0, 0, 0, 0],
            [a, b, c, d, e, f, g] => [C, Q, a, b, c, d, e, f, g, 0, 0, 0, 0, 0, 0, 0],
            [a, b, c, d, e, f, g, h] => [C, Q, a, b, c, d, e, f, g, h, 0, 0, 0, 0, 0, 0],
            [a, b, c, d, e, f, g, h, i] => [C, Q, a, b, c, d, e, f, g, h, i, 0, 0, 0, 0, 0],
            [a, b, c, d, e, f, g, h, i, j] => [C, Q, a, b, c, d, e, f, g, h, i, j, 0, 0, 0, 0],
            [a, b, c, d, e, f, g, h, i, j, k] => [C, Q, a, b, c, d, e, f, g, h, i, j, k, 0, 0, 0],
            [a, b, c, d, e, f, g, h, i, j, k, l] => [C, Q, a, b, c, d, e, f, g, h, i, j, k, l, 0, 0],
            [a, b, c, d, e, f, g, h, i, j, k, l, m] => [C, Q, a, b, c, d, e, f, g, h, i, j, k, l, m, 0],
            [a, b, c, d, e, f, g, h, i, j, k, l, m, n, ..] => [C, Q, a, b, c, d, e, f, g, h, i, j, k, l, m, n],
        };
        Self { bytes, len: Self::len_of(name) }
    }

    /// That of the name that a text begins with, behind a comma and a quote. If another quote does not follow within it,
    /// its [`whole`](Self::whole) length is unknown.
    #[inline]
    pub fn of_text(text: &[u8; Self::SIZE]) -> Option<Self> {
        const ONES: u64 = 0x0101_0101_0101_0101;
        const HIGH: u64 = 0x8080_8080_8080_8080;
        // The high bit of each quote; bits above the first may be wrong, as differences borrow upwards.
        let quotes = |word: u64| {
            let zeros = word ^ (ONES * u64::from(b'"'));
            zeros.wrapping_sub(ONES) & !zeros & HIGH
        };
        let [b',', b'"', ..] = text else { return None };
        let all = u128::from_le_bytes(*text);
        #[expect(clippy::cast_possible_truncation, reason = "a half of it")]
        let (low, high) = (quotes((all >> 16) as u64), quotes((all >> 80) as u64));
        let len = if low != 0 {
            2 + low.trailing_zeros() / 8
        } else if high != 0 {
            10 + high.trailing_zeros() / 8
        } else {
            return Some(Self { bytes: *text, len: u8::MAX });
        };
        // It is less than 16.
        let bytes = all & !(u128::MAX << (8 * len));
        Some(Self { bytes: bytes.to_le_bytes(), len: u8::try_from(len).unwrap_or(u8::MAX) })
    }

    const fn len_of(name: &str) -> u8 {
        let len = name.len() + 2;
        #[expect(clippy::cast_possible_truncation, reason = "asked just before")]
        if len < u8::MAX as usize { len as u8 } else { u8::MAX }
    }

    /// Its bytes; behind a short name they are zero.
    #[inline]
    pub const fn bytes(&self) -> &[u8; Self::SIZE] {
        &self.bytes
    }

    /// How long the comma, the quote and the whole name are, which may be more than it holds; `None` if that is unknown,
    /// or more than any name has.
    #[inline]
    pub const fn whole(&self) -> Option<usize> {
        if self.len < u8::MAX { Some(self.len as usize) } else { None }
    }

    /// Whether it holds the whole name.
    #[inline]
    pub const fn is_whole(&self) -> bool {
        self.len as usize <= Self::SIZE
    }
}

/// Whether a name is printable ASCII without quotes and backslashes.
pub(super) const fn is_plain(name: &str) -> bool {
    let (name, mut i) = (name.as_bytes(), 0);
    while i < name.len() {
        if !matches!(name[i], b' '..=b'~') || matches!(name[i], b'"' | b'\\') {
            return false;
        }
        i += 1;
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leads_of_any_length() {
        let long = "abcdefghijklmnopqrstuvwxyz".repeat(10);
        for len in 0..=long.len() {
            let name = &long[..len];
            let (lead, text) = (JsonLead::of(name), format!(",\"{name}"));
            let held = text.len().min(JsonLead::SIZE);
            assert_eq!(lead.whole(), Some(text.len()).filter(|len| *len < 255));
            assert_eq!(lead.is_whole(), held == text.len());
            assert_eq!(lead.bytes()[..held], text.as_bytes()[..held], "{name}");
            assert!(lead.bytes()[held..].iter().all(|byte| *byte == 0), "{name}");

            let mut chunk = [b'x'; JsonLead::SIZE];
            for (place, byte) in chunk.iter_mut().zip(format!("{text}\":\"b\"").bytes()) {
                *place = byte;
            }
            let expected = if len < JsonLead::NAME { lead } else { JsonLead { len: u8::MAX, ..lead } };
            assert_eq!(JsonLead::of_text(&chunk), Some(expected), "{name}");
        }
    }
}
