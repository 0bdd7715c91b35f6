//! A message as mail programs and servers read it (RFC 5322).

use chrono::{DateTime, Utc};
use factor_domain::text::{Email, FieldProblem, Line, LongText};
use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Attachment, Mailbox, MultiPart, SinglePart};
use lettre::{Address, Message};
use uuid::Uuid;

use crate::error::{AppError, FormProblems};
use crate::mail::wire::MailInput;

/// Makes Outlook, Thunderbird and their like open the message to be sent, not as one received.
const UNSENT: &str = "X-Unsent";
const MORE_RECIPIENTS_MAX: usize = 10;
const FOREIGN_LETTERS: &str = "Servers seldom take an address with letters beyond A to Z. Ask for \
                               another address.";

/// A checked message without its files.
pub(super) struct Letter {
    pub(super) to: Mailbox,
    pub(super) cc: Vec<Mailbox>,
    pub(super) subject: String,
    text: String,
}

/// A file that hangs on it.
pub(super) struct File {
    pub(super) name: String,
    pub(super) media_type: String,
    pub(super) bytes: Vec<u8>,
}

/// A message that is complete.
pub(super) struct Written {
    /// Without the angle brackets.
    pub(super) message_id: String,
    pub(super) bytes: Vec<u8>,
}

impl Letter {
    /// Checks what a person typed; no field may reach into the lines of the head.
    ///
    /// # Errors
    /// At each field that is wrong.
    pub(super) fn read(input: &MailInput) -> Result<Self, AppError> {
        let mut problems = FormProblems::default();
        let name = taken(Line::new("to_name", &input.to_name), &mut problems);
        let address = address("to", &input.to, &mut problems);
        let subject = taken(Line::new("subject", &input.subject), &mut problems);
        let text = taken(LongText::new("text", &input.text), &mut problems);
        if subject.as_ref().is_some_and(|subject| subject.as_str().is_empty()) {
            problems.add("subject", "Enter a subject");
        }
        let cc = more_recipients(&input.cc, &mut problems);
        problems.finish()?;
        let (Some(name), Some(address), Some(subject), Some(text)) = (name, address, subject, text)
        else {
            return Err(AppError::field("to", "Enter an e-mail address"));
        };
        Ok(Self {
            to: mailbox(name.as_str(), address),
            cc,
            subject: subject.as_str().to_owned(),
            text: text.as_str().to_owned(),
        })
    }

    /// A message of the program itself.
    pub(super) fn own(to: Mailbox, subject: &str, text: &str) -> Self {
        Self { to, cc: Vec::new(), subject: subject.to_owned(), text: text.to_owned() }
    }

    /// Everybody it goes to, each once.
    pub(super) fn recipients(&self) -> Vec<String> {
        let mut all: Vec<String> = Vec::with_capacity(1 + self.cc.len());
        for one in std::iter::once(&self.to).chain(&self.cc) {
            let address = one.email.to_string();
            if !all.iter().any(|known| known.eq_ignore_ascii_case(&address)) {
                all.push(address);
            }
        }
        all
    }

    /// The draft for a mail program. Without a sender it takes the one of the program.
    ///
    /// # Errors
    /// Only of a type of file that is none.
    pub(super) fn draft(
        self,
        from: Option<&str>,
        files: Vec<File>,
        at: DateTime<Utc>,
    ) -> Result<Vec<u8>, AppError> {
        let from = from.and_then(|from| from.parse::<Address>().ok());
        // The builder wants a sender; one that nobody has is taken out again.
        let sender = from.clone().unwrap_or_else(|| self.to.email.clone());
        let mut message = self.built(Mailbox::new(None, sender), None, (files, ""), at)?;
        let headers = message.headers_mut();
        if from.is_none() {
            headers.remove_raw("From");
        }
        let unsent = HeaderName::new_from_ascii_str(UNSENT);
        headers.insert_raw(HeaderValue::new(unsent, "1".to_owned()));
        Ok(message.formatted())
    }

    /// The message as the server gets it, with a Message-ID that no other message has.
    ///
    /// # Errors
    /// Only of a type of file that is none.
    pub(super) fn written(
        self,
        from: Mailbox,
        (files, signature): (Vec<File>, &str),
        at: DateTime<Utc>,
    ) -> Result<Written, AppError> {
        let message_id = format!("{}@{}", Uuid::new_v4(), from.email.domain());
        let in_brackets = format!("<{message_id}>");
        let message = self.built(from, Some(in_brackets), (files, signature), at)?;
        Ok(Written { message_id, bytes: message.formatted() })
    }

    fn built(
        self,
        from: Mailbox,
        message_id: Option<String>,
        (files, signature): (Vec<File>, &str),
        at: DateTime<Utc>,
    ) -> Result<Message, AppError> {
        let mut text = self.text;
        if !signature.is_empty() {
            // Two dashes and a space: mail programs know what follows as a signature.
            text = format!("{}\n\n-- \n{signature}\n", text.trim_end());
        }
        let mut builder = Message::builder().from(from).to(self.to).subject(self.subject);
        for one in self.cc {
            builder = builder.cc(one);
        }
        if let Some(id) = message_id {
            builder = builder.message_id(Some(id));
        }
        let builder = builder.date(at.into());
        let text = SinglePart::plain(text);
        let message = if files.is_empty() {
            builder.singlepart(text)
        } else {
            let mut parts = MultiPart::mixed().singlepart(text);
            for file in files {
                let media_type = ContentType::parse(&file.media_type)
                    .map_err(|cause| AppError::failed(&cause))?;
                parts = parts.singlepart(Attachment::new(file.name).body(file.bytes, media_type));
            }
            builder.multipart(parts)
        };
        message.map_err(|cause| AppError::failed(&cause))
    }
}

pub(super) fn mailbox(name: &str, address: Address) -> Mailbox {
    let name = Some(name.to_owned()).filter(|name| !name.is_empty());
    Mailbox::new(name, address)
}

/// Reads an address once, for the head and for the envelope.
pub(super) fn address(field: &str, text: &str, problems: &mut FormProblems) -> Option<Address> {
    let email = taken(Email::new(field, text), problems)?;
    if !email.as_str().is_ascii() {
        problems.add(field, FOREIGN_LETTERS);
        return None;
    }
    let read = email.as_str().parse::<Address>().ok();
    // As it was read is as it goes out; anything else would be another address.
    let read = read.filter(|read| read.to_string() == email.as_str());
    if read.is_none() {
        problems.add(field, "Mail programs do not take this address. Look at it again.");
    }
    read
}

fn more_recipients(text: &str, problems: &mut FormProblems) -> Vec<Mailbox> {
    let typed: Vec<&str> =
        text.split([',', ';']).map(str::trim).filter(|one| !one.is_empty()).collect();
    if typed.len() > MORE_RECIPIENTS_MAX {
        problems.add("cc", format!("Enter at most {MORE_RECIPIENTS_MAX} more addresses."));
        return Vec::new();
    }
    let mut all = Vec::with_capacity(typed.len());
    for one in typed {
        // One sentence for the field, however many are wrong.
        match address("cc", one, problems) {
            Some(address) => all.push(Mailbox::new(None, address)),
            None => break,
        }
    }
    all
}

fn taken<T>(read: Result<T, FieldProblem>, problems: &mut FormProblems) -> Option<T> {
    read.map_err(|problem| problems.add(problem.field, problem.message)).ok()
}
