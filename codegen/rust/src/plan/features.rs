//! Which features the crates of client and server have: only what their model makes use of is compiled.

use whitesmith_smithy::{ShapeId, ids};

use super::customization::Customization;
use super::{Context, Feature, FeaturePlan, auth};

const HYPER: Feature = on("hyper", "the default transport, with a pool of connections and the environment's proxies");
const HTTP2: Feature = off("http2", "HTTP/2 in the default transport");
const TLS: Feature = off("tls", "`https` endpoints, with rustls and Mozilla's roots");
const NATIVE_ROOTS: Feature = off("tls-native-roots", "the same with the roots of the platform");
const SIGN: Feature = on("sigv4", "requests are signed with AWS Signature Version 4");
const AWS_CREDENTIALS: Feature = off("aws-credentials", "the AWS SDK's providers of credentials");
const SIGN_V4A: Feature = off("sigv4a", "requests are signed with Version 4A, by the AWS SDK's crate");

const SERVE: Feature = on("serve", "listening, with hyper and tokio");
const SERVE_TLS: Feature = off("tls", "serving over TLS, with rustls");
const TRACING: Feature = off("tracing", "a span and an event for each request");
const VERIFY: Feature = on("sigv4", "signatures of AWS Signature Version 4 are verified");

const fn on(name: &'static str, about: &'static str) -> Feature {
    Feature { name, default: true, about }
}

const fn off(name: &'static str, about: &'static str) -> Feature {
    Feature { name, default: false, about }
}

/// Of the client's crate.
pub(super) fn client(context: &Context<'_>) -> FeaturePlan {
    const OF_TRAITS: &[(ShapeId, &str)] =
        &[(ids::REQUEST_COMPRESSION, "gzip"), (ids::HTTP_CHECKSUM_REQUIRED, "md5"), (ids::HTTP_CHECKSUM, "checksum")];
    let offered = vec![HYPER, HTTP2, TLS, NATIVE_ROOTS];
    let mut plan = FeaturePlan { needed: needed(context, OF_TRAITS), offered };
    if Customization::of(context.closure.service).is_some() {
        plan.needed.push("customizations");
    }
    if context.names.operations.iter().any(|names| !names.waiters.is_empty()) {
        plan.needed.push("waiters");
    }
    if has_scheme(context, "SigV4 ") {
        plan.offered.extend([SIGN, AWS_CREDENTIALS]);
    }
    if has_scheme(context, "SigV4A ") {
        plan.offered.push(SIGN_V4A);
    }
    plan
}

/// Of the server's crate.
pub(super) fn server(context: &Context<'_>) -> FeaturePlan {
    let mut plan = FeaturePlan {
        needed: needed(context, &[(ids::REQUEST_COMPRESSION, "gzip")]),
        offered: vec![SERVE, SERVE_TLS, TRACING],
    };
    if has_scheme(context, "SigV4 ") {
        plan.offered.push(VERIFY);
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
