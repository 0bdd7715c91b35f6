//! A debtor 45 days late, as docs/money/interest-and-late.md works it out.

use crate::ageing::AgeingRow;
use crate::ids::{ClientId, DebtorId, InvoiceId};
use crate::late::{
    DebtorLateTerms, DisputeSpan, LateBeneficiary, LateCaps, LateForm, LateLaws, LatePayment,
    LegalBasis, MonthBalance, MonthCount, PaidLate,
};
use crate::rate_index::RateIndexes;
use crate::rounding::Rounding;
use crate::statement::{
    DebtorInvoice, DebtorStatement, DebtorStatementInput, FeeLimit, LateRule, Period, Rulebook,
    StatementError,
};
use crate::terms::GraceMeaning;
use crate::tests::{day, rate, usd};
use crate::text::{DataId, Line};
use crate::{Currency, Money};

fn invoice(id: i64, open: &str, credits: &[(&str, &str)]) -> DebtorInvoice {
    let credit = |(on, amount): &(&str, &str)| LatePayment { on: day(on), amount: usd(amount) };
    DebtorInvoice {
        invoice: InvoiceId::new(id),
        client: ClientId::new(1),
        invoiced_on: day("2026-06-01"),
        due_on: day("2026-07-01"),
        face: usd("5000"),
        open: usd(open),
        credits: credits.iter().map(credit).collect(),
        disputes: Vec::new(),
        charges_paid: usd("0"),
    }
}

/// 1.5 % a month, by the day.
fn agreed(minimum_memo: &str, jurisdiction: Option<&str>) -> LateRule {
    LateRule::Agreed {
        terms: DebtorLateTerms {
            legal_basis: LegalBasis::Contract { clause: Line::new("", "Terms of sale").unwrap() },
            beneficiary: LateBeneficiary::Factor,
            form: LateForm::Monthly {
                rate: rate("1.5"),
                months: MonthCount::ProRata,
                balance: MonthBalance::Due,
            },
            grace_days: 0,
            grace_meaning: GraceMeaning::ChargeFromDue,
            paid_late: PaidLate::Charged,
            minimum_memo: usd(minimum_memo),
            rounding: Rounding::HalfUp,
        },
        jurisdiction: jurisdiction.map(|id| DataId::new("id", id).unwrap()),
    }
}

fn stated(invoices: &[DebtorInvoice], rule: &LateRule) -> Result<DebtorStatement, StatementError> {
    DebtorStatement::of(&DebtorStatementInput {
        debtor: DebtorId::new(7),
        currency: Currency::USD,
        // 45 days after 1 July.
        period: Period { first: day("2026-08-01"), last: day("2026-08-15") },
        invoices,
        payments: &[],
        items: &[],
        rule,
        rules: Rulebook {
            caps: &LateCaps::built_in(),
            laws: &LateLaws::built_in(),
            indexes: &RateIndexes::built_in(),
        },
    })
}

fn totals(statement: &DebtorStatement) -> [Money; 4] {
    [statement.due, statement.charges, statement.due_with_charges, statement.per_day]
}

#[test]
fn five_thousand_forty_five_days_late_and_what_a_day_adds() {
    let statement = stated(&[invoice(1, "5000", &[])], &agreed("0", None)).unwrap();
    assert_eq!(totals(&statement), [usd("5000"), usd("112.50"), usd("5112.50"), usd("2.50")]);
    assert_eq!(statement.open[0].days_late, 45);
    assert_eq!(statement.overdue, usd("5000"));
    let none = stated(&[invoice(1, "5000", &[])], &LateRule::None).unwrap();
    assert_eq!(totals(&none), [usd("5000"), usd("0"), usd("5000"), usd("0")]);
}

#[test]
fn a_disputed_amount_is_marked_and_not_charged() {
    let mut disputed = invoice(1, "5000", &[]);
    let from = day("2026-06-01");
    disputed.disputes = vec![DisputeSpan { from, until: None, amount: usd("5000") }];
    let statement = stated(&[disputed, invoice(2, "5000", &[])], &agreed("0", None)).unwrap();
    assert_eq!((statement.open_total, statement.disputed), (usd("10000"), usd("5000")));
    assert_eq!(totals(&statement)[..3], [usd("5000"), usd("112.50"), usd("5112.50")]);
    assert_eq!(statement.overdue, usd("5000"));
}

#[test]
fn an_invoice_paid_late_is_charged_for_its_late_days_only() {
    // 31 days at 1.5 % ÷ 30 of 5,000.00 = 77.50.
    let paid = invoice(1, "0", &[("2026-08-01", "5000")]);
    let in_time = invoice(2, "0", &[("2026-07-01", "5000")]);
    let statement = stated(&[paid, in_time], &agreed("0", None)).unwrap();
    assert_eq!(statement.paid_late.len(), 1);
    assert_eq!(totals(&statement), [usd("0"), usd("77.50"), usd("77.50"), usd("0")]);
}

#[test]
fn the_law_of_the_place_holds_a_charge_down() {
    // Florida: 18 % a year of 5,000.00 for 45 days is 110.95, rounded down.
    let statement = stated(&[invoice(1, "5000", &[])], &agreed("0", Some("us_fl"))).unwrap();
    assert_eq!(statement.charges, usd("110.95"));
    assert!(statement.is_capped);
}

#[test]
fn nothing_is_charged_below_the_least_memo() {
    let statement = stated(&[invoice(1, "5000", &[])], &agreed("200", None)).unwrap();
    assert_eq!(statement.charges, usd("0"));
    assert_eq!(statement.due_with_charges, usd("5000"));
}

#[test]
fn what_was_paid_for_being_late_is_not_asked_for_again() {
    // Charge 112.50 to August 15, 2.50 more on the next day.
    for (paid, charges, per_day, fee, beyond) in [
        ("0", "112.50", "2.50", "15", "0"),
        ("100", "12.50", "2.50", "15", "0"),
        ("112.50", "0", "2.50", "15", "0"),
        ("120", "0", "0", "7.50", "7.50"),
        ("200", "0", "0", "0", "87.50"),
    ] {
        let mut late = invoice(1, "5000", &[]);
        late.charges_paid = usd(paid);
        let statement = stated(&[late], &agreed("0", None)).unwrap();
        assert_eq!([statement.charges, statement.per_day], [usd(charges), usd(per_day)], "{paid}");
        assert_eq!(statement.paid_beyond, usd(beyond), "{paid}");
        let with_fee = statement.with_fee(usd("15"), usd("0")).unwrap();
        assert_eq!(with_fee.fee, usd(fee), "{paid}");
        let due = usd("5000").plus(usd(charges)).unwrap().plus(usd(fee)).unwrap();
        assert_eq!(with_fee.due_with_charges, due, "{paid}");
    }
    let mut paid_late = invoice(1, "0", &[("2026-08-01", "5000")]);
    paid_late.charges_paid = usd("87.50");
    let statement = stated(&[paid_late], &agreed("0", None)).unwrap();
    assert!(statement.paid_late.is_empty(), "its charge is paid");
    // 10.00 beyond the charge of 77.50, and 2.00 on an invoice of before.
    assert_eq!(statement.with_fee(usd("15"), usd("2")).unwrap().fee, usd("3"));
}

#[test]
fn a_fee_is_held_to_what_the_limits_leave_and_gives_way_to_the_sum_of_a_law() {
    let law = LateRule::Statute { law: DataId::new("law", "eu_ie").unwrap() };
    let mut in_grace = agreed("0", Some("us_fl"));
    if let LateRule::Agreed { terms, .. } = &mut in_grace {
        terms.grace_days = 60;
    }
    let mut lower = agreed("0", Some("us_fl"));
    if let LateRule::Agreed { terms, .. } = &mut lower {
        terms.form = LateForm::Monthly {
            rate: rate("1.4"),
            months: MonthCount::ProRata,
            balance: MonthBalance::Due,
        };
    }
    for (rule, allowed, held_by) in [
        (LateRule::None, "15", FeeLimit::None),
        (agreed("0", None), "15", FeeLimit::None),
        // Florida allows 110.95, all of which is interest already; at 1.4 % it is 105.00.
        (agreed("0", Some("us_fl")), "0", FeeLimit::Cap),
        (lower, "5.95", FeeLimit::Cap),
        (in_grace, "0", FeeLimit::Cap),
        (law, "0", FeeLimit::Law),
    ] {
        // The laws shipped know sums in their own currency alone; the fee does not ask for one.
        let worked_by = if held_by == FeeLimit::Law { &LateRule::None } else { &rule };
        let statement = stated(&[invoice(1, "5000", &[])], worked_by).unwrap();
        let found = statement.fee_allowed(usd("15"), &rule).unwrap();
        assert_eq!((found.amount, found.held_by), (usd(allowed), held_by), "{rule:?}");
    }
}

#[test]
fn a_letter_without_charges_asks_for_what_is_due_alone() {
    let statement = stated(&[invoice(1, "5000", &[])], &agreed("0", None)).unwrap();
    let plain = statement.without_charges().with_fee(usd("15"), usd("0")).unwrap();
    assert_eq!(totals(&plain), [usd("5000"), usd("0"), usd("5015"), usd("0")]);
    assert!(plain.open[0].charge.is_none());
}

#[test]
fn payments_that_do_not_lead_to_what_is_open_are_refused() {
    let odd = invoice(1, "5000", &[("2026-08-01", "1")]);
    let found = stated(&[odd], &LateRule::None);
    assert_eq!(found, Err(StatementError::InvoiceDiffers { invoice: InvoiceId::new(1) }));
    let unknown = agreed("0", Some("us_zz"));
    let found = stated(&[invoice(1, "5000", &[])], &unknown);
    assert!(matches!(found, Err(StatementError::Refused(_))), "{found:?}");
}

#[test]
fn an_empty_statement_says_so() {
    let statement = stated(&[], &LateRule::None).unwrap();
    assert!(statement.is_empty());
    let AgeingRow { total, invoices, .. } = statement.ageing;
    assert_eq!((total, invoices), (usd("0"), 0));
}
