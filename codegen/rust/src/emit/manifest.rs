//! `Cargo.toml` of the three crates.

use super::SourceFile;
use super::file::notice;
use crate::plan::{Feature, FeaturePlan, Plan};
use crate::settings::Runtime;

/// Of the types crate.
pub(super) fn types(plan: &Plan) -> SourceFile {
    let about = format!("Types, errors and the service trait of {}.", plan.service.title);
    let dependencies = dependency(plan, "whitesmith");
    manifest(plan, &plan.crate_name, &about, &[dependencies], "serde = [\"whitesmith/serde\"]\n")
}

/// Of the client crate.
pub(super) fn client(plan: &Plan) -> SourceFile {
    side(plan, "client", &plan.client)
}

/// Of the server crate.
pub(super) fn server(plan: &Plan) -> SourceFile {
    side(plan, "server", &plan.server)
}

/// Of the client crate or the server crate: the features of the runtime can be chosen through it.
fn side(plan: &Plan, side: &str, features: &FeaturePlan) -> SourceFile {
    let about = format!("A {side} of {}.", plan.service.title);
    let runtime = format!("whitesmith-{side}");
    let needed = dependency_with(plan, &runtime, &features.needed);
    let dependencies = [sibling(plan), dependency(plan, "whitesmith"), needed];
    let default: Vec<_> = features.offered.iter().filter(|it| it.default).map(|it| it.name).collect();
    let offered = features.offered.iter().map(|Feature { name, .. }| format!("{name} = [\"{runtime}/{name}\"]\n"));
    let features = format!("default = {default:?}\n{}", offered.collect::<String>());
    manifest(plan, &format!("{}-{side}", plan.crate_name), &about, &dependencies, &features)
}

/// Of the crate that runs the protocol tests.
pub(super) fn protocol_tests(plan: &Plan) -> SourceFile {
    let about = format!("The protocol tests of {}.", plan.service.title);
    let beside = |suffix: &str| format!("{0}{suffix} = {{ path = \"../{0}{suffix}\" }}\n", plan.crate_name);
    let dependencies = [
        sibling(plan),
        beside("-client"),
        beside("-server"),
        dependency(plan, "whitesmith"),
        dependency(plan, "whitesmith-protocol-tests"),
    ];
    manifest(plan, &format!("{}-protocol-tests", plan.crate_name), &about, &dependencies, "")
}

/// Generated code is laid out by the generator; `cargo fmt` is to leave it alone, whatever the style around it.
pub(super) fn rustfmt(plan: &Plan) -> SourceFile {
    let content = format!("# {}\ndisable_all_formatting = true\n", notice(plan));
    SourceFile { path: "rustfmt.toml".into(), content }
}

fn manifest(plan: &Plan, name: &str, about: &str, dependencies: &[String], features: &str) -> SourceFile {
    let features = if features.is_empty() { String::new() } else { format!("\n[features]\n{features}") };
    let content = format!(
        "# {}\n[package]\nname = {name:?}\nversion = {:?}\nedition = \"2024\"\nrust-version = \"1.88\"\n\
         description = {about:?}\npublish = false\n{features}\n[dependencies]\n{}",
        notice(plan),
        plan.version,
        dependencies.concat(),
    );
    SourceFile { path: "Cargo.toml".into(), content }
}

fn sibling(plan: &Plan) -> String {
    format!("{0} = {{ path = \"../{0}\" }}\n", plan.crate_name)
}

fn dependency(plan: &Plan, name: &str) -> String {
    match &plan.runtime {
        Runtime::Version(version) => format!("{name} = {version:?}\n"),
        Runtime::Path(path) => format!("{name} = {{ path = {:?} }}\n", format!("{path}/{name}")),
    }
}

/// The same with these features and no others.
fn dependency_with(plan: &Plan, name: &str, features: &[&str]) -> String {
    let place = match &plan.runtime {
        Runtime::Version(version) => format!("version = {version:?}"),
        Runtime::Path(path) => format!("path = {:?}", format!("{path}/{name}")),
    };
    let features = if features.is_empty() { String::new() } else { format!(", features = {features:?}") };
    format!("{name} = {{ {place}, default-features = false{features} }}\n")
}
