//! A funding worked out: what is shown is what is booked.

use factor_domain::ids::{BankAccountId, InvoiceId, ScheduleId};
use factor_domain::invoice::{PurchaseStaged, Purchased};
use factor_domain::ledger::events::{Disbursement, Occasion};
use factor_domain::{Account, Act, Cause, Entry, Money, Refusal};
use factor_store::funding::OverAdvance;
use factor_store::schedule::ScheduleState;
use factor_store::{Connection, Sha256, funding as stored};
use serde_json::json;

use crate::desk::Reading;
use crate::error::AppError;
use crate::firm::accounts;
use crate::firm::wire::FirmAccount;
use crate::now::Now;
use crate::people;
use crate::schedules::facts::Facts;
use crate::schedules::funding_shown::{self, Sums};
use crate::schedules::page::{Draft, charges};
use crate::schedules::purchase::{self, Around, Bought};
use crate::schedules::wire::{FundingAsked, FundingStaged, PayTo, PayToStanding, PayoutMethod};
use crate::schedules::{bank, funding_kept, over_advance, refused};

/// A funding with everything it was worked out from.
pub(super) struct Staged {
    pub(super) draft: Draft,
    pub(super) method: PayoutMethod,
    pub(super) pay_to: PayTo,
    pub(super) pay_from: Option<FirmAccount>,
    pub(super) firm_accounts: Vec<FirmAccount>,
    pub(super) charges: Vec<factor_store::book::InvoiceCharge>,
    pub(super) is_first: bool,
    pub(super) over_advance: Option<OverAdvance>,
    pub(super) purchase: PurchaseStaged,
    pub(super) entries: Vec<Entry>,
    pub(super) holds: Vec<String>,
    pub(super) fingerprint: String,
}

/// Works a funding out and books nothing.
///
/// # Errors
/// A schedule that has no terms or nothing that can be bought; fees beyond what pays them.
pub async fn stage_funding(
    reading: &Reading<'_>,
    input: FundingAsked,
) -> Result<FundingStaged, AppError> {
    let person = reading.person().await?;
    let mut ledger = reading.ledger.read().await?;
    let staged = stage(&mut ledger, input, reading.now).await?;
    let mut shown = staged.shown()?;
    let prepared = staged.draft.facts.funding.as_ref().filter(|one| staged.is_kept_as(one));
    let prepared_by = prepared.map_or(person.id, |one| one.prepared_by.0);
    shown.confirmed_by = people::confirmed_by(&mut ledger, &person, Act::Fund, prepared_by).await?;
    Ok(shown)
}

/// The same, for the changes that book it.
pub(super) async fn stage(
    connection: &mut Connection,
    asked: FundingAsked,
    now: Now,
) -> Result<Staged, AppError> {
    let facts = Facts::load(connection, asked.schedule_id, now).await?;
    check_stage(&facts)?;
    let checked = facts.checked().map_err(|refusal| refused(&refusal))?;
    let draft = Draft::new(facts, checked);
    let facts = &draft.facts;
    let mut holds: Vec<String> = draft.holds()?.into_iter().map(|(words, _)| words).collect();
    if facts.schedule.state == ScheduleState::Draft {
        holds.insert(0, "Submit the schedule first.".to_owned());
    }
    let check = stored::bank_check(connection, facts.client.id).await?;
    let pay_to = bank::shown(&facts.client, check.as_ref());
    let firm_accounts = accounts::rows(connection, facts.currency).await?;
    let pay_from = match asked.bank_account_id {
        Some(id) => firm_accounts.iter().find(|account| account.id == id).cloned(),
        None => firm_accounts.iter().find(|account| account.is_usual).cloned(),
    };
    let pay_from = pay_from.filter(|account| account.currency == facts.currency.code());
    let charges = charges(connection, facts).await?;
    let is_first = !stored::has_purchases(connection, facts.client.id).await?;
    let bought = purchase::bought(facts, &draft.checked);
    if bought.is_empty() {
        let why = draft.lapsed().or_else(|| holds.first().cloned());
        return Err(AppError::refused(
            why.unwrap_or_else(|| "Nothing on this schedule can be bought.".to_owned()),
        ));
    }
    let over_advance = over_advance::agreed(asked.over_advance.as_ref(), facts)?;
    holds.extend(over_advance::hold(over_advance.as_ref(), facts));
    let beyond = over_advance.as_ref().map(|one| one.amount);
    let around = Around { method: asked.method, charges: &charges, is_first, over_advance: beyond };
    let purchase =
        purchase::staged(facts, &bought, &around).map_err(|refusal| refused(&refusal))?;
    let net = purchase.totals.net;
    if net.is_positive() && pay_from.is_none() {
        holds.push("Add the firm's bank account first, to pay from.".to_owned());
    }
    let is_paid_to_account = asked.method != PayoutMethod::Check && net.is_positive();
    if is_paid_to_account && pay_to.standing != PayToStanding::Confirmed {
        holds.push(pay_to.words.clone());
    }
    let from = pay_from.as_ref().map_or(purchase::NO_BANK, |account| account.id);
    let (entries, _) =
        booked(facts, purchase.clone(), from).map_err(|refusal| refused(&refusal))?;
    let mut staged = Staged {
        method: asked.method,
        pay_to,
        pay_from,
        firm_accounts,
        charges,
        is_first,
        over_advance,
        purchase,
        entries,
        holds,
        fingerprint: String::new(),
        draft,
    };
    staged.fingerprint = staged.seal()?;
    Ok(staged)
}

fn check_stage(facts: &Facts) -> Result<(), AppError> {
    match facts.schedule.state {
        ScheduleState::Draft | ScheduleState::Submitted => Ok(()),
        ScheduleState::Purchased => Err(AppError::refused("This schedule is funded already.")),
        ScheduleState::Withdrawn => Err(AppError::refused("This schedule was withdrawn.")),
    }
}

/// The entries of a purchase and of its payment, in the order they are booked.
pub(super) fn booked(
    facts: &Facts,
    purchase: PurchaseStaged,
    from: BankAccountId,
) -> Result<(Vec<Entry>, Vec<Purchased>), Refusal> {
    let net = purchase.totals.net;
    let step = purchase.confirm()?;
    let mut entries = step.entries;
    if net.is_positive() {
        let today = facts.today();
        let on = Occasion {
            cause: Cause::Schedule(facts.schedule.id),
            client: Some(facts.client.id),
            event_on: today,
            value_on: today,
            terms_version: facts.agreement.as_ref().map(|agreed| agreed.id),
        };
        entries.push(Disbursement { bank: from, amount: net }.entry(&on)?);
    }
    Ok((entries, step.next))
}

impl Staged {
    pub(super) fn schedule(&self) -> ScheduleId {
        self.draft.facts.schedule.id
    }

    pub(super) fn bought(&self) -> Bought<'_> {
        purchase::bought(&self.draft.facts, &self.draft.checked)
    }

    /// Works the purchase out again for the invoices the lines have become.
    pub(super) fn for_invoices(
        &self,
        invoices: &[InvoiceId],
    ) -> Result<(Vec<Entry>, Vec<Purchased>), Refusal> {
        let bought: Bought<'_> = self
            .bought()
            .into_iter()
            .zip(invoices)
            .map(|((line, _), &invoice)| (line, invoice))
            .collect();
        let around = Around {
            method: self.method,
            charges: &self.charges,
            is_first: self.is_first,
            over_advance: self.over_advance.as_ref().map(|one| one.amount),
        };
        let facts = &self.draft.facts;
        let from = self.pay_from.as_ref().map_or(purchase::NO_BANK, |account| account.id);
        booked(facts, purchase::staged(facts, &bought, &around)?, from)
    }

    /// Whether this funding was prepared exactly as it is staged now, and waits for its yes.
    pub(super) fn is_kept_as(&self, kept: &stored::Funding) -> bool {
        kept.state == stored::FundingState::Prepared && kept.fingerprint == self.fingerprint
    }

    /// The hash of what is shown: entries, where the money goes, who let what pass.
    fn seal(&self) -> Result<String, AppError> {
        let facts = &self.draft.facts;
        let answers: Vec<_> = facts
            .overrides
            .iter()
            .map(|one| json!([one.line, one.topic, one.against, one.reason]))
            .collect();
        let account = facts.client.client.bank_account.as_ref();
        let all = json!({
            "schedule": facts.schedule.id,
            "lines": facts.lines.iter().map(|line| &line.typed).collect::<Vec<_>>(),
            "entries": self.entries,
            "net": self.purchase.totals.net,
            "method": self.method,
            "from": self.pay_from.as_ref().map(|account| account.id),
            "to": account,
            "standing": self.pay_to.standing,
            "answers": answers,
            "holds": self.holds,
            "over_advance": self.over_advance.as_ref().map(over_advance::shown),
        });
        let text = serde_json::to_vec(&all).map_err(|cause| AppError::failed(&cause))?;
        Ok(Sha256::of(&text).to_string())
    }

    /// As the window shows it.
    pub(super) fn shown(&self) -> Result<FundingStaged, AppError> {
        let facts = &self.draft.facts;
        let sums = Sums::of(&self.entries, Money::zero(facts.currency))?;
        let net = funding_shown::net(self)?;
        Ok(FundingStaged {
            schedule_id: facts.schedule.id,
            number: facts.schedule.number.to_string(),
            client_name: facts.client_name(),
            terms: facts
                .agreement
                .as_ref()
                .map_or_else(String::new, |agreed| format!("terms v{}", agreed.version)),
            invoices: u32::try_from(self.purchase.invoices.len()).unwrap_or(u32::MAX),
            lines: funding_shown::lines(self)?,
            net_label: funding_shown::net_label(self.method).to_owned(),
            entries: sums.lines(),
            debits: sums.debits()?,
            credits: sums.credits()?,
            effects: funding_shown::effects(self, &sums)?,
            after: funding_shown::after(self, &sums)?,
            over_advance: self.over_advance.as_ref().map(over_advance::shown),
            confirmed_by: Vec::new(),
            method: self.method,
            pay_to: self.pay_to.clone(),
            pay_from: self.pay_from.clone(),
            firm_accounts: self.firm_accounts.clone(),
            checked: funding_shown::checked_words(self),
            holds: self.holds.clone(),
            fingerprint: self.fingerprint.clone(),
            prepared: funding_kept::prepared(facts).map(|mut prepared| {
                prepared.is_current =
                    facts.funding.as_ref().is_some_and(|kept| self.is_kept_as(kept));
                prepared
            }),
            confirm_label: format!("Confirm and fund {}", net.amount.format_grouped()),
            net,
        })
    }
}

/// Accounts of a client that are part of what the firm has out.
pub(super) const fn is_of_client(account: Account) -> bool {
    match account {
        Account::ReceivablesPurchased
        | Account::ClientCharges
        | Account::ClientReserve
        | Account::Escrow
        | Account::ClientPayable => true,
        Account::Cash
        | Account::UnappliedCash
        | Account::FeeIncome
        | Account::InterestIncome
        | Account::OtherFeeIncome
        | Account::LateChargeIncome
        | Account::BadDebt => false,
    }
}
