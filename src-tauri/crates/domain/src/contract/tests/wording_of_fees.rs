//! Fees, days, advances and due dates: the paper says what the engine does.

use super::wording::agreement;
use super::{clause_texts, full_terms};
use crate::currency::Currency;
use crate::money::Money;
use crate::rate::Rate;
use crate::terms::{
    AdditionalFee, AdditionalFeeKind, AdvanceBase, DayCap, DayCountEnd, DayInclusion, DayRoll,
    FeeAmount, FeeBase, FeeComponent, FeeDays, FeePeriod, FeeSchedule, FeeTaken, InstalmentPart,
    PaymentSchedule, StepPart, Terms,
};
use crate::tests::forms;
use crate::text::{DataId, Line};

#[track_caller]
fn check_says(change: impl Fn(&mut Terms), words: &str) {
    let mut terms = full_terms();
    change(&mut terms);
    let paper = clause_texts(&agreement(&terms, true)).join("\n");
    assert!(paper.contains(words), "{words}\n\nnot in\n{paper}");
}

#[test]
fn every_form_of_a_fee_has_its_sentence() {
    let owes = |schedule: FeeSchedule, words: &str| {
        let sentence = format!("the Client owes a fee (the “Factoring Fee”) of {words}.");
        check_says(|terms| terms.fee_schedule = schedule.clone(), &sentence);
    };
    owes(
        forms::flat_and_fixed("2.5", "25"),
        "2.50% of the Face Amount and USD 25.00, however long the Account stays open",
    );
    owes(
        forms::block_then_daily(),
        "2.00% of the Face Amount for the first 30 days and a further 0.05% for every day after \
         them",
    );
    owes(
        forms::tiered(),
        "the sum of these parts of the Face Amount: days 1 to 30 1.00% every 10 days or part; days \
         31 to 60 0.50% every 15 days, complete ones only; from day 61 0.02% every day",
    );
    owes(
        forms::banded(),
        "the one rate of the Face Amount that the days counted fall under: 1 to 10 days 2.00%; 11 \
         to 20 days 3.00%; 21 to 30 days 4.00%; 31 to 40 days 6.00%; beyond 20.00%",
    );
    owes(forms::daily("0.05"), "0.05% of the Face Amount for every day");
    owes(
        forms::weekly("0.5", StepPart::Full),
        "0.50% of the Face Amount for every 7 days, complete ones only",
    );
    owes(
        forms::unearned(),
        "3.055555% of the Face Amount, less 0.0277% of it for each day by which the days counted \
         are fewer than 110",
    );
    owes(
        forms::indexed("2", "8"),
        "the rate index prime_us + 2.00%, at least 8.00%, a year on the Face Amount for the days \
         counted, by the rule Actual/360, each day at the value that the index has on it",
    );
    owes(
        forms::periodic(StepPart::Linear),
        "a rate of the Face Amount for every 30 days, by the day: 2.00% for period 1; 1.00% for \
         period 2; 0.50% from period 3",
    );
    owes(
        forms::linked(),
        "2.00% of the Face Amount for the first 10 days and a further 0.50% for every 10 days or \
         part after them, counted up to day 30; and for the days after it, counted from there, a \
         further 0.04% of the Face Amount for every day",
    );
}

#[test]
fn every_rule_of_a_fee_and_its_days_has_its_sentence() {
    let usd = |minor| Money::new(minor, Currency::USD).unwrap();
    check_says(
        |terms| terms.fee_base = FeeBase::UnpaidBalance,
        "A payment lowers the amount that the rates are applied to from the day after",
    );
    check_says(|terms| terms.fee_maximum = usd(50_000), "is at most USD 500.00.");
    check_says(
        |terms| {
            terms.fee_schedule = forms::unearned();
            terms.fee_taken = FeeTaken::FromReserveAtPurchase;
        },
        "The Factoring Fee is taken from the Reserve on the Purchase Date for all 110 days, and \
         what is not owed is returned when the Account is Closed.",
    );
    check_says(
        |terms| terms.further_fees = vec![forms::administration_fee()],
        "also owes: Administration fee, 1.00% of the Face Amount, however long the Account stays \
         open, at least USD 10.00, its days counted from the day after the Purchase Date up to and \
         including the day on which the Factor receives the payment, taken from the Advance before \
         it is paid.",
    );
    check_says(
        |terms| terms.day_inclusion = DayInclusion::Both,
        "Days are counted from and including the Purchase Date up to and including the end of",
    );
    check_says(
        |terms| terms.day_count_end = DayCountEnd::Posted,
        "up to and including the day on which the Factor posts the payment.",
    );
    check_says(
        |terms| terms.minimum_days = 15,
        "at least 15 days are counted, whatever would end the count before.",
    );
    check_says(
        |terms| terms.day_cap = DayCap::RecourseDate,
        "No day after the day that lies 90 days after the invoice date is counted.",
    );
    check_says(
        |terms| terms.day_cap = DayCap::LatePaymentDate,
        "No day after the day that lies 5 days after the due date is counted.",
    );
    check_says(
        |terms| {
            (terms.minimum_volume, terms.volume_period) = (usd(10_000_000), FeePeriod::Quarter);
            terms.shortfall_rate = Rate::hundredths(1_00);
        },
        "bought in a full calendar quarter come to less than USD 100,000.00, the Client owes 1.00% \
         of the difference on its last day.",
    );
}

#[test]
fn a_due_date_moves_on_paper_as_it_does_in_the_book() {
    // docs/money/days.md, F-31: rolled as agreed, never to before the invoice.
    for (roll, words) in [
        (DayRoll::None, "and a weekend or holiday does not move the due date."),
        (DayRoll::Following, "and a due date that is no Business Day moves to the next one."),
        (
            DayRoll::ModifiedFollowing,
            "moves to the next one, or, where that lies in the next month, to the one before, but \
             never to before the invoice date.",
        ),
        (DayRoll::Preceding, "moves to the one before, but never to before the invoice date."),
    ] {
        check_says(|terms| terms.due_roll = roll, words);
    }
    let part = |hundredths, days| InstalmentPart { share: Rate::hundredths(hundredths), days };
    let parts = || vec![part(40_00, 30), part(60_00, 60)];
    check_says(
        |terms| terms.payment_schedule = PaymentSchedule::Instalments { parts: parts() },
        "the due date of the invoice is that of its last part",
    );
    for (calendar, words) in [
        ("us_federal_reserve", "means a day on which the Federal Reserve Banks are open."),
        ("weekends_only", "means any day but a Saturday or a Sunday."),
        ("target", "neither a weekend nor a holiday by the calendar TARGET (euro)."),
        ("our_firm", "neither a weekend nor a holiday by the calendar our_firm."),
    ] {
        check_says(|terms| terms.calendar = DataId::new("", calendar).unwrap(), words);
    }
}

#[test]
fn the_advance_on_paper_is_of_the_base_that_is_advanced_on() {
    check_says(
        |terms| terms.advance_base = AdvanceBase::NetOfTax,
        "the Factor pays 80.00% of the Face Amount less sales tax (the “Advance”)",
    );
    check_says(
        |terms| terms.advance_base = AdvanceBase::NetOfRetainage,
        "What the Advance leaves of the Face Amount (the “Reserve”) is not paid on purchase.",
    );
    check_says(|terms| terms.advance_rate = Rate::HUNDRED, "What the Advance leaves of the Face");
}

#[test]
fn a_declining_base_is_said_by_the_form_that_it_is_for() {
    // docs/money/fees.md, bases: days by the day, whole spans at their start.
    let say = |schedule: FeeSchedule, words: &str| {
        let change = |terms: &mut Terms| {
            (terms.fee_base, terms.fee_schedule) = (FeeBase::UnpaidBalance, schedule.clone());
        };
        check_says(change, words);
    };
    let each_day = "payment end, and each day is charged on the amount of that day.";
    let at_start = "payment end, and a period is charged on the amount at its start.";
    let both = "a period that counts as a whole is charged on the amount at its start and every \
                other day on the amount of that day.";
    say(forms::daily("0.05"), each_day);
    say(forms::interest("12"), each_day);
    say(forms::weekly("1", StepPart::Linear), each_day);
    say(forms::weekly("1", StepPart::Full), at_start);
    say(forms::stepped((30, "3"), (10, "1"), StepPart::Part), at_start);
    say(forms::stepped((30, "3"), (10, "1"), StepPart::Linear), both);
    say(forms::block_then_daily(), both);
    say(forms::tiered(), both);
    say(forms::linked(), both);
    let interest = |terms: &Terms| FeeComponent {
        title: Line::new("", "Interest").unwrap(),
        schedule: forms::interest("12"),
        base: FeeBase::AdvanceOutstanding,
        taken: FeeTaken::AtSettlement,
        minimum: Money::zero(Currency::USD),
        maximum: Money::zero(Currency::USD),
        days: FeeDays { minimum_days: 0, cap: DayCap::None, ..terms.day_count().days },
    };
    check_says(
        |terms| terms.further_fees = vec![interest(terms)],
        "by the rule Actual/360, a payment is applied to the Advance first and lowers the amount",
    );
    check_says(
        |terms| {
            (terms.minimum_days, terms.day_cap) = (15, DayCap::RecourseDate);
            terms.further_fees = vec![interest(terms)];
        },
        "after the day on which the Factor receives the payment, however few, without a last day,",
    );
}

#[test]
fn the_greater_of_an_amount_and_a_share_says_of_what() {
    let fee = AdditionalFee {
        kind: AdditionalFeeKind::MisdirectedPayment,
        label: Line::default(),
        amount: FeeAmount::GreaterOf {
            amount: Money::new(500_000, Currency::USD).unwrap(),
            rate: Rate::hundredths(25_00),
        },
    };
    check_says(
        |terms| terms.additional_fees = vec![fee.clone()],
        "it owes the greater of USD 5,000.00 and 25.00% of that payment as agreed",
    );
}
