//! Built-in parameters are ones that clients know.

use super::services;
use crate::ids;
use crate::rules_engine::TestCase;
use crate::shape::Shape;
use crate::source::Span;
use crate::validate::rule::{Context, Rule, Sink};

pub(super) static RULE: Rule = Rule::new("RuleSetBuiltIn", run);

/// The built-in parameters of Smithy and of AWS.
static KNOWN: &[&str] = &[
    "SDK::Endpoint",
    "AWS::Auth::AccountId",
    "AWS::Auth::AccountIdEndpointMode",
    "AWS::Auth::CredentialScope",
    "AWS::Region",
    "AWS::S3::Accelerate",
    "AWS::S3::DisableMultiRegionAccessPoints",
    "AWS::S3::DisableS3ExpressSessionAuth",
    "AWS::S3::ForcePathStyle",
    "AWS::S3::UseArnRegion",
    "AWS::S3::UseGlobalEndpoint",
    "AWS::S3Control::UseArnRegion",
    "AWS::STS::UseGlobalEndpoint",
    "AWS::UseDualStack",
    "AWS::UseFIPS",
];

fn run(context: &Context<'_>, sink: &mut Sink<'_>) {
    for (service, rules) in services(context) {
        for parameter in rules.parameters() {
            if let Some(name) = parameter.built_in {
                check(service, name, parameter.span, "RuleSet", sink);
            }
        }
        let Some(tests) = service.trait_value(ids::ENDPOINT_TESTS) else { continue };
        for (i, test) in TestCase::all_of(tests).iter().enumerate() {
            for (j, input) in test.operation_inputs.iter().enumerate() {
                for (name, value) in input.built_in_params.iter().flat_map(|params| params.iter()) {
                    check(service, name, value.span, &format!("TestCase.{i}.Inputs.{j}"), sink);
                }
            }
        }
    }
}

fn check(service: &Shape, name: &str, span: Span, place: &str, sink: &mut Sink<'_>) {
    if !KNOWN.contains(&name) {
        let message = format!("The `{name}` built-in used is not registered, valid built-ins: {}", KNOWN.join(", "));
        sink.error(service, message).place(span).sub_id(place);
    }
}
