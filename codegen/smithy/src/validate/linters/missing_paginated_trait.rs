//! `MissingPaginatedTrait`: operations that look as if they returned lists without end.

use crate::ids;
use crate::shape::{Shape, ShapeType};
use crate::validate::rule::{Context, Sink};

use super::{Config, Linter, words};

pub(super) static LINTER: Linter = Linter { name: "MissingPaginatedTrait", run };

fn run(context: &Context<'_>, config: &Config<'_>, sink: &mut Sink<'_>) -> Result<(), String> {
    let texts = |key, default: &[&'static str]| -> Result<Vec<String>, String> {
        let texts = config.texts(key)?.unwrap_or_else(|| default.to_vec());
        Ok(texts.into_iter().map(str::to_lowercase).collect())
    };
    let required_verbs = texts("verbsRequirePagination", &["list", "search"])?;
    let suggested_verbs = texts("verbsSuggestPagination", &["describe", "get"])?;
    let inputs = texts(
        "inputMembersRequirePagination",
        &["maxresults", "maxitems", "pagesize", "limit", "nexttoken", "pagetoken", "token", "marker"],
    )?;
    let outputs = texts(
        "outputMembersRequirePagination",
        &[
            "nexttoken",
            "pagetoken",
            "token",
            "marker",
            "nextpage",
            "nextpagetoken",
            "position",
            "nextmarker",
            "paginationtoken",
            "nextpagemarker",
        ],
    )?;
    for operation in context.shapes_of(ShapeType::Operation).iter().filter(|shape| !shape.has_trait(ids::PAGINATED)) {
        let Some(io) = operation.as_operation() else { continue };
        let name = operation.id.name();
        let verb = words::split(name).into_iter().next().unwrap_or_default();
        let requires = "requires that the operation is marked with the `paginated` trait";
        if required_verbs.contains(&verb) {
            sink.danger(operation, format!("The verb of the `{name}` operation, `{verb}`, {requires}"));
            continue;
        }
        let find = |structure, names: &[String]| {
            let structure = context.shape(structure)?;
            let member = |member: &&Shape| names.contains(&member.id.member().unwrap_or_default().to_lowercase());
            context.model.members(structure).find(member)?.id.member()
        };
        if let Some(member) = find(context.model.input_of(io), &inputs) {
            sink.danger(operation, format!("This operation contains an input member, `{member}`, that {requires}"));
        } else if let Some(member) = find(context.model.output_of(io), &outputs) {
            sink.danger(operation, format!("This operation contains an output member, `{member}`, that {requires}"));
        } else if suggested_verbs.contains(&verb)
            && let Some(member) = list_member(context.shape(context.model.output_of(io)), context)
        {
            let message = format!(
                "The verb of the `{name}` operation and the presence of a top-level list member in its output, \
                 `{member}`, suggests that the operation should have the `paginated` trait"
            );
            sink.warning(operation, message);
        }
    }
    Ok(())
}

fn list_member(output: Option<&Shape>, context: &Context<'_>) -> Option<&'static str> {
    let is_list = |member: &&Shape| {
        let target = context.model.target(member);
        target.is_some_and(|target| matches!(target.shape_type(), ShapeType::List | ShapeType::Set))
    };
    context.model.members(output?).find(is_list)?.id.member()
}
