//! The flags, and what they make.

use std::error::Error;
use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Args, Parser, ValueEnum};
use securityhub_local::accounts::{Accounts, Key, parse_key, read_keys};
use securityhub_local::limits::Limits;
use securityhub_local::storage::Storage;
use securityhub_local::storage::sqlite::Sqlite;

/// A Security Hub to run on a laptop: members and invitations, behind the real AWS tools.
#[derive(Debug, Parser)]
#[command(version, about)]
pub(crate) struct Flags {
    /// Where to listen.
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8080")]
    pub(crate) listen: SocketAddr,

    /// State to begin with, as a file in TOML.
    #[arg(long, value_name = "FILE")]
    pub(crate) seed: Option<PathBuf>,

    /// Lets `POST /_local/reset` forget everything.
    #[arg(long)]
    pub(crate) allow_reset: bool,

    /// What is logged to standard error: text for people, JSON for machines, or nothing.
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = LogFormat::Text)]
    pub(crate) log: LogFormat,

    #[command(flatten)]
    pub(crate) state: StateFlags,

    #[command(flatten)]
    pub(crate) callers: CallerFlags,

    #[command(flatten)]
    pub(crate) limits: LimitFlags,
}

/// A form of the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum LogFormat {
    /// A line a request.
    Text,
    /// An object a request.
    Json,
    /// Nothing.
    Off,
}

/// Where the state is.
#[derive(Debug, Args)]
pub(crate) struct StateFlags {
    /// Where the state is: a file for SQLite, or `postgres://…` in a build with the feature `postgres`.
    #[arg(long, value_name = "FILE or URL", default_value = "securityhub-local.db")]
    database: String,

    /// Keeps the state in memory, and forgets it at the end.
    #[arg(long, conflicts_with = "database")]
    memory: bool,
}

impl StateFlags {
    /// Opens the database. It may block.
    pub(crate) fn open(&self) -> Result<Box<dyn Storage>, Box<dyn Error>> {
        if self.memory {
            return Ok(Box::new(Sqlite::in_memory()?));
        }
        let is_postgres = ["postgres://", "postgresql://"].iter().any(|scheme| self.database.starts_with(scheme));
        #[cfg(feature = "postgres")]
        if is_postgres {
            return Ok(Box::new(securityhub_local::storage::postgres::Postgres::connect(&self.database)?));
        }
        if is_postgres {
            return Err("this build has no PostgreSQL; build it with `--features postgres`".into());
        }
        Ok(Box::new(Sqlite::open(self.database.as_ref())?))
    }
}

/// Who may call.
#[derive(Debug, Args)]
pub(crate) struct CallerFlags {
    /// A file of access keys, with their secrets and accounts, in TOML.
    #[arg(long, value_name = "FILE")]
    accounts: Option<PathBuf>,

    /// An access key with its secret and account; may be repeated.
    #[arg(long, value_name = "KEY:SECRET=ACCOUNT", value_parser = parse_key)]
    account: Vec<(String, Key)>,

    /// Takes any access key, without a look at the signature: each has an account of its own.
    #[arg(long, conflicts_with_all = ["accounts", "account"])]
    no_auth: bool,
}

impl CallerFlags {
    /// The access keys: those of file and flags; without any, two to try things with.
    pub(crate) fn accounts(&self) -> Result<Accounts, Box<dyn Error>> {
        if self.no_auth {
            return Ok(Accounts::Any);
        }
        if self.accounts.is_none() && self.account.is_empty() {
            return Ok(Accounts::demo());
        }
        let mut keys = self.accounts.as_deref().map(read_keys).transpose()?.unwrap_or_default();
        keys.extend(self.account.iter().cloned());
        Ok(Accounts::Known(keys))
    }
}

/// Which limits hold.
#[derive(Debug, Args)]
pub(crate) struct LimitFlags {
    /// Takes requests as fast as they come, not 10 a second with a burst of 30 an account.
    #[arg(long)]
    no_rate_limit: bool,

    /// Takes any number of accounts a call and of outstanding invitations.
    #[arg(long)]
    no_quotas: bool,
}

impl LimitFlags {
    /// The limits.
    pub(crate) fn limits(&self) -> Limits {
        let usual = Limits::default();
        Limits { rate: usual.rate.filter(|_| !self.no_rate_limit), ..if self.no_quotas { Limits::NONE } else { usual } }
    }
}
