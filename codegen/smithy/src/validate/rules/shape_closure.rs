//! Closures of shapes that metadata declares: ids, what they include, and how they rename it
//! ([shape closures](https://smithy.io/2.0/spec/shape-closures.html)).

use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::event::{Event, Severity};
use crate::index::closure;
use crate::node::{Node, Object};
use crate::select::Selector;
use crate::shape::Shape;
use crate::shape_id::{ShapeId, is_identifier};
use crate::source::Span;
use crate::validate::rule::{Context, Rule, Sink};

const NAME: &str = "ShapeClosure";

pub(super) static RULE: Rule = Rule::new(NAME, run);

fn run(context: &Context<'_>, sink: &mut Sink<'_>) {
    let declared = context.model.metadata().get("shapeClosures").and_then(Node::as_array).unwrap_or_default();
    let mut seen: FxHashMap<&str, usize> = FxHashMap::default();
    for declaration in declared {
        // What is of the wrong type is reported against the type of the metadata.
        let Some(id) = declaration.get("id").and_then(Node::as_str) else { continue };
        let times = seen.entry(id).or_default();
        *times += 1;
        if *times == 2 {
            let message = format!("Shape closure id `{id}` is declared more than once.");
            sink.push(Event::error(NAME, message).at(declaration.span));
        }
        if *times > 1 {
            continue;
        }
        if ShapeId::parse(id).is_ok_and(|id| context.shape(id).is_some()) {
            let message = format!("Shape closure ids must not match the ids of shapes in the model, but `{id}` does.");
            sink.push(Event::error(NAME, message).at(declaration.span));
        }
        check(id, declaration, context, sink);
    }
}

fn check(id: &str, declaration: &Node, context: &Context<'_>, sink: &mut Sink<'_>) {
    let namespaces = declaration.get("includeNamespaces").and_then(Node::as_array);
    let selector = declaration.get("includeBySelector").and_then(Node::as_str);
    let is_given = |key| declaration.get(key).is_some_and(|node| node.as_array().is_none_or(|array| !array.is_empty()));
    if !["includeNamespaces", "includeBySelector"].into_iter().any(is_given) {
        let message =
            format!("Shape closure `{id}` must define at least one of `includeNamespaces` or `includeBySelector`.");
        sink.push(Event::error(NAME, message).at(declaration.span));
        return;
    }
    let mut starts: Vec<&Shape> = Vec::new();
    for namespace in namespaces.unwrap_or_default() {
        let Some(name) = namespace.as_str() else { continue };
        let before = starts.len();
        starts.extend(context.model.shapes().filter(|shape| shape.id.namespace() == name && !shape.id.is_member()));
        if starts.len() == before {
            let message =
                format!("Shape closure `{id}` includes namespace `{name}`, which has no shapes in the model.");
            let event = Event::new(Severity::Danger, format!("{NAME}.EmptyNamespace.{id}"), message);
            sink.push(event.at(namespace.span));
        }
    }
    // An empty selector is reported against the type of the metadata.
    if let Some(text) = selector.filter(|text| !text.is_empty()) {
        let selected = Selector::parse(text)
            .map_err(|error| error.to_string())
            .and_then(|selector| selector.select_with(context).map_err(|error| error.to_string()));
        match selected {
            Err(error) => {
                let message = format!("Shape closure `{id}` has an invalid `includeBySelector`: {error}");
                sink.push(Event::error(NAME, message).at(declaration.span));
                return;
            }
            Ok(selected) => {
                if selected.is_empty() {
                    let message =
                        format!("Shape closure `{id}` has an `includeBySelector` that matches no shapes in the model.");
                    let event = Event::new(Severity::Danger, format!("{NAME}.EmptySelector.{id}"), message);
                    sink.push(event.at(declaration.span));
                }
                starts.extend(selected);
            }
        }
    }
    let mut included: BTreeMap<ShapeId, &Shape> = BTreeMap::new();
    for start in starts {
        if included.contains_key(&start.id) {
            continue;
        }
        included.extend(closure(context.model, start.id).into_iter().map(|shape| (shape.id, shape)));
    }
    if let Some(renames) = declaration.get("rename").and_then(Node::as_object) {
        check_renames(id, renames, &included, context, sink);
    }
    conflicts(id, declaration, &included, sink);
}

/// The renames whose keys and values are what they should be: those that are not are reported against the type.
fn valid_renames<'n>(renames: &'n Object) -> Vec<(ShapeId, &'n str, Span)> {
    let parse = |(key, member): (&str, &'n crate::node::Member)| {
        let name = member.node.as_str().filter(|name| is_identifier(name))?;
        Some((ShapeId::parse(key).ok()?, name, member.key_span))
    };
    renames.members().filter_map(parse).collect()
}

fn check_renames(
    id: &str,
    renames: &Object,
    included: &BTreeMap<ShapeId, &Shape>,
    context: &Context<'_>,
    sink: &mut Sink<'_>,
) {
    let renames = valid_renames(renames);
    let sources: FxHashSet<ShapeId> = renames.iter().map(|(from, _, _)| *from).collect();
    let mut taken: FxHashMap<String, ShapeId> = FxHashMap::default();
    for (from, name, span) in renames {
        if context.shape(from).is_some_and(|shape| !shape.shape_type().is_data()) {
            continue;
        }
        let mut report = |message: String| {
            sink.push(Event::error(NAME, message).at(span));
        };
        if !included.contains_key(&from) {
            report(format!("Shape closure `{id}` attempts to rename `{from}`, which is not in the closure."));
            continue;
        }
        if name == from.name() {
            report(format!("Shape closure `{id}` rename for `{from}` does not change the name from `{name}`."));
            continue;
        }
        let other = included.values().find(|other| {
            !other.id.is_member() && !sources.contains(&other.id) && other.id.name().eq_ignore_ascii_case(name)
        });
        if let Some(other) = other {
            report(format!(
                "Shape closure `{id}` rename for `{from}` (\"{name}\") case-insensitively conflicts with non-renamed \
                 shape `{}`.",
                other.id
            ));
        }
        if let Some(other) = taken.insert(name.to_ascii_lowercase(), from) {
            report(format!(
                "Shape closure `{id}` rename for `{from}` (\"{name}\") case-insensitively conflicts with the rename for \
                 `{other}`."
            ));
        }
    }
}

/// Shapes of the closure that still share a name.
fn conflicts(id: &str, declaration: &Node, included: &BTreeMap<ShapeId, &Shape>, sink: &mut Sink<'_>) {
    let renames = declaration.get("rename").and_then(Node::as_object);
    let name_of = |shape: ShapeId| renames.and_then(|r| r.get(shape.as_str())?.as_str()).unwrap_or(shape.name());
    let mut by_name: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for shape in included.keys().filter(|shape| !shape.is_member()) {
        // A name that a rename takes is reported with the rename.
        if name_of(*shape) == shape.name() {
            by_name.entry(shape.name().to_ascii_lowercase()).or_default().push(shape.as_str());
        }
    }
    for shapes in by_name.into_values().filter(|shapes| shapes.len() > 1) {
        let message = format!(
            "Shape closure `{id}` contains shapes whose names conflict case-insensitively: [{}]. Shapes in a closure should \
             have case-insensitively unique names regardless of their namespaces. Some code generators or other tools \
             may require this in order to work. The `rename` property may be used to disambiguate them.",
            shapes.join(", ")
        );
        sink.push(Event::new(Severity::Warning, format!("{NAME}.NameConflicts.{id}"), message).at(declaration.span));
    }
}
