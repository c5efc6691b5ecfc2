//! Inputs that a request can be made of, for cases that only care about the response.

use whitesmith::schema::{Kind, Member, Trait};
use whitesmith::shape::{Mut, Structure};

/// Gives the required members of a blank input values within their constraints, as far as that takes no thought:
/// lengths, ranges and enums, not patterns.
pub(crate) fn fill(into: &mut dyn Structure) {
    // A structure that requires itself would never end; no value of it exists.
    members(into, 16);
}

fn members(into: &mut dyn Structure, depth: usize) {
    let Some(depth) = depth.checked_sub(1) else { return };
    for (index, member) in into.schema().members().iter().enumerate() {
        if member.is_required()
            && let Some(slot) = into.member_mut(index)
        {
            shape(member, slot, depth);
        }
    }
}

/// The least length, or one: an empty label makes no request.
fn length(member: &Member) -> usize {
    let least = member.effective_traits().find_map(|t| if let Trait::Length { min, .. } = t { *min } else { None });
    usize::try_from(least.unwrap_or(0)).unwrap_or(usize::MAX).clamp(1, 4096)
}

fn least<T: std::str::FromStr>(member: &Member) -> Option<T> {
    let bounds =
        member.effective_traits().find_map(|t| if let Trait::Range { min, max } = t { min.or(*max) } else { None });
    bounds?.parse().ok()
}

fn shape(member: &'static Member, slot: Mut<'_>, depth: usize) {
    match slot {
        Mut::Byte(slot) => *slot = least(member).unwrap_or(*slot),
        Mut::Short(slot) => *slot = least(member).unwrap_or(*slot),
        Mut::Integer(slot) => *slot = least(member).unwrap_or(*slot),
        Mut::Long(slot) => *slot = least(member).unwrap_or(*slot),
        Mut::Float(slot) => *slot = least(member).unwrap_or(*slot),
        Mut::Double(slot) => *slot = least(member).unwrap_or(*slot),
        Mut::String(slot) if slot.is_empty() => *slot = "a".repeat(length(member)),
        Mut::Enum(slot) => {
            let values =
                member.effective_traits().find_map(|t| if let Trait::Enum(values) = t { values.first() } else { None });
            slot.set(values.unwrap_or(&"a"));
        }
        Mut::IntEnum(slot) => {
            let values = member
                .effective_traits()
                .find_map(|t| if let Trait::IntEnum(values) = t { values.first() } else { None });
            slot.set(values.copied().unwrap_or_default());
        }
        Mut::Structure(slot) => members(slot, depth),
        Mut::Union(slot) => {
            let schema = slot.schema();
            let simple = schema
                .members()
                .iter()
                .position(|member| !matches!(member.target().kind(), Kind::Structure | Kind::Union));
            let index = simple.unwrap_or(0);
            if let (Some(slot), Some(member), Some(depth)) =
                (slot.select(index), schema.members().get(index), depth.checked_sub(1))
            {
                shape(member, slot, depth);
            }
        }
        Mut::List(slot) => {
            if let (Some(element), Some(depth)) = (member.target().element(), depth.checked_sub(1)) {
                let least = member.effective_traits().any(|t| matches!(t, Trait::Length { min: Some(1..), .. }));
                if least {
                    for _ in 0..length(member) {
                        if let Some(slot) = slot.push(false) {
                            shape(element, slot, depth);
                        }
                    }
                }
            }
        }
        _ => {}
    }
}
