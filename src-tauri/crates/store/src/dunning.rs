//! Dunning: the firm's policies, whom each is for, what was done about an invoice, and the runs.

mod run;

pub use run::{NewAct, RunAct, RunHead, acts_of_run, insert_run, last_runs, record, run};

use factor_domain::contract::LetterKind;
use factor_domain::dunning::{Done, DunningAct, DunningStep, DunningSteps};
use factor_domain::ids::{ClientId, DebtorId, DunningPolicyId, InvoiceId};
use factor_domain::text::{Line, Name};
use sqlx::{FromRow, SqliteConnection};

use crate::columns::{RowName, json_list};
use crate::{StoreError, Tx};

/// A policy as it is typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Policy {
    /// What the firm calls it.
    pub name: Name,
    /// Its steps.
    pub steps: DunningSteps,
    /// Days that an act is given to work before the next.
    pub pause_days: u32,
    /// Where the fees of its steps are agreed; may be empty if no step has one.
    pub fee_basis: Line,
    /// It is the one for everybody of whom nothing else is said.
    pub is_house: bool,
}

/// A policy as kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptPolicy {
    /// Its number.
    pub id: DunningPolicyId,
    /// What it says.
    pub policy: Policy,
    /// Clients it was chosen for.
    pub clients: u32,
    /// Debtors it was chosen for.
    pub debtors: u32,
}

/// Of whom something else than the firm's policy is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Whose {
    /// All debtors of a client.
    Client(ClientId),
    /// A debtor, whoever sells on it.
    Debtor(DebtorId),
}

/// What is said of a client or of a debtor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Choice {
    /// Of whom.
    pub whose: Whose,
    /// The policy; none for no reminders at all.
    pub policy: Option<DunningPolicyId>,
}

#[derive(FromRow)]
struct PolicyRow {
    id: i64,
    name: String,
    steps: String,
    pause_days: u32,
    fee_basis: String,
    is_house: bool,
    clients: u32,
    debtors: u32,
}

impl TryFrom<PolicyRow> for KeptPolicy {
    type Error = StoreError;

    fn try_from(row: PolicyRow) -> Result<Self, StoreError> {
        let name = RowName { table: "dunning_policy", key: &row.id };
        let steps: Vec<DunningStep> = name.text(serde_json::from_str(&row.steps))?;
        let steps = DunningSteps::new(steps)
            .map_err(|problems| name.bad(format!("{} steps are wrong", problems.len())))?;
        Ok(Self {
            id: DunningPolicyId::new(row.id),
            policy: Policy {
                name: name.text(Name::new("name", &row.name))?,
                steps,
                pause_days: row.pause_days,
                fee_basis: name.text(Line::new("fee_basis", &row.fee_basis))?,
                is_house: row.is_house,
            },
            clients: row.clients,
            debtors: row.debtors,
        })
    }
}

/// Every policy, the firm's first.
///
/// # Errors
/// Of the storage, or a row that cannot be.
pub async fn policies(connection: &mut SqliteConnection) -> Result<Vec<KeptPolicy>, StoreError> {
    let rows: Vec<PolicyRow> = sqlx::query_as(
        "SELECT p.id, p.name, p.steps, p.pause_days, p.fee_basis, p.is_house,
                (SELECT count(*) FROM dunning_choice c
                 WHERE c.policy_id = p.id AND c.client_id IS NOT NULL) AS clients,
                (SELECT count(*) FROM dunning_choice c
                 WHERE c.policy_id = p.id AND c.debtor_id IS NOT NULL) AS debtors
         FROM dunning_policy p ORDER BY p.is_house DESC, p.name",
    )
    .fetch_all(connection)
    .await?;
    rows.into_iter().map(KeptPolicy::try_from).collect()
}

fn steps_json(policy: &Policy) -> Result<String, StoreError> {
    serde_json::to_string(policy.steps.steps())
        .map_err(|cause| StoreError::bad_row("dunning_policy", cause))
}

/// Keeps a new policy.
///
/// # Errors
/// [`StoreError::Constraint`] if another has its name, or if there is one for the house already.
pub async fn insert(
    tx: &mut Tx<'_>,
    policy: &Policy,
    at: &str,
) -> Result<DunningPolicyId, StoreError> {
    let id: i64 = sqlx::query_scalar(
        "INSERT INTO dunning_policy (name, steps, pause_days, fee_basis, is_house, saved_at)
         VALUES ($1, $2, $3, $4, $5, $6) RETURNING id",
    )
    .bind(policy.name.as_str())
    .bind(steps_json(policy)?)
    .bind(policy.pause_days)
    .bind(policy.fee_basis.as_str())
    .bind(policy.is_house)
    .bind(at)
    .fetch_one(tx.connection())
    .await?;
    Ok(DunningPolicyId::new(id))
}

/// Writes a policy anew; whose it is stays. Runs keep what they did.
///
/// # Errors
/// [`StoreError::NotFound`]; [`StoreError::Constraint`] if another has its name.
pub async fn update(
    tx: &mut Tx<'_>,
    id: DunningPolicyId,
    policy: &Policy,
    at: &str,
) -> Result<(), StoreError> {
    let done = sqlx::query(
        "UPDATE dunning_policy
         SET name = $2, steps = $3, pause_days = $4, fee_basis = $5, saved_at = $6
         WHERE id = $1",
    )
    .bind(id.get())
    .bind(policy.name.as_str())
    .bind(steps_json(policy)?)
    .bind(policy.pause_days)
    .bind(policy.fee_basis.as_str())
    .bind(at)
    .execute(tx.connection())
    .await?;
    crate::columns::one(done.rows_affected())
}

/// Removes a policy; whoever had it has the firm's again.
///
/// # Errors
/// [`StoreError::NotFound`], also for the one of the house, which stays.
pub async fn remove(tx: &mut Tx<'_>, id: DunningPolicyId) -> Result<(), StoreError> {
    sqlx::query("DELETE FROM dunning_choice WHERE policy_id = $1")
        .bind(id.get())
        .execute(tx.connection())
        .await?;
    let done = sqlx::query("DELETE FROM dunning_policy WHERE id = $1 AND is_house = 0")
        .bind(id.get())
        .execute(tx.connection())
        .await?;
    crate::columns::one(done.rows_affected())
}

#[derive(FromRow)]
struct ChoiceRow {
    id: i64,
    client_id: Option<i64>,
    debtor_id: Option<i64>,
    policy_id: Option<i64>,
}

/// What is said of clients and debtors.
///
/// # Errors
/// Of the storage, or a row that cannot be.
pub async fn choices(connection: &mut SqliteConnection) -> Result<Vec<Choice>, StoreError> {
    let rows: Vec<ChoiceRow> = sqlx::query_as(
        "SELECT id, client_id, debtor_id, policy_id FROM dunning_choice ORDER BY id",
    )
    .fetch_all(connection)
    .await?;
    let choice = |row: ChoiceRow| {
        let name = RowName { table: "dunning_choice", key: &row.id };
        let client = row.client_id.map(|id| Whose::Client(ClientId::new(id)));
        let debtor = row.debtor_id.map(|id| Whose::Debtor(DebtorId::new(id)));
        let whose = client.or(debtor).ok_or_else(|| name.bad("of nobody"))?;
        Ok(Choice { whose, policy: row.policy_id.map(DunningPolicyId::new) })
    };
    rows.into_iter().map(choice).collect()
}

/// Says something of a client or a debtor, or nothing any more.
///
/// # Errors
/// [`StoreError::Constraint`] if the policy, the client or the debtor is not there.
pub async fn choose(
    tx: &mut Tx<'_>,
    whose: Whose,
    said: Option<Option<DunningPolicyId>>,
    at: &str,
) -> Result<(), StoreError> {
    let (client, debtor) = match whose {
        Whose::Client(id) => (Some(id.get()), None),
        Whose::Debtor(id) => (None, Some(id.get())),
    };
    sqlx::query("DELETE FROM dunning_choice WHERE client_id = $1 OR debtor_id = $2")
        .bind(client)
        .bind(debtor)
        .execute(tx.connection())
        .await?;
    let Some(policy) = said else { return Ok(()) };
    sqlx::query(
        "INSERT INTO dunning_choice (client_id, debtor_id, policy_id, saved_at)
         VALUES ($1, $2, $3, $4)",
    )
    .bind(client)
    .bind(debtor)
    .bind(policy.map(DunningPolicyId::get))
    .bind(at)
    .execute(tx.connection())
    .await?;
    Ok(())
}

#[derive(FromRow)]
struct DoneRow {
    invoice_id: i64,
    act: String,
    after_days: Option<i32>,
    done_on: String,
}

/// What was done about these invoices: letters that did not come back, whoever made them, and
/// the calls that runs asked for.
///
/// # Errors
/// Of the storage, or a row that cannot be.
pub async fn done_about(
    connection: &mut SqliteConnection,
    invoices: &[InvoiceId],
) -> Result<Vec<(InvoiceId, Done)>, StoreError> {
    let rows: Vec<DoneRow> = sqlx::query_as(
        "SELECT w.value AS invoice_id, l.kind AS act, NULL AS after_days,
                coalesce(t.sent_on, l.dated_on) AS done_on
         FROM json_each($1) w
         CROSS JOIN letter_invoice n ON n.invoice_id = w.value
         CROSS JOIN letter l ON l.id = n.letter_id AND l.kind IN (
           'courtesy_reminder', 'friendly_reminder', 'firm_reminder', 'final_demand')
         CROSS JOIN letter_standing t ON t.letter_id = l.id AND t.standing <> 'returned'
         UNION ALL
         SELECT w.value, a.act, a.after_days, r.run_on
         FROM json_each($1) w
         CROSS JOIN dunning_invoice n ON n.invoice_id = w.value
         CROSS JOIN dunning_act a ON a.id = n.act_id AND a.act = 'call'
         CROSS JOIN dunning_run r ON r.id = a.run_id",
    )
    .bind(json_list(invoices.iter().map(|id| id.get())))
    .fetch_all(connection)
    .await?;
    let done = |row: DoneRow| {
        let name = RowName { table: "dunning_act", key: &row.invoice_id };
        let act = act(name, &row.act)?;
        let on = name.day(&row.done_on)?;
        Ok((InvoiceId::new(row.invoice_id), Done { act, after_days: row.after_days, on }))
    };
    rows.into_iter().map(done).collect()
}

const CALL: &str = "call";

fn word(act: DunningAct) -> &'static str {
    act.letter().map_or(CALL, LetterKind::as_str)
}

fn act(name: RowName<'_>, text: &str) -> Result<DunningAct, StoreError> {
    let letter = || LetterKind::from_word(text).and_then(DunningAct::of_letter);
    name.word(text, if text == CALL { Some(DunningAct::Call) } else { letter() })
}
