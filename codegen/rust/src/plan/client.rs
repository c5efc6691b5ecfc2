//! What the client's crate needs of its runtime: only what its model makes use of is compiled.

use whitesmith_smithy::{Shape, ids};

use super::customization::Customization;
use super::{ClientPlan, Context, auth};

pub(super) fn plan(context: &Context<'_>) -> ClientPlan {
    let service = context.closure.service;
    let operations = || context.closure.operations.iter().map(|shapes| shapes.shape);
    let any = |has: &dyn Fn(&Shape) -> bool| operations().any(has);
    let own = operations().filter_map(|shape| auth::of_operation(context.model, service, shape)).flatten();
    let schemes: Vec<String> = auth::of_service(context.model, service).into_iter().chain(own).collect();
    let scheme = |name: &str| schemes.iter().any(|scheme| scheme.starts_with(name));
    let mut plan = ClientPlan {
        needed: Vec::new(),
        offered: vec!["hyper", "http2", "tls", "tls-native-roots"],
        default: vec!["hyper"],
    };
    if any(&|shape| shape.has_trait(ids::REQUEST_COMPRESSION)) {
        plan.needed.push("gzip");
    }
    if any(&|shape| shape.has_trait(ids::HTTP_CHECKSUM_REQUIRED)) {
        plan.needed.push("md5");
    }
    if Customization::of(service).is_some() {
        plan.needed.push("customizations");
    }
    if any(&|shape| shape.has_trait(ids::HTTP_CHECKSUM)) {
        plan.needed.push("checksum");
    }
    if scheme("SigV4 ") {
        plan.offered.extend(["sigv4", "aws-credentials"]);
        plan.default.push("sigv4");
    }
    if scheme("SigV4A ") {
        plan.offered.push("sigv4a");
    }
    plan
}
