//! Finding a debtor by a name as somebody types it: the same business under another spelling, a
//! slip of the hand, the beginning of a name.

use std::collections::{BTreeMap, BTreeSet};

use factor_domain::likeness::{slips_allowed, slips_between};
use factor_domain::{DebtorId, Name};
use sqlx::{FromRow, SqliteConnection};

use crate::client::match_key;
use crate::columns::RowName;
use crate::debtor::DebtorStatus;
use crate::find::folded;
use crate::{StoreError, Tx};

/// Most debtors that are named as likely.
pub const LIKELY_MAX: usize = 8;
/// Most debtors whose names are compared letter by letter.
const NEAR_COMPARED_MAX: i64 = 60;
/// Runs of three letters that one slip changes: four, where neighbours are swapped.
const GRAMS_OF_A_SLIP: usize = 4;
/// Letters of the beginning of a name that say enough to propose by.
const BEGINNING_CHARS_MIN: usize = 3;

/// How a name is like the typed one; the likest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Likeness {
    /// The same but for punctuation, accents and legal form.
    Same,
    /// The same but for this many slips of the hand.
    Near(usize),
    /// It begins with what was typed.
    Begins,
}

/// A debtor that is probably meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LikelyDebtor {
    /// The record that stands for it.
    pub id: DebtorId,
    /// What that record is called.
    pub name: String,
    /// Where it stands.
    pub status: DebtorStatus,
    /// The name that was matched, if it belongs to a record merged into this one.
    pub merged_name: Option<String>,
    /// How like it is.
    pub likeness: Likeness,
}

/// What a typed name means.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TypedName {
    /// The one debtor with this name that is not archived; none if there are two or none.
    pub exact: Option<DebtorId>,
    /// Who is probably meant, the likest first; holds the exact one too.
    pub likely: Vec<LikelyDebtor>,
}

#[derive(FromRow)]
struct NamedRow {
    id: i64,
    name: String,
    status: String,
    matched_id: i64,
    matched_name: String,
    matched_key: String,
}

macro_rules! named {
    ($from:literal, $rest:literal) => {
        concat!(
            "SELECT s.id, s.name, s.status, d.id AS matched_id, d.name AS matched_name,
                    d.match_key AS matched_key
             FROM ",
            $from,
            " CROSS JOIN debtor s ON s.id = coalesce(d.merged_into, d.id) ",
            $rest
        )
    };
}

/// $1 the match key.
pub(super) const SAME: &str = named!("debtor d", "WHERE d.match_key = $1 ORDER BY d.id");

/// $1 the first match key of a beginning, $2 what follows the last, $3 most rows.
pub(super) const BEGINNING: &str = named!(
    "debtor d",
    "WHERE d.match_key >= $1 AND d.match_key < $2 ORDER BY d.match_key, d.id LIMIT $3"
);

/// $1 the runs of letters as JSON, $2 how many at least are shared, $3 most rows.
pub(super) const NEAR: &str = named!(
    "(SELECT debtor_id, count(*) AS shared FROM debtor_gram
      WHERE gram IN (SELECT value FROM json_each($1))
      GROUP BY debtor_id HAVING count(*) >= $2
      ORDER BY shared DESC, debtor_id LIMIT $3) g
     CROSS JOIN debtor d ON d.id = g.debtor_id",
    "ORDER BY g.shared DESC, d.id"
);

/// The key without spaces: "Acme Foods" and "AcmeFoods" are one spelling.
fn compact(key: &str) -> String {
    key.split_whitespace().collect()
}

/// Runs of three letters, with a mark at both ends.
fn grams(compact: &str) -> BTreeSet<String> {
    let letters: Vec<char> =
        std::iter::once('^').chain(compact.chars()).chain(std::iter::once('$')).collect();
    letters.windows(3).map(|run| run.iter().collect()).collect()
}

fn json(grams: &BTreeSet<String>) -> Result<String, StoreError> {
    serde_json::to_string(grams).map_err(|cause| StoreError::bad_row("debtor_gram", cause))
}

/// Keeps what near spellings of a debtor's name are found by.
pub(super) async fn keep_grams(
    tx: &mut Tx<'_>,
    id: DebtorId,
    name: &Name,
) -> Result<(), StoreError> {
    let grams = json(&grams(&compact(&match_key(name.as_str()))))?;
    sqlx::query(
        "DELETE FROM debtor_gram
         WHERE debtor_id = $1 AND gram NOT IN (SELECT value FROM json_each($2))",
    )
    .bind(id.get())
    .bind(&grams)
    .execute(&mut **tx)
    .await?;
    sqlx::query(
        "INSERT INTO debtor_gram (gram, debtor_id) SELECT value, $1 FROM json_each($2)
         WHERE true ON CONFLICT DO NOTHING",
    )
    .bind(id.get())
    .bind(&grams)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Who is meant by a typed name. A record that was merged stands for the one it was merged into,
/// so that an old spelling finds the right debtor for ever.
///
/// # Errors
/// Of the storage, or a row that cannot be.
pub async fn find_typed(
    connection: &mut SqliteConnection,
    text: &str,
) -> Result<TypedName, StoreError> {
    let folded_text = folded(text);
    if folded_text.is_empty() {
        return Ok(TypedName::default());
    }
    let key = match_key(text);
    let same: Vec<NamedRow> = sqlx::query_as(SAME).bind(&key).fetch_all(&mut *connection).await?;
    let exact = exact_of(&same, &folded_text);
    let mut likely = Likely::default();
    likely.add(same, |_key| Some(Likeness::Same))?;
    likely.add(near(connection, &key).await?, |found| {
        let (one, other) = (compact(&key), compact(found));
        let slips_max = slips_allowed(one.chars().count().min(other.chars().count()));
        slips_between(&one, &other, slips_max).map(Likeness::Near)
    })?;
    if key.chars().count() >= BEGINNING_CHARS_MIN {
        likely.add(beginning(connection, &key).await?, |_key| Some(Likeness::Begins))?;
    }
    Ok(TypedName { exact, likely: likely.sorted() })
}

async fn near(connection: &mut SqliteConnection, key: &str) -> Result<Vec<NamedRow>, StoreError> {
    let compact = compact(key);
    let slips = slips_allowed(compact.chars().count());
    if slips == 0 {
        return Ok(Vec::new());
    }
    let grams = grams(&compact);
    let shared_min = grams.len().saturating_sub(GRAMS_OF_A_SLIP * slips).max(1);
    let rows = sqlx::query_as(NEAR)
        .bind(json(&grams)?)
        .bind(i64::try_from(shared_min).unwrap_or(i64::MAX))
        .bind(NEAR_COMPARED_MAX)
        .fetch_all(connection)
        .await?;
    Ok(rows)
}

async fn beginning(
    connection: &mut SqliteConnection,
    key: &str,
) -> Result<Vec<NamedRow>, StoreError> {
    let rows = sqlx::query_as(BEGINNING)
        .bind(key)
        .bind(format!("{key}\u{10FFFF}"))
        .bind(i64::try_from(LIKELY_MAX).unwrap_or(i64::MAX))
        .fetch_all(connection)
        .await?;
    Ok(rows)
}

/// The one business with the name; where several have the same key, the one spelt exactly so.
fn exact_of(same: &[NamedRow], folded_text: &str) -> Option<DebtorId> {
    let alive = || same.iter().filter(|row| row.status != DebtorStatus::Archived.as_str());
    let only = |ids: BTreeSet<i64>| match ids.first() {
        Some(&id) if ids.len() == 1 => Some(DebtorId::new(id)),
        Some(_) | None => None,
    };
    only(alive().map(|row| row.id).collect()).or_else(|| {
        let spelt_so = alive().filter(|row| folded(&row.matched_name) == folded_text);
        only(spelt_so.map(|row| row.id).collect())
    })
}

/// Debtors by the record that stands for them, each with its best likeness.
#[derive(Default)]
struct Likely(BTreeMap<DebtorId, LikelyDebtor>);

impl Likely {
    fn add(
        &mut self,
        rows: Vec<NamedRow>,
        likeness: impl Fn(&str) -> Option<Likeness>,
    ) -> Result<(), StoreError> {
        for row in rows {
            let Some(likeness) = likeness(&row.matched_key) else { continue };
            let id = DebtorId::new(row.id);
            if self.0.get(&id).is_some_and(|known| known.likeness <= likeness) {
                continue;
            }
            let name = RowName { table: "debtor", key: &row.id };
            let status = name.word(&row.status, DebtorStatus::from_word(&row.status))?;
            let merged_name = (row.matched_id != row.id).then_some(row.matched_name);
            self.0.insert(id, LikelyDebtor { id, name: row.name, status, merged_name, likeness });
        }
        Ok(())
    }

    fn sorted(self) -> Vec<LikelyDebtor> {
        let mut all: Vec<LikelyDebtor> = self.0.into_values().collect();
        all.sort_by(|one, other| {
            (one.likeness, folded(&one.name), one.id).cmp(&(
                other.likeness,
                folded(&other.name),
                other.id,
            ))
        });
        all.truncate(LIKELY_MAX);
        all
    }
}
