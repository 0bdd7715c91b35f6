// Generated from the command list; `cargo xtask bindings` writes it.

export type About = { version: string, sqlite_version: string, cipher_version: string, licences: Array<Licence>, };
export type Account = "receivables_purchased" | "client_charges" | "cash" | "client_reserve" | "escrow" | "client_payable" | "unapplied_cash" | "fee_income" | "interest_income" | "other_fee_income" | "late_charge_income" | "bad_debt";
export type AccountSum = { debit: Money | null, credit: Money | null, };
export type Act = "enter" | "fund" | "release" | "write_off" | "charge_back" | "override" | "change_bank_account" | "reverse" | "sign_by_certificate" | "keep_signing_key" | "set_up_mail" | "manage_people";
export type ActRow = { act: Act, 
/**
 * "Confirm a funding"
 */
label: string, 
/**
 * Somebody else must confirm what one has prepared, where two may.
 */
needs_second: boolean, };
export type ActShown = { group: HistoryKind, 
/**
 * "Schedule 104 funded: 12 invoices, USD 120,000.00 face, USD 94,000.00 paid out"
 */
title: string, 
/**
 * "Ruth Adeyemi"; empty of what nobody did.
 */
person: string, target: Target | null, };
export type ActivityAsked = { 
/**
 * Only what is about this client.
 */
client_id: ClientId | null, 
/**
 * The name of whoever did it; empty for everybody.
 */
person: string, 
/**
 * As typed; empty for no first day.
 */
from: string, 
/**
 * As typed; empty for no last day.
 */
until: string, 
/**
 * Where reading on begins, as the page before said; empty for the newest.
 */
after: string, 
/**
 * At most 200.
 */
limit: number, };
export type ActivityPage = { rows: Array<ActivityRow>, 
/**
 * Where the next page begins; empty at the end.
 */
after: string, 
/**
 * Everybody who ever worked here, by name.
 */
people: Array<string>, };
export type ActivityRow = { 
/**
 * Its number in the log.
 */
seq: number, at: Due, group: HistoryKind, title: string, person: string, 
/**
 * The client that it is about; empty without one.
 */
client: string, target: Target | null, };
export type AddressInput = { line1: string, line2: string, city: string, region: string, postal_code: string, country: string, };
export type AfterFunding = { net_funds_employed: Explained, 
/**
 * None without a facility limit.
 */
room: Explained | null, reserve_kept: Explained, 
/**
 * None where nothing was out and nothing will be.
 */
over_advances: Explained | null, };
export type AgeingBasis = "due_date" | "invoice_date" | "purchase_date";
export type AgeingColumnCounted = { 
/**
 * "Current", "31–60", "91+"
 */
label: string, invoices: number, amount: Money, 
/**
 * "36.00%"; none of nothing.
 */
share: string | null, 
/**
 * Width in the bar, in thousandths of it.
 */
permille: number, };
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
export type AllocationProposal = { kind: ProposalKind, 
/**
 * "2 invoices add up to 22,090.00"
 */
reason: string, 
/**
 * To be put into the lines as they are.
 */
lines: Array<ReceiptLineTyped>, applied: Money, left: Money, };
export type AllocationProposals = { proposals: Array<AllocationProposal>, 
/**
 * Numbers in the remittance that no open invoice has.
 */
unknown_numbers: Array<string>, 
/**
 * Said where the search for sets was stopped.
 */
note: string, };
export type AllocationTyped = { receipt_id: ReceiptId, lines: Array<ReceiptLineTyped>, give_backs: Array<GiveBackTyped>, 
/**
 * Goes back to the payer: a duplicate, an over-payment. Problems stand at "refund".
 */
refund: string, late_charges: Array<LateChargeTyped>, 
/**
 * Why the rest stays unapplied; needed where there is a rest. Problems stand at
 * "park_reason".
 */
park_reason: string, };
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
export type BankAccountCheck = { client_id: ClientId, 
/**
 * Who at the client confirmed it.
 */
who: string, 
/**
 * "Call to the number on file"
 */
how: string, 
/**
 * The proof, kept by `add_attachment`.
 */
attachment_id: AttachmentId | null, };
export type BankAccountId = number & { readonly __id: "BankAccountId" };
export type BankAccountInput = { client_id: ClientId, holder: string, bank: string, routing: string, number: string, };
export type BankAccountMasked = { holder: string, bank: string, 
/**
 * "•••• 4321"
 */
number: string, };
export type BankAccountRevealed = { holder: string, bank: string, routing: string, number: string, };
export type BankFileColumns = { day: number | null, amount: number | null, 
/**
 * A column of its own for money out, if there is one.
 */
debit: number | null, reference: number | null, payer: number | null, remittance: number | null, 
/**
 * Lines before the first payment.
 */
skip: number, };
export type BankFileImported = { receipts: Array<ReceiptId>, known_lines: number, skipped_lines: number, 
/**
 * "2 payments are in the inbox; 1 was there before."
 */
words: string, };
export type BankFileInput = { 
/**
 * Problems stand at "bank_account_id", "data", "columns.day", "columns.amount".
 */
bank_account_id: BankAccountId, file_name: string, 
/**
 * Base64.
 */
data: string, 
/**
 * Only for CSV; missing, those remembered for the account or guessed from the head.
 */
columns: BankFileColumns | null, };
export type BankFileLine = { 
/**
 * In the file, from 1.
 */
line: number, received_on: Day | null, amount: Money | null, reference: string, payer: string, remittance: string, debtor: PayerNamed | null, 
/**
 * It was taken over before.
 */
is_known: boolean, 
/**
 * Why it is not taken over: money out, an amount that cannot be read.
 */
skipped: string | null, };
export type BankFilePreview = { 
/**
 * "CSV", "OFX", "BAI2"
 */
format: string, columns: BankFileColumns | null, 
/**
 * The first lines of a CSV file, cell by cell.
 */
head: Array<Array<string>>, lines: Array<BankFileLine>, 
/**
 * Lines that will come into the inbox.
 */
new_lines: number, known_lines: number, skipped_lines: number, total: Money | null, };
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
export type BuyingRulesAsked = { client_id: ClientId | null, };
export type BuyingRulesPage = { own: BuyingRulesTyped, verify_from: Money | null, age_days_max: number, term_days_max: number, documents: Array<ScheduleDocument>, 
/**
 * None for no such rule.
 */
house_concentration: Rate | null, 
/**
 * Debtors with a rule of their own, by name; of the house alone.
 */
debtors: Array<DebtorVerificationRow>, };
export type BuyingRulesTyped = { 
/**
 * None for the house.
 */
client_id: ClientId | null, 
/**
 * Invoices of this face and more are verified before funding: "7,500"; "none" for none.
 */
verify_from: string, 
/**
 * Days from the invoice date to the purchase at most.
 */
age_days_max: string, 
/**
 * Days from the invoice date to the due date at most.
 */
term_days_max: string, 
/**
 * Kinds of file each line needs; none takes the house's.
 */
documents: Array<ScheduleDocument> | null, 
/**
 * The largest share of one debtor group in all that is open, in percent: "25"; of the house
 * alone, empty for no such rule.
 */
house_concentration: string, };
export type CalendarDay = { day: Day, count: number, has_overdue: boolean, 
/**
 * Promises for this day that were not kept and that nobody has answered.
 */
broken: number, };
export type CalendarMonth = { month: string, days: Array<CalendarDay>, };
export type CertificateShown = { 
/**
 * The common name, else the organisation.
 */
subject: string, 
/**
 * "CN=Ruth Adeyemi,O=Brightwater Factors"
 */
subject_whole: string, issuer: string, issuer_whole: string, 
/**
 * Nobody but the subject vouches for the name.
 */
is_self_made: boolean, valid_from: Day, valid_to: Day, 
/**
 * Now.
 */
is_valid: boolean, 
/**
 * SHA-256 of the certificate, 64 hexadecimal digits.
 */
sha256: string, 
/**
 * "P-256", "RSA, 2048 bits"
 */
key: string, };
export type ChangePassphrase = { current: string, new: string, };
export type Channel = "call" | "mail" | "email" | "meeting" | "message" | "other";
export type ChargeBackAsked = { invoice_id: InvoiceId, ground: ChargeBackGroundTyped, 
/**
 * Face of a part; nothing typed is the whole invoice.
 */
part: string, reason: string, 
/**
 * The number of the invoice that takes its place.
 */
replaced_by: string, };
export type ChargeBackConfirmed = { asked: ChargeBackAsked, fingerprint: string, };
export type ChargeBackGroundTyped = "recourse" | "dispute" | "breach" | "agreed";
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
export type CheckCompared = { 
/**
 * "Would owe", "Limit"
 */
label: string, 
/**
 * "354,195.00", "Nov 17, 2026"
 */
value: string, };
export type CheckFinding = { 
/**
 * "Entry 12", "Invoice BS-20158 of Brinmoor Staffing"
 */
about: string, entry: EntryNumber | null, client_id: ClientId | null, words: string, expected: Money | null, found: Money | null, };
export type CheckHelp = { "kind": "none" } | { "kind": "log_verification" } | { "kind": "attach_file", document: ScheduleDocument, } | { "kind": "open_debtor", debtor_id: DebtorId, } | { "kind": "open_terms" } | { "kind": "open_contract" } | { "kind": "open_schedule", schedule_id: ScheduleId, } | { "kind": "edit_line" };
export type CheckOutcome = "passed" | "broken" | "nothing" | "unfinished";
export type CheckOverride = { schedule_id: ScheduleId, line_id: ScheduleLineId | null, topic: CheckTopic, reason: string, 
/**
 * The proof, kept by `add_attachment`.
 */
attachment_id: AttachmentId | null, };
export type CheckOverrideAsked = { schedule_id: ScheduleId, line_id: ScheduleLineId | null, topic: CheckTopic, };
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
export type CheckTopic = "client_limit" | "debtor_approval" | "debtor_limit" | "pair_limit" | "group_limit" | "concentration" | "house_concentration" | "duplicates" | "documents" | "contract" | "verification" | "buying" | "invoice_age" | "due_date" | "notice" | "same_file" | "control_total";
export type ChecklistStep = { label: string, is_done: boolean, 
/**
 * Name of the screen or command that does it.
 */
leads_to: string, };
export type Clause = { 
/**
 * What references point to; never printed.
 */
key: string, 
/**
 * Printed beside the number.
 */
title: string, 
/**
 * The clause is in only when it holds.
 */
condition?: Condition | null, 
/**
 * Numbered in this order.
 */
paragraphs: Array<Paragraph>, };
export type ClauseNumber = { 
/**
 * `4`
 */
number: string | null, 
/**
 * `4.1`, one for each paragraph of the template's clause.
 */
paragraphs: Array<string | null>, };
export type ClauseSave = { clause: Clause, };
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
export type ClientPosition = { currency: string, today: Day, 
/**
 * Whether anything was ever booked for the client.
 */
has_history: boolean, available: Explained, 
/**
 * What is out beyond what the base supports.
 */
over_advance: Money, 
/**
 * What of it was agreed, with its day; the first to expire first.
 */
over_advances: Array<OverAdvanceShown>, net: Explained, limit: Money | null, 
/**
 * "78%"; none without a limit.
 */
limit_share: string | null, limit_permille: number, reserve: Explained, escrow: Money, past_due: Explained, past_due_invoices: number, 
/**
 * Days past due of the oldest.
 */
oldest_days: number, receivables: Explained, invoices: number, ageing: Array<AgeingColumnCounted>, 
/**
 * Each day of twelve weeks; empty before the first booking.
 */
funds: Array<FundsPoint>, debtors: Array<DebtorShare>, 
/**
 * The last three months, oldest first; the last one to date.
 */
volume: Array<VolumeShown>, };
export type ClientPositionShort = { invoices: number, receivables: Money, 
/**
 * Net funds employed.
 */
net: Money, 
/**
 * What may be drawn; below zero what is out beyond the base.
 */
available: Money, 
/**
 * Accrued, earned and in escrow.
 */
reserve: Money, past_due: Money, over_sixty: Money, 
/**
 * "78%" of the facility limit; none without one.
 */
limit_share: string | null, 
/**
 * The same in thousandths, for the bar.
 */
limit_permille: number, };
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
terms: string, contract: ContractStanding, facility_limit: Money | null, next_contact: Due | null, is_overdue: boolean, representative: string, 
/**
 * None where nothing is open and nothing is held.
 */
position: ClientPositionShort | null, };
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
views: { [key in string]: number }, 
/**
 * Of all rows that match; none before the firm has a currency.
 */
sums: ClientSums | null, };
export type ClientSaved = { client_id: ClientId, revision: number, 
/**
 * For undo.
 */
previous_status: ClientStatus | null, };
export type ClientSort = "name" | "facility_limit" | "next_contact" | "since" | "representative" | "receivables" | "net" | "available" | "reserve" | "past_due";
export type ClientStatus = "prospect" | "active" | "on_stop" | "archived";
export type ClientStatusSet = { client_id: ClientId, status: ClientStatus, };
export type ClientSums = { receivables: Money, net: Money, available: Money, reserve: Money, past_due: Money, over_sixty: Money, 
/**
 * Clients that may draw something, and how much.
 */
can_draw: number, can_draw_amount: Money, 
/**
 * Clients that are over-advanced, and by how much.
 */
over_advanced: number, over_advanced_amount: Money, };
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
export type ClosingFate = "leave_out" | "last_clause";
export type Code = "invalid" | "refused" | "not_found" | "conflict" | "locked" | "wrong_secret" | "in_use" | "failed";
export type ColumnsChosen = { list: string, columns: Array<string>, };
export type ComparableRow = { name: string, side: TextSide, };
export type ComparableRows = { rows: Array<ComparableRow>, };
export type CompareKind = "same" | "changed" | "added" | "removed";
export type Compared = { 
/**
 * In the order of the new one, those taken out where they stood.
 */
clauses: Array<ComparedClause>, 
/**
 * Paragraphs that only the new one has.
 */
added: number, 
/**
 * Paragraphs that only the old one has.
 */
removed: number, 
/**
 * Paragraphs with other words.
 */
changed: number, };
export type ComparedClause = { 
/**
 * Its number in the old one; none if it is new.
 */
old_number: string | null, 
/**
 * Its number in the new one; none if it was taken out.
 */
new_number: string | null, 
/**
 * Old and new words of its title.
 */
title: Array<ComparedWords>, 
/**
 * What became of it.
 */
kind: CompareKind, 
/**
 * It stands at another place among the clauses that both have.
 */
is_moved: boolean, 
/**
 * In print order.
 */
paragraphs: Array<ComparedParagraph>, };
export type ComparedParagraph = { 
/**
 * Its number in the new one, else in the old one; the name of a text around the clauses.
 */
number: string, 
/**
 * What became of it.
 */
kind: CompareKind, 
/**
 * Old and new words in reading order.
 */
words: Array<ComparedWords>, };
export type ComparedWords = { 
/**
 * Never empty.
 */
text: string, 
/**
 * Never [`Kind::Changed`].
 */
kind: CompareKind, };
export type ConcentrationShown = { name: string, is_group: boolean, balance: Money, 
/**
 * "36.00%"
 */
share: string, permille: number, working: Working, };
export type Condition = { "kind": "positive", 
/**
 * Path of the value.
 */
field: string, } | { "kind": "equals", 
/**
 * Path of the value.
 */
field: string, 
/**
 * What it must read.
 */
text: string, } | { "kind": "present", 
/**
 * Path of the value.
 */
field: string, } | { "kind": "asked" } | { "kind": "off" };
export type ConditionChoice = { 
/**
 * "the fee grows in steps", to follow "Only if".
 */
label: string, 
/**
 * The heading it is listed under.
 */
group: string, 
/**
 * What it means.
 */
condition: Condition, };
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
export type ContactMark = "broken_promise" | "promised" | "disputed";
export type ContactRow = { follow_up: FollowUpShown, 
/**
 * The debtor, else the client.
 */
title: string, 
/**
 * The client, where the debtor stands above.
 */
of: string, client_id: ClientId | null, debtor_id: DebtorId | null, 
/**
 * What is open there.
 */
open: Money | null, mark: ContactMark | null, 
/**
 * "Today, Nov 19"
 */
day_words: string, 
/**
 * Today or before: it is on the call sheet.
 */
is_due: boolean, };
export type ContactRows = { rows: Array<ContactRow>, 
/**
 * How many of all are due today or were before.
 */
due: number, };
export type ContactSaved = { contact_id: ContactId, };
export type ContactShown = { id: ContactId, name: string, role: string, phone: string, email: string, is_signer: boolean, };
export type ContactsAsked = { first: Day | null, last: Day | null, };
export type ContractAnswers = { client_id: ClientId, 
/**
 * Of a guaranty.
 */
guarantor_id?: GuarantorId, 
/**
 * None for the wording that the form proposes.
 */
wording_id?: string, 
/**
 * By path of the merge field.
 */
answers: { [key in string]: string }, };
export type ContractAsked = { contract_id: ContractId, };
export type ContractChainRow = { contract_id: ContractId, 
/**
 * "Agreement" or "Amendment 1"
 */
name: string, 
/**
 * "version 2"
 */
version_words: string, signed_on: Day, effective_on: Day, terms_version: number, 
/**
 * Its terms are those in force today.
 */
is_in_force: boolean, };
export type ContractEvent = { at: string, what: string, who: string, how: string, };
export type ContractFile = "frozen" | "signed" | "record";
export type ContractFileAsked = { contract_id: ContractId, file: ContractFile, };
export type ContractForm = { client_id: ClientId, client_name: string, 
/**
 * Who gives it, of a guaranty.
 */
guarantor_name: string | null, title: string, form: TemplateForm, 
/**
 * The one it would be drawn up from.
 */
wording_id: string, 
/**
 * Those in use, built-ins first.
 */
wordings: Array<WordingChoice>, 
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
export type ContractFormAsked = { client_id: ClientId, 
/**
 * Of a guaranty; then only guaranties are drawn up.
 */
guarantor_id?: GuarantorId, 
/**
 * None for the wording of the client's latest contract, else the usual one.
 */
wording_id?: string, };
export type ContractId = number & { readonly __id: "ContractId" };
export type ContractLifeKind = "not_yet" | "in_force" | "notice_open" | "expiring" | "ending" | "expired" | "terminated";
export type ContractLifePage = { shown: ContractLifeShown, 
/**
 * The agreement whose life it is: this contract, or the one that it amends.
 */
agreement_id: ContractId, 
/**
 * 1 is the term as signed, 2 the first renewal.
 */
term_number: number, term_first: Day, term_last: Day, 
/**
 * Last day on which notice keeps this term from renewing; none if it does not renew.
 */
notice_until: Day | null, 
/**
 * "12 months, then renews"
 */
term_words: string, 
/**
 * "30 days, by either party"
 */
notice_words: string, 
/**
 * Set while nobody has decided about the end of the term and it is near.
 */
to_decide: RenewalToDecide | null, notice: ContractNoticeShown | null, 
/**
 * False once it is over or notice was given.
 */
can_give_notice: boolean, };
export type ContractLifeShown = { kind: ContractLifeKind, 
/**
 * "Renews on Nov 13, 2027, unless notice is given by Oct 13, 2027"
 */
words: string, 
/**
 * Last day of the current term, or of the agreement if it ends before.
 */
last_day: Day, };
export type ContractNoticeAsked = { 
/**
 * The agreement.
 */
contract_id: ContractId, party: PartyRole, kind: NoticeKind, 
/**
 * As typed; empty is today.
 */
given_on: string, };
export type ContractNoticeGiven = { notice: ContractNoticeAsked, reason: string, };
export type ContractNoticeId = number & { readonly __id: "ContractNoticeId" };
export type ContractNoticePreview = { given_on: Day, ends_on: Day, 
/**
 * "The agreement ends on Nov 12, 2027, the last day of its term."
 */
words: string, 
/**
 * None where leaving costs nothing.
 */
fee: EarlyEndFee | null, 
/**
 * Whether leaving costs something, and why or why not.
 */
fee_words: string, };
export type ContractNoticeShown = { notice_id: ContractNoticeId, 
/**
 * "Notice given by the Client on Oct 1, 2027. The agreement ends on Nov 12, 2027."
 */
words: string, reason: string, 
/**
 * "Ruth Adeyemi, Oct 1, 2027, 10:07:33 AM"
 */
recorded: string, };
export type ContractNoticeWithdrawal = { contract_id: ContractId, reason: string, };
export type ContractOut = { on: Day, 
/**
 * "By mail to office@larkfield.example", "To the service Harbour Sign"
 */
words: string, };
export type ContractPage = { contract: ContractRow, sha256: string, signed_sha256: string | null, pages: number, signers: Array<SignerShown>, 
/**
 * Where it is, while it is out to be signed elsewhere.
 */
out: ContractOut | null, 
/**
 * The firm has certified the file: what follows are certificates in it.
 */
is_certified: boolean, 
/**
 * The record of signing stands apart from the signed file.
 */
has_record: boolean, 
/**
 * Who signs next; none once both have or it is withdrawn.
 */
next_party: PartyRole | null, events: Array<ContractEvent>, 
/**
 * Of a signed contract that stands.
 */
life: ContractLifePage | null, 
/**
 * The agreement and its amendments; empty unless both have signed and none has replaced it.
 */
chain: Array<ContractChainRow>, 
/**
 * Beside an agreement that counts: who guarantees, and who it says guarantees.
 */
guaranties: Array<GuarantyShown>, 
/**
 * What a law asks for before these terms are agreed; none where none does.
 */
disclosure_beside: DisclosureBeside | null, 
/**
 * Of a disclosure: what it rests on.
 */
disclosure: DisclosureShown | null, 
/**
 * The agreement that a guaranty secures.
 */
secures: SecuredShown | null, 
/**
 * The last day on which a term sheet can be accepted.
 */
offer_until: Day | null, 
/**
 * The consent wording each signer ticks.
 */
consent_words: string, 
/**
 * What is ticked for a copy that came back.
 */
returned_words: string, };
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
export type ContractReminder = { contract_id: ContractId, 
/**
 * The day it is reminded for, so that each reminder is told once.
 */
due_on: Day, client_name: string, 
/**
 * "CTR-2026-014"
 */
number: string, 
/**
 * "Renews on Nov 13, 2027, unless notice is given by Oct 13, 2027"
 */
words: string, 
/**
 * "Oct 13" or "3 days late"
 */
due_words: string, };
export type ContractRow = { id: ContractId, 
/**
 * "CTR-2026-014"
 */
number: string, version: number, 
/**
 * "version 2" or "version 3, amendment 1"
 */
version_words: string, title: string, form: TemplateForm, client_id: ClientId, client_name: string, stage: ContractStage, frozen_on: Day, 
/**
 * The day it went out to be signed elsewhere, while it is out.
 */
out_on: Day | null, 
/**
 * The later day of the two beside the signatures.
 */
signed_on: Day | null, 
/**
 * The day the second signature was entered, if that was another.
 */
entered_on: Day | null, 
/**
 * First day of its terms.
 */
effective_on: Day, terms_version: number, 
/**
 * Of an agreement that both have signed and none has replaced.
 */
life: ContractLifeShown | null, };
export type ContractRows = { rows: Array<ContractRow>, total: number, views: { [key in string]: number }, };
export type ContractRules = { 
/**
 * Days before the last day for notice, as "30, 7, 0".
 */
lead_days: string, };
export type ContractSigning = { contract_id: ContractId, party: PartyRole, name: string, title: string, place: string, 
/**
 * "Known to the firm", "Driving licence seen"
 */
identity: string, method: MethodGiven, has_consented: boolean, };
export type ContractStage = "frozen" | "signed_by_one" | "signed" | "superseded" | "withdrawn";
export type ContractStanding = "none" | "to_sign" | "signed" | "amendment_to_sign";
export type ContractView = "all" | "to_sign" | "signed" | "in_force" | "expiring" | "notice_open" | "ended";
export type ContractWithdrawal = { contract_id: ContractId, reason: string, };
export type ControlTotalShown = { typed: Money, offered: Money, 
/**
 * Offered less typed.
 */
difference: Money, agrees: boolean, };
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
export type DateOrder = "month_first" | "day_first";
export type Day = string;
export type DayRead = { day: Day, 
/**
 * "Tue, Dec 1, 2026"
 */
words: string, };
export type DaysExplained = { 
/**
 * "41.2"; none while nothing was paid.
 */
value: string | null, working: Working, };
export type DebtorAsked = { debtor_id: DebtorId, };
export type DebtorContactAsked = { contact_id: DebtorContactId, };
export type DebtorContactId = number & { readonly __id: "DebtorContactId" };
export type DebtorContactInput = { debtor_id: DebtorId, 
/**
 * None creates.
 */
contact_id: DebtorContactId | null, name: string, role: string, phone: string, email: string, 
/**
 * Confirms invoices.
 */
verifies: boolean, 
/**
 * Pays them.
 */
pays: boolean, };
export type DebtorContactSaved = { contact_id: DebtorContactId, };
export type DebtorContactShown = { id: DebtorContactId, name: string, role: string, phone: string, email: string, verifies: boolean, pays: boolean, };
export type DebtorCreate = { debtor: DebtorInput, is_approved: boolean, 
/**
 * Said of a name that another debtor has: it is a different business.
 */
is_different_business: boolean, };
export type DebtorForm = { debtor_id: DebtorId, revision: number, debtor: DebtorInput, };
export type DebtorGroupId = number & { readonly __id: "DebtorGroupId" };
export type DebtorGroupInput = { 
/**
 * None creates.
 */
group_id: DebtorGroupId | null, name: string, 
/**
 * "250,000"; empty without one.
 */
limit: string, };
export type DebtorGroupSaved = { group_id: DebtorGroupId, };
export type DebtorGroupShown = { id: DebtorGroupId, name: string, limit: Money | null, };
export type DebtorGroups = { rows: Array<DebtorGroupShown>, };
export type DebtorId = number & { readonly __id: "DebtorId" };
export type DebtorInput = { legal_name: string, address: AddressInput, 
/**
 * "US"; two letters, for the law of late payment.
 */
country: string, phone: string, email: string, group_id: DebtorGroupId | null, 
/**
 * "50,000"; empty without one.
 */
limit: string, limit_until: string, limit_review_on: string, 
/**
 * "2/10": 2 % within 10 days, where an invoice says nothing else; empty without one.
 */
discount: string, is_government: boolean, is_insolvent: boolean, };
export type DebtorInvoice = { id: InvoiceId, number: string, client_id: ClientId, client_name: string, invoiced_on: Day, due_on: Day, 
/**
 * "12 days past due", "due today", "due in 8 days"
 */
due_words: string, is_past_due: boolean, is_disputed: boolean, face: Money, open: Money, };
export type DebtorNamed = { id: DebtorId, name: string, };
export type DebtorPage = { id: DebtorId, revision: number, name: string, status: DebtorStanding, merged_into: DebtorNamed | null, 
/**
 * Records this one stands for.
 */
merged: Array<DebtorNamed>, address_lines: Array<string>, country: string, 
/**
 * "2/10"; empty without one.
 */
discount: string, phone: string, email: string, is_government: boolean, is_insolvent: boolean, group: GroupOnPage | null, exposure: Explained, 
/**
 * Open in other currencies.
 */
elsewhere: Array<Money>, limit: LimitUse | null, limit_until: Day | null, is_limit_over: boolean, review_on: Day | null, is_review_due: boolean, past_due: Explained, disputed: Explained, high_balance: HighBalanceShown | null, days_to_pay: DaysExplained, days_to_pay_simple: DaysExplained, rating: RatingShown, 
/**
 * What needs attention, one sentence each.
 */
warnings: Array<string>, sellers: Array<PairShown>, contacts: Array<DebtorContactShown>, 
/**
 * What is due longest first, at most 200.
 */
invoices: Array<DebtorInvoice>, invoices_count: number, 
/**
 * Neighbours in the name order, for Ctrl+↑↓.
 */
previous: DebtorId | null, next: DebtorId | null, };
export type DebtorPickQuery = { text: string, who: DebtorsOffered, 
/**
 * Its own debtors come first.
 */
client_id: ClientId | null, };
export type DebtorPicked = { debtor_id: DebtorId, name: string, city: string, 
/**
 * Empty without a group.
 */
group: string, status: DebtorStanding, 
/**
 * Open in the currency of the limit, else of the firm.
 */
exposure: Money, 
/**
 * Of which it is the sum.
 */
open_invoices: number, limit: LimitUse | null, 
/**
 * The client sells on it.
 */
is_of_client: boolean, 
/**
 * Agreed that the client's invoices on it are not bought.
 */
is_no_buy: boolean, };
export type DebtorQuery = { 
/**
 * Any part of name, town or group.
 */
text: string, view: DebtorView, sort: DebtorSort, is_descending: boolean, offset: number, 
/**
 * At most 200.
 */
limit: number, };
export type DebtorRow = { id: DebtorId, name: string, city: string, group: string, status: DebtorStanding, 
/**
 * What stands for it since it was merged; empty otherwise.
 */
merged_into: string, is_insolvent: boolean, 
/**
 * In the currency of the limit, else of the firm.
 */
exposure: Money, limit: LimitUse | null, is_limit_over: boolean, past_due: Money, 
/**
 * "41.2", weighted by face, of the last 12 months.
 */
days_to_pay: string | null, rating: Rating | null, review_on: Day | null, is_review_due: boolean, };
export type DebtorRows = { rows: Array<DebtorRow>, 
/**
 * Rows that match.
 */
total: number, 
/**
 * Debtors in the tab without the text.
 */
of: number, 
/**
 * Counts for the tabs, by view name.
 */
views: { [key in string]: number }, };
export type DebtorSaved = { debtor_id: DebtorId, revision: number, 
/**
 * For undo.
 */
previous_status: DebtorStanding | null, };
export type DebtorShare = { debtor_id: DebtorId, name: string, 
/**
 * Where its notice of assignment stands: "notice sent".
 */
notice: string, invoices: number, 
/**
 * "39.2": days from invoice date to payment over the last year, each invoice alike.
 */
pays_in: string | null, past_due: Money, share: string | null, permille: number, open: Money, };
export type DebtorSort = "name" | "exposure" | "limit_use" | "past_due" | "days_to_pay" | "next_review";
export type DebtorStanding = "approved" | "pending" | "on_stop" | "archived";
export type DebtorStatusSet = { debtor_id: DebtorId, status: DebtorStanding, };
export type DebtorUpdate = { debtor_id: DebtorId, revision: number, debtor: DebtorInput, is_different_business: boolean, };
export type DebtorVerification = { debtor_id: DebtorId, verify_from: Money | null, };
export type DebtorVerificationInput = { debtor_id: DebtorId, 
/**
 * "7,500"; empty takes the client's rule alone.
 */
verify_from: string, };
export type DebtorVerificationRow = { debtor_id: DebtorId, name: string, verify_from: Money, };
export type DebtorView = "all" | "approved" | "pending" | "on_stop" | "over_limit" | "to_review" | "archived";
export type DebtorsOffered = "current" | "all";
export type DebtorsPicked = { rows: Array<DebtorPicked>, };
export type DeskEvent = { "kind": "locked" } | { "kind": "changed", 
/**
 * Tags.
 */
tags: Array<string>, } | { "kind": "reminders" } & ReminderRows | { "kind": "statements" } & StatementProgress | { "kind": "statement_files" } & StatementSaving | { "kind": "open", 
/**
 * Where it leads.
 */
target: Target, } | { "kind": "pressed", 
/**
 * Which button.
 */
action: NoteAction, 
/**
 * As it is now.
 */
follow_up: FollowUpShown, } | { "kind": "close_asked" };
export type Direction = "outgoing" | "incoming";
export type DisclosureBeside = { 
/**
 * "California"
 */
state: string, standing: DisclosureStanding, 
/**
 * "DSC-2026-001 waits for the client’s signature"
 */
words: string, contract_id: ContractId | null, 
/**
 * What one is drawn up from.
 */
wording_id: string | null, 
/**
 * Whether the rule was found in its source.
 */
is_confirmed: boolean, };
export type DisclosureExemption = { exemption: ExemptionGiven, };
export type DisclosureRuleShown = { state: string, law: string, from: Day, 
/**
 * "USD 500,000.00"
 */
offers_up_to: string, kept_words: string, source: string, checked: Day, is_confirmed: boolean, };
export type DisclosureRulesPage = { exemption: ExemptionGiven, may_change: boolean, rules: Array<DisclosureRuleShown>, };
export type DisclosureShown = { 
/**
 * "California, Financial Code 22800 to 22806"
 */
law: string, source: string, 
/**
 * The day the rule was last compared with its source.
 */
checked: Day, is_confirmed: boolean, 
/**
 * "at least 4 years"
 */
kept_words: string, 
/**
 * How its figures came about.
 */
workings: Array<Working>, };
export type DisclosureStanding = "missing" | "to_sign" | "signed" | "exempt";
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
export type DunningAct = "courtesy_reminder" | "friendly_reminder" | "firm_reminder" | "final_demand" | "call";
export type DunningActShown = { debtor_id: DebtorId, name: string, 
/**
 * "Friendly reminder, 5 days after the due date"
 */
step: string, policy: string, reason: string, 
/**
 * The letter that was made and its number.
 */
letter_id: LetterId | null, number: string, 
/**
 * "Sent Nov 19, 10:00 AM", of the newest message with the letter; empty if there is none.
 */
mail_words: string, 
/**
 * The call that was asked for.
 */
follow_up_id: FollowUpId | null, 
/**
 * The call was made.
 */
is_made: boolean, };
export type DunningChoiceAsked = { whose: DunningWhose, };
export type DunningChoiceShown = { said: DunningSaid, policies: Array<DunningPolicyShown>, };
export type DunningChoose = { whose: DunningWhose, said: DunningSaid, };
export type DunningChosen = { lines: Array<DunningLine>, 
/**
 * Those of them whose letters go out by mail, too.
 */
mailed: Array<DunningLine>, };
export type DunningLine = { debtor_id: DebtorId, act: DunningAct, };
export type DunningMail = { 
/**
 * "Tidewater Grocers <ap@tidewater.example>"; empty if it cannot.
 */
to: string, 
/**
 * Its step says so, unless somebody says otherwise.
 */
is_ticked: boolean, 
/**
 * Why it cannot, and what to do; empty if it can.
 */
why_not: string, };
export type DunningPlan = { rows: Array<DunningRow>, 
/**
 * Lines beyond those that one run takes; they come with the next.
 */
more: number, 
/**
 * Of debtors on the list; apply it first, so that nothing paid is reminded.
 */
unapplied: DunningUnapplied | null, 
/**
 * Debtors whose next step comes later.
 */
later: number, 
/**
 * The day of the next step that is not due yet.
 */
next_on: Day | null, 
/**
 * Debtors with something late that nobody reminds, because it was said so.
 */
left_alone: number, 
/**
 * "LTR-2026-0042", the number of the first letter.
 */
first_number: string, last_runs: Array<DunningRunHead>, };
export type DunningPolicies = { policies: Array<DunningPolicyShown>, };
export type DunningPolicyAsked = { policy_id: DunningPolicyId, };
export type DunningPolicyForm = { name: string, steps: Array<DunningStepForm>, 
/**
 * Days that an act is given to work before the next; empty is seven.
 */
pause_days: string, 
/**
 * Where the fees are agreed, "clause 7 of the terms of sale"; empty without fees.
 */
fee_basis: string, };
export type DunningPolicyId = number & { readonly __id: "DunningPolicyId" };
export type DunningPolicyPage = { policies: Array<DunningPolicyShown>, wordings: Array<DunningWordings>, };
export type DunningPolicySave = { 
/**
 * None for a new one.
 */
policy_id: DunningPolicyId | null, 
/**
 * The firm's own, for everybody of whom nothing else is said.
 */
is_house: boolean, policy: DunningPolicyForm, };
export type DunningPolicyShown = { 
/**
 * None of the one that a firm starts with, until it is saved.
 */
policy_id: DunningPolicyId | null, is_house: boolean, policy: DunningPolicyForm, 
/**
 * "Courtesy reminder 3 days before, friendly reminder after 5 days, …"
 */
summary: string, 
/**
 * For how many it was chosen.
 */
clients: number, debtors: number, };
export type DunningRow = { line: DunningLine, name: string, 
/**
 * Who sold what it is about; several are joined.
 */
client_name: string, 
/**
 * "Friendly reminder"
 */
step: string, 
/**
 * "5 days after the due date"
 */
step_due: string, policy: string, 
/**
 * Of the longest overdue invoice; below zero before the due date.
 */
days_late: number, amount: Explained | null, reason: string, 
/**
 * It would be done unless somebody says otherwise.
 */
is_ticked: boolean, 
/**
 * False if it cannot be done now; the reason says why and what to do.
 */
can_be_made: boolean, 
/**
 * Of a call; may be empty.
 */
phone: string, 
/**
 * Of a letter.
 */
mail: DunningMail | null, };
export type DunningRunAsked = { run_id: DunningRunId, };
export type DunningRunHead = { run_id: DunningRunId, run_on: Day, made_by: string, letters: number, calls: number, };
export type DunningRunId = number & { readonly __id: "DunningRunId" };
export type DunningRunShown = { head: DunningRunHead, acts: Array<DunningActShown>, };
export type DunningSaid = { "kind": "as_firm" } | { "kind": "nobody" } | { "kind": "policy", policy_id: DunningPolicyId, };
export type DunningStepForm = { act: DunningAct, 
/**
 * Whole days after the due date; below zero is before.
 */
after_days: string, 
/**
 * Days that a letter gives to pay; empty is what is usual.
 */
days_to_pay: string, 
/**
 * The wording of a letter; none is the one that comes with the program.
 */
wording_id?: string, tells_representative: boolean, 
/**
 * A letter goes by mail where the debtor has an address.
 */
by_mail: boolean, 
/**
 * What a second reminder or a final demand asks for once; may be empty.
 */
fee: string, 
/**
 * It asks for the late charges, too.
 */
with_charges: boolean, };
export type DunningUnapplied = { debtors: number, amount: Money, };
export type DunningWhose = { "kind": "client", client_id: ClientId, } | { "kind": "debtor", debtor_id: DebtorId, };
export type DunningWordings = { act: DunningAct, wordings: Array<LetterWordingChoice>, };
export type DuplicatesAsked = { name: string, 
/**
 * The debtor whose form it is.
 */
debtor_id: DebtorId | null, };
export type EarlierPayment = { receipt_id: ReceiptId, received_on: Day, invoice_id: InvoiceId, number: string, client: ClientNamed, 
/**
 * From the date of the invoice to the receipt.
 */
days_from_invoice: number, amount: Money, };
export type EarlyEndFee = { amount: Money, working: Working, };
export type EarlyPaymentShown = { 
/**
 * "2/10"
 */
words: string, 
/**
 * The last day, with the days of grace.
 */
until: Day, 
/**
 * What it is given on.
 */
of: Money, 
/**
 * That day has passed.
 */
is_over: boolean, };
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
 * At most 200.
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
debit: Money | null, credit: Money | null, 
/**
 * Of the account and the client that were asked for, after this entry; debit above zero.
 */
balance: Money | null, };
export type EntryRows = { rows: Array<EntryRow>, total: number, 
/**
 * Entries there are in all.
 */
of: number, account_label: string | null, client_name: string | null, as_of: AsOfShown | null, 
/**
 * Of the account that was asked for, one for each currency; none for a found text.
 */
sums: Array<AccountSum>, };
export type Envelope = { contract_id: ContractId, file_name: string, 
/**
 * The bytes in base64.
 */
data: string, };
export type EnvelopeOpened = { paper: AttachmentShown, 
/**
 * The service's certificate of completion.
 */
evidence: AttachmentShown | null, };
export type Event = "purchase" | "fee_from_proceeds" | "fee_from_reserve" | "fee_rebate" | "disbursement" | "receipt" | "application" | "short_pay" | "credit_memo" | "deficit" | "reserve_release" | "charge_recovered" | "charge_paid" | "charge_returned" | "over_advance" | "charge_back" | "fee_billed" | "late_charge" | "late_charge_collected" | "escrow_contribution" | "escrow_release" | "write_off" | "interest" | "give_back" | "debtor_refund" | "opening";
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
export type ExemptionGiven = "none" | "bank" | "few_transactions";
export type Explained = { amount: Money, working: Working, };
export type ExportFormat = "csv" | "xlsx";
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
name: string | null, 
/**
 * What the paper in it could not print, as sentences.
 */
warnings: Array<string>, };
export type FindQuery = { text: string, 
/**
 * At most 50.
 */
limit: number, };
export type FirmAccount = { id: BankAccountId, name: string, bank: string, 
/**
 * "•••• 4321"; empty without a number.
 */
number: string, currency: string, 
/**
 * Chosen unless another one is.
 */
is_usual: boolean, };
export type FirmAccountInput = { 
/**
 * None makes a new one.
 */
bank_account_id: BankAccountId | null, 
/**
 * "Operating account"
 */
name: string, holder: string, bank: string, routing: string, 
/**
 * Empty keeps the number there is.
 */
number: string, };
export type FirmAccounts = { rows: Array<FirmAccount>, };
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
export type FollowUpShown = { id: FollowUpId, 
/**
 * What the note that asked for it is about.
 */
subject: NoteSubject, 
/**
 * The client; of a follow-up that is about none, the debtor.
 */
client_name: string, contact_name: string, contact_phone: string, reason: string, due: Due, 
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
previous_due: Due | null, 
/**
 * Whom the desktop reminds of it; none: everybody.
 */
owner_id: PersonId | null, 
/**
 * "Ruth Adeyemi"; empty where it is everybody's.
 */
owner: string, };
export type Found = { target: Target, title: string, detail: string, };
export type FoundRows = { rows: Array<Found>, };
export type FrameText = { 
/**
 * Its name in [`Wording::texts`].
 */
key: string, 
/**
 * Its name for people.
 */
label: string, 
/**
 * The sentence with its merge fields.
 */
text: string, };
export type FundingAsked = { schedule_id: ScheduleId, method: PayoutMethod, 
/**
 * The firm's account to pay from; none takes the one last used.
 */
bank_account_id: BankAccountId | null, 
/**
 * What is paid beyond what the invoices support; none takes what somebody has prepared.
 */
over_advance: OverAdvanceTyped | null, };
export type FundingConfirm = { schedule_id: ScheduleId, method: PayoutMethod, bank_account_id: BankAccountId | null, 
/**
 * As it was typed when it was shown; none takes what somebody has prepared.
 */
over_advance: OverAdvanceTyped | null, fingerprint: string, 
/**
 * The bank's reference or the number of the check, if there is one already.
 */
reference: string, };
export type FundingDone = { schedule_id: ScheduleId, funded_on: Day, by: string, 
/**
 * "Nov 19, 2026, 10:33:00 AM"
 */
at: string, invoices: number, face: Money, net: Money, method: PayoutMethod, 
/**
 * "•••• 8820"; empty for a check.
 */
account: string, reference: string, entries: Array<EntryNumber>, 
/**
 * What was shown and said yes to.
 */
receipt: FundingStaged, 
/**
 * Name of the wire or payment instruction that can be saved.
 */
instruction: string, can_reverse: boolean, 
/**
 * Why not, if not.
 */
reverse_hold: string, 
/**
 * "Reversed on Nov 20, 2026 by Ruth Adeyemi: wrong client"; empty if it stands.
 */
reversed: string, };
export type FundingEffect = { kind: FundingEffectKind, 
/**
 * "8 invoices are bought"
 */
title: string, 
/**
 * "fees run from tomorrow, recourse in 90 days from invoice"
 */
detail: string, };
export type FundingEffectKind = "purchase" | "payment" | "paper" | "report" | "over_advance";
export type FundingEntryLine = { 
/**
 * "Receivables purchased"
 */
account: string, debit: Money | null, credit: Money | null, };
export type FundingLine = { 
/**
 * "Advance"
 */
label: string, 
/**
 * "90.00% × 43,160.00"
 */
detail: string, 
/**
 * Below zero for what is taken off.
 */
figure: Explained, };
export type FundingPrepared = { by: string, 
/**
 * "Nov 19, 2026, 10:31:00 AM"
 */
at: string, method: PayoutMethod, net: Money, over_advance: OverAdvanceAgreed | null, 
/**
 * False if something has changed since, so that it must be prepared again.
 */
is_current: boolean, };
export type FundingReversal = { schedule_id: ScheduleId, reason: string, };
export type FundingStaged = { schedule_id: ScheduleId, number: string, client_name: string, 
/**
 * "terms v4"
 */
terms: string, invoices: number, lines: Array<FundingLine>, net: Explained, 
/**
 * "To wire today"
 */
net_label: string, entries: Array<FundingEntryLine>, debits: Money, credits: Money, effects: Array<FundingEffect>, after: AfterFunding, method: PayoutMethod, pay_to: PayTo, pay_from: FirmAccount | null, firm_accounts: Array<FirmAccount>, 
/**
 * "Checked by Priya Nair, 10:31 AM. One override by Ruth Adeyemi is kept with its reason."
 */
checked: string, 
/**
 * What stands in the way, as sentences; empty if a yes is possible.
 */
holds: Array<string>, 
/**
 * Of everything the figures were worked out from; given back with the yes.
 */
fingerprint: string, prepared: FundingPrepared | null, 
/**
 * What is paid beyond what the invoices support.
 */
over_advance: OverAdvanceAgreed | null, 
/**
 * Who must confirm it in place of the person at the desk; empty: that person may.
 */
confirmed_by: Array<string>, 
/**
 * "Confirm and fund 38,819.00"
 */
confirm_label: string, };
export type FundsPoint = { day: Day, net: Money, };
export type GiveBackTyped = { 
/**
 * Problems stand at "give_backs.0.client_id", "give_backs.0.amount".
 */
client_id: ClientId | null, amount: string, note: string, };
export type GroupOnPage = { id: DebtorGroupId, name: string, open: Money, limit: LimitUse | null, 
/**
 * The others in it.
 */
others: Array<DebtorNamed>, };
export type GuarantorAsked = { guarantor_id: GuarantorId, };
export type GuarantorId = number & { readonly __id: "GuarantorId" };
export type GuarantorInput = { client_id: ClientId, 
/**
 * None creates.
 */
guarantor_id: GuarantorId | null, kind: GuarantorKind, name: string, 
/**
 * Of a company.
 */
legal_form: string, state_of_formation: string, address: AddressInput, email: string, scope: GuarantyScope, 
/**
 * Empty for no limit.
 */
limit: string, };
export type GuarantorKind = "person" | "company";
export type GuarantorRow = { guarantor_id: GuarantorId, kind: GuarantorKind, name: string, legal_form: string, state_of_formation: string, address: AddressInput, email: string, scope: GuarantyScope, 
/**
 * "250,000.00"; empty for no limit.
 */
limit: string, 
/**
 * "Answers for payment, up to USD 250,000.00"
 */
words: string, guaranty: GuarantyShown, };
export type GuarantorRows = { rows: Array<GuarantorRow>, };
export type GuarantorSaved = { guarantor_id: GuarantorId, };
export type GuarantyScope = "validity" | "payment";
export type GuarantyShown = { 
/**
 * None if the agreement names somebody who has no record.
 */
guarantor_id: GuarantorId | null, name: string, 
/**
 * The agreement names this guarantor.
 */
is_named: boolean, standing: GuarantyStanding, 
/**
 * "GTY-2026-001, signed on Nov 20, 2026"
 */
words: string, contract_id: ContractId | null, };
export type GuarantyStanding = "missing" | "to_sign" | "in_force";
export type HighBalanceShown = { amount: Explained, on: Day, };
export type HistoryAsked = { subject: NoteSubject, filter: HistoryFilter, };
export type HistoryFilter = { 
/**
 * None stands for all.
 */
kinds: Array<HistoryKind>, 
/**
 * The name of whoever did it; empty for everybody.
 */
person: string, 
/**
 * As typed; empty for no first day.
 */
from: string, 
/**
 * As typed; empty for no last day.
 */
until: string, };
export type HistoryKind = "note" | "mail" | "letter" | "contract" | "purchase" | "money" | "promise" | "change";
export type HoldInput = { client_id: ClientId, invoice_id: InvoiceId | null, is_lien: boolean, reason: string, };
export type HoldLifted = { hold_id: ReserveHoldId, reason: string, };
export type ImportBase = { wording_id: string, name: string, 
/**
 * "Agreement", "Notice of assignment"
 */
kind_name: string, };
export type ImportClause = { 
/**
 * As the wording will number it.
 */
number: number, title: string, paragraphs: Array<ImportParagraph>, };
export type ImportLeftOut = { 
/**
 * "In “Fees”"
 */
place: string, 
/**
 * Its words; empty if it has none.
 */
text: string, };
export type ImportLeftOutKind = { 
/**
 * "Tables"
 */
name: string, 
/**
 * What it means for the paper.
 */
note: string, items: Array<ImportLeftOut>, };
export type ImportParagraph = { 
/**
 * As the wording will number it, "4.2"; none outside the clauses.
 */
number: string | null, pieces: Array<ImportPiece>, };
export type ImportPiece = { "kind": "words", text: string, } | { "kind": "bold", text: string, } | { "kind": "italic", text: string, } | { "kind": "placeholder", key: string, text: string, 
/**
 * Printed if it stays text.
 */
as_text: string, } | { "kind": "reference", number: string, text: string, };
export type ImportPlaceholder = { key: string, 
/**
 * "{Client Name}"
 */
written: string, times: number, 
/**
 * The words around its first place.
 */
sample: string, 
/**
 * The field it becomes unless a person decides otherwise.
 */
path: string | null, 
/**
 * True if it was decided at an earlier import.
 */
is_remembered: boolean, 
/**
 * True if it was decided earlier that it stays text.
 */
stays_text: boolean, 
/**
 * The field that was probably meant.
 */
meant: string | null, };
export type ImportReference = { 
/**
 * "4.2"
 */
number: string, 
/**
 * "Section 4.2"
 */
written: string, times: number, 
/**
 * "4.2, Fees and charges", as the wording will number it; none if there is no such clause.
 */
target: string | null, 
/**
 * True if it becomes a reference unless a person decides otherwise.
 */
is_offered: boolean, };
export type InboxRow = { receipt_id: ReceiptId, 
/**
 * The debtor, else the payer's words, else "Unknown remitter".
 */
payer: string, debtor: PayerNamed | null, way: ReceiptWay, 
/**
 * "Check 41877", "ACH, no reference"
 */
about: string, amount: Money, 
/**
 * What is still for nothing: the amount, or the rest of a posted one.
 */
left: Money, received_on: Day, 
/**
 * Days since it was received.
 */
age_days: number, standing: ReceiptStanding, hint: ReceiptHint, };
export type InvoiceAsked = { invoice_id: InvoiceId, };
export type InvoiceId = number & { readonly __id: "InvoiceId" };
export type InvoicePage = { row: InvoiceRow, tax: Money, retainage: Money, discount: Money, 
/**
 * Until when the debtor may keep it; none where only an amount is known.
 */
early_payment: EarlyPaymentShown | null, funded_on: Day | null, late_on: Day | null, is_recourse: boolean, is_disputed: boolean, schedule_id: ScheduleId | null, terms_version_id: TermsVersionId | null, 
/**
 * 1, 2, 3 for each client.
 */
terms_version: number | null, open: Explained, reserve: Explained, 
/**
 * What the client owes outright because of it.
 */
charges: Explained, fees: Explained, 
/**
 * Run up to today by its terms; none before the purchase and once it is closed.
 */
fee_to_date: Explained | null, 
/**
 * What would be left for the client if the debtor paid all of it today.
 */
if_paid_today: Explained | null, 
/**
 * Why there is none, where one would be expected.
 */
fee_problem: string | null, payments: Array<InvoicePaymentShown>, 
/**
 * Newest first.
 */
entries: Array<EntryRow>, };
export type InvoicePaymentShown = { entry: EntryNumber, received_on: Day, booked_on: Day, 
/**
 * "Application"; "Reversal: Application"
 */
event: string, amount: Money, 
/**
 * The entry that took it back.
 */
reversed_by: EntryNumber | null, };
export type InvoiceQuery = { 
/**
 * Part of the number, of the client's name or of the debtor's.
 */
text: string, view: InvoiceView, client_id: ClientId | null, debtor_id: DebtorId | null, schedule_id: ScheduleId | null, face_from: string, face_to: string, due_from: string, due_to: string, invoiced_from: string, invoiced_to: string, sort: InvoiceSort, is_descending: boolean, offset: number, 
/**
 * At most 200.
 */
limit: number, };
export type InvoiceRow = { id: InvoiceId, number: string, client_id: ClientId, client_name: string, debtor_id: DebtorId, debtor_name: string, schedule: string | null, standing: InvoiceStanding, invoiced_on: Day, due_on: Day, 
/**
 * Days past due, where something is open.
 */
days_late: number, purchased_on: Day | null, recourse_on: Day | null, closed_on: Day | null, face: Money, open: Money, advance: Money, reserve: Money, collected: Money, 
/**
 * Taken so far.
 */
fees: Money, 
/**
 * Run up to today by its terms, of an open invoice; taken, of a closed one.
 */
fee_to_date: Money | null, };
export type InvoiceRows = { rows: Array<InvoiceRow>, 
/**
 * Rows that match.
 */
total: number, 
/**
 * Invoices in the tab without the rest of the filter.
 */
of: number, currency: string, sums: InvoiceSums, 
/**
 * Counts for the tabs, by view name.
 */
views: { [key in string]: number }, 
/**
 * Whose list it is, where it is one client's or one debtor's.
 */
client_name: string | null, debtor_name: string | null, };
export type InvoiceSort = "number" | "client" | "debtor" | "invoiced" | "due" | "recourse" | "face" | "open" | "advance" | "reserve" | "fees" | "state";
export type InvoiceStanding = "draft" | "submitted" | "held" | "rejected" | "approved" | "open" | "part_paid" | "past_due" | "disputed" | "collected" | "paid" | "charged_back" | "written_off";
export type InvoiceStep = { "kind": "credit_memo", invoice_id: InvoiceId, amount: string, day: string, note: string, } | { "kind": "open_dispute", invoice_id: InvoiceId, 
/**
 * Nothing typed is all that is open.
 */
amount: string, reason: ShortPayReason | null, day: string, note: string, } | { "kind": "end_dispute", invoice_id: InvoiceId, note: string, } | { "kind": "misdirected", invoice_id: InvoiceId, amount: string, day: string, note: string, };
export type InvoiceStepDone = { invoice_id: InvoiceId, entries: Array<EntryNumber>, };
export type InvoiceStepPosting = { step: InvoiceStep, fingerprint: string, };
export type InvoiceStepStage = { invoice_id: InvoiceId, number: string, client: ClientNamed, open_before: Money, open_after: Money, reserve_before: Money, reserve_after: Money, deficit: Money, 
/**
 * "The credit memo of 500.00 lowers face and reserve."
 */
words: string, closes: boolean, entries: Array<ReceiptEntryStaged>, problems: Array<FieldMessage>, fingerprint: string, };
export type InvoiceSums = { face: Money, open: Money, reserve: Money, advance: Money, 
/**
 * Invoices in other currencies, which are in no sum.
 */
other_currencies: number, };
export type InvoiceView = "open" | "past_due" | "disputed" | "recourse_soon" | "offered" | "closed" | "all";
export type KeyFile = { file_name: string, 
/**
 * The bytes in base64.
 */
data: string, password: string, };
export type KeyOrigin = "created" | "imported";
export type KindCount = { kind: HistoryKind, count: number, };
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
export type LateBeneficiary = "factor" | "client";
export type LateChargeOf = "firm" | "client";
export type LateChargeTyped = { 
/**
 * Problems stand at "late_charges.0.amount".
 */
invoice_id: InvoiceId, amount: string, beneficiary: LateChargeOf, };
export type LateChoice = { value: string, label: string, };
export type LateRuleInput = { kind: LateRuleKind, 
/**
 * Percent a month.
 */
monthly_rate: string, grace_days: string, 
/**
 * Where it is agreed: "terms of sale on the invoice"
 */
clause: string, beneficiary: LateBeneficiary, minimum: string, 
/**
 * Whose limits hold; empty where none apply.
 */
jurisdiction: string, law: string, };
export type LateRuleKind = "none" | "agreed" | "statute";
export type LateRulePage = { rule: LateRuleInput, 
/**
 * "1.50% a month by the day, as agreed in …"
 */
words: string, jurisdictions: Array<LateChoice>, laws: Array<LateChoice>, };
export type Leaving = { is_early: boolean, 
/**
 * "The term runs until Nov 12, 2027; Nov 25, 2026 is earlier."
 */
reason: string, };
export type LetterAsked = { letter_id: LetterId, };
export type LetterEvent = "sent" | "proof_of_sending" | "proof_of_receipt" | "delivered" | "acknowledged" | "refused" | "returned";
export type LetterId = number & { readonly __id: "LetterId" };
export type LetterKind = "notice_of_assignment" | "verification" | "debtor_release" | "client_release" | "payoff" | "courtesy_reminder" | "friendly_reminder" | "firm_reminder" | "final_demand" | "discussion" | "statement_cover" | "schedule_of_accounts" | "charge_back_notice";
export type LetterPage = { id: LetterId, number: string, kind: LetterKind, kind_name: string, 
/**
 * None of a reminder for several clients; then the name is empty.
 */
client_id: ClientId | null, client_name: string, debtor_id: DebtorId | null, name: string, dated_on: Day, 
/**
 * What `day_said` is: "Takes effect", "Answer asked by", "To be paid by".
 */
day_label: string, day_said: Day | null, amount: Money | null, 
/**
 * "House notice, version 2"
 */
wording_words: string, 
/**
 * The notice that it ends, or none.
 */
notice_id: LetterId | null, stage: LetterStage, pages: number, sha256: string, made_by: string, made_at: string, 
/**
 * The first step first.
 */
steps: Array<LetterStepShown>, };
export type LetterPlan = { rows: Array<LetterPlanRow>, 
/**
 * Those in use for this kind, the one that comes with the program first.
 */
wordings: Array<LetterWordingChoice>, 
/**
 * The one they are made from.
 */
wording_id: string, 
/**
 * The days as understood.
 */
effective_on: Day, reply_by: Day, dispute_by: Day, due_by: Day, pause_days: number, good_through: Day, 
/**
 * Of a payoff letter: what the life of the agreement says of leaving then.
 */
leaving: Leaving | null, 
/**
 * "LTR-2026-0042", the number of the first.
 */
first_number: string, };
export type LetterPlanRow = { 
/**
 * None of a reminder for several clients.
 */
client_id: ClientId | null, 
/**
 * Whose invoices it is about; several are joined.
 */
client_name: string, 
/**
 * None for a letter to the client.
 */
debtor_id: DebtorId | null, 
/**
 * Whom it goes to.
 */
name: string, address_lines: Array<string>, 
/**
 * "Not sent yet", "Acknowledged Nov 20, 2026", "No address".
 */
reason: string, 
/**
 * It would be made unless somebody says otherwise.
 */
is_ticked: boolean, 
/**
 * False if it cannot be made now; the reason says why and what to do.
 */
can_be_made: boolean, 
/**
 * The invoices it lists, or the payoff sum, with how it is made up.
 */
amount: Explained | null, };
export type LetterPreviewAsked = { asked: LettersAsked, to: LetterTo, };
export type LetterQuery = { tab: LetterTab, kind?: LetterKind, client_id?: ClientId, debtor_id?: DebtorId, 
/**
 * After how many days without an answer one is missed; 0 for the usual fourteen.
 */
unanswered_days: number, 
/**
 * Only those made before this one.
 */
before?: LetterId, };
export type LetterRow = { id: LetterId, 
/**
 * "LTR-2026-0042"
 */
number: string, kind: LetterKind, 
/**
 * None of a reminder for several clients; then the name is empty.
 */
client_id: ClientId | null, client_name: string, debtor_id: DebtorId | null, 
/**
 * Whom it is addressed to.
 */
name: string, dated_on: Day, amount: Money | null, stage: LetterStage, stage_on: Day | null, sent_on: Day | null, has_proof: boolean, };
export type LetterRows = { rows: Array<LetterRow>, tabs: LetterTabs, unanswered_days: number, };
export type LetterScope = { "kind": "client", client_id: ClientId, } | { "kind": "debtor", debtor_id: DebtorId, } | { "kind": "schedule", schedule_id: ScheduleId, } | { "kind": "note", note_id: NoteId, } | { "kind": "all" };
export type LetterStage = "made" | "sent" | "delivered" | "acknowledged" | "refused" | "returned" | "released";
export type LetterStepAsked = { letter_id: LetterId, step_id: LetterStepId, };
export type LetterStepId = number & { readonly __id: "LetterStepId" };
export type LetterStepInput = { letter_ids: Array<LetterId>, what: LetterEvent, 
/**
 * "Nov 20"; empty is today.
 */
on: string, way: NoticeWay | null, 
/**
 * Number of the registered letter or of the courier.
 */
tracking: string, 
/**
 * Who acknowledged or refused it.
 */
person: string, note: string, 
/**
 * Of a verification letter: it was acknowledged but for something that the note says.
 */
has_exceptions: boolean, 
/**
 * The file that shows it.
 */
attachment_id: AttachmentId | null, };
export type LetterStepShown = { id: LetterStepId, 
/**
 * "Sent by courier", "Sent again by post", "Acknowledged by Ines Moreau"
 */
words: string, on: Day, tracking: string, note: string, attachment_id: AttachmentId | null, file_name: string, 
/**
 * It was taken back.
 */
is_undone: boolean, 
/**
 * False for the step that making another letter has added.
 */
can_be_undone: boolean, made_by: string, 
/**
 * "Nov 20, 2026, 10:07:33 AM"
 */
made_at: string, };
export type LetterTab = "all" | "to_send" | "without_proof" | "unanswered" | "returned";
export type LetterTabs = { all: number, to_send: number, without_proof: number, unanswered: number, returned: number, };
export type LetterTo = { 
/**
 * None of a reminder for several clients.
 */
client_id: ClientId | null, 
/**
 * None for a letter to the client.
 */
debtor_id: DebtorId | null, };
export type LetterWordingChoice = { wording_id: string, name: string, version: number, };
export type LettersAsked = { kind: LetterKind, scope: LetterScope, 
/**
 * None for the one that comes with the program.
 */
wording_id?: string, 
/**
 * From when it holds; empty is today.
 */
effective_on: string, 
/**
 * By when an answer or the money is asked for; empty is in ten days, of a final demand in
 * fourteen.
 */
reply_by: string, 
/**
 * By when a dispute is to be said in writing; empty is in seven days.
 */
dispute_by: string, 
/**
 * Through which day a courtesy letter looks; empty is in seven days.
 */
due_by: string, 
/**
 * Who was reminded less than so many days ago is left out; empty is seven.
 */
pause_days: string, 
/**
 * Through when a payoff sum is good; empty is in three days.
 */
good_through: string, 
/**
 * Number and day of the filing that ends a financing statement; may be empty.
 */
filing: string, 
/**
 * A release leaves open invoices payable to the firm, and lists them.
 */
has_exceptions: boolean, 
/**
 * A payoff sum has the early-termination fee of the terms; none for what the life of the
 * agreement says.
 */
is_early?: boolean, 
/**
 * What was said, of a confirmation; empty is the text of the note.
 */
said: string, 
/**
 * What was promised; may be empty.
 */
promised: string, 
/**
 * Where to pay; none for the account that is usual.
 */
bank_account_id?: BankAccountId, };
export type LettersChosen = { letter_ids: Array<LetterId>, };
export type LettersMade = { letter_ids: Array<LetterId>, 
/**
 * "LTR-2026-0042"
 */
first_number: string, last_number: string, };
export type LettersMake = { asked: LettersAsked, to: Array<LetterTo>, };
export type LettersSaved = { 
/**
 * The new folder; none if the choice of a place was cancelled.
 */
folder: string | null, saved: number, };
export type Licence = { name: string, licence: string, };
export type LimitUse = { limit: Money, 
/**
 * "62.50%"; none of a limit of nothing.
 */
share: string | null, 
/**
 * Of the limit, for the bar; at most 1000.
 */
thousandths: number, is_over: boolean, };
export type LineDecision = "buy" | "reject";
export type LineStanding = "empty" | "incomplete" | "pass" | "warn" | "block" | "rejected" | "bought";
export type ListAsked = { list: string, };
export type ListExport<Query> = { 
/**
 * As the list is asked for; its window does not count, everything that fits is written.
 */
query: Query, 
/**
 * Ids of the columns in their order.
 */
columns: Array<string>, 
/**
 * What kind of file.
 */
format: ExportFormat, };
export type MailAbout = { "kind": "note", note_id: NoteId, } | { "kind": "letter", letter_id: LetterId, } | { "kind": "contract", contract_id: ContractId, } | { "kind": "statement", statement_id: StatementId, } | { "kind": "schedule", schedule_id: ScheduleId, paper: SchedulePaper, } | { "kind": "settlement", run_id: ReleaseRunId, } | { "kind": "charge_back", case_id: RecourseCaseId, } | { "kind": "history", subject: NoteSubject, filter: HistoryFilter, } | { "kind": "record", subject: NoteSubject, };
export type MailAccountInput = { host: string, 
/**
 * Empty for the usual one: 465, or 587 with STARTTLS.
 */
port: string, security: MailSecurity, 
/**
 * Empty for a server that asks nobody who he is.
 */
login: string, login_way: MailLogin, 
/**
 * Empty to keep the one before.
 */
secret: string, sender_name: string, sender_address: string, signature: string, 
/**
 * PEM; empty where the certificates that the computer trusts are enough.
 */
certificate: string, };
export type MailAccountPage = { account: MailAccountShown | null, last_test: MailRow | null, 
/**
 * The firm's own name and address, to begin with.
 */
proposed_name: string, proposed_address: string, 
/**
 * Whether the person at the desk may change it.
 */
may_change: boolean, };
export type MailAccountShown = { host: string, port: string, security: MailSecurity, login: string, login_way: MailLogin, sender_name: string, sender_address: string, signature: string, certificate: string, 
/**
 * "In this computer's keychain", "In the encrypted vault"
 */
secret_place: string, 
/**
 * "At most 25 MB a message"; empty until the server has said so.
 */
limit_words: string, 
/**
 * Why nothing goes out; empty if all is well.
 */
problem: string, };
export type MailAsked = { mail_id: MailId, };
export type MailChosen = { about: Array<MailAbout>, };
export type MailDecision = { mail_id: MailId, finding: MailFinding, };
export type MailDraft = { 
/**
 * Whom it greets; may be empty.
 */
to_name: string, 
/**
 * The address; empty if none is known.
 */
to: string, subject: string, text: string, people: Array<MailPerson>, files: Array<MailFile>, 
/**
 * Who it comes from when it is sent from here; none without an account.
 */
sender: string | null, 
/**
 * What is added below the text when it is sent from here.
 */
signature: string, };
export type MailDraftAsked = { about: MailAbout, };
export type MailEventShown = { what: string, answer: string, 
/**
 * "Ruth Adeyemi"; empty for the program.
 */
who: string, at: string, };
export type MailFile = { name: string, 
/**
 * None of a paper that is made when it is sent.
 */
size_bytes: number | null, 
/**
 * None of the document itself, which always hangs on it.
 */
attachment_id: AttachmentId | null, };
export type MailFinding = "arrived" | "send_again";
export type MailId = number & { readonly __id: "MailId" };
export type MailInput = { about: MailAbout, to_name: string, to: string, 
/**
 * More addresses, with commas between them; may be empty.
 */
cc?: string, subject: string, text: string, 
/**
 * Files beside the document itself.
 */
attachment_ids?: Array<AttachmentId>, };
export type MailLogin = "password" | "oauth";
export type MailPage = { row: MailRow, sender: string, recipients: Array<string>, message_id: string, 
/**
 * Of the exact message, which is kept.
 */
sha256: string, size_bytes: number, written_by: string, events: Array<MailEventShown>, };
export type MailPerson = { name: string, 
/**
 * "President"; empty for the business itself.
 */
role: string, address: string, };
export type MailPlan = { rows: Array<MailPlanRow>, 
/**
 * Papers that went out before, or are about to.
 */
gone: number, 
/**
 * Papers beyond those that one go takes.
 */
more: number, 
/**
 * "Calder Street Factors <office@calderstreet.example>"; none without an account.
 */
sender: string | null, };
export type MailPlanRow = { about: MailAbout, 
/**
 * "Letter LTR-2026-0042"
 */
number: string, name: string, 
/**
 * Empty if no address is kept.
 */
to: string, 
/**
 * What to do about it; empty if it can go out.
 */
why_not: string, };
export type MailQuery = { tab: MailTab, before: MailId | null, };
export type MailRow = { id: MailId, 
/**
 * "Letter LTR-2026-0042", "Note", "Test"
 */
about: string, 
/**
 * None of a test.
 */
target: Target | null, 
/**
 * "Nadia Ferro <nadia@larkfield.example>"
 */
to: string, subject: string, stage: MailStage, 
/**
 * "Waits, next try Nov 19, 10:05 AM", "Sent Nov 19, 10:00 AM"
 */
stage_words: string, 
/**
 * What the server said last, in its own words; may be empty.
 */
answer: string, written_words: string, can_cancel: boolean, can_try_again: boolean, };
export type MailRows = { rows: Array<MailRow>, tabs: MailTabs, has_account: boolean, 
/**
 * Why nothing goes out until somebody looks at the account; empty if all is well.
 */
problem: string, };
export type MailSecurity = "tls" | "starttls";
export type MailSeveral = { "kind": "letters", letter_ids: Array<LetterId>, } | { "kind": "statement_run", run_id: StatementRunId, };
export type MailStage = "waiting" | "handing_over" | "sent" | "refused" | "uncertain" | "cancelled";
export type MailTab = "all" | "waiting" | "undecided" | "sent";
export type MailTabs = { all: number, waiting: number, undecided: number, sent: number, };
export type MailTemplate = { kind: MailTemplateKind, subject: string, text: string, };
export type MailTemplateKind = "note" | "letter" | "statement" | "paper" | "record";
export type MailTemplateShown = { template: MailTemplate, 
/**
 * "Confirmation of a discussion"
 */
title: string, 
/**
 * "{{letter.number}}" and so on.
 */
fields: Array<string>, };
export type MailTemplates = { templates: Array<MailTemplateShown>, 
/**
 * Whether the person at the desk may change them.
 */
may_change: boolean, };
export type MailsQueued = { count: number, };
export type MeasureUnit = "days" | "times_a_year";
export type MergeAsked = { 
/**
 * Archived, and points to the other.
 */
merged_id: DebtorId, 
/**
 * Stands for the business.
 */
survivor_id: DebtorId, };
export type MergeField = { 
/**
 * As it stands between the braces.
 */
path: string, 
/**
 * Its name for people.
 */
label: string, 
/**
 * The heading it is listed under.
 */
group: string, 
/**
 * The screen that holds it.
 */
where_to_fill: WhereToFill, };
export type MergePlan = { merged: DebtorNamed, survivor: DebtorNamed, 
/**
 * Open on both.
 */
open: Money, 
/**
 * One sentence each.
 */
sentences: Array<string>, };
export type MethodGiven = { "kind": "drawn", strokes: Array<Array<[number, number]>>, } | { "kind": "typed", text: string, } | { "kind": "certificate", time?: SigningTime, 
/**
 * What shows beside the words; none for the name in script.
 */
strokes?: Array<Array<[number, number]>>, } | { "kind": "brought", file_name: string, 
/**
 * A PKCS#12 file in base64; problems stand at "data".
 */
data: string, 
/**
 * Problems stand at "password".
 */
password: string, time?: SigningTime, strokes?: Array<Array<[number, number]>>, } | { "kind": "returned", 
/**
 * Problems stand at "method".
 */
attachment_id: AttachmentId | null, 
/**
 * The day written beside the signature; problems stand at "signed_on".
 */
signed_on: string, 
/**
 * The certificate of completion of the service where it was signed.
 */
evidence_id?: AttachmentId, };
export type Money = { minor: number, currency: Currency, };
export type MonthAsked = { month: string, };
export type Name = string;
export type NameLikeness = "same" | "near" | "begins";
export type NewPerson = { name: string, role: Role, 
/**
 * The first one; the person changes it in the settings.
 */
passphrase: string, 
/**
 * The passphrase of whoever adds.
 */
own_passphrase: string, };
export type NewSigningKey = { common_name: string, organisation: string, 
/**
 * How long its certificate is valid, 1 to 10.
 */
years: number, };
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
reason: string, owner: NextOwner, };
export type NextOwner = { "kind": "me" } | { "kind": "everybody" } | { "kind": "person", person_id: PersonId, };
export type NoteAction = "open" | "log_call" | "snooze" | "done" | "move_date";
export type NoteId = number & { readonly __id: "NoteId" };
export type NoteInput = { subject: NoteSubject, contact_id: ContactId | null, 
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
finishes: FollowUpId | null, 
/**
 * Words it is found by, as typed: "dispute, change order".
 */
tags: string, 
/**
 * What it brings as proof.
 */
proof: Proof | null, 
/**
 * The note whose place this one takes; both stay.
 */
corrects: NoteId | null, 
/**
 * What the debtor promised to pay.
 */
promise: PromiseInput | null, };
export type NoteListQuery = { 
/**
 * Words of the text, of who was spoken to, of tags and files.
 */
text: string, 
/**
 * The name of whoever wrote it; empty for everybody.
 */
written_by: string, channel: Channel | null, outcome: Outcome | null, 
/**
 * Everything of a client; the debtor is then not asked for.
 */
client_id: ClientId | null, debtor_id: DebtorId | null, 
/**
 * As typed; empty for no first day.
 */
from: string, 
/**
 * As typed; empty for no last day.
 */
until: string, promise: PromiseWanted, offset: number, 
/**
 * At most 200.
 */
limit: number, };
export type NotePerson = { 
/**
 * None of somebody at the debtor.
 */
contact_id: ContactId | null, name: string, 
/**
 * "President, Larkfield Produce"
 */
role: string, phone: string, };
export type NotePin = { note_id: NoteId, is_pinned: boolean, };
export type NoteRow = { id: NoteId, at: Due, subject: NoteSubject, 
/**
 * "Invoice EE-1198"
 */
subject_title: string, 
/**
 * "Eskfield Electrical, Redmayne Construction"
 */
of: string, contact_name: string, channel: Channel, outcome: Outcome, 
/**
 * "Ruth Adeyemi"; empty where that was not kept.
 */
written_by: string, 
/**
 * Its beginning, or the part that was looked for.
 */
excerpt: string, tags: Array<string>, promise: PromiseShown | null, 
/**
 * Another took its place.
 */
is_corrected: boolean, };
export type NoteRows = { rows: Array<NoteRow>, total: number, 
/**
 * Whether there are more than the total says.
 */
is_capped: boolean, 
/**
 * Everybody who ever wrote a note, by name.
 */
writers: Array<string>, };
export type NoteSaved = { note_id: NoteId, follow_up: FollowUpShown | null, };
export type NoteShown = { id: NoteId, contact_name: string, channel: Channel, direction: Direction, outcome: Outcome, text: string, attachments: Array<AttachmentShown>, follow_up: FollowUpShown | null, subject: NoteSubject, 
/**
 * "Invoice EE-1198"
 */
subject_title: string, 
/**
 * Its client, to whom it can be confirmed.
 */
client_id: ClientId | null, tags: Array<string>, proof: Proof | null, 
/**
 * None once the note was corrected: then the correction's counts.
 */
promise: PromiseShown | null, is_pinned: boolean, 
/**
 * The note whose place it takes.
 */
corrects: NoteId | null, 
/**
 * The note that took its place: this one counts no longer, and stays.
 */
corrected_by: NoteId | null, 
/**
 * "Ruth Adeyemi"; empty where that was not kept.
 */
written_by: string, };
export type NoteSubject = { "kind": "client", "id": ClientId } | { "kind": "debtor", "id": DebtorId } | { "kind": "invoice", "id": InvoiceId } | { "kind": "schedule", "id": ScheduleId } | { "kind": "contract", "id": ContractId } | { "kind": "receipt", "id": ReceiptId };
export type NoteSubjectAsked = { subject: NoteSubject, };
export type NoteSubjectPage = { subject: NoteSubject, 
/**
 * "Invoice EE-1198"
 */
title: string, 
/**
 * "Eskfield Electrical, Redmayne Construction"; empty where the title says it.
 */
of: string, client_id: ClientId | null, 
/**
 * Of the client, then of the debtor.
 */
people: Array<NotePerson>, 
/**
 * Main number of the client or the debtor; may be empty.
 */
phone: string, 
/**
 * Whether a promise to pay can stand on it: it belongs to a debtor.
 */
can_promise: boolean, 
/**
 * Tags in use, the most frequent first.
 */
tags: Array<string>, 
/**
 * Five days after an invoice is due, "Tue, Dec 1, 2026", unless that has passed.
 */
due_five: string | null, };
export type NoteTemplateAsked = { id: number, };
export type NoteTemplateInput = { 
/**
 * The one that it replaces; none of a new one.
 */
id: number | null, name: string, channel: Channel, outcome: Outcome, text: string, };
export type NoteTemplateShown = { id: number, name: string, channel: Channel, outcome: Outcome, text: string, };
export type NoteTemplates = { rows: Array<NoteTemplateShown>, };
export type Nothing = Record<symbol, never>;
export type NoticeInput = { client_id: ClientId, debtor_id: DebtorId, stage: NoticeStage, 
/**
 * "Nov 20"; empty is today.
 */
on: string, way: NoticeWay | null, };
export type NoticeKind = "at_term_end" | "early" | "at_once";
export type NoticeStage = "none" | "sent" | "delivered" | "acknowledged" | "refused" | "returned" | "released";
export type NoticeWay = "post" | "registered_post" | "courier" | "email" | "fax" | "by_hand" | "portal";
export type NotificationTried = { was_taken: boolean, 
/**
 * Why not, in plain words.
 */
problem: string | null, };
export type OnClose = "ask" | "quit" | "stay_in_tray";
export type OpenInvoiceRow = { invoice_id: InvoiceId, number: string, debtor: PayerNamed, invoiced_on: Day, due_on: Day, open: Money, 
/**
 * The days of its fee, if the receipt closes it.
 */
days: number, 
/**
 * The fee if the receipt closes it.
 */
fee: Explained | null, 
/**
 * What the reserve then releases; below zero the client owes it.
 */
to_reserve: Explained | null, 
/**
 * The discount the debtor may take on the day of receipt.
 */
discount: Money | null, is_disputed: boolean, 
/**
 * "Damage, 312.50 since Nov 11"
 */
dispute: string, 
/**
 * What the debtor paid to the client and the client has not turned over.
 */
misdirected: Money | null, 
/**
 * Why it cannot be paid by this receipt: bought after it came, say.
 */
refusal: string | null, };
export type OpenInvoicesAsked = { receipt_id: ReceiptId, 
/**
 * Nothing typed: those of the payer and its group. Else any open invoice of this number,
 * debtor or client.
 */
text: string, };
export type OpenInvoicesOfClient = { client: ClientNamed, invoices: Array<OpenInvoiceRow>, open: Money, };
export type OpenInvoicesShown = { clients: Array<OpenInvoicesOfClient>, count: number, open: Money, 
/**
 * Whether there are more than are shown.
 */
is_cut: boolean, };
export type OpeningFate = "leave_out" | "opening" | "first_clause";
export type Outcome = "reached" | "no_answer" | "left_message" | "promised" | "disputed" | "other";
export type OverAdvanceAgreed = { amount: Money, 
/**
 * The last day on which it may stand.
 */
expires_on: Day, reason: string, };
export type OverAdvanceShown = { 
/**
 * Whose funding it was paid with.
 */
schedule_id: ScheduleId, entry: EntryNumber, given: Money, 
/**
 * What is still out of it.
 */
left: Money, 
/**
 * The last day on which it may stand.
 */
expires_on: Day, is_expired: boolean, 
/**
 * Days since it expired; 0 before.
 */
days_late: number, 
/**
 * "until Dec 15, 2026", "expired Dec 15, 2026"
 */
day_words: string, reason: string, 
/**
 * Who prepared it.
 */
asked_by: string, 
/**
 * Who confirmed it.
 */
approved_by: string, funded_on: Day, };
export type OverAdvanceTyped = { amount: string, 
/**
 * The last day on which it may stand.
 */
expires_on: string, 
/**
 * Why the client is paid more; kept and printed.
 */
reason: string, };
export type OverrideShown = { reason: string, by: string, 
/**
 * "Nov 19, 2026, 10:21:00 AM"
 */
at: string, attachment: AttachmentShown | null, 
/**
 * It was given for other figures than those that stand now, and no longer counts.
 */
is_lapsed: boolean, };
export type PairInput = { client_id: ClientId, debtor_id: DebtorId, 
/**
 * Its invoices are bought.
 */
is_bought: boolean, 
/**
 * "20,000"; empty without one.
 */
limit: string, is_affiliate: boolean, is_contra: boolean, };
export type PairShown = { client_id: ClientId, client_name: string, open: Money, past_due: Money, limit: LimitUse | null, is_bought: boolean, is_affiliate: boolean, is_contra: boolean, stage: NoticeStage, notice_on: Day | null, way: NoticeWay | null, 
/**
 * "Sent Nov 20, 2026, by registered post"
 */
notice_words: string, };
export type Paragraph = { 
/**
 * What references point to, within the clause.
 */
key: string, 
/**
 * The paragraph is in only when it holds.
 */
condition?: Condition | null, 
/**
 * The sentence with its merge fields.
 */
text: string, };
export type PartyRole = "factor" | "client" | "guarantor";
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
export type PayTo = { client_id: ClientId, standing: PayToStanding, holder: string, bank: string, 
/**
 * "•••• 8820"
 */
number: string, 
/**
 * "Checked by call, Mar 3, 2026, by Ruth Adeyemi" or what to do.
 */
words: string, };
export type PayToStanding = "missing" | "held" | "confirmed";
export type PayerNamed = { id: DebtorId, name: string, };
export type PayoutMethod = "wire" | "ach" | "check";
export type PdfData = { file_name: string, data: string, sha256: string, 
/**
 * What it could not print, as sentences.
 */
warnings: Array<string>, };
export type PdfVerdict = "not_signed" | "valid_and_unchanged" | "changed_after_signing" | "cannot_verify";
export type PdfVerified = { file_name: string, 
/**
 * Of the file.
 */
sha256: string, verdict: PdfVerdict, 
/**
 * "Signed, and unchanged since."
 */
words: string, 
/**
 * Why the file could not be looked at.
 */
problem: string | null, signatures: Array<SignatureVerified>, };
export type PeoplePage = { people: Array<PersonRow>, roles: Array<RoleRow>, acts: Array<ActRow>, 
/**
 * Whether who is at the desk may change any of it.
 */
can_manage: boolean, 
/**
 * People that can still be added.
 */
seats_left: number, };
export type Person = { 
/**
 * The person.
 */
id: PersonId, 
/**
 * As it stands in the log and beside entries.
 */
name: Name, 
/**
 * What the person is trusted with.
 */
role: Role, 
/**
 * Up to which amount the person writes off without a second yes, if an owner has set one.
 */
write_off_limit: Money | null, };
export type PersonChange = { person_id: PersonId, name: string, role: Role, 
/**
 * Up to which amount the person writes off without a second yes; nothing typed is none.
 */
write_off_limit: string, };
export type PersonId = number & { readonly __id: "PersonId" };
export type PersonLeaves = { person_id: PersonId, 
/**
 * The passphrase of whoever takes the way in away.
 */
own_passphrase: string, };
export type PersonPassphrase = { person_id: PersonId, passphrase: string, 
/**
 * The passphrase of whoever sets it.
 */
own_passphrase: string, };
export type PersonRow = { id: PersonId, name: string, role: Role, has_left: boolean, 
/**
 * Whoever is at the desk.
 */
is_self: boolean, 
/**
 * The last owner, who cannot leave.
 */
is_last_owner: boolean, 
/**
 * Up to which amount the person writes off without a second yes.
 */
write_off_limit: Money | null, 
/**
 * The same as it is typed; empty for none.
 */
write_off_limit_typed: string, };
export type PlacedHold = { id: ReserveHoldId, 
/**
 * "Larkfield Produce", "invoice FL9092"
 */
on: string, is_lien: boolean, reason: string, placed_by: string, placed_on: Day, };
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
export type PossibleDuplicate = { debtor_id: DebtorId, name: string, status: DebtorStanding, likeness: NameLikeness, 
/**
 * "the same name", "one letter differs", "was merged as Acme Limited"
 */
words: string, open: Money, };
export type PossibleDuplicates = { rows: Array<PossibleDuplicate>, 
/**
 * One has the same name.
 */
has_same: boolean, };
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
lock_after_minutes: number, 
/**
 * The columns of each list in their order, where they are not the usual ones.
 */
columns: { [key in string]: Array<string> }, };
export type PromiseHistory = { open: number, kept: number, part_kept: number, broken: number, rows: Array<PromiseShown>, };
export type PromiseInput = { amount: string, 
/**
 * As typed: "fri", "+7", "12/1".
 */
day: string, 
/**
 * Empty is the person spoken with.
 */
by: string, };
export type PromiseShown = { note_id: NoteId, invoice_id: InvoiceId | null, 
/**
 * Empty of a promise for whatever the debtor owes.
 */
invoice_number: string, amount: Money, given_on: Day, due_on: Day, 
/**
 * "Nov 24"
 */
due_words: string, by: string, state: PromiseState, 
/**
 * What of it came in by its day.
 */
paid: Money, };
export type PromiseState = "open" | "kept" | "part_kept" | "broken";
export type PromiseWanted = "no_matter" | "any" | "running" | "missed";
export type Proof = "delivery" | "signed_invoice" | "order" | "remittance" | "payment" | "agreement" | "other";
export type ProposalKind = "named" | "exact" | "exact_less_discount" | "fewest_invoices" | "oldest_first";
export type Rate = string;
export type Rating = "good" | "average" | "poor";
export type RatingShown = { rating: Rating | null, 
/**
 * "Good", "Not rated yet"
 */
words: string, 
/**
 * "1 of 3 promises missed"; empty of none whose day has passed.
 */
promise_words: string, working: Working, };
export type ReceiptAsked = { receipt_id: ReceiptId, };
export type ReceiptClientStaged = { client: ClientNamed, 
/**
 * Lines of the receipt.
 */
invoices: number, pays: Money, short: Money, 
/**
 * Cash of the invoices that close, part payments of before included.
 */
collected: Money, advance_repaid: Money, fees: Money, other_charges: Money, 
/**
 * The last day the fees count to: "Nov 23".
 */
fees_to: Day | null, 
/**
 * What they leave for the client.
 */
earned: Explained, 
/**
 * Part payments of invoices that stay open.
 */
part_paid: Money, 
/**
 * What the client comes to owe.
 */
deficit: Money, 
/**
 * Given back to the client, the fee kept from it.
 */
given_back: Money, give_back_fee: Money, 
/**
 * Why no release is to be expected; empty if one is.
 */
held: Array<string>, 
/**
 * The first run it can be released in.
 */
release_on: Day | null, 
/**
 * "Release Fri, Nov 27, first run after the payment clears on Nov 23."
 */
release_words: string, };
export type ReceiptEntryRow = { number: EntryNumber, event: string, about: string, booked_on: Day, amount: Money, is_reversal: boolean, };
export type ReceiptEntryStaged = { event: Event, 
/**
 * "Application"
 */
label: string, client: ClientNamed | null, 
/**
 * "Invoice BS-20183"
 */
about: string, amount: Money, event_on: Day, value_on: Day, postings: Array<PostingShown>, working: Working | null, };
export type ReceiptForm = { today: Day, currency: string, accounts: Array<FirmAccount>, ways: Array<ReceiptWayShown>, reasons: Array<ShortPayReasonShown>, 
/**
 * Whether whoever is at the desk may write off, take back and reverse.
 */
may_write_off: boolean, may_reverse: boolean, };
export type ReceiptHint = { kind: ReceiptHintKind, 
/**
 * "5 of 5 lines named", "2 invoices add up", "Give back to Juniper Row"
 */
words: string, };
export type ReceiptHintKind = "named" | "exact" | "discount" | "adds_up" | "no_match" | "not_factored" | "overpaid" | "parked";
export type ReceiptId = number & { readonly __id: "ReceiptId" };
export type ReceiptInbox = { rows: Array<InboxRow>, 
/**
 * What is unapplied in each currency.
 */
unapplied: Array<Money>, 
/**
 * "Bank file of Nov 19, 7:02 AM: 2 lines, both here."
 */
last_import: string | null, };
export type ReceiptInput = { 
/**
 * Problems stand at "bank_account_id", "method", "reference", "debtor_id", "payer",
 * "received_on", "value_on", "amount", "remittance".
 */
bank_account_id: BankAccountId | null, method: ReceiptWay, 
/**
 * Check number or bank reference.
 */
reference: string, 
/**
 * Who paid, if that is known.
 */
debtor_id: DebtorId | null, 
/**
 * Who the bank says it is from, if the debtor is not known: "PMT ZX 88201".
 */
payer: string, 
/**
 * "today", "11/19", "Nov 19, 2026"; nothing typed is today.
 */
received_on: string, 
/**
 * The day it counts as collected; nothing typed is received and cleared by the terms.
 */
value_on: string, amount: string, 
/**
 * What the debtor wrote about it; its numbers are looked for first.
 */
remittance: string, };
export type ReceiptLineStaged = { invoice_id: InvoiceId, number: string, client_id: ClientId, open: Money, pays: Money, 
/**
 * What it leaves open, as a size.
 */
short: Money, 
/**
 * "Damage, charged to the reserve"
 */
rest_words: string, closes: boolean, 
/**
 * Days of the fee where it closes.
 */
days: number | null, fee: Explained | null, 
/**
 * What it leaves for the client where it closes; below zero the client owes it.
 */
to_reserve: Explained | null, 
/**
 * What the client comes to owe by this line.
 */
deficit: Money | null, };
export type ReceiptLineTyped = { 
/**
 * Problems stand at "lines.2.pays", "lines.2.rest", "lines.2.reason".
 */
invoice_id: InvoiceId, pays: string, rest: RestFate, reason: ShortPayReason | null, note: string, };
export type ReceiptPage = { receipt_id: ReceiptId, standing: ReceiptStanding, payer: string, debtor: PayerNamed | null, 
/**
 * The group whose invoices are offered too.
 */
group: string | null, account: string, way: ReceiptWay, way_label: string, 
/**
 * "Check 41877"
 */
about: string, 
/**
 * "Check 41877, Lockbox, received Nov 19, 2026. Clears Mon, Nov 23, two business days."
 */
summary: string, received_on: Day, value_on: Day, amount: Money, 
/**
 * What is still for nothing in the books: the amount while it is not posted.
 */
left: Money, remittance: string, hint: ReceiptHint, 
/**
 * To be edited while it is not posted.
 */
form: ReceiptInput, 
/**
 * What it is for, as typed so far.
 */
allocation: AllocationTyped, 
/**
 * "10:48:15 AM"
 */
saved_at: string, entered_by: string, 
/**
 * Why it was returned or reversed.
 */
reason: string, 
/**
 * The corrected copy of a receipt that was reversed.
 */
corrected_by: ReceiptId | null, entries: Array<ReceiptEntryRow>, earlier: Array<EarlierPayment>, };
export type ReceiptPosted = { receipt_id: ReceiptId, entries: Array<EntryNumber>, 
/**
 * Invoices it closed.
 */
closed: Array<InvoiceId>, left: Money, 
/**
 * "Posted 57,425.00 to 5 invoices, 5 of them closed."
 */
words: string, };
export type ReceiptPosting = { allocation: AllocationTyped, 
/**
 * Of the staging that was looked at.
 */
fingerprint: string, };
export type ReceiptQuery = { 
/**
 * The beginning of a debtor's name or of a reference, or an amount.
 */
text: string, view: ReceiptView, 
/**
 * First and last day of receipt; nothing typed is no limit.
 */
from: string, until: string, offset: number, 
/**
 * At most 200.
 */
limit: number, };
export type ReceiptReturn = { receipt_id: ReceiptId, 
/**
 * Nothing typed is today. Problems stand at "returned_on", "reason".
 */
returned_on: string, 
/**
 * In the bank's words: "insufficient funds".
 */
reason: string, 
/**
 * Of the staging that was looked at; the staging itself needs none.
 */
fingerprint: string, };
export type ReceiptReturnStage = { receipt_id: ReceiptId, returned_on: Day, amount: Money, 
/**
 * Invoices that open again: "BS-20183 of Brinmoor Staffing, 14,820.00".
 */
reopened: Array<string>, 
/**
 * What clients come to owe by it, fees for the returned payment included.
 */
deficit: Money, entries: Array<ReceiptEntryStaged>, problems: Array<FieldMessage>, warnings: Array<string>, fingerprint: string, };
export type ReceiptReversal = { receipt_id: ReceiptId, 
/**
 * Problems stand at "reason".
 */
reason: string, };
export type ReceiptRow = { receipt_id: ReceiptId, payer: string, debtor: PayerNamed | null, about: string, account: string, received_on: Day, value_on: Day, amount: Money, standing: ReceiptStanding, };
export type ReceiptRows = { rows: Array<ReceiptRow>, 
/**
 * All that fit the query.
 */
total: number, 
/**
 * Rows in the tab without the rest of the query.
 */
of: number, 
/**
 * Counts for the tabs, by view name.
 */
views: { [key in string]: number }, };
export type ReceiptSaved = { receipt_id: ReceiptId, };
export type ReceiptStage = { receipt_id: ReceiptId, 
/**
 * What there is to share out: the receipt, or the rest of a posted one.
 */
amount: Money, lines: Array<ReceiptLineStaged>, clients: Array<ReceiptClientStaged>, 
/**
 * "5 of 7 open invoices"
 */
lines_words: string, pays: Money, short: Money, fees: Money, to_reserve: Money, given_back: Money, refunded: Money, late_charges: Money, 
/**
 * What no line takes; parked with its reason when it is posted.
 */
left: Money, sums: Array<ReceiptSum>, entries: Array<ReceiptEntryStaged>, 
/**
 * What stands in the way, at its field; empty where it can be posted.
 */
problems: Array<FieldMessage>, 
/**
 * What is good to know and stands in nobody's way.
 */
warnings: Array<string>, 
/**
 * Empty while there are problems.
 */
fingerprint: string, };
export type ReceiptStanding = "unposted" | "posted" | "part_unapplied" | "returned" | "reversed";
export type ReceiptSum = { 
/**
 * "Advances repaid", "Factoring fees earned", "To earned reserve"
 */
label: string, amount: Money, };
export type ReceiptUpdate = { receipt_id: ReceiptId, receipt: ReceiptInput, };
export type ReceiptView = "all" | "posted" | "returned" | "reversed";
export type ReceiptWay = "check" | "ach" | "wire" | "card" | "cash" | "other";
export type ReceiptWayShown = { way: ReceiptWay, 
/**
 * "ACH"
 */
label: string, };
export type RecourseCaseAsked = { case_id: RecourseCaseId, };
export type RecourseCaseEnded = { case_id: RecourseCaseId, reason: string, };
export type RecourseCaseId = number & { readonly __id: "RecourseCaseId" };
export type RecourseCasePage = { id: RecourseCaseId, kind: RecourseKind, state: RecourseState, client: ClientNamed, invoice_id: InvoiceId, number: string, debtor: string, happened_on: Day, due_on: Day, ground: string, is_part: boolean, reason: string, replaced_by: string, face: Money, reserve: Money, fees: Money, amount: Money, evidence: Array<AttachmentShown>, entry: EntryNumber | null, entries: Array<ReleaseEntryShown>, prepared: string, confirmed: string | null, ended: string | null, };
export type RecourseCaseRow = { id: RecourseCaseId, kind: RecourseKind, state: RecourseState, client: ClientNamed, number: string, happened_on: Day, 
/**
 * "Recourse date", "Agreed"
 */
ground: string, face: Money, amount: Money, };
export type RecourseCaseRows = { rows: Array<RecourseCaseRow>, total: number, };
export type RecourseCasesQuery = { invoice_id: InvoiceId | null, offset: number, 
/**
 * At most 200.
 */
limit: number, };
export type RecourseKind = "charge_back" | "write_off";
export type RecourseQuery = { view: RecourseView, sort: RecourseSort, is_descending: boolean, 
/**
 * How far ahead; 0 is 30 days.
 */
days_ahead: number, 
/**
 * Part of a client's, a debtor's or an invoice's name.
 */
text: string, offset: number, 
/**
 * At most 200.
 */
limit: number, };
export type RecourseRow = { invoice_id: InvoiceId, number: string, client: ClientNamed, debtor: string, recourse_on: Day, 
/**
 * "12 days past", "in 5 days", "today", "the firm's risk"
 */
when: string, is_passed: boolean, is_disputed: boolean, open: Money, 
/**
 * What the client would owe today; none where its terms cannot price it.
 */
charge: Explained | null, prepared: RecourseCaseId | null, };
export type RecourseRows = { rows: Array<RecourseRow>, total: number, 
/**
 * Rows of the view without the text.
 */
of: number, days_ahead: number, 
/**
 * By the names of the views.
 */
views: { [key in string]: number }, };
export type RecourseSort = "date" | "client" | "amount";
export type RecourseStagedPage = { invoice_id: InvoiceId, number: string, client: ClientNamed, debtor: string, recourse_on: Day, is_own_risk: boolean, is_disputed: boolean, face: Money, open: Money, 
/**
 * What of it goes.
 */
gone: Money, reserve: Money, fees: Money, 
/**
 * What the client owes, or the firm loses.
 */
amount: Explained, 
/**
 * The day the client is to have paid by.
 */
due_on: Day, 
/**
 * Of a charge-back.
 */
recovery: Array<RecoveryStep>, entries: Array<ReleaseEntryShown>, fingerprint: string, 
/**
 * What of this invoice waits for its confirmation.
 */
prepared: RecourseCaseId | null, };
export type RecourseState = "prepared" | "booked" | "reversed" | "discarded";
export type RecourseView = "all" | "passed" | "coming" | "own_risk";
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
export type RecoveryStep = { 
/**
 * "Reserve release"
 */
label: string, 
/**
 * What it can give now; none where that is not known yet.
 */
can_give: Money | null, note: string, };
export type ReleaseAsked = { client_id: ClientId, source: ReleaseSource, scope: ReleaseScope, 
/**
 * Nothing typed is today.
 */
day: string, 
/**
 * Of escrow: as typed; nothing is all.
 */
amount: string, 
/**
 * Of escrow: why.
 */
reason: string, method: ReleaseMethod, 
/**
 * From which account of the firm; none takes the first.
 */
bank_id: BankAccountId | null, };
export type ReleaseBank = { id: BankAccountId, name: string, };
export type ReleaseDueShown = { 
/**
 * "FL9092", "not for one invoice"
 */
about: string, owed: Money, due_on: Day, taken: Money, };
export type ReleaseEntryShown = { number: EntryNumber | null, event: string, 
/**
 * "FL9092"; may be empty.
 */
about: string, 
/**
 * The account; empty for a posting of the other side.
 */
debit: string, 
/**
 * As `debit`.
 */
credit: string, amount: Money, };
export type ReleaseHoldShown = { words: string, way: ReleaseWay, way_label: string, hold_id: ReserveHoldId | null, };
export type ReleaseLeftOut = { invoice_id: InvoiceId, number: string, earned: Money, 
/**
 * "Its release day is Fri, Nov 27."
 */
why: string, 
/**
 * The hold that keeps it out, if one does.
 */
hold_id: ReserveHoldId | null, };
export type ReleaseLineShown = { invoice_id: InvoiceId, number: string, debtor: string, closed_on: Day, collected: Money, advance: Money, fees: Money, 
/**
 * Everything else that moved its reserve; with its sign.
 */
other: Money, released: Explained, };
export type ReleaseMethod = "ach" | "wire" | "check";
export type ReleasePayout = { method: ReleaseMethod, 
/**
 * "ACH to First Hartford •••• 4321"
 */
words: string, banks: Array<ReleaseBank>, bank_id: BankAccountId | null, 
/**
 * The client's account, and whether it may be paid to.
 */
pay_to: PayTo, 
/**
 * Why it cannot be paid so, with what to do; none is fine.
 */
problem: string | null, };
export type ReleasePrepared = { asked: ReleaseAsked, fingerprint: string, };
export type ReleaseRow = { client: ClientNamed, 
/**
 * Closed invoices whose release day has come.
 */
invoices: number, 
/**
 * Their earned reserve.
 */
earned: Money, 
/**
 * What would be paid out.
 */
net: Money, 
/**
 * "As each invoice closes"
 */
calendar: string, 
/**
 * The next run day; none without earned reserve.
 */
next_run: Day | null, is_due: boolean, 
/**
 * Why nothing is released, in words; none is none.
 */
holds: Array<string>, escrow_held: Money, 
/**
 * What waits for its confirmation.
 */
prepared: ReleaseRunId | null, };
export type ReleaseRows = { day: Day, 
/**
 * Those that are due first, then by name.
 */
rows: Array<ReleaseRow>, 
/**
 * Clients that can be paid now.
 */
due: number, held: number, 
/**
 * What they can be paid; in the firm's currency.
 */
net: Money, rules: ReleaseRulesShown, };
export type ReleaseRulesInput = { hold_age_days: string, charge_days: string, past_due_is_recovered: boolean, };
export type ReleaseRulesShown = { 
/**
 * Empty for no limit.
 */
hold_age_days: string, charge_days: string, 
/**
 * A debt past due is recovered from the run instead of holding it.
 */
past_due_is_recovered: boolean, };
export type ReleaseRunAsked = { run_id: ReleaseRunId, };
export type ReleaseRunEnded = { run_id: ReleaseRunId, reason: string, };
export type ReleaseRunId = number & { readonly __id: "ReleaseRunId" };
export type ReleaseRunPage = { id: ReleaseRunId, client: ClientNamed, source: ReleaseSource, ran_on: Day, state: ReleaseState, reason: string, lines: Array<ReleaseLineShown>, released: Money, recovered: Money, returned: Money, escrow: Money, net: Money, paid: string, from_bank: string, 
/**
 * None before it is booked.
 */
entries: Array<ReleaseEntryShown>, 
/**
 * "Ruth Adeyemi, Nov 19, 2026, 10:00:00 AM"
 */
prepared: string, confirmed: string | null, 
/**
 * "Reversed by Ruth Adeyemi on Nov 20, 2026: paid twice"
 */
ended: string | null, };
export type ReleaseRunRow = { id: ReleaseRunId, client: ClientNamed, source: ReleaseSource, ran_on: Day, state: ReleaseState, released: Money, recovered: Money, net: Money, 
/**
 * "ACH to First Hartford •••• 4321"
 */
paid: string, };
export type ReleaseRunRows = { rows: Array<ReleaseRunRow>, total: number, };
export type ReleaseRunsQuery = { client_id: ClientId | null, offset: number, 
/**
 * At most 200.
 */
limit: number, };
export type ReleaseScope = "due" | "all";
export type ReleaseSource = "reserve" | "escrow";
export type ReleaseStagedPage = { client: ClientNamed, source: ReleaseSource, scope: ReleaseScope, day: Day, calendar: string, lines: Array<ReleaseLineShown>, left_out: Array<ReleaseLeftOut>, holds: Array<ReleaseHoldShown>, released: Explained, dues: Array<ReleaseDueShown>, recovered: Explained | null, returned: Explained | null, escrow: Explained | null, 
/**
 * Before the run.
 */
escrow_held: Money, net: Explained, payout: ReleasePayout, entries: Array<ReleaseEntryShown>, can_prepare: boolean, 
/**
 * Of all it was worked out from.
 */
fingerprint: string, 
/**
 * What of this client waits for its confirmation.
 */
prepared: ReleaseRunId | null, 
/**
 * Holds that people have placed on the client or its invoices.
 */
placed: Array<PlacedHold>, };
export type ReleaseState = "prepared" | "booked" | "reversed" | "discarded";
export type ReleaseWay = "recourse" | "contracts" | "lift_hold";
export type ReleasesAsked = { day: string, };
export type ReminderChoices = { 
/**
 * 5 to 10,080: how long a snooze lasts where no other time is asked for.
 */
snooze_minutes: number, 
/**
 * From when to when nothing is shown; both empty for never.
 */
quiet_from: string, quiet_until: string, 
/**
 * Nothing is shown on Saturday and Sunday.
 */
has_quiet_weekends: boolean, 
/**
 * When one notification tells the whole day; empty for none.
 */
digest_at: string, 
/**
 * 5 to 10,080: after which what nobody acted on is shown again; none: once is enough.
 */
repeat_minutes: number | null, };
export type ReminderRows = { 
/**
 * Of whoever is at the desk, and those that are everybody's.
 */
rows: Array<FollowUpShown>, 
/**
 * Those of other people; shown to owners and managers.
 */
others: Array<FollowUpShown>, 
/**
 * Contracts whose term is about to end, undecided.
 */
contracts: Array<ContractReminder>, 
/**
 * What is announced with this list, for the first time or again; empty where it is only read.
 */
announced: Array<FollowUpId>, 
/**
 * Quiet hours: the list is complete, and nothing calls for attention.
 */
is_quiet: boolean, 
/**
 * Set if the desktop refused the last notification.
 */
desktop_problem: string | null, };
export type RemindersSnoozed = { count: number, until: Due, };
export type RenewalDecision = { contract_id: ContractId, 
/**
 * The one that was shown, so that a later one is not decided unseen.
 */
term_number: number, };
export type RenewalToDecide = { term_number: number, 
/**
 * "Let it renew" or "Let it end"
 */
act: string, words: string, };
export type ReserveHoldId = number & { readonly __id: "ReserveHoldId" };
export type RestFate = "undecided" | "instalment" | "discount" | "to_reserve" | "dispute" | "write_off" | "turned_over";
export type ReturnAsked = { contract_id: ContractId, attachment_id: AttachmentId, };
export type ReturnExamined = { file: AttachmentShown, verdict: ReturnVerdict, 
/**
 * What it is, in a sentence or two.
 */
words: string, 
/**
 * What is to be looked at, page by page.
 */
pages: Array<string>, 
/**
 * Whether it holds certificate signatures, and what they say; none without.
 */
certificates: PdfVerified | null, };
export type ReturnVerdict = "same" | "unsigned" | "changed" | "unknown";
export type Role = "owner" | "manager" | "staff" | "read_only";
export type RoleRow = { role: Role, 
/**
 * "Owner"
 */
label: string, 
/**
 * One for each of `PeoplePage.acts`.
 */
may: Array<boolean>, };
export type RowsColumn = { 
/**
 * Its heading; empty without one.
 */
heading: string, field: RowsField | null, 
/**
 * The first value in it.
 */
example: string, };
export type RowsField = "invoice" | "debtor" | "reference" | "invoiced_on" | "due_on" | "face" | "tax" | "retainage" | "discount";
export type RowsPasted = { client_id: ClientId, text: string, 
/**
 * What each column holds, if the user has said so; none leaves it to the headings.
 */
columns: Array<RowsField | null> | null, 
/**
 * None looks at the dates themselves.
 */
date_order: DateOrder | null, };
export type RowsProblem = { 
/**
 * Row of the pasted text, counted from 1.
 */
row: number, field: RowsField, text: string, message: string, };
export type RowsRead = { has_heading: boolean, columns: Array<RowsColumn>, date_order: DateOrder, 
/**
 * All dates can be read both ways, so that the user must look.
 */
is_date_order_guessed: boolean, lines: Array<ScheduleLineTyped>, problems: Array<RowsProblem>, 
/**
 * Empty rows and rows of totals that were left out, with their text.
 */
left_out: Array<string>, 
/**
 * "9 lines understood, 2 cells to look at."
 */
words: string, };
export type SavedClauseAsked = { clause_id: number, };
export type SavedClauseShown = { clause_id: number, clause: Clause, saved_at: string, saved_by: string, };
export type SavedClauses = { rows: Array<SavedClauseShown>, };
export type ScheduleAsked = { schedule_id: ScheduleId, };
export type ScheduleCheck = { 
/**
 * Stable key for the list.
 */
key: string, topic: CheckTopic, 
/**
 * Without regard to an override.
 */
verdict: Verdict, 
/**
 * "AF-76960 was bought before"
 */
title: string, 
/**
 * "SCH-0258, Nov 17, 9,172.50. Line 5 stays out."
 */
detail: string, compared: Array<CheckCompared>, 
/**
 * What to do; empty if it passes.
 */
what_to_do: string, help: CheckHelp, 
/**
 * None for the schedule as a whole.
 */
line_id: ScheduleLineId | null, position: number | null, can_override: boolean, 
/**
 * Holds the funding, or for a blocking line keeps the line out, until solved or overridden.
 */
is_open: boolean, overridden: OverrideShown | null, };
export type ScheduleDebtor = { id: DebtorId, name: string, 
/**
 * "approved", "pending", "on_stop", "archived"
 */
status: string, };
export type ScheduleDocument = "signed_schedule" | "invoice" | "delivery_proof" | "bill_of_lading" | "purchase_order" | "timesheet" | "other";
export type ScheduleFile = { attachment: AttachmentShown, document: ScheduleDocument, 
/**
 * "Bill of lading"
 */
document_words: string, line_id: ScheduleLineId | null, position: number | null, 
/**
 * Where the same bytes were seen before: "SCH-0258, Aldercrest Freight"; empty if nowhere.
 */
seen_before: string, };
export type ScheduleFileAsked = { schedule_id: ScheduleId, line_id: ScheduleLineId | null, attachment_id: AttachmentId, };
export type ScheduleFileInput = { schedule_id: ScheduleId, line_id: ScheduleLineId | null, attachment_id: AttachmentId, document: ScheduleDocument, };
export type ScheduleId = number & { readonly __id: "ScheduleId" };
export type ScheduleLineId = number & { readonly __id: "ScheduleLineId" };
export type ScheduleLineShown = { line_id: ScheduleLineId, 
/**
 * 1, 2, 3 …
 */
position: number, typed: ScheduleLineTyped, debtor: ScheduleDebtor | null, 
/**
 * Who may be meant, where the name alone does not say.
 */
debtor_choices: Array<ScheduleDebtor>, invoiced_on: Day | null, due_on: Day | null, 
/**
 * The due date is worked out from the payment schedule of the terms.
 */
is_due_from_terms: boolean, face: Money | null, tax: Money | null, retainage: Money | null, 
/**
 * What the debtor is expected to keep for paying early.
 */
discount: Money | null, 
/**
 * "2/10"; empty for an amount or none.
 */
discount_words: string, 
/**
 * It is the debtor's own, because the line says nothing else.
 */
is_discount_of_debtor: boolean, 
/**
 * None while the line cannot be read or stays out.
 */
advance: Explained | null, standing: LineStanding, 
/**
 * "Debtor limit", "Bought before", "Verify first"; empty if all is well.
 */
standing_words: string, files: number, is_verified: boolean, invoice_id: InvoiceId | null, };
export type ScheduleLineTyped = { 
/**
 * None for a new line; give it back unchanged, because files and checks hang on it.
 */
line_id: ScheduleLineId | null, invoice: string, 
/**
 * The debtor's name as typed.
 */
debtor: string, 
/**
 * Which debtor is meant, if it was chosen; the name is then only what was typed.
 */
debtor_id: DebtorId | null, 
/**
 * Purchase order or load number.
 */
reference: string, 
/**
 * "11/14", "nov 14", "fri", "eom"
 */
invoiced_on: string, 
/**
 * As a date or "+30" from the invoice; empty: from the terms.
 */
due_on: string, 
/**
 * "1,200", "=1200+350"
 */
face: string, tax: string, retainage: string, 
/**
 * For paying early: "2/10", 2 % within 10 days, or an amount; empty takes the debtor's.
 */
discount: string, decision: LineDecision, 
/**
 * Why it is not bought.
 */
reject_reason: string, };
export type SchedulePage = { id: ScheduleId, revision: number, number: string, client: ClientNamed, 
/**
 * Nothing is bought from one on stop.
 */
client_status: ClientStatus, client_legal_name: string, currency: string, stage: ScheduleStage, stage_words: string, 
/**
 * Whether the grid may be typed in.
 */
can_edit: boolean, can_submit: boolean, can_send_back: boolean, can_withdraw: boolean, 
/**
 * A yes is possible: nothing holds the funding.
 */
can_fund: boolean, offered_on: Day | null, offered_on_typed: string, offered_by: string, 
/**
 * "Offered by Wes Calloway, Nov 19, 9:48 AM" once submitted; else empty.
 */
submitted_words: string, 
/**
 * Why it was sent back; empty if it was not.
 */
sent_back_reason: string, control_total_typed: string, note: string, terms_version_id: TermsVersionId | null, 
/**
 * "v4, 90.00%, 2.00 / 20 + 0.50 / 10"; says what is missing without terms in force.
 */
terms: string, available_before: Explained | null, control_total: ControlTotalShown | null, 
/**
 * The factoring fee of what is bought if all is paid 30 days from today.
 */
fee_at_30: Explained | null, lines: Array<ScheduleLineShown>, 
/**
 * At "lines.3.face", counted from 0, "control_total", "offered_on".
 */
problems: Array<FieldMessage>, totals: ScheduleTotals, 
/**
 * Those that do not pass first.
 */
checks: Array<ScheduleCheck>, blocks: number, warnings: number, passes: number, overridden: number, files: Array<ScheduleFile>, verifications: Array<VerificationShown>, 
/**
 * What still holds the funding, as sentences, the next to do first.
 */
holds: Array<string>, 
/**
 * The line of the first hold, for "Next problem".
 */
next_problem: ScheduleLineId | null, 
/**
 * The funding, once it is prepared or done.
 */
prepared: FundingPrepared | null, funding: FundingDone | null, };
export type SchedulePaper = "schedule_of_accounts" | "funding_report";
export type SchedulePaperAsked = { schedule_id: ScheduleId, paper: SchedulePaper, };
export type ScheduleQuery = { client_id: ClientId | null, 
/**
 * None shows all but the withdrawn.
 */
stage: ScheduleStage | null, 
/**
 * The number of a schedule or of an invoice on it, or any part of a client's name.
 */
text: string, offset: number, 
/**
 * At most 200.
 */
limit: number, };
export type ScheduleReason = { schedule_id: ScheduleId, reason: string, };
export type ScheduleRow = { id: ScheduleId, number: string, client: ClientNamed, 
/**
 * Nothing is bought from one on stop.
 */
client_status: ClientStatus, offered_on: Day, stage: ScheduleStage, 
/**
 * "Draft", "Sent back", "Submitted", "Prepared by Ruth Adeyemi", "Funded", "Withdrawn"
 */
stage_words: string, 
/**
 * Lines that are typed.
 */
invoices: number, 
/**
 * Sum of the faces that can be read.
 */
face: Money, 
/**
 * What was bought of it; none before.
 */
bought: Money | null, 
/**
 * What was paid out; none before.
 */
paid: Money | null, funded_on: Day | null, };
export type ScheduleRows = { rows: Array<ScheduleRow>, 
/**
 * Rows that match.
 */
total: number, 
/**
 * Counts for the tabs, by stage and "all", with the client and the text.
 */
views: { [key in string]: number }, };
export type ScheduleStage = "draft" | "submitted" | "purchased" | "withdrawn";
export type ScheduleStart = { client_id: ClientId, };
export type ScheduleTotals = { offered_count: number, offered: Explained, excluded_count: number, 
/**
 * Below zero: it is taken off what is offered.
 */
excluded: Money, to_buy_count: number, to_buy: Explained, advance: Explained, };
export type ScheduleTyped = { schedule_id: ScheduleId, 
/**
 * Refused as a conflict if the schedule was saved elsewhere meanwhile.
 */
revision: number, 
/**
 * The date on the form; empty: today.
 */
offered_on: string, 
/**
 * Who offers it for the client.
 */
offered_by: string, 
/**
 * The total on the client's form; empty: none is given.
 */
control_total: string, note: string, lines: Array<ScheduleLineTyped>, };
export type SecuredShown = { contract_id: ContractId, 
/**
 * "CTR-2026-014"
 */
number: string, };
export type ShortPayReason = "discount" | "tax" | "freight" | "damage" | "price" | "duplicate" | "offset" | "unknown";
export type ShortPayReasonShown = { reason: ShortPayReason, label: string, };
export type SignatureVerified = { verdict: PdfVerdict, 
/**
 * "Iris Vale", or the name of the field where no certificate was found.
 */
signer: string, 
/**
 * It was made with the key this firm uses now.
 */
is_own: boolean, 
/**
 * "Signed and certified as final"
 */
kind: string, 
/**
 * What it says of itself and what it covers, in sentences.
 */
facts: Array<string>, 
/**
 * What is wrong or was changed since, in sentences.
 */
problems: Array<string>, certificate: CertificateShown | null, };
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
how: string | null, 
/**
 * The copy that came back with the signature.
 */
file: AttachmentShown | null, 
/**
 * The certificate of completion of the service where it was signed.
 */
evidence: AttachmentShown | null, };
export type SigningCopySent = { contract_id: ContractId, 
/**
 * What the service is called.
 */
service: string, };
export type SigningKeyPage = { key: SigningKeyShown | null, 
/**
 * Whether the person at the desk may create and replace it.
 */
may_keep: boolean, 
/**
 * Whether the person at the desk may sign with it.
 */
may_sign: boolean, 
/**
 * Offered for a new certificate: the firm's signer.
 */
common_name: string, 
/**
 * Offered for a new certificate: the firm.
 */
organisation: string, };
export type SigningKeyShown = { certificate: CertificateShown, origin: KeyOrigin, 
/**
 * In use since this day.
 */
since: Day, };
export type SigningRules = { mail_subject: string, mail_text: string, 
/**
 * Empty while no trusted time is asked for.
 */
timestamp_url: string, };
export type SigningRulesPage = { rules: SigningRules, 
/**
 * "{{contract.number}}" and so on.
 */
fields: Array<string>, 
/**
 * Whether the person at the desk may change them.
 */
may_change: boolean, };
export type SigningTime = "clock" | "server";
export type Snooze = { follow_up_id: FollowUpId, 
/**
 * 5 to 10,080; none: until nine tomorrow morning.
 */
minutes: number | null, };
export type SnoozeReminders = { 
/**
 * 5 to 10,080; none: as long as the person usually snoozes.
 */
minutes: number | null, };
export type Stage = "no_vault" | "locked" | "open_without_firm" | "open";
export type StatementAsked = { party: StatementFor, from: string, to: string, };
export type StatementFigure = { label: string, amount: Money, };
export type StatementFor = { "kind": "client", client_id: ClientId, } | { "kind": "debtor", debtor_id: DebtorId, };
export type StatementForm = { presets: Array<StatementPreset>, clients: Array<StatementParty>, debtors: Array<StatementParty>, 
/**
 * A run that was begun and not ended, to go on with.
 */
unfinished: StatementRunShown | null, };
export type StatementId = number & { readonly __id: "StatementId" };
export type StatementIdAsked = { statement_id: StatementId, };
export type StatementItemState = "waiting" | "made" | "empty" | "failed";
export type StatementPage = { row: StatementRow, figures: Array<StatementFigure>, 
/**
 * The last entry of the books that counts in it.
 */
last_entry: EntryNumber, sha256: string, };
export type StatementPaperAsked = { statement_id: StatementId, 
/**
 * With a cover before it, in the firm's own words.
 */
with_cover: boolean, };
export type StatementParty = { party: StatementFor, name: string, };
export type StatementPreset = { label: string, from: string, to: string, };
export type StatementPreview = { name: string, 
/**
 * "Oct 1 to 31, 2026"
 */
period: string, 
/**
 * The number it would take.
 */
number: string, 
/**
 * Nothing is owed, held or moved; a run leaves it out.
 */
is_empty: boolean, figures: Array<StatementFigure>, warnings: Array<string>, pages: number, 
/**
 * The PDF in base64.
 */
data: string, };
export type StatementProgress = { run_id: StatementRunId, state: StatementRunState, total: number, done: number, failed: number, 
/**
 * Who was dealt with last.
 */
name: string, };
export type StatementQuery = { party: StatementFor | null, };
export type StatementRow = { id: StatementId, number: string, party: StatementFor, name: string, period: string, 
/**
 * "Net funds employed" or "Due with late charges"
 */
amount_label: string, amount: Money, pages: number, 
/**
 * When and by whom.
 */
made: string, };
export type StatementRows = { 
/**
 * The newest, at most 500.
 */
rows: Array<StatementRow>, 
/**
 * How many there are.
 */
total: number, runs: Array<StatementRunShown>, };
export type StatementRunAsked = { run_id: StatementRunId, };
export type StatementRunId = number & { readonly __id: "StatementRunId" };
export type StatementRunInput = { scope: StatementScope, from: string, to: string, };
export type StatementRunItem = { party: StatementFor, name: string, state: StatementItemState, statement_id: StatementId | null, 
/**
 * Why there is none, and what to do.
 */
problem: string, };
export type StatementRunPage = { run: StatementRunShown, items: Array<StatementRunItem>, };
export type StatementRunShown = { id: StatementRunId, 
/**
 * "Clients" or "Debtors"
 */
scope: string, period: string, state: StatementRunState, total: number, done: number, made: number, empty: number, failed: number, begun: string, };
export type StatementRunState = "running" | "finished" | "cancelled";
export type StatementSaving = { run_id: StatementRunId, total: number, saved: number, 
/**
 * Whose was written last.
 */
name: string, };
export type StatementScope = { "kind": "clients", ids: Array<ClientId>, } | { "kind": "debtors", ids: Array<DebtorId>, };
export type StatementsSaved = { 
/**
 * The name of their folder; none if no place was chosen.
 */
folder: string | null, saved: number, total: number, };
export type Target = { "kind": "today" } | { "kind": "client", client_id: ClientId, } | { "kind": "contract", contract_id: ContractId, } | { "kind": "debtor", debtor_id: DebtorId, } | { "kind": "invoice", invoice_id: InvoiceId, } | { "kind": "schedule", schedule_id: ScheduleId, } | { "kind": "receipt", receipt_id: ReceiptId, } | { "kind": "release_run", run_id: ReleaseRunId, } | { "kind": "letter", letter_id: LetterId, };
export type TemplateForm = "agreement" | "amendment" | "rider" | "guaranty" | "term_sheet" | "disclosure";
export type TermChoice = { value: string, label: string, };
export type TermKey = "payment_schedule" | "due_roll" | "advance_rate" | "advance_base" | "escrow_rate" | "escrow_cap" | "release_schedule" | "fee_form" | "fee_base" | "fee_flat_rate" | "fee_first_days" | "fee_first_rate" | "fee_step_days" | "fee_step_rate" | "fee_step_part" | "fee_details" | "fee_minimum" | "fee_maximum" | "fee_taken" | "further_fees" | "monthly_minimum" | "quarterly_minimum" | "yearly_minimum" | "minimum_volume" | "volume_period" | "shortfall_rate" | "additional_fees" | "day_count_start" | "day_count_end" | "day_inclusion" | "minimum_days" | "day_cap" | "clearance_days" | "calendar" | "rounding" | "recourse_days" | "recourse_base" | "grace_days" | "grace_meaning" | "late_interest_rate" | "late_payer" | "late_charge_form" | "late_base" | "facility_limit" | "debtor_concentration" | "term_months" | "renewal" | "notice_days" | "early_termination_rate";
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
export type TextSide = { "kind": "wording", wording_id: string, version: number, } | { "kind": "contract", contract_id: ContractId, } | { "kind": "wording_of", contract_id: ContractId, version: number, };
export type TextTyped = { text: string, };
export type TextsAsked = { old: TextSide, new: TextSide, };
export type TextsCompared = { 
/**
 * "House agreement, version 2", "CTR-2026-014, version 1"
 */
old_name: string, new_name: string, compared: Compared, };
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
next: Array<FollowUpShown>, 
/**
 * The pinned notes, the last pinned first; each stands in its place below as well.
 */
pinned: Array<TimelineEntry>, entries: Array<TimelineEntry>, 
/**
 * Where the next page begins; empty at the end.
 */
after: string, 
/**
 * How many entries answer the filter.
 */
total: number, 
/**
 * How many there are of each kind, whichever kinds are asked for.
 */
counts: Array<KindCount>, 
/**
 * Everybody who ever worked here, by name.
 */
people: Array<string>, };
export type TimelineEntry = { 
/**
 * Stable key for the list.
 */
key: string, at: Due, what: TimelineWhat, };
export type TimelineQuery = { subject: NoteSubject, filter: HistoryFilter, 
/**
 * Where reading on begins, as the page before said; empty for the newest.
 */
after: string, 
/**
 * At most 200.
 */
limit: number, };
export type TimelineWhat = { "kind": "note" } & NoteShown | { "kind": "act" } & ActShown | { "kind": "mail" } & MailRow;
export type TodayGroup = { kind: TodayGroupKind, title: string, hint: string, rows: Array<TodayRow>, };
export type TodayGroupKind = "overdue" | "due_today" | "broken_promises" | "mail" | "over_advances" | "renewals" | "to_sign" | "coming";
export type TodayPage = { day: Day, 
/**
 * "Thursday, November 19"
 */
title: string, to_do: number, 
/**
 * Follow-ups of today and before.
 */
contacts_due: number, done_today: number, groups: Array<TodayGroup>, clients_active: number, contracts_to_sign: number, calls_this_week: number, notes_this_week: number, 
/**
 * Empty once every step is done.
 */
checklist: Array<ChecklistStep>, };
export type TodayRow = { 
/**
 * Stable key for the list.
 */
key: string, 
/**
 * What a note on this row would be about.
 */
subject: NoteSubject, 
/**
 * The client; of a row that is about none, the debtor.
 */
client_name: string, follow_up: FollowUpShown | null, contract_id: ContractId | null, 
/**
 * Whose funding an expired over-advance was paid with.
 */
schedule_id: ScheduleId | null, 
/**
 * The message to be decided about.
 */
mail_id: MailId | null, 
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
is_asked_here: boolean, 
/**
 * True for a clause that a contract may have or not; the answer is "yes" or "no".
 */
is_yes_or_no: boolean, value: string, };
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
 * Who is at the desk once the vault is open.
 */
person: Person | null, 
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
export type Verdict = "pass" | "warn" | "block";
export type VerificationInput = { schedule_id: ScheduleId, line_ids: Array<ScheduleLineId>, 
/**
 * Who was asked.
 */
asked: string, method: VerificationMethod, 
/**
 * When, as typed; empty: now.
 */
day: string, time: string, is_amount_confirmed: boolean, is_delivery_confirmed: boolean, is_free_of_offset: boolean, result: VerificationResult, note: string, attachment_id: AttachmentId | null, };
export type VerificationMethod = "phone" | "email" | "letter" | "portal" | "in_person";
export type VerificationResult = "confirmed" | "partly" | "denied" | "no_answer";
export type VerificationShown = { 
/**
 * Stable key for the list.
 */
key: string, line_id: ScheduleLineId, position: number, invoice: string, asked: string, method: VerificationMethod, 
/**
 * "Nov 19, 2026, 10:26 AM"
 */
at: string, 
/**
 * "amount, delivery, no offset"
 */
confirmed: string, result: VerificationResult, note: string, by: string, attachment: AttachmentShown | null, };
export type ViewAsked = { view_id: number, };
export type ViewInput = { list: string, name: string, 
/**
 * JSON of the list's own: filter, order and columns.
 */
choices: string, };
export type ViewRows = { rows: Array<ViewShown>, };
export type ViewShown = { id: number, name: string, choices: string, };
export type VolumeShown = { 
/**
 * "2026-11"
 */
month: string, purchased: Money, collected: Money, fees: Money, 
/**
 * Days from purchase to payment, weighted by face; none where nothing was paid.
 */
turn: string | null, };
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
export type WhereToFill = "firm_profile" | "client_page" | "terms" | "asked" | "contract" | "debtor_page" | "firm_accounts" | "letter" | "guarantor_record";
export type Wording = { 
/**
 * Printed as the title.
 */
title: string, 
/**
 * Texts outside the clauses, by the key of [`Template::frame`].
 */
texts: { [key in string]: string }, 
/**
 * In print order.
 */
clauses: Array<Clause>, 
/**
 * Values the wording proposes, by path of their merge field.
 */
standard: { [key in string]: string }, };
export type WordingAsked = { wording_id: string, 
/**
 * None for the latest.
 */
version?: number, };
export type WordingChoice = { wording_id: string, name: string, version: number, 
/**
 * It changes an agreement that both have signed, and needs one.
 */
is_amendment: boolean, 
/**
 * Whose rule it answers, of a disclosure: "us_ca".
 */
jurisdiction: string | null, };
export type WordingDuplicate = { wording_id: string, name: string, };
export type WordingFault = { 
/**
 * `clauses.3.paragraphs.1`, `clauses.3.title`, `texts.recital`, `standard.<path>`, `title`.
 */
field: string, 
/**
 * The clause's key; none outside the clauses.
 */
clause: string | null, 
/**
 * Where it stands, for people: "Fees and charges, paragraph 2".
 */
place: string, 
/**
 * What is wrong, as a sentence.
 */
message: string, 
/**
 * What was probably meant: the path of a field or the key of a clause.
 */
suggestion: string | null, };
export type WordingFile = { file_name: string, 
/**
 * The bytes in base64.
 */
data: string, 
/**
 * The built-in that gives parties' blocks, front page and tables.
 */
wording_id: string, };
export type WordingImport = { file: WordingFile, name: string, opening: OpeningFate, closing: ClosingFate, 
/**
 * Path of a merge field by key of the placeholder; none for one that stays text.
 */
fields: { [placeholder in string]: string | null }, 
/**
 * Numbers whose references stay text, such as "9.1".
 */
plain_references: Array<string>, };
export type WordingLimits = { clauses: number, paragraphs: number, characters: number, };
export type WordingPage = { row: WordingRow, 
/**
 * The version that is shown.
 */
version: number, wording: Wording, 
/**
 * The texts around the clauses by name, in print order.
 */
frame: Array<FrameText>, 
/**
 * The latest first.
 */
versions: Array<WordingVersion>, fields: Array<MergeField>, conditions: Array<ConditionChoice>, limits: WordingLimits, };
export type WordingPreview = { 
/**
 * PDF in base64; none without a client or while no paper can be made.
 */
data: string | null, pages: number, 
/**
 * One for each clause of the wording.
 */
outline: Array<ClauseNumber>, 
/**
 * As printed, by path of the merge field.
 */
values: { [key in string]: string }, missing: Array<ValueAsked>, values_filled: number, 
/**
 * What keeps it from being saved.
 */
faults: Array<WordingFault>, 
/**
 * What is odd with this client only, such as a reference to a clause that is left out.
 */
warnings: Array<string>, };
export type WordingPreviewAsked = { wording_id: string, wording: Wording, 
/**
 * None while no client is picked.
 */
client_id: ClientId | null, 
/**
 * Of a letter to a debtor: which; none while none is picked.
 */
debtor_id?: DebtorId, };
export type WordingRead = { 
/**
 * What the wording could be called.
 */
name: string, title: string, bases: Array<ImportBase>, opening: Array<ImportParagraph>, opening_fate: OpeningFate, clauses: Array<ImportClause>, closing: Array<ImportParagraph>, placeholders: Array<ImportPlaceholder>, references: Array<ImportReference>, left_out: Array<ImportLeftOutKind>, 
/**
 * What became something else, each a sentence.
 */
notes: Array<string>, 
/**
 * What keeps it from being saved, whatever is decided.
 */
faults: Array<WordingFault>, fields: Array<MergeField>, };
export type WordingRename = { wording_id: string, name: string, };
export type WordingRow = { 
/**
 * "factoring_agreement_recourse", "own-3"
 */
wording_id: string, name: string, 
/**
 * As printed on the paper.
 */
title: string, 
/**
 * What kind of letter it is; none for an agreement.
 */
letter: LetterKind | null, 
/**
 * "Agreement", "Notice of assignment"
 */
kind_name: string, state: WordingState, 
/**
 * The latest.
 */
version: number, clauses: number, 
/**
 * "Nov 20, 2026, 10:07:33 AM"; none for a built-in.
 */
saved_at: string | null, saved_by: string, };
export type WordingRows = { rows: Array<WordingRow>, };
export type WordingSave = { wording_id: string, 
/**
 * The version that was opened.
 */
base_version: number, 
/**
 * What changed; may be empty.
 */
note: string, wording: Wording, };
export type WordingState = "built_in" | "in_use" | "retired";
export type WordingStateSet = { wording_id: string, state: WordingState, };
export type WordingVersion = { version: number, 
/**
 * As the wording was called then.
 */
name: string, 
/**
 * What changed, in the writer's words.
 */
note: string, saved_at: string | null, saved_by: string, };
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
export type WriteOffAsked = { invoice_id: InvoiceId, ground: WriteOffGroundTyped, reason: string, 
/**
 * Files kept before by `add_attachment`.
 */
evidence: Array<AttachmentId>, };
export type WriteOffGroundTyped = "credit_event" | "cannot_pay";
export type WriteOffPrepared = { asked: WriteOffAsked, fingerprint: string, };

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
  people: { input: Nothing; output: PeoplePage };
  add_person: { input: NewPerson; output: PeoplePage };
  change_person: { input: PersonChange; output: PeoplePage };
  remove_person: { input: PersonLeaves; output: PeoplePage };
  reset_passphrase: { input: PersonPassphrase; output: PeoplePage };
  firm: { input: Nothing; output: FirmPage };
  save_firm: { input: FirmInput; output: FirmPage };
  set_logo: { input: FileDropped; output: FirmPage };
  remove_logo: { input: Nothing; output: FirmPage };
  list_firm_accounts: { input: Nothing; output: FirmAccounts };
  save_firm_account: { input: FirmAccountInput; output: FirmAccounts };
  list_clients: { input: ClientQuery; output: ClientRows };
  export_clients: { input: ListExport<ClientQuery>; output: FileSaved };
  client: { input: ClientAsked; output: ClientPage };
  client_position: { input: ClientAsked; output: ClientPosition };
  client_identity: { input: ClientAsked; output: ClientIdentity };
  create_client: { input: ClientInput; output: ClientSaved };
  update_client: { input: ClientUpdate; output: ClientSaved };
  set_client_status: { input: ClientStatusSet; output: ClientSaved };
  set_bank_account: { input: BankAccountInput; output: ClientSaved };
  reveal_bank_account: { input: ClientAsked; output: BankAccountRevealed };
  save_contact: { input: ContactInput; output: ContactSaved };
  remove_contact: { input: ContactAsked; output: Nothing };
  guarantors: { input: ClientAsked; output: GuarantorRows };
  save_guarantor: { input: GuarantorInput; output: GuarantorSaved };
  remove_guarantor: { input: GuarantorAsked; output: Nothing };
  list_debtors: { input: DebtorQuery; output: DebtorRows };
  export_debtors: { input: ListExport<DebtorQuery>; output: FileSaved };
  debtor: { input: DebtorAsked; output: DebtorPage };
  debtor_form: { input: DebtorAsked; output: DebtorForm };
  debtor_groups: { input: Nothing; output: DebtorGroups };
  pick_debtors: { input: DebtorPickQuery; output: DebtorsPicked };
  possible_duplicates: { input: DuplicatesAsked; output: PossibleDuplicates };
  plan_merge: { input: MergeAsked; output: MergePlan };
  create_debtor: { input: DebtorCreate; output: DebtorSaved };
  update_debtor: { input: DebtorUpdate; output: DebtorSaved };
  set_debtor_status: { input: DebtorStatusSet; output: DebtorSaved };
  save_debtor_contact: { input: DebtorContactInput; output: DebtorContactSaved };
  remove_debtor_contact: { input: DebtorContactAsked; output: Nothing };
  save_debtor_group: { input: DebtorGroupInput; output: DebtorGroupSaved };
  save_pair: { input: PairInput; output: Nothing };
  set_notice: { input: NoticeInput; output: Nothing };
  merge_debtors: { input: MergeAsked; output: DebtorSaved };
  separate_debtor: { input: DebtorAsked; output: DebtorSaved };
  terms_page: { input: TermsAsked; output: TermsPage };
  preview_terms: { input: TermsTyped; output: TermsPreview };
  terms_version: { input: TermsVersionAsked; output: TermsVersionPage };
  save_terms: { input: TermsTyped; output: TermsSaved };
  discard_terms_draft: { input: ClientAsked; output: Nothing };
  list_contracts: { input: ContractQuery; output: ContractRows };
  export_contracts: { input: ListExport<ContractQuery>; output: FileSaved };
  contract_form: { input: ContractFormAsked; output: ContractForm };
  preview_contract: { input: ContractAnswers; output: ContractPreview };
  freeze_contract: { input: ContractAnswers; output: ContractPage };
  contract: { input: ContractAsked; output: ContractPage };
  contract_pdf: { input: ContractFileAsked; output: PdfData };
  save_contract_pdf: { input: ContractFileAsked; output: FileSaved };
  print_contract: { input: ContractFileAsked; output: Nothing };
  examine_return: { input: ReturnAsked; output: ReturnExamined };
  sign_contract: { input: ContractSigning; output: ContractPage };
  verify_contract: { input: ContractFileAsked; output: PdfVerified };
  save_signing_copy: { input: ContractAsked; output: FileSaved };
  note_sent: { input: SigningCopySent; output: ContractPage };
  open_envelope: { input: Envelope; output: EnvelopeOpened };
  signing_rules: { input: Nothing; output: SigningRulesPage };
  set_signing_rules: { input: SigningRules; output: SigningRulesPage };
  withdraw_contract: { input: ContractWithdrawal; output: ContractPage };
  preview_notice: { input: ContractNoticeAsked; output: ContractNoticePreview };
  give_notice: { input: ContractNoticeGiven; output: ContractPage };
  withdraw_notice: { input: ContractNoticeWithdrawal; output: ContractPage };
  decide_renewal: { input: RenewalDecision; output: ContractPage };
  contract_rules: { input: Nothing; output: ContractRules };
  set_contract_rules: { input: ContractRules; output: ContractRules };
  disclosure_rules: { input: Nothing; output: DisclosureRulesPage };
  set_disclosure_exemption: { input: DisclosureExemption; output: DisclosureRulesPage };
  verify_pdf: { input: FileDropped; output: PdfVerified };
  signing_key: { input: Nothing; output: SigningKeyPage };
  create_signing_key: { input: NewSigningKey; output: SigningKeyPage };
  import_signing_key: { input: KeyFile; output: SigningKeyPage };
  save_certificate: { input: Nothing; output: FileSaved };
  list_wordings: { input: Nothing; output: WordingRows };
  wording: { input: WordingAsked; output: WordingPage };
  preview_wording: { input: WordingPreviewAsked; output: WordingPreview };
  saved_clauses: { input: Nothing; output: SavedClauses };
  compare_texts: { input: TextsAsked; output: TextsCompared };
  comparable: { input: ContractAsked; output: ComparableRows };
  read_wording_file: { input: WordingFile; output: WordingRead };
  import_wording: { input: WordingImport; output: WordingPage };
  duplicate_wording: { input: WordingDuplicate; output: WordingPage };
  save_wording: { input: WordingSave; output: WordingPage };
  rename_wording: { input: WordingRename; output: WordingPage };
  set_wording_state: { input: WordingStateSet; output: WordingPage };
  save_clause: { input: ClauseSave; output: SavedClauses };
  remove_saved_clause: { input: SavedClauseAsked; output: SavedClauses };
  timeline: { input: TimelineQuery; output: Timeline };
  history_paper: { input: HistoryAsked; output: PdfData };
  save_history: { input: HistoryAsked; output: FileSaved };
  print_history: { input: HistoryAsked; output: Nothing };
  activity: { input: ActivityAsked; output: ActivityPage };
  note_subject: { input: NoteSubjectAsked; output: NoteSubjectPage };
  debtor_promises: { input: DebtorAsked; output: PromiseHistory };
  list_notes: { input: NoteListQuery; output: NoteRows };
  note_templates: { input: Nothing; output: NoteTemplates };
  save_note_template: { input: NoteTemplateInput; output: NoteTemplates };
  remove_note_template: { input: NoteTemplateAsked; output: NoteTemplates };
  pin_note: { input: NotePin; output: Nothing };
  add_attachment: { input: FileDropped; output: AttachmentShown };
  attachment: { input: AttachmentAsked; output: AttachmentData };
  save_attachment: { input: AttachmentAsked; output: FileSaved };
  save_note: { input: NoteInput; output: NoteSaved };
  today: { input: Nothing; output: TodayPage };
  contacts: { input: ContactsAsked; output: ContactRows };
  calendar: { input: MonthAsked; output: CalendarMonth };
  reminders: { input: Nothing; output: ReminderRows };
  snooze_follow_up: { input: Snooze; output: FollowUpShown };
  move_follow_up: { input: FollowUpMove; output: FollowUpShown };
  finish_follow_up: { input: FollowUpAsked; output: FollowUpShown };
  reopen_follow_up: { input: FollowUpAsked; output: FollowUpShown };
  reminder_choices: { input: Nothing; output: ReminderChoices };
  save_reminder_choices: { input: ReminderChoices; output: ReminderChoices };
  snooze_reminders: { input: SnoozeReminders; output: RemindersSnoozed };
  draft: { input: DraftAsked; output: DraftText };
  save_draft: { input: DraftInput; output: Nothing };
  discard_draft: { input: DraftAsked; output: Nothing };
  list_invoices: { input: InvoiceQuery; output: InvoiceRows };
  invoice: { input: InvoiceAsked; output: InvoicePage };
  export_invoices: { input: ListExport<InvoiceQuery>; output: FileSaved };
  views: { input: ListAsked; output: ViewRows };
  save_view: { input: ViewInput; output: ViewShown };
  remove_view: { input: ViewAsked; output: ViewShown };
  choose_columns: { input: ColumnsChosen; output: Nothing };
  check_books: { input: Nothing; output: BooksChecked };
  trial_balance: { input: AsOfAsked; output: TrialBalance };
  list_entries: { input: EntriesQuery; output: EntryRows };
  export_entries: { input: ListExport<EntriesQuery>; output: FileSaved };
  export_trial_balance: { input: ListExport<AsOfAsked>; output: FileSaved };
  entry: { input: EntryAsked; output: EntryPage };
  position: { input: AsOfAsked; output: PositionPage };
  export_positions: { input: ListExport<AsOfAsked>; output: FileSaved };
  what_if: { input: WhatIfAsked; output: WhatIfPage };
  list_releases: { input: ReleasesAsked; output: ReleaseRows };
  export_releases: { input: ListExport<ReleasesAsked>; output: FileSaved };
  stage_release: { input: ReleaseAsked; output: ReleaseStagedPage };
  prepare_release: { input: ReleasePrepared; output: ReleaseRunPage };
  confirm_release: { input: ReleaseRunAsked; output: ReleaseRunPage };
  discard_release: { input: ReleaseRunEnded; output: ReleaseRunPage };
  reverse_release: { input: ReleaseRunEnded; output: ReleaseRunPage };
  list_release_runs: { input: ReleaseRunsQuery; output: ReleaseRunRows };
  export_release_runs: { input: ListExport<ReleaseRunsQuery>; output: FileSaved };
  release_run: { input: ReleaseRunAsked; output: ReleaseRunPage };
  release_report: { input: ReleaseRunAsked; output: PdfData };
  save_release_report: { input: ReleaseRunAsked; output: FileSaved };
  print_release_report: { input: ReleaseRunAsked; output: Nothing };
  place_hold: { input: HoldInput; output: Nothing };
  lift_hold: { input: HoldLifted; output: Nothing };
  set_release_rules: { input: ReleaseRulesInput; output: ReleaseRulesShown };
  list_recourse: { input: RecourseQuery; output: RecourseRows };
  export_recourse: { input: ListExport<RecourseQuery>; output: FileSaved };
  stage_charge_back: { input: ChargeBackAsked; output: RecourseStagedPage };
  confirm_charge_back: { input: ChargeBackConfirmed; output: RecourseCasePage };
  stage_write_off: { input: WriteOffAsked; output: RecourseStagedPage };
  prepare_write_off: { input: WriteOffPrepared; output: RecourseCasePage };
  confirm_write_off: { input: RecourseCaseAsked; output: RecourseCasePage };
  discard_write_off: { input: RecourseCaseEnded; output: RecourseCasePage };
  reverse_recourse: { input: RecourseCaseEnded; output: RecourseCasePage };
  list_recourse_cases: { input: RecourseCasesQuery; output: RecourseCaseRows };
  export_recourse_cases: { input: ListExport<RecourseCasesQuery>; output: FileSaved };
  recourse_case: { input: RecourseCaseAsked; output: RecourseCasePage };
  charge_back_notice: { input: RecourseCaseAsked; output: PdfData };
  save_charge_back_notice: { input: RecourseCaseAsked; output: FileSaved };
  print_charge_back_notice: { input: RecourseCaseAsked; output: Nothing };
  list_schedules: { input: ScheduleQuery; output: ScheduleRows };
  export_schedules: { input: ListExport<ScheduleQuery>; output: FileSaved };
  schedule: { input: ScheduleAsked; output: SchedulePage };
  start_schedule: { input: ScheduleStart; output: SchedulePage };
  save_schedule: { input: ScheduleTyped; output: SchedulePage };
  read_rows: { input: RowsPasted; output: RowsRead };
  attach_to_schedule: { input: ScheduleFileInput; output: SchedulePage };
  detach_from_schedule: { input: ScheduleFileAsked; output: SchedulePage };
  override_check: { input: CheckOverride; output: SchedulePage };
  take_back_override: { input: CheckOverrideAsked; output: SchedulePage };
  log_verification: { input: VerificationInput; output: SchedulePage };
  submit_schedule: { input: ScheduleAsked; output: SchedulePage };
  send_back_schedule: { input: ScheduleReason; output: SchedulePage };
  withdraw_schedule: { input: ScheduleReason; output: SchedulePage };
  stage_funding: { input: FundingAsked; output: FundingStaged };
  submit_funding: { input: FundingConfirm; output: SchedulePage };
  confirm_funding: { input: FundingConfirm; output: FundingDone };
  reverse_funding: { input: FundingReversal; output: SchedulePage };
  save_payment_instruction: { input: ScheduleAsked; output: FileSaved };
  schedule_pdf: { input: SchedulePaperAsked; output: PdfData };
  save_schedule_pdf: { input: SchedulePaperAsked; output: FileSaved };
  print_schedule: { input: SchedulePaperAsked; output: Nothing };
  buying_rules: { input: BuyingRulesAsked; output: BuyingRulesPage };
  save_buying_rules: { input: BuyingRulesTyped; output: BuyingRulesPage };
  save_debtor_verification: { input: DebtorVerificationInput; output: DebtorVerification };
  pay_to: { input: ClientAsked; output: PayTo };
  confirm_bank_account: { input: BankAccountCheck; output: PayTo };
  receipt_form: { input: Nothing; output: ReceiptForm };
  receipts_inbox: { input: Nothing; output: ReceiptInbox };
  list_receipts: { input: ReceiptQuery; output: ReceiptRows };
  export_inbox: { input: ListExport<Nothing>; output: FileSaved };
  export_receipts: { input: ListExport<ReceiptQuery>; output: FileSaved };
  receipt: { input: ReceiptAsked; output: ReceiptPage };
  open_invoices_for: { input: OpenInvoicesAsked; output: OpenInvoicesShown };
  propose_allocation: { input: ReceiptAsked; output: AllocationProposals };
  stage_receipt: { input: AllocationTyped; output: ReceiptStage };
  stage_return: { input: ReceiptReturn; output: ReceiptReturnStage };
  stage_invoice_step: { input: InvoiceStep; output: InvoiceStepStage };
  preview_bank_file: { input: BankFileInput; output: BankFilePreview };
  start_receipt: { input: ReceiptInput; output: ReceiptSaved };
  update_receipt: { input: ReceiptUpdate; output: ReceiptSaved };
  save_receipt_draft: { input: AllocationTyped; output: ReceiptSaved };
  remove_receipt: { input: ReceiptAsked; output: Nothing };
  post_receipt: { input: ReceiptPosting; output: ReceiptPosted };
  apply_unapplied: { input: ReceiptPosting; output: ReceiptPosted };
  return_receipt: { input: ReceiptReturn; output: ReceiptPosted };
  reverse_receipt: { input: ReceiptReversal; output: ReceiptSaved };
  book_invoice_step: { input: InvoiceStepPosting; output: InvoiceStepDone };
  import_bank_file: { input: BankFileInput; output: BankFileImported };
  plan_letters: { input: LettersAsked; output: LetterPlan };
  preview_letter: { input: LetterPreviewAsked; output: PdfData };
  make_letters: { input: LettersMake; output: LettersMade };
  plan_dunning: { input: Nothing; output: DunningPlan };
  preview_dunning: { input: DunningLine; output: PdfData };
  run_dunning: { input: DunningChosen; output: DunningRunShown };
  dunning_run: { input: DunningRunAsked; output: DunningRunShown };
  dunning_policies: { input: Nothing; output: DunningPolicyPage };
  save_dunning_policy: { input: DunningPolicySave; output: DunningPolicies };
  remove_dunning_policy: { input: DunningPolicyAsked; output: DunningPolicies };
  dunning_choice: { input: DunningChoiceAsked; output: DunningChoiceShown };
  choose_dunning: { input: DunningChoose; output: DunningChoiceShown };
  list_letters: { input: LetterQuery; output: LetterRows };
  letter: { input: LetterAsked; output: LetterPage };
  letter_pdf: { input: LetterAsked; output: PdfData };
  save_letters: { input: LettersChosen; output: LettersSaved };
  save_letters_as_one: { input: LettersChosen; output: FileSaved };
  print_letters: { input: LettersChosen; output: Nothing };
  record_letters: { input: LetterStepInput; output: Nothing };
  undo_letter_step: { input: LetterStepAsked; output: LetterPage };
  statement_form: { input: Nothing; output: StatementForm };
  statement_preview: { input: StatementAsked; output: StatementPreview };
  start_statement_run: { input: StatementRunInput; output: StatementRunPage };
  work_statement_run: { input: StatementRunAsked; output: StatementRunPage };
  cancel_statement_run: { input: StatementRunAsked; output: StatementRunPage };
  save_statement_run: { input: StatementRunAsked; output: StatementsSaved };
  cancel_statement_saving: { input: StatementRunAsked; output: Nothing };
  statement_run: { input: StatementRunAsked; output: StatementRunPage };
  list_statements: { input: StatementQuery; output: StatementRows };
  export_statements: { input: ListExport<StatementQuery>; output: FileSaved };
  statement: { input: StatementIdAsked; output: StatementPage };
  statement_pdf: { input: StatementPaperAsked; output: PdfData };
  save_statement_pdf: { input: StatementPaperAsked; output: FileSaved };
  print_statement: { input: StatementPaperAsked; output: Nothing };
  late_rule: { input: Nothing; output: LateRulePage };
  save_late_rule: { input: LateRuleInput; output: LateRulePage };
  mail_draft: { input: MailDraftAsked; output: MailDraft };
  open_mail: { input: MailInput; output: Nothing };
  send_mail: { input: MailInput; output: MailRow };
  plan_mails: { input: MailSeveral; output: MailPlan };
  send_mails: { input: MailChosen; output: MailsQueued };
  list_mail: { input: MailQuery; output: MailRows };
  mail: { input: MailAsked; output: MailPage };
  save_mail_message: { input: MailAsked; output: FileSaved };
  cancel_mail: { input: MailAsked; output: MailPage };
  retry_mail: { input: MailAsked; output: MailPage };
  decide_mail: { input: MailDecision; output: MailPage };
  mail_account: { input: Nothing; output: MailAccountPage };
  save_mail_account: { input: MailAccountInput; output: MailAccountPage };
  remove_mail_account: { input: Nothing; output: MailAccountPage };
  send_test_mail: { input: Nothing; output: MailAccountPage };
  mail_templates: { input: Nothing; output: MailTemplates };
  save_mail_template: { input: MailTemplate; output: MailTemplates };
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
  people: { kind: "read", reads: ["people"], changes: [] },
  add_person: { kind: "session", reads: [], changes: ["people"] },
  change_person: { kind: "change", reads: [], changes: ["people", "vault"] },
  remove_person: { kind: "session", reads: [], changes: ["people"] },
  reset_passphrase: { kind: "session", reads: [], changes: ["people"] },
  firm: { kind: "read", reads: ["firm"], changes: [] },
  save_firm: { kind: "change", reads: [], changes: ["firm", "vault"] },
  set_logo: { kind: "change", reads: [], changes: ["firm"] },
  remove_logo: { kind: "change", reads: [], changes: ["firm"] },
  list_firm_accounts: { kind: "read", reads: ["bank_accounts"], changes: [] },
  save_firm_account: { kind: "change", reads: [], changes: ["bank_accounts"] },
  list_clients: { kind: "read", reads: ["clients", "follow_ups", "books"], changes: [] },
  export_clients: { kind: "read", reads: [], changes: [] },
  client: { kind: "read", reads: ["clients", "follow_ups", "terms", "contracts", "notes"], changes: [] },
  client_position: { kind: "read", reads: ["clients", "terms", "contracts", "books"], changes: [] },
  client_identity: { kind: "read", reads: ["clients"], changes: [] },
  create_client: { kind: "change", reads: [], changes: ["clients"] },
  update_client: { kind: "change", reads: [], changes: ["clients"] },
  set_client_status: { kind: "change", reads: [], changes: ["clients"] },
  set_bank_account: { kind: "change", reads: [], changes: ["clients"] },
  reveal_bank_account: { kind: "change", reads: [], changes: ["log"] },
  save_contact: { kind: "change", reads: [], changes: ["clients"] },
  remove_contact: { kind: "change", reads: [], changes: ["clients"] },
  guarantors: { kind: "read", reads: ["clients", "contracts"], changes: [] },
  save_guarantor: { kind: "change", reads: [], changes: ["clients", "contracts"] },
  remove_guarantor: { kind: "change", reads: [], changes: ["clients", "contracts"] },
  list_debtors: { kind: "read", reads: ["debtors", "books"], changes: [] },
  export_debtors: { kind: "read", reads: [], changes: [] },
  debtor: { kind: "read", reads: ["debtors", "books", "clients"], changes: [] },
  debtor_form: { kind: "read", reads: ["debtors"], changes: [] },
  debtor_groups: { kind: "read", reads: ["debtors"], changes: [] },
  pick_debtors: { kind: "read", reads: ["debtors", "books"], changes: [] },
  possible_duplicates: { kind: "read", reads: ["debtors", "books"], changes: [] },
  plan_merge: { kind: "read", reads: ["debtors", "books"], changes: [] },
  create_debtor: { kind: "change", reads: [], changes: ["debtors"] },
  update_debtor: { kind: "change", reads: [], changes: ["debtors"] },
  set_debtor_status: { kind: "change", reads: [], changes: ["debtors"] },
  save_debtor_contact: { kind: "change", reads: [], changes: ["debtors"] },
  remove_debtor_contact: { kind: "change", reads: [], changes: ["debtors"] },
  save_debtor_group: { kind: "change", reads: [], changes: ["debtors"] },
  save_pair: { kind: "change", reads: [], changes: ["debtors"] },
  set_notice: { kind: "change", reads: [], changes: ["debtors", "letters"] },
  merge_debtors: { kind: "change", reads: [], changes: ["debtors"] },
  separate_debtor: { kind: "change", reads: [], changes: ["debtors"] },
  terms_page: { kind: "read", reads: ["terms", "contracts", "clients"], changes: [] },
  preview_terms: { kind: "read", reads: ["terms"], changes: [] },
  terms_version: { kind: "read", reads: ["terms"], changes: [] },
  save_terms: { kind: "change", reads: [], changes: ["terms", "clients"] },
  discard_terms_draft: { kind: "change", reads: [], changes: ["terms", "clients"] },
  list_contracts: { kind: "read", reads: ["contracts"], changes: [] },
  export_contracts: { kind: "read", reads: [], changes: [] },
  contract_form: { kind: "read", reads: ["contracts", "terms", "clients", "firm", "wordings"], changes: [] },
  preview_contract: { kind: "read", reads: ["contracts", "terms", "clients", "firm", "wordings"], changes: [] },
  freeze_contract: { kind: "change", reads: [], changes: ["contracts", "terms", "clients"] },
  contract: { kind: "read", reads: ["contracts"], changes: [] },
  contract_pdf: { kind: "read", reads: ["contracts"], changes: [] },
  save_contract_pdf: { kind: "read", reads: [], changes: [] },
  print_contract: { kind: "read", reads: [], changes: [] },
  examine_return: { kind: "read", reads: [], changes: [] },
  sign_contract: { kind: "change", reads: [], changes: ["contracts", "terms", "clients"] },
  verify_contract: { kind: "read", reads: [], changes: [] },
  save_signing_copy: { kind: "read", reads: [], changes: [] },
  note_sent: { kind: "change", reads: [], changes: ["contracts"] },
  open_envelope: { kind: "change", reads: [], changes: [] },
  signing_rules: { kind: "read", reads: ["signing_rules", "people"], changes: [] },
  set_signing_rules: { kind: "change", reads: [], changes: ["signing_rules"] },
  withdraw_contract: { kind: "change", reads: [], changes: ["contracts", "terms", "clients"] },
  preview_notice: { kind: "read", reads: ["contracts"], changes: [] },
  give_notice: { kind: "change", reads: [], changes: ["contracts", "clients", "schedules"] },
  withdraw_notice: { kind: "change", reads: [], changes: ["contracts", "clients", "schedules"] },
  decide_renewal: { kind: "change", reads: [], changes: ["contracts"] },
  contract_rules: { kind: "read", reads: ["contracts"], changes: [] },
  set_contract_rules: { kind: "change", reads: [], changes: ["contracts"] },
  disclosure_rules: { kind: "read", reads: ["contracts", "people"], changes: [] },
  set_disclosure_exemption: { kind: "change", reads: [], changes: ["contracts"] },
  verify_pdf: { kind: "read", reads: [], changes: [] },
  signing_key: { kind: "read", reads: ["signing_key", "people"], changes: [] },
  create_signing_key: { kind: "change", reads: [], changes: ["signing_key"] },
  import_signing_key: { kind: "change", reads: [], changes: ["signing_key"] },
  save_certificate: { kind: "read", reads: [], changes: [] },
  list_wordings: { kind: "read", reads: ["wordings"], changes: [] },
  wording: { kind: "read", reads: ["wordings"], changes: [] },
  preview_wording: { kind: "read", reads: ["terms", "clients", "firm"], changes: [] },
  saved_clauses: { kind: "read", reads: ["saved_clauses"], changes: [] },
  compare_texts: { kind: "read", reads: ["wordings", "contracts"], changes: [] },
  comparable: { kind: "read", reads: ["wordings", "contracts"], changes: [] },
  read_wording_file: { kind: "read", reads: [], changes: [] },
  import_wording: { kind: "change", reads: [], changes: ["wordings"] },
  duplicate_wording: { kind: "change", reads: [], changes: ["wordings"] },
  save_wording: { kind: "change", reads: [], changes: ["wordings"] },
  rename_wording: { kind: "change", reads: [], changes: ["wordings"] },
  set_wording_state: { kind: "change", reads: [], changes: ["wordings"] },
  save_clause: { kind: "change", reads: [], changes: ["saved_clauses"] },
  remove_saved_clause: { kind: "change", reads: [], changes: ["saved_clauses"] },
  timeline: { kind: "read", reads: ["notes", "contracts", "terms", "follow_ups", "books", "mail", "clients", "debtors", "schedules", "letters", "statements", "releases"], changes: [] },
  history_paper: { kind: "read", reads: [], changes: [] },
  save_history: { kind: "read", reads: [], changes: [] },
  print_history: { kind: "read", reads: [], changes: [] },
  activity: { kind: "read", reads: ["notes", "contracts", "terms", "follow_ups", "books", "mail"], changes: [] },
  note_subject: { kind: "read", reads: ["clients", "debtors", "notes"], changes: [] },
  debtor_promises: { kind: "read", reads: ["notes", "books", "debtors"], changes: [] },
  list_notes: { kind: "read", reads: ["notes", "clients", "debtors", "books"], changes: [] },
  note_templates: { kind: "read", reads: ["note_templates"], changes: [] },
  save_note_template: { kind: "change", reads: [], changes: ["note_templates"] },
  remove_note_template: { kind: "change", reads: [], changes: ["note_templates"] },
  pin_note: { kind: "change", reads: [], changes: ["notes"] },
  add_attachment: { kind: "change", reads: [], changes: [] },
  attachment: { kind: "read", reads: [], changes: [] },
  save_attachment: { kind: "read", reads: [], changes: [] },
  save_note: { kind: "change", reads: [], changes: ["notes", "follow_ups", "clients"] },
  today: { kind: "read", reads: ["follow_ups", "contracts", "clients", "notes", "books", "mail"], changes: [] },
  contacts: { kind: "read", reads: ["follow_ups", "clients", "debtors", "notes", "books"], changes: [] },
  calendar: { kind: "read", reads: ["follow_ups", "notes", "books"], changes: [] },
  reminders: { kind: "read", reads: ["follow_ups", "contracts", "reminders"], changes: [] },
  snooze_follow_up: { kind: "change", reads: [], changes: ["follow_ups", "clients"] },
  move_follow_up: { kind: "change", reads: [], changes: ["follow_ups", "clients"] },
  finish_follow_up: { kind: "change", reads: [], changes: ["follow_ups", "clients"] },
  reopen_follow_up: { kind: "change", reads: [], changes: ["follow_ups", "clients"] },
  reminder_choices: { kind: "read", reads: ["reminders"], changes: [] },
  save_reminder_choices: { kind: "change", reads: [], changes: ["reminders"] },
  snooze_reminders: { kind: "change", reads: [], changes: ["follow_ups", "clients"] },
  draft: { kind: "read", reads: [], changes: [] },
  save_draft: { kind: "change", reads: [], changes: [] },
  discard_draft: { kind: "change", reads: [], changes: [] },
  list_invoices: { kind: "read", reads: ["invoices", "clients", "books"], changes: [] },
  invoice: { kind: "read", reads: ["invoices", "clients", "books"], changes: [] },
  export_invoices: { kind: "read", reads: [], changes: [] },
  views: { kind: "read", reads: ["views"], changes: [] },
  save_view: { kind: "change", reads: [], changes: ["views"] },
  remove_view: { kind: "change", reads: [], changes: ["views"] },
  choose_columns: { kind: "session", reads: [], changes: ["preferences"] },
  check_books: { kind: "read", reads: ["books"], changes: [] },
  trial_balance: { kind: "read", reads: ["books"], changes: [] },
  list_entries: { kind: "read", reads: ["books", "clients"], changes: [] },
  export_entries: { kind: "read", reads: [], changes: [] },
  export_trial_balance: { kind: "read", reads: [], changes: [] },
  entry: { kind: "read", reads: ["books", "clients"], changes: [] },
  position: { kind: "read", reads: ["books", "clients"], changes: [] },
  export_positions: { kind: "read", reads: [], changes: [] },
  what_if: { kind: "read", reads: ["books", "terms"], changes: [] },
  list_releases: { kind: "read", reads: ["releases", "books", "clients"], changes: [] },
  export_releases: { kind: "read", reads: [], changes: [] },
  stage_release: { kind: "read", reads: ["releases", "books", "clients", "terms", "contracts"], changes: [] },
  prepare_release: { kind: "change", reads: [], changes: ["releases"] },
  confirm_release: { kind: "change", reads: [], changes: ["releases", "books", "invoices", "clients"] },
  discard_release: { kind: "change", reads: [], changes: ["releases"] },
  reverse_release: { kind: "change", reads: [], changes: ["releases", "books", "invoices", "clients"] },
  list_release_runs: { kind: "read", reads: ["releases", "clients"], changes: [] },
  export_release_runs: { kind: "read", reads: [], changes: [] },
  release_run: { kind: "read", reads: ["releases", "books"], changes: [] },
  release_report: { kind: "read", reads: ["releases"], changes: [] },
  save_release_report: { kind: "read", reads: [], changes: [] },
  print_release_report: { kind: "read", reads: [], changes: [] },
  place_hold: { kind: "change", reads: [], changes: ["releases"] },
  lift_hold: { kind: "change", reads: [], changes: ["releases"] },
  set_release_rules: { kind: "change", reads: [], changes: ["releases"] },
  list_recourse: { kind: "read", reads: ["recourse", "books", "invoices", "clients", "debtors"], changes: [] },
  export_recourse: { kind: "read", reads: [], changes: [] },
  stage_charge_back: { kind: "read", reads: ["recourse", "books", "releases"], changes: [] },
  confirm_charge_back: { kind: "change", reads: [], changes: ["recourse", "books", "invoices", "clients", "debtors", "receipts"] },
  stage_write_off: { kind: "read", reads: ["recourse", "books"], changes: [] },
  prepare_write_off: { kind: "change", reads: [], changes: ["recourse"] },
  confirm_write_off: { kind: "change", reads: [], changes: ["recourse", "books", "invoices", "clients", "debtors", "receipts"] },
  discard_write_off: { kind: "change", reads: [], changes: ["recourse"] },
  reverse_recourse: { kind: "change", reads: [], changes: ["recourse", "books", "invoices", "clients", "debtors", "receipts"] },
  list_recourse_cases: { kind: "read", reads: ["recourse", "clients"], changes: [] },
  export_recourse_cases: { kind: "read", reads: [], changes: [] },
  recourse_case: { kind: "read", reads: ["recourse", "books"], changes: [] },
  charge_back_notice: { kind: "read", reads: ["recourse"], changes: [] },
  save_charge_back_notice: { kind: "read", reads: [], changes: [] },
  print_charge_back_notice: { kind: "read", reads: [], changes: [] },
  list_schedules: { kind: "read", reads: ["schedules", "clients"], changes: [] },
  export_schedules: { kind: "read", reads: [], changes: [] },
  schedule: { kind: "read", reads: ["schedules", "books", "clients", "terms", "contracts", "debtors"], changes: [] },
  start_schedule: { kind: "change", reads: [], changes: ["schedules"] },
  save_schedule: { kind: "change", reads: [], changes: ["schedules"] },
  read_rows: { kind: "read", reads: [], changes: [] },
  attach_to_schedule: { kind: "change", reads: [], changes: ["schedules"] },
  detach_from_schedule: { kind: "change", reads: [], changes: ["schedules"] },
  override_check: { kind: "change", reads: [], changes: ["schedules"] },
  take_back_override: { kind: "change", reads: [], changes: ["schedules"] },
  log_verification: { kind: "change", reads: [], changes: ["schedules"] },
  submit_schedule: { kind: "change", reads: [], changes: ["schedules"] },
  send_back_schedule: { kind: "change", reads: [], changes: ["schedules"] },
  withdraw_schedule: { kind: "change", reads: [], changes: ["schedules"] },
  stage_funding: { kind: "read", reads: ["schedules", "books", "clients", "terms", "contracts", "debtors"], changes: [] },
  submit_funding: { kind: "change", reads: [], changes: ["schedules"] },
  confirm_funding: { kind: "change", reads: [], changes: ["schedules", "books", "clients", "debtors"] },
  reverse_funding: { kind: "change", reads: [], changes: ["schedules", "books", "clients", "debtors"] },
  save_payment_instruction: { kind: "read", reads: [], changes: [] },
  schedule_pdf: { kind: "read", reads: ["schedules"], changes: [] },
  save_schedule_pdf: { kind: "read", reads: [], changes: [] },
  print_schedule: { kind: "read", reads: [], changes: [] },
  buying_rules: { kind: "read", reads: ["schedules"], changes: [] },
  save_buying_rules: { kind: "change", reads: [], changes: ["schedules"] },
  save_debtor_verification: { kind: "change", reads: [], changes: ["schedules", "debtors"] },
  pay_to: { kind: "read", reads: ["clients", "schedules"], changes: [] },
  confirm_bank_account: { kind: "change", reads: [], changes: ["clients", "schedules"] },
  receipt_form: { kind: "read", reads: ["receipts", "bank_accounts"], changes: [] },
  receipts_inbox: { kind: "read", reads: ["receipts", "invoices"], changes: [] },
  list_receipts: { kind: "read", reads: ["receipts"], changes: [] },
  export_inbox: { kind: "read", reads: [], changes: [] },
  export_receipts: { kind: "read", reads: [], changes: [] },
  receipt: { kind: "read", reads: ["receipts"], changes: [] },
  open_invoices_for: { kind: "read", reads: ["receipts", "invoices"], changes: [] },
  propose_allocation: { kind: "read", reads: ["receipts", "invoices"], changes: [] },
  stage_receipt: { kind: "read", reads: ["receipts", "invoices"], changes: [] },
  stage_return: { kind: "read", reads: ["receipts", "invoices"], changes: [] },
  stage_invoice_step: { kind: "read", reads: ["invoices"], changes: [] },
  preview_bank_file: { kind: "read", reads: ["receipts"], changes: [] },
  start_receipt: { kind: "change", reads: [], changes: ["receipts"] },
  update_receipt: { kind: "change", reads: [], changes: ["receipts"] },
  save_receipt_draft: { kind: "change", reads: [], changes: [] },
  remove_receipt: { kind: "change", reads: [], changes: ["receipts"] },
  post_receipt: { kind: "change", reads: [], changes: ["receipts", "invoices", "books", "clients", "debtors"] },
  apply_unapplied: { kind: "change", reads: [], changes: ["receipts", "invoices", "books", "clients", "debtors"] },
  return_receipt: { kind: "change", reads: [], changes: ["receipts", "invoices", "books", "clients", "debtors"] },
  reverse_receipt: { kind: "change", reads: [], changes: ["receipts", "invoices", "books", "clients", "debtors"] },
  book_invoice_step: { kind: "change", reads: [], changes: ["receipts", "invoices", "books", "clients", "debtors"] },
  import_bank_file: { kind: "change", reads: [], changes: ["receipts"] },
  plan_letters: { kind: "read", reads: ["letters", "debtors", "clients", "books", "wordings", "schedules", "bank_accounts"], changes: [] },
  preview_letter: { kind: "read", reads: ["letters", "debtors", "clients", "books", "wordings", "bank_accounts"], changes: [] },
  make_letters: { kind: "change", reads: [], changes: ["letters", "debtors"] },
  plan_dunning: { kind: "read", reads: ["letters", "debtors", "clients", "books", "notes", "bank_accounts", "dunning", "mail"], changes: [] },
  preview_dunning: { kind: "read", reads: ["letters", "debtors", "clients", "books", "notes", "wordings", "bank_accounts", "dunning"], changes: [] },
  run_dunning: { kind: "change", reads: [], changes: ["letters", "debtors", "notes", "follow_ups", "dunning", "mail"] },
  dunning_run: { kind: "read", reads: ["dunning", "follow_ups", "mail"], changes: [] },
  dunning_policies: { kind: "read", reads: ["dunning", "wordings"], changes: [] },
  save_dunning_policy: { kind: "change", reads: [], changes: ["dunning"] },
  remove_dunning_policy: { kind: "change", reads: [], changes: ["dunning"] },
  dunning_choice: { kind: "read", reads: ["dunning"], changes: [] },
  choose_dunning: { kind: "change", reads: [], changes: ["dunning"] },
  list_letters: { kind: "read", reads: ["letters"], changes: [] },
  letter: { kind: "read", reads: ["letters"], changes: [] },
  letter_pdf: { kind: "read", reads: ["letters"], changes: [] },
  save_letters: { kind: "read", reads: [], changes: [] },
  save_letters_as_one: { kind: "read", reads: [], changes: [] },
  print_letters: { kind: "read", reads: [], changes: [] },
  record_letters: { kind: "change", reads: [], changes: ["letters", "debtors", "schedules"] },
  undo_letter_step: { kind: "change", reads: [], changes: ["letters", "debtors", "schedules"] },
  statement_form: { kind: "read", reads: ["statements", "clients", "debtors"], changes: [] },
  statement_preview: { kind: "read", reads: ["statements", "books", "clients", "firm"], changes: [] },
  start_statement_run: { kind: "change", reads: [], changes: ["statements"] },
  work_statement_run: { kind: "session", reads: [], changes: ["statements"] },
  cancel_statement_run: { kind: "change", reads: [], changes: ["statements"] },
  save_statement_run: { kind: "session", reads: [], changes: [] },
  cancel_statement_saving: { kind: "session", reads: [], changes: [] },
  statement_run: { kind: "read", reads: ["statements"], changes: [] },
  list_statements: { kind: "read", reads: ["statements"], changes: [] },
  export_statements: { kind: "read", reads: [], changes: [] },
  statement: { kind: "read", reads: ["statements"], changes: [] },
  statement_pdf: { kind: "read", reads: ["statements", "wordings"], changes: [] },
  save_statement_pdf: { kind: "read", reads: [], changes: [] },
  print_statement: { kind: "read", reads: [], changes: [] },
  late_rule: { kind: "read", reads: ["statements"], changes: [] },
  save_late_rule: { kind: "change", reads: [], changes: ["statements"] },
  mail_draft: { kind: "read", reads: ["mail", "notes", "letters", "contracts", "statements", "clients", "debtors", "firm", "signing_rules"], changes: [] },
  open_mail: { kind: "change", reads: [], changes: ["contracts"] },
  send_mail: { kind: "change", reads: [], changes: ["mail", "notes"] },
  plan_mails: { kind: "read", reads: ["mail", "letters", "statements", "clients", "debtors", "firm"], changes: [] },
  send_mails: { kind: "change", reads: [], changes: ["mail", "notes"] },
  list_mail: { kind: "read", reads: ["mail"], changes: [] },
  mail: { kind: "read", reads: ["mail"], changes: [] },
  save_mail_message: { kind: "read", reads: [], changes: [] },
  cancel_mail: { kind: "change", reads: [], changes: ["mail", "notes"] },
  retry_mail: { kind: "change", reads: [], changes: ["mail", "notes"] },
  decide_mail: { kind: "change", reads: [], changes: ["mail", "notes", "contracts", "letters"] },
  mail_account: { kind: "read", reads: ["mail", "firm", "people"], changes: [] },
  save_mail_account: { kind: "change", reads: [], changes: ["mail"] },
  remove_mail_account: { kind: "change", reads: [], changes: ["mail"] },
  send_test_mail: { kind: "change", reads: [], changes: ["mail"] },
  mail_templates: { kind: "read", reads: ["mail", "people"], changes: [] },
  save_mail_template: { kind: "change", reads: [], changes: ["mail"] },
  find: { kind: "read", reads: ["clients", "contracts", "notes", "debtors", "invoices"], changes: [] },
} as const;

export type CommandName = keyof Commands;
