//! Rules compiled to a binary decision diagram
//! ([`endpointBdd`](https://smithy.io/2.0/additional-specs/rules-engine/specification.html#smithy-rules-endpointbdd-trait)).

use crate::base64;
use crate::node::Node;
use crate::source::Span;

use super::error::{Result, RuleError};
use super::evaluate::{Evaluation, Outcome};
use super::functions::Facts;
use super::parse;
use super::rule_set::{Condition, Parameter, RuleBody, Version};
use super::value::Value;

/// References from here on are results: this is the result that there is none, the next the first in the list.
const FIRST_RESULT: i64 = 100_000_000;

/// Bytes of an encoded node.
const NODE_SIZE: usize = 12;

/// The value of `smithy.rules#endpointBdd`.
#[derive(Clone, Debug, PartialEq)]
pub struct Bdd<'n> {
    /// Version of the language.
    pub version: Version,
    /// What the rules depend on.
    pub parameters: Vec<Parameter<'n>>,
    /// The conditions that nodes ask.
    pub conditions: Vec<Condition<'n>>,
    /// What the rules come to.
    pub results: Vec<BddResult<'n>>,
    /// Where to start.
    pub root: i32,
    /// The nodes: condition, where to go if it holds, and where if not.
    pub nodes: Vec<[i32; 3]>,
}

/// What rules come to: an endpoint or an error, never more rules.
pub type BddResult<'n> = RuleBody<'n>;

impl<'n> Bdd<'n> {
    /// Reads a decision diagram.
    ///
    /// # Errors
    /// When the value is not one, or a reference in it leads nowhere.
    pub fn parse(node: &'n Node) -> std::result::Result<Self, RuleError> {
        let object = parse::object(node)?;
        let member = |name| parse::member(node, object, name);
        let version_node = member("version")?;
        let version = parse::version(version_node)?;
        if version < Version::V1_1 {
            let message = "Rules engine version for endpointBdd trait must be >= 1.1";
            return Err(RuleError::new(message, version_node.span));
        }
        let parameters = parse::parameters(member("parameters")?)?;
        let conditions = parse::conditions_of(member("conditions")?, 0)?;
        let mut results = Vec::new();
        for node in parse::array(member("results")?)? {
            let rule = parse::rule(node, 0)?;
            if !rule.conditions.is_empty() || matches!(rule.body, RuleBody::Tree(_)) {
                return Err(RuleError::new("BDD results must be endpoints or errors without conditions", node.span));
            }
            results.push(rule.body);
        }
        let root = integer(member("root")?)?;
        let count = member("nodeCount")?;
        let count = usize::try_from(integer(count)?)
            .map_err(|_| RuleError::new("The number of nodes cannot be negative", count.span))?;
        let nodes_node = member("nodes")?;
        let nodes = decode_nodes(parse::string(nodes_node)?, count)
            .map_err(|message| RuleError::new(message, nodes_node.span))?;
        let bdd = Self { version, parameters, conditions, results, root, nodes };
        bdd.check_references(nodes_node.span)?;
        Ok(bdd)
    }

    fn check_references(&self, span: Span) -> Result<()> {
        let known = |reference: i32| match i64::from(reference) {
            0 => false,
            1 | -1 => true,
            result @ FIRST_RESULT.. => usize::try_from(result - FIRST_RESULT).is_ok_and(|at| at <= self.results.len()),
            node => usize::try_from(node.abs() - 1).is_ok_and(|at| at < self.nodes.len()),
        };
        if self.root < 0 {
            return Err(RuleError::new(format!("Root reference cannot be complemented: {}", self.root), span));
        }
        if !known(self.root) {
            return Err(RuleError::new(format!("Root reference leads nowhere: {}", self.root), span));
        }
        // The first node is only there to be there.
        for (i, [condition, high, low]) in self.nodes.iter().enumerate().skip(1) {
            if !usize::try_from(*condition).is_ok_and(|condition| condition < self.conditions.len()) {
                return Err(RuleError::new(format!("Node {i} asks an unknown condition: {condition}"), span));
            }
            if let Some(reference) = [high, low].into_iter().find(|reference| !known(**reference)) {
                return Err(RuleError::new(format!("Node {i} has a reference that leads nowhere: {reference}"), span));
            }
        }
        Ok(())
    }

    /// Runs the rules. Parameters that are not given have their defaults.
    ///
    /// # Errors
    /// When no rule applies, or a parameter has another type than the rules expect.
    pub fn resolve(
        &self,
        parameters: &[(&'n str, Value<'n>)],
        facts: Facts,
    ) -> std::result::Result<Outcome<'n>, String> {
        let mut evaluation = Evaluation::new(&self.parameters, parameters, facts);
        let mut reference = i64::from(self.root);
        // Conditions are asked in order, so no path is longer than there are nodes; one that is runs in circles.
        for _ in 0..=self.nodes.len() {
            if reference >= FIRST_RESULT {
                let result = usize::try_from(reference - FIRST_RESULT).ok().and_then(|at| at.checked_sub(1));
                return match result.and_then(|at| self.results.get(at)) {
                    Some(RuleBody::Endpoint(endpoint)) => evaluation.endpoint(endpoint).map(Outcome::Endpoint),
                    Some(RuleBody::Error(message)) => evaluation.text(message).map(Outcome::Error),
                    _ => Err("No rules in ruleset matched".into()),
                };
            }
            if matches!(reference, -1..=1) {
                return Err("No rules in ruleset matched".into());
            }
            let node = usize::try_from(reference.abs() - 1).ok().and_then(|at| self.nodes.get(at));
            let Some([condition, high, low]) = node else { return Err("A BDD reference leads nowhere".into()) };
            let condition = usize::try_from(*condition).ok().and_then(|at| self.conditions.get(at));
            let Some(condition) = condition else { return Err("A BDD node asks an unknown condition".into()) };
            let holds = evaluation.condition(condition)?;
            // A negative reference means the opposite of the node.
            reference = i64::from(if holds == (reference > 0) { *high } else { *low });
        }
        Err("A BDD path does not end".into())
    }
}

fn integer(node: &Node) -> Result<i32> {
    let number = node.as_number().and_then(crate::node::Number::as_i64).and_then(|number| i32::try_from(number).ok());
    number.ok_or_else(|| RuleError::new(format!("Expected integer, but found {}.", node.type_name()), node.span))
}

fn decode_nodes(text: &str, count: usize) -> std::result::Result<Vec<[i32; 3]>, String> {
    let bytes = base64::decode(text)?;
    let expected = count.saturating_mul(NODE_SIZE);
    if bytes.len() != expected {
        return Err(format!("Expected {expected} bytes for {count} nodes, but got {}", bytes.len()));
    }
    let (words, _) = bytes.as_chunks::<4>();
    let (nodes, _) = words.as_chunks::<3>();
    Ok(nodes.iter().map(|node| node.map(i32::from_be_bytes)).collect())
}
