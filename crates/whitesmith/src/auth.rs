//! How callers say who they are ([authentication traits](https://smithy.io/2.0/spec/authentication-traits.html)).

use crate::operation::{OperationSchema, OperationTrait, ServiceSchema};

/// An authentication scheme that a service takes, with what its trait says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum AuthScheme {
    /// `@aws.auth#sigv4`
    SigV4 {
        /// The service's name in a credential scope.
        name: &'static str,
    },
    /// `@aws.auth#sigv4a`
    SigV4A {
        /// The service's name in a credential scope.
        name: &'static str,
    },
    /// `@httpBearerAuth` ([RFC 6750](https://www.rfc-editor.org/rfc/rfc6750))
    HttpBearer,
    /// `@httpBasicAuth` ([RFC 7617](https://www.rfc-editor.org/rfc/rfc7617))
    HttpBasic,
    /// `@httpDigestAuth` ([RFC 7616](https://www.rfc-editor.org/rfc/rfc7616))
    HttpDigest,
    /// `@httpApiKeyAuth`
    HttpApiKey {
        /// Where the key is.
        location: ApiKeyLocation,
        /// What the header or query parameter is called.
        name: &'static str,
        /// The word before the key; only in headers.
        scheme: Option<&'static str>,
    },
    /// A scheme that a model defines itself, by the absolute id of its trait.
    Other(&'static str),
}

/// Where `@httpApiKeyAuth` wants the key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ApiKeyLocation {
    /// In a header.
    Header,
    /// In a query parameter.
    Query,
}

impl AuthScheme {
    /// The absolute id of its trait.
    pub const fn id(&self) -> &'static str {
        match *self {
            Self::SigV4 { .. } => "aws.auth#sigv4",
            Self::SigV4A { .. } => "aws.auth#sigv4a",
            Self::HttpBearer => "smithy.api#httpBearerAuth",
            Self::HttpBasic => "smithy.api#httpBasicAuth",
            Self::HttpDigest => "smithy.api#httpDigestAuth",
            Self::HttpApiKey { .. } => "smithy.api#httpApiKeyAuth",
            Self::Other(id) => id,
        }
    }
}

impl OperationSchema {
    /// The schemes that the operation takes, most preferred first: its own where the model gives it some, else those
    /// of the service. None means that nobody has to say who they are.
    pub fn auth_schemes(&self, service: &ServiceSchema) -> &'static [AuthScheme] {
        self.own_auth_schemes().unwrap_or(service.auth)
    }

    /// Whether it can be called by nobody in particular: its model names no scheme for it, or says
    /// [`@optionalAuth`](https://smithy.io/2.0/spec/authentication-traits.html#optionalauth-trait).
    pub fn allows_anonymous(&self, service: &ServiceSchema) -> bool {
        self.auth_schemes(service).is_empty() || self.has(OperationTrait::OptionalAuth)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::prelude::UNIT;

    #[test]
    fn effective_schemes() {
        const BEARER: &[AuthScheme] = &[AuthScheme::HttpBearer];
        const SIGNED: &[AuthScheme] = &[AuthScheme::SigV4 { name: "store" }];
        static PLAIN: OperationSchema = OperationSchema::new("a#Plain", &UNIT, &UNIT);
        static OPTIONAL: OperationSchema =
            OperationSchema::new("a#Optional", &UNIT, &UNIT).with(&[OperationTrait::OptionalAuth]);
        static OWN: OperationSchema = OperationSchema::new("a#Own", &UNIT, &UNIT).auth(SIGNED);
        static NONE: OperationSchema = OperationSchema::new("a#None", &UNIT, &UNIT).auth(&[]);
        let service = |auth| ServiceSchema { id: "a#A", version: "1", protocols: &[], auth, traits: &[] };
        for (operation, service, schemes, anonymous) in [
            (&PLAIN, service(BEARER), BEARER, false),
            (&PLAIN, service(&[]), &[][..], true),
            (&OPTIONAL, service(BEARER), BEARER, true),
            (&OWN, service(BEARER), SIGNED, false),
            (&NONE, service(BEARER), &[], true),
        ] {
            let found = (operation.auth_schemes(&service), operation.allows_anonymous(&service));
            assert_eq!(found, (schemes, anonymous), "{}", operation.id());
        }
    }
}
