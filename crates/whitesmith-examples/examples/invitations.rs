//! Serves the small Security Hub of this crate on `127.0.0.1:8080`, or the address given.

use std::error::Error;

use securityhub_server::Server;
use tokio::net::TcpListener;
use whitesmith_examples::Hub;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let address = std::env::args().nth(1).unwrap_or_else(|| "127.0.0.1:8080".into());
    let listener = TcpListener::bind(&address).await?;
    let endpoint = format!("http://{}", listener.local_addr()?);
    println!("Security Hub in memory at {endpoint}; Ctrl-C ends it. Try:");
    println!(
        "  curl -d '{{\"AccountIds\":[\"123456789012\"]}}' -H 'content-type: application/json' {endpoint}/invitations/delete"
    );
    println!(
        "  aws securityhub delete-invitations --account-ids 123456789012 --endpoint-url {endpoint} --region us-east-1"
    );
    println!("  cargo run -p whitesmith-examples --example delete_invitations {endpoint}");
    let interrupted = async {
        // Without a signal handler only a kill ends it, which is as well.
        let _ = tokio::signal::ctrl_c().await;
    };
    // The hub tells accounts apart by their access keys, and knows no secrets to check signatures with.
    let server = Server::new(Hub::default()).without_authentication();
    server.serve_with_shutdown(listener, interrupted).await;
    Ok(())
}
