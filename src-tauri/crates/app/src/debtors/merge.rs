//! Two records of one business become one, and nothing that was booked moves.

use factor_domain::ids::DebtorId;
use factor_domain::{Act, Money};
use factor_store::Connection;
use factor_store::book::{self, NamesAsked};
use factor_store::debtor::{
    self as stored, Buying, ClientDebtor, DebtorRecord, DebtorStatus, Notice,
};
use serde_json::json;

use crate::books::out_of_range;
use crate::debtors::figures::{Exposures, firm_currency};
use crate::debtors::pairs::what_of;
use crate::debtors::wire::{DebtorAsked, DebtorNamed, DebtorSaved, MergeAsked, MergePlan};
use crate::debtors::{in_between, kept, subject};
use crate::desk::{Change, Reading};
use crate::error::AppError;
use crate::letters::record_notice;

/// What a merge will do, in sentences to agree to.
///
/// # Errors
/// Two records that cannot be one.
pub async fn plan_merge(reading: &Reading<'_>, input: MergeAsked) -> Result<MergePlan, AppError> {
    let mut ledger = reading.ledger.read().await?;
    let Two { merged, survivor } = Two::load(&mut ledger, input).await?;
    let ids = [merged.id, survivor.id];
    let exposures = Exposures::of(&mut ledger, &ids, reading.now.day()).await?;
    let currency = match survivor.debtor.limit {
        Some(limit) => limit.currency(),
        None => firm_currency(&mut ledger).await?,
    };
    let open = |id| exposures.in_currency(id, currency).open;
    let both = open(merged.id).plus(open(survivor.id)).map_err(out_of_range)?;
    let pairs = stored::pairs_of_debtor(&mut ledger, merged.id).await?;
    let asked = NamesAsked {
        clients: pairs.iter().map(|pair| pair.client).collect(),
        ..NamesAsked::default()
    };
    let clients = book::names(&mut ledger, &asked).await?.clients;
    let (one, other) = (&merged.debtor.name, &survivor.debtor.name);
    let mut sentences = vec![
        format!("{one} goes to the archive and points to {other}. Its name still finds {other}."),
        format!(
            "Invoices bought on {one} and their entries stay as they are; exposure and limits \
             count them with {other}."
        ),
    ];
    if !clients.is_empty() {
        let names = clients.into_values().collect::<Vec<_>>().join(", ");
        sentences.push(format!(
            "What is agreed with {names} is united: no-buy stays no-buy, the lower limit counts."
        ));
    }
    if let (None, Some(limit)) = (survivor.debtor.limit, merged.debtor.limit) {
        sentences.push(format!("{other} takes over the limit of {}.", limit.format_grouped()));
    }
    Ok(MergePlan { merged: named(&merged), survivor: named(&survivor), open: both, sentences })
}

/// Archives one record, points it to the other and unites what is agreed with each client.
///
/// # Errors
/// Two records that cannot be one.
pub async fn merge_debtors(
    change: &mut Change<'_>,
    input: MergeAsked,
) -> Result<DebtorSaved, AppError> {
    change.require(Act::Enter)?;
    let Two { merged, survivor } = Two::load(&mut change.tx, input).await?;
    let at = change.now.stamp();
    let mut united_clients = Vec::new();
    for pair in stored::pairs_of_debtor(&mut change.tx, merged.id).await? {
        let other = stored::pair(&mut change.tx, pair.client, survivor.id).await?;
        let before = other.as_ref().map_or(Notice::None, |other| other.notice);
        let united = united(&pair, other, survivor.id);
        stored::save_pair(&mut change.tx, &united, &at).await?;
        if united.notice != before {
            record_notice(change, &united, what_of(united.notice)).await?;
        }
        united_clients.push(pair.client);
    }
    stored::merge(&mut change.tx, merged.id, survivor.id, &at).await?;
    let taken = with_what_it_lacks(&survivor, &merged);
    let mut revision = survivor.revision;
    if taken.debtor != survivor.debtor {
        if !stored::update(&mut change.tx, &taken, &at).await? {
            return Err(in_between());
        }
        revision += 1;
    }
    let detail = json!({
        "into": survivor.id, "status_before": merged.debtor.status.as_str(),
        "clients": united_clients, "limit_before": survivor.debtor.limit,
        "limit": taken.debtor.limit,
    });
    change.record("debtor.merged", subject(merged.id), &detail)?;
    Ok(DebtorSaved { debtor_id: survivor.id, revision, previous_status: None })
}

/// Lets a merged record stand for itself again, pending. What was united stays so, and says so in
/// the log.
///
/// # Errors
/// A record that is not merged.
pub async fn separate_debtor(
    change: &mut Change<'_>,
    input: DebtorAsked,
) -> Result<DebtorSaved, AppError> {
    change.require(Act::Enter)?;
    let record = kept(&mut change.tx, input.debtor_id).await?;
    let Some(survivor) = record.merged_into else {
        return Err(AppError::refused(format!("{} is not merged.", record.debtor.name)));
    };
    let at = change.now.stamp();
    stored::separate(&mut change.tx, record.id, &at).await?;
    let detail = json!({ "from": survivor });
    change.record("debtor.separated", subject(record.id), &detail)?;
    let revision = record.revision + 1;
    Ok(DebtorSaved { debtor_id: record.id, revision, previous_status: None })
}

/// Two records that may become one.
struct Two {
    merged: DebtorRecord,
    survivor: DebtorRecord,
}

impl Two {
    async fn load(connection: &mut Connection, asked: MergeAsked) -> Result<Self, AppError> {
        let merged = kept(connection, asked.merged_id).await?;
        let survivor = kept(connection, asked.survivor_id).await?;
        if merged.id == survivor.id {
            return Err(AppError::field("survivor_id", "Choose another debtor"));
        }
        if merged.merged_into.is_some() {
            let name = &merged.debtor.name;
            return Err(AppError::refused(format!("{name} is merged already.")));
        }
        if survivor.debtor.status == DebtorStatus::Archived {
            let name = &survivor.debtor.name;
            return Err(AppError::field(
                "survivor_id",
                format!("{name} is archived. Restore it first, or choose another debtor"),
            ));
        }
        if let (Some(one), Some(other)) = (merged.debtor.group, survivor.debtor.group)
            && one != other
        {
            return Err(AppError::refused(format!(
                "{} and {} belong to two groups. Put both into one group first.",
                merged.debtor.name, survivor.debtor.name
            )));
        }
        Ok(Self { merged, survivor })
    }
}

fn named(record: &DebtorRecord) -> DebtorNamed {
    DebtorNamed { id: record.id, name: record.debtor.name.to_string() }
}

/// The survivor with the limit and the group of the merged record, where it has none, and with its
/// flags, which are facts about the business.
fn with_what_it_lacks(survivor: &DebtorRecord, merged: &DebtorRecord) -> DebtorRecord {
    let mut taken = survivor.clone();
    let (debtor, other) = (&mut taken.debtor, &merged.debtor);
    debtor.group = debtor.group.or(other.group);
    if debtor.limit.is_none() {
        debtor.limit = other.limit;
        debtor.limit_until = other.limit_until;
        debtor.limit_review_on = debtor.limit_review_on.or(other.limit_review_on);
    }
    debtor.is_government |= other.is_government;
    debtor.is_insolvent |= other.is_insolvent;
    taken
}

/// The more careful of what was agreed about both with one client. A notice counts by the name it
/// named, so the survivor's stays unless none was sent under it.
fn united(merged: &ClientDebtor, survivor: Option<ClientDebtor>, id: DebtorId) -> ClientDebtor {
    let Some(kept) = survivor else { return ClientDebtor { debtor: id, ..merged.clone() } };
    let is_no_buy = [kept.buying, merged.buying].contains(&Buying::NoBuy);
    let takes_notice = kept.notice == Notice::None;
    let (notice, notice_on, notice_how) = if takes_notice {
        (merged.notice, merged.notice_on, merged.notice_how)
    } else {
        (kept.notice, kept.notice_on, kept.notice_how)
    };
    ClientDebtor {
        buying: if is_no_buy { Buying::NoBuy } else { Buying::Buy },
        limit: lower(kept.limit, merged.limit),
        notice,
        notice_on,
        notice_how,
        is_affiliate: kept.is_affiliate || merged.is_affiliate,
        is_contra: kept.is_contra || merged.is_contra,
        ..kept
    }
}

/// The lower of two limits; of two currencies the first, because they cannot be compared.
fn lower(kept: Option<Money>, merged: Option<Money>) -> Option<Money> {
    match (kept, merged) {
        (Some(kept), Some(merged)) if kept.currency() == merged.currency() => {
            Some(if merged.minor() < kept.minor() { merged } else { kept })
        }
        (Some(kept), _) => Some(kept),
        (None, merged) => merged,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use factor_domain::{ClientId, Currency, Day};

    fn usd(minor: i64) -> Money {
        Money::new(minor, Currency::USD).unwrap()
    }

    fn pair(debtor: i64) -> ClientDebtor {
        ClientDebtor::new(ClientId::new(7), DebtorId::new(debtor))
    }

    #[test]
    fn the_more_careful_word_counts_when_pairs_are_united() {
        let id = DebtorId::new(2);
        let day = Day::from_iso("2026-03-01").ok();
        let merged = ClientDebtor {
            buying: Buying::NoBuy,
            limit: Some(usd(5)),
            notice: Notice::Sent,
            notice_on: day,
            is_contra: true,
            ..pair(1)
        };
        assert_eq!(united(&merged, None, id), ClientDebtor { debtor: id, ..merged.clone() });
        let kept = ClientDebtor { limit: Some(usd(9)), is_affiliate: true, ..pair(2) };
        let expected = ClientDebtor { is_affiliate: true, debtor: id, ..merged.clone() };
        assert_eq!(united(&merged, Some(kept), id), expected);
        let told = ClientDebtor { notice: Notice::Acknowledged, notice_on: day, ..pair(2) };
        let both = united(&merged, Some(told), id);
        assert_eq!((both.notice, both.limit), (Notice::Acknowledged, Some(usd(5))));
    }
}
