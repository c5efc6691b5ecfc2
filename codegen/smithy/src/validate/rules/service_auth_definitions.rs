//! A service with several authentication schemes says which it prefers.

use crate::ids;
use crate::shape::ShapeType;
use crate::validate::rule::{Context, Rule, Sink};

use super::auth_trait::auth_schemes;

pub(super) static RULE: Rule = Rule::new("ServiceAuthDefinitions", run);

fn run(context: &Context<'_>, sink: &mut Sink<'_>) {
    for service in context.shapes_of(ShapeType::Service) {
        if !service.has_trait(ids::AUTH) && auth_schemes(service, context).count() > 1 {
            let message = "This service uses multiple authentication schemes but does not have the `@auth` trait \
                           applied. The `@auth` trait defines a priority ordering of auth schemes for a client to use. \
                           Without it, the ordering of auth schemes is alphabetical based on the absolute shape ID of \
                           the auth schemes.";
            sink.warning(service, message);
        }
    }
}
