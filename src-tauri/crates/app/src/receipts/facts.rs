//! Everything a posting is worked out from, read in one moment.

use std::collections::{BTreeMap, BTreeSet};

use factor_domain::ids::{ClientId, DebtorId, InvoiceId};
use factor_domain::ledger::events::FromDebtor;
use factor_domain::{Account, Cause, Day, Money, Person, Terms};
use factor_store::book::{self, Names, NamesAsked};
use factor_store::receipt::{self, Intake, Receipt, ReceiptState, ValueDay};
use factor_store::{Connection, StoreError, invoice};

use crate::books::out_of_range;
use crate::error::AppError;
use crate::life::Lives;
use crate::now::Now;
use crate::people;
use crate::receipts::wire::AllocationTyped;
use crate::terms::Versions;

/// What is known of a client that a receipt concerns.
pub(super) struct ClientFacts {
    /// The signed terms of today, if there are any.
    pub(super) terms: Option<Terms>,
    /// What it owes outright, in the currency of the receipt.
    pub(super) owed: Money,
}

/// Everything a posting is worked out from.
pub(super) struct Facts {
    pub(super) today: Day,
    pub(super) person: Person,
    pub(super) receipt: Receipt,
    pub(super) intake: Intake,
    /// Of a posted receipt: what is for nothing yet, by debtor.
    pub(super) rests: Vec<FromDebtor>,
    pub(super) lives: Lives,
    pub(super) clients: BTreeMap<ClientId, ClientFacts>,
    /// The one client whose invoices the payer owes, if it is one.
    pub(super) sole_client: Option<ClientId>,
    pub(super) names: Names,
}

impl Facts {
    /// Reads them.
    ///
    /// # Errors
    /// A receipt that is not there or was taken back; of the storage.
    pub(super) async fn load(
        connection: &mut Connection,
        now: Now,
        typed: &AllocationTyped,
    ) -> Result<Facts, AppError> {
        let (receipt, intake) = load_receipt(connection, typed.receipt_id).await?;
        match receipt.state {
            ReceiptState::Draft | ReceiptState::Booked => {}
            ReceiptState::Returned => {
                return Err(AppError::refused(
                    "The bank took this payment back. There is nothing left to share out.",
                ));
            }
            ReceiptState::Reversed => {
                return Err(AppError::refused(
                    "This receipt was taken out of the books. Work with its corrected copy.",
                ));
            }
        }
        let of_lines = typed.lines.iter().map(|line| line.invoice_id);
        let of_charges = typed.late_charges.iter().map(|charge| charge.invoice_id);
        let ids: Vec<InvoiceId> = of_lines.chain(of_charges).collect();
        let lives = Lives::load(connection, &ids).await?;
        let rests = rests(connection, &receipt).await?;
        let given = typed.give_backs.iter().filter_map(|one| one.client_id);
        let clients: BTreeSet<ClientId> =
            lives.iter().map(|life| life.record.form.client).chain(given).collect();
        let currency = receipt.receipt.amount.currency();
        let mut known = BTreeMap::new();
        for client in &clients {
            let facts = client_facts(connection, *client, now.day(), Money::zero(currency)).await?;
            known.insert(*client, facts);
        }
        let sole_client = match receipt.receipt.debtor {
            Some(debtor) => match invoice::clients_of_payer(connection, debtor).await?.as_slice() {
                [one] => Some(*one),
                _ => None,
            },
            None => None,
        };
        let debtors = lives.iter().map(|life| life.record.form.debtor);
        let asked = NamesAsked {
            clients: clients.into_iter().chain(sole_client).collect(),
            debtors: debtors.chain(receipt.receipt.debtor).collect(),
            invoices: ids,
            banks: vec![receipt.receipt.bank],
        };
        let names = book::names(connection, &asked).await?;
        let person = people::at_the_desk(connection).await?;
        Ok(Facts {
            today: now.day(),
            person,
            receipt,
            intake,
            rests,
            lives,
            clients: known,
            sole_client,
            names,
        })
    }

    /// What there is to share out.
    ///
    /// # Errors
    /// A sum beyond the range of amounts.
    pub(super) fn amount(&self) -> Result<Money, AppError> {
        let amount = self.receipt.receipt.amount;
        match self.receipt.state {
            ReceiptState::Draft => Ok(amount),
            ReceiptState::Booked | ReceiptState::Returned | ReceiptState::Reversed => {
                let zero = Money::zero(amount.currency());
                let sum = self.rests.iter().try_fold(zero, |sum, rest| sum.plus(rest.amount));
                sum.map_err(out_of_range)
            }
        }
    }

    /// A debtor as it is called.
    pub(super) fn debtor_name(&self, id: DebtorId) -> String {
        let known = self.names.debtors.get(&id);
        known.map_or_else(|| format!("Debtor {id}"), |debtor| debtor.name.clone())
    }
}

/// A receipt with what is kept beside it.
///
/// # Errors
/// If it is not there; of the storage.
pub(super) async fn load_receipt(
    connection: &mut Connection,
    id: factor_domain::ReceiptId,
) -> Result<(Receipt, Intake), AppError> {
    let receipt = match receipt::load(connection, id).await {
        Err(StoreError::NotFound) => return Err(AppError::not_found("receipt")),
        other => other?,
    };
    let intake = receipt::intake(connection, id).await?.unwrap_or_else(|| Intake {
        payer: String::new(),
        remittance: String::new(),
        value: ValueDay::Typed,
        allocation: "{}".to_owned(),
        posted: "{}".to_owned(),
        rest_minor: 0,
        park_reason: String::new(),
        end_reason: String::new(),
        corrected_by: None,
        person: (factor_domain::PersonId::new(0), String::new()),
        saved_at: String::new(),
    });
    Ok((receipt, intake))
}

/// What a posted receipt has left unapplied, by debtor.
pub(super) async fn rests(
    connection: &mut Connection,
    receipt: &Receipt,
) -> Result<Vec<FromDebtor>, AppError> {
    if receipt.state == ReceiptState::Draft {
        return Ok(Vec::new());
    }
    let entries = book::entries_of_cause(connection, Cause::Receipt(receipt.id)).await?;
    let zero = Money::zero(receipt.receipt.amount.currency());
    let mut rests: BTreeMap<DebtorId, Money> = BTreeMap::new();
    let postings = entries.iter().flat_map(|booked| &booked.entry.postings);
    for posting in postings.filter(|posting| posting.account == Account::UnappliedCash) {
        let Some(debtor) = posting.debtor else { continue };
        let rest = rests.entry(debtor).or_insert(zero);
        *rest = rest.minus(posting.amount).map_err(out_of_range)?;
    }
    let standing = rests.into_iter().filter(|(_, amount)| amount.is_positive());
    Ok(standing.map(|(debtor, amount)| FromDebtor { debtor, amount }).collect())
}

async fn client_facts(
    connection: &mut Connection,
    client: ClientId,
    today: Day,
    zero: Money,
) -> Result<ClientFacts, AppError> {
    let versions = Versions::load(connection, client).await?;
    let terms = versions.in_force(today).map(|(_, terms, _)| terms.clone());
    let balances = book::balances_of(connection, client).await?;
    let owed = balances
        .iter()
        .filter(|one| one.account == Account::ClientCharges)
        .filter(|one| one.balance.currency() == zero.currency())
        .try_fold(zero, |sum, one| sum.plus(one.balance))
        .map_err(out_of_range)?;
    Ok(ClientFacts { terms, owed })
}
