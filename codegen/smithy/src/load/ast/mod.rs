//! The JSON AST, versions 1.0 and 2.0 ([specification](https://smithy.io/2.0/spec/json-ast.html)).
//!
//! Reads shapes straight from the text; see [`super::json`] for why. There are two kinds of trouble: text that is
//! not JSON ends the file, while a shape that is not as it should be is reported and passed over.

mod shapes;

use std::borrow::Cow;

use super::json::{Json, JsonError, Kind};
use super::parsed::{Parsed, Version};
use super::properties::{additional_properties, suggestion};
use crate::event::{Event, Severity};
use crate::shape_id::ShapeId;
use crate::source::{FileId, Sources, Span};

/// What is wrong: the text, or what it says.
enum AstError {
    Json(JsonError),
    Schema { message: String, span: Span },
}

impl From<JsonError> for AstError {
    fn from(error: JsonError) -> Self {
        Self::Json(error)
    }
}

type Ast<T> = Result<T, AstError>;

fn schema<T>(message: impl Into<String>, span: Span) -> Ast<T> {
    Err(AstError::Schema { message: message.into(), span })
}

/// Whether the text is a JSON object with the member `smithy`; `None` when that cannot be told.
pub(super) fn is_model(file: FileId, text: &str) -> Option<bool> {
    let mut json = Json::new(file, text);
    let mut entries = json.object().ok()?;
    while let Some((key, _)) = json.key(&mut entries).ok()? {
        if key == "smithy" {
            return Some(true);
        }
        json.skip().ok()?;
    }
    Some(false)
}

/// Reads a source.
pub(super) fn parse(file: FileId, sources: &Sources, text: &str) -> Parsed {
    let mut reader = Reader { json: Json::new(file, text), sources, out: Parsed::default() };
    if let Err(error) = reader.model() {
        let event = match error {
            AstError::Json(error) => Event::error("Model", parsing(&error)).at(error.span),
            AstError::Schema { message, span } => Event::error("Model", message).at(span),
        };
        reader.out.events.push(event);
    }
    reader.out
}

/// Says that the text is not JSON. What is wrong with its content needs no such introduction.
fn parsing(error: &JsonError) -> String {
    if error.message.starts_with("Duplicate") {
        error.message.clone()
    } else {
        format!("Error parsing JSON: {}", error.message)
    }
}

struct Reader<'s> {
    json: Json<'s>,
    sources: &'s Sources,
    out: Parsed,
}

impl<'s> Reader<'s> {
    fn model(&mut self) -> Ast<()> {
        if let Some(version) = self.find_version()? {
            self.out.version = version;
        }
        let mut entries = self.json.object()?;
        let mut additional = Vec::new();
        while let Some((key, _)) = self.json.key(&mut entries)? {
            match &*key {
                "smithy" => self.json.skip()?,
                "metadata" => self.recovering(None, Self::metadata)?,
                "shapes" => self.recovering(None, Self::shapes)?,
                _ => {
                    additional.push(key);
                    self.json.skip()?;
                }
            }
        }
        self.json.finish()?;
        self.warn_additional(None, &["metadata", "shapes", "smithy"], &additional, self.json.span_from(entries.start));
        Ok(())
    }

    /// The version may stand behind the shapes, which are read by it.
    fn find_version(&mut self) -> Ast<Option<Version>> {
        let mut ahead = self.json.clone();
        if ahead.kind()? != Kind::Object {
            return schema(
                "Expected a Smithy model, which is a JSON object",
                ahead.span_from(ahead.clone().position()),
            );
        }
        let mut entries = ahead.object()?;
        while let Some((key, span)) = ahead.key(&mut entries)? {
            if key != "smithy" {
                ahead.skip()?;
                continue;
            }
            if ahead.kind()? != Kind::String {
                let found = ahead.kind()?.as_str();
                return schema(format!("Expected `smithy` member to be a string, but found {found}"), span);
            }
            let (text, span) = ahead.string()?;
            return match Version::parse(&text) {
                Some(version) => Ok(Some(version)),
                None => schema(format!("Unsupported Smithy version number: {text}"), span),
            };
        }
        Ok(None)
    }

    /// Reads a value; when its content is wrong, reports that and passes over the value.
    fn recovering(&mut self, shape: Option<ShapeId>, read: impl FnOnce(&mut Self) -> Ast<()>) -> Ast<()> {
        let before = self.json.clone();
        match read(self) {
            Err(AstError::Schema { message, span }) => {
                let mut event = Event::error("Model", message).at(span);
                event.shape = shape;
                self.out.events.push(event);
                self.json = before;
                Ok(self.json.skip()?)
            }
            other => other,
        }
    }

    fn warn_additional(&mut self, shape: Option<ShapeId>, allowed: &[&str], found: &[Cow<'s, str>], span: Span) {
        if !found.is_empty() {
            let mut found: Vec<&str> = found.iter().map(|key| &**key).collect();
            let message = additional_properties(allowed, &mut found);
            let mut event = Event::new(Severity::Warning, "Model", message).at(span);
            event.shape = shape;
            event.hint = suggestion(allowed, &found);
            self.out.events.push(event);
        }
    }

    /// Fails unless a value of some kind comes next; `expected` begins to say what was expected.
    fn expect(&mut self, kind: Kind, expected: impl FnOnce(&'static str) -> String) -> Ast<()> {
        let found = self.json.kind()?;
        if found == kind {
            return Ok(());
        }
        let start = self.json.position();
        schema(expected(found.as_str()), self.span_of_value(start))
    }

    /// Fails unless the value of the member `name` is an object.
    fn expect_object(&mut self, name: &str) -> Ast<()> {
        self.expect(Kind::Object, |found| format!("Expected `{name}` to be an object, but found {found}"))
    }

    fn span_of_value(&self, start: usize) -> Span {
        let mut ahead = self.json.clone();
        match ahead.skip() {
            Ok(()) => ahead.span_from(start),
            Err(error) => error.span,
        }
    }

    fn metadata(&mut self) -> Ast<()> {
        self.expect(Kind::Object, |found| format!("Expected `metadata` to be an object; found {found}"))?;
        let mut entries = self.json.object()?;
        while let Some((key, span)) = self.json.key(&mut entries)? {
            let node = self.json.node()?;
            self.out.metadata.push((key.into(), span, node));
        }
        Ok(())
    }

    fn shapes(&mut self) -> Ast<()> {
        self.expect(Kind::Object, |found| format!("Expected `shapes` to be an object; found {found}"))?;
        let mut entries = self.json.object()?;
        while let Some((key, span)) = self.json.key(&mut entries)? {
            if let Ok(id) = ShapeId::parse(&key) {
                self.recovering(Some(id), |reader| reader.shape(id, span))?;
            } else {
                self.out.events.push(Event::error("Model", format!("Invalid shape ID: {key}")).at(span));
                self.json.skip()?;
            }
        }
        Ok(())
    }
}
