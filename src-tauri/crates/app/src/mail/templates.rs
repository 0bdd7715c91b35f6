//! What a kind of message says, in the firm's own words or in the built-in ones.

use factor_domain::Act;
use factor_domain::text::{Line, LongText};
use factor_store::Connection;
use factor_store::mail::{self as kept, Template};
use serde_json::json;

use crate::desk::{Change, Reading};
use crate::error::{AppError, FormProblems};
use crate::mail::wire::{MailTemplate, MailTemplateKind, MailTemplateShown, MailTemplates};
use crate::mail::words;
use crate::vault::wire::Nothing;

const NOTE_SUBJECT: &str = "Our conversation on {{note.day}}";
const NOTE_TEXT: &str = "\
Dear {{to.name}},

this confirms what we spoke about {{note.channel}} on {{note.day}}:

{{note.text}}

If you remember it otherwise, please answer this message.

{{person.name}}
{{firm.legal_name}}
";
const LETTER_SUBJECT: &str = "{{letter.title}}, {{letter.number}}";
const LETTER_TEXT: &str = "\
Dear {{to.name}},

please find attached our letter {{letter.number}} of {{letter.day}}: {{letter.title}}.

{{person.name}}
{{firm.legal_name}}
";
const STATEMENT_SUBJECT: &str = "Statement {{statement.number}}";
const STATEMENT_TEXT: &str = "\
Dear {{to.name}},

please find attached statement {{statement.number}} for {{statement.period}}.

{{person.name}}
{{firm.legal_name}}
";

const PAPER_SUBJECT: &str = "{{paper.title}}";
const PAPER_TEXT: &str = "\
Dear {{to.name}},

please find attached: {{paper.title}}.

{{person.name}}
{{firm.legal_name}}
";
/// Whoever writes says what it is about.
const RECORD_SUBJECT: &str = "";
const RECORD_TEXT: &str = "\
Dear {{to.name}},



{{person.name}}
{{firm.legal_name}}
";

const ALL: [MailTemplateKind; 5] = [
    MailTemplateKind::Note,
    MailTemplateKind::Letter,
    MailTemplateKind::Statement,
    MailTemplateKind::Paper,
    MailTemplateKind::Record,
];

const fn stored(kind: MailTemplateKind) -> &'static str {
    match kind {
        MailTemplateKind::Note => "note",
        MailTemplateKind::Letter => "letter",
        MailTemplateKind::Statement => "statement",
        MailTemplateKind::Paper => "paper",
        MailTemplateKind::Record => "record",
    }
}

const fn title(kind: MailTemplateKind) -> &'static str {
    match kind {
        MailTemplateKind::Note => "Confirmation of a discussion",
        MailTemplateKind::Letter => "With a letter",
        MailTemplateKind::Statement => "With a statement",
        MailTemplateKind::Paper => "With another paper",
        MailTemplateKind::Record => "Without a paper",
    }
}

const fn fields(kind: MailTemplateKind) -> &'static [&'static str] {
    match kind {
        MailTemplateKind::Note => {
            &["to.name", "note.day", "note.channel", "note.text", "person.name", "firm.legal_name"]
        }
        MailTemplateKind::Letter => &[
            "to.name",
            "letter.title",
            "letter.number",
            "letter.day",
            "person.name",
            "firm.legal_name",
        ],
        MailTemplateKind::Statement => {
            &["to.name", "statement.number", "statement.period", "person.name", "firm.legal_name"]
        }
        MailTemplateKind::Paper => &["to.name", "paper.title", "person.name", "firm.legal_name"],
        MailTemplateKind::Record => &["to.name", "person.name", "firm.legal_name"],
    }
}

/// The words in use for a kind of message.
///
/// # Errors
/// Of the storage.
pub(super) async fn in_use(
    connection: &mut Connection,
    kind: MailTemplateKind,
) -> Result<Template, AppError> {
    let own = kept::template(connection, stored(kind)).await?;
    let (subject, text) = match kind {
        MailTemplateKind::Note => (NOTE_SUBJECT, NOTE_TEXT),
        MailTemplateKind::Letter => (LETTER_SUBJECT, LETTER_TEXT),
        MailTemplateKind::Statement => (STATEMENT_SUBJECT, STATEMENT_TEXT),
        MailTemplateKind::Paper => (PAPER_SUBJECT, PAPER_TEXT),
        MailTemplateKind::Record => (RECORD_SUBJECT, RECORD_TEXT),
    };
    let or = |own: String, built_in: &str| if own.is_empty() { built_in.to_owned() } else { own };
    Ok(Template { subject: or(own.subject, subject), text: or(own.text, text) })
}

/// The words of every kind of message.
///
/// # Errors
/// Of the storage.
pub async fn mail_templates(
    reading: &Reading<'_>,
    _input: Nothing,
) -> Result<MailTemplates, AppError> {
    let may_change = reading.person().await?.role.may(Act::SetUpMail);
    let mut read = reading.ledger.read().await?;
    page(&mut read, may_change).await
}

/// Keeps other words for a kind of message.
///
/// # Errors
/// Anybody but an owner; at each field that is wrong.
pub async fn save_mail_template(
    change: &mut Change<'_>,
    input: MailTemplate,
) -> Result<MailTemplates, AppError> {
    change.require(Act::SetUpMail)?;
    let mut problems = FormProblems::default();
    let subject = Line::new("subject", &input.subject).map_err(|problem| problem.message);
    let subject = problems.take("subject", subject).map(|line| line.to_string());
    let text = LongText::new("text", &input.text).map_err(|problem| problem.message);
    let text = problems.take("text", text).map(|text| text.to_string());
    let words = Template { subject: subject.unwrap_or_default(), text: text.unwrap_or_default() };
    for (field, words) in [("subject", &words.subject), ("text", &words.text)] {
        if let Some(why) = words::unknown(words, fields(input.kind)) {
            problems.add(field, why);
        }
    }
    problems.finish()?;
    let at = change.now.stamp();
    kept::save_template(&mut change.tx, stored(input.kind), &words, &at).await?;
    let detail = json!({ "about": stored(input.kind) });
    change.record("mail_template.saved", "firm".to_owned(), &detail)?;
    page(&mut change.tx, true).await
}

async fn page(connection: &mut Connection, may_change: bool) -> Result<MailTemplates, AppError> {
    let mut templates = Vec::with_capacity(ALL.len());
    for kind in ALL {
        let Template { subject, text } = in_use(connection, kind).await?;
        templates.push(MailTemplateShown {
            template: MailTemplate { kind, subject, text },
            title: title(kind).to_owned(),
            fields: words::braced(fields(kind)),
        });
    }
    Ok(MailTemplates { templates, may_change })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_words_use_only_what_is_known() {
        for (kind, texts) in [
            (MailTemplateKind::Note, [NOTE_SUBJECT, NOTE_TEXT]),
            (MailTemplateKind::Letter, [LETTER_SUBJECT, LETTER_TEXT]),
            (MailTemplateKind::Statement, [STATEMENT_SUBJECT, STATEMENT_TEXT]),
        ] {
            for text in texts {
                assert_eq!(words::unknown(text, fields(kind)), None, "{text}");
            }
        }
    }
}
