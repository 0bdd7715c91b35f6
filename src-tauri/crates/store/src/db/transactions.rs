//! Connections, and who is sitting on them.
//!
//! A pool of our own, forty lines long, instead of sqlx's: sqlx keeps the connection options, and
//! with them the key, as long as the pool lives. And sqlx counts transactions itself: after SQLite
//! rolled one back alone, as it does when the disk is full, its count stays wrong and the only
//! writer could never begin again. Here a connection is put in order before each use.

use std::marker::PhantomData;
use std::ops::{Deref, DerefMut};
use std::sync::Arc;

use sqlx::Connection;
use sqlx::sqlite::SqliteConnection;
use tokio::sync::{Mutex, OwnedMutexGuard, OwnedSemaphorePermit, Semaphore};

use crate::StoreError;

/// A few connections of equal rights.
pub(super) struct Pool {
    slots: Vec<Arc<Mutex<Option<Slot>>>>,
    free: Arc<Semaphore>,
}

/// A connection that lets go of its file before it is gone.
///
/// Its work is done by a thread of its own, which outlives a connection that is only dropped: a
/// process that ends meanwhile takes the cipher's memory from under it and crashes.
struct Held(Option<SqliteConnection>);

impl Held {
    async fn close(mut self) -> Result<(), StoreError> {
        match self.0.take() {
            Some(connection) => Ok(connection.close().await?),
            None => Ok(()),
        }
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        if let Some(connection) = self.0.take()
            && let Err(error) = futures_executor::block_on(connection.close())
        {
            tracing::warn!(%error, "a connection did not close");
        }
    }
}

impl Deref for Held {
    type Target = SqliteConnection;
    fn deref(&self) -> &SqliteConnection {
        self.0.as_ref().expect("only closing takes it")
    }
}

impl DerefMut for Held {
    fn deref_mut(&mut self) -> &mut SqliteConnection {
        self.0.as_mut().expect("only closing takes it")
    }
}

struct Slot {
    connection: Held,
    /// A transaction was begun and nobody has seen its end.
    is_open: bool,
}

impl Slot {
    /// Ends what an abandoned transaction left behind. SQLite may have done so already, and then
    /// says that there is none; whether it worked shows at the next BEGIN.
    async fn put_in_order(&mut self) {
        if self.is_open {
            sqlx::raw_sql("ROLLBACK").execute(&mut *self.connection).await.ok();
            self.is_open = false;
        }
    }
}

impl Pool {
    pub(super) fn new(connections: Vec<SqliteConnection>) -> Self {
        let free = Arc::new(Semaphore::new(connections.len()));
        let slots = connections
            .into_iter()
            .map(|connection| Slot { connection: Held(Some(connection)), is_open: false })
            .map(|slot| Arc::new(Mutex::new(Some(slot))))
            .collect();
        Self { slots, free }
    }

    /// Waits for whoever sits on a connection, then closes it. Nobody gets one afterwards.
    pub(super) async fn close(&self) -> Result<(), StoreError> {
        self.free.close();
        for slot in &self.slots {
            let taken = slot.lock().await.take();
            if let Some(mut slot) = taken {
                slot.put_in_order().await;
                slot.connection.close().await?;
            }
        }
        Ok(())
    }
}

/// One connection with an open transaction.
pub(super) struct Seat {
    // Both `Some` until the seat is left.
    slot: Option<OwnedMutexGuard<Option<Slot>>>,
    permit: Option<OwnedSemaphorePermit>,
}

impl Seat {
    pub(super) async fn begin(pool: &Pool, statement: &'static str) -> Result<Self, StoreError> {
        let mut seat = Self::take(pool).await?;
        let slot = seat.slot_mut();
        // Before BEGIN: if this future is dropped meanwhile, the statement may still take effect.
        slot.is_open = true;
        sqlx::raw_sql(statement).execute(&mut *slot.connection).await?;
        Ok(seat)
    }

    /// Waits for a free connection and puts it in order.
    pub(super) async fn take(pool: &Pool) -> Result<Self, StoreError> {
        let permit = Arc::clone(&pool.free).acquire_owned().await;
        let permit = permit.map_err(|_| StoreError::Closed)?;
        // A permit means that one slot is free.
        let free = pool.slots.iter().find_map(|slot| Arc::clone(slot).try_lock_owned().ok());
        let mut seat = Self { slot: Some(free.ok_or(StoreError::Closed)?), permit: Some(permit) };
        let slot = seat.slot.as_deref_mut().and_then(Option::as_mut).ok_or(StoreError::Closed)?;
        slot.put_in_order().await;
        Ok(seat)
    }

    async fn commit(mut self) -> Result<(), StoreError> {
        let slot = self.slot_mut();
        sqlx::raw_sql("COMMIT").execute(&mut *slot.connection).await?;
        slot.is_open = false;
        Ok(())
    }

    /// For statements that no transaction may surround.
    pub(super) fn connection(&mut self) -> &mut SqliteConnection {
        &mut self.slot_mut().connection
    }

    fn slot(&self) -> &Slot {
        self.slot.as_deref().and_then(Option::as_ref).expect("a seat has its connection")
    }

    fn slot_mut(&mut self) -> &mut Slot {
        self.slot.as_deref_mut().and_then(Option::as_mut).expect("a seat has its connection")
    }
}

impl Drop for Seat {
    /// Rolls back in the background what was not committed; the next in line waits for it.
    fn drop(&mut self) {
        let (Some(mut guard), Some(permit)) = (self.slot.take(), self.permit.take()) else {
            return;
        };
        let is_open = guard.as_ref().is_some_and(|slot| slot.is_open);
        // Without a runtime the next one to sit down puts the connection in order.
        if let (true, Ok(runtime)) = (is_open, tokio::runtime::Handle::try_current()) {
            runtime.spawn(async move {
                if let Some(slot) = guard.as_mut() {
                    slot.put_in_order().await;
                }
                drop(guard);
                drop(permit);
            });
        } else {
            // The connection before the permit: a permit promises a free connection.
            drop(guard);
            drop(permit);
        }
    }
}

/// The write transaction. Dropped without [`Tx::commit`], it changes nothing.
///
/// Store functions that write take `&mut Tx<'_>`; those that read take `&mut SqliteConnection`,
/// to which both this and [`Snapshot`] dereference.
pub struct Tx<'v> {
    seat: Seat,
    vault: PhantomData<&'v ()>,
}

impl Tx<'_> {
    pub(super) fn new(seat: Seat) -> Self {
        Self { seat, vault: PhantomData }
    }

    /// The connection, for one statement or for a function that only reads.
    pub fn connection(&mut self) -> &mut SqliteConnection {
        self.seat.connection()
    }

    /// Makes everything in this transaction durable: when it returns, a power cut loses nothing.
    ///
    /// # Errors
    /// Nothing was changed then, unless the process ends before the error arrives.
    pub async fn commit(self) -> Result<(), StoreError> {
        self.seat.commit().await
    }
}

impl Deref for Tx<'_> {
    type Target = SqliteConnection;
    fn deref(&self) -> &SqliteConnection {
        &self.seat.slot().connection
    }
}

impl DerefMut for Tx<'_> {
    fn deref_mut(&mut self) -> &mut SqliteConnection {
        &mut self.seat.slot_mut().connection
    }
}

/// A read transaction: every query sees the same state of the database.
pub struct Snapshot<'v> {
    seat: Seat,
    vault: PhantomData<&'v ()>,
}

impl Snapshot<'_> {
    pub(super) fn new(seat: Seat) -> Self {
        Self { seat, vault: PhantomData }
    }

    /// The connection, for one statement or for a function that only reads.
    pub fn connection(&mut self) -> &mut SqliteConnection {
        self.seat.connection()
    }
}

impl Deref for Snapshot<'_> {
    type Target = SqliteConnection;
    fn deref(&self) -> &SqliteConnection {
        &self.seat.slot().connection
    }
}

impl DerefMut for Snapshot<'_> {
    fn deref_mut(&mut self) -> &mut SqliteConnection {
        &mut self.seat.slot_mut().connection
    }
}
