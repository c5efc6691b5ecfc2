//! `MissingSensitiveTrait`: names that sound like something to keep out of logs.

use crate::ids;
use crate::shape::{Shape, ShapeType};
use crate::validate::rule::{Context, Sink};

use super::{Config, Linter, words};

pub(super) static LINTER: Linter = Linter { name: "MissingSensitiveTrait", run };

/// What is looked for unless the configuration says otherwise.
const DEFAULTS: [&str; 41] = [
    "account number",
    "bank",
    "bank account",
    "billing address",
    "birth",
    "birth date",
    "birth day",
    "citizen ship",
    "credentials",
    "credit card",
    "csc",
    "cvv",
    "date of birth",
    "drivers license",
    "email",
    "email address",
    "ethnicity",
    "first name",
    "gender",
    "given name",
    "home address",
    "insurance",
    "last name",
    "license plate",
    "marital status",
    "mailing address",
    "national id",
    "passport",
    "passphrase",
    "password",
    "phone",
    "phone number",
    "pin code",
    "postal code",
    "private key",
    "religion",
    "secret key",
    "sexual orientation",
    "social security",
    "ssn",
    "zip code",
];

fn run(context: &Context<'_>, config: &Config<'_>, sink: &mut Sink<'_>) -> Result<(), String> {
    let given = config.texts("terms")?;
    let mut terms = given.clone().unwrap_or_default();
    if config.flag("excludeDefaults")? {
        if terms.is_empty() {
            return Err("Cannot set 'excludeDefaults' to true and leave 'terms' unspecified.".into());
        }
    } else {
        terms.extend(DEFAULTS);
    }
    if let Some(term) = terms.iter().find(|term| !words::is_term(term)) {
        return Err(format!("Expected words separated by single spaces; found `{term}`"));
    }
    for shape in context.model.shapes() {
        let Some((name, subject)) = subject(shape, context) else { continue };
        let words = words::split(name);
        if let Some(term) = terms.iter().find_map(|term| words::find(&words, term)) {
            sink.warning(shape, format!("{subject} (based on the presence of '{term}')"));
        }
    }
    Ok(())
}

/// The name to look at, and what to say if it matches; nothing for shapes that are, or cannot be, sensitive.
fn subject(shape: &Shape, context: &Context<'_>) -> Option<(&'static str, &'static str)> {
    if !shape.id.is_member() {
        let may_be = shape.shape_type().is_data() && !shape.has_trait(ids::SENSITIVE);
        let subject = "This shape possibly contains sensitive data but is not marked with the sensitive trait";
        return may_be.then_some((shape.id.name(), subject));
    }
    let container = context.shape(shape.id.without_member())?;
    let target = context.model.target(shape)?;
    let is_constant = matches!(container.shape_type(), ShapeType::Enum | ShapeType::IntEnum);
    let marked = container.has_trait(ids::SENSITIVE) || target.has_trait(ids::SENSITIVE);
    let subject = "This member possibly contains sensitive data but neither the enclosing nor target shape are marked \
                   with the sensitive trait";
    (!is_constant && !marked).then_some((shape.id.member()?, subject))
}
