//! A small believable history in the books, for tests and specs: no screen buys invoices yet.
//!
//! Every entry comes from a constructor of the domain and goes in through `book::post`.

use std::path::Path;

use factor_domain::ledger::events::{
    Application, Disbursement, FeeFromReserve, FromDebtor, Income, InvoiceKey, Occasion, Purchase,
    Receipt, ReserveRelease,
};
use factor_domain::{
    BankAccountId, Cause, Currency, Day, DebtorId, Entry, EntryNumber, InvoiceId, Money, ReceiptId,
    Refusal, Terms,
};
use factor_store::book::{self, NewEntry, Reversal};
use factor_store::seed::{self, BoughtInvoice};
use factor_store::{Passphrase, StoreError, Tx, Unlock, Vault};

/// Who booked all of it.
pub const USER: &str = "Ruth Adeyemi";
/// Invoices of each client.
const INVOICES: i64 = 9;
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
    what: What,
    invoice: InvoiceId,
    of: BoughtInvoice,
    terms: Terms,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum What {
    Bought,
    Paid,
    /// Received and applied; the bank takes it back a week later.
    Bounced,
}

async fn write(tx: &mut Tx<'_>, today: Day) -> Result<usize, String> {
    let said = |cause: StoreError| cause.to_string();
    let group = seed::group(tx, "Pell Harbor group").await.map_err(said)?;
    let mut debtors = Vec::new();
    for (name, is_grouped) in DEBTORS {
        debtors.push(seed::debtor(tx, name, is_grouped.then_some(group)).await.map_err(said)?);
    }
    let bank = seed::bank_account(tx, "Operating account").await.map_err(said)?;
    let mut steps = steps(tx, today, &debtors).await?;
    steps.sort_by_key(|step| (step.on, step.invoice));
    let mut count = 0;
    for step in &steps {
        count += step.write(tx, bank).await?;
    }
    Ok(count)
}

async fn steps(tx: &mut Tx<'_>, today: Day, debtors: &[DebtorId]) -> Result<Vec<Step>, String> {
    let mut steps = Vec::new();
    for (place, (client, version, terms)) in
        (0_i64..).zip(seed::signed(tx).await.map_err(|cause| cause.to_string())?)
    {
        for index in 0..INVOICES {
            let day = |before: i64| today.plus_days(-before).map_err(|cause| cause.to_string());
            let age = 8 + 13 * index + place % 3;
            let debtor = debtors[usize::try_from(index + place).unwrap_or(0) % debtors.len()];
            let minor = 500_000 + (index * 173_150 + place * 91_325) % 1_400_000;
            let of = BoughtInvoice {
                client,
                debtor,
                terms: version,
                number: format!("{}-{}", 20_100 + place * 100 + index, 7 * index + 11),
                face: Money::new(minor, Currency::USD).map_err(|cause| cause.to_string())?,
                invoiced_on: day(age + 2)?,
                due_on: day(age - 28)?,
                purchased_on: day(age)?,
            };
            let invoice = seed::invoice(tx, &of).await.map_err(|cause| cause.to_string())?;
            let step = |on, what| Step { on, what, invoice, of: of.clone(), terms: terms.clone() };
            steps.push(step(of.purchased_on, What::Bought));
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
        let said = |cause: StoreError| cause.to_string();
        match self.what {
            What::Bought => {
                let entries = self.purchase(bank).map_err(|refusal| refusal.to_string())?;
                Ok(post(tx, &entries, self.on).await?.len())
            }
            What::Paid | What::Bounced => {
                let receipt = seed::receipt(tx, &self.of, bank, self.on).await.map_err(said)?;
                let entries = self.payment(bank, receipt).map_err(|refusal| refusal.to_string())?;
                let numbers = post(tx, &entries, self.on).await?;
                if self.what == What::Bounced {
                    return Ok(numbers.len() + self.take_back(tx, &numbers).await?);
                }
                let last = numbers[numbers.len() - 1];
                seed::close(tx, self.invoice, self.on, last).await.map_err(said)?;
                Ok(numbers.len())
            }
        }
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
            terms_version: Some(self.of.terms),
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
            let days = self.of.purchased_on.days_until(self.on);
            let fee = self.terms.fee(amount, advance, u32::try_from(days).unwrap_or(0))?;
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

async fn post(tx: &mut Tx<'_>, entries: &[Entry], on: Day) -> Result<Vec<EntryNumber>, String> {
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
