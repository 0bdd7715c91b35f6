//! Where signed agreements stand today, from their papers, notices and decisions.

use std::collections::BTreeMap;

use factor_domain::Day;
use factor_domain::contract::{
    AgreedTerm, ContractLife, Notice, NoticeKind, PartyRole, RunningContract, TermSpan,
};
use factor_domain::ids::{ClientId, ContractId};
use factor_domain::terms::Renewal;
use factor_store::Connection;
use factor_store::contract::life::{self as kept, KeptNotice, SignedContract};
use factor_store::contract::reminder;

use crate::contracts::paper::role_words;
use crate::contracts::wire::{ContractLifeKind, ContractLifeShown};
use crate::error::AppError;

/// An agreement that both have signed and none has replaced, with its amendments.
pub(crate) struct Agreement {
    /// The agreement itself.
    pub(crate) base: SignedContract,
    /// Those signed by both, the first one first.
    pub(crate) amendments: Vec<SignedContract>,
    pub(crate) running: RunningContract,
    pub(crate) notice: Option<KeptNotice>,
    /// Days before the last day for notice from which it counts as open.
    pub(crate) lead_days: Vec<u16>,
}

/// The agreement of a client that stands.
pub(crate) async fn of_client(
    connection: &mut Connection,
    client: ClientId,
    on: Day,
) -> Result<Option<Agreement>, AppError> {
    let signed = kept::standing_of_client(connection, client).await?;
    Ok(agreements(connection, signed, Some(client), on).await?.pop())
}

/// The agreements of all clients.
pub(crate) async fn of_all(
    connection: &mut Connection,
    on: Day,
) -> Result<Vec<Agreement>, AppError> {
    let signed = kept::standing_of_all(connection).await?;
    agreements(connection, signed, None, on).await
}

async fn agreements(
    connection: &mut Connection,
    signed: Vec<SignedContract>,
    client: Option<ClientId>,
    on: Day,
) -> Result<Vec<Agreement>, AppError> {
    let lead_days = reminder::lead_days(connection).await?;
    let mut notices = kept::notices(connection, client).await?;
    let mut decided = kept::decided(connection, client).await?;
    let mut amendments: BTreeMap<ContractId, Vec<SignedContract>> = BTreeMap::new();
    let mut bases = Vec::with_capacity(signed.len());
    for contract in signed {
        match contract.amends {
            Some((agreement, _)) => amendments.entry(agreement).or_default().push(contract),
            None => bases.push(contract),
        }
    }
    let agreement = |base: SignedContract| {
        let amendments = amendments.remove(&base.id).unwrap_or_default();
        let notice = notices.remove(&base.id);
        let running = RunningContract {
            term: term(&base, &amendments, on),
            notice: notice.as_ref().map(|kept| kept.notice),
            decided: decided.remove(&base.id).unwrap_or_default(),
        };
        Agreement { base, amendments, running, notice, lead_days: lead_days.clone() }
    };
    Ok(bases.into_iter().map(agreement).collect())
}

/// The length is that of the newest terms in force among the papers of this agreement; it counts
/// from the date of the agreement whatever amends it.
fn term(base: &SignedContract, amendments: &[SignedContract], on: Day) -> AgreedTerm {
    let in_force = in_force(base, amendments, on);
    AgreedTerm {
        dated_on: base.dated_on,
        in_force_from: base.signed_on.max(base.first_terms_on),
        months: in_force.terms.term_months,
        renewal: in_force.terms.renewal,
        notice_days: in_force.terms.notice_days,
    }
}

fn in_force<'a>(
    base: &'a SignedContract,
    amendments: &'a [SignedContract],
    on: Day,
) -> &'a SignedContract {
    let has_begun = |one: &&SignedContract| one.effective_on <= on;
    amendments.iter().filter(has_begun).max_by_key(|one| one.terms_version).unwrap_or(base)
}

impl Agreement {
    /// Where it stands on a day.
    pub(crate) fn life(&self, on: Day) -> ContractLife {
        self.running.life(on, self.lead_days_most())
    }

    /// The paper whose terms are in force on a day.
    pub(super) fn in_force(&self, on: Day) -> &SignedContract {
        in_force(&self.base, &self.amendments, on)
    }

    /// Whether a client that leaves on a day leaves early, and why. The price of the right to end
    /// the agreement before its term is due then, but not where the term has run out or the factor
    /// ends it without a default.
    pub(crate) fn leaving(&self, on: Day) -> (bool, String) {
        let said = on.format_short();
        match self.life(on) {
            ContractLife::NotYet { from } => {
                (false, format!("The agreement is in force only from {}.", from.format_short()))
            }
            ContractLife::InForce { term }
            | ContractLife::NoticeOpen { term }
            | ContractLife::Expiring { term } => {
                let last = term.last.format_short();
                match on < term.last {
                    true => (true, format!("The term runs until {last}; {said} is earlier.")),
                    false => (false, format!("The term ends on {last}.")),
                }
            }
            ContractLife::Ending { notice } | ContractLife::Terminated { notice } => {
                leaving_by(&notice, on)
            }
            ContractLife::Expired { last } => {
                (false, format!("It ended with its term on {}.", last.format_short()))
            }
        }
    }

    /// The agreement and its amendments.
    pub(super) fn papers(&self) -> impl Iterator<Item = &SignedContract> {
        std::iter::once(&self.base).chain(&self.amendments)
    }

    /// As a row shows it.
    pub(super) fn shown(&self, on: Day) -> ContractLifeShown {
        let term = self.running.term.span_on(on);
        let (kind, words, last_day) = match self.life(on) {
            ContractLife::NotYet { from } => {
                let words = format!("Signed; in force from {}", from.format_short());
                (ContractLifeKind::NotYet, words, term.last)
            }
            ContractLife::InForce { term } => {
                (ContractLifeKind::InForce, self.in_force_words(&term), term.last)
            }
            ContractLife::NoticeOpen { term } => {
                (ContractLifeKind::NoticeOpen, self.deciding_words(&term, on), term.last)
            }
            ContractLife::Expiring { term } => {
                (ContractLifeKind::Expiring, self.deciding_words(&term, on), term.last)
            }
            ContractLife::Ending { notice } => {
                (ContractLifeKind::Ending, ends_words(&notice), notice.ends_on)
            }
            ContractLife::Expired { last } => {
                let words = format!("Ended with its term on {}", last.format_short());
                (ContractLifeKind::Expired, words, last)
            }
            ContractLife::Terminated { notice } => {
                (ContractLifeKind::Terminated, ended_words(&notice), notice.ends_on)
            }
        };
        ContractLifeShown { kind, words, last_day }
    }

    /// "In force until Nov 12, 2027, then it renews"
    fn in_force_words(&self, term: &TermSpan) -> String {
        let last = term.last.format_short();
        match (self.running.term.renewal, term.number) {
            (Renewal::None, _) => format!("In force until {last}; it does not renew"),
            (Renewal::Automatic, 1) => format!("In force until {last}, then it renews"),
            (Renewal::Automatic, number) => {
                format!("Renewed; term {number} runs until {last}, then it renews")
            }
        }
    }

    /// What happens at the end of a term if nobody does anything.
    pub(super) fn deciding_words(&self, term: &TermSpan, on: Day) -> String {
        let until = term.notice_until.format_short();
        let renews = term.last.plus_days(1).unwrap_or(term.last).format_short();
        match self.running.term.renewal {
            Renewal::None => format!("Ends on {}; it does not renew", term.last.format_short()),
            Renewal::Automatic if on <= term.notice_until => {
                format!("Renews on {renews}, unless notice is given by {until}")
            }
            Renewal::Automatic => {
                format!("Renews on {renews}; the last day for notice was {until}")
            }
        }
    }

    /// The term whose end should be decided about now, and since when somebody is reminded of it.
    pub(super) fn reminded(&self, on: Day) -> Option<(TermSpan, Day)> {
        if !self.life(on).is_in_force() {
            return None;
        }
        let days = self.running.reminded_on(on, &self.lead_days);
        let since = days.into_iter().rfind(|day| *day <= on)?;
        Some((self.running.undecided(on)?, since))
    }

    fn lead_days_most(&self) -> u16 {
        self.lead_days.iter().copied().max().unwrap_or(0)
    }
}

fn leaving_by(notice: &Notice, on: Day) -> (bool, String) {
    let (said, ends) = (on.format_short(), notice.ends_on.format_short());
    match (notice.kind, notice.by) {
        (NoticeKind::AtTermEnd, _) if on < notice.ends_on => {
            (true, format!("Notice was given for {ends}; {said} is earlier."))
        }
        (NoticeKind::AtTermEnd, _) => {
            (false, format!("It ends with its term by notice, on {ends}."))
        }
        (NoticeKind::Early, PartyRole::Factor) => {
            (false, format!("The factor ends it, on {ends}, without a default."))
        }
        (NoticeKind::Early, PartyRole::Client | PartyRole::Guarantor) => {
            (true, format!("The client ends it early, on {ends}."))
        }
        (NoticeKind::AtOnce, _) => (true, format!("The factor ended it on {ends} for a default.")),
    }
}

fn ends_words(notice: &Notice) -> String {
    let ends = notice.ends_on.format_short();
    format!("Notice given by the {}; in force until {ends}", role_words(notice.by))
}

fn ended_words(notice: &Notice) -> String {
    let (by, ended) = (role_words(notice.by), notice.ends_on.format_short());
    match notice.kind {
        NoticeKind::AtOnce => format!("Ended at once by the {by} on {ended}"),
        NoticeKind::AtTermEnd | NoticeKind::Early => format!("Ended by the {by} on {ended}"),
    }
}

/// "Notice given by the Client on Oct 1, 2027. The agreement ends on Nov 12, 2027."
pub(super) fn notice_words(notice: &Notice) -> String {
    let (by, given) = (role_words(notice.by), notice.given_on.format_short());
    format!("Notice given by the {by} on {given}. {}", effect_words(notice))
}

/// "The agreement ends on Nov 12, 2027, the last day of its term."
pub(super) fn effect_words(notice: &Notice) -> String {
    let ends = notice.ends_on.format_short();
    match notice.kind {
        NoticeKind::AtTermEnd => {
            format!("The agreement ends on {ends}, the last day of its term.")
        }
        NoticeKind::Early => format!("The agreement ends on {ends}, before its term does."),
        NoticeKind::AtOnce => format!("The agreement ends at once, on {ends}."),
    }
}
