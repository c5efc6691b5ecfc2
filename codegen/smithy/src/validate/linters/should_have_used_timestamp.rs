//! `ShouldHaveUsedTimestamp`: names that sound like points in time, on shapes that are something else.

use crate::pattern::Pattern;
use crate::shape::{Shape, ShapeType};
use crate::validate::rule::{Context, Sink};

use super::{Config, Linter};

pub(super) static LINTER: Linter = Linter { name: "ShouldHaveUsedTimestamp", run };

/// Names with `timestamp` in them, that begin or end with the word time or date, or end with at, on or since.
const PATTERNS: [&str; 8] = [
    "^.*[tT]imestamp.*$",
    "^[tT]ime([_A-Z].*)?$",
    "^[dD]ate([_A-Z].*)?$",
    "^.*([a-z]T|_[tT])ime$",
    "^.*([a-z]D|_[dD])ate$",
    "^.*([a-z]A|_[aA])t$",
    "^.*([a-z]O|_[oO])n$",
    "^.*([a-z]S|_[sS])ince$",
];

fn run(context: &Context<'_>, config: &Config<'_>, sink: &mut Sink<'_>) -> Result<(), String> {
    let more = config.texts("additionalPatterns")?.unwrap_or_default();
    let compile = |text: &str| Pattern::new(text).map_err(|error| format!("invalid pattern `{text}`: {error}"));
    let patterns = PATTERNS.into_iter().chain(more).map(compile).collect::<Result<Vec<_>, _>>()?;
    let is_time = |name: &str| patterns.iter().any(|pattern| pattern.is_match(name) == Some(true));
    for shape in context.model.shapes() {
        let kind = shape.shape_type();
        let container = context.shape(shape.id.without_member()).filter(|_| shape.id.is_member());
        if let (Some(name), Some(container)) = (shape.id.member(), container) {
            let Some(target) = context.model.target(shape) else { continue };
            let is_named = matches!(container.shape_type(), ShapeType::Structure | ShapeType::Union);
            if is_named && is_time(name) && !holds_time(target, context, 0) {
                let kind = target.shape_type();
                let message = format!("Member `{name}` is named like a timestamp but references a `{kind}` shape");
                sink.danger(shape, message);
            }
        } else if is_number_or_string(kind) && is_time(shape.id.name()) {
            let name = shape.id.name();
            sink.danger(shape, format!("Shape `{name}` is named like a timestamp but is a `{kind}` shape."));
        }
    }
    Ok(())
}

fn is_number_or_string(kind: ShapeType) -> bool {
    use ShapeType::{Double, Float, Integer, Long, Short, String};
    matches!(kind, String | Short | Integer | Long | Float | Double)
}

/// Whether a shape is a timestamp, or consists of nothing else.
fn holds_time(shape: &Shape, context: &Context<'_>, depth: usize) -> bool {
    match shape.shape_type() {
        ShapeType::Timestamp | ShapeType::Enum => true,
        ShapeType::Structure | ShapeType::Union | ShapeType::List | ShapeType::Set | ShapeType::Map => {
            // Deeper than this, or round in a circle, nothing simpler will come.
            depth < 8
                && context.model.members(shape).all(|member| {
                    member.id.member() == Some("key")
                        || context.model.target(member).is_some_and(|target| holds_time(target, context, depth + 1))
                })
        }
        _ => false,
    }
}
