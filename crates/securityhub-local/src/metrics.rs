//! Counts of requests, for [Prometheus](https://prometheus.io/docs/instrumenting/exposition_formats/).
//!
//! | metric | labels | what |
//! |---|---|---|
//! | `securityhub_requests_total` | `operation`, `status` | requests that were answered |
//! | `securityhub_errors_total` | `operation`, `code` | errors by their names |
//! | `securityhub_request_seconds` | `operation` | a histogram of the time until the response |
//! | `securityhub_requests_in_flight` | | requests that are being answered |
//! | `securityhub_hubs`, `securityhub_relationships` | | what the storage holds |

use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::{Histogram, exponential_buckets};
use prometheus_client::registry::Registry;
use whitesmith_server::Finished;

use crate::storage::{Snapshot, StorageError};

/// The media type of the text.
pub const MEDIA_TYPE: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct ByStatus {
    operation: &'static str,
    status: u32,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct ByCode {
    operation: &'static str,
    code: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct ByOperation {
    operation: &'static str,
}

/// The counts of this process.
#[derive(Debug)]
pub struct Metrics {
    registry: Registry,
    requests: Family<ByStatus, Counter>,
    errors: Family<ByCode, Counter>,
    seconds: Family<ByOperation, Histogram>,
    in_flight: Gauge,
    hubs: Gauge,
    relationships: Gauge,
}

/// From half a millisecond to sixteen seconds.
fn histogram() -> Histogram {
    Histogram::new(exponential_buckets(0.000_5, 2.0, 16))
}

impl Default for Metrics {
    fn default() -> Self {
        let mut registry = Registry::with_prefix("securityhub");
        let requests = Family::default();
        registry.register("requests", "Requests that were answered", requests.clone());
        let errors = Family::default();
        registry.register("errors", "Errors that were answered, by name", errors.clone());
        let seconds = Family::new_with_constructor(histogram as fn() -> Histogram);
        registry.register("request_seconds", "Time from a request to its response", seconds.clone());
        let (in_flight, hubs, relationships) = (Gauge::default(), Gauge::default(), Gauge::default());
        registry.register("requests_in_flight", "Requests that are being answered", in_flight.clone());
        registry.register("hubs", "Accounts and Regions with Security Hub turned on", hubs.clone());
        registry.register("relationships", "Pairs of administrator and member", relationships.clone());
        Self { registry, requests, errors, seconds, in_flight, hubs, relationships }
    }
}

impl Metrics {
    /// A request has begun.
    pub fn started(&self) {
        self.in_flight.inc();
    }

    /// A request is over.
    pub fn finished(&self, request: &Finished<'_>) {
        self.in_flight.dec();
        // What no operation answers has one label for all, so that clients cannot make up new ones.
        let operation = request.operation.map_or("none", |operation| operation.name());
        let status = request.status.map_or(0, |status| status.as_u16().into());
        self.requests.get_or_create(&ByStatus { operation, status }).inc();
        self.seconds.get_or_create(&ByOperation { operation }).observe(request.latency.as_secs_f64());
        if let Some(code) = request.error {
            self.errors.get_or_create(&ByCode { operation, code: code.to_owned() }).inc();
        }
    }

    /// The counts as text, with those of the storage.
    pub fn text(&self, snapshot: &Snapshot) -> Result<String, StorageError> {
        let gauge = |number: u64| i64::try_from(number).unwrap_or(i64::MAX);
        self.hubs.set(gauge(snapshot.totals.0));
        self.relationships.set(gauge(snapshot.totals.1));
        let mut text = String::new();
        encode(&mut text, &self.registry).map_err(|error| StorageError::new("writing metrics", error))?;
        Ok(text)
    }
}
