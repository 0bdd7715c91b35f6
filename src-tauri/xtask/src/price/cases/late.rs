//! Late charges: the client's, the debtor's, and those of statute.

use super::{Case, Scene};
use crate::price::answer::{Answer, Answered};
use crate::price::path::{Problem, field, item};
use factor_domain::{
    ClientLateDebt, ClientLateTerms, DataId, Day, DebtorLateTerms, DisputeSpan, LateCap, LateCaps,
    LateDebt, LateFigures, LateLaws, LatePayment, Money, Refusal,
};
use serde::Deserialize;

/// What is late.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Debt {
    pub due_on: Day,
    pub amount: Money,
    #[serde(default)]
    pub payments: Vec<PaymentOn>,
    #[serde(default)]
    pub disputes: Vec<Dispute>,
}

/// A payment on it.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PaymentOn {
    pub on: Day,
    pub amount: Money,
}

/// A part that is contested.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dispute {
    pub from: Day,
    #[serde(default)]
    pub until: Option<Day>,
    pub amount: Money,
}

/// The client's late charge, as the terms agree it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LateClient {
    pub debt: Debt,
    #[serde(default)]
    pub advance_outstanding: Option<Money>,
    pub as_of: Day,
    #[serde(default)]
    pub jurisdiction: Option<DataId>,
}

/// The debtor's late charge, as the invoice agrees it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LateDebtor {
    pub debt: Debt,
    pub late_terms: DebtorLateTerms,
    pub as_of: Day,
    #[serde(default)]
    pub jurisdiction: Option<DataId>,
}

/// What the law gives.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Statutory {
    pub law: DataId,
    pub debt: Debt,
    pub as_of: Day,
}

impl Debt {
    fn check(&self, at: &str, problems: &mut Vec<Problem>) {
        let mut not_negative = |amount: Money, at: String| {
            if amount.is_negative() {
                problems.push(Problem::new(at, "enter an amount of 0 or more"));
            }
        };
        not_negative(self.amount, field(at, "amount"));
        for (place, payment) in self.payments.iter().enumerate() {
            let of_payment = item(&field(at, "payments"), place);
            not_negative(payment.amount, field(&of_payment, "amount"));
        }
        for (place, dispute) in self.disputes.iter().enumerate() {
            let of_dispute = item(&field(at, "disputes"), place);
            not_negative(dispute.amount, field(&of_dispute, "amount"));
        }
        for (place, dispute) in self.disputes.iter().enumerate() {
            if dispute.until.is_some_and(|until| until < dispute.from) {
                let until = field(&item(&field(at, "disputes"), place), "until");
                problems.push(Problem::new(until, "lies before from"));
            }
        }
    }

    fn late(&self) -> LateDebt {
        let payment = |&PaymentOn { on, amount }: &PaymentOn| LatePayment { on, amount };
        let dispute =
            |&Dispute { from, until, amount }: &Dispute| DisputeSpan { from, until, amount };
        LateDebt {
            due_on: self.due_on,
            amount: self.amount,
            payments: self.payments.iter().map(payment).collect(),
            disputes: self.disputes.iter().map(dispute).collect(),
        }
    }
}

fn cap(jurisdiction: Option<&DataId>, due_on: Day) -> Result<Option<LateCap>, Refusal> {
    let Some(jurisdiction) = jurisdiction else { return Ok(None) };
    LateCaps::built_in().in_force(jurisdiction, due_on).map(|cap| Some(cap.clone()))
}

fn tell(figures: LateFigures) -> Answer {
    let mut answer = Answer::default();
    answer.add("days_late", figures.days_late);
    answer.add("notice_on", figures.notice_on);
    answer.add("uncapped", figures.uncapped);
    answer.add_worked("charge", figures.charge);
    answer
}

impl Case for LateClient {
    fn check(&self, at: &str, problems: &mut Vec<Problem>) {
        self.debt.check(&field(at, "debt"), problems);
    }

    fn answer(&self, scene: &Scene) -> Answered {
        let debt = ClientLateDebt {
            invoice: self.debt.late(),
            advance_outstanding: self.advance_outstanding.unwrap_or(self.debt.amount),
        };
        let cap = cap(self.jurisdiction.as_ref(), self.debt.due_on)?;
        let terms = ClientLateTerms::of(scene.terms).ok_or(Refusal::LateTermsInvalid {
            problem: "the client owes nothing for lateness: set late_payer to client",
        })?;
        Ok(tell(terms.charge(&debt, self.as_of, cap.as_ref())?.figures))
    }
}

impl Case for LateDebtor {
    fn check(&self, at: &str, problems: &mut Vec<Problem>) {
        self.debt.check(&field(at, "debt"), problems);
    }

    fn answer(&self, _scene: &Scene) -> Answered {
        let cap = cap(self.jurisdiction.as_ref(), self.debt.due_on)?;
        let charge = self.late_terms.charge(&self.debt.late(), self.as_of, cap.as_ref())?;
        let memo = self.late_terms.memo(std::slice::from_ref(&charge))?;
        let mut answer = tell(charge.figures);
        answer.add_worked("memo", memo);
        Ok(answer)
    }
}

impl Case for Statutory {
    fn check(&self, at: &str, problems: &mut Vec<Problem>) {
        self.debt.check(&field(at, "debt"), problems);
    }

    fn answer(&self, scene: &Scene) -> Answered {
        let laws = LateLaws::built_in();
        let law = laws.in_force(&self.law, self.debt.due_on)?;
        let debt = self.debt.late();
        let indexes = scene.market.indexes;
        let charge = law.charge(&debt, self.as_of, scene.terms.rounding, indexes)?;
        let mut answer = Answer::default();
        answer.add("days_late", charge.interest.days_late);
        answer.add_worked("interest", charge.interest.charge);
        answer.add("compensation", charge.compensation);
        answer.add_worked("total", charge.total);
        Ok(answer)
    }
}
