//! Nodes as JSON text.

use std::fmt::Write as _;

use crate::node::{Node, Value};

/// The node as JSON, indented by four spaces, with a line break at its end.
pub fn pretty(node: &Node) -> String {
    let mut text = String::new();
    write(&mut text, node, 0);
    text.push('\n');
    text
}

fn write(text: &mut String, node: &Node, depth: usize) {
    let line = |text: &mut String, depth: usize| {
        text.push('\n');
        text.extend(std::iter::repeat_n("    ", depth));
    };
    match &node.value {
        Value::Array(elements) if !elements.is_empty() => {
            text.push('[');
            for (i, element) in elements.iter().enumerate() {
                text.push_str(if i == 0 { "" } else { "," });
                line(text, depth + 1);
                write(text, element, depth + 1);
            }
            line(text, depth);
            text.push(']');
        }
        Value::Object(object) if !object.is_empty() => {
            text.push('{');
            for (i, (key, member)) in object.iter().enumerate() {
                text.push_str(if i == 0 { "" } else { "," });
                line(text, depth + 1);
                // Writing to a string cannot fail.
                let _ = write!(text, "{}: ", Node::synthetic(key));
                write(text, member, depth + 1);
            }
            line(text, depth);
            text.push('}');
        }
        _ => {
            let _ = write!(text, "{node}");
        }
    }
}
