//! What will be generated, all of it decided.
//!
//! A [`Plan`] holds names, types and texts as they will stand in the source, in the order in which they will stand
//! there. [`plan()`] makes it from a valid model: closure first, then names, then sizes and boxes, then everything
//! that depends on them.

mod auth;
mod case;
mod closure;
mod constructor;
mod customization;
mod defaults;
mod deprecation;
mod docs;
mod example;
mod exports;
mod features;
mod links;
mod literal;
mod names;
mod operation;
mod service;
mod shapes;
mod sizes;
mod traits;
mod types;
mod waiters;

use std::fmt;

use whitesmith_smithy::{Model, Shape, ShapeId, ShapeType, ValidModel};

use crate::settings::{Runtime, Settings};
use closure::Closure;
pub(crate) use deprecation::Deprecation;
pub(crate) use example::{Authenticator, Call, Example};
use links::Links;
pub(crate) use names::is_keyword;
use types::Names;

/// Everything that will be generated for one service.
#[derive(Debug)]
pub struct Plan {
    /// The name of the types crate.
    pub(crate) crate_name: String,
    /// The version of the generated crates.
    pub(crate) version: String,
    /// Where the runtime is.
    pub(crate) runtime: Runtime,
    /// Whether the service trait's methods have default bodies.
    pub(crate) require_all_operations: bool,
    pub(crate) service: ServicePlan,
    pub(crate) client: FeaturePlan,
    pub(crate) server: FeaturePlan,
    pub(crate) operations: Vec<OperationPlan>,
    pub(crate) types: Vec<TypePlan>,
    pub(crate) errors: Vec<StructurePlan>,
    pub(crate) schemas: Vec<SchemaPlan>,
    /// What the types crate hands on of its runtime.
    pub(crate) exports: Vec<&'static str>,
    /// What the READMEs show.
    pub(crate) example: Example,
}

impl Plan {
    /// How many operations there are.
    pub fn operations(&self) -> usize {
        self.operations.len()
    }

    /// How many shapes become types or schemas.
    pub fn shapes(&self) -> usize {
        2 * self.operations.len() + self.types.len() + self.errors.len() + self.schemas.len()
    }
}

/// The service itself.
#[derive(Debug)]
pub(crate) struct ServicePlan {
    /// The name of the service trait.
    pub(crate) name: String,
    /// What a person calls the service.
    pub(crate) title: String,
    pub(crate) id: String,
    pub(crate) api_version: String,
    pub(crate) docs: Vec<String>,
    /// Absolute ids of the protocol traits.
    pub(crate) protocols: Vec<String>,
    /// `AuthScheme` values, as expressions, most preferred first.
    pub(crate) auth: Vec<String>,
    /// Whether a Region says where the service is.
    pub(crate) regional: bool,
    /// `ServiceTrait` values, as expressions.
    pub(crate) traits: Vec<String>,
}

/// What the crate of client or server needs of its runtime.
#[derive(Debug)]
pub(crate) struct FeaturePlan {
    /// Features of the runtime that are on.
    pub(crate) needed: Vec<&'static str>,
    /// Features of the crate that turn on one of the runtime with the same name.
    pub(crate) offered: Vec<Feature>,
}

/// A feature of the crate of client or server.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Feature {
    pub(crate) name: &'static str,
    /// Whether it is on by default.
    pub(crate) default: bool,
    /// What it is, in Markdown.
    pub(crate) about: &'static str,
}

/// An operation with the types that are its own.
#[derive(Debug)]
pub(crate) struct OperationPlan {
    pub(crate) id: String,
    /// The type that stands for the operation.
    pub(crate) name: String,
    pub(crate) method: String,
    /// The client's method for its pages, if it has some.
    pub(crate) pages: Option<String>,
    /// The client's methods that wait.
    pub(crate) waiters: Vec<WaiterPlan>,
    pub(crate) module: String,
    /// Method and URI, for people.
    pub(crate) route: Option<String>,
    pub(crate) docs: Vec<String>,
    /// What its methods say: less, and where there is more.
    pub(crate) summary: Vec<String>,
    /// The same for the client's crate.
    pub(crate) client_summary: Vec<String>,
    pub(crate) deprecation: Option<Deprecation>,
    /// Method, URI pattern and status.
    pub(crate) http: Option<(String, String, u16)>,
    /// `AuthScheme` values, where they are not those of the service.
    pub(crate) auth: Option<Vec<String>>,
    /// `OperationTrait` values, as expressions.
    pub(crate) traits: Vec<String>,
    pub(crate) input: StructurePlan,
    pub(crate) output: StructurePlan,
    pub(crate) error_name: String,
    pub(crate) errors: Vec<ErrorVariant>,
}

/// A state of a resource that the client can wait for.
#[derive(Debug)]
pub(crate) struct WaiterPlan {
    /// Its name in the model.
    pub(crate) name: String,
    pub(crate) method: String,
    /// The name of its schema's static.
    pub(crate) schema: String,
    pub(crate) docs: Vec<String>,
    pub(crate) deprecation: Option<Deprecation>,
    /// The least and the greatest time between two calls, in seconds.
    pub(crate) delays: (i64, i64),
    /// `Acceptor` values, as expressions.
    pub(crate) acceptors: Vec<String>,
}

/// A variant of an operation's error enum.
#[derive(Debug)]
pub(crate) struct ErrorVariant {
    pub(crate) name: String,
    /// The path of the structure, and of its schema.
    pub(crate) path: String,
    pub(crate) schema: String,
    pub(crate) docs: Vec<String>,
}

/// A type of the `types` module.
#[derive(Debug)]
pub(crate) enum TypePlan {
    Structure(StructurePlan),
    Union(UnionPlan),
    Enum(EnumPlan),
}

/// A structure.
#[derive(Debug)]
pub(crate) struct StructurePlan {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) module: String,
    /// The name of its schema's static.
    pub(crate) schema: String,
    pub(crate) docs: Vec<String>,
    pub(crate) derives: Vec<&'static str>,
    pub(crate) fields: Vec<FieldPlan>,
    pub(crate) constructor: Constructor,
    /// `Trait` values, as expressions.
    pub(crate) traits: Vec<String>,
    /// For errors: the field that holds the message, if there is one.
    pub(crate) message: Option<String>,
}

/// A member as a field.
#[derive(Clone, Debug)]
pub(crate) struct FieldPlan {
    pub(crate) name: String,
    pub(crate) member: String,
    pub(crate) docs: Vec<String>,
    /// As an attribute.
    pub(crate) deprecation: Option<Deprecation>,
    pub(crate) rust_type: String,
    /// The path of its target's schema.
    pub(crate) schema: String,
    pub(crate) traits: Vec<String>,
    /// The value a reader starts from, where it is not that of the type.
    pub(crate) blank: Option<String>,
    /// The value that a service gives to it where a caller left it out.
    pub(crate) service_default: Option<String>,
}

/// How a structure is made.
#[derive(Debug)]
pub(crate) enum Constructor {
    /// By `Default`, derived.
    Derived,
    /// By `Default`, with the modelled defaults.
    Defaults,
    /// By `new`, which takes the required members.
    New(Vec<Argument>),
    /// By `new`, which takes a literal of the required members: there are too many to tell apart by position.
    Literal {
        /// The name of that struct.
        name: String,
        /// Indexes of the required fields.
        fields: Vec<usize>,
    },
}

/// A parameter of a `new`.
#[derive(Debug)]
pub(crate) struct Argument {
    /// Index of the field it fills.
    pub(crate) field: usize,
    pub(crate) rust_type: String,
    /// The field's value, from the parameter of the field's name.
    pub(crate) value: String,
}

/// A union.
#[derive(Debug)]
pub(crate) struct UnionPlan {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) module: String,
    pub(crate) schema: String,
    pub(crate) docs: Vec<String>,
    /// The variants; a field's name is the variant's.
    pub(crate) variants: Vec<FieldPlan>,
    pub(crate) traits: Vec<String>,
}

/// An enum, of strings or of integers.
#[derive(Debug)]
pub(crate) struct EnumPlan {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) module: String,
    pub(crate) schema: String,
    pub(crate) docs: Vec<String>,
    pub(crate) of_integers: bool,
    pub(crate) variants: Vec<EnumVariant>,
    pub(crate) traits: Vec<String>,
}

/// A value of an enum.
#[derive(Debug)]
pub(crate) struct EnumVariant {
    pub(crate) name: String,
    pub(crate) docs: Vec<String>,
    pub(crate) deprecation: Option<Deprecation>,
    /// The value, as a literal.
    pub(crate) value: String,
}

/// The schema of a shape that is no Rust type of its own: a simple shape, a list, a map.
#[derive(Debug)]
pub(crate) struct SchemaPlan {
    pub(crate) name: String,
    pub(crate) id: String,
    /// A variant of the runtime's `Kind`.
    pub(crate) kind: &'static str,
    /// Members: name, path of the target's schema, traits.
    pub(crate) members: Vec<(String, String, Vec<String>)>,
    pub(crate) traits: Vec<String>,
}

/// Why there is no plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanError {
    message: String,
}

impl PlanError {
    fn new(message: impl Into<String>) -> Self {
        Self { message: message.into() }
    }
}

impl fmt::Display for PlanError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}
impl std::error::Error for PlanError {}

/// What the parts of planning share.
struct Context<'m> {
    model: &'m Model,
    settings: &'m Settings,
    closure: Closure<'m>,
    names: Names,
    links: Links,
    /// Member ids whose value is behind a `Box`.
    boxed: std::collections::BTreeSet<ShapeId>,
}

/// Decides everything.
pub fn plan(model: &ValidModel, settings: &Settings) -> Result<Plan, PlanError> {
    let service = find_service(model, &settings.service)?;
    let validation = validation_exception(model, settings)?;
    let closure = Closure::new(model, service, validation);
    let names = Names::new(model, &closure);
    let boxed = sizes::boxed_members(model, settings, &closure);
    let links = Links::new(&closure, &names);
    let context = Context { model, settings, closure, names, links, boxed };
    let service = service::plan(&context, validation);
    let operations = operation::plan(&context);
    let (types, errors) = (shapes::types(&context), shapes::errors(&context));
    Ok(Plan {
        crate_name: settings.module.clone(),
        version: settings.version.clone(),
        runtime: settings.runtime.clone(),
        require_all_operations: settings.require_all_operations,
        example: example::plan(&service, &operations),
        exports: exports::plan(&operations, &types, &errors),
        service,
        client: features::client(&context),
        server: features::server(&context),
        operations,
        types,
        errors,
        schemas: shapes::schemas(&context),
    })
}

fn find_service<'m>(model: &'m Model, id: &str) -> Result<&'m Shape, PlanError> {
    let found = ShapeId::parse(id).ok().and_then(|id| model.shape(id));
    match found {
        Some(shape) if shape.as_service().is_some() => Ok(shape),
        Some(shape) => {
            let found = shape.shape_type().as_str();
            let article = if found.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
            Err(PlanError::new(format!("`{id}` is {article} {found}, not a service")))
        }
        None => {
            let services: Vec<&str> = model.shapes_of(ShapeType::Service).map(|service| service.id.as_str()).collect();
            let close = whitesmith_smithy::spelling::closest(id, services.iter().copied());
            let known = match (close, services.as_slice()) {
                (Some(close), _) => format!("did you mean `{close}`?"),
                (None, []) => "it has none".to_owned(),
                (None, services) => format!("it has `{}`", services.join("`, `")),
            };
            Err(PlanError::new(format!("the model has no service `{id}`; {known}")))
        }
    }
}

fn validation_exception(model: &Model, settings: &Settings) -> Result<Option<ShapeId>, PlanError> {
    let Some(id) = &settings.validation_exception else { return Ok(None) };
    let shape = ShapeId::parse(id).ok().and_then(|id| model.shape(id));
    match shape {
        Some(shape) if shape.has_trait(whitesmith_smithy::ids::ERROR) => Ok(Some(shape.id)),
        Some(_) => Err(PlanError::new(format!("the setting `validationException` names `{id}`, which is no error"))),
        None => Err(PlanError::new(format!("the setting `validationException` names `{id}`, which does not exist"))),
    }
}
