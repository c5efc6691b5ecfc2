//! Status codes mean what they mean: success is 2xx, errors are 4xx or 5xx, 204 and 205 have no body.

use crate::ids;
use crate::index::http_bindings::{HttpLocation, response_bindings};
use crate::node::{Node, Number};
use crate::shape::Shape;
use crate::validate::rule::{Context, Rule, Sink};

pub(super) static RULE: Rule = Rule::new("HttpResponseCodeSemantics", run);

fn run(context: &Context<'_>, sink: &mut Sink<'_>) {
    for operation in context.shapes_with(ids::HTTP) {
        let code = operation.trait_value(ids::HTTP).and_then(|http| http.get("code")).map_or(Some(200), integer);
        let Some(code) = code else { continue };
        if !(200..300).contains(&code) {
            let message = format!("Expected an `http` code in the 2xx range, but found {code}");
            sink.danger(operation, message).place_at_trait(operation, ids::HTTP);
        } else if code == 204 || code == 205 {
            body(operation, code, context, sink);
        }
    }
    for error in context.shapes_with(ids::HTTP_ERROR) {
        let code = error.trait_value(ids::HTTP_ERROR).and_then(integer);
        let kind = error.trait_value(ids::ERROR).and_then(Node::as_str);
        let (Some(code), Some(kind)) = (code, kind) else { continue };
        let (expected, range) = if kind == "client" { ("4xx", 400..500) } else { ("5xx", 500..600) };
        if !range.contains(&code) {
            let message =
                format!("Expected an `httpError` code in the {expected} range for a `{kind}` error, but found {code}");
            sink.danger(error, message).place_at_trait(error, ids::HTTP_ERROR);
        }
    }
}

fn integer(node: &Node) -> Option<i64> {
    node.as_number().and_then(Number::as_i64)
}

fn body(operation: &Shape, code: i64, context: &Context<'_>, sink: &mut Sink<'_>) {
    let output = operation.as_operation().map(|operation| context.model.output_of(operation));
    let Some(output) = output.and_then(|id| context.shape(id)) else { return };
    let in_body = |location: HttpLocation<'_>| matches!(location, HttpLocation::Document | HttpLocation::Payload);
    if response_bindings(context.model, output).into_iter().any(|(_, location)| in_body(location)) {
        let message = format!(
            "The HTTP {code} status code does not allow a response body. To use this status code, all output members \
             need to be bound to @httpHeader, @httpPrefixHeaders, @httpResponseCode, etc."
        );
        sink.warning(operation, message).place_at_trait(operation, ids::HTTP);
    }
}
