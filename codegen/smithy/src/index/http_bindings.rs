//! Where the members of inputs, outputs and errors go in an HTTP message
//! ([HTTP bindings](https://smithy.io/2.0/spec/http-bindings.html)).

use crate::ids;
use crate::model::Model;
use crate::node::Node;
use crate::shape::Shape;

/// Where a member goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HttpLocation<'m> {
    /// A label of the URI, by the member's name.
    Label,
    /// A query parameter of this name.
    Query(&'m str),
    /// All other query parameters.
    QueryParams,
    /// A header of this name.
    Header(&'m str),
    /// Headers whose names start like this.
    PrefixHeaders(&'m str),
    /// The status code.
    ResponseCode,
    /// The whole body.
    Payload,
    /// A member of the document that is the body.
    Document,
    /// Nowhere: another member is the whole body.
    Unbound,
}

/// The members of the input of an operation, each with where it goes.
pub fn request_bindings<'m>(model: &'m Model, input: &'m Shape) -> Vec<(&'m Shape, HttpLocation<'m>)> {
    bindings(model, input, |member| {
        let text = |id| member.trait_value(id).and_then(Node::as_str);
        if member.has_trait(ids::HTTP_LABEL) {
            Some(HttpLocation::Label)
        } else if member.has_trait(ids::HTTP_QUERY_PARAMS) {
            Some(HttpLocation::QueryParams)
        } else {
            text(ids::HTTP_QUERY).map(HttpLocation::Query)
        }
    })
}

/// The members of an output or error, each with where it goes.
pub fn response_bindings<'m>(model: &'m Model, output: &'m Shape) -> Vec<(&'m Shape, HttpLocation<'m>)> {
    bindings(model, output, |member| member.has_trait(ids::HTTP_RESPONSE_CODE).then_some(HttpLocation::ResponseCode))
}

fn bindings<'m>(
    model: &'m Model,
    structure: &'m Shape,
    own: impl Fn(&'m Shape) -> Option<HttpLocation<'m>>,
) -> Vec<(&'m Shape, HttpLocation<'m>)> {
    let members = || model.members(structure);
    let payload = members().any(|member| member.has_trait(ids::HTTP_PAYLOAD));
    let rest = if payload { HttpLocation::Unbound } else { HttpLocation::Document };
    let locate = |member: &'m Shape| {
        let text = |id| member.trait_value(id).and_then(Node::as_str);
        let header = || text(ids::HTTP_HEADER).map(HttpLocation::Header);
        let prefix = || text(ids::HTTP_PREFIX_HEADERS).map(HttpLocation::PrefixHeaders);
        let payload = || member.has_trait(ids::HTTP_PAYLOAD).then_some(HttpLocation::Payload);
        // A member has one of these; of one that has more, which `TraitConflict` reports, the first counts.
        header().or_else(prefix).or_else(payload).or_else(|| own(member)).unwrap_or(rest)
    };
    members().map(|member| (member, locate(member))).collect()
}
