//! The last requests, for a person to look at.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use crate::storage::Versions;

/// A request that has been answered.
#[derive(Clone, Debug)]
pub struct Record {
    /// When it came.
    pub at: SystemTime,
    /// How long it took.
    pub took: Duration,
    /// The account that called.
    pub account: String,
    /// The Region that it called.
    pub region: String,
    /// The operation's name.
    pub operation: &'static str,
    /// The name of the error; `None` if all went well.
    pub error: Option<&'static str>,
    /// The `amz-sdk-invocation-id` that SDKs send, the same for all attempts at one call.
    pub invocation: Option<String>,
    /// Its place in the order of all requests of the Region.
    pub versions: Versions,
}

/// The last requests of this process.
#[derive(Debug)]
pub struct Journal {
    records: Mutex<VecDeque<Record>>,
    capacity: usize,
}

impl Journal {
    /// A journal that holds so many requests, and drops the oldest.
    pub fn new(capacity: usize) -> Self {
        Self { records: Mutex::default(), capacity }
    }

    /// Adds a request.
    pub fn add(&self, record: Record) {
        let mut records = self.records.lock().unwrap_or_else(PoisonError::into_inner);
        while records.len() >= self.capacity.max(1) {
            records.pop_front();
        }
        records.push_back(record);
    }

    /// The requests, newest first.
    pub fn newest(&self) -> Vec<Record> {
        self.records.lock().unwrap_or_else(PoisonError::into_inner).iter().rev().cloned().collect()
    }
}
