//! The files that are generated for a model which has everything once, byte for byte.
//!
//! `BLESS=1 cargo test -p whitesmith-codegen --test golden` writes down what comes out now; read the difference
//! before it is committed. That the files compile without a warning is tested in `whitesmith-build`.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::json;
use whitesmith_codegen::{Settings, emit, plan};
use whitesmith_smithy::Loader;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden")
}

/// What is generated now, by path.
fn generated() -> BTreeMap<String, String> {
    let mut loader = Loader::new();
    loader.add_path(folder().join("model.smithy")).unwrap();
    let validated = loader.assemble().validate();
    let model = validated.model.unwrap_or_else(|| panic!("{:#?}", validated.events));
    let settings =
        json!({ "service": "example.golden#Library", "module": "library", "runtime": { "version": "0.1.0" } });
    let crates = emit(&plan(&model, &Settings::from_json(settings).unwrap()).unwrap());
    let files = crates.into_iter().flat_map(|generated| {
        let name = generated.name;
        generated.files.into_iter().map(move |file| (format!("{name}/{}", file.path), file.content))
    });
    files.collect()
}

/// What was written down, by path.
fn written(below: &Path, prefix: &str, into: &mut BTreeMap<String, String>) {
    for entry in fs::read_dir(below).into_iter().flatten() {
        let path = entry.unwrap().path();
        let name = format!("{prefix}{}", path.file_name().unwrap().to_string_lossy());
        if path.is_dir() {
            written(&path, &format!("{name}/"), into);
        } else {
            into.insert(name, fs::read_to_string(&path).unwrap());
        }
    }
}

#[test]
fn generated_files_are_as_they_were() {
    let generated = generated();
    let folder = folder().join("crates");
    if std::env::var_os("BLESS").is_some() {
        let _ = fs::remove_dir_all(&folder);
        for (path, content) in &generated {
            let path = folder.join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, content).unwrap();
        }
        return;
    }
    let mut expected = BTreeMap::new();
    written(&folder, "", &mut expected);
    let names = |files: &BTreeMap<String, String>| files.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&generated), names(&expected));
    for (path, content) in &generated {
        let expected = &expected[path];
        if let Some((line, (now, then))) = content.lines().zip(expected.lines()).enumerate().find(|(_, (a, b))| a != b)
        {
            panic!("{path}:{}:\n- {then}\n+ {now}", line + 1);
        }
        assert_eq!(content, expected, "{path}: one of the two has more lines");
    }
}
