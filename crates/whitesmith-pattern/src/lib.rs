//! Patterns of `@pattern`: ECMA 262 regular expressions, run with a bound on their work
//! ([pattern trait](https://smithy.io/2.0/spec/constraint-traits.html#pattern-trait)).
//!
//! A pattern is rewritten into the syntax of the `regex` crate, which runs it in linear time. What needs
//! backtracking (look-around, back references) falls to `fancy-regex`, which gives up after a fixed number of steps.
//!
//! What is matched again and again, as a server does, is worth an automaton of its own, where that is small: it is
//! made at the first match, and looks at each byte once.

use std::fmt::Write as _;
use std::sync::OnceLock;

use regex_automata::dfa::{Automaton as _, StartKind, dense};
use regex_automata::util::primitives::StateID;
use regex_automata::util::start;

/// How many steps a backtracking match may take before it counts as no answer.
const BACKTRACK_LIMIT: usize = 1_000_000;

/// The largest automaton that is made, and the most memory that making one may take, in bytes.
const AUTOMATON_LIMITS: (usize, usize) = (64 * 1024, 512 * 1024);

/// A compiled pattern.
#[derive(Debug)]
pub struct Pattern {
    regex: fancy_regex::Regex,
    /// `None` if it would be too large, or the pattern needs more than an automaton can do.
    automaton: OnceLock<Option<Automaton>>,
}

/// Text that is not a pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidPattern(String);

impl std::fmt::Display for InvalidPattern {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for InvalidPattern {}

impl Pattern {
    /// Compiles an ECMA 262 pattern, read as with the `u` flag and with the web's leniency about escapes.
    ///
    /// # Errors
    /// When it is no regular expression, or too large.
    pub fn new(pattern: &str) -> Result<Self, InvalidPattern> {
        let built = fancy_regex::RegexBuilder::new(&translate(pattern)).backtrack_limit(BACKTRACK_LIMIT).build();
        let regex = built.map_err(|error| InvalidPattern(reason(&error)))?;
        Ok(Self { regex, automaton: OnceLock::new() })
    }

    /// Whether some part of `text` matches. `None` when that would take too many steps to find out.
    pub fn is_match(&self, text: &str) -> Option<bool> {
        let automaton = self.automaton.get_or_init(|| Automaton::new(self.regex.as_str()));
        let found = automaton.as_ref().and_then(|automaton| automaton.is_match(text));
        found.or_else(|| self.regex.is_match(text).ok())
    }
}

/// A pattern as a table of states.
#[derive(Debug)]
struct Automaton {
    states: dense::DFA<Vec<u32>>,
    start: StateID,
}

impl Automaton {
    /// The automaton of a pattern in the syntax of the `regex` crate.
    fn new(pattern: &str) -> Option<Self> {
        let (size, memory) = AUTOMATON_LIMITS;
        let config = dense::Config::new()
            .start_kind(StartKind::Unanchored)
            .dfa_size_limit(Some(size))
            .determinize_size_limit(Some(memory));
        let states = dense::Builder::new().configure(config).build(pattern).ok()?;
        let start = states.start_state(&start::Config::new()).ok()?;
        Some(Self { states, start })
    }

    /// Whether some part of `text` matches; `None` where it gives up, as some do on some bytes.
    fn is_match(&self, text: &str) -> Option<bool> {
        let mut state = self.start;
        for byte in text.bytes() {
            state = self.states.next_state(state, byte);
            // It knows of a match one byte after its end.
            if self.states.is_special_state(state) {
                match () {
                    () if self.states.is_match_state(state) => return Some(true),
                    () if self.states.is_dead_state(state) => return Some(false),
                    () if self.states.is_quit_state(state) => return None,
                    () => {}
                }
            }
        }
        Some(self.states.is_match_state(self.states.next_eoi_state(state)))
    }
}

/// What is wrong with a pattern, in one line. The excerpt that the engine adds is of the pattern as it was rewritten.
fn reason(error: &fancy_regex::Error) -> String {
    let mut innermost: &dyn std::error::Error = match error {
        // Its text alone says no more than that there is an error.
        fancy_regex::Error::CompileError(inner) => match &**inner {
            fancy_regex::CompileError::InnerError(inner) => inner,
            _ => error,
        },
        _ => error,
    };
    while let Some(source) = innermost.source() {
        innermost = source;
    }
    let text = innermost.to_string();
    let last = text.lines().rev().find(|line| !line.trim().is_empty()).unwrap_or_default().trim();
    last.strip_prefix("error: ").unwrap_or(last).to_owned()
}

/// Rewrites ECMA 262 syntax into that of the `regex` crate. Invalid patterns stay invalid.
fn translate(pattern: &str) -> String {
    let mut out = String::with_capacity(pattern.len() + 8);
    let mut rest = pattern.chars().peekable();
    let mut in_class = false;
    while let Some(c) = rest.next() {
        match c {
            '\\' => escape(&mut rest, in_class, &mut out),
            '[' if in_class => out.push_str("\\["),
            '[' => {
                let negated = rest.next_if_eq(&'^').is_some();
                if rest.next_if_eq(&']').is_some() {
                    // `[]` matches nothing, `[^]` any character.
                    out.push_str(if negated { "[\\s\\S]" } else { "[^\\s\\S]" });
                } else {
                    out.push_str(if negated { "[^" } else { "[" });
                    in_class = true;
                }
            }
            ']' if in_class => {
                in_class = false;
                out.push(']');
            }
            ']' => out.push_str("\\]"),
            // Set operators of the other syntax are plain characters here.
            '&' | '~' if in_class => {
                out.push('\\');
                out.push(c);
            }
            '-' if in_class && rest.peek() == Some(&'-') => out.push_str("\\-"),
            '.' if !in_class => out.push_str("[^\\n\\r\\u{2028}\\u{2029}]"),
            '{' if !in_class && !is_quantifier(rest.clone()) => out.push_str("\\{"),
            '}' if !in_class && !closes_quantifier(&out) => out.push_str("\\}"),
            c => out.push(c),
        }
    }
    out
}

/// Whether `{` is followed by what makes it a quantifier: `n}`, `n,}` or `n,m}`.
fn is_quantifier(rest: impl Iterator<Item = char>) -> bool {
    let (mut digits, mut comma) = (0, false);
    for c in rest {
        match c {
            '0'..='9' => digits += 1,
            ',' if digits > 0 && !comma => comma = true,
            '}' => return digits > 0,
            _ => return false,
        }
    }
    false
}

/// Whether the text written so far ends inside a quantifier.
fn closes_quantifier(out: &str) -> bool {
    let Some(open) = out.rfind('{') else { return false };
    let inside = out.get(open + 1..).unwrap_or_default();
    let escaped = out.get(..open).is_some_and(|before| before.ends_with('\\'));
    !escaped && inside.starts_with(|c: char| c.is_ascii_digit()) && !inside.contains('}')
}

const SPACE: &str = "\\t\\n\\x0B\\x0C\\r \\u{a0}\\u{feff}\\p{Zs}\\u{2028}\\u{2029}";

/// Java's classes of ASCII characters, which models use although ECMA 262 does not have them.
const ASCII_CLASSES: [(&str, &str); 13] = [
    ("ASCII", "\\x00-\\x7F"),
    ("Alnum", "0-9A-Za-z"),
    ("Alpha", "A-Za-z"),
    ("Blank", " \\t"),
    ("Cntrl", "\\x00-\\x1F\\x7F"),
    ("Digit", "0-9"),
    ("Graph", "!-\\x7E"),
    ("Lower", "a-z"),
    ("Print", " -\\x7E"),
    ("Punct", "!-/:-@\\[-`{-\\x7E"),
    ("Space", " \\t\\n\\x0B\\x0C\\r"),
    ("Upper", "A-Z"),
    ("XDigit", "0-9A-Fa-f"),
];

/// Takes `{name}`, if that comes next.
fn eat_braced(rest: &mut std::iter::Peekable<std::str::Chars<'_>>, name: &str) -> Option<()> {
    let mut ahead = rest.clone();
    let mut expected = std::iter::once('{').chain(name.chars()).chain(std::iter::once('}'));
    expected.all(|c| ahead.next() == Some(c)).then(|| *rest = ahead)
}

/// Rewrites what stands behind a backslash.
fn escape(rest: &mut std::iter::Peekable<std::str::Chars<'_>>, in_class: bool, out: &mut String) {
    let Some(c) = rest.next() else {
        out.push('\\');
        return;
    };
    let mut class = |inside: &str, negated: bool| {
        let (open, close) = match (in_class, negated) {
            (true, false) => ("", ""),
            (_, true) => ("[^", "]"),
            (false, false) => ("[", "]"),
        };
        let _ = write!(out, "{open}{inside}{close}");
    };
    match c {
        'd' => class("0-9", false),
        'D' => class("0-9", true),
        'w' => class("A-Za-z0-9_", false),
        'W' => class("A-Za-z0-9_", true),
        's' => class(SPACE, false),
        'S' => class(SPACE, true),
        'b' if in_class => out.push_str("\\x08"),
        'b' | 'B' => {
            let _ = write!(out, "\\{c}");
        }
        '0' if !rest.peek().is_some_and(char::is_ascii_digit) => out.push_str("\\x00"),
        '1'..='9' | 'k' if !in_class => {
            let _ = write!(out, "\\{c}");
        }
        'p' | 'P' => {
            let ascii = ASCII_CLASSES.iter().find_map(|(name, inside)| Some((eat_braced(rest, name)?, *inside)));
            match ascii {
                Some(((), inside)) => class(inside, c == 'P'),
                None => property(c, rest, out),
            }
        }
        'n' | 'r' | 't' | 'f' | 'v' | 'x' => {
            let _ = write!(out, "\\{c}");
        }
        'u' => unicode_escape(rest, out),
        'c' if rest.peek().is_some_and(char::is_ascii_alphabetic) => {
            let control = rest.next().map_or(0, |letter| u32::from(letter) % 32);
            let _ = write!(out, "\\x{control:02X}");
        }
        // Escaping a letter that means nothing is that letter; anything else stays escaped.
        c if c.is_ascii_alphanumeric() || c == '_' || !c.is_ascii() || matches!(c, '/' | '"' | '\'' | ' ' | ',') => {
            out.push(c);
        }
        c if matches!(c, '<' | '>' | '`' | '!' | '%' | '@' | ';' | ':' | '=') => out.push(c),
        c => {
            out.push('\\');
            out.push(c);
        }
    }
}

/// `\p` or `\P` with a property of Unicode in braces.
fn property(c: char, rest: &mut std::iter::Peekable<std::str::Chars<'_>>, out: &mut String) {
    let _ = write!(out, "\\{c}");
    if rest.peek() == Some(&'{') {
        for c in rest.by_ref() {
            out.push(c);
            if c == '}' {
                break;
            }
        }
    }
}

/// `\u` with four digits, with a surrogate pair, or with braces.
fn unicode_escape(rest: &mut std::iter::Peekable<std::str::Chars<'_>>, out: &mut String) {
    let four = |rest: &mut std::iter::Peekable<std::str::Chars<'_>>| {
        let mut ahead = rest.clone();
        let mut unit = 0;
        for _ in 0..4 {
            unit = unit * 16 + ahead.next()?.to_digit(16)?;
        }
        *rest = ahead;
        Some(unit)
    };
    let Some(first) = four(rest) else {
        // With braces, or the letter alone.
        out.push_str(if rest.peek() == Some(&'{') { "\\u" } else { "u" });
        return;
    };
    let mut code = first;
    if (0xD800..0xDC00).contains(&first) {
        let mut ahead = rest.clone();
        if ahead.next() == Some('\\')
            && ahead.next() == Some('u')
            && let Some(second) = four(&mut ahead)
            && (0xDC00..0xE000).contains(&second)
        {
            code = 0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00);
            *rest = ahead;
        }
    }
    let _ = write!(out, "\\u{{{code:X}}}");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ecma_script_semantics() {
        for (pattern, text, expected) in [
            ("^[A-Z]+$", "ABC", true),
            ("^[A-Z]+$", "ABC\n", false),
            (r"^\d+$", "12", true),
            (r"^\d+$", "\u{662}", false),
            (r"^[\w-]+$", "a-b_c", true),
            (r"^\w$", "é", false),
            (r"^[\S\s]+$", "a b\n", true),
            (r"^\/a\-b\_\@$", "/a-b_@", true),
            ("^[^]$", "\n", true),
            ("^[]$", "", false),
            ("^[[a]+$", "[a", true),
            ("^[a&&b]+$", "&a", true),
            ("^[a--z]$", "-", true),
            (r"^a{2,3}$", "aaa", true),
            (r"^{a}$", "{a}", true),
            (r"^\u0041\u{42}$", "AB", true),
            (r"^[\uD83D\uDE00]$", "😀", true),
            (r"^(a)\1$", "aa", true),
            (r"^(?!aws).*$", "awsfoo", false),
            (r"^(?=.*x)[a-z]+$", "abxc", true),
            (r"(?<!a)b", "ab", false),
            ("^.$", "\u{2028}", false),
            ("x", "axb", true),
            (r"^\p{ASCII}+$", "a~\n", true),
            (r"^\p{ASCII}+$", "é", false),
            (r"^[\p{Print}é]+$", "a é", true),
            (r"^\P{Punct}$", "[", false),
            (r"^\p{L}$", "é", true),
            ("^.*(?<year>[0-9]{4})$", "in 2026", true),
        ] {
            let compiled = Pattern::new(pattern).unwrap_or_else(|error| panic!("{pattern}: {error}"));
            assert_eq!(compiled.is_match(text), Some(expected), "{pattern} on {text:?}");
        }
    }

    #[test]
    fn invalid_patterns_are_refused() {
        for pattern in ["(", "[a", "*", "(?<n", "\\"] {
            assert!(Pattern::new(pattern).is_err(), "{pattern}");
        }
    }

    #[test]
    fn catastrophic_patterns_end() {
        let pattern = Pattern::new(r"^(?=(a+)+$)\1b").unwrap();
        assert_ne!(pattern.is_match(&format!("{}!", "a".repeat(60))), Some(true));
        let linear = Pattern::new(r"^([0-9]+)+$").unwrap();
        assert_eq!(linear.is_match(&format!("{}!", "0".repeat(100_000))), Some(false));
    }
}
