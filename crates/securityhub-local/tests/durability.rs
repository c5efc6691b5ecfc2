//! `kill -9` at any moment: nothing that was acknowledged is lost, and nothing is there by half.
//!
//! Several administrators change their members without a pause, three at a time, each waiting for its answers. The
//! server is killed in between and started again. Each administrator must then find what its last answer said, or
//! else, whole, what the call that was cut off would have made of it.
//!
//! `SECURITYHUB_LOCAL_KILLS` sets how often; a full run is 200 and more.

mod support;

use std::time::Duration;

use securityhub_client::Client;
use support::Session;
use support::place::Place;
use support::process::Process;
use whitesmith_client::Retries;

const ADMINISTRATORS: [&str; 4] = ["A", "B", "C", "D"];

/// Where an administrator is: which three members, and what was done with them last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Position {
    round: u64,
    phase: usize,
}

/// What is done with three members, and what the list of members is afterwards.
const PHASES: [(&str, &str); 4] =
    [("create", "Created-"), ("invite", "Invited"), ("delete", "Created-"), ("forget", "none")];

impl Position {
    const START: Self = Self { round: 0, phase: 3 };

    fn members(self, administrator: usize) -> [String; 3] {
        [0, 1, 2].map(|member| format!("{:012}", administrator as u64 * 100_000_000 + self.round * 3 + member))
    }

    fn next(self) -> Self {
        if self.phase == 3 { Self { round: self.round + 1, phase: 0 } } else { Self { phase: self.phase + 1, ..self } }
    }

    /// The call that leads here.
    fn call(self, administrator: usize) -> String {
        let members = self.members(administrator).join(" ");
        format!("{} {} {members}", ADMINISTRATORS[administrator], PHASES[self.phase].0)
    }

    /// What the administrator then sees.
    fn list(self, administrator: usize) -> String {
        match PHASES[self.phase].1 {
            "none" => "none".into(),
            status => self.members(administrator).map(|member| format!("{member}:{status}")).join(" "),
        }
    }
}

/// Changes things until the server is gone; the answer is the last position that was acknowledged.
async fn write(client: Client, administrator: usize, mut position: Position) -> (Position, u64) {
    let mut session = Session::new(&client);
    let mut acknowledged = 0;
    loop {
        let next = position.next();
        let answer = session.call(&next.call(administrator)).await;
        if answer != "ok" {
            assert!(
                !answer.contains("Input") && !answer.contains("rejected"),
                "{}: {answer}",
                next.call(administrator)
            );
            return (position, acknowledged);
        }
        (position, acknowledged) = (next, acknowledged + 1);
    }
}

async fn check(place: &Place) {
    let kills: u32 = std::env::var("SECURITYHUB_LOCAL_KILLS").ok().and_then(|text| text.parse().ok()).unwrap_or(6);
    let database = place.flag();
    let flags = ["--database", &database, "--no-auth", "--no-rate-limit", "--no-quotas"];
    let mut positions = [Position::START; ADMINISTRATORS.len()];
    let (mut total, mut made, mut unmade) = (0, 0, 0);
    for kill in 0..=kills {
        let mut server = Process::start(&flags);
        let client = Client::builder().endpoint(&server.endpoint).retries(Retries::off()).build().unwrap();
        let mut session = Session::new(&client);
        for (administrator, position) in positions.iter_mut().enumerate() {
            let name = ADMINISTRATORS[administrator];
            let enabled = session.call(&format!("{name} enable")).await;
            assert!(
                if kill == 0 { enabled == "ok" } else { enabled.starts_with("409") },
                "{name} after {kill}: {enabled}"
            );
            let found = session.call(&format!("{name} all-members 50")).await;
            if found == position.next().list(administrator) {
                *position = position.next();
                made += 1;
            } else {
                let expected = position.list(administrator);
                assert_eq!(found, expected, "{name} at {position:?}, after {kill} kills");
                unmade += u32::from(kill > 0);
            }
        }
        let writers: Vec<_> = positions
            .iter()
            .enumerate()
            .map(|(administrator, position)| tokio::spawn(write(client.clone(), administrator, *position)))
            .collect();
        tokio::time::sleep(Duration::from_micros(fastrand::u64(500..60_000))).await;
        server.kill();
        for (position, writer) in positions.iter_mut().zip(writers) {
            let (reached, acknowledged) = writer.await.unwrap();
            *position = reached;
            total += acknowledged;
        }
    }
    println!(
        "{kills} kills and restarts: {total} acknowledged changes, none lost; of the calls cut off, {made} were carried \
         out whole and {unmade} not at all"
    );
    assert!(total > 0);
}

fn run(place: &Place) {
    tokio::runtime::Runtime::new().unwrap().block_on(check(place));
}

#[test]
fn sqlite() {
    run(&Place::file());
}

#[test]
#[cfg(feature = "postgres")]
fn postgres() {
    let Some(place) = Place::postgres() else { return };
    run(&place);
}
