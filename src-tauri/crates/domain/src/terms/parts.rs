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
    /// What becomes of the agreement when its term is over.
    #[derive(Default)]
    Renewal {
        /// It runs on for the same time, unless a party gives notice before.
        #[default]
        Automatic = "Renews for the same time";
        /// It ends.
        None = "Ends with its term";
    }
}

choice! {
    /// What the advance rate is applied to.
    AdvanceBase {
        /// The whole face amount.
        Face = "Face, gross";
        /// Face less sales tax, on which usually nothing is advanced.
        NetOfTax = "Face, net of tax";
        /// Face less what the contract of the sale holds back until the work is accepted.
        NetOfRetainage = "Face, net of retainage";
        /// Face less the early-payment discount the debtor may take.
        NetOfDiscount = "Face, net of early-payment discount";
    }
}

choice! {
    /// What the rates of the fee are applied to.
    FeeBase {
        /// The face amount of the invoice.
        Face = "Face, gross";
        /// Face less sales tax.
        NetOfTax = "Face, net of tax";
        /// Face less the early-payment discount the debtor may take.
        NetOfDiscount = "Face, net of early-payment discount";
        /// The advance paid on it.
        Advance = "Advance";
        /// The face still unpaid, day by day: a part payment lowers the fee from then on.
        UnpaidBalance = "Unpaid balance, day by day";
        /// The advance still out, day by day, payments being applied to it first.
        AdvanceOutstanding = "Advance outstanding, day by day";
    }
}

choice! {
    /// The day the fee's days are counted to.
    DayCountEnd {
        /// The day the payment was received, plus the clearance days.
        Cleared = "Receipt and clearance";
        /// The day the payment was received.
        Received = "Receipt";
        /// The day the payment was posted.
        Posted = "Posting";
    }
}

choice! {
    /// Whether the day the count starts on is a day of it.
    DayInclusion {
        /// End less start: the first day is not counted, the last one is.
        LastOnly = "First day not counted";
        /// End less start plus one: from and including, to and including.
        Both = "First and last day counted";
    }
}

choice! {
    /// Where the count stops although the invoice is unpaid.
    DayCap {
        /// It runs until the invoice is closed.
        None = "Until closed";
        /// At the recourse date.
        RecourseDate = "At the recourse date";
        /// At the late payment date: due date and grace days.
        LatePaymentDate = "At the late payment date";
    }
}

choice! {
    /// When a charge on an invoice is taken.
    FeeTaken {
        /// From the reserve, when the invoice is closed.
        AtSettlement = "From the reserve at settlement";
        /// From the reserve, on the day of purchase; only forms that do not grow with the days.
        FromReserveAtPurchase = "From the reserve at purchase";
        /// From the proceeds, before the advance is paid; only forms that do not grow with days.
        AtFunding = "From the proceeds at funding";
    }
}

choice! {
    /// Where a day that is no business day is moved to.
    DayRoll {
        /// It stays.
        None = "Not moved";
        /// To the next business day.
        Following = "Next business day";
        /// To the next business day, unless that lies in the next month: then to the one before.
        ModifiedFollowing = "Next business day of the same month";
        /// To the business day before.
        Preceding = "Business day before";
    }
}

choice! {
    /// How days become a part of a year.
    YearBasis {
        /// Actual days ÷ 360.
        Actual360 = "Actual/360";
        /// Actual days ÷ 365, in leap years too.
        Actual365 = "Actual/365";
        /// Actual days ÷ the days of the calendar year each of them lies in.
        ActualActual = "Actual/actual";
        /// Months of 30 days, with the end-of-month rules of the United States.
        Thirty360Us = "30/360 US";
        /// Months of 30 days, every 31st taken as the 30th.
        Thirty360European = "30E/360";
        /// Months of 30 days, every last day of a month taken as the 30th.
        Thirty360Isda = "30E/360 ISDA";
    }
}

choice! {
    /// A span that a minimum is agreed for.
    FeePeriod {
        /// A calendar month.
        Month = "Month";
        /// A calendar quarter.
        Quarter = "Quarter";
        /// A calendar year.
        Year = "Year";
    }
}

choice! {
    /// Who owes interest on an invoice that is not paid when due.
    LatePayer {
        /// The account debtor, so far as its contract or the law provides for it.
        AccountDebtor = "Account debtor";
        /// The client, as a late charge by the factoring agreement.
        Client = "Client";
    }
}

choice! {
    /// How the client's late charge is worked out.
    LateChargeForm {
        /// Yearly rate × days late ÷ 365.
        DailySimple = "Interest by the day";
        /// A twelfth of the yearly rate for each month late or part of it.
        MonthOrPart = "Interest by the month or part";
    }
}

choice! {
    /// What the client's late charge is worked out on.
    LateBase {
        /// The face still unpaid.
        UnpaidBalance = "Unpaid balance";
        /// The advance still out.
        AdvanceOutstanding = "Advance outstanding";
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
        /// Once a year.
        Annual = "Annual";
        /// An audit or field examination.
        Audit = "Audit";
        /// Confirming an invoice with its debtor.
        Verification = "Verification";
        /// Processing, service or anything else; the label says what.
        Other = "Other";
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
    /// The greater of an amount and a share, as misdirected payments are charged.
    GreaterOf {
        /// The least that is charged.
        amount: Money,
        /// The share of the amount that causes it.
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
            FeeAmount::GreaterOf { amount, rate } => {
                format!("{} or {rate}, the greater", amount.format_with_code())
            }
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
