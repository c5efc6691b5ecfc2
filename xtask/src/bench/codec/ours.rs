//! Our side: the generated types crate, and in it a module that reads and writes each operation.
//!
//! One crate, as the peer is one: what both sides need of a type only once (dropping it, most of all) they compile once.

use std::fmt::Write as _;
use std::path::Path;

use whitesmith_codegen::SourceFile;

use super::Operation;

/// The files of the crate `ours`, of those that were generated.
pub(super) fn files(generated: Vec<SourceFile>, operations: &[Operation<'_>], crates: &Path) -> Vec<(String, String)> {
    let mut files: Vec<(String, String)> =
        generated.into_iter().map(|file| (format!("ours/{}", file.path), file.content)).collect();
    for (path, content) in &mut files {
        match path.as_str() {
            // Its dependencies are the last section.
            "ours/Cargo.toml" => {
                let codec = crates.join("whitesmith-http").display().to_string();
                let _ = writeln!(content, "whitesmith-http = {{ path = {codec:?} }}");
            }
            "ours/src/lib.rs" => content.push_str("pub mod functions;\n"),
            _ => {}
        }
    }
    files.push(("ours/src/functions.rs".into(), functions(operations)));
    files
}

/// A function to read and one to write each input and output.
fn functions(operations: &[Operation<'_>]) -> String {
    let mut source = String::from(
        r"use whitesmith::shape::{Blank, Structure};
use whitesmith_http::Strictness;
use whitesmith_http::json::{JsonFormat, read_members, write_members};

fn read<T: Structure + Blank>(bytes: &[u8]) -> Result<T, String> {
    let mut value = T::blank();
    fill(bytes, &mut value)?;
    Ok(value)
}

fn fill(bytes: &[u8], value: &mut dyn Structure) -> Result<(), String> {
    let mut missing = Default::default();
    read_members(JsonFormat::REST_JSON, bytes, value, &|_| true, Strictness::Lenient, &mut missing)
        .map_err(|error| error.to_string())
}

fn write(value: &dyn Structure) -> Vec<u8> {
    write_members(JsonFormat::REST_JSON, value, &|_| true).unwrap_or_default()
}
",
    );
    for operation in operations {
        // Writing to a string never fails.
        let _ =
            write!(source, "\npub mod {} {{\n    use super::*;\n    use crate::operation::*;\n", operation.module());
        for (suffix, kind) in [("input", "Input"), ("output", "Output")] {
            let name = format!("{}{kind}", operation.name);
            let _ = write!(
                source,
                "    pub fn read_{suffix}(bytes: &[u8]) -> Result<{name}, String> {{ read(bytes) }}\n    \
                 pub fn write_{suffix}(value: &{name}) -> Vec<u8> {{ write(value) }}\n"
            );
        }
        source.push_str("}\n");
    }
    source
}
