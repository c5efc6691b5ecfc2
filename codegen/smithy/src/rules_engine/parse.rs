//! Nodes to rule sets.

use crate::node::{Node, Object, Value};

use super::MAX_DEPTH;
use super::error::{Result, RuleError, While};
use super::expression::{Expression, ExpressionKind};
use super::functions::Function;
use super::rule_set::{Assignment, Condition, Endpoint, Parameter, ParameterType, Rule, RuleBody, RuleSet, Version};
use super::template::Template;

impl<'n> RuleSet<'n> {
    /// Reads a rule set and checks its types.
    ///
    /// # Errors
    /// When the value is not one, names something that does not exist, or uses something as what it is not.
    pub fn parse(node: &'n Node) -> std::result::Result<Self, RuleError> {
        Self::read(node)
            .and_then(|rules| rules.check_types().map(|()| rules))
            .during(|| "when parsing endpoint ruleset".into(), crate::source::Span::NONE)
    }

    fn read(node: &'n Node) -> Result<Self> {
        let object = object(node)?;
        let parameters = parameters(member(node, object, "parameters")?)?;
        let version = version(member(node, object, "version")?)?;
        let mut rules = Vec::new();
        for node in array(member(node, object, "rules")?)? {
            rules.push(rule(node, 0).during(|| "while parsing rule".into(), node.span)?);
        }
        Ok(Self { version, parameters, rules })
    }
}

pub(super) fn version(node: &Node) -> Result<Version> {
    let text = string(node)?;
    Version::parse(text).ok_or_else(|| {
        RuleError::new(format!("Invalid rules engine version: `{text}`. Expected `major.minor`"), node.span)
    })
}

pub(super) fn parameters(node: &Node) -> Result<Vec<Parameter<'_>>> {
    let read =
        |(name, node)| parameter(name, node).during(|| format!("while parsing the parameter `{name}`"), node.span);
    object(node)?.iter().map(read).collect()
}

fn parameter<'n>(name: &'n str, node: &'n Node) -> Result<Parameter<'n>> {
    const KNOWN: &[&str] = &["builtIn", "default", "deprecated", "documentation", "required", "type"];
    let object = object(node)?;
    only(node, object, KNOWN)?;
    let kind = member(node, object, "type")?;
    let kind = parameter_type(kind).during(|| "while parsing the parameter type".into(), node.span)?;
    let required = match object.get("required") {
        None => false,
        Some(required) => required.as_bool().ok_or_else(|| expected("boolean", required))?,
    };
    Ok(Parameter {
        name,
        kind,
        required,
        default: object.get("default"),
        built_in: optional_string(object, "builtIn")?,
        documentation: optional_string(object, "documentation")?,
        deprecated: object.get("deprecated"),
        span: node.span,
    })
}

fn parameter_type(node: &Node) -> Result<ParameterType> {
    let text = string(node)?;
    ParameterType::parse(text).ok_or_else(|| {
        let message = format!("Unexpected parameter type `{text}`. Expected `string`, `boolean`, or `stringArray`.");
        RuleError::new(message, node.span)
    })
}

/// Reads a rule, with the rules in it.
pub(super) fn rule(node: &Node, depth: usize) -> Result<Rule<'_>> {
    nested(node, depth)?;
    let object = object(node)?;
    let kind = member(node, object, "type")?;
    let conditions = match object.get("conditions") {
        None => Vec::new(),
        Some(conditions) => conditions_of(conditions, depth)?,
    };
    let body = match string(kind)? {
        "endpoint" => RuleBody::Endpoint(endpoint(member(node, object, "endpoint")?, depth)?),
        "error" => RuleBody::Error(expression(member(node, object, "error")?, depth + 1)?),
        "tree" => {
            let rules = array(member(node, object, "rules")?)?;
            RuleBody::Tree(rules.iter().map(|node| rule(node, depth + 1)).collect::<Result<_>>()?)
        }
        other => {
            let message = format!("Unexpected rule type `{other}`. Expected `endpoint`, `error`, or `tree`.");
            return Err(RuleError::new(message, kind.span));
        }
    };
    Ok(Rule { documentation: optional_string(object, "documentation")?, conditions, body, span: node.span })
}

pub(super) fn conditions_of(node: &Node, depth: usize) -> Result<Vec<Condition<'_>>> {
    array(node)?.iter().map(|node| condition(node, depth)).collect()
}

fn condition(node: &Node, depth: usize) -> Result<Condition<'_>> {
    let object = object(node)?;
    let assign = object.get("assign").map(|node| string(node).map(|name| Assignment { name, span: node.span }));
    Ok(Condition { function: call(node, object, depth + 1)?, assign: assign.transpose()? })
}

pub(super) fn endpoint(node: &Node, depth: usize) -> Result<Endpoint<'_>> {
    let object = object(node)?;
    only(node, object, &["headers", "properties", "url"])?;
    let mut headers = Vec::new();
    if let Some(node) = object.get("headers") {
        for (name, values) in self::object(node)?.iter() {
            headers.push((name, array(values)?.iter().map(|node| expression(node, depth + 1)).collect::<Result<_>>()?));
        }
    }
    let mut properties = Vec::new();
    if let Some(node) = object.get("properties") {
        for (name, value) in self::object(node)?.iter() {
            properties.push((name, literal(value, depth + 1)?));
        }
    }
    Ok(Endpoint { url: expression(member(node, object, "url")?, depth + 1)?, headers, properties, span: node.span })
}

/// Reads a reference, a call or a literal.
pub(super) fn expression(node: &Node, depth: usize) -> Result<Expression<'_>> {
    let Some(object) = node.as_object() else { return literal(node, depth) };
    match (object.get("ref"), object.contains_key("fn")) {
        (Some(name), false) => Ok(Expression { kind: ExpressionKind::Reference(string(name)?), span: node.span }),
        (None, true) => call(node, object, depth).during(|| "while parsing fn".into(), node.span),
        _ => Err(RuleError::new(format!("expected exactly one of `ref` or `fn` to be set, found {node}"), node.span)),
    }
}

fn call<'n>(node: &'n Node, object: &'n Object, depth: usize) -> Result<Expression<'n>> {
    nested(node, depth)?;
    let name_node = member(node, object, "fn")?;
    let name = string(name_node)?;
    let arguments = array(member(node, object, "argv")?)?;
    let mut arguments = arguments.iter().map(|node| expression(node, depth + 1)).collect::<Result<Vec<_>>>()?;
    if name == "getAttr" {
        let (path, target) = (arguments.pop(), arguments.pop());
        return match (target, path) {
            (Some(target), Some(Expression { kind: ExpressionKind::String(Template { text, .. }), .. }))
                if arguments.is_empty() =>
            {
                Expression::attribute(target, text, node.span)
            }
            _ => Err(RuleError::new("getAttr takes a value and a literal path", node.span)),
        };
    }
    let Some(function) = Function::named(name) else {
        return Err(RuleError::new(format!("`{name}` is not a valid function"), name_node.span));
    };
    Ok(Expression { kind: ExpressionKind::Call { function, arguments }, span: node.span })
}

/// Reads a literal. Objects in it are records, not calls.
pub(super) fn literal(node: &Node, depth: usize) -> Result<Expression<'_>> {
    nested(node, depth)?;
    let kind = match &node.value {
        Value::Boolean(value) => ExpressionKind::Boolean(*value),
        Value::Number(number) => ExpressionKind::Integer(number.as_i64().ok_or_else(|| expected("integer", node))?),
        Value::String(text) => ExpressionKind::String(Template::parse(text, node.span)?),
        Value::Array(items) => {
            ExpressionKind::Tuple(items.iter().map(|node| literal(node, depth + 1)).collect::<Result<_>>()?)
        }
        Value::Object(object) => {
            let fields = object.iter().map(|(name, node)| Ok((name, literal(node, depth + 1)?)));
            ExpressionKind::Record(fields.collect::<Result<_>>()?)
        }
        Value::Null => return Err(expected("a literal", node)),
    };
    Ok(Expression { kind, span: node.span })
}

// Nodes as what they should be.

fn nested(node: &Node, depth: usize) -> Result<()> {
    if depth > MAX_DEPTH { Err(RuleError::new("Rules nest too deep", node.span)) } else { Ok(()) }
}

fn expected(what: &str, node: &Node) -> RuleError {
    RuleError::new(format!("Expected {what}, but found {}.", node.type_name()), node.span)
}

pub(super) fn object(node: &Node) -> Result<&Object> {
    node.as_object().ok_or_else(|| expected("object", node))
}

pub(super) fn array(node: &Node) -> Result<&[Node]> {
    node.as_array().ok_or_else(|| expected("array", node))
}

pub(super) fn string(node: &Node) -> Result<&str> {
    node.as_str().ok_or_else(|| expected("string", node))
}

pub(super) fn member<'n>(node: &Node, object: &'n Object, name: &str) -> Result<&'n Node> {
    object.get(name).ok_or_else(|| RuleError::new(format!("Missing expected member `{name}`."), node.span))
}

fn optional_string<'n>(object: &'n Object, name: &str) -> Result<Option<&'n str>> {
    object.get(name).map(string).transpose()
}

fn only(node: &Node, object: &Object, known: &[&str]) -> Result<()> {
    let mut unknown: Vec<_> = object.iter().map(|(key, _)| key).filter(|key| !known.contains(key)).collect();
    if unknown.is_empty() {
        return Ok(());
    }
    unknown.sort_unstable();
    let quoted = |names: &[&str]| names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    let message = format!(
        "Expected an object with possible properties of {}, but found additional properties: {}",
        quoted(known),
        quoted(&unknown)
    );
    Err(RuleError::new(message, node.span))
}
