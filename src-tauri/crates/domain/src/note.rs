//! What a note about a contact records.

use serde::{Deserialize, Serialize};

use crate::ids::{ClientId, ContractId, DebtorId, InvoiceId, ReceiptId, ScheduleId};
use crate::text::{FieldProblem, Line};

/// An enum of plain words: each with its label for people and its word for the store.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident {
        $($(#[$variant_doc:meta])* $variant:ident = $word:literal, $label:literal;)+
    }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "ts", derive(ts_rs::TS))]
        pub enum $name {
            $($(#[$variant_doc])* #[serde(rename = $word)] $variant,)+
        }

        impl $name {
            /// Every value, in the order a list offers them.
            pub const ALL: &'static [$name] = &[$($name::$variant),+];

            /// In plain words.
            #[must_use]
            pub const fn label(self) -> &'static str {
                match self {
                    $($name::$variant => $label,)+
                }
            }

            /// As it is stored and sent.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {
                    $($name::$variant => $word,)+
                }
            }

            /// The value stored under this word; `None` for any other.
            #[must_use]
            pub fn from_word(word: &str) -> Option<$name> {
                $name::ALL.iter().copied().find(|value| value.as_str() == word)
            }
        }
    };
}

words! {
    /// How the contact was made.
    Channel {
        /// By telephone.
        Call = "call", "Call";
        /// By post.
        Mail = "mail", "Letter";
        /// By e-mail.
        Email = "email", "E-mail";
        /// Face to face, or by video.
        Meeting = "meeting", "Meeting";
        /// By text message.
        Message = "message", "Message";
        /// Any other way.
        Other = "other", "Other";
    }
}

words! {
    /// Who turned to whom.
    Direction {
        /// The firm to the client.
        Outgoing = "outgoing", "Outgoing";
        /// The client to the firm.
        Incoming = "incoming", "Incoming";
    }
}

words! {
    /// What came of it.
    Outcome {
        /// Spoke with the person.
        Reached = "reached", "Reached";
        /// Nobody answered.
        NoAnswer = "no_answer", "No answer";
        /// A message was left.
        LeftMessage = "left_message", "Left a message";
        /// A payment or an act was promised.
        Promised = "promised", "Promised";
        /// The claim is contested.
        Disputed = "disputed", "Disputed";
        /// Anything else.
        Other = "other", "Other";
    }
}

words! {
    /// What a note brings as proof; its files show it.
    Proof {
        /// The goods arrived, or the work was done.
        Delivery = "delivery", "Proof of delivery";
        /// The debtor signed the invoice.
        SignedInvoice = "signed_invoice", "Signed invoice";
        /// What was ordered.
        Order = "order", "Purchase order";
        /// The debtor says what it pays, or that it paid.
        Remittance = "remittance", "Remittance advice";
        /// Money left an account.
        Payment = "payment", "Proof of payment";
        /// What was agreed, in writing.
        Agreement = "agreement", "Agreement in writing";
        /// Anything else.
        Other = "other", "Other proof";
    }
}

/// What a note is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "kind", content = "id", rename_all = "snake_case", deny_unknown_fields)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum NoteSubject {
    /// A client.
    Client(ClientId),
    /// A debtor, whoever sells on it.
    Debtor(DebtorId),
    /// An invoice; its note is also one of its client and of its debtor.
    Invoice(InvoiceId),
    /// A schedule of accounts; its note is also one of its client.
    Schedule(ScheduleId),
    /// A contract; its note is also one of its client.
    Contract(ContractId),
    /// A receipt; its note is also one of the client and the debtor it is booked for.
    Receipt(ReceiptId),
}

impl NoteSubject {
    /// As it is stored.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Client(_) => "client",
            Self::Debtor(_) => "debtor",
            Self::Invoice(_) => "invoice",
            Self::Schedule(_) => "schedule",
            Self::Contract(_) => "contract",
            Self::Receipt(_) => "receipt",
        }
    }

    /// The number of the record.
    #[must_use]
    pub const fn id(self) -> i64 {
        match self {
            Self::Client(id) => id.get(),
            Self::Debtor(id) => id.get(),
            Self::Invoice(id) => id.get(),
            Self::Schedule(id) => id.get(),
            Self::Contract(id) => id.get(),
            Self::Receipt(id) => id.get(),
        }
    }

    /// The subject stored as this word with this number; `None` for any other word.
    #[must_use]
    pub fn from_word(word: &str, id: i64) -> Option<NoteSubject> {
        Some(match word {
            "client" => Self::Client(ClientId::new(id)),
            "debtor" => Self::Debtor(DebtorId::new(id)),
            "invoice" => Self::Invoice(InvoiceId::new(id)),
            "schedule" => Self::Schedule(ScheduleId::new(id)),
            "contract" => Self::Contract(ContractId::new(id)),
            "receipt" => Self::Receipt(ReceiptId::new(id)),
            _ => return None,
        })
    }
}

/// A word that notes are found by: small letters, at most [`Tag::CHARS_MAX`] of them.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Tag(String);

impl Tag {
    /// Longest tag, in characters.
    pub const CHARS_MAX: usize = 30;
    /// Most tags of one note.
    pub const COUNT_MAX: usize = 10;

    /// A tag as typed, "#Change order" or "change order".
    ///
    /// # Errors
    /// A sentence, if it is empty, too long or cannot be printed.
    pub fn new(typed: &str) -> Result<Tag, FieldProblem> {
        let line = Line::new("tags", typed.trim().trim_start_matches('#'))?;
        let words: Vec<&str> = line.as_str().split_whitespace().collect();
        let tag = words.join(" ").to_lowercase();
        if tag.is_empty() {
            return Err(FieldProblem::new("tags", "Write a word"));
        }
        if tag.chars().count() > Self::CHARS_MAX {
            let message = format!("Shorten each tag to {} characters", Self::CHARS_MAX);
            return Err(FieldProblem::new("tags", message));
        }
        Ok(Tag(tag))
    }

    /// The word.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_is_one_word_however_it_is_typed() {
        for (typed, kept) in [
            ("#Change  Order", Some("change order")),
            (" dispute ", Some("dispute")),
            ("\u{c9}T\u{c9}", Some("\u{e9}t\u{e9}")),
            ("", None),
            (" # ", None),
            ("two\nlines", None),
            ("a word that is longer than thirty", None),
        ] {
            let tag = Tag::new(typed).ok();
            assert_eq!(tag.as_ref().map(Tag::as_str), kept, "{typed:?}");
        }
    }

    #[test]
    fn a_subject_comes_back_as_it_was_stored() {
        for subject in [
            NoteSubject::Client(ClientId::new(1)),
            NoteSubject::Debtor(DebtorId::new(2)),
            NoteSubject::Invoice(InvoiceId::new(3)),
            NoteSubject::Schedule(ScheduleId::new(4)),
            NoteSubject::Contract(ContractId::new(5)),
            NoteSubject::Receipt(ReceiptId::new(6)),
        ] {
            let back = NoteSubject::from_word(subject.as_str(), subject.id());
            assert_eq!(back, Some(subject));
        }
        assert_eq!(NoteSubject::from_word("letter", 1), None);
    }
}
