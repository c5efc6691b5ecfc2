//! `securityhub-local`: a Security Hub to run on a laptop. `--help` lists its flags.

mod flags;

use std::error::Error;
use std::process::ExitCode;
use std::time::SystemTime;

use clap::Parser as _;
use flags::Flags;
use securityhub_local::LocalHub;
use securityhub_local::accounts::Accounts;
use securityhub_local::seed::Seed;
use securityhub_server::Server;
use tokio::net::TcpListener;
use tokio::runtime::Runtime;

fn main() -> ExitCode {
    match run(&Flags::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

/// The storage is opened and closed outside of the runtime, whose threads must not wait.
fn run(flags: &Flags) -> Result<(), Box<dyn Error>> {
    let accounts = flags.callers.accounts()?;
    let seed = flags.seed.as_deref().map(|path| Seed::read(path, SystemTime::now().into())).transpose()?;
    let storage = flags.state.open()?;
    if let Some(seed) = seed {
        seed.apply(&*storage).map_err(|rejection| format!("cannot seed: {rejection}"))?;
    }
    let hub = LocalHub::new(storage, flags.limits.limits())?;
    Runtime::new()?.block_on(serve(flags, &accounts, hub.clone()))
}

async fn serve(flags: &Flags, accounts: &Accounts, hub: LocalHub) -> Result<(), Box<dyn Error>> {
    let listener =
        TcpListener::bind(flags.listen).await.map_err(|error| format!("cannot listen on {}: {error}", flags.listen))?;
    println!("Security Hub at http://{} ({})", listener.local_addr()?, hub.storage().describe());
    let interrupted = async {
        // Without a signal handler only a kill ends it, which is as well.
        let _ = tokio::signal::ctrl_c().await;
    };
    accounts.authenticate(Server::new(hub)).serve_with_shutdown(listener, interrupted).await;
    Ok(())
}
