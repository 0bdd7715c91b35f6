//! The fee of a reminder: its own by the policy, else the one that an earlier letter asked for.

use factor_domain::Money;
use factor_domain::ids::DebtorId;
use factor_domain::statement::{FeeAllowed, FeeLimit, ReminderFee};
use factor_store::Connection;
use factor_store::letter::LetterNumber;

use crate::books::out_of_range;
use crate::error::AppError;
use crate::letters::asked::Asked;
use crate::statements::{DebtorStated, LateBooks};

/// What a letter asks for once beside the late charges.
pub(crate) struct LetterFee {
    agreed: ReminderFee,
    /// What of it is asked for; nothing if all of it is paid or the law leaves no room.
    pub(crate) amount: Money,
    held_by: FeeLimit,
    /// The letter that asked for it first; none if this one does.
    pub(crate) earlier: Option<LetterNumber>,
}

impl LetterFee {
    /// The statement with the fee of a letter in it, and without the late charges if the letter
    /// does not ask for them.
    ///
    /// # Errors
    /// A sum that no amount holds; of the storage.
    pub(super) async fn put(
        connection: &mut Connection,
        asked: &Asked,
        debtor: DebtorId,
        (late, stated): (&LateBooks, DebtorStated),
    ) -> Result<(DebtorStated, Option<LetterFee>), AppError> {
        let earlier = late.fee_of(debtor, &stated.statement).cloned();
        let own = asked.fee.as_ref().map(|agreed| {
            let allowed = stated.statement.fee_allowed(agreed.amount, late.rule());
            allowed.map(|allowed| (agreed.clone(), allowed))
        });
        let own = own.transpose().map_err(out_of_range)?;
        let mut stated = stated;
        if !asked.with_charges {
            stated.statement = stated.statement.without_charges();
        }
        match (own, earlier) {
            (Some((agreed, FeeAllowed { amount, held_by })), _) => {
                let paid_elsewhere = Money::zero(amount.currency());
                let statement = stated.statement.with_fee(amount, paid_elsewhere);
                stated.statement = statement.map_err(out_of_range)?;
                let amount = stated.statement.fee;
                Ok((stated, Some(LetterFee { agreed, amount, held_by, earlier: None })))
            }
            (None, Some(before)) if asked.kind.names_charges() => {
                let stated = stated.with_fee(connection, &before).await?;
                let amount = stated.statement.fee;
                let (agreed, earlier) = (before.fee, Some(before.number));
                let fee = LetterFee { agreed, amount, held_by: FeeLimit::None, earlier };
                Ok((stated, Some(fee).filter(|fee| !fee.amount.is_zero())))
            }
            (None, _) => Ok((stated, None)),
        }
    }

    /// What the letter itself asks for first, to be kept with it.
    pub(super) fn own(&self) -> Option<ReminderFee> {
        let is_own = self.earlier.is_none() && self.amount.is_positive();
        is_own.then(|| ReminderFee { amount: self.amount, ..self.agreed.clone() })
    }

    /// What it is called in a table.
    pub(super) fn label(&self) -> String {
        match &self.earlier {
            Some(number) => format!("Fee of {number}"),
            None => "Fee of this letter".to_owned(),
        }
    }

    /// Why it is so much, for the working.
    pub(super) fn detail(&self) -> String {
        let agreed = self.agreed.amount;
        let why = match self.held_by {
            FeeLimit::Law => format!("{agreed} agreed; the fixed sum of the law stands instead"),
            FeeLimit::Cap => format!("{agreed} agreed; held to the limits on late charges"),
            FeeLimit::None if self.amount != agreed => format!("{agreed} agreed, part is paid"),
            FeeLimit::None => "once".to_owned(),
        };
        format!("{why}, by {}", self.agreed.basis.as_str())
    }

    /// Why it is owed, as the letter says it; empty where nothing is asked for.
    pub(super) fn basis(&self) -> String {
        if self.amount.is_zero() {
            return String::new();
        }
        let amount = self.amount.format_with_code();
        let by = self.agreed.basis.as_str();
        match &self.earlier {
            Some(number) => format!("{amount} of them is the fee of letter {number}, by {by}."),
            None => format!(
                "{amount} of them is the fee of this letter by {by}, asked for once and not for \
                 each invoice."
            ),
        }
    }
}
