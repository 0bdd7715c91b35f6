//! What is agreed about one debtor of one client, and its notice of assignment.

use factor_domain::ids::{ClientId, DebtorId};
use factor_domain::{Act, Money, parse_day};
use factor_store::client;
use factor_store::debtor::{self as stored, Buying, ClientDebtor, Notice, NoticeHow};
use factor_store::letter::What;
use serde_json::json;

use crate::debtors::figures::{firm_currency, limit_use};
use crate::debtors::form::limit;
use crate::debtors::wire::{NoticeInput, NoticeStage, NoticeWay, PairInput, PairShown};
use crate::debtors::{kept, subject};
use crate::desk::Change;
use crate::error::AppError;
use crate::firm::fields::Fields;
use crate::letters::record_notice;
use crate::sentence::sentence;
use crate::vault::wire::Nothing;

/// Keeps whether a client's invoices on a debtor are bought, up to what limit, and whether the two
/// belong together or may offset.
///
/// # Errors
/// A wrong limit; a client or debtor that is not there.
pub async fn save_pair(change: &mut Change<'_>, input: PairInput) -> Result<Nothing, AppError> {
    change.require(Act::Enter)?;
    let before = pair_of(change, input.client_id, input.debtor_id).await?;
    let currency = match before.limit {
        Some(limit) => limit.currency(),
        None => firm_currency(&mut change.tx).await?,
    };
    let mut fields = Fields::default();
    let limit = limit(&mut fields, &input.limit, currency);
    fields.finish()?;
    let buying = if input.is_bought { Buying::Buy } else { Buying::NoBuy };
    let (is_affiliate, is_contra) = (input.is_affiliate, input.is_contra);
    let pair = ClientDebtor { buying, limit, is_affiliate, is_contra, ..before };
    let at = change.now.stamp();
    stored::save_pair(&mut change.tx, &pair, &at).await?;
    let detail = json!({
        "client_id": pair.client, "buying": pair.buying.as_str(), "limit": pair.limit,
        "limit_before": before.limit, "affiliate": pair.is_affiliate, "contra": pair.is_contra,
    });
    change.record("debtor.pair_set", subject(pair.debtor), &detail)?;
    Ok(Nothing {})
}

/// Notes how far the notice of assignment to a debtor is, as a step of its history.
///
/// # Errors
/// A day that cannot be or has not come.
pub async fn set_notice(change: &mut Change<'_>, input: NoticeInput) -> Result<Nothing, AppError> {
    change.require(Act::Enter)?;
    let before = pair_of(change, input.client_id, input.debtor_id).await?;
    let today = change.now.day();
    let on = match input.on.trim() {
        "" => today,
        typed => parse_day(typed, today)
            .map_err(|problem| AppError::field("on", sentence(&problem.to_string())))?,
    };
    if on > today {
        let words = format!("{} has not come yet", on.format_short());
        return Err(AppError::field("on", words));
    }
    let notice = notice_of(input.stage);
    let is_none = notice == Notice::None;
    let pair = ClientDebtor {
        notice,
        notice_on: (!is_none).then_some(on),
        notice_how: input.way.map(how_of).filter(|_how| !is_none),
        ..before
    };
    record_notice(change, &pair, what_of(notice)).await?;
    let detail = json!({
        "client_id": pair.client, "from": before.notice.as_str(), "to": pair.notice.as_str(),
        "on": pair.notice_on, "how": pair.notice_how.map(NoticeHow::as_str),
    });
    change.record("debtor.notice_set", subject(pair.debtor), &detail)?;
    Ok(Nothing {})
}

/// The pair as it stands, of the record that stands for the debtor.
async fn pair_of(
    change: &mut Change<'_>,
    client_id: ClientId,
    debtor_id: DebtorId,
) -> Result<ClientDebtor, AppError> {
    client::must_exist(&mut change.tx, client_id).await?;
    let debtor = kept(&mut change.tx, debtor_id).await?.stands_for();
    let pair = stored::pair(&mut change.tx, client_id, debtor).await?;
    Ok(pair.unwrap_or_else(|| ClientDebtor::new(client_id, debtor)))
}

/// What is open between a client and a debtor.
#[derive(Clone, Copy)]
pub(super) struct PairOpen {
    pub(super) open: Money,
    pub(super) past_due: Money,
}

pub(super) fn shown(pair: &ClientDebtor, client_name: String, open: PairOpen) -> PairShown {
    PairShown {
        client_id: pair.client,
        client_name,
        open: open.open,
        past_due: open.past_due,
        limit: pair.limit.map(|limit| limit_use(limit, open.open)),
        is_bought: pair.buying == Buying::Buy,
        is_affiliate: pair.is_affiliate,
        is_contra: pair.is_contra,
        stage: stage_of(pair.notice),
        notice_on: pair.notice_on,
        way: pair.notice_how.map(way_of),
        notice_words: notice_words(pair),
    }
}

/// "Sent Nov 20, 2026, by registered post"
pub(crate) fn notice_words(pair: &ClientDebtor) -> String {
    let what = match pair.notice {
        Notice::None => return "Not sent".to_owned(),
        Notice::Sent => "Sent",
        Notice::Delivered => "Delivered",
        Notice::Acknowledged => "Acknowledged",
        Notice::Refused => "Refused",
        Notice::Returned => "Returned",
        Notice::Released => "Released",
    };
    let on = pair.notice_on.map(|on| format!(" {}", on.format_short())).unwrap_or_default();
    format!("{what}{on}{}", pair.notice_how.map_or("", how_words))
}

/// "notice sent", beside the name of a debtor.
pub(crate) const fn notice_short(notice: Option<Notice>) -> &'static str {
    match notice {
        None | Some(Notice::None) => "no notice",
        Some(Notice::Sent) => "notice sent",
        Some(Notice::Delivered) => "notice delivered",
        Some(Notice::Acknowledged) => "notice acknowledged",
        Some(Notice::Refused) => "notice refused",
        Some(Notice::Returned) => "notice returned",
        Some(Notice::Released) => "notice released",
    }
}

/// ", by registered post"
pub(crate) const fn how_words(how: NoticeHow) -> &'static str {
    match how {
        NoticeHow::Post => ", by post",
        NoticeHow::RegisteredPost => ", by registered post",
        NoticeHow::Courier => ", by courier",
        NoticeHow::Email => ", by e-mail",
        NoticeHow::Fax => ", by fax",
        NoticeHow::ByHand => ", by hand",
        NoticeHow::Portal => ", by portal",
    }
}

/// The step that says so.
pub(super) const fn what_of(notice: Notice) -> What {
    match notice {
        Notice::None => What::None,
        Notice::Sent => What::Sent,
        Notice::Delivered => What::Delivered,
        Notice::Acknowledged => What::Acknowledged,
        Notice::Refused => What::Refused,
        Notice::Returned => What::Returned,
        Notice::Released => What::Released,
    }
}

const fn notice_of(stage: NoticeStage) -> Notice {
    match stage {
        NoticeStage::None => Notice::None,
        NoticeStage::Sent => Notice::Sent,
        NoticeStage::Delivered => Notice::Delivered,
        NoticeStage::Acknowledged => Notice::Acknowledged,
        NoticeStage::Refused => Notice::Refused,
        NoticeStage::Returned => Notice::Returned,
        NoticeStage::Released => Notice::Released,
    }
}

const fn stage_of(notice: Notice) -> NoticeStage {
    match notice {
        Notice::None => NoticeStage::None,
        Notice::Sent => NoticeStage::Sent,
        Notice::Delivered => NoticeStage::Delivered,
        Notice::Acknowledged => NoticeStage::Acknowledged,
        Notice::Refused => NoticeStage::Refused,
        Notice::Returned => NoticeStage::Returned,
        Notice::Released => NoticeStage::Released,
    }
}

pub(crate) const fn how_of(way: NoticeWay) -> NoticeHow {
    match way {
        NoticeWay::Post => NoticeHow::Post,
        NoticeWay::RegisteredPost => NoticeHow::RegisteredPost,
        NoticeWay::Courier => NoticeHow::Courier,
        NoticeWay::Email => NoticeHow::Email,
        NoticeWay::Fax => NoticeHow::Fax,
        NoticeWay::ByHand => NoticeHow::ByHand,
        NoticeWay::Portal => NoticeHow::Portal,
    }
}

const fn way_of(how: NoticeHow) -> NoticeWay {
    match how {
        NoticeHow::Post => NoticeWay::Post,
        NoticeHow::RegisteredPost => NoticeWay::RegisteredPost,
        NoticeHow::Courier => NoticeWay::Courier,
        NoticeHow::Email => NoticeWay::Email,
        NoticeHow::Fax => NoticeWay::Fax,
        NoticeHow::ByHand => NoticeWay::ByHand,
        NoticeHow::Portal => NoticeWay::Portal,
    }
}
