//! Where a signed agreement stands on a day: in force, open to notice, ending, over.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::signature::PartyRole;
use super::term::{AgreedTerm, EXPIRING_DAYS, TermSpan, earlier};
use crate::day::Day;
use crate::terms::Renewal;

/// By which right a party ends an agreement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum NoticeKind {
    /// It does not renew: the agreement ends with a term.
    AtTermEnd,
    /// It ends earlier, the notice days after the notice.
    Early,
    /// The factor ends it at once, for an event of default.
    AtOnce,
}

impl NoticeKind {
    /// Every kind, the usual one first.
    pub const ALL: [NoticeKind; 3] = [NoticeKind::AtTermEnd, NoticeKind::Early, NoticeKind::AtOnce];

    /// As it is stored.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            NoticeKind::AtTermEnd => "at_term_end",
            NoticeKind::Early => "early",
            NoticeKind::AtOnce => "at_once",
        }
    }
}

/// A notice that ends an agreement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Notice {
    /// Who gave it.
    pub by: PartyRole,
    /// By which right.
    pub kind: NoticeKind,
    /// The day it was given to the other party.
    pub given_on: Day,
    /// The last day of the agreement; of one ended at once, the day it is over.
    pub ends_on: Day,
}

impl Notice {
    /// Whether the agreement is over on a day because of it.
    #[must_use]
    pub fn is_over(&self, on: Day) -> bool {
        match self.kind {
            NoticeKind::AtTermEnd | NoticeKind::Early => on > self.ends_on,
            NoticeKind::AtOnce => on >= self.ends_on,
        }
    }
}

/// Why a notice cannot be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoticeRefusal {
    /// There is nothing to give notice of yet.
    #[error("the agreement is dated {dated_on}; notice cannot be earlier")]
    BeforeTheAgreement {
        /// Its date.
        dated_on: Day,
    },
    /// It says that it was given, and it was not.
    #[error("a notice is recorded once it is given, not for a day to come")]
    NotGivenYet,
    /// It ends no later without a notice.
    #[error("the agreement ends by itself on {ends_on}")]
    EndsByItself {
        /// Its last day.
        ends_on: Day,
    },
    /// Only the factor may end it at once.
    #[error("only the factor may end the agreement at once")]
    FactorOnly,
    /// A guarantor is no party to it.
    #[error("only the factor or the client may end the agreement")]
    PartiesOnly,
    /// One notice ends an agreement.
    #[error("notice was given on {given_on}")]
    AlreadyGiven {
        /// The notice there is.
        given_on: Day,
    },
    /// It is over.
    #[error("the agreement has ended")]
    Over,
}

/// A signed agreement with what was done about its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RunningContract {
    /// What its dates follow from.
    pub term: AgreedTerm,
    /// The notice that stands.
    pub notice: Option<Notice>,
    /// The numbers of the terms that somebody decided to let renew, or to let end.
    pub decided: BTreeSet<u32>,
}

/// Where a signed agreement stands on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ContractLife {
    /// Signed, and its first day has not come.
    NotYet {
        /// That day.
        from: Day,
    },
    /// In force, and nothing to decide now.
    InForce {
        /// The term it is in; after the first it has been renewed.
        term: TermSpan,
    },
    /// In force, and it renews unless notice is given soon.
    NoticeOpen {
        /// The term that is about to end.
        term: TermSpan,
    },
    /// In force, and it ends soon because it does not renew.
    Expiring {
        /// Its only term.
        term: TermSpan,
    },
    /// In force until the end that a notice set.
    Ending {
        /// That notice.
        notice: Notice,
    },
    /// Over, because its term had ended.
    Expired {
        /// Its last day.
        last: Day,
    },
    /// Over, because a party ended it before its term had.
    Terminated {
        /// That notice.
        notice: Notice,
    },
}

impl ContractLife {
    /// Whether invoices may be bought under it.
    #[must_use]
    pub const fn is_in_force(&self) -> bool {
        match self {
            ContractLife::InForce { .. }
            | ContractLife::NoticeOpen { .. }
            | ContractLife::Expiring { .. }
            | ContractLife::Ending { .. } => true,
            ContractLife::NotYet { .. }
            | ContractLife::Expired { .. }
            | ContractLife::Terminated { .. } => false,
        }
    }

    /// Whether it was in force and is no more.
    #[must_use]
    pub const fn is_over(&self) -> bool {
        matches!(self, ContractLife::Expired { .. } | ContractLife::Terminated { .. })
    }

    /// The last day of one that will end, as far as is known.
    #[must_use]
    pub const fn ends_on(&self) -> Option<Day> {
        match self {
            ContractLife::Expiring { term } => Some(term.last),
            ContractLife::Ending { notice } => Some(notice.ends_on),
            ContractLife::NotYet { .. }
            | ContractLife::InForce { .. }
            | ContractLife::NoticeOpen { .. }
            | ContractLife::Expired { .. }
            | ContractLife::Terminated { .. } => None,
        }
    }
}

impl RunningContract {
    /// Where it stands on a day. Notice is open from `window_days` before its last day on.
    #[must_use]
    pub fn life(&self, on: Day, window_days: u16) -> ContractLife {
        let notice = self.notice.filter(|notice| notice.given_on <= on);
        if let Some(notice) = notice {
            return match (notice.is_over(on), notice.kind) {
                (true, NoticeKind::AtTermEnd) => ContractLife::Expired { last: notice.ends_on },
                (true, NoticeKind::Early | NoticeKind::AtOnce) => {
                    ContractLife::Terminated { notice }
                }
                (false, _) if on < self.term.in_force_from => self.not_yet(),
                (false, _) => ContractLife::Ending { notice },
            };
        }
        let term = self.term.span_on(on);
        match self.term.renewal {
            Renewal::None if on > term.last => ContractLife::Expired { last: term.last },
            Renewal::None | Renewal::Automatic if on < self.term.in_force_from => self.not_yet(),
            Renewal::None if on >= earlier(term.last, EXPIRING_DAYS) => {
                ContractLife::Expiring { term }
            }
            Renewal::None => ContractLife::InForce { term },
            Renewal::Automatic => {
                let next = self.term.span_open_to_notice(on);
                let opens = earlier(next.notice_until, i64::from(window_days));
                if on >= opens && !self.decided.contains(&next.number) {
                    ContractLife::NoticeOpen { term: next }
                } else {
                    ContractLife::InForce { term }
                }
            }
        }
    }

    const fn not_yet(&self) -> ContractLife {
        ContractLife::NotYet { from: self.term.in_force_from }
    }

    /// The term whose end waits for a decision on a day; none once notice was given, it was
    /// decided or it is over.
    ///
    /// A term of which the last day for notice has passed unanswered goes on waiting until it
    /// renews, so that nobody learns of a renewal by chance.
    #[must_use]
    pub fn undecided(&self, on: Day) -> Option<TermSpan> {
        let term = self.term.span_on(on);
        let next = match self.term.renewal {
            Renewal::None => None,
            Renewal::Automatic => Some(self.term.span_open_to_notice(on)),
        };
        let is_open = |span: &TermSpan| !self.decided.contains(&span.number) && span.last >= on;
        let waiting = [Some(term), next].into_iter().flatten().find(is_open);
        waiting.filter(|_| self.notice.is_none())
    }

    /// The day before which a term must be decided: the last one for notice, or of the term.
    #[must_use]
    pub const fn decide_by(&self, term: &TermSpan) -> Day {
        match self.term.renewal {
            Renewal::None => term.last,
            Renewal::Automatic => term.notice_until,
        }
    }

    /// The days on which the undecided end of a term is called to mind, the earliest first: each
    /// number of `lead_days` before [`RunningContract::decide_by`].
    #[must_use]
    pub fn reminded_on(&self, on: Day, lead_days: &[u16]) -> Vec<Day> {
        let Some(term) = self.undecided(on) else { return Vec::new() };
        let by = self.decide_by(&term);
        let days: BTreeSet<Day> =
            lead_days.iter().map(|days| earlier(by, i64::from(*days))).collect();
        days.into_iter().collect()
    }

    /// A notice given on a day, recorded today: when the agreement ends by it.
    ///
    /// # Errors
    /// [`NoticeRefusal`]; nothing has changed.
    pub fn notice(
        &self,
        (by, kind): (PartyRole, NoticeKind),
        given_on: Day,
        today: Day,
    ) -> Result<Notice, NoticeRefusal> {
        if let Some(Notice { given_on, .. }) = self.notice {
            return Err(NoticeRefusal::AlreadyGiven { given_on });
        }
        if self.life(today, 0).is_over() {
            return Err(NoticeRefusal::Over);
        }
        if given_on < self.term.dated_on {
            return Err(NoticeRefusal::BeforeTheAgreement { dated_on: self.term.dated_on });
        }
        if given_on > today {
            return Err(NoticeRefusal::NotGivenYet);
        }
        let ends_on = match (kind, by) {
            (_, PartyRole::Guarantor) => return Err(NoticeRefusal::PartiesOnly),
            (NoticeKind::AtTermEnd, _) => self.ends_at_term(given_on)?,
            (NoticeKind::Early, _) => self.ends_early(given_on)?,
            (NoticeKind::AtOnce, PartyRole::Factor) => given_on,
            (NoticeKind::AtOnce, PartyRole::Client) => return Err(NoticeRefusal::FactorOnly),
        };
        Ok(Notice { by, kind, given_on, ends_on })
    }

    fn ends_at_term(&self, given_on: Day) -> Result<Day, NoticeRefusal> {
        match self.term.renewal {
            Renewal::None => Err(NoticeRefusal::EndsByItself { ends_on: self.term.span(1).last }),
            Renewal::Automatic => Ok(self.term.span_open_to_notice(given_on).last),
        }
    }

    fn ends_early(&self, given_on: Day) -> Result<Day, NoticeRefusal> {
        let later = given_on.plus_days(i64::from(self.term.notice_days));
        let ends_on = later.unwrap_or(given_on);
        let last = self.term.span(1).last;
        match self.term.renewal {
            Renewal::None if ends_on >= last => Err(NoticeRefusal::EndsByItself { ends_on: last }),
            Renewal::None | Renewal::Automatic => Ok(ends_on),
        }
    }
}
