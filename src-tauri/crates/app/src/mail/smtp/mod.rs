//! The way of a message to a mail server (RFC 5321), up to its last line and then over it.
//!
//! A server owns a message once it has read the line with a single dot. [`offer`] goes up to that
//! line and stops: whatever fails there, nothing was handed over, and trying again is safe. Only
//! [`Offered::hand_over`] sends the line, after its caller has noted that it is about to.

mod reply;
mod session;
mod tls;
mod wire;

use std::time::Duration;

use zeroize::Zeroizing;

pub(super) use session::{Offered, offer, too_large};
pub(super) use tls::certificates;
pub(super) use wire::Stop;

/// Whom to ask and how to know that it is the right one.
#[derive(Clone, Debug)]
pub(super) struct Server {
    pub(super) host: String,
    pub(super) port: u16,
    pub(super) security: Security,
    /// PEM; trusted beside what the computer trusts.
    pub(super) certificate: String,
}

/// From when on everything is encrypted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Security {
    /// From the first byte.
    Tls,
    /// From STARTTLS on, and not a word without it.
    StartTls,
}

/// Who asks. Its `Debug` is left out: it holds a secret.
#[derive(Clone)]
pub(super) struct Login {
    pub(super) name: String,
    pub(super) proof: Proof,
}

/// What opens the account.
#[derive(Clone)]
pub(super) enum Proof {
    Password(Zeroizing<String>),
    /// A bearer token of OAuth 2.
    Token(Zeroizing<String>),
}

/// Who writes to whom; checked addresses without angle brackets.
#[derive(Clone, Debug)]
pub(super) struct Envelope {
    pub(super) from: String,
    pub(super) to: Vec<String>,
}

/// How long a server is waited for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Patience {
    /// For a connection, each address of the server.
    pub connect: Duration,
    /// For an answer to anything but the last line, and for the message to be taken.
    pub answer: Duration,
    /// For the answer to the last line; the server may look through the message first.
    pub verdict: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(20),
            answer: Duration::from_secs(60),
            // RFC 5321, 4.5.3.2.6: a shorter wait makes duplicates.
            verdict: Duration::from_secs(600),
        }
    }
}

/// Why a message was not handed over; nothing of it counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Failure {
    /// Trying again later may help.
    Later(String),
    /// The server will not have this message.
    Refused(String),
    /// The server will not have this account; every message would fail.
    Account(String),
}

/// What became of a message whose last line was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// The server has it.
    Accepted(String),
    /// The server does not have it, and would take it later.
    Later(String),
    /// The server does not have it, and never will.
    Refused(String),
    /// No answer came.
    Uncertain(String),
}
