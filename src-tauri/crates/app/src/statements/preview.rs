//! A statement as it would be given out now; nothing is kept.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use factor_store::book::ItemFilter;
use factor_store::statement::{self as kept, Party};

use crate::desk::Reading;
use crate::error::AppError;
use crate::statements::make::Maker;
use crate::statements::wire::{StatementAsked, StatementPreview};
use crate::statements::{paper, party_of, period};

/// Works a statement out and sets its paper.
///
/// # Errors
/// Days that cannot be read or have not come; a party that is not there; books that do not add up;
/// of the storage.
pub async fn statement_preview(
    reading: &Reading<'_>,
    input: StatementAsked,
) -> Result<StatementPreview, AppError> {
    let period = period::read(&input.from, &input.to, reading.now)?;
    let party = party_of(input.party);
    let filter = match party {
        Party::Client(id) => ItemFilter { client: Some(id), debtor: None },
        Party::Debtor(id) => ItemFilter { client: None, debtor: Some(id) },
    };
    let mut ledger = reading.ledger.read().await?;
    let rule = kept::late_rule(&mut ledger).await?;
    let of = (period, rule);
    let maker = Maker::load(&mut ledger, reading.papers, reading.now, of, filter).await?;
    let number = kept::next_number(&mut ledger, reading.now.day().year()).await?.to_string();
    let ready = maker.ready(&mut ledger, party, &number).await?;
    drop(ledger);
    let paper = paper::set(ready.paper).await?;
    Ok(StatementPreview {
        name: ready.name,
        period: period::words(period),
        number,
        is_empty: ready.is_empty,
        figures: ready.figures,
        warnings: paper::warnings(&paper),
        pages: u32::try_from(paper.pages).unwrap_or(u32::MAX),
        data: BASE64.encode(&paper.bytes),
    })
}
