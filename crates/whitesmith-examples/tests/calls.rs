//! What a client does around its attempts: retries, timeouts, options, interceptors, and what errors say. Nothing here
//! waits: time is moved by the test.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use http::{Request, Response, StatusCode};
use securityhub::OperationError;
use securityhub::operation::{DeleteInvitations, DeleteInvitationsError, DeleteInvitationsInput};
use securityhub_client::Client;
use whitesmith::error::BoxError;
use whitesmith::shape::Structure;
use whitesmith::{ErrorKind, Operation as _};
use whitesmith_client::http::Body;
use whitesmith_client::testing::{Fault, Faults, ManualTime, Recorder, Replay};
use whitesmith_client::transport::TowerTransport;
use whitesmith_client::{Builder, Call, CallOptions, Interceptor, Outcome, Retries, Transport};

fn input() -> DeleteInvitationsInput {
    DeleteInvitationsInput::new(["123456789012"])
}

fn builder(transport: impl Transport, time: &ManualTime) -> Builder<Client> {
    // Half of every wait that is possible.
    Client::builder().endpoint("http://hub.example").transport(transport).time(time.clone()).random(|| 0.5)
}

fn answer(status: u16, headers: &[(&str, &str)], body: &str) -> Response<String> {
    let mut response = Response::builder().status(status);
    for (name, value) in headers {
        response = response.header(*name, *value);
    }
    response.body(body.into()).unwrap()
}

fn seconds(waits: &[Duration]) -> Vec<f64> {
    waits.iter().map(Duration::as_secs_f64).collect()
}

/// Answers, and then how often the call was sent, how it ended, and how long it waited in between.
#[tokio::test]
async fn retries() {
    let throttled = r#"{"__type":"ThrottlingException","message":"slow"}"#;
    let limit = r#"{"__type":"LimitExceededException","Message":"slow"}"#;
    let ok = || answer(200, &[], "{}");
    let bad = |status| answer(status, &[], "");
    let standard = Retries::standard();
    for (title, retries, answers, attempts, outcome, waits) in [
        ("a success", standard, vec![ok()], 1, "ok", vec![]),
        ("a server that recovers", standard, vec![bad(500), bad(503), ok()], 3, "ok", vec![0.5, 1.0]),
        (
            "a server that does not",
            standard,
            vec![bad(500), bad(502), bad(504), ok()],
            3,
            "Some(504) None",
            vec![0.5, 1.0],
        ),
        (
            "five attempts",
            standard.max_attempts(5),
            vec![bad(500), bad(500), bad(500), bad(500), ok()],
            5,
            "ok",
            vec![0.5, 1.0, 2.0, 4.0],
        ),
        ("no retries", Retries::off(), vec![bad(500), ok()], 1, "Some(500) None", vec![]),
        ("what will not pass", standard, vec![bad(501), ok()], 1, "Some(501) None", vec![]),
        ("throttling by code", standard, vec![answer(400, &[], throttled), ok()], 2, "ok", vec![0.5]),
        ("a modelled error", standard, vec![answer(429, &[], limit), ok()], 2, "ok", vec![0.5]),
        (
            "a modelled error that stays",
            standard,
            vec![answer(429, &[], limit), answer(429, &[], limit), answer(429, &[], limit)],
            3,
            "Some(429) Some(\"LimitExceededException\")",
            vec![0.5, 1.0],
        ),
        ("Retry-After", standard, vec![answer(503, &[("retry-after", "7")], ""), ok()], 2, "ok", vec![7.0]),
        (
            "x-amz-retry-after",
            standard,
            vec![answer(503, &[("x-amz-retry-after", "1500")], ""), ok()],
            2,
            "ok",
            vec![1.5],
        ),
        ("no wait", standard, vec![answer(503, &[("retry-after", "0")], ""), ok()], 2, "ok", vec![]),
        (
            "a wait longer than the call",
            standard,
            vec![answer(503, &[("retry-after", "90")], ""), ok()],
            1,
            "Some(503) None",
            vec![],
        ),
        ("a response that is not JSON", standard, vec![answer(200, &[], "<html>"), ok()], 1, "Some(200) None", vec![]),
    ] {
        let (time, replay) = (ManualTime::new(), Replay::new(answers));
        let client = builder(replay.clone(), &time).retries(retries).build().unwrap();
        let found = match client.delete_invitations(input()).await {
            Ok(_) => "ok".to_owned(),
            Err(error) => format!("{:?} {:?}", error.status(), error.code()),
        };
        assert_eq!((replay.requests().len(), found.as_str()), (attempts, outcome), "{title}");
        assert_eq!(seconds(&time.waits()), waits, "{title}");
    }
}

/// A service that fails everything is asked once a call, once the quota is used up; successes bring it back.
#[tokio::test]
async fn a_quota_of_retries() {
    let (time, replay) = (ManualTime::new(), Replay::new((0..400).map(|_| answer(500, &[], ""))));
    let client = builder(replay.clone(), &time).build().unwrap();
    let mut calls = 0;
    while replay.remaining() > 0 {
        assert!(client.clone().delete_invitations(input()).await.is_err());
        calls += 1;
    }
    // 500 tokens are 100 retries.
    assert_eq!(calls, 300);
    assert_eq!(replay.requests().len(), 400);
}

#[tokio::test]
async fn faults() {
    for (title, faults, outcome) in [
        ("a reset", vec![Fault::Reset], "ok"),
        ("resets", vec![Fault::Reset; 3], "Transport"),
        ("silence", vec![Fault::Silence], "ok"),
        ("more silence", vec![Fault::Silence; 3], "Timeout"),
        ("a truncated response", vec![Fault::Truncate(1)], "ok"),
        ("truncated responses", vec![Fault::Truncate(1); 3], "Transport"),
        ("a stalled response", vec![Fault::Stall(1)], "ok"),
        ("stalled responses", vec![Fault::Stall(1); 3], "Timeout"),
        ("a gateway", vec![Fault::Status(StatusCode::BAD_GATEWAY)], "ok"),
    ] {
        let time = ManualTime::new();
        let replay = Replay::new((0..3).map(|_| answer(200, &[], r#"{"UnprocessedAccounts":[]}"#)));
        let client = builder(Faults::new(replay, faults), &time).build().unwrap();
        let found = match client.delete_invitations(input()).await {
            Ok(_) => "ok".to_owned(),
            Err(DeleteInvitationsError::Other(error)) => format!("{:?}", error.kind()),
            Err(error) => error.to_string(),
        };
        assert_eq!(found, outcome, "{title}");
    }
}

#[tokio::test]
async fn timeouts_and_options() {
    let silence = || Faults::new(Replay::default(), vec![Fault::Silence; 9]);
    let second = Duration::from_secs(1);
    for (title, options, waits, message) in [
        (
            "the defaults",
            whitesmith::Request::new(input()),
            vec![30.0, 0.5, 29.5],
            "the request timed out: the call took 60s (DeleteInvitations at hub.example, 2 attempts)",
        ),
        (
            "a shorter attempt",
            whitesmith::Request::new(input()).attempt_timeout(second),
            vec![1.0, 0.5, 1.0, 1.0, 1.0],
            "the request timed out: the attempt took 1s (DeleteInvitations at hub.example, 3 attempts)",
        ),
        (
            "a shorter call",
            whitesmith::Request::new(input()).timeout(second),
            vec![1.0],
            "the request timed out: the call took 1s (DeleteInvitations at hub.example)",
        ),
        (
            "another endpoint, once",
            whitesmith::Request::new(input())
                .timeout(second)
                .retries(Retries::off())
                .endpoint("http://other.example:81"),
            vec![1.0],
            "the request timed out: the call took 1s (DeleteInvitations at other.example:81)",
        ),
        (
            "an endpoint that is none",
            whitesmith::Request::new(input()).endpoint("other.example"),
            vec![],
            "the request could not be built: the endpoint `other.example` is not valid: it must begin with a scheme \
             and a host, such as http://127.0.0.1:8080 (DeleteInvitations at hub.example)",
        ),
        (
            "a header that is none",
            whitesmith::Request::new(input()).header("a b", "c"),
            vec![],
            "the request could not be built: a header's name is not valid (DeleteInvitations at hub.example)",
        ),
    ] {
        let time = ManualTime::new();
        let client = builder(silence(), &time).build().unwrap();
        let error = client.delete_invitations(options).await.unwrap_err();
        assert_eq!(error.to_string(), message, "{title}");
        assert_eq!(seconds(&time.waits()), waits, "{title}");
    }
    let replay = Replay::new([answer(200, &[], "{}")]);
    let client = builder(replay.clone(), &ManualTime::new()).build().unwrap();
    client.delete_invitations(whitesmith::Request::new(input()).header("x-mine", "yes")).await.unwrap();
    assert_eq!(replay.requests()[0].headers()["x-mine"], "yes");
}

/// Notes every step, and does what it is told in one of them.
#[derive(Clone, Default)]
struct Notes(Arc<Mutex<Vec<String>>>);

impl Notes {
    fn note(&self, text: String) {
        self.0.lock().unwrap().push(text);
    }
}

impl Interceptor for Notes {
    fn before_serialization(&self, call: &mut Call, input: &mut dyn Structure) -> Result<(), BoxError> {
        self.note(format!("{} of {}", input.schema().name(), call.host()));
        call.extensions_mut().insert(7_u8);
        Ok(())
    }

    fn after_serialization(&self, _: &mut Call, request: &mut Request<Body>) -> Result<(), BoxError> {
        self.note(format!("{} {}", request.method(), request.uri().path()));
        Ok(())
    }

    fn before_attempt(&self, call: &mut Call, request: &mut Request<Body>) -> Result<(), BoxError> {
        self.note(format!("attempt {} of {:?}", call.attempts(), call.extensions().get::<u8>()));
        assert!(!request.headers().contains_key("x-attempt"), "what one attempt adds is not in the next");
        request.headers_mut().insert("x-attempt", call.attempts().into());
        if call.attempts() == 1 { Err("no luck".into()) } else { Ok(()) }
    }

    fn after_attempt(&self, _: &mut Call, outcome: &Outcome<'_>) {
        let error = outcome.error.map(ToString::to_string);
        self.note(format!("{:?} {:?} {:?}", outcome.status.map(|status| status.as_u16()), error, outcome.retry_in));
    }

    fn after_call(&self, call: &mut Call, outcome: &Outcome<'_>) {
        self.note(format!("over after {:?}: {}", call.elapsed(), outcome.is_success()));
    }
}

#[tokio::test]
async fn interceptors() {
    let (notes, time) = (Notes::default(), ManualTime::new());
    let replay = Replay::new([answer(500, &[], ""), answer(200, &[], "{}")]);
    let client = builder(replay.clone(), &time).interceptor(notes.clone()).build().unwrap();
    client.delete_invitations(input()).await.unwrap();
    assert_eq!(
        *notes.0.lock().unwrap(),
        [
            "DeleteInvitationsRequest of hub.example",
            "POST /invitations/delete",
            "attempt 1 of Some(7)",
            "None Some(\"the request could not be sent or answered: no luck\") Some(500ms)",
            "attempt 2 of Some(7)",
            "Some(500) Some(\"the service returned an error (status 500)\") Some(1s)",
            "attempt 3 of Some(7)",
            "Some(200) None None",
            "over after 1.5s: true",
        ]
    );
    assert_eq!(replay.requests().len(), 2);
}

/// What one line says of each kind of failure.
#[tokio::test]
async fn errors_in_one_line() {
    let limit = r#"{"__type":"LimitExceededException","Message":"slow down"}"#;
    let id = [("x-amzn-requestid", "r-1")];
    for (response, line) in [
        (answer(429, &id, limit), "LimitExceededException: slow down (status 429, request id r-1)"),
        // The model has it with a capital.
        (
            answer(429, &[], r#"{"__type":"LimitExceededException","message":"slow down"}"#),
            "LimitExceededException: slow down (status 429)",
        ),
        (
            answer(400, &id, r#"{"__type":"a.b#Odd","message":"so"}"#),
            "Odd: so (DeleteInvitations at hub.example, status 400, request id r-1)",
        ),
        (
            answer(200, &id, r#"{"UnprocessedAccounts": [3]}"#),
            "the response could not be understood: the body is not valid: `/UnprocessedAccounts/0`: \
             expected an object (line 1, column 26) (DeleteInvitations at hub.example, status 200, request id r-1)",
        ),
    ] {
        let client = builder(Replay::new([response]), &ManualTime::new()).retries(Retries::off()).build().unwrap();
        assert_eq!(client.delete_invitations(input()).await.unwrap_err().to_string(), line);
    }
}

/// A `match` on an error is flat, whatever failed, and asks nothing of a caller that does not care.
#[tokio::test]
async fn one_match() {
    let client = builder(Faults::new(Replay::default(), [Fault::Reset]), &ManualTime::new()).retries(Retries::off());
    match client.build().unwrap().delete_invitations(input()).await {
        Ok(output) => panic!("{output:?}"),
        Err(DeleteInvitationsError::LimitExceededException(error)) => panic!("{:?}", error.message),
        Err(DeleteInvitationsError::Other(error)) if error.kind() == ErrorKind::Transport => {
            assert!(error.is_retryable());
            assert_eq!(error.call().map(|call| (call.operation, call.attempts)), Some(("DeleteInvitations", 1)));
            let cause = std::error::Error::source(&error).and_then(|cause| cause.downcast_ref::<std::io::Error>());
            assert_eq!(cause.map(std::io::Error::kind), Some(std::io::ErrorKind::ConnectionReset));
        }
        Err(error) => panic!("{error}"),
    }
}

/// What was recorded against a server in this process plays again without it.
#[tokio::test]
async fn record_and_replay() {
    let hub = whitesmith_examples::Hub::default();
    let recorder = Recorder::new(TowerTransport::new(securityhub_server::Server::new(hub).without_authentication()));
    let talk = |client: Client| async move {
        let output = client.delete_invitations(input()).await.unwrap();
        output.unprocessed_accounts.map_or(0, |accounts| accounts.len())
    };
    let time = ManualTime::new();
    assert_eq!(talk(builder(recorder.clone(), &time).build().unwrap()).await, 1);
    let replay = Replay::of(recorder.exchanges());
    assert_eq!(talk(builder(replay.clone(), &time).build().unwrap()).await, 1);
    assert_eq!(replay.remaining(), 0);
    let other = builder(Replay::of(recorder.exchanges()), &time).retries(Retries::off()).build().unwrap();
    let error = other.delete_invitations(DeleteInvitationsInput::new(["9"])).await.unwrap_err();
    assert!(error.to_string().contains("was recorded, not"), "{error}");
}

#[test]
fn cheap_to_pass_around() {
    fn shared<T: Clone + Send + Sync + 'static>(_: &T) {}
    fn sent<T: Send>(value: &T) -> usize {
        std::mem::size_of_val(value)
    }
    let client = builder(Replay::default(), &ManualTime::new()).build().unwrap();
    shared(&client);
    assert_eq!(std::mem::size_of_val(&client), std::mem::size_of::<usize>());
    // The future of a call holds a pointer to what is going on, and the output while it is read.
    let future = sent(&client.delete_invitations(input()));
    assert!(future <= 512, "{future} bytes");
    assert_eq!(DeleteInvitations::SCHEMA.name(), "DeleteInvitations");
}

/// In the adaptive mode a first answer "too fast" holds back the calls that follow; in the standard one it does not.
#[tokio::test]
async fn adaptive_retries() {
    for (retries, held_back) in [(Retries::standard(), false), (Retries::adaptive(), true)] {
        let time = ManualTime::new();
        let answers = [answer(429, &[], "")].into_iter().chain((0..6).map(|_| answer(200, &[], "{}")));
        let client = builder(Replay::new(answers), &time).retries(retries).build().unwrap();
        client.delete_invitations(input()).await.unwrap();
        let before = time.waits();
        assert_eq!(before.first().map(Duration::as_secs_f64), Some(0.5), "the wait before the second attempt");
        // The other calls succeed at once.
        for _ in 0..5 {
            client.clone().delete_invitations(input()).await.unwrap();
        }
        let waits = &time.waits()[before.len()..];
        assert_eq!(!waits.is_empty(), held_back, "{waits:?}");
        assert!(waits.iter().all(|wait| !wait.is_zero() && *wait < Duration::from_secs(5)), "{waits:?}");
    }
}
