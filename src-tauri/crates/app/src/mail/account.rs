//! The firm's account with a mail server, and a message to oneself to try it.

use factor_domain::Act;
use factor_domain::text::{Email, Line, LongText};
use factor_store::mail::{self as kept, Account, LoginWay, Security};
use factor_store::{Connection, VaultId, firm};
use rustls::pki_types::ServerName;
use serde_json::json;
use zeroize::Zeroizing;

use crate::desk::{Change, Desk, Reading};
use crate::error::{AppError, FormProblems};
use crate::mail::message::{Letter, address, mailbox};
use crate::mail::smtp::certificates;
use crate::mail::wire::{
    MailAccountInput, MailAccountPage, MailAccountShown, MailLogin, MailSecurity,
};
use crate::mail::{outbox, send};
use crate::now::Now;
use crate::ports::SecretError;
use crate::preferences::blocking;
use crate::vault::wire::Nothing;

const PORT_TLS: u16 = 465;
const PORT_START_TLS: u16 = 587;
/// A token may be long; a password is not.
const SECRET_CHARS_MAX: usize = 8_000;
const CERTIFICATE_CHARS_MAX: usize = 60_000;
const NO_ACCOUNT: &str = "Enter the account and save it first.";

/// The account, and how the last test went.
///
/// # Errors
/// Of the storage.
pub async fn mail_account(
    reading: &Reading<'_>,
    _input: Nothing,
) -> Result<MailAccountPage, AppError> {
    let may_change = reading.person().await?.role.may(Act::SetUpMail);
    let mut read = reading.ledger.read().await?;
    page(&mut read, reading.now, may_change).await
}

/// Keeps the account. The password goes to this computer's keychain, or else into the vault.
///
/// # Errors
/// Anybody but an owner; at each field that is wrong.
pub async fn save_mail_account(
    change: &mut Change<'_>,
    input: MailAccountInput,
) -> Result<MailAccountPage, AppError> {
    change.require(Act::SetUpMail)?;
    let before = kept::account(&mut change.tx).await?;
    let account = read(&input)?;
    let in_vault = match secret(&input, before.as_ref())? {
        Typed::None => {
            forget(change.desk, change.vault_id()).await;
            None
        }
        Typed::Kept(in_vault) => in_vault,
        Typed::New(secret) => keep(change.desk, change.vault_id(), secret).await?,
    };
    let at = change.now.stamp();
    let in_vault = in_vault.as_ref().map(|secret| secret.as_str());
    kept::save_account(&mut change.tx, &account, in_vault, &at).await?;
    let detail = json!({
        "security": account.security.as_str(), "login": account.login_way.as_str(),
        "in_keychain": in_vault.is_none(),
    });
    change.record("mail_account.saved", "firm".to_owned(), &detail)?;
    page(&mut change.tx, change.now, true).await
}

/// Forgets the account and its password. What waits goes on waiting.
///
/// # Errors
/// Anybody but an owner.
pub async fn remove_mail_account(
    change: &mut Change<'_>,
    _input: Nothing,
) -> Result<MailAccountPage, AppError> {
    change.require(Act::SetUpMail)?;
    kept::remove_account(&mut change.tx).await?;
    forget(change.desk, change.vault_id()).await;
    change.record("mail_account.removed", "firm".to_owned(), &json!({}))?;
    page(&mut change.tx, change.now, true).await
}

/// Puts a message to the account's own address into the outbox.
///
/// # Errors
/// Without an account.
pub async fn send_test_mail(
    change: &mut Change<'_>,
    _input: Nothing,
) -> Result<MailAccountPage, AppError> {
    change.require(Act::SetUpMail)?;
    let Some((account, _)) = kept::account(&mut change.tx).await? else {
        return Err(AppError::refused(NO_ACCOUNT));
    };
    // Whatever held the account back: this is how one looks whether it still does.
    kept::set_problem(&mut change.tx, "").await?;
    let own = account.sender_address.as_str().parse();
    let own = own.map_err(|cause: lettre::address::AddressError| AppError::failed(&cause))?;
    let text = "This message was sent from Factordesk to its own address. It shows that the \
                account works.\n";
    let letter = Letter::own(mailbox(&account.sender_name, own), "Test of the account", text);
    let of = send::Of {
        about: kept::About::Test,
        client: None,
        debtor: None,
        to_name: account.sender_name.clone(),
    };
    send::put_out(change, &account, (letter, send::Attached::default()), of).await?;
    page(&mut change.tx, change.now, true).await
}

fn read(input: &MailAccountInput) -> Result<Account, AppError> {
    let mut problems = FormProblems::default();
    let mut line = |field: &str, text: &str| {
        let read = Line::new(field, text).map_err(|problem| problem.message);
        problems.take(field, read).map(|line| line.to_string()).unwrap_or_default()
    };
    let host = line("host", &input.host);
    let login = line("login", &input.login);
    let sender_name = line("sender_name", &input.sender_name);
    if host.is_empty() {
        problems.add("host", "Enter the name of the server, like smtp.example.com.");
    } else if ServerName::try_from(host.clone()).is_err() {
        problems.add("host", "Enter a name alone, like smtp.example.com.");
    }
    if login.contains(['\0', '\u{1}']) || !login.chars().all(|c| !c.is_control()) {
        problems.add("login", "Remove the characters that cannot be printed");
    }
    let security = match input.security {
        MailSecurity::Tls => Security::Tls,
        MailSecurity::Starttls => Security::StartTls,
    };
    let port = match (input.port.trim(), security) {
        ("", Security::Tls) => Some(PORT_TLS),
        ("", Security::StartTls) => Some(PORT_START_TLS),
        (typed, _) => typed.parse().ok().filter(|port| *port > 0),
    };
    if port.is_none() {
        problems.add("port", "Enter a number from 1 to 65535, such as 465.");
    }
    let known = address("sender_address", &input.sender_address, &mut problems);
    let sender = known.and_then(|known| Email::new("sender_address", known.as_ref()).ok());
    let signature = LongText::new("signature", &input.signature).map_err(|why| why.message);
    let signature = problems.take("signature", signature).map(|text| text.to_string());
    let certificate = input.certificate.trim().to_owned();
    if certificate.len() > CERTIFICATE_CHARS_MAX {
        problems.add("certificate", "This is far more than a certificate.");
    } else if let Err(why) = certificates(&certificate) {
        problems.add("certificate", why);
    }
    problems.finish()?;
    let (Some(port), Some(sender_address)) = (port, sender) else {
        return Err(AppError::field("sender_address", "Enter an e-mail address"));
    };
    Ok(Account {
        host,
        port,
        security,
        login,
        login_way: match input.login_way {
            MailLogin::Password => LoginWay::Password,
            MailLogin::Oauth => LoginWay::OAuth,
        },
        sender_name,
        sender_address,
        signature: signature.unwrap_or_default().trim().to_owned(),
        certificate,
        bytes_max: None,
        problem: String::new(),
    })
}

/// What is to become of the password.
enum Typed {
    /// The server asks nobody who he is.
    None,
    /// As it was: in the vault, or without a word in the keychain.
    Kept(Option<Zeroizing<String>>),
    New(Zeroizing<String>),
}

fn secret(
    input: &MailAccountInput,
    before: Option<&(Account, Option<String>)>,
) -> Result<Typed, AppError> {
    if input.login.trim().is_empty() {
        return Ok(Typed::None);
    }
    if !input.secret.is_empty() {
        let is_line = !input.secret.chars().any(char::is_control);
        if !is_line || input.secret.len() > SECRET_CHARS_MAX {
            return Err(AppError::field("secret", "Enter it in one line, as you were given it."));
        }
        return Ok(Typed::New(Zeroizing::new(input.secret.clone())));
    }
    match before {
        // Another server must not be handed what was meant for the one before.
        Some((account, in_vault))
            if account.host == input.host.trim() && account.login == input.login.trim() =>
        {
            Ok(Typed::Kept(in_vault.clone().map(Zeroizing::new)))
        }
        Some(_) | None => {
            let what = match input.login_way {
                MailLogin::Password => "Enter the password of the account.",
                MailLogin::Oauth => "Enter the token of the account.",
            };
            Err(AppError::field("secret", what))
        }
    }
}

fn place(vault: VaultId) -> String {
    format!("mail:{vault}")
}

/// Into the keychain; what it does not keep is given back, for the vault.
async fn keep(
    desk: &Desk,
    vault: VaultId,
    secret: Zeroizing<String>,
) -> Result<Option<Zeroizing<String>>, AppError> {
    let secrets = desk.ports().secrets.clone();
    let place = place(vault);
    blocking(move || {
        let kept = secrets.set(&place, secret.as_bytes()).and_then(|()| secrets.get(&place));
        match kept.map(Zeroizing::new) {
            Ok(kept) if kept.as_slice() == secret.as_bytes() => None,
            Ok(_) | Err(_) => Some(secret),
        }
    })
    .await
}

/// A keychain that does not answer keeps a password that opens nothing here any more.
async fn forget(desk: &Desk, vault: VaultId) {
    let secrets = desk.ports().secrets.clone();
    let place = place(vault);
    let forgotten = blocking(move || secrets.delete(&place)).await;
    if !matches!(forgotten, Ok(Ok(()))) {
        tracing::warn!("the keychain did not forget the password of the mail account");
    }
}

/// The password or token in the keychain.
///
/// # Errors
/// As the keychain.
pub(super) async fn from_keychain(
    desk: &Desk,
    vault: VaultId,
) -> Result<Result<Zeroizing<String>, SecretError>, AppError> {
    let secrets = desk.ports().secrets.clone();
    let place = place(vault);
    blocking(move || {
        let bytes = Zeroizing::new(secrets.get(&place)?);
        let text = std::str::from_utf8(&bytes).map_err(|_| SecretError::Unavailable)?;
        Ok(Zeroizing::new(text.to_owned()))
    })
    .await
}

async fn page(
    connection: &mut Connection,
    now: Now,
    may_change: bool,
) -> Result<MailAccountPage, AppError> {
    let profile = firm::load(connection).await?.map(|profile| profile.firm);
    let account = kept::account(connection).await?;
    let last_test = match kept::last_test(connection).await? {
        Some(mail) => Some(outbox::row(connection, mail, now).await?),
        None => None,
    };
    let proposed_name = profile.as_ref().map(|firm| firm.name.to_string());
    let proposed_address = profile.and_then(|firm| firm.email).map(|email| email.to_string());
    Ok(MailAccountPage {
        account: account.map(|(account, in_vault)| shown(account, in_vault.is_some())),
        last_test,
        proposed_name: proposed_name.unwrap_or_default(),
        proposed_address: proposed_address.unwrap_or_default(),
        may_change,
    })
}

fn shown(account: Account, is_in_vault: bool) -> MailAccountShown {
    let place = match (account.login.is_empty(), is_in_vault) {
        (true, _) => "",
        (false, true) => "In the encrypted vault",
        (false, false) => "In this computer's keychain",
    };
    let mb = account.bytes_max.map(|bytes| bytes / (1_024 * 1_024));
    MailAccountShown {
        host: account.host,
        port: account.port.to_string(),
        security: match account.security {
            Security::Tls => MailSecurity::Tls,
            Security::StartTls => MailSecurity::Starttls,
        },
        login: account.login,
        login_way: match account.login_way {
            LoginWay::Password => MailLogin::Password,
            LoginWay::OAuth => MailLogin::Oauth,
        },
        sender_name: account.sender_name,
        sender_address: account.sender_address.to_string(),
        signature: account.signature,
        certificate: account.certificate,
        secret_place: place.to_owned(),
        limit_words: mb.map(|mb| format!("At most {mb} MB a message")).unwrap_or_default(),
        problem: account.problem,
    }
}
