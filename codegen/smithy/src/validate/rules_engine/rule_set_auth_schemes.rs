//! The authentication schemes of an endpoint have names and the properties that go with them.

use super::services;
use crate::rules_engine::{Expression, ExpressionKind};
use crate::shape::Shape;
use crate::validate::rule::{Context, Rule, Sink};

pub(super) static RULE: Rule = Rule::new("RuleSetAuthSchemes", run);

/// What a property of a scheme has to be.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    String,
    Boolean,
    Strings,
}

/// A scheme, or those whose names begin alike.
struct Scheme {
    name: &'static str,
    properties: &'static [(&'static str, Kind, bool)],
}

const DOUBLE_ENCODING: (&str, Kind, bool) = ("disableDoubleEncoding", Kind::Boolean, false);
const NORMALIZE_PATH: (&str, Kind, bool) = ("disableNormalizePath", Kind::Boolean, false);
const SIGNING_NAME: (&str, Kind, bool) = ("signingName", Kind::String, false);
const SIGNING_REGION: (&str, Kind, bool) = ("signingRegion", Kind::String, false);

/// Those whose names end in a hyphen stand for every name that begins so.
static SCHEMES: &[Scheme] = &[
    Scheme { name: "sigv4", properties: &[SIGNING_NAME, SIGNING_REGION, DOUBLE_ENCODING, NORMALIZE_PATH] },
    Scheme {
        name: "sigv4a",
        properties: &[SIGNING_NAME, ("signingRegionSet", Kind::Strings, true), DOUBLE_ENCODING, NORMALIZE_PATH],
    },
    Scheme { name: "sigv4-", properties: &[SIGNING_NAME, SIGNING_REGION, DOUBLE_ENCODING, NORMALIZE_PATH] },
    Scheme { name: "beta-", properties: &[("signingName", Kind::String, true)] },
];

fn run(context: &Context<'_>, sink: &mut Sink<'_>) {
    for (service, rules) in services(context) {
        for endpoint in rules.endpoints() {
            if let Some((_, schemes)) = endpoint.properties.iter().find(|(name, _)| *name == "authSchemes") {
                check_list(service, schemes, sink);
            }
        }
    }
}

fn check_list(service: &Shape, schemes: &Expression<'_>, sink: &mut Sink<'_>) {
    let ExpressionKind::Tuple(items) = &schemes.kind else {
        let message = format!("Expected `authSchemes` to be a list, found: `{schemes}`");
        sink.error(service, message).place(schemes.span);
        return;
    };
    let mut names = Vec::new();
    let mut duplicates = Vec::new();
    for item in items {
        let ExpressionKind::Record(fields) = &item.kind else {
            let message = format!("Expected `authSchemes` to be a list of objects, but found: `{item}`");
            sink.error(service, message).place(schemes.span);
            continue;
        };
        let name = fields.iter().find(|(name, _)| *name == "name").and_then(|(_, value)| value.as_static_str());
        let Some(name) = name else {
            let message =
                format!("Expected `authSchemes` to have a `name` key with a string value but it did not: `{item}`");
            sink.error(service, message).place(item.span);
            continue;
        };
        check_scheme(service, &name, item, fields, sink);
        if !names.contains(&name) {
            names.push(name);
        } else if !duplicates.contains(&name) {
            duplicates.push(name);
        }
    }
    for name in duplicates {
        let message = format!("Found duplicate `name` of `{name}` in the `authSchemes` list");
        sink.error(service, message).place(schemes.span);
    }
}

fn check_scheme(
    service: &Shape,
    name: &str,
    item: &Expression<'_>,
    fields: &[(&str, Expression<'_>)],
    sink: &mut Sink<'_>,
) {
    let applies = |scheme: &&Scheme| name == scheme.name || scheme.name.ends_with('-') && name.starts_with(scheme.name);
    let Some(scheme) = SCHEMES.iter().find(applies) else {
        let message = format!("Did not find a validator for the `{name}` auth scheme");
        sink.warning(service, message).place(item.span);
        return;
    };
    if scheme.name == "sigv4-" {
        let message = "Requirements for `sigv4-` auth sub-scheme validation may change.";
        sink.danger(service, message).place(item.span);
    }
    // A scheme that stands for many may have properties of its own.
    let exact = !scheme.name.ends_with('-');
    for (key, value) in fields.iter().filter(|(key, _)| exact && *key != "name") {
        if !scheme.properties.iter().any(|(known, ..)| known == key) {
            let known: Vec<_> = scheme.properties.iter().map(|(known, ..)| *known).collect();
            let message = format!("Unexpected key: `{key}` (valid keys: [{}])", known.join(", "));
            sink.error(service, message).place(value.span);
        }
    }
    for (key, kind, required) in scheme.properties {
        let what = match kind {
            Kind::String => "string",
            Kind::Boolean => "boolean",
            Kind::Strings => "array<string>",
        };
        let Some((_, value)) = fields.iter().find(|(name, _)| name == key) else {
            if *required {
                let article = if *kind == Kind::Strings { "an" } else { "a" };
                let message = format!("Expected auth property `{key}` of {article} {what} type but didn't find one");
                sink.error(service, message).place(item.span);
            }
            continue;
        };
        let is_string = |value: &Expression<'_>| matches!(value.kind, ExpressionKind::String(_));
        let fits = match (kind, &value.kind) {
            (Kind::String, _) => is_string(value),
            (Kind::Boolean, kind) => matches!(kind, ExpressionKind::Boolean(_)),
            (Kind::Strings, ExpressionKind::Tuple(items)) if items.is_empty() => {
                sink.error(service, format!("The `{key}` property must not be an empty list.")).place(value.span);
                true
            }
            (Kind::Strings, ExpressionKind::Tuple(items)) => items.iter().all(is_string),
            (Kind::Strings, _) => false,
        };
        if !fits {
            let article = if *kind == Kind::Strings { "an" } else { "a" };
            let message = format!(
                "Unexpected type for auth property `{key}`, found `{value}` but expected {article} {what} value"
            );
            sink.error(service, message).place(value.span);
        }
    }
}
