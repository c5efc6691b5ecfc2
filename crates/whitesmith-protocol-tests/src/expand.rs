//! The parameters of malformed-request tests: one case becomes one a position of its lists.
//!
//! Every string of request and response is a template then: `$name:L` stands for a value, `$name:S` for the value
//! as a quoted string, `${name:L}` for the same where a letter follows, and `$$` for `$`.

use std::collections::BTreeMap;

use crate::case::{BodyAssertion, MalformedRequestCase};
use crate::value::quoted;

/// The cases that a case stands for: `id#0`, `id#1`, … for one with parameters, itself for one without.
pub fn expand(case: &MalformedRequestCase) -> Result<Vec<MalformedRequestCase>, String> {
    let parameters = &case.test_parameters;
    let Some(count) = parameters.values().map(Vec::len).next() else { return Ok(vec![case.clone()]) };
    if parameters.values().any(|values| values.len() != count) {
        return Err("the lists of `testParameters` are not of the same length".into());
    }
    (0..count).map(|index| nth(case, index)).collect()
}

fn nth(case: &MalformedRequestCase, index: usize) -> Result<MalformedRequestCase, String> {
    let values: BTreeMap<&str, &str> = case
        .test_parameters
        .iter()
        .filter_map(|(name, values)| Some((name.as_str(), values.get(index)?.as_str())))
        .collect();
    let mut case = case.clone();
    case.id = format!("{}#{index}", case.id);
    case.test_parameters.clear();
    let request = &mut case.request;
    let strings = [&mut request.method, &mut request.uri].into_iter();
    for text in strings.chain(&mut request.host).chain(&mut request.query_params).chain(&mut request.body) {
        *text = substitute(text, &values)?;
    }
    for headers in [&mut request.headers, &mut case.response.headers] {
        *headers = std::mem::take(headers)
            .into_iter()
            .map(|(name, value)| Ok((substitute(&name, &values)?, substitute(&value, &values)?)))
            .collect::<Result<_, String>>()?;
    }
    if let Some(body) = &mut case.response.body {
        let (BodyAssertion::Contents(text) | BodyAssertion::MessageRegex(text)) = &mut body.assertion;
        *text = substitute(text, &values)?;
    }
    Ok(case)
}

/// Puts the values into a template.
fn substitute(template: &str, values: &BTreeMap<&str, &str>) -> Result<String, String> {
    let mut out = String::with_capacity(template.len());
    let mut rest = template;
    while let Some((before, behind)) = rest.split_once('$') {
        out.push_str(before);
        if let Some(behind) = behind.strip_prefix('$') {
            out.push('$');
            rest = behind;
            continue;
        }
        let invalid = || format!("`${}` is no parameter", behind.chars().take(20).collect::<String>());
        let (expression, braced) = behind.strip_prefix('{').map_or((behind, false), |inner| (inner, true));
        let end =
            expression.find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '.' | '#'))).ok_or_else(invalid)?;
        let (name, format) = expression.split_at(end);
        let value = values.get(name).ok_or_else(invalid)?;
        rest = if let Some(behind) = format.strip_prefix(":L") {
            out.push_str(value);
            behind
        } else if let Some(behind) = format.strip_prefix(":S") {
            out.push_str(&quoted(value));
            behind
        } else {
            return Err(invalid());
        };
        if braced {
            rest = rest.strip_prefix('}').ok_or_else(invalid)?;
        }
    }
    out.push_str(rest);
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn templates() {
        let values = BTreeMap::from([("value", "a\"b$$"), ("n", "1")]);
        for (template, expected) in [
            ("plain", Ok("plain")),
            ("[$value:L]", Ok("[a\"b$$]")),
            ("{\"x\": $value:S}", Ok("{\"x\": \"a\\\"b$$\"}")),
            ("^[a-m]+$$", Ok("^[a-m]+$")),
            ("$$value:L", Ok("$value:L")),
            ("/${n:L}st/$n:L", Ok("/1st/1")),
            ("$other:L", Err("`$other:L` is no parameter")),
            ("$n", Err("`$n` is no parameter")),
            ("${n:L", Err("`${n:L` is no parameter")),
            ("$", Err("`$` is no parameter")),
            ("$n:Q", Err("`$n:Q` is no parameter")),
        ] {
            assert_eq!(substitute(template, &values), expected.map(Into::into).map_err(Into::into), "{template}");
        }
    }

    #[test]
    fn one_case_a_position() {
        let case = |parameters: &str| {
            let text = format!(
                r#"{{"id": "A", "protocol": "p", "testParameters": {parameters},
                "request": {{"method": "GET", "uri": "/$v:L", "headers": {{"x-$v:L": "$v:S"}}, "queryParams": ["$v:L=$$"], "body": "$v:S"}},
                "response": {{"code": 400, "headers": {{}}, "body": {{"mediaType": "application/json", "assertion": {{"contents": "$v:S"}}}}}}}}"#
            );
            serde_json::from_str::<MalformedRequestCase>(&text).unwrap()
        };
        let cases = expand(&case(r#"{"v": ["1", "2"], "tag": ["x", "y"]}"#)).unwrap();
        assert_eq!(cases.len(), 2);
        assert_eq!((cases[1].id.as_str(), cases[1].request.uri.as_str()), ("A#1", "/2"));
        assert_eq!(cases[0].request.headers["x-1"], "\"1\"");
        assert_eq!(cases[0].request.query_params, ["1=$"]);
        assert_eq!(cases[1].request.body.as_deref(), Some("\"2\""));
        assert!(expand(&case(r#"{"v": ["1"], "w": []}"#)).is_err());
        // Without parameters nothing is a template.
        assert_eq!(expand(&case("{}")).unwrap()[0].request.query_params, ["$v:L=$$"]);
    }
}
