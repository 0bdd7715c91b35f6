//! Mail: drafts for the computer's mail program, the firm's account with a server, and the outbox
//! between the two, in which a message is sent once or shown as uncertain.

mod about;
mod account;
mod files;
mod message;
mod outbox;
mod papers;
mod send;
mod several;
mod smtp;
mod templates;
pub mod wire;
pub(crate) mod words;
mod work;

pub use account::{mail_account, remove_mail_account, save_mail_account, send_test_mail};
pub(crate) use outbox::{asks, load_row, way_words};
pub use outbox::{cancel_mail, decide_mail, list_mail, mail, retry_mail, save_mail_message};
pub use send::{mail_draft, open_mail, send_mail};
pub(crate) use several::{Mailer, address_of, has_account};
pub use several::{plan_mails, send_mails};
pub use smtp::Patience;
pub use templates::{mail_templates, save_mail_template};
pub(crate) use work::MailState;
pub use work::{tick, wait};

use factor_domain::MailId;

/// As the log calls it.
fn subject(id: MailId) -> String {
    format!("mail/{id}")
}
