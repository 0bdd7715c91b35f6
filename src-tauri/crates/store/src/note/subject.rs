//! What a note is about, and on whose pages it stands for that.

use factor_domain::ids::{ClientId, DebtorId};
use factor_domain::note::NoteSubject;
use sqlx::{FromRow, SqliteConnection};

use crate::error::StoreError;

/// A subject that is there, and whom it belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct About {
    /// What it is.
    pub subject: NoteSubject,
    /// What it is called, such as an invoice number; the day of a receipt, ISO.
    pub name: String,
    /// Its client, on whose timeline its notes stand.
    pub client_id: Option<ClientId>,
    /// The name people use for that client; may be empty.
    pub client_name: String,
    /// Its debtor, on whose page its notes stand.
    pub debtor_id: Option<DebtorId>,
    /// The name of that debtor; may be empty.
    pub debtor_name: String,
    /// Whether it may still be taken away, as a receipt that is not in the books.
    pub is_draft: bool,
}

#[derive(FromRow)]
struct AboutRow {
    name: String,
    client_id: Option<i64>,
    client_name: String,
    debtor_id: Option<i64>,
    debtor_name: String,
    is_draft: bool,
}

macro_rules! select {
    ($columns:literal, $from:literal) => {
        concat!(
            "SELECT s.name, s.client_id,
                    coalesce(CASE c.trade_name WHEN '' THEN c.legal_name ELSE c.trade_name END, '')
                      AS client_name,
                    s.debtor_id, coalesce(d.name, '') AS debtor_name, s.is_draft
             FROM (SELECT ",
            $columns,
            " FROM ",
            $from,
            " WHERE id = $1) s
             LEFT JOIN client c ON c.id = s.client_id
             LEFT JOIN debtor d ON d.id = s.debtor_id"
        )
    };
}

const fn statement(subject: NoteSubject) -> &'static str {
    match subject {
        NoteSubject::Client(_) => select!(
            "CASE trade_name WHEN '' THEN legal_name ELSE trade_name END AS name,
             id AS client_id, NULL AS debtor_id, 0 AS is_draft",
            "client"
        ),
        NoteSubject::Debtor(_) => {
            select!("name, NULL AS client_id, id AS debtor_id, 0 AS is_draft", "debtor")
        }
        NoteSubject::Invoice(_) => {
            select!("number AS name, client_id, debtor_id, 0 AS is_draft", "invoice")
        }
        NoteSubject::Schedule(_) => select!(
            "number AS name, client_id, NULL AS debtor_id, 0 AS is_draft",
            "schedule_of_accounts"
        ),
        NoteSubject::Contract(_) => {
            select!("number AS name, client_id, NULL AS debtor_id, 0 AS is_draft", "contract")
        }
        NoteSubject::Receipt(_) => select!(
            "received_on AS name, client_id, debtor_id, state = 'draft' AS is_draft",
            "receipt"
        ),
    }
}

/// What a subject is called and whom it belongs to; none if it is not there.
///
/// # Errors
/// Of the storage.
pub async fn about(
    connection: &mut SqliteConnection,
    subject: NoteSubject,
) -> Result<Option<About>, StoreError> {
    let row: Option<AboutRow> =
        sqlx::query_as(statement(subject)).bind(subject.id()).fetch_optional(connection).await?;
    Ok(row.map(|row| About {
        subject,
        name: row.name,
        client_id: row.client_id.map(ClientId::new),
        client_name: row.client_name,
        debtor_id: row.debtor_id.map(DebtorId::new),
        debtor_name: row.debtor_name,
        is_draft: row.is_draft,
    }))
}
