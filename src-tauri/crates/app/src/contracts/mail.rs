//! The message that a contract goes out with, as mail programs read it (RFC 5322).

use chrono::{DateTime, Utc};
use factor_domain::text::{Email, FieldProblem, Line, LongText};
use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Attachment, Mailbox, MultiPart, SinglePart};
use lettre::{Address, Message};

use crate::contracts::wire::ContractMailed;
use crate::error::{AppError, FormProblems};

/// Makes Outlook, Thunderbird and their like open the message to be sent, not as one received.
const UNSENT: &str = "X-Unsent";

/// A checked message without its file.
pub(super) struct Letter {
    pub(super) to: Mailbox,
    subject: String,
    text: String,
}

/// The file that hangs on it.
pub(super) struct File {
    pub(super) name: String,
    pub(super) bytes: Vec<u8>,
}

impl Letter {
    /// Checks what a person typed; no field may reach into the lines of the head.
    ///
    /// # Errors
    /// At each field that is wrong.
    pub(super) fn read(input: &ContractMailed) -> Result<Self, AppError> {
        let mut problems = FormProblems::default();
        let name = taken(Line::new("to_name", &input.to_name), &mut problems);
        let address = taken(Email::new("to", &input.to), &mut problems);
        let subject = taken(Line::new("subject", &input.subject), &mut problems);
        let text = taken(LongText::new("text", &input.text), &mut problems);
        if subject.as_ref().is_some_and(|subject| subject.as_str().is_empty()) {
            problems.add("subject", "Enter a subject");
        }
        let address = address.and_then(|address| match address.as_str().parse::<Address>() {
            Ok(address) => Some(address),
            Err(_) => {
                problems.add("to", "Mail programs do not take this address. Look at it again.");
                None
            }
        });
        problems.finish()?;
        let (Some(name), Some(address), Some(subject), Some(text)) = (name, address, subject, text)
        else {
            return Err(AppError::field("to", "Enter an e-mail address"));
        };
        let name = Some(name.as_str().to_owned()).filter(|name| !name.is_empty());
        Ok(Self {
            to: Mailbox::new(name, address),
            subject: subject.as_str().to_owned(),
            text: text.as_str().to_owned(),
        })
    }

    /// The draft with its file. Without a sender it takes the one of the mail program.
    ///
    /// # Errors
    /// Only of a type of file that is none.
    pub(super) fn draft(
        &self,
        from: Option<&str>,
        file: File,
        at: DateTime<Utc>,
    ) -> Result<Vec<u8>, AppError> {
        let pdf =
            ContentType::parse("application/pdf").map_err(|cause| AppError::failed(&cause))?;
        let attached = Attachment::new(file.name).body(file.bytes, pdf);
        let parts = MultiPart::mixed()
            .singlepart(SinglePart::plain(self.text.clone()))
            .singlepart(attached);
        let from = from.and_then(|from| from.parse::<Address>().ok());
        // The builder wants a sender; one that nobody has is taken out again.
        let sender = from.clone().unwrap_or_else(|| self.to.email.clone());
        let message = Message::builder()
            .from(Mailbox::new(None, sender))
            .to(self.to.clone())
            .subject(self.subject.clone())
            .date(at.into())
            .multipart(parts);
        let mut message = message.map_err(|cause| AppError::failed(&cause))?;
        let headers = message.headers_mut();
        if from.is_none() {
            headers.remove_raw("From");
        }
        let unsent = HeaderName::new_from_ascii_str(UNSENT);
        headers.insert_raw(HeaderValue::new(unsent, "1".to_owned()));
        Ok(message.formatted())
    }
}

fn taken<T>(read: Result<T, FieldProblem>, problems: &mut FormProblems) -> Option<T> {
    read.map_err(|problem| problems.add(problem.field, problem.message)).ok()
}
