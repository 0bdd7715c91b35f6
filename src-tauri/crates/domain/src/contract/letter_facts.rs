//! What a letter knows beside the records: its number and days, the notice, the invoices.

use super::facts::{put, put_client, put_firm, street, town};
use super::letter::LetterKind;
use super::value::{ValueSource, Values};
use crate::day::Day;
use crate::money::Money;
use crate::party::{Address, Client, Firm};
use crate::text::BankAccount;

/// The facts of one letter.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LetterFacts {
    /// "LTR-2026-0042"; a preview says what it is instead.
    pub number: String,
    /// The day printed as its date.
    pub date: Option<Day>,
    /// From when it holds.
    pub effective_on: Option<Day>,
    /// By when an answer is asked for.
    pub reply_by: Option<Day>,
    /// Number and date of the filing that ends a financing statement; may be empty.
    pub filing: String,
    /// Name and address of the debtor, of a letter that is about one.
    pub debtor: Option<(String, Address)>,
    /// The signed contract.
    pub agreement: Option<AgreementNamed>,
    /// The notice of assignment that a release ends.
    pub notice: Option<LetterNamed>,
    /// Where to pay.
    pub bank: Option<BankAccount>,
    /// How many invoices it lists, and their sum; none where it lists none.
    pub invoices: Option<(usize, Money)>,
    /// The figures of a payoff letter.
    pub payoff: Option<PayoffNamed>,
    /// By when a dispute is to be said in writing.
    pub dispute_by: Option<Day>,
    /// Through which day a courtesy letter looks.
    pub due_by: Option<Day>,
    /// Who sold the listed invoices; may be empty.
    pub sellers: String,
    /// The reminder that went before.
    pub earlier: Option<LetterNamed>,
    /// What paying late has added, of a reminder.
    pub late: Option<LateNamed>,
    /// What a confirmation says back.
    pub discussion: Option<DiscussionNamed>,
    /// What it is printed from, where it is no letter of its own.
    pub printed_from: Option<PrintedFrom>,
}

/// The record that a paper is printed from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PrintedFrom {
    /// A cover's statement.
    Statement(StatementNamed),
    /// The invoices that are assigned.
    Schedule(ScheduleNamed),
    /// The invoice that goes back.
    ChargeBack(ChargeBackNamed),
}

impl PrintedFrom {
    /// What is printed from it.
    #[must_use]
    pub const fn kind(&self) -> LetterKind {
        match self {
            PrintedFrom::Statement(_) => LetterKind::StatementCover,
            PrintedFrom::Schedule(_) => LetterKind::ScheduleOfAccounts,
            PrintedFrom::ChargeBack(_) => LetterKind::ChargeBackNotice,
        }
    }

    /// The number of the record.
    #[must_use]
    pub fn number(&self) -> &str {
        match self {
            PrintedFrom::Statement(statement) => &statement.number,
            PrintedFrom::Schedule(schedule) => &schedule.number,
            PrintedFrom::ChargeBack(case) => &case.number,
        }
    }
}

/// A schedule as its paper names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScheduleNamed {
    /// "SCH-0269"
    pub number: String,
    /// The day it was offered.
    pub offered_on: Day,
}

/// A charge-back as its notice names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChargeBackNamed {
    /// "CB-00012"
    pub number: String,
    /// The invoice's number.
    pub invoice: String,
    /// The debtor that has not paid it.
    pub debtor: String,
    /// What happens and why, in whole sentences.
    pub what: String,
    /// What the client owes.
    pub amount: Money,
    /// By when.
    pub due_on: Day,
}

/// The signed contract, as letters name it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgreementNamed {
    /// "CTR-2026-014"
    pub number: String,
    /// The day it was dated.
    pub dated_on: Day,
}

/// A letter as another one names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LetterNamed {
    /// "LTR-2026-0007"
    pub number: String,
    /// The day it was dated.
    pub dated_on: Day,
}

/// The figures a payoff letter puts into sentences.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PayoffNamed {
    /// The sum.
    pub total: Money,
    /// The last day it is good.
    pub good_through: Day,
    /// What the next day adds.
    pub per_diem: Money,
    /// The fee for leaving early.
    pub early_termination: Money,
}

/// A statement as its cover names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatementNamed {
    /// "ST-2026-0042"
    pub number: String,
    /// "October 1 to 31, 2026"
    pub period: String,
    /// How many it has.
    pub pages: u32,
}

/// A discussion as its confirmation says it back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DiscussionNamed {
    /// Who was spoken to.
    pub contact: String,
    /// The day.
    pub on: Day,
    /// "by telephone".
    pub channel: String,
    /// What was said.
    pub said: String,
    /// What was promised; may be empty.
    pub promised: String,
    /// When the firm turns to them again.
    pub next_on: Option<Day>,
}

/// The late charges that a reminder puts into sentences.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LateNamed {
    /// Interest of all listed invoices to the day of the letter.
    pub interest: Money,
    /// Fixed sums of all of them.
    pub fees: Money,
    /// Both together.
    pub charges: Money,
    /// What is open and both together.
    pub due: Money,
    /// What each further day adds.
    pub per_day: Money,
    /// Why they are owed, in whole sentences; empty where nothing is charged.
    pub basis: String,
}

/// Every merge field of a letter that the records, the books and the letter itself give a value to.
/// A letter about invoices of several clients has no client.
#[must_use]
pub fn letter_values(firm: &Firm, client: Option<&Client>, letter: &LetterFacts) -> Values {
    let mut values = Values::new();
    put_firm(&mut values, firm);
    if let Some(client) = client {
        put_client(&mut values, client);
    }
    if let Some((name, address)) = &letter.debtor {
        let source = ValueSource::DebtorRecord;
        put(&mut values, "debtor.name", source, name);
        put(&mut values, "debtor.address", source, &street(address));
        put(&mut values, "debtor.town", source, &town(address));
    }
    put_letter(&mut values, letter);
    if let Some(bank) = &letter.bank {
        let source = ValueSource::FirmAccount;
        put(&mut values, "payment.payee", source, bank.holder.as_str());
        put(&mut values, "payment.bank", source, bank.bank.as_str());
        put(&mut values, "payment.routing", source, bank.routing.as_str());
        put(&mut values, "payment.account", source, bank.number.as_str());
    }
    put_figures(&mut values, letter);
    values
}

fn put_letter(values: &mut Values, letter: &LetterFacts) {
    let day = |day: Option<Day>| day.map(Day::format_long).unwrap_or_default();
    for (path, text) in [
        ("letter.number", letter.number.clone()),
        ("letter.date", day(letter.date)),
        ("letter.effective_date", day(letter.effective_on)),
        ("letter.reply_by", day(letter.reply_by)),
        ("letter.dispute_by", day(letter.dispute_by)),
        ("letter.due_by", day(letter.due_by)),
        ("letter.filing", letter.filing.trim().to_owned()),
    ] {
        put(values, path, ValueSource::Letter, &text);
    }
    if let Some(agreement) = &letter.agreement {
        put(values, "contract.number", ValueSource::Contract, &agreement.number);
        let dated = agreement.dated_on.format_long();
        put(values, "contract.date", ValueSource::Contract, &dated);
    }
    if let Some(notice) = &letter.notice {
        put(values, "notice.number", ValueSource::Letter, &notice.number);
        put(values, "notice.date", ValueSource::Letter, &notice.dated_on.format_long());
    }
    if let Some(discussion) = &letter.discussion {
        let mut said = |path: &str, text: &str| put(values, path, ValueSource::Note, text);
        said("discussion.contact", &discussion.contact);
        said("discussion.day", &discussion.on.format_long());
        said("discussion.channel", &discussion.channel);
        said("discussion.said", &discussion.said);
        said("discussion.promised", &discussion.promised);
        said("discussion.next_day", &day(discussion.next_on));
    }
    if let Some(record) = &letter.printed_from {
        put_record(values, record);
    }
    if let Some(earlier) = &letter.earlier {
        put(values, "earlier.number", ValueSource::Letter, &earlier.number);
        put(values, "earlier.date", ValueSource::Letter, &earlier.dated_on.format_long());
    }
}

fn put_record(values: &mut Values, record: &PrintedFrom) {
    match record {
        PrintedFrom::Statement(statement) => {
            let source = ValueSource::Statement;
            put(values, "statement.number", source, &statement.number);
            put(values, "statement.period", source, &statement.period);
            put(values, "statement.pages", source, &statement.pages.to_string());
        }
        PrintedFrom::Schedule(schedule) => {
            let source = ValueSource::Schedule;
            put(values, "schedule.number", source, &schedule.number);
            put(values, "schedule.date", source, &schedule.offered_on.format_long());
        }
        PrintedFrom::ChargeBack(case) => {
            let source = ValueSource::ChargeBack;
            put(values, "charge_back.number", source, &case.number);
            put(values, "charge_back.invoice", source, &case.invoice);
            put(values, "charge_back.debtor", source, &case.debtor);
            put(values, "charge_back.what", source, &case.what);
            put(values, "charge_back.amount", source, &case.amount.format_with_code());
            put(values, "charge_back.due_on", source, &case.due_on.format_long());
        }
    }
}

fn put_figures(values: &mut Values, letter: &LetterFacts) {
    let mut figure = |path: &str, text: &str| put(values, path, ValueSource::Books, text);
    if let Some((count, total)) = letter.invoices {
        figure("invoices.count", &count.to_string());
        figure("invoices.total", &total.format_with_code());
    }
    if !letter.sellers.is_empty() {
        figure("invoices.sellers", &letter.sellers);
    }
    if let Some(late) = &letter.late {
        figure("late.interest", &late.interest.format_with_code());
        figure("late.fees", &late.fees.format_with_code());
        figure("late.charges", &late.charges.format_with_code());
        figure("late.due", &late.due.format_with_code());
        figure("late.per_day", &late.per_day.format_with_code());
        figure("late.basis", &late.basis);
    }
    if let Some(payoff) = &letter.payoff {
        figure("payoff.total", &payoff.total.format_with_code());
        figure("payoff.good_through", &payoff.good_through.format_long());
        figure("payoff.per_diem", &payoff.per_diem.format_with_code());
        figure("payoff.early_termination", &payoff.early_termination.format_with_code());
    }
}
