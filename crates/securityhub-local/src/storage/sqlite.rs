//! State in a file, or in memory, with SQLite.
//!
//! The database is in WAL mode: readers see one version while a writer makes the next. All writers of this process
//! share one connection, and take the write lock of the file when they begin (`BEGIN IMMEDIATE`), so that several
//! processes may share a file too. A change is in the file's log before it is acknowledged: what was acknowledged
//! outlives the process, however it ends.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use rusqlite::types::Type;
use rusqlite::{Connection, ErrorCode, OptionalExtension as _, Params, Row, TransactionBehavior, named_params, params};
use whitesmith::Timestamp;

use super::{Access, Outcome, Page, Snapshot, Storage, StorageError, Transaction, Versions, Work, clamp, milliseconds};
use crate::state::{Hub, Invitation, Relationship, Status};

/// The steps from an empty database to the present schema. A database says in `user_version` how many it has taken.
const MIGRATIONS: [&str; 1] = [include_str!("sqlite/1-state.sql")];

/// What stands in the head of the file, so that nobody else's database is taken for one: `SHub`.
const APPLICATION_ID: i32 = 0x5348_7562;

/// How long a transaction waits for another process.
const PATIENCE: Duration = Duration::from_secs(30);

/// The greatest number of connections that are kept open for reading.
const IDLE_READERS: usize = 4;

/// State in SQLite.
#[derive(Debug)]
pub struct Sqlite {
    /// `None` for a database in memory.
    path: Option<PathBuf>,
    writer: Mutex<Connection>,
    readers: Mutex<Vec<Connection>>,
    secret: Vec<u8>,
}

impl Sqlite {
    /// Opens the database in a file. It is made if it is not there, and migrated if it is of an earlier version.
    pub fn open(path: &Path) -> Result<Self, StorageError> {
        let doing = || format!("opening the database `{}`", path.display());
        let connection = Connection::open(path).map_err(|error| StorageError::new(doing(), error))?;
        Self::prepare(connection, Some(path.to_owned())).map_err(|error| StorageError::new(doing(), error))
    }

    /// A database that is gone when it is dropped.
    pub fn in_memory() -> Result<Self, StorageError> {
        Self::prepare(Connection::open_in_memory().map_err(broken)?, None)
    }

    fn prepare(mut connection: Connection, path: Option<PathBuf>) -> Result<Self, StorageError> {
        connection.busy_timeout(PATIENCE).map_err(broken)?;
        migrate(&mut connection)?;
        if path.is_some() {
            let mode = write_ahead(&connection)?;
            if !mode.eq_ignore_ascii_case("wal") {
                return Err(StorageError::message(format!("its file system allows no write-ahead log, only `{mode}`")));
            }
        }
        connection.pragma_update(None, "synchronous", "NORMAL").map_err(broken)?;
        let secret = connection.query_row("SELECT value FROM secret", [], |row| row.get(0)).map_err(broken)?;
        Ok(Self { path, writer: Mutex::new(connection), readers: Mutex::default(), secret })
    }

    fn writer(&self) -> MutexGuard<'_, Connection> {
        // A panic has rolled its transaction back; the connection is as good as before.
        self.writer.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn readers(&self) -> MutexGuard<'_, Vec<Connection>> {
        self.readers.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn open_reader(path: &Path) -> Result<Connection, StorageError> {
        let connection = Connection::open(path).map_err(broken)?;
        connection.busy_timeout(PATIENCE).map_err(broken)?;
        Ok(connection)
    }

    /// Does something with a connection for reading. In memory there is one connection for everything.
    fn read<T>(&self, work: impl FnOnce(&mut Connection) -> Result<T, StorageError>) -> Result<T, StorageError> {
        let Some(path) = &self.path else { return work(&mut self.writer()) };
        let idle = self.readers().pop();
        let mut connection = idle.map_or_else(|| Self::open_reader(path), Ok)?;
        let result = work(&mut connection);
        let mut readers = self.readers();
        if readers.len() < IDLE_READERS {
            readers.push(connection);
        }
        result
    }
}

/// Asks for a write-ahead log; gives the mode that there is then.
///
/// The change needs the database to itself, and `SQLite` gives up on that at once, whatever patience it was told to have:
/// two who wait for each other would wait for ever. So the waiting for others who start is done here.
fn write_ahead(connection: &Connection) -> Result<String, StorageError> {
    let started = Instant::now();
    loop {
        match connection.pragma_update_and_check(None, "journal_mode", "WAL", |row| row.get(0)) {
            Err(error)
                if error.sqlite_error_code() == Some(ErrorCode::DatabaseBusy) && started.elapsed() < PATIENCE =>
            {
                std::thread::sleep(Duration::from_millis(5));
            }
            answer => return answer.map_err(broken),
        }
    }
}

impl Storage for Sqlite {
    fn transact(&self, access: Access, region: &str, work: &mut Work<'_>) -> Result<Versions, StorageError> {
        match access {
            Access::Read => self.read(|connection| transact(connection, TransactionBehavior::Deferred, region, work)),
            Access::Write => transact(&mut self.writer(), TransactionBehavior::Immediate, region, work),
        }
    }

    fn snapshot(&self, limit: usize) -> Result<Snapshot, StorageError> {
        self.read(|connection| {
            let transaction = connection.transaction().map_err(broken)?;
            let limit = params![clamp(limit)];
            let snapshot = Snapshot {
                hubs: rows(&transaction, "SELECT * FROM hubs ORDER BY region, account LIMIT ?", limit, hub)?,
                relationships: rows(
                    &transaction,
                    "SELECT * FROM relationships ORDER BY region, administrator, member LIMIT ?",
                    limit,
                    relationship,
                )?,
                totals: (
                    count(&transaction, "SELECT count(*) FROM hubs", [])?,
                    count(&transaction, "SELECT count(*) FROM relationships", [])?,
                ),
            };
            Ok(snapshot)
        })
    }

    fn reset(&self) -> Result<(), StorageError> {
        self.writer()
            .execute_batch(
                "BEGIN IMMEDIATE; DELETE FROM hubs; DELETE FROM relationships; \
                 UPDATE regions SET version = version + 1; COMMIT",
            )
            .map_err(broken)
    }

    fn secret(&self) -> &[u8] {
        &self.secret
    }

    fn check(&self) -> Result<(), StorageError> {
        self.read(|connection| count(connection, "SELECT count(*) FROM secret", []).map(drop))
    }

    fn describe(&self) -> String {
        match &self.path {
            Some(path) => format!("SQLite, {}", path.display()),
            None => "SQLite, in memory".into(),
        }
    }
}

/// Brings the schema up to date, in one transaction.
fn migrate(connection: &mut Connection) -> Result<(), StorageError> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(broken)?;
    let number = |name| transaction.pragma_query_value(None, name, |row| row.get::<_, i32>(0)).map_err(broken);
    let (application, version) = (number("application_id")?, number("user_version")?);
    let tables = count(&transaction, "SELECT count(*) FROM sqlite_schema", [])?;
    if application != APPLICATION_ID && (application != 0 || tables > 0) {
        return Err(StorageError::message("it is a database of another program"));
    }
    let taken = usize::try_from(version).unwrap_or_default();
    let Some(steps) = MIGRATIONS.get(taken..) else {
        return Err(StorageError::message(format!(
            "it was written by a later version of this program: its schema is number {version}, this program knows {}",
            MIGRATIONS.len()
        )));
    };
    for step in steps {
        transaction.execute_batch(step).map_err(broken)?;
    }
    transaction.pragma_update(None, "application_id", APPLICATION_ID).map_err(broken)?;
    transaction.pragma_update(None, "user_version", clamp(MIGRATIONS.len())).map_err(broken)?;
    transaction.commit().map_err(broken)
}

fn transact(
    connection: &mut Connection,
    behavior: TransactionBehavior,
    region: &str,
    work: &mut Work<'_>,
) -> Result<Versions, StorageError> {
    let transaction = connection.transaction_with_behavior(behavior).map_err(broken)?;
    let read = transaction
        .prepare_cached("SELECT version FROM regions WHERE region = ?")
        .and_then(|mut query| query.query_row([region], |row| row.get::<_, i64>(0)).optional())
        .map_err(broken)?
        .unwrap_or_default();
    let mut inside = Inside { connection: &transaction, region, changed: false };
    let outcome = work(&mut inside)?;
    if outcome == Outcome::Undo || !inside.changed {
        // Dropping the transaction rolls it back.
        return Ok(Versions { read, made: read });
    }
    execute(
        &transaction,
        "INSERT INTO regions VALUES (?1, ?2) ON CONFLICT (region) DO UPDATE SET version = ?2",
        params![region, read + 1],
    )?;
    transaction.commit().map_err(broken)?;
    Ok(Versions { read, made: read + 1 })
}

/// The inside of a transaction.
struct Inside<'a> {
    connection: &'a Connection,
    region: &'a str,
    changed: bool,
}

impl Inside<'_> {
    fn change(&mut self, sql: &str, params: impl Params) -> Result<(), StorageError> {
        self.changed |= execute(self.connection, sql, params)? > 0;
        Ok(())
    }
}

impl Transaction for Inside<'_> {
    fn hub(&mut self, account: &str) -> Result<Option<Hub>, StorageError> {
        row(self.connection, "SELECT * FROM hubs WHERE region = ? AND account = ?", [self.region, account], hub)
    }

    fn save_hub(&mut self, hub: &Hub) -> Result<(), StorageError> {
        let tags = serde_json::to_string(&hub.tags).map_err(|error| StorageError::new("writing tags", error))?;
        let region = self.region;
        self.change(
            "INSERT OR REPLACE INTO hubs (region, account, subscribed_at, control_finding_generator, tags)
             VALUES (?, ?, ?, ?, ?)",
            params![region, hub.account, milliseconds(hub.subscribed_at), hub.control_finding_generator, tags],
        )
    }

    fn delete_hub(&mut self, account: &str) -> Result<(), StorageError> {
        self.change("DELETE FROM hubs WHERE region = ? AND account = ?", [self.region, account])
    }

    fn relationship(&mut self, administrator: &str, member: &str) -> Result<Option<Relationship>, StorageError> {
        row(
            self.connection,
            "SELECT * FROM relationships WHERE region = ? AND administrator = ? AND member = ?",
            [self.region, administrator, member],
            relationship,
        )
    }

    fn save(&mut self, relationship: &Relationship) -> Result<(), StorageError> {
        let (region, invitation) = (self.region, relationship.invitation.as_ref());
        self.change(
            "INSERT INTO relationships
                (region, administrator, member, email, status, invited_at, updated_at, invitation_id, declined)
             VALUES (:region, :administrator, :member, :email, :status, :invited, :updated, :invitation, :declined)
             ON CONFLICT (region, administrator, member) DO UPDATE SET email = :email, status = :status, invited_at = :invited,
                updated_at = :updated, invitation_id = :invitation, declined = :declined",
            named_params! {
                ":region": region,
                ":administrator": relationship.administrator,
                ":member": relationship.member,
                ":email": relationship.email,
                ":status": relationship.status.as_str(),
                ":invited": relationship.invited_at.map(milliseconds),
                ":updated": milliseconds(relationship.updated_at),
                ":invitation": invitation.map(|invitation| invitation.id.as_str()),
                ":declined": invitation.is_some_and(|invitation| invitation.declined),
            },
        )
    }

    fn delete(&mut self, administrator: &str, member: &str) -> Result<(), StorageError> {
        self.change(
            "DELETE FROM relationships WHERE region = ? AND administrator = ? AND member = ?",
            [self.region, administrator, member],
        )
    }

    fn members(
        &mut self,
        administrator: &str,
        statuses: &[Status],
        page: Page<'_>,
    ) -> Result<Vec<Relationship>, StorageError> {
        rows(
            self.connection,
            "SELECT * FROM relationships WHERE region = ? AND administrator = ? AND member > ?
                AND status IN (SELECT value FROM json_each(?)) ORDER BY member LIMIT ?",
            params![self.region, administrator, page.after, names(statuses), clamp(page.limit)],
            relationship,
        )
    }

    fn count_members(&mut self, administrator: &str, statuses: &[Status]) -> Result<u64, StorageError> {
        count(
            self.connection,
            "SELECT count(*) FROM relationships WHERE region = ? AND administrator = ?
                AND status IN (SELECT value FROM json_each(?))",
            params![self.region, administrator, names(statuses)],
        )
    }

    fn invitations(&mut self, member: &str, page: Page<'_>) -> Result<Vec<Relationship>, StorageError> {
        rows(
            self.connection,
            "SELECT * FROM relationships WHERE region = ? AND member = ? AND administrator > ?
                AND invitation_id IS NOT NULL ORDER BY administrator LIMIT ?",
            params![self.region, member, page.after, clamp(page.limit)],
            relationship,
        )
    }

    fn count_invitations(&mut self, member: &str) -> Result<u64, StorageError> {
        count(
            self.connection,
            "SELECT count(*) FROM relationships WHERE region = ? AND member = ?
                AND invitation_id IS NOT NULL AND status <> 'Enabled'",
            [self.region, member],
        )
    }

    fn administrator_of(&mut self, member: &str) -> Result<Option<Relationship>, StorageError> {
        row(
            self.connection,
            "SELECT * FROM relationships WHERE region = ? AND member = ? AND status = 'Enabled'",
            [self.region, member],
            relationship,
        )
    }
}

fn broken(error: rusqlite::Error) -> StorageError {
    StorageError::new("SQLite", error)
}

fn execute(connection: &Connection, sql: &str, params: impl Params) -> Result<usize, StorageError> {
    connection.prepare_cached(sql).and_then(|mut statement| statement.execute(params)).map_err(broken)
}

fn row<T>(
    connection: &Connection,
    sql: &str,
    params: impl Params,
    read: fn(&Row<'_>) -> rusqlite::Result<T>,
) -> Result<Option<T>, StorageError> {
    connection.prepare_cached(sql).and_then(|mut query| query.query_row(params, read).optional()).map_err(broken)
}

fn rows<T>(
    connection: &Connection,
    sql: &str,
    params: impl Params,
    read: fn(&Row<'_>) -> rusqlite::Result<T>,
) -> Result<Vec<T>, StorageError> {
    connection.prepare_cached(sql).and_then(|mut query| query.query_map(params, read)?.collect()).map_err(broken)
}

fn count(connection: &Connection, sql: &str, params: impl Params) -> Result<u64, StorageError> {
    let counted = connection
        .prepare_cached(sql)
        .and_then(|mut query| query.query_row(params, |row| row.get::<_, i64>(0)))
        .map_err(broken)?;
    Ok(u64::try_from(counted).unwrap_or_default())
}

fn hub(row: &Row<'_>) -> rusqlite::Result<Hub> {
    let tags: String = row.get("tags")?;
    let tags: BTreeMap<String, String> = serde_json::from_str(&tags).map_err(|error| unreadable(row, "tags", error))?;
    Ok(Hub {
        region: row.get("region")?,
        account: row.get("account")?,
        subscribed_at: Timestamp::from_milliseconds(row.get("subscribed_at")?),
        control_finding_generator: row.get("control_finding_generator")?,
        tags,
    })
}

fn relationship(row: &Row<'_>) -> rusqlite::Result<Relationship> {
    let status: String = row.get("status")?;
    let invitation: Option<String> = row.get("invitation_id")?;
    let declined = row.get("declined")?;
    Ok(Relationship {
        region: row.get("region")?,
        administrator: row.get("administrator")?,
        member: row.get("member")?,
        email: row.get("email")?,
        status: status.parse().map_err(|error: String| unreadable(row, "status", error))?,
        invited_at: row.get::<_, Option<i64>>("invited_at")?.map(Timestamp::from_milliseconds),
        updated_at: Timestamp::from_milliseconds(row.get("updated_at")?),
        invitation: invitation.map(|id| Invitation { id, declined }),
    })
}

/// A column that holds what this program does not write.
fn unreadable(
    row: &Row<'_>,
    column: &str,
    error: impl Into<Box<dyn std::error::Error + Send + Sync>>,
) -> rusqlite::Error {
    let index = row.as_ref().column_index(column).unwrap_or_default();
    rusqlite::Error::FromSqlConversionFailure(index, Type::Text, error.into())
}

/// Statuses, as SQLite takes a list: an array of JSON.
fn names(statuses: &[Status]) -> String {
    let names: Vec<_> = statuses.iter().map(|status| format!("\"{status}\"")).collect();
    format!("[{}]", names.join(","))
}
