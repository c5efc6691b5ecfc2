//! Uses of the runtime's macros, and tables, laid out by hand: formatters leave the former alone, and stretch the latter.

use std::fmt::Write as _;

use super::SourceFile;
use super::file::File;
use super::layout::{WIDTH, lay_out};
use crate::plan::{Constructor, EnumPlan, FieldPlan, OperationPlan, Plan, SchemaPlan, StructurePlan, UnionPlan};

/// ` [A, B]`, or nothing.
fn bracketed(traits: &[String]) -> String {
    if traits.is_empty() { String::new() } else { format!(" [{}]", traits.join(", ")) }
}

/// One member a line; a member that is too long has its traits on a line of their own.
fn members(out: &mut String, fields: &[FieldPlan]) {
    for (index, field) in fields.iter().enumerate() {
        let blank = field.blank.as_ref().map_or_else(String::new, |blank| format!(" = {blank}"));
        let traits = bracketed(&field.traits);
        let name = format!("        {index} {}: {:?} =>", field.name, field.member);
        let (gap, line) = if name.len() + field.schema.len() + 2 > WIDTH {
            ("\n           ", 11 + field.schema.len())
        } else {
            ("", name.len() + 1 + field.schema.len())
        };
        let break_line =
            if line + traits.len() + blank.len() + 1 > WIDTH && !traits.is_empty() { "\n           " } else { "" };
        let _ = writeln!(out, "{name}{gap} {}{break_line}{traits}{blank},", field.schema);
    }
}

/// The first line of a type: its name, its schema and its id, which is on the next one where it is too long.
fn head(name: &str, schema: &str, id: &str) -> String {
    let line = format!("    {name}: {schema} = {id:?}");
    let fits = line.len() + " {} default".len() <= WIDTH;
    if fits { line } else { format!("    {name}: {schema} =\n        {id:?}") }
}

/// `whitesmith::structure! { … }` or `whitesmith::error_structure! { … }`.
pub(super) fn structure(plan: &StructurePlan, error: bool) -> String {
    let name = if error { "error_structure" } else { "structure" };
    let mut out = format!("whitesmith::{name}! {{\n{} {{", head(&plan.name, &plan.schema, &plan.id));
    if plan.fields.is_empty() {
        out.push('}');
    } else {
        out.push('\n');
        members(&mut out, &plan.fields);
        out.push_str("    }");
    }
    out.push_str(&bracketed(&plan.traits));
    let defaults =
        plan.fields.iter().filter_map(|field| Some(format!("{}: {}", field.name, field.service_default.as_ref()?)));
    let defaults: Vec<_> = defaults.collect();
    if !defaults.is_empty() {
        let _ = write!(out, " defaults {{\n        {},\n    }}", defaults.join(",\n        "));
    }
    if let Some(message) = plan.message.as_ref().filter(|_| error) {
        let _ = write!(out, " message {message}");
    }
    let blank_is_default = plan.fields.iter().all(|field| field.blank.is_none());
    if matches!(plan.constructor, Constructor::Derived) && blank_is_default && !error {
        out.push_str(" default");
    }
    out.push_str("\n}\n");
    out
}

/// The schema of an operation.
pub(super) fn operation_schema(plan: &OperationPlan) -> String {
    let (input, output) = (&plan.input.schema, &plan.output.schema);
    let new = format!("whitesmith::OperationSchema::new({:?}, &{input}, &{output})", plan.id);
    let mut calls = Vec::new();
    calls.extend(plan.http.iter().map(|(method, uri, status)| format!(".http({method:?}, {uri:?}, {status})")));
    let list = |name: &str, prefix: &str, items: &mut dyn Iterator<Item = &String>| {
        let items: Vec<String> = items.map(|item| format!("{prefix}{item}")).collect();
        format!(".{name}(&[{}])", items.join(", "))
    };
    if !plan.errors.is_empty() {
        calls.push(list("errors", "&", &mut plan.errors.iter().map(|error| &error.schema)));
    }
    calls.extend(plan.auth.iter().map(|auth| list("auth", "whitesmith::AuthScheme::", &mut auth.iter())));
    if !plan.traits.is_empty() {
        calls.push(list("with", "whitesmith::operation::OperationTrait::", &mut plan.traits.iter()));
    }
    let head = "static SCHEMA: whitesmith::OperationSchema =";
    // What follows a line that had to be broken is indented no further.
    let (mut out, indent) = if 4 + new.len() <= WIDTH {
        (format!("{head}\n    {new}"), 8)
    } else {
        (format!("{head} {}", lay_out(&new, WIDTH, 0)), 0)
    };
    for call in calls {
        let _ = write!(out, "\n{}{}", " ".repeat(indent), lay_out(&call, indent, indent));
    }
    out + ";\n"
}

/// `whitesmith::union! { … }`.
pub(super) fn union(plan: &UnionPlan) -> String {
    let mut out = format!("whitesmith::union! {{\n{} {{\n", head(&plan.name, &plan.schema, &plan.id));
    members(&mut out, &plan.variants);
    let _ = write!(out, "    }}{}\n}}\n", bracketed(&plan.traits));
    out
}

/// `whitesmith::string_enum! { … }` or `whitesmith::int_enum! { … }`.
pub(super) fn enumeration(plan: &EnumPlan) -> String {
    let name = if plan.of_integers { "int_enum" } else { "string_enum" };
    let mut out = format!("whitesmith::{name}! {{\n{} {{\n", head(&plan.name, &plan.schema, &plan.id));
    for variant in &plan.variants {
        let _ = writeln!(out, "        {} = {},", variant.name, variant.value);
    }
    let _ = write!(out, "    }}{}\n}}\n", bracketed(&plan.traits));
    out
}

/// A macro of client or server over all operations: the method of each, and what it calls.
pub(super) fn service_table(name: &str, head: &str, plan: &Plan) -> String {
    let mut out = format!("{name} {{\n    {head} {{\n");
    for operation in &plan.operations {
        let _ = writeln!(out, "        {}: operation::{},", operation.method, operation.name);
    }
    out.push_str("    }\n}\n");
    out
}

/// The file with the schemas of simple shapes, lists and maps.
pub(super) fn schemas_file(plan: &Plan) -> SourceFile {
    let mut file = File::new(plan, "src/schema.rs".into());
    file.describe(&["Schemas of the shapes that are no types of their own: simple shapes, lists and maps.".into()]);
    if !plan.schemas.is_empty() {
        let rows: String = plan.schemas.iter().map(schema).collect();
        file.text(format!("whitesmith::schemas! {{\n{rows}}}\n"));
    }
    file.finish()
}

fn schema(plan: &SchemaPlan) -> String {
    let head = format!("{} = {} {:?}", plan.name, plan.kind, plan.id);
    let members: Vec<String> =
        plan.members.iter().map(|(name, target, traits)| format!("{name:?}: {target}{}", bracketed(traits))).collect();
    let traits = bracketed(&plan.traits);
    let members = if members.is_empty() { String::new() } else { format!(" {{ {} }}", members.join(", ")) };
    format!("    {}\n", lay_out(&format!("{head}{members}{traits};"), 4, 4))
}
