//! State in PostgreSQL (13 or later), for several instances behind a load balancer.
//!
//! A transaction that writes locks the row of its Region when it begins, so those of a Region come one after the
//! other, whichever instance they are of; those that read see one snapshot. Everything is in the schema
//! `securityhub_local` of the database.

use std::collections::HashMap;
use std::error::Error as _;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use postgres::error::SqlState;
use postgres::types::ToSql;
use postgres::{Client, Config, IsolationLevel, NoTls, Row, Statement};
use whitesmith::Timestamp;

use super::{Access, Outcome, Page, Snapshot, Storage, StorageError, Transaction, Versions, Work, clamp, milliseconds};
use crate::state::{Hub, Invitation, Relationship, Status};

/// The steps from an empty database to the present schema.
const MIGRATIONS: [&str; 1] = [include_str!("postgres/1-state.sql")];

/// The advisory lock that migrations hold: `SHub`.
const MIGRATION_LOCK: i64 = 0x5348_7562;

/// How often a transaction is tried that collides with others, or whose connection turns out to be gone.
const ATTEMPTS: usize = 8;

/// The greatest number of connections. A server allows 100 unless it is told otherwise, and there are other instances.
const CONNECTIONS: usize = 16;

/// State in PostgreSQL.
pub struct Postgres {
    config: Config,
    pool: Mutex<Pool>,
    given_back: Condvar,
    secret: Vec<u8>,
}

/// The connections of an instance.
struct Pool {
    /// Those that nobody uses.
    idle: Vec<Connection>,
    /// How many there are, with those that are in use.
    open: usize,
}

/// A connection, with the statements that were prepared on it.
struct Connection {
    client: Client,
    statements: Statements,
}

type Statements = HashMap<&'static str, Statement>;

impl Postgres {
    /// Connects to the database of a URL, and migrates it if it is empty or of an earlier version. Connections are
    /// not encrypted.
    pub fn connect(url: &str) -> Result<Self, StorageError> {
        // The URL may have a password: it is not repeated.
        let config: Config = url.parse().map_err(|error| StorageError::new("reading the database's URL", error))?;
        let mut connection = Connection::open(&config)?;
        let secret = migrate(&mut connection.client)?;
        Ok(Self {
            config,
            pool: Mutex::new(Pool { idle: vec![connection], open: 1 }),
            given_back: Condvar::new(),
            secret,
        })
    }

    fn pool(&self) -> MutexGuard<'_, Pool> {
        self.pool.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A connection: an idle one, a new one, or the next that is given back.
    fn connection(&self) -> Result<Lease<'_>, StorageError> {
        let mut pool = self.pool();
        loop {
            if let Some(connection) = pool.idle.pop() {
                return Ok(Lease { storage: self, connection: Some(connection) });
            }
            if pool.open < CONNECTIONS {
                pool.open += 1;
                drop(pool);
                // Whether it opens or not, the lease gives its place back.
                let mut lease = Lease { storage: self, connection: None };
                lease.connection = Some(Connection::open(&self.config)?);
                return Ok(lease);
            }
            pool = self.given_back.wait(pool).unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// Does something with a connection, again if it collided, or if the connection had been closed meanwhile.
    fn with<T>(&self, mut work: impl FnMut(&mut Connection) -> Result<T, StorageError>) -> Result<T, StorageError> {
        let mut attempt = 1;
        loop {
            let mut lease = self.connection()?;
            let Some(connection) = &mut lease.connection else { continue };
            match work(connection) {
                Err(error) if attempt < ATTEMPTS && may_be_tried_again(&error) => attempt += 1,
                result => return result,
            }
        }
    }
}

/// A connection that is in use, and is given back when this is dropped.
struct Lease<'a> {
    storage: &'a Postgres,
    connection: Option<Connection>,
}

impl Drop for Lease<'_> {
    fn drop(&mut self) {
        let mut pool = self.storage.pool();
        match self.connection.take().filter(|connection| !connection.client.is_closed()) {
            Some(connection) => pool.idle.push(connection),
            None => pool.open -= 1,
        }
        self.storage.given_back.notify_one();
    }
}

impl Connection {
    fn open(config: &Config) -> Result<Self, StorageError> {
        let client = config.connect(NoTls).map_err(|error| StorageError::new("connecting to PostgreSQL", error))?;
        Ok(Self { client, statements: Statements::new() })
    }
}

/// Whether a transaction has left nothing behind, and may succeed next time.
fn may_be_tried_again(error: &StorageError) -> bool {
    let Some(cause) = error.cause::<postgres::Error>() else { return false };
    match cause.code() {
        Some(code) => [
            SqlState::T_R_SERIALIZATION_FAILURE,
            SqlState::T_R_DEADLOCK_DETECTED,
            // An instance that starts together with this one has dropped an idle connection, or the server restarts.
            SqlState::ADMIN_SHUTDOWN,
        ]
        .contains(code),
        // A connection that is closed, or breaks, before a commit was sent. One that does while a commit is under way is
        // reported by `uncertain`, as an error of another kind.
        None => {
            cause.is_closed() || cause.source().is_some_and(<dyn std::error::Error + 'static>::is::<std::io::Error>)
        }
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        // A client waits for its connection to end, which no thread of an asynchronous runtime may.
        let idle = std::mem::take(&mut self.pool().idle);
        let _ = std::thread::spawn(move || drop(idle)).join();
    }
}

impl std::fmt::Debug for Postgres {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Postgres").field(&self.describe()).finish()
    }
}

impl Storage for Postgres {
    fn transact(&self, access: Access, region: &str, work: &mut Work<'_>) -> Result<Versions, StorageError> {
        self.with(|connection| transact(connection, access, region, work))
    }

    fn snapshot(&self, limit: usize) -> Result<Snapshot, StorageError> {
        self.with(|connection| {
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
        self.with(|connection| {
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
        self.with(|connection| connection.client.batch_execute("SELECT 1").map_err(broken))
    }

    fn describe(&self) -> String {
        let hosts: Vec<String> = self.config.get_hosts().iter().map(|host| format!("{host:?}")).collect();
        format!("PostgreSQL, {} at {}", self.config.get_dbname().unwrap_or("the user's database"), hosts.join(", "))
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

fn transact(
    connection: &mut Connection,
    access: Access,
    region: &str,
    work: &mut Work<'_>,
) -> Result<Versions, StorageError> {
    let Connection { client, statements } = connection;
    let (isolation, read_only) = match access {
        Access::Read => (IsolationLevel::RepeatableRead, true),
        // Once the row of the Region is locked, every statement sees what the last transaction has left.
        Access::Write => (IsolationLevel::ReadCommitted, false),
    };
    let transaction =
        client.build_transaction().isolation_level(isolation).read_only(read_only).start().map_err(broken)?;
    let mut inside = Inside { transaction, statements, region, changed: false };
    let read = inside.begin(access)?;
    let outcome = work(&mut inside)?;
    if outcome == Outcome::Undo || !inside.changed {
        inside.transaction.rollback().map_err(broken)?;
        return Ok(Versions { read, made: read });
    }
    inside.change("UPDATE securityhub_local.regions SET version = version + 1 WHERE region = $1", &[&region])?;
    inside.transaction.commit().map_err(uncertain)?;
    Ok(Versions { read, made: read + 1 })
}

/// The inside of a transaction.
struct Inside<'a> {
    transaction: postgres::Transaction<'a>,
    statements: &'a mut Statements,
    region: &'a str,
    changed: bool,
}

type Parameters<'a> = [&'a (dyn ToSql + Sync)];

impl Inside<'_> {
    /// Reads the Region's version; to write, it is locked.
    fn begin(&mut self, access: Access) -> Result<i64, StorageError> {
        let region = self.region;
        let version = |rows: Vec<Row>| rows.first().map(|row| row.try_get(0)).transpose().map_err(broken);
        if access == Access::Read {
            let rows = self.query("SELECT version FROM securityhub_local.regions WHERE region = $1", &[&region])?;
            return Ok(version(rows)?.unwrap_or_default());
        }
        let lock = "SELECT version FROM securityhub_local.regions WHERE region = $1 FOR UPDATE";
        let rows = self.query(lock, &[&region])?;
        if let Some(version) = version(rows)? {
            return Ok(version);
        }
        let first = "INSERT INTO securityhub_local.regions VALUES ($1, 0) ON CONFLICT DO NOTHING";
        let statement = self.prepare(first)?;
        self.transaction.execute(&statement, &[&region]).map_err(broken)?;
        let rows = self.query(lock, &[&region])?;
        Ok(version(rows)?.unwrap_or_default())
    }

    fn prepare(&mut self, sql: &'static str) -> Result<Statement, StorageError> {
        if let Some(statement) = self.statements.get(sql) {
            return Ok(statement.clone());
        }
        let statement = self.transaction.prepare(sql).map_err(broken)?;
        self.statements.insert(sql, statement.clone());
        Ok(statement)
    }

    fn query(&mut self, sql: &'static str, parameters: &Parameters<'_>) -> Result<Vec<Row>, StorageError> {
        let statement = self.prepare(sql)?;
        self.transaction.query(&statement, parameters).map_err(broken)
    }

    fn count(&mut self, sql: &'static str, parameters: &Parameters<'_>) -> Result<u64, StorageError> {
        let rows = self.query(sql, parameters)?;
        rows.first().map_or(Ok(0), number)
    }

    fn change(&mut self, sql: &'static str, parameters: &Parameters<'_>) -> Result<(), StorageError> {
        let statement = self.prepare(sql)?;
        self.changed |= self.transaction.execute(&statement, parameters).map_err(broken)? > 0;
        Ok(())
    }
}

impl Transaction for Inside<'_> {
    fn hub(&mut self, account: &str) -> Result<Option<Hub>, StorageError> {
        let region = self.region;
        let sql = "SELECT * FROM securityhub_local.hubs WHERE region = $1 AND account = $2";
        self.query(sql, &[&region, &account])?.first().map(hub).transpose()
    }

    fn save_hub(&mut self, hub: &Hub) -> Result<(), StorageError> {
        let tags = serde_json::to_string(&hub.tags).map_err(|error| StorageError::new("writing tags", error))?;
        let (region, subscribed_at) = (self.region, milliseconds(hub.subscribed_at));
        self.change(
            "INSERT INTO securityhub_local.hubs
                (region, account, subscribed_at, control_finding_generator, tags)
             VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT (region, account) DO UPDATE
                SET subscribed_at = $3, control_finding_generator = $4, tags = $5",
            &[&region, &hub.account, &subscribed_at, &hub.control_finding_generator, &tags],
        )
    }

    fn delete_hub(&mut self, account: &str) -> Result<(), StorageError> {
        let region = self.region;
        let sql = "DELETE FROM securityhub_local.hubs WHERE region = $1 AND account = $2";
        self.change(sql, &[&region, &account])
    }

    fn relationship(&mut self, administrator: &str, member: &str) -> Result<Option<Relationship>, StorageError> {
        let region = self.region;
        let sql = "SELECT * FROM securityhub_local.relationships
            WHERE region = $1 AND administrator = $2 AND member = $3";
        self.query(sql, &[&region, &administrator, &member])?.first().map(relationship).transpose()
    }

    fn save(&mut self, relationship: &Relationship) -> Result<(), StorageError> {
        let region = self.region;
        let invitation = relationship.invitation.as_ref();
        self.change(
            "INSERT INTO securityhub_local.relationships
                (region, administrator, member, email, status, invited_at, updated_at, invitation_id, declined)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
             ON CONFLICT (region, administrator, member) DO UPDATE
                SET email = $4, status = $5, invited_at = $6, updated_at = $7, invitation_id = $8, declined = $9",
            &[
                &region,
                &relationship.administrator,
                &relationship.member,
                &relationship.email,
                &relationship.status.as_str(),
                &relationship.invited_at.map(milliseconds),
                &milliseconds(relationship.updated_at),
                &invitation.map(|invitation| invitation.id.as_str()),
                &invitation.is_some_and(|invitation| invitation.declined),
            ],
        )
    }

    fn delete(&mut self, administrator: &str, member: &str) -> Result<(), StorageError> {
        let region = self.region;
        let sql = "DELETE FROM securityhub_local.relationships
            WHERE region = $1 AND administrator = $2 AND member = $3";
        self.change(sql, &[&region, &administrator, &member])
    }

    fn members(
        &mut self,
        administrator: &str,
        statuses: &[Status],
        page: Page<'_>,
    ) -> Result<Vec<Relationship>, StorageError> {
        let region = self.region;
        let sql = "SELECT * FROM securityhub_local.relationships
            WHERE region = $1 AND administrator = $2 AND member > $3 AND status = ANY($4) ORDER BY member LIMIT $5";
        let parameters: &Parameters<'_> = &[&region, &administrator, &page.after, &names(statuses), &clamp(page.limit)];
        self.query(sql, parameters)?.iter().map(relationship).collect()
    }

    fn count_members(&mut self, administrator: &str, statuses: &[Status]) -> Result<u64, StorageError> {
        let region = self.region;
        let sql = "SELECT count(*) FROM securityhub_local.relationships
            WHERE region = $1 AND administrator = $2 AND status = ANY($3)";
        self.count(sql, &[&region, &administrator, &names(statuses)])
    }

    fn invitations(&mut self, member: &str, page: Page<'_>) -> Result<Vec<Relationship>, StorageError> {
        let region = self.region;
        let sql = "SELECT * FROM securityhub_local.relationships
            WHERE region = $1 AND member = $2 AND administrator > $3 AND invitation_id IS NOT NULL
            ORDER BY administrator LIMIT $4";
        let parameters: &Parameters<'_> = &[&region, &member, &page.after, &clamp(page.limit)];
        self.query(sql, parameters)?.iter().map(relationship).collect()
    }

    fn count_invitations(&mut self, member: &str) -> Result<u64, StorageError> {
        let region = self.region;
        let sql = "SELECT count(*) FROM securityhub_local.relationships
            WHERE region = $1 AND member = $2 AND invitation_id IS NOT NULL AND status <> 'Enabled'";
        self.count(sql, &[&region, &member])
    }

    fn administrator_of(&mut self, member: &str) -> Result<Option<Relationship>, StorageError> {
        let region = self.region;
        let sql = "SELECT * FROM securityhub_local.relationships
            WHERE region = $1 AND member = $2 AND status = 'Enabled'";
        self.query(sql, &[&region, &member])?.first().map(relationship).transpose()
    }
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

fn number(row: &Row) -> Result<u64, StorageError> {
    let number: i64 = row.try_get(0).map_err(broken)?;
    Ok(u64::try_from(number).unwrap_or_default())
}

fn hub(row: &Row) -> Result<Hub, StorageError> {
    let read = || -> Result<_, postgres::Error> {
        let tags: String = row.try_get("tags")?;
        let hub = Hub {
            region: row.try_get("region")?,
            account: row.try_get("account")?,
            subscribed_at: Timestamp::from_milliseconds(row.try_get("subscribed_at")?),
            control_finding_generator: row.try_get("control_finding_generator")?,
            tags: std::collections::BTreeMap::new(),
        };
        Ok((hub, tags))
    };
    let (hub, tags) = read().map_err(broken)?;
    let tags = serde_json::from_str(&tags).map_err(|error| StorageError::new("reading tags", error))?;
    Ok(Hub { tags, ..hub })
}

fn relationship(row: &Row) -> Result<Relationship, StorageError> {
    let read = || -> Result<_, postgres::Error> {
        let declined = row.try_get("declined")?;
        let invitation: Option<String> = row.try_get("invitation_id")?;
        let status: String = row.try_get("status")?;
        let relationship = Relationship {
            region: row.try_get("region")?,
            administrator: row.try_get("administrator")?,
            member: row.try_get("member")?,
            email: row.try_get("email")?,
            status: Status::Created,
            invited_at: row.try_get::<_, Option<i64>>("invited_at")?.map(Timestamp::from_milliseconds),
            updated_at: Timestamp::from_milliseconds(row.try_get("updated_at")?),
            invitation: invitation.map(|id| Invitation { id, declined }),
        };
        Ok((relationship, status))
    };
    let (relationship, status) = read().map_err(broken)?;
    let status = status.parse().map_err(|error: String| StorageError::new("reading a status", error))?;
    Ok(Relationship { status, ..relationship })
}

fn names(statuses: &[Status]) -> Vec<&'static str> {
    statuses.iter().map(|status| status.as_str()).collect()
}
