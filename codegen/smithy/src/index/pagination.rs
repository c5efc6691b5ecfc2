//! How an operation is paginated, once what its service says is merged in
//! ([paginated trait](https://smithy.io/2.0/spec/behavior-traits.html#paginated-trait)).

use crate::ids;
use crate::model::Model;
use crate::node::Node;
use crate::shape::Shape;

/// The properties of `@paginated`: those of the operation, or else of the service.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pagination<'m> {
    /// The input member that takes the token.
    pub input_token: Option<&'m str>,
    /// The path in the output to the next token.
    pub output_token: Option<&'m str>,
    /// The path in the output to the items.
    pub items: Option<&'m str>,
    /// The input member that limits how many items come at once.
    pub page_size: Option<&'m str>,
}

impl<'m> Pagination<'m> {
    /// How an operation is paginated when it is bound to `service`; `None` when it is not.
    pub fn of(operation: &'m Shape, service: Option<&'m Shape>) -> Option<Self> {
        let own = operation.trait_value(ids::PAGINATED)?;
        let inherited = service.and_then(|service| service.trait_value(ids::PAGINATED));
        let get = |key| own.get(key).or_else(|| inherited?.get(key)).and_then(Node::as_str);
        Some(Self {
            input_token: get("inputToken"),
            output_token: get("outputToken"),
            items: get("items"),
            page_size: get("pageSize"),
        })
    }
}

/// The member at the end of a dotted path through structures, starting at the members of `structure`.
pub fn member_at_path<'m>(model: &'m Model, structure: &'m Shape, path: &str) -> Option<&'m Shape> {
    let mut names = path.split('.');
    let first = model.member(structure, names.next()?)?;
    names.try_fold(first, |member, name| model.member(model.target(member)?, name))
}
