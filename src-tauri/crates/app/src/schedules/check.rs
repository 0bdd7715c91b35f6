//! Every line checked in its order, each on top of those before it that are bought.

use factor_domain::exposure::{
    Approval, CheckLine, CheckTopic, DocumentState, Duplicates, FilesSeen, NoticeState, Offer,
    OfferedFacts, PairBuying, PurchaseRun, Verdict, VerificationState,
};
use factor_domain::ids::ScheduleLineId;
use factor_domain::{Money, Refusal, Worked};
use factor_store::debtor::{Buying, DebtorRecord, Notice};
use factor_store::schedule::Override;

use crate::debtors::Approved;
use crate::schedules::facts::{FactLine, Facts};
use crate::schedules::like::Alike;
use crate::schedules::purchase;
use crate::schedules::wire::{LineDecision, LineStanding, ScheduleDocument, VerificationResult};

/// One check with what was decided about it.
pub(super) struct Checked {
    pub(super) line: CheckLine,
    /// What makes it so, beside the reason: another invoice, the missing documents.
    pub(super) because: Because,
    pub(super) overridden: Option<Given>,
}

/// What stands behind a verdict.
#[derive(Clone, Debug, Default)]
pub(super) enum Because {
    #[default]
    Figures,
    Alike(Alike),
    Missing(Vec<ScheduleDocument>),
}

/// An override of a check.
#[derive(Clone, Debug)]
pub(super) struct Given {
    pub(super) of: Override,
    /// Given for other figures.
    pub(super) is_lapsed: bool,
}

impl Checked {
    /// Whether it still stands in the way.
    pub(super) fn is_open(&self) -> bool {
        let is_answered = self.overridden.as_ref().is_some_and(|given| !given.is_lapsed);
        self.line.verdict != Verdict::Pass && !is_answered
    }

    fn holds(&self) -> bool {
        self.is_open()
            && (self.line.verdict == Verdict::Block || self.line.topic.holds_on_warning())
    }
}

/// A line with everything that was found out about it.
pub(super) struct CheckedLine {
    pub(super) standing: LineStanding,
    pub(super) advance: Option<Worked<Money>>,
    pub(super) checks: Vec<Checked>,
    /// It is bought if the funding is confirmed.
    pub(super) is_bought: bool,
    /// A warning that must be answered first.
    pub(super) holds: bool,
}

impl CheckedLine {
    fn unchecked(standing: LineStanding) -> CheckedLine {
        CheckedLine { standing, advance: None, checks: Vec::new(), is_bought: false, holds: false }
    }
}

impl Facts {
    /// The record that stands for who owes a line.
    pub(super) fn debtor_of(&self, line: &FactLine) -> Option<&DebtorRecord> {
        line.debtor.and_then(|id| self.debtors.get(&id))
    }

    /// The last word of the debtor about a line; an older one on another face does not count.
    pub(super) fn said_of(&self, line: &FactLine) -> Option<VerificationResult> {
        let face = line.cells.face.map(Money::minor);
        let last = self
            .verifications
            .iter()
            .rev()
            .find(|one| one.said.line == line.row.id && one.face_minor == face)?;
        serde_json::from_value(serde_json::Value::String(last.said.result.clone())).ok()
    }

    fn verification(
        &self,
        line: &FactLine,
        debtor: &DebtorRecord,
        face: Money,
    ) -> VerificationState {
        let of_debtor = self.debtor_verifications.get(&debtor.id);
        let limits = self.buying.verify_from.iter().chain(of_debtor);
        let is_needed = limits.into_iter().any(|from| face.minor() >= from.minor());
        match (self.said_of(line), is_needed) {
            (Some(VerificationResult::Confirmed), _) => VerificationState::Confirmed,
            (Some(VerificationResult::Partly | VerificationResult::Denied), _) => {
                VerificationState::Failed
            }
            (Some(VerificationResult::NoAnswer) | None, true) => VerificationState::Open,
            (Some(VerificationResult::NoAnswer) | None, false) => VerificationState::NotRequired,
        }
    }

    /// Kinds that are asked for and hang neither on the line nor on the schedule.
    pub(super) fn missing_documents(&self, line: ScheduleLineId) -> Vec<ScheduleDocument> {
        let has = |document: &ScheduleDocument| {
            self.files.iter().any(|file| {
                file.document == document.word() && file.line.is_none_or(|of| of == line)
            })
        };
        self.buying.documents.iter().copied().filter(|one| !has(one)).collect()
    }

    fn facts_of(&self, line: &FactLine, debtor: &DebtorRecord) -> Option<OfferedFacts> {
        let pair = self.pairs.get(&debtor.id);
        let was_seen = |sha256: &str| self.seen.iter().any(|seen| seen.sha256 == sha256);
        let mut own = self.files.iter().filter(|file| file.line == Some(line.row.id));
        Some(OfferedFacts {
            invoiced_on: line.cells.invoiced_on?,
            due_on: line.cells.due_on?,
            purchased_on: self.today(),
            buying: match pair.map(|pair| pair.buying) {
                Some(Buying::NoBuy) => PairBuying::NoBuy,
                Some(Buying::Buy) | None => PairBuying::Buy,
            },
            notice: match pair.map_or(Notice::None, |pair| pair.notice) {
                Notice::None | Notice::Returned | Notice::Released => NoticeState::None,
                Notice::Sent | Notice::Delivered => NoticeState::Sent,
                Notice::Acknowledged => NoticeState::Acknowledged,
                Notice::Refused => NoticeState::Refused,
            },
            files: if own.any(|file| was_seen(&file.file.sha256)) {
                FilesSeen::Before
            } else {
                FilesSeen::New
            },
        })
    }

    fn approval(&self, debtor: &DebtorRecord) -> Approval {
        let of = &debtor.debtor;
        let known = Approved {
            status: of.status,
            is_insolvent: of.is_insolvent,
            limit_until: of.limit_until,
        };
        known.on(self.today())
    }

    fn override_of(&self, line: Option<ScheduleLineId>, check: &CheckLine) -> Option<Given> {
        let word = topic_word(check.topic);
        let of = self.overrides.iter().find(|one| one.line == line && one.topic == word)?;
        let may = check.topic.may_override(check.verdict);
        (may && check.verdict != Verdict::Pass)
            .then(|| Given { of: of.clone(), is_lapsed: of.against != check.reason })
    }

    /// A check with the override that answers it.
    pub(super) fn decided(
        &self,
        line: Option<ScheduleLineId>,
        check: CheckLine,
        because: Because,
    ) -> Checked {
        let overridden = self.override_of(line, &check);
        Checked { line: check, because, overridden }
    }

    /// Checks every line.
    ///
    /// # Errors
    /// Amounts in another currency, or sums that no amount holds.
    pub(super) fn checked(&self) -> Result<Vec<CheckedLine>, Refusal> {
        let balances = [self.balances];
        let mut run = PurchaseRun::of(&self.rules, self.currency, &self.standings, &balances)?;
        let mut found = Vec::with_capacity(self.lines.len());
        for (place, line) in self.lines.iter().enumerate() {
            found.push(self.checked_line(&mut run, place, line)?);
        }
        Ok(found)
    }

    fn checked_line(
        &self,
        run: &mut PurchaseRun<'_>,
        place: usize,
        line: &FactLine,
    ) -> Result<CheckedLine, Refusal> {
        if line.cells.is_empty {
            return Ok(CheckedLine::unchecked(LineStanding::Empty));
        }
        if let Some(invoice) = line.row.invoice {
            let advance = self.advances.get(&invoice).cloned();
            return Ok(CheckedLine { advance, ..CheckedLine::unchecked(LineStanding::Bought) });
        }
        if line.typed.decision == LineDecision::Reject {
            return Ok(CheckedLine::unchecked(LineStanding::Rejected));
        }
        let is_whole = line.cells.problems.is_empty();
        let (Some(debtor), Some(face), true) = (self.debtor_of(line), line.cells.face, is_whole)
        else {
            return Ok(CheckedLine::unchecked(LineStanding::Incomplete));
        };
        let Some(facts) = self.facts_of(line, debtor) else {
            return Ok(CheckedLine::unchecked(LineStanding::Incomplete));
        };
        let advance = purchase::advance(self, line)?;
        let alike = Alike::of(self, place, line, debtor.id);
        let missing = self.missing_documents(line.row.id);
        let offer = Offer {
            client: self.client.id,
            debtor: debtor.id,
            group: debtor.debtor.group,
            face,
            advance: advance.as_ref().map_or(Money::zero(self.currency), |worked| worked.value),
            approval: self.approval(debtor),
            duplicates: alike.as_ref().map_or(Duplicates::None, |alike| alike.verdict),
            documents: match (self.buying.documents.is_empty(), missing.is_empty()) {
                (true, _) => DocumentState::NotRequired,
                (false, true) => DocumentState::Complete,
                (false, false) => DocumentState::Missing,
            },
            contract: self.contract,
            verification: self.verification(line, debtor, face),
        };
        let facility = run.check(&offer)?.lines;
        let all = facility.into_iter().chain(facts.check(self.buying.offered));
        let checks: Vec<Checked> = all
            .map(|check| {
                let because = if check.topic == CheckTopic::Duplicates {
                    alike.clone().map_or(Because::Figures, Because::Alike)
                } else if check.topic == CheckTopic::Documents {
                    Because::Missing(missing.clone())
                } else {
                    Because::Figures
                };
                self.decided(Some(line.row.id), check, because)
            })
            .collect();
        let worst = checks.iter().filter(|one| one.is_open()).map(|one| one.line.verdict).max();
        let standing = match worst.unwrap_or(Verdict::Pass) {
            Verdict::Pass => LineStanding::Pass,
            Verdict::Warn => LineStanding::Warn,
            Verdict::Block => LineStanding::Block,
        };
        let is_bought = standing != LineStanding::Block;
        if is_bought {
            run.take(&offer);
        }
        let holds = is_bought && checks.iter().any(Checked::holds);
        let advance = advance.filter(|_| is_bought);
        Ok(CheckedLine { standing, advance, checks, is_bought, holds })
    }
}

/// The word a topic is stored by.
pub(super) fn topic_word(topic: CheckTopic) -> String {
    match serde_json::to_value(topic) {
        Ok(serde_json::Value::String(word)) => word,
        Ok(_) | Err(_) => String::new(),
    }
}

impl ScheduleDocument {
    /// The word it is stored by.
    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::SignedSchedule => "signed_schedule",
            Self::Invoice => "invoice",
            Self::DeliveryProof => "delivery_proof",
            Self::BillOfLading => "bill_of_lading",
            Self::PurchaseOrder => "purchase_order",
            Self::Timesheet => "timesheet",
            Self::Other => "other",
        }
    }

    /// For a person.
    pub(super) const fn label(self) -> &'static str {
        match self {
            Self::SignedSchedule => "Signed schedule",
            Self::Invoice => "Invoice",
            Self::DeliveryProof => "Proof of delivery",
            Self::BillOfLading => "Bill of lading",
            Self::PurchaseOrder => "Purchase order",
            Self::Timesheet => "Time sheet",
            Self::Other => "Other",
        }
    }
}
