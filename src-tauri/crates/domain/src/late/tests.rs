use super::*;
use crate::rate::Rate;
use crate::tests::{day, rate, usd};
use crate::text::{DataId, Line};
use crate::{Currency, GraceMeaning, YearBasis};

mod data;
mod debtor;
mod edges;
mod laws;
mod rules;

fn id(text: &str) -> DataId {
    DataId::new("id", text).unwrap()
}

/// Due July 1, 2024, so that day n late is July 1 plus n.
fn debt(amount: &str) -> LateDebt {
    LateDebt { due_on: due(), amount: usd(amount), payments: Vec::new(), disputes: Vec::new() }
}

fn due() -> Day {
    day("2024-07-01")
}

fn days_after(days: i64) -> Day {
    due().plus_days(days).unwrap()
}

fn payment(days: i64, amount: &str) -> LatePayment {
    LatePayment { on: days_after(days), amount: usd(amount) }
}

fn terms(form: LateForm) -> DebtorLateTerms {
    DebtorLateTerms {
        legal_basis: LegalBasis::Contract { clause: Line::new("", "Invoice terms").unwrap() },
        beneficiary: LateBeneficiary::Client,
        form,
        grace_days: 0,
        grace_meaning: GraceMeaning::ChargeFromDue,
        paid_late: PaidLate::Charged,
        minimum_memo: usd("0"),
        rounding: Rounding::HalfUp,
    }
}

fn daily(percent: &str) -> LateForm {
    LateForm::Daily { rate: rate(percent), year_basis: YearBasis::Actual365 }
}

fn monthly(percent: &str, months: MonthCount, balance: MonthBalance) -> LateForm {
    LateForm::Monthly { rate: rate(percent), months, balance }
}

fn charge(terms: &DebtorLateTerms, debt: &LateDebt, days: i64) -> String {
    let found = terms.charge(debt, days_after(days), None).unwrap();
    found.figures.charge.value.to_string()
}

fn cap(limits: &str) -> LateCap {
    let row = "[[cap]]\njurisdiction = \"us_xx\"\ntitle = \"Law X\"\nfrom = \"2020-01-01\"\n\
               source = \"\"\nchecked = \"2026-01-01\"\nconfirmed = true\n";
    LateCaps::from_toml(&format!("{row}{limits}\n")).unwrap().all()[0].clone()
}
