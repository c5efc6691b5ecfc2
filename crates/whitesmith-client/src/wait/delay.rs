//! How long to wait between two calls: exponential backoff with jitter
//! ([waiter retries](https://smithy.io/2.0/additional-specs/waiters.html#waiter-retries)).

use std::time::Duration;

use super::Waiter;
use crate::time::Random;

/// The wait after so many calls: a random time between the least and what the exponent and the greatest allow; or all
/// the time that remains, if not even the least would remain behind it.
pub(super) fn delay(waiter: &Waiter, calls: u32, remaining: Duration, random: &dyn Random) -> Duration {
    let min = Duration::from_secs(waiter.min_delay.into());
    let max = Duration::from_secs(waiter.max_delay.into()).max(min);
    let doubled = 2_u32.checked_pow(calls.saturating_sub(1)).and_then(|factor| min.checked_mul(factor));
    let ceiling = doubled.map_or(max, |doubled| doubled.min(max));
    let delay = min + ceiling.saturating_sub(min).mul_f64(random.next().clamp(0.0, 1.0));
    if remaining.saturating_sub(delay) <= min { remaining } else { delay }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn delays() {
        const STANDARD: Waiter = Waiter::new("Standard", &[]);
        const LINEAR: Waiter = Waiter::new("Linear", &[]).delays(5, 5);
        const WRONG: Waiter = Waiter::new("Wrong", &[]).delays(5, 1);
        const FAR: u32 = 1_000_000;
        for (waiter, calls, remaining, chance, expected) in [
            (STANDARD, 1, FAR, 0.0, 2_000),
            (STANDARD, 1, FAR, 0.999, 2_000),
            (STANDARD, 2, FAR, 0.0, 2_000),
            (STANDARD, 2, FAR, 0.5, 3_000),
            (STANDARD, 3, FAR, 0.5, 5_000),
            (STANDARD, 6, FAR, 0.5, 33_000),
            // 128 is more than 120.
            (STANDARD, 7, FAR, 1.0, 120_000),
            (STANDARD, 200, FAR, 0.5, 61_000),
            (STANDARD, u32::MAX, FAR, 0.0, 2_000),
            // What would remain is the least delay, or a moment more.
            (STANDARD, 2, 5_000, 0.5, 5_000),
            (STANDARD, 2, 5_001, 0.5, 3_000),
            (STANDARD, 2, 1, 0.5, 1),
            (LINEAR, 1, FAR, 0.5, 5_000),
            (LINEAR, 9, FAR, 0.5, 5_000),
            (WRONG, 3, FAR, 0.5, 5_000),
        ] {
            let found = delay(&waiter, calls, Duration::from_millis(remaining.into()), &move || chance);
            assert_eq!(found, Duration::from_millis(expected), "{} {calls} {remaining} {chance}", waiter.name);
        }
    }
}
