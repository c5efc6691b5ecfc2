//! Query strings ([httpQuery](https://smithy.io/2.0/spec/http-bindings.html#httpquery-trait)).

use std::borrow::Cow;

use super::encode;

/// Appends parameters to a URI, with `?` and `&` where they belong.
#[derive(Debug)]
pub struct Writer<'a> {
    out: &'a mut String,
    separator: char,
}

impl<'a> Writer<'a> {
    /// A writer behind a path.
    pub fn new(out: &'a mut String) -> Self {
        Self { out, separator: '?' }
    }

    fn separate(&mut self) {
        self.out.push(self.separator);
        self.separator = '&';
    }

    /// The literal part of a pattern, as it is.
    pub fn literal(&mut self, query: &str) {
        if !query.is_empty() {
            self.separate();
            self.out.push_str(query);
        }
    }

    /// A parameter.
    pub fn pair(&mut self, key: &str, value: &str) {
        self.separate();
        encode::push(self.out, key);
        self.out.push('=');
        encode::push(self.out, value);
    }
}

/// The parameters of a query, in order, still encoded; one without `=` has the value `""`.
pub fn pairs(query: &str) -> impl Iterator<Item = (&str, &str)> {
    query.split('&').filter(|pair| !pair.is_empty()).map(|pair| pair.split_once('=').unwrap_or((pair, "")))
}

/// The parameters of a query, decoded; `None` in the place of one that is not UTF-8.
pub fn decoded(query: &str) -> impl Iterator<Item = Option<(Cow<'_, str>, Cow<'_, str>)>> {
    pairs(query).map(|(key, value)| Some((encode::decode(key)?, encode::decode(value)?)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn written() {
        let mut out = "/p".to_owned();
        let mut writer = Writer::new(&mut out);
        writer.literal("");
        writer.literal("foo=bar&hello");
        writer.pair("a b", "1+1");
        writer.pair("empty", "");
        assert_eq!(out, "/p?foo=bar&hello&a%20b=1%2B1&empty=");
    }

    #[test]
    fn read() {
        for (query, expected) in [
            ("", &[][..]),
            ("a&b=", &[Some(("a", "")), Some(("b", ""))]),
            ("&a=1&&a=2=3&", &[Some(("a", "1")), Some(("a", "2=3"))]),
            ("%61=%20+", &[Some(("a", " +"))]),
            ("a=%FF&b=1", &[None, Some(("b", "1"))]),
        ] {
            let found: Vec<_> = decoded(query).collect();
            let found: Vec<_> =
                found.iter().map(|pair| pair.as_ref().map(|(key, value)| (key.as_ref(), value.as_ref()))).collect();
            assert_eq!(found, expected, "{query}");
        }
    }
}
