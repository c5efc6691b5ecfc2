//! What the READMEs show: an operation that can be called as it stands, and an authenticator.

use super::{Constructor, FieldPlan, OperationPlan, ServicePlan, StructurePlan};

/// What the READMEs show.
#[derive(Debug, Default)]
pub(crate) struct Example {
    /// The call of an operation, where one has an input that can be written down.
    pub(crate) call: Option<Call>,
    /// An input with an optional member that is set: its type, and the expression.
    pub(crate) with: Option<(String, String)>,
    /// What a server asks for the scheme that the model prefers, of those that the runtime has.
    pub(crate) authenticator: Option<&'static Authenticator>,
}

/// The call of an operation.
#[derive(Debug)]
pub(crate) struct Call {
    pub(crate) method: String,
    /// The type of the input.
    pub(crate) input: String,
    /// Its value, as an expression.
    pub(crate) value: String,
}

/// An authenticator of the server's runtime.
#[derive(Debug)]
pub(crate) struct Authenticator {
    /// How the expression of the scheme begins.
    scheme: &'static str,
    /// What is imported from the runtime's module `auth`.
    pub(crate) imports: &'static str,
    /// It, as an expression.
    pub(crate) value: &'static str,
}

const AUTHENTICATORS: &[Authenticator] = &[
    Authenticator {
        scheme: "SigV4 ",
        imports: "{AccessKey, SecretKey, SigV4}",
        value: "SigV4::new(|key: &AccessKey<'_>| {\n        \
                (key.id == \"AKIDEXAMPLE\").then(|| SecretKey::new(\"secret\", Identity::new(\"caller\")))\n    })",
    },
    Authenticator {
        scheme: "HttpBearer",
        imports: "Bearer",
        value: "Bearer::new(|token: &str| (token == \"secret\").then(|| Identity::new(\"caller\")))",
    },
    Authenticator {
        scheme: "HttpBasic",
        imports: "Basic",
        value: "Basic::new(|user: &str, password: &str| {\n        \
                (user == \"caller\" && password == \"secret\").then(|| Identity::new(user))\n    })",
    },
    Authenticator {
        scheme: "HttpApiKey",
        imports: "ApiKey",
        value: "ApiKey::new(|key: &str| (key == \"secret\").then(|| Identity::new(\"caller\")))",
    },
];

pub(super) fn plan(service: &ServicePlan, operations: &[OperationPlan]) -> Example {
    let schemes = service.auth.iter().chain(operations.iter().flat_map(|operation| operation.auth.iter().flatten()));
    let known = |scheme: &String| AUTHENTICATORS.iter().find(|known| scheme.starts_with(known.scheme));
    Example { call: call(operations), with: with(operations), authenticator: schemes.into_iter().find_map(known) }
}

/// The call that is shown: one that needs nothing and changes nothing, or comes close to that.
fn call(operations: &[OperationPlan]) -> Option<Call> {
    let calls = operations.iter().filter_map(|operation| {
        let value = value(&operation.input)?;
        let changes = !operation.traits.iter().any(|known| known == "Readonly");
        let rank = (operation.deprecation.is_some(), required(&operation.input), changes);
        let (method, input) = (operation.method.clone(), operation.input.name.clone());
        Some((rank, Call { method, input, value }))
    });
    calls.min_by_key(|(rank, _)| *rank).map(|(_, call)| call)
}

/// How many members a constructor wants.
fn required(input: &StructurePlan) -> usize {
    match &input.constructor {
        Constructor::Derived | Constructor::Defaults => 0,
        Constructor::New(arguments) => arguments.len(),
        Constructor::Literal { fields, .. } => fields.len(),
    }
}

/// A value of an input, if its required members are simple.
fn value(input: &StructurePlan) -> Option<String> {
    let name = &input.name;
    match &input.constructor {
        Constructor::Derived | Constructor::Defaults => Some(format!("{name}::default()")),
        Constructor::New(arguments) => {
            let values = arguments.iter().map(|argument| sample(input.fields.get(argument.field)?, true));
            Some(format!("{name}::new({})", values.collect::<Option<Vec<_>>>()?.join(", ")))
        }
        Constructor::Literal { .. } => None,
    }
}

/// An input with an optional member that is set: of those that can be written down, one that needs least.
fn with(operations: &[OperationPlan]) -> Option<(String, String)> {
    let inputs = operations.iter().map(|operation| &operation.input);
    let found = inputs.filter_map(|input| {
        let set = format!("{}.with(|input| {})", value(input)?, setting(input)?);
        Some((required(input), (input.name.clone(), set)))
    });
    found.min_by_key(|(required, _)| *required).map(|(_, with)| with)
}

/// An assignment to an optional member, if there is one of a simple type.
fn setting(input: &StructurePlan) -> Option<String> {
    input.fields.iter().filter(|field| field.deprecation.is_none()).find_map(|field| {
        let inner = field.rust_type.strip_prefix("Option<")?.strip_suffix('>')?;
        let sample = sample(&FieldPlan { rust_type: inner.into(), ..field.clone() }, false)?;
        Some(format!("input.{} = Some({sample})", field.name))
    })
}

/// A value of a simple type; as an argument of `new` takes it, or as the field holds it.
fn sample(field: &FieldPlan, argument: bool) -> Option<String> {
    let text = format!("{:?}", field.name.trim_matches('_').replace('_', "-"));
    Some(match field.rust_type.as_str() {
        "String" if argument => text,
        "String" => format!("{text}.into()"),
        "Vec<String>" if argument => format!("[{text}]"),
        "bool" => "true".into(),
        "i8" | "i16" | "i32" | "i64" => "10".into(),
        "f32" | "f64" => "1.5".into(),
        _ => return None,
    })
}
