//! For tests of code that calls services: time that does not pass by itself, and transports that answer from memory,
//! record what happens, or fail on purpose.
//!
//! To test against a real server without a socket, pass it to [`TowerTransport`](crate::transport::TowerTransport).

mod faults;
mod recorder;
mod replay;
mod time;

use std::sync::{Mutex, MutexGuard, PoisonError};

pub use faults::{Fault, Faults};
pub use recorder::{Exchange, Recorder};
pub use replay::Replay;
pub use time::ManualTime;

/// What is behind a lock is whole after a panic too: every change here is one step.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
