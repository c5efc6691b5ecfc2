//! `securityhub-local`: a Security Hub to run on a laptop. `--help` lists its flags.

mod flags;
mod welcome;

use std::error::Error;
use std::io::{IsTerminal as _, Write as _};
use std::process::ExitCode;
use std::time::SystemTime;

use clap::Parser as _;
use flags::{Flags, LogFormat};
use securityhub_local::accounts::Accounts;
use securityhub_local::seed::Seed;
use securityhub_local::{App, LocalHub};
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
    log_to_standard_error(flags.log);
    let accounts = flags.callers.accounts()?;
    let seed = flags.seed.as_deref().map(|path| Seed::read(path, SystemTime::now().into())).transpose()?;
    let storage = flags.state.open()?;
    if let Some(seed) = seed {
        seed.apply(&*storage).map_err(|rejection| format!("cannot seed: {rejection}"))?;
    }
    let hub = LocalHub::new(storage, flags.limits.limits())?;
    Runtime::new()?.block_on(serve(flags, &accounts, hub.clone()))
}

fn log_to_standard_error(format: LogFormat) {
    let lines = tracing_subscriber::fmt()
        .with_writer(std::io::stderr)
        .with_ansi(std::io::stderr().is_terminal())
        .with_max_level(tracing::Level::INFO);
    match format {
        LogFormat::Text => lines.with_target(false).init(),
        LogFormat::Json => lines.json().flatten_event(true).with_span_list(false).init(),
        LogFormat::Off => {}
    }
}

async fn serve(flags: &Flags, accounts: &Accounts, hub: LocalHub) -> Result<(), Box<dyn Error>> {
    let listener =
        TcpListener::bind(flags.listen).await.map_err(|error| format!("cannot listen on {}: {error}", flags.listen))?;
    let welcome = welcome::text(listener.local_addr()?, accounts, &hub.storage().describe());
    // Whether anybody reads it does not matter.
    let _ = std::io::stdout().write_all(welcome.as_bytes());
    App::new(hub, accounts, flags.allow_reset).serve(listener, interrupted()).await;
    Ok(())
}

/// Completes when the process is asked to end. Without signal handlers only a kill ends it, which is as well.
async fn interrupted() {
    let interrupt = async {
        let _ = tokio::signal::ctrl_c().await;
    };
    #[cfg(unix)]
    let terminate = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => drop(signal.recv().await),
            Err(_) => std::future::pending().await,
        }
    };
    #[cfg(not(unix))]
    let terminate = std::future::pending::<()>();
    tokio::select! {
        () = interrupt => {}
        () = terminate => {}
    }
    tracing::info!("shutting down");
}
