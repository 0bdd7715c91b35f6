//! A run: letters under consecutive numbers and calls to make, all of it or nothing.

use factor_domain::ids::{DunningRunId, FollowUpId, InvoiceId, LetterId};
use factor_domain::note::{Channel, Direction, NoteSubject, Outcome};
use factor_domain::text::{Line, LongText};
use factor_domain::{Act, Currency};
use factor_store::dunning::{self as stored, NewAct, RunAct, RunHead};
use factor_store::follow_up::{self, NewFollowUp, When};
use factor_store::letter::LetterNumber;
use factor_store::mail::About;
use factor_store::note::{self, NewNote};
use factor_store::{StoreError, client};
use serde_json::json;

use crate::desk::{Change, Reading};
use crate::dunning::due::{DueList, DueStep};
use crate::dunning::plan::{after_words, call_reason, letter, line, to};
use crate::dunning::wire::{
    DunningActShown, DunningChosen, DunningRunAsked, DunningRunHead, DunningRunShown,
};
use crate::error::AppError;
use crate::letters::{self, LETTERS_MAX};
use crate::mail::wire::MailAbout;
use crate::mail::{self, Mailer};
use crate::notes::{first_line, subject};
use crate::now::Now;
use crate::reminders;
use crate::terms::firm_currency;

/// Makes the letters and asks for the calls that were chosen, or does nothing at all.
///
/// # Errors
/// No line; a line that is not due any more, or that cannot be made, with its reason.
pub async fn run_dunning(
    change: &mut Change<'_>,
    input: DunningChosen,
) -> Result<DunningRunShown, AppError> {
    change.require(Act::Enter)?;
    if input.lines.is_empty() {
        return Err(AppError::refused("Tick at least one line."));
    }
    if input.lines.len() > LETTERS_MAX {
        return Err(AppError::refused(format!(
            "At most {LETTERS_MAX} lines are done in one go. Untick some."
        )));
    }
    for (at, chosen) in input.lines.iter().enumerate() {
        if input.lines.iter().take(at).any(|before| before == chosen) {
            return Err(AppError::refused("A line is chosen twice. Look at the list again."));
        }
    }
    if input.mailed.iter().any(|line| !input.lines.contains(line)) {
        return Err(AppError::refused("A letter is to be mailed that is not ticked."));
    }
    let mailer = match input.mailed.is_empty() {
        true => None,
        false => Some(Mailer::load(&mut change.tx).await?),
    };
    let currency: Currency = firm_currency(&mut change.tx).await?;
    let due = DueList::load(&mut change.tx, change.now.day(), currency).await?;
    let (at, by) = (change.now.stamp(), change.person().name.to_string());
    let run = stored::insert_run(&mut change.tx, change.now.day(), &by, &at).await?;
    for chosen in &input.lines {
        let one = due.steps.iter().find(|one| line(one) == *chosen);
        let one = one.ok_or_else(|| {
            AppError::refused("A line is not due any more. Look at the list again.")
        })?;
        let letter = take(change, run, &due, one).await?;
        let mailer = mailer.as_ref().filter(|_| input.mailed.contains(chosen));
        if let Some((mailer, letter_id)) = mailer.zip(letter) {
            mailer.put_out(change, MailAbout::Letter { letter_id }).await?;
        }
    }
    change.record(
        "dunning.run",
        format!("dunning_run/{run}"),
        &json!({ "lines": input.lines, "mailed": input.mailed }),
    )?;
    shown(&mut change.tx, run, change.now).await
}

/// Takes one step: a letter, which is given back, or a call that is to be made.
async fn take(
    change: &mut Change<'_>,
    run: DunningRunId,
    due: &DueList,
    one: &DueStep,
) -> Result<Option<LetterId>, AppError> {
    let policy = one.policy.name.to_string();
    let named: Vec<InvoiceId> = one.items.iter().map(|item| item.invoice).collect();
    let mut new = NewAct {
        debtor: one.debtor,
        policy: &policy,
        after_days: one.step.after_days,
        act: one.step.act,
        reason: "",
        letter: None,
        follow_up: None,
        invoices: &named,
    };
    let Some(batch) = letter(&mut change.tx, due, one, change.now).await? else {
        let reason = call_reason(one, change.now.day());
        new.follow_up = Some(ask_for_call(change, one, &reason).await?);
        new.reason = &reason;
        stored::record(&mut change.tx, run, &new).await?;
        return Ok(None);
    };
    let made = letters::make_one(change, &batch, to(one)).await?;
    new.letter = Some(made.id);
    new.reason = &made.reason;
    stored::record(&mut change.tx, run, &new).await?;
    if one.step.tells_representative {
        tell_representatives(change, due, one, made.number).await?;
    }
    Ok(Some(made.id))
}

/// A note on the debtor with a follow-up of today: so the call is in its timeline, on the list of
/// today and among the reminders like every other.
async fn ask_for_call(
    change: &mut Change<'_>,
    one: &DueStep,
    reason: &str,
) -> Result<FollowUpId, AppError> {
    let numbers: Vec<&str> = one.items.iter().map(|item| item.number.as_str()).collect();
    let step = after_words(one.step.after_days);
    let text = format!("{reason} Due {step} by “{}”: {}.", one.policy.name, numbers.join(", "));
    follow_up(change, NoteSubject::Debtor(one.debtor), &text, reason).await
}

/// Whoever looks after the clients that sold the invoices hears of it.
async fn tell_representatives(
    change: &mut Change<'_>,
    due: &DueList,
    one: &DueStep,
    number: LetterNumber,
) -> Result<(), AppError> {
    let debtor = due.names.get(&one.debtor).map(|record| record.debtor.name.to_string());
    let debtor = debtor.unwrap_or_default();
    let letter = one.step.act.label();
    let mut clients: Vec<_> = one.items.iter().map(|item| item.client).collect();
    clients.sort_unstable();
    clients.dedup();
    for id in clients {
        let record = client::load(change.tx.connection(), id).await?;
        let representative = record.map(|record| record.client.account_representative.to_string());
        let whom = match representative.as_deref() {
            None | Some("") => "Tell the client's representative".to_owned(),
            Some(name) => format!("Tell {name}"),
        };
        let sold: Vec<&str> = one
            .items
            .iter()
            .filter(|item| item.client == id)
            .map(|item| item.number.as_str())
            .collect();
        let text = format!("{letter} {number} made for {debtor}: {}.", sold.join(", "));
        let reason = format!("{whom}: {} {number}, {debtor}", letter.to_lowercase());
        follow_up(change, NoteSubject::Client(id), &text, &reason).await?;
    }
    Ok(())
}

async fn follow_up(
    change: &mut Change<'_>,
    about: NoteSubject,
    text: &str,
    reason: &str,
) -> Result<FollowUpId, AppError> {
    let about = subject::load(change.tx.connection(), about).await?;
    let words = |problem: factor_domain::text::FieldProblem| AppError::refused(problem.message);
    let today = change.now.day();
    let empty = Line::new("contact_name", "").map_err(words)?;
    let new = NewNote {
        about,
        contact_id: None,
        contact_name: empty.clone(),
        channel: Channel::Other,
        direction: Direction::Outgoing,
        outcome: Outcome::Other,
        text: LongText::new("text", text).map_err(words)?,
        happened: When { day: today, time: None },
        tags: Vec::new(),
        proof: None,
        corrects: None,
    };
    let (at, by) = (change.now.stamp(), change.person().name.to_string());
    let note_id = note::insert(&mut change.tx, &new, &by, &at).await?;
    let new = NewFollowUp {
        client_id: new.about.client_id,
        debtor_id: new.about.debtor_id,
        note_id,
        contact_id: None,
        contact_name: empty,
        reason: Line::new("reason", &first_line(reason)).map_err(words)?,
        due: When { day: today, time: None },
        owner: None,
    };
    let id = follow_up::insert(&mut change.tx, &new, &at).await?;
    reminders::expect(change.desk, new.to_plan(id).due());
    Ok(id)
}

pub(super) fn head_shown(head: RunHead) -> DunningRunHead {
    DunningRunHead {
        run_id: head.id,
        run_on: head.run_on,
        made_by: head.made_by,
        letters: head.letters,
        calls: head.calls,
    }
}

/// A run of before with all that it did.
///
/// # Errors
/// A run that is not there.
pub async fn dunning_run(
    reading: &Reading<'_>,
    input: DunningRunAsked,
) -> Result<DunningRunShown, AppError> {
    let mut ledger = reading.ledger.read().await?;
    shown(&mut ledger, input.run_id, reading.now).await
}

async fn shown(
    connection: &mut factor_store::Connection,
    run: DunningRunId,
    now: Now,
) -> Result<DunningRunShown, AppError> {
    let head = match stored::run(connection, run).await {
        Err(StoreError::NotFound) => return Err(AppError::not_found("run")),
        answer => answer?,
    };
    let mut acts = Vec::new();
    for act in stored::acts_of_run(connection, run).await? {
        acts.push(act_shown(connection, act, now).await?);
    }
    Ok(DunningRunShown { head: head_shown(head), acts })
}

async fn act_shown(
    connection: &mut factor_store::Connection,
    act: RunAct,
    now: Now,
) -> Result<DunningActShown, AppError> {
    let (letter_id, number) = act.letter.unzip();
    let (follow_up_id, is_made) = act.call.unzip();
    let mail_words = match letter_id {
        Some(id) => mail::way_words(connection, About::Letter(id), now).await?,
        None => String::new(),
    };
    Ok(DunningActShown {
        debtor_id: act.debtor,
        name: act.debtor_name,
        step: format!("{}, {}", act.act.label(), after_words(act.after_days)),
        policy: act.policy,
        reason: act.reason,
        letter_id,
        number: number.unwrap_or_default(),
        mail_words,
        follow_up_id,
        is_made: is_made.unwrap_or(false),
    })
}
