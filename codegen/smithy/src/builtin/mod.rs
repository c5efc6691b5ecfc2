//! Trait definitions that come with the toolchain: the prelude, and those of other namespaces that models commonly
//! refer to. They are our own text.
//!
//! The prelude is part of every model. The others are loaded when a source mentions their namespace, and definitions
//! that a source makes itself, such as the official file of the same traits, take precedence.

/// One definition file a namespace. The prelude is first.
const SOURCES: &[(&str, &str)] = &[
    ("smithy.api", include_str!("prelude.smithy")),
    ("aws.api", include_str!("aws.api.smithy")),
    ("aws.apigateway", include_str!("aws.apigateway.smithy")),
    ("aws.auth", include_str!("aws.auth.smithy")),
    ("aws.cloudformation", include_str!("aws.cloudformation.smithy")),
    ("aws.customizations", include_str!("aws.customizations.smithy")),
    ("aws.endpoints", include_str!("aws.endpoints.smithy")),
    ("aws.iam", include_str!("aws.iam.smithy")),
    ("aws.protocols", include_str!("aws.protocols.smithy")),
    ("aws.test", include_str!("aws.test.smithy")),
    ("smithy.contracts", include_str!("smithy.contracts.smithy")),
    ("smithy.framework", include_str!("smithy.framework.smithy")),
    ("smithy.mqtt", include_str!("smithy.mqtt.smithy")),
    ("smithy.openapi", include_str!("smithy.openapi.smithy")),
    ("smithy.protocols", include_str!("smithy.protocols.smithy")),
    ("smithy.rules", include_str!("smithy.rules.smithy")),
    ("smithy.test", include_str!("smithy.test.smithy")),
    ("smithy.waiters", include_str!("smithy.waiters.smithy")),
];

/// Which of the definition files some sources need.
pub(crate) struct Wanted([bool; SOURCES.len()]);

impl Default for Wanted {
    /// The prelude alone.
    fn default() -> Self {
        Self(std::array::from_fn(|at| at == 0))
    }
}

impl Wanted {
    /// Looks for mentions of namespaces in a source: `namespace#`, in whatever syntax.
    pub(crate) fn scan(&mut self, text: &str) {
        for at in memchr::memchr_iter(b'#', text.as_bytes()) {
            let before = text.as_bytes().get(..at).unwrap_or_default();
            let found = SOURCES
                .iter()
                .zip(&self.0)
                .position(|((namespace, _), wanted)| !wanted && before.ends_with(namespace.as_bytes()));
            let Some((wanted, (_, source))) = found.and_then(|at| Some((self.0.get_mut(at)?, SOURCES.get(at)?))) else {
                continue;
            };
            *wanted = true;
            self.scan(source);
        }
    }

    /// The files, with their namespaces: the prelude first.
    pub(crate) fn sources(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        SOURCES.iter().zip(self.0).filter(|(_, wanted)| *wanted).map(|(source, _)| *source)
    }
}

/// A namespace, other than the prelude, that has a definition of this name.
pub(crate) fn defining(name: &str) -> Option<&'static str> {
    let defines = |text: &str| {
        let types = ["structure", "string", "list", "map", "union", "boolean", "integer", "document"];
        types.iter().any(|keyword| {
            text.contains(&format!("\n{keyword} {name} ")) || text.contains(&format!("\n{keyword} {name}\n"))
        })
    };
    SOURCES.iter().skip(1).find(|(_, text)| defines(text)).map(|(namespace, _)| *namespace)
}
