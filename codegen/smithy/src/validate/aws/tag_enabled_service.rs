//! A service whose resources can be tagged has such resources, and one way to tag them.

use super::tagging::{Api, configured, default_operation, is_service_wide};
use crate::ids;
use crate::node::Node;
use crate::validate::rule::{Context, Rule, Sink};

pub(super) static RULE: Rule = Rule::new("TagEnabledService", run);

fn run(context: &Context<'_>, sink: &mut Sink<'_>) {
    for service in context.shapes_with(ids::TAG_ENABLED) {
        if !context.top_down().resources(service.id).iter().any(|resource| resource.has_trait(ids::TAGGABLE)) {
            let message =
                "Service marked `aws.api#tagEnabled` trait must have at least one `aws.api#taggable` resource.";
            sink.error(service, message);
        }
        let value = service.trait_value(ids::TAG_ENABLED);
        let disabled = value.and_then(|value| value.get("disableDefaultOperations")).and_then(Node::as_bool);
        if !disabled.unwrap_or_default() && !is_service_wide(service, context) {
            let message = "Service marked `aws.api#tagEnabled` trait does not have consistent tagging operations \
                           implemented: {TagResource, UntagResource, and ListTagsForResource}.";
            sink.warning(service, message);
        }
        for api in Api::ALL {
            let (property, name) = (api.property(), api.operation_name());
            let configured = configured(service, ids::TAG_ENABLED, api);
            if let (Some(configured), Some(default)) = (configured, default_operation(service, api))
                && configured != default
            {
                let message = format!(
                    "Service has `apiConfig.{property}` set to `{configured}` but also has a service-bound operation \
                     named `{name}`. The default-named operation will be ignored for tagging API discovery. Remove \
                     either the `apiConfig` override or the `{name}` operation to avoid ambiguity."
                );
                sink.warning(service, message).place_at_trait(service, ids::TAG_ENABLED);
            }
        }
    }
}
