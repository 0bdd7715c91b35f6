//! The figures of the debtor's page, each with how it came about. Rules: docs/money/debtors.md.

use factor_domain::measures::{PromisesJudged, TwoDecimals};
use factor_domain::working::{Figure, Formula, Working, WorkingLine};
use factor_domain::{Currency, Day, Money, Worked};
use factor_store::debtor::{Debtor, DebtorStatus, HighBalance, OpenInvoice};

use crate::books::out_of_range;
use crate::debtors::figures::Payment;
use crate::debtors::wire::{
    DaysExplained, GroupOnPage, HighBalanceShown, LimitUse, PairShown, RatingShown,
};
use crate::error::AppError;
use crate::terms::wire::Explained;

/// What is open and past due, from what each client has open.
pub(super) struct Sums {
    pub(super) open: Explained,
    pub(super) past_due: Explained,
}

pub(super) fn sums(sellers: &[PairShown], currency: Currency) -> Result<Sums, AppError> {
    let here = || sellers.iter().filter(|pair| pair.open.currency() == currency);
    let open = here().map(|pair| (pair.client_name.as_str(), pair.open));
    let past_due = here().map(|pair| (pair.client_name.as_str(), pair.past_due));
    Ok(Sums {
        open: summed("Exposure", "open face of every client", open, currency)?,
        past_due: summed("Past due", "open face due before today", past_due, currency)?,
    })
}

fn summed<'a>(
    title: &str,
    detail: &str,
    parts: impl Iterator<Item = (&'a str, Money)>,
    currency: Currency,
) -> Result<Explained, AppError> {
    let mut total = Money::zero(currency);
    let mut lines = Vec::new();
    for (label, amount) in parts.filter(|(_label, amount)| !amount.is_zero()) {
        total = total.plus(amount).map_err(out_of_range)?;
        let (label, detail) = (label.to_owned(), String::new());
        lines.push(WorkingLine { label, detail, amount: Some(amount) });
    }
    Ok(explained(title, detail, lines, total))
}

fn explained(title: &str, detail: &str, lines: Vec<WorkingLine>, total: Money) -> Explained {
    Explained {
        amount: total,
        working: Working {
            formula_id: Formula::DebtorBalance.id().to_owned(),
            formula_version: Formula::DebtorBalance.version(),
            title: title.to_owned(),
            lines,
            total_label: title.to_owned(),
            total_detail: detail.to_owned(),
            total: Figure::Money { amount: total },
            note: String::new(),
        },
    }
}

/// What is open on invoices in dispute.
pub(super) fn disputed(invoices: &[OpenInvoice], total: Money) -> Explained {
    let lines = invoices
        .iter()
        .filter(|invoice| invoice.is_disputed && invoice.open.currency() == total.currency())
        .map(|invoice| WorkingLine {
            label: invoice.number.clone(),
            detail: invoice.client_name.clone(),
            amount: Some(invoice.open),
        })
        .collect();
    explained("Disputed", "open face of invoices in dispute", lines, total)
}

/// The most that was ever open.
pub(super) fn high(high: Option<HighBalance>) -> Option<HighBalanceShown> {
    high.map(|HighBalance { amount, on }| {
        let day = WorkingLine {
            label: "First reached".to_owned(),
            detail: on.format_short(),
            amount: None,
        };
        let detail = "largest open face at the end of any day";
        HighBalanceShown { amount: explained("High balance", detail, vec![day], amount), on }
    })
}

/// The mean of days to pay, by the name it has on the page.
pub(super) fn days(worked: Worked<Option<TwoDecimals>>, title: &str) -> DaysExplained {
    let mut working = worked.working;
    title.clone_into(&mut working.title);
    title.clone_into(&mut working.total_label);
    working.lines.push(WorkingLine {
        label: "Days".to_owned(),
        detail: "from the day on the invoice to the day its last payment was booked".to_owned(),
        amount: None,
    });
    DaysExplained { value: worked.value.map(TwoDecimals::format_one_decimal), working }
}

pub(super) fn rating(payment: Payment) -> RatingShown {
    let PromisesJudged { kept, missed } = payment.promises;
    let promise_words = match kept + missed {
        0 => String::new(),
        1 if missed == 1 => "its one promise was missed".to_owned(),
        all => format!("{missed} of {all} promises missed"),
    };
    RatingShown {
        rating: payment.rating,
        words: payment.rating.map_or("Not rated yet", |rating| rating.label()).to_owned(),
        promise_words,
        working: payment.days_late.working,
    }
}

/// What needs attention before something is bought.
pub(super) fn warnings(
    debtor: &Debtor,
    limit: Option<&LimitUse>,
    group: Option<&GroupOnPage>,
    today: Day,
) -> Vec<String> {
    let mut all = Vec::new();
    if debtor.is_insolvent {
        all.push("In insolvency: nothing more should be bought.".to_owned());
    }
    match debtor.status {
        DebtorStatus::Pending => {
            all.push("Not approved yet: nothing is bought before it is.".to_owned());
        }
        DebtorStatus::OnStop => all.push("On stop: nothing more is bought.".to_owned()),
        DebtorStatus::Approved | DebtorStatus::Archived => {}
    }
    if limit.is_some_and(|limit| limit.is_over) {
        all.push("More is open than its limit allows.".to_owned());
    }
    if let Some(until) = debtor.limit_until.filter(|&until| until < today) {
        all.push(format!(
            "Its limit ended {}. Renew it or lower what is open.",
            until.format_short()
        ));
    }
    if let Some(on) = debtor.limit_review_on.filter(|&on| on <= today) {
        all.push(format!("Its limit is due for review since {}.", on.format_short()));
    }
    if let Some(group) =
        group.filter(|group| group.limit.as_ref().is_some_and(|limit| limit.is_over))
    {
        all.push(format!("More is open on {} than the group's limit allows.", group.name));
    }
    all
}
