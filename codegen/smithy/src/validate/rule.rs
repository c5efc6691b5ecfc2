//! What a validator is: an id, a phase and a function from a model to events.

use std::ops::Deref;

use crate::event::{Event, Severity};
use crate::index::Knowledge;
use crate::model::Model;
use crate::node_validation::Finding;
use crate::shape::Shape;
use crate::shape_id::ShapeId;
use crate::source::Span;

/// A validator: one file, with one of these in it, and one line in the table of [`super::rules`].
pub(crate) struct Rule {
    /// The id of its events. What it reports may extend it: `HttpMethodSemantics.MissingReadonlyTrait`.
    pub(crate) id: &'static str,
    /// When it runs.
    pub(crate) phase: Phase,
    /// Looks at the model and reports.
    pub(crate) run: fn(&Context<'_>, &mut Sink<'_>),
}

/// The order in which rules run. An error in one phase keeps the next from running, because what later rules
/// would say about a broken model only hides the cause.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Phase {
    /// Whether values of traits can be read at all, where the trait's shape alone does not say so.
    Creation,
    /// Whether every reference leads somewhere it may.
    Correctness,
    /// Whether the traits are ones that the other rules can rely on.
    Critical,
    /// Everything else.
    Semantic,
}

impl Rule {
    /// A rule of the last phase, which is what nearly all are.
    pub(crate) const fn new(id: &'static str, run: fn(&Context<'_>, &mut Sink<'_>)) -> Self {
        Self { id, phase: Phase::Semantic, run }
    }

    /// A rule of another phase.
    pub(crate) const fn in_phase(id: &'static str, phase: Phase, run: fn(&Context<'_>, &mut Sink<'_>)) -> Self {
        Self { id, phase, run }
    }
}

/// What a rule sees: the model and everything that has been derived from it.
pub(crate) struct Context<'m> {
    /// The model.
    pub(crate) model: &'m Model,
    knowledge: &'m Knowledge<'m>,
}

impl<'m> Context<'m> {
    pub(crate) fn new(knowledge: &'m Knowledge<'m>) -> Self {
        Self { model: knowledge.model(), knowledge }
    }
}

/// Indexes are asked for on the context itself: `context.shapes_with(ids::HTTP)`.
impl<'m> Deref for Context<'m> {
    type Target = Knowledge<'m>;
    fn deref(&self) -> &Knowledge<'m> {
        self.knowledge
    }
}

/// Where a rule reports. Each function gives back the event it recorded, so that a place, a sub-id or a hint
/// can be put on it: `sink.error(shape, "…").place(span)`.
pub(crate) struct Sink<'e> {
    rule: &'static str,
    events: &'e mut Vec<Event>,
}

impl<'e> Sink<'e> {
    pub(crate) fn new(rule: &'static str, events: &'e mut Vec<Event>) -> Self {
        Self { rule, events }
    }

    /// Reports about a shape, placed at its definition.
    pub(crate) fn report(&mut self, severity: Severity, shape: &Shape, message: impl Into<String>) -> Reported<'_> {
        self.push(Event::new(severity, self.rule, message).about(shape.id, shape.span))
    }

    /// Reports an error about a shape.
    pub(crate) fn error(&mut self, shape: &Shape, message: impl Into<String>) -> Reported<'_> {
        self.report(Severity::Error, shape, message)
    }

    /// Reports a danger about a shape.
    pub(crate) fn danger(&mut self, shape: &Shape, message: impl Into<String>) -> Reported<'_> {
        self.report(Severity::Danger, shape, message)
    }

    /// Reports a warning about a shape.
    pub(crate) fn warning(&mut self, shape: &Shape, message: impl Into<String>) -> Reported<'_> {
        self.report(Severity::Warning, shape, message)
    }

    /// Reports a note about a shape.
    pub(crate) fn note(&mut self, shape: &Shape, message: impl Into<String>) -> Reported<'_> {
        self.report(Severity::Note, shape, message)
    }

    /// Reports what is wrong with a value, in a place such as ``Error validating trait `x` ``. `span` is where the
    /// value stands; findings that know better keep their own.
    pub(crate) fn findings(&mut self, shape: &Shape, findings: Vec<Finding>, place: &str, span: Span) {
        for finding in findings {
            let message = finding.in_context(place);
            let reported = self.report(finding.severity, shape, message).place(span).place(finding.span);
            if let Some(sub) = &finding.sub_id {
                reported.sub_id(sub);
            }
        }
    }

    /// Reports an event that is complete already, whatever its id.
    pub(crate) fn push(&mut self, event: Event) -> Reported<'_> {
        let at = self.events.len();
        self.events.push(event);
        // Just pushed, so there is exactly one.
        Reported(&mut self.events[at..])
    }
}

/// An event just reported, open to refinement.
pub(crate) struct Reported<'e>(&'e mut [Event]);

impl Reported<'_> {
    fn change(self, change: impl FnOnce(&mut Event)) -> Self {
        if let [event] = &mut *self.0 {
            change(event);
        }
        self
    }

    /// Places it elsewhere than at the shape, unless `span` says nowhere.
    pub(crate) fn place(self, span: Span) -> Self {
        if span.is_none() { self } else { self.change(|event| event.span = span) }
    }

    /// Places it where a trait of `shape` was applied.
    pub(crate) fn place_at_trait(self, shape: &Shape, id: ShapeId) -> Self {
        let span = shape.traits.get(id).map_or(Span::NONE, |applied| applied.span);
        self.place(span)
    }

    /// Extends the event's id: `sub_id("OPTIONS")` makes `HttpMethodSemantics.OPTIONS` of `HttpMethodSemantics`.
    pub(crate) fn sub_id(self, sub: &str) -> Self {
        self.change(|event| event.id = format!("{}.{sub}", event.id).into())
    }

    /// Gives the event another id than the rule's.
    pub(crate) fn id(self, id: impl Into<std::borrow::Cow<'static, str>>) -> Self {
        self.change(|event| event.id = id.into())
    }

    /// Says what to do about it.
    pub(crate) fn hint(self, hint: impl Into<String>) -> Self {
        self.change(|event| event.hint = Some(hint.into()))
    }
}
