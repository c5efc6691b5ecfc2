//! Labels of URIs have members, and members marked so have labels.

use crate::ids;
use crate::index::uri_pattern::{Segment, UriPattern};
use crate::shape::{Shape, ShapeType};
use crate::validate::rule::{Context, Rule, Sink};
use crate::validate::text::{ticked_sorted, typed};

pub(super) static RULE: Rule = Rule::new("HttpLabelTrait", run);

fn run(context: &Context<'_>, sink: &mut Sink<'_>) {
    for shape in context.shapes_with(ids::HTTP) {
        let uri = shape.trait_value(ids::HTTP).and_then(|http| http.get("uri")?.as_str());
        let (Some(uri), Some(operation)) = (uri, shape.as_operation()) else { continue };
        if let Some(input) = context.shape(context.model.input_of(operation)) {
            check(shape, &UriPattern::parse(uri), input, context, sink);
        }
    }
}

fn check(operation: &Shape, pattern: &UriPattern, input: &Shape, context: &Context<'_>, sink: &mut Sink<'_>) {
    let mut missing: Vec<_> = pattern.labels().collect();
    for member in context.model.members(input).filter(|member| member.has_trait(ids::HTTP_LABEL)) {
        let name = member.id.member().unwrap_or_default();
        missing.retain(|label| *label != name);
        let Some(segment) = pattern.segments.iter().find(|segment| segment.label() == Some(name)) else {
            let message = format!(
                "This `{name}` structure member is marked with the `httpLabel` trait, but no corresponding `http` URI \
                 label could be found when used as the input of the `{}` operation.",
                operation.id
            );
            sink.error(member, message).place_at_trait(member, ids::HTTP_LABEL);
            continue;
        };
        let Some(target) = context.model.target(member) else { continue };
        if matches!(segment, Segment::GreedyLabel(_))
            && !matches!(target.shape_type(), ShapeType::String | ShapeType::Enum)
        {
            let message = format!(
                "The `{name}` structure member corresponds to a greedy label when used as the input of the `{}` \
                 operation. This member targets {}, but greedy labels must target string shapes.",
                operation.id,
                typed(target)
            );
            sink.error(member, message).place_at_trait(member, ids::HTTP_LABEL);
        }
    }
    if !missing.is_empty() {
        let members: Vec<String> =
            missing.iter().map(|label| format!("`@required @httpLabel {label}: String`")).collect();
        let hint = format!("`{}` needs {}", input.id, members.join(" and "));
        let message = format!(
            "This operation uses `{}` as input, but the following URI labels found in the operation's `http` trait do \
             not have a corresponding member marked with the `httpLabel` trait: {}",
            input.id,
            ticked_sorted(missing)
        );
        sink.error(operation, message).place_at_trait(operation, ids::HTTP).hint(hint);
    }
}
