//! A run as the window shows it.

use factor_domain::settlement::Hold;
use factor_domain::{Entry, EntryNumber, Money, Posting, Refusal, Worked};
use factor_store::book::Names;
use factor_store::release::{HoldKind, StandingHold};

use crate::books::wire::ClientNamed;
use crate::books::{explained, invoice_number, refused};
use crate::bought::Bought;
use crate::error::AppError;
use crate::releases::stage::{Staged, calendar};
use crate::releases::wire::{
    PlacedHold, ReleaseDueShown, ReleaseEntryShown, ReleaseHoldShown, ReleaseLeftOut,
    ReleaseLineShown, ReleaseStagedPage, ReleaseWay,
};
use crate::releases::{Gathered, money_words};
use crate::terms::wire::Explained;

/// The whole receipt of a staged run.
pub(super) fn page(of: &Gathered, staged: &Staged) -> Result<ReleaseStagedPage, AppError> {
    let words = |e: Refusal| refused(&e);
    let cause = factor_domain::Cause::Batch(factor_domain::BatchId::new(0));
    let entries = staged.entries(of, cause).map_err(words)?;
    let holds: Vec<ReleaseHoldShown> =
        staged.holds().iter().map(|hold| hold_shown(of, hold)).collect();
    let is_payable = staged.payout.problem.is_none() || staged.sums.net.is_zero();
    let can_prepare =
        holds.is_empty() && !entries.is_empty() && is_payable && of.prepared.is_none();
    Ok(ReleaseStagedPage {
        client: client_of(of),
        source: staged.chosen.source,
        scope: staged.chosen.scope,
        day: staged.chosen.day,
        calendar: calendar(of).label(),
        lines: lines(of, staged).map_err(words)?,
        left_out: left_out(of, staged),
        holds,
        released: released(of, staged).map_err(words)?,
        dues: dues(of, staged).map_err(words)?,
        recovered: recovered(staged),
        returned: staged.returned().cloned().map(explained),
        escrow: staged.kept().cloned().map(explained),
        escrow_held: of.escrow_held,
        net: explained(staged.net.clone()),
        payout: staged.payout.shown(),
        entries: entries.iter().flat_map(|entry| entry_lines(&of.names, entry, None)).collect(),
        can_prepare,
        fingerprint: staged.fingerprint(of)?,
        prepared: of.prepared,
        placed: of.holds.iter().map(|hold| placed(of, hold)).collect(),
    })
}

pub(super) fn client_of(of: &Gathered) -> ClientNamed {
    ClientNamed { id: of.id(), name: of.name() }
}

fn recovered(staged: &Staged) -> Option<Explained> {
    let plan = staged.recovered();
    let working = plan.working.clone();
    (!plan.total.is_zero()).then(|| explained(Worked { value: plan.total, working }))
}

fn left_out(of: &Gathered, staged: &Staged) -> Vec<ReleaseLeftOut> {
    let shown = |one: &crate::releases::stage::LeftOut| ReleaseLeftOut {
        invoice_id: one.invoice,
        number: of.number(one.invoice),
        earned: one.earned,
        why: one.why.clone(),
        hold_id: one.hold,
    };
    staged.left_out.iter().map(shown).collect()
}

fn released(of: &Gathered, staged: &Staged) -> Result<Explained, Refusal> {
    let mut working = staged.net.working.clone();
    let released = staged.released();
    if !released.is_empty() {
        working.lines = released
            .iter()
            .map(|(id, amount)| {
                factor_domain::WorkingLine::adds(of.number(*id), "earned".to_owned(), *amount)
            })
            .collect();
        working.total_label = "Released".to_owned();
        working.total_detail = "of earned reserve".to_owned();
        working.note = String::new();
    }
    working.total = factor_domain::Figure::Money { amount: staged.sums.released };
    Ok(Explained { amount: staged.sums.released, working })
}

fn dues(of: &Gathered, staged: &Staged) -> Result<Vec<ReleaseDueShown>, Refusal> {
    let drawn = &staged.recovered().drawn;
    let mut shown = Vec::new();
    for (place, due) in staged.dues.iter().enumerate() {
        let own = drawn.iter().filter(|drawn| drawn.due == place);
        let taken = own.map(|drawn| drawn.amount).try_fold(of.zero(), Money::plus)?;
        let about = of.about(due).unwrap_or_else(|| "not for one invoice".to_owned());
        shown.push(ReleaseDueShown { about, owed: due.owed, due_on: due.due_on, taken });
    }
    Ok(shown)
}

/// The invoices of a staged run.
pub(super) fn lines(of: &Gathered, staged: &Staged) -> Result<Vec<ReleaseLineShown>, Refusal> {
    let released = staged.released();
    let mut lines = Vec::new();
    for (id, amount) in released {
        let Some((life, _)) = of.closed.iter().find(|(life, _)| life.row.id == id) else {
            continue;
        };
        lines.push(line(life, &of.names, amount)?);
    }
    Ok(lines)
}

/// One invoice of a run: what came in, what was taken, and what of the rest is released now.
pub(super) fn line(
    life: &Bought,
    names: &Names,
    released: Money,
) -> Result<ReleaseLineShown, Refusal> {
    let balances = life.purchased.balances();
    let fees = balances.fees_from_reserve;
    let before = balances.collected.minus(balances.advance)?.minus(fees)?;
    let other = released.minus(before)?;
    let key = life.key();
    let working = factor_domain::Working {
        formula_id: factor_domain::Formula::Release.id().to_owned(),
        formula_version: factor_domain::Formula::Release.version(),
        title: "Reserve of this invoice".to_owned(),
        lines: working_lines(life, released)?,
        total_label: "Released".to_owned(),
        total_detail: "now".to_owned(),
        total: factor_domain::Figure::Money { amount: released },
        note: String::new(),
    };
    let debtor = names.debtors.get(&key.debtor).map(|debtor| debtor.name.clone());
    Ok(ReleaseLineShown {
        invoice_id: life.row.id,
        number: invoice_number(names, life.row.id),
        debtor: debtor.unwrap_or_default(),
        closed_on: life.row.closing.map_or(life.row.form.due_on, |closing| closing.closed_on),
        collected: balances.collected,
        advance: balances.advance,
        fees,
        other,
        released: explained(Worked { value: released, working }),
    })
}

/// Collected less advance and fees, and everything else by its name; they sum to what is released.
fn working_lines(
    life: &Bought,
    released: Money,
) -> Result<Vec<factor_domain::WorkingLine>, Refusal> {
    let balances = life.purchased.balances();
    let parts = [
        ("Collected", "from the debtor", balances.collected),
        ("Less advance", "paid at purchase", balances.advance.negated()),
        ("Less fees", "taken from the reserve", balances.fees_from_reserve.negated()),
        ("Less interest", "taken from the reserve", balances.interest_from_reserve.negated()),
        ("Charged back", "owed by the client", balances.repurchased),
        ("Written off", "borne by the firm", balances.loss),
        ("Deficits", "charged to the client", balances.deficit),
        ("Less released", "before", balances.released.negated()),
    ];
    let mut sum = parts.iter().map(|(_, _, amount)| *amount);
    let sum = sum.try_fold(Money::zero(released.currency()), Money::plus)?;
    let kept = released.minus(sum)?;
    let mut lines: Vec<_> = parts
        .into_iter()
        .filter(|(_, _, amount)| !amount.is_zero())
        .map(|(label, detail, amount)| {
            factor_domain::WorkingLine::adds(label.to_owned(), detail.to_owned(), amount)
        })
        .collect();
    if !kept.is_zero() {
        let (label, detail) = ("Less kept".to_owned(), "stays in the reserve".to_owned());
        lines.push(factor_domain::WorkingLine::adds(label, detail, kept));
    }
    Ok(lines)
}

/// An entry in one line where it moves one sum from one account to another; else each of its
/// postings in a line of its own, so that no account is shown with a sum that is not its own.
pub(crate) fn entry_lines(
    names: &Names,
    entry: &Entry,
    number: Option<EntryNumber>,
) -> Vec<ReleaseEntryShown> {
    let event = match entry.reverses {
        Some(_) => format!("Reversal of {}", entry.event.label().to_lowercase()),
        None => entry.event.label().to_owned(),
    };
    let invoice = entry.postings.iter().find_map(|posting| posting.invoice);
    let about = invoice.map_or_else(String::new, |id| invoice_number(names, id));
    let label = |posting: &Posting| posting.account.label().to_owned();
    let line = |debit: String, credit: String, amount: Money| ReleaseEntryShown {
        number,
        event: event.clone(),
        about: about.clone(),
        debit,
        credit,
        amount,
    };
    let (debits, credits): (Vec<&Posting>, Vec<&Posting>) =
        entry.postings.iter().partition(|posting| posting.amount.is_positive());
    if let ([debit], [credit]) = (debits.as_slice(), credits.as_slice()) {
        return vec![line(label(debit), label(credit), debit.amount)];
    }
    let debited = debits.iter().map(|one| line(label(one), String::new(), one.amount));
    let credited = credits.iter().map(|one| line(String::new(), label(one), one.amount.negated()));
    debited.chain(credited).collect()
}

/// A reason in words, with a way on.
pub(super) fn hold_shown(of: &Gathered, hold: &Hold) -> ReleaseHoldShown {
    let shown = |words: String, way: ReleaseWay, label: &str| ReleaseHoldShown {
        words,
        way,
        way_label: label.to_owned(),
        hold_id: None,
    };
    match hold {
        Hold::ChargePastDue(due) => {
            let about = of.about(due).map_or_else(String::new, |about| format!(" for {about}"));
            let (owed, day) = (money_words(due.owed), due.due_on.format_short());
            let words = format!("{owed} owed{about} was to be paid by {day}.");
            shown(words, ReleaseWay::Recourse, "Open recourse")
        }
        Hold::InvoiceTooOld { item, days } => {
            let (number, open) = (of.number(item.of.invoice), money_words(item.open));
            let words = format!("{number} is {days} days old, and {open} of it is open.");
            shown(words, ReleaseWay::Recourse, "Open recourse")
        }
        Hold::ContractUnsigned => shown(
            "No contract is signed by both.".to_owned(),
            ReleaseWay::Contracts,
            "Open contracts",
        ),
        Hold::Lien(reason) => placed_words(of, HoldKind::Lien, "Lien", reason.as_str()),
        Hold::Placed(reason) => placed_words(of, HoldKind::Hold, "Held", reason.as_str()),
    }
}

fn placed_words(of: &Gathered, kind: HoldKind, what: &str, reason: &str) -> ReleaseHoldShown {
    let placed = of.holds_on_client(kind).find(|one| one.hold.reason.as_str() == reason);
    let by = placed.map_or_else(String::new, |one| {
        format!(" by {} on {}", one.hold.placed_by, one.hold.placed_on.format_short())
    });
    ReleaseHoldShown {
        words: format!("{what}{by}: {reason}."),
        way: ReleaseWay::LiftHold,
        way_label: "Lift it".to_owned(),
        hold_id: placed.map(|one| one.id),
    }
}

fn placed(of: &Gathered, standing: &StandingHold) -> PlacedHold {
    let hold = &standing.hold;
    PlacedHold {
        id: standing.id,
        on: hold.invoice.map_or_else(|| of.name(), |id| format!("invoice {}", of.number(id))),
        is_lien: matches!(hold.kind, HoldKind::Lien),
        reason: hold.reason.to_string(),
        placed_by: hold.placed_by.clone(),
        placed_on: hold.placed_on,
    }
}
