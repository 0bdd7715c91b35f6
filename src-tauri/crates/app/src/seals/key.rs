//! The firm's signing key: created here or brought along, kept wrapped, replaced by another.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use chrono::Months;
use factor_domain::{Act, Person};
use factor_signatures::{ImportRefusal, KeyError, Randomness, SigningKey, Subject};
use factor_store::signing_key::{self as kept, KeptKey, Origin};
use factor_store::{Connection, StoreError, Wrapped, firm};
use serde_json::json;
use zeroize::Zeroizing;

use crate::desk::{Change, Reading};
use crate::error::{AppError, Code, FormProblems};
use crate::now::Now;
use crate::preferences::blocking;
use crate::seals::wire::{KeyFile, KeyOrigin, NewSigningKey, SigningKeyPage, SigningKeyShown};
use crate::seals::{certificate, day_of};
use crate::slug::slug;
use crate::vault::wire::{FileSaved, Nothing};

const SUBJECT: &str = "signing_key";
const YEARS_MAX: u32 = 10;
/// Of a suggested file name.
const NAME_CHARS_MAX: usize = 40;
const NO_KEY: &str = "The firm has no signing key yet. An owner creates one under Settings, \
                      Signing key.";
const OVER: &str = "The certificate of the signing key is not valid today. An owner creates or \
                    brings in another under Settings, Signing key.";

/// The key in use and who may do what with it.
///
/// # Errors
/// Of the storage.
pub async fn signing_key(
    reading: &Reading<'_>,
    _input: Nothing,
) -> Result<SigningKeyPage, AppError> {
    let person = reading.person().await?;
    let mut read = reading.ledger.read().await?;
    page(&mut read, &person, reading.now).await
}

/// Makes a key with a certificate that it signs itself, and puts it into use.
///
/// # Errors
/// Anybody but an owner; at each field that no certificate can hold.
pub async fn create_signing_key(
    change: &mut Change<'_>,
    input: NewSigningKey,
) -> Result<SigningKeyPage, AppError> {
    change.require(Act::KeepSigningKey)?;
    check(&input)?;
    let subject = Subject { common_name: &input.common_name, organisation: &input.organisation };
    let from = change.now.utc();
    let to = from.checked_add_months(Months::new(input.years * 12));
    let to = to.ok_or_else(|| AppError::field("years", "Choose fewer years"))?;
    let key = SigningKey::create(&subject, from, to, &draw()?).map_err(|cause| match cause {
        KeyError::Subject => AppError::field("common_name", "Write the name with other letters"),
        KeyError::Kind
        | KeyError::Mismatch
        | KeyError::Certificate
        | KeyError::Validity
        | KeyError::Randomness
        | KeyError::Unusable => AppError::failed(&cause),
    })?;
    keep(change, &key, Origin::Created).await
}

/// Takes a key out of a PKCS#12 file and puts it into use.
///
/// # Errors
/// Anybody but an owner; at `data` or `password`, why the file cannot be used.
pub async fn import_signing_key(
    change: &mut Change<'_>,
    input: KeyFile,
) -> Result<SigningKeyPage, AppError> {
    change.require(Act::KeepSigningKey)?;
    let key = read_key(input, change.now).await?;
    keep(change, &key, Origin::Imported).await
}

/// The key of a PKCS#12 file. Nothing of it is kept here.
///
/// # Errors
/// At `data` or `password`, why the file cannot be used.
pub(crate) async fn read_key(input: KeyFile, now: Now) -> Result<SigningKey, AppError> {
    let password = Zeroizing::new(input.password);
    let data = Zeroizing::new(input.data);
    if data.len() > SigningKey::PKCS12_BYTES_MAX * 2 {
        return Err(refused(ImportRefusal::NotPkcs12, now));
    }
    let at = now.utc();
    let key = blocking(move || {
        let bytes = BASE64.decode(data.as_bytes()).map_err(|_| ImportRefusal::NotPkcs12)?;
        SigningKey::from_pkcs12(&Zeroizing::new(bytes), &password, at)
    });
    key.await?.map_err(|refusal| refused(refusal, now))
}

/// Saves the certificate, which is public, where the user chooses.
///
/// # Errors
/// Without a key; why it could not be written.
pub async fn save_certificate(
    reading: &Reading<'_>,
    _input: Nothing,
) -> Result<FileSaved, AppError> {
    let mut read = reading.ledger.read().await?;
    let kept = kept::current(&mut read).await?.ok_or_else(|| AppError::refused(NO_KEY))?;
    drop(read);
    let facts = factor_signatures::read_certificate(&kept.certificates).map_err(unreadable)?;
    let name = format!("{}-certificate.cer", slug(&facts.subject, NAME_CHARS_MAX));
    let bytes = factor_signatures::first_certificate(&kept.certificates).map_err(unreadable)?;
    let files = reading.desk.ports().files.clone();
    let name = blocking(move || files.save(&name, &bytes))
        .await?
        .map_err(|why| AppError::new(Code::Failed, why))?;
    Ok(FileSaved::whole(name))
}

/// The key in use, ready to sign.
///
/// # Errors
/// No key, or one whose certificate is not valid now.
pub(crate) async fn open_key(change: &mut Change<'_>) -> Result<SigningKey, AppError> {
    let kept = kept::current(&mut change.tx).await?.ok_or_else(|| AppError::refused(NO_KEY))?;
    let subkey = change.signing_subkey().await?;
    let pkcs8 = kept.wrapped.open(&subkey, kept.sha256.as_bytes())?;
    let key = SigningKey::from_parts(&pkcs8, &kept.certificates).map_err(unreadable)?;
    let facts = key.facts().map_err(unreadable)?;
    if facts.is_valid_at(change.now.utc()) { Ok(key) } else { Err(AppError::refused(OVER)) }
}

fn check(input: &NewSigningKey) -> Result<(), AppError> {
    let mut problems = FormProblems::default();
    let is_long = |text: &str| text.trim().chars().count() > Subject::CHARS_MAX;
    let long = || format!("At most {} characters", Subject::CHARS_MAX);
    if input.common_name.trim().is_empty() {
        problems.add("common_name", "Enter the name that the certificate carries");
    } else if is_long(&input.common_name) {
        problems.add("common_name", long());
    }
    if is_long(&input.organisation) {
        problems.add("organisation", long());
    }
    if !(1..=YEARS_MAX).contains(&input.years) {
        problems.add("years", format!("Choose 1 to {YEARS_MAX} years"));
    }
    problems.finish()
}

fn draw() -> Result<Randomness, AppError> {
    let mut random = Randomness { key: Zeroizing::new([0; 32]), serial: [0; 16] };
    getrandom::fill(random.key.as_mut_slice()).map_err(|cause| AppError::failed(&cause))?;
    getrandom::fill(&mut random.serial).map_err(|cause| AppError::failed(&cause))?;
    Ok(random)
}

async fn keep(
    change: &mut Change<'_>,
    key: &SigningKey,
    origin: Origin,
) -> Result<SigningKeyPage, AppError> {
    let facts = key.facts().map_err(unreadable)?;
    let subkey = change.signing_subkey().await?;
    let new = KeptKey {
        origin,
        certificates: key.chain_der().map_err(unreadable)?,
        wrapped: Wrapped::new(&subkey, facts.sha256.as_bytes(), key.pkcs8())?,
        sha256: facts.sha256,
        since: change.now.stamp(),
    };
    kept::replace(&mut change.tx, &new).await?;
    let what = match origin {
        Origin::Created => "signing_key.created",
        Origin::Imported => "signing_key.imported",
    };
    change.record(what, SUBJECT.to_owned(), &json!({ "certificate_sha256": new.sha256 }))?;
    let person = change.person().clone();
    page(&mut change.tx, &person, change.now).await
}

async fn page(
    connection: &mut Connection,
    person: &Person,
    now: Now,
) -> Result<SigningKeyPage, AppError> {
    let profile = firm::load(connection).await?;
    let key = kept::current(connection).await?.map(|kept| shown(kept, now)).transpose()?;
    let (common_name, organisation) = profile.map_or_else(Default::default, |profile| {
        (profile.firm.signer_name.to_string(), profile.firm.name.to_string())
    });
    Ok(SigningKeyPage {
        key,
        may_keep: person.role.may(Act::KeepSigningKey),
        may_sign: person.role.may(Act::SignByCertificate),
        common_name,
        organisation,
    })
}

fn shown(kept: KeptKey, now: Now) -> Result<SigningKeyShown, AppError> {
    let facts = factor_signatures::read_certificate(&kept.certificates).map_err(unreadable)?;
    let since = chrono::DateTime::parse_from_rfc3339(&kept.since)
        .map_err(|cause| StoreError::bad_row("signing_key", cause))?;
    Ok(SigningKeyShown {
        certificate: certificate(facts, now),
        origin: match kept.origin {
            Origin::Created => KeyOrigin::Created,
            Origin::Imported => KeyOrigin::Imported,
        },
        since: day_of(since.to_utc(), now),
    })
}

fn unreadable(cause: KeyError) -> AppError {
    StoreError::bad_row("signing_key", cause).into()
}

fn refused(refusal: ImportRefusal, now: Now) -> AppError {
    let (field, message) = match refusal {
        ImportRefusal::WrongPassword => {
            ("password", "This password does not open the file.".to_owned())
        }
        ImportRefusal::NotPkcs12 => {
            ("data", "This is not a PKCS#12 file (.p12, .pfx), or it is damaged.".to_owned())
        }
        ImportRefusal::NoKey => (
            "data",
            "The file holds no private key with its certificate. Export it again with the key."
                .to_owned(),
        ),
        ImportRefusal::Kind => (
            "data",
            "The key is of a kind that Factordesk cannot sign with: P-256 or RSA of 2048 to 4096 \
             bits is needed."
                .to_owned(),
        ),
        ImportRefusal::Mismatch => {
            ("data", "Key and certificate in the file do not belong together.".to_owned())
        }
        ImportRefusal::NotForSigning => {
            ("data", "This certificate is for other uses than signing.".to_owned())
        }
        ImportRefusal::Expired { on } => {
            ("data", format!("The certificate expired on {}.", day_of(on, now).format_short()))
        }
        ImportRefusal::NotYetValid { from } => (
            "data",
            format!("The certificate is valid only from {}.", day_of(from, now).format_short()),
        ),
    };
    AppError::field(field, message)
}
