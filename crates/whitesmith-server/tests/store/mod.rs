//! A hand-written stand-in for generated crates: a service with every HTTP binding, its client and its server.

use std::collections::BTreeMap;
use std::future::Future;
use std::sync::Arc;

use whitesmith::With as _;
use whitesmith::operation::{OperationTrait, ServiceTrait, not_implemented};
use whitesmith::schema::{Fault, Kind, Member, Schema, Trait, prelude};
use whitesmith::shape::Blank;
use whitesmith::{ByteStream, Error, ErrorKind, Operation, OperationSchema, Request, ServiceSchema, Timestamp, Unit};
use whitesmith_server::{Dispatch, Handler};

static STRINGS: Schema = Schema::list("com.example#Strings", &[Member::new("member", &prelude::STRING)]);
static STRING_MAP: Schema = Schema::map(
    "com.example#StringMap",
    &[Member::new("key", &prelude::STRING), Member::new("value", &prelude::STRING)],
);
static CONTENT: Schema = Schema::simple("com.example#Content", Kind::Blob).with(&[Trait::Streaming]);

/// Every place an input can be bound to.
#[derive(Clone)]
pub struct FindInput {
    pub shelf: i32,
    pub path: String,
    pub tags: Option<Vec<String>>,
    pub since: Option<Timestamp>,
    pub rest: Option<BTreeMap<String, String>>,
    pub names: Option<Vec<String>>,
    pub meta: Option<BTreeMap<String, String>>,
    pub token: Option<String>,
    pub text: String,
    pub count: Option<i32>,
}
whitesmith::structure! {
    FindInput: FIND_INPUT = "com.example#FindInput" {
        0 shelf: "shelf" => prelude::INTEGER [Trait::Required, Trait::HttpLabel],
        1 path: "path" => prelude::STRING [Trait::Required, Trait::HttpLabel],
        2 tags: "tags" => STRINGS [Trait::HttpQuery("tag")],
        3 since: "since" => prelude::TIMESTAMP [Trait::HttpHeader("X-Since")],
        4 rest: "rest" => STRING_MAP [Trait::HttpQueryParams],
        5 names: "names" => STRINGS [Trait::HttpHeader("X-Names")],
        6 meta: "meta" => STRING_MAP [Trait::HttpPrefixHeaders("X-Meta-")],
        7 token: "token" => prelude::STRING [Trait::HttpQuery("token"), Trait::IdempotencyToken],
        8 text: "text" => prelude::STRING [Trait::Required],
        9 count: "count" => prelude::INTEGER [Trait::JsonName("Count")],
    }
}

/// Every place an output can be bound to.
#[derive(Clone)]
pub struct FindOutput {
    pub status: Option<i32>,
    pub names: Option<Vec<String>>,
    pub meta: Option<BTreeMap<String, String>>,
    pub text: Option<String>,
}
whitesmith::structure! {
    FindOutput: FIND_OUTPUT = "com.example#FindOutput" {
        0 status: "status" => prelude::INTEGER [Trait::HttpResponseCode],
        1 names: "names" => STRINGS [Trait::HttpHeader("X-Names")],
        2 meta: "meta" => STRING_MAP [Trait::HttpPrefixHeaders("X-Meta-")],
        3 text: "text" => prelude::STRING,
    }
}

/// Nothing is there.
#[derive(Clone)]
pub struct NoSuchThing {
    pub message: Option<String>,
    pub shelf: Option<i32>,
    metadata: whitesmith::ErrorMetadata,
}
whitesmith::error_structure! {
    NoSuchThing: NO_SUCH_THING = "com.example#NoSuchThing" {
        0 message: "Message" => prelude::STRING,
        1 shelf: "shelf" => prelude::INTEGER [Trait::HttpHeader("X-Shelf")],
    } [Trait::Error(Fault::Client), Trait::HttpError(404)] message message
}

#[derive(Debug)]
pub enum FindError {
    NoSuchThing(NoSuchThing),
    Other(Error),
}
whitesmith::operation_error! { FindError { 0 NoSuchThing } }

pub struct Find;
impl Operation for Find {
    type Input = FindInput;
    type Output = FindOutput;
    type Error = FindError;
    const SCHEMA: &'static OperationSchema = &FIND;
}
static FIND: OperationSchema = OperationSchema::new("com.example#Find", &FIND_INPUT, &FIND_OUTPUT)
    .http("PUT", "/shelves/{shelf}/things/{path+}?find", 200)
    .errors(&[&NO_SUCH_THING]);

#[derive(Default)]
pub struct CopyInput {
    pub content: ByteStream,
}
whitesmith::structure! {
    CopyInput: COPY_INPUT = "com.example#CopyInput" { 0 content: "content" => CONTENT [Trait::HttpPayload] }
}
#[derive(Default)]
pub struct CopyOutput {
    pub content: ByteStream,
}
whitesmith::structure! {
    CopyOutput: COPY_OUTPUT = "com.example#CopyOutput" { 0 content: "content" => CONTENT [Trait::HttpPayload] }
}
#[derive(Debug)]
pub enum CopyError {
    Other(Error),
}
whitesmith::operation_error! { CopyError {} }
pub struct Copy;
impl Operation for Copy {
    type Input = CopyInput;
    type Output = CopyOutput;
    type Error = CopyError;
    const SCHEMA: &'static OperationSchema = &COPY;
}
static COPY: OperationSchema =
    OperationSchema::new("com.example#Copy", &COPY_INPUT, &COPY_OUTPUT).http("POST", "/copy", 200);

#[derive(Debug)]
pub enum PingError {
    Other(Error),
}
whitesmith::operation_error! { PingError {} }
pub struct Ping;
impl Operation for Ping {
    type Input = Unit;
    type Output = Unit;
    type Error = PingError;
    const SCHEMA: &'static OperationSchema = &PING;
}
static PING: OperationSchema = OperationSchema::new("com.example#Ping", &prelude::UNIT, &prelude::UNIT)
    .http("GET", "/ping", 204)
    .with(&[OperationTrait::UnitInput, OperationTrait::UnitOutput]);

/// An operation that nobody implements.
pub struct Absent;
impl Operation for Absent {
    type Input = Unit;
    type Output = Unit;
    type Error = PingError;
    const SCHEMA: &'static OperationSchema = &ABSENT;
}
static ABSENT: OperationSchema = OperationSchema::new("com.example#Absent", &prelude::UNIT, &prelude::UNIT)
    .http("GET", "/absent", 200)
    .with(&[OperationTrait::UnitInput, OperationTrait::UnitOutput]);

pub static STORE: ServiceSchema = ServiceSchema {
    id: "com.example#Store",
    version: "2026-11-24",
    protocols: &["aws.protocols#restJson1"],
    auth: &[],
    traits: &[] as &[ServiceTrait],
};

/// The service.
pub trait Store: Send + Sync + 'static {
    fn find(&self, request: Request<FindInput>) -> impl Future<Output = Result<FindOutput, FindError>> + Send {
        let _ = request;
        async { Err(Error::new(ErrorKind::NotImplemented).into()) }
    }
    fn copy(&self, request: Request<CopyInput>) -> impl Future<Output = Result<CopyOutput, CopyError>> + Send;
    fn ping(&self, request: Request<Unit>) -> impl Future<Output = Result<Unit, PingError>> + Send;
}

/// How a server calls it.
pub struct StoreDispatch<S>(std::marker::PhantomData<fn() -> S>);
impl<S: Store> Dispatch for StoreDispatch<S> {
    type Service = S;
    const SCHEMA: &'static ServiceSchema = &STORE;
    fn handlers() -> Vec<Handler<S>> {
        vec![
            Handler::new::<Absent, _, _>(|_, request| not_implemented::<Absent>(request)),
            Handler::new::<Find, _, _>(|service: Arc<S>, request| async move { service.find(request).await }),
            Handler::new::<Copy, _, _>(|service: Arc<S>, request| async move { service.copy(request).await }),
            Handler::new::<Ping, _, _>(|service: Arc<S>, request| async move { service.ping(request).await }),
        ]
    }
}
pub type Server<S> = whitesmith_server::Server<StoreDispatch<S>>;

/// The client.
#[derive(Clone, Debug)]
pub struct Client(whitesmith_client::Client);
impl From<whitesmith_client::Client> for Client {
    fn from(client: whitesmith_client::Client) -> Self {
        Self(client)
    }
}
impl Client {
    pub fn builder() -> whitesmith_client::Builder<Self> {
        whitesmith_client::Builder::new(&STORE).retries(whitesmith_client::Retries::off())
    }
}
impl Store for Client {
    fn find(&self, request: Request<FindInput>) -> impl Future<Output = Result<FindOutput, FindError>> + Send {
        self.0.call::<Find>(request)
    }
    fn copy(&self, request: Request<CopyInput>) -> impl Future<Output = Result<CopyOutput, CopyError>> + Send {
        self.0.call::<Copy>(request)
    }
    fn ping(&self, request: Request<Unit>) -> impl Future<Output = Result<Unit, PingError>> + Send {
        self.0.call::<Ping>(request)
    }
}

/// Answers with what it was asked; what it is to do stands in `text`.
#[derive(Clone, Default)]
pub struct Echo;
impl Store for Echo {
    async fn find(&self, request: Request<FindInput>) -> Result<FindOutput, FindError> {
        let agent = request.headers().contains_key("user-agent");
        let input = request.into_input();
        match input.text.as_str() {
            "missing" => {
                let mut error = NoSuchThing::blank();
                (error.message, error.shelf) = (Some("not here".into()), Some(input.shelf));
                return Err(FindError::NoSuchThing(error));
            }
            "panic" => panic!("asked to"),
            "secret" => return Err(Error::new(ErrorKind::Transport).with_message("password").into()),
            "slow down" => return Err(whitesmith::CommonError::ThrottlingException.message("easy").into()),
            "teapot" => return Err(Error::service(418, "Teapot", "short and stout").into()),
            "not me" => return Err(Error::new(ErrorKind::NotImplemented).into()),
            _ => {}
        }
        Ok(FindOutput::blank().with(|output| {
            output.status = input.count;
            output.names.clone_from(&input.names);
            output.meta.clone_from(&input.meta);
            output.text = Some(format!("{agent} {input:?}"));
        }))
    }
    async fn copy(&self, request: Request<CopyInput>) -> Result<CopyOutput, CopyError> {
        Ok(CopyOutput { content: request.into_input().content })
    }
    async fn ping(&self, _: Request<Unit>) -> Result<Unit, PingError> {
        Ok(Unit)
    }
}
