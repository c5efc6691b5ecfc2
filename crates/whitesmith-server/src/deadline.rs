//! Futures that are given up after a time.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

/// It took too long.
#[derive(Debug)]
pub(crate) struct Elapsed;

/// The future's output, or [`Elapsed`] after `time`; without limit if that is `None`.
///
/// The timer is one of tokio, and made when there is something to wait for. Without the feature `serve`, or outside
/// of a tokio runtime, nothing is given up.
pub(crate) fn within<F: Future>(time: Option<Duration>, future: F) -> Within<F> {
    Within {
        future,
        time,
        #[cfg(feature = "serve")]
        timer: None,
    }
}

// Written out, because a future within an `async fn` is stored twice: as its argument, and where it is pinned.
#[cfg(feature = "serve")]
pin_project_lite::pin_project! {
    /// A future that is given up after a time.
    pub(crate) struct Within<F> {
        #[pin]
        future: F,
        time: Option<Duration>,
        timer: Option<Pin<Box<tokio::time::Sleep>>>,
    }
}

#[cfg(not(feature = "serve"))]
pin_project_lite::pin_project! {
    /// A future that would be given up after a time.
    pub(crate) struct Within<F> {
        #[pin]
        future: F,
        time: Option<Duration>,
    }
}

impl<F: Future> Future for Within<F> {
    type Output = Result<F::Output, Elapsed>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let this = self.project();
        if let Poll::Ready(output) = this.future.poll(cx) {
            return Poll::Ready(Ok(output));
        }
        #[cfg(feature = "serve")]
        if let Some(time) = *this.time {
            if this.timer.is_none() && tokio::runtime::Handle::try_current().is_ok() {
                *this.timer = Some(Box::pin(tokio::time::sleep(time)));
            }
            if let Some(timer) = this.timer {
                return timer.as_mut().poll(cx).map(|()| Err(Elapsed));
            }
        }
        Poll::Pending
    }
}
