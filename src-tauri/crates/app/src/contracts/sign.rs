//! A party signs. The second signature completes the contract and puts its terms in force.

use factor_documents::Paper;
use factor_domain::Day;
use factor_domain::contract::{PartyRole, Signature, SigningFacts, TemplateForm};
use factor_domain::ids::ContractId;
use factor_domain::party::ClientStatus;
use factor_domain::text::FieldProblem;
use factor_store::contract::sent::{self, FileKind};
use factor_store::contract::{self as kept, NewEvent, Series, StoredSignature};
use factor_store::{client, terms_version};
use serde_json::json;

use crate::contracts::certificate::Seal;
use crate::contracts::page::{self, Whole};
use crate::contracts::paper::{self, Lines, Printing, role_words};
use crate::contracts::preview::unprintable;
use crate::contracts::returned::{self, Found};
use crate::contracts::seal::{self, Given};
use crate::contracts::send::kept_bytes;
use crate::contracts::wire::{ContractPage, ContractSigning};
use crate::contracts::{disclosure, life, record, state, subject};
use crate::desk::Change;
use crate::error::AppError;
use crate::firm::fields::Fields;
use crate::preferences::blocking;

/// Keeps one party's signature; either party may be the first.
///
/// # Errors
/// At each field that is wrong; a party that has signed; a contract that is complete, replaced or
/// withdrawn; a paper whose bytes are no longer the frozen ones. Nothing has changed then.
pub async fn sign_contract(
    change: &mut Change<'_>,
    input: ContractSigning,
) -> Result<ContractPage, AppError> {
    let id = input.contract_id;
    let whole = Whole::load(&mut change.tx, id, change.now).await?;
    refuse_stranger(&whole, input.party)?;
    disclosure::refuse_undisclosed(&mut change.tx, &whole, input.party, change.now).await?;
    let given = seal::method(change, &whole, &input).await?;
    let new = read(change, &whole, input, &given)?;
    let next = match whole.contract.form.signers() {
        [_] => whole.state.sign_alone(new.signature.clone()),
        _ => whole.state.sign(new.signature.clone()),
    };
    let next = next.map_err(state::refused)?;
    refuse_late(&whole, &new)?;
    // A person signs the bytes that are kept, so these are looked at once more.
    kept_bytes(change.papers, &whole.contract.frozen_sha256).await?;

    kept::add_signature(&mut change.tx, id, &new).await?;
    add_events(change, &whole, &new, given.returned.as_ref()).await?;
    if whole.signatures.is_empty() && next.completed_on().is_none() {
        kept::mark_signed_by_one(&mut change.tx, id).await?;
    }
    let detail = json!({
        "party": new.signature.party(), "frozen_sha256": whole.contract.frozen_sha256,
    });
    change.record("contract.signed_by_party", subject(id), &detail)?;
    let signatures = [whole.signatures.as_slice(), &[new]].concat();
    let completed_on = next.completed_on();
    let whole = Whole { signatures, state: next, ..whole };
    match completed_on {
        Some(on) => complete(change, &whole, on, (given.seal, given.returned)).await?,
        None => first(change, &whole, given.seal).await?,
    }
    page::load(&mut change.tx, id, change.now).await
}

/// After the first signature: a certificate stands in the frozen file from now on; anything else
/// is printed, and looked at now so that the second signature cannot fail over the first.
async fn first(change: &mut Change<'_>, whole: &Whole, seal: Option<Seal>) -> Result<(), AppError> {
    let Some(seal) = seal else {
        return with_signatures(change, whole).await.map(drop);
    };
    let frozen = kept_bytes(change.papers, &whole.contract.frozen_sha256).await?;
    let certified = seal.sign(frozen, whole, change.now).await?;
    let sha256 = change.papers.put(&certified).await?.to_string();
    let file = (FileKind::Certified, sha256.as_str());
    sent::keep_file(&mut change.tx, whole.contract.id, file, &change.now.stamp()).await?;
    let detail = json!({ "certified_sha256": sha256 });
    change.record("contract.certified", subject(whole.contract.id), &detail)
}

/// A guaranty is the guarantor's to sign, every other paper the client's.
fn refuse_stranger(whole: &Whole, party: PartyRole) -> Result<(), AppError> {
    let signers = whole.contract.form.signers();
    if signers.contains(&party) {
        return Ok(());
    }
    let stranger = role_words(party);
    let who: Vec<String> =
        signers.iter().map(|role| format!("the {}", role_words(*role))).collect();
    let verb = if who.len() == 1 { "does" } else { "do" };
    let words = format!("The {stranger} does not sign this paper; {} {verb}.", who.join(" and "));
    Err(AppError::refused(words))
}

/// An offer is accepted until its last day; the firm may put its name to it afterwards.
fn refuse_late(whole: &Whole, new: &StoredSignature) -> Result<(), AppError> {
    let is_of_client = new.signature.party() == PartyRole::Client;
    match whole.contract.offer_until {
        Some(until) if is_of_client && new.signature.signed_on() > until => {
            Err(AppError::refused(format!(
                "This offer was open until {}. Withdraw it, and draw up a new term sheet.",
                until.format_short()
            )))
        }
        Some(_) | None => Ok(()),
    }
}

fn read(
    change: &Change<'_>,
    whole: &Whole,
    input: ContractSigning,
    given: &Given,
) -> Result<StoredSignature, AppError> {
    let mut fields = Fields::default();
    let identity = fields.line("identity", &input.identity);
    let signature = Signature::new(SigningFacts {
        party: input.party,
        name: input.name,
        title: input.title,
        place: input.place,
        signed_on: given.returned.as_ref().map_or(change.now.day(), |found| found.signed_on),
        signed_at_ms: change.now.utc().timestamp_millis(),
        method: given.method.clone(),
        has_consented: input.has_consented,
    });
    let signature = signature
        .map_err(|problems| {
            for FieldProblem { field, message } in problems {
                fields.add(&field, message);
            }
        })
        .ok();
    fields.finish()?;
    Ok(StoredSignature {
        signature: signature.expect("a form without problems is a signature"),
        identity: identity.to_string(),
        consent: match given.returned {
            Some(_) => returned::CONSENT.to_owned(),
            None => whole.consent(),
        },
        signed_at: change.now.stamp(),
    })
}

async fn add_events(
    change: &mut Change<'_>,
    whole: &Whole,
    new: &StoredSignature,
    returned: Option<&Found>,
) -> Result<(), AppError> {
    let facts = new.signature.facts();
    let party = role_words(facts.party);
    let what_signed = format!("Signed for the {party}");
    let agreed = match returned {
        Some(found) => ("Compared with the frozen paper", found.words.clone()),
        None => {
            let ticked = format!("Ticked; wording {}", whole.data.template_revision);
            ("Consent to sign electronically", ticked)
        }
    };
    let how = seal::how(&facts.method);
    let on = returned.map(|found| found.signed_on.format_long());
    let parts = [Some(how), Some(facts.place.to_string()), on];
    let how_signed =
        parts.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
    let lines = [
        ("Identity noted", new.identity.as_str()),
        (agreed.0, agreed.1.as_str()),
        (what_signed.as_str(), how_signed.as_str()),
    ];
    for (what, how) in lines.into_iter().filter(|(_, how)| !how.is_empty()) {
        let event = NewEvent { what, who: &facts.name, how };
        kept::add_event(&mut change.tx, whole.contract.id, &event, &new.signed_at).await?;
    }
    Ok(())
}

/// Seals the signed paper, replaces the version before it and puts the terms in force.
async fn complete(
    change: &mut Change<'_>,
    whole: &Whole,
    completed_on: Day,
    given: (Option<Seal>, Option<Found>),
) -> Result<(), AppError> {
    let contract = &whole.contract;
    let at = change.now.stamp();
    let how = match contract.form {
        TemplateForm::Agreement | TemplateForm::Amendment | TemplateForm::Rider => format!(
            "Both have signed; terms v{} apply from {}",
            contract.terms_version,
            contract.effective_on.format_short()
        ),
        TemplateForm::Guaranty => "Both have signed; the guaranty is in force".to_owned(),
        TemplateForm::TermSheet => "Both have signed; it binds only where it says so".to_owned(),
        TemplateForm::Disclosure => "The client has signed; its receipt is on record".to_owned(),
    };
    let sealed = NewEvent { what: "Sealed", who: "Factordesk", how: &how };
    kept::add_event(&mut change.tx, contract.id, &sealed, &at).await?;
    match contract.secures {
        Some((guarantor, _)) => {
            supersede_of(change, whole, Series::Guaranty(guarantor), completed_on).await?;
        }
        None if contract.form == TemplateForm::TermSheet => {
            let series = Series::TermSheet(contract.client_id);
            supersede_of(change, whole, series, completed_on).await?;
        }
        None if contract.form == TemplateForm::Disclosure => {
            let series = Series::Disclosure(contract.client_id);
            supersede_of(change, whole, series, completed_on).await?;
        }
        None => supersede_previous(change, whole, completed_on).await?,
    }
    let bytes = match &whole.certified {
        Some(certified) => followed(change, whole, certified, given).await?,
        None => {
            let paper = with_signatures(change, whole).await?;
            match given.0 {
                Some(seal) => seal.sign(paper.bytes, whole, change.now).await?,
                None => paper.bytes,
            }
        }
    };
    let signed_sha256 = change.papers.put(&bytes).await?.to_string();
    if whole.certified.is_some() {
        keep_record(change, whole, &signed_sha256).await?;
    }
    kept::mark_signed(&mut change.tx, contract.id, &signed_sha256, &at).await?;
    if contract.form.agrees_terms() {
        terms_version::sign(&mut change.tx, contract.terms_version_id, completed_on, &at).await?;
    }
    let detail = json!({ "frozen_sha256": contract.frozen_sha256, "signed_sha256": signed_sha256 });
    change.record("contract.signed", subject(contract.id), &detail)?;
    if contract.form.agrees_terms() {
        activate(change, contract.client_id, &at).await?;
    }
    Ok(())
}

/// The certified file with the client's certificate: made here, or as it came back.
async fn followed(
    change: &mut Change<'_>,
    whole: &Whole,
    certified: &str,
    given: (Option<Seal>, Option<Found>),
) -> Result<Vec<u8>, AppError> {
    match given {
        (Some(seal), _) => {
            let certified = kept_bytes(change.papers, certified).await?;
            seal.sign(certified, whole, change.now).await
        }
        (None, Some(Found { closes: Some(bytes), .. })) => Ok(bytes),
        (None, Some(_) | None) => Err(AppError::refused(seal::ONLY_CERTIFICATES)),
    }
}

/// The record of signing as a paper of its own, because the certified file takes no further page.
async fn keep_record(
    change: &mut Change<'_>,
    whole: &Whole,
    signed_sha256: &str,
) -> Result<(), AppError> {
    let id = whole.contract.id;
    let events = kept::events(&mut change.tx, id).await?;
    let zone = change.now.zone();
    let record = record::apart(whole, &events, zone, signed_sha256);
    let created = change.now.utc().with_timezone(&zone).fixed_offset();
    let paper = paper::signing_record(whole, record, created);
    let paper = blocking(move || factor_documents::signing_record(&paper)).await??;
    printable(&paper)?;
    let sha256 = change.papers.put(&paper.bytes).await?.to_string();
    let file = (FileKind::Record, sha256.as_str());
    sent::keep_file(&mut change.tx, id, file, &change.now.stamp()).await?;
    Ok(())
}

/// The paper with the signatures and the record of signing as it stands in this transaction.
///
/// # Errors
/// A character in a name that the paper cannot print: a box is no name.
async fn with_signatures(change: &mut Change<'_>, whole: &Whole) -> Result<Paper, AppError> {
    let events = kept::events(&mut change.tx, whole.contract.id).await?;
    let zone = change.now.zone();
    let printing = Printing {
        data: whole.data.clone(),
        signatures: whole.signatures.iter().map(|given| given.signature.clone()).collect(),
        record: Some(record::of(whole, &events, zone)),
        created: change.now.utc().with_timezone(&zone).fixed_offset(),
        lines: Lines::Plain,
    };
    let paper = printing.run(change.papers).await?;
    printable(&paper)?;
    Ok(paper)
}

fn printable(paper: &Paper) -> Result<(), AppError> {
    match paper.missing_glyphs.first() {
        None => Ok(()),
        Some(glyph) => Err(AppError::refused(format!(
            "{} Write it with other letters; nothing was signed.",
            unprintable(glyph)
        ))),
    }
}

/// The agreement that was signed before becomes history with its amendments. An amendment leaves
/// it in place, and needs it in force.
async fn supersede_previous(
    change: &mut Change<'_>,
    whole: &Whole,
    on: Day,
) -> Result<(), AppError> {
    let client = whole.contract.client_id;
    let Some(agreement) = life::of_client(&mut change.tx, client, on).await? else {
        return Ok(());
    };
    if let Some((amended, _)) = whole.contract.amends {
        return if agreement.base.id == amended && !agreement.life(on).is_over() {
            Ok(())
        } else {
            Err(AppError::refused(
                "The agreement that this amends has ended. Withdraw the amendment, and have a \
                 whole agreement signed.",
            ))
        };
    }
    let papers: Vec<ContractId> = agreement.papers().map(|paper| paper.id).collect();
    for id in papers {
        supersede(change, whole, id, on).await?;
    }
    Ok(())
}

/// The signed paper under the same number becomes history.
async fn supersede_of(
    change: &mut Change<'_>,
    whole: &Whole,
    series: Series,
    on: Day,
) -> Result<(), AppError> {
    match kept::signed_in(&mut change.tx, series).await? {
        Some(previous) => supersede(change, whole, previous.id, on).await,
        None => Ok(()),
    }
}

async fn supersede(
    change: &mut Change<'_>,
    whole: &Whole,
    id: ContractId,
    on: Day,
) -> Result<(), AppError> {
    let previous = Whole::load(&mut change.tx, id, change.now).await?;
    let successor = state::successor_words(&whole.contract, whole.contract.version);
    previous.state.supersede(&successor, on).map_err(state::refused)?;
    kept::mark_superseded(&mut change.tx, id).await?;
    let at = change.now.stamp();
    let event = NewEvent { what: "Replaced", who: "Factordesk", how: &format!("By {successor}") };
    kept::add_event(&mut change.tx, id, &event, &at).await?;
    let detail = json!({ "replaced_by": whole.contract.id });
    change.record("contract.superseded", subject(id), &detail)
}

/// A prospect with a signed contract is a client.
async fn activate(
    change: &mut Change<'_>,
    client_id: factor_domain::ClientId,
    at: &str,
) -> Result<(), AppError> {
    let record = client::load(&mut change.tx, client_id).await?;
    let status = record.ok_or_else(|| AppError::not_found("client"))?.client.status;
    if status != ClientStatus::Prospect {
        return Ok(());
    }
    client::set_status(&mut change.tx, client_id, ClientStatus::Active, at).await?;
    let detail = json!({ "from": status.as_str(), "to": ClientStatus::Active.as_str() });
    change.record("client.status_set", format!("client/{client_id}"), &detail)
}
