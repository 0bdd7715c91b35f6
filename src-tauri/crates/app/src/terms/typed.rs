//! From what was typed to terms: every field is read, every problem is placed.

use std::collections::BTreeMap;

use factor_domain::terms::{
    AdvanceBase, DayCap, DayCountEnd, DayCountStart, DayInclusion, DayRoll, FeeBase, FeePeriod,
    FeeTaken, GraceMeaning, LateBase, LateChargeForm, LatePayer, PaymentSchedule, RecourseBase,
    ReleaseSchedule, Renewal, TermKey,
};
use factor_domain::text::DataId;
use factor_domain::{Currency, Day, Money, OwnTerms, Rate, Rounding, Terms, Weekday, parse_day};
use serde::de::DeserializeOwned;

use crate::error::{AppError, FieldMessage};
use crate::sentence::sentence;
use crate::terms::charges::{self, ChargeTyped};
use crate::terms::fees;
use crate::terms::form::wire::FeeFormKind;
use crate::terms::form::{FormTyped, input_of, key_of, part_of};
use crate::terms::wire::{FeeRow, TermsTyped};

/// The editor, read.
pub(crate) struct Typed {
    /// The client's own values, as far as they could be read.
    pub(crate) own: OwnTerms,
    /// Over the house's.
    pub(crate) terms: Terms,
    pub(crate) problems: BTreeMap<TermKey, String>,
    pub(crate) fee_rows: Option<Vec<FeeRow>>,
    pub(crate) form: FormTyped,
    /// None where the house's list is inherited.
    pub(crate) charges: Option<Vec<ChargeTyped>>,
    pub(crate) effective_on: Option<Day>,
    pub(crate) effective_problem: Option<String>,
}

impl Typed {
    /// Reads everything; never stops at the first problem.
    pub(crate) fn read(input: &TermsTyped, house: &Terms, today: Day) -> Self {
        let mut reader = Reader::new(house.currency());
        for (&key, text) in &input.values {
            reader.take(key, text.trim());
        }
        let Reader { mut own, mut problems, form, .. } = reader;
        let form = form.unwrap_or_else(|| FeeFormKind::of(&house.fee_schedule));
        let mut form = FormTyped::of_fee(form, &input.values, &input.form, house);
        own.fee_schedule = form.schedule.clone().filter(|read| *read != house.fee_schedule);
        let fee_rows = input.fees.as_ref().map(|typed| {
            let (rows, read) = fees::read(typed, house.currency());
            own.additional_fees = Some(read);
            rows
        });
        let terms = Terms::resolve(house, &own);
        let charges =
            input.charges.as_ref().map(|typed| charges::read(typed, &terms, house.currency()));
        own.further_fees = charges.as_deref().map(charges::fees);
        let terms = Terms::resolve(house, &own);
        let is_read = form.problems.is_empty();
        problems.extend(keyed(&form));
        for problem in terms.validate() {
            let Some(&key) = TermKey::ALL.iter().find(|key| key.as_str() == problem.field) else {
                continue;
            };
            let message = sentence(&problem.message);
            // Until the form can be read, these words would be about the house's.
            match part_of(key) {
                None if key != TermKey::FeeDetails => {
                    problems.entry(key).or_insert(message);
                }
                Some(part) if is_read && form.has(part) => {
                    problems.entry(key).or_insert(message);
                }
                None | Some(_) if is_read => form.note(message),
                None | Some(_) => {}
            }
        }
        let (effective_on, effective_problem) = match input.effective_on.trim() {
            "" => (None, None),
            text => match parse_day(text, today) {
                Ok(day) => (Some(day), None),
                Err(problem) => (None, Some(sentence(&problem.to_string()))),
            },
        };
        Self { own, terms, problems, fee_rows, form, charges, effective_on, effective_problem }
    }

    /// A version as it is kept.
    pub(crate) fn kept(house: &Terms, own: &OwnTerms, terms: &Terms) -> Self {
        let form = FeeFormKind::of(&terms.fee_schedule);
        let input = input_of(&terms.fee_schedule);
        Self {
            own: own.clone(),
            terms: terms.clone(),
            problems: BTreeMap::new(),
            fee_rows: None,
            form: FormTyped::of_fee(form, &BTreeMap::new(), &input, house),
            charges: None,
            effective_on: None,
            effective_problem: None,
        }
    }

    pub(crate) fn has_problem(&self) -> bool {
        let fee_problem = self.fee_rows.iter().flatten().any(|row| row.problem.is_some());
        let charge_problem = self.charges.iter().flatten().any(ChargeTyped::has_problem);
        let form_problem = !self.form.problems.is_empty();
        !self.problems.is_empty() || form_problem || fee_problem || charge_problem
    }

    /// # Errors
    /// All problems at their fields.
    pub(crate) fn finish(self) -> Result<Self, AppError> {
        let mut fields: Vec<FieldMessage> = self
            .problems
            .iter()
            .map(|(key, message)| at(format!("values.{}", key.as_str()), message))
            .collect();
        fields.extend(
            self.form.placed_apart("form").iter().map(|(field, why)| at(field.clone(), why)),
        );
        for (index, row) in self.fee_rows.iter().flatten().enumerate() {
            fields.extend(row.problem.iter().map(|problem| at(format!("fees.{index}"), problem)));
        }
        for (index, charge) in self.charges.iter().flatten().enumerate() {
            let placed = charge.placed(&format!("charges.{index}"));
            fields.extend(placed.iter().map(|(field, why)| at(field.clone(), why)));
        }
        fields.extend(self.effective_problem.iter().map(|why| at("effective_on".into(), why)));
        if fields.is_empty() { Ok(self) } else { Err(AppError::invalid(fields)) }
    }
}

/// Problems of the form's parts that have rows of their own.
fn keyed(form: &FormTyped) -> Vec<(TermKey, String)> {
    let parts = form.problems.parts.iter();
    parts.filter_map(|(&part, why)| Some((key_of(part)?, why.clone()))).collect()
}

fn at(field: String, message: &str) -> FieldMessage {
    FieldMessage { field, message: message.to_owned() }
}

/// Own values as they are read; the form of the fee is read apart.
pub(crate) struct Reader {
    pub(crate) own: OwnTerms,
    currency: Currency,
    pub(crate) problems: BTreeMap<TermKey, String>,
    form: Option<FeeFormKind>,
}

impl Reader {
    pub(crate) fn new(currency: Currency) -> Self {
        Self { own: OwnTerms::default(), currency, problems: BTreeMap::new(), form: None }
    }

    fn rate(&mut self, key: TermKey, text: &str) -> Option<Rate> {
        self.note(key, Rate::parse(text))
    }

    fn money(&mut self, key: TermKey, text: &str) -> Option<Money> {
        self.note(key, Money::parse(text, self.currency))
    }

    fn count(&mut self, key: TermKey, text: &str) -> Option<u16> {
        let digits: String = text.chars().take_while(char::is_ascii_digit).collect();
        let rest = text.get(digits.len()..).unwrap_or_default().trim();
        let is_word = rest.chars().all(|char| char.is_alphabetic() || char == ' ' || char == '.');
        let count = if is_word { digits.parse::<u16>().ok() } else { None };
        self.note(key, count.ok_or("enter a whole number"))
    }

    fn choice<T: DeserializeOwned>(&mut self, key: TermKey, text: &str) -> Option<T> {
        let value = serde_json::from_value(serde_json::Value::String(text.to_owned()));
        self.note(key, value.map_err(|_| "choose one of the list"))
    }

    fn note<T, E: std::fmt::Display>(&mut self, key: TermKey, read: Result<T, E>) -> Option<T> {
        match read {
            Ok(value) => Some(value),
            Err(problem) => {
                self.problems.insert(key, sentence(&problem.to_string()));
                None
            }
        }
    }

    pub(crate) fn take(&mut self, key: TermKey, text: &str) {
        use TermKey as K;
        match key {
            K::PaymentSchedule => {
                self.own.payment_schedule = self.note(key, payment_schedule(text));
            }
            K::ReleaseSchedule => {
                self.own.release_schedule = self.note(key, release_schedule(text));
            }
            K::AdvanceBase => self.own.advance_base = self.choice::<AdvanceBase>(key, text),
            K::FeeBase => self.own.fee_base = self.choice::<FeeBase>(key, text),
            K::DayCountStart => self.own.day_count_start = self.choice::<DayCountStart>(key, text),
            K::GraceMeaning => self.own.grace_meaning = self.choice::<GraceMeaning>(key, text),
            K::RecourseBase => self.own.recourse_base = self.choice::<RecourseBase>(key, text),
            K::Rounding => self.own.rounding = self.choice::<Rounding>(key, text),
            K::AdvanceRate => self.own.advance_rate = self.rate(key, text),
            K::LateInterestRate => self.own.late_interest_rate = self.rate(key, text),
            K::DebtorConcentration => self.own.debtor_concentration = self.rate(key, text),
            K::EscrowRate => self.own.escrow_rate = self.rate(key, text),
            K::EarlyTerminationRate => self.own.early_termination_rate = self.rate(key, text),
            K::FeeMinimum => self.own.fee_minimum = self.money(key, text),
            K::MonthlyMinimum => self.own.monthly_minimum = self.money(key, text),
            K::FacilityLimit => self.own.facility_limit = self.money(key, text),
            K::EscrowCap => self.own.escrow_cap = self.money(key, text),
            K::ClearanceDays => self.own.clearance_days = self.count(key, text),
            K::GraceDays => self.own.grace_days = self.count(key, text),
            K::RecourseDays => self.own.recourse_days = self.count(key, text),
            K::TermMonths => self.own.term_months = self.count(key, text),
            K::Renewal => self.own.renewal = self.choice::<Renewal>(key, text),
            K::NoticeDays => self.own.notice_days = self.count(key, text),
            K::DueRoll => self.own.due_roll = self.choice::<DayRoll>(key, text),
            K::FeeTaken => self.own.fee_taken = self.choice::<FeeTaken>(key, text),
            K::VolumePeriod => self.own.volume_period = self.choice::<FeePeriod>(key, text),
            K::DayCountEnd => self.own.day_count_end = self.choice::<DayCountEnd>(key, text),
            K::DayInclusion => self.own.day_inclusion = self.choice::<DayInclusion>(key, text),
            K::DayCap => self.own.day_cap = self.choice::<DayCap>(key, text),
            K::LateChargeForm => {
                self.own.late_charge_form = self.choice::<LateChargeForm>(key, text);
            }
            K::LatePayer => self.own.late_payer = self.choice::<LatePayer>(key, text),
            K::LateBase => self.own.late_base = self.choice::<LateBase>(key, text),
            K::Calendar => self.own.calendar = self.choice::<DataId>(key, text),
            K::ShortfallRate => self.own.shortfall_rate = self.rate(key, text),
            K::FeeMaximum => self.own.fee_maximum = self.money(key, text),
            K::QuarterlyMinimum => self.own.quarterly_minimum = self.money(key, text),
            K::YearlyMinimum => self.own.yearly_minimum = self.money(key, text),
            K::MinimumVolume => self.own.minimum_volume = self.money(key, text),
            K::MinimumDays => self.own.minimum_days = self.count(key, text),
            K::FeeForm => self.form = self.choice::<FeeFormKind>(key, text),
            // Read with the form.
            K::FeeFlatRate
            | K::FeeFirstDays
            | K::FeeFirstRate
            | K::FeeStepDays
            | K::FeeStepRate
            | K::FeeStepPart
            | K::FeeDetails => {}
            // Typed as lists of their own.
            K::FurtherFees | K::AdditionalFees => {}
        }
    }
}

const SCHEDULE_HINT: &str = "Type net 30, end of month + 10, or day 15 of the next month";

/// Reads "net 45", "eom", "end of month + 10", "day 15", "15th of the next month".
fn payment_schedule(text: &str) -> Result<PaymentSchedule, &'static str> {
    let text = text.to_lowercase();
    let numbers: Vec<u16> = text
        .split(|char: char| !char.is_ascii_digit())
        .filter(|digits| !digits.is_empty())
        .map(|digits| digits.parse().map_err(|_| SCHEDULE_HINT))
        .collect::<Result<_, _>>()?;
    let is_end_of_month = text.contains("eom") || text.contains("end of month");
    match (is_end_of_month, text.contains("net"), numbers.as_slice()) {
        (true, _, []) => Ok(PaymentSchedule::EndOfMonth { days: 0 }),
        (true, _, [days]) => Ok(PaymentSchedule::EndOfMonth { days: *days }),
        (false, true, [days]) => Ok(PaymentSchedule::NetDays { days: *days }),
        (false, false, [day]) => {
            let months_ahead = u16::from(text.contains("next") || text.contains("after"));
            Ok(PaymentSchedule::DayOfMonth { day: *day, months_ahead })
        }
        (false, false, [day, months_ahead]) if text.contains("ahead") => {
            Ok(PaymentSchedule::DayOfMonth { day: *day, months_ahead: *months_ahead })
        }
        _ => Err(SCHEDULE_HINT),
    }
}

/// Reads the values of the choice: "each_invoice", "weekly_friday", "twice_monthly", "monthly".
fn release_schedule(text: &str) -> Result<ReleaseSchedule, &'static str> {
    match text {
        "each_invoice" => Ok(ReleaseSchedule::EachInvoice),
        "twice_monthly" => Ok(ReleaseSchedule::TwiceMonthly),
        "monthly" => Ok(ReleaseSchedule::Monthly),
        _ => Weekday::ALL
            .into_iter()
            .find(|weekday| text == format!("weekly_{}", weekday.label().to_lowercase()))
            .map(|weekday| ReleaseSchedule::Weekly { weekday })
            .ok_or("choose one of the list"),
    }
}

/// The value of the choice that [`release_schedule`] reads.
pub(crate) fn release_value(schedule: ReleaseSchedule) -> String {
    match schedule {
        ReleaseSchedule::EachInvoice => "each_invoice".to_owned(),
        ReleaseSchedule::Weekly { weekday } => {
            format!("weekly_{}", weekday.label().to_lowercase())
        }
        ReleaseSchedule::TwiceMonthly => "twice_monthly".to_owned(),
        ReleaseSchedule::Monthly => "monthly".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_payment_schedule_reads_back_from_its_own_words() {
        for schedule in [
            PaymentSchedule::NetDays { days: 45 },
            PaymentSchedule::EndOfMonth { days: 0 },
            PaymentSchedule::EndOfMonth { days: 1 },
            PaymentSchedule::EndOfMonth { days: 15 },
            PaymentSchedule::DayOfMonth { day: 15, months_ahead: 0 },
            PaymentSchedule::DayOfMonth { day: 15, months_ahead: 1 },
            PaymentSchedule::DayOfMonth { day: 10, months_ahead: 3 },
        ] {
            let words = schedule.label();
            assert_eq!(payment_schedule(&words), Ok(schedule), "{words}");
        }
        for text in ["", "soon", "net", "net 30 60", "eom + 1 2", "net 99999999"] {
            assert!(payment_schedule(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_release_schedule_reads_back_from_its_value() {
        let weekly = Weekday::ALL.map(|weekday| ReleaseSchedule::Weekly { weekday });
        for schedule in weekly.into_iter().chain([
            ReleaseSchedule::EachInvoice,
            ReleaseSchedule::TwiceMonthly,
            ReleaseSchedule::Monthly,
        ]) {
            assert_eq!(release_schedule(&release_value(schedule)), Ok(schedule));
        }
    }
}
