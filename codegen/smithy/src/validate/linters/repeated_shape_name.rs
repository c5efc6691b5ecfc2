//! `RepeatedShapeName`: members do not repeat the name of what they are members of.

use crate::shape::ShapeType;
use crate::validate::rule::{Context, Sink};

use super::{Config, Linter};

pub(super) static LINTER: Linter = Linter { name: "RepeatedShapeName", run };

fn run(context: &Context<'_>, config: &Config<'_>, sink: &mut Sink<'_>) -> Result<(), String> {
    let exact = config.flag("exactMatch")?;
    let containers = [ShapeType::Structure, ShapeType::Union].map(|shape_type| context.shapes_of(shape_type));
    for container in containers.into_iter().flatten() {
        let (name, kind) = (container.id.name(), container.shape_type());
        for member in context.model.members(container) {
            let Some(member_name) = member.id.member() else { continue };
            let repeats = match member_name.get(..name.len()) {
                Some(start) if exact => start.eq_ignore_ascii_case(name) && member_name.len() == name.len(),
                Some(start) => start.eq_ignore_ascii_case(name),
                None => false,
            };
            if repeats {
                let relation = if exact { "be equal to" } else { "be prefixed with" };
                let message = format!(
                    "The `{name}` {kind} shape repeats its name in the member `{member_name}`; {kind} member names \
                     should not {relation} the {kind} name."
                );
                sink.warning(member, message);
            }
        }
    }
    Ok(())
}
