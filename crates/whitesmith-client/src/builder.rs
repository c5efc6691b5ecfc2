//! Making a client.

use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;
use std::time::Duration;

use http::HeaderValue;
use whitesmith::ServiceSchema;
use whitesmith::operation::ServiceTrait;

use crate::auth::{Auth, Secret, SecretProvider};
#[cfg(feature = "sigv4")]
use crate::auth::{
    credentials::{Cache, CredentialsProvider},
    sigv4::{Signer, Style},
};
#[cfg(feature = "checksum")]
use crate::checksum::Checksums;
use crate::client::{Client, Inner, Timeouts};
use crate::endpoint::Endpoint;
use crate::idempotency::TokenSource;
use crate::interceptor::{Interceptor, Interceptors};
use crate::retry::{Quota, RateLimiter, Retries};
use crate::time::{Hashed, Random, Time};
use crate::transport::Transport;

/// Settings of a client of type `C`, which a generated crate gives.
pub struct Builder<C> {
    service: &'static ServiceSchema,
    endpoint: Option<String>,
    transport: Option<Arc<dyn Transport>>,
    timeouts: Timeouts,
    retries: Retries,
    interceptors: Interceptors,
    time: Option<Arc<dyn Time>>,
    random: Option<Arc<dyn Random>>,
    connect_timeout: Duration,
    response_limit: usize,
    host_prefixes: bool,
    tokens: Arc<TokenSource>,
    user_agent: Option<String>,
    region: Option<String>,
    auth: Auth,
    #[cfg(feature = "sigv4")]
    credentials: Option<Box<dyn CredentialsProvider>>,
    #[cfg(feature = "sigv4")]
    signing_name: Option<String>,
    #[cfg(feature = "sigv4")]
    signing_style: Style,
    #[cfg(feature = "checksum")]
    checksums: (Checksums, Checksums),
    #[cfg(feature = "gzip")]
    compression: crate::compression::Settings,
    client: PhantomData<fn() -> C>,
}

impl<C: From<Client>> Builder<C> {
    /// The default settings for a service.
    pub fn new(service: &'static ServiceSchema) -> Self {
        Self {
            service,
            endpoint: None,
            transport: None,
            timeouts: Timeouts {
                total: Some(Duration::from_secs(60)),
                attempt: Some(Duration::from_secs(30)),
                stall: Some(Duration::from_secs(20)),
            },
            retries: Retries::standard(),
            interceptors: Vec::new(),
            time: None,
            random: None,
            connect_timeout: Duration::from_secs(5),
            response_limit: 256 * 1024 * 1024,
            host_prefixes: true,
            tokens: Arc::new(whitesmith_http::request_id::uuid),
            user_agent: None,
            region: None,
            auth: Auth::default(),
            #[cfg(feature = "sigv4")]
            credentials: None,
            #[cfg(feature = "sigv4")]
            signing_name: None,
            #[cfg(feature = "sigv4")]
            signing_style: Style::default(),
            #[cfg(feature = "checksum")]
            checksums: Default::default(),
            #[cfg(feature = "gzip")]
            compression: crate::compression::Settings::default(),
            client: PhantomData,
        }
    }

    /// Where the service is: `http://host:port`, or `https://` with the feature `tls`. A path stands in front of
    /// those of the operations.
    #[must_use]
    pub fn endpoint(mut self, uri: impl Into<String>) -> Self {
        self.endpoint = Some(uri.into());
        self
    }

    /// The Region that requests are signed for: `us-east-1`. With no [endpoint](Self::endpoint) set, requests also go
    /// there: `https://securityhub.us-east-1.amazonaws.com`, as the model names the service.
    #[must_use]
    pub fn region(mut self, region: impl Into<String>) -> Self {
        self.region = Some(region.into());
        self
    }

    /// The credentials to sign with: [`Credentials`](crate::auth::credentials::Credentials) themselves, or what finds
    /// them. Without, requests are not signed.
    #[cfg(feature = "sigv4")]
    #[must_use]
    pub fn credentials(mut self, provider: impl CredentialsProvider) -> Self {
        self.credentials = Some(Box::new(provider));
        self
    }

    /// The name to sign for, where it is not the model's.
    #[cfg(feature = "sigv4")]
    #[must_use]
    pub fn signing_name(mut self, name: impl Into<String>) -> Self {
        self.signing_name = Some(name.into());
        self
    }

    /// The style of signatures, which only Amazon S3 has one of its own of.
    #[cfg(feature = "sigv4")]
    #[must_use]
    pub fn signing_style(mut self, style: Style) -> Self {
        self.signing_style = style;
        self
    }

    /// The token for operations with `@httpBearerAuth`: a text, or what finds it.
    #[must_use]
    pub fn bearer_token(mut self, token: impl SecretProvider) -> Self {
        self.auth.bearer = Some(Box::new(token));
        self
    }

    /// The name and password for operations with `@httpBasicAuth`. The name has no colon.
    #[must_use]
    pub fn basic_auth(mut self, user: impl Into<String>, password: impl Into<Secret>) -> Self {
        self.auth.basic = Some((user.into(), password.into()));
        self
    }

    /// The key for operations with `@httpApiKeyAuth`: a text, or what finds it.
    #[must_use]
    pub fn api_key(mut self, key: impl SecretProvider) -> Self {
        self.auth.api_key = Some(Box::new(key));
        self
    }

    /// The longest time from a call to its response, all attempts and the waits between them together; 60 s unless
    /// set, `None` for no limit. A streaming body is not part of it: see [`stall_timeout`](Self::stall_timeout).
    #[must_use]
    pub fn timeout(mut self, time: impl Into<Option<Duration>>) -> Self {
        self.timeouts.total = time.into();
        self
    }

    /// The longest time of one attempt; 30 s unless set, `None` for no limit. What takes longer may be tried again.
    #[must_use]
    pub fn attempt_timeout(mut self, time: impl Into<Option<Duration>>) -> Self {
        self.timeouts.attempt = time.into();
        self
    }

    /// The longest time in which no byte of a response comes that is waited for, or no byte of a streaming request is
    /// taken; 20 s unless set, `None` for no limit. Streams of events may rest as long as they like.
    #[must_use]
    pub fn stall_timeout(mut self, time: impl Into<Option<Duration>>) -> Self {
        self.timeouts.stall = time.into();
        self
    }

    /// How often a call is made before its error is returned; [`Retries::standard`] unless set.
    #[must_use]
    pub fn retries(mut self, retries: Retries) -> Self {
        self.retries = retries;
        self
    }

    /// Adds an interceptor, behind those that were added before.
    #[must_use]
    pub fn interceptor(mut self, interceptor: impl Interceptor) -> Self {
        self.interceptors.push(Arc::new(interceptor));
        self
    }

    /// Where time comes from; tokio's clock unless set, for which the feature `tokio` has to be on.
    #[must_use]
    pub fn time(mut self, time: impl Time) -> Self {
        self.time = Some(Arc::new(time));
        self
    }

    /// Where the chance in the waits before retries comes from.
    #[must_use]
    pub fn random(mut self, random: impl Random) -> Self {
        self.random = Some(Arc::new(random));
        self
    }

    /// The longest time to make a connection; 5 s unless set. It is for the default transport.
    #[must_use]
    pub fn connect_timeout(mut self, time: Duration) -> Self {
        self.connect_timeout = time;
        self
    }

    /// What carries the requests; hyper over TCP unless set.
    #[must_use]
    pub fn transport(mut self, transport: impl Transport) -> Self {
        self.transport = Some(Arc::new(transport));
        self
    }

    /// The longest response held in memory, in bytes; 256 MiB unless set. A longer one is an error. Streaming
    /// bodies are not held in memory, and not limited.
    #[must_use]
    pub fn response_limit(mut self, bytes: usize) -> Self {
        self.response_limit = bytes;
        self
    }

    /// Whether the model's host prefixes stand in front of the endpoint's host; they do unless set. They never
    /// stand in front of an IP address.
    #[must_use]
    pub fn host_prefixes(mut self, on: bool) -> Self {
        self.host_prefixes = on;
        self
    }

    /// Where idempotency tokens come from; random UUIDs unless set.
    #[must_use]
    pub fn idempotency_tokens(mut self, source: impl Fn() -> String + Send + Sync + 'static) -> Self {
        self.tokens = Arc::new(source);
        self
    }

    /// What the client calls itself in `User-Agent`.
    #[must_use]
    pub fn user_agent(mut self, name: impl Into<String>) -> Self {
        self.user_agent = Some(name.into());
        self
    }

    /// Which requests have a checksum, where the model says how: all that can, unless set.
    #[cfg(feature = "checksum")]
    #[must_use]
    pub fn request_checksums(mut self, checksums: Checksums) -> Self {
        self.checksums.0 = checksums;
        self
    }

    /// Which responses are checked by their checksum, where the model says how: all that have one, unless set.
    #[cfg(feature = "checksum")]
    #[must_use]
    pub fn response_checksums(mut self, checksums: Checksums) -> Self {
        self.checksums.1 = checksums;
        self
    }

    /// Whether requests are compressed where the model allows it; they are unless set.
    #[cfg(feature = "gzip")]
    #[must_use]
    pub fn request_compression(mut self, on: bool) -> Self {
        self.compression.enabled = on;
        self
    }

    /// The least size of a body in memory that is compressed, in bytes: at most 10,485,760; 10,240 unless set.
    #[cfg(feature = "gzip")]
    #[must_use]
    pub fn request_min_compression_size(mut self, bytes: usize) -> Self {
        self.compression.min_size = bytes;
        self
    }

    /// The client.
    pub fn build(self) -> Result<C, BuildError> {
        let service = self.service.name();
        let error = |message: String| BuildError { service, message };
        let protocol = whitesmith_http::protocol::of_client(self.service)
            .ok_or_else(|| error(format!("no protocol of {:?} is implemented", self.service.protocols)))?;
        let endpoint = self.endpoint.clone().or_else(|| regional(self.service, self.region.as_deref()?));
        let endpoint = endpoint.as_deref().ok_or_else(|| error(no_endpoint(self.service).into()))?;
        let endpoint = Endpoint::parse(endpoint)
            .map_err(|reason| error(format!("the endpoint `{endpoint}` is not valid: {reason}")))?;
        let user_agent = self.user_agent.clone().unwrap_or_else(|| user_agent(self.service));
        let user_agent = HeaderValue::try_from(user_agent)
            .map_err(|_| error("the user agent has a character that no header can hold".into()))?;
        #[cfg(feature = "gzip")]
        if self.compression.min_size > crate::compression::GREATEST_MIN_SIZE {
            return Err(error(format!("{} is no minimum size for compression", self.compression.min_size)));
        }
        let transport = match &self.transport {
            Some(transport) => Arc::clone(transport),
            None => default_transport(self.connect_timeout).ok_or_else(|| error("no transport is set".into()))?,
        };
        #[cfg(not(feature = "tls"))]
        if self.transport.is_none() && endpoint.is_https() {
            return Err(error("the default transport has `https` only with the feature `tls`".into()));
        }
        let time = self.time.or_else(default_time).ok_or_else(|| error("no time is set".into()))?;
        #[cfg(feature = "sigv4")]
        let auth = {
            let mut auth = self.auth;
            if let Some(provider) = self.credentials {
                let region = self.region.ok_or_else(|| BuildError {
                    service,
                    message: "there are credentials to sign with, but no region to sign for".into(),
                })?;
                let cache = Cache::new(provider, Arc::clone(&time));
                auth.sigv4 = Some(Signer::new(cache, region, self.signing_name, self.signing_style));
            }
            auth
        };
        #[cfg(not(feature = "sigv4"))]
        let auth = self.auth;
        Ok(C::from(Client(Arc::new(Inner {
            service: self.service,
            auth,
            protocol,
            endpoint,
            transport,
            timeouts: self.timeouts,
            retries: self.retries,
            quota: Quota::default(),
            limiter: RateLimiter::default(),
            time,
            random: self.random.unwrap_or_else(|| Arc::new(Hashed::default())),
            interceptors: self.interceptors,
            response_limit: self.response_limit,
            host_prefixes: self.host_prefixes,
            tokens: self.tokens,
            user_agent,
            #[cfg(feature = "checksum")]
            checksums: self.checksums,
            #[cfg(feature = "gzip")]
            compression: self.compression,
        }))))
    }
}

/// Where AWS has the service, if the model says what it is called there
/// ([endpoints](https://docs.aws.amazon.com/general/latest/gr/rande.html#regional-endpoints)).
fn regional(service: &ServiceSchema, region: &str) -> Option<String> {
    let prefix = endpoint_prefix(service)?;
    let suffix = if region.starts_with("cn-") { "amazonaws.com.cn" } else { "amazonaws.com" };
    Some(format!("https://{prefix}.{region}.{suffix}"))
}

fn endpoint_prefix(service: &ServiceSchema) -> Option<&'static str> {
    service.traits.iter().find_map(|t| match t {
        ServiceTrait::EndpointPrefix(prefix) => Some(*prefix),
        ServiceTrait::ValidationError(_) => None,
    })
}

/// What is said where nothing says where the service is.
fn no_endpoint(service: &ServiceSchema) -> &'static str {
    match endpoint_prefix(service) {
        Some(_) => "neither an endpoint nor a Region is set",
        None => "no endpoint is set",
    }
}

fn user_agent(service: &ServiceSchema) -> String {
    format!("whitesmith/{} {}/{}", env!("CARGO_PKG_VERSION"), service.name(), service.version)
}

#[cfg(feature = "hyper")]
#[expect(clippy::unnecessary_wraps, reason = "there is none without the feature")]
fn default_transport(connect_timeout: Duration) -> Option<Arc<dyn Transport>> {
    Some(Arc::new(crate::hyper::HyperTransport::builder().connect_timeout(connect_timeout).build()))
}

#[cfg(not(feature = "hyper"))]
fn default_transport(_: Duration) -> Option<Arc<dyn Transport>> {
    None
}

#[cfg(feature = "tokio")]
#[expect(clippy::unnecessary_wraps, reason = "there is none without the feature")]
fn default_time() -> Option<Arc<dyn Time>> {
    Some(Arc::new(crate::time::TokioTime::default()))
}

#[cfg(not(feature = "tokio"))]
fn default_time() -> Option<Arc<dyn Time>> {
    None
}

impl<C> fmt::Debug for Builder<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Builder")
            .field("service", &self.service.id)
            .field("endpoint", &self.endpoint)
            .finish_non_exhaustive()
    }
}

/// Settings that make no client.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BuildError {
    service: &'static str,
    message: String,
}

impl fmt::Display for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a client of {} cannot be made: {}", self.service, self.message)
    }
}

impl std::error::Error for BuildError {}
