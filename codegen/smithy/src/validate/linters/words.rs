//! Names as words ([words boundary matching](https://smithy.io/2.0/guides/model-linters.html#words-boundary-matching)).

/// Splits a name where the case or the kind of its characters changes; in lower case.
/// `accessKeyIDValue` has the words `access`, `key`, `id` and `value`.
pub(super) fn split(name: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let chars: Vec<char> = name.chars().collect();
    let mut word = String::new();
    for (at, c) in chars.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|at| chars.get(at));
        let after = chars.get(at + 1);
        let starts = match before {
            None => false,
            Some(before) if kind(*before) != kind(*c) => true,
            // `fooBar`, and the `V` of `IDValue`.
            Some(before) if c.is_uppercase() => {
                before.is_lowercase() || after.is_some_and(|after| after.is_lowercase())
            }
            Some(_) => false,
        };
        if starts && !word.is_empty() {
            words.push(std::mem::take(&mut word));
        }
        if c.is_alphanumeric() {
            word.extend(c.to_lowercase());
        }
    }
    if !word.is_empty() {
        words.push(word);
    }
    words
}

/// Letters, digits, and everything else.
fn kind(c: char) -> u8 {
    if c.is_alphabetic() { 0 } else { 1 + u8::from(!c.is_numeric()) }
}

/// What of `words` is meant by `term`: its words, separated by single spaces, if they follow each other, or one word
/// that is all of them written together.
pub(super) fn find(words: &[String], term: &str) -> Option<String> {
    let wanted: Vec<String> = term.split(' ').map(str::to_lowercase).collect();
    let joined = wanted.concat();
    if words.windows(wanted.len().max(1)).any(|window| window == wanted) {
        return Some(wanted.join(" "));
    }
    words.contains(&joined).then_some(joined)
}

/// Whether `term` is one that [`find`] can look for.
pub(super) fn is_term(term: &str) -> bool {
    term.split(' ').all(|word| !word.is_empty() && word.chars().all(char::is_alphanumeric))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words() {
        for (name, expected) in [
            ("accessKey", "access key"),
            ("accessKeyID", "access key id"),
            ("accessKeyIDValue", "access key id value"),
            ("accesskeyId", "accesskey id"),
            ("accessKey1", "access key 1"),
            ("access_keyID", "access key id"),
            ("_foo", "foo"),
            ("", ""),
        ] {
            assert_eq!(split(name).join(" "), expected, "{name}");
        }
        for (name, expected) in [
            ("SomeSecretId", true),
            ("SomeSecretIDValue", true),
            ("SomeSecret__ID__value", true),
            ("secret_id100", true),
            ("secretid", true),
            ("secretid_value", true),
            ("secretidvalue", false),
            ("SecretThingId", false),
            ("SomeSecretid", true),
        ] {
            assert_eq!(find(&split(name), "secret id").is_some(), expected, "{name}");
        }
    }
}
