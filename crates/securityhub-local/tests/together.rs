//! Instances that start together on a database that nobody has prepared.

mod support;

use std::sync::Barrier;

use securityhub_local::LocalHub;
use securityhub_local::limits::Limits;
use support::Session;
use support::place::Place;

const INSTANCES: usize = 8;

fn check(place: &Place) {
    let barrier = Barrier::new(INSTANCES);
    let hubs: Vec<LocalHub> = std::thread::scope(|scope| {
        let starts: Vec<_> = (0..INSTANCES)
            .map(|_| {
                scope.spawn(|| {
                    barrier.wait();
                    LocalHub::new(place.open(), Limits::NONE).unwrap()
                })
            })
            .collect();
        starts.into_iter().map(|start| start.join().unwrap()).collect()
    });
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        assert_eq!(Session::new(&hubs[0]).call("A enable").await, "ok");
        assert_eq!(Session::new(&hubs[0]).call("A create B C D").await, "ok");
        // A page that one instance begins, another goes on with: they share the secret of tokens.
        let page = Session::of_ids(&hubs[1]).call("A all-members 2").await;
        let (shown, token) = page.split_once(" ...#").unwrap();
        assert_eq!(shown, "B:Created- C:Created-");
        for hub in &hubs {
            assert_eq!(Session::new(hub).call(&format!("A all-members 2 {token}")).await, "D:Created-");
        }
    });
}

#[test]
fn sqlite() {
    for _ in 0..10 {
        check(&Place::file());
    }
}

#[test]
#[cfg(feature = "postgres")]
fn postgres() {
    let Some(place) = Place::postgres() else { return };
    check(&place);
}
