//! The checksums of requests and of responses, in memory and in streams.

use super::*;

/// Bytes in memory.
struct Small {
    content: Option<whitesmith::Blob>,
    algorithm: Option<String>,
    mode: Option<String>,
}
whitesmith::structure! {
    Small: SMALL = "a#Small" {
        0 content: "content" => prelude::BLOB [Trait::HttpPayload],
        1 algorithm: "algorithm" => prelude::STRING [Trait::HttpHeader("x-amz-sdk-checksum-algorithm")],
        2 mode: "mode" => prelude::STRING [Trait::HttpHeader("x-amz-checksum-mode")],
    }
}

operation! { Memory Small: SMALL, true }

fn small(content: &'static [u8]) -> Small {
    Small { content: Some(content.to_vec().into()), algorithm: None, mode: None }
}

#[tokio::test]
async fn checksums_of_requests() {
    let chosen = |name: &str| Small { algorithm: Some(name.into()), ..small(b"123456789") };
    for (input, header, value, told) in [
        (small(b"123456789"), "x-amz-checksum-crc32", "y/Q5Jg==", "CRC32"),
        (chosen("CRC32C"), "x-amz-checksum-crc32c", "4waSgw==", "CRC32C"),
        (chosen("SHA1"), "x-amz-checksum-sha1", "98O8HYCOBHMq32eZZczDTKeuNEE=", "SHA1"),
    ] {
        let replay = Replay::new([Response::new("")]);
        client(replay.clone()).call::<Memory>(Request::new(input)).await.unwrap();
        let request = replay.requests().remove(0);
        assert_eq!(request.headers()[header], value);
        assert_eq!(request.headers()["x-amz-sdk-checksum-algorithm"], told);
    }
    let error = client(Replay::default()).call::<Memory>(Request::new(chosen("MD4"))).await.err().unwrap();
    assert!(error.to_string().contains("there is no checksum algorithm `MD4`"), "{error}");
}

#[tokio::test]
async fn checksums_of_responses() {
    let answer = |header: &str, value: &str| Response::builder().header(header, value).body("123456789").unwrap();
    let wrong = || answer("x-amz-checksum-crc32c", "AAAAAA==");
    let wanted = || Some("ENABLED".to_owned());
    let right = || answer("x-amz-checksum-crc32c", "4waSgw==");
    let broken = "the body's checksum is 4waSgw==, and `x-amz-checksum-crc32c` says AAAAAA==";
    for (mode, answers, in_memory, streaming_too) in [
        (wanted(), vec![right()], "ok", "ok"),
        // A broken one is asked for again; a stream says so at its end, and cannot be.
        (wanted(), vec![wrong(), right()], "ok", broken),
        (wanted(), vec![wrong(), wrong(), wrong()], broken, broken),
        (Some("no".into()), vec![wrong()], "ok", "ok"),
        // Nobody said what to do.
        (None, vec![wrong(), right()], "ok", broken),
        // Not one of those the model names, and one of an object in parts.
        (wanted(), vec![answer("x-amz-checksum-sha1", "AAAA")], "ok", "ok"),
        (wanted(), vec![answer("x-amz-checksum-crc32c", "AAAAAA==-3")], "ok", "ok"),
    ] {
        let input = Small { mode: mode.clone(), ..small(b"") };
        let found = client(Replay::new(answers.clone())).call::<Memory>(Request::new(input)).await;
        let found = found.map_or_else(|error| error.to_string(), |_| "ok".into());
        assert!(found.contains(in_memory), "{found}");
        let input = Content { mode, ..streaming("".into()) };
        let output = client(Replay::new(answers)).call::<Stream>(Request::new(input)).await.unwrap();
        let found = output.body.collect().await.map_or_else(|error| error.to_string(), |_| "ok".into());
        assert!(found.contains(streaming_too), "{found}");
    }
}

/// Gives bytes of a known length, one by one.
#[cfg(feature = "sigv4")]
struct Counted(std::vec::IntoIter<u8>);

#[cfg(feature = "sigv4")]
impl ByteSource for Counted {
    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Result<Bytes, BoxError>>> {
        Poll::Ready(self.0.next().map(|byte| Ok(vec![byte].into())))
    }

    fn remaining(&self) -> Option<u64> {
        Some(self.0.len() as u64)
    }
}

/// The checksum of a stream is sent behind it. How chunks are signed is tested where that is done.
#[cfg(feature = "sigv4")]
#[tokio::test]
async fn checksums_of_streams() {
    let counted = || ByteStream::from_source(Counted(b"123456789".to_vec().into_iter()));
    let unsigned = "9\r\n123456789\r\n0\r\nx-amz-checksum-crc32:y/Q5Jg==\r\n\r\n";
    for (endpoint, sign, algorithm, hash, trailer, body) in [
        ("http://a.example", false, None, "STREAMING-UNSIGNED-PAYLOAD-TRAILER", "x-amz-checksum-crc32", unsigned),
        ("https://a.example", true, None, "STREAMING-UNSIGNED-PAYLOAD-TRAILER", "x-amz-checksum-crc32", unsigned),
        (
            "https://a.example",
            true,
            Some("SHA256"),
            "STREAMING-UNSIGNED-PAYLOAD-TRAILER",
            "x-amz-checksum-sha256",
            "9\r\n123456789\r\n0\r\n\
             x-amz-checksum-sha256:FeKw08M4keuw8e9gnsQZQgwg4yDOlMZfvIwzEkSOsiU=\r\n\r\n",
        ),
        // Nothing else keeps the chunks from being changed on their way.
        (
            "http://a.example",
            true,
            None,
            "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER",
            "x-amz-checksum-crc32",
            "9;chunk-signature=# 123456789 0;chunk-signature=# x-amz-checksum-crc32:y/Q5Jg== \
             x-amz-trailer-signature:#  ",
        ),
    ] {
        let replay = Replay::new([Response::new("")]);
        let mut builder = Builder::<Client>::new(&SERVICE).endpoint(endpoint).transport(replay.clone());
        if sign {
            let credentials = whitesmith_client::auth::credentials::Credentials::new("AKIDEXAMPLE", "secret");
            builder = builder.region("us-east-1").credentials(credentials);
        }
        let client = builder.time(ManualTime::new()).build().unwrap();
        let input = Content { algorithm: algorithm.map(Into::into), ..streaming(counted()) };
        client.call::<Stream>(Request::new(input)).await.unwrap();
        let request = replay.requests().remove(0);
        let header = |name: &str| request.headers().get(name).map(|value| value.to_str().unwrap());
        assert_eq!(header("x-amz-content-sha256"), Some(hash));
        assert_eq!(header("x-amz-trailer"), Some(trailer));
        assert_eq!(header("content-encoding"), Some("aws-chunked"));
        assert_eq!(header("x-amz-decoded-content-length"), Some("9"));
        assert_eq!(header("content-length"), None);
        assert_eq!(header("x-amz-sdk-checksum-algorithm"), algorithm.or(Some("CRC32")));
        assert_eq!(header("authorization").is_some(), sign);
        let mut found = String::from_utf8(request.body().to_vec()).unwrap();
        if body.contains('#') {
            let is_signature = |word: &&str| word.len() == 64 && word.bytes().all(|byte| byte.is_ascii_hexdigit());
            let words: Vec<String> = found
                .split("\r\n")
                .map(|line| {
                    let signature = line.rsplit(['=', ':']).next().filter(is_signature);
                    signature.map_or_else(|| line.to_owned(), |signature| line.replace(signature, "#"))
                })
                .collect();
            found = words.join(" ");
        }
        assert_eq!(found, body);
    }
    // One of unknown length has none unless it is asked for.
    let send = |algorithm: Option<&str>| {
        let replay = Replay::new([Response::new("")]);
        let body = ByteStream::from_source(Pieces { left: 2, ends: true });
        let input = Content { algorithm: algorithm.map(Into::into), ..streaming(body) };
        let call = client(replay.clone()).call::<Stream>(Request::new(input));
        async move { call.await.map_or_else(|error| error.to_string(), |_| format!("{:?}", replay.requests()[0].body())) }
    };
    assert_eq!(send(None).await, "b\"piecepiece\"");
    let error = send(Some("SHA1")).await;
    assert!(error.contains("a stream is sent with a checksum only if its length is known"), "{error}");
}
