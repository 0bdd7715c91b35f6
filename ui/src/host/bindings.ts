// Generated from the command list; `cargo xtask bindings` writes it.

export type About = { version: string, sqlite_version: string, cipher_version: string, licences: Array<Licence>, };
export type Account = "receivables_purchased" | "client_charges" | "cash" | "client_reserve" | "escrow" | "client_payable" | "unapplied_cash" | "fee_income" | "interest_income" | "other_fee_income" | "late_charge_income" | "bad_debt";
export type AccountSum = { debit: Money | null, credit: Money | null, };
export type AddressInput = { line1: string, line2: string, city: string, region: string, postal_code: string, country: string, };
export type AgeingBasis = "due_date" | "invoice_date" | "purchase_date";
export type AgeingColumnShown = { 
/**
 * "Current", "31–60", "91+"
 */
label: string, amount: Money, 
/**
 * "36.00%"; none of nothing.
 */
share: string | null, 
/**
 * Width in the bar, in thousandths of it.
 */
permille: number, };
export type AgeingRowShown = { client: ClientNamed, amounts: Array<Money>, total: Money, };
export type AgeingShown = { basis: AgeingBasis, 
/**
 * "Due date"
 */
label: string, columns: Array<AgeingColumnShown>, total: Explained, clients: Array<AgeingRowShown>, };
export type AppError = { 
/**
 * To branch on.
 */
code: Code, 
/**
 * To read.
 */
message: string, 
/**
 * To place.
 */
fields: Array<FieldMessage>, };
export type AsOfAsked = { 
/**
 * ISO or as typed.
 */
day: string, basis: AsOfBasis, };
export type AsOfBasis = "as_shown" | "as_it_turned_out";
export type AsOfShown = { day: Day, basis: AsOfBasis, 
/**
 * "as shown at the end of Nov 19, 2026"
 */
words: string, };
export type AttachmentAsked = { attachment_id: AttachmentId, };
export type AttachmentData = { attachment: AttachmentShown, data: string, };
export type AttachmentId = number & { readonly __id: "AttachmentId" };
export type AttachmentShown = { id: AttachmentId, name: string, 
/**
 * Found in the bytes, not in the name.
 */
media_type: string, size_bytes: number, 
/**
 * A PDF or an image, shown in the window.
 */
can_preview: boolean, };
export type BankAccountInput = { client_id: ClientId, holder: string, bank: string, routing: string, number: string, };
export type BankAccountMasked = { holder: string, bank: string, 
/**
 * "•••• 4321"
 */
number: string, };
export type BankAccountRevealed = { holder: string, bank: string, routing: string, number: string, };
export type BeginRecovery = { recovery_key: string, new_passphrase: string, };
export type BeginVault = { 
/**
 * Names the vault's folder.
 */
firm_name: string, passphrase: string, 
/**
 * Also unlock with this computer's keychain.
 */
use_keychain: boolean, };
export type BooksChecked = { is_sound: boolean, entries: number, invoices: number, checks: Array<CheckShown>, };
export type CalendarDay = { day: Day, count: number, has_overdue: boolean, };
export type CalendarMonth = { month: string, days: Array<CalendarDay>, };
export type ChangePassphrase = { current: string, new: string, };
export type Channel = "call" | "mail" | "email" | "meeting" | "message" | "other";
export type ChargeInput = { 
/**
 * "Administration fee"
 */
title: string, form: FeeFormInput, 
/**
 * Its base, when it is taken, least, most and days; a missing one is as of the factoring fee.
 */
values: { [key in TermKey]?: string }, };
export type ChargeRow = { title: string, title_problem: string | null, 
/**
 * "Interest, 12.00 a year"
 */
words: string, form: FeeFormView, rows: Array<TermRow>, 
/**
 * As it would be typed, to begin a list of one's own with.
 */
typed: ChargeInput, };
export type ChargeShare = { title: string, fee: Explained, };
export type CheckFinding = { 
/**
 * "Entry 12", "Invoice BS-20158 of Brinmoor Staffing"
 */
about: string, entry: EntryNumber | null, client_id: ClientId | null, words: string, expected: Money | null, found: Money | null, };
export type CheckOutcome = "passed" | "broken" | "nothing" | "unfinished";
export type CheckShown = { 
/**
 * "law_1" to "law_7", "readable", "chain", "log", "balances"
 */
id: string, name: string, 
/**
 * What it holds the books to.
 */
sentence: string, outcome: CheckOutcome, 
/**
 * "1,204 entries"
 */
checked: string, 
/**
 * The first ones.
 */
findings: Array<CheckFinding>, 
/**
 * All of them, listed or not.
 */
findings_count: number, };
export type ChecklistStep = { label: string, is_done: boolean, 
/**
 * Name of the screen or command that does it.
 */
leads_to: string, };
export type ClientAsked = { client_id: ClientId, };
export type ClientId = number & { readonly __id: "ClientId" };
export type ClientIdentity = { client_id: ClientId, revision: number, client: ClientInput, };
export type ClientInput = { legal_name: string, trade_name: string, line_of_business: string, 
/**
 * "corporation"
 */
legal_form: string, state_of_formation: string, registration_no: string, tax_id: string, address: AddressInput, 
/**
 * Empty lines: the same as the address.
 */
mailing_address: AddressInput, phone: string, email: string, account_representative: string, };
export type ClientNamed = { id: ClientId, name: string, };
export type ClientPage = { id: ClientId, revision: number, 
/**
 * The trade name if there is one, else the legal name.
 */
name: string, legal_name: string, trade_name: string, line_of_business: string, 
/**
 * "a Massachusetts corporation, no. 004417290"
 */
legal_words: string, 
/**
 * "•••••7290"
 */
tax_id_masked: string, address_lines: Array<string>, mailing_lines: Array<string>, phone: string, email: string, status: ClientStatus, since: Day, account_representative: string, bank_account: BankAccountMasked | null, contacts: Array<ContactShown>, terms: TermsSummary, contract: ContractStanding, contracts: Array<ContractRow>, facility_limit: Money | null, next_contact: FollowUpShown | null, notes_count: number, files_count: number, 
/**
 * Neighbours in the name order, for Ctrl+↑↓.
 */
previous: ClientId | null, next: ClientId | null, };
export type ClientQuery = { 
/**
 * Any part of name, trade name, city, representative or line of business.
 */
text: string, view: ClientView, sort: ClientSort, is_descending: boolean, offset: number, 
/**
 * At most 200.
 */
limit: number, };
export type ClientRow = { id: ClientId, name: string, line_of_business: string, city: string, status: ClientStatus, 
/**
 * "85%, 2.25 / 30 + 0.75 / 10"; empty without terms of its own.
 */
terms: string, contract: ContractStanding, facility_limit: Money | null, next_contact: Due | null, is_overdue: boolean, representative: string, };
export type ClientRows = { rows: Array<ClientRow>, 
/**
 * Rows that match.
 */
total: number, 
/**
 * Clients in the tab without the text.
 */
of: number, 
/**
 * Counts for the tabs, by view name.
 */
views: { [key in string]: number }, };
export type ClientSaved = { client_id: ClientId, revision: number, 
/**
 * For undo.
 */
previous_status: ClientStatus | null, };
export type ClientSort = "name" | "facility_limit" | "next_contact" | "since" | "representative";
export type ClientStatus = "prospect" | "active" | "on_stop" | "archived";
export type ClientStatusSet = { client_id: ClientId, status: ClientStatus, };
export type ClientUpdate = { client_id: ClientId, revision: number, client: ClientInput, };
export type ClientView = "all" | "active" | "prospects" | "to_sign" | "on_stop" | "archived";
export type CloseWindow = { 
/**
 * Reminders go on from the tray; otherwise the program ends.
 */
stay_in_tray: boolean, 
/**
 * Answer the same way from now on.
 */
remember: boolean, };
export type Code = "invalid" | "refused" | "not_found" | "conflict" | "locked" | "wrong_secret" | "in_use" | "failed";
export type ConcentrationShown = { name: string, is_group: boolean, balance: Money, 
/**
 * "36.00%"
 */
share: string, permille: number, working: Working, };
export type ContactAsked = { contact_id: ContactId, };
export type ContactId = number & { readonly __id: "ContactId" };
export type ContactInput = { client_id: ClientId, 
/**
 * None creates.
 */
contact_id: ContactId | null, name: string, role: string, phone: string, email: string, 
/**
 * Signs for the client.
 */
is_signer: boolean, };
export type ContactSaved = { contact_id: ContactId, };
export type ContactShown = { id: ContactId, name: string, role: string, phone: string, email: string, is_signer: boolean, };
export type ContractAnswers = { client_id: ClientId, 
/**
 * By path of the merge field.
 */
answers: { [key in string]: string }, };
export type ContractAsked = { contract_id: ContractId, };
export type ContractEvent = { at: string, what: string, who: string, how: string, };
export type ContractFile = "frozen" | "signed";
export type ContractFileAsked = { contract_id: ContractId, file: ContractFile, };
export type ContractForm = { client_id: ClientId, client_name: string, title: string, 
/**
 * "CTR-2026-014, version 1", as it would be.
 */
number_words: string, terms_version: number, effective_on: Day, asked: Array<ValueAsked>, 
/**
 * Why it cannot be made now, with what to do, such as a draft that is missing.
 */
refusal: string | null, 
/**
 * The contract that is already out for this draft.
 */
open_contract: ContractId | null, };
export type ContractId = number & { readonly __id: "ContractId" };
export type ContractPage = { contract: ContractRow, sha256: string, signed_sha256: string | null, pages: number, signers: Array<SignerShown>, 
/**
 * Who signs next; none once both have or it is withdrawn.
 */
next_party: PartyRole | null, events: Array<ContractEvent>, 
/**
 * The consent wording each signer ticks.
 */
consent_words: string, };
export type ContractPreview = { 
/**
 * PDF in base64.
 */
data: string, pages: number, missing: Array<ValueAsked>, 
/**
 * Such as a letter that no embedded font has.
 */
warnings: Array<string>, values_filled: number, values_total: number, };
export type ContractQuery = { text: string, view: ContractView, offset: number, limit: number, };
export type ContractRow = { id: ContractId, 
/**
 * "CTR-2026-014"
 */
number: string, version: number, title: string, client_id: ClientId, client_name: string, stage: ContractStage, frozen_on: Day, signed_on: Day | null, 
/**
 * First day of its terms.
 */
effective_on: Day, terms_version: number, };
export type ContractRows = { rows: Array<ContractRow>, total: number, views: { [key in string]: number }, };
export type ContractSigning = { contract_id: ContractId, party: PartyRole, name: string, title: string, place: string, 
/**
 * "Known to the firm", "Driving licence seen"
 */
identity: string, method: SigningMethod, has_consented: boolean, };
export type ContractStage = "frozen" | "signed_by_one" | "signed" | "superseded" | "withdrawn";
export type ContractStanding = "none" | "to_sign" | "signed" | "amendment_to_sign";
export type ContractView = "all" | "to_sign" | "signed";
export type ContractWithdrawal = { contract_id: ContractId, reason: string, };
export type Currency = string;
export type CurvePoint = { 
/**
 * Days counted.
 */
days: number, 
/**
 * The fee.
 */
fee: Money, };
export type Day = string;
export type DayRead = { day: Day, 
/**
 * "Tue, Dec 1, 2026"
 */
words: string, };
export type DeskEvent = { "kind": "locked" } | { "kind": "changed", 
/**
 * Tags.
 */
tags: Array<string>, } | { "kind": "reminders" } & ReminderRows | { "kind": "open", 
/**
 * Where it leads.
 */
target: Target, } | { "kind": "close_asked" };
export type Direction = "outgoing" | "incoming";
export type DraftAsked = { key: string, };
export type DraftInput = { key: string, 
/**
 * At most 256 KiB.
 */
text: string, };
export type DraftText = { text: string | null, 
/**
 * "Nov 19, 10:12 AM"
 */
saved_at: string | null, };
export type Due = { day: Day, time: TimeOfDay | null, };
export type EntriesQuery = { account: Account | null, client_id: ClientId | null, 
/**
 * Number of an entry, or part of a client's, a debtor's or an invoice's name.
 */
text: string, 
/**
 * Only those that count in a figure of this day.
 */
until: AsOfAsked | null, offset: number, 
/**
 * At most 500.
 */
limit: number, };
export type EntryAsked = { number: EntryNumber, };
export type EntryNumber = number & { readonly __id: "EntryNumber" };
export type EntryPage = { number: EntryNumber, event: string, is_reversal: boolean, 
/**
 * "Receipt 12", "Invoice BS-20158"
 */
cause: string, client: ClientNamed | null, event_on: Day, value_on: Day, booked_on: Day, 
/**
 * "Nov 19, 2026, 10:00:00 AM"
 */
booked_at: string, user: string, postings: Array<PostingShown>, debit: Money, credit: Money, working: Working | null, terms_version_id: TermsVersionId | null, 
/**
 * 1, 2, 3 for each client.
 */
terms_version: number | null, reverses: EntryNumber | null, reversed_by: EntryNumber | null, 
/**
 * Hexadecimal.
 */
hash: string, previous: EntryNumber | null, next: EntryNumber | null, };
export type EntryRow = { number: EntryNumber, booked_on: Day, event_on: Day, 
/**
 * "Application"; "Reversal of Application"
 */
event: string, client: ClientNamed | null, 
/**
 * "Invoice BS-20158", "3 invoices", "Corvane Pharma"; may be empty.
 */
about: string, is_reversal: boolean, reversed_by: EntryNumber | null, 
/**
 * Of the whole entry, or of the account that was asked for.
 */
debit: Money | null, credit: Money | null, };
export type EntryRows = { rows: Array<EntryRow>, total: number, 
/**
 * Entries there are in all.
 */
of: number, account_label: string | null, client_name: string | null, as_of: AsOfShown | null, 
/**
 * Of the account that was asked for, one for each currency; none for a found text.
 */
sums: Array<AccountSum>, };
export type Example = { face: Money, rows: Array<ExampleRow>, curve: Array<CurvePoint>, curve_signed: Array<CurvePoint> | null, 
/**
 * Day the recourse begins, marked in the plot.
 */
recourse_days: number, 
/**
 * "Invoiced Nov 20, 2026, it is due Dec 20, 2026; a late charge begins Dec 26, 2026."
 */
due_words: string, 
/**
 * What rates that follow an index are taken at: "US prime rate at 7.00% of Nov 19, 2026".
 */
index_words: string, };
export type ExampleRow = { days: number, periods_after: number, fee_signed: Money | null, fee: Explained, 
/**
 * Draft less signed.
 */
change: Money | null, advance: Explained, rebate: Explained, 
/**
 * The factoring fee without the charges beside it; none where there are none.
 */
fee_alone: Explained | null, 
/**
 * Of the charges beside the factoring fee, one for each; the fee is all of them together.
 */
charges: Array<ChargeShare>, 
/**
 * "28.63%"; none when nothing is advanced.
 */
cost_a_year: string | null, cost_working: Working | null, };
export type Explained = { amount: Money, working: Working, };
export type FeeColumn = "to_days" | "rate" | "each_days" | "part";
export type FeeFormChoice = { form: FeeFormKind, label: string, };
export type FeeFormInput = { 
/**
 * None where the row of the form says it, as for the factoring fee.
 */
form: FeeFormKind | null, 
/**
 * A missing part is inherited where there is something to inherit.
 */
parts: { [key in FeePart]?: string }, tiers: Array<FeeSpanInput> | null, bands: Array<FeeSpanInput> | null, periods: Array<FeeSpanInput> | null, 
/**
 * Linked: the form up to the day.
 */
first: FeeFormInput | null, 
/**
 * Linked: the form after it.
 */
then: FeeFormInput | null, };
export type FeeFormKind = "flat" | "stepped" | "block_then_daily" | "tiered" | "banded" | "periodic" | "daily" | "weekly" | "unearned_rebate" | "interest" | "linked";
export type FeeFormView = { form: FeeFormKind, 
/**
 * The forms it may become.
 */
forms: Array<FeeFormChoice>, 
/**
 * In few words: "3.00 / 30 + 1.00 / 10"; empty until it can be read.
 */
words: string, 
/**
 * The house has this form, so that its parts are inherited where nothing is typed.
 */
has_house: boolean, parts: Array<FeePartRow>, spans: FeeSpans | null, first: FeeFormView | null, then: FeeFormView | null, 
/**
 * What was signed and has no row here, in words.
 */
signed: string | null, source: TermSource, is_changed: boolean, problem: string | null, };
export type FeeInput = { 
/**
 * Kind of the catalogue, such as "wire" or "other".
 */
kind: string, label: string, 
/**
 * "25.00", "10%" or "greater of 5,000 and 25%"
 */
amount: string, };
export type FeePart = "flat_rate" | "fixed" | "first_days" | "first_rate" | "step_days" | "step_rate" | "step_part" | "daily_rate" | "weekly_rate" | "expected_days" | "full_rate" | "daily_rebate" | "index" | "margin" | "floor" | "year_basis" | "period_days" | "until_days";
export type FeePartRow = { part: FeePart, label: string, kind: TermKind, choices: Array<TermChoice>, 
/**
 * As shown when inherited.
 */
house: string, 
/**
 * In the version in force, as shown.
 */
signed: string | null, 
/**
 * What is typed; none is inherited.
 */
own: string | null, 
/**
 * The value that counts now, as shown.
 */
value: string, source: TermSource, is_changed: boolean, problem: string | null, };
export type FeeRow = { kind: string, label: string, amount: string, problem: string | null, };
export type FeeSpanColumn = { column: FeeColumn, label: string, kind: TermKind, choices: Array<TermChoice>, };
export type FeeSpanInput = { 
/**
 * "30"; empty or "beyond" in the last row.
 */
to_days: string, rate: string, each_days: string, part: string, };
export type FeeSpanList = "tiers" | "bands" | "periods";
export type FeeSpanRow = { typed: FeeSpanInput, problems: { [key in FeeColumn]?: string }, };
export type FeeSpans = { list: FeeSpanList, columns: Array<FeeSpanColumn>, 
/**
 * Whether the last row is open: "beyond".
 */
has_beyond: boolean, rows: Array<FeeSpanRow>, is_inherited: boolean, problem: string | null, };
export type FieldMessage = { 
/**
 * Name of the input's field, dotted for parts: "address.city".
 */
field: string, 
/**
 * Sentence in the user's words.
 */
message: string, };
export type Figure = { "kind": "money", 
/**
 * The amount.
 */
amount: Money, } | { "kind": "rate", 
/**
 * The percentage.
 */
rate: Rate, } | { "kind": "day", 
/**
 * The day.
 */
day: Day, } | { "kind": "days", 
/**
 * How many.
 */
days: number, } | { "kind": "number", 
/**
 * The number.
 */
number: TwoDecimals, 
/**
 * What it counts.
 */
unit: MeasureUnit, } | { "kind": "undefined" };
export type FileDropped = { file_name: string, 
/**
 * The bytes in base64.
 */
data: string, };
export type FileSaved = { 
/**
 * The file's name; none if the dialog was cancelled.
 */
name: string | null, };
export type FindQuery = { text: string, 
/**
 * At most 50.
 */
limit: number, };
export type FirmInput = { name: string, 
/**
 * "limited liability company"
 */
legal_form: string, state_of_formation: string, registration_no: string, address: AddressInput, phone: string, email: string, 
/**
 * ISO code; fixed once a client exists.
 */
currency: string, 
/**
 * "letter" or "a4".
 */
page_size: string, 
/**
 * Who signs for the firm, offered on the signing sheet.
 */
signer_name: string, signer_title: string, 
/**
 * Governing law of new contracts, such as "New York".
 */
governing_state: string, 
/**
 * County or city of the courts.
 */
venue: string, };
export type FirmPage = { firm: FirmInput, 
/**
 * PNG in base64.
 */
logo: string | null, 
/**
 * False once a client exists.
 */
can_change_currency: boolean, };
export type FollowUpAsked = { follow_up_id: FollowUpId, };
export type FollowUpId = number & { readonly __id: "FollowUpId" };
export type FollowUpMove = { follow_up_id: FollowUpId, 
/**
 * As typed.
 */
day: string, 
/**
 * As typed; empty for any time that day.
 */
time: string, };
export type FollowUpShown = { id: FollowUpId, client_id: ClientId, client_name: string, contact_name: string, contact_phone: string, reason: string, due: Due, 
/**
 * "Today", "Nov 20", "3 days late"
 */
due_words: string, is_overdue: boolean, 
/**
 * Until when its reminder is quiet.
 */
snoozed_until: Due | null, is_done: boolean, 
/**
 * Where it was before the last move, for undo.
 */
previous_due: Due | null, };
export type Found = { target: Target, title: string, detail: string, };
export type FoundRows = { rows: Array<Found>, };
export type KnownVault = { 
/**
 * The folder's own name, such as "calder-street.fdk".
 */
name: string, 
/**
 * The folder that holds it, for the eye only; commands take the index.
 */
place: string, 
/**
 * False if nothing is there any more.
 */
is_there: boolean, };
export type KnownVaultIndex = { index: number, };
export type Licence = { name: string, licence: string, };
export type MeasureUnit = "days" | "times_a_year";
export type Money = { minor: number, currency: Currency, };
export type MonthAsked = { month: string, };
export type NextContact = { 
/**
 * As typed: "fri", "+7", "12/1".
 */
day: string, 
/**
 * As typed; empty for any time that day.
 */
time: string, 
/**
 * What for; empty takes the first line of the note.
 */
reason: string, };
export type NoteId = number & { readonly __id: "NoteId" };
export type NoteInput = { client_id: ClientId, contact_id: ContactId | null, 
/**
 * A person who is not (yet) a contact.
 */
contact_name: string, channel: Channel, direction: Direction, outcome: Outcome, text: string, 
/**
 * When it happened, as typed; empty: now.
 */
day: string, time: string, 
/**
 * None means that no next contact is needed, which the form asks for expressly.
 */
next: NextContact | null, attachments: Array<AttachmentId>, 
/**
 * The follow-up this note answers.
 */
finishes: FollowUpId | null, };
export type NoteSaved = { note_id: NoteId, follow_up: FollowUpShown | null, };
export type NoteShown = { id: NoteId, contact_name: string, channel: Channel, direction: Direction, outcome: Outcome, text: string, attachments: Array<AttachmentShown>, follow_up: FollowUpShown | null, };
export type Nothing = Record<symbol, never>;
export type NotificationTried = { was_taken: boolean, 
/**
 * Why not, in plain words.
 */
problem: string | null, };
export type OnClose = "ask" | "quit" | "stay_in_tray";
export type Outcome = "reached" | "no_answer" | "left_message" | "promised" | "disputed" | "other";
export type PartyRole = "factor" | "client";
export type PassphraseStrength = { 
/**
 * 0 to 4; 3 is needed.
 */
score: number, 
/**
 * "Good. Length counts, symbols are not required."
 */
words: string, is_enough: boolean, };
export type PassphraseSuggested = { passphrase: string, };
export type PassphraseTyped = { passphrase: string, };
export type PdfData = { file_name: string, data: string, sha256: string, };
export type PositionPage = { as_of: AsOfShown, currency: string, 
/**
 * Entries there are in all, on whatever day.
 */
entries: number, invoices: number, open: Explained, gross: Explained, net: Explained, 
/**
 * Received and not yet known to be any client's.
 */
unknown_cash: Money, 
/**
 * Open invoices in other currencies, which are in no figure.
 */
other_currencies: number, rows: Array<PositionRow>, 
/**
 * By due date, by invoice date, by day of purchase.
 */
ageings: Array<AgeingShown>, 
/**
 * The largest.
 */
concentration: Array<ConcentrationShown>, 
/**
 * How many debtors and groups there are.
 */
concentration_count: number, };
export type PositionRow = { client: ClientNamed, invoices: number, open: Explained, gross: Explained, net: Explained, };
export type PostingShown = { account: Account, label: string, 
/**
 * "BS-20158", "Operating account"
 */
about: string, debtor: string, debit: Money | null, credit: Money | null, };
export type Preferences = { theme: Theme, 
/**
 * 80 to 200.
 */
zoom_percent: number, dense_rows: boolean, on_close: OnClose, start_at_login: boolean, 
/**
 * 1 to 60.
 */
lock_after_minutes: number, };
export type Rate = string;
export type RecoveryKeyChecked = { first: string, second: string, };
export type RecoveryKeyShown = { 
/**
 * Eight groups of four and the check of two.
 */
groups: Array<string>, 
/**
 * The two groups to type back, counted from 1.
 */
ask: [number, number], };
export type ReminderRows = { rows: Array<FollowUpShown>, 
/**
 * Set if the desktop refused the last notification.
 */
desktop_problem: string | null, };
export type SignerShown = { party: PartyRole, party_name: string, 
/**
 * Known signer, offered in the form.
 */
name: string, title: string, place: string, has_signed: boolean, 
/**
 * "Nov 20, 2026, 10:07:33 AM"
 */
signed_at: string | null, 
/**
 * "Drawn on this computer"
 */
how: string | null, };
export type SigningMethod = { "kind": "drawn", 
/**
 * Strokes of points `(x, y)` on a field of 1000 by 1000, y downward. The pad keeps its
 * own proportions: the paper scales both axes to its signature line.
 */
strokes: Array<Array<[number, number]>>, } | { "kind": "typed", 
/**
 * What was typed.
 */
text: string, };
export type Snooze = { follow_up_id: FollowUpId, 
/**
 * 5 to 10,080; none: until nine tomorrow morning.
 */
minutes: number | null, };
export type Stage = "no_vault" | "locked" | "open_without_firm" | "open";
export type Target = { "kind": "today" } | { "kind": "client", client_id: ClientId, } | { "kind": "contract", contract_id: ContractId, };
export type TermChoice = { value: string, label: string, };
export type TermKey = "payment_schedule" | "due_roll" | "advance_rate" | "advance_base" | "escrow_rate" | "escrow_cap" | "release_schedule" | "fee_form" | "fee_base" | "fee_flat_rate" | "fee_first_days" | "fee_first_rate" | "fee_step_days" | "fee_step_rate" | "fee_step_part" | "fee_details" | "fee_minimum" | "fee_maximum" | "fee_taken" | "further_fees" | "monthly_minimum" | "quarterly_minimum" | "yearly_minimum" | "minimum_volume" | "volume_period" | "shortfall_rate" | "additional_fees" | "day_count_start" | "day_count_end" | "day_inclusion" | "minimum_days" | "day_cap" | "clearance_days" | "calendar" | "rounding" | "recourse_days" | "recourse_base" | "grace_days" | "grace_meaning" | "late_interest_rate" | "late_payer" | "late_charge_form" | "late_base" | "facility_limit" | "debtor_concentration" | "term_months" | "notice_days" | "early_termination_rate";
export type TermKind = "percent" | "money" | "days" | "business_days" | "months" | "schedule" | "count" | "choice";
export type TermRow = { key: TermKey, 
/**
 * "Advance and reserve", "Factoring fee", ...
 */
group: string, 
/**
 * Stands under the heading for what few agreements need.
 */
is_rare: boolean, label: string, kind: TermKind, choices: Array<TermChoice>, 
/**
 * As shown when inherited.
 */
house: string, 
/**
 * In the version in force, as shown.
 */
signed: string | null, 
/**
 * What the client's own draft says, as typed; none is inherited.
 */
own: string | null, 
/**
 * The value that counts now, as shown.
 */
value: string, source: TermSource, 
/**
 * Differs from the version in force.
 */
is_changed: boolean, 
/**
 * False where another term makes it idle, such as steps of a flat fee.
 */
is_used: boolean, problem: string | null, };
export type TermSource = "house_default" | "this_client";
export type TermsAsked = { client_id: ClientId | null, };
export type TermsLine = { label: string, value: string, };
export type TermsPage = { client_id: ClientId | null, client_name: string, 
/**
 * Number of the draft being edited; the next one if there is none yet.
 */
version: number, has_draft: boolean, signed_version: number | null, signed_on: Day | null, 
/**
 * The draft stands in a frozen contract and must be withdrawn before it can change.
 */
frozen_in: ContractId | null, effective_on: Day, 
/**
 * The draft's own values as typed, to start the form with.
 */
values: { [key in TermKey]?: string }, own_form: FeeFormInput, own_fees: Array<FeeInput> | null, own_charges: Array<ChargeInput> | null, preview: TermsPreview, history: Array<TermsVersionRow>, 
/**
 * Kinds of the fee catalogue.
 */
fee_kinds: Array<TermChoice>, };
export type TermsPreview = { rows: Array<TermRow>, fees: Array<FeeRow>, fees_inherited: boolean, form: FeeFormView, charges: Array<ChargeRow>, charges_inherited: boolean, 
/**
 * Of the list as a whole.
 */
charges_problem: string | null, 
/**
 * How many terms differ from the version in force.
 */
changes: number, 
/**
 * Of the effective date or the face.
 */
effective_problem: string | null, face_problem: string | null, 
/**
 * None while a problem stands in the way.
 */
example: Example | null, };
export type TermsSaved = { 
/**
 * None for the house defaults.
 */
terms_version_id: TermsVersionId | null, version: number, 
/**
 * True when a signed version exists, so that an amendment must be signed.
 */
needs_amendment: boolean, };
export type TermsSummary = { 
/**
 * Version in force, if any.
 */
in_force: number | null, in_force_since: Day | null, 
/**
 * Signed, but effective later.
 */
coming: number | null, coming_on: Day | null, draft: number | null, 
/**
 * Of the version in force, else the draft, else the house.
 */
lines: Array<TermsLine>, };
export type TermsTyped = { 
/**
 * None edits the house defaults.
 */
client_id: ClientId | null, values: { [key in TermKey]?: string }, 
/**
 * The rest of the fee's form, whose kind and common parts are among the values.
 */
form: FeeFormInput, 
/**
 * None inherits the house's list.
 */
fees: Array<FeeInput> | null, 
/**
 * Charges on each invoice beside the factoring fee; none inherits the house's list.
 */
charges: Array<ChargeInput> | null, 
/**
 * First day of the version; ISO or as typed. Empty: today.
 */
effective_on: string, 
/**
 * Face of the worked example.
 */
face: string, };
export type TermsVersionAsked = { terms_version_id: TermsVersionId, };
export type TermsVersionId = number & { readonly __id: "TermsVersionId" };
export type TermsVersionPage = { version: TermsVersionRow, rows: Array<TermRow>, fees: Array<FeeRow>, };
export type TermsVersionRow = { id: TermsVersionId, version: number, effective_on: Day, 
/**
 * "Draft", "Frozen in CTR-2026-014", "In force", "Signed, from Dec 1, 2026", "Superseded"
 */
state: string, contract_id: ContractId | null, signed_on: Day | null, };
export type TextTyped = { text: string, };
export type Theme = "system" | "light" | "dark";
export type TimeOfDay = string;
export type TimeRead = { time: TimeOfDay, 
/**
 * "9:30 AM"
 */
words: string, };
export type Timeline = { 
/**
 * What comes next, shown first.
 */
next: Array<FollowUpShown>, entries: Array<TimelineEntry>, total: number, };
export type TimelineEntry = { 
/**
 * Stable key for the list.
 */
key: string, at: Due, what: TimelineWhat, };
export type TimelineQuery = { client_id: ClientId, offset: number, 
/**
 * At most 200.
 */
limit: number, };
export type TimelineWhat = { "kind": "note" } & NoteShown | { "kind": "contract", contract_id: ContractId, title: string, } | { "kind": "terms", title: string, };
export type TodayGroup = { kind: TodayGroupKind, title: string, hint: string, rows: Array<TodayRow>, };
export type TodayGroupKind = "overdue" | "due_today" | "to_sign" | "coming";
export type TodayPage = { day: Day, 
/**
 * "Thursday, November 19"
 */
title: string, to_do: number, done_today: number, groups: Array<TodayGroup>, clients_active: number, contracts_to_sign: number, calls_this_week: number, notes_this_week: number, 
/**
 * Empty once every step is done.
 */
checklist: Array<ChecklistStep>, };
export type TodayRow = { 
/**
 * Stable key for the list.
 */
key: string, client_id: ClientId, client_name: string, follow_up: FollowUpShown | null, contract_id: ContractId | null, 
/**
 * What to do.
 */
what: string, due_words: string, days_late: number, representative: string, 
/**
 * "Nov 12, 9:40 AM · call"
 */
last_note_head: string | null, last_note_text: string | null, };
export type TrialBalance = { as_of: AsOfShown, 
/**
 * One for each currency; none before the first entry.
 */
blocks: Array<TrialBlock>, 
/**
 * Entries there are in all, on whatever day.
 */
entries: number, };
export type TrialBlock = { currency: string, rows: Array<TrialRow>, debit: Money, credit: Money, is_balanced: boolean, };
export type TrialRow = { account: Account, label: string, debit: Money | null, credit: Money | null, };
export type TwoDecimals = string;
export type ValueAsked = { 
/**
 * Path of the merge field, such as "contract.venue".
 */
path: string, label: string, 
/**
 * "Client page", "Firm profile", "Asked here"
 */
where_to_fill: string, 
/**
 * True if it is answered in this form, false if it must be filled where it belongs.
 */
is_asked_here: boolean, value: string, };
export type VaultStatus = { stage: Stage, 
/**
 * Folder name of the chosen vault.
 */
vault_name: string | null, 
/**
 * The folder that holds the chosen vault, or where a new one would be created.
 */
place: string, 
/**
 * True in the sample firm, which carries a banner.
 */
is_sample: boolean, 
/**
 * The firm's name once the vault is open.
 */
firm_name: string | null, 
/**
 * True if the keychain slot exists, so that the unlock screen offers it.
 */
has_keychain_unlock: boolean, 
/**
 * True if this computer has a keychain that answers.
 */
keychain_works: boolean, 
/**
 * Seconds to wait after wrong passphrases; 0 when free to try.
 */
retry_after_seconds: number, 
/**
 * A plain sentence when something went wrong at the last attempt, such as a missing entry.
 */
problem: string | null, 
/**
 * Vaults opened before on this computer, last first.
 */
known: Array<KnownVault>, 
/**
 * Today in the office, so that the window never asks its own clock.
 */
today: Day, app_version: string, };
export type WhatIfAsked = { terms: TermsTyped, };
export type WhatIfPage = { client_name: string, 
/**
 * "Nov 19, 2025 to Nov 19, 2026"
 */
period: string, 
/**
 * The latest ones, newest first; the sums are of all.
 */
rows: Array<WhatIfRowShown>, 
/**
 * Invoices compared.
 */
invoices: number, refused: Array<WhatIfRefusedShown>, face: Money, old_fee: Money, new_fee: Money, difference: Money, dearer: number, cheaper: number, same: number, };
export type WhatIfRefusedShown = { number: string, face: Money, reason: string, };
export type WhatIfRowShown = { number: string, closed_on: Day, face: Money, old_fee: Explained, new_fee: Explained, difference: Money, old_advance: Money, new_advance: Money, };
export type Working = { 
/**
 * Which formula: see [`Formula`].
 */
formula_id: string, 
/**
 * Raised when a formula is changed, so that old figures keep their old formula.
 */
formula_version: number, 
/**
 * What was worked out: "Fee at 90 days".
 */
title: string, 
/**
 * The steps.
 */
lines: Array<WorkingLine>, 
/**
 * What the last line is called: "Fee".
 */
total_label: string, 
/**
 * How the exact result became the total: "rounded once, half up".
 */
total_detail: string, 
/**
 * The total, equal to the figure.
 */
total: Figure, 
/**
 * The result in other words; may be empty.
 */
note: string, };
export type WorkingLine = { 
/**
 * What the step is.
 */
label: string, 
/**
 * The sum that is done.
 */
detail: string, 
/**
 * What it adds; `None`, shown as a dash, where it adds nothing.
 */
amount: Money | null, };

export type Commands = {
  vault_status: { input: Nothing; output: VaultStatus };
  passphrase_strength: { input: PassphraseTyped; output: PassphraseStrength };
  suggest_passphrase: { input: Nothing; output: PassphraseSuggested };
  choose_vault_place: { input: Nothing; output: VaultStatus };
  begin_vault: { input: BeginVault; output: RecoveryKeyShown };
  save_recovery_sheet: { input: Nothing; output: FileSaved };
  print_recovery_sheet: { input: Nothing; output: Nothing };
  create_vault: { input: RecoveryKeyChecked; output: VaultStatus };
  choose_vault: { input: Nothing; output: VaultStatus };
  select_known_vault: { input: KnownVaultIndex; output: VaultStatus };
  unlock: { input: PassphraseTyped; output: VaultStatus };
  unlock_with_keychain: { input: Nothing; output: VaultStatus };
  begin_recovery: { input: BeginRecovery; output: RecoveryKeyShown };
  complete_recovery: { input: RecoveryKeyChecked; output: VaultStatus };
  lock: { input: Nothing; output: VaultStatus };
  leave_vault: { input: Nothing; output: VaultStatus };
  open_sample: { input: Nothing; output: VaultStatus };
  change_passphrase: { input: ChangePassphrase; output: Nothing };
  add_keychain_unlock: { input: PassphraseTyped; output: VaultStatus };
  remove_keychain_unlock: { input: Nothing; output: VaultStatus };
  show_vault_folder: { input: Nothing; output: Nothing };
  touch: { input: Nothing; output: Nothing };
  preferences: { input: Nothing; output: Preferences };
  save_preferences: { input: Preferences; output: Preferences };
  close_window: { input: CloseWindow; output: Nothing };
  test_notification: { input: Nothing; output: NotificationTried };
  about: { input: Nothing; output: About };
  read_day: { input: TextTyped; output: DayRead };
  read_time: { input: TextTyped; output: TimeRead };
  firm: { input: Nothing; output: FirmPage };
  save_firm: { input: FirmInput; output: FirmPage };
  set_logo: { input: FileDropped; output: FirmPage };
  remove_logo: { input: Nothing; output: FirmPage };
  list_clients: { input: ClientQuery; output: ClientRows };
  client: { input: ClientAsked; output: ClientPage };
  client_identity: { input: ClientAsked; output: ClientIdentity };
  create_client: { input: ClientInput; output: ClientSaved };
  update_client: { input: ClientUpdate; output: ClientSaved };
  set_client_status: { input: ClientStatusSet; output: ClientSaved };
  set_bank_account: { input: BankAccountInput; output: ClientSaved };
  reveal_bank_account: { input: ClientAsked; output: BankAccountRevealed };
  save_contact: { input: ContactInput; output: ContactSaved };
  remove_contact: { input: ContactAsked; output: Nothing };
  terms_page: { input: TermsAsked; output: TermsPage };
  preview_terms: { input: TermsTyped; output: TermsPreview };
  terms_version: { input: TermsVersionAsked; output: TermsVersionPage };
  save_terms: { input: TermsTyped; output: TermsSaved };
  discard_terms_draft: { input: ClientAsked; output: Nothing };
  list_contracts: { input: ContractQuery; output: ContractRows };
  contract_form: { input: ClientAsked; output: ContractForm };
  preview_contract: { input: ContractAnswers; output: ContractPreview };
  freeze_contract: { input: ContractAnswers; output: ContractPage };
  contract: { input: ContractAsked; output: ContractPage };
  contract_pdf: { input: ContractFileAsked; output: PdfData };
  save_contract_pdf: { input: ContractFileAsked; output: FileSaved };
  print_contract: { input: ContractFileAsked; output: Nothing };
  sign_contract: { input: ContractSigning; output: ContractPage };
  withdraw_contract: { input: ContractWithdrawal; output: ContractPage };
  timeline: { input: TimelineQuery; output: Timeline };
  add_attachment: { input: FileDropped; output: AttachmentShown };
  attachment: { input: AttachmentAsked; output: AttachmentData };
  save_attachment: { input: AttachmentAsked; output: FileSaved };
  save_note: { input: NoteInput; output: NoteSaved };
  today: { input: Nothing; output: TodayPage };
  calendar: { input: MonthAsked; output: CalendarMonth };
  reminders: { input: Nothing; output: ReminderRows };
  snooze_follow_up: { input: Snooze; output: FollowUpShown };
  move_follow_up: { input: FollowUpMove; output: FollowUpShown };
  finish_follow_up: { input: FollowUpAsked; output: FollowUpShown };
  reopen_follow_up: { input: FollowUpAsked; output: FollowUpShown };
  draft: { input: DraftAsked; output: DraftText };
  save_draft: { input: DraftInput; output: Nothing };
  discard_draft: { input: DraftAsked; output: Nothing };
  check_books: { input: Nothing; output: BooksChecked };
  trial_balance: { input: AsOfAsked; output: TrialBalance };
  list_entries: { input: EntriesQuery; output: EntryRows };
  entry: { input: EntryAsked; output: EntryPage };
  position: { input: AsOfAsked; output: PositionPage };
  what_if: { input: WhatIfAsked; output: WhatIfPage };
  find: { input: FindQuery; output: FoundRows };
};

export const commands = {
  vault_status: { kind: "session", reads: [], changes: [] },
  passphrase_strength: { kind: "session", reads: [], changes: [] },
  suggest_passphrase: { kind: "session", reads: [], changes: [] },
  choose_vault_place: { kind: "session", reads: [], changes: ["vault"] },
  begin_vault: { kind: "session", reads: [], changes: [] },
  save_recovery_sheet: { kind: "session", reads: [], changes: [] },
  print_recovery_sheet: { kind: "session", reads: [], changes: [] },
  create_vault: { kind: "session", reads: [], changes: ["vault"] },
  choose_vault: { kind: "session", reads: [], changes: ["vault"] },
  select_known_vault: { kind: "session", reads: [], changes: ["vault"] },
  unlock: { kind: "session", reads: [], changes: ["vault"] },
  unlock_with_keychain: { kind: "session", reads: [], changes: ["vault"] },
  begin_recovery: { kind: "session", reads: [], changes: [] },
  complete_recovery: { kind: "session", reads: [], changes: ["vault"] },
  lock: { kind: "session", reads: [], changes: ["vault"] },
  leave_vault: { kind: "session", reads: [], changes: ["vault"] },
  open_sample: { kind: "session", reads: [], changes: ["vault"] },
  change_passphrase: { kind: "session", reads: [], changes: ["vault"] },
  add_keychain_unlock: { kind: "session", reads: [], changes: ["vault"] },
  remove_keychain_unlock: { kind: "session", reads: [], changes: ["vault"] },
  show_vault_folder: { kind: "session", reads: [], changes: [] },
  touch: { kind: "session", reads: [], changes: [] },
  preferences: { kind: "session", reads: [], changes: [] },
  save_preferences: { kind: "session", reads: [], changes: ["preferences"] },
  close_window: { kind: "session", reads: [], changes: ["preferences"] },
  test_notification: { kind: "session", reads: [], changes: [] },
  about: { kind: "session", reads: [], changes: [] },
  read_day: { kind: "session", reads: [], changes: [] },
  read_time: { kind: "session", reads: [], changes: [] },
  firm: { kind: "read", reads: ["firm"], changes: [] },
  save_firm: { kind: "change", reads: [], changes: ["firm", "vault"] },
  set_logo: { kind: "change", reads: [], changes: ["firm"] },
  remove_logo: { kind: "change", reads: [], changes: ["firm"] },
  list_clients: { kind: "read", reads: ["clients", "follow_ups"], changes: [] },
  client: { kind: "read", reads: ["clients", "follow_ups", "terms", "contracts", "notes"], changes: [] },
  client_identity: { kind: "read", reads: ["clients"], changes: [] },
  create_client: { kind: "change", reads: [], changes: ["clients"] },
  update_client: { kind: "change", reads: [], changes: ["clients"] },
  set_client_status: { kind: "change", reads: [], changes: ["clients"] },
  set_bank_account: { kind: "change", reads: [], changes: ["clients"] },
  reveal_bank_account: { kind: "change", reads: [], changes: ["log"] },
  save_contact: { kind: "change", reads: [], changes: ["clients"] },
  remove_contact: { kind: "change", reads: [], changes: ["clients"] },
  terms_page: { kind: "read", reads: ["terms", "contracts", "clients"], changes: [] },
  preview_terms: { kind: "read", reads: ["terms"], changes: [] },
  terms_version: { kind: "read", reads: ["terms"], changes: [] },
  save_terms: { kind: "change", reads: [], changes: ["terms", "clients"] },
  discard_terms_draft: { kind: "change", reads: [], changes: ["terms", "clients"] },
  list_contracts: { kind: "read", reads: ["contracts"], changes: [] },
  contract_form: { kind: "read", reads: ["contracts", "terms", "clients", "firm"], changes: [] },
  preview_contract: { kind: "read", reads: ["contracts", "terms", "clients", "firm"], changes: [] },
  freeze_contract: { kind: "change", reads: [], changes: ["contracts", "terms", "clients"] },
  contract: { kind: "read", reads: ["contracts"], changes: [] },
  contract_pdf: { kind: "read", reads: ["contracts"], changes: [] },
  save_contract_pdf: { kind: "read", reads: [], changes: [] },
  print_contract: { kind: "read", reads: [], changes: [] },
  sign_contract: { kind: "change", reads: [], changes: ["contracts", "terms", "clients"] },
  withdraw_contract: { kind: "change", reads: [], changes: ["contracts", "terms", "clients"] },
  timeline: { kind: "read", reads: ["notes", "contracts", "terms", "follow_ups"], changes: [] },
  add_attachment: { kind: "change", reads: [], changes: [] },
  attachment: { kind: "read", reads: [], changes: [] },
  save_attachment: { kind: "read", reads: [], changes: [] },
  save_note: { kind: "change", reads: [], changes: ["notes", "follow_ups", "clients"] },
  today: { kind: "read", reads: ["follow_ups", "contracts", "clients", "notes"], changes: [] },
  calendar: { kind: "read", reads: ["follow_ups"], changes: [] },
  reminders: { kind: "read", reads: ["follow_ups", "reminders"], changes: [] },
  snooze_follow_up: { kind: "change", reads: [], changes: ["follow_ups", "clients"] },
  move_follow_up: { kind: "change", reads: [], changes: ["follow_ups", "clients"] },
  finish_follow_up: { kind: "change", reads: [], changes: ["follow_ups", "clients"] },
  reopen_follow_up: { kind: "change", reads: [], changes: ["follow_ups", "clients"] },
  draft: { kind: "read", reads: [], changes: [] },
  save_draft: { kind: "change", reads: [], changes: [] },
  discard_draft: { kind: "change", reads: [], changes: [] },
  check_books: { kind: "read", reads: ["books"], changes: [] },
  trial_balance: { kind: "read", reads: ["books"], changes: [] },
  list_entries: { kind: "read", reads: ["books", "clients"], changes: [] },
  entry: { kind: "read", reads: ["books", "clients"], changes: [] },
  position: { kind: "read", reads: ["books", "clients"], changes: [] },
  what_if: { kind: "read", reads: ["books", "terms"], changes: [] },
  find: { kind: "read", reads: ["clients", "contracts", "notes"], changes: [] },
} as const;

export type CommandName = keyof Commands;
