//! Which features the crates of client and server have: only what their model makes use of is compiled.

use whitesmith_smithy::{ShapeId, ids};

use super::customization::Customization;
use super::{Context, FeaturePlan, auth};

/// Of the client's crate.
pub(super) fn client(context: &Context<'_>) -> FeaturePlan {
    const OF_TRAITS: &[(ShapeId, &str)] =
        &[(ids::REQUEST_COMPRESSION, "gzip"), (ids::HTTP_CHECKSUM_REQUIRED, "md5"), (ids::HTTP_CHECKSUM, "checksum")];
    let mut plan = FeaturePlan {
        needed: needed(context, OF_TRAITS),
        offered: vec!["hyper", "http2", "tls", "tls-native-roots"],
        default: vec!["hyper"],
    };
    if Customization::of(context.closure.service).is_some() {
        plan.needed.push("customizations");
    }
    if has_scheme(context, "SigV4 ") {
        plan.offered.extend(["sigv4", "aws-credentials"]);
        plan.default.push("sigv4");
    }
    if has_scheme(context, "SigV4A ") {
        plan.offered.push("sigv4a");
    }
    plan
}

/// Of the server's crate.
pub(super) fn server(context: &Context<'_>) -> FeaturePlan {
    let mut plan = FeaturePlan {
        needed: needed(context, &[(ids::REQUEST_COMPRESSION, "gzip")]),
        offered: vec!["serve", "tls", "tracing"],
        default: vec!["serve"],
    };
    if has_scheme(context, "SigV4 ") {
        plan.offered.push("sigv4");
        plan.default.push("sigv4");
    }
    plan
}

/// The features of traits that an operation has.
fn needed(context: &Context<'_>, features: &[(ShapeId, &'static str)]) -> Vec<&'static str> {
    let has = |id: ShapeId| context.closure.operations.iter().any(|operation| operation.shape.has_trait(id));
    features.iter().filter(|(id, _)| has(*id)).map(|(_, feature)| *feature).collect()
}

/// Whether the service or an operation names a scheme whose expression starts like this.
fn has_scheme(context: &Context<'_>, name: &str) -> bool {
    let (model, service) = (context.model, context.closure.service);
    let operations = context.closure.operations.iter();
    let own = operations.filter_map(|operation| auth::of_operation(model, service, operation.shape)).flatten();
    auth::of_service(model, service).into_iter().chain(own).any(|scheme| scheme.starts_with(name))
}
