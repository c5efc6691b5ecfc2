//! Rule sets: parameters, and rules that lead to an endpoint or an error.

use std::fmt;

use crate::node::Node;
use crate::source::Span;

use super::expression::Expression;
use super::types::Type;

/// The value of `smithy.rules#endpointRuleSet`.
#[derive(Clone, Debug, PartialEq)]
pub struct RuleSet<'n> {
    /// Version of the language.
    pub version: Version,
    /// What the rules depend on.
    pub parameters: Vec<Parameter<'n>>,
    /// The rules; the first that leads somewhere decides.
    pub rules: Vec<Rule<'n>>,
}

/// A version of the language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Version {
    /// The part before the dot.
    pub major: u32,
    /// The part behind it.
    pub minor: u32,
}

impl Version {
    /// The first version.
    pub const V1_0: Self = Self { major: 1, minor: 0 };
    /// The version that brought decision diagrams and `coalesce`, `ite` and `split`.
    pub const V1_1: Self = Self { major: 1, minor: 1 };

    /// Reads `1.0` and the like.
    pub fn parse(text: &str) -> Option<Self> {
        let (major, minor) = text.split_once('.')?;
        Some(Self { major: major.parse().ok()?, minor: minor.parse().ok()? })
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.major, self.minor)
    }
}

/// Something that rules depend on.
#[derive(Clone, Debug)]
pub struct Parameter<'n> {
    /// Its name.
    pub name: &'n str,
    /// Its type.
    pub kind: ParameterType,
    /// Whether it has to have a value.
    pub required: bool,
    /// Its value when none is given.
    pub default: Option<&'n Node>,
    /// The client setting that gives its value.
    pub built_in: Option<&'n str>,
    /// What it means.
    pub documentation: Option<&'n str>,
    /// Why and since when not to use it any more.
    pub deprecated: Option<&'n Node>,
    /// Where it was declared.
    pub span: Span,
}

impl PartialEq for Parameter<'_> {
    fn eq(&self, other: &Self) -> bool {
        (self.name, self.kind, self.required, self.default, self.built_in, self.documentation, self.deprecated)
            == (
                other.name,
                other.kind,
                other.required,
                other.default,
                other.built_in,
                other.documentation,
                other.deprecated,
            )
    }
}

/// The type of a [`Parameter`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParameterType {
    /// `string`
    String,
    /// `boolean`
    Boolean,
    /// `stringArray`
    StringArray,
}

impl ParameterType {
    /// Reads a type; upper and lower case are the same.
    pub fn parse(text: &str) -> Option<Self> {
        let all = [Self::String, Self::Boolean, Self::StringArray];
        all.into_iter().find(|kind| kind.as_str().eq_ignore_ascii_case(text))
    }

    /// As it is written.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::String => "string",
            Self::Boolean => "boolean",
            Self::StringArray => "stringArray",
        }
    }

    /// As messages name it.
    pub fn display_name(self) -> &'static str {
        match self {
            Self::String => "String",
            Self::Boolean => "Boolean",
            Self::StringArray => "StringArray",
        }
    }

    /// The type of expressions that refer to such a parameter, when it has a value.
    pub fn to_type(self) -> Type {
        match self {
            Self::String => Type::String,
            Self::Boolean => Type::Boolean,
            Self::StringArray => Type::Array(Type::String.into()),
        }
    }

    /// Whether a node is a value of this type.
    pub fn accepts(self, node: &Node) -> bool {
        match self {
            Self::String => node.as_str().is_some(),
            Self::Boolean => node.as_bool().is_some(),
            Self::StringArray => node.as_array().is_some_and(|items| items.iter().all(|item| item.as_str().is_some())),
        }
    }
}

/// A rule.
#[derive(Clone, Debug)]
pub struct Rule<'n> {
    /// What it is for.
    pub documentation: Option<&'n str>,
    /// What has to hold, in order.
    pub conditions: Vec<Condition<'n>>,
    /// What it leads to.
    pub body: RuleBody<'n>,
    /// Where it was written.
    pub span: Span,
}

impl PartialEq for Rule<'_> {
    fn eq(&self, other: &Self) -> bool {
        (self.documentation, &self.conditions, &self.body) == (other.documentation, &other.conditions, &other.body)
    }
}

/// What a rule leads to.
#[derive(Clone, Debug, PartialEq)]
pub enum RuleBody<'n> {
    /// An endpoint.
    Endpoint(Endpoint<'n>),
    /// An error with this message.
    Error(Expression<'n>),
    /// More rules, one of which has to lead somewhere.
    Tree(Vec<Rule<'n>>),
}

/// A condition: it holds when the expression has a value that is not `false`.
#[derive(Clone, Debug, PartialEq)]
pub struct Condition<'n> {
    /// The function called.
    pub function: Expression<'n>,
    /// A name for its value, and where that was written. Places do not count in comparisons.
    pub assign: Option<Assignment<'n>>,
}

/// A name for the value of a condition.
#[derive(Clone, Copy, Debug)]
pub struct Assignment<'n> {
    /// The name.
    pub name: &'n str,
    /// Where it was written.
    pub span: Span,
}

impl PartialEq for Assignment<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

/// An endpoint.
#[derive(Clone, Debug)]
pub struct Endpoint<'n> {
    /// Its address.
    pub url: Expression<'n>,
    /// Headers to send to it.
    pub headers: Vec<(&'n str, Vec<Expression<'n>>)>,
    /// Its properties, such as authentication schemes.
    pub properties: Vec<(&'n str, Expression<'n>)>,
    /// Where it was written.
    pub span: Span,
}

impl PartialEq for Endpoint<'_> {
    fn eq(&self, other: &Self) -> bool {
        (&self.url, &self.headers, &self.properties) == (&other.url, &other.headers, &other.properties)
    }
}

impl<'n> RuleSet<'n> {
    /// Every endpoint of every rule, in order.
    pub fn endpoints(&self) -> Vec<&Endpoint<'n>> {
        let mut endpoints = Vec::new();
        self.visit_rules(&mut |rule| {
            if let RuleBody::Endpoint(endpoint) = &rule.body {
                endpoints.push(endpoint);
            }
        });
        endpoints
    }

    /// Calls `visit` on every rule, parents first.
    pub fn visit_rules<'s>(&'s self, visit: &mut impl FnMut(&'s Rule<'n>)) {
        fn walk<'s, 'n>(rules: &'s [Rule<'n>], visit: &mut impl FnMut(&'s Rule<'n>)) {
            for rule in rules {
                visit(rule);
                if let RuleBody::Tree(rules) = &rule.body {
                    walk(rules, visit);
                }
            }
        }
        walk(&self.rules, visit);
    }
}
