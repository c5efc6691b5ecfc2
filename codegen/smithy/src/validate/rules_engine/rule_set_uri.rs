//! Endpoints are addresses on the web.

use super::services;
use crate::rules_engine::{ExpressionKind, TemplatePart};
use crate::validate::rule::{Context, Rule, Sink};

pub(super) static RULE: Rule = Rule::new("RuleSetUri", run);

fn run(context: &Context<'_>, sink: &mut Sink<'_>) {
    for (service, rules) in services(context) {
        for endpoint in rules.endpoints() {
            let ExpressionKind::String(template) = &endpoint.url.kind else { continue };
            // One that begins with an expression is known only when it is resolved.
            let Some(TemplatePart::Text(start)) = template.parts.first() else { continue };
            if !start.starts_with("http://") && !start.starts_with("https://") {
                let message = format!("URI should start with `http://` or `https://` but the URI started with {start}");
                sink.error(service, message).place(endpoint.url.span);
            }
        }
    }
}
