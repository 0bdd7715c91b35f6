//! A noted discussion, as its confirmation says it back.

use factor_domain::contract::DiscussionNamed;
use factor_domain::ids::NoteId;
use factor_domain::note::{Channel, Outcome};
use factor_store::letter as kept;
use factor_store::note::Note;
use factor_store::{Connection, follow_up};

use crate::error::AppError;
use crate::letters::asked::{Asked, one_line};
use crate::letters::verdict::Verdict;

/// What was spoken about, and whether it was confirmed before.
pub(crate) struct Discussed {
    pub(crate) note: NoteId,
    pub(crate) named: DiscussionNamed,
    outcome: Outcome,
    /// "LTR-2026-0007 of Nov 20, 2026"
    before: Option<String>,
}

impl Discussed {
    /// # Errors
    /// Of the storage.
    pub(super) async fn load(
        connection: &mut Connection,
        asked: &Asked,
        note: &Note,
    ) -> Result<Discussed, AppError> {
        let next = follow_up::of_notes(connection, &[note.id]).await?;
        let before = kept::latest_of_note(connection, note.id).await?;
        let said = match asked.said.is_empty() {
            true => one_line(&note.text),
            false => asked.said.clone(),
        };
        Ok(Discussed {
            note: note.id,
            named: DiscussionNamed {
                contact: note.contact_name.to_string(),
                on: note.happened.day,
                channel: channel_words(note.channel).to_owned(),
                said,
                promised: asked.promised.clone(),
                next_on: next.first().map(|one| one.due.day),
            },
            outcome: note.outcome,
            before: before
                .map(|letter| format!("{} of {}", letter.number, letter.dated_on.format_short())),
        })
    }

    /// Whether it should be confirmed.
    pub(super) fn verdict(&self) -> Verdict {
        if let Some(before) = &self.before {
            return Verdict::unticked(format!("{before} confirms it already."));
        }
        match self.outcome {
            Outcome::NoAnswer | Outcome::LeftMessage => {
                Verdict::unticked("Nobody was spoken to, says the note.")
            }
            Outcome::Reached | Outcome::Promised | Outcome::Disputed | Outcome::Other => {
                let (contact, on) = (&self.named.contact, self.named.on.format_short());
                Verdict::yes(format!("Spoken {} with {contact} on {on}.", self.named.channel))
            }
        }
    }
}

/// Completes "what they spoke about …".
pub(crate) const fn channel_words(channel: Channel) -> &'static str {
    match channel {
        Channel::Call => "by telephone",
        Channel::Mail => "by letter",
        Channel::Email => "by e-mail",
        Channel::Meeting => "in a meeting",
        Channel::Message => "by text message",
        Channel::Other => "with each other",
    }
}
