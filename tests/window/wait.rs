//! Waiting for a condition, never for a time.

use std::future::Future;
use std::time::{Duration, Instant};

/// How often a condition is looked at: a person would not notice the difference.
const PAUSE: Duration = Duration::from_millis(25);

/// Long enough for a loaded machine of two cores, short enough to fail within a coffee.
pub const LIMIT: Duration = Duration::from_secs(30);

/// Looks until there is something, and hands it over.
///
/// # Panics
/// After [`LIMIT`], naming what never came.
pub async fn until<T>(what: &str, look: impl AsyncFnMut() -> Option<T>) -> T {
    until_for(LIMIT, what, look).await
}

/// The same for what is planned for a later moment: `limit` counts from now.
///
/// # Panics
/// After the limit, naming what never came.
pub async fn until_for<T>(limit: Duration, what: &str, look: impl AsyncFnMut() -> Option<T>) -> T {
    let found = looked(limit, look).await;
    found.unwrap_or_else(|| panic!("waited {limit:?} for {what}"))
}

/// The same for who can tell more than what never came: none after the limit.
pub async fn looked<T>(limit: Duration, mut look: impl AsyncFnMut() -> Option<T>) -> Option<T> {
    let start = Instant::now();
    while start.elapsed() < limit {
        let found = look().await;
        if found.is_some() {
            return found;
        }
        tokio::time::sleep(PAUSE).await;
    }
    None
}

/// Gives one call to another program its limit: a hanging one must fail, not hang the suite.
///
/// # Panics
/// After [`LIMIT`], naming the call.
pub async fn within<T>(what: &str, call: impl Future<Output = T>) -> T {
    let ended = tokio::time::timeout(LIMIT, call).await;
    ended.unwrap_or_else(|_| panic!("{what} did not answer within {LIMIT:?}"))
}
