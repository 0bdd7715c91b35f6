/// Every command of the product, once: its kind, module, name, input, output and tags.
///
/// The Tauri wrappers, the test host's dispatcher, the access manifest of the window and the
/// TypeScript bindings are all expansions of this list, so a command without a handler does not
/// compile. The file holds nothing else, because build scripts include it as text.
///
/// - `session`: needs no open vault; the tags say what becomes stale.
/// - `read`: needs an open vault and changes nothing; the tags say what it reads.
/// - `change`: runs in one transaction, once per request id; the tags say what becomes stale.
#[macro_export]
macro_rules! command_list {
    ($expand:ident) => {
        $expand! {
            session vault::vault_status(Nothing) -> VaultStatus [];
            session vault::passphrase_strength(PassphraseTyped) -> PassphraseStrength [];
            session vault::suggest_passphrase(Nothing) -> PassphraseSuggested [];
            session vault::choose_vault_place(Nothing) -> VaultStatus [vault];
            session vault::begin_vault(BeginVault) -> RecoveryKeyShown [];
            session vault::save_recovery_sheet(Nothing) -> FileSaved [];
            session vault::print_recovery_sheet(Nothing) -> Nothing [];
            session vault::create_vault(RecoveryKeyChecked) -> VaultStatus [vault];
            session vault::choose_vault(Nothing) -> VaultStatus [vault];
            session vault::select_known_vault(KnownVaultIndex) -> VaultStatus [vault];
            session vault::unlock(PassphraseTyped) -> VaultStatus [vault];
            session vault::unlock_with_keychain(Nothing) -> VaultStatus [vault];
            session vault::begin_recovery(BeginRecovery) -> RecoveryKeyShown [];
            session vault::complete_recovery(RecoveryKeyChecked) -> VaultStatus [vault];
            session vault::lock(Nothing) -> VaultStatus [vault];
            session vault::leave_vault(Nothing) -> VaultStatus [vault];
            session vault::open_sample(Nothing) -> VaultStatus [vault];
            session vault::change_passphrase(ChangePassphrase) -> Nothing [vault];
            session vault::add_keychain_unlock(PassphraseTyped) -> VaultStatus [vault];
            session vault::remove_keychain_unlock(Nothing) -> VaultStatus [vault];
            session vault::show_vault_folder(Nothing) -> Nothing [];
            session vault::touch(Nothing) -> Nothing [];

            session preferences::preferences(Nothing) -> Preferences [];
            session preferences::save_preferences(Preferences) -> Preferences [preferences];
            session preferences::close_window(CloseWindow) -> Nothing [preferences];
            session preferences::test_notification(Nothing) -> NotificationTried [];
            session preferences::about(Nothing) -> About [];
            session preferences::read_day(TextTyped) -> DayRead [];
            session preferences::read_time(TextTyped) -> TimeRead [];

            read people::people(Nothing) -> PeoplePage [people];
            session people::add_person(NewPerson) -> PeoplePage [people];
            change people::change_person(PersonChange) -> PeoplePage [people, vault];
            session people::remove_person(PersonLeaves) -> PeoplePage [people];
            session people::reset_passphrase(PersonPassphrase) -> PeoplePage [people];

            read firm::firm(Nothing) -> FirmPage [firm];
            change firm::save_firm(FirmInput) -> FirmPage [firm, vault];
            change firm::set_logo(FileDropped) -> FirmPage [firm];
            change firm::remove_logo(Nothing) -> FirmPage [firm];
            read firm::list_firm_accounts(Nothing) -> FirmAccounts [bank_accounts];
            change firm::save_firm_account(FirmAccountInput) -> FirmAccounts [bank_accounts];

            read clients::list_clients(ClientQuery) -> ClientRows [clients, follow_ups, books];
            read clients::export_clients(ListExport<ClientQuery>) -> FileSaved [];
            read clients::client(ClientAsked) -> ClientPage
                [clients, follow_ups, terms, contracts, notes];
            read clients::client_position(ClientAsked) -> ClientPosition
                [clients, terms, contracts, books];
            read clients::client_identity(ClientAsked) -> ClientIdentity [clients];
            change clients::create_client(ClientInput) -> ClientSaved [clients];
            change clients::update_client(ClientUpdate) -> ClientSaved [clients];
            change clients::set_client_status(ClientStatusSet) -> ClientSaved [clients];
            change clients::set_bank_account(BankAccountInput) -> ClientSaved [clients];
            change clients::reveal_bank_account(ClientAsked) -> BankAccountRevealed [log];
            change clients::save_contact(ContactInput) -> ContactSaved [clients];
            change clients::remove_contact(ContactAsked) -> Nothing [clients];

            read guarantors::guarantors(ClientAsked) -> GuarantorRows [clients, contracts];
            change guarantors::save_guarantor(GuarantorInput) -> GuarantorSaved
                [clients, contracts];
            change guarantors::remove_guarantor(GuarantorAsked) -> Nothing [clients, contracts];

            read debtors::list_debtors(DebtorQuery) -> DebtorRows [debtors, books];
            read debtors::export_debtors(ListExport<DebtorQuery>) -> FileSaved [];
            read debtors::debtor(DebtorAsked) -> DebtorPage [debtors, books, clients];
            read debtors::debtor_form(DebtorAsked) -> DebtorForm [debtors];
            read debtors::debtor_groups(Nothing) -> DebtorGroups [debtors];
            read debtors::pick_debtors(DebtorPickQuery) -> DebtorsPicked [debtors, books];
            read debtors::possible_duplicates(DuplicatesAsked) -> PossibleDuplicates
                [debtors, books];
            read debtors::plan_merge(MergeAsked) -> MergePlan [debtors, books];
            change debtors::create_debtor(DebtorCreate) -> DebtorSaved [debtors];
            change debtors::update_debtor(DebtorUpdate) -> DebtorSaved [debtors];
            change debtors::set_debtor_status(DebtorStatusSet) -> DebtorSaved [debtors];
            change debtors::save_debtor_contact(DebtorContactInput) -> DebtorContactSaved
                [debtors];
            change debtors::remove_debtor_contact(DebtorContactAsked) -> Nothing [debtors];
            change debtors::save_debtor_group(DebtorGroupInput) -> DebtorGroupSaved [debtors];
            change debtors::save_pair(PairInput) -> Nothing [debtors];
            change debtors::set_notice(NoticeInput) -> Nothing [debtors, letters];
            change debtors::merge_debtors(MergeAsked) -> DebtorSaved [debtors];
            change debtors::separate_debtor(DebtorAsked) -> DebtorSaved [debtors];

            read terms::terms_page(TermsAsked) -> TermsPage [terms, contracts, clients];
            read terms::preview_terms(TermsTyped) -> TermsPreview [terms];
            read terms::terms_version(TermsVersionAsked) -> TermsVersionPage [terms];
            change terms::save_terms(TermsTyped) -> TermsSaved [terms, clients];
            change terms::discard_terms_draft(ClientAsked) -> Nothing [terms, clients];

            read contracts::list_contracts(ContractQuery) -> ContractRows [contracts];
            read contracts::export_contracts(ListExport<ContractQuery>) -> FileSaved [];
            read contracts::contract_form(ContractFormAsked) -> ContractForm
                [contracts, terms, clients, firm, wordings];
            read contracts::preview_contract(ContractAnswers) -> ContractPreview
                [contracts, terms, clients, firm, wordings];
            change contracts::freeze_contract(ContractAnswers) -> ContractPage
                [contracts, terms, clients];
            read contracts::contract(ContractAsked) -> ContractPage [contracts];
            read contracts::contract_pdf(ContractFileAsked) -> PdfData [contracts];
            read contracts::save_contract_pdf(ContractFileAsked) -> FileSaved [];
            read contracts::print_contract(ContractFileAsked) -> Nothing [];
            read contracts::examine_return(ReturnAsked) -> ReturnExamined [];
            change contracts::sign_contract(ContractSigning) -> ContractPage
                [contracts, terms, clients];
            read contracts::verify_contract(ContractFileAsked) -> PdfVerified [];
            read contracts::save_signing_copy(ContractAsked) -> FileSaved [];
            change contracts::note_sent(SigningCopySent) -> ContractPage [contracts];
            change contracts::open_envelope(Envelope) -> EnvelopeOpened [];
            read contracts::signing_rules(Nothing) -> SigningRulesPage [signing_rules, people];
            change contracts::set_signing_rules(SigningRules) -> SigningRulesPage
                [signing_rules];
            change contracts::withdraw_contract(ContractWithdrawal) -> ContractPage
                [contracts, terms, clients];
            read contracts::preview_notice(ContractNoticeAsked) -> ContractNoticePreview
                [contracts];
            change contracts::give_notice(ContractNoticeGiven) -> ContractPage
                [contracts, clients, schedules];
            change contracts::withdraw_notice(ContractNoticeWithdrawal) -> ContractPage
                [contracts, clients, schedules];
            change contracts::decide_renewal(RenewalDecision) -> ContractPage [contracts];
            read contracts::contract_rules(Nothing) -> ContractRules [contracts];
            change contracts::set_contract_rules(ContractRules) -> ContractRules [contracts];
            read contracts::disclosure_rules(Nothing) -> DisclosureRulesPage [contracts, people];
            change contracts::set_disclosure_exemption(DisclosureExemption)
                -> DisclosureRulesPage [contracts];

            read seals::verify_pdf(FileDropped) -> PdfVerified [];
            read seals::signing_key(Nothing) -> SigningKeyPage [signing_key, people];
            change seals::create_signing_key(NewSigningKey) -> SigningKeyPage [signing_key];
            change seals::import_signing_key(KeyFile) -> SigningKeyPage [signing_key];
            read seals::save_certificate(Nothing) -> FileSaved [];
            read wordings::list_wordings(Nothing) -> WordingRows [wordings];
            read wordings::wording(WordingAsked) -> WordingPage [wordings];
            read wordings::preview_wording(WordingPreviewAsked) -> WordingPreview
                [terms, clients, firm];
            read wordings::saved_clauses(Nothing) -> SavedClauses [saved_clauses];
            read wordings::compare_texts(TextsAsked) -> TextsCompared [wordings, contracts];
            read wordings::comparable(ContractAsked) -> ComparableRows [wordings, contracts];
            read wordings::read_wording_file(WordingFile) -> WordingRead [];
            change wordings::import_wording(WordingImport) -> WordingPage [wordings];
            change wordings::duplicate_wording(WordingDuplicate) -> WordingPage [wordings];
            change wordings::save_wording(WordingSave) -> WordingPage [wordings];
            change wordings::rename_wording(WordingRename) -> WordingPage [wordings];
            change wordings::set_wording_state(WordingStateSet) -> WordingPage [wordings];
            change wordings::save_clause(ClauseSave) -> SavedClauses [saved_clauses];
            change wordings::remove_saved_clause(SavedClauseAsked) -> SavedClauses
                [saved_clauses];

            read notes::timeline(TimelineQuery) -> Timeline
                [notes, contracts, terms, follow_ups, books, mail, clients, debtors, schedules,
                 letters, statements, releases];
            read history::history_paper(HistoryAsked) -> PdfData [];
            read history::save_history(HistoryAsked) -> FileSaved [];
            read history::print_history(HistoryAsked) -> Nothing [];
            read history::activity(ActivityAsked) -> ActivityPage
                [notes, contracts, terms, follow_ups, books, mail];
            read notes::note_subject(NoteSubjectAsked) -> NoteSubjectPage
                [clients, debtors, notes];
            read notes::debtor_promises(DebtorAsked) -> PromiseHistory [notes, books, debtors];
            read notes::list_notes(NoteListQuery) -> NoteRows
                [notes, clients, debtors, books];
            read notes::note_templates(Nothing) -> NoteTemplates [note_templates];
            change notes::save_note_template(NoteTemplateInput) -> NoteTemplates
                [note_templates];
            change notes::remove_note_template(NoteTemplateAsked) -> NoteTemplates
                [note_templates];
            change notes::pin_note(NotePin) -> Nothing [notes];
            change notes::add_attachment(FileDropped) -> AttachmentShown [];
            read notes::attachment(AttachmentAsked) -> AttachmentData [];
            read notes::save_attachment(AttachmentAsked) -> FileSaved [];
            change notes::save_note(NoteInput) -> NoteSaved [notes, follow_ups, clients];

            read today::today(Nothing) -> TodayPage
                [follow_ups, contracts, clients, notes, books, mail];
            read today::contacts(ContactsAsked) -> ContactRows
                [follow_ups, clients, debtors, notes, books];
            read today::calendar(MonthAsked) -> CalendarMonth [follow_ups, notes, books];
            read today::reminders(Nothing) -> ReminderRows
                [follow_ups, contracts, reminders];
            change today::snooze_follow_up(Snooze) -> FollowUpShown [follow_ups, clients];
            change today::move_follow_up(FollowUpMove) -> FollowUpShown [follow_ups, clients];
            change today::finish_follow_up(FollowUpAsked) -> FollowUpShown [follow_ups, clients];
            change today::reopen_follow_up(FollowUpAsked) -> FollowUpShown [follow_ups, clients];
            read reminders::reminder_choices(Nothing) -> ReminderChoices [reminders];
            change reminders::save_reminder_choices(ReminderChoices) -> ReminderChoices
                [reminders];
            change reminders::snooze_reminders(SnoozeReminders) -> RemindersSnoozed
                [follow_ups, clients];

            read drafts::draft(DraftAsked) -> DraftText [];
            change drafts::save_draft(DraftInput) -> Nothing [];
            change drafts::discard_draft(DraftAsked) -> Nothing [];

            read invoices::list_invoices(InvoiceQuery) -> InvoiceRows [invoices, clients, books];
            read invoices::invoice(InvoiceAsked) -> InvoicePage [invoices, clients, books];
            read invoices::export_invoices(ListExport<InvoiceQuery>) -> FileSaved [];

            read views::views(ListAsked) -> ViewRows [views];
            change views::save_view(ViewInput) -> ViewShown [views];
            change views::remove_view(ViewAsked) -> ViewShown [views];
            session views::choose_columns(ColumnsChosen) -> Nothing [preferences];

            read books::check_books(Nothing) -> BooksChecked [books];
            read books::trial_balance(AsOfAsked) -> TrialBalance [books];
            read books::list_entries(EntriesQuery) -> EntryRows [books, clients];
            read books::export_entries(ListExport<EntriesQuery>) -> FileSaved [];
            read books::export_trial_balance(ListExport<AsOfAsked>) -> FileSaved [];
            read books::entry(EntryAsked) -> EntryPage [books, clients];
            read books::position(AsOfAsked) -> PositionPage [books, clients];
            read books::export_positions(ListExport<AsOfAsked>) -> FileSaved [];
            read books::what_if(WhatIfAsked) -> WhatIfPage [books, terms];

            read releases::list_releases(ReleasesAsked) -> ReleaseRows [releases, books, clients];
            read releases::export_releases(ListExport<ReleasesAsked>) -> FileSaved [];
            read releases::stage_release(ReleaseAsked) -> ReleaseStagedPage
                [releases, books, clients, terms, contracts];
            change releases::prepare_release(ReleasePrepared) -> ReleaseRunPage [releases];
            change releases::confirm_release(ReleaseRunAsked) -> ReleaseRunPage
                [releases, books, invoices, clients];
            change releases::discard_release(ReleaseRunEnded) -> ReleaseRunPage [releases];
            change releases::reverse_release(ReleaseRunEnded) -> ReleaseRunPage
                [releases, books, invoices, clients];
            read releases::list_release_runs(ReleaseRunsQuery) -> ReleaseRunRows
                [releases, clients];
            read releases::export_release_runs(ListExport<ReleaseRunsQuery>) -> FileSaved [];
            read releases::release_run(ReleaseRunAsked) -> ReleaseRunPage [releases, books];
            read releases::release_report(ReleaseRunAsked) -> PdfData [releases];
            read releases::save_release_report(ReleaseRunAsked) -> FileSaved [];
            read releases::print_release_report(ReleaseRunAsked) -> Nothing [];
            change releases::place_hold(HoldInput) -> Nothing [releases];
            change releases::lift_hold(HoldLifted) -> Nothing [releases];
            change releases::set_release_rules(ReleaseRulesInput) -> ReleaseRulesShown [releases];

            read recourse::list_recourse(RecourseQuery) -> RecourseRows
                [recourse, books, invoices, clients, debtors];
            read recourse::export_recourse(ListExport<RecourseQuery>) -> FileSaved [];
            read recourse::stage_charge_back(ChargeBackAsked) -> RecourseStagedPage
                [recourse, books, releases];
            change recourse::confirm_charge_back(ChargeBackConfirmed) -> RecourseCasePage
                [recourse, books, invoices, clients, debtors, receipts];
            read recourse::stage_write_off(WriteOffAsked) -> RecourseStagedPage [recourse, books];
            change recourse::prepare_write_off(WriteOffPrepared) -> RecourseCasePage [recourse];
            change recourse::confirm_write_off(RecourseCaseAsked) -> RecourseCasePage
                [recourse, books, invoices, clients, debtors, receipts];
            change recourse::discard_write_off(RecourseCaseEnded) -> RecourseCasePage [recourse];
            change recourse::reverse_recourse(RecourseCaseEnded) -> RecourseCasePage
                [recourse, books, invoices, clients, debtors, receipts];
            read recourse::list_recourse_cases(RecourseCasesQuery) -> RecourseCaseRows
                [recourse, clients];
            read recourse::export_recourse_cases(ListExport<RecourseCasesQuery>) -> FileSaved [];
            read recourse::recourse_case(RecourseCaseAsked) -> RecourseCasePage
                [recourse, books];
            read recourse::charge_back_notice(RecourseCaseAsked) -> PdfData [recourse];
            read recourse::save_charge_back_notice(RecourseCaseAsked) -> FileSaved [];
            read recourse::print_charge_back_notice(RecourseCaseAsked) -> Nothing [];
            read schedules::list_schedules(ScheduleQuery) -> ScheduleRows [schedules, clients];
            read schedules::export_schedules(ListExport<ScheduleQuery>) -> FileSaved [];
            read schedules::schedule(ScheduleAsked) -> SchedulePage
                [schedules, books, clients, terms, contracts, debtors];
            change schedules::start_schedule(ScheduleStart) -> SchedulePage [schedules];
            change schedules::save_schedule(ScheduleTyped) -> SchedulePage [schedules];
            read schedules::read_rows(RowsPasted) -> RowsRead [];
            change schedules::attach_to_schedule(ScheduleFileInput) -> SchedulePage [schedules];
            change schedules::detach_from_schedule(ScheduleFileAsked) -> SchedulePage [schedules];
            change schedules::override_check(CheckOverride) -> SchedulePage [schedules];
            change schedules::take_back_override(CheckOverrideAsked) -> SchedulePage [schedules];
            change schedules::log_verification(VerificationInput) -> SchedulePage [schedules];
            change schedules::submit_schedule(ScheduleAsked) -> SchedulePage [schedules];
            change schedules::send_back_schedule(ScheduleReason) -> SchedulePage [schedules];
            change schedules::withdraw_schedule(ScheduleReason) -> SchedulePage [schedules];
            read schedules::stage_funding(FundingAsked) -> FundingStaged
                [schedules, books, clients, terms, contracts, debtors];
            change schedules::submit_funding(FundingConfirm) -> SchedulePage [schedules];
            change schedules::confirm_funding(FundingConfirm) -> FundingDone
                [schedules, books, clients, debtors];
            change schedules::reverse_funding(FundingReversal) -> SchedulePage
                [schedules, books, clients, debtors];
            read schedules::save_payment_instruction(ScheduleAsked) -> FileSaved [];
            read schedules::schedule_pdf(SchedulePaperAsked) -> PdfData [schedules];
            read schedules::save_schedule_pdf(SchedulePaperAsked) -> FileSaved [];
            read schedules::print_schedule(SchedulePaperAsked) -> Nothing [];
            read schedules::buying_rules(BuyingRulesAsked) -> BuyingRulesPage [schedules];
            change schedules::save_buying_rules(BuyingRulesTyped) -> BuyingRulesPage [schedules];
            change schedules::save_debtor_verification(DebtorVerificationInput)
                -> DebtorVerification [schedules, debtors];
            read schedules::pay_to(ClientAsked) -> PayTo [clients, schedules];
            change schedules::confirm_bank_account(BankAccountCheck) -> PayTo [clients, schedules];
            read receipts::receipt_form(Nothing) -> ReceiptForm [receipts, bank_accounts];
            read receipts::receipts_inbox(Nothing) -> ReceiptInbox [receipts, invoices];
            read receipts::list_receipts(ReceiptQuery) -> ReceiptRows [receipts];
            read receipts::export_inbox(ListExport<Nothing>) -> FileSaved [];
            read receipts::export_receipts(ListExport<ReceiptQuery>) -> FileSaved [];
            read receipts::receipt(ReceiptAsked) -> ReceiptPage [receipts];
            read receipts::open_invoices_for(OpenInvoicesAsked) -> OpenInvoicesShown
                [receipts, invoices];
            read receipts::propose_allocation(ReceiptAsked) -> AllocationProposals
                [receipts, invoices];
            read receipts::stage_receipt(AllocationTyped) -> ReceiptStage [receipts, invoices];
            read receipts::stage_return(ReceiptReturn) -> ReceiptReturnStage [receipts, invoices];
            read receipts::stage_invoice_step(InvoiceStep) -> InvoiceStepStage [invoices];
            read receipts::preview_bank_file(BankFileInput) -> BankFilePreview [receipts];
            change receipts::start_receipt(ReceiptInput) -> ReceiptSaved [receipts];
            change receipts::update_receipt(ReceiptUpdate) -> ReceiptSaved [receipts];
            change receipts::save_receipt_draft(AllocationTyped) -> ReceiptSaved [];
            change receipts::remove_receipt(ReceiptAsked) -> Nothing [receipts];
            change receipts::post_receipt(ReceiptPosting) -> ReceiptPosted
                [receipts, invoices, books, clients, debtors];
            change receipts::apply_unapplied(ReceiptPosting) -> ReceiptPosted
                [receipts, invoices, books, clients, debtors];
            change receipts::return_receipt(ReceiptReturn) -> ReceiptPosted
                [receipts, invoices, books, clients, debtors];
            change receipts::reverse_receipt(ReceiptReversal) -> ReceiptSaved
                [receipts, invoices, books, clients, debtors];
            change receipts::book_invoice_step(InvoiceStepPosting) -> InvoiceStepDone
                [receipts, invoices, books, clients, debtors];
            change receipts::import_bank_file(BankFileInput) -> BankFileImported [receipts];

            read letters::plan_letters(LettersAsked) -> LetterPlan
                [letters, debtors, clients, books, wordings, schedules, bank_accounts];
            read letters::preview_letter(LetterPreviewAsked) -> PdfData
                [letters, debtors, clients, books, wordings, bank_accounts];
            change letters::make_letters(LettersMake) -> LettersMade [letters, debtors];
            read dunning::plan_dunning(Nothing) -> DunningPlan
                [letters, debtors, clients, books, notes, bank_accounts, dunning, mail];
            read dunning::preview_dunning(DunningLine) -> PdfData
                [letters, debtors, clients, books, notes, wordings, bank_accounts, dunning];
            change dunning::run_dunning(DunningChosen) -> DunningRunShown
                [letters, debtors, notes, follow_ups, dunning, mail];
            read dunning::dunning_run(DunningRunAsked) -> DunningRunShown
                [dunning, follow_ups, mail];
            read dunning::dunning_policies(Nothing) -> DunningPolicyPage [dunning, wordings];
            change dunning::save_dunning_policy(DunningPolicySave) -> DunningPolicies [dunning];
            change dunning::remove_dunning_policy(DunningPolicyAsked) -> DunningPolicies
                [dunning];
            read dunning::dunning_choice(DunningChoiceAsked) -> DunningChoiceShown [dunning];
            change dunning::choose_dunning(DunningChoose) -> DunningChoiceShown [dunning];
            read letters::list_letters(LetterQuery) -> LetterRows [letters];
            read letters::letter(LetterAsked) -> LetterPage [letters];
            read letters::letter_pdf(LetterAsked) -> PdfData [letters];
            read letters::save_letters(LettersChosen) -> LettersSaved [];
            read letters::save_letters_as_one(LettersChosen) -> FileSaved [];
            read letters::print_letters(LettersChosen) -> Nothing [];
            change letters::record_letters(LetterStepInput) -> Nothing
                [letters, debtors, schedules];
            change letters::undo_letter_step(LetterStepAsked) -> LetterPage
                [letters, debtors, schedules];

            read statements::statement_form(Nothing) -> StatementForm
                [statements, clients, debtors];
            read statements::statement_preview(StatementAsked) -> StatementPreview
                [statements, books, clients, firm];
            change statements::start_statement_run(StatementRunInput) -> StatementRunPage
                [statements];
            session statements::work_statement_run(StatementRunAsked) -> StatementRunPage
                [statements];
            change statements::cancel_statement_run(StatementRunAsked) -> StatementRunPage
                [statements];
            session statements::save_statement_run(StatementRunAsked) -> StatementsSaved [];
            session statements::cancel_statement_saving(StatementRunAsked) -> Nothing [];
            read statements::statement_run(StatementRunAsked) -> StatementRunPage [statements];
            read statements::list_statements(StatementQuery) -> StatementRows [statements];
            read statements::export_statements(ListExport<StatementQuery>) -> FileSaved [];
            read statements::statement(StatementIdAsked) -> StatementPage [statements];
            read statements::statement_pdf(StatementPaperAsked) -> PdfData
                [statements, wordings];
            read statements::save_statement_pdf(StatementPaperAsked) -> FileSaved [];
            read statements::print_statement(StatementPaperAsked) -> Nothing [];
            read statements::late_rule(Nothing) -> LateRulePage [statements];
            change statements::save_late_rule(LateRuleInput) -> LateRulePage [statements];

            read mail::mail_draft(MailDraftAsked) -> MailDraft
                [mail, notes, letters, contracts, statements, clients, debtors, firm,
                 signing_rules];
            change mail::open_mail(MailInput) -> Nothing [contracts];
            change mail::send_mail(MailInput) -> MailRow [mail, notes];
            read mail::plan_mails(MailSeveral) -> MailPlan
                [mail, letters, statements, clients, debtors, firm];
            change mail::send_mails(MailChosen) -> MailsQueued [mail, notes];
            read mail::list_mail(MailQuery) -> MailRows [mail];
            read mail::mail(MailAsked) -> MailPage [mail];
            read mail::save_mail_message(MailAsked) -> FileSaved [];
            change mail::cancel_mail(MailAsked) -> MailPage [mail, notes];
            change mail::retry_mail(MailAsked) -> MailPage [mail, notes];
            change mail::decide_mail(MailDecision) -> MailPage
                [mail, notes, contracts, letters];
            read mail::mail_account(Nothing) -> MailAccountPage [mail, firm, people];
            change mail::save_mail_account(MailAccountInput) -> MailAccountPage [mail];
            change mail::remove_mail_account(Nothing) -> MailAccountPage [mail];
            change mail::send_test_mail(Nothing) -> MailAccountPage [mail];
            read mail::mail_templates(Nothing) -> MailTemplates [mail, people];
            change mail::save_mail_template(MailTemplate) -> MailTemplates [mail];

            read find::find(FindQuery) -> FoundRows
                [clients, contracts, notes, debtors, invoices];
        }
    };
}
