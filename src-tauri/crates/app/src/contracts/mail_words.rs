//! The short wording of the message that a contract goes out with.

use factor_domain::contract::PartyRole;
use factor_store::contract::sent::SigningRules as Kept;

use crate::contracts::page::Whole;

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

    /// The text with its values; nothing that a value holds is filled again.
    pub(super) fn fill(&self, text: &str) -> String {
        let mut filled = String::with_capacity(text.len());
        for part in parts(text) {
            match part {
                Part::Words(words) => filled.push_str(words),
                Part::Field(field) => match self.of(field.trim()) {
                    Some(value) => filled.push_str(&value),
                    None => filled.push_str(&format!("{{{{{field}}}}}")),
                },
            }
        }
        filled
    }
}

enum Part<'a> {
    Words(&'a str),
    Field(&'a str),
}

fn parts(text: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("{{") {
        let Some((field, after)) = after.split_once("}}") else { break };
        parts.push(Part::Words(before));
        parts.push(Part::Field(field));
        rest = after;
    }
    parts.push(Part::Words(rest));
    parts
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

/// The first word in braces that stands for nothing.
pub(super) fn unknown(text: &str) -> Option<&str> {
    parts(text).into_iter().find_map(|part| match part {
        Part::Field(field) if !FIELDS.contains(&field.trim()) => Some(field.trim()),
        Part::Field(_) | Part::Words(_) => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_words_are_known_and_others_are_named() {
        assert_eq!((unknown(SUBJECT), unknown(TEXT)), (None, None));
        for (text, expected) in [
            ("Hello {{client.signer}}", None),
            ("Hello {{ client.signer }}", None),
            ("Hello {{client.singer}}", Some("client.singer")),
            ("{{}}", Some("")),
            ("open {{contract.number", None),
        ] {
            assert_eq!(unknown(text), expected, "{text}");
        }
    }
}
