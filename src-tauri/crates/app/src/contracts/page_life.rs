//! The life of an agreement on its page, and the papers it is made of.

use factor_domain::contract::TermSpan;
use factor_domain::terms::Renewal;
use factor_store::contract::life::{KeptNotice, SignedContract};

use crate::contracts::life::{Agreement, notice_words};
use crate::contracts::wire::{
    ContractChainRow, ContractLifePage, ContractNoticeShown, RenewalToDecide,
};
use crate::now::{Now, moment_words};

pub(super) fn life_page(agreement: &Agreement, now: Now) -> ContractLifePage {
    let today = now.day();
    let term = agreement.running.term;
    let span = term.span_on(today);
    let months = counted(term.months, "month", "months");
    let life = agreement.life(today);
    ContractLifePage {
        shown: agreement.shown(today),
        agreement_id: agreement.base.id,
        term_number: span.number,
        term_first: span.first,
        term_last: span.last,
        notice_until: match term.renewal {
            Renewal::Automatic => Some(span.notice_until),
            Renewal::None => None,
        },
        term_words: match term.renewal {
            Renewal::Automatic => format!("{months}, then renews"),
            Renewal::None => format!("{months}, then ends"),
        },
        notice_words: format!("{}, by either party", counted(term.notice_days, "day", "days")),
        to_decide: agreement.reminded(today).map(|(span, _)| to_decide(agreement, &span, now)),
        notice: agreement.notice.as_ref().map(|notice| notice_shown(notice, now)),
        can_give_notice: agreement.notice.is_none() && !life.is_over(),
    }
}

fn counted(count: u16, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

fn to_decide(agreement: &Agreement, term: &TermSpan, now: Now) -> RenewalToDecide {
    let act = match agreement.running.term.renewal {
        Renewal::Automatic => "Let it renew",
        Renewal::None => "Let it end",
    };
    RenewalToDecide {
        term_number: term.number,
        act: act.to_owned(),
        words: format!("{}.", agreement.deciding_words(term, now.day())),
    }
}

fn notice_shown(kept: &KeptNotice, now: Now) -> ContractNoticeShown {
    let at = moment_words(&kept.recorded_at, now.zone());
    ContractNoticeShown {
        notice_id: kept.id,
        words: notice_words(&kept.notice),
        reason: kept.reason.clone(),
        recorded: format!("{}, {at}", kept.recorded_by),
    }
}

/// The agreement and its amendments, the oldest first.
pub(super) fn chain(agreement: &Agreement, now: Now) -> Vec<ContractChainRow> {
    let in_force = agreement.in_force(now.day()).id;
    let row = |paper: &SignedContract| ContractChainRow {
        contract_id: paper.id,
        name: match paper.amends {
            None => "Agreement".to_owned(),
            Some((_, number)) => format!("Amendment {number}"),
        },
        version_words: format!("version {}", paper.version),
        signed_on: paper.signed_on,
        effective_on: paper.effective_on,
        terms_version: paper.terms_version,
        is_in_force: paper.id == in_force,
    };
    agreement.papers().map(row).collect()
}
