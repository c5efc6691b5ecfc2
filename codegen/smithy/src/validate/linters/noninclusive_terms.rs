//! `NoninclusiveTerms`: words in names, documentation and values for which there are better ones.

use std::collections::BTreeSet;

use crate::event::{Event, Severity};
use crate::node::{Node, Value};
use crate::validate::rule::{Context, Sink};
use crate::validate::text::{ticked, trait_name};

use super::{Config, Linter};

pub(super) static LINTER: Linter = Linter { name: "NoninclusiveTerms", run };

/// What is looked for unless the configuration says otherwise, with what to say instead.
const DEFAULTS: [(&str, &[&str]); 4] = [
    ("master", &["primary", "parent", "main"]),
    ("slave", &["secondary", "replica", "clone", "child"]),
    ("blacklist", &["denyList"]),
    ("whitelist", &["allowList"]),
];

type Term<'m> = (String, Vec<&'m str>);

fn run(context: &Context<'_>, config: &Config<'_>, sink: &mut Sink<'_>) -> Result<(), String> {
    let terms = terms(config)?;
    let mut namespaces = BTreeSet::new();
    for shape in context.model.shapes().filter(|shape| shape.id.namespace() != "smithy.api") {
        namespaces.insert(shape.id.namespace());
        let name = shape.id.member().unwrap_or(shape.id.name());
        find(name, &terms, |term, instead| {
            let kind = capitalize(shape.shape_type().as_str(), true);
            sink.warning(shape, format!("{kind} shape uses a non-inclusive term `{term}`.{instead}")).sub_id("Shape");
        });
        for (id, applied) in shape.traits.iter().filter(|(_, applied)| !applied.synthetic) {
            values(&applied.value, &mut Vec::new(), &mut |text, path| {
                find(text, &terms, |term, instead| {
                    let subject = if path.is_empty() {
                        format!("'{}' trait has a value that contains", trait_name(id))
                    } else {
                        format!("'{}' trait value at path {{{}}} contains", trait_name(id), path.join("/"))
                    };
                    sink.warning(shape, format!("{subject} a non-inclusive term `{term}`.{instead}"))
                        .place(applied.span)
                        .sub_id("Trait");
                });
            });
        }
    }
    for namespace in namespaces {
        find(namespace, &terms, |term, instead| {
            let message = format!("{namespace} namespace uses a non-inclusive term `{term}`.{instead}");
            sink.push(Event::new(Severity::Warning, "NoninclusiveTerms.Namespace", message));
        });
    }
    Ok(())
}

fn terms<'m>(config: &Config<'m>) -> Result<Vec<Term<'m>>, String> {
    let mut terms: Vec<Term<'m>> = Vec::new();
    let given = config.node.get("terms").map(|terms| terms.as_object().ok_or("Expected `terms` to be an object"));
    for (term, instead) in given.transpose()?.into_iter().flat_map(crate::node::Object::iter) {
        let instead = instead.as_array().ok_or_else(|| format!("Expected the value of `{term}` to be an array"))?;
        terms.push((term.to_lowercase(), instead.iter().filter_map(Node::as_str).collect()));
    }
    if config.flag("excludeDefaults")? {
        if terms.is_empty() {
            return Err("Cannot set 'excludeDefaults' to true and leave 'terms' empty or unspecified.".into());
        }
        return Ok(terms);
    }
    for (term, instead) in DEFAULTS {
        if !terms.iter().any(|(given, _)| given == term) {
            terms.push((term.to_owned(), instead.to_vec()));
        }
    }
    Ok(terms)
}

/// Calls `report` with each term found, as it is written in `text`, and what to say instead.
fn find(text: &str, terms: &[Term<'_>], mut report: impl FnMut(&str, &str)) {
    let lower = text.to_ascii_lowercase();
    for (term, instead) in terms {
        let Some(found) = lower.find(term.as_str()).and_then(|at| text.get(at..at + term.len())) else { continue };
        let upper = found.starts_with(char::is_uppercase);
        let instead = if instead.is_empty() {
            String::new()
        } else {
            let instead = ticked(instead.iter().map(|term| capitalize(term, upper)));
            format!(" Consider using one of the following terms instead: {instead}")
        };
        report(found, &instead);
    }
}

/// The text with its first letter in upper or lower case.
fn capitalize(text: &str, upper: bool) -> String {
    let mut chars = text.chars();
    let first = chars.next().map(|c| if upper { c.to_ascii_uppercase() } else { c.to_ascii_lowercase() });
    first.into_iter().chain(chars).collect()
}

/// Calls `visit` with every text in a value, and the path to it. Values nest no deeper than the loader lets them.
fn values(node: &Node, path: &mut Vec<String>, visit: &mut dyn FnMut(&str, &[String])) {
    match &node.value {
        Value::String(text) => visit(text, path),
        Value::Array(elements) => {
            for (index, element) in elements.iter().enumerate() {
                path.push(index.to_string());
                values(element, path, visit);
                path.pop();
            }
        }
        Value::Object(object) => {
            for (key, value) in object.iter() {
                visit(key, path);
                path.push(key.to_owned());
                values(value, path, visit);
                path.pop();
            }
        }
        Value::Null | Value::Boolean(_) | Value::Number(_) => {}
    }
}
