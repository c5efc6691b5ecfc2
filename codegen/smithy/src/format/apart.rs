//! Whether blank lines stand between the members of a shape, or the properties of an operation: they do when one of
//! them has a trait, or a comment before it.

use super::tree::{Comment, Comments, Item, Member, Property, PropertyItem};

/// Whether blank lines stand between members; `rest` are the comments behind the last. Comments that
/// immediately follow a member with a value make no difference, unless they document the next.
pub(super) fn members_are_apart(members: &[Member<'_>], rest: &Comments<'_>) -> bool {
    let mut follows_value = false;
    for member in members {
        let has_trait = member.traits.iter().any(|item| matches!(item, Item::Element(_)));
        let comments = member.traits.iter().filter_map(|item| match item {
            Item::Comment(comment) => Some(comment),
            Item::Element(_) => None,
        });
        if has_trait || separate(comments, follows_value) {
            return true;
        }
        follows_value = member.value.is_some();
    }
    separate(rest, follows_value)
}

/// Whether one of the comments behind a member separates it from what comes next.
fn separate<'c>(comments: impl IntoIterator<Item = &'c Comment<'c>>, follows_value: bool) -> bool {
    let mut belongs_to_value = follows_value;
    comments.into_iter().any(|comment| {
        belongs_to_value &= !comment.after_blank;
        comment.documents || !belongs_to_value
    })
}

/// Whether blank lines stand between properties; `rest` are the comments behind the last.
pub(super) fn properties_are_apart(properties: &[Property<'_>], rest: &Comments<'_>) -> bool {
    !rest.is_empty() || properties.iter().any(is_annotated)
}

fn is_annotated(property: &Property<'_>) -> bool {
    let has_comment = match &property.item {
        PropertyItem::Target(..) => false,
        PropertyItem::Errors(errors) => errors.iter().any(|item| matches!(item, Item::Comment(_))),
        PropertyItem::Inline { traits, members, .. } => {
            !traits.is_empty() || members_are_apart(&members.members, &members.rest)
        }
    };
    has_comment || !property.before.is_empty()
}
