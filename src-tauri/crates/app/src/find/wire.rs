//! Finding records from the palette.

#![expect(missing_docs, reason = "a field of a form says with its name what it is")]

use factor_domain::ids::{
    ClientId, ContractId, DebtorId, InvoiceId, LetterId, ReceiptId, ReleaseRunId, ScheduleId,
};
use factor_domain::note::NoteSubject;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Words to look for.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct FindQuery {
    pub text: String,
    /// At most 50.
    pub limit: u32,
}

/// Where a hit leads.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Target {
    Today,
    Client { client_id: ClientId },
    Contract { contract_id: ContractId },
    Debtor { debtor_id: DebtorId },
    Invoice { invoice_id: InvoiceId },
    Schedule { schedule_id: ScheduleId },
    Receipt { receipt_id: ReceiptId },
    ReleaseRun { run_id: ReleaseRunId },
    Letter { letter_id: LetterId },
}

impl From<NoteSubject> for Target {
    fn from(subject: NoteSubject) -> Target {
        match subject {
            NoteSubject::Client(client_id) => Target::Client { client_id },
            NoteSubject::Debtor(debtor_id) => Target::Debtor { debtor_id },
            NoteSubject::Invoice(invoice_id) => Target::Invoice { invoice_id },
            NoteSubject::Schedule(schedule_id) => Target::Schedule { schedule_id },
            NoteSubject::Contract(contract_id) => Target::Contract { contract_id },
            NoteSubject::Receipt(receipt_id) => Target::Receipt { receipt_id },
        }
    }
}

/// One hit.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct Found {
    pub target: Target,
    pub title: String,
    pub detail: String,
}

/// The hits, best first.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct FoundRows {
    pub rows: Vec<Found>,
}
