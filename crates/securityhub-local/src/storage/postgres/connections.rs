//! The connections of an instance to its database.

use std::collections::HashMap;
use std::error::Error as _;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use postgres::error::SqlState;
use postgres::{Client, Config, NoTls, Statement};

use crate::storage::StorageError;

/// How often a transaction is tried that collides with others, or whose connection turns out to be gone.
const ATTEMPTS: usize = 8;

/// The greatest number of connections. A server allows 100 unless it is told otherwise, and there are other instances.
const CONNECTIONS: usize = 16;

/// The connections of an instance.
pub(super) struct Connections {
    config: Config,
    pool: Mutex<Pool>,
    given_back: Condvar,
}

/// How many connections there are, and which are free.
struct Pool {
    /// Those that nobody uses.
    idle: Vec<Connection>,
    /// How many there are, with those that are in use.
    open: usize,
}

impl Connections {
    /// The connections to a database, the first of which is open.
    pub(super) fn new(config: Config, first: Connection) -> Self {
        Self { config, pool: Mutex::new(Pool { idle: vec![first], open: 1 }), given_back: Condvar::new() }
    }

    /// Where they lead.
    pub(super) fn config(&self) -> &Config {
        &self.config
    }

    fn pool(&self) -> MutexGuard<'_, Pool> {
        self.pool.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A connection: an idle one, a new one, or the next that is given back.
    fn connection(&self) -> Result<Lease<'_>, StorageError> {
        let mut pool = self.pool();
        loop {
            if let Some(connection) = pool.idle.pop() {
                return Ok(Lease { connections: self, connection: Some(connection) });
            }
            if pool.open < CONNECTIONS {
                pool.open += 1;
                drop(pool);
                // Whether it opens or not, the lease gives its place back.
                let mut lease = Lease { connections: self, connection: None };
                lease.connection = Some(Connection::open(&self.config)?);
                return Ok(lease);
            }
            pool = self.given_back.wait(pool).unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// Does something with a connection, again if it collided, or if the connection had been closed meanwhile.
    pub(super) fn with<T>(
        &self,
        mut work: impl FnMut(&mut Connection) -> Result<T, StorageError>,
    ) -> Result<T, StorageError> {
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

impl Drop for Connections {
    fn drop(&mut self) {
        // A client waits for its connection to end, which no thread of an asynchronous runtime may.
        let idle = std::mem::take(&mut self.pool().idle);
        let _ = std::thread::spawn(move || drop(idle)).join();
    }
}

/// A connection that is in use, and is given back when this is dropped.
struct Lease<'a> {
    connections: &'a Connections,
    connection: Option<Connection>,
}

impl Drop for Lease<'_> {
    fn drop(&mut self) {
        let mut pool = self.connections.pool();
        match self.connection.take().filter(|connection| !connection.client.is_closed()) {
            Some(connection) => pool.idle.push(connection),
            None => pool.open -= 1,
        }
        self.connections.given_back.notify_one();
    }
}

/// A connection, with the statements that were prepared on it.
pub(super) struct Connection {
    pub(super) client: Client,
    pub(super) statements: Statements,
}

pub(super) type Statements = HashMap<&'static str, Statement>;

impl Connection {
    pub(super) fn open(config: &Config) -> Result<Self, StorageError> {
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
