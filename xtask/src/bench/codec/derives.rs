//! The peer: the same model as structs with `#[derive(Serialize, Deserialize)]`.
//!
//! Where a choice had to be made it is the one that is cheaper for the peer: timestamps and blobs stay text, nothing
//! is redacted, and only recursion is boxed.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use whitesmith_smithy::{Model, Shape, ShapeId, ShapeType, ids};

use super::Operation;

/// The files of the crate `derives`.
pub(super) fn files(model: &Model, operations: &[Operation<'_>]) -> Vec<(String, String)> {
    let manifest = "[package]\nname = \"derives\"\nversion = \"0.0.0\"\nedition = \"2024\"\npublish = false\n\n\
                    [dependencies]\nserde = { version = \"1\", features = [\"derive\"] }\nserde_json = \"1\"\n";
    let shapes = closure(model, operations);
    let mut source = String::from("pub mod types;\n");
    for operation in operations {
        let _ = write!(source, "\npub mod {} {{\n    use crate::types;\n", operation.module());
        for (suffix, shape) in [("input", operation.input), ("output", operation.output)] {
            let name = if shape.id == ids::UNIT_SHAPE { "Unit" } else { shape.id.name() };
            let _ = write!(
                source,
                "    pub fn read_{suffix}(bytes: &[u8]) -> Result<types::{name}, String> {{\n        \
                 serde_json::from_slice(bytes).map_err(|error| error.to_string())\n    }}\n    \
                 pub fn write_{suffix}(value: &types::{name}) -> Vec<u8> {{\n        \
                 serde_json::to_vec(value).unwrap_or_default()\n    }}\n"
            );
        }
        source.push_str("}\n");
    }
    let mut types = String::from(
        "#![allow(non_camel_case_types, non_snake_case)]\n\n#[derive(Clone, Debug, PartialEq, serde::Serialize, \
         serde::Deserialize)]\npub struct Unit {}\n",
    );
    for shape in shapes.values() {
        match shape.shape_type() {
            ShapeType::Structure => structure(&mut types, model, shape),
            ShapeType::Union => union(&mut types, model, shape),
            _ => enumeration(&mut types, model, shape),
        }
    }
    vec![
        ("derives/Cargo.toml".into(), manifest.into()),
        ("derives/src/lib.rs".into(), source),
        ("derives/src/types.rs".into(), types),
    ]
}

const DERIVE: &str = "\n#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]\n";

/// The shapes that become types.
fn closure<'m>(model: &'m Model, operations: &[Operation<'m>]) -> BTreeMap<ShapeId, &'m Shape> {
    let mut open: Vec<&Shape> = operations.iter().flat_map(|operation| [operation.input, operation.output]).collect();
    let (mut seen, mut types) = (BTreeSet::new(), BTreeMap::new());
    while let Some(shape) = open.pop() {
        if shape.id == ids::UNIT_SHAPE || !seen.insert(shape.id) {
            continue;
        }
        if matches!(shape.shape_type(), ShapeType::Structure | ShapeType::Union) || is_string_enum(shape) {
            types.insert(shape.id, shape);
        }
        if !is_string_enum(shape) {
            open.extend(model.members(shape).filter_map(|member| model.target(member)));
        }
    }
    types
}

fn is_string_enum(shape: &Shape) -> bool {
    shape.shape_type() == ShapeType::Enum
}

/// Whether `from` holds a value of `to` in place, without a list or map between them.
fn holds(model: &Model, from: &Shape, to: ShapeId, seen: &mut BTreeSet<ShapeId>) -> bool {
    matches!(from.shape_type(), ShapeType::Structure | ShapeType::Union)
        && (from.id == to
            || seen.insert(from.id)
                && model.members(from).filter_map(|m| model.target(m)).any(|target| holds(model, target, to, seen)))
}

fn rust_type(model: &Model, target: &Shape) -> String {
    match target.shape_type() {
        ShapeType::Boolean => "bool".into(),
        ShapeType::Byte => "i8".into(),
        ShapeType::Short => "i16".into(),
        ShapeType::Integer | ShapeType::IntEnum => "i32".into(),
        ShapeType::Long => "i64".into(),
        ShapeType::Float => "f32".into(),
        ShapeType::Double => "f64".into(),
        ShapeType::BigInteger | ShapeType::BigDecimal => "serde_json::Number".into(),
        ShapeType::Document => "serde_json::Value".into(),
        ShapeType::List | ShapeType::Set => format!("Vec<{}>", member_type(model, target, 0)),
        ShapeType::Map => format!("std::collections::BTreeMap<std::string::String, {}>", member_type(model, target, 1)),
        ShapeType::Structure if target.id == ids::UNIT_SHAPE => "Unit".into(),
        ShapeType::Structure | ShapeType::Union => format!("crate::types::{}", target.id.name()),
        _ if is_string_enum(target) => format!("crate::types::{}", target.id.name()),
        _ => "std::string::String".into(),
    }
}

/// The type of a list's or map's member.
fn member_type(model: &Model, container: &Shape, index: usize) -> String {
    let target = model.members(container).nth(index).and_then(|member| model.target(member));
    let inner = target.map_or_else(|| "serde_json::Value".into(), |target| rust_type(model, target));
    if container.has_trait(ids::SPARSE) { format!("Option<{inner}>") } else { inner }
}

/// The type of a member, and whether it is required.
fn field(model: &Model, shape: &Shape, member: &Shape) -> (String, bool) {
    let Some(target) = model.target(member) else { return ("serde_json::Value".into(), false) };
    let inner = rust_type(model, target);
    let boxed = holds(model, target, shape.id, &mut BTreeSet::new());
    let inner = if boxed { format!("Box<{inner}>") } else { inner };
    (inner, member.has_trait(ids::REQUIRED))
}

fn structure(out: &mut String, model: &Model, shape: &Shape) {
    let _ = writeln!(out, "{DERIVE}pub struct {} {{", shape.id.name());
    for (index, member) in model.members(shape).enumerate() {
        let (inner, required) = field(model, shape, member);
        let name = member.id.member().unwrap_or_default();
        let wire = member.trait_value(ids::JSON_NAME).and_then(|node| node.as_str()).unwrap_or(name);
        if required {
            let _ = writeln!(out, "    #[serde(rename = {wire:?})]\n    pub m{index}: {inner},");
        } else {
            let _ = writeln!(
                out,
                "    #[serde(rename = {wire:?}, skip_serializing_if = \"Option::is_none\")]\n    pub m{index}: \
                 Option<{inner}>,"
            );
        }
    }
    out.push_str("}\n");
}

fn union(out: &mut String, model: &Model, shape: &Shape) {
    let _ = writeln!(out, "{DERIVE}pub enum {} {{", shape.id.name());
    for (index, member) in model.members(shape).enumerate() {
        let (inner, _) = field(model, shape, member);
        let _ = writeln!(
            out,
            "    #[serde(rename = {:?})]\n    M{index}({inner}),",
            member.id.member().unwrap_or_default()
        );
    }
    out.push_str("}\n");
}

fn enumeration(out: &mut String, model: &Model, shape: &Shape) {
    let _ = writeln!(out, "{DERIVE}pub enum {} {{", shape.id.name());
    for (index, member) in model.members(shape).enumerate() {
        let name = member.id.member().unwrap_or_default();
        let value = member.trait_value(ids::ENUM_VALUE).and_then(|node| node.as_str()).unwrap_or(name);
        let _ = writeln!(out, "    #[serde(rename = {value:?})]\n    M{index},");
    }
    out.push_str("    #[serde(untagged)]\n    Unknown(std::string::String),\n}\n");
}
