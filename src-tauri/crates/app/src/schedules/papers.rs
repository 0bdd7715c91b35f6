//! The papers of a schedule: shown, saved, printed; and the instruction for the bank.

use factor_documents::{Paper, schedule_of_accounts};
use factor_domain::contract::{LetterKind, PrintedFrom, ScheduleNamed, Template};
use factor_domain::{ClientId, Day};
use factor_store::schedule::{self, ScheduleFilter};
use factor_store::{Connection, Papers, Sha256, StoreError, client, firm, funding};

use crate::contracts::logo;
use crate::contracts::wire::PdfData;
use crate::desk::{Change, Reading};
use crate::error::AppError;
use crate::letters::wire::LetterTo;
use crate::letters::{self, LetterData, MadePaper, printed_from};
use crate::now::Now;
use crate::preferences::blocking;
use crate::schedules::funding::Staged;
use crate::schedules::page::page;
use crate::schedules::paper_sheet::Sheet;
use crate::schedules::wire::{
    PayoutMethod, ScheduleAsked, SchedulePage, SchedulePaper, SchedulePaperAsked,
};
use crate::vault::wire::{FileSaved, Nothing};
use crate::wordings::letter_saved_last;

/// A paper of a schedule.
///
/// # Errors
/// A funding report of a schedule that is not funded; a firm without a profile.
pub async fn schedule_pdf(
    reading: &Reading<'_>,
    input: SchedulePaperAsked,
) -> Result<PdfData, AppError> {
    Ok(letters::shown(&made(reading, input).await?))
}

/// Saves a paper of a schedule where the user chooses.
///
/// # Errors
/// As [`schedule_pdf`], or why it could not be written.
pub async fn save_schedule_pdf(
    reading: &Reading<'_>,
    input: SchedulePaperAsked,
) -> Result<FileSaved, AppError> {
    letters::save(reading, made(reading, input).await?).await
}

/// Hands a paper of a schedule to the computer's printing.
///
/// # Errors
/// As [`schedule_pdf`], or why it could not be printed.
pub async fn print_schedule(
    reading: &Reading<'_>,
    input: SchedulePaperAsked,
) -> Result<Nothing, AppError> {
    letters::print(reading, made(reading, input).await?).await
}

/// Saves the instruction that was written for the bank when the funding was confirmed.
///
/// # Errors
/// A schedule that is not funded, or why it could not be written.
pub async fn save_payment_instruction(
    reading: &Reading<'_>,
    input: ScheduleAsked,
) -> Result<FileSaved, AppError> {
    let mut ledger = reading.ledger.read().await?;
    let kept = funding::of_schedule(&mut ledger, input.schedule_id).await?;
    let booked = kept.and_then(|kept| kept.booked);
    let page = page(&mut ledger, input.schedule_id, reading.now).await?;
    drop(ledger);
    let (Some(booked), Some(done)) = (booked, page.funding) else {
        return Err(AppError::refused("This schedule is not funded, so there is no payment."));
    };
    let hash = Sha256::from_hex(&booked.instruction)
        .ok_or_else(|| StoreError::bad_row("funding", "a hash that is none"))?;
    let bytes = reading.papers.get(hash).await?;
    letters::save(reading, MadePaper::kept(done.instruction, bytes)).await
}

/// What a person types into the bank's own program, or sends to the bank.
pub(super) fn instruction(staged: &Staged, firm: &str, reference: &str, today: Day) -> String {
    let facts = &staged.draft.facts;
    let account = facts.client.client.bank_account.as_ref();
    let text = |value: Option<String>| value.filter(|text| !text.is_empty()).unwrap_or_default();
    let from = staged.pay_from.as_ref();
    let way = match staged.method {
        PayoutMethod::Wire => "Wire",
        PayoutMethod::Ach => "ACH credit",
        PayoutMethod::Check => "Check",
    };
    let mut rows = vec![
        ("Payment", way.to_owned()),
        ("Date", today.format_long()),
        ("Amount", staged.purchase.totals.net.format_with_code()),
        ("From", firm.to_owned()),
        ("Account", text(from.map(|from| format!("{} {}", from.name, from.number)))),
        ("To", facts.client.client.legal_name.to_string()),
    ];
    if staged.method != PayoutMethod::Check {
        rows.extend([
            ("Holder", text(account.map(|account| account.holder.to_string()))),
            ("Bank", text(account.map(|account| account.bank.to_string()))),
            ("Routing", text(account.map(|account| account.routing.to_string()))),
            ("Number", text(account.map(|account| account.number.as_str().to_owned()))),
        ]);
    }
    rows.push(("Purpose", format!("Purchase of {}", facts.schedule.number)));
    if !reference.is_empty() {
        rows.push(("Reference", reference.to_owned()));
    }
    let lines: Vec<String> = rows
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(label, value)| format!("{label:<10} {value}\r\n"))
        .collect();
    lines.concat()
}

async fn made(reading: &Reading<'_>, input: SchedulePaperAsked) -> Result<MadePaper, AppError> {
    let mut ledger = reading.ledger.read().await?;
    paper(&mut ledger, reading.papers, input, reading.now).await
}

/// A paper of a schedule, set.
///
/// # Errors
/// As [`schedule_pdf`].
pub(crate) async fn paper(
    ledger: &mut Connection,
    papers: &Papers,
    input: SchedulePaperAsked,
    now: Now,
) -> Result<MadePaper, AppError> {
    let id = input.schedule_id;
    let paper = match input.paper {
        SchedulePaper::ScheduleOfAccounts => {
            if let Some(kept) = funding::paper_of(ledger, id).await? {
                let number = schedule::load(ledger, id).await?.number;
                let bytes = papers.get(kept).await?;
                return Ok(MadePaper::kept(schedule_name(number.as_str()), bytes));
            }
            let template = in_use(ledger).await?;
            let page = page(ledger, id, now).await?;
            let sheet = Sheet::load(ledger, papers, page, now).await?;
            let words = sheet.words(ledger, template, now).await?.complete()?;
            sheet.assignment(words.printed())
        }
        SchedulePaper::FundingReport => {
            let page = page(ledger, id, now).await?;
            Sheet::load(ledger, papers, page, now).await?.funding()?
        }
    };
    let name = match input.paper {
        SchedulePaper::ScheduleOfAccounts => schedule_name(&paper.number),
        SchedulePaper::FundingReport => format!("{}-funding.pdf", paper.number),
    };
    letters::set(name, move || schedule_of_accounts(&paper)).await
}

fn schedule_name(number: &str) -> String {
    format!("{number}.pdf")
}

async fn in_use(connection: &mut Connection) -> Result<Template, AppError> {
    letter_saved_last(connection, LetterKind::ScheduleOfAccounts).await
}

/// Keeps the schedule of accounts as it is printed at the funding, so that a later wording does not
/// change it. A paper that lacks a value or a character is not kept: it says so whenever it is
/// opened, until that is mended.
///
/// # Errors
/// Of the storage.
pub(super) async fn keep(
    change: &mut Change<'_>,
    funding: i64,
    page: &SchedulePage,
) -> Result<(), AppError> {
    let now = change.now;
    let template = in_use(&mut change.tx).await?;
    let sheet = Sheet::load(&mut change.tx, change.papers, page.clone(), now).await?;
    let words = sheet.words(&mut change.tx, template, now).await?;
    if !words.filled().is_complete() {
        return Ok(());
    }
    let paper = sheet.assignment(words.printed());
    let paper = blocking(move || schedule_of_accounts(&paper)).await??;
    if paper.missing_glyphs.is_empty() {
        let hash = change.papers.put(&paper.bytes).await?;
        funding::keep_paper(&mut change.tx, funding, hash).await?;
    }
    Ok(())
}

/// The newest schedule of a client in this wording, as the editor of wordings shows it; none where
/// the client has no schedule.
///
/// # Errors
/// Of the storage; no profile of the firm.
pub(crate) async fn sample(
    reading: &Reading<'_>,
    client: ClientId,
    template: Template,
) -> Result<Option<(LetterData, Paper)>, AppError> {
    let now = reading.now;
    let mut ledger = reading.ledger.read().await?;
    let newest =
        ScheduleFilter { client: Some(client), state: None, text: "", offset: 0, limit: 1 };
    let found = schedule::list(&mut ledger, &newest).await?;
    let Some(row) = found.rows.first() else { return Ok(None) };
    let page = page(&mut ledger, row.schedule(), now).await?;
    let sheet = Sheet::load(&mut ledger, reading.papers, page, now).await?;
    let words = sheet.words(&mut ledger, template, now).await?;
    drop(ledger);
    let paper = sheet.assignment(words.printed());
    let paper = blocking(move || schedule_of_accounts(&paper)).await??;
    Ok(Some((words, paper)))
}

impl Sheet {
    /// # Errors
    /// A client that is not there, a firm without a profile.
    async fn load(
        connection: &mut Connection,
        papers: &Papers,
        page: SchedulePage,
        now: Now,
    ) -> Result<Sheet, AppError> {
        let record = client::load(connection, page.client.id).await?;
        let record = record.ok_or_else(|| AppError::not_found("client"))?;
        let profile = firm::load(connection).await?;
        let profile =
            profile.ok_or_else(|| AppError::refused("Enter the firm's profile first."))?;
        let logo = logo(papers, profile.logo_sha256.as_deref(), "firm").await?;
        Ok(Sheet {
            page,
            firm: profile.firm,
            client: record.client,
            logo,
            created: now.utc().with_timezone(&now.zone()).fixed_offset(),
        })
    }

    /// Its words, in this wording.
    ///
    /// # Errors
    /// Of the storage.
    async fn words(
        &self,
        connection: &mut Connection,
        template: Template,
        now: Now,
    ) -> Result<LetterData, AppError> {
        let record = PrintedFrom::Schedule(ScheduleNamed {
            number: self.page.number.clone(),
            offered_on: self.page.offered_on.unwrap_or_else(|| now.day()),
        });
        let to = LetterTo { client_id: Some(self.page.client.id), debtor_id: None };
        printed_from::filled(connection, template, record, to, now).await
    }
}
