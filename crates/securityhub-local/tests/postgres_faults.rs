//! What PostgreSQL does to those who use it: connections that end, and more callers than connections.
#![cfg(feature = "postgres")]

mod support;

use std::sync::Arc;

use securityhub_local::LocalHub;
use securityhub_local::limits::Limits;
use support::Session;
use support::place::Place;

#[test]
fn connections_that_ended_are_made_anew() {
    let Some(place) = Place::postgres() else { return };
    let hub = LocalHub::new(place.open(), Limits::NONE).unwrap();
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let call = |line: &str| runtime.block_on(async { Session::new(&hub).call(line).await });
    assert_eq!(call("A enable"), "ok");
    assert_eq!(call("A create B"), "ok");
    let calls = [("A invite B", "ok"), ("A all-members", "B:Invited"), ("A delete B", "ok"), ("A count", "0")];
    for (line, expected) in calls.into_iter().cycle().take(40) {
        let Place::Postgres(database) = &place else { panic!("it is PostgreSQL") };
        let mut client = postgres::Client::connect(&database.url(), postgres::NoTls).unwrap();
        // Waits until they have ended: one that ends during a commit leaves its outcome unknown, which is another story.
        let others = "SELECT pg_terminate_backend(pid, 20000) FROM pg_stat_activity
            WHERE datname = current_database() AND pid <> pg_backend_pid()";
        assert!(!client.query(others, &[]).unwrap().is_empty());
        assert_eq!(call(line), expected);
    }
}

#[test]
fn more_callers_than_connections() {
    let Some(place) = Place::postgres() else { return };
    let hub = Arc::new(LocalHub::new(place.open(), Limits::NONE).unwrap());
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let callers: Vec<_> = (0..300)
            .map(|number| {
                let hub = Arc::clone(&hub);
                tokio::spawn(async move { Session::new(&*hub).call(&format!("{number:012} enable")).await })
            })
            .collect();
        for caller in callers {
            assert_eq!(caller.await.unwrap(), "ok");
        }
    });
}
