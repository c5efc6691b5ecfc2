//! HTTP methods mean what they mean: which are safe, which may be repeated, which have a body.

use crate::ids;
use crate::index::http_bindings::{HttpLocation, request_bindings};
use crate::shape::Shape;
use crate::validate::rule::{Context, Rule, Sink};
use crate::validate::text::ticked_sorted;

pub(super) static RULE: Rule = Rule::new("HttpMethodSemantics", run);

struct Method {
    name: &'static str,
    readonly: bool,
    /// `None`: it may or may not be.
    idempotent: Option<bool>,
    has_body: bool,
}

const METHODS: [Method; 8] = [
    Method { name: "DELETE", readonly: false, idempotent: Some(true), has_body: false },
    Method { name: "GET", readonly: true, idempotent: Some(false), has_body: false },
    Method { name: "HEAD", readonly: true, idempotent: Some(false), has_body: false },
    Method { name: "OPTIONS", readonly: true, idempotent: Some(false), has_body: true },
    Method { name: "PATCH", readonly: false, idempotent: None, has_body: true },
    Method { name: "POST", readonly: false, idempotent: None, has_body: true },
    Method { name: "PUT", readonly: false, idempotent: Some(true), has_body: true },
    Method { name: "TRACE", readonly: true, idempotent: Some(false), has_body: false },
];

fn run(context: &Context<'_>, sink: &mut Sink<'_>) {
    for operation in context.shapes_with(ids::HTTP) {
        let method = operation.trait_value(ids::HTTP).and_then(|http| http.get("method")?.as_str());
        if let Some(method) = method {
            check(operation, method, context, sink);
        }
    }
}

fn check(operation: &Shape, written: &str, context: &Context<'_>, sink: &mut Sink<'_>) {
    let name = written.to_ascii_uppercase();
    // What other methods mean is for those who use them to know.
    let Some(method) = METHODS.iter().find(|method| method.name == name) else { return };
    let uses = format!("This operation uses the `{name}` method in the `http` trait, but");
    let mut warn = |sub_id: Option<&str>, message: String| {
        let reported = sink.warning(operation, message).place_at_trait(operation, ids::HTTP);
        if let Some(sub_id) = sub_id {
            reported.sub_id(sub_id);
        }
    };
    if name != written {
        let message = format!("This operation uses the `{written}` method in the `http` trait, but expected `{name}`.");
        warn(None, message);
    }
    if name == "OPTIONS" {
        let message = "OPTIONS requests are typically used as part of CORS and should not be modeled explicitly. They \
                       are an implementation detail that should not appear in generated client or server code. \
                       Instead, tooling should use the `cors` trait on a service to automatically configure CORS on \
                       clients and servers. It is the responsibility of service frameworks and API gateways to \
                       automatically manage OPTIONS requests. For example, OPTIONS requests are automatically created \
                       when using Smithy models with Amazon API Gateway.";
        warn(Some("OPTIONS"), message.into());
    }
    match (method.readonly, operation.has_trait(ids::READONLY)) {
        (true, false) => warn(Some("MissingReadonlyTrait"), format!("{uses} is not marked with the readonly trait")),
        (false, true) => warn(Some("UnnecessaryReadonlyTrait"), format!("{uses} is marked with the readonly trait")),
        _ => {}
    }
    match (method.idempotent, operation.has_trait(ids::IDEMPOTENT)) {
        (Some(true), false) => {
            warn(Some("MissingIdempotentTrait"), format!("{uses} is not marked with the idempotent trait"));
        }
        (Some(false), true) => {
            warn(Some("UnnecessaryIdempotentTrait"), format!("{uses} is marked with the idempotent trait"));
        }
        _ => {}
    }
    if !method.has_body {
        body(operation, &name, &uses, context, sink);
    }
}

fn body(operation: &Shape, method: &str, uses: &str, context: &Context<'_>, sink: &mut Sink<'_>) {
    let input = operation.as_operation().map(|operation| context.model.input_of(operation));
    let Some(input) = input.and_then(|id| context.shape(id)) else { return };
    let bindings = request_bindings(context.model, input);
    let at = |location| {
        let bound = bindings.iter().filter(move |(_, bound)| *bound == location);
        bound.filter_map(|(member, _)| member.id.member())
    };
    let message = if let Some(payload) = at(HttpLocation::Payload).next() {
        format!(
            "{uses} the `{payload}` member is sent as the payload of the request because it is marked with the \
             `httpPayload` trait. Many HTTP clients do not support payloads with {method} requests. Consider binding \
             this member to other parts of the HTTP request such as a query string parameter using the `httpQuery` \
             trait, a header using the `httpHeader` trait, or a path segment using the `httpLabel` trait."
        )
    } else if at(HttpLocation::Document).next().is_some() {
        format!(
            "{uses} the following members are sent as part of the payload of the request: {}. These members are sent \
             as part of the payload because they are not explicitly configured to be sent in headers, in the query \
             string, or in a URI segment. Many HTTP clients do not support payloads with {method} requests. Consider \
             binding these members to other parts of the HTTP request such as query string parameters using the \
             `httpQuery` trait, headers using the `httpHeader` trait, or URI segments using the `httpLabel` trait.",
            ticked_sorted(at(HttpLocation::Document))
        )
    } else {
        return;
    };
    sink.danger(operation, message).place_at_trait(operation, ids::HTTP).sub_id("UnexpectedPayload");
}
