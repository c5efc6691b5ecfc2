//! Operations: what ties an input, an output and an error enum together.

use crate::auth::AuthScheme;
use crate::error::{Error, ErrorKind, OperationError};
use crate::request::Request;
use crate::schema::Schema;
use crate::shape::{Blank, Structure};

/// An operation of a service. Generated code implements it on one empty type an operation.
pub trait Operation: Send + Sync + 'static {
    /// What a caller gives.
    type Input: Structure + Blank + Send + 'static;
    /// What a caller gets.
    type Output: Structure + Blank + Send + 'static;
    /// Why it failed.
    type Error: OperationError;
    /// What the runtime knows of it.
    const SCHEMA: &'static OperationSchema;
}

/// The answer of an operation that nobody implements.
///
/// It is the default body of every method of a service trait.
pub fn not_implemented<O: Operation>(
    _: Request<O::Input>,
) -> impl Future<Output = Result<O::Output, O::Error>> + Send + use<O> {
    let error = Error::new(ErrorKind::NotImplemented).with_message(O::SCHEMA.name());
    std::future::ready(Err(O::Error::from(error)))
}

/// The schema of an operation.
#[derive(Debug)]
pub struct OperationSchema {
    id: &'static str,
    input: &'static Schema,
    output: &'static Schema,
    errors: &'static [&'static Schema],
    http: Option<HttpBinding>,
    auth: Option<&'static [AuthScheme]>,
    traits: &'static [OperationTrait],
}

/// `@http` ([http trait](https://smithy.io/2.0/spec/http-bindings.html#http-trait)).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HttpBinding {
    /// The method, in the letters of the model.
    pub method: &'static str,
    /// The URI pattern: `/buckets/{Bucket}/{Key+}?acl`.
    pub uri: &'static str,
    /// The status of a success.
    pub status: u16,
}

/// A trait of an operation that matters at run time.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum OperationTrait {
    /// `@readonly`
    Readonly,
    /// `@idempotent`
    Idempotent,
    /// The input is `smithy.api#Unit`: nothing is modelled, so nothing is sent.
    UnitInput,
    /// The output is `smithy.api#Unit`: nothing is modelled, so nothing is sent.
    UnitOutput,
    /// `@optionalAuth`: it can also be called by nobody in particular.
    OptionalAuth,
    /// `@aws.auth#unsignedPayload`: the signature does not cover the body.
    UnsignedPayload,
    /// `@endpoint`: the host prefix pattern: `{account}.data.`.
    HostPrefix(&'static str),
    /// `@httpChecksumRequired`
    HttpChecksumRequired,
    /// A header of every request, with its value: a customization of some services.
    ConstantHeader(&'static str, &'static str),
    /// The request has the SHA-256 of its body, and the tree hash of it in the header of this name: a customization of
    /// some services.
    TreeHash(&'static str),
    /// `@aws.protocols#httpChecksum`
    /// ([checksum trait](https://smithy.io/2.0/aws/aws-core.html#aws-protocols-httpchecksum-trait)).
    HttpChecksum {
        /// Input member that chooses the algorithm of the request's checksum.
        algorithm_member: Option<&'static str>,
        /// Whether the request has to have one.
        required: bool,
        /// Input member that asks for the response to be checked.
        validation_member: Option<&'static str>,
        /// Algorithms that the response may have a checksum of.
        response_algorithms: &'static [&'static str],
    },
    /// `@requestCompression`: encodings in order of preference.
    RequestCompression(&'static [&'static str]),
    /// `@paginated`, with the service's settings filled in: paths of member names.
    Paginated {
        /// Input member that takes the token.
        input_token: &'static str,
        /// Output path that gives the next token.
        output_token: &'static str,
        /// Output path of the items.
        items: Option<&'static str>,
        /// Input member that takes the page size.
        page_size: Option<&'static str>,
    },
}

impl OperationSchema {
    /// An operation that takes `input` and gives `output`.
    pub const fn new(id: &'static str, input: &'static Schema, output: &'static Schema) -> Self {
        Self { id, input, output, errors: &[], http: None, auth: None, traits: &[] }
    }

    /// With its HTTP method, URI pattern and success status.
    #[must_use]
    pub const fn http(mut self, method: &'static str, uri: &'static str, status: u16) -> Self {
        self.http = Some(HttpBinding { method, uri, status });
        self
    }

    /// With the errors it may return, in the order of its error enum's variants.
    #[must_use]
    pub const fn errors(mut self, errors: &'static [&'static Schema]) -> Self {
        self.errors = errors;
        self
    }

    /// With authentication schemes of its own, most preferred first; without, it takes those of its service.
    #[must_use]
    pub const fn auth(mut self, schemes: &'static [AuthScheme]) -> Self {
        self.auth = Some(schemes);
        self
    }

    /// With traits.
    #[must_use]
    pub const fn with(mut self, traits: &'static [OperationTrait]) -> Self {
        self.traits = traits;
        self
    }

    /// The absolute shape id.
    pub const fn id(&self) -> &'static str {
        self.id
    }

    /// The operation's name, without its namespace.
    pub fn name(&self) -> &'static str {
        self.id.rsplit_once('#').map_or(self.id, |(_, name)| name)
    }

    /// The schema of the input.
    pub const fn input(&self) -> &'static Schema {
        self.input
    }

    /// The schema of the output.
    pub const fn output(&self) -> &'static Schema {
        self.output
    }

    /// The schemas of the errors, in the order of the error enum's variants.
    pub const fn modeled_errors(&self) -> &'static [&'static Schema] {
        self.errors
    }

    /// The HTTP binding, if the model has one.
    pub const fn http_binding(&self) -> Option<HttpBinding> {
        self.http
    }

    /// The authentication schemes that the model gives to it alone. What holds for it in the end is
    /// [`auth_schemes`](Self::auth_schemes).
    pub const fn own_auth_schemes(&self) -> Option<&'static [AuthScheme]> {
        self.auth
    }

    /// Its traits.
    pub const fn traits(&self) -> &'static [OperationTrait] {
        self.traits
    }

    /// Whether it has this trait.
    pub fn has(&self, wanted: OperationTrait) -> bool {
        self.traits.contains(&wanted)
    }
}

/// The schema of a service: its id, its version, and what holds for all of its operations.
///
/// It does not list them: a client that calls one would link the schemas of all.
#[derive(Debug)]
pub struct ServiceSchema {
    /// The absolute shape id.
    pub id: &'static str,
    /// The version of the API, as the model gives it.
    pub version: &'static str,
    /// The protocols the model names, as absolute trait ids, in its order.
    pub protocols: &'static [&'static str],
    /// The authentication schemes of every operation that has none of its own, most preferred first.
    pub auth: &'static [AuthScheme],
    /// What else the model says of it.
    pub traits: &'static [ServiceTrait],
}

/// A trait of a service that matters at run time.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum ServiceTrait {
    /// `@aws.api#service`: the prefix of the service's host names.
    EndpointPrefix(&'static str),
    /// The error that constraint violations are sent as, where it is not `smithy.framework#ValidationException`.
    ValidationError(&'static Schema),
}

impl ServiceSchema {
    /// The service's name, without its namespace.
    pub fn name(&self) -> &'static str {
        self.id.rsplit_once('#').map_or(self.id, |(_, name)| name)
    }
}
