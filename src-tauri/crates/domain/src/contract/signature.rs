//! A party's signature and the facts that prove it.

use serde::{Deserialize, Serialize};
use std::fmt;

use crate::day::Day;
use crate::ids::AttachmentId;
use crate::text::{FieldProblem, Line, Name};

/// For whom a person signs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum PartyRole {
    /// The firm that buys.
    Factor,
    /// The business that sells.
    Client,
    /// A third party who answers for the client.
    Guarantor,
}

impl PartyRole {
    /// Every role. Who signs a paper says its form.
    pub const ALL: [PartyRole; 3] = [PartyRole::Factor, PartyRole::Client, PartyRole::Guarantor];

    /// As it is stored.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            PartyRole::Factor => "factor",
            PartyRole::Client => "client",
            PartyRole::Guarantor => "guarantor",
        }
    }
}

impl fmt::Display for PartyRole {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.as_str())
    }
}

/// How the signature was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum SigningMethod {
    /// Drawn with a pen, finger or pointer.
    Drawn {
        /// Strokes of points `(x, y)` on a field of 1000 by 1000, y downward. The pad keeps its
        /// own proportions: the paper scales both axes to its signature line.
        strokes: Vec<Vec<(u16, u16)>>,
    },
    /// Typed as a name.
    Typed {
        /// What was typed.
        text: String,
    },
    /// Made with a key of the party, over the whole file.
    Certificate {
        /// Whom the certificate names.
        subject: String,
        /// SHA-256 of the certificate, 64 lower-case hexadecimal digits.
        sha256: String,
    },
    /// Made elsewhere, on paper or in another program; the file came back and is kept.
    Returned {
        /// The file among the attachments.
        attachment: AttachmentId,
        /// What it is called.
        file: String,
        /// SHA-256 of its bytes, 64 lower-case hexadecimal digits.
        sha256: String,
        /// What a service for signing says of how it was made.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "ts", ts(optional))]
        evidence: Option<SigningEvidence>,
    },
}

/// The certificate of completion of a service for signing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct SigningEvidence {
    /// The file among the attachments.
    pub attachment: AttachmentId,
    /// What it is called.
    pub file: String,
    /// SHA-256 of its bytes, 64 lower-case hexadecimal digits.
    pub sha256: String,
}

impl SigningMethod {
    /// Most strokes of a drawn signature.
    pub const STROKES_MAX: usize = 200;
    /// Most points of a drawn signature, all strokes together.
    pub const POINTS_MAX: usize = 5_000;
    /// Fewest points: one dot is a slip of the hand, not a signature.
    pub const POINTS_MIN: usize = 2;
    /// Largest coordinate on either axis.
    pub const COORDINATE_MAX: u16 = 1_000;

    /// In words, for the record of signing.
    #[must_use]
    pub const fn label(&self) -> &'static str {
        match self {
            SigningMethod::Drawn { .. } => "Drawn on this computer",
            SigningMethod::Typed { .. } => "Typed on this computer",
            SigningMethod::Certificate { .. } => "By certificate",
            SigningMethod::Returned { evidence: Some(_), .. } => "In a service for signing",
            SigningMethod::Returned { evidence: None, .. } => "On a copy that came back",
        }
    }

    /// Checks what was drawn, typed or found.
    ///
    /// # Errors
    /// At "method", for what is no signature.
    pub fn check(self) -> Result<SigningMethod, FieldProblem> {
        match self {
            SigningMethod::Drawn { strokes } => {
                check_strokes(&strokes)?;
                Ok(SigningMethod::Drawn { strokes })
            }
            SigningMethod::Typed { text } => {
                let text = Name::new("method", &text)
                    .map_err(|problem| if text.trim().is_empty() { unsigned() } else { problem })?;
                Ok(SigningMethod::Typed { text: text.as_str().to_owned() })
            }
            SigningMethod::Certificate { subject, sha256 } => {
                if !is_fingerprint(&sha256) {
                    return Err(FieldProblem::new("method", "The certificate cannot be read"));
                }
                let subject = Name::new("method", &subject)?.as_str().to_owned();
                Ok(SigningMethod::Certificate { subject, sha256 })
            }
            SigningMethod::Returned { attachment, file, sha256, evidence } => {
                let proof = evidence.as_ref().map_or(&sha256, |evidence| &evidence.sha256);
                if !is_fingerprint(&sha256) || !is_fingerprint(proof) {
                    return Err(FieldProblem::new("method", "The file cannot be read"));
                }
                let file = Name::new("method", &file)?.as_str().to_owned();
                Ok(SigningMethod::Returned { attachment, file, sha256, evidence })
            }
        }
    }

    /// What is missing if nobody ticked what this way of signing asks for.
    const fn unticked(&self) -> &'static str {
        match self {
            SigningMethod::Drawn { .. }
            | SigningMethod::Typed { .. }
            | SigningMethod::Certificate { .. } => "Tick that you agree to sign electronically",
            SigningMethod::Returned { .. } => "Tick that you compared it, page by page",
        }
    }
}

/// Whether a text is a SHA-256: 64 lower-case hexadecimal digits.
pub(super) fn is_fingerprint(text: &str) -> bool {
    let is_lower_hex = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
    text.len() == 64 && text.bytes().all(is_lower_hex)
}

fn unsigned() -> FieldProblem {
    FieldProblem::new("method", "Draw or type the signature")
}

fn check_strokes(strokes: &[Vec<(u16, u16)>]) -> Result<(), FieldProblem> {
    let points: usize = strokes.iter().map(Vec::len).sum();
    let coordinate_max = SigningMethod::COORDINATE_MAX;
    let is_outside = |&(x, y): &(u16, u16)| x > coordinate_max || y > coordinate_max;
    if points < SigningMethod::POINTS_MIN {
        Err(unsigned())
    } else if strokes.len() > SigningMethod::STROKES_MAX || points > SigningMethod::POINTS_MAX {
        Err(FieldProblem::new("method", "Draw the signature again with fewer strokes"))
    } else if strokes.iter().any(Vec::is_empty) || strokes.iter().flatten().any(is_outside) {
        Err(FieldProblem::new("method", "Draw the signature again inside the field"))
    } else {
        Ok(())
    }
}

/// What is known when a person signs; unchecked until it becomes a [`Signature`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct SigningFacts {
    /// For whom the person signs.
    pub party: PartyRole,
    /// The person's full name.
    pub name: String,
    /// The person's title at the party, such as "President".
    pub title: String,
    /// Where it was signed; may be empty.
    #[serde(default)]
    pub place: String,
    /// The day, as the firm's calendar has it.
    pub signed_on: Day,
    /// The moment, in milliseconds of UTC since 1970.
    #[cfg_attr(feature = "ts", ts(type = "number"))]
    pub signed_at_ms: i64,
    /// How it was made.
    pub method: SigningMethod,
    /// Whether the person ticked that they agree to sign electronically; of a copy that came back,
    /// whether the one who enters it ticked that it is the frozen paper.
    pub has_consented: bool,
}

/// A checked signature: named, titled, made with consent and within the limits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(type = "SigningFacts"))]
#[serde(try_from = "SigningFacts", into = "SigningFacts")]
pub struct Signature(SigningFacts);

impl Signature {
    /// Checks the facts; names are trimmed.
    ///
    /// Consent is required because the electronic form binds only those who agreed to it
    /// (ESIGN, 15 USC 7001; UETA, section 5). A copy that came back needs none; somebody must have
    /// compared it instead.
    ///
    /// # Errors
    /// Every field that is wrong, in the order of the form.
    pub fn new(facts: SigningFacts) -> Result<Signature, Vec<FieldProblem>> {
        let mut problems = Vec::new();
        let name = kept(Name::new("name", &facts.name), &mut problems);
        let title = if facts.title.trim().is_empty() {
            Err(FieldProblem::new("title", "Enter the title under which they sign"))
        } else {
            Line::new("title", &facts.title)
        };
        let title = kept(title, &mut problems);
        let place = kept(Line::new("place", &facts.place), &mut problems);
        let unticked = facts.method.unticked();
        let method = kept(facts.method.check(), &mut problems);
        if !facts.has_consented {
            problems.push(FieldProblem::new("has_consented", unticked));
        }
        let (Some(name), Some(title), Some(place), Some(method), true) =
            (name, title, place, method, facts.has_consented)
        else {
            return Err(problems);
        };
        Ok(Signature(SigningFacts {
            name: name.into(),
            title: title.into(),
            place: place.into(),
            method,
            ..facts
        }))
    }

    /// The checked facts.
    #[must_use]
    pub const fn facts(&self) -> &SigningFacts {
        &self.0
    }

    /// For whom.
    #[must_use]
    pub const fn party(&self) -> PartyRole {
        self.0.party
    }

    /// On which day.
    #[must_use]
    pub const fn signed_on(&self) -> Day {
        self.0.signed_on
    }
}

impl TryFrom<SigningFacts> for Signature {
    type Error = FieldProblem;

    /// The first problem; a stored signature has none unless it was altered.
    fn try_from(facts: SigningFacts) -> Result<Signature, FieldProblem> {
        Signature::new(facts).map_err(|mut problems| problems.remove(0))
    }
}

impl From<Signature> for SigningFacts {
    fn from(signature: Signature) -> SigningFacts {
        signature.0
    }
}

fn kept<T>(result: Result<T, FieldProblem>, problems: &mut Vec<FieldProblem>) -> Option<T> {
    result.map_err(|problem| problems.push(problem)).ok()
}
