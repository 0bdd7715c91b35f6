//! Bought invoices for tests: whatever client, debtor, day and discount a case asks for.
//!
//! Every entry comes from a constructor of the domain and goes in through `book::post_all`.

use std::collections::BTreeMap;
use std::path::Path;

use factor_domain::invoice::EarlyPayment;
use factor_domain::ledger::events::{Disbursement, InvoiceKey, Occasion, Purchase};
use factor_domain::{
    BankAccountId, Cause, ClientId, Currency, Day, DebtorGroupId, DebtorId, EarlyPaymentDiscount,
    Entry, Line, Money, Name, Rate, Refusal, Terms, TermsVersionId,
};
use factor_store::invoice::{self, InvoiceForm, Risk};
use factor_store::terms_version::{self, TermsState};
use factor_store::{Passphrase, Tx, Unlock, Vault, debtor, receipt};

use crate::books::{AT, debtor_of, post, said};

/// An invoice that a test wants bought and funded.
#[derive(Clone, Debug)]
pub struct Bought {
    /// Who sells it; the client has terms that are signed, or printed for signing.
    pub client: i64,
    /// Who owes it; debtors of one name are one.
    pub debtor: String,
    /// The debtor's group; may be empty.
    pub group: String,
    /// As the client numbers it.
    pub number: String,
    /// Its face in cents of a dollar.
    pub face_minor: i64,
    /// The date of the invoice.
    pub invoiced_on: String,
    /// The day it is bought and funded.
    pub bought_on: String,
    /// The day it is due.
    pub due_on: String,
    /// Percent and days of its early-payment discount.
    pub discount: Option<(String, u16)>,
}

/// What the records of a test are called.
#[derive(Clone, Debug, Default)]
pub struct Stocked {
    /// The firm's bank account.
    pub bank: i64,
    /// Debtors by name.
    pub debtors: BTreeMap<String, i64>,
    /// Invoices by number.
    pub invoices: BTreeMap<String, i64>,
}

/// Buys invoices in the closed vault in this folder, into a bank account of the firm.
///
/// # Errors
/// What went wrong, in words for a test.
pub async fn buy(folder: &Path, passphrase: &str, wanted: &[Bought]) -> Result<Stocked, String> {
    let passphrase = Passphrase::new(passphrase).map_err(said)?;
    let vault = Vault::open(folder, Unlock::Passphrase(&passphrase)).await.map_err(said)?;
    let mut tx = vault.ledger().begin_write().await.map_err(said)?;
    let stocked = write(&mut tx, wanted).await?;
    tx.commit().await.map_err(said)?;
    vault.close().await.map_err(said)?;
    Ok(stocked)
}

async fn write(tx: &mut Tx<'_>, wanted: &[Bought]) -> Result<Stocked, String> {
    let mut wanted = wanted.to_vec();
    // Booking never goes back in time.
    wanted.sort_by(|a, b| a.bought_on.cmp(&b.bought_on));
    let bank = Name::new("name", "Operating account").map_err(said)?;
    let bank = receipt::insert_bank_account(tx, &bank, Currency::USD, None, AT).await;
    let bank = bank.map_err(said)?;
    let mut stocked = Stocked { bank: bank.get(), ..Stocked::default() };
    let mut groups = BTreeMap::new();
    for one in &wanted {
        let group = group_of(tx, &one.group, &mut groups).await?;
        let debtor = match stocked.debtors.get(&one.debtor) {
            Some(id) => DebtorId::new(*id),
            None => {
                let debtor = debtor_of(&one.debtor, group)?;
                debtor::insert(tx, &debtor, AT).await.map_err(said)?
            }
        };
        stocked.debtors.insert(one.debtor.clone(), debtor.get());
        let id = one.write(tx, debtor, bank).await?;
        stocked.invoices.insert(one.number.clone(), id);
    }
    Ok(stocked)
}

async fn group_of(
    tx: &mut Tx<'_>,
    name: &str,
    known: &mut BTreeMap<String, DebtorGroupId>,
) -> Result<Option<DebtorGroupId>, String> {
    if name.is_empty() {
        return Ok(None);
    }
    if let Some(id) = known.get(name) {
        return Ok(Some(*id));
    }
    let group = Name::new("name", name).map_err(said)?;
    let id = debtor::insert_group(tx, &group, None, AT).await.map_err(said)?;
    known.insert(name.to_owned(), id);
    Ok(Some(id))
}

/// The terms of a client, signed or printed.
async fn terms_of(tx: &mut Tx<'_>, client: ClientId) -> Result<(TermsVersionId, Terms), String> {
    let versions = terms_version::of_client(tx, client).await.map_err(said)?;
    let found = versions.into_iter().find_map(|version| match version.state {
        TermsState::Signed { terms, .. } | TermsState::Frozen { terms, .. } => {
            Some((version.id, terms))
        }
        TermsState::Draft => None,
    });
    found.ok_or_else(|| format!("client {client} has no terms"))
}

impl Bought {
    async fn write(
        &self,
        tx: &mut Tx<'_>,
        debtor: DebtorId,
        bank: BankAccountId,
    ) -> Result<i64, String> {
        let client = ClientId::new(self.client);
        let (version, terms) = terms_of(tx, client).await?;
        let zero = Money::zero(Currency::USD);
        let form = InvoiceForm {
            client,
            debtor,
            schedule: None,
            number: Line::new("number", &self.number).map_err(said)?,
            face: Money::new(self.face_minor, Currency::USD).map_err(said)?,
            tax: zero,
            retainage: zero,
            discount: zero,
            invoiced_on: Day::from_iso(&self.invoiced_on).map_err(said)?,
            due_on: Day::from_iso(&self.due_on).map_err(said)?,
            risk: Risk::Client,
        };
        let bought_on = Day::from_iso(&self.bought_on).map_err(said)?;
        let invoice = invoice::insert(tx, &form, AT).await.map_err(said)?;
        let purchase = invoice::Purchase {
            purchased_on: bought_on,
            terms_version: version,
            funded_on: Some(bought_on),
            recourse_on: None,
            late_on: None,
        };
        invoice::purchase(tx, invoice, &purchase, AT).await.map_err(said)?;
        if let Some((rate, days)) = &self.discount {
            let rate = Rate::parse(rate).map_err(said)?;
            let discount = EarlyPaymentDiscount { rate, days: *days, grace_days: 0 };
            let early = EarlyPayment { discount, discountable: form.face };
            invoice::set_early_payment(tx, invoice, &early, AT).await.map_err(said)?;
        }
        let on = Occasion {
            cause: Cause::Invoice(invoice),
            client: Some(client),
            event_on: bought_on,
            value_on: bought_on,
            terms_version: Some(version),
        };
        let of = InvoiceKey { invoice, debtor };
        let entries = purchase_entries(&terms, of, form.face, bank, &on).map_err(said)?;
        post(tx, &entries, bought_on).await?;
        Ok(invoice.get())
    }
}

fn purchase_entries(
    terms: &Terms,
    of: InvoiceKey,
    face: Money,
    bank: BankAccountId,
    on: &Occasion,
) -> Result<Vec<Entry>, Refusal> {
    let advance = terms.advance_worked(face)?;
    let amount = advance.value;
    Ok(vec![Purchase { of, face, advance }.entry(on)?, Disbursement { bank, amount }.entry(on)?])
}
