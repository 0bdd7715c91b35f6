//! Contracts: the list, the form of values, the preview, freezing and signing.

#![expect(missing_docs, reason = "a field of a form says with its name what it is")]

mod disclosure;
mod guaranty;
mod life;
mod sending;

use std::collections::BTreeMap;

use factor_domain::contract::{PartyRole, TemplateForm};
use factor_domain::day::Day;
use factor_domain::ids::{AttachmentId, ClientId, ContractId, GuarantorId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

pub use disclosure::*;
pub use guaranty::*;
pub use life::*;
pub use sending::*;

use crate::notes::wire::AttachmentShown;
use crate::seals::wire::PdfVerified;

/// Where a contract stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ContractStage {
    Frozen,
    SignedByOne,
    Signed,
    Superseded,
    Withdrawn,
}

/// Tabs above the list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ContractView {
    #[default]
    All,
    ToSign,
    Signed,
    /// Agreements in force today, also those that will end.
    InForce,
    /// Those that end within 90 days as things stand.
    Expiring,
    /// Those that renew unless notice is given soon.
    NoticeOpen,
    /// Those that have ended.
    Ended,
}

/// One page of the list, newest first.
#[derive(Clone, Debug, Default, Deserialize, TS)]
#[serde(deny_unknown_fields, default)]
pub struct ContractQuery {
    pub text: String,
    pub view: ContractView,
    pub offset: u32,
    pub limit: u32,
}

/// A row of the list.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct ContractRow {
    pub id: ContractId,
    /// "CTR-2026-014"
    pub number: String,
    pub version: u32,
    /// "version 2" or "version 3, amendment 1"
    pub version_words: String,
    pub title: String,
    pub form: TemplateForm,
    pub client_id: ClientId,
    pub client_name: String,
    pub stage: ContractStage,
    pub frozen_on: Day,
    /// The day it went out to be signed elsewhere, while it is out.
    pub out_on: Option<Day>,
    /// The later day of the two beside the signatures.
    pub signed_on: Option<Day>,
    /// The day the second signature was entered, if that was another.
    pub entered_on: Option<Day>,
    /// First day of its terms.
    pub effective_on: Day,
    pub terms_version: u32,
    /// Of an agreement that both have signed and none has replaced.
    pub life: Option<ContractLifeShown>,
}

/// The rows asked for and how many there are.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct ContractRows {
    pub rows: Vec<ContractRow>,
    pub total: u32,
    pub views: BTreeMap<String, u32>,
}

/// A value that the record does not have.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct ValueAsked {
    /// Path of the merge field, such as "contract.venue".
    pub path: String,
    pub label: String,
    /// "Client page", "Firm profile", "Asked here"
    pub where_to_fill: String,
    /// True if it is answered in this form, false if it must be filled where it belongs.
    pub is_asked_here: bool,
    /// True for a clause that a contract may have or not; the answer is "yes" or "no".
    pub is_yes_or_no: bool,
    pub value: String,
}

/// The client to draw up a contract for.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ContractFormAsked {
    pub client_id: ClientId,
    /// Of a guaranty; then only guaranties are drawn up.
    #[serde(default)]
    #[ts(optional)]
    pub guarantor_id: Option<GuarantorId>,
    /// None for the wording of the client's latest contract, else the usual one.
    #[serde(default)]
    #[ts(optional)]
    pub wording_id: Option<String>,
}

/// A wording that a contract can be drawn up from.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct WordingChoice {
    pub wording_id: String,
    pub name: String,
    pub version: u32,
    /// It changes an agreement that both have signed, and needs one.
    pub is_amendment: bool,
    /// Whose rule it answers, of a disclosure: "us_ca".
    pub jurisdiction: Option<String>,
}

/// What stands before a contract can be made.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct ContractForm {
    pub client_id: ClientId,
    pub client_name: String,
    /// Who gives it, of a guaranty.
    pub guarantor_name: Option<String>,
    pub title: String,
    pub form: TemplateForm,
    /// The one it would be drawn up from.
    pub wording_id: String,
    /// Those in use, built-ins first.
    pub wordings: Vec<WordingChoice>,
    /// "CTR-2026-014, version 1", as it would be.
    pub number_words: String,
    pub terms_version: u32,
    pub effective_on: Day,
    pub asked: Vec<ValueAsked>,
    /// Why it cannot be made now, with what to do, such as a draft that is missing.
    pub refusal: Option<String>,
    /// The contract that is already out for this draft.
    pub open_contract: Option<ContractId>,
}

/// Answers to the values asked for.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ContractAnswers {
    pub client_id: ClientId,
    /// Of a guaranty.
    #[serde(default)]
    #[ts(optional)]
    pub guarantor_id: Option<GuarantorId>,
    /// None for the wording that the form proposes.
    #[serde(default)]
    #[ts(optional)]
    pub wording_id: Option<String>,
    /// By path of the merge field.
    pub answers: BTreeMap<String, String>,
}

/// The paper as it would be frozen.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct ContractPreview {
    /// PDF in base64.
    pub data: String,
    pub pages: u32,
    pub missing: Vec<ValueAsked>,
    /// Such as a letter that no embedded font has.
    pub warnings: Vec<String>,
    pub values_filled: u32,
    pub values_total: u32,
}

/// A contract by id.
#[derive(Clone, Copy, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ContractAsked {
    pub contract_id: ContractId,
}

/// A signer, signed or waiting.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct SignerShown {
    pub party: PartyRole,
    pub party_name: String,
    /// Known signer, offered in the form.
    pub name: String,
    pub title: String,
    pub place: String,
    pub has_signed: bool,
    /// "Nov 20, 2026, 10:07:33 AM"
    pub signed_at: Option<String>,
    /// "Drawn on this computer"
    pub how: Option<String>,
    /// The copy that came back with the signature.
    pub file: Option<AttachmentShown>,
    /// The certificate of completion of the service where it was signed.
    pub evidence: Option<AttachmentShown>,
}

/// One line of the contract's life.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct ContractEvent {
    pub at: String,
    pub what: String,
    pub who: String,
    pub how: String,
}

/// The contract's page.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct ContractPage {
    pub contract: ContractRow,
    pub sha256: String,
    pub signed_sha256: Option<String>,
    pub pages: u32,
    pub signers: Vec<SignerShown>,
    /// Where it is, while it is out to be signed elsewhere.
    pub out: Option<ContractOut>,
    /// The firm has certified the file: what follows are certificates in it.
    pub is_certified: bool,
    /// The record of signing stands apart from the signed file.
    pub has_record: bool,
    /// Who signs next; none once both have or it is withdrawn.
    pub next_party: Option<PartyRole>,
    pub events: Vec<ContractEvent>,
    /// Of a signed contract that stands.
    pub life: Option<ContractLifePage>,
    /// The agreement and its amendments; empty unless both have signed and none has replaced it.
    pub chain: Vec<ContractChainRow>,
    /// Beside an agreement that counts: who guarantees, and who it says guarantees.
    pub guaranties: Vec<GuarantyShown>,
    /// What a law asks for before these terms are agreed; none where none does.
    pub disclosure_beside: Option<DisclosureBeside>,
    /// Of a disclosure: what it rests on.
    pub disclosure: Option<DisclosureShown>,
    /// The agreement that a guaranty secures.
    pub secures: Option<SecuredShown>,
    /// The last day on which a term sheet can be accepted.
    pub offer_until: Option<Day>,
    /// The consent wording each signer ticks.
    pub consent_words: String,
    /// What is ticked for a copy that came back.
    pub returned_words: String,
}

/// Which bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ContractFile {
    /// As frozen, unsigned.
    Frozen,
    /// With the signatures so far: the sealed one once both have signed.
    Signed,
    /// The record of signing, where it stands apart.
    Record,
}

/// The bytes of a contract.
#[derive(Clone, Copy, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ContractFileAsked {
    pub contract_id: ContractId,
    pub file: ContractFile,
}

/// A PDF in base64.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct PdfData {
    pub file_name: String,
    pub data: String,
    pub sha256: String,
    /// What it could not print, as sentences.
    pub warnings: Vec<String>,
}

/// Whose clock a certificate signature carries.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SigningTime {
    /// This computer's.
    #[default]
    Clock,
    /// The timestamp server's as well; problems stand at "time".
    Server,
}

/// How a signature is given; of a certificate the firm's key knows the rest.
#[derive(Clone, PartialEq, Eq, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum MethodGiven {
    /// Strokes of points on a field of 1000 by 1000, y downward.
    Drawn {
        strokes: Vec<Vec<(u16, u16)>>,
    },
    Typed {
        text: String,
    },
    /// With the firm's key. As the first signature it certifies the file and shows on it.
    Certificate {
        #[serde(default)]
        #[ts(optional, as = "Option<SigningTime>")]
        time: SigningTime,
        /// What shows beside the words; none for the name in script.
        #[serde(default)]
        #[ts(optional, as = "Option<Vec<Vec<(u16, u16)>>>")]
        strokes: Vec<Vec<(u16, u16)>>,
    },
    /// With the client's own key, after the firm has certified the file. Nothing of it is kept.
    Brought {
        file_name: String,
        /// A PKCS#12 file in base64; problems stand at "data".
        data: String,
        /// Problems stand at "password".
        password: String,
        #[serde(default)]
        #[ts(optional, as = "Option<SigningTime>")]
        time: SigningTime,
        #[serde(default)]
        #[ts(optional, as = "Option<Vec<Vec<(u16, u16)>>>")]
        strokes: Vec<Vec<(u16, u16)>>,
    },
    /// On a copy that was signed elsewhere and came back.
    Returned {
        /// Problems stand at "method".
        attachment_id: Option<AttachmentId>,
        /// The day written beside the signature; problems stand at "signed_on".
        signed_on: String,
        /// The certificate of completion of the service where it was signed.
        #[serde(default)]
        #[ts(optional)]
        evidence_id: Option<AttachmentId>,
    },
}

/// A copy of a contract that came back, among the attachments.
#[derive(Clone, Copy, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ReturnAsked {
    pub contract_id: ContractId,
    pub attachment_id: AttachmentId,
}

/// What a copy that came back is beside the frozen paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ReturnVerdict {
    /// The same paper with something laid on it.
    Same,
    /// The same paper, on which nobody has signed.
    Unsigned,
    /// Some pages are others.
    Changed,
    /// A scan, a picture or another paper: only eyes can compare it.
    Unknown,
}

/// A copy that came back, looked at.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct ReturnExamined {
    pub file: AttachmentShown,
    pub verdict: ReturnVerdict,
    /// What it is, in a sentence or two.
    pub words: String,
    /// What is to be looked at, page by page.
    pub pages: Vec<String>,
    /// Whether it holds certificate signatures, and what they say; none without.
    pub certificates: Option<PdfVerified>,
}

/// One signature. The date is the clock's, but of a copy that came back.
#[derive(Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ContractSigning {
    pub contract_id: ContractId,
    pub party: PartyRole,
    pub name: String,
    pub title: String,
    pub place: String,
    /// "Known to the firm", "Driving licence seen"
    pub identity: String,
    pub method: MethodGiven,
    pub has_consented: bool,
}

/// Takes a frozen contract back before both have signed.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ContractWithdrawal {
    pub contract_id: ContractId,
    pub reason: String,
}
