//! What a command costs: the processor time of all its processes, and the memory of the largest.

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use wait4::Wait4;

/// What one run of a command took.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cost {
    /// From start to end.
    pub(super) wall: Duration,
    /// User and system time of the command and everything it started and waited for.
    pub(super) cpu: Duration,
    /// The resident memory of its largest process at its peak, in bytes.
    pub(super) peak: u64,
}

/// Runs a command to its end, without its output.
pub(super) fn run(command: &mut Command) -> Result<Cost, String> {
    let start = Instant::now();
    let failed = |error: std::io::Error| format!("cannot run {command:?}: {error}", command = "cargo");
    let mut child = command.stdin(Stdio::null()).stdout(Stdio::null()).spawn().map_err(failed)?;
    let used = child.wait4().map_err(failed)?;
    if !used.status.success() {
        return Err(format!("{command:?} failed"));
    }
    Ok(Cost { wall: start.elapsed(), cpu: used.rusage.utime + used.rusage.stime, peak: used.rusage.maxrss })
}
