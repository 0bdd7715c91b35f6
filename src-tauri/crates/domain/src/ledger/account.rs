//! The accounts there are.

use serde::{Deserialize, Serialize};

/// The side an account usually stands on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NormalSide {
    /// Assets and losses.
    Debit,
    /// Duties and income.
    Credit,
}

macro_rules! accounts {
    ($($(#[$doc:meta])* $variant:ident = $word:literal, $label:literal, $side:ident;)+) => {
        /// An account of the ledger, kept per client, and per invoice where an invoice causes it.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[derive(Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        #[cfg_attr(feature = "ts", derive(ts_rs::TS))]
        pub enum Account {
            $($(#[$doc])* $variant,)+
        }

        impl Account {
            /// Every account, in the order of a trial balance.
            pub const ALL: &'static [Account] = &[$(Account::$variant),+];

            /// As it is stored.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Account::$variant => $word,)+ }
            }

            /// In plain words.
            #[must_use]
            pub const fn label(self) -> &'static str {
                match self { $(Account::$variant => $label,)+ }
            }

            /// The side its balance usually stands on.
            #[must_use]
            pub const fn normal_side(self) -> NormalSide {
                match self { $(Account::$variant => NormalSide::$side,)+ }
            }

            /// The account of this stored word.
            #[must_use]
            pub fn from_word(word: &str) -> Option<Account> {
                Account::ALL.iter().find(|account| account.as_str() == word).copied()
            }
        }
    };
}

accounts! {
    /// Open face of purchased invoices.
    ReceivablesPurchased = "receivables_purchased", "Receivables purchased", Debit;
    /// What the client owes outright: deficits, charge-backs, fees billed.
    ClientCharges = "client_charges", "Client charges", Debit;
    /// Money at bank, one for each bank account.
    Cash = "cash", "Cash at bank", Debit;
    /// Unpaid part of the purchase price: accrued while the invoice is open, earned once collected.
    ClientReserve = "client_reserve", "Client reserve", Credit;
    /// Standing hold-back.
    Escrow = "escrow", "Escrow", Credit;
    /// Decided to be paid out, not yet disbursed.
    ClientPayable = "client_payable", "Client payable", Credit;
    /// Received, not yet applied; one for each debtor.
    UnappliedCash = "unapplied_cash", "Unapplied cash", Credit;
    /// Factoring fees.
    FeeIncome = "fee_income", "Fee income", Credit;
    /// Interest on funds employed.
    InterestIncome = "interest_income", "Interest income", Credit;
    /// Fees beside the factoring fee.
    OtherFeeIncome = "other_fee_income", "Other fee income", Credit;
    /// Late charges.
    LateChargeIncome = "late_charge_income", "Late charge income", Credit;
    /// Approved write-offs after a credit event.
    BadDebt = "bad_debt", "Bad debt", Debit;
}
