//! What the programs of the benchmark share: their arguments, and what they print.

use std::fs;
use std::future::Future;

#[cfg(feature = "allocations")]
#[global_allocator]
static ALLOCATOR: &stats_alloc::StatsAlloc<std::alloc::System> = &stats_alloc::INSTRUMENTED_SYSTEM;

/// The ids that every call sends.
pub const ACCOUNTS: [&str; 10] = [
    "123456789010", "123456789011", "123456789012", "123456789013", "123456789014", "123456789015", "123456789016",
    "123456789017", "123456789018", "123456789019",
];

/// The credentials that every signing program uses: those of the AWS documentation.
pub const ACCESS_KEY: &str = "AKIDEXAMPLE";
/// The secret of [`ACCESS_KEY`].
pub const SECRET_KEY: &str = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

/// The arguments of a program: `ENDPOINT CALLS`.
pub fn arguments() -> (String, u64) {
    let mut arguments = std::env::args().skip(1);
    match (arguments.next(), arguments.next().and_then(|calls| calls.parse().ok())) {
        (Some(endpoint), Some(calls)) => (endpoint, calls),
        _ => {
            eprintln!("usage: PROGRAM ENDPOINT CALLS");
            std::process::exit(2);
        }
    }
}

/// Makes `calls` calls one after another, a few beforehand, and prints the processor time of this process in
/// nanoseconds a call (user and system), then allocations a call.
pub async fn run<F: Future<Output = usize>>(calls: u64, mut call: impl FnMut() -> F) {
    for _ in 0..calls.min(50) {
        assert_eq!(call().await, 1, "the output is that of the server");
    }
    let before = (processor_time(), allocations());
    for _ in 0..calls {
        call().await;
    }
    let after = (processor_time(), allocations());
    println!("{} {}", (after.0 - before.0) / calls, (after.1 - before.1) as f64 / calls as f64);
}

/// What Linux has given to the threads of this process, in nanoseconds.
fn processor_time() -> u64 {
    let tasks = fs::read_dir("/proc/self/task").expect("Linux tells of threads");
    tasks
        .filter_map(|task| fs::read_to_string(task.ok()?.path().join("schedstat")).ok())
        .filter_map(|text| text.split(' ').next()?.parse::<u64>().ok())
        .sum()
}

#[cfg(feature = "allocations")]
fn allocations() -> usize {
    let stats = ALLOCATOR.stats();
    stats.allocations + stats.reallocations
}

#[cfg(not(feature = "allocations"))]
fn allocations() -> usize {
    0
}
