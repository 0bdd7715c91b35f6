//! What is agreed about one debtor of one client.

use factor_domain::{ClientId, Day, DebtorId, Money};
use sqlx::{FromRow, SqliteConnection};

use crate::columns::{RowName, stored_words};
use crate::{StoreError, Tx};

stored_words! {
    /// Whether a client's invoices on a debtor are bought.
    Buying {
        /// They are.
        Buy = "buy",
        /// They are not.
        NoBuy = "no_buy",
    }
}

stored_words! {
    /// How far the notice of assignment is.
    Notice {
        /// Not sent.
        None = "none",
        /// Sent to the debtor.
        Sent = "sent",
        /// The carrier says that it arrived.
        Delivered = "delivered",
        /// The debtor has confirmed it.
        Acknowledged = "acknowledged",
        /// The debtor does not accept it.
        Refused = "refused",
        /// It came back: the address is wrong.
        Returned = "returned",
        /// The firm has ended it.
        Released = "released",
    }
}

stored_words! {
    /// How a notice of assignment went out.
    NoticeHow {
        /// Letter.
        Post = "post",
        /// Registered or certified letter.
        RegisteredPost = "registered_post",
        /// Courier with a receipt.
        Courier = "courier",
        /// E-mail.
        Email = "email",
        /// Fax.
        Fax = "fax",
        /// Handed over.
        ByHand = "by_hand",
        /// Put into the debtor's own system for its suppliers.
        Portal = "portal",
    }
}

/// A debtor of a client. Where nothing was said, its invoices are bought without a limit of the
/// pair and no notice was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClientDebtor {
    /// The client.
    pub client: ClientId,
    /// Its debtor.
    pub debtor: DebtorId,
    /// Whether invoices are bought.
    pub buying: Buying,
    /// The most that may be open between the two.
    pub limit: Option<Money>,
    /// How far the notice of assignment is. Read only: its steps say it, see [`crate::letter`].
    pub notice: Notice,
    /// Since when; none before it is sent.
    pub notice_on: Option<Day>,
    /// How it went out, or how the answer came; may be unknown.
    pub notice_how: Option<NoticeHow>,
    /// The two belong together, so that their invoices are no collateral.
    pub is_affiliate: bool,
    /// The debtor is a supplier of the client as well and may offset.
    pub is_contra: bool,
}

impl ClientDebtor {
    /// A pair of which nothing was said yet.
    #[must_use]
    pub const fn new(client: ClientId, debtor: DebtorId) -> Self {
        Self {
            client,
            debtor,
            buying: Buying::Buy,
            limit: None,
            notice: Notice::None,
            notice_on: None,
            notice_how: None,
            is_affiliate: false,
            is_contra: false,
        }
    }
}

#[derive(FromRow)]
struct PairRow {
    client_id: i64,
    debtor_id: i64,
    buying: String,
    limit_minor: Option<i64>,
    limit_currency: Option<String>,
    notice: String,
    notice_on: Option<String>,
    notice_how: Option<String>,
    is_affiliate: bool,
    is_contra: bool,
}

impl TryFrom<PairRow> for ClientDebtor {
    type Error = StoreError;

    fn try_from(row: PairRow) -> Result<Self, StoreError> {
        let key = format!("client {} debtor {}", row.client_id, row.debtor_id);
        let name = RowName { table: "client_debtor", key: &key };
        Ok(Self {
            client: ClientId::new(row.client_id),
            debtor: DebtorId::new(row.debtor_id),
            buying: name.word(&row.buying, Buying::from_word(&row.buying))?,
            limit: name.limit(row.limit_minor, row.limit_currency.as_deref())?,
            notice: name.word(&row.notice, Notice::from_word(&row.notice))?,
            notice_on: name.day_or_none(row.notice_on.as_deref())?,
            notice_how: row
                .notice_how
                .map(|how| name.word(&how, NoticeHow::from_word(&how)))
                .transpose()?,
            is_affiliate: row.is_affiliate,
            is_contra: row.is_contra,
        })
    }
}

macro_rules! pairs {
    ($rest:literal) => {
        concat!(
            "SELECT client_id, debtor_id, buying, limit_minor, limit_currency, notice, notice_on,
                    notice_how, is_affiliate, is_contra
             FROM client_debtor ",
            $rest
        )
    };
}

/// Keeps what is agreed about a pair; the last word counts. The notice is not part of it.
///
/// # Errors
/// Only of the storage.
pub async fn save_pair(tx: &mut Tx<'_>, pair: &ClientDebtor, at: &str) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO client_debtor (client_id, debtor_id, buying, limit_minor, limit_currency,
                                    is_affiliate, is_contra, saved_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
         ON CONFLICT (client_id, debtor_id) DO UPDATE
         SET buying = excluded.buying, limit_minor = excluded.limit_minor,
             limit_currency = excluded.limit_currency, is_affiliate = excluded.is_affiliate,
             is_contra = excluded.is_contra, saved_at = excluded.saved_at",
    )
    .bind(pair.client.get())
    .bind(pair.debtor.get())
    .bind(pair.buying.as_str())
    .bind(pair.limit.map(Money::minor))
    .bind(pair.limit.map(|limit| limit.currency().to_string()))
    .bind(pair.is_affiliate)
    .bind(pair.is_contra)
    .bind(at)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// What is agreed about a pair; `None` if nothing was said.
///
/// # Errors
/// Of the storage, or a row that cannot be.
pub async fn pair(
    connection: &mut SqliteConnection,
    client: ClientId,
    debtor: DebtorId,
) -> Result<Option<ClientDebtor>, StoreError> {
    sqlx::query_as::<_, PairRow>(pairs!("WHERE client_id = $1 AND debtor_id = $2"))
        .bind(client.get())
        .bind(debtor.get())
        .fetch_optional(connection)
        .await?
        .map(ClientDebtor::try_from)
        .transpose()
}

/// All pairs of a client, in the order of the debtors' numbers.
///
/// # Errors
/// Of the storage, or a row that cannot be.
pub async fn pairs_of_client(
    connection: &mut SqliteConnection,
    client: ClientId,
) -> Result<Vec<ClientDebtor>, StoreError> {
    sqlx::query_as::<_, PairRow>(pairs!("WHERE client_id = $1 ORDER BY debtor_id"))
        .bind(client.get())
        .fetch_all(connection)
        .await?
        .into_iter()
        .map(ClientDebtor::try_from)
        .collect()
}

/// All pairs of a debtor, in the order of the clients' numbers.
///
/// # Errors
/// Of the storage, or a row that cannot be.
pub async fn pairs_of_debtor(
    connection: &mut SqliteConnection,
    debtor: DebtorId,
) -> Result<Vec<ClientDebtor>, StoreError> {
    sqlx::query_as::<_, PairRow>(pairs!("WHERE debtor_id = $1 ORDER BY client_id"))
        .bind(debtor.get())
        .fetch_all(connection)
        .await?
        .into_iter()
        .map(ClientDebtor::try_from)
        .collect()
}
