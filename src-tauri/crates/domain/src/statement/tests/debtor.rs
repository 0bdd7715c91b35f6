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
    DebtorInvoice, DebtorStatement, DebtorStatementInput, LateRule, Period, Rulebook,
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
