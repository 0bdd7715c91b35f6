//! A small believable history in the books, for tests and specs: no screen buys invoices yet.
//!
//! Every entry comes from a constructor of the domain and goes in through `book::post`.

use std::path::Path;

use factor_domain::ledger::events::{
    Application, Disbursement, FeeFromReserve, FromDebtor, Income, InvoiceKey, Occasion, Purchase,
    Receipt, ReserveRelease,
};
use factor_domain::{
    Address, BankAccountId, Cause, ClientId, Currency, Day, DebtorGroupId, DebtorId, Entry,
    EntryNumber, InvoiceId, Line, Money, Name, ReceiptId, Refusal, Terms, TermsVersionId,
};
use factor_store::book::{self, NewEntry, Reversal};
use factor_store::client::{self, ClientFilter, ListOrder, ListPage};
use factor_store::debtor::{self, Debtor, DebtorStatus};
use factor_store::invoice::{self, Closing, Ending, InvoiceForm, Risk};
use factor_store::receipt::{self, NewReceipt, ReceiptMethod};
use factor_store::terms_version::{self, TermsState};
use factor_store::{Passphrase, Tx, Unlock, Vault};

/// Who booked all of it.
pub const USER: &str = "Ruth Adeyemi";
/// Invoices of each client.
const INVOICES: i64 = 9;
/// When the records behind it were entered.
pub(crate) const AT: &str = "2026-01-02T15:00:00.000Z";
/// Two of them are one group.
const DEBTORS: [(&str, bool); 5] = [
    ("Tarn Valley Grocers", false),
    ("Pell Harbor Foods", true),
    ("Pell Harbor Catering", true),
    ("Corvane Pharma", false),
    ("Wexcombe Hotels", false),
];

/// Fills the closed vault in this folder: for each client with signed terms nine invoices bought
/// over the last months, the older ones paid, charged and released, one payment returned.
/// Gives the number of entries.
///
/// # Errors
/// What went wrong, in words for a test.
pub async fn fill(folder: &Path, passphrase: &str, today: &str) -> Result<usize, String> {
    let today = Day::from_iso(today).map_err(|cause| cause.to_string())?;
    let passphrase = Passphrase::new(passphrase).map_err(|cause| cause.to_string())?;
    let opened = Vault::open(folder, Unlock::Passphrase(&passphrase)).await;
    let vault = opened.map_err(|cause| cause.to_string())?;
    let mut tx = vault.ledger().begin_write().await.map_err(|cause| cause.to_string())?;
    let entries = write(&mut tx, today).await?;
    tx.commit().await.map_err(|cause| cause.to_string())?;
    vault.close().await.map_err(|cause| cause.to_string())?;
    Ok(entries)
}

/// Something that happens on a day.
struct Step {
    on: Day,
    bought_on: Day,
    what: What,
    invoice: InvoiceId,
    of: InvoiceForm,
    version: TermsVersionId,
    terms: Terms,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum What {
    Bought,
    Paid,
    /// Received and applied; the bank takes it back a week later.
    Bounced,
}

/// Any failure in words, for a test to show.
pub(crate) fn said(cause: impl std::fmt::Display) -> String {
    cause.to_string()
}

async fn write(tx: &mut Tx<'_>, today: Day) -> Result<usize, String> {
    let group = Name::new("name", "Pell Harbor group").map_err(said)?;
    let group = debtor::insert_group(tx, &group, None, AT).await.map_err(said)?;
    let mut debtors = Vec::new();
    for (name, is_grouped) in DEBTORS {
        let debtor = debtor_of(name, is_grouped.then_some(group))?;
        debtors.push(debtor::insert(tx, &debtor, AT).await.map_err(said)?);
    }
    let bank = Name::new("name", "Operating account").map_err(said)?;
    let bank = receipt::insert_bank_account(tx, &bank, Currency::USD, None, AT).await;
    let bank = bank.map_err(said)?;
    let mut steps = steps(tx, today, &debtors).await?;
    steps.sort_by_key(|step| (step.on, step.invoice));
    let mut count = 0;
    for step in &steps {
        count += step.write(tx, bank).await?;
    }
    Ok(count)
}

pub(crate) fn debtor_of(name: &str, group: Option<DebtorGroupId>) -> Result<Debtor, String> {
    Ok(Debtor {
        name: Name::new("name", name).map_err(said)?,
        group,
        address: Address::default(),
        country: "US".to_owned(),
        phone: None,
        email: None,
        limit: None,
        limit_until: None,
        discount: None,
        limit_review_on: None,
        is_government: false,
        is_insolvent: false,
        status: DebtorStatus::Approved,
    })
}

/// Whoever has signed terms, with those terms, in the order of the names.
pub(crate) async fn signed(
    tx: &mut Tx<'_>,
    today: Day,
) -> Result<Vec<(ClientId, TermsVersionId, Terms)>, String> {
    let page = ListPage {
        text: "",
        filter: ClientFilter::Current,
        order: ListOrder::Name,
        is_descending: false,
        offset: 0,
        limit: 200,
        today,
    };
    let (clients, _) = client::list(tx, &page).await.map_err(said)?;
    let mut found = Vec::new();
    for client in clients {
        let versions = terms_version::of_client(tx, client.id).await.map_err(said)?;
        let signed = versions.into_iter().find_map(|version| match version.state {
            TermsState::Signed { terms, .. } => Some((client.id, version.id, terms)),
            TermsState::Draft | TermsState::Frozen { .. } => None,
        });
        found.extend(signed);
    }
    Ok(found)
}

async fn steps(tx: &mut Tx<'_>, today: Day, debtors: &[DebtorId]) -> Result<Vec<Step>, String> {
    let mut steps = Vec::new();
    for (place, (client, version, terms)) in (0_i64..).zip(signed(tx, today).await?) {
        for index in 0..INVOICES {
            let day = |before: i64| today.plus_days(-before).map_err(said);
            let age = 8 + 13 * index + place % 3;
            let debtor = debtors[usize::try_from(index + place).unwrap_or(0) % debtors.len()];
            let minor = 500_000 + (index * 173_150 + place * 91_325) % 1_400_000;
            let number = format!("{}-{}", 20_100 + place * 100 + index, 7 * index + 11);
            let zero = Money::zero(Currency::USD);
            let of = InvoiceForm {
                client,
                debtor,
                schedule: None,
                number: Line::new("number", &number).map_err(said)?,
                face: Money::new(minor, Currency::USD).map_err(said)?,
                tax: zero,
                retainage: zero,
                discount: zero,
                invoiced_on: day(age + 2)?,
                due_on: day(age - 28)?,
                risk: Risk::Client,
            };
            let invoice = invoice::insert(tx, &of, AT).await.map_err(said)?;
            let bought_on = day(age)?;
            let step = |on, what| {
                let (of, terms) = (of.clone(), terms.clone());
                Step { on, bought_on, what, invoice, of, version, terms }
            };
            steps.push(step(bought_on, What::Bought));
            match index {
                0..=2 | 8 => {}
                3 => steps.push(step(day(age - 33)?, What::Bounced)),
                _ => steps.push(step(day(age - 26 - 4 * (index % 3))?, What::Paid)),
            }
        }
    }
    Ok(steps)
}

impl Step {
    async fn write(&self, tx: &mut Tx<'_>, bank: BankAccountId) -> Result<usize, String> {
        match self.what {
            What::Bought => {
                let purchase = invoice::Purchase {
                    purchased_on: self.on,
                    terms_version: self.version,
                    funded_on: Some(self.on),
                    recourse_on: None,
                    late_on: None,
                };
                invoice::purchase(tx, self.invoice, &purchase, AT).await.map_err(said)?;
                let entries = self.purchase(bank).map_err(said)?;
                Ok(post(tx, &entries, self.on).await?.len())
            }
            What::Paid | What::Bounced => {
                let receipt = self.receipt(bank)?;
                let receipt = receipt::insert(tx, &receipt, AT).await.map_err(said)?;
                let entries = self.payment(bank, receipt).map_err(said)?;
                let numbers = post(tx, &entries, self.on).await?;
                if self.what == What::Bounced {
                    receipt::mark_returned(tx, receipt, AT).await.map_err(said)?;
                    return Ok(numbers.len() + self.take_back(tx, &numbers).await?);
                }
                let closing = Closing { closed_on: self.on, entry: numbers[numbers.len() - 1] };
                let closed = invoice::close(tx, self.invoice, Ending::Paid, closing, AT).await;
                closed.map_err(said)?;
                Ok(numbers.len())
            }
        }
    }

    fn receipt(&self, bank: BankAccountId) -> Result<NewReceipt, String> {
        Ok(NewReceipt {
            bank,
            client: Some(self.of.client),
            debtor: Some(self.of.debtor),
            amount: self.of.face,
            received_on: self.on,
            value_on: self.on,
            method: ReceiptMethod::Ach,
            reference: Line::new("reference", self.of.number.as_str()).map_err(said)?,
        })
    }

    fn key(&self) -> InvoiceKey {
        InvoiceKey { invoice: self.invoice, debtor: self.of.debtor }
    }

    fn occasion(&self, cause: Cause) -> Occasion {
        Occasion {
            cause,
            client: Some(self.of.client),
            event_on: self.on,
            value_on: self.on,
            terms_version: Some(self.version),
        }
    }

    fn purchase(&self, bank: BankAccountId) -> Result<Vec<Entry>, Refusal> {
        let on = self.occasion(Cause::Invoice(self.invoice));
        let advance = self.terms.advance_worked(self.of.face)?;
        let amount = advance.value;
        Ok(vec![
            Purchase { of: self.key(), face: self.of.face, advance }.entry(&on)?,
            Disbursement { bank, amount }.entry(&on)?,
        ])
    }

    fn payment(&self, bank: BankAccountId, receipt: ReceiptId) -> Result<Vec<Entry>, Refusal> {
        let on = self.occasion(Cause::Receipt(receipt));
        let (of, amount) = (self.key(), self.of.face);
        let parts = vec![FromDebtor { debtor: self.of.debtor, amount }];
        let mut entries =
            vec![Receipt { bank, parts }.entry(&on)?, Application { of, amount }.entry(&on)?];
        if self.what == What::Paid {
            let advance = self.terms.advance(amount)?;
            let days = u32::try_from(self.bought_on.days_until(self.on)).unwrap_or(0);
            let fee = self.terms.fee(amount, advance, days)?;
            let left = amount.minus(advance)?.minus(fee.value)?;
            entries.push(FeeFromReserve { of, income: Income::Fee, fee }.entry(&on)?);
            entries.push(ReserveRelease { of, amount: left, working: None }.entry(&on)?);
        }
        Ok(entries)
    }

    /// The bank returned the money on the same day; the mirrors are booked in reverse order.
    async fn take_back(&self, tx: &mut Tx<'_>, numbers: &[EntryNumber]) -> Result<usize, String> {
        let at = booked_at(self.on);
        let reversal = Reversal {
            event_on: self.on,
            value_on: self.on,
            booked_on: self.on,
            booked_at: &at,
            user: USER,
        };
        for &number in numbers.iter().rev() {
            book::reverse(tx, number, &reversal).await.map_err(|cause| cause.to_string())?;
        }
        Ok(numbers.len())
    }
}

pub(crate) async fn post(
    tx: &mut Tx<'_>,
    entries: &[Entry],
    on: Day,
) -> Result<Vec<EntryNumber>, String> {
    let at = booked_at(on);
    let new: Vec<NewEntry<'_>> = entries
        .iter()
        .map(|entry| NewEntry { entry, booked_on: on, booked_at: &at, user: USER })
        .collect();
    book::post_all(tx, &new).await.map_err(|cause| cause.to_string())
}

fn booked_at(on: Day) -> String {
    format!("{on}T15:04:00.000Z")
}
