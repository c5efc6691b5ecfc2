//! Cases of our own; the corpus is run by `cargo xtask conformance rules-engine`.

use super::*;
use crate::jmespath::parse_json;

/// A rule set with a string `s`, an optional string `o`, a boolean `b` that is false, and these rules.
fn rule_set(rules: &str) -> crate::node::Node {
    parse_json(&format!(
        r#"{{"version":"1.1","parameters":{{
            "s":{{"type":"string","required":true}},
            "o":{{"type":"string"}},
            "b":{{"type":"Boolean","required":true,"default":false}}
        }},"rules":[{rules}]}}"#
    ))
    .unwrap()
}

/// What an endpoint with this URL, behind these conditions, is for `s`, or what is wrong with the rules.
fn resolve(conditions: &str, url: &str, s: &str) -> String {
    let rules = rule_set(&format!(
        r#"{{"type":"endpoint","conditions":[{conditions}],"endpoint":{{"url":{url}}}}},
           {{"type":"error","conditions":[],"error":"none"}}"#
    ));
    match RuleSet::parse(&rules) {
        Err(error) => error.message.clone(),
        Ok(rules) => match rules.resolve(&[("s", Value::text(s))], Facts::Current) {
            Ok(Outcome::Endpoint(endpoint)) => endpoint.url,
            Ok(Outcome::Error(message)) => message,
            Err(message) => message,
        },
    }
}

#[test]
fn functions() {
    let assign =
        |name: &str, arguments: &str| format!(r#"{{"fn":"{name}","argv":[{{"ref":"s"}}{arguments}],"assign":"x"}}"#);
    for (function, arguments, url, s, expected) in [
        (
            "parseURL",
            "",
            "{x#scheme} {x#authority} {x#path} {x#normalizedPath}",
            "https://e.com:8443",
            "https e.com:8443  /",
        ),
        ("parseURL", "", "{x#path} {x#normalizedPath}", "http://e.com/a/b", "/a/b /a/b/"),
        ("parseURL", "", "{x#path}", "https://e.com/?q", "none"),
        ("parseURL", "", "{x#path}", "e.com", "none"),
        ("substring", ",0,4,false", "{x}", "abcdefg", "abcd"),
        ("substring", ",0,4,true", "{x}", "abcdefg", "defg"),
        ("substring", ",0,4,false", "{x}", "abc", "none"),
        ("substring", ",0,4,false", "{x}", "abcdé", "none"),
        ("uriEncode", "", "{x}", "a b/é~", "a%20b%2F%C3%A9~"),
        ("split", ",\"--\",2", "{s}", "a--b--c", "a--b--c"),
        ("aws.partition", "", "{x#name} {x#dnsSuffix}", "us-gov-west-1", "aws-us-gov amazonaws.com"),
        ("aws.partition", "", "{x#name}", "aws-cn-global", "aws-cn"),
        ("aws.partition", "", "{x#name}", "mars-1", "aws"),
        (
            "aws.parseArn",
            "",
            "{x#service} {x#accountId}",
            "arn:aws:sns:us-west-2:012345678910:topic",
            "sns 012345678910",
        ),
        ("aws.parseArn", "", "{x#service}", "arn:aws:sns", "none"),
        ("isValidHostLabel", ",false", "ok", "a-b", "ok"),
        ("isValidHostLabel", ",false", "ok", "a.b", "none"),
        ("isValidHostLabel", ",true", "ok", "a.b", "ok"),
        ("aws.isVirtualHostableS3Bucket", ",false", "ok", "buck-et", "ok"),
        ("aws.isVirtualHostableS3Bucket", ",true", "ok", "192.168.5.4", "none"),
        ("aws.isVirtualHostableS3Bucket", ",true", "ok", "b.-x", "none"),
    ] {
        let found = resolve(&assign(function, arguments), &format!("\"{url}\""), s);
        assert_eq!(found, expected, "{function}({s}{arguments})");
    }
}

#[test]
fn templates() {
    for (url, expected) in [
        (r#""http://{s}/{{x}}""#, "http://v/{x}"),
        (r#""{s}""#, "v"),
        (r#"{"ref":"s"}"#, "v"),
        (
            r#""{o}""#,
            "Expected string but found OptionalType[StringType]. hint: use `assign` in a condition or `isSet` to prove that this value is non-null",
        ),
        (r#""{b}""#, "Expected string but found BooleanType"),
        (r#""{nope}""#, "No field named nope"),
        (r#""}""#, "Encountered unmatched `}` in template"),
        (r#""{s""#, "Encountered unmatched `{` in template"),
    ] {
        assert_eq!(resolve("", url, "v"), expected, "{url}");
    }
}

#[test]
fn written_rules_are_the_same() {
    let node = rule_set(
        r#"{"type":"tree","documentation":"d","conditions":[{"fn":"isSet","argv":[{"ref":"o"}]}],"rules":[
            {"type":"error","conditions":[{"fn":"getAttr","argv":[{"fn":"split","argv":["{o}","-",0]},"[-1]"],"assign":"l"}],
             "error":"{l}"},
            {"type":"endpoint","conditions":[],"endpoint":{"url":"http://{o}","headers":{"h":["{s}",{"ref":"o"}]},
             "properties":{"authSchemes":[{"name":"sigv4","x":{"y":[true,1]}}]}}}]}"#,
    );
    let rules = RuleSet::parse(&node).unwrap();
    let written = rules.to_node();
    assert_eq!(RuleSet::parse(&written).unwrap(), rules);
}

#[test]
fn a_message_says_what_was_being_done() {
    let node = rule_set(
        r#"{"type":"endpoint","conditions":[{"fn":"stringEquals","argv":["local",{"ref":"o"}]}],"endpoint":{"url":"http://a"}}"#,
    );
    let error = RuleSet::parse(&node).unwrap_err();
    assert_eq!(
        error.to_string(),
        "when parsing endpoint ruleset\n\
         while typechecking stringEquals(\"local\", o)\n\
         while typechecking the invocation of stringEquals\n\
         Unexpected type in the second argument: Expected StringType but found OptionalType[StringType]\n  \
         hint: use `assign` in a condition or `isSet(o)` to prove that this value is non-null"
    );
}

#[test]
fn decision_diagrams() {
    let node = parse_json(
        r#"{"version":"1.1","parameters":{"b":{"type":"boolean","required":true}},
            "conditions":[{"fn":"booleanEquals","argv":[{"ref":"b"},true]}],
            "results":[{"type":"endpoint","endpoint":{"url":"https://high"}},{"type":"error","error":"low"}],
            "root":2,"nodeCount":2,"nodes":"/////wAAAAH/////AAAAAAX14QEF9eEC"}"#,
    )
    .unwrap();
    let bdd = Bdd::parse(&node).unwrap();
    let resolve = |b| bdd.resolve(&[("b", Value::Boolean(b))], Facts::Current).unwrap();
    assert!(matches!(resolve(true), Outcome::Endpoint(endpoint) if endpoint.url == "https://high"));
    assert_eq!(resolve(false), Outcome::Error("low".into()));
}

#[test]
fn nothing_nests_without_end() {
    let deep = format!("{}\"a\"{}", "[".repeat(150), "]".repeat(150));
    let node = rule_set(&format!(
        r#"{{"type":"endpoint","conditions":[],"endpoint":{{"url":"a","properties":{{"p":{deep}}}}}}}"#
    ));
    assert_eq!(RuleSet::parse(&node).unwrap_err().message, "Rules nest too deep");
}
