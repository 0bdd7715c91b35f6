//! One statement, from the books to the paper that is kept.

use factor_documents::StatementPaper;
use factor_domain::statement::{LateRule, Period};
use factor_domain::{Money, StatementId};
use factor_store::book::ItemFilter;
use factor_store::statement::{self as kept, NewStatement, Party, Run, RunScope};
use factor_store::{Connection, Papers, client, debtor};

use crate::desk::Change;
use crate::error::AppError;
use crate::now::Now;
use crate::statements::books::Books;
use crate::statements::paper::{self, FirmHead};
use crate::statements::wire::StatementFigure;
use crate::statements::{client_paper, debtor_paper, subject};

/// Everything that the statements of one period have in common, read in one moment.
pub(super) struct Maker {
    pub(super) books: Books,
    head: FirmHead,
}

/// A statement that could be given out.
pub(super) struct Ready {
    pub(super) name: String,
    pub(super) figures: Vec<StatementFigure>,
    pub(super) amount: Money,
    /// Nothing is owed, held or moved.
    pub(super) is_empty: bool,
    pub(super) paper: StatementPaper,
}

impl Maker {
    pub(super) async fn load(
        ledger: &mut Connection,
        papers: &Papers,
        now: Now,
        (period, rule): (Period, LateRule),
        filter: ItemFilter,
    ) -> Result<Maker, AppError> {
        let head = FirmHead::load(ledger, papers, now).await?;
        Ok(Maker { books: Books::load(ledger, period, rule, filter).await?, head })
    }

    pub(super) async fn ready(
        &self,
        ledger: &mut Connection,
        party: Party,
        number: &str,
    ) -> Result<Ready, AppError> {
        match party {
            Party::Client(id) => {
                let record = client::load(ledger, id).await?;
                let record = record.ok_or_else(|| AppError::not_found("client"))?;
                let stated = self.books.client(ledger, id).await?;
                Ok(Ready {
                    name: record.client.display_name().to_owned(),
                    figures: client_paper::figures(&stated.statement)?,
                    amount: client_paper::amount(&stated.statement),
                    is_empty: stated.statement.is_empty(),
                    paper: client_paper::paper(&self.head, &record.client, &stated, number)?,
                })
            }
            Party::Debtor(id) => {
                let record = debtor::load(ledger, id).await?.debtor;
                let stated = self.books.debtor(ledger, id).await?;
                let whom = (record.name.as_str(), &record.address);
                Ok(Ready {
                    name: record.name.to_string(),
                    figures: debtor_paper::figures(&stated.statement),
                    amount: stated.statement.due_with_charges,
                    is_empty: stated.statement.is_empty(),
                    paper: debtor_paper::paper(&self.head, whom, &stated, number)?,
                })
            }
        }
    }

    /// Makes a statement and keeps it; none if there is nothing to tell.
    pub(super) async fn keep(
        &self,
        change: &mut Change<'_>,
        party: Party,
        run: &Run,
    ) -> Result<Option<StatementId>, AppError> {
        let number = kept::next_number(&mut change.tx, change.now.day().year()).await?;
        let ready = self.ready(&mut change.tx, party, &number.to_string()).await?;
        if ready.is_empty && run.scope == RunScope::All {
            return Ok(None);
        }
        let paper = paper::set(ready.paper).await?;
        if let Some(warning) = paper::warnings(&paper).into_iter().next() {
            let advice = "Write it with other letters where it is kept.";
            return Err(AppError::refused(format!("{warning} {advice}")));
        }
        let figures = serde_json::to_string(&ready.figures);
        let figures = figures.map_err(|cause| AppError::failed(&cause))?;
        let new = NewStatement {
            number,
            party,
            run: Some(run.id),
            name: &ready.name,
            period: self.books.period,
            last_entry: self.books.last_entry(),
            amount: ready.amount,
            figures: &figures,
            pages: u32::try_from(paper.pages).unwrap_or(u32::MAX),
            sha256: change.papers.put(&paper.bytes).await?,
            made_by: &run.begun_by,
        };
        let id = kept::insert(&mut change.tx, &new, &change.now.stamp()).await?;
        let detail = serde_json::json!({
            "number": number.to_string(), "run_id": run.id, "sha256": new.sha256.to_string(),
        });
        change.record("statement.made", subject("statement", id), &detail)?;
        Ok(Some(id))
    }
}
