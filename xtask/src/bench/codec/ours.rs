//! Our side: the generated types crate, and a crate that reads and writes each operation.

use std::fmt::Write as _;
use std::path::Path;

use super::Operation;

/// The files of the crate `ours`.
pub(super) fn files(operations: &[Operation<'_>], crates: &Path) -> Vec<(String, String)> {
    let manifest = format!(
        "[package]\nname = \"ours\"\nversion = \"0.0.0\"\nedition = \"2024\"\npublish = false\n\n[dependencies]\n\
         hub = {{ path = \"../hub\" }}\nwhitesmith = {{ path = {:?} }}\nwhitesmith-http = {{ path = {:?} }}\n",
        crates.join("whitesmith").display().to_string(),
        crates.join("whitesmith-http").display().to_string()
    );
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
        let _ = write!(source, "\npub mod {} {{\n    use super::*;\n    use hub::operation::*;\n", operation.module());
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
    vec![("ours/Cargo.toml".into(), manifest), ("ours/src/lib.rs".into(), source)]
}
