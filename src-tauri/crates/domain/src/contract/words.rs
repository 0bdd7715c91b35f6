//! Terms as the wording of a contract says them.

use crate::calendar::HolidayCalendar;
use crate::money::Money;
use crate::rate::Rate;
use crate::rounding::Rounding;
use crate::terms::{
    AdvanceBase, DayRoll, GraceMeaning, InstalmentPart, LateBase, LateChargeForm, LatePayer,
    PaymentSchedule, RecourseBase, ReleaseSchedule, Renewal, Terms,
};
use crate::text::DataId;

/// What a rate or an amount of zero reads; conditions of templates look for it.
pub(super) const NONE: &str = "none";

pub(super) fn rate(rate: Rate) -> String {
    if rate.is_zero() { NONE.to_owned() } else { rate.to_string() }
}

pub(super) fn amount(amount: Money) -> String {
    if amount.is_zero() { NONE.to_owned() } else { amount.format_with_code() }
}

/// Completes "pays 80.00% of ...".
pub(super) fn advance_base(base: AdvanceBase) -> String {
    match base {
        AdvanceBase::Face => "the Face Amount",
        AdvanceBase::NetOfTax => "the Face Amount less sales tax",
        AdvanceBase::NetOfRetainage => "the Face Amount less retainage",
        AdvanceBase::NetOfDiscount => "the Face Amount less the early-payment discount",
    }
    .to_owned()
}

/// The word that picks the wording of the reserve: a share of the face is one only if the advance
/// is.
pub(super) fn reserve_form(terms: &Terms) -> String {
    let is_share = terms.advance_base == AdvanceBase::Face && terms.advance_rate < Rate::HUNDRED;
    if is_share { "share".to_owned() } else { "rest".to_owned() }
}

/// What the advance leaves of the face amount.
pub(super) fn reserve_rate(advance_rate: Rate) -> String {
    let left = Rate::HUNDRED.as_percent() - advance_rate.as_percent();
    Rate::percent(left).map_or_else(|_| NONE.to_owned(), rate)
}

/// A share of everything is no limit.
pub(super) fn concentration(share: Rate) -> String {
    if share == Rate::HUNDRED { NONE.to_owned() } else { share.to_string() }
}

/// `a Massachusetts corporation`; empty when the form is not known.
pub fn organized_as(state: &str, form: &str) -> String {
    if form.is_empty() {
        return String::new();
    }
    let of_state = [state, form].into_iter().filter(|part| !part.is_empty());
    let named = of_state.collect::<Vec<_>>().join(" ");
    let is_vowel = named.chars().next().is_some_and(|c| "AEIOUaeiou".contains(c));
    // "a Utah corporation", "a U.S. company", "a European company": u and eu sound as "you".
    let sounds_as_you = ["ut", "u.", "us ", "un", "uk", "eu"]
        .iter()
        .any(|start| named.to_lowercase().starts_with(start));
    let article = if is_vowel && !sounds_as_you { "an" } else { "a" };
    format!("{article} {named}")
}

pub(super) fn days(count: u16) -> String {
    if count == 1 { "1 day".to_owned() } else { format!("{count} days") }
}

fn ordinal(number: u16) -> String {
    let ending = match (number % 10, number % 100) {
        (1, tens) if tens != 11 => "st",
        (2, tens) if tens != 12 => "nd",
        (3, tens) if tens != 13 => "rd",
        _ => "th",
    };
    format!("{number}{ending}")
}

/// Completes "is payable ...".
pub(super) fn payment(schedule: &PaymentSchedule) -> String {
    match *schedule {
        PaymentSchedule::NetDays { days: 0 } => "on the invoice date".to_owned(),
        PaymentSchedule::NetDays { days: count } => {
            format!("net {count}, that is within {} after the invoice date", days(count))
        }
        PaymentSchedule::EndOfMonth { days: 0 } => {
            "by the end of the month of the invoice date".to_owned()
        }
        PaymentSchedule::EndOfMonth { days: count } => {
            format!("within {} after the end of the month of the invoice date", days(count))
        }
        PaymentSchedule::DayOfMonth { day, months_ahead: 0 } => {
            format!("by the {} day of the month of the invoice date", ordinal(day))
        }
        PaymentSchedule::DayOfMonth { day, months_ahead: 1 } => {
            format!("by the {} day of the month after that of the invoice date", ordinal(day))
        }
        PaymentSchedule::DayOfMonth { day, months_ahead } => format!(
            "by the {} day of the {} month after that of the invoice date",
            ordinal(day),
            ordinal(months_ahead)
        ),
        PaymentSchedule::NetThenEndOfMonth { days: count } => {
            format!("by the end of the month in which {} after the invoice date end", days(count))
        }
        PaymentSchedule::Instalments { ref parts } => {
            let words = |part: &InstalmentPart| {
                format!("{} within {} after the invoice date", part.share, days(part.days))
            };
            format!("in parts, {}", parts.iter().map(words).collect::<Vec<_>>().join(", "))
        }
    }
}

/// The rule by which [`Terms::due_date`] counts, as a sentence without a full stop.
pub(super) fn due_date(terms: &Terms) -> String {
    let counted = match &terms.payment_schedule {
        PaymentSchedule::NetDays { .. } | PaymentSchedule::NetThenEndOfMonth { .. } => {
            "calendar days are counted, the invoice date is not"
        }
        PaymentSchedule::Instalments { .. } => {
            "calendar days are counted, the invoice date is not, the due date of the invoice is \
             that of its last part"
        }
        PaymentSchedule::EndOfMonth { .. } => {
            "calendar days are counted from the last day of that month, which is not counted"
        }
        PaymentSchedule::DayOfMonth { .. } => {
            "in a shorter month its last day takes the place of that day, a day already past when \
             the invoice is dated means the same day a month later"
        }
    };
    let moved = match terms.due_roll {
        DayRoll::None => "a weekend or holiday does not move the due date",
        DayRoll::Following => "a due date that is no Business Day moves to the next one",
        DayRoll::ModifiedFollowing => {
            "a due date that is no Business Day moves to the next one, or, where that lies in the \
             next month, to the one before, but never to before the invoice date"
        }
        DayRoll::Preceding => {
            "a due date that is no Business Day moves to the one before, but never to before the \
             invoice date"
        }
    };
    format!("{counted}, and {moved}")
}

/// Completes "Business Day means ...".
pub(super) fn business_day(calendar: &DataId) -> String {
    if calendar.as_str() == "us_federal_reserve" {
        return "a day on which the Federal Reserve Banks are open".to_owned();
    }
    if calendar.as_str() == "weekends_only" {
        return "any day but a Saturday or a Sunday".to_owned();
    }
    let known = HolidayCalendar::built_in(calendar);
    let title = known.as_ref().map_or(calendar.as_str(), HolidayCalendar::title);
    format!("a day that is neither a weekend nor a holiday by the calendar {title}")
}

/// The word that picks the wording of the grace period; `none` without grace days.
pub(super) fn grace_meaning(terms: &Terms) -> String {
    if terms.grace_days == 0 {
        return NONE.to_owned();
    }
    match terms.grace_meaning {
        GraceMeaning::ChargeFromDue => "charge_from_due".to_owned(),
        GraceMeaning::ChargeFromGraceEnd => "charge_from_grace_end".to_owned(),
        GraceMeaning::NoticeWaits => "notice_waits".to_owned(),
    }
}

/// The word that picks the wording of late interest; `none` without a rate.
pub(super) fn late_payer(terms: &Terms) -> String {
    if terms.late_interest_rate.is_zero() {
        return NONE.to_owned();
    }
    match terms.late_payer {
        LatePayer::AccountDebtor => "account_debtor".to_owned(),
        LatePayer::Client => "client".to_owned(),
    }
}

pub(super) fn late_base(base: LateBase) -> String {
    match base {
        LateBase::UnpaidBalance => "its unpaid balance".to_owned(),
        LateBase::AdvanceOutstanding => {
            "the advance on it still out, against which payments count first".to_owned()
        }
    }
}

pub(super) fn late_form(form: LateChargeForm) -> String {
    match form {
        LateChargeForm::DailySimple => {
            "as simple interest by the day, on a year of 365 days".to_owned()
        }
        LateChargeForm::MonthOrPart => {
            "a twelfth of that rate for each 30 days or part of them".to_owned()
        }
    }
}

pub(super) fn late_start(terms: &Terms) -> String {
    let after_grace =
        terms.grace_days > 0 && terms.grace_meaning == GraceMeaning::ChargeFromGraceEnd;
    if after_grace {
        "the day after the Grace Period".to_owned()
    } else {
        "the day after the due date".to_owned()
    }
}

pub(super) fn recourse_base(base: RecourseBase) -> String {
    match base {
        RecourseBase::Invoice => "invoice date".to_owned(),
        RecourseBase::Purchase => "Purchase Date".to_owned(),
        RecourseBase::Due => "due date".to_owned(),
    }
}

/// What conditions of the wording look at.
pub(super) fn renewal(renewal: Renewal) -> String {
    match renewal {
        Renewal::Automatic => "renews".to_owned(),
        Renewal::None => "ends".to_owned(),
    }
}

pub(super) fn release(schedule: ReleaseSchedule) -> String {
    match schedule {
        ReleaseSchedule::EachInvoice => "on the day the Purchased Account is Closed".to_owned(),
        ReleaseSchedule::Weekly { weekday } => format!("each {}", weekday.label()),
        ReleaseSchedule::TwiceMonthly => "on the 15th and on the last day of each month".to_owned(),
        ReleaseSchedule::Monthly => "on the last day of each month".to_owned(),
    }
}

/// How a half is rounded, as a sentence without its full stop.
pub(super) fn rounding(rounding: Rounding) -> String {
    match rounding {
        Rounding::HalfUp => "a half is rounded up".to_owned(),
        Rounding::HalfEven => "a half is rounded to the even neighbor".to_owned(),
        Rounding::Down => "a fraction is dropped".to_owned(),
        Rounding::Up => "a fraction is rounded up".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_article_follows_the_sound() {
        for (state, form, words) in [
            ("Massachusetts", "corporation", "a Massachusetts corporation"),
            ("Ohio", "limited liability company", "an Ohio limited liability company"),
            ("Utah", "corporation", "a Utah corporation"),
            ("", "association", "an association"),
            ("Ohio", "", ""),
        ] {
            assert_eq!(organized_as(state, form), words);
        }
    }

    #[test]
    fn a_payment_schedule_reads_as_a_sentence() {
        for (schedule, words) in [
            (PaymentSchedule::NetDays { days: 0 }, "on the invoice date"),
            (
                PaymentSchedule::NetDays { days: 60 },
                "net 60, that is within 60 days after the invoice date",
            ),
            (
                PaymentSchedule::EndOfMonth { days: 1 },
                "within 1 day after the end of the month of the invoice date",
            ),
            (
                PaymentSchedule::DayOfMonth { day: 22, months_ahead: 0 },
                "by the 22nd day of the month of the invoice date",
            ),
            (
                PaymentSchedule::DayOfMonth { day: 11, months_ahead: 3 },
                "by the 11th day of the 3rd month after that of the invoice date",
            ),
        ] {
            assert_eq!(payment(&schedule), words);
        }
    }
}
