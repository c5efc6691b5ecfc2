//! As what structures are used: by members, as input, output or error of operations.

use std::collections::BTreeSet;

use super::rule::Context;
use crate::index::RelationshipKind as Kind;
use crate::shape_id::ShapeId;

/// The uses there are, with what messages call them, in the order of messages.
const USES: [(Kind, &str); 4] =
    [(Kind::MemberTarget, "member target"), (Kind::Input, "input"), (Kind::Output, "output"), (Kind::Error, "error")];

/// Who uses a structure, by use.
pub(super) struct StructureUses([BTreeSet<ShapeId>; USES.len()]);

impl StructureUses {
    /// The uses of a structure.
    pub(super) fn of(structure: ShapeId, context: &Context<'_>) -> Self {
        let mut found: [BTreeSet<ShapeId>; USES.len()] = Default::default();
        for (user, kind) in context.reverse_neighbors().of(structure) {
            if let Some((_, users)) = USES.iter().zip(&mut found).find(|((of, _), _)| of == kind) {
                users.insert(user.id);
            }
        }
        Self(found)
    }

    fn iter(&self) -> impl Iterator<Item = (Kind, &'static str, &BTreeSet<ShapeId>)> {
        USES.iter()
            .zip(&self.0)
            .filter(|(_, users)| !users.is_empty())
            .map(|((kind, name), users)| (*kind, *name, users))
    }

    /// Whether the structure is used in no other ways than these.
    pub(super) fn are_all(&self, kinds: &[Kind]) -> bool {
        self.iter().all(|(kind, ..)| kinds.contains(&kind))
    }

    /// Whether the structure is used in one of these ways.
    pub(super) fn is_any(&self, kinds: &[Kind]) -> bool {
        self.iter().any(|(kind, ..)| kinds.contains(&kind))
    }

    /// The uses other than these: `{member target: [a#B$c], output: [a#D]}`.
    pub(super) fn listed(&self, except: &[Kind]) -> String {
        let others = self.iter().filter(|(kind, ..)| !except.contains(kind));
        let listed: Vec<String> = others
            .map(|(_, name, users)| {
                let users: Vec<&str> = users.iter().map(|id| id.as_str()).collect();
                format!("{name}: [{}]", users.join(", "))
            })
            .collect();
        format!("{{{}}}", listed.join(", "))
    }
}
