//! How somebody signs; the firm's certificate closes the paper, so it comes last.

use factor_domain::Act;
use factor_domain::contract::{PartyRole, SigningMethod};
use factor_signatures::{Permission, Signing, SigningKey, sign};

use crate::contracts::page::Whole;
use crate::contracts::returned::{self, Found};
use crate::contracts::wire::{ContractSigning, MethodGiven};
use crate::desk::Change;
use crate::error::AppError;
use crate::now::Now;
use crate::preferences::blocking;
use crate::seals;

const COMES_LAST: &str = "A certificate closes the paper, so nothing can be written on it \
                          afterwards. Let the other party sign first.";
const FIRM_ONLY: &str = "The certificate is the firm's. The other party draws or types.";

/// How somebody signs, as it is kept.
pub(super) struct Given {
    pub(super) method: SigningMethod,
    /// What closes the paper.
    pub(super) seal: Option<Seal>,
    /// Of a copy that came back: the day on it, and what it was found to be.
    pub(super) returned: Option<Found>,
}

/// The firm's key, ready to close a paper.
pub(super) struct Seal {
    key: SigningKey,
    name: String,
    place: String,
}

/// Reads how somebody signs; for a certificate the firm's key is opened.
///
/// # Errors
/// A certificate that is the other party's, comes first, is not there or not valid; a person who
/// is not trusted with it.
pub(super) async fn method(
    change: &mut Change<'_>,
    whole: &Whole,
    input: &ContractSigning,
) -> Result<Given, AppError> {
    let plain = |method| Ok(Given { method, seal: None, returned: None });
    match &input.method {
        MethodGiven::Drawn { strokes } => plain(SigningMethod::Drawn { strokes: strokes.clone() }),
        MethodGiven::Typed { text } => plain(SigningMethod::Typed { text: text.clone() }),
        MethodGiven::Certificate {} => {
            change.require(Act::SignByCertificate)?;
            if input.party != PartyRole::Factor {
                return Err(AppError::refused(FIRM_ONLY));
            }
            if whole.signatures.is_empty() {
                return Err(AppError::refused(COMES_LAST));
            }
            let key = seals::open_key(change).await?;
            let facts = key.facts().map_err(|cause| AppError::failed(&cause))?;
            let method =
                SigningMethod::Certificate { subject: facts.subject, sha256: facts.sha256 };
            let (name, place) = (input.name.clone(), input.place.clone());
            Ok(Given { method, seal: Some(Seal { key, name, place }), returned: None })
        }
        MethodGiven::Returned { attachment_id, signed_on } => {
            let found = returned::signed(change, whole, *attachment_id, signed_on).await?;
            Ok(Given { method: found.method(), seal: None, returned: Some(found) })
        }
    }
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

impl Seal {
    /// Signs the finished paper as final; from here on its bytes never change.
    ///
    /// # Errors
    /// A paper that cannot be signed, which is a fault of ours.
    pub(super) async fn close(
        self,
        paper: Vec<u8>,
        whole: &Whole,
        now: Now,
    ) -> Result<Vec<u8>, AppError> {
        let contract = &whole.contract;
        let reason =
            format!("{} {}, version {}", contract.title, contract.number, contract.version);
        let at = now.utc().with_timezone(&now.zone()).fixed_offset();
        let signed = blocking(move || {
            let signing = Signing {
                field: "Factor",
                name: &self.name,
                reason: &reason,
                location: &self.place,
                at,
                certify: Some(Permission::Nothing),
                appearance: None,
            };
            sign(&paper, &self.key, &signing, None)
        });
        signed.await?.map_err(|cause| AppError::failed(&cause))
    }
}
