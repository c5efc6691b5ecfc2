//! The program as those see it who run it: its flags, its page, its health, its counts, its end.

mod support;

use std::process::Command;
use std::time::Instant;

use securityhub_client::Client;
use support::Session;
use support::process::Process;
use whitesmith_client::Retries;

const SEED: &str = "
[[hub]]
account = '210000000001'
region = 'eu-north-1'
tags = { team = '<b>red</b>' }

[[hub]]
account = '310000000002'
region = 'eu-north-1'

[[member]]
region = 'eu-north-1'
administrator = '210000000001'
account = '310000000002'
email = 'security@shop.example'
status = 'Invited'
";

fn client(server: &Process) -> Client {
    Client::builder().endpoint(&server.endpoint).retries(Retries::off()).build().unwrap()
}

/// Runs the program with flags that it refuses; the answer is what it says of them.
fn refused(flags: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_securityhub-local")).args(flags).output().unwrap();
    assert!(!output.status.success(), "{flags:?}");
    String::from_utf8(output.stderr).unwrap()
}

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Runtime::new().unwrap()
}

#[test]
fn the_page_shows_what_was_seeded_and_what_was_called() {
    let folder = tempfile::tempdir().unwrap();
    let seed = folder.path().join("seed.toml");
    std::fs::write(&seed, SEED).unwrap();
    let server = Process::start(&["--memory", "--no-auth", "--seed", seed.to_str().unwrap()]);
    runtime().block_on(async {
        let client = client(&server);
        let mut session = Session::new(&client);
        assert_eq!(session.call("210000000001 all-members").await, "310000000002:Invited");
        assert!(session.call("390000000009 count").await.starts_with("401 InvalidAccess"));
    });
    let (status, page) = server.ask("GET", "/_local/");
    assert_eq!(status, 200);
    for expected in [
        "content-security-policy: default-src 'none'",
        "<title>securityhub-local</title>",
        "210000000001",
        "team=&lt;b&gt;red&lt;/b&gt;",
        "<td>administrator</td>",
        "security@shop.example",
        "<td>Invited</td>",
        "<td>ListMembers</td>",
        "<td class=\"error\">401 InvalidAccessException</td>",
    ] {
        assert!(page.contains(expected), "{expected} is not in\n{page}");
    }
    assert!(!page.contains("<b>red"), "what somebody sent is text");
    assert_eq!(server.ask("GET", "/_local").0, 308);
    assert_eq!(server.ask("GET", "/_local/nothing").0, 404);
    assert_eq!(server.ask("POST", "/_local/").0, 405);
}

#[test]
fn health_and_counts() {
    let server = Process::start(&["--memory", "--no-auth"]);
    assert_eq!(server.ask("GET", "/_local/live").0, 200);
    assert_eq!(server.ask("GET", "/_local/ready").0, 200);
    runtime().block_on(async {
        let client = client(&server);
        let mut session = Session::new(&client);
        session.call("A enable").await;
        session.call("A enable").await;
    });
    assert_eq!(server.ask("GET", "/members").0, 403);
    let (status, text) = server.ask("GET", "/_local/metrics");
    assert_eq!(status, 200);
    for expected in [
        "securityhub_requests_total{operation=\"EnableSecurityHub\",status=\"200\"} 1",
        "securityhub_requests_total{operation=\"EnableSecurityHub\",status=\"409\"} 1",
        "securityhub_errors_total{operation=\"EnableSecurityHub\",code=\"ResourceConflictException\"} 1",
        "securityhub_errors_total{operation=\"ListMembers\",code=\"MissingAuthenticationToken",
        "securityhub_request_seconds_count{operation=\"EnableSecurityHub\"} 2",
        "securityhub_requests_in_flight 0",
        "securityhub_hubs 1",
    ] {
        assert!(text.contains(expected), "{expected} is not in\n{text}");
    }
}

#[test]
fn state_is_reset_only_where_that_was_allowed() {
    for (flag, status, members) in [(None, 403, "B:Created-"), (Some("--allow-reset"), 200, "none")] {
        let flags: Vec<_> = ["--memory", "--no-auth"].into_iter().chain(flag).collect();
        let server = Process::start(&flags);
        runtime().block_on(async {
            let client = client(&server);
            let mut session = Session::new(&client);
            session.call("A enable").await;
            assert_eq!(session.call("A create B").await, "ok");
            assert_eq!(server.ask("POST", "/_local/reset").0, status);
            session.call("A enable").await;
            assert_eq!(session.call("A all-members").await, members);
        });
        assert_eq!(server.ask("GET", "/_local/reset").0, 405);
    }
}

#[test]
fn calls_that_come_too_fast_are_refused() {
    let server = Process::start(&["--memory", "--no-auth"]);
    runtime().block_on(async {
        let client = client(&server);
        let start = Instant::now();
        let calls = (0..200).map(|_| {
            let client = client.clone();
            tokio::spawn(async move { Session::new(&client).call("A count").await })
        });
        let mut allowed = 0;
        for call in calls.collect::<Vec<_>>() {
            allowed += u64::from(!call.await.unwrap().starts_with("429 LimitExceeded: Rate exceeded"));
        }
        // The burst goes through whole, and ten for each second that all of it took.
        let most = 30 + 10 * (start.elapsed().as_secs() + 1);
        assert!((30..=most).contains(&allowed), "{allowed} of 200 were allowed, and not 30 to {most}");
        assert!(Session::new(&client).call("B count").await.starts_with("401"), "another account has its own");
    });
}

#[test]
#[cfg(unix)]
fn it_ends_when_it_is_asked_to_and_remembers() {
    let folder = tempfile::tempdir().unwrap();
    let database = folder.path().join("hub.db");
    let flags = ["--no-auth", "--database", database.to_str().unwrap()];
    for expected in ["ok", "409 ResourceConflict: Account is already subscribed to Security Hub"] {
        let mut server = Process::start(&flags);
        let client = client(&server);
        assert_eq!(runtime().block_on(async { Session::new(&client).call("A enable").await }), expected);
        assert!(server.terminate());
        assert!(!folder.path().join("hub.db-wal").exists(), "the log is in the database when it ends well");
    }
}

#[test]
fn what_cannot_be_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str, content: &[u8]| {
        let path = folder.path().join(name);
        std::fs::write(&path, content).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let other = path("other.db", b"");
    rusqlite::Connection::open(&other).unwrap().execute_batch("CREATE TABLE mine (x)").unwrap();
    let newer = path("newer.db", b"");
    let version = "PRAGMA application_id = 0x53487562; PRAGMA user_version = 99";
    rusqlite::Connection::open(&newer).unwrap().execute_batch(version).unwrap();
    let seed = path("seed.toml", b"[[member]]\nregion = 'r'\nadministrator = '1'\naccount = '2'\n");
    for (flags, expected) in [
        (&["--database", &path("text.db", &[b'x'; 5_000])][..], "file is not a database"),
        (&["--database", &other], "it is a database of another program"),
        (&["--database", &newer], "it was written by a later version of this program"),
        (&["--database", "/nowhere/at/all.db"], "opening the database `/nowhere/at/all.db`"),
        (&["--memory", "--seed", &seed], "seed.toml:3:17"),
        (&["--memory", "--seed", "/nowhere.toml"], "cannot read `/nowhere.toml`"),
        (&["--memory", "--database", "x.db"], "cannot be used with"),
        (&["--memory", "--account", "x"], "expected KEY:SECRET=ACCOUNT"),
        (&["--memory", "--listen", "256.0.0.1:1"], "invalid value '256.0.0.1:1'"),
    ] {
        let text = refused(flags);
        assert!(text.contains(expected), "{flags:?} says\n{text}");
    }
}
