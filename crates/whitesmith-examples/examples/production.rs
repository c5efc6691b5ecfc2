//! A Security Hub as one would run it: callers sign their requests, every request is logged and counted, there are
//! paths for health and metrics, and SIGTERM loses no request.
//!
//! `cargo run -p whitesmith-examples --example production`, and then with the key `AKIDEXAMPLE` and the secret
//! `wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY`:
//! `aws securityhub list-members --endpoint-url http://127.0.0.1:8080 --region us-east-1`

use std::error::Error;
use std::time::Duration;

use axum::Router;
use axum::routing::get;
use securityhub::operation::DeleteInvitations;
use securityhub_server::Server;
use tokio::net::TcpListener;
use whitesmith::Identity;
use whitesmith_examples::Hub;
use whitesmith_examples::access_log::AccessLog;
use whitesmith_examples::metrics::Metrics;
use whitesmith_server::auth::{AccessKey, SecretKey, SigV4};
use whitesmith_server::{Connections, OperationLimits};

/// The callers. A real service asks its store of keys, in an `impl SecretKeys`.
fn keys(key: &AccessKey<'_>) -> Option<SecretKey> {
    let secret = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
    (key.id == "AKIDEXAMPLE").then(|| SecretKey::new(secret, Identity::new("210000000001")))
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let metrics = Metrics::default();
    let server = Server::new(Hub::default())
        .authenticate(SigV4::new(keys).region("us-east-1"))
        .body_limit(1024 * 1024)
        .timeout(Duration::from_secs(10))
        .operation_limits::<DeleteInvitations>(OperationLimits::new().body(64 * 1024))
        .observe(metrics.clone())
        .observe(AccessLog::new(std::io::stderr()))
        .health_paths("/health/live", "/health/ready");
    let connections = Connections::default().with(|it| {
        it.limit = 4096;
        it.shutdown_delay = Duration::from_secs(2);
        it.health = server.health();
    });
    // The service signs whole paths, so it is the fallback, and not nested below one.
    let app = Router::new().route("/metrics", get(async move || metrics.text())).fallback_service(server);

    let listener = TcpListener::bind("127.0.0.1:8080").await?;
    println!("Security Hub at http://{}", listener.local_addr()?);
    let ended = async {
        // Without a signal handler only a kill ends it, which is as well.
        let _ = tokio::signal::ctrl_c().await;
    };
    whitesmith_server::serve(app, listener, ended, connections).await;
    Ok(())
}
