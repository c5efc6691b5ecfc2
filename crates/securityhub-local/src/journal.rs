//! The last requests, for a person to look at.

use std::collections::{HashMap, VecDeque};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

use whitesmith_server::Finished;

use crate::accounts::Caller;
use crate::storage::Versions;

/// A request that has been answered.
#[derive(Clone, Debug)]
pub struct Record {
    /// When it was answered.
    pub at: SystemTime,
    /// How long that took.
    pub took: Duration,
    /// Who called, if that is known.
    pub caller: Option<Caller>,
    /// The operation's name, if there was one.
    pub operation: Option<&'static str>,
    /// The status of the response; `None` if the client was gone before.
    pub status: Option<u16>,
    /// The name of the error; `None` if all went well.
    pub error: Option<String>,
    /// The id that is on the response.
    pub request_id: String,
    /// What the service knows of it, if it came so far.
    pub noted: Option<Noted>,
}

/// What the service knows of a request.
#[derive(Clone, Debug, Default)]
pub struct Noted {
    /// The `amz-sdk-invocation-id` that SDKs send, the same for all attempts at one call.
    pub invocation: Option<String>,
    /// Its place in the order of all requests of the Region.
    pub versions: Versions,
}

/// The last requests of this process.
#[derive(Debug)]
pub struct Journal {
    inside: Mutex<Inside>,
    capacity: usize,
}

#[derive(Debug, Default)]
struct Inside {
    records: VecDeque<Record>,
    /// What was noted of requests that are not over yet, by their ids.
    noted: HashMap<String, Noted>,
}

impl Journal {
    /// A journal that holds so many requests, and drops the oldest.
    pub fn new(capacity: usize) -> Self {
        Self { inside: Mutex::default(), capacity: capacity.max(1) }
    }

    fn inside(&self) -> MutexGuard<'_, Inside> {
        self.inside.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Notes what the service knows of a request that is about to be answered.
    pub fn note(&self, request_id: String, noted: Noted) {
        let mut inside = self.inside();
        // A request is over soon after. Without a server nobody says so, and then there is nothing to show either.
        if inside.noted.len() < self.capacity.max(1_024) {
            inside.noted.insert(request_id, noted);
        }
    }

    /// Adds a request that is over.
    pub fn add(&self, request: &Finished<'_>) {
        let mut inside = self.inside();
        let noted = inside.noted.remove(request.request_id);
        while inside.records.len() >= self.capacity {
            inside.records.pop_front();
        }
        inside.records.push_back(Record {
            at: SystemTime::now(),
            took: request.latency,
            caller: request.caller.and_then(|caller| caller.get::<Caller>()).cloned(),
            operation: request.operation.map(whitesmith::OperationSchema::name),
            status: request.status.map(|status| status.as_u16()),
            error: request.error.map(ToOwned::to_owned),
            request_id: request.request_id.to_owned(),
            noted,
        });
    }

    /// The requests, newest first.
    pub fn newest(&self) -> Vec<Record> {
        self.inside().records.iter().rev().cloned().collect()
    }
}
