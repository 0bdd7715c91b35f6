//! The short wording of the message that a contract goes out with.

use factor_domain::contract::PartyRole;
use factor_store::contract::sent::SigningRules as Kept;

use crate::contracts::page::Whole;
use crate::mail::words;

/// Every word that stands for a value, in the order it is offered.
pub(super) const FIELDS: [&str; 6] = [
    "contract.title",
    "contract.number",
    "client.legal_name",
    "client.signer",
    "firm.legal_name",
    "firm.signer",
];

const SUBJECT: &str = "To sign: {{contract.title}}, {{contract.number}}";
const TEXT: &str = "\
Dear {{client.signer}},

attached for your signature is the {{contract.title}}, {{contract.number}}, of \
{{firm.legal_name}} with {{client.legal_name}} as the client.

Please sign it on its last page and send the whole file back: printed, signed and scanned, or \
signed in a program without changing a page. If anything in it is not as agreed, call us before \
you sign.

{{firm.signer}}
{{firm.legal_name}}
";

/// What the words stand for in one message.
pub(super) struct Values<'a> {
    pub(super) whole: &'a Whole,
    pub(super) client_signer: &'a str,
    pub(super) firm_signer: &'a str,
}

impl Values<'_> {
    fn of(&self, field: &str) -> Option<String> {
        let contract = &self.whole.contract;
        Some(match field {
            "contract.title" => contract.title.clone(),
            "contract.number" => contract.number.clone(),
            "client.legal_name" => self.whole.party_name(PartyRole::Client),
            "client.signer" => match self.client_signer {
                "" => self.whole.party_name(PartyRole::Client),
                name => name.to_owned(),
            },
            "firm.legal_name" => self.whole.party_name(PartyRole::Factor),
            "firm.signer" => self.firm_signer.to_owned(),
            _ => return None,
        })
    }

    /// The text with its values.
    pub(super) fn fill(&self, text: &str) -> String {
        words::fill(text, |field| self.of(field))
    }
}

/// The firm's own words, or the built-in ones where it has none.
pub(super) fn in_use(kept: Kept) -> Kept {
    let or = |own: String, built_in: &str| if own.is_empty() { built_in.to_owned() } else { own };
    Kept {
        mail_subject: or(kept.mail_subject, SUBJECT),
        mail_text: or(kept.mail_text, TEXT),
        timestamp_url: kept.timestamp_url,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_words_use_only_what_is_known() {
        for text in [SUBJECT, TEXT] {
            assert_eq!(words::unknown(text, &FIELDS), None);
        }
    }
}
