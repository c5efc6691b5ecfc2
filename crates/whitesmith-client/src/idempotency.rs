//! Idempotency tokens
//! ([idempotencyToken](https://smithy.io/2.0/spec/behavior-traits.html#idempotencytoken-trait)).

use whitesmith::schema::{Member, Trait};
use whitesmith::shape::{Mut, Ref, Structure};

/// Where tokens come from.
pub(crate) type TokenSource = dyn Fn() -> String + Send + Sync;

/// Gives every token of an input that the caller did not set.
pub(crate) fn fill(input: &mut dyn Structure, source: &TokenSource) {
    let schema = input.schema();
    for (index, member) in schema.members().iter().enumerate() {
        if !is_token(member) || input.member(index).is_some_and(is_set) {
            continue;
        }
        if let Some(Mut::String(text)) = input.member_mut(index) {
            *text = source();
        }
    }
}

fn is_token(member: &Member) -> bool {
    member.traits().contains(&Trait::IdempotencyToken)
}

/// Whether the caller gave a token; a required member that is empty has none.
fn is_set(value: Ref<'_>) -> bool {
    matches!(value, Ref::String(text) if !text.is_empty())
}
