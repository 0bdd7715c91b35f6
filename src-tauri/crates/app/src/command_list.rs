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

            read firm::firm(Nothing) -> FirmPage [firm];
            change firm::save_firm(FirmInput) -> FirmPage [firm, vault];
            change firm::set_logo(FileDropped) -> FirmPage [firm];
            change firm::remove_logo(Nothing) -> FirmPage [firm];

            read clients::list_clients(ClientQuery) -> ClientRows [clients, follow_ups];
            read clients::client(ClientAsked) -> ClientPage
                [clients, follow_ups, terms, contracts, notes];
            read clients::client_identity(ClientAsked) -> ClientIdentity [clients];
            change clients::create_client(ClientInput) -> ClientSaved [clients];
            change clients::update_client(ClientUpdate) -> ClientSaved [clients];
            change clients::set_client_status(ClientStatusSet) -> ClientSaved [clients];
            change clients::set_bank_account(BankAccountInput) -> ClientSaved [clients];
            change clients::reveal_bank_account(ClientAsked) -> BankAccountRevealed [log];
            change clients::save_contact(ContactInput) -> ContactSaved [clients];
            change clients::remove_contact(ContactAsked) -> Nothing [clients];

            read terms::terms_page(TermsAsked) -> TermsPage [terms, contracts, clients];
            read terms::preview_terms(TermsTyped) -> TermsPreview [terms];
            read terms::terms_version(TermsVersionAsked) -> TermsVersionPage [terms];
            change terms::save_terms(TermsTyped) -> TermsSaved [terms, clients];
            change terms::discard_terms_draft(ClientAsked) -> Nothing [terms, clients];

            read contracts::list_contracts(ContractQuery) -> ContractRows [contracts];
            read contracts::contract_form(ClientAsked) -> ContractForm
                [contracts, terms, clients, firm];
            read contracts::preview_contract(ContractAnswers) -> ContractPreview
                [contracts, terms, clients, firm];
            change contracts::freeze_contract(ContractAnswers) -> ContractPage
                [contracts, terms, clients];
            read contracts::contract(ContractAsked) -> ContractPage [contracts];
            read contracts::contract_pdf(ContractFileAsked) -> PdfData [contracts];
            read contracts::save_contract_pdf(ContractFileAsked) -> FileSaved [];
            read contracts::print_contract(ContractFileAsked) -> Nothing [];
            change contracts::sign_contract(ContractSigning) -> ContractPage
                [contracts, terms, clients];
            change contracts::withdraw_contract(ContractWithdrawal) -> ContractPage
                [contracts, terms, clients];

            read notes::timeline(TimelineQuery) -> Timeline [notes, contracts, terms, follow_ups];
            change notes::add_attachment(FileDropped) -> AttachmentShown [];
            read notes::attachment(AttachmentAsked) -> AttachmentData [];
            read notes::save_attachment(AttachmentAsked) -> FileSaved [];
            change notes::save_note(NoteInput) -> NoteSaved [notes, follow_ups, clients];

            read today::today(Nothing) -> TodayPage [follow_ups, contracts, clients, notes];
            read today::calendar(MonthAsked) -> CalendarMonth [follow_ups];
            read today::reminders(Nothing) -> ReminderRows [follow_ups, reminders];
            change today::snooze_follow_up(Snooze) -> FollowUpShown [follow_ups, clients];
            change today::move_follow_up(FollowUpMove) -> FollowUpShown [follow_ups, clients];
            change today::finish_follow_up(FollowUpAsked) -> FollowUpShown [follow_ups, clients];
            change today::reopen_follow_up(FollowUpAsked) -> FollowUpShown [follow_ups, clients];

            read drafts::draft(DraftAsked) -> DraftText [];
            change drafts::save_draft(DraftInput) -> Nothing [];
            change drafts::discard_draft(DraftAsked) -> Nothing [];

            read books::check_books(Nothing) -> BooksChecked [books];
            read books::trial_balance(AsOfAsked) -> TrialBalance [books];
            read books::list_entries(EntriesQuery) -> EntryRows [books, clients];
            read books::entry(EntryAsked) -> EntryPage [books, clients];
            read books::position(AsOfAsked) -> PositionPage [books, clients];
            read books::what_if(WhatIfAsked) -> WhatIfPage [books, terms];

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
            read statements::statement_run(StatementRunAsked) -> StatementRunPage [statements];
            read statements::list_statements(StatementQuery) -> StatementRows [statements];
            read statements::statement(StatementIdAsked) -> StatementPage [statements];
            read statements::statement_pdf(StatementIdAsked) -> PdfData [statements];
            read statements::save_statement_pdf(StatementIdAsked) -> FileSaved [];
            read statements::print_statement(StatementIdAsked) -> Nothing [];
            read statements::late_rule(Nothing) -> LateRulePage [statements];
            change statements::save_late_rule(LateRuleInput) -> LateRulePage [statements];

            read find::find(FindQuery) -> FoundRows [clients, contracts, notes];
        }
    };
}
