//! How a structure is made, so that a forgotten required member does not compile.

use super::{Argument, Constructor, FieldPlan};

/// With more required members than this, their order says too little, and a literal names them.
const MAX_POSITIONAL: usize = 3;

/// The constructor of a structure with these fields. `literal` is the name of the literal, if one is needed.
pub(super) fn plan(fields: &[FieldPlan], required: &[usize], literal: &str) -> Constructor {
    if required.is_empty() {
        let defaults = fields.iter().any(|field| field.blank.is_some() && !field.rust_type.starts_with("Option<"));
        let plain = fields.iter().any(|field| !field.rust_type.starts_with("Option<") && needs_blank(&field.rust_type));
        return if defaults || plain { Constructor::Defaults } else { Constructor::Derived };
    }
    if required.len() > MAX_POSITIONAL {
        return Constructor::Literal { name: literal.into(), fields: required.to_vec() };
    }
    let argument = |index: &usize| {
        let field = fields.get(*index)?;
        let (rust_type, value) = argument(&field.name, &field.rust_type);
        Some(Argument { field: *index, rust_type, value })
    };
    Constructor::New(required.iter().filter_map(argument).collect())
}

/// Generated types have no `Default` when they have required members.
fn needs_blank(rust_type: &str) -> bool {
    rust_type.starts_with("crate::") || rust_type.starts_with("Box<")
}

/// The type of a parameter, generous in what it takes, and the field's value made from it.
fn argument(name: &str, rust_type: &str) -> (String, String) {
    if rust_type == "String" {
        return ("impl Into<String>".into(), format!("{name}.into()"));
    }
    if rust_type == "Vec<String>" {
        let parameter = "impl IntoIterator<Item = impl Into<String>>".into();
        return (parameter, format!("{name}.into_iter().map(Into::into).collect()"));
    }
    if let Some(element) = rust_type.strip_prefix("Vec<").and_then(|rest| rest.strip_suffix('>')) {
        return (format!("impl IntoIterator<Item = {element}>"), format!("{name}.into_iter().collect()"));
    }
    if let Some(inner) = rust_type.strip_prefix("Box<").and_then(|rest| rest.strip_suffix('>')) {
        return (inner.into(), format!("Box::new({name})"));
    }
    (rust_type.into(), name.into())
}
