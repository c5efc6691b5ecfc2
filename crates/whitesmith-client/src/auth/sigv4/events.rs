//! Events that are signed one by one
//! ([event stream encoding](https://docs.aws.amazon.com/transcribe/latest/dg/streaming-setting-up.html)).
//!
//! Each is the payload of another, which has the time and the signature in its headers. One with no payload ends the
//! stream.

use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::{Duration, SystemTime};

use bytes::Bytes;
use sha2::{Digest as _, Sha256};
use whitesmith::error::BoxError;
use whitesmith::stream::ByteSource;
use whitesmith::{ByteStream, Timestamp};
use whitesmith_http::Body;
use whitesmith_http::event_stream::frame::{Frame, HeaderValue};

use super::chain::Chain;
use crate::time::Time;

/// A stream of events, of which each piece is one, as signed ones.
pub(super) fn signed(events: Body, chain: Chain, time: Arc<dyn Time>) -> Body {
    let (events, first, since) = (events.into_stream(), chain.time, time.elapsed());
    ByteStream::from_source(Signed { events, chain, time, first, since, is_over: false }).into()
}

struct Signed {
    events: ByteStream,
    chain: Chain,
    time: Arc<dyn Time>,
    /// The time that the request was signed with, and when that was by the client's time.
    first: SystemTime,
    since: Duration,
    is_over: bool,
}

impl ByteSource for Signed {
    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Bytes, BoxError>>> {
        if self.is_over {
            return Poll::Ready(None);
        }
        let event = match ready!(self.events.poll_next(cx)) {
            Some(Ok(event)) => event,
            Some(Err(error)) => return Poll::Ready(Some(Err(error))),
            None => {
                self.is_over = true;
                Bytes::new()
            }
        };
        let passed = self.time.elapsed().saturating_sub(self.since);
        self.chain.time = self.first.checked_add(passed).unwrap_or(self.first);
        Poll::Ready(Some(sign(&mut self.chain, event)))
    }
}

/// An event in a signed one. Signatures have no fractions of seconds.
fn sign(chain: &mut Chain, event: Bytes) -> Result<Bytes, BoxError> {
    let time = Timestamp::from_seconds(Timestamp::from(chain.time).seconds());
    let date = (":date".to_owned(), HeaderValue::Timestamp(time));
    let alone = Frame { headers: vec![date.clone()], payload: Bytes::new() }.encode()?;
    // Between the prelude and the checksum of an encoded frame are its headers.
    let headers = alone.get(12..alone.len().saturating_sub(4)).unwrap_or_default();
    let parts = [Sha256::digest(headers).into(), Sha256::digest(&event).into()];
    let signature = Bytes::copy_from_slice(&chain.next("AWS4-HMAC-SHA256-PAYLOAD", &parts)?);
    let headers = vec![(":chunk-signature".to_owned(), HeaderValue::Blob(signature)), date];
    Ok(Frame { headers, payload: event }.encode()?.into())
}

#[cfg(test)]
mod tests {
    use std::time::UNIX_EPOCH;

    use aws_sigv4::event_stream::{SigningParams, sign_empty_message, sign_message};
    use aws_smithy_types::event_stream::{Header, HeaderValue as Theirs, Message};

    use super::*;
    use crate::auth::credentials::Credentials;
    use crate::auth::sigv4::{Scope, Style};
    use crate::testing::ManualTime;

    /// Signed events are those of the AWS SDK's own crate, also when the day ends between them.
    #[tokio::test]
    async fn like_the_sdk() {
        let (key, secret) = ("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY");
        let identity = aws_credential_types::Credentials::new(key, secret, None, None, "test").into();
        let payloads = ["first", "", "third"];
        let day = Duration::from_secs(86_400);
        let mut previous = "0c0e3b3bf66b59b976181bd7d401927bbd624107303c713fd1e5f3d3c8dd1b1e".to_owned();
        let time = ManualTime::new();
        time.advance(day / 2);
        let scope = Scope { region: "us-east-1", service: "a", time: time.now(), style: Style::Standard };
        let chain = Chain::new(Credentials::new(key, secret), &scope, previous.clone());
        let frame = |payload: &'static str| {
            let name = ("name".to_owned(), HeaderValue::String("value".into()));
            Frame { headers: vec![name], payload: Bytes::from_static(payload.as_bytes()) }.encode().unwrap()
        };
        let mut events = payloads.map(|payload| Bytes::from(frame(payload))).to_vec().into_iter();
        // Six hours pass before each event.
        let clock = time.clone();
        let source = Events(Box::new(move || {
            clock.advance(Duration::from_secs(6 * 3600));
            events.next()
        }));
        let mut found = signed(ByteStream::from_source(source).into(), chain, Arc::new(time)).into_stream();
        for (index, payload) in payloads.iter().map(|payload| Some(*payload)).chain([None]).enumerate() {
            let hours = 12 + 6 * (u64::try_from(index).unwrap() + 1);
            let parameters = SigningParams::builder()
                .identity(&identity)
                .region("us-east-1")
                .name("a")
                .time(UNIX_EPOCH + Duration::from_secs(hours * 3600))
                .settings(())
                .build()
                .unwrap();
            let signed = match payload {
                Some(payload) => {
                    let name = Header::new("name", Theirs::String("value".into()));
                    let message = Message::new(payload.as_bytes()).add_header(name);
                    sign_message(&message, &previous, &parameters).unwrap()
                }
                None => sign_empty_message(&previous, &parameters).unwrap(),
            };
            let (message, signature) = signed.into_parts();
            previous = signature;
            let mut expected = Vec::new();
            aws_smithy_eventstream::frame::write_message_to(&message, &mut expected).unwrap();
            assert_eq!(found.next().await.unwrap().unwrap(), expected, "{payload:?}");
        }
        assert!(found.next().await.is_none());
    }

    struct Events(Box<dyn FnMut() -> Option<Bytes> + Send>);

    impl ByteSource for Events {
        fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Result<Bytes, BoxError>>> {
            Poll::Ready((self.0)().map(Ok))
        }
    }
}
