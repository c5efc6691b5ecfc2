//! Private shapes are used in their own namespace only.

use crate::event::Severity;
use crate::ids;
use crate::shape::Shape;
use crate::validate::rule::{Context, Rule, Sink};

pub(super) static RULE: Rule = Rule::new("PrivateAccess", run);

fn run(context: &Context<'_>, sink: &mut Sink<'_>) {
    for private in context.shapes_with(ids::PRIVATE) {
        for (user, kind) in context.reverse_neighbors().of(private.id) {
            check(user, kind.name(), private, Severity::Error, sink);
        }
        for user in context.shapes_with(private.id) {
            check(user, "trait", private, Severity::Warning, sink);
        }
    }
}

fn check(user: &Shape, relationship: &str, private: &Shape, severity: Severity, sink: &mut Sink<'_>) {
    if user.id.namespace() == private.id.namespace() {
        return;
    }
    let message = format!(
        "This shape has an invalid {relationship} relationship that targets a private shape, `{}`, in another \
         namespace.",
        private.id
    );
    sink.report(severity, user, message);
}
