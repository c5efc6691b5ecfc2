//! The `sdkId` of a service names it in every SDK
//! ([service trait](https://smithy.io/2.0/aws/aws-core.html#aws-api-service-trait)).

use crate::ids;
use crate::node::Node;
use crate::validate::rule::{Context, Rule, Sink};

pub(super) static RULE: Rule = Rule::new("SdkServiceId", run);

/// What an id looks like: words of letters and digits with one space between them.
const PATTERN: &str = "^[a-zA-Z][a-zA-Z0-9]*( [a-zA-Z0-9]+)*$";
const COMPANIES: [&str; 3] = ["AWS", "Amazon", "Aws"];
const ENDINGS: [&str; 3] = ["service", "client", "api"];

/// Ids that were released before there were rules.
const RELEASED: &[&str] = &[
    "ACM PCA",
    "ApiGatewayManagementApi",
    "Application Discovery Service",
    "Config Service",
    "Cost and Usage Report Service",
    "Database Migration Service",
    "Directory Service",
    "Elasticsearch Service",
    "IoT 1Click Devices Service",
    "IoTAnalytics",
    "Lex Model Building Service",
    "Lex Runtime Service",
    "Marketplace Entitlement Service",
    "Resource Groups Tagging API",
    "mq",
];

fn run(context: &Context<'_>, sink: &mut Sink<'_>) {
    for service in context.shapes_with(ids::AWS_SERVICE) {
        let value = service.trait_value(ids::AWS_SERVICE);
        let Some(id) = value.and_then(|value| value.get("sdkId")).and_then(Node::as_str) else { continue };
        if RELEASED.contains(&id) {
            continue;
        }
        let problems = problems(id);
        if !problems.is_empty() {
            let message = format!("Invalid SDK service ID value, `{id}`: {}", problems.join(";"));
            sink.danger(service, message).place_at_trait(service, ids::AWS_SERVICE);
        }
    }
}

fn problems(id: &str) -> Vec<String> {
    let mut problems = Vec::new();
    if !is_well_formed(id) {
        problems.push(format!("Does not match the required pattern `{PATTERN}`"));
    }
    if COMPANIES.iter().any(|company| id.contains(company)) {
        let names = COMPANIES.map(|company| format!("`{company}`")).join(", ");
        problems.push(format!("Must not contain any of the following company names: [{names}]"));
    }
    let lower = id.to_ascii_lowercase();
    if let Some(ending) = ENDINGS.iter().find(|ending| lower.ends_with(*ending)) {
        problems.push(format!("Must not case-insensitively end with `{ending}`"));
    }
    if !(1..=50).contains(&id.chars().count()) {
        problems.push("Must be between 1 and 50 characters long.".into());
    }
    problems
}

/// Whether the id matches [`PATTERN`].
fn is_well_formed(id: &str) -> bool {
    let is_word = |word: &str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_alphanumeric());
    id.starts_with(|first: char| first.is_ascii_alphabetic()) && id.split(' ').all(is_word)
}
