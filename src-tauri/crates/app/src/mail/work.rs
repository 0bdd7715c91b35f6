//! The way of messages out, one at a time. What is about to happen is committed before it happens,
//! and no transaction is open while the network is waited for.
//!
//! A message is `handing_over` from just before its last line goes out until the server's answer is
//! kept. Found so without anybody working on it, it is `uncertain`: a person decides.

use std::sync::Mutex;
use std::time::Duration;

use chrono::Duration as Span;
use factor_domain::Act;
use factor_store::Vault;
use factor_store::mail::{self as kept, About, Account, LoginWay, Mail, State, Step, What};
use serde_json::{Value, json};
use tokio::sync::broadcast::Receiver;

use crate::desk::{Change, Desk, lock};
use crate::error::{AppError, Code};
use crate::events::DeskEvent;
use crate::mail::smtp::{
    self, Envelope, Failure, Login, Offered, Patience, Proof, Security, Server, Stop, Verdict,
};
use crate::mail::{account, subject};
use crate::now::Now;
use crate::ports::SecretError;
use crate::preferences::blocking;
use crate::{contracts, letters};

/// How long a message waits after its first, second, third try and so on; then it is given up.
const WAITS_MINUTES: [i64; 6] = [1, 5, 15, 60, 240, 720];
const TAGS: &[&str] = &["mail", "notes", "contracts", "letters"];
const NO_SECRET: &str = "This computer's keychain does not hold the password of the mail account. \
                         Enter it again under Settings, Mail.";
const NO_KEYCHAIN: &str = "This computer's keychain did not answer.";

/// What the desk keeps of mail beside the vault.
#[derive(Default)]
pub(crate) struct MailState {
    /// Held by whoever sends.
    one_at_a_time: tokio::sync::Mutex<()>,
    /// Answers that could not be kept, because the vault was locked in between.
    unkept: Mutex<Vec<(String, Verdict)>>,
    patience: Mutex<Patience>,
}

impl Desk {
    /// How long mail servers are waited for from now on.
    pub fn wait_for_mail(&self, patience: Patience) {
        *lock(&self.mail.patience) = patience;
    }
}

/// Waits until mail should be looked at again: something of it has changed, or this long passed.
pub async fn wait(listener: &mut Receiver<DeskEvent>, beat: Duration) {
    let changed = async {
        loop {
            match listener.recv().await {
                Ok(DeskEvent::Changed { tags }) if tags.iter().any(|tag| tag == "mail") => return,
                Ok(_) | Err(tokio::sync::broadcast::error::RecvError::Lagged(_)) => {}
                Err(tokio::sync::broadcast::error::RecvError::Closed) => {
                    std::future::pending::<()>().await;
                }
            }
        }
    };
    // Whichever comes first.
    drop(tokio::time::timeout(beat, changed).await);
}

/// Sends whatever is due, one after the other. While somebody else does, nothing happens.
///
/// A failure of the storage is logged, and the next tick tries again.
pub async fn tick(desk: &Desk) {
    let Ok(_sending) = desk.mail.one_at_a_time.try_lock() else { return };
    if let Err(error) = work(desk).await
        && error.code != Code::Locked
    {
        tracing::error!(code = ?error.code, "mail could not be worked on");
    }
}

async fn work(desk: &Desk) -> Result<(), AppError> {
    // Who may only look sends nothing, and what was sent is kept once somebody else is there.
    let open = desk.open_vault().await?;
    let person = open.reading(desk).person().await?;
    drop(open);
    if !person.role.may(Act::Enter) {
        return Ok(());
    }
    settle(desk).await?;
    while let Some(job) = next(desk).await? {
        run(desk, job).await?;
    }
    Ok(())
}

/// Keeps answers that are still known, and calls uncertain what nobody knows an answer to.
async fn settle(desk: &Desk) -> Result<(), AppError> {
    let unkept = std::mem::take(&mut *lock(&desk.mail.unkept));
    let mut kept_all = Ok(());
    for (message_id, verdict) in unkept {
        // One that cannot be kept is kept in mind again, and so must the others be.
        kept_all = keep(desk, message_id, verdict).await.and(kept_all);
    }
    kept_all?;
    let unkept: Vec<String> =
        lock(&desk.mail.unkept).iter().map(|(message_id, _)| message_id.clone()).collect();
    let open = desk.open_vault().await?;
    let mut read = open.ledger().read().await?;
    let found = kept::handing_over(&mut read).await?;
    drop(read);
    let lost: Vec<Mail> =
        found.into_iter().filter(|mail| !unkept.contains(&mail.message_id)).collect();
    if lost.is_empty() {
        return Ok(());
    }
    let mut change = open.begin_change(desk, "settle mail", None).await?;
    for mail in &lost {
        let why = "Factordesk ended before the server's answer was kept.";
        answered(&mut change, mail, &Verdict::Uncertain(why.to_owned())).await?;
    }
    change.commit(&Value::Null).await?;
    desk.tell_changed(TAGS);
    Ok(())
}

/// A message that is due, with all that it takes to send it.
struct Job {
    mail: Mail,
    message: Vec<u8>,
    server: Server,
    login: Option<Login>,
    /// Asked for before the vault was let go, so that no lock is missed.
    events: Receiver<DeskEvent>,
}

async fn next(desk: &Desk) -> Result<Option<Job>, AppError> {
    let open = desk.open_vault().await?;
    let events = desk.listen();
    let now = desk.now();
    let mut read = open.ledger().read().await?;
    let account = kept::account(&mut read).await?;
    let Some((account, in_vault)) = account.filter(|(account, _)| account.problem.is_empty())
    else {
        return Ok(None);
    };
    let Some(mail) = kept::due(&mut read, &now.stamp()).await? else { return Ok(None) };
    drop(read);
    let login = match login(desk, &open, (&account, in_vault)).await? {
        Ok(login) => login,
        Err(failure) => {
            let mut change = open.begin_change(desk, "hold mail", None).await?;
            failed(&mut change, &mail, &failure, now).await?;
            change.commit(&Value::Null).await?;
            desk.tell_changed(TAGS);
            // Whatever is due now waits for the same.
            return Ok(None);
        }
    };
    let message = open.papers().get(mail.sha256).await?;
    let server = Server {
        host: account.host,
        port: account.port,
        security: match account.security {
            kept::Security::Tls => Security::Tls,
            kept::Security::StartTls => Security::StartTls,
        },
        certificate: account.certificate,
    };
    Ok(Some(Job { mail, message, server, login, events }))
}

async fn login(
    desk: &Desk,
    vault: &Vault,
    (of, in_vault): (&Account, Option<String>),
) -> Result<Result<Option<Login>, Failure>, AppError> {
    if of.login.is_empty() {
        return Ok(Ok(None));
    }
    let secret = match in_vault {
        Some(secret) => zeroize::Zeroizing::new(secret),
        None => match account::from_keychain(desk, vault.id()).await? {
            Ok(secret) => secret,
            Err(SecretError::NoEntry) => return Ok(Err(Failure::Account(NO_SECRET.to_owned()))),
            // Its service may only start, or be asked for leave.
            Err(SecretError::Unavailable) => {
                return Ok(Err(Failure::Later(NO_KEYCHAIN.to_owned())));
            }
        },
    };
    let proof = match of.login_way {
        LoginWay::Password => Proof::Password(secret),
        LoginWay::OAuth => Proof::Token(secret),
    };
    Ok(Ok(Some(Login { name: of.login.clone(), proof })))
}

async fn run(desk: &Desk, job: Job) -> Result<(), AppError> {
    let Job { mail, message, server, login, mut events } = job;
    let patience = *lock(&desk.mail.patience);
    let envelope = Envelope { from: mail.sender.clone(), to: mail.recipients.clone() };
    let stop = Stop::default();
    let stopping = stop.clone();
    let offering = blocking(move || {
        let message = (&envelope, message.as_slice());
        smtp::offer(&server, login.as_ref(), message, (patience, &stopping))
    });
    let offered = tokio::select! {
        offered = offering => offered?,
        () = locked(&mut events) => {
            // Nothing was handed over; after unlocking it is still due.
            stop.ask();
            return Err(AppError::locked());
        }
    };
    let open = desk.open_vault().await?;
    let mut change = open.begin_change(desk, "hand over mail", None).await?;
    // Taken back, or worked on by a person, while the server was talked to.
    let current = kept::with_message_id(&mut change.tx, &mail.message_id).await?;
    let Some(current) = current.filter(|one| one.state == State::Waiting) else { return Ok(()) };
    let offered = match offered {
        Ok(offered) => offered,
        Err(failure) => {
            let now = desk.now();
            failed(&mut change, &current, &failure, now).await?;
            change.commit(&Value::Null).await?;
            desk.tell_changed(TAGS);
            return Ok(());
        }
    };
    about_to_hand_over(&mut change, &current, &offered).await?;
    change.commit(&Value::Null).await?;
    // From here on only the server knows. The vault is free meanwhile.
    drop(open);
    desk.tell_changed(&["mail"]);
    let verdict = blocking(move || offered.hand_over()).await?;
    keep(desk, mail.message_id, verdict).await
}

async fn locked(events: &mut Receiver<DeskEvent>) {
    loop {
        match events.recv().await {
            Ok(DeskEvent::Locked) => return,
            // Whoever has missed some may have missed that one.
            Err(tokio::sync::broadcast::error::RecvError::Lagged(_)) => return,
            Ok(_) => {}
            Err(tokio::sync::broadcast::error::RecvError::Closed) => {
                std::future::pending::<()>().await;
            }
        }
    }
}

async fn about_to_hand_over(
    change: &mut Change<'_>,
    mail: &Mail,
    offered: &Offered,
) -> Result<(), AppError> {
    kept::set_bytes_max(&mut change.tx, offered.bytes_max).await?;
    let step = Step {
        state: State::HandingOver,
        what: What::HandingOver,
        attempts: mail.attempts + 1,
        next_try_at: None,
        answer: "",
        who: "",
    };
    let at = change.now.stamp();
    Ok(kept::take_step(&mut change.tx, mail.id, &step, &at).await?)
}

/// Keeps what became of a message; if that cannot be now, it is kept in mind.
async fn keep(desk: &Desk, message_id: String, verdict: Verdict) -> Result<(), AppError> {
    let kept = try_keep(desk, &message_id, &verdict).await;
    match kept {
        Ok(true) => {
            desk.tell_changed(TAGS);
            Ok(())
        }
        // Another vault is open: it may be this one's turn again.
        Ok(false) => {
            lock(&desk.mail.unkept).push((message_id, verdict));
            Ok(())
        }
        Err(error) => {
            lock(&desk.mail.unkept).push((message_id, verdict));
            Err(error)
        }
    }
}

/// False if the message is not of the open vault.
async fn try_keep(desk: &Desk, message_id: &str, verdict: &Verdict) -> Result<bool, AppError> {
    let open = desk.open_vault().await?;
    let mut change = open.begin_change(desk, "settle mail", None).await?;
    let Some(mail) = kept::with_message_id(&mut change.tx, message_id).await? else {
        return Ok(false);
    };
    if mail.state == State::HandingOver {
        answered(&mut change, &mail, verdict).await?;
        change.commit(&Value::Null).await?;
    }
    Ok(true)
}

/// A message whose last line went out, and what the server said to it.
async fn answered(change: &mut Change<'_>, mail: &Mail, verdict: &Verdict) -> Result<(), AppError> {
    let (state, what, answer) = match verdict {
        Verdict::Accepted(answer) => (State::Sent, What::Sent, answer),
        Verdict::Uncertain(answer) => (State::Uncertain, What::Uncertain, answer),
        Verdict::Refused(answer) => (State::Refused, What::Refused, answer),
        Verdict::Later(answer) => {
            let now = change.now;
            return put_off(change, mail, (mail.attempts, answer), now).await;
        }
    };
    if state == State::Sent {
        went_out(change, mail).await?;
    }
    moved(change, mail, (state, what, mail.attempts, None), answer).await
}

/// What the record it is about says from now on.
///
/// # Errors
/// Of the storage.
pub(super) async fn went_out(change: &mut Change<'_>, mail: &Mail) -> Result<(), AppError> {
    let to = mail.recipients.first().cloned().unwrap_or_default();
    match mail.about {
        About::Contract(id) => {
            let file = mail.file_sha256.clone().unwrap_or_default();
            contracts::went_by_mail(change, id, (to, file, &mail.written_by)).await
        }
        About::Letter(id) => letters::went_by_mail(change, id, (&to, &mail.written_by)).await,
        About::Test | About::Note(_) | About::Statement(_) | About::Record => Ok(()),
    }
}

/// A message that was not handed over.
async fn failed(
    change: &mut Change<'_>,
    mail: &Mail,
    failure: &Failure,
    now: Now,
) -> Result<(), AppError> {
    match failure {
        Failure::Later(answer) => put_off(change, mail, (mail.attempts + 1, answer), now).await,
        Failure::Refused(answer) => {
            let step = (State::Refused, What::Refused, mail.attempts + 1, None);
            moved(change, mail, step, answer).await
        }
        // Every message would fail alike, and a server that is asked too often shuts the account.
        Failure::Account(answer) => {
            kept::set_problem(&mut change.tx, answer).await?;
            let step = (State::Waiting, What::Failed, mail.attempts, Some(now.stamp()));
            moved(change, mail, step, answer).await
        }
    }
}

/// Another try later, or none any more.
async fn put_off(
    change: &mut Change<'_>,
    mail: &Mail,
    (attempts, answer): (u32, &str),
    now: Now,
) -> Result<(), AppError> {
    let waits = usize::try_from(attempts.saturating_sub(1)).unwrap_or(usize::MAX);
    match WAITS_MINUTES.get(waits) {
        Some(minutes) => {
            let next = Now::new(now.utc() + Span::minutes(*minutes), now.zone()).stamp();
            let step = (State::Waiting, What::Failed, attempts, Some(next));
            moved(change, mail, step, answer).await
        }
        None => {
            let answer = format!("Given up after {attempts} tries. {answer}");
            let step = (State::Refused, What::Refused, attempts, None);
            moved(change, mail, step, &answer).await
        }
    }
}

async fn moved(
    change: &mut Change<'_>,
    mail: &Mail,
    (state, what, attempts, next_try_at): (State, What, u32, Option<String>),
    answer: &str,
) -> Result<(), AppError> {
    let at = change.now.stamp();
    let next_try_at = next_try_at.as_deref();
    let step = Step { state, what, attempts, next_try_at, answer, who: "" };
    kept::take_step(&mut change.tx, mail.id, &step, &at).await?;
    let detail = json!({ "what": what.as_str(), "attempts": attempts });
    change.record("mail.step", subject(mail.id), &detail)
}
