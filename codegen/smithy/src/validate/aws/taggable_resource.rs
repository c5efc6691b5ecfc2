//! A resource that can be tagged has operations for it, and a service that says so.

use super::tagging::{Api, configured, handles_tags, is_service_wide, takes_property};
use crate::ids;
use crate::shape::{Shape, ShapeType};
use crate::validate::rule::{Context, Rule, Sink};

pub(super) static RULE: Rule = Rule::new("TaggableResource", run);

fn run(context: &Context<'_>, sink: &mut Sink<'_>) {
    if context.shapes_with(ids::TAGGABLE).is_empty() && context.shapes_with(ids::TAG_ENABLED).is_empty() {
        return;
    }
    for service in context.shapes_of(ShapeType::Service) {
        let service_wide = is_service_wide(service, context);
        for resource in &*context.top_down().resources(service.id) {
            if resource.has_trait(ids::TAGGABLE) {
                check(resource, service, service_wide, context, sink);
            } else if resource.has_trait(ids::ARN) && service_wide {
                sink.warning(resource, "Resource is likely missing `aws.api#taggable` trait.");
            } else {
                continue;
            }
            if !service.has_trait(ids::TAG_ENABLED) {
                let message = "Service has resources with `aws.api#taggable` applied but does not have the \
                               `aws.api#tagEnabled` trait.";
                sink.warning(service, message);
            }
        }
    }
}

fn check(shape: &Shape, service: &Shape, service_wide: bool, context: &Context<'_>, sink: &mut Sink<'_>) {
    let Some(resource) = shape.as_resource() else { return };
    if service.has_trait(ids::TAG_ENABLED)
        && let Some(update) = resource.update.or(resource.put)
        && takes_property(update.id, shape, context.model)
        && let Some(operation) = context.shape(update.id)
    {
        let message = "Update and put resource lifecycle operations should not support updating tags because it is \
                       a privileged operation that modifies access.";
        sink.danger(operation, message);
    }
    let own = Api::ALL.into_iter().all(|api| {
        configured(shape, ids::TAGGABLE, api).is_some_and(|operation| {
            handles_tags(operation, api, context.model)
                && (api != Api::Tag || takes_property(operation, shape, context.model))
        })
    });
    if own {
        return;
    }
    if !service_wide {
        let message = format!(
            "Resource does not have tagging CRUD operations and is not compatible with service-wide tagging \
             operations for service `{}`.",
            service.id
        );
        sink.danger(shape, message);
    } else if !shape.has_trait(ids::ARN) {
        let message = "Resource is taggable only via service-wide tag operations. It must use the `aws.api@arn` trait.";
        sink.error(shape, message);
    }
}
