//! What else is asked of an offered invoice: its days, its debtor, its files.

use crate::day::Day;
use crate::exposure::facility::{CheckLine, CheckTopic, Verdict};
use serde::{Deserialize, Serialize};

/// How far the notice of assignment to the debtor is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoticeState {
    /// Nobody has sent one.
    None,
    /// Sent, and not confirmed.
    Sent,
    /// Confirmed by the debtor.
    Acknowledged,
    /// The debtor does not accept it.
    Refused,
}

/// Whether this client's invoices on the debtor are bought.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PairBuying {
    /// They are.
    Buy,
    /// They are not.
    NoBuy,
}

/// Whether the bytes of a file were seen with another invoice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FilesSeen {
    /// No file is.
    New,
    /// At least one is.
    Before,
}

/// What is known of an offered invoice beside its amounts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OfferedFacts {
    /// The date of the invoice.
    pub invoiced_on: Day,
    /// The day it falls due.
    pub due_on: Day,
    /// The day it would be bought.
    pub purchased_on: Day,
    /// Whether the pair is bought at all.
    pub buying: PairBuying,
    /// How far the notice is.
    pub notice: NoticeState,
    /// Whether its files are new.
    pub files: FilesSeen,
}

/// The longest days that are bought.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OfferedRules {
    /// From the date of the invoice to the purchase.
    pub age_days_max: u16,
    /// From the date of the invoice to its due date.
    pub term_days_max: u16,
}

impl CheckTopic {
    /// Whether a person may let this verdict pass, with a name and a reason.
    ///
    /// Never what would break the sale itself: without a contract there is none, and an invoice
    /// is sold once.
    #[must_use]
    pub const fn may_override(self, verdict: Verdict) -> bool {
        match (self, verdict) {
            (_, Verdict::Pass)
            | (CheckTopic::Contract, _)
            | (CheckTopic::Duplicates, Verdict::Block) => false,
            (_, Verdict::Warn | Verdict::Block) => true,
        }
    }

    /// Whether a warning must be answered before the funding, not only read.
    #[must_use]
    pub const fn holds_on_warning(self) -> bool {
        match self {
            CheckTopic::Verification
            | CheckTopic::Duplicates
            | CheckTopic::Documents
            | CheckTopic::ControlTotal => true,
            CheckTopic::ClientLimit
            | CheckTopic::DebtorApproval
            | CheckTopic::DebtorLimit
            | CheckTopic::PairLimit
            | CheckTopic::GroupLimit
            | CheckTopic::Concentration
            | CheckTopic::HouseConcentration
            | CheckTopic::Contract
            | CheckTopic::Buying
            | CheckTopic::InvoiceAge
            | CheckTopic::DueDate
            | CheckTopic::Notice
            | CheckTopic::SameFile => false,
        }
    }
}

impl OfferedFacts {
    /// The checks of these facts: buying, age, due date, notice, files, always in this order.
    #[must_use]
    pub fn check(&self, rules: OfferedRules) -> Vec<CheckLine> {
        vec![self.buying(), self.age(rules), self.due(rules), self.notice(), self.files()]
    }

    fn buying(&self) -> CheckLine {
        let (verdict, reason) = match self.buying {
            PairBuying::Buy => (Verdict::Pass, "invoices on this debtor are bought"),
            PairBuying::NoBuy => (Verdict::Block, "this client's invoices on it are not bought"),
        };
        CheckLine::of(CheckTopic::Buying, verdict, reason)
    }

    fn age(&self, rules: OfferedRules) -> CheckLine {
        let age = self.invoiced_on.days_until(self.purchased_on);
        let most = i64::from(rules.age_days_max);
        let (verdict, reason) = if age < 0 {
            (Verdict::Block, format!("dated {}, after the purchase", self.invoiced_on))
        } else if age > most {
            (Verdict::Block, format!("{age} days old, at most {most} are bought"))
        } else {
            (Verdict::Pass, format!("{age} days old, at most {most} are bought"))
        };
        CheckLine::of(CheckTopic::InvoiceAge, verdict, reason)
    }

    fn due(&self, rules: OfferedRules) -> CheckLine {
        let term = self.invoiced_on.days_until(self.due_on);
        let most = i64::from(rules.term_days_max);
        let (verdict, reason) = if self.due_on <= self.purchased_on {
            (Verdict::Block, format!("due {}, not after the purchase", self.due_on))
        } else if term > most {
            (Verdict::Warn, format!("{term} days to pay, at most {most} are usual"))
        } else {
            (Verdict::Pass, format!("{term} days to pay, at most {most} are usual"))
        };
        CheckLine::of(CheckTopic::DueDate, verdict, reason)
    }

    fn notice(&self) -> CheckLine {
        let (verdict, reason) = match self.notice {
            NoticeState::Acknowledged => (Verdict::Pass, "the debtor has acknowledged it"),
            NoticeState::Sent => (Verdict::Pass, "sent, not acknowledged yet"),
            NoticeState::None => (Verdict::Warn, "no notice was sent to the debtor"),
            NoticeState::Refused => (Verdict::Block, "the debtor does not accept the notice"),
        };
        CheckLine::of(CheckTopic::Notice, verdict, reason)
    }

    fn files(&self) -> CheckLine {
        let (verdict, reason) = match self.files {
            FilesSeen::New => (Verdict::Pass, "no file was seen before"),
            FilesSeen::Before => (Verdict::Warn, "a file was seen with another invoice"),
        };
        CheckLine::of(CheckTopic::SameFile, verdict, reason)
    }
}
