//! The page of one contract: where it stands, who signs next, what became of it.

use factor_domain::contract::{ContractState, PartyRole, Run, SigningMethod, TemplateForm};
use factor_domain::ids::{ClientId, ContractId};
use factor_domain::party::{Address, Client};
use factor_domain::{Guarantor, GuarantorKind};
use factor_store::contract::sent::{self, FileKind, Sent, SentWay};
use factor_store::contract::{self as kept, Contract, Event, Stage, StoredSignature};
use factor_store::firm::FirmProfile;
use factor_store::{Connection, client, contact, firm};

use crate::contracts::draft::office_day;
use crate::contracts::life::{self, Agreement};
use crate::contracts::page_life::{chain, life_page};
use crate::contracts::paper_data::PaperData;
use crate::contracts::wire::{
    ContractAsked, ContractEvent, ContractOut, ContractPage, ContractRow, ContractStage,
    SecuredShown, SignerShown,
};
use crate::contracts::{disclosure, guaranty, returned, state};
use crate::desk::Reading;
use crate::error::AppError;
use crate::notes::wire::AttachmentShown;
use crate::now::{Now, moment_words};

/// A contract with its signers and its events.
///
/// # Errors
/// If it is not there.
pub async fn contract(
    reading: &Reading<'_>,
    input: ContractAsked,
) -> Result<ContractPage, AppError> {
    let mut read = reading.ledger.read().await?;
    load(&mut read, input.contract_id, reading.now).await
}

/// Everything that is known of one contract.
pub(crate) struct Whole {
    pub(crate) contract: Contract,
    pub(crate) data: PaperData,
    pub(super) signatures: Vec<StoredSignature>,
    pub(super) state: ContractState,
    /// SHA-256 of the file that the firm has certified, hex.
    pub(super) certified: Option<String>,
    /// Every time it left the house, oldest first.
    pub(super) sent: Vec<Sent>,
}

impl Whole {
    pub(crate) async fn load(
        connection: &mut Connection,
        id: ContractId,
        now: Now,
    ) -> Result<Self, AppError> {
        let contract = kept::load(connection, id).await?;
        let data = PaperData::from_json(&kept::paper_data(connection, id).await?)?;
        let signatures = kept::signatures(connection, id).await?;
        let state = state::of(&contract, data.dated_on, &signatures, now)?;
        let certified = sent::file(connection, id, FileKind::Certified).await?;
        let sent = sent::of_contract(connection, id).await?;
        Ok(Self { contract, data, signatures, state, certified, sent })
    }

    /// What a signer agrees to: the wording's own words, as they were frozen with this paper.
    pub(super) fn consent(&self) -> String {
        text(&self.data.filled.signatures.consent)
    }

    /// The party's full name as it stands on the paper.
    pub(super) fn party_name(&self, role: PartyRole) -> String {
        let parties = self.contract.form.parties();
        let index = parties.iter().position(|party| *party == role).unwrap_or_default();
        let lines = self.data.filled.parties.get(index).map(|party| party.lines.as_slice());
        lines.and_then(<[_]>::first).map(|runs| text(runs)).unwrap_or_default()
    }
}

fn text(runs: &[Run]) -> String {
    runs.iter().map(|run| run.text.as_str()).collect()
}

/// The page, in whichever transaction is open.
pub(super) async fn load(
    connection: &mut Connection,
    id: ContractId,
    now: Now,
) -> Result<ContractPage, AppError> {
    let whole = Whole::load(connection, id, now).await?;
    let events = kept::events(connection, id).await?;
    let known = Known::load(connection, &whole.contract).await?;
    let mut signers = Vec::new();
    for role in whole.contract.form.signers() {
        let files = returned::files_of(connection, &whole, *role).await?;
        signers.push(signer(&whole, &known, *role, files, now));
    }
    let agreement = life::of_client(connection, whole.contract.client_id, now.day()).await?;
    let agreement = agreement.filter(|agreement| agreement.papers().any(|one| one.id == id));
    let secures = match whole.contract.secures {
        None => None,
        Some((_, contract_id)) => {
            let number = kept::load(connection, contract_id).await?.number;
            Some(SecuredShown { contract_id, number })
        }
    };
    let record = sent::file(connection, id, FileKind::Record).await?;
    Ok(ContractPage {
        contract: row(&whole.contract, agreement.as_ref(), now)?,
        sha256: whole.contract.frozen_sha256.clone(),
        signed_sha256: whole.contract.signed_sha256.clone(),
        pages: whole.contract.pages,
        signers,
        out: out(&whole),
        is_certified: whole.certified.is_some(),
        has_record: record.is_some(),
        next_party: next_party(&whole.state, whole.contract.form),
        events: events.into_iter().map(|event| event_shown(event, now)).collect(),
        consent_words: whole.consent(),
        returned_words: returned::CONSENT.to_owned(),
        life: agreement.as_ref().map(|agreement| life_page(agreement, now)),
        guaranties: guaranty::beside(connection, &whole, now).await?,
        disclosure_beside: disclosure::beside(connection, &whole, now).await?,
        disclosure: disclosure::shown(&whole),
        secures,
        offer_until: whole.contract.offer_until,
        chain: agreement.as_ref().map_or_else(Vec::new, |agreement| chain(agreement, now)),
    })
}

/// The people who usually sign, offered in the form.
pub(super) struct Known {
    profile: Option<FirmProfile>,
    client: Option<Client>,
    client_signer: (String, String),
    /// Where the client's signer is reached, else the client.
    client_email: String,
    guarantor: Option<Guarantor>,
}

impl Known {
    pub(super) async fn load(
        connection: &mut Connection,
        contract: &Contract,
    ) -> Result<Self, AppError> {
        let profile = firm::load(connection).await?;
        let client = client::load(connection, contract.client_id).await?;
        let contacts = contact::of_client(connection, contract.client_id).await?;
        let signer = contacts.into_iter().map(|record| record.contact).find(|who| who.is_signer);
        let client = client.map(|record| record.client);
        let own = signer.as_ref().and_then(|who| who.email.as_ref());
        let email = own.or(client.as_ref().and_then(|client| client.email.as_ref()));
        let guarantor = guaranty::giver(connection, contract).await?;
        Ok(Self {
            client_email: email.map(ToString::to_string).unwrap_or_default(),
            guarantor: guarantor.map(|record| record.guarantor),
            profile,
            client,
            client_signer: signer
                .map_or_else(Default::default, |who| (who.name.to_string(), who.role.to_string())),
        })
    }

    /// The firm's own address.
    pub(super) fn firm_email(&self) -> Option<String> {
        let email = self.profile.as_ref().and_then(|profile| profile.firm.email.as_ref());
        email.map(ToString::to_string)
    }

    pub(super) fn client_email(&self) -> &str {
        &self.client_email
    }

    /// Name and title.
    pub(super) fn signer(&self, role: PartyRole) -> (String, String) {
        match role {
            PartyRole::Client => self.client_signer.clone(),
            PartyRole::Guarantor => match &self.guarantor {
                // A person signs for nobody else; who signs for a company is not known.
                Some(who) if who.kind == GuarantorKind::Person => {
                    (who.name.to_string(), "Individually".to_owned())
                }
                Some(_) | None => Default::default(),
            },
            PartyRole::Factor => self.profile.as_ref().map_or_else(Default::default, |profile| {
                (profile.firm.signer_name.to_string(), profile.firm.signer_title.to_string())
            }),
        }
    }

    fn place(&self, role: PartyRole) -> String {
        let address = match role {
            PartyRole::Factor => self.profile.as_ref().map(|profile| &profile.firm.address),
            PartyRole::Client => self.client.as_ref().map(|client| &client.address),
            PartyRole::Guarantor => self.guarantor.as_ref().map(|guarantor| &guarantor.address),
        };
        address.map(town).unwrap_or_default()
    }
}

/// "Providence, RI"
fn town(address: &Address) -> String {
    let parts = [address.city.as_str(), address.region.as_str()];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

fn signer(
    whole: &Whole,
    known: &Known,
    party: PartyRole,
    (file, evidence): (Option<AttachmentShown>, Option<AttachmentShown>),
    now: Now,
) -> SignerShown {
    let party_name = whole.party_name(party);
    let given = whole.signatures.iter().find(|given| given.signature.party() == party);
    if let Some(given) = given {
        let facts = given.signature.facts();
        return SignerShown {
            party,
            party_name,
            name: facts.name.clone(),
            title: facts.title.clone(),
            place: facts.place.clone(),
            has_signed: true,
            signed_at: Some(moment_words(&given.signed_at, now.zone())),
            how: Some(SigningMethod::label(&facts.method).to_owned()),
            file,
            evidence,
        };
    }
    let (name, title) = known.signer(party);
    SignerShown {
        party,
        party_name,
        name,
        title,
        place: known.place(party),
        has_signed: false,
        signed_at: None,
        how: None,
        file: None,
        evidence: None,
    }
}

/// The other side signs first as a rule, because the factor binds itself last; either may begin.
fn next_party(state: &ContractState, form: TemplateForm) -> Option<PartyRole> {
    match state {
        ContractState::Frozen { .. } => form.signers().last().copied(),
        ContractState::SignedByOne { first, .. } => {
            form.signers().iter().find(|party| **party != first.party()).copied()
        }
        ContractState::Signed { .. }
        | ContractState::Superseded { .. }
        | ContractState::Withdrawn { .. } => None,
    }
}

fn event_shown(event: Event, now: Now) -> ContractEvent {
    ContractEvent {
        at: moment_words(&event.at, now.zone()),
        what: event.what,
        who: event.who,
        how: event.how,
    }
}

/// Where it is, while it is out.
fn out(whole: &Whole) -> Option<ContractOut> {
    let sent =
        whole.sent.last().filter(|_| next_party(&whole.state, whole.contract.form).is_some())?;
    Some(ContractOut { on: sent.sent_on, words: sent_words(sent) })
}

/// "By mail to office@larkfield.example"
pub(super) fn sent_words(sent: &Sent) -> String {
    match sent.way {
        SentWay::Mail => format!("By mail to {}", sent.recipient),
        SentWay::Service => format!("To the service {}", sent.recipient),
    }
}

/// A row of the list.
///
/// # Errors
/// A row that cannot be.
pub(super) fn row(
    contract: &Contract,
    agreement: Option<&Agreement>,
    now: Now,
) -> Result<ContractRow, AppError> {
    let agreement = agreement.filter(|agreement| agreement.base.id == contract.id);
    let entered_on = contract.signed_at.as_deref().map(|at| office_day(at, now)).transpose()?;
    let is_waiting = matches!(contract.stage, Stage::Frozen | Stage::SignedByOne);
    Ok(ContractRow {
        id: contract.id,
        number: contract.number.clone(),
        version: contract.version,
        version_words: version_words(contract.version, contract.amends),
        title: contract.title.clone(),
        form: contract.form,
        client_id: contract.client_id,
        client_name: contract.client_name.clone(),
        stage: stage(contract.stage),
        frozen_on: office_day(&contract.frozen_at, now)?,
        out_on: contract.sent_on.filter(|_| is_waiting),
        signed_on: contract.signed_on,
        entered_on: entered_on.filter(|on| Some(*on) != contract.signed_on),
        effective_on: contract.effective_on,
        terms_version: contract.terms_version,
        life: agreement.map(|agreement| agreement.shown(now.day())),
    })
}

/// The contracts of a client, the latest first.
///
/// # Errors
/// Of the storage, or a row that cannot be.
pub(crate) async fn rows_of_client(
    connection: &mut Connection,
    client_id: ClientId,
    now: Now,
) -> Result<Vec<ContractRow>, AppError> {
    let agreement = life::of_client(connection, client_id, now.day()).await?;
    let contracts = kept::of_client(connection, client_id).await?;
    contracts.iter().map(|contract| row(contract, agreement.as_ref(), now)).collect()
}

/// "version 3, amendment 1"
pub(super) fn version_words(version: u32, amends: Option<(ContractId, u32)>) -> String {
    match amends {
        None => format!("version {version}"),
        Some((_, number)) => format!("version {version}, amendment {number}"),
    }
}

const fn stage(stage: Stage) -> ContractStage {
    match stage {
        Stage::Frozen => ContractStage::Frozen,
        Stage::SignedByOne => ContractStage::SignedByOne,
        Stage::Signed => ContractStage::Signed,
        Stage::Superseded => ContractStage::Superseded,
        Stage::Withdrawn => ContractStage::Withdrawn,
    }
}
