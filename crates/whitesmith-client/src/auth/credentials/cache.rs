//! Credentials that are asked for once, and again when they are about to be over.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use whitesmith::error::BoxError;

use super::{Credentials, CredentialsProvider};
use crate::time::Time;

/// How long credentials are kept that do not say when they are over.
const KEPT: Duration = Duration::from_secs(15 * 60);
/// How long before they are over others are asked for.
const AHEAD: Duration = Duration::from_secs(10);

/// A provider, and what it gave last.
pub(crate) struct Cache {
    provider: Box<dyn CredentialsProvider>,
    time: Arc<dyn Time>,
    /// The credentials, and until when they are kept, by the client's time.
    kept: Mutex<Option<(Credentials, Duration)>>,
    /// Held by the one call that asks for others.
    asking: tokio::sync::Mutex<()>,
}

impl Cache {
    pub(crate) fn new(provider: Box<dyn CredentialsProvider>, time: Arc<dyn Time>) -> Self {
        Self { provider, time, kept: Mutex::new(None), asking: tokio::sync::Mutex::new(()) }
    }

    /// What is kept, if it is not over.
    pub(crate) fn kept(&self) -> Option<Credentials> {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.as_ref().filter(|(_, until)| self.time.elapsed() < *until).map(|(credentials, _)| credentials.clone())
    }

    /// The credentials as they are now.
    pub(crate) async fn credentials(&self) -> Result<Credentials, BoxError> {
        if let Some(kept) = self.kept() {
            return Ok(kept);
        }
        let _asking = self.asking.lock().await;
        if let Some(kept) = self.kept() {
            return Ok(kept);
        }
        let found = self.provider.credentials().await?;
        let valid = found
            .expires_at()
            .map_or(KEPT, |end| end.duration_since(self.time.now()).unwrap_or_default().saturating_sub(AHEAD));
        let until = self.time.elapsed().saturating_add(valid);
        *self.kept.lock().unwrap_or_else(PoisonError::into_inner) = Some((found.clone(), until));
        Ok(found)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::auth::credentials::CredentialsFuture;
    use crate::testing::ManualTime;
    use std::sync::atomic::{AtomicU64, Ordering};
    use std::time::UNIX_EPOCH;

    /// Gives other credentials each time, which say that they last for a minute, or nothing.
    struct Counting(AtomicU64, Option<u64>, ManualTime);

    impl CredentialsProvider for Counting {
        fn credentials(&self) -> CredentialsFuture<'_> {
            Box::pin(async {
                // Others come meanwhile.
                tokio::task::yield_now().await;
                let count = self.0.fetch_add(1, Ordering::Relaxed);
                let end = self.1.map(|seconds| UNIX_EPOCH + self.2.elapsed() + Duration::from_secs(seconds));
                Ok(Credentials::temporary(count.to_string(), "s", "t", end))
            })
        }
    }

    #[tokio::test]
    async fn kept_until_they_are_over() {
        for (valid, steps) in [
            (Some(60), &[(0, "0"), (49, "0"), (1, "1"), (50, "2")][..]),
            (None, &[(0, "0"), (899, "0"), (1, "1")]),
            (Some(5), &[(0, "0"), (0, "1")]),
        ] {
            let time = ManualTime::new();
            let cache = Cache::new(Box::new(Counting(AtomicU64::new(0), valid, time.clone())), Arc::new(time.clone()));
            for (seconds, expected) in steps {
                time.advance(Duration::from_secs(*seconds));
                assert_eq!(cache.credentials().await.unwrap().access_key_id(), *expected, "{valid:?} {seconds}");
            }
        }
    }

    #[tokio::test]
    async fn asked_for_once() {
        let time = ManualTime::new();
        let cache = Cache::new(Box::new(Counting(AtomicU64::new(0), None, time.clone())), Arc::new(time));
        let (one, other) = tokio::join!(cache.credentials(), cache.credentials());
        assert!(one.unwrap().is(&other.unwrap()));
    }
}
