//! Where requests go.

use std::net::IpAddr;

use http::{HeaderValue, Uri};
use whitesmith::operation::OperationTrait;
use whitesmith::shape::Structure;
use whitesmith::{Error, ErrorKind, OperationSchema};
use whitesmith_http::text::{Location, scalar};
use whitesmith_http::uri::host;

/// A service's address: scheme, authority, and the path in front of every operation's.
#[derive(Clone, Debug)]
pub(crate) struct Endpoint {
    scheme: String,
    authority: String,
    path: String,
    /// The authority as `Host` has it: without the scheme's own port.
    host: HeaderValue,
    /// Whether the host is a name, which a prefix can be put before.
    named: bool,
}

impl Endpoint {
    /// Parses `http://host:port/path`; the error says what is wrong with it.
    pub(crate) fn parse(text: &str) -> Result<Self, String> {
        let uri: Uri = text.parse().map_err(|error: http::uri::InvalidUri| error.to_string())?;
        let (Some(scheme), Some(authority)) = (uri.scheme_str(), uri.authority()) else {
            return Err("it must begin with a scheme and a host, such as http://127.0.0.1:8080".into());
        };
        if !matches!(scheme, "http" | "https") {
            return Err(format!("its scheme is `{scheme}`, not http or https"));
        }
        if uri.query().is_some() {
            return Err("it must have no query".into());
        }
        let own_port = if scheme == "https" { 443 } else { 80 };
        let host = match authority.port_u16() {
            Some(port) if port != own_port => format!("{}:{port}", authority.host()),
            _ => authority.host().to_owned(),
        };
        let host = HeaderValue::try_from(host).map_err(|error| error.to_string())?;
        let name = authority.host().trim_matches(['[', ']']);
        Ok(Self {
            scheme: scheme.into(),
            authority: authority.as_str().into(),
            path: uri.path().trim_end_matches('/').into(),
            host,
            named: name.parse::<IpAddr>().is_err(),
        })
    }

    /// Whether it is over TLS.
    #[cfg(not(feature = "tls"))]
    pub(crate) fn is_https(&self) -> bool {
        self.scheme == "https"
    }

    /// The host and port.
    pub(crate) fn authority(&self) -> &str {
        &self.authority
    }

    /// `Host` of a request, unless a prefix stands in front of it. It is made here once: transports make it anew for each
    /// request that has none.
    pub(crate) fn host(&self, uri: &Uri) -> Option<HeaderValue> {
        (uri.authority()?.as_str() == self.authority).then(|| self.host.clone())
    }

    /// The address of one request: with the operation's host prefix, unless `prefixes` is off or the host is an IP
    /// address.
    pub(crate) fn base(
        &self,
        operation: &'static OperationSchema,
        input: &dyn Structure,
        prefixes: bool,
    ) -> Result<String, Error> {
        let pattern = operation.traits().iter().find_map(|t| match t {
            OperationTrait::HostPrefix(pattern) if prefixes && self.named => Some(*pattern),
            _ => None,
        });
        let prefix = pattern.map_or(Ok(String::new()), |pattern| host::prefix(pattern, |label| value(input, label)));
        let prefix = prefix.map_err(|error| Error::new(ErrorKind::Construction).with_source(error))?;
        // Room for the path, which is written behind it.
        let mut base = String::with_capacity(self.scheme.len() + self.authority.len() + self.path.len() + 96);
        for part in [&self.scheme, "://", &prefix, &self.authority, &self.path] {
            base.push_str(part);
        }
        Ok(base)
    }
}

/// The text of the member that is a label of the host.
fn value(input: &dyn Structure, label: &str) -> Option<String> {
    let (index, member) = input.schema().members().iter().enumerate().find(|(_, member)| member.name() == label)?;
    scalar::text(member, input.member(index)?, Location::Uri).map(Into::into)
}

#[cfg(test)]
mod tests {
    use super::*;
    use whitesmith::Unit;

    #[test]
    fn endpoints() {
        static PLAIN: OperationSchema =
            OperationSchema::new("a#A", &whitesmith::schema::prelude::UNIT, &whitesmith::schema::prelude::UNIT);
        static PREFIXED: OperationSchema =
            OperationSchema::new("a#A", &whitesmith::schema::prelude::UNIT, &whitesmith::schema::prelude::UNIT)
                .with(&[OperationTrait::HostPrefix("foo.")]);
        for (text, plain, prefixed, host) in [
            ("http://example.com", "http://example.com", "http://foo.example.com", "example.com"),
            ("https://example.com:81/", "https://example.com:81", "https://foo.example.com:81", "example.com:81"),
            ("http://example.com/custom/", "http://example.com/custom", "http://foo.example.com/custom", "example.com"),
            ("http://127.0.0.1:80", "http://127.0.0.1:80", "http://127.0.0.1:80", "127.0.0.1"),
            ("http://[::1]:80", "http://[::1]:80", "http://[::1]:80", "[::1]"),
        ] {
            let endpoint = Endpoint::parse(text).unwrap();
            assert_eq!(endpoint.base(&PLAIN, &Unit, true).unwrap(), plain);
            assert_eq!(endpoint.base(&PREFIXED, &Unit, true).unwrap(), prefixed);
            assert_eq!(endpoint.base(&PREFIXED, &Unit, false).unwrap(), plain);
            assert_eq!(endpoint.host(&plain.parse().unwrap()).unwrap(), host);
            assert_eq!(endpoint.host(&prefixed.parse().unwrap()).is_some(), plain == prefixed);
        }
        for text in ["", "example.com", "ftp://example.com", "http://", "http://a/?b", "/a", "http://a b"] {
            assert!(Endpoint::parse(text).is_err(), "{text}");
        }
    }
}
