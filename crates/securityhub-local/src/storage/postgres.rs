//! State in PostgreSQL (13 or later), for several instances behind a load balancer.
//!
//! A transaction that writes locks the row of its Region when it begins, so those of a Region come one after the
//! other, whichever instance they are of; those that read see one snapshot. Everything is in the schema
//! `securityhub_local` of the database.

mod connections;
mod rows;
mod transaction;

use postgres::{Client, Config, IsolationLevel};

use self::connections::{Connection, Connections};
use self::rows::{hub, number, relationship};
use super::{Access, Snapshot, Storage, StorageError, Versions, Work, clamp};

/// The steps from an empty database to the present schema.
const MIGRATIONS: [&str; 1] = [include_str!("postgres/1-state.sql")];

/// The advisory lock that migrations hold: `SHub`.
const MIGRATION_LOCK: i64 = 0x5348_7562;

/// State in PostgreSQL.
pub struct Postgres {
    connections: Connections,
    secret: Vec<u8>,
}

impl Postgres {
    /// Connects to the database of a URL, and migrates it if it is empty or of an earlier version. Connections are
    /// not encrypted.
    pub fn connect(url: &str) -> Result<Self, StorageError> {
        // The URL may have a password: it is not repeated.
        let config: Config = url.parse().map_err(|error| StorageError::new("reading the database's URL", error))?;
        let mut connection = Connection::open(&config)?;
        let secret = migrate(&mut connection.client)?;
        Ok(Self { connections: Connections::new(config, connection), secret })
    }
}

impl std::fmt::Debug for Postgres {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Postgres").field(&self.describe()).finish()
    }
}

impl Storage for Postgres {
    fn transact(&self, access: Access, region: &str, work: &mut Work<'_>) -> Result<Versions, StorageError> {
        self.connections.with(|connection| transaction::transact(connection, access, region, work))
    }

    fn snapshot(&self, limit: usize) -> Result<Snapshot, StorageError> {
        self.connections.with(|connection| {
            let mut transaction = connection
                .client
                .build_transaction()
                .isolation_level(IsolationLevel::RepeatableRead)
                .read_only(true)
                .start()
                .map_err(broken)?;
            let limit = clamp(limit);
            let mut query = |sql: &str| transaction.query(sql, &[&limit]).map_err(broken);
            let hubs = query("SELECT * FROM securityhub_local.hubs ORDER BY region, account LIMIT $1")?;
            let relationships =
                query("SELECT * FROM securityhub_local.relationships ORDER BY region, administrator, member LIMIT $1")?;
            let mut total = |sql: &str| transaction.query_one(sql, &[]).map_err(broken).and_then(|row| number(&row));
            Ok(Snapshot {
                hubs: hubs.iter().map(hub).collect::<Result<_, _>>()?,
                relationships: relationships.iter().map(relationship).collect::<Result<_, _>>()?,
                totals: (
                    total("SELECT count(*) FROM securityhub_local.hubs")?,
                    total("SELECT count(*) FROM securityhub_local.relationships")?,
                ),
            })
        })
    }

    fn reset(&self) -> Result<(), StorageError> {
        self.connections.with(|connection| {
            let mut transaction = connection.client.transaction().map_err(broken)?;
            transaction
                .batch_execute(
                    "UPDATE securityhub_local.regions SET version = version + 1;
                     DELETE FROM securityhub_local.hubs; DELETE FROM securityhub_local.relationships",
                )
                .map_err(broken)?;
            transaction.commit().map_err(uncertain)
        })
    }

    fn secret(&self) -> &[u8] {
        &self.secret
    }

    fn check(&self) -> Result<(), StorageError> {
        self.connections.with(|connection| connection.client.batch_execute("SELECT 1").map_err(broken))
    }

    fn describe(&self) -> String {
        let config = self.connections.config();
        let hosts: Vec<String> = config.get_hosts().iter().map(|host| format!("{host:?}")).collect();
        format!("PostgreSQL, {} at {}", config.get_dbname().unwrap_or("the user's database"), hosts.join(", "))
    }
}

/// Brings the schema up to date, in one transaction; the answer is the database's secret.
fn migrate(client: &mut Client) -> Result<Vec<u8>, StorageError> {
    let doing = |error| StorageError::new("migrating the database", error);
    let mut transaction = client.transaction().map_err(doing)?;
    // Instances that start together do it one after the other.
    transaction.execute("SELECT pg_advisory_xact_lock($1)", &[&MIGRATION_LOCK]).map_err(doing)?;
    transaction
        .batch_execute(
            "CREATE SCHEMA IF NOT EXISTS securityhub_local;
             CREATE TABLE IF NOT EXISTS securityhub_local.migrations (number INTEGER PRIMARY KEY)",
        )
        .map_err(doing)?;
    let taken = transaction.query_one("SELECT count(*) FROM securityhub_local.migrations", &[]).map_err(doing)?;
    let taken = usize::try_from(number(&taken)?).unwrap_or(usize::MAX);
    let Some(steps) = MIGRATIONS.get(taken..) else {
        return Err(StorageError::message(format!(
            "the database was written by a later version of this program: its schema is number {taken}, this program \
             knows {}",
            MIGRATIONS.len()
        )));
    };
    for (step, index) in steps.iter().zip(taken + 1..) {
        transaction.batch_execute(step).map_err(doing)?;
        let index = i32::try_from(index).unwrap_or(i32::MAX);
        transaction.execute("INSERT INTO securityhub_local.migrations VALUES ($1)", &[&index]).map_err(doing)?;
    }
    let secret = transaction.query_one("SELECT value FROM securityhub_local.secret", &[]).map_err(doing)?;
    transaction.commit().map_err(doing)?;
    secret.try_get(0).map_err(doing)
}

fn broken(error: postgres::Error) -> StorageError {
    StorageError::new("PostgreSQL", error)
}

/// A commit that failed: whether it took place is not known, so it is not tried again.
fn uncertain(error: postgres::Error) -> StorageError {
    if error.code().is_some() {
        broken(error)
    } else {
        StorageError::message(format!("PostgreSQL, at a commit: {error}"))
    }
}
