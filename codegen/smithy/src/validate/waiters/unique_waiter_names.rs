//! Names of waiters are unique within a service, upper and lower case being the same.

use std::collections::BTreeMap;

use crate::ids;
use crate::node::Node;
use crate::shape::{Shape, ShapeType};
use crate::validate::rule::{Context, Rule, Sink};

pub(super) static RULE: Rule = Rule::new("UniqueWaiterNames", run);

fn run(context: &Context<'_>, sink: &mut Sink<'_>) {
    if context.shapes_with(ids::WAITABLE).is_empty() {
        return;
    }
    for service in context.shapes_of(ShapeType::Service) {
        let mut waiters: BTreeMap<String, Vec<(&Shape, &str)>> = BTreeMap::new();
        let operations = context.top_down().operations(service.id);
        for operation in &*operations {
            let named = operation.trait_value(ids::WAITABLE).and_then(Node::as_object);
            for (name, _) in named.iter().flat_map(|waiters| waiters.iter()) {
                waiters.entry(name.to_ascii_lowercase()).or_default().push((operation, name));
            }
        }
        for (key, waiters) in waiters {
            for (operation, _) in &waiters {
                let mut others: Vec<_> =
                    waiters.iter().map(|(other, _)| other.id).filter(|other| *other != operation.id).collect();
                others.sort();
                others.dedup();
                if others.is_empty() {
                    continue;
                }
                let others: Vec<_> = others.iter().map(|other| other.as_str()).collect();
                let message = format!(
                    "`{}` trait waiter name `{key}` case-insensitively conflicts with waiters on other operations in \
                     the closure of service, `{}`: [{}]",
                    ids::WAITABLE,
                    service.id,
                    others.join(", ")
                );
                sink.error(operation, message).place_at_trait(operation, ids::WAITABLE);
            }
        }
    }
}
