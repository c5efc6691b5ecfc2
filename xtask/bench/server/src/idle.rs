//! Connections that have been used once, and then are silent.

use crate::load::Connection;

/// Opens them, says how many there are, and holds them until its input ends.
pub(crate) async fn run(port: &str, connections: u64) {
    let mut open = Vec::new();
    for _ in 0..connections {
        let mut connection = Connection::open(port).await;
        connection.exchange().await;
        open.push(connection);
    }
    println!("{}", open.len());
    let mut line = String::new();
    let _ = tokio::task::spawn_blocking(move || std::io::stdin().read_line(&mut line)).await;
}
