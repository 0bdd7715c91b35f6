//! What the log and the records around it say, as far as histories are told by it.

use factor_domain::Money;
use factor_domain::currency::Currency;
use serde::Deserialize;
use serde_json::Value;

/// What a thing is called and amounts to; what a thing does not have is missing.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Facts {
    pub(super) name: Option<String>,
    pub(super) client: Option<String>,
    pub(super) other: Option<String>,
    pub(super) number: Option<String>,
    pub(super) title: Option<String>,
    pub(super) word: Option<String>,
    pub(super) reason: Option<String>,
    pub(super) ended: Option<String>,
    pub(super) reference: Option<String>,
    pub(super) on: Option<String>,
    pub(super) at: Option<String>,
    pub(super) from: Option<String>,
    pub(super) until: Option<String>,
    pub(super) sha256: Option<String>,
    pub(super) file: Option<String>,
    pub(super) file_sha256: Option<String>,
    pub(super) currency: Option<String>,
    pub(super) amount_minor: Option<i64>,
    pub(super) face_minor: Option<i64>,
    pub(super) share_minor: Option<i64>,
    pub(super) invoice_id: Option<i64>,
    pub(super) invoices: Option<u32>,
    pub(super) version: Option<u32>,
    pub(super) year: Option<i32>,
    pub(super) serial: Option<i64>,
}

impl Facts {
    pub(super) fn read(text: Option<&str>) -> Facts {
        // What cannot be read is told without it; the row of the log says what it is.
        text.and_then(|text| serde_json::from_str(text).ok()).unwrap_or_default()
    }

    /// An amount in the thing's currency; none where either is missing.
    pub(super) fn money(&self, minor: Option<i64>) -> Option<Money> {
        let currency = Currency::from_code(self.currency.as_deref()?).ok()?;
        Money::new(minor?, currency).ok()
    }
}

/// The detail of a row of the log.
pub(super) struct Detail(Value);

impl Detail {
    pub(super) fn read(text: &str) -> Detail {
        Detail(serde_json::from_str(text).unwrap_or_default())
    }

    /// A text; empty where there is none.
    pub(super) fn text(&self, key: &str) -> &str {
        self.0.get(key).and_then(Value::as_str).unwrap_or_default()
    }

    pub(super) fn number(&self, key: &str) -> Option<i64> {
        self.0.get(key).and_then(Value::as_i64)
    }

    pub(super) fn money(&self, key: &str) -> Option<Money> {
        serde_json::from_value(self.0.get(key)?.clone()).ok()
    }

    /// Texts in a list.
    pub(super) fn texts(&self, key: &str) -> Vec<String> {
        let list = self.0.get(key).and_then(Value::as_array);
        let texts = list.into_iter().flatten().filter_map(Value::as_str);
        texts.map(str::to_owned).collect()
    }

    pub(super) fn value(&self, key: &str) -> Option<&Value> {
        self.0.get(key)
    }

    /// Each fingerprint in it, by its key.
    pub(super) fn fingerprints(&self) -> Vec<(&str, &str)> {
        let fields = self.0.as_object().into_iter().flatten();
        fields
            .filter(|(key, _)| key.ends_with("sha256"))
            .filter_map(|(key, value)| Some((key.as_str(), value.as_str()?)))
            .collect()
    }
}

/// "no_answer" as people read it.
pub(super) fn plain(word: &str) -> String {
    word.replace(['_', '.'], " ")
}

/// "USD 1,200.00"; empty without an amount.
pub(super) fn amount(money: Option<Money>) -> String {
    money.map_or_else(String::new, Money::format_with_code)
}
