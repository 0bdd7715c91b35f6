//! The sample firm: a believable portfolio, made by the same commands a user would call, on a clock
//! that walks through the past eight months.

mod business;
mod portfolio;

use std::sync::{Arc, Mutex};

use chrono::{DateTime, Duration, Utc};
use chrono_tz::Tz;
use serde_json::{Value, json};

use crate::desk::{Desk, lock};
use crate::dispatch::dispatch;
use crate::error::AppError;
use crate::ports::{Clock, Ports};
use portfolio::{CLIENTS, SampleClient, SampleNote, Signer};

/// The computer's clock, some time ago.
struct StoryClock {
    real: Arc<dyn Clock>,
    ago: Mutex<Duration>,
}

impl Clock for StoryClock {
    fn utc(&self) -> DateTime<Utc> {
        self.real.utc() - *lock(&self.ago)
    }

    fn zone(&self) -> Tz {
        self.real.zone()
    }
}

/// A desk in the past, for filling the sample's vault.
pub(crate) struct Storyteller {
    /// Opens the new vault and is closed at the end of the story.
    pub(crate) desk: Desk,
    clock: Arc<StoryClock>,
    calls: Mutex<u32>,
}

impl Storyteller {
    /// Beside the real desk, with its ports but not its time.
    pub(crate) fn beside(desk: &Desk) -> Self {
        let clock = Arc::new(StoryClock { real: desk.ports.clock.clone(), ago: Mutex::default() });
        let ports = Ports { clock: clock.clone(), ..desk.ports.clone() };
        Self { desk: Desk::new(ports, desk.places.clone()), clock, calls: Mutex::default() }
    }

    async fn call(&self, name: &str, input: Value) -> Result<Value, AppError> {
        let number = {
            let mut calls = lock(&self.calls);
            *calls += 1;
            *calls
        };
        dispatch(&self.desk, name, Some(&format!("sample-{number:05}")), input).await
    }

    /// Goes to so many days before today; the hour of day stays the computer's.
    fn days_ago(&self, days: i64) {
        *lock(&self.clock.ago) = Duration::days(days);
    }

    /// The day of the story, in the firm's time zone.
    fn today(&self) -> chrono::NaiveDate {
        self.clock.utc().with_timezone(&self.clock.zone()).date_naive()
    }

    /// Tells the whole story.
    ///
    /// # Errors
    /// The first command that does not succeed.
    pub(crate) async fn tell(&self) -> Result<(), AppError> {
        self.days_ago(portfolio::DAYS);
        self.call("save_firm", portfolio::firm()).await?;
        self.call("save_terms", portfolio::house_terms()).await?;
        let mut clients = Vec::with_capacity(CLIENTS.len());
        for client in CLIENTS {
            self.days_ago(client.days_ago);
            clients.push(self.client(client).await?);
        }
        business::tell(self, &clients).await?;
        self.days_ago(0);
        Ok(())
    }

    /// The id of the client.
    async fn client(&self, client: &SampleClient) -> Result<Value, AppError> {
        let saved = self.call("create_client", client.form()).await?;
        let id = saved["client_id"].clone();
        self.call("set_bank_account", client.bank(&id)).await?;
        let mut contacts = Vec::new();
        for contact in client.contacts {
            let kept = self.call("save_contact", contact.form(&id)).await?;
            contacts.push(kept["contact_id"].clone());
        }
        self.call("save_terms", client.terms(&id)).await?;
        let frozen = self
            .call("freeze_contract", json!({ "client_id": id, "answers": client.answers() }))
            .await?;
        if client.is_signed {
            self.disclose(client, &id, &frozen).await?;
            self.sign(client, &frozen, &[client.signs(), portfolio::FIRM_SIGNS]).await?;
        }
        for note in client.notes {
            self.note(note, &id, &contacts).await?;
        }
        if let Some(values) = client.next_terms() {
            self.days_ago(1);
            let next = json!({
                "client_id": id, "values": values, "fees": null, "effective_on": "eom",
                "face": "10,000"
            });
            self.call("save_terms", next).await?;
        }
        Ok(id)
    }

    /// Where a law wants the offer disclosed, the client signs that it was, before the firm signs.
    async fn disclose(
        &self,
        client: &SampleClient,
        id: &Value,
        agreement: &Value,
    ) -> Result<(), AppError> {
        let wording = &agreement["disclosure_beside"]["wording_id"];
        if wording.is_null() {
            return Ok(());
        }
        let drawn_up = json!({ "client_id": id, "wording_id": wording, "answers": {} });
        let disclosure = self.call("freeze_contract", drawn_up).await?;
        self.sign(client, &disclosure, &[client.signs()]).await
    }

    async fn sign(
        &self,
        client: &SampleClient,
        page: &Value,
        signers: &[Signer],
    ) -> Result<(), AppError> {
        for Signer { party, name, title } in signers {
            let signing = json!({
                "contract_id": page["contract"]["id"], "party": party, "name": name,
                "title": title, "place": client.city, "identity": "Known to the firm",
                "method": { "kind": "typed", "text": name }, "has_consented": true
            });
            self.call("sign_contract", signing).await?;
        }
        Ok(())
    }

    async fn note(
        &self,
        note: &SampleNote,
        client: &Value,
        contacts: &[Value],
    ) -> Result<(), AppError> {
        self.days_ago(note.days_ago);
        self.call("save_note", note.form(client, contacts)).await?;
        Ok(())
    }
}
