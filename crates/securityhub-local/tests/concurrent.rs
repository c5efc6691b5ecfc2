//! Many callers at once, on several instances over one storage, against a sequential model.
//!
//! Every answer has a place in one order: the version of the Region's state that it made or saw. In that order the
//! model must give the same answers; and the order must agree with time, so that whoever has an answer in hand sees
//! nothing older afterwards. Together that is linearizability.
//!
//! `SECURITYHUB_LOCAL_STEPS` and `SECURITYHUB_LOCAL_SEED` set the number of calls and the seed.

mod support;

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex};
use std::time::Instant;

use securityhub_client::Client;
use securityhub_local::accounts::Accounts;
use securityhub_local::limits::Limits;
use securityhub_local::storage::{Storage, Versions};
use securityhub_local::{App, LocalHub};
use support::Session;
use support::model::Model;
use support::place::Place;
use whitesmith_client::Retries;

const WORKERS: usize = 8;
const ACCOUNTS: [&str; 6] = ["A", "B", "C", "D", "E", "F"];
const REGIONS: [&str; 2] = ["eu-north-1", "us-east-1"];
const MOST_OPEN: usize = 4;

/// The calls that may change something.
const CHANGES: [&str; 12] = [
    "enable",
    "disable",
    "create",
    "invite",
    "accept",
    "accept-master",
    "decline",
    "delete",
    "leave",
    "leave-master",
    "disassociate",
    "forget",
];

fn number(variable: &str, default: u64) -> u64 {
    std::env::var(variable).ok().and_then(|text| text.parse().ok()).unwrap_or(default)
}

/// A call that was made.
struct Step {
    call: String,
    answer: String,
    region: &'static str,
    invocation: String,
    start: Instant,
    end: Instant,
}

/// What the callers have learnt, and tell each other.
#[derive(Default)]
struct Seen {
    /// The last invitation of each pair, in a Region.
    ids: HashMap<(String, &'static str), String>,
    /// Tokens that may lead on.
    tokens: Vec<String>,
}

/// Makes random calls to random instances.
async fn work(
    worker: usize,
    steps: usize,
    clients: Vec<Client>,
    seen: Arc<Mutex<Seen>>,
    mut random: fastrand::Rng,
) -> Vec<Step> {
    let mut sessions: Vec<_> = clients.iter().map(Session::of_ids).collect();
    let mut invited = None;
    let mut done = Vec::new();
    for step in 0..steps {
        let (who, region) = (*random.choice(&ACCOUNTS).unwrap(), *random.choice(&REGIONS).unwrap());
        // If everybody had members, nobody could become one: mostly two accounts have some, and others later.
        let administrators = [ACCOUNTS[step / 60 % ACCOUNTS.len()], ACCOUNTS[(step / 60 + 1) % ACCOUNTS.len()]];
        let (region, call) = match invited.take() {
            Some(acceptance) => acceptance,
            None => (region, call(&mut random, who, administrators, region, &seen.lock().unwrap())),
        };
        let session = random.choice(0..sessions.len()).unwrap();
        let session = &mut sessions[session];
        let invocation = format!("{worker}-{step}");
        session.invocation = Some(invocation.clone());
        let start = Instant::now();
        let answer = session.call(&call).await;
        let end = Instant::now();
        // Whoever has looked for invitations, may accept one.
        let open = answer.split(' ').find_map(|word| word.split_once(":Invited#"));
        if let Some((from, id)) = open.filter(|_| random.u32(0..4) > 0) {
            invited = Some((region, format!("{who}@{region} accept {from} {id}")));
        }
        let mut seen = seen.lock().unwrap();
        seen.ids.extend(session.invitations.drain().map(|(pair, id)| ((pair, region), id)));
        if let Some((_, token)) = answer.split_once("...#") {
            seen.tokens.push(token.to_owned());
            let old = seen.tokens.len().saturating_sub(20);
            seen.tokens.drain(..old);
        }
        done.push(Step { call, answer, region, invocation, start, end });
    }
    done
}

/// A random call.
fn call(random: &mut fastrand::Rng, who: &str, administrators: [&str; 2], region: &str, seen: &Seen) -> String {
    let other = *random.choice(&ACCOUNTS).unwrap();
    let others = (0..random.usize(1..4)).map(|_| *random.choice(&ACCOUNTS).unwrap()).collect::<Vec<_>>().join(" ");
    let rest = match random.u32(0..100) {
        0..5 => "enable".into(),
        5..7 => "disable".into(),
        7..15 => format!("create {others}"),
        15..17 => format!("forget {}", ACCOUNTS.join(" ")),
        17..35 => format!("invite {others}"),
        35..45 => {
            let ids = seen.ids.iter().filter(|((pair, at), _)| *at == region && pair.ends_with(&format!(">{who}")));
            match random.choice(ids.collect::<Vec<_>>()).filter(|_| random.u32(0..3) > 0) {
                Some(((pair, _), id)) => {
                    let name = random.choice(["accept", "accept-master"]).unwrap();
                    format!("{name} {} {id}", pair.split('>').next().unwrap())
                }
                None => "invitations 5".into(),
            }
        }
        45..50 => format!("decline {others}"),
        50..60 => format!("delete {others}"),
        60..64 => random.choice(["leave", "leave-master"]).unwrap().into(),
        64..68 => format!("disassociate {others}"),
        68..72 => format!("forget {others}"),
        72..75 => format!("get {others} {other}"),
        75..78 => random.choice(["count", "administrator", "master"]).unwrap().into(),
        _ => {
            let list = random.choice(["members", "all-members", "invitations", "invitations"]).unwrap();
            match random.choice(&seen.tokens).filter(|_| random.bool()) {
                Some(token) => format!("{list} {} {token}", random.u32(1..4)),
                None => format!("{list} {}", random.u32(1..4)),
            }
        }
    };
    let adds = ["create", "invite "].iter().any(|call| rest.starts_with(call));
    let who = if adds && random.u32(0..20) > 0 { *random.choice(&administrators).unwrap() } else { who };
    format!("{who}@{region} {rest}")
}

/// Serves these storages, has everybody call, and holds the answers against the model.
async fn check(name: &str, storages: Vec<Box<dyn Storage>>) {
    let steps = usize::try_from(number("SECURITYHUB_LOCAL_STEPS", 6_000)).unwrap();
    let seed = number("SECURITYHUB_LOCAL_SEED", fastrand::u64(..));
    println!("{name}: {steps} calls, SECURITYHUB_LOCAL_SEED={seed}");
    let limits = Limits { outstanding_invitations: Some(MOST_OPEN as u64), ..Limits::NONE };
    let (mut hubs, mut clients, mut servers) = (Vec::new(), Vec::new(), Vec::new());
    for storage in storages {
        let hub = LocalHub::with_journal(storage, limits.clone(), steps).unwrap();
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let endpoint = format!("http://{}", listener.local_addr().unwrap());
        let app = App::new(hub.clone(), &Accounts::Any, false);
        servers.push(tokio::spawn(app.serve(listener, std::future::pending())));
        clients.push(Client::builder().endpoint(endpoint).retries(Retries::off()).build().unwrap());
        hubs.push(hub);
    }
    let mut random = fastrand::Rng::with_seed(seed);
    let shared: Arc<Mutex<Seen>> = Arc::default();
    let workers: Vec<_> = (0..WORKERS)
        .map(|worker| tokio::spawn(work(worker, steps / WORKERS, clients.clone(), shared.clone(), random.fork())))
        .collect();
    let mut done = Vec::new();
    for worker in workers {
        done.extend(worker.await.unwrap());
    }
    servers.iter().for_each(tokio::task::JoinHandle::abort);
    let places: HashMap<String, Versions> = hubs
        .iter()
        .flat_map(|hub| hub.journal().newest())
        .filter_map(|record| {
            let noted = record.noted?;
            Some((noted.invocation?, noted.versions))
        })
        .collect();
    let mut changes = 0;
    let mut outcomes: BTreeMap<String, usize> = BTreeMap::new();
    for region in REGIONS {
        let steps = done.iter().filter(|step| step.region == region);
        let mut steps: Vec<_> = steps.map(|step| (places[&step.invocation], step)).collect();
        changes += steps.iter().filter(|(versions, _)| versions.made > versions.read).count();
        agrees_with_time(&mut steps);
        agrees_with_model(&mut steps);
        for (versions, step) in steps {
            let verb = step.call.split(' ').nth(1).unwrap();
            let outcome = match step.answer.split_once(' ') {
                Some((status, code)) if status.parse::<u16>().is_ok() => code,
                _ if versions.made > versions.read => "changed",
                _ => "unchanged",
            };
            *outcomes.entry(format!("{verb}: {outcome}")).or_default() += 1;
        }
    }
    assert!(changes > done.len() / 20, "only {changes} of {} calls changed something", done.len());
    // Rare turns come up in a long run; one that never does is not tested.
    if done.len() >= 20_000 {
        for verb in CHANGES {
            assert!(outcomes.contains_key(&format!("{verb}: changed")), "{verb} never changed anything: {outcomes:?}");
        }
    }
    println!("{name}: {} answers agree, of which {changes} changed the state", done.len());
}

/// Whatever began after another had its answer comes after it.
fn agrees_with_time(steps: &mut [(Versions, &Step)]) {
    let mut by_end: Vec<_> = steps.iter().map(|(versions, step)| (step.end, versions.made)).collect();
    by_end.sort_unstable();
    steps.sort_unstable_by_key(|(_, step)| step.start);
    let (mut ended, mut newest) = (by_end.into_iter().peekable(), 0);
    for (versions, step) in steps {
        while let Some((_, made)) = ended.next_if(|(end, _)| *end < step.start) {
            newest = newest.max(made);
        }
        assert!(versions.read >= newest, "{} read {versions:?}, after {newest} had been made", step.call);
    }
}

/// In the order of versions, the model gives the same answers.
fn agrees_with_model(steps: &mut [(Versions, &Step)]) {
    // What made a version comes before what saw it; of those that saw it, an id that was learnt is used later.
    steps.sort_unstable_by_key(|(versions, step)| (versions.made, versions.made == versions.read, step.end));
    let makers = steps.iter().filter(|(versions, _)| versions.made > versions.read);
    for (expected, (versions, step)) in (1..).zip(makers) {
        assert_eq!((versions.read, versions.made), (expected - 1, expected), "{}", step.call);
    }
    let mut model = Model::new(MOST_OPEN);
    for (number, (versions, step)) in steps.iter().enumerate() {
        if let Err(difference) = model.check(&step.call, &step.answer) {
            let before = steps[number.saturating_sub(12)..number].iter();
            let before: Vec<_> = before.map(|(_, step)| format!("  {} => {}", step.call, step.answer)).collect();
            panic!("at {versions:?}, after\n{}\n{difference}", before.join("\n"));
        }
    }
}

/// Has everybody call so many instances on one database.
fn run(name: &str, place: &Place, instances: usize) {
    let hubs = (0..instances).map(|_| place.open()).collect();
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(4).enable_all().build().unwrap();
    runtime.block_on(check(name, hubs));
}

#[test]
fn sqlite_in_memory() {
    run("SQLite in memory", &Place::Memory, 1);
}

#[test]
fn sqlite_in_a_file() {
    run("two instances on one file of SQLite", &Place::file(), 2);
}

#[test]
#[cfg(feature = "postgres")]
fn postgres() {
    let Some(place) = Place::postgres() else { return };
    run("three instances on one database of PostgreSQL", &place, 3);
}
