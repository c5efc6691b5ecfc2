//! Names and Rust types of shapes.

use std::collections::BTreeMap;

use whitesmith_smithy::{Model, Shape, ShapeId, ShapeType, ids};

use super::Context;
use super::case;
use super::closure::{Closure, is_enum};
use super::names::{NameKind, Scope};
use super::service;
use super::waiters::{self, WaiterName};

/// Where a shape's type is, and what it is called.
#[derive(Clone, Debug)]
pub(super) struct TypeName {
    pub(super) name: String,
    pub(super) module: String,
    pub(super) schema: String,
    /// The crate's module that holds it: `types` or `error`.
    pub(super) home: &'static str,
}

impl TypeName {
    pub(super) fn path(&self) -> String {
        format!("crate::{}::{}", self.home, self.name)
    }

    pub(super) fn schema_path(&self) -> String {
        format!("crate::{}::{}", self.module_path(), self.schema)
    }

    /// The path of its module below the crate's root.
    pub(super) fn module_path(&self) -> String {
        format!("{}::{}", self.home, self.module)
    }
}

/// The names of an operation and its own types.
#[derive(Clone, Debug)]
pub(super) struct OperationName {
    pub(super) name: String,
    pub(super) input: String,
    pub(super) output: String,
    pub(super) error: String,
    pub(super) method: String,
    /// The client's method for its pages, if it has some.
    pub(super) pages: Option<String>,
    pub(super) waiters: Vec<WaiterName>,
    pub(super) module: String,
}

impl OperationName {
    /// The path of its module below the crate's root.
    pub(super) fn module_path(&self) -> String {
        format!("operation::{}", self.module)
    }
}

/// Every name that another name could collide with, given in one pass.
pub(super) struct Names {
    /// The service trait.
    pub(super) service: String,
    pub(super) types: BTreeMap<ShapeId, TypeName>,
    pub(super) operations: Vec<OperationName>,
    /// Statics of shapes that are no types.
    pub(super) schemas: BTreeMap<ShapeId, String>,
    /// Names for the literals of required members, by structure.
    pub(super) literals: BTreeMap<String, String>,
}

impl Names {
    pub(super) fn new(model: &Model, closure: &Closure<'_>) -> Self {
        let mut types = BTreeMap::new();
        let mut literals = BTreeMap::new();
        for (home, shapes) in [("types", &closure.types), ("error", &closure.errors)] {
            let mut names = Scope::new(NameKind::Type, &[]);
            let mut modules = Scope::new(NameKind::Module, &[]);
            for shape in shapes {
                let renamed = rename(closure.service, shape.id);
                let name = names.name(renamed.unwrap_or_else(|| shape.id.name()));
                let module = modules.name(&name);
                types.insert(shape.id, TypeName { schema: case::screaming(&name), module, home, name });
            }
            for shape in shapes.iter().filter(|shape| shape.shape_type() == ShapeType::Structure) {
                if let Some(name) = types.get(&shape.id) {
                    literals.insert(name.path(), names.name(&format!("{}Required", name.name)));
                }
            }
        }

        let mut names = Scope::new(NameKind::Type, &[]);
        let mut methods = Scope::new(NameKind::Method, &["builder", "call", "clone", "from", "into", "new"]);
        let mut modules = Scope::new(NameKind::Module, &[]);
        let mut operations = Vec::new();
        for operation in &closure.operations {
            let id = operation.shape.id;
            let name = names.name(id.name());
            let own = |names: &mut Scope, suffix: &str| names.name(&format!("{name}{suffix}"));
            let input = own(&mut names, "Input");
            let output = own(&mut names, "Output");
            let error = own(&mut names, "Error");
            for structure in [&input, &output] {
                literals.insert(format!("crate::operation::{structure}"), names.name(&format!("{structure}Required")));
            }
            let module = modules.name(id.name());
            let method = methods.name(id.name());
            let (pages, waiters) = (None, Vec::new());
            operations.push(OperationName { name, input, output, error, method, pages, waiters, module });
        }
        // Behind all operations, whose names do not depend on what is added to some.
        for (operation, names) in closure.operations.iter().zip(&mut operations) {
            if operation.shape.has_trait(ids::PAGINATED) {
                names.pages = Some(methods.name(&format!("{}Pages", operation.shape.id.name())));
            }
        }
        let mut schemas = waiters::statics();
        for (operation, names) in closure.operations.iter().zip(&mut operations) {
            names.waiters = waiters::names(model, operation, &mut methods, &mut schemas);
        }

        let mut statics = Scope::new(NameKind::Static, &[]);
        let schemas = closure.schemas.iter().map(|shape| (shape.id, statics.name(shape.id.name()))).collect();
        Self { service: service::trait_name(closure.service), types, operations, schemas, literals }
    }
}

/// The name that the service gives a shape, if it renames it.
fn rename(service: &Shape, id: ShapeId) -> Option<&str> {
    let renames = &service.as_service()?.rename;
    renames.iter().find(|(target, _)| target.id == id).map(|(_, name)| &**name)
}

impl Context<'_> {
    /// The path of a shape's schema.
    pub(super) fn schema_path(&self, id: ShapeId) -> String {
        if let Some(name) = self.names.types.get(&id) {
            return name.schema_path();
        }
        if let Some(name) = self.names.schemas.get(&id) {
            return format!("crate::schema::{name}");
        }
        format!("whitesmith::schema::prelude::{}", case::screaming(id.name()))
    }

    /// The Rust type of a shape, without any `Option` or `Box` around it.
    pub(super) fn rust_type(&self, id: ShapeId) -> String {
        if let Some(name) = self.names.types.get(&id) {
            return name.path();
        }
        let Some(shape) = self.model.shape(id) else { return "whitesmith::Unit".into() };
        match shape.shape_type() {
            ShapeType::Blob if shape.has_trait(ids::STREAMING) => "whitesmith::ByteStream".into(),
            ShapeType::Blob => "whitesmith::Blob".into(),
            ShapeType::Boolean => "bool".into(),
            ShapeType::Byte => "i8".into(),
            ShapeType::Short => "i16".into(),
            ShapeType::Integer => "i32".into(),
            ShapeType::Long => "i64".into(),
            ShapeType::Float => "f32".into(),
            ShapeType::Double => "f64".into(),
            ShapeType::BigInteger => "whitesmith::BigInteger".into(),
            ShapeType::BigDecimal => "whitesmith::BigDecimal".into(),
            ShapeType::Timestamp => "whitesmith::Timestamp".into(),
            ShapeType::Document => "whitesmith::Document".into(),
            ShapeType::List | ShapeType::Set => format!("Vec<{}>", self.element_type(shape, 0)),
            ShapeType::Map => {
                let key = shape.members.first().and_then(|key| self.model.shape(*key)).and_then(Shape::target);
                let key = key.map_or_else(|| "String".into(), |key| self.rust_type(key));
                format!("std::collections::BTreeMap<{key}, {}>", self.element_type(shape, 1))
            }
            ShapeType::String | ShapeType::Enum => "String".into(),
            _ => "whitesmith::Unit".into(),
        }
    }

    /// The type of a list's elements or a map's values.
    fn element_type(&self, collection: &Shape, member: usize) -> String {
        let member = collection.members.get(member).and_then(|member| self.model.shape(*member));
        let element = member.and_then(Shape::target).map_or_else(|| "String".into(), |target| self.rust_type(target));
        if collection.has_trait(ids::SPARSE) { format!("Option<{element}>") } else { element }
    }

    /// Whether a shape is an event stream.
    pub(super) fn is_event_stream(&self, id: ShapeId) -> bool {
        self.model
            .shape(id)
            .is_some_and(|shape| shape.shape_type() == ShapeType::Union && shape.has_trait(ids::STREAMING))
    }
}

/// The variant of the runtime's `Kind` for a shape that is no type of its own.
pub(super) fn kind(shape: &Shape) -> &'static str {
    debug_assert!(!is_enum(shape));
    match shape.shape_type() {
        ShapeType::Blob => "Blob",
        ShapeType::Boolean => "Boolean",
        ShapeType::Byte => "Byte",
        ShapeType::Short => "Short",
        ShapeType::Integer => "Integer",
        ShapeType::Long => "Long",
        ShapeType::Float => "Float",
        ShapeType::Double => "Double",
        ShapeType::BigInteger => "BigInteger",
        ShapeType::BigDecimal => "BigDecimal",
        ShapeType::Timestamp => "Timestamp",
        ShapeType::Document => "Document",
        ShapeType::List | ShapeType::Set => "List",
        ShapeType::Map => "Map",
        _ => "String",
    }
}
