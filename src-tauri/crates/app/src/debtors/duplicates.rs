//! Who the debtor that is being typed probably is already.

use factor_domain::ids::DebtorId;
use factor_store::debtor::{self as stored, LikelyDebtor, Likeness};

use crate::debtors::figures::{Exposures, firm_currency};
use crate::debtors::standing;
use crate::debtors::wire::{DuplicatesAsked, NameLikeness, PossibleDuplicate, PossibleDuplicates};
use crate::desk::Reading;
use crate::error::AppError;
use crate::query;

/// Debtors with the same name, nearly the same, or one that begins so, with what is open on them.
///
/// # Errors
/// Of the storage.
pub async fn possible_duplicates(
    reading: &Reading<'_>,
    input: DuplicatesAsked,
) -> Result<PossibleDuplicates, AppError> {
    let text = query::text(&input.name);
    let mut ledger = reading.ledger.read().await?;
    let mut likely = stored::find_typed(&mut ledger, &text).await?.likely;
    likely.retain(|debtor| Some(debtor.id) != input.debtor_id);
    let ids: Vec<DebtorId> = likely.iter().map(|debtor| debtor.id).collect();
    let exposures = Exposures::of(&mut ledger, &ids, reading.now.day()).await?;
    let currency = firm_currency(&mut ledger).await?;
    let has_same = likely.iter().any(|debtor| debtor.likeness == Likeness::Same);
    let rows = likely.into_iter().map(|debtor| PossibleDuplicate {
        debtor_id: debtor.id,
        status: standing(debtor.status),
        likeness: likeness(debtor.likeness),
        words: words(&debtor),
        open: exposures.in_currency(debtor.id, currency).open,
        name: debtor.name,
    });
    Ok(PossibleDuplicates { rows: rows.collect(), has_same })
}

const fn likeness(likeness: Likeness) -> NameLikeness {
    match likeness {
        Likeness::Same | Likeness::Near(0) => NameLikeness::Same,
        Likeness::Near(_) => NameLikeness::Near,
        Likeness::Begins => NameLikeness::Begins,
    }
}

fn words(debtor: &LikelyDebtor) -> String {
    let like = match debtor.likeness {
        Likeness::Same | Likeness::Near(0) => "the same name".to_owned(),
        Likeness::Near(1) => "one letter differs".to_owned(),
        Likeness::Near(slips) => format!("{slips} letters differ"),
        Likeness::Begins => "begins so".to_owned(),
    };
    match &debtor.merged_name {
        Some(merged) => format!("{like}: merged as {merged}"),
        None => like,
    }
}
