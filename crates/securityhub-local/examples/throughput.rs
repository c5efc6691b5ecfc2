//! `DeleteInvitations` with SQLite, beside the same calls to the stub that has no storage.
//!
//! ```console
//! $ cargo xtask bench local
//! ```
//!
//! Each call withdraws one invitation, which is there: a change of the state, on disk before it is acknowledged. The
//! servers take turns in rounds, over TCP, with the generated client; both are in this process, and so is the load.

use std::error::Error;
use std::sync::Arc;
use std::time::{Duration, Instant};

use securityhub::operation::{CreateMembersInput, DeleteInvitationsInput, EnableSecurityHubInput, InviteMembersInput};
use securityhub::types::AccountDetails;
use securityhub::{Request, SecurityHub};
use securityhub_client::Client;
use securityhub_local::accounts::{Accounts, identity};
use securityhub_local::limits::Limits;
use securityhub_local::storage::Storage;
use securityhub_local::storage::sqlite::Sqlite;
use securityhub_local::{App, LocalHub};
use securityhub_server::Server;
use tokio::net::TcpListener;
use whitesmith_client::Retries;

const ROUNDS: usize = 5;
const CONNECTIONS: usize = 16;
const CALLS: usize = 400;

type Outcome<T> = Result<T, Box<dyn Error + Send + Sync>>;

/// The account of a connection: each is an administrator of its own.
fn administrator(connection: usize) -> String {
    format!("{:012}", 200_000_000_000 + connection)
}

/// The members of a round, each to be invited once.
fn members(round: usize) -> Vec<String> {
    (0..CALLS).map(|call| format!("{:012}", round * CALLS + call)).collect()
}

/// A request of an account's: by its access key over the wire, by its identity within the process.
fn request<T>(account: &str, input: T) -> Outcome<Request<T>> {
    let credential = format!(
        "AWS4-HMAC-SHA256 Credential={account}/20261124/eu-north-1/securityhub/aws4_request, SignedHeaders=host, Signature=0"
    );
    let mut request = Request::new(input);
    request.headers_mut().insert("authorization", credential.parse()?);
    request.extensions_mut().insert(identity(account, "eu-north-1"));
    Ok(request)
}

/// Invites the members of a round, by calls within the process.
async fn invite(service: &impl SecurityHub, account: &str, round: usize) -> Outcome<()> {
    for members in members(round).chunks(50) {
        let details = members.iter().cloned().map(AccountDetails::new);
        service.create_members(request(account, CreateMembersInput::new(details))?).await?;
        service.invite_members(request(account, InviteMembersInput::new(members.to_vec()))?).await?;
    }
    Ok(())
}

/// Withdraws them again, one a call, over all connections at once. The times of all calls, and that of the whole.
async fn withdraw(endpoint: &str, round: usize) -> Outcome<(Vec<Duration>, Duration)> {
    let start = Instant::now();
    let callers: Vec<_> = (0..CONNECTIONS)
        .map(|connection| {
            let endpoint = endpoint.to_owned();
            tokio::spawn(async move {
                let client = Client::builder().endpoint(endpoint).retries(Retries::off()).build()?;
                let account = administrator(connection);
                let mut times = Vec::with_capacity(CALLS);
                for member in members(round) {
                    let request = request(&account, DeleteInvitationsInput::new([member]))?;
                    let start = Instant::now();
                    let output = client.delete_invitations(request).await?;
                    times.push(start.elapsed());
                    if output.unprocessed_accounts.is_none_or(|accounts| !accounts.is_empty()) {
                        return Err("an invitation was not there".into());
                    }
                }
                Outcome::Ok(times)
            })
        })
        .collect();
    let mut times = Vec::new();
    for caller in callers {
        times.extend(caller.await??);
    }
    Ok((times, start.elapsed()))
}

/// A server under load, and what was measured of it.
struct Measured {
    name: &'static str,
    endpoint: String,
    times: Vec<Duration>,
    total: Duration,
}

impl Measured {
    fn new(name: &'static str, endpoint: String) -> Self {
        Self { name, endpoint, times: Vec::new(), total: Duration::ZERO }
    }

    async fn round(&mut self, service: &impl SecurityHub, round: usize) -> Outcome<()> {
        for connection in 0..CONNECTIONS {
            invite(service, &administrator(connection), round).await?;
        }
        let (times, total) = withdraw(&self.endpoint, round).await?;
        self.times.extend(times);
        self.total += total;
        Ok(())
    }

    #[expect(clippy::cast_precision_loss, reason = "some thousand calls")]
    fn rate(&self) -> f64 {
        self.times.len() as f64 / self.total.as_secs_f64()
    }

    fn show(&mut self, stub: f64) {
        self.times.sort_unstable();
        let at = |percent: usize| self.times.get(self.times.len() * percent / 100).copied().unwrap_or_default();
        println!(
            "{:<28} {:>8.0} requests/s  p50 {:>6.2} ms  p99 {:>6.2} ms  {:>5.2} x the stub",
            self.name,
            self.rate(),
            at(50).as_secs_f64() * 1_000.0,
            at(99).as_secs_f64() * 1_000.0,
            self.rate() / stub
        );
    }
}

async fn listen() -> Outcome<(TcpListener, String)> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let endpoint = format!("http://{}", listener.local_addr()?);
    Ok((listener, endpoint))
}

async fn serve_local(storage: Box<dyn Storage>) -> Outcome<(LocalHub, String)> {
    let hub = LocalHub::new(storage, Limits::NONE)?;
    let (listener, endpoint) = listen().await?;
    tokio::spawn(App::new(hub.clone(), &Accounts::Any, false).serve(listener, std::future::pending()));
    for connection in 0..CONNECTIONS {
        hub.enable_security_hub(request(&administrator(connection), EnableSecurityHubInput::default())?).await?;
    }
    Ok((hub, endpoint))
}

#[tokio::main]
async fn main() -> Outcome<()> {
    let (listener, endpoint) = listen().await?;
    let server = Server::new(whitesmith_examples::Hub::default()).without_authentication();
    let stub = Arc::clone(server.service());
    tokio::spawn(server.serve(listener));
    let mut without = Measured::new("the stub, without storage", endpoint);

    let folder = std::env::temp_dir().join(format!("securityhub-local-{}", std::process::id()));
    std::fs::create_dir_all(&folder)?;
    let (on_disk, endpoint) = serve_local(Box::new(Sqlite::open(&folder.join("hub.db"))?)).await?;
    let mut with_file = Measured::new("SQLite in a file", endpoint);
    let (in_memory, endpoint) = serve_local(Box::new(Sqlite::in_memory()?)).await?;
    let mut with_memory = Measured::new("SQLite in memory", endpoint);

    for round in 0..ROUNDS {
        without.round(&*stub, round).await?;
        with_file.round(&on_disk, round).await?;
        with_memory.round(&in_memory, round).await?;
    }
    println!("DeleteInvitations, {CONNECTIONS} connections, {} calls a server", ROUNDS * CONNECTIONS * CALLS);
    let rate = without.rate();
    for measured in [&mut without, &mut with_file, &mut with_memory] {
        measured.show(rate);
    }
    std::fs::remove_dir_all(folder)?;
    Ok(())
}
