//! One letter as it would be made: its words, its tables, and everything its paper needs.

use chrono::{DateTime, FixedOffset};
use factor_domain::contract::{
    Filled, LetterFacts, LetterKind, LetterNamed, PayoffNamed, RecordKind, ReminderLevel, Values,
    fill, letter_values,
};
use factor_domain::party::PageSize;
use factor_domain::{Day, Money};
use factor_store::{Sha256, StoreError};
use serde::{Deserialize, Serialize};

use crate::books::out_of_range;
use crate::contracts::paper_data::LetterheadData;
use crate::contracts::{answers, letterhead};
use crate::debtors::how_words;
use crate::error::AppError;
use crate::letters::about::{About, Listed};
use crate::letters::asked::Asked;
use crate::letters::remind::Reminder;
use crate::letters::{NOTHING, day_words};

/// The finished words and numbers of a letter, not where they came from: a later version of the
/// wording or a changed address must not change what was made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct LetterData {
    /// Of this shape; counts up if it ever changes.
    format: u32,
    /// SHA-256 of the template as JSON, hex.
    template_sha256: String,
    pub(super) number: String,
    /// The moment written into the file, with the office's offset from UTC.
    pub(super) created: DateTime<FixedOffset>,
    pub(super) dated_on: Day,
    pub(super) page_size: PageSize,
    pub(super) letterhead: LetterheadData,
    /// The name, then the lines of the address.
    pub(super) addressee: Vec<String>,
    pub(super) firm_name: String,
    pub(super) client_name: String,
    pub(super) filled: Filled,
    pub(super) tables: Tables,
    /// What filled it; not kept, because every value in use stands in `filled`.
    #[serde(skip)]
    values: Values,
}

/// What stands in the tables, written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Tables {
    pub(super) payment: Vec<(String, String)>,
    pub(super) invoices: Vec<Vec<String>>,
    pub(super) invoices_total: String,
    pub(super) payoff_invoices: Vec<Vec<String>>,
    pub(super) figures: Vec<(String, String)>,
    pub(super) figures_total: (String, String),
    #[serde(default)]
    pub(super) late: LateTables,
}

/// What stands in the tables of a reminder, written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct LateTables {
    /// Number, seller, day, due day, days late, open, interest, fee and total.
    pub(super) invoices: Vec<[String; 9]>,
    /// The sums of the last four.
    pub(super) totals: [String; 4],
    /// Number, kind, day and sending.
    pub(super) earlier: Vec<[String; 4]>,
    /// What the letter asks for once, in the columns of the invoices.
    #[serde(default)]
    pub(super) fee: Option<[String; 9]>,
}

const FORMAT: u32 = 1;

impl LetterData {
    /// Fills the wording; what is missing is marked in it.
    ///
    /// # Errors
    /// A sum that no amount holds.
    pub(crate) fn new(asked: &Asked, about: &About, number: String) -> Result<Self, AppError> {
        let facts = facts(asked, about, &number)?;
        let firm = &asked.profile.firm;
        let client = about.client.as_ref().map(|record| &record.client);
        let values = letter_values(firm, client, &facts);
        let template = serde_json::to_vec(&asked.template).map_err(|e| AppError::failed(&e))?;
        Ok(LetterData {
            format: FORMAT,
            template_sha256: Sha256::of(&template).to_string(),
            number,
            created: asked.now.utc().with_timezone(&asked.now.zone()).fixed_offset(),
            dated_on: asked.now.day(),
            page_size: firm.page_size,
            letterhead: letterhead(firm, asked.profile.logo_sha256.clone()),
            addressee: std::iter::once(about.name()).chain(about.address_lines()).collect(),
            firm_name: firm.name.to_string(),
            client_name: client.map_or_else(String::new, |one| one.legal_name.to_string()),
            filled: fill(&asked.template, &values),
            tables: tables(asked, about)?,
            values,
        })
    }

    /// The number it carries.
    pub(crate) fn number(&self) -> &str {
        &self.number
    }

    /// The finished words.
    pub(crate) const fn filled(&self) -> &Filled {
        &self.filled
    }

    /// What nobody has entered, with where it is entered, as a sentence; none where all is there.
    pub(super) fn missing_words(&self) -> Option<String> {
        let missing = self.filled.missing.iter();
        let missing: Vec<String> = missing
            .map(|value| format!("{} ({})", value.label, answers::place(value.where_to_fill)))
            .collect();
        (!missing.is_empty()).then(|| format!("Missing: {}.", missing.join(", ")))
    }

    /// What it was filled with.
    pub(crate) const fn values(&self) -> &Values {
        &self.values
    }

    /// # Errors
    /// Only if it cannot be written as JSON.
    pub(super) fn to_json(&self) -> Result<String, AppError> {
        serde_json::to_string(self).map_err(|cause| StoreError::bad_row("letter", cause).into())
    }
}

fn facts(asked: &Asked, about: &About, number: &str) -> Result<LetterFacts, AppError> {
    let debtor = about.debtor.as_ref().map(|record| &record.debtor);
    let notice = about.notice.as_ref().and_then(|notice| notice.letter.clone());
    let payoff = about.payoff.as_ref().map(|payoff| {
        let early = payoff.total.working.lines.iter();
        let early = early.filter(|line| line.label == "Early termination");
        PayoffNamed {
            total: payoff.total.value,
            good_through: asked.good_through,
            per_diem: payoff.per_diem,
            early_termination: early
                .filter_map(|line| line.amount)
                .next()
                .unwrap_or(Money::zero(payoff.per_diem.currency())),
        }
    });
    Ok(LetterFacts {
        number: number.to_owned(),
        date: Some(asked.now.day()),
        effective_on: Some(asked.effective_on),
        reply_by: Some(asked.reply_by),
        filing: asked.filing.clone(),
        debtor: debtor.map(|debtor| (debtor.name.to_string(), debtor.address.clone())),
        agreement: about.agreement.clone(),
        notice: notice.map(|(_, number, dated_on)| LetterNamed { number, dated_on }),
        bank: asked.bank.clone(),
        invoices: about.total()?.map(|total| (about.invoices.len(), total)),
        payoff,
        dispute_by: Some(asked.dispute_by),
        due_by: Some(asked.due_by),
        sellers: about.reminder.as_ref().map_or_else(String::new, Reminder::sellers),
        earlier: about.reminder.as_ref().zip(asked.kind.reminder()).and_then(earlier),
        printed_from: asked.printed_from.clone(),
        discussion: about.discussed.as_ref().map(|discussed| discussed.named.clone()),
        late: match &about.reminder {
            Some(reminder) => reminder.late(&about.invoices)?,
            None => None,
        },
    })
}

fn earlier((reminder, level): (&Reminder, ReminderLevel)) -> Option<LetterNamed> {
    reminder.earlier(level)
}

fn tables(asked: &Asked, about: &About) -> Result<Tables, AppError> {
    let mut tables = Tables { payment: payment(asked), ..Tables::default() };
    match &about.payoff {
        None if about.reminder.is_some() => tables.late = late(asked, about)?,
        None => {
            tables.invoices = about.invoices.iter().map(invoice_row).collect();
            let total = about.total()?.map(Money::format_grouped);
            tables.invoices_total = total.unwrap_or_default();
        }
        Some(payoff) => {
            for listed in &about.invoices {
                tables.payoff_invoices.push(payoff_row(listed)?);
            }
            let working = &payoff.total.working;
            tables.figures = working
                .lines
                .iter()
                .map(|line| {
                    let amount = line.amount.map_or_else(String::new, Money::format_grouped);
                    (format!("{}, {}", line.label, line.detail), amount)
                })
                .collect();
            let total = payoff.total.value.format_with_code();
            tables.figures_total = (working.total_label.clone(), total);
        }
    }
    Ok(tables)
}

/// Where to pay. Money by post goes to the firm's own address.
fn payment(asked: &Asked) -> Vec<(String, String)> {
    let firm = &asked.profile.firm;
    let mut rows = Vec::new();
    let mut row = |label: &str, value: &str| {
        if !value.is_empty() {
            rows.push((label.to_owned(), value.to_owned()));
        }
    };
    let payee = asked.bank.as_ref().map_or(firm.name.as_str(), |bank| bank.holder.as_str());
    row("Payee", payee);
    if let Some(bank) = &asked.bank {
        row("Bank", bank.bank.as_str());
        row("Routing number", bank.routing.as_str());
        row("Account number", bank.number.as_str());
    }
    row("By post", &firm.address.lines().join(", "));
    rows
}

fn invoice_row(listed: &Listed) -> Vec<String> {
    vec![
        listed.number.clone(),
        listed.invoiced_on.format_short(),
        listed.due_on.map_or_else(|| NOTHING.to_owned(), Day::format_short),
        listed.amount.format_grouped(),
    ]
}

/// The tables of a reminder.
fn late(asked: &Asked, about: &About) -> Result<LateTables, AppError> {
    let zero = Money::zero(asked.profile.firm.currency);
    let mut sums = [zero; 4];
    let mut invoices = Vec::with_capacity(about.invoices.len());
    for (listed, line) in about.invoices.iter().filter_map(|one| Some((one, one.late.as_ref()?))) {
        let amounts = [listed.amount, line.interest, line.fee, line.total];
        for (sum, amount) in sums.iter_mut().zip(amounts) {
            *sum = sum.plus(amount).map_err(out_of_range)?;
        }
        let [open, interest, fee, total] = amounts.map(Money::format_grouped);
        invoices.push([
            listed.number.clone(),
            line.seller.clone(),
            listed.invoiced_on.format_short(),
            listed.due_on.map_or_else(|| NOTHING.to_owned(), Day::format_short),
            line.days_late.to_string(),
            open,
            interest,
            fee,
            total,
        ]);
    }
    let asked_once = about.fee().filter(|fee| fee.amount.is_positive());
    let asked_once = asked_once.filter(|_| asked.kind.names_charges());
    if let Some(fee) = asked_once {
        let [_, _, fees, all] = &mut sums;
        for sum in [fees, all] {
            *sum = sum.plus(fee.amount).map_err(out_of_range)?;
        }
    }
    let fee = asked_once.map(|fee| {
        let amount = fee.amount.format_grouped();
        let none = String::new;
        let (label, all) = (fee.label(), amount.clone());
        [label, none(), none(), none(), none(), none(), none(), amount, all]
    });
    let earlier = about.reminder.iter().flat_map(Reminder::history);
    let earlier = earlier.map(|one| {
        let on = one.sent_on.map_or_else(|| NOTHING.to_owned(), Day::format_short);
        let sent = format!("{on}{}", one.how.map_or("", how_words));
        [one.number.to_string(), one.kind.label().to_owned(), one.dated_on.format_short(), sent]
    });
    let totals = sums.map(Money::format_grouped);
    Ok(LateTables { invoices, totals, earlier: earlier.collect(), fee })
}

fn payoff_row(listed: &Listed) -> Result<Vec<String>, AppError> {
    let cost = listed.payoff.map(|cost| {
        let advance = cost.advance_out().map_err(|e| crate::books::refused(&e))?;
        Ok::<_, AppError>((advance.format_grouped(), cost.fees.format_grouped()))
    });
    let (advance, fees) = cost.transpose()?.unwrap_or_default();
    Ok(vec![
        listed.number.clone(),
        listed.debtor.clone(),
        listed.due_on.map_or_else(|| NOTHING.to_owned(), Day::format_short),
        listed.amount.format_grouped(),
        advance,
        fees,
    ])
}

/// At the right of the title.
pub(super) fn facts_shown(data: &LetterData, kind: LetterKind) -> Vec<(String, String)> {
    let what = match kind.printed_from() {
        Some(RecordKind::Statement) => "Statement",
        Some(RecordKind::Schedule) => "Schedule",
        Some(RecordKind::ChargeBack) => "Notice",
        None => "Letter",
    };
    let mut facts = vec![
        (what.to_owned(), data.number.clone()),
        ("Dated".to_owned(), day_words(data.dated_on)),
    ];
    if kind == LetterKind::Payoff {
        facts.push(("For".to_owned(), data.client_name.clone()));
    }
    facts
}
