//! Guarantors: third parties who answer to the firm for a client.

use serde::{Deserialize, Serialize};

use crate::money::Money;
use crate::party::Address;
use crate::text::{Email, FieldProblem, Line, Name};

/// A third party who answers for a client.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guarantor {
    /// A person or a company.
    pub kind: GuarantorKind,
    /// Full or legal name, as it stands on papers.
    pub name: Name,
    /// Such as "corporation"; empty for a person.
    pub legal_form: Line,
    /// State or country of formation; empty for a person.
    pub state_of_formation: Line,
    /// Where the person lives or the company has its chief office.
    pub address: Address,
    /// For notices; may be missing.
    pub email: Option<Email>,
    /// What is guaranteed.
    pub scope: GuarantyScope,
    /// The most that is owed under the guaranty, costs of enforcing it aside; none without limit.
    pub limit: Option<Money>,
}

impl Guarantor {
    /// Checks what one field cannot: a person has no legal form, a limit is above zero.
    ///
    /// # Errors
    /// Every field that is wrong.
    pub fn check(self) -> Result<Guarantor, Vec<FieldProblem>> {
        let mut problems = Vec::new();
        if self.address.is_empty() {
            problems.push(FieldProblem::new(
                "address.line1",
                "Enter the address; the guaranty names it",
            ));
        }
        if self.kind == GuarantorKind::Company && self.legal_form.is_empty() {
            let message = "Enter the legal form, such as corporation";
            problems.push(FieldProblem::new("legal_form", message));
        }
        if self.limit.is_some_and(|limit| limit.minor() <= 0) {
            let message = "Enter an amount above zero, or leave it empty for no limit";
            problems.push(FieldProblem::new("limit", message));
        }
        if !problems.is_empty() {
            return Err(problems);
        }
        Ok(match self.kind {
            GuarantorKind::Company => self,
            GuarantorKind::Person => Guarantor {
                legal_form: Line::default(),
                state_of_formation: Line::default(),
                ..self
            },
        })
    }
}

/// Who guarantees.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum GuarantorKind {
    /// A natural person.
    #[default]
    Person,
    /// A company or another legal person.
    Company,
}

impl GuarantorKind {
    /// As it is stored and as conditions of a wording read it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            GuarantorKind::Person => "person",
            GuarantorKind::Company => "company",
        }
    }

    /// The kind that is stored so; none for any other word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<GuarantorKind> {
        [GuarantorKind::Person, GuarantorKind::Company]
            .into_iter()
            .find(|kind| kind.as_str() == word)
    }
}

/// What is guaranteed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum GuarantyScope {
    /// That accounts and reports are true and payments are turned over, not that debtors can pay.
    #[default]
    Validity,
    /// That everything the client owes is paid.
    Payment,
}

impl GuarantyScope {
    /// As it is stored and as conditions of a wording read it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            GuarantyScope::Validity => "validity",
            GuarantyScope::Payment => "payment",
        }
    }

    /// The scope that is stored so; none for any other word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<GuarantyScope> {
        [GuarantyScope::Validity, GuarantyScope::Payment]
            .into_iter()
            .find(|scope| scope.as_str() == word)
    }
}
