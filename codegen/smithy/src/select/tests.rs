//! The parser never panics, and both ways of evaluating a selector agree, whatever the selector.

use proptest::prelude::*;

use super::*;
use crate::ids;
use crate::node::Node;
use crate::shape::{AppliedTrait, Operation, Resource, Service, ShapeKind, Target};
use crate::shape_id::ShapeId;
use crate::source::Span;

fn id(text: &str) -> ShapeId {
    ShapeId::parse(&format!("smithy.example#{text}")).unwrap()
}

fn target(text: &str) -> Target {
    Target { id: id(text), span: Span::NONE }
}

/// A model with every kind of relationship, recursion included.
fn model() -> Model {
    let mut model = Model::default();
    let mut add = |name: &str, kind: ShapeKind, members: &[(&str, &str)], traits: &[ShapeId]| {
        let mut shape = Shape::new(id(name), kind, Span::NONE);
        for (member, to) in members {
            let member_id = id(name).with_member(member);
            shape.members.push(member_id);
            let mut member = Shape::new(member_id, ShapeKind::Member(target(to)), Span::NONE);
            member.traits.insert(ids::REQUIRED, AppliedTrait::new(Node::synthetic(true), Span::NONE));
            model.shapes.insert(member_id, member);
        }
        for id in traits {
            shape.traits.insert(*id, AppliedTrait::new(Node::synthetic("client"), Span::NONE));
        }
        model.shapes.insert(shape.id, shape);
    };
    add("Text", ShapeKind::String, &[], &[ids::SENSITIVE]);
    add("Number", ShapeKind::Integer, &[], &[]);
    add("List", ShapeKind::List, &[("member", "Text")], &[]);
    add("Map", ShapeKind::Map, &[("key", "Text"), ("value", "Input")], &[]);
    add("Input", ShapeKind::Structure, &[("a", "Text"), ("b", "List"), ("again", "Input")], &[]);
    add("Output", ShapeKind::Structure, &[("n", "Number"), ("map", "Map")], &[]);
    add("Failure", ShapeKind::Structure, &[("message", "Text")], &[ids::ERROR]);
    let operation =
        Operation { input: Some(target("Input")), output: Some(target("Output")), errors: vec![target("Failure")] };
    add("Get", ShapeKind::Operation(Box::new(operation)), &[], &[]);
    let resource =
        Resource { identifiers: vec![("a".into(), target("Text"))], read: Some(target("Get")), ..Resource::default() };
    add("Thing", ShapeKind::Resource(Box::new(resource)), &[], &[]);
    let service = Service { resources: vec![target("Thing")], version: "1".into(), ..Service::default() };
    add("Shop", ShapeKind::Service(Box::new(service)), &[], &[ids::TITLE]);
    model
}

/// Selectors of the grammar, functions nested up to three deep.
fn selectors() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        prop::sample::select(vec![
            "*",
            "string",
            "number",
            "structure",
            "member",
            "operation",
            "service",
            "resource",
            "list",
            "dataType",
            ">",
            "<",
            "~>",
            "-[input, output]->",
            "-[member]->",
            "<-[input]-",
            "-[trait]->",
            "<-[trait]-",
            "[trait|error]",
            "[trait|required]",
            "[trait|error = client]",
            "[trait|(keys)|name ^= s i]",
            "[id|name = Input]",
            "[id|member = a, b]",
            "[id|(length) > 20]",
            "[service|version = 1]",
            "[@trait|error: @{(length)} > 3 && @{missing} ?= false]",
            "$x(*)",
            "$y(>)",
            "${x}",
            "[@: @{var|x|id} = @{id}]",
            ":unknown(*)",
        ])
        .prop_map(String::from),
    ];
    leaf.prop_recursive(3, 24, 4, |inner| {
        let sequence = prop::collection::vec(inner, 1..4).prop_map(|parts| parts.join(" "));
        let function = prop::sample::select(vec!["test", "is", "not", "in", "root", "recursive", "topdown"]);
        prop_oneof![
            sequence.clone(),
            (function, sequence.clone()).prop_map(|(function, argument)| format!(":{function}({argument})")),
            (sequence.clone(), sequence).prop_map(|(a, b)| format!(":is({a}, {b})")),
        ]
    })
}

proptest! {
    #[test]
    fn parsing_never_panics(text in "\\PC{0,60}") {
        let _ = Selector::parse(&text);
    }

    #[test]
    fn parsing_broken_selectors_never_panics(
        text in selectors(), cut in 0_usize..200, replacement in "[\\[\\]()<>~$@{}|:,'\" a-]{0,3}",
    ) {
        let cut = text.char_indices().map(|(at, _)| at).take_while(|at| *at <= cut).last().unwrap_or(0);
        let (before, after) = text.split_at(cut);
        if let Err(error) = Selector::parse(&format!("{before}{replacement}{after}")) {
            prop_assert!(error.offset <= text.len() + replacement.len());
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]
    #[test]
    fn deciding_agrees_with_selecting(text in selectors()) {
        let model = model();
        let knowledge = Knowledge::new(&model);
        let selector = Selector::parse(&text).unwrap();
        // Whether the bound is met or not: what takes too much work is refused, not answered wrongly.
        let Ok(selected) = selector.select_with(&knowledge) else { return Ok(()) };
        for shape in model.shapes() {
            let is_selected = selected.iter().any(|found| found.id == shape.id);
            if let Some(decided) = selector.decide(shape, &knowledge) {
                prop_assert_eq!(decided, is_selected, "{} on {}", text, shape.id);
            }
        }
    }
}

/// A filter that reads a variable cannot be asked before the variable is set.
#[test]
fn variables_are_not_decided_backwards() {
    let model = model();
    let knowledge = Knowledge::new(&model);
    let selector = Selector::parse(":is(string, $x(*) [@: @{var|x|id} = @{id}])").unwrap();
    assert_eq!(selector.select_with(&knowledge).unwrap().len(), model.shapes().count());
    assert!(model.shapes().all(|shape| selector.decide(shape, &knowledge) != Some(false)));
}

/// Tests within tests over all that is reachable, and variables within variables, end.
#[test]
fn work_is_bounded() {
    let mut model = Model::default();
    for i in 0..1500 {
        let (name, next) = (format!("S{i}"), format!("S{}", (i + 1) % 1500));
        let member_id = id(&name).with_member("next");
        let mut shape = Shape::new(id(&name), ShapeKind::Structure, Span::NONE);
        shape.members.push(member_id);
        model.shapes.insert(shape.id, shape);
        model.shapes.insert(member_id, Shape::new(member_id, ShapeKind::Member(target(&next)), Span::NONE));
    }
    let nested = "~> :test(~> :not(~> :test(~> :test(~> [trait|title]))))";
    let variables = "$a(*) ~> $b(*) ~> $c(*) ~> $d(*) ~> [trait|title]";
    let roots = ":root(:recursive(:is(> *, < *))) :in(:recursive(:is(> *, < *)))";
    for text in [nested, roots] {
        // An answer or a refusal, but soon.
        let _ = Selector::parse(text).unwrap().select(&model);
    }
    assert_eq!(Selector::parse(variables).unwrap().select(&model).err(), Some(TooMuchWork));
}

#[test]
fn errors_say_where_and_what() {
    for (text, expected) in [
        ("", "1 column 1, near ``: Unexpected selector EOF"),
        ("invalid", "1 column 8, near ``: Unknown shape type: invalid"),
        ("[a=b", "1 column 5, near ``: Expected: ']', but found '[EOF]'"),
        ("string\n  )", "2 column 3, near `)`: Unexpected selector character: )"),
        (":not(string, list)", "1 column 19, near ``: The :not function requires exactly one selector argument"),
        (":nay()", "1 column 6, near `)`: Unexpected selector character: )"),
        ("[foo=']", "1 column 8, near ``: Expected ' to close ]"),
    ] {
        let error = Selector::parse(text).unwrap_err().to_string();
        assert!(error.starts_with(&format!("Syntax error at line {expected}")), "{text:?}: {error}");
    }
    let deep = ":test(".repeat(10_000);
    assert!(Selector::parse(&deep).is_err());
}

#[test]
fn selecting() {
    let model = model();
    for (text, expected) in [
        ("structure > member > string", "Text"),
        ("service ~> operation", "Get"),
        ("resource -[read]-> -[input]->", "Input"),
        ("structure [id|name=Input] ~>", "Input$a Input$b Input$again Text List List$member"),
        ("string :test(< member < list)", "Text"),
        (":topdown([trait|title])", "Shop Thing Get"),
        (":not(member) :not(< *)", "Shop"),
        ("operation $in(-[input]->) -[output]-> ${in}", "Input"),
        (":in(:root(operation -[error]->))", "Failure"),
        (":each(service, resource)", "Shop Thing"),
        (":nothing(*)", ""),
    ] {
        let found = Selector::parse(text).unwrap().select(&model).unwrap();
        let mut found: Vec<_> = found.iter().map(|shape| shape.id).collect();
        let mut expected: Vec<_> = expected
            .split_whitespace()
            .map(|name| match name.split_once('$') {
                Some((shape, member)) => id(shape).with_member(member),
                None => id(name),
            })
            .collect();
        found.sort();
        expected.sort();
        assert_eq!(found, expected, "{text}");
    }
}
