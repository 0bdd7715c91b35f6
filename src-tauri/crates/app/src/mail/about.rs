//! What a message is about: whom it may go to, what it would say, what hangs on it.

use factor_domain::{ClientId, ContractId, DebtorId, Email, LetterId, NoteId, Person, StatementId};
use factor_store::mail::{self as kept, Template};
use factor_store::statement::Party;
use factor_store::{
    Connection, Papers, Sha256, StoreError, attachment, client, contact, debtor, firm, letter,
    note, statement,
};

use crate::contracts;
use crate::error::AppError;
use crate::letters::{self, MadePaper};
use crate::mail::papers::{self, OfRecord};
use crate::mail::wire::{MailAbout, MailFile, MailPerson, MailTemplateKind};
use crate::mail::{templates, words};
use crate::now::Now;
use crate::statements::period_words;

/// Whom a message greets that is to nobody yet.
const NOBODY_YET: &str = "Sir or Madam";

/// Everything that is known before somebody types.
pub(super) struct Proposal {
    pub(super) about: kept::About,
    /// On whose pages the message stands.
    pub(super) client: Option<ClientId>,
    pub(super) debtor: Option<DebtorId>,
    pub(super) people: Vec<MailPerson>,
    pub(super) to_name: String,
    pub(super) to: String,
    pub(super) subject: String,
    pub(super) text: String,
    pub(super) paper: Paper,
    /// Of a note.
    pub(super) files: Vec<MailFile>,
    /// The firm's own address.
    pub(super) firm_address: Option<String>,
}

/// The document that hangs on it.
pub(super) enum Paper {
    None,
    /// In the papers, under a name.
    Kept(String, Sha256),
    /// A contract's, which is set with the signatures it has.
    Contract(String, ContractId),
    /// Set for this message.
    Made(MadePaper),
}

impl Proposal {
    /// # Errors
    /// What it is about is not there, or may not go out; of the storage.
    pub(super) async fn load(
        connection: &mut Connection,
        kept: &Papers,
        about: MailAbout,
        (person, now): (&Person, Now),
    ) -> Result<Proposal, AppError> {
        let profile = firm::load(connection).await?.ok_or_else(|| AppError::not_found("firm"))?;
        let firm_name = profile.firm.name.to_string();
        let firm_address = profile.firm.email.map(|email| email.to_string());
        let from = From { person: person.name.to_string(), firm_name, firm_address };
        let of = match about {
            MailAbout::Note { note_id } => return of_note(connection, note_id, from).await,
            MailAbout::Letter { letter_id } => return of_letter(connection, letter_id, from).await,
            MailAbout::Contract { contract_id } => {
                return of_contract(connection, contract_id, now).await;
            }
            MailAbout::Statement { statement_id } => {
                return of_statement(connection, statement_id, from).await;
            }
            MailAbout::Record { subject } => papers::none(connection, subject).await?,
            MailAbout::Schedule { schedule_id, paper } => {
                papers::schedule(connection, kept, (schedule_id, paper), now).await?
            }
            MailAbout::Settlement { run_id } => {
                papers::settlement(connection, kept, run_id, now).await?
            }
            MailAbout::ChargeBack { case_id } => {
                papers::charge_back(connection, kept, case_id, now).await?
            }
            MailAbout::History { subject, filter } => {
                papers::history(connection, kept, (subject, filter), (person, now)).await?
            }
        };
        of_record(connection, of, from).await
    }
}

/// As the outbox keeps it.
pub(super) const fn stored(about: &MailAbout) -> kept::About {
    match *about {
        MailAbout::Note { note_id } => kept::About::Note(note_id),
        MailAbout::Letter { letter_id } => kept::About::Letter(letter_id),
        MailAbout::Contract { contract_id } => kept::About::Contract(contract_id),
        MailAbout::Statement { statement_id } => kept::About::Statement(statement_id),
        MailAbout::Schedule { .. }
        | MailAbout::Settlement { .. }
        | MailAbout::ChargeBack { .. }
        | MailAbout::History { .. }
        | MailAbout::Record { .. } => kept::About::Record,
    }
}

/// Who writes.
struct From {
    person: String,
    firm_name: String,
    firm_address: Option<String>,
}

impl From {
    /// The words with what the message knows, and with who writes.
    fn fill(&self, words: &Template, known: &[(&str, &str)]) -> (String, String) {
        let of = |field: &str| match field {
            "person.name" => Some(self.person.clone()),
            "firm.legal_name" => Some(self.firm_name.clone()),
            _ => known.iter().find(|(name, _)| *name == field).map(|(_, value)| (*value).into()),
        };
        (words::fill(&words.subject, of), words::fill(&words.text, of))
    }
}

async fn of_note(
    connection: &mut Connection,
    id: NoteId,
    from: From,
) -> Result<Proposal, AppError> {
    let note = found(note::load(connection, id).await, "note")?;
    let people = People::load(connection, note.client_id, note.debtor_id).await?;
    let (name, to) = people.person(note.contact_name.as_str());
    let template = templates::in_use(connection, MailTemplateKind::Note).await?;
    let day = note.happened.day.format_long();
    let (subject, text) = from.fill(
        &template,
        &[
            ("to.name", &name),
            ("note.day", &day),
            ("note.channel", letters::channel_words(note.channel)),
            ("note.text", note.text.as_str().trim()),
        ],
    );
    let files = attachment::of_notes(connection, &[id]).await?.into_iter().map(|file| MailFile {
        name: file.name,
        size_bytes: Some(u64::from(file.size_bytes)),
        attachment_id: Some(file.id),
    });
    Ok(Proposal {
        about: kept::About::Note(id),
        client: note.client_id,
        debtor: note.debtor_id,
        people: people.all(),
        to_name: name,
        to,
        subject,
        text,
        paper: Paper::None,
        files: files.collect(),
        firm_address: from.firm_address,
    })
}

async fn of_letter(
    connection: &mut Connection,
    id: LetterId,
    from: From,
) -> Result<Proposal, AppError> {
    let letter = found(letter::load(connection, id).await, "letter")?;
    // A letter to a debtor goes to nobody at the client.
    let client = letter.client.filter(|_| letter.debtor.is_none());
    let people = People::load(connection, client, letter.debtor).await?;
    let (name, to) = people.business(&letter.name);
    let template = templates::in_use(connection, MailTemplateKind::Letter).await?;
    let (number, day) = (letter.number.to_string(), letter.dated_on.format_long());
    let title = letter.kind.label();
    let (subject, text) = from.fill(
        &template,
        &[
            ("to.name", &name),
            ("letter.title", title),
            ("letter.number", &number),
            ("letter.day", &day),
        ],
    );
    Ok(Proposal {
        about: kept::About::Letter(id),
        client: letter.client,
        debtor: letter.debtor,
        people: people.all(),
        to_name: name,
        to,
        subject,
        text,
        paper: Paper::Kept(letters::file_name(&letter), letter.sha256),
        files: Vec::new(),
        firm_address: from.firm_address,
    })
}

async fn of_contract(
    connection: &mut Connection,
    id: ContractId,
    now: Now,
) -> Result<Proposal, AppError> {
    let mailing = contracts::mailing(connection, id, now).await?;
    let people = People::load(connection, Some(mailing.client), None).await?;
    let (to_name, to) = mailing.to;
    Ok(Proposal {
        about: kept::About::Contract(id),
        client: Some(mailing.client),
        debtor: None,
        people: people.all(),
        to_name,
        to,
        subject: mailing.subject,
        text: mailing.text,
        paper: Paper::Contract(mailing.file_name, id),
        files: Vec::new(),
        firm_address: mailing.from,
    })
}

async fn of_statement(
    connection: &mut Connection,
    id: StatementId,
    from: From,
) -> Result<Proposal, AppError> {
    let statement = found(statement::load(connection, id).await, "statement")?;
    let (client, debtor) = match statement.party {
        Party::Client(id) => (Some(id), None),
        Party::Debtor(id) => (None, Some(id)),
    };
    let people = People::load(connection, client, debtor).await?;
    let (name, to) = people.business(&statement.name);
    let template = templates::in_use(connection, MailTemplateKind::Statement).await?;
    let (number, period) = (statement.number.to_string(), period_words(statement.period));
    let (subject, text) = from.fill(
        &template,
        &[("to.name", &name), ("statement.number", &number), ("statement.period", &period)],
    );
    Ok(Proposal {
        about: kept::About::Statement(id),
        client,
        debtor,
        people: people.all(),
        to_name: name,
        to,
        subject,
        text,
        paper: Paper::Kept(format!("{number}.pdf"), statement.sha256),
        files: Vec::new(),
        firm_address: from.firm_address,
    })
}

async fn of_record(
    connection: &mut Connection,
    of: OfRecord,
    from: From,
) -> Result<Proposal, AppError> {
    let people = People::load(connection, of.client, of.debtor).await?;
    let (to_name, to) = of.to.map(|name| people.business(&name)).unwrap_or_default();
    let greeted = if to_name.is_empty() { NOBODY_YET } else { &to_name };
    let kind = match of.paper {
        Paper::None => MailTemplateKind::Record,
        Paper::Kept(..) | Paper::Contract(..) | Paper::Made(_) => MailTemplateKind::Paper,
    };
    let template = templates::in_use(connection, kind).await?;
    let known = [("to.name", greeted), ("paper.title", of.title.as_str())];
    let (subject, text) = from.fill(&template, &known);
    Ok(Proposal {
        about: kept::About::Record,
        client: of.client,
        debtor: of.debtor,
        people: people.all(),
        to_name,
        to,
        subject,
        text,
        paper: of.paper,
        files: Vec::new(),
        firm_address: from.firm_address,
    })
}

pub(super) fn found<T>(read: Result<T, StoreError>, what: &str) -> Result<T, AppError> {
    match read {
        Err(StoreError::NotFound) => Err(AppError::not_found(what)),
        other => Ok(other?),
    }
}

/// Everybody with an address.
pub(super) struct People {
    persons: Vec<MailPerson>,
    businesses: Vec<MailPerson>,
}

impl People {
    pub(super) async fn load(
        connection: &mut Connection,
        client: Option<ClientId>,
        debtor: Option<DebtorId>,
    ) -> Result<People, AppError> {
        let person = |name: String, role: String, email: Option<Email>| {
            email.map(|email| MailPerson { name, role, address: email.to_string() })
        };
        let (mut persons, mut businesses) = (Vec::new(), Vec::new());
        if let Some(id) = client {
            for one in contact::of_client(connection, id).await? {
                let one = one.contact;
                persons.extend(person(one.name.to_string(), one.role.to_string(), one.email));
            }
            if let Some(record) = client::load(connection, id).await? {
                let name = record.client.display_name().to_owned();
                businesses.extend(person(name, String::new(), record.client.email));
            }
        }
        if let Some(id) = debtor {
            for one in debtor::contact::of_debtor(connection, id).await? {
                let one = one.contact;
                persons.extend(person(one.name.to_string(), one.role.to_string(), one.email));
            }
            let debtor = debtor::load(connection, id).await?.debtor;
            businesses.extend(person(debtor.name.to_string(), String::new(), debtor.email));
        }
        Ok(People { persons, businesses })
    }

    /// A person and where that is reached: at home in the business if nowhere else, and never at
    /// another person's address.
    fn person(&self, name: &str) -> (String, String) {
        let own = self.persons.iter().find(|one| one.name.eq_ignore_ascii_case(name));
        let address = own.or(self.businesses.first()).map(|one| one.address.clone());
        (name.to_owned(), address.unwrap_or_default())
    }

    /// A business and where it is reached, else the first person there.
    pub(super) fn business(&self, name: &str) -> (String, String) {
        match (self.businesses.first(), self.persons.first()) {
            (Some(business), _) => (name.to_owned(), business.address.clone()),
            (None, Some(person)) => (person.name.clone(), person.address.clone()),
            (None, None) => (name.to_owned(), String::new()),
        }
    }

    fn all(self) -> Vec<MailPerson> {
        self.persons.into_iter().chain(self.businesses).collect()
    }
}
