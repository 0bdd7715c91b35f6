//! The working day of a factor, step by step as its window goes: staged first, then said yes to.

use factor_app::error::AppError;
use serde_json::{Value, json};

use crate::debtor_inputs::debtor_form;
use crate::{World, next_request};

/// A command that books what was shown, with all that it needs.
#[derive(Clone, Debug)]
pub struct Yes {
    /// Its name.
    pub command: &'static str,
    /// Its input, the fingerprint of the staging included.
    pub input: Value,
    /// What was shown before.
    pub shown: Value,
}

impl Yes {
    /// To something that has no staging.
    #[must_use]
    pub const fn plain(command: &'static str, input: Value) -> Self {
        Self { command, input, shown: Value::Null }
    }

    /// What stands in its way, as it was shown.
    #[must_use]
    pub fn hindrances(&self) -> Vec<&Value> {
        let lists = [&self.shown["problems"], &self.shown["holds"]];
        lists.into_iter().filter_map(Value::as_array).flatten().collect()
    }
}

/// Where the yes to a staging has what was asked.
#[derive(Clone, Copy)]
enum Asked {
    /// Beside the fingerprint, under this name.
    Under(&'static str),
    /// Field by field.
    Spread,
}

impl World {
    async fn staged(
        &self,
        (stage, command): (&str, &'static str),
        asked: Value,
        place: Asked,
    ) -> Result<Yes, AppError> {
        let shown = self.call(stage, asked.clone()).await?;
        let mut input = match place {
            Asked::Under(name) => json!({ name: asked }),
            Asked::Spread => asked,
        };
        input["fingerprint"] = shown["fingerprint"].clone();
        Ok(Yes { command, input, shown })
    }

    /// Says yes as a window would.
    ///
    /// # Errors
    /// As the command.
    pub async fn say(&self, yes: &Yes) -> Result<Value, AppError> {
        self.call_as(yes.command, yes.input.clone(), &next_request()).await
    }

    /// An account of the firm, which pays and is paid.
    pub async fn firm_account(&self) -> Value {
        let account = json!({
            "bank_account_id": null, "name": "Operating account", "holder": "", "bank": "",
            "routing": "", "number": ""
        });
        self.done("save_firm_account", account).await["rows"][0]["id"].clone()
    }

    /// An approved debtor with a limit of its own.
    pub async fn debtor(&self, name: &str, limit: &str) -> Value {
        let mut form = debtor_form(name);
        form["limit"] = json!(limit);
        form["limit_until"] = json!("");
        form["limit_review_on"] = json!("");
        let new = json!({ "debtor": form, "is_approved": true, "is_different_business": false });
        self.done("create_debtor", new).await["debtor_id"].clone()
    }

    /// A schedule of these lines, typed and not yet submitted.
    pub async fn typed_schedule(&self, client: &Value, lines: &[Value]) -> Value {
        let page = self.done("start_schedule", json!({ "client_id": client })).await;
        self.done("save_schedule", grid(&page, lines)).await
    }

    /// The same, submitted; gives its id.
    pub async fn offered(&self, client: &Value, lines: &[Value]) -> Value {
        let page = self.typed_schedule(client, lines).await;
        self.done("submit_schedule", json!({ "schedule_id": page["id"] })).await;
        page["id"].clone()
    }

    /// The yes to funding a schedule.
    ///
    /// # Errors
    /// What cannot even be staged.
    pub async fn to_fund(&self, schedule: &Value, method: &str) -> Result<Yes, AppError> {
        self.to_fund_over(schedule, method, &Value::Null).await
    }

    /// The yes to funding a schedule with an over-advance, if one is given.
    ///
    /// # Errors
    /// What cannot even be staged.
    pub async fn to_fund_over(
        &self,
        schedule: &Value,
        method: &str,
        over_advance: &Value,
    ) -> Result<Yes, AppError> {
        let asked = json!({
            "schedule_id": schedule, "method": method, "bank_account_id": null,
            "over_advance": over_advance
        });
        let both = ("stage_funding", "confirm_funding");
        let mut yes = self.staged(both, asked, Asked::Spread).await?;
        yes.input["reference"] = json!("");
        Ok(yes)
    }

    /// The yes to posting a receipt, or to what is done with the rest of a posted one.
    ///
    /// # Errors
    /// What cannot even be staged.
    pub async fn to_post(&self, command: &'static str, allocation: Value) -> Result<Yes, AppError> {
        self.staged(("stage_receipt", command), allocation, Asked::Under("allocation")).await
    }

    /// The yes to noting that the bank took a payment back.
    ///
    /// # Errors
    /// What cannot even be staged.
    pub async fn to_return(&self, receipt: &Value) -> Result<Yes, AppError> {
        let asked = json!({ "receipt_id": receipt, "reason": "Insufficient funds" });
        self.staged(("stage_return", "return_receipt"), asked, Asked::Spread).await
    }

    /// The yes to a step of an invoice without money.
    ///
    /// # Errors
    /// What cannot even be staged.
    pub async fn to_step(&self, step: Value) -> Result<Yes, AppError> {
        let both = ("stage_invoice_step", "book_invoice_step");
        self.staged(both, step, Asked::Under("step")).await
    }

    /// The yes to preparing a release.
    ///
    /// # Errors
    /// What cannot even be staged.
    pub async fn to_release(&self, asked: Value) -> Result<Yes, AppError> {
        let both = ("stage_release", "prepare_release");
        self.staged(both, asked, Asked::Under("asked")).await
    }

    /// The yes to a charge-back.
    ///
    /// # Errors
    /// What cannot even be staged.
    pub async fn to_charge_back(
        &self,
        invoice: &Value,
        ground: &str,
        part: &str,
    ) -> Result<Yes, AppError> {
        let asked = json!({
            "invoice_id": invoice, "ground": ground, "part": part, "reason": "As agreed",
            "replaced_by": ""
        });
        let both = ("stage_charge_back", "confirm_charge_back");
        self.staged(both, asked, Asked::Under("asked")).await
    }

    /// The yes to preparing a write-off of what the client cannot pay.
    ///
    /// # Errors
    /// What cannot even be staged.
    pub async fn to_write_off(&self, invoice: &Value) -> Result<Yes, AppError> {
        let asked = json!({
            "invoice_id": invoice, "ground": "cannot_pay", "reason": "Closed its doors",
            "evidence": []
        });
        let both = ("stage_write_off", "prepare_write_off");
        self.staged(both, asked, Asked::Under("asked")).await
    }
}

/// The grid of a schedule's page with these lines.
#[must_use]
pub fn grid(page: &Value, lines: &[Value]) -> Value {
    json!({
        "schedule_id": page["id"], "revision": page["revision"], "offered_on": "",
        "offered_by": "Nadia Ferro", "control_total": "", "note": "", "lines": lines
    })
}
