//! The checks of a page: the schedule as a whole, what holds its funding, wrong cells.

use factor_domain::exposure::{CheckLine, CheckTopic, ContractInForce, Verdict};
use factor_domain::{ClientStatus, Money, parse_day};
use factor_store::schedule::ScheduleState;

use crate::error::{AppError, FieldMessage};
use crate::schedules::check::{Because, Checked, CheckedLine};
use crate::schedules::facts::FactLine;
use crate::schedules::page::Draft;
use crate::schedules::wire::{ControlTotalShown, LineStanding, ScheduleCheck};
use crate::schedules::{purchase, words};

impl Draft {
    pub(super) fn control_total(&self) -> (Option<Money>, Option<FieldMessage>) {
        match self.facts.form.control_total.trim() {
            "" => (None, None),
            text => match Money::parse(text, self.facts.currency) {
                Ok(total) => (Some(total), None),
                Err(problem) => {
                    let field = "control_total".to_owned();
                    (None, Some(FieldMessage { field, message: problem.to_string() }))
                }
            },
        }
    }

    /// Checks of the schedule as a whole.
    pub(super) fn of_schedule(&self) -> Result<Vec<Checked>, AppError> {
        let facts = &self.facts;
        let (verdict, reason) = match facts.contract {
            ContractInForce::Signed => (Verdict::Pass, self.contract_words()),
            ContractInForce::Unsigned => {
                (Verdict::Block, "the contract waits for a signature".to_owned())
            }
            ContractInForce::None => (Verdict::Block, "no contract was signed".to_owned()),
            ContractInForce::NotYet | ContractInForce::Ended => {
                (Verdict::Block, words::life(facts.life.as_ref()))
            }
        };
        let contract = CheckLine::of(CheckTopic::Contract, verdict, reason);
        let mut found = vec![facts.decided(None, contract, Because::Figures)];
        if let Some(shown) = self.control_shown()? {
            let verdict = if shown.agrees { Verdict::Pass } else { Verdict::Warn };
            let (typed, offered) = (shown.typed.format_grouped(), shown.offered.format_grouped());
            let reason = format!("{typed} on the form, {offered} in the lines");
            let check = CheckLine::of(CheckTopic::ControlTotal, verdict, reason);
            found.push(facts.decided(None, check, Because::Figures));
        }
        Ok(found)
    }

    fn contract_words(&self) -> String {
        self.facts.agreement.as_ref().map_or_else(String::new, |agreed| {
            format!("terms v{} signed {}", agreed.version, agreed.signed_on.format_short())
        })
    }

    pub(super) fn control_shown(&self) -> Result<Option<ControlTotalShown>, AppError> {
        let Some(typed) = self.control_total().0 else { return Ok(None) };
        let offered = self.totals()?.offered.amount;
        let difference = offered.minus(typed).map_err(crate::books::out_of_range)?;
        Ok(Some(ControlTotalShown { typed, offered, difference, agrees: difference.is_zero() }))
    }

    pub(super) fn checks(&self) -> Result<Vec<ScheduleCheck>, AppError> {
        let mut open = Vec::new();
        let mut passes: Vec<(CheckTopic, u32, ScheduleCheck)> = Vec::new();
        for check in self.of_schedule()? {
            let shown = words::shown(&self.facts, None, &check);
            if check.line.verdict == Verdict::Pass {
                passes.push((check.line.topic, 1, shown));
            } else {
                open.push(shown);
            }
        }
        for (line, checked) in self.both() {
            for check in told(&checked.checks) {
                let topic = check.line.topic;
                if purchase::is_of_the_schedule(topic) {
                    continue;
                }
                if check.line.verdict != Verdict::Pass {
                    open.push(words::shown(&self.facts, Some(line), check));
                    continue;
                }
                let mut shown = words::shown(&self.facts, None, check);
                shown.key = format!("all:{}", shown.key);
                match passes.iter_mut().find(|(of, _, _)| *of == topic) {
                    // The last line stands on all those before it.
                    Some((_, count, known)) => (*count, *known) = (*count + 1, shown),
                    None => passes.push((topic, 1, shown)),
                }
            }
        }
        let is_told = |topic: CheckTopic| open.iter().any(|check| check.topic == topic);
        let quiet: Vec<ScheduleCheck> = passes
            .into_iter()
            .filter(|(topic, _, _)| !is_told(*topic))
            .map(|(_, _, shown)| shown)
            .collect();
        open.sort_by_key(|check| {
            (std::cmp::Reverse(check.is_open), std::cmp::Reverse(check.verdict), check.position)
        });
        open.extend(quiet);
        Ok(open)
    }

    /// What stands in the way of the funding, as sentences, with the line each is about.
    pub(super) fn holds(&self) -> Result<Vec<(String, Option<&FactLine>)>, AppError> {
        let mut holds = Vec::new();
        match self.facts.schedule.state {
            ScheduleState::Draft | ScheduleState::Submitted => {}
            ScheduleState::Purchased | ScheduleState::Withdrawn => return Ok(holds),
        }
        holds.extend(self.client_hold().map(|words| (words, None)));
        for check in self.of_schedule()?.iter().filter(|check| check.is_open()) {
            let shown = words::shown(&self.facts, None, check);
            holds.push((format!("{}: {}", shown.title, shown.what_to_do), None));
        }
        for (line, checked) in self.both() {
            let position = line.row.position;
            if checked.standing == LineStanding::Incomplete {
                holds.push((format!("Complete line {position}, or reject it."), Some(line)));
            }
            if !checked.holds {
                continue;
            }
            for check in checked.checks.iter().filter(|check| check.is_open()) {
                if check.line.topic.holds_on_warning() {
                    let shown = words::shown(&self.facts, Some(line), check);
                    let words = format!("Line {position}: {}", shown.what_to_do);
                    holds.push((words, Some(line)));
                }
            }
        }
        if !self.checked.iter().any(|checked| checked.is_bought) {
            holds.push(("Nothing on this schedule can be bought.".to_owned(), None));
        }
        Ok(holds)
    }

    /// Why nothing is bought from this client at all, with what to do; nobody overrides it.
    fn client_hold(&self) -> Option<String> {
        let name = self.facts.client_name();
        match self.facts.client.client.status {
            ClientStatus::OnStop => Some(format!(
                "{name} is on stop: nothing is bought. Release it from stop on its page first."
            )),
            ClientStatus::Archived => {
                Some(format!("{name} is archived: nothing is bought. Restore it first."))
            }
            // Without a signed contract the check of the contract says what to do.
            ClientStatus::Prospect | ClientStatus::Active => None,
        }
    }

    /// An override that was given for other figures, as when another funding came between.
    pub(super) fn lapsed(&self) -> Option<String> {
        let is_lapsed =
            |check: &&Checked| check.overridden.as_ref().is_some_and(|given| given.is_lapsed);
        let lapsed = |(line, checked): (&FactLine, &CheckedLine)| {
            let check = checked.checks.iter().find(is_lapsed)?;
            let title = words::shown(&self.facts, Some(line), check).title;
            Some(format!(
                "{title}: what was overridden has changed since. Look at line {} and override it \
                 again.",
                line.row.position
            ))
        };
        self.both().find_map(lapsed)
    }

    pub(super) fn problems(&self) -> Vec<FieldMessage> {
        let mut problems: Vec<FieldMessage> = Vec::new();
        let typed = self.facts.form.offered_on.trim();
        if !typed.is_empty()
            && let Err(problem) = parse_day(typed, self.facts.today())
        {
            let field = "offered_on".to_owned();
            problems.push(FieldMessage { field, message: problem.to_string() });
        }
        problems.extend(self.control_total().1);
        for (place, line) in self.facts.lines.iter().enumerate() {
            problems.extend(line.cells.problems.iter().cloned());
            let is_named = !line.typed.debtor.trim().is_empty();
            if is_named && self.facts.debtor_of(line).is_none() {
                let message = match line.choices.first() {
                    Some(likely) => format!("Choose the debtor: {}?", likely.name),
                    None => "No debtor of this name is known. Add it first.".to_owned(),
                };
                problems.push(FieldMessage { field: format!("lines.{place}.debtor"), message });
            }
        }
        problems
    }
}

/// What is said of a line: everything, or, where nobody may let it in, only what keeps it out.
fn told(checks: &[Checked]) -> impl Iterator<Item = &Checked> {
    let keeps_out = |check: &Checked| {
        let (topic, verdict) = (check.line.topic, check.line.verdict);
        verdict == Verdict::Block && check.is_open() && !topic.may_override(verdict)
    };
    let is_out = checks.iter().any(keeps_out);
    checks.iter().filter(move |check| !is_out || keeps_out(check))
}
