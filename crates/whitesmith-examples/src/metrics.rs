//! Metrics of a server, as Prometheus reads them
//! ([text format](https://prometheus.io/docs/instrumenting/exposition_formats/)).

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use whitesmith_server::{Finished, Observer};

/// Upper bounds of the buckets that latencies are counted in, in microseconds.
const BUCKETS: [u64; 8] = [100, 500, 1_000, 5_000, 25_000, 100_000, 500_000, 2_500_000];

/// Counts requests, by operation and outcome, with their latencies. Clones count together.
#[derive(Clone, Debug, Default)]
pub struct Metrics(Arc<Counters>);

#[derive(Debug, Default)]
struct Counters {
    in_flight: AtomicI64,
    /// By operation and code: `("DeleteInvitations", "ok")`.
    requests: Mutex<BTreeMap<(&'static str, String), u64>>,
    /// By operation.
    latencies: Mutex<BTreeMap<&'static str, Histogram>>,
}

#[derive(Clone, Debug, Default)]
struct Histogram {
    /// How many were at or below each bound.
    buckets: [u64; BUCKETS.len()],
    count: u64,
    /// In microseconds.
    sum: u64,
}

impl Observer for Metrics {
    fn started(&self) {
        self.0.in_flight.fetch_add(1, Ordering::Relaxed);
    }

    fn finished(&self, request: &Finished<'_>) {
        self.0.in_flight.fetch_sub(1, Ordering::Relaxed);
        let operation = request.operation.map_or("unknown", |operation| operation.name());
        // A service has so many operations and errors, and no caller can add to them; but a proxy passes on what it
        // likes, so its errors are counted by their status.
        let code = match (request.error, request.status) {
            (Some(code), _) if is_known(request, code) => code.to_owned(),
            (Some(_), Some(status)) => status.as_str().to_owned(),
            (None, Some(_)) => "ok".to_owned(),
            (_, None) => "canceled".to_owned(),
        };
        *self.0.requests.lock().unwrap_or_else(PoisonError::into_inner).entry((operation, code)).or_default() += 1;
        let mut latencies = self.0.latencies.lock().unwrap_or_else(PoisonError::into_inner);
        let histogram = latencies.entry(operation).or_default();
        let latency = u64::try_from(request.latency.as_micros()).unwrap_or(u64::MAX);
        for (bucket, bound) in histogram.buckets.iter_mut().zip(BUCKETS) {
            *bucket += u64::from(latency <= bound);
        }
        histogram.count += 1;
        histogram.sum = histogram.sum.saturating_add(latency);
    }
}

/// Whether the error is one of the operation, or one that all operations have.
fn is_known(request: &Finished<'_>, code: &str) -> bool {
    let modeled = request.operation.map(whitesmith::OperationSchema::modeled_errors).unwrap_or_default();
    modeled.iter().any(|error| error.name() == code)
        || whitesmith::CommonError::from_code(code).is_some()
        || code == "NotImplemented"
}

impl Metrics {
    /// Everything that was counted, as text.
    pub fn text(&self) -> String {
        let mut out = String::new();
        // Writing into a string cannot fail.
        let _ = writeln!(out, "# TYPE requests_in_flight gauge");
        let _ = writeln!(out, "requests_in_flight {}", self.0.in_flight.load(Ordering::Relaxed));
        let _ = writeln!(out, "# TYPE requests_total counter");
        for ((operation, code), count) in &*self.0.requests.lock().unwrap_or_else(PoisonError::into_inner) {
            let _ = writeln!(out, "requests_total{{operation=\"{operation}\",code=\"{code}\"}} {count}");
        }
        let _ = writeln!(out, "# TYPE request_seconds histogram");
        for (operation, histogram) in &*self.0.latencies.lock().unwrap_or_else(PoisonError::into_inner) {
            for (count, bound) in histogram.buckets.iter().zip(BUCKETS) {
                let bound = seconds(bound);
                let _ = writeln!(out, "request_seconds_bucket{{operation=\"{operation}\",le=\"{bound}\"}} {count}");
            }
            let Histogram { count, sum, .. } = histogram;
            let _ = writeln!(out, "request_seconds_bucket{{operation=\"{operation}\",le=\"+Inf\"}} {count}");
            let _ = writeln!(out, "request_seconds_sum{{operation=\"{operation}\"}} {}", seconds(*sum));
            let _ = writeln!(out, "request_seconds_count{{operation=\"{operation}\"}} {count}");
        }
        out
    }
}

/// Microseconds as a number of seconds.
fn seconds(microseconds: u64) -> String {
    format!("{}.{:06}", microseconds / 1_000_000, microseconds % 1_000_000)
}
