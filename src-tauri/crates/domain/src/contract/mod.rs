//! Contracts: the wording as data, filled with terms, frozen and signed by both parties.

mod checking;
mod compare;
mod disclosure;
mod facts;
mod fee_table;
mod fee_words;
mod fields;
mod fill;
mod filled;
mod letter;
mod letter_facts;
mod number;
mod renewal;
mod running;
mod schedule_one;
mod signature;
mod state;
mod template;
mod term;
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
pub use disclosure::{
    Disclosed, DisclosureRow, DisclosureSentence, DisclosureWording, FilledDisclosure,
    FilledDisclosureRow, put_disclosed,
};
pub use facts::{ContractFacts, put_guarantor, values};
pub use fields::{
    MERGE_FIELDS, MergeField, WhereToFill, fields_of, find as find_merge_field, likely_field,
};
pub use fill::{ClauseNumber, fill, outline};
pub use filled::{
    Filled, FilledAcknowledgement, FilledAmendment, FilledClause, FilledGlance, FilledGlanceRow,
    FilledLetter, FilledParagraph, FilledParty, FilledSchedule, FilledSection, FilledSignatures,
    MissingValue, Run, RunStyle, TemplateProblem, UsedValue,
};
pub use letter::{
    Acknowledgement, Addressee, LetterKind, LetterRows, LetterTable, LetterWording, RecordKind,
    ReminderLevel, WordingKind,
};
pub use letter_facts::{
    AgreementNamed, ChargeBackNamed, DiscussionNamed, LateNamed, LetterFacts, LetterNamed,
    PayoffNamed, PrintedFrom, ScheduleNamed, StatementNamed, letter_values,
};
pub use number::{contract_number, number_prefix};
pub use renewal::unconditional_renewals;
pub use running::{ContractLife, Notice, NoticeKind, NoticeRefusal, RunningContract};
pub use schedule_one::{
    EXAMPLE_DAYS, ScheduleChargeRow, ScheduleExampleRow, ScheduleExplanation,
    ScheduleExplanationRow, ScheduleFeeRow, ScheduleOne, schedule_one, schedule_one_at_index,
};
pub use signature::{PartyRole, Signature, SigningEvidence, SigningFacts, SigningMethod};
pub use state::{ContractRefusal, ContractState, Freeze};
pub use template::{
    AmendmentWording, Clause, Condition, Glance, GlanceRow, Paragraph, PartyBlock, PartyLine,
    ScheduleSection, ScheduleWording, SignatureWording, Template, TemplateError, TemplateForm,
};
pub use term::{AgreedTerm, EXPIRING_DAYS, TermSpan};
pub use value::{Value, ValueSource, Values};
pub use wording::{ConditionChoice, FrameText, Wording, condition_choices, conditions_of};
pub use words::organized_as;
