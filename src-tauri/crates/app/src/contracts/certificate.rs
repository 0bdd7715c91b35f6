//! Certificate signatures on a contract: the firm's certifies or closes it, the client's follows.

use factor_documents::model::{Drawing, Mark, SealMark};
use factor_documents::seal_mark;
use factor_domain::contract::{PartyRole, SigningMethod};
use factor_signatures::{
    Permission, SealError, Signing, SigningKey, Timestamper, has_empty_field, sign,
};

use crate::contracts::page::Whole;
use crate::contracts::paper::field_name;
use crate::contracts::wire::ContractSigning;
use crate::error::AppError;
use crate::now::{Now, moment_words};
use crate::preferences::blocking;
use crate::seals::ask_time;

const NO_FIELDS: &str = "This paper was frozen before papers had fields for certificates. Withdraw \
                         it and freeze it again, or let the client sign first.";

/// Which place a certificate takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Use {
    /// First, on the frozen file: only certificates in its fields may follow (DocMDP 2).
    Certify,
    /// Second, in the field of the client.
    Follow,
    /// Last, on the paper with both signatures and the record: nothing may follow (DocMDP 1).
    Close,
}

/// A key, ready to sign a contract.
pub(super) struct Seal {
    key: SigningKey,
    how: Use,
    party: PartyRole,
    name: String,
    place: String,
    picture: Mark,
    /// Where a trusted time is asked for.
    server: Option<String>,
}

impl Seal {
    /// # Errors
    /// At "method", for a drawing that is none.
    pub(super) fn new(
        key: SigningKey,
        how: Use,
        input: &ContractSigning,
        strokes: &[Vec<(u16, u16)>],
        server: Option<String>,
    ) -> Result<Self, AppError> {
        let picture = if strokes.is_empty() {
            Mark::Typed(input.name.trim().to_owned())
        } else {
            drawing(strokes)?
        };
        let (name, place) = (input.name.clone(), input.place.clone());
        Ok(Self { key, how, party: input.party, name, place, picture, server })
    }

    /// Signs the paper; from here on the bytes that are there never change.
    ///
    /// # Errors
    /// At "time", for a trusted time that cannot be had; a paper without fields; a paper that
    /// cannot be signed, which is a fault of ours.
    pub(super) async fn sign(
        self,
        paper: Vec<u8>,
        whole: &Whole,
        now: Now,
    ) -> Result<Vec<u8>, AppError> {
        let contract = &whole.contract;
        let reason =
            format!("{} {}, version {}", contract.title, contract.number, contract.version);
        let at = now.utc().with_timezone(&now.zone()).fixed_offset();
        let mark = SealMark {
            picture: self.picture.clone(),
            head: "Signed by certificate".to_owned(),
            words: vec![
                self.name.trim().to_owned(),
                moment_words(&now.stamp(), now.zone()),
                reason.clone(),
            ],
            created: at,
        };
        let signed = blocking(move || {
            let field = field_name(self.party);
            if self.how != Use::Close && !has_empty_field(&paper, field)? {
                return Ok(Err(AppError::refused(NO_FIELDS)));
            }
            let picture = match self.how {
                Use::Certify | Use::Follow => Some(seal_mark(&mark)),
                Use::Close => None,
            };
            let picture = match picture.transpose() {
                Ok(picture) => picture,
                Err(cause) => return Ok(Err(AppError::from(cause))),
            };
            let signing = Signing {
                field,
                name: self.name.trim(),
                reason: &reason,
                location: self.place.trim(),
                at,
                certify: match self.how {
                    Use::Certify => Some(Permission::Signatures),
                    Use::Close => Some(Permission::Nothing),
                    Use::Follow => None,
                },
                appearance: picture.as_ref().map(|picture| picture.bytes.as_slice()),
            };
            let ask = |request: &[u8]| ask_time(self.server.as_deref().unwrap_or(""), request);
            let ask: Option<Timestamper<'_>> = self.server.is_some().then_some(&ask as _);
            sign(&paper, &self.key, &signing, ask).map(Ok)
        });
        signed.await?.map_err(refused)?
    }
}

/// Within the limits of any signature that is drawn.
fn drawing(strokes: &[Vec<(u16, u16)>]) -> Result<Mark, AppError> {
    let drawn = SigningMethod::Drawn { strokes: strokes.to_vec() };
    drawn.check().map_err(|problem| AppError::field(problem.field, problem.message))?;
    Ok(Mark::Drawn(Drawing::from_thousandths(strokes)))
}

fn refused(cause: SealError) -> AppError {
    let why = if let SealError::TimestampServer(why) = cause {
        why
    } else if matches!(cause, SealError::Timestamp(_)) {
        "The timestamp server answered with something that is no timestamp.".to_owned()
    } else {
        return AppError::failed(&cause);
    };
    AppError::field(
        "time",
        format!("{why} Nothing was signed. Try again later, or sign with this computer's clock."),
    )
}
