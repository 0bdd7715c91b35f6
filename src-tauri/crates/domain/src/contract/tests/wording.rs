//! The built-in agreement: complete for a complete client, whatever the terms leave out.

use std::collections::BTreeSet;

use super::super::{
    Filled, RunStyle, Template, TemplateForm, Value, ValueSource, Values, WhereToFill, fill, values,
};
use super::{all_runs, clause_texts, client, facts, firm, full_terms, text_of};
use crate::currency::Currency;
use crate::day::Weekday;
use crate::money::Money;
use crate::rate::Rate;
use crate::rounding::Rounding;
use crate::terms::{
    AdvanceBase, DayCap, DayCountEnd, DayCountStart, DayInclusion, DayRoll, FeeBase, FeeSchedule,
    FeeTaken, GraceMeaning, LateBase, LateChargeForm, LatePayer, PaymentSchedule, RecourseBase,
    ReleaseSchedule, Renewal, StepPart, Terms,
};
use crate::tests::forms;
use crate::text::DataId;

type Change = (&'static str, fn(&mut Terms));

/// Every choice of the terms that changes the wording, one at a time.
const CHANGES: &[Change] = &[
    ("nothing", |_| {}),
    ("flat fee", |t| {
        t.fee_schedule = FeeSchedule::Flat { rate: Rate::hundredths(2_50), fixed: None }
    }),
    ("flat fee and an amount", |t| {
        t.fee_schedule = forms::flat_and_fixed("2.5", "25");
    }),
    ("block then daily", |t| t.fee_schedule = forms::block_then_daily()),
    ("tiers", |t| t.fee_schedule = forms::tiered()),
    ("bands", |t| t.fee_schedule = forms::banded()),
    ("daily", |t| t.fee_schedule = forms::daily("0.05")),
    ("weekly fee", |t| t.fee_schedule = forms::weekly("0.5", StepPart::Part)),
    ("discount with rebate", |t| t.fee_schedule = forms::unearned()),
    ("discount at purchase", |t| {
        t.fee_schedule = forms::unearned();
        t.fee_taken = FeeTaken::FromReserveAtPurchase;
    }),
    ("interest", |t| t.fee_schedule = forms::interest("12")),
    ("interest at an index", |t| t.fee_schedule = forms::indexed("2", "8")),
    ("periods", |t| t.fee_schedule = forms::periodic(StepPart::Part)),
    ("linked", |t| t.fee_schedule = forms::linked()),
    ("unpaid balance", |t| t.fee_base = FeeBase::UnpaidBalance),
    ("advance outstanding", |t| t.fee_base = FeeBase::AdvanceOutstanding),
    ("interest on the unpaid balance", |t| {
        (t.fee_base, t.fee_schedule) = (FeeBase::UnpaidBalance, forms::interest("12"));
    }),
    ("advance net of tax", |t| t.advance_base = AdvanceBase::NetOfTax),
    ("next business day", |t| t.due_roll = DayRoll::Following),
    ("other calendar", |t| t.calendar = DataId::new("", "target").unwrap()),
    ("net of tax", |t| t.fee_base = FeeBase::NetOfTax),
    ("net of discount", |t| t.fee_base = FeeBase::NetOfDiscount),
    ("fee maximum", |t| t.fee_maximum = Money::new(50_000, Currency::USD).unwrap()),
    ("an administration fee", |t| t.further_fees = vec![forms::administration_fee()]),
    ("both days", |t| t.day_inclusion = DayInclusion::Both),
    ("to receipt", |t| t.day_count_end = DayCountEnd::Received),
    ("to posting", |t| t.day_count_end = DayCountEnd::Posted),
    ("minimum days", |t| t.minimum_days = 15),
    ("days to recourse", |t| t.day_cap = DayCap::RecourseDate),
    ("days to lateness", |t| t.day_cap = DayCap::LatePaymentDate),
    ("minimums", set_minimums),
    ("full periods", |t| set_part(t, StepPart::Full)),
    ("linear periods", |t| set_part(t, StepPart::Linear)),
    ("fee on the advance", |t| t.fee_base = FeeBase::Advance),
    ("no fee minimum", |t| t.fee_minimum = Money::zero(Currency::USD)),
    ("no monthly minimum", |t| t.monthly_minimum = Money::zero(Currency::USD)),
    ("no other fees", |t| t.additional_fees.clear()),
    ("days from funding", |t| t.day_count_start = DayCountStart::Funding),
    ("days from invoice", |t| t.day_count_start = DayCountStart::Invoice),
    ("no clearance", |t| t.clearance_days = 0),
    ("one clearance day", |t| t.clearance_days = 1),
    ("no grace", |t| t.grace_days = 0),
    ("charge from grace end", |t| t.grace_meaning = GraceMeaning::ChargeFromGraceEnd),
    ("notice waits", |t| t.grace_meaning = GraceMeaning::NoticeWaits),
    ("late charge to the client", |t| t.late_payer = LatePayer::Client),
    ("late charge on the advance by the month", |t| {
        t.late_payer = LatePayer::Client;
        t.late_base = LateBase::AdvanceOutstanding;
        t.late_charge_form = LateChargeForm::MonthOrPart;
    }),
    ("no late interest", |t| t.late_interest_rate = Rate::ZERO),
    ("recourse from due date", |t| t.recourse_base = RecourseBase::Due),
    ("no concentration limit", |t| t.debtor_concentration = Rate::HUNDRED),
    ("no escrow", |t| t.escrow_rate = Rate::ZERO),
    ("weekly", |t| t.release_schedule = ReleaseSchedule::Weekly { weekday: Weekday::Friday }),
    ("twice monthly", |t| t.release_schedule = ReleaseSchedule::TwiceMonthly),
    ("it ends with its term", |t| t.renewal = Renewal::None),
    ("leaving is free", |t| t.early_termination_rate = Rate::ZERO),
    ("end of month", |t| t.payment_schedule = PaymentSchedule::EndOfMonth { days: 15 }),
    ("day of month", |t| {
        t.payment_schedule = PaymentSchedule::DayOfMonth { day: 15, months_ahead: 1 };
    }),
    ("half to even", |t| t.rounding = Rounding::HalfEven),
    ("advance of everything", |t| t.advance_rate = Rate::HUNDRED),
];

fn set_minimums(terms: &mut Terms) {
    terms.quarterly_minimum = Money::new(500_000, Currency::USD).unwrap();
    terms.yearly_minimum = Money::new(2_000_000, Currency::USD).unwrap();
    terms.minimum_volume = Money::new(10_000_000, Currency::USD).unwrap();
    terms.shortfall_rate = Rate::hundredths(1_00);
}

fn set_part(terms: &mut Terms, new: StepPart) {
    if let FeeSchedule::Stepped { part, .. } = &mut terms.fee_schedule {
        *part = new;
    }
}

pub(super) fn agreement(terms: &Terms, has_guarantor: bool) -> Filled {
    agreement_of(&Template::built_ins()[0], terms, has_guarantor)
}

fn agreement_of(template: &Template, terms: &Terms, has_guarantor: bool) -> Filled {
    let mut facts = facts();
    facts.answers.retain(|path, _| has_guarantor || !path.starts_with("guarantor."));
    fill(template, &values(&firm(), &client(), terms, &facts))
}

/// Every agreement the changes make: one change at a time, then all that leave something out.
fn agreements() -> Vec<(String, Filled)> {
    let agreements = Template::built_ins().iter();
    let agreements = agreements.filter(|template| template.form == TemplateForm::Agreement);
    agreements.flat_map(agreements_of).collect()
}

/// The full terms, with each change by its name.
pub(super) fn changed_terms() -> impl Iterator<Item = (&'static str, Terms)> {
    CHANGES.iter().map(|(name, change)| {
        let mut terms = full_terms();
        change(&mut terms);
        (*name, terms)
    })
}

fn agreements_of(template: &Template) -> Vec<(String, Filled)> {
    let mut made = Vec::new();
    for has_guarantor in [true, false] {
        let mut bare = full_terms();
        for (name, terms) in changed_terms() {
            let filled = agreement_of(template, &terms, has_guarantor);
            made.push((format!("{}: {name}, {has_guarantor}", template.id), filled));
        }
        for (_, change) in CHANGES.iter().filter(|(name, _)| name.starts_with("no ")) {
            change(&mut bare);
        }
        let filled = agreement_of(template, &bare, has_guarantor);
        made.push((format!("{}: bare, {has_guarantor}", template.id), filled));
    }
    made
}

#[test]
fn the_agreement_is_complete_whatever_the_terms_leave_out() {
    for (name, filled) in agreements() {
        assert_eq!(filled.problems, [], "{name}");
        assert_eq!(filled.missing, [], "{name}");
        for runs in all_runs(&filled) {
            let text = text_of(runs);
            assert!(!text.contains(['{', '}', '[', ']', '*', '|']), "{name}: {text}");
            assert!(!text.contains("  ") && !text.contains(".."), "{name}: {text}");
            assert!(runs.iter().all(|run| !run.text.is_empty()), "{name}: {text}");
        }
    }
}

#[test]
fn clauses_and_paragraphs_count_up_without_gaps() {
    for (name, filled) in agreements() {
        for (clause, number) in filled.clauses.iter().zip(1_u32..) {
            assert_eq!(clause.number, number, "{name}");
            assert!(!clause.paragraphs.is_empty(), "{name}: {}", clause.key);
            for (paragraph, part) in clause.paragraphs.iter().zip(1_u32..) {
                assert_eq!(paragraph.number, format!("{number}.{part}"), "{name}");
            }
        }
    }
}

#[test]
fn a_defined_term_is_bold_once_and_never_used_without_its_definition() {
    let terms: BTreeSet<String> =
        agreements().iter().flat_map(|(_, filled)| bold_terms(filled)).collect();
    assert!(terms.len() > 26, "{terms:?}");
    for (name, filled) in agreements() {
        let defined = bold_terms(&filled);
        let once: BTreeSet<&String> = defined.iter().collect();
        assert_eq!(once.len(), defined.len(), "{name}: a term is defined twice");
        let glance = filled.glance.rows.iter().map(|row| text_of(&row.term));
        let paper = glance.chain(clause_texts(&filled)).collect::<Vec<_>>().join(" ");
        for term in &terms {
            assert!(defined.contains(term) || !paper.contains(term.as_str()), "{name}: {term}");
        }
    }
}

fn bold_terms(filled: &Filled) -> Vec<String> {
    let bold = |runs: &[super::Run]| -> Vec<String> {
        runs.iter().filter(|run| run.style == RunStyle::Bold).map(|run| run.text.clone()).collect()
    };
    all_runs(filled).into_iter().flat_map(bold).collect()
}

#[test]
fn the_front_page_points_at_the_clause_that_explains_each_term() {
    let mut terms = full_terms();
    set_minimums(&mut terms);
    let filled = agreement(&terms, true);
    let agreed = |amount: &str| filled.glance.rows.iter().any(|row| text_of(&row.agreed) == amount);
    for amount in ["USD 1,500.00", "USD 5,000.00", "USD 20,000.00", "USD 100,000.00"] {
        assert!(agreed(amount), "{amount}");
    }
    let paragraph = |number: &str| {
        let texts = clause_texts(&filled);
        texts.into_iter().find(|text| text.starts_with(&format!("{number} "))).unwrap()
    };
    for row in &filled.glance.rows {
        let (agreed, clause) = (text_of(&row.agreed), paragraph(&row.clause));
        let first_number: String = agreed
            .chars()
            .skip_while(|c| !c.is_ascii_digit())
            .take_while(|c| c.is_ascii_digit() || ".,".contains(*c))
            .collect();
        let number = first_number.trim_end_matches(['.', ',']);
        assert!(clause.contains(number), "{}: {agreed} / {clause}", text_of(&row.term));
    }
}

#[test]
fn late_interest_is_worded_for_the_one_who_owes_it() {
    type Words<'a> = (LatePayer, LateChargeForm, LateBase, &'a [&'a str]);
    let (day, month) = (LateChargeForm::DailySimple, LateChargeForm::MonthOrPart);
    let (unpaid, advance) = (LateBase::UnpaidBalance, LateBase::AdvanceOutstanding);
    let table: [Words<'_>; 3] = [
        (LatePayer::AccountDebtor, month, advance, &["it does not itself owe this interest"]),
        (
            LatePayer::Client,
            day,
            unpaid,
            &["the Client owes the Factor a late charge", "18.00% a year", "on its unpaid balance"],
        ),
        (
            LatePayer::Client,
            month,
            advance,
            &["on the advance on it still out", "a twelfth of that rate for each 30 days"],
        ),
    ];
    for (payer, form, base, words) in table {
        let mut terms = full_terms();
        (terms.late_payer, terms.late_charge_form, terms.late_base) = (payer, form, base);
        let paper = clause_texts(&agreement(&terms, true)).join("\n");
        for word in words {
            assert!(paper.contains(word), "{payer:?}: {word}");
        }
        assert_eq!(paper.matches("Late Rate”)").count(), 1, "{payer:?}");
    }
}

#[test]
fn every_agreed_number_is_on_the_paper() {
    let filled = agreement(&full_terms(), true);
    let paper = clause_texts(&filled).join("\n");
    for words in [
        "may not exceed USD 250,000.00",
        "Not more than 25.00% of the eligible",
        "pays 80.00% of the Face Amount",
        "remaining 20.00% of the Face Amount",
        "3.00% of the Face Amount for the first 30 days and a further 1.00% for every 10 days",
        "A period that has begun counts as a whole one.",
        "at least USD 15.00",
        "less than USD 1,500.00",
        "the end of 2 Business Days after",
        "keeps 5.00% until it holds USD 7,500.00",
        "payable net 30, that is within 30 days after the invoice date",
        "within 5 days after the due date",
        "18.00% a year",
        "90 days after the invoice date",
        "owes 10.00% of that payment",
        "runs for 12 months",
        "at least 30 days before",
        "payment of 1.00% of the Facility Limit",
        "The law of the State of New York governs",
        "brought in the courts in New York County, New York",
        "Nadia Ferro, of 19 Orchard Lane, Winthrop, MA 02152",
    ] {
        assert!(paper.contains(words), "{words}");
    }
}

#[test]
fn only_a_version_that_replaces_another_speaks_of_it() {
    let mut given = values(&firm(), &client(), &full_terms(), &facts());
    let template = Template::factoring_agreement_recourse();
    assert_eq!(fill(&template, &given).amendment, None);
    let replaced = "CTR-2026-014, version 1, dated November 13, 2026";
    let value = Value { text: replaced.to_owned(), source: ValueSource::Contract };
    given.insert("contract.replaces".to_owned(), value);
    let filled = fill(&template, &given);
    assert!(filled.is_complete(), "{:?} {:?}", filled.missing, filled.problems);
    let amendment = filled.amendment.unwrap();
    assert!(text_of(&amendment.text).contains(&format!("amends and restates {replaced}")));
    assert_eq!(amendment.columns.len(), 3);
}

#[test]
fn an_empty_world_lists_everything_it_needs_and_where_to_fill_it() {
    let filled = fill(&Template::factoring_agreement_recourse(), &Values::new());
    // A reference to an alternative has no target while no fee form is chosen.
    assert!(!filled.is_complete());
    let needs = |path: &str| filled.missing.iter().find(|gap| gap.path == path);
    for (path, where_to_fill) in [
        ("firm.legal_name", WhereToFill::FirmProfile),
        ("client.address", WhereToFill::ClientPage),
        ("terms.advance_rate", WhereToFill::Terms),
        ("contract.venue", WhereToFill::Asked),
        ("contract.number", WhereToFill::Contract),
    ] {
        assert_eq!(needs(path).unwrap().where_to_fill, where_to_fill, "{path}");
    }
    // What is optional or proposed by the wording is not asked for.
    for path in ["guarantor.name", "client.registration_number", "standard.cure_days"] {
        assert!(needs(path).is_none(), "{path}");
    }
}

#[test]
fn the_same_input_gives_the_same_paper() {
    assert_eq!(agreement(&full_terms(), true), agreement(&full_terms(), true));
}

#[test]
fn the_paper_survives_the_wire() {
    let filled = agreement(&full_terms(), true);
    let wire = serde_json::to_string(&filled).unwrap();
    assert_eq!(serde_json::from_str::<Filled>(&wire).unwrap(), filled);
    let template = Template::factoring_agreement_recourse();
    let wire = serde_json::to_string(&template).unwrap();
    assert_eq!(serde_json::from_str::<Template>(&wire).unwrap(), template);
}
