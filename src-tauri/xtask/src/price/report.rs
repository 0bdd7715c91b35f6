//! What came of a file.

use super::answer::Answer;
use super::expect::Compared;
use super::path::Problem;

/// A file, priced or refused.
#[derive(Debug, Default)]
pub struct Report {
    pub title: String,
    pub source: String,
    /// What is wrong with the file; nothing was priced if there is anything.
    pub problems: Vec<Problem>,
    pub cases: Vec<CaseReport>,
}

/// One case of it.
#[derive(Debug)]
pub struct CaseReport {
    /// `cases[3]`.
    pub at: String,
    pub name: String,
    pub kind: &'static str,
    pub source: Option<String>,
    pub outcome: Outcome,
    pub compared: Vec<Compared>,
    /// Expectations that cannot be compared.
    pub problems: Vec<Problem>,
}

/// What the engine said.
#[derive(Debug)]
pub enum Outcome {
    Figures(Answer),
    /// It refused, and the file says so too.
    RefusedAsExpected(String),
    Refused(String),
}

impl CaseReport {
    pub fn differences(&self) -> impl Iterator<Item = &Compared> {
        self.compared.iter().filter(|compared| compared.differs())
    }

    pub fn is_good(&self) -> bool {
        let is_refused = matches!(self.outcome, Outcome::Refused(_));
        !is_refused && self.problems.is_empty() && self.differences().next().is_none()
    }
}

impl Report {
    pub fn refused(problems: Vec<Problem>) -> Report {
        Report { problems, ..Report::default() }
    }

    /// Why the file fails; nothing if every figure that is expected was found.
    pub fn verdict(&self) -> Option<String> {
        if !self.problems.is_empty() {
            return Some(format!("refused, fields to correct: {}", self.problems.len()));
        }
        let bad: Vec<&str> =
            self.cases.iter().filter(|case| !case.is_good()).map(|case| &*case.at).collect();
        (!bad.is_empty()).then(|| format!("not as expected: {}", bad.join(", ")))
    }
}
