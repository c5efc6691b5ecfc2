//! The features of the workspace's packages: which combinations are checked, and how.

use serde_json::Value;

use crate::workspace;

/// A package with some of its features, and no others.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Combination {
    /// The package's name.
    pub(crate) package: String,
    /// What it is called: the package, and which features.
    pub(crate) title: String,
    features: String,
}

impl Combination {
    fn new(package: &str, which: &str, features: String) -> Self {
        Self { package: package.to_owned(), title: format!("{package}: {which}"), features }
    }

    /// The arguments of cargo that check the crate as its users get it.
    pub(crate) fn check(&self) -> Vec<String> {
        self.clippy(&[])
    }

    /// The arguments of cargo that check its tests too. This is not enough: what they depend on may turn on what the
    /// crate forgot.
    pub(crate) fn check_tests(&self) -> Vec<String> {
        self.clippy(&["--all-targets"])
    }

    fn clippy(&self, targets: &[&str]) -> Vec<String> {
        let package = ["clippy", "--quiet", "--package", &self.package, "--no-default-features"];
        let features: &[&str] = if self.features.is_empty() { &[] } else { &["--features", &self.features] };
        let words = [&package[..], features, targets, &["--", "-D", "warnings"]].concat();
        words.into_iter().map(str::to_owned).collect()
    }
}

/// Of each package that has features: none, each alone, and all.
pub(crate) fn combinations() -> Result<Vec<Combination>, String> {
    let words = ["metadata", "--no-deps", "--format-version=1"];
    let metadata = workspace::cargo().args(words).current_dir(workspace::root()).output();
    let metadata = metadata.map_err(|error| format!("error: cannot run cargo: {error}"))?;
    if !metadata.status.success() {
        return Err(String::from_utf8_lossy(&metadata.stderr).into_owned());
    }
    let metadata =
        serde_json::from_slice(&metadata.stdout).map_err(|error| format!("error: cargo metadata: {error}"))?;
    Ok(of(&metadata))
}

/// The combinations of the packages that `cargo metadata` lists.
fn of(metadata: &Value) -> Vec<Combination> {
    let mut combinations = Vec::new();
    for package in metadata["packages"].as_array().into_iter().flatten() {
        let name = package["name"].as_str().unwrap_or_default();
        let features = package["features"].as_object().into_iter().flat_map(|features| features.keys());
        let features: Vec<&str> = features.map(String::as_str).collect();
        if features.is_empty() {
            continue;
        }
        combinations.push(Combination::new(name, "no features", String::new()));
        combinations.extend(features.iter().map(|feature| Combination::new(name, feature, (*feature).to_owned())));
        if features.len() > 1 {
            combinations.push(Combination::new(name, "all features", features.join(",")));
        }
    }
    combinations
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn none_each_and_all() {
        let metadata = json!({ "packages": [
            { "name": "plain", "features": {} },
            { "name": "one", "features": { "serde": ["dep:serde"] } },
            { "name": "more", "features": { "default": ["tls"], "gzip": [], "tls": [] } },
        ]});
        let found: Vec<(String, String)> = of(&metadata).into_iter().map(|it| (it.title, it.features)).collect();
        let expected = [
            ("one: no features", ""),
            ("one: serde", "serde"),
            ("more: no features", ""),
            ("more: default", "default"),
            ("more: gzip", "gzip"),
            ("more: tls", "tls"),
            ("more: all features", "default,gzip,tls"),
        ];
        assert_eq!(found, expected.map(|(title, features)| (title.to_owned(), features.to_owned())));
    }
}
