//! The firm's profile: one row, written by the first run and changed in the settings.

use factor_domain::currency::Currency;
use factor_domain::party::{Firm, PageSize};
use factor_domain::text::{Email, Line, Name, Phone};
use sqlx::{FromRow, SqliteConnection};

use crate::db::Tx;
use crate::error::StoreError;

const TABLE: &str = "firm";

/// The firm as kept, with what its contracts and papers need besides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FirmProfile {
    /// Party block and letterhead.
    pub firm: Firm,
    /// Governing law of new contracts; may be empty.
    pub governing_state: Line,
    /// County or city of the courts; may be empty.
    pub venue: Line,
    /// SHA-256 of the logo in the papers, hex; the logo is a PNG.
    pub logo_sha256: Option<String>,
}

#[derive(FromRow)]
struct FirmRow {
    name: String,
    legal_form: String,
    state_of_formation: String,
    registration_no: String,
    address: String,
    phone: String,
    email: String,
    currency: String,
    page_size: String,
    signer_name: String,
    signer_title: String,
    governing_state: String,
    venue: String,
    logo_sha256: Option<String>,
}

impl TryFrom<FirmRow> for FirmProfile {
    type Error = StoreError;

    fn try_from(row: FirmRow) -> Result<Self, StoreError> {
        let line = |text: &str| Line::new("", text).map_err(|bad| StoreError::bad_row(TABLE, bad));
        let bad =
            |cause: Box<dyn std::error::Error + Send + Sync>| StoreError::bad_row(TABLE, cause);
        let firm = Firm {
            name: Name::new("name", &row.name).map_err(|cause| bad(cause.into()))?,
            legal_form: line(&row.legal_form)?,
            state_of_formation: line(&row.state_of_formation)?,
            registration_no: line(&row.registration_no)?,
            address: serde_json::from_str(&row.address).map_err(|cause| bad(cause.into()))?,
            phone: optional(&row.phone, Phone::new).map_err(|cause| bad(cause.into()))?,
            email: optional(&row.email, Email::new).map_err(|cause| bad(cause.into()))?,
            signer_name: line(&row.signer_name)?,
            signer_title: line(&row.signer_title)?,
            currency: Currency::from_code(&row.currency).map_err(|cause| bad(cause.into()))?,
            page_size: page_size_from_word(&row.page_size)
                .ok_or_else(|| bad("unknown page size".into()))?,
        };
        Ok(Self {
            firm,
            governing_state: line(&row.governing_state)?,
            venue: line(&row.venue)?,
            logo_sha256: row.logo_sha256,
        })
    }
}

/// An optional text stands as an empty column.
pub(crate) fn optional<T, E>(
    text: &str,
    read: impl Fn(&str, &str) -> Result<T, E>,
) -> Result<Option<T>, E> {
    if text.is_empty() { Ok(None) } else { read("", text).map(Some) }
}

/// The word of a page size, as it is stored and sent.
#[must_use]
pub fn page_size_word(size: PageSize) -> &'static str {
    match size {
        PageSize::Letter => "letter",
        PageSize::A4 => "a4",
    }
}

/// The page size of this word; `None` for any other.
#[must_use]
pub fn page_size_from_word(word: &str) -> Option<PageSize> {
    [PageSize::Letter, PageSize::A4].into_iter().find(|&size| page_size_word(size) == word)
}

/// The profile; none before the first run has saved it.
///
/// # Errors
/// Of the storage, or a row that cannot be.
pub async fn load(connection: &mut SqliteConnection) -> Result<Option<FirmProfile>, StoreError> {
    let row: Option<FirmRow> = sqlx::query_as(
        "SELECT name, legal_form, state_of_formation, registration_no, address, phone, email,
                currency, page_size, signer_name, signer_title, governing_state, venue, logo_sha256
         FROM firm WHERE id = 1",
    )
    .fetch_optional(connection)
    .await?;
    row.map(FirmProfile::try_from).transpose()
}

/// The firm's name; none before the first run has saved its profile.
///
/// # Errors
/// Of the storage.
pub async fn name(connection: &mut SqliteConnection) -> Result<Option<String>, StoreError> {
    Ok(sqlx::query_scalar("SELECT name FROM firm WHERE id = 1").fetch_optional(connection).await?)
}

/// Writes everything but the logo, which [`set_logo`] keeps.
///
/// # Errors
/// Of the storage.
pub async fn save(tx: &mut Tx<'_>, profile: &FirmProfile, at: &str) -> Result<(), StoreError> {
    let firm = &profile.firm;
    let address =
        serde_json::to_string(&firm.address).map_err(|cause| StoreError::bad_row(TABLE, cause))?;
    sqlx::query(
        "INSERT INTO firm (id, name, legal_form, state_of_formation, registration_no, address,
                           phone, email, currency, page_size, signer_name, signer_title,
                           governing_state, venue, logo_sha256, saved_at)
         VALUES (1, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, NULL, $14)
         ON CONFLICT (id) DO UPDATE SET
           name = excluded.name, legal_form = excluded.legal_form,
           state_of_formation = excluded.state_of_formation,
           registration_no = excluded.registration_no, address = excluded.address,
           phone = excluded.phone, email = excluded.email, currency = excluded.currency,
           page_size = excluded.page_size, signer_name = excluded.signer_name,
           signer_title = excluded.signer_title, governing_state = excluded.governing_state,
           venue = excluded.venue, saved_at = excluded.saved_at",
    )
    .bind(firm.name.as_str())
    .bind(firm.legal_form.as_str())
    .bind(firm.state_of_formation.as_str())
    .bind(firm.registration_no.as_str())
    .bind(address)
    .bind(firm.phone.as_ref().map_or("", Phone::as_str))
    .bind(firm.email.as_ref().map_or("", Email::as_str))
    .bind(firm.currency.code())
    .bind(page_size_word(firm.page_size))
    .bind(firm.signer_name.as_str())
    .bind(firm.signer_title.as_str())
    .bind(profile.governing_state.as_str())
    .bind(profile.venue.as_str())
    .bind(at)
    .execute(tx.connection())
    .await?;
    Ok(())
}

/// Names the logo in the papers, or none. False if there is no profile yet.
///
/// # Errors
/// Of the storage.
pub async fn set_logo(tx: &mut Tx<'_>, sha256: Option<&str>, at: &str) -> Result<bool, StoreError> {
    let done = sqlx::query("UPDATE firm SET logo_sha256 = $1, saved_at = $2 WHERE id = 1")
        .bind(sha256)
        .bind(at)
        .execute(tx.connection())
        .await?;
    Ok(done.rows_affected() > 0)
}
