//! Where the state is kept: one trait, and what implements it.
//!
//! A request is one transaction. Transactions that write are carried out one after the other in each Region, and
//! each that changes something makes a new *version* of the Region's state; those that only read see one version,
//! whole. The versions give every request a place in one order, which the tests hold the answers against.

#[cfg(feature = "postgres")]
pub mod postgres;
pub mod sqlite;

use std::error::Error as StdError;
use std::fmt;

use whitesmith::Timestamp;

use crate::rejection::Rejection;
use crate::state::{Hub, Relationship, Status};

/// Keeps state, and lets one transaction at a time change it.
///
/// All methods block; they are called on threads that may.
pub trait Storage: Send + Sync + 'static {
    /// Carries out `work` in one transaction over the state of a Region.
    ///
    /// When it returns [`Outcome::Keep`], its changes are on disk before this returns; else there are none. It may
    /// be called again if the transaction collided with one of another process.
    fn transact(&self, access: Access, region: &str, work: &mut Work<'_>) -> Result<Versions, StorageError>;

    /// Everything there is, up to `limit` hubs and `limit` relationships, for a person to look at.
    fn snapshot(&self, limit: usize) -> Result<Snapshot, StorageError>;

    /// Forgets all hubs and relationships.
    fn reset(&self) -> Result<(), StorageError>;

    /// A secret that was made with the database, and stays the same: tokens are signed with it.
    fn secret(&self) -> &[u8];

    /// Whether the state can be read at present.
    fn check(&self) -> Result<(), StorageError>;

    /// What it is, for a person: a kind and a place, without passwords.
    fn describe(&self) -> String;
}

/// What a transaction does.
pub type Work<'a> = dyn FnMut(&mut dyn Transaction) -> Result<Outcome, StorageError> + 'a;

/// What a transaction is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// It reads one version of the state.
    Read,
    /// It may change the state.
    Write,
}

/// What becomes of a transaction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Its changes are kept.
    Keep,
    /// Its changes never were.
    Undo,
}

/// A transaction's place in the order of all those in its Region.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Versions {
    /// The version that it read.
    pub read: i64,
    /// The version that it made; the one it read, if it changed nothing.
    pub made: i64,
}

/// Where a page starts, and how long it is.
#[derive(Clone, Copy, Debug)]
pub struct Page<'a> {
    /// The last account of the page before; the empty text comes before all accounts.
    pub after: &'a str,
    /// The greatest number of items.
    pub limit: usize,
}

/// The state of a Region, inside one transaction.
pub trait Transaction {
    /// The hub of an account.
    fn hub(&mut self, account: &str) -> Result<Option<Hub>, StorageError>;

    /// Adds or replaces a hub. Its Region is that of the transaction.
    fn save_hub(&mut self, hub: &Hub) -> Result<(), StorageError>;

    /// Removes the hub of an account.
    fn delete_hub(&mut self, account: &str) -> Result<(), StorageError>;

    /// What is between two accounts.
    fn relationship(&mut self, administrator: &str, member: &str) -> Result<Option<Relationship>, StorageError>;

    /// Adds or replaces a relationship. Its Region is that of the transaction.
    fn save(&mut self, relationship: &Relationship) -> Result<(), StorageError>;

    /// Removes a relationship.
    fn delete(&mut self, administrator: &str, member: &str) -> Result<(), StorageError>;

    /// The relationships of an administrator that have one of the statuses, by member.
    fn members(
        &mut self,
        administrator: &str,
        statuses: &[Status],
        page: Page<'_>,
    ) -> Result<Vec<Relationship>, StorageError>;

    /// How many relationships of an administrator have one of the statuses.
    fn count_members(&mut self, administrator: &str, statuses: &[Status]) -> Result<u64, StorageError>;

    /// The relationships of a member that hold an invitation, by administrator.
    fn invitations(&mut self, member: &str, page: Page<'_>) -> Result<Vec<Relationship>, StorageError>;

    /// How many relationships of a member hold an invitation that is not accepted at present.
    fn count_invitations(&mut self, member: &str) -> Result<u64, StorageError>;

    /// The relationship that makes an account a member at present.
    fn administrator_of(&mut self, member: &str) -> Result<Option<Relationship>, StorageError>;
}

/// State, to look at.
#[derive(Clone, Debug, Default)]
pub struct Snapshot {
    /// Hubs, by Region and account.
    pub hubs: Vec<Hub>,
    /// Relationships, by Region, administrator and member.
    pub relationships: Vec<Relationship>,
    /// How many hubs and relationships there are, those that are left out counted.
    pub totals: (u64, u64),
}

/// The storage failed.
#[derive(Debug)]
pub struct StorageError {
    doing: String,
    source: Option<Box<dyn StdError + Send + Sync>>,
}

impl StorageError {
    /// A failure while doing something: `opening the database`.
    pub fn new(doing: impl Into<String>, source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self { doing: doing.into(), source: Some(source.into()) }
    }

    /// A failure that has no cause but itself.
    pub fn message(message: impl Into<String>) -> Self {
        Self { doing: message.into(), source: None }
    }
}

impl StorageError {
    /// What caused it, if it is an error of this type.
    pub fn cause<E: StdError + 'static>(&self) -> Option<&E> {
        self.source.as_deref()?.downcast_ref()
    }
}

impl fmt::Display for StorageError {
    /// What was being done, and everything that is known of why it failed.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.doing)?;
        let mut source = self.source.as_deref().map(|source| source as &dyn StdError);
        while let Some(error) = source {
            write!(f, ": {error}")?;
            source = error.source();
        }
        Ok(())
    }
}

impl StdError for StorageError {}

/// Milliseconds are what is kept of a time: it is what goes out on the wire.
fn milliseconds(time: Timestamp) -> i64 {
    time.milliseconds().unwrap_or(i64::MAX)
}

/// A number as databases have it.
fn clamp(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// Carries out a rule in one transaction: what it returns is kept, what it rejects leaves no trace.
pub fn run<T>(
    storage: &dyn Storage,
    access: Access,
    region: &str,
    mut rule: impl FnMut(&mut dyn Transaction) -> Result<T, Rejection>,
) -> (Result<T, Rejection>, Versions) {
    let mut answer = None;
    let versions = storage.transact(access, region, &mut |transaction| match rule(transaction) {
        Ok(output) => {
            answer = Some(Ok(output));
            Ok(Outcome::Keep)
        }
        Err(Rejection::Storage(error)) => Err(error),
        Err(rejection) => {
            answer = Some(Err(rejection));
            Ok(Outcome::Undo)
        }
    });
    match (versions, answer) {
        (Ok(versions), Some(answer)) => (answer, versions),
        (Err(error), _) => (Err(error.into()), Versions::default()),
        (Ok(versions), None) => {
            (Err(StorageError::message("the storage did not carry out the transaction").into()), versions)
        }
    }
}
