//! A funding in the words and columns of the window.

use std::collections::BTreeMap;

use factor_domain::invoice::{Charge, ProceedsFee, StagedInvoice};
use factor_domain::{
    Account, AdditionalFee, AdditionalFeeKind, Entry, Figure, Money, Worked, Working,
};

use crate::books::out_of_range;
use crate::error::AppError;
use crate::schedules::check::CheckedLine;
use crate::schedules::funding::{Staged, is_of_client};
use crate::schedules::page::sum;
use crate::schedules::wire::{
    AfterFunding, FundingEffect, FundingEffectKind, FundingEntryLine, FundingLine, LineStanding,
    PayoutMethod,
};
use crate::schedules::{funding_kept, over_advance};
use crate::terms::wire::Explained;

/// The postings of a funding, summed by account.
pub(super) struct Sums {
    by_account: BTreeMap<&'static str, (Account, Money)>,
    zero: Money,
}

impl Sums {
    pub(super) fn of(entries: &[Entry], zero: Money) -> Result<Sums, AppError> {
        let mut by_account: BTreeMap<&'static str, (Account, Money)> = BTreeMap::new();
        for posting in entries.iter().flat_map(|entry| &entry.postings) {
            let word = posting.account.as_str();
            let of = by_account.entry(word).or_insert((posting.account, zero));
            of.1 = of.1.plus(posting.amount).map_err(out_of_range)?;
        }
        Ok(Sums { by_account, zero })
    }

    fn of_account(&self, account: Account) -> Money {
        self.by_account.get(account.as_str()).map_or(self.zero, |(_, amount)| *amount)
    }

    /// The accounts that move, debits first; an account that comes to nothing is left out.
    pub(super) fn lines(&self) -> Vec<FundingEntryLine> {
        let moved = || self.by_account.values().filter(|(_, amount)| !amount.is_zero());
        let line = |(account, amount): &(Account, Money)| FundingEntryLine {
            account: account.label().to_owned(),
            debit: amount.is_positive().then_some(*amount),
            credit: amount.is_negative().then(|| amount.negated()),
        };
        let debits = moved().filter(|(_, amount)| amount.is_positive());
        let credits = moved().filter(|(_, amount)| amount.is_negative());
        debits.chain(credits).map(line).collect()
    }

    fn side(&self, is_in: fn(Money) -> bool) -> Result<Money, AppError> {
        let amounts = self.by_account.values().map(|(_, amount)| *amount);
        let sum = amounts.filter(|amount| is_in(*amount)).try_fold(self.zero, Money::plus);
        sum.map_err(out_of_range)
    }

    pub(super) fn debits(&self) -> Result<Money, AppError> {
        self.side(Money::is_positive)
    }

    pub(super) fn credits(&self) -> Result<Money, AppError> {
        Ok(self.side(Money::is_negative)?.negated())
    }

    /// What the funding adds to the net funds employed.
    pub(super) fn employed(&self) -> Result<Money, AppError> {
        let of = self.by_account.values().filter(|(account, _)| is_of_client(*account));
        of.map(|(_, amount)| *amount).try_fold(self.zero, Money::plus).map_err(out_of_range)
    }
}

/// A figure that is taken off, with its working.
fn less(figure: Explained) -> Explained {
    let Explained { amount, mut working } = figure;
    let amount = amount.negated();
    working.total = Figure::Money { amount };
    for line in &mut working.lines {
        line.amount = line.amount.map(Money::negated);
    }
    Explained { amount, working }
}

fn line(label: &str, detail: String, figure: Explained) -> FundingLine {
    FundingLine { label: label.to_owned(), detail, figure }
}

/// Several fees of one title as one figure.
fn fees(staged: &Staged) -> Result<Vec<FundingLine>, AppError> {
    let zero = Money::zero(staged.draft.facts.currency);
    let mut titles: Vec<String> = Vec::new();
    let mut of: BTreeMap<String, Vec<(String, String, Money)>> = BTreeMap::new();
    let mut add = |title: &str, about: String, fee: &Worked<Money>| {
        if fee.value.is_zero() {
            return;
        }
        if !titles.iter().any(|known| known == title) {
            titles.push(title.to_owned());
        }
        let detail = fee.working.lines.first().map_or("", |line| line.detail.as_str());
        of.entry(title.to_owned()).or_default().push((about, detail.to_owned(), fee.value));
    };
    for (one, (typed, _)) in staged.purchase.invoices.iter().zip(staged.bought()) {
        for ProceedsFee { title, fee, .. } in &one.from_proceeds {
            add(title, typed.typed.invoice.clone(), fee);
        }
        for Charge { title, fee, .. } in &one.from_reserve {
            add(&format!("{title}, from the reserve"), typed.typed.invoice.clone(), fee);
        }
    }
    for ProceedsFee { title, fee, .. } in &staged.purchase.batch_fees {
        add(title, "This schedule".to_owned(), fee);
    }
    titles
        .into_iter()
        .map(|title| {
            let parts = of.remove(&title).unwrap_or_default();
            let detail = match parts.as_slice() {
                [one] => one.1.clone(),
                many => format!("{} invoices", many.len()),
            };
            Ok(line(&title, detail, less(sum(&title, parts, zero)?)))
        })
        .collect()
}

/// The lines of the receipt, from the face to what is paid.
pub(super) fn lines(staged: &Staged) -> Result<Vec<FundingLine>, AppError> {
    let zero = Money::zero(staged.draft.facts.currency);
    let totals = &staged.purchase.totals;
    let both = || staged.purchase.invoices.iter().zip(staged.bought());
    let count = staged.purchase.invoices.len();
    let part = |amount: &dyn Fn(&StagedInvoice) -> Money| {
        let rows = both()
            .map(|(one, (typed, _))| (typed.typed.invoice.clone(), String::new(), amount(one)));
        rows.filter(|row| !row.2.is_zero()).collect::<Vec<_>>()
    };
    let faces = sum("Face", part(&|one| one.invoice.offered().face), zero)?;
    let plural = if count == 1 { "invoice" } else { "invoices" };
    let left_out = staged.draft.checked.iter().filter(|one| is_left_out(one)).count();
    let detail = match left_out {
        0 => String::new(),
        1 => "1 line stays out".to_owned(),
        more => format!("{more} lines stay out"),
    };
    let mut found = vec![line(&format!("Face, {count} {plural}"), detail, faces)];
    if !totals.excluded.is_zero() {
        let excluded = less(sum("Not advanced against", part(&|one| one.excluded), zero)?);
        let base = totals.face.minus(totals.excluded).map_err(out_of_range)?;
        let detail = format!("{} is advanced against", base.format_grouped());
        found.push(line("Not advanced against", detail, excluded));
    }
    let advances = part(&|one| one.advance.value);
    let advances = sum("Advance", advances, zero)?;
    let rate = staged.draft.facts.terms().map_or_else(String::new, |terms| {
        let base = totals.face.minus(totals.excluded).unwrap_or(totals.face);
        format!("{} \u{d7} {}", terms.advance_rate, base.format_grouped())
    });
    found.push(line("Advance", rate, advances));
    found.extend(fees(staged)?);
    if !totals.escrow.is_zero() {
        let rows = part(&|one| one.escrow.as_ref().map_or(zero, |kept| kept.value));
        found.push(line("Escrow", "kept as agreed".to_owned(), less(sum("Escrow", rows, zero)?)));
    }
    let recovered =
        Explained { amount: totals.recovered, working: staged.purchase.recovered.working.clone() };
    let detail = if totals.recovered.is_zero() { "none open" } else { "what the client owes" };
    found.push(line("Shortages to recover", detail.to_owned(), less(recovered)));
    if let Some(kept) = staged.purchase.shortfall_kept.as_ref().filter(|k| !k.value.is_zero()) {
        let kept = Explained { amount: kept.value, working: kept.working.clone() };
        found.push(line("Kept for the reserve", String::new(), less(kept)));
    }
    if let Some(one) = &staged.over_advance {
        let until = format!("to be paid back by {}", one.expires_on.format_short());
        let rows = vec![("Over-advance".to_owned(), one.reason.clone(), one.amount)];
        found.push(line("Over-advance", until, sum("Over-advance", rows, zero)?));
    }
    Ok(found)
}

fn is_left_out(checked: &CheckedLine) -> bool {
    matches!(checked.standing, LineStanding::Block | LineStanding::Rejected)
}

/// What is paid, with the receipt as its working.
pub(super) fn net(staged: &Staged) -> Result<Explained, AppError> {
    let amount = staged.purchase.totals.net;
    // Face and what is not advanced against lead up to the advance; they are not summed again.
    let adds = |one: &FundingLine| {
        let is_base = one.label.starts_with("Face,") || one.label == "Not advanced against";
        !is_base && !one.label.ends_with("from the reserve")
    };
    let rows = lines(staged)?;
    let rows = rows.into_iter().filter(adds).map(|one| (one.label, one.detail, one.figure.amount));
    let zero = Money::zero(staged.draft.facts.currency);
    let found = sum("Paid to the client", rows.collect(), zero)?;
    let working = Working { total: Figure::Money { amount }, ..found.working };
    if found.amount != amount {
        return Err(AppError::refused("The funding does not add up. Nothing was booked."));
    }
    Ok(Explained { amount, working })
}

/// What the last line of the receipt is called.
pub(super) const fn net_label(method: PayoutMethod) -> &'static str {
    match method {
        PayoutMethod::Wire => "To wire today",
        PayoutMethod::Ach => "To send by ACH today",
        PayoutMethod::Check => "Check of today",
    }
}

/// The file that is written for the bank.
pub(super) fn instruction_name(number: &str, method: PayoutMethod) -> String {
    match method {
        PayoutMethod::Wire => format!("{number}-wire.txt"),
        PayoutMethod::Ach => format!("{number}-ach.txt"),
        PayoutMethod::Check => format!("{number}-check.txt"),
    }
}

/// What happens on the yes.
///
/// # Errors
/// A sum that no amount holds.
pub(super) fn effects(staged: &Staged, sums: &Sums) -> Result<Vec<FundingEffect>, AppError> {
    let facts = &staged.draft.facts;
    let count = staged.purchase.invoices.len();
    let effect = |kind, title: String, detail: String| FundingEffect { kind, title, detail };
    let terms = facts.terms();
    let recourse = terms.map_or_else(String::new, |terms| {
        let base = terms.recourse_base.label().to_lowercase();
        format!("recourse after {} days from {base}", terms.recourse_days)
    });
    let title = if count == 1 {
        "1 invoice is bought".to_owned()
    } else {
        format!("{count} invoices are bought")
    };
    let mut found = vec![effect(FundingEffectKind::Purchase, title, recourse)];
    if let Some(one) = &staged.over_advance {
        let (amount, day) = (one.amount.format_grouped(), one.expires_on.format_short());
        let title = format!("{amount} more is paid than the invoices support");
        let beyond = over_advance::beyond_limit(staged, sums)?.map_or_else(String::new, |over| {
            format!(", and {} beyond the facility limit", over.format_grouped())
        });
        let detail = format!("owed until {day}, recovered from what is paid next{beyond}");
        found.push(effect(FundingEffectKind::OverAdvance, title, detail));
    }
    if staged.purchase.totals.net.is_positive() {
        let name = instruction_name(facts.schedule.number.as_str(), staged.method);
        let detail = format!("{name} for your bank; no money is sent from here");
        let title = "A payment instruction is written".to_owned();
        found.push(effect(FundingEffectKind::Payment, title, detail));
    }
    let has_signed = facts.files.iter().any(|file| file.document == "signed_schedule");
    let detail = if has_signed {
        "the signed schedule is filed as the assignment"
    } else {
        "no signed schedule is attached; the paper can be printed for signing"
    };
    let title = "The schedule of accounts is kept".to_owned();
    found.push(effect(FundingEffectKind::Paper, title, detail.to_owned()));
    let to = if facts.form.offered_by.trim().is_empty() {
        facts.client_name()
    } else {
        facts.form.offered_by.trim().to_owned()
    };
    let title = "A funding report can be printed".to_owned();
    found.push(effect(FundingEffectKind::Report, title, format!("for {to}; you send it")));
    Ok(found)
}

/// Positions after the funding.
pub(super) fn after(staged: &Staged, sums: &Sums) -> Result<AfterFunding, AppError> {
    let zero = Money::zero(staged.draft.facts.currency);
    let before = staged.draft.employed()?;
    let added = sums.employed()?;
    // What was payable before is paid apart; it stays in both figures.
    let rows = vec![
        ("Before".to_owned(), "with what was payable".to_owned(), before.amount),
        ("This funding".to_owned(), "paid out and earned".to_owned(), added),
    ];
    let employed = sum("Net funds employed", rows, zero)?;
    let room = staged.draft.room()?.map(|room| {
        let rows = vec![
            ("Room before".to_owned(), "under the facility limit".to_owned(), room.amount),
            ("This funding".to_owned(), String::new(), added.negated()),
        ];
        sum("Room under the limit", rows, zero)
    });
    let kept = sums.of_account(Account::ClientReserve).negated();
    let kept = vec![("Face less advance and fees".to_owned(), "of this schedule".to_owned(), kept)];
    Ok(AfterFunding {
        net_funds_employed: employed,
        room: room.transpose()?,
        reserve_kept: sum("Reserve kept on this schedule", kept, zero)?,
        over_advances: over_advance::after(staged)?,
    })
}

/// Who prepared it, and that overrides are kept.
pub(super) fn checked_words(staged: &Staged) -> String {
    let facts = &staged.draft.facts;
    let mut words = Vec::new();
    if let Some(prepared) = funding_kept::prepared(facts) {
        words.push(format!("Prepared by {}, {}.", prepared.by, prepared.at));
    }
    let totals = &staged.purchase.totals;
    let is_set_up = |fee: &AdditionalFee| fee.kind == AdditionalFeeKind::SetUp;
    let has_set_up = staged.is_first
        && facts.terms().is_some_and(|terms| terms.additional_fees.iter().any(is_set_up));
    let takes = totals.recovered.is_positive() || totals.escrow.is_positive();
    if let (true, [first, ..]) = (takes || has_set_up, facts.beside.as_slice()) {
        words.push(format!(
            "{first} of this client is prepared too: if it is confirmed first, what is kept here \
             is worked out anew and shown again."
        ));
    }
    match facts.overrides.as_slice() {
        [] => {}
        [one] => words.push(format!("One override by {} is kept with its reason.", one.by)),
        many => words.push(format!("{} overrides are kept with their reasons.", many.len())),
    }
    words.join(" ")
}
