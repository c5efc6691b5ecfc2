//! A model that has passed validation, as a type: what needs a correct model asks for one of these.

use std::ops::Deref;

use super::Options;
use crate::event::{Event, Severity};
use crate::load::Assembly;
use crate::model::Model;
use crate::source::Sources;

/// A [`Model`] without an [`Severity::Error`] and without a [`Severity::Danger`] that is not suppressed.
#[derive(Clone, Debug)]
pub struct ValidModel(Model);

impl ValidModel {
    /// The model, which may then be changed and needs validation again.
    pub fn into_model(self) -> Model {
        self.0
    }
}

impl Deref for ValidModel {
    type Target = Model;
    fn deref(&self) -> &Model {
        &self.0
    }
}

/// What validation came to.
///
/// ```
/// use whitesmith_smithy::Loader;
///
/// let mut loader = Loader::new();
/// loader.add_source("a.smithy", "$version: \"2\"\nnamespace a\nlist Names { member: Strin }\n");
/// let validated = loader.assemble().validate();
/// assert!(validated.model.is_none(), "a model with errors is no valid model");
/// let event = &validated.events[0];
/// let (path, at) = validated.sources.locate(event.span).expect("errors have places");
/// assert_eq!((&*event.id, path.to_str(), at.line), ("Target.UnresolvedShape", Some("a.smithy"), 3));
/// ```
#[derive(Debug)]
pub struct Validated {
    /// The source texts, which spans refer to.
    pub sources: Sources,
    /// Everything there is to say, suppressed events included.
    pub events: Vec<Event>,
    /// The model, unless it is wrong.
    pub model: Option<ValidModel>,
}

impl Assembly {
    /// Runs every rule over the model.
    pub fn validate(self) -> Validated {
        self.validate_with(&Options::default())
    }

    /// As [`Assembly::validate`], with other options.
    pub fn validate_with(self, options: &Options) -> Validated {
        let Self { sources, model, events } = self;
        let events = super::validate_with(&model, events, options);
        let passed = events.iter().all(|event| event.severity < Severity::Danger);
        Validated { sources, events, model: passed.then_some(ValidModel(model)) }
    }
}
