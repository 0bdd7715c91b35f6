//! Amounts in two columns, shares, and names for what figures are of.

use factor_domain::ids::{ClientId, InvoiceId};
use factor_domain::money::MoneyError;
use factor_domain::{Money, Rate, Refusal, Worked};
use factor_store::book::Names;

use crate::books::wire::ClientNamed;
use crate::error::AppError;
use crate::sentence::sentence;
use crate::terms::wire::Explained;

/// A balance in the column of its side; nothing in neither.
pub(crate) fn sides(balance: Money) -> (Option<Money>, Option<Money>) {
    if balance.is_positive() {
        (Some(balance), None)
    } else if balance.is_negative() {
        (None, Some(balance.negated()))
    } else {
        (None, None)
    }
}

/// A figure with its receipt.
pub(crate) fn explained(worked: Worked<Money>) -> Explained {
    Explained { amount: worked.value, working: worked.working }
}

/// "36.00%" and thousandths, of a part that is not negative; none of nothing.
pub(crate) fn share_of(part: Money, whole: Money) -> (Option<String>, u32) {
    let (part, whole) = (i128::from(part.minor()), i128::from(whole.minor()));
    if whole <= 0 {
        return (None, 0);
    }
    // Half up: twice the numerator and the divisor, so that no half is lost.
    let hundredths = (2 * part * 10_000 + whole) / (2 * whole);
    let share = i32::try_from(hundredths).ok().map(|share| Rate::hundredths(share).to_string());
    (share, u32::try_from((part * 1_000 / whole).clamp(0, 1_000)).unwrap_or(0))
}

/// A client as it is called; one that is gone by its number.
pub(crate) fn client_named(names: &Names, id: ClientId) -> ClientNamed {
    let name = names.clients.get(&id).cloned().unwrap_or_else(|| format!("Client {id}"));
    ClientNamed { id, name }
}

/// An invoice as the client numbers it.
pub(crate) fn invoice_number(names: &Names, id: InvoiceId) -> String {
    names.invoices.get(&id).map_or_else(|| format!("no. {id}"), |invoice| invoice.number.clone())
}

/// A refusal of the domain in a sentence.
pub(crate) fn refused(refusal: &Refusal) -> AppError {
    AppError::refused(sentence(&refusal.to_string()))
}

/// A sum that no amount holds.
pub(crate) fn out_of_range(cause: MoneyError) -> AppError {
    refused(&Refusal::from(cause))
}
