//! What a payment leaves open, and what is decided about it.

use crate::money::Money;
use crate::text::Line;
use serde::{Deserialize, Serialize};

macro_rules! reasons {
    ($($(#[$doc:meta])* $variant:ident = $word:literal, $label:literal;)+) => {
        /// Why a debtor paid less.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        #[cfg_attr(feature = "ts", derive(ts_rs::TS))]
        pub enum ShortPayReason {
            $($(#[$doc])* $variant,)+
        }

        impl ShortPayReason {
            /// Every reason, in the order a list offers them.
            pub const ALL: &'static [ShortPayReason] = &[$(ShortPayReason::$variant),+];

            /// In plain words.
            #[must_use]
            pub const fn label(self) -> &'static str {
                match self { $(ShortPayReason::$variant => $label,)+ }
            }

            /// As it is stored.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(ShortPayReason::$variant => $word,)+ }
            }
        }
    };
}

reasons! {
    /// A discount, taken late or not agreed.
    Discount = "discount", "Discount";
    /// Sales tax not owed.
    Tax = "tax", "Tax";
    /// Freight.
    Freight = "freight", "Freight";
    /// Damaged goods.
    Damage = "damage", "Damage";
    /// Another price.
    Price = "price", "Price";
    /// Invoiced twice.
    Duplicate = "duplicate", "Duplicate";
    /// Set off against what the client owes the debtor.
    Offset = "offset", "Offset";
    /// Not known yet.
    Unknown = "unknown", "Unknown";
}

/// What happens with the part that was not paid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ShortPayDecision {
    /// It stays open and is disputed; the risk of a disputed invoice is the client's.
    LeaveOpen,
    /// The reserve bears it.
    ChargeReserve,
    /// The firm bears it.
    WriteOff {
        /// Who approved it.
        approved_by: Line,
        /// Most that this person may approve.
        limit: Money,
    },
}

/// A coded shortage: there is no silent tolerance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shortage {
    /// Why.
    pub reason: ShortPayReason,
    /// What happens with it.
    pub decision: ShortPayDecision,
}

/// What a payment is meant to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Paying {
    /// One of several; more is expected.
    Instalment,
    /// All that is open.
    InFull,
    /// All but the early-payment discount.
    Discounted,
    /// All the debtor means to pay.
    Short(Shortage),
}
