//! Whether a paper can be frozen now, by its form, and why not.

use factor_domain::Terms;
use factor_domain::contract::TemplateForm;
use factor_domain::ids::{ContractId, TermsVersionId};
use factor_domain::party::{Client, ClientStatus};
use factor_store::contract::Contract;
use factor_store::terms_version::{TermsState, TermsVersion};

use crate::contracts::amended::{Amended, NO_AGREEMENT, NOTHING_CHANGED};
use crate::contracts::draft::Replaced;
use crate::contracts::guaranty::Guaranty;

pub(super) const NO_DRAFT: &str = "There is no draft of the terms. Save terms first; the contract \
                                   prints them.";
const IS_OPEN: &str = "A contract with these terms waits for signatures. Sign it, or withdraw it \
                       to change the terms.";
const GUARANTY_OPEN: &str = "A guaranty of this guarantor waits for signatures. Sign it, or \
                             withdraw it to draw up another.";
const SHEET_OPEN: &str = "A term sheet for this client waits for signatures. Sign it, or withdraw \
                          it to draw up another.";
const DISCLOSURE_OPEN: &str = "A disclosure for this client waits for its signature. Have it \
                               signed, or withdraw it to draw up another.";
const NO_GUARANTOR: &str = "A guaranty is drawn up for a guarantor. Add the guarantor on the \
                            client’s page, and draw up the guaranty there.";
const NOTHING_TO_SECURE: &str = "There is no agreement that a guaranty could secure. Draw up the \
                                 agreement first.";
const IS_SIGNED: &str = "The client has signed an agreement, and a term sheet comes before one. \
                         Change its terms by an amendment.";

/// Whether it can be frozen.
pub(super) enum Standing {
    /// With these terms.
    Ready(TermsVersionId),
    NoDraft,
    /// Another paper is out.
    Open(ContractId, &'static str),
    Refused(String),
}

/// What decides it.
pub(super) struct Facts<'a> {
    pub(super) form: TemplateForm,
    pub(super) client: &'a Client,
    /// The terms version that is worked on.
    pub(super) open_terms: Option<&'a TermsVersion>,
    pub(super) terms: &'a Terms,
    /// A paper of the same number that waits for signatures.
    pub(super) open_paper: Option<ContractId>,
    /// The agreement of the client that both have signed.
    pub(super) signed: Option<&'a Contract>,
    pub(super) amends: Option<&'a Amended>,
    pub(super) replaces: Option<&'a Replaced>,
    pub(super) guaranty: Option<&'a Guaranty>,
    /// Why no law asks for this disclosure.
    pub(super) undisclosable: Option<String>,
}

impl Facts<'_> {
    pub(super) fn standing(&self) -> Standing {
        if self.client.status == ClientStatus::Archived {
            let name = self.client.display_name();
            return Standing::Refused(format!("{name} is archived. Restore it first."));
        }
        match self.form {
            TemplateForm::Agreement => self.of_terms(),
            TemplateForm::Amendment | TemplateForm::Rider => match self.of_terms() {
                Standing::Ready(id) => self.amendable(id),
                not_ready @ (Standing::NoDraft | Standing::Open(..) | Standing::Refused(_)) => {
                    not_ready
                }
            },
            TemplateForm::TermSheet => self.offer(),
            TemplateForm::Guaranty => self.guarantee(),
            TemplateForm::Disclosure => self.disclose(),
        }
    }

    fn of_terms(&self) -> Standing {
        let Some(open) = self.open_terms else { return Standing::NoDraft };
        if let TermsState::Frozen { contract_id, .. } = open.state {
            return Standing::Open(contract_id, IS_OPEN);
        }
        // The house's terms may have changed since the draft was saved.
        match self.terms.validate().first() {
            None => Standing::Ready(open.id),
            Some(problem) => Standing::Refused(format!(
                "The terms cannot be agreed as they stand: {}. Correct them first.",
                problem.message
            )),
        }
    }

    /// An amendment needs an agreement that runs, and something to change in it.
    fn amendable(&self, id: TermsVersionId) -> Standing {
        if self.amends.is_none() {
            refused(NO_AGREEMENT)
        } else if self.replaces.is_none_or(|old| old.changes.is_empty()) {
            refused(NOTHING_CHANGED)
        } else {
            Standing::Ready(id)
        }
    }

    fn offer(&self) -> Standing {
        if self.signed.is_some() {
            return refused(IS_SIGNED);
        }
        match self.open_paper {
            Some(id) => Standing::Open(id, SHEET_OPEN),
            None => self.of_terms(),
        }
    }

    /// The terms disclosed are a draft, or stand in an agreement that waits for signatures.
    fn disclose(&self) -> Standing {
        if let Some(why) = &self.undisclosable {
            return Standing::Refused(why.clone());
        }
        match (self.open_paper, self.open_terms) {
            (Some(id), _) => Standing::Open(id, DISCLOSURE_OPEN),
            (None, None) => Standing::NoDraft,
            (None, Some(open)) => match self.terms.validate().first() {
                None => Standing::Ready(open.id),
                Some(problem) => Standing::Refused(format!(
                    "The terms cannot be disclosed as they stand: {}. Correct them first.",
                    problem.message
                )),
            },
        }
    }

    fn guarantee(&self) -> Standing {
        let guarantor = self.guaranty.and_then(|guaranty| guaranty.guarantor.as_ref());
        let Some(guarantor) = guarantor else { return refused(NO_GUARANTOR) };
        if guarantor.is_removed {
            let name = &guarantor.guarantor.name;
            return Standing::Refused(format!(
                "{name} is no guarantor of this client any more. Add the guarantor anew first."
            ));
        }
        let secured = self.guaranty.and_then(|guaranty| guaranty.secured.as_ref());
        match (self.open_paper, secured) {
            (Some(id), _) => Standing::Open(id, GUARANTY_OPEN),
            (None, Some(secured)) => Standing::Ready(secured.terms_version_id),
            (None, None) => refused(NOTHING_TO_SECURE),
        }
    }
}

fn refused(words: &str) -> Standing {
    Standing::Refused(words.to_owned())
}
