//! How somebody signs, as it is kept.

use factor_domain::Act;
use factor_domain::contract::{PartyRole, SigningMethod};
use factor_signatures::SigningKey;

use crate::contracts::certificate::{Seal, Use};
use crate::contracts::page::Whole;
use crate::contracts::returned::{self, Found};
use crate::contracts::signing_rules;
use crate::contracts::wire::{ContractSigning, MethodGiven, SigningTime};
use crate::desk::Change;
use crate::error::AppError;
use crate::seals;
use crate::seals::wire::KeyFile;

const FIRM_FIRST: &str = "The firm signs by certificate first, because its signature certifies \
                          the file and the other stands in it. Sign for the firm, or let the \
                          other party draw or type.";
const FIRM_ONLY: &str =
    "This is the firm's certificate. The other party brings its own, draws or types.";
const OTHERS_ONLY: &str = "The firm signs with its own key, which stands under Settings, Signing.";
pub(super) const ONLY_CERTIFICATES: &str = "The firm has certified the file, so nothing can be \
                                            drawn on it any more. Sign by certificate, or take in \
                                            the file with the other party's certificate when it \
                                            comes back.";
const NO_SERVER: &str = "No timestamp server is set. Choose this computer's clock, or enter a \
                         server under Settings, Signing.";

/// How somebody signs, as it is kept.
pub(super) struct Given {
    pub(super) method: SigningMethod,
    /// What closes or certifies the file.
    pub(super) seal: Option<Seal>,
    /// Of a copy that came back: the day on it, and what it was found to be.
    pub(super) returned: Option<Found>,
}

/// Reads how somebody signs; for a certificate the key is opened.
///
/// # Errors
/// A certificate that is the other party's, out of turn, not there or not valid; a person who is
/// not trusted with it; a drawing on a file that is certified.
pub(super) async fn method(
    change: &mut Change<'_>,
    whole: &Whole,
    input: &ContractSigning,
) -> Result<Given, AppError> {
    let drawn = |method| match &whole.certified {
        None => Ok(Given { method, seal: None, returned: None }),
        Some(_) => Err(AppError::refused(ONLY_CERTIFICATES)),
    };
    match &input.method {
        MethodGiven::Drawn { strokes } => drawn(SigningMethod::Drawn { strokes: strokes.clone() }),
        MethodGiven::Typed { text } => drawn(SigningMethod::Typed { text: text.clone() }),
        MethodGiven::Certificate { time, strokes } => {
            change.require(Act::SignByCertificate)?;
            if input.party != PartyRole::Factor {
                return Err(AppError::refused(FIRM_ONLY));
            }
            let key = seals::open_key(change).await?;
            let how = if whole.signatures.is_empty() { Use::Certify } else { Use::Close };
            sealed(change, input, key, (how, *time, strokes)).await
        }
        MethodGiven::Brought { file_name, data, password, time, strokes } => {
            if input.party == PartyRole::Factor {
                return Err(AppError::refused(OTHERS_ONLY));
            }
            if whole.certified.is_none() {
                return Err(AppError::refused(FIRM_FIRST));
            }
            let (file_name, data) = (file_name.clone(), data.clone());
            let file = KeyFile { file_name, data, password: password.clone() };
            let key = seals::read_key(file, change.now).await?;
            sealed(change, input, key, (Use::Follow, *time, strokes)).await
        }
        MethodGiven::Returned { attachment_id, signed_on, evidence_id } => {
            let files = (*attachment_id, *evidence_id);
            let found = returned::signed(change, whole, files, signed_on).await?;
            Ok(Given { method: found.method(), seal: None, returned: Some(found) })
        }
    }
}

async fn sealed(
    change: &mut Change<'_>,
    input: &ContractSigning,
    key: SigningKey,
    (how, time, strokes): (Use, SigningTime, &[Vec<(u16, u16)>]),
) -> Result<Given, AppError> {
    let server = match time {
        SigningTime::Clock => None,
        SigningTime::Server => {
            let url = signing_rules::load(&mut change.tx).await?.timestamp_url;
            if url.is_empty() {
                return Err(AppError::field("time", NO_SERVER));
            }
            Some(url)
        }
    };
    let facts = key.facts().map_err(|cause| AppError::failed(&cause))?;
    let method = SigningMethod::Certificate { subject: facts.subject, sha256: facts.sha256 };
    let seal = Seal::new(key, how, input, strokes, server)?;
    Ok(Given { method, seal: Some(seal), returned: None })
}

/// "By certificate of Harbor Factors, SHA-256 beginning 0a1b2c3d"
pub(super) fn how(method: &SigningMethod) -> String {
    match method {
        SigningMethod::Drawn { .. } | SigningMethod::Typed { .. } => method.label().to_owned(),
        SigningMethod::Certificate { subject, sha256 } => {
            let begins = sha256.get(..16).unwrap_or(sha256);
            format!("{} of {subject}, SHA-256 {begins}…", method.label())
        }
        SigningMethod::Returned { file, .. } => format!("{}, {file}", method.label()),
    }
}
