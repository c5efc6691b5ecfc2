//! The members that `@paginated` names exist, and can do what they are named for.

use crate::event::Severity;
use crate::ids;
use crate::index::pagination::{Pagination, member_at_path};
use crate::shape::{Shape, ShapeType};
use crate::validate::rule::{Context, Rule, Sink};
use crate::validate::text::ticked_sorted;

pub(super) static RULE: Rule = Rule::new("PaginatedTrait", run);

/// What is asked of a property.
struct Property {
    name: &'static str,
    in_input: bool,
    /// Whether it must be configured, on the operation or on the service.
    required: bool,
    paths: bool,
    targets: &'static [ShapeType],
    discouraged: &'static [ShapeType],
    /// What it means that its member is required.
    when_required: Option<Severity>,
}

const STRING_OR_MAP: &[ShapeType] = &[ShapeType::String, ShapeType::Map];

const PROPERTIES: [Property; 4] = [
    Property {
        name: "inputToken",
        in_input: true,
        required: true,
        paths: false,
        targets: STRING_OR_MAP,
        discouraged: &[ShapeType::Map],
        when_required: Some(Severity::Error),
    },
    Property {
        name: "pageSize",
        in_input: true,
        required: false,
        paths: false,
        targets: &[ShapeType::Byte, ShapeType::Short, ShapeType::Integer, ShapeType::Long],
        discouraged: &[ShapeType::Byte, ShapeType::Short, ShapeType::Long],
        when_required: Some(Severity::Warning),
    },
    Property {
        name: "outputToken",
        in_input: false,
        required: true,
        paths: true,
        targets: STRING_OR_MAP,
        discouraged: &[ShapeType::Map],
        when_required: Some(Severity::Danger),
    },
    Property {
        name: "items",
        in_input: false,
        required: false,
        paths: true,
        targets: &[ShapeType::List, ShapeType::Map],
        discouraged: &[],
        when_required: None,
    },
];

impl Property {
    fn path<'m>(&self, pagination: &Pagination<'m>) -> Option<&'m str> {
        match self.name {
            "inputToken" => pagination.input_token,
            "outputToken" => pagination.output_token,
            "pageSize" => pagination.page_size,
            _ => pagination.items,
        }
    }
}

fn run(context: &Context<'_>, sink: &mut Sink<'_>) {
    for operation in context.shapes_with(ids::PAGINATED).iter().filter(|shape| shape.as_operation().is_some()) {
        let Some(own) = Pagination::of(operation, None) else { continue };
        let mut found = false;
        for property in &PROPERTIES {
            found |= check(operation, property, &own, None, context, sink);
        }
        if found {
            continue;
        }
        for service in context.shapes_of(ShapeType::Service) {
            let contained = context.top_down().operations(service.id);
            if !contained.iter().any(|contained| contained.id == operation.id) {
                continue;
            }
            let Some(merged) = Pagination::of(operation, Some(service)) else { continue };
            for property in &PROPERTIES {
                check(operation, property, &merged, Some(service), context, sink);
            }
        }
    }
}

/// Checks one property; whether there was something to report.
fn check(
    operation: &Shape,
    property: &Property,
    pagination: &Pagination<'_>,
    service: Option<&Shape>,
    context: &Context<'_>,
    sink: &mut Sink<'_>,
) -> bool {
    let name = property.name;
    let subject = match service {
        Some(service) => format!("When bound within the `{}` service, paginated trait `{name}`", service.id),
        None => format!("paginated trait `{name}`"),
    };
    let mut found = false;
    let mut report = |severity, message: String, sub_id: Option<&str>| {
        found = true;
        let reported = sink.report(severity, operation, message).place_at_trait(operation, ids::PAGINATED);
        if let Some(sub_id) = sub_id {
            reported.sub_id(&format!("{sub_id}.{name}"));
        }
    };
    let Some(path) = property.path(pagination) else {
        if service.is_some() && property.required {
            report(Severity::Error, format!("{subject} is not configured"), None);
        }
        return found;
    };
    if !property.paths && path.contains('.') {
        report(Severity::Error, format!("{subject} does not allow path values"), None);
        return true;
    }
    let io = operation.as_operation().map(|operation| {
        if property.in_input { context.model.input_of(operation) } else { context.model.output_of(operation) }
    });
    let structure = io.and_then(|id| context.shape(id));
    let Some(member) = structure.and_then(|structure| member_at_path(context.model, structure, path)) else {
        report(Severity::Error, format!("{subject} targets a member `{path}` that does not exist"), None);
        return true;
    };
    let member_name = member.id.member().unwrap_or_default();
    if member.has_trait(ids::REQUIRED) {
        match property.when_required {
            Some(Severity::Error) => {
                report(Severity::Error, format!("{subject} member `{member_name}` must not be required"), None);
            }
            Some(Severity::Danger) => {
                report(Severity::Danger, format!("{subject} member `{member_name}` should not be required"), None);
            }
            Some(severity) => {
                let message = format!("{subject} member `{member_name}` should not be required");
                report(severity, message, Some("ShouldNotBeRequired"));
            }
            None => {}
        }
    }
    if let Some(target) = context.model.target(member) {
        let found = match target.shape_type() {
            ShapeType::Enum => ShapeType::String,
            ShapeType::IntEnum => ShapeType::Integer,
            ShapeType::Set => ShapeType::List,
            other => other,
        };
        let targets = format!("{subject} member `{member_name}` targets a {found} shape, but");
        if !property.targets.contains(&found) {
            let expected = ticked_sorted(property.targets);
            report(Severity::Error, format!("{targets} must target one of the following: [{expected}]"), None);
        }
        if property.discouraged.contains(&found) {
            let better = property.targets.iter().filter(|target| !property.discouraged.contains(target));
            let message =
                format!("{targets} this is not recommended. One of [{}] SHOULD be targeted.", ticked_sorted(better));
            report(Severity::Danger, message, Some("WrongShapeType"));
        }
    }
    if property.paths && path.split('.').count() > 2 {
        let message =
            format!("{subject} contains a path with more than two parts, which can make your API cumbersome to use");
        report(Severity::Warning, message, Some("DeeplyNested"));
    }
    found
}
