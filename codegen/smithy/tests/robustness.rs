//! Nothing that a source holds makes the front end panic or hang: hostile texts as a table, and the models of this
//! repository (and of `../shared`, where that is present) with random damage.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use proptest::prelude::*;
use whitesmith_smithy::{Loader, Severity, write};

/// Loads and validates a source; what is valid is written and read again. Hands back whether there were errors.
fn check(name: &str, text: &str) -> bool {
    let mut loader = Loader::new();
    loader.add_source(name, text);
    let validated = loader.assemble().validate();
    for event in &validated.events {
        let _ = validated.sources.locate(event.span);
    }
    let Some(model) = validated.model else { return true };
    let written = write::json::pretty(&write::ast::to_node(&model));
    let mut loader = Loader::new();
    loader.add_source("again.json", written.as_str());
    assert!(loader.assemble().model == *model, "a model that is written and read is the same:\n{written}");
    validated.events.iter().any(|event| event.severity == Severity::Error)
}

const HEAD: &str = "$version: \"2\"\nnamespace a\n";

/// A chain or circle of shapes, each of which is made by `shape` from its number and that of the next.
fn ring(count: usize, shape: impl Fn(usize, usize) -> String) -> String {
    let shapes: String = (0..count).map(|i| shape(i, (i + 1) % count)).collect();
    format!("{HEAD}{shapes}")
}

#[test]
fn hostile_idl() {
    let deep = |open: &str, close: &str| {
        format!("$version: \"2\"\nmetadata a = {}{}\n", open.repeat(100_000), close.repeat(100_000))
    };
    let digits = "9".repeat(100_000);
    let cases = [
        ("empty", String::new()),
        ("only a mark", "\u{feff}".into()),
        ("a mark before", format!("\u{feff}{HEAD}string A\n")),
        ("carriage returns", format!("{HEAD}string A\n").replace('\n', "\r\n")),
        ("lone carriage returns", format!("{HEAD}string A\n").replace('\n', "\r")),
        ("zero bytes", format!("{HEAD}string A\0\n\0structure \0B {{}}")),
        ("half a line", format!("{HEAD}structure A {{ b: Str")),
        ("half a string", format!("{HEAD}@documentation(\"abc")),
        ("half a text block", format!("{HEAD}@documentation(\"\"\"abc\n")),
        ("half a trait", format!("{HEAD}@http(method: \"GET\", uri:")),
        ("half an escape", format!("{HEAD}@documentation(\"\\u12")),
        ("half a surrogate pair", format!("{HEAD}@documentation(\"\\ud800\")\nstring A\n")),
        ("open comment", format!("{HEAD}/// nothing follows")),
        ("deep arrays", deep("[", "]")),
        ("deep objects", deep("{a:", "}")),
        ("unclosed arrays", deep("[", "")),
        (
            "deep inline structures",
            format!("{HEAD}operation A {{ input := {{}} output := {{}} errors: [{}", "[".repeat(10_000)),
        ),
        ("a huge number", format!("{HEAD}@range(min: {digits}, max: -{digits}.{digits}e{digits})\ninteger A\n")),
        ("a huge exponent", format!("{HEAD}@range(min: 1e999999999, max: 1e-999999999)\nbigDecimal A\n")),
        ("a huge name", format!("{HEAD}string {}\n", "A".repeat(100_000))),
        ("many dots", format!("$version: \"2\"\nnamespace {}a\n", "a.".repeat(50_000))),
        (
            "many members",
            format!("{HEAD}structure A {{\n{}}}\n", (0..20_000).map(|i| format!("m{i}: B{i}\n")).collect::<String>()),
        ),
        ("many traits", format!("{HEAD}{}string A\n", "@sensitive\n".repeat(20_000))),
        ("other letters", format!("{HEAD}string Ä\nstructure 名 {{ 前: String }}\n// 🙂\n")),
        ("a wrong version", "$version: \"99\"\nnamespace a\nstring A\n".into()),
        ("no namespace", "string A\n".into()),
        ("circle of members", ring(300, |i, next| format!("structure S{i} {{ m: S{next} }}\n"))),
        ("circle of required members", ring(300, |i, next| format!("structure S{i} {{ @required\nm: S{next} }}\n"))),
        ("circle of lists", ring(300, |i, next| format!("list L{i} {{ member: L{next} }}\n"))),
        ("circle of maps", ring(300, |i, next| format!("map M{i} {{ key: String, value: M{next} }}\n"))),
        ("circle of unions", ring(300, |i, next| format!("union U{i} {{ m: U{next} }}\n"))),
        ("circle of mixins", ring(300, |i, next| format!("@mixin\nstructure S{i} with [S{next}] {{}}\n"))),
        ("circle of resources", ring(300, |i, next| format!("resource R{i} {{ resources: [R{next}] }}\n"))),
        ("circle of traits", ring(300, |i, next| format!("@trait\n@t{next}\nstructure t{i} {{}}\n"))),
        (
            "circle of references",
            ring(300, |i, next| format!("@trait\n@idRef(failWhenMissing: true)\n@t{next}(\"a#t{i}\")\nstring t{i}\n")),
        ),
        (
            "itself",
            format!(
                "{HEAD}@mixin\nstructure A with [A] {{}}\nlist L {{ member: L }}\nresource R {{ resources: [R] }}\n@trait\n@t\nstructure t {{}}\n"
            ),
        ),
        (
            "long chain of mixins",
            (1..3000).fold(format!("{HEAD}@mixin\nstructure S0 {{}}\n"), |text, i| {
                format!("{text}@mixin\nstructure S{i} with [S{}] {{}}\n", i - 1)
            }),
        ),
        (
            "selectors within selectors",
            format!(
                "{HEAD}@trait(selector: \"{}*{}\")\nstructure t {{}}\n@t\nstring A\n",
                ":test(~> ".repeat(40),
                ")".repeat(40)
            ),
        ),
        (
            "a costly selector",
            format!(
                "$version: \"2\"\nmetadata validators = [{{name: \"EmitEachSelector\", id: \"X\", configuration: {{selector: \
                 \"$a(*) ~> $b(*) ~> $c(*) ~> $d(*) ~> *\"}}}}]\nnamespace a\n{}",
                (0..200)
                    .map(|i| format!("structure S{i} {{ a: S{}, b: S{} }}\n", (i + 1) % 200, (i * 7) % 200))
                    .collect::<String>()
            ),
        ),
        (
            "a costly pattern",
            format!("{HEAD}@trait\n@pattern(\"^(a+)+$\")\nstring t\n@t(\"{}!\")\nstring A\n", "a".repeat(5000)),
        ),
        ("a large pattern", format!("{HEAD}@pattern(\"{}\")\nstring A\n", "(a{1,1000}){1,1000}".repeat(3))),
    ];
    for (what, text) in cases {
        println!("{what}");
        check("hostile.smithy", &text);
    }
}

#[test]
fn hostile_ast() {
    let deep = |open: &str, close: &str| {
        format!("{{\"smithy\": \"2.0\", \"metadata\": {{\"a\": {}1{}}}}}", open.repeat(100_000), close.repeat(100_000))
    };
    let digits = "9".repeat(100_000);
    let cases = [
        ("empty", String::new()),
        ("a mark before", "\u{feff}{\"smithy\": \"2.0\"}".into()),
        ("no object", "[]".into()),
        ("half", "{\"smithy\": \"2.0\", \"shapes\": {\"a#B\": {\"type\": \"str".into()),
        ("zero bytes", "{\"smithy\": \"2.0\", \"shapes\": {\"a#B\0\": {\"type\": \"string\"}}}".into()),
        ("deep arrays", deep("[", "]")),
        ("deep objects", deep("{\"a\":", "}")),
        ("unclosed arrays", deep("[", "")),
        ("a huge number", format!("{{\"smithy\": \"2.0\", \"metadata\": {{\"a\": {digits}.{digits}e{digits}}}}}")),
        ("no version", "{\"shapes\": {}}".into()),
        ("half an escape", "{\"smithy\": \"2.0\", \"metadata\": {\"a\": \"\\u12".into()),
        ("half a surrogate pair", "{\"smithy\": \"2.0\", \"metadata\": {\"\\ud800\": \"\\udc00\"}}".into()),
        ("names of everybody", "{\"smithy\": \"2.0\", \"shapes\": {\"smithy.api#String\": {\"type\": \"structure\"}, \"smithy.api#trait\": {\"type\": \"list\"}}}".into()),
        ("circle", "{\"smithy\": \"2.0\", \"shapes\": {\"a#A\": {\"type\": \"structure\", \"mixins\": [{\"target\": \"a#B\"}]}, \"a#B\": {\"type\": \"structure\", \"mixins\": [{\"target\": \"a#A\"}]}}}".into()),
    ];
    for (what, text) in cases {
        println!("{what}");
        check("hostile.json", &text);
    }
}

/// A file that is not UTF-8 is an error with a place, like any other.
#[test]
fn invalid_utf8() {
    let folder = std::env::temp_dir().join(format!("whitesmith-robustness-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    let path = folder.join("bad.smithy");
    fs::write(&path, b"$version: \"2\"\nnamespace a\nstring A\xff\xfe\n").unwrap();
    let mut loader = Loader::new();
    loader.add_path(&path).unwrap();
    let validated = loader.assemble().validate();
    fs::remove_dir_all(&folder).unwrap();
    assert!(validated.model.is_none());
    let event = &validated.events[0];
    let (_, at) = validated.sources.locate(event.span).unwrap();
    assert!(event.message.starts_with("Invalid UTF-8"), "{}", event.message);
    assert_eq!((at.line, at.column), (3, 9));
}

/// Texts to damage: what this repository has, and small models of `../shared`.
static TEXTS: LazyLock<Vec<(PathBuf, String)>> = LazyLock::new(|| {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut found = Vec::new();
    for folder in ["model", "docs", "codegen/smithy/src/builtin", "codegen/smithy/tests/cases"] {
        collect(&root.join(folder), &mut found);
    }
    let ours = found.len();
    collect(&root.join("../shared/conformance/errorfiles"), &mut found);
    if found.len() == ours {
        println!("../shared is absent: its models were not damaged");
    }
    assert!(!found.is_empty());
    found
});

fn collect(folder: &Path, found: &mut Vec<(PathBuf, String)>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            collect(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "smithy" || extension == "json") {
            found.extend(fs::read_to_string(&path).ok().filter(|text| text.len() < 40_000).map(|text| (path, text)));
        }
    }
}

/// A piece of text that means something in one of the syntaxes.
fn pieces() -> impl Strategy<Value = String> {
    prop_oneof![
        prop::sample::select(vec![
            "",
            "\n",
            " ",
            "{",
            "}",
            "[",
            "]",
            "(",
            ")",
            "\"",
            "\"\"\"",
            ":",
            ":=",
            "=",
            "#",
            "$",
            "@",
            "//",
            "///",
            ",",
            "\\",
            "\0",
            "\u{feff}",
            "\r",
            "null",
            "-1",
            "1e999",
            "9999999999999999999999",
            "with [",
            "for ",
            "apply ",
            "structure ",
            "@mixin\n",
            "@trait\n",
            "smithy.api#",
            "\u{e9}",
            "🙂",
        ])
        .prop_map(String::from),
        "\\PC{0,8}",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]
    #[test]
    fn damaged_models(
        which in any::<prop::sample::Index>(),
        damage in prop::collection::vec((any::<prop::sample::Index>(), 0_usize..40, pieces()), 1..6),
    ) {
        let (path, text) = &TEXTS[which.index(TEXTS.len())];
        let mut text = text.clone();
        for (at, length, piece) in damage {
            let at = floor(&text, at.index(text.len() + 1));
            let end = floor(&text, (at + length).min(text.len())).max(at);
            text.replace_range(at..end, &piece);
        }
        check(&path.file_name().unwrap().to_string_lossy(), &text);
    }
}

/// The start of the character at a byte.
fn floor(text: &str, at: usize) -> usize {
    (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}
