//! Books with something to release and something to charge back, for tests and specs.
//!
//! Every step is one of the domain's, so what stands in these books could have come about.

use std::path::Path;

use factor_domain::invoice::{
    Charge, CreditApproval, Offered, On, Paying, Payment, Purchased, PurchasedFacts, Risk,
    ShortPayDecision, ShortPayReason, Shortage,
};
use factor_domain::ledger::events::{
    Disbursement, FromDebtor, Income, InvoiceKey, Occasion, Purchase, Receipt,
};
use factor_domain::settlement::SettleFacts;
use factor_domain::{
    BankAccountId, Cause, ClientId, Currency, Day, DebtorId, Entry, InvoiceId, Line, Money, Name,
    ReceiptId, Refusal, ScheduleId, Terms, TermsVersionId,
};
use factor_store::invoice::{self, Closing, Ending, InvoiceForm};
use factor_store::receipt::{self, NewReceipt, ReceiptMethod};
use factor_store::{Passphrase, Tx, Unlock, Vault, debtor};

use crate::books::{AT, debtor_of, post, said, signed};

/// The face of each invoice: 10,000.00.
const FACE_MINOR: i64 = 1_000_000;
const DEBTORS: [&str; 2] = ["Tarn Valley Grocers", "Corvane Pharma"];

/// What happens to one invoice; days are counted back from today.
struct Script {
    number: &'static str,
    /// Which of the clients with signed terms.
    client: usize,
    bought_before: i64,
    paid: Option<Paid>,
    risk: invoice::Risk,
}

#[derive(Clone, Copy)]
struct Paid {
    before: i64,
    minor: i64,
    how: How,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum How {
    /// All there is to come: the shortage is charged to the reserve.
    AtLast,
    /// One of several.
    InPart,
}

impl Script {
    const fn of(number: &'static str, client: usize, bought_before: i64) -> Script {
        Script { number, client, bought_before, paid: None, risk: invoice::Risk::Client }
    }

    const fn paid(self, before: i64, minor: i64) -> Script {
        Script { paid: Some(Paid { before, minor, how: How::AtLast }), ..self }
    }

    const fn in_part(self, before: i64, minor: i64) -> Script {
        Script { paid: Some(Paid { before, minor, how: How::InPart }), ..self }
    }

    const fn at_our_risk(self) -> Script {
        Script { risk: invoice::Risk::Factor, ..self }
    }
}

/// The figures of docs/money/settlement.md, at 80 % and 3 % for 30 days, then 1 % for each 10:
/// rebates of 1,500.00 and 700.00, a deficit of 400.00, charge-backs of 8,900.00 and 5,900.00.
const SCRIPTS: [Script; 8] = [
    Script::of("P-101", 0, 60).paid(13, FACE_MINOR),
    Script::of("P-102", 0, 60).paid(13, 920_000),
    Script::of("Q-201", 0, 90),
    Script::of("Q-202", 0, 90).in_part(40, 300_000),
    Script::of("Q-203", 0, 40).at_our_risk(),
    Script::of("P-103", 1, 60).paid(13, FACE_MINOR),
    Script::of("P-104", 1, 60).paid(13, 810_000),
    Script::of("Q-205", 1, 75),
];

/// Fills the closed vault in this folder for its first two clients with signed terms, in the order
/// of their names. Gives the number of entries.
///
/// # Errors
/// What went wrong, in words for a test.
pub async fn fill(folder: &Path, passphrase: &str, today: &str) -> Result<usize, String> {
    let today = Day::from_iso(today).map_err(said)?;
    let passphrase = Passphrase::new(passphrase).map_err(said)?;
    let vault = Vault::open(folder, Unlock::Passphrase(&passphrase)).await.map_err(said)?;
    let mut tx = vault.ledger().begin_write().await.map_err(said)?;
    let entries = write(&mut tx, today).await?;
    tx.commit().await.map_err(said)?;
    vault.close().await.map_err(said)?;
    Ok(entries)
}

/// An invoice on its way.
struct Kept<'a> {
    script: &'a Script,
    client: ClientId,
    version: TermsVersionId,
    terms: Terms,
    id: InvoiceId,
    debtor: DebtorId,
    bought_on: Day,
    risk: Risk,
}

async fn write(tx: &mut Tx<'_>, today: Day) -> Result<usize, String> {
    let mut debtors = Vec::new();
    for name in DEBTORS {
        debtors.push(debtor::insert(tx, &debtor_of(name, None)?, AT).await.map_err(said)?);
    }
    let bank = Name::new("name", "Operating account").map_err(said)?;
    let bank = receipt::insert_bank_account(tx, &bank, Currency::USD, None, AT).await;
    let bank = bank.map_err(said)?;
    let clients = signed(tx, today).await?;
    let mut steps = Vec::new();
    for (place, script) in SCRIPTS.iter().enumerate() {
        let Some((client, version, terms)) = clients.get(script.client) else { continue };
        let kept = Kept {
            script,
            client: *client,
            version: *version,
            terms: terms.clone(),
            id: InvoiceId::new(0),
            debtor: debtors[place % debtors.len()],
            bought_on: back(today, script.bought_before)?,
            risk: Risk::Client,
        };
        steps.push(kept);
    }
    // Booking never goes back in time: all purchases, the oldest first, and then the payments.
    steps.sort_by_key(|kept| kept.bought_on);
    let mut count = 0;
    for kept in &mut steps {
        count += kept.buy(tx, bank).await?;
    }
    let mut paid: Vec<(&Kept<'_>, Paid)> =
        steps.iter().filter_map(|kept| Some((kept, kept.script.paid?))).collect();
    paid.sort_by_key(|(_, paid)| std::cmp::Reverse(paid.before));
    for (kept, paid) in paid {
        count += kept.pay(tx, bank, paid, today).await?;
    }
    Ok(count)
}

fn back(today: Day, days: i64) -> Result<Day, String> {
    today.plus_days(-days).map_err(said)
}

impl Kept<'_> {
    fn key(&self) -> InvoiceKey {
        InvoiceKey { invoice: self.id, debtor: self.debtor }
    }

    fn occasion(&self, cause: Cause, on: Day) -> Occasion {
        Occasion {
            cause,
            client: Some(self.client),
            event_on: on,
            value_on: on,
            terms_version: Some(self.version),
        }
    }

    fn face(&self) -> Result<Money, String> {
        Money::new(FACE_MINOR, Currency::USD).map_err(said)
    }

    async fn buy(&mut self, tx: &mut Tx<'_>, bank: BankAccountId) -> Result<usize, String> {
        let (face, zero) = (self.face()?, Money::zero(Currency::USD));
        let form = InvoiceForm {
            client: self.client,
            debtor: self.debtor,
            schedule: None,
            number: Line::new("number", self.script.number).map_err(said)?,
            face,
            tax: zero,
            retainage: zero,
            discount: zero,
            invoiced_on: self.bought_on,
            due_on: self.bought_on.plus_days(30).map_err(said)?,
            risk: self.script.risk,
        };
        self.id = invoice::insert(tx, &form, AT).await.map_err(said)?;
        if self.script.risk == invoice::Risk::Factor {
            self.risk = Risk::Firm(CreditApproval { amount: face, expires_on: self.bought_on });
        }
        let purchase = invoice::Purchase {
            purchased_on: self.bought_on,
            terms_version: self.version,
            funded_on: Some(self.bought_on),
            recourse_on: None,
            late_on: None,
        };
        invoice::purchase(tx, self.id, &purchase, AT).await.map_err(said)?;
        let entries = self.purchase(bank, face).map_err(said)?;
        Ok(post(tx, &entries, self.bought_on).await?.len())
    }

    fn purchase(&self, bank: BankAccountId, face: Money) -> Result<Vec<Entry>, Refusal> {
        let on = self.occasion(Cause::Invoice(self.id), self.bought_on);
        let advance = self.terms.advance_worked(face)?;
        let amount = advance.value;
        Ok(vec![
            Purchase { of: self.key(), face, advance }.entry(&on)?,
            Disbursement { bank, amount }.entry(&on)?,
        ])
    }

    async fn pay(
        &self,
        tx: &mut Tx<'_>,
        bank: BankAccountId,
        paid: Paid,
        today: Day,
    ) -> Result<usize, String> {
        let on = back(today, paid.before)?;
        let amount = Money::new(paid.minor, Currency::USD).map_err(said)?;
        let new = NewReceipt {
            bank,
            client: Some(self.client),
            debtor: Some(self.debtor),
            amount,
            received_on: on,
            value_on: on,
            method: ReceiptMethod::Ach,
            reference: Line::new("reference", self.script.number).map_err(said)?,
        };
        let receipt = receipt::insert(tx, &new, AT).await.map_err(said)?;
        let before = self.purchase(bank, self.face()?).map_err(said)?;
        let (entries, is_closed) = self.payment(&before, bank, receipt, paid, on).map_err(said)?;
        let numbers = post(tx, &entries, on).await?;
        if is_closed {
            let closing = Closing { closed_on: on, entry: numbers[numbers.len() - 1] };
            let closed = invoice::close(tx, self.id, Ending::Paid, closing, AT).await;
            closed.map_err(said)?;
        }
        Ok(numbers.len())
    }

    /// What a payment books, and whether it closed the invoice.
    fn payment(
        &self,
        before: &[Entry],
        bank: BankAccountId,
        receipt: ReceiptId,
        paid: Paid,
        day: Day,
    ) -> Result<(Vec<Entry>, bool), Refusal> {
        let purchased = self.purchased(before)?;
        let amount = Money::new(paid.minor, Currency::USD)?;
        let on = On::day(Cause::Receipt(receipt), day);
        let parts = vec![FromDebtor { debtor: self.debtor, amount }];
        let came = Receipt { bank, parts }.entry(&self.occasion(on.cause, day))?;
        let payment = Payment { receipt, received_on: day, posted_on: day, value_on: day, amount };
        let paying = match paid.how {
            How::InPart => Paying::Instalment,
            How::AtLast if paid.minor == FACE_MINOR => Paying::InFull,
            How::AtLast => Paying::Short(Shortage {
                reason: ShortPayReason::Price,
                decision: ShortPayDecision::ChargeReserve,
            }),
        };
        let step = purchased.apply(payment, &paying, on)?;
        let mut entries = vec![came];
        entries.extend(step.entries);
        if paid.how == How::InPart {
            return Ok((entries, false));
        }
        let days = u32::try_from(self.bought_on.days_until(day)).unwrap_or(0);
        let balances = step.next.balances();
        let fee = self.terms.fee(balances.face, balances.advance, days)?;
        let facts = SettleFacts {
            charges: vec![Charge { title: "Factoring fee".into(), income: Income::Fee, fee }],
            client_dues: Money::zero(Currency::USD),
            escrow: None,
            escrow_held: Money::zero(Currency::USD),
        };
        entries.extend(step.next.settle(&facts, on)?.entries);
        Ok((entries, true))
    }

    fn purchased(&self, entries: &[Entry]) -> Result<Purchased, Refusal> {
        let zero = Money::zero(Currency::USD);
        let facts = PurchasedFacts {
            offered: Offered {
                of: self.key(),
                client: self.client,
                face: Money::new(FACE_MINOR, Currency::USD)?,
                tax: zero,
                retainage: zero,
                early_payment: None,
                invoiced_on: self.bought_on,
                due_on: self.bought_on,
            },
            schedule: ScheduleId::new(0),
            terms_version: self.version,
            rounding: self.terms.rounding,
            purchased_on: self.bought_on,
            risk: self.risk,
            dispute: None,
            misdirected: None,
            payments: Vec::new(),
        };
        Purchased::from_books(facts, entries)
    }
}
