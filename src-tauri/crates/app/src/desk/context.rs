//! What a use-case gets in its hands: a reading of the vault, or a change of it.

use factor_domain::{Act, Person, PersonId};
use factor_store::log::{self, LogWriter, NewLogEntry};
use factor_store::request;
use factor_store::{Ledger, Papers, Purpose, SecretKey, Tx, Vault, VaultId};
use serde::Serialize;
use serde_json::Value;

use crate::desk::Desk;
use crate::error::AppError;
use crate::now::Now;
use crate::people;

/// Reads see one moment and change nothing.
pub struct Reading<'a> {
    /// The host's ports and the desk's own state.
    pub desk: &'a Desk,
    /// The firm's records.
    pub ledger: &'a Ledger,
    /// Attachments and PDFs by SHA-256.
    pub papers: &'a Papers,
    /// The clock, read once.
    pub now: Now,
    pub(super) person_id: PersonId,
}

/// One transaction. It is committed after the use-case answered, together with its log entries and
/// the answer to its request id; a refusal or a failure leaves nothing behind.
pub struct Change<'a> {
    /// The host's ports and the desk's own state.
    pub desk: &'a Desk,
    /// The writer's transaction.
    pub tx: Tx<'a>,
    /// Attachments and PDFs: written at once and durably, before the row that names them.
    pub papers: &'a Papers,
    /// The clock, read once.
    pub now: Now,
    pub(super) vault: &'a Vault,
    pub(super) person: Person,
    pub(super) command: &'static str,
    pub(super) request_id: Option<String>,
    pub(super) repeated: Option<Value>,
    pub(super) log: Vec<NewLogEntry>,
}

impl Reading<'_> {
    /// Who is at the desk.
    ///
    /// # Errors
    /// Only if the vault cannot be read.
    pub async fn person(&self) -> Result<Person, AppError> {
        let mut read = self.ledger.read().await?;
        people::load(&mut read, self.person_id).await
    }
}

impl Change<'_> {
    /// Who is at the desk.
    #[must_use]
    pub const fn person(&self) -> &Person {
        &self.person
    }

    /// Which vault this is, for what the keychain keeps of it.
    pub(crate) fn vault_id(&self) -> VaultId {
        self.vault.id()
    }

    /// The subkey under which the firm's signing key is kept.
    ///
    /// # Errors
    /// Only of a vault that is closed.
    pub async fn signing_subkey(&self) -> Result<SecretKey, AppError> {
        Ok(self.vault.subkey(Purpose::SigningKey).await?)
    }

    /// Who is at the desk, if trusted with this act.
    ///
    /// # Errors
    /// A refusal that says who may.
    pub fn require(&self, act: Act) -> Result<Person, AppError> {
        people::require(&self.person, act)?;
        Ok(self.person.clone())
    }

    /// Who is at the desk, if trusted with this act and, where it takes two and the firm has two
    /// who may, not the one who prepared it.
    ///
    /// # Errors
    /// A refusal that says who may.
    pub async fn require_second(
        &mut self,
        act: Act,
        prepared_by: Option<PersonId>,
    ) -> Result<Person, AppError> {
        let person = self.require(act)?;
        people::require_second(&mut self.tx, &person, act, prepared_by).await?;
        Ok(person)
    }

    /// Notes an act for the log: `what` such as "client.created", `subject` such as "client/12",
    /// and what changed. Bank numbers and tax ids stay out of it.
    ///
    /// # Errors
    /// Only if `detail` cannot be written as JSON.
    pub fn record(
        &mut self,
        what: &str,
        subject: String,
        detail: &impl Serialize,
    ) -> Result<(), AppError> {
        let detail = serde_json::to_string(detail).map_err(|cause| AppError::failed(&cause))?;
        self.log.push(NewLogEntry { what: what.to_owned(), subject, detail });
        Ok(())
    }

    /// The answer given to the same request before, if there was one.
    pub(crate) fn repeated_answer(&mut self) -> Option<Value> {
        self.repeated.take()
    }

    /// Makes everything durable at once.
    pub(crate) async fn commit(mut self, answer: &Value) -> Result<(), AppError> {
        let at = self.now.stamp();
        let person = format!("{} ({})", self.person.name, self.person.id);
        let by = LogWriter { person: &person, app: env!("CARGO_PKG_VERSION") };
        for entry in &self.log {
            log::append(&mut self.tx, &at, entry, by).await?;
        }
        if let Some(id) = &self.request_id {
            request::remember(&mut self.tx, id, self.command, &answer.to_string(), &at).await?;
        }
        self.tx.commit().await?;
        Ok(())
    }
}
