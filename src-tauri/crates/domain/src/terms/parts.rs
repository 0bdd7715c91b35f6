//! The single terms that are choices rather than numbers.

use crate::day::Weekday;
use crate::money::Money;
use crate::rate::Rate;
use crate::text::Line;
use serde::{Deserialize, Serialize};

/// A choice among plain words, with its label.
macro_rules! choice {
    ($(#[$doc:meta])* $name:ident {
        $($(#[$variant_doc:meta])* $variant:ident = $label:literal;)+
    }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        #[cfg_attr(feature = "ts", derive(ts_rs::TS))]
        pub enum $name {
            $($(#[$variant_doc])* $variant,)+
        }

        impl $name {
            /// Every value, in the order a list offers them.
            pub const ALL: &'static [$name] = &[$($name::$variant),+];

            /// In plain words.
            #[must_use]
            pub const fn label(self) -> &'static str {
                match self {
                    $($name::$variant => $label,)+
                }
            }
        }
    };
}

choice! {
    /// What the advance rate is applied to.
    AdvanceBase {
        /// The whole face amount.
        Face = "Face, gross";
    }
}

choice! {
    /// What the rates of the fee are applied to.
    FeeBase {
        /// The face amount of the invoice.
        Face = "Face, gross";
        /// The advance paid on it.
        Advance = "Advance";
    }
}

choice! {
    /// Whether a started step of the fee counts.
    StepPart {
        /// A started step counts whole: "or part of it".
        Part = "A started period counts";
        /// Only a full step counts.
        Full = "Only full periods count";
        /// A started step counts by its days.
        Linear = "A started period counts by the day";
    }
}

choice! {
    /// The day the fee's days are counted from; that day itself is not counted.
    DayCountStart {
        /// The day of purchase.
        Purchase = "Purchase";
        /// The day the advance was paid.
        Funding = "Funding";
        /// The date of the invoice.
        Invoice = "Invoice date";
    }
}

choice! {
    /// What the grace days postpone.
    GraceMeaning {
        /// A threshold: once passed, the charge runs from the day after the due date.
        ChargeFromDue = "Then charged from the due date";
        /// The charge runs from the day after the grace days.
        ChargeFromGraceEnd = "Charged from the end of grace";
        /// The charge runs from the due date; only its notice waits.
        NoticeWaits = "Only the notice waits";
    }
}

choice! {
    /// The day the recourse days are counted from.
    RecourseBase {
        /// The date of the invoice.
        Invoice = "Invoice date";
        /// The day of purchase.
        Purchase = "Purchase";
        /// The due date.
        Due = "Due date";
    }
}

choice! {
    /// What an additional fee is for.
    AdditionalFeeKind {
        /// Application and set-up, once.
        SetUp = "Set-up";
        /// Filing a financing statement.
        UccFiling = "UCC filing";
        /// Handling one invoice.
        PerInvoice = "Each invoice";
        /// Handling one schedule of accounts.
        PerSchedule = "Each schedule of accounts";
        /// The lockbox, each month.
        Lockbox = "Lockbox, each month";
        /// A transfer through the clearing house.
        AchTransfer = "ACH transfer";
        /// A wire transfer.
        WireTransfer = "Wire transfer";
        /// A check sent overnight.
        OvernightCheck = "Overnight check";
        /// A credit check of a debtor.
        CreditCheck = "Credit check";
        /// A payment for an invoice that was not purchased.
        NonFactoredPayment = "Non-factored payment";
        /// A payment the client kept.
        MisdirectedPayment = "Misdirected payment";
        /// An invoice without the remittance address of the factor.
        MissingNotation = "Missing notation";
        /// Less volume than agreed.
        Inactivity = "Inactivity";
        /// A returned payment.
        ReturnedPayment = "Returned payment";
        /// Processing, service or anything else; the label says what.
        Other = "Other";
    }
}

/// How the factoring fee D(t) grows with the days t counted.
///
/// Source: docs/money.md, fee forms 1 and 2.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum FeeSchedule {
    /// One rate, however long it takes.
    Flat {
        /// Percent of the fee base.
        rate: Rate,
    },
    /// A rate for the first days, and a further rate for each step after them.
    Stepped {
        /// Days the first rate covers.
        first_days: u16,
        /// Percent of the fee base, owed from the first day.
        first_rate: Rate,
        /// Length of each following step, in days.
        step_days: u16,
        /// Percent of the fee base, added for each step.
        step_rate: Rate,
        /// Whether a started step counts.
        part: StepPart,
    },
}

impl FeeSchedule {
    /// The form in one word.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            FeeSchedule::Flat { .. } => "Flat",
            FeeSchedule::Stepped { .. } => "Stepped",
        }
    }
}

/// When the reserve of paid invoices is paid out to the client.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum ReleaseSchedule {
    /// As soon as the invoice is closed.
    EachInvoice,
    /// On one day of each week.
    Weekly {
        /// That day.
        weekday: Weekday,
    },
    /// On the 15th and on the last day of each month.
    TwiceMonthly,
    /// On the last day of each month.
    Monthly,
}

impl ReleaseSchedule {
    /// `Each Friday`.
    #[must_use]
    pub fn label(self) -> String {
        match self {
            ReleaseSchedule::EachInvoice => "As each invoice closes".to_owned(),
            ReleaseSchedule::Weekly { weekday } => format!("Each {}", weekday.label()),
            ReleaseSchedule::TwiceMonthly => "15th and last day of the month".to_owned(),
            ReleaseSchedule::Monthly => "Last day of the month".to_owned(),
        }
    }
}

/// What an additional fee comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum FeeAmount {
    /// The same each time.
    Fixed {
        /// The amount charged each time.
        amount: Money,
    },
    /// A share of the amount that causes it.
    Percent {
        /// That share.
        rate: Rate,
    },
}

impl FeeAmount {
    /// `USD 25.00` or `10.00%`.
    #[must_use]
    pub fn label(self) -> String {
        match self {
            FeeAmount::Fixed { amount } => amount.format_with_code(),
            FeeAmount::Percent { rate } => rate.to_string(),
        }
    }
}

/// A fee beside the factoring fee, from the typed catalogue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct AdditionalFee {
    /// What it is for.
    pub kind: AdditionalFeeKind,
    /// The firm's own words for it; empty for the kind's.
    #[serde(default)]
    pub label: Line,
    /// What it comes to.
    pub amount: FeeAmount,
}

impl AdditionalFee {
    /// The firm's words, or the kind's where there are none.
    #[must_use]
    pub fn title(&self) -> &str {
        if self.label.is_empty() { self.kind.label() } else { self.label.as_str() }
    }
}
