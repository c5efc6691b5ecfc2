//! What `aws.api#service` says of a service, with its defaults.

use std::borrow::Cow;

use crate::ids;
use crate::node::Node;
use crate::shape::Shape;

/// The service's name in ARNs; its own name in lower case if it says nothing. `None` if it is no AWS service.
pub(super) fn arn_namespace(service: &Shape) -> Option<Cow<'_, str>> {
    let value = service.trait_value(ids::AWS_SERVICE)?;
    let namespace = value.get("arnNamespace").and_then(Node::as_str);
    Some(namespace.map_or_else(|| Cow::Owned(service.id.name().to_ascii_lowercase()), Cow::Borrowed))
}
