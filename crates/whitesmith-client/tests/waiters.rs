//! Waiters: what they make of answers, and how long they wait in between.

#![cfg(feature = "waiters")]

use std::collections::BTreeMap;
use std::time::Duration;

use http::Response;
use whitesmith::error::ErrorMetadata;
use whitesmith::schema::{Fault, Kind, Member, Schema, Trait, prelude};
use whitesmith::{
    BigDecimal, Blob, Document, Error, Operation, OperationError as _, OperationSchema, Request, ServiceSchema,
    Timestamp,
};
use whitesmith_client::http::Body;
use whitesmith_client::testing::{Fault as Broken, Faults, ManualTime, Replay};
use whitesmith_client::transport::{ResponseFuture, Transport};
use whitesmith_client::wait::Comparator::{AllStringEquals, AnyStringEquals, BooleanEquals, StringEquals};
use whitesmith_client::wait::State::{Failure, Retry, Success};
use whitesmith_client::wait::{Acceptor, Comparator, Matcher, WaitError, Waited, Waiter};
use whitesmith_client::{Builder, Client, Retries};

static STRINGS: Schema = Schema::list("a#Strings", &[Member::new("member", &prelude::STRING)]);
static PARTS: Schema = Schema::list("a#Parts", &[Member::new("member", &PART)]);
static COUNTS: Schema =
    Schema::map("a#Counts", &[Member::new("key", &prelude::STRING), Member::new("value", &prelude::INTEGER)]);
static SECRET: Schema = Schema::simple("a#Secret", Kind::String).with(&[Trait::Sensitive]);

#[derive(Clone, Default)]
struct Input {
    groups: Option<Vec<String>>,
}
whitesmith::structure! {
    Input: INPUT = "a#Input" {
        0 groups: "groups" => STRINGS,
    } default
}

#[derive(Clone, Default)]
struct Part {
    state: Option<String>,
}
whitesmith::structure! {
    Part: PART = "a#Part" {
        0 state: "state" => prelude::STRING,
    } default
}

#[derive(Clone)]
enum Shape {
    Round(String),
    Unknown(whitesmith::UnknownMember),
}
whitesmith::union! {
    Shape: SHAPE = "a#Shape" {
        0 Round: "round" => prelude::STRING,
    }
}

#[derive(Clone, Default)]
struct Output {
    status: Option<String>,
    ready: Option<bool>,
    parts: Option<Vec<Part>>,
    groups: Option<Vec<String>>,
    counts: Option<BTreeMap<String, i32>>,
    shape: Option<Shape>,
    made: Option<Timestamp>,
    data: Option<Blob>,
    ratio: Option<f32>,
    exact: Option<BigDecimal>,
    notes: Option<Document>,
    secret: Option<String>,
}
whitesmith::structure! {
    Output: OUTPUT = "a#Output" {
        0 status: "status" => prelude::STRING [Trait::JsonName("s")],
        1 ready: "ready" => prelude::BOOLEAN,
        2 parts: "parts" => PARTS,
        3 groups: "groups" => STRINGS,
        4 counts: "counts" => COUNTS,
        5 shape: "shape" => SHAPE,
        6 made: "made" => prelude::TIMESTAMP [Trait::TimestampFormat(whitesmith::schema::TimestampFormat::DateTime)],
        7 data: "data" => prelude::BLOB,
        8 ratio: "ratio" => prelude::FLOAT,
        9 exact: "exact" => prelude::BIG_DECIMAL,
        10 notes: "notes" => prelude::DOCUMENT,
        11 secret: "secret" => SECRET,
    } default
}

#[derive(Clone, Default)]
struct Gone {
    metadata: ErrorMetadata,
}
whitesmith::error_structure! {
    Gone: GONE = "a#Gone" {} [Trait::Error(Fault::Client)]
}

#[derive(Debug)]
enum GetError {
    Gone(Gone),
    Other(Error),
}
whitesmith::operation_error! { GetError { 0 Gone } }

struct Get;
impl Operation for Get {
    type Input = Input;
    type Output = Output;
    type Error = GetError;
    const SCHEMA: &'static OperationSchema = {
        static SCHEMA: OperationSchema =
            OperationSchema::new("a#Get", &INPUT, &OUTPUT).http("POST", "/", 200).errors(&[&GONE]);
        &SCHEMA
    };
}

static SERVICE: ServiceSchema =
    ServiceSchema { id: "a#Service", version: "1", protocols: &["aws.protocols#restJson1"], auth: &[], traits: &[] };

fn builder(time: &ManualTime) -> Builder<Client> {
    Builder::new(&SERVICE).endpoint("http://a.example").time(time.clone()).retries(Retries::off())
}

/// An answer: an output as JSON, or `CODE` of an error.
fn answer(text: &str) -> Response<String> {
    let response = Response::builder().header("content-type", "application/json");
    if text.starts_with('{') {
        response.body(text.to_owned()).unwrap()
    } else {
        response.status(400).header("x-amzn-errortype", text).body("{}".to_owned()).unwrap()
    }
}

/// How a wait for two minutes ends, and after how many calls.
async fn wait(waiter: &'static Waiter, answers: &[&str]) -> (String, usize) {
    let (time, replay) = (ManualTime::new(), Replay::new(answers.iter().map(|text| answer(text))));
    let client = builder(&time).transport(replay.clone()).build().unwrap();
    let input = Input { groups: Some(vec!["a".into(), "b".into()]) };
    let result = client.wait::<Get>(waiter, Request::new(input), Duration::from_secs(120)).await;
    let end = match &result {
        Ok(Waited::Output(output)) => format!("output {}", output.status.as_deref().unwrap_or("-")),
        Ok(Waited::Error(error)) => format!("error {}", error.code().unwrap_or("-")),
        Err(error) => error.to_string(),
    };
    (end, replay.requests().len())
}

/// A waiter with these acceptors.
const fn waiter(acceptors: &'static [Acceptor]) -> Waiter {
    Waiter::new("ThingReady", acceptors)
}

const fn output(path: &'static str, comparator: Comparator, expected: &'static str) -> Acceptor {
    Acceptor::new(Success, Matcher::Output { path, comparator, expected })
}

const fn both(path: &'static str, comparator: Comparator, expected: &'static str) -> Acceptor {
    Acceptor::new(Success, Matcher::InputOutput { path, comparator, expected })
}

const fn error(name: &'static str) -> Acceptor {
    Acceptor::new(Success, Matcher::ErrorType(name))
}

/// Waiters, what the service answers, how the wait ends, and after how many calls.
macro_rules! cases {
    ($([$($acceptor:expr),* $(,)?], $answers:expr => $end:expr, $calls:expr;)*) => {$({
        static WAITER: Waiter = waiter(&[$($acceptor),*]);
        let (end, calls) = wait(&WAITER, &$answers).await;
        assert_eq!((end.as_str(), calls), ($end, $calls), "{:?} {:?}", WAITER.acceptors(), $answers);
    })*};
}

#[tokio::test]
async fn what_answers_mean() {
    const READY: &str = r#"{"s":"ready"}"#;
    cases! {
        // Every comparator.
        [output("status", StringEquals, "ready")], ["{}", r#"{"s":"soon"}"#, READY] => "output ready", 3;
        [output("ready", BooleanEquals, "true")], [r#"{"ready":false}"#, r#"{"ready":true}"#] => "output -", 2;
        [output("ready", BooleanEquals, "false")], ["{}", r#"{"ready":false}"#] => "output -", 2;
        [output("parts[].state", AllStringEquals, "on")],
            [r#"{"parts":[]}"#, r#"{"parts":[{"state":"on"},{"state":"off"}]}"#, r#"{"parts":[{"state":"on"}]}"#]
            => "output -", 3;
        [output("parts[].state", AnyStringEquals, "on")],
            [r#"{"parts":[]}"#, r#"{"parts":[{"state":"off"}]}"#, r#"{"parts":[{"state":"off"},{"state":"on"}]}"#]
            => "output -", 3;
        // A value of another type is another value.
        [output("status", BooleanEquals, "true"), output("ready", StringEquals, "true"),
            output("status", AnyStringEquals, "true"), output("@", AllStringEquals, "true"),
            output("status", StringEquals, "ready")],
            [r#"{"s":"true","ready":true}"#, READY] => "output ready", 2;
        // An expression that cannot be run holds for nothing.
        [output("length(parts) > `0`", BooleanEquals, "true")], ["{}", r#"{"parts":[{}]}"#] => "output -", 2;
        // Input and output.
        [both("length(input.groups) == length(output.groups)", BooleanEquals, "true")],
            [r#"{"groups":["a"]}"#, r#"{"groups":["a","b"]}"#] => "output -", 2;
        [both("input.groups", AnyStringEquals, "b")], ["{}"] => "output -", 1;
        [both("output.status", StringEquals, "ready")], ["{}", READY] => "output ready", 2;
        // Values of every kind, by the names of the model.
        [output("counts.a == `2` && shape.round == 'yes' && s == null", BooleanEquals, "true")],
            [r#"{"counts":{"a":2},"shape":{"round":"yes"},"s":"x"}"#] => "output x", 1;
        [output("shape.square.side == `3` && notes.a[1] == `1.5` && notes.b == null", BooleanEquals, "true")],
            [r#"{"shape":{"square":{"side":3}},"notes":{"a":[true,1.5],"b":null}}"#] => "output -", 1;
        [output("made == `482196050.52` && made > `1`", BooleanEquals, "true")],
            [r#"{"made":"1985-04-12T23:20:50.520Z"}"#] => "output -", 1;
        [output("data", StringEquals, "aGk=")], [r#"{"data":"aGk="}"#] => "output -", 1;
        [output("ratio == `0.1` && exact == `0.30`", BooleanEquals, "true")],
            [r#"{"ratio":0.1,"exact":0.3}"#] => "output -", 1;
        [output("secret", StringEquals, "x")], [r#"{"secret":"x"}"#] => "output -", 1;
        // Errors: by name, in the model or not, with a namespace or without.
        [error("Gone")], ["{}", "Gone"] => "error Gone", 2;
        [error("b#Gone")], ["{}", "a#Gone"] => "error Gone", 2;
        [error("NotInTheModel")], ["NotInTheModel"] => "error NotInTheModel", 1;
        [error("c#NotInTheModel")], ["NotInTheModel"] => "error NotInTheModel", 1;
        [Acceptor::new(Retry, Matcher::ErrorType("Gone")), output("status", StringEquals, "ready")],
            ["Gone", "Gone", READY] => "output ready", 3;
        // Whether the call succeeds at all.
        [Acceptor::new(Success, Matcher::Success(true))], ["{}"] => "output -", 1;
        [Acceptor::new(Success, Matcher::Success(false))], ["{}", "{}", "Strange"] => "error Strange", 3;
        [Acceptor::new(Retry, Matcher::Success(false)), Acceptor::new(Success, Matcher::Success(true))],
            ["Gone", "Strange", "{}"] => "output -", 3;
        // The first acceptor that is for an answer decides.
        [Acceptor::new(Retry, Matcher::Output { path: "status", comparator: StringEquals, expected: "soon" }),
            Acceptor::new(Success, Matcher::Success(true))],
            [r#"{"s":"soon"}"#, READY] => "output ready", 2;
        // Failures.
        [Acceptor::new(Failure, Matcher::Output { path: "status", comparator: StringEquals, expected: "broken" })],
            ["{}", r#"{"s":"broken"}"#] => "ThingReady will not come: output `status` stringEquals `broken`", 2;
        [Acceptor::new(Failure, Matcher::ErrorType("Gone"))], ["{}", "Gone"]
            => "ThingReady will not come: error `Gone`", 2;
        [Acceptor::new(Failure, Matcher::Success(true)).message("parts[].state")],
            [r#"{"parts":[{"state":"cold"},{"state":"wet"}]}"#] => "ThingReady will not come: cold, wet", 1;
        [Acceptor::new(Failure, Matcher::Success(true)).message("status")], ["{}"]
            => "ThingReady will not come: any output", 1;
        [Acceptor::new(Failure, Matcher::Success(true)).message("secret")], [r#"{"secret":"x"}"#]
            => "ThingReady will not come: *** redacted ***", 1;
        // An error that no acceptor is for ends the wait at once.
        [output("status", StringEquals, "ready")], ["{}", "Gone", READY]
            => "Gone (status 400)", 2;
        [error("Gone")], ["Strange", "Gone"]
            => "Strange (Get at a.example, status 400)", 1;
        // An expression of a waiter that no valid model has.
        [output("a b", StringEquals, "ready")], [READY]
            => "the request could not be built: the waiter ThingReady has an expression that is none: Syntax error at \
                line 1 column 3: Expected EOF, but found 'A-Z|a-z|_'", 0;
    }
}

/// How long a wait lasts that nothing ends: the waits between its calls, in seconds.
async fn waits(waiter: &'static Waiter, max_wait: u64, chance: f64) -> Vec<f64> {
    let (time, replay) = (ManualTime::new(), Replay::new((0..100).map(|_| answer("{}"))));
    let client = builder(&time).transport(replay.clone()).random(move || chance).build().unwrap();
    let max_wait = Duration::from_secs(max_wait);
    let error = client.wait::<Get>(waiter, Request::new(Input::default()), max_wait).await.unwrap_err();
    let WaitError::TimedOut(timed_out) = &error else { panic!("{error}") };
    assert!(matches!(timed_out.last, Some(Waited::Output(_))));
    assert_eq!((timed_out.calls as usize, timed_out.max_wait), (replay.requests().len(), max_wait));
    assert_eq!(time.waits().len() + 1, replay.requests().len(), "a wait between two calls each");
    assert_eq!(time.waits().iter().sum::<Duration>(), max_wait, "the last call is at the end");
    time.waits().iter().map(Duration::as_secs_f64).collect()
}

#[tokio::test]
async fn delays() {
    static STANDARD: Waiter = waiter(&[error("Never")]);
    static LINEAR: Waiter = waiter(&[error("Never")]).delays(5, 5);
    static SHORT: Waiter = waiter(&[error("Never")]).delays(1, 4);
    // The waits grow up to the greatest; the last is what is left.
    assert_eq!(waits(&STANDARD, 300, 1.0).await, [2.0, 4.0, 8.0, 16.0, 32.0, 64.0, 120.0, 54.0]);
    assert_eq!(waits(&STANDARD, 10, 0.0).await, [2.0, 2.0, 2.0, 4.0]);
    assert_eq!(waits(&STANDARD, 20, 0.5).await, [2.0, 3.0, 5.0, 10.0]);
    assert_eq!(waits(&LINEAR, 12, 0.7).await, [5.0, 7.0]);
    assert_eq!(waits(&SHORT, 10, 1.0).await, [1.0, 2.0, 4.0, 3.0]);
    assert_eq!(waits(&STANDARD, 1, 0.5).await, [1.0]);
    assert_eq!(waits(&STANDARD, 0, 0.5).await, [0.0; 0]);
    for seed in 0..50_u32 {
        let chance = f64::from(seed) / 50.0;
        let waits = waits(&SHORT, 60, chance).await;
        let (last, others) = waits.split_last().unwrap();
        assert!(others.iter().all(|wait| (1.0..=4.0).contains(wait)), "{waits:?}");
        assert!(others.is_sorted(), "with the same chance each is at least as long: {waits:?}");
        assert!(*last <= 4.0 + 1.0, "{waits:?}");
    }
}

/// A call that never ends is given up when the time is over, whatever time calls have.
#[tokio::test]
async fn calls_in_progress_are_given_up() {
    static WAITER: Waiter = waiter(&[error("Never")]);
    let time = ManualTime::new();
    let client = builder(&time)
        .transport(Faults::new(Replay::default(), [Broken::Silence]))
        .timeout(None)
        .attempt_timeout(None)
        .stall_timeout(None)
        .build()
        .unwrap();
    let error = client.wait::<Get>(&WAITER, Request::new(Input::default()), Duration::from_secs(7)).await.unwrap_err();
    assert_eq!(error.to_string(), "ThingReady did not come within 7s (calls: 1)");
    assert_eq!(time.waits(), [Duration::from_secs(7)]);
}

/// A transport that makes everybody wait for a moment.
struct Slow(Replay);

impl Transport for Slow {
    fn send(&self, request: http::Request<Body>) -> ResponseFuture {
        let answer = self.0.send(request);
        Box::pin(async move {
            tokio::task::yield_now().await;
            answer.await
        })
    }
}

/// The last call begins when the time is over, and has the time that calls have.
#[tokio::test]
async fn the_last_call_has_its_own_time() {
    static WAITER: Waiter = waiter(&[output("status", StringEquals, "on")]);
    let time = ManualTime::new();
    let client = builder(&time)
        .transport(Slow(Replay::new([answer(r#"{"s":"on"}"#)])))
        .timeout(None)
        .attempt_timeout(None)
        .stall_timeout(None)
        .build()
        .unwrap();
    let waited = client.wait::<Get>(&WAITER, Request::new(Input::default()), Duration::ZERO).await.unwrap();
    assert_eq!(waited.output().unwrap().status.as_deref(), Some("on"));
    assert!(time.waits().is_empty());
}

/// What was waited for is handed out, and so is what came instead.
#[tokio::test]
async fn answers_are_handed_out() {
    static FAILS: Waiter =
        waiter(&[Acceptor::new(Failure, Matcher::ErrorType("Gone")), output("status", StringEquals, "on")]);
    let replay = Replay::new([answer(r#"{"s":"on"}"#), answer("Gone"), answer("Strange")]);
    let client = builder(&ManualTime::new()).transport(replay).build().unwrap();
    let wait = || client.wait::<Get>(&FAILS, Request::new(Input::default()), Duration::from_secs(60));
    assert_eq!(wait().await.unwrap().output().unwrap().status.as_deref(), Some("on"));
    let error = wait().await.unwrap_err();
    assert_eq!(std::error::Error::source(&error).unwrap().to_string(), "Gone (status 400)");
    let WaitError::Failed(failed) = error else { panic!("{error}") };
    assert_eq!((failed.acceptor.state(), failed.waiter), (Failure, "ThingReady"));
    assert!(matches!(failed.answer.error(), Some(GetError::Gone(_))));
    let WaitError::Error(GetError::Other(error)) = wait().await.unwrap_err() else { panic!() };
    assert_eq!(error.code(), Some("Strange"));
}
