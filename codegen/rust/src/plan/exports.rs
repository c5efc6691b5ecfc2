//! What the types crate hands on of its runtime: what its own public interface names.

use super::{OperationPlan, StructurePlan, TypePlan};

/// What it may hand on, whatever the model. A name of the runtime that is in nobody's interface may be a service's.
pub(super) const EXPORTS: &[&str] = &[
    "BigDecimal",
    "BigInteger",
    "Blob",
    "ByteStream",
    "Document",
    "Error",
    "ErrorKind",
    "EventStream",
    "OperationError",
    "Request",
    "Timestamp",
    "Unit",
    "UnknownMember",
    "With",
];

/// What every crate hands on: methods take a `Request`, and the traits are those that its types are used with.
const ALWAYS: &[&str] = &["OperationError", "Request", "With"];

/// What every error enum names, and what is asked of it.
const OF_ERRORS: &[&str] = &["Error", "ErrorKind"];

/// What every union names.
const OF_UNIONS: &[&str] = &["UnknownMember"];

/// The names, in order.
pub(super) fn plan(operations: &[OperationPlan], types: &[TypePlan], errors: &[StructurePlan]) -> Vec<&'static str> {
    let own = operations.iter().flat_map(|operation| [&operation.input, &operation.output]);
    let mut fields: Vec<_> = own.chain(errors).flat_map(|structure| &structure.fields).collect();
    let mut unions = false;
    for planned in types {
        match planned {
            TypePlan::Structure(structure) => fields.extend(&structure.fields),
            TypePlan::Union(union) => {
                unions = true;
                fields.extend(&union.variants);
            }
            TypePlan::Enum(_) => {}
        }
    }
    let named = |name: &str| {
        let path = format!("whitesmith::{name}");
        let ends = |rest: &str| !rest.starts_with(|c: char| c.is_alphanumeric());
        fields.iter().any(|field| field.rust_type.split_once(&path).is_some_and(|(_, rest)| ends(rest)))
    };
    let exported = |name: &&&str| {
        ALWAYS.contains(name)
            || OF_ERRORS.contains(name) && !operations.is_empty()
            || OF_UNIONS.contains(name) && unions
            || named(name)
    };
    EXPORTS.iter().filter(exported).copied().collect()
}
