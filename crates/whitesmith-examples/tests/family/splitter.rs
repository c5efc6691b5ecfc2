//! A proxy that takes messages apart: what a network may do to them at its worst.

use std::io;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// How a message is passed on.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Split {
    /// Its body in chunks of one byte, each in a write of its own.
    Chunks,
    /// As it is, every byte of it in a write of its own.
    Writes,
}

/// Listens, and passes every connection on to the server at `upstream`. Returns the address to connect to.
pub(crate) async fn start(upstream: String, split: Split) -> io::Result<String> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?.to_string();
    tokio::spawn(async move {
        while let Ok((client, _)) = listener.accept().await {
            let upstream = upstream.clone();
            tokio::spawn(async move {
                // A connection that ends early shows in the call that used it.
                let _ = serve(client, &upstream, split).await;
            });
        }
    });
    Ok(address)
}

/// Requests and responses of one connection, in turns.
async fn serve(mut client: TcpStream, upstream: &str, split: Split) -> io::Result<()> {
    let mut server = TcpStream::connect(upstream).await?;
    client.set_nodelay(true)?;
    server.set_nodelay(true)?;
    loop {
        pass_on(&mut client, &mut server, split).await?;
        pass_on(&mut server, &mut client, split).await?;
    }
}

/// Passes on one message.
async fn pass_on(from: &mut TcpStream, to: &mut TcpStream, split: Split) -> io::Result<()> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        head.push(from.read_u8().await?);
    }
    let text = String::from_utf8_lossy(&head).into_owned();
    let length = |line: &str| {
        let (name, value) = line.split_once(':')?;
        name.eq_ignore_ascii_case("content-length").then(|| value.trim().parse::<usize>().ok())?
    };
    let mut body = vec![0; text.lines().find_map(length).unwrap_or(0)];
    from.read_exact(&mut body).await?;
    match split {
        Split::Writes => {
            for byte in head.iter().chain(&body) {
                to.write_all(&[*byte]).await?;
            }
        }
        Split::Chunks if body.is_empty() => to.write_all(&head).await?,
        Split::Chunks => {
            let lines = text.lines().filter(|line| !line.is_empty() && length(line).is_none());
            let head: String = lines.map(|line| format!("{line}\r\n")).collect();
            to.write_all(format!("{head}transfer-encoding: chunked\r\n\r\n").as_bytes()).await?;
            for byte in body {
                to.write_all(&[b'1', b'\r', b'\n', byte, b'\r', b'\n']).await?;
            }
            to.write_all(b"0\r\n\r\n").await?;
        }
    }
    Ok(())
}
