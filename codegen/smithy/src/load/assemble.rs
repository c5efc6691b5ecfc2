//! From what each source says to one model.

use indexmap::IndexMap;
use rustc_hash::{FxBuildHasher, FxHashSet};

use super::idl::Names;
use super::merge::{apply_trait, merge_definitions, put_metadata};
use super::parsed::{Application, Definition, MemberDefinition, Parsed, Version};
use super::{Assembly, Input, Loader, PRELUDE, Syntax, ast, elision, idl, mixins, traits, upgrade};
use crate::builtin;
use crate::event::{Event, Severity};
use crate::ids;
use crate::model::Model;
use crate::node::Object;
use crate::shape::{Shape, ShapeKind, ShapeType, Target, Traits};
use crate::shape_id::ShapeId;
use crate::source::{FileId, Sources};
use crate::spelling;

/// Definitions by id.
pub(super) type Definitions = IndexMap<ShapeId, Definition, FxBuildHasher>;

/// What the stages of assembling work on.
pub(super) struct State<'s> {
    pub(super) sources: &'s Sources,
    pub(super) definitions: Definitions,
    pub(super) events: Vec<Event>,
    /// Which traits have a `null` that was written, rather than no value.
    pub(super) nulls: FxHashSet<(ShapeId, ShapeId)>,
    pub(super) allow_unknown_traits: bool,
}

pub(super) fn assemble(loader: Loader) -> Assembly {
    let Loader { mut sources, inputs, events, allow_unknown_traits, .. } = loader;
    let builtins = add_builtins(&mut sources, &inputs);
    let (builtins, parsed) = parse_all(&sources, &builtins, &inputs);

    let mut state = State {
        sources: &sources,
        definitions: Definitions::default(),
        events,
        nulls: FxHashSet::default(),
        allow_unknown_traits,
    };
    let (mut metadata, mut rest) = (Object::default(), Rest::default());
    let mut builtin_definitions = Vec::new();
    for source in builtins {
        builtin_definitions.append(&mut state.take(source, &mut metadata, &mut rest));
    }
    for source in parsed {
        for definition in state.take(source, &mut metadata, &mut rest) {
            state.define(definition);
        }
    }
    let builtins = state.define_builtins(builtin_definitions);
    for application in std::mem::take(&mut rest.applications) {
        state.apply(application);
    }
    state.check_versions();
    traits::check(&mut state);
    state.check_references(&rest);
    elision::resolve(&mut state);
    let versions = state.definitions.iter().map(|(id, definition)| (*id, definition.version)).collect();
    let shapes = mixins::resolve(&mut state);
    let mut model = Model { shapes, metadata, builtins };
    upgrade::upgrade(&mut model, &versions, &mut state);
    let State { events, .. } = state;
    Assembly { sources, model, events }
}

/// What of the sources is not definitions.
#[derive(Default)]
struct Rest {
    applications: Vec<Application>,
    uses: Vec<crate::shape::Target>,
    syntactic_ids: Vec<super::parsed::SyntacticId>,
}

/// Adds the prelude, and the definitions for those namespaces that a source mentions.
fn add_builtins(sources: &mut Sources, inputs: &[Input]) -> Vec<FileId> {
    let mut wanted = builtin::Wanted::default();
    for input in inputs {
        wanted.scan(sources.file(input.file).map_or("", crate::source::SourceFile::text));
    }
    let files = wanted.sources();
    files.filter_map(|(namespace, text)| sources.add(format!("builtin/{namespace}.smithy"), text)).collect()
}

/// Reads all sources. Those whose reading depends on what others define are read again.
fn parse_all(sources: &Sources, builtins: &[FileId], inputs: &[Input]) -> (Vec<Parsed>, Vec<Parsed>) {
    let mut names = Names::default();
    let mut parse_builtin = |file: &FileId| {
        let parsed = idl::parse(*file, sources, &names);
        names.add_prelude(&parsed);
        parsed
    };
    let builtins: Vec<Parsed> = builtins.iter().map(&mut parse_builtin).collect();
    let parse = |input: &Input, names: &Names| match input.syntax {
        Syntax::Idl => idl::parse(input.file, sources, names),
        Syntax::Ast => ast::parse(input.file, sources, sources.file(input.file).map_or("", |file| file.text())),
    };
    let mut parsed: Vec<Parsed> = inputs.iter().map(|input| parse(input, &names)).collect();
    let namespaces: FxHashSet<Box<str>> =
        parsed.iter().filter(|source| source.relies_on_prelude).filter_map(|source| source.namespace.clone()).collect();
    for definition in parsed.iter().flat_map(|source| &source.definitions) {
        let id = definition.shape.id;
        if id.namespace() == PRELUDE && !definition.shape.has_trait(ids::PRIVATE) {
            names.prelude.insert(id.name());
        }
        if names.prelude.contains(id.name()) && namespaces.contains(id.namespace()) {
            names.shadowed.insert((id.namespace(), id.name()));
        }
    }
    if !names.shadowed.is_empty() {
        for (input, source) in inputs.iter().zip(&mut parsed) {
            let shadowed = |namespace: &str| names.shadowed.iter().any(|(shadowed, _)| *shadowed == namespace);
            if source.relies_on_prelude && source.namespace.as_deref().is_some_and(shadowed) {
                *source = parse(input, &names);
            }
        }
    }
    (builtins, parsed)
}

impl Names {
    fn add_prelude(&mut self, parsed: &Parsed) {
        let public = parsed.definitions.iter().filter(|definition| !definition.shape.has_trait(ids::PRIVATE));
        let prelude = public.map(|definition| definition.shape.id).filter(|id| id.namespace() == PRELUDE);
        self.prelude.extend(prelude.map(ShapeId::name));
    }
}

impl State<'_> {
    /// Sorts what a source says to where it belongs; hands back its definitions.
    fn take(&mut self, mut source: Parsed, metadata: &mut Object, rest: &mut Rest) -> Vec<Definition> {
        self.events.append(&mut source.events);
        self.nulls.extend(source.nulls);
        let is_prelude = source.namespace.as_deref() == Some(PRELUDE);
        for application in source.applications {
            let Application { target: Target { id: target, .. }, id, span, .. } = application;
            if target.namespace() == PRELUDE && !is_prelude {
                let message = format!("Cannot apply `{id}` to an immutable prelude shape defined in `{PRELUDE}`.");
                self.events.push(Event::error("Model", message).about(target, span));
            } else {
                rest.applications.push(application);
            }
        }
        rest.uses.append(&mut source.uses);
        rest.syntactic_ids.append(&mut source.syntactic_ids);
        for (key, span, value) in source.metadata {
            put_metadata(metadata, &key, span, value, self.sources, &mut self.events);
        }
        source.definitions
    }

    fn define(&mut self, definition: Definition) {
        match self.definitions.entry(definition.shape.id) {
            indexmap::map::Entry::Vacant(entry) => {
                entry.insert(definition);
            }
            indexmap::map::Entry::Occupied(mut entry) => {
                merge_definitions(entry.get_mut(), definition, self.sources, &mut self.events);
            }
        }
    }

    /// Adds the built-in definitions in front; those that a source makes itself give way.
    fn define_builtins(&mut self, builtins: Vec<Definition>) -> FxHashSet<ShapeId> {
        let mut added = FxHashSet::default();
        let own = std::mem::take(&mut self.definitions);
        self.definitions.reserve(own.len() + builtins.len());
        for definition in builtins {
            if !own.contains_key(&definition.shape.id) {
                if definition.shape.id.namespace() != PRELUDE {
                    added.insert(definition.shape.id);
                }
                self.definitions.insert(definition.shape.id, definition);
            }
        }
        self.definitions.extend(own);
        added
    }

    /// Applies a trait to a shape or member defined elsewhere.
    fn apply(&mut self, application: Application) {
        let Application { target: Target { id: target, span: target_span }, id, value, span } = application;
        let Some(definition) = self.definitions.get_mut(&target.without_member()) else {
            return self.apply_to_nothing(target, id, target_span);
        };
        if !target.is_member() {
            let traits = &mut definition.shape.traits;
            return apply_trait(traits, target, id, value, span, self.sources, &mut self.events);
        }
        let mut place = definition.members.iter().position(|member| member.id == target);
        if place.is_none() && !definition.shape.mixins.is_empty() {
            // Whether a mixin has this member turns out when mixins are resolved.
            place = Some(definition.members.len());
            definition.members.push(MemberDefinition {
                id: target,
                span,
                target: None,
                traits: Traits::default(),
                applied_only: true,
            });
        }
        match place.and_then(|place| definition.members.get_mut(place)) {
            Some(member) => {
                apply_trait(&mut member.traits, target, id, value, span, self.sources, &mut self.events);
            }
            None => self.apply_to_nothing(target, id, target_span),
        }
    }

    pub(super) fn apply_to_nothing(&mut self, target: ShapeId, id: ShapeId, span: crate::source::Span) {
        let message = format!("Trait `{}` applied to unknown shape `{target}`", traits::short_name(id));
        let mut event = Event::error("Model", message).at(span);
        let definition = self.definitions.get(&target.without_member());
        let members = definition.into_iter().flat_map(|definition| &definition.members).map(|member| member.id);
        let candidates = self.definitions.keys().copied().chain(members);
        if let Some(close) = spelling::closest(target.as_str(), candidates.map(ShapeId::as_str)) {
            event = event.with_hint(format!("did you mean `{close}`?"));
        }
        self.events.push(event);
    }

    /// Reports what a source uses that its version of the language does not have.
    fn check_versions(&mut self) {
        let Self { definitions, events, .. } = self;
        for Definition { shape, version, members, .. } in definitions.values() {
            let shape_type = shape.shape_type();
            let missing = match version {
                Version::V1 => matches!(shape_type, ShapeType::Enum | ShapeType::IntEnum),
                Version::V2 => shape_type == ShapeType::Set,
            };
            if missing {
                let version = version.as_str();
                let message = format!("{shape_type} shapes cannot be used in Smithy version {version}.");
                events.push(Event::error("Model", message).about(shape.id, shape.span));
            }
            if *version == Version::V1 {
                let members = members.iter().map(|member| (member.id, &member.traits));
                for (id, traits) in std::iter::once((shape.id, &shape.traits)).chain(members) {
                    if let Some(applied) = traits.get(ids::MIXIN) {
                        let message = format!(
                            "Mixins can only be used in Smithy 2.0 or later. Attempted to apply a @mixin trait to \
                             `{id}` in a model file using version `1.0`."
                        );
                        events.push(Event::error("Model", message).about(id, applied.span));
                    }
                    if let Some(applied) = traits.get(ids::DEFAULT) {
                        let message = "The @default trait can only be used in Smithy 2.0 or later";
                        events.push(Event::error("Model", message).about(id, applied.span));
                    }
                }
            }
            if *version == Version::V2 && shape.id.namespace() != PRELUDE {
                let members = members.iter().map(|member| (member.id, &member.traits));
                for (id, traits) in std::iter::once((shape.id, &shape.traits)).chain(members) {
                    if let Some(applied) = traits.get(ids::BOX) {
                        let message = "@box is not supported in Smithy IDL 2.0";
                        events.push(Event::error("Model", message).about(id, applied.span));
                    }
                }
            }
            if shape.has_trait(ids::MIXIN) {
                check_entity_mixin(shape, events);
            }
        }
    }

    /// Reports names that stand for nothing, where that is not for the validators to find.
    fn check_references(&mut self, rest: &Rest) {
        for target in &rest.uses {
            if !self.definitions.contains_key(&target.id) {
                let message = format!("Use statement refers to undefined shape: {}", target.id);
                let mut event = Event::new(Severity::Warning, "Model", message).at(target.span);
                if let Some(close) =
                    spelling::closest(target.id.as_str(), self.definitions.keys().map(|id| id.as_str()))
                {
                    event = event.with_hint(format!("did you mean `{close}`?"));
                }
                self.events.push(event);
            }
        }
        for id in &rest.syntactic_ids {
            let found = self.definitions.get(&id.target.id.without_member()).is_some_and(|definition| {
                !id.target.id.is_member()
                    || !definition.shape.mixins.is_empty()
                    || definition.members.iter().any(|member| member.id == id.target.id)
            });
            if !found {
                let message = format!(
                    "Syntactic shape ID `{}` does not resolve to a valid shape ID: `{}`. Did you mean to quote this \
                     string? Are you missing a model file?",
                    id.written, id.target.id
                );
                self.events.push(Event::new(Severity::Danger, "SyntacticShapeIdTarget", message).at(id.target.span));
            }
        }
    }
}

/// Mixins of operations and of resources carry no properties that shapes could not inherit.
fn check_entity_mixin(shape: &Shape, events: &mut Vec<Event>) {
    let id = shape.id;
    let unit = |target: Option<crate::shape::Target>| target.is_none_or(|target| target.id == ids::UNIT_SHAPE);
    let message = match &shape.kind {
        ShapeKind::Operation(operation) if !unit(operation.input) || !unit(operation.output) => format!(
            "Operation shapes with the mixin trait MUST target `smithy.api#Unit` for their input and output. Operation \
             mixin shape `{id}` defines one or both of these properties."
        ),
        ShapeKind::Resource(resource)
            if !crate::equality::same_kind(&shape.kind, &ShapeType::Resource.plain_kind()) =>
        {
            let _ = resource;
            format!(
                "Resource shapes with the mixin trait may not define any properties. Resource mixin shape `{id}` \
                 defines one or more properties."
            )
        }
        _ => return,
    };
    events.push(Event::error("Model", message).about(id, shape.span));
}
