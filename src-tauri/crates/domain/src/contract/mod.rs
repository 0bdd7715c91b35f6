//! Contracts: the wording as data, filled with terms, frozen and signed by both parties.

mod checking;
mod compare;
mod facts;
mod fee_table;
mod fee_words;
mod fields;
mod fill;
mod filled;
mod number;
mod schedule_one;
mod signature;
mod state;
mod template;
#[cfg(test)]
mod tests;
mod text;
mod value;
mod variant;
mod wording;
mod words;

pub use checking::{
    CLAUSES_MAX, PARAGRAPH_CHARS_MAX, PARAGRAPHS_MAX, TITLE_CHARS_MAX, WORDING_CHARS_MAX,
    WORDING_FAULTS_MAX, WordingFault, check_wording,
};
pub use compare::{
    Compared, ComparedClause, ComparedParagraph, ComparedWords, Kind, Side, compare,
};
pub use facts::{ContractFacts, values};
pub use fields::{MERGE_FIELDS, MergeField, WhereToFill, find as find_merge_field};
pub use fill::{ClauseNumber, fill, outline};
pub use filled::{
    Filled, FilledAmendment, FilledClause, FilledGlance, FilledGlanceRow, FilledParagraph,
    FilledParty, FilledSchedule, FilledSection, FilledSignatures, MissingValue, Run, RunStyle,
    TemplateProblem, UsedValue,
};
pub use number::{contract_number, contract_number_parts};
pub use schedule_one::{
    EXAMPLE_DAYS, ScheduleChargeRow, ScheduleExampleRow, ScheduleExplanation,
    ScheduleExplanationRow, ScheduleFeeRow, ScheduleOne, schedule_one, schedule_one_at_index,
};
pub use signature::{PartyRole, Signature, SigningFacts, SigningMethod};
pub use state::{ContractRefusal, ContractState, Freeze};
pub use template::{
    AmendmentWording, Clause, Condition, Glance, GlanceRow, Paragraph, PartyBlock, PartyLine,
    ScheduleSection, ScheduleWording, SignatureWording, Template, TemplateError,
};
pub use value::{Value, ValueSource, Values};
pub use wording::{ConditionChoice, FrameText, Wording, condition_choices};
pub use words::organized_as;
