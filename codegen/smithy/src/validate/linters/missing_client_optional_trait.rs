//! `MissingClientOptionalTrait`: members that a service may want to make optional one day say so to clients.

use crate::ids;
use crate::shape::ShapeType;
use crate::validate::rule::{Context, Sink};

use super::{Config, Linter};

pub(super) static LINTER: Linter = Linter { name: "MissingClientOptionalTrait", run };

fn run(context: &Context<'_>, config: &Config<'_>, sink: &mut Sink<'_>) -> Result<(), String> {
    let required_or_default = config.flag("onRequiredOrDefault")?;
    let structure_or_union = config.flag("onRequiredStructureOrUnion")?;
    for member in context.shapes_of(ShapeType::Member).iter().filter(|member| !member.has_trait(ids::CLIENT_OPTIONAL)) {
        let container = context.shape(member.id.without_member());
        let is_meant =
            |shape: &crate::shape::Shape| shape.shape_type() == ShapeType::Structure && !shape.has_trait(ids::INPUT);
        if !container.is_some_and(is_meant) {
            continue;
        }
        if required_or_default {
            for (id, name) in [(ids::DEFAULT, "default"), (ids::REQUIRED, "required")] {
                if member.has_trait(id) {
                    let message = format!("@{name} members must also be marked with the @clientOptional trait");
                    sink.danger(member, message).place_at_trait(member, id);
                }
            }
        }
        let target = context.model.target(member).map(crate::shape::Shape::shape_type);
        if structure_or_union
            && member.has_trait(ids::REQUIRED)
            && matches!(target, Some(ShapeType::Structure | ShapeType::Union))
        {
            let message = "@required members that target a structure or union must be marked with the @clientOptional \
                           trait. Not using the @clientOptional trait here is risky because there is no backward \
                           compatible way to replace the @required trait with the @default trait if the member ever \
                           needs to be made optional.";
            sink.danger(member, message).place_at_trait(member, ids::REQUIRED);
        }
    }
    Ok(())
}
