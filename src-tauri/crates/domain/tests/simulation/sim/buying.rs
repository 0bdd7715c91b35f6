//! Clients are admitted, terms agreed and changed, schedules bought and paid out.

use super::rng::Rng;
use super::script::{Line, Verdict};
use super::terms;
use super::world::{ClientFile, Done, Kept, Life, Stop, World, broken};
use factor_domain::invoice::{
    Approved, Charge, CreditApproval, Draft, EarlyPayment, Offered, ProceedsFee, PurchaseLine,
    PurchaseRequest, PurchaseStaged, ReservePool,
};
use factor_domain::ledger::events::{Disbursement, FeeKind, Income, InvoiceKey};
use factor_domain::settlement::{Due, EscrowCap, EscrowRule};
use factor_domain::{
    Account, AdditionalFeeKind, ClientId, Currency, DebtorId, EarlyPaymentDiscount, InvoiceId,
    Money, Rate, Refusal, ScheduleId, Terms, TermsVersionId, Worked,
};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

impl World {
    pub fn admit(&mut self, client: i64, currency: &str, seed: u64) -> Done {
        let currency = Currency::from_code(currency)?;
        self.version += 1;
        let terms = Rc::new(terms::terms(seed, currency));
        let file = ClientFile {
            currency,
            version: TermsVersionId::new(self.version),
            escrow: escrow(seed, &terms),
            terms,
            terms_seed: seed,
            since: self.today,
            open: BTreeSet::new(),
            earned: BTreeSet::new(),
            dues: BTreeMap::new(),
            employed: 0,
            moved: BTreeMap::new(),
            interest_from: self.today,
            fees_of_month: 0,
        };
        self.clients.insert(client, file);
        Ok(())
    }

    pub fn change_terms(&mut self, client: i64, seed: u64) -> Done {
        self.version += 1;
        let version = TermsVersionId::new(self.version);
        let file = self.client_mut(client)?;
        file.terms = Rc::new(terms::terms(seed, file.currency));
        file.escrow = escrow(seed, &file.terms);
        (file.version, file.terms_seed) = (version, seed);
        Ok(())
    }

    /// Buys a schedule; the proceeds first pay the dues given, or else all that are owed.
    pub fn buy(&mut self, client: i64, schedule: i64, lines: &[Line], dues: &[Due]) -> Done {
        let before = self.of_client(Account::ClientPayable, client)?;
        let (steps, kept, net) = {
            let file = self.client(client)?;
            let terms = Rc::clone(&file.terms);
            let approved = self.approved(client, schedule, lines)?;
            let bare = self.staged(client, schedule, bare_lines(&approved), dues)?;
            let priced = self.priced_lines(&bare, &terms)?;
            let staged = self.staged(client, schedule, priced, dues)?;
            check_totals(&staged)?;
            let net = staged.totals.net;
            (staged.confirm()?, terms, net)
        };
        let zero = Money::zero(kept.currency());
        for purchased in steps.next {
            let id = purchased.facts().offered.of.invoice.get();
            let kept = Kept {
                life: Life::Open(purchased),
                terms: Rc::clone(&kept),
                funded_on: None,
                lowered: None,
                late_charged: zero,
                touched_on: self.today,
            };
            self.invoices.insert(id, kept);
            self.client_mut(client)?.open.insert(id);
        }
        self.post(steps.entries)?;
        let booked = self.of_client(Account::ClientPayable, client)?.minus(before)?;
        if booked == net {
            return Ok(());
        }
        let words = format!("schedule {schedule}: {net} staged, {booked} booked");
        Err(broken("a staged purchase is booked whole", words))
    }

    fn approved(&self, client: i64, schedule: i64, lines: &[Line]) -> Result<Vec<Approved>, Stop> {
        let file = self.client(client)?;
        let mut approved = Vec::new();
        for line in lines {
            if self.invoices.contains_key(&line.invoice) {
                return Err(
                    Refusal::NotOfThisPurchase { invoice: InvoiceId::new(line.invoice) }.into()
                );
            }
            let offered = self.offered(client, line, &file.terms)?;
            let credit = line
                .covered
                .then_some(CreditApproval { amount: offered.face, expires_on: self.today });
            let submitted = Draft::new(offered)?.submit(ScheduleId::new(schedule), self.today)?;
            let why = super::world::approver();
            let submitted = match line.verdict {
                Verdict::Bought => submitted,
                Verdict::HeldAndBought => submitted.hold(why, self.today)?.resume(self.today)?,
                Verdict::Rejected => {
                    submitted.reject(why, self.today)?;
                    continue;
                }
            };
            approved.push(submitted.approve(file.version, credit, self.today)?);
        }
        Ok(approved)
    }

    fn offered(&self, client: i64, line: &Line, terms: &Terms) -> Result<Offered, Stop> {
        let face = Money::new(line.face, terms.currency())?;
        let share = |per_mille: i64| face.times_ratio(per_mille, 1_000, terms.rounding);
        let invoiced_on = self.today.plus_days(-line.age_days)?;
        let early_payment = line.discount.map(|(rate, days)| EarlyPayment {
            discount: EarlyPaymentDiscount { rate: Rate::hundredths(rate), days, grace_days: 2 },
            discountable: face,
        });
        Ok(Offered {
            of: InvoiceKey {
                invoice: InvoiceId::new(line.invoice),
                debtor: DebtorId::new(line.debtor),
            },
            client: ClientId::new(client),
            face,
            tax: share(line.tax)?,
            retainage: share(line.retainage)?,
            early_payment,
            invoiced_on,
            due_on: terms.due_date(invoiced_on, &World::calendar(terms)?)?.value,
        })
    }

    fn staged(
        &self,
        client: i64,
        schedule: i64,
        lines: Vec<PurchaseLine>,
        dues: &[Due],
    ) -> Result<PurchaseStaged, Stop> {
        let file = self.client(client)?;
        let batch_fees = match lines.iter().any(|line| !line.from_proceeds.is_empty()) {
            true => self.fees(&file.terms, AdditionalFeeKind::PerSchedule, line_faces(&lines)?)?,
            false => Vec::new(),
        };
        let pool = match file.terms_seed % 4 {
            0 => Some(ReservePool {
                rate: Rate::hundredths(15_00),
                outstanding: self.of_client(Account::ReceivablesPurchased, client)?,
                actual: self
                    .of_client(Account::ClientReserve, client)?
                    .plus(self.of_client(Account::Escrow, client)?)?,
            }),
            _ => None,
        };
        let request = PurchaseRequest {
            client: ClientId::new(client),
            schedule: ScheduleId::new(schedule),
            terms: &file.terms,
            terms_version: file.version,
            on: self.today,
            lines,
            batch_fees,
            dues: if dues.is_empty() { self.dues(client)? } else { dues.to_vec() },
            escrow: file.escrow,
            escrow_held: self.of_client(Account::Escrow, client)?,
            pool,
            // Now and then somebody agrees to pay more than the invoices support.
            over_advance: match schedule % 16 {
                0 => Some(Money::new(1 + schedule % 900, file.terms.currency())?),
                _ => None,
            },
        };
        Ok(request.stage()?)
    }

    fn priced_lines(
        &self,
        bare: &PurchaseStaged,
        terms: &Terms,
    ) -> Result<Vec<PurchaseLine>, Stop> {
        let mut lines = Vec::new();
        for staged in &bare.invoices {
            let offered = staged.invoice.offered();
            let price = self.price_at_purchase(terms, offered, staged.advance.value)?;
            let mut from_proceeds =
                self.fees(terms, AdditionalFeeKind::PerInvoice, offered.face)?;
            if !price.at_funding.value.is_zero() {
                let fee = price.at_funding;
                let title = "Factoring fee".to_owned();
                from_proceeds.push(ProceedsFee { title, kind: FeeKind::Factoring, fee });
            }
            let mut from_reserve = Vec::new();
            if !price.from_reserve_at_purchase.value.is_zero() {
                let (title, fee) = ("Factoring fee".to_owned(), price.from_reserve_at_purchase);
                from_reserve.push(Charge { title, income: Income::Fee, fee });
            }
            let invoice = staged.invoice.clone();
            lines.push(PurchaseLine { invoice, from_proceeds, from_reserve });
        }
        Ok(lines)
    }

    /// Fees of the catalogue of this kind.
    pub fn fees(
        &self,
        terms: &Terms,
        kind: AdditionalFeeKind,
        caused_by: Money,
    ) -> Result<Vec<ProceedsFee>, Stop> {
        let mut fees = Vec::new();
        for agreed in terms.additional_fees.iter().filter(|fee| fee.kind == kind) {
            let fee: Worked<Money> = agreed.amount_for(caused_by, terms.rounding)?;
            if fee.value.is_positive() {
                fees.push(ProceedsFee {
                    title: agreed.title().to_owned(),
                    kind: FeeKind::Other,
                    fee,
                });
            }
        }
        Ok(fees)
    }

    pub fn disburse(&mut self, client: i64, per_mille: i64) -> Done {
        let payable = self.of_client(Account::ClientPayable, client)?;
        let file = self.client(client)?;
        let amount = payable.times_ratio(per_mille, 1_000, file.terms.rounding)?;
        if !amount.is_positive() {
            return Err(Refusal::NothingToBook.into());
        }
        let bank = World::bank(file.currency);
        let bought: Vec<i64> = file.open.iter().copied().collect();
        let cause = self.batch();
        let entry = Disbursement { bank, amount }.entry(&self.occasion(client, cause)?)?;
        let today = self.today;
        for id in bought {
            if let Some(kept) = self.invoices.get_mut(&id) {
                kept.funded_on.get_or_insert(today);
            }
        }
        self.post_one(entry)
    }
}

fn bare_lines(approved: &[Approved]) -> Vec<PurchaseLine> {
    let bare = |invoice: &Approved| PurchaseLine {
        invoice: invoice.clone(),
        from_proceeds: Vec::new(),
        from_reserve: Vec::new(),
    };
    approved.iter().map(bare).collect()
}

fn line_faces(lines: &[PurchaseLine]) -> Result<Money, Stop> {
    let mut faces = lines.iter().map(|line| line.invoice.offered().face);
    let first = faces.next().ok_or(Stop::Refused(Refusal::NothingToBook))?;
    Ok(faces.try_fold(first, Money::plus)?)
}

/// Some clients fill their escrow from rebates, as their terms say, some from advances.
fn escrow(seed: u64, terms: &Terms) -> Option<EscrowRule> {
    let mut rng = Rng::new(seed ^ 0xe5c0);
    if rng.is_one_in(4) {
        let amount = terms::units(&mut rng, terms.currency(), 300, 9_000);
        let cap = EscrowCap::Amount(amount);
        let paid_rate = Rate::hundredths(68_00);
        return Some(EscrowRule::FromAdvance { paid_rate, cap });
    }
    EscrowRule::of_terms(terms)
}

/// What is staged adds up: advance + over-advance = fees + escrow + recovered + shortfall + net.
fn check_totals(staged: &PurchaseStaged) -> Done {
    let sums = &staged.totals;
    let mut left = sums.advance.plus(sums.over_advance)?;
    for part in [sums.fees, sums.escrow, sums.recovered, sums.shortfall_kept, sums.net] {
        left = left.minus(part)?;
    }
    if left.is_zero() && !sums.net.is_negative() {
        return Ok(());
    }
    Err(broken("a staged purchase adds up", format!("{sums:?}")))
}
