//! Is every entry the one that was booked? Each is sealed with the hash of the one before it; the
//! head holds the number and the hash of the last.

use data_encoding::HEXLOWER;
use factor_domain::EntryNumber;
use sqlx::SqliteConnection;

use super::read::chunk_after;
use super::row::{EntryRow, GENESIS, PostingRow, hash_at};
use crate::StoreError;

/// What the check of the chain found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChainReport {
    /// Entries from the first that are as they were booked, without a break.
    pub intact: i64,
    /// The first one that is not.
    pub fault: Option<ChainFault>,
}

/// The first place where the books are not as they were booked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChainFault {
    /// The entry.
    pub number: EntryNumber,
    /// What happened to it.
    pub kind: FaultKind,
}

/// What can happen to an entry behind the back of the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FaultKind {
    /// Its row, its postings or its working differ from what was sealed; or it was removed and
    /// those after it renumbered.
    Changed,
    /// It is not there, or was cut off at the end.
    Missing,
    /// It stands at another number.
    Moved {
        /// That number.
        to: EntryNumber,
    },
    /// It, or a posting of it, stands after the last entry that was booked.
    Added,
    /// It is whole, but not the one the books ended with.
    NotTheLast,
}

/// Walks all entries, a thousand in memory at a time.
///
/// Somebody who has the key and this program's source can seal false books anew; that shows only
/// against a copy of the last hash kept elsewhere, such as in a backup.
///
/// # Errors
/// Only of the storage.
pub async fn verify(connection: &mut SqliteConnection) -> Result<ChainReport, StoreError> {
    let (entries, head): (i64, Vec<u8>) =
        sqlx::query_as("SELECT entries, hash FROM book_head WHERE id = 1")
            .fetch_optional(&mut *connection)
            .await?
            .unwrap_or((0, GENESIS.to_vec()));
    let mut previous = GENESIS.to_vec();
    let mut intact = 0;
    loop {
        let chunk = chunk_after(connection, intact).await?;
        if chunk.is_empty() {
            break;
        }
        for (entry, postings) in chunk {
            let number = intact + 1;
            let is_there = entry.number == number;
            let hash = hash_at(number, &previous, &entry, &postings);
            let is_sealed = HEXLOWER.encode(&hash) == entry.hash;
            if !is_there || !is_sealed || !entry.has_own_words(&postings) {
                let kind = kind_of_fault(connection, number, &previous, is_there).await?;
                return Ok(fault(intact, number, kind));
            }
            if number > entries {
                return Ok(fault(intact, number, FaultKind::Added));
            }
            previous = hash.to_vec();
            intact = number;
        }
    }
    let report = if intact < entries {
        fault(intact, intact + 1, FaultKind::Missing)
    } else if previous != head {
        fault(intact, intact, FaultKind::NotTheLast)
    } else if has_postings_after(connection, intact).await? {
        fault(intact, intact + 1, FaultKind::Added)
    } else {
        ChainReport { intact, fault: None }
    };
    Ok(report)
}

fn fault(intact: i64, number: i64, kind: FaultKind) -> ChainReport {
    let number = EntryNumber::new(number);
    ChainReport { intact, fault: Some(ChainFault { number, kind }) }
}

/// Looks whether the entry that followed `previous` stands further on.
async fn kind_of_fault(
    connection: &mut SqliteConnection,
    number: i64,
    previous: &[u8],
    is_there: bool,
) -> Result<FaultKind, StoreError> {
    let mut after = number - 1;
    loop {
        let chunk = chunk_after(connection, after).await?;
        let Some(last) = chunk.last().map(|(entry, _)| entry.number) else { break };
        let is_it = |(entry, own): &&(EntryRow, Vec<PostingRow>)| {
            entry.number != number
                && HEXLOWER.encode(&hash_at(number, previous, entry, own)) == entry.hash
        };
        if let Some((entry, _)) = chunk.iter().find(is_it) {
            return Ok(FaultKind::Moved { to: EntryNumber::new(entry.number) });
        }
        after = last;
    }
    Ok(if is_there { FaultKind::Changed } else { FaultKind::Missing })
}

async fn has_postings_after(
    connection: &mut SqliteConnection,
    last: i64,
) -> Result<bool, StoreError> {
    let found = sqlx::query_scalar(
        "SELECT EXISTS (SELECT 1 FROM posting WHERE entry_number > $1)
             OR EXISTS (SELECT 1 FROM entry_working WHERE entry_number > $1)",
    )
    .bind(last)
    .fetch_one(connection)
    .await?;
    Ok(found)
}
