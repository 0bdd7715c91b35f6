//! A charge-back or a write-off as it would be booked, and as the window shows it.

use factor_domain::settlement::RecoverySource;
use factor_domain::{Day, Entry, Money, Refusal, Worked};
use factor_store::book::{self, Names, NamesAsked};
use factor_store::recourse::{CaseSums, Ground};
use factor_store::{Connection, Sha256, StoreError, recourse as stored};
use serde_json::json;

use crate::books::{client_named, explained, invoice_number, refused};
use crate::bought::Bought;
use crate::error::AppError;
use crate::recourse::wire::{RecourseStagedPage, RecoveryStep};
use crate::releases::{Gathered, entry_lines};

/// What would be booked.
pub(super) struct Staged {
    pub life: Bought,
    pub ground: Ground,
    pub is_part: bool,
    pub sums: CaseSums,
    pub amount: Worked<Money>,
    pub entries: Vec<Entry>,
    pub on: Day,
    pub due_on: Day,
    /// Whatever else was typed or chosen, so that the fingerprint knows it.
    pub typed: String,
}

impl Staged {
    /// Changes with anything that it was worked out from.
    pub fn fingerprint(&self) -> String {
        let seen = json!({
            "invoice": self.life.row.id,
            "ground": self.ground.as_str(),
            "on": self.on,
            "typed": self.typed,
            "entries": self.entries,
        });
        Sha256::of(seen.to_string().as_bytes()).to_string()
    }

    /// # Errors
    /// If it is not what was shown.
    pub fn check(&self, shown: &str) -> Result<(), AppError> {
        if self.fingerprint() == shown {
            return Ok(());
        }
        Err(AppError::refused(format!(
            "Invoice {} has changed since it was shown. Look again and confirm what you see.",
            self.life.row.form.number.as_str()
        )))
    }
}

/// The names of an invoice, its client and its debtor.
pub(super) async fn names(connection: &mut Connection, life: &Bought) -> Result<Names, AppError> {
    let asked = NamesAsked {
        clients: vec![life.row.form.client],
        debtors: vec![life.row.form.debtor],
        invoices: vec![life.row.id],
        ..NamesAsked::default()
    };
    Ok(book::names(connection, &asked).await?)
}

/// The whole receipt.
///
/// # Errors
/// A day after 2199; of the storage.
pub(super) async fn page(
    connection: &mut Connection,
    staged: &Staged,
    recovery: Vec<RecoveryStep>,
) -> Result<RecourseStagedPage, AppError> {
    let life = &staged.life;
    let names = names(connection, life).await?;
    let waiting = stored::prepared(connection, life.row.id).await?;
    let debtor = names.debtors.get(&life.row.form.debtor).map(|debtor| debtor.name.clone());
    Ok(RecourseStagedPage {
        invoice_id: life.row.id,
        number: invoice_number(&names, life.row.id),
        client: client_named(&names, life.row.form.client),
        debtor: debtor.unwrap_or_default(),
        recourse_on: life.recourse_on().map_err(|e| refused(&e))?,
        is_own_risk: matches!(life.row.form.risk, factor_store::invoice::Risk::Factor),
        is_disputed: life.row.is_disputed,
        face: life.row.form.face,
        open: life.purchased.balances().open,
        gone: staged.sums.face,
        reserve: staged.sums.reserve,
        fees: staged.sums.fees,
        amount: explained(staged.amount.clone()),
        due_on: staged.due_on,
        recovery,
        entries: staged.entries.iter().flat_map(|one| entry_lines(&names, one, None)).collect(),
        fingerprint: staged.fingerprint(),
        prepared: waiting.map(|case| case.id),
    })
}

/// How what is owed comes back, in its order, with what each source can give now.
///
/// # Errors
/// Two currencies.
pub(super) fn recovery(of: &Gathered) -> Result<Vec<RecoveryStep>, Refusal> {
    let earned = of.earned()?;
    let step = |source: RecoverySource, can_give: Option<Money>, note: &str| RecoveryStep {
        label: source.label().to_owned(),
        can_give,
        note: note.to_owned(),
    };
    let bank = RecoverySource::ClientPays(factor_domain::BankAccountId::new(0));
    let mut steps = vec![
        (RecoverySource::Swap, None, "Agreed with the client: the ground is agreement."),
        (RecoverySource::Proceeds, None, "Kept back at the next funding."),
        (RecoverySource::Release, Some(earned), "Set off by the next release."),
        (RecoverySource::Escrow, Some(of.escrow_held), "Released on request."),
        (bank, None, "By the day it is due."),
    ];
    steps.sort_by_key(|(source, _, _)| source.rank());
    Ok(steps.into_iter().map(|(source, can_give, note)| step(source, can_give, note)).collect())
}

/// Why, in a list.
pub(super) const fn ground_words(ground: Ground) -> &'static str {
    match ground {
        Ground::Recourse => "Recourse date",
        Ground::Dispute => "Dispute",
        Ground::Breach => "Breach of warranty",
        Ground::Agreed => "Agreed",
        Ground::CreditEvent => "Credit event",
        Ground::CannotPay => "Client cannot pay",
    }
}

/// A case that must be there.
pub(super) async fn case(
    connection: &mut Connection,
    id: factor_domain::RecourseCaseId,
) -> Result<stored::Case, AppError> {
    match stored::load(connection, id).await {
        Err(StoreError::NotFound) => Err(AppError::not_found("case")),
        other => Ok(other?),
    }
}
