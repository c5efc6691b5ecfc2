//! Tests of endpoint rules, and what running one comes to.

use crate::node::{Node, Object};
use crate::source::Span;

use super::endpoint_rules::EndpointRules;
use super::evaluate::{Outcome, ResolvedEndpoint};
use super::functions::Facts;
use super::rule_set::Parameter;
use super::value::Value;

/// One of the tests of `smithy.rules#endpointTests`.
#[derive(Clone, Debug)]
pub struct TestCase<'n> {
    /// What it shows.
    pub documentation: Option<&'n str>,
    /// Values of the parameters.
    pub parameters: Vec<(&'n str, &'n Node)>,
    /// Calls that lead to the same result.
    pub operation_inputs: Vec<OperationInput<'n>>,
    /// What the rules should come to.
    pub expect: Expectation<'n>,
    /// Where it was written.
    pub span: Span,
}

/// A call that leads to the parameters of a test.
#[derive(Clone, Debug)]
pub struct OperationInput<'n> {
    /// The operation.
    pub operation_name: &'n str,
    /// Its input.
    pub operation_params: Option<&'n Node>,
    /// Values of built-in parameters.
    pub built_in_params: Option<&'n Object>,
    /// Client settings.
    pub client_params: Option<&'n Object>,
    /// Where it was written.
    pub span: Span,
}

/// What rules should come to.
#[derive(Clone, Debug)]
pub enum Expectation<'n> {
    /// An error with this message.
    Error(&'n str),
    /// An endpoint.
    Endpoint(ExpectedEndpoint<'n>),
}

/// An endpoint that rules should come to.
#[derive(Clone, Debug)]
pub struct ExpectedEndpoint<'n> {
    /// Its address.
    pub url: &'n str,
    /// Headers to send to it.
    pub headers: Option<&'n Object>,
    /// Its properties.
    pub properties: Option<&'n Object>,
}

impl<'n> TestCase<'n> {
    /// The tests in the value of `smithy.rules#endpointTests`. What has not the form of a test is left out: it is
    /// reported with the trait's value.
    pub fn all_of(node: &'n Node) -> Vec<Self> {
        let cases = node.get("testCases").and_then(Node::as_array).unwrap_or_default();
        cases.iter().filter_map(Self::read).collect()
    }

    fn read(node: &'n Node) -> Option<Self> {
        let parameters = node.get("params").and_then(Node::as_object);
        let inputs = node.get("operationInputs").and_then(Node::as_array).unwrap_or_default();
        let expect = node.get("expect")?;
        let expect = match (expect.get("error"), expect.get("endpoint")) {
            (Some(message), _) => Expectation::Error(message.as_str()?),
            (None, Some(endpoint)) => Expectation::Endpoint(ExpectedEndpoint {
                url: endpoint.get("url")?.as_str()?,
                headers: endpoint.get("headers").and_then(Node::as_object),
                properties: endpoint.get("properties").and_then(Node::as_object),
            }),
            (None, None) => return None,
        };
        Some(Self {
            documentation: node.get("documentation").and_then(Node::as_str),
            parameters: parameters.map(|object| object.iter().collect()).unwrap_or_default(),
            operation_inputs: inputs.iter().filter_map(OperationInput::read).collect(),
            expect,
            span: node.span,
        })
    }

    /// Runs the test on the rules of its service.
    ///
    /// # Errors
    /// What went wrong, or what came out instead of what was expected.
    pub fn run(&self, rules: &EndpointRules<'n>, facts: Facts) -> Result<(), String> {
        let parameters = self.values(rules.parameters())?;
        self.compare(&rules.resolve(&parameters, facts)?)
    }

    fn values(&self, parameters: &[Parameter<'n>]) -> Result<Vec<(&'n str, Value<'n>)>, String> {
        let given = self.parameters.iter().map(|(name, node)| {
            Value::of(node).map(|value| (*name, value)).ok_or_else(|| format!("Parameter `{name}` has no usable value"))
        });
        let given = given.collect::<Result<Vec<_>, _>>()?;
        let missing = parameters.iter().find(|parameter| {
            parameter.required && parameter.default.is_none() && !given.iter().any(|(name, _)| *name == parameter.name)
        });
        match missing {
            Some(parameter) => Err(format!("Parameter `{}` is required but has no value", parameter.name)),
            None => Ok(given),
        }
    }

    fn compare(&self, outcome: &Outcome<'n>) -> Result<(), String> {
        match (&self.expect, outcome) {
            (Expectation::Error(expected), Outcome::Error(actual)) if expected == actual => Ok(()),
            (Expectation::Error(expected), Outcome::Error(actual)) => {
                Err(format!("Expected error `{expected}`, but got error `{actual}`"))
            }
            (Expectation::Error(expected), Outcome::Endpoint(actual)) => {
                Err(format!("Expected error `{expected}`, but got endpoint `{}`", actual.url))
            }
            (Expectation::Endpoint(expected), Outcome::Error(actual)) => {
                Err(format!("Expected endpoint `{}`, but got error `{actual}`", expected.url))
            }
            (Expectation::Endpoint(expected), Outcome::Endpoint(actual)) => expected.compare(actual),
        }
    }
}

impl<'n> OperationInput<'n> {
    fn read(node: &'n Node) -> Option<Self> {
        Some(Self {
            operation_name: node.get("operationName")?.as_str()?,
            operation_params: node.get("operationParams"),
            built_in_params: node.get("builtInParams").and_then(Node::as_object),
            client_params: node.get("clientParams").and_then(Node::as_object),
            span: node.span,
        })
    }
}

impl ExpectedEndpoint<'_> {
    fn compare(&self, actual: &ResolvedEndpoint<'_>) -> Result<(), String> {
        if self.url != actual.url {
            return Err(format!("Expected endpoint `{}`, but got `{}`", self.url, actual.url));
        }
        let expected = self.headers.map_or(0, Object::len);
        let same = |(name, values): &(&str, Vec<String>)| {
            let expected = self.headers.and_then(|headers| headers.get(name)).and_then(Node::as_array);
            expected
                .is_some_and(|expected| expected.iter().map(Node::as_str).eq(values.iter().map(|v| Some(v.as_str()))))
        };
        if expected != actual.headers.len() || !actual.headers.iter().all(same) {
            return Err(format!("Endpoint `{}` has other headers than expected: {:?}", self.url, actual.headers));
        }
        let expected = self.properties.map_or(0, Object::len);
        let same = |(name, value): &(&str, Value<'_>)| {
            self.properties.and_then(|properties| properties.get(name)).is_some_and(|node| value.is(node))
        };
        if expected != actual.properties.len() || !actual.properties.iter().all(same) {
            let actual: Vec<_> = actual.properties.iter().map(|(name, value)| format!("{name}={value}")).collect();
            return Err(format!(
                "Endpoint `{}` has other properties than expected: {{{}}}",
                self.url,
                actual.join(", ")
            ));
        }
        Ok(())
    }
}
