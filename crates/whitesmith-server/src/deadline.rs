//! Futures that are given up after a time.

use std::future::Future;
use std::time::Duration;

/// It took too long.
#[derive(Debug)]
pub(crate) struct Elapsed;

/// The future's output, or [`Elapsed`] after `time`; without limit if that is `None`.
///
/// The timer is one of tokio, and made when there is something to wait for. Without the feature `serve`, or outside
/// of a tokio runtime, nothing is given up.
#[cfg(feature = "serve")]
pub(crate) async fn within<F: Future>(time: Option<Duration>, future: F) -> Result<F::Output, Elapsed> {
    use std::task::Poll;

    let mut future = std::pin::pin!(future);
    let Some(time) = time else { return Ok(future.await) };
    let mut timer = None;
    std::future::poll_fn(|cx| {
        if let Poll::Ready(output) = future.as_mut().poll(cx) {
            return Poll::Ready(Ok(output));
        }
        if timer.is_none() && tokio::runtime::Handle::try_current().is_ok() {
            timer = Some(Box::pin(tokio::time::sleep(time)));
        }
        match &mut timer {
            Some(timer) => timer.as_mut().poll(cx).map(|()| Err(Elapsed)),
            None => Poll::Pending,
        }
    })
    .await
}

#[cfg(not(feature = "serve"))]
pub(crate) async fn within<F: Future>(_: Option<Duration>, future: F) -> Result<F::Output, Elapsed> {
    Ok(future.await)
}
