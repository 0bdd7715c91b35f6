//! Schedules of accounts: entry, checks, funding.

pub mod wire;

use crate::desk::{Change, Reading};
use crate::error::AppError;
use crate::wire::*;

fn soon<T>() -> Result<T, AppError> {
    Err(AppError::refused("This is not ready yet."))
}

/// List schedules.
///
/// # Errors
/// A refusal.
pub async fn list_schedules(
    _reading: &Reading<'_>,
    _input: ScheduleQuery,
) -> Result<ScheduleRows, AppError> {
    soon()
}

/// Schedule.
///
/// # Errors
/// A refusal.
pub async fn schedule(
    _reading: &Reading<'_>,
    _input: ScheduleAsked,
) -> Result<SchedulePage, AppError> {
    soon()
}

/// Start schedule.
///
/// # Errors
/// A refusal.
pub async fn start_schedule(
    _change: &mut Change<'_>,
    _input: ScheduleStart,
) -> Result<SchedulePage, AppError> {
    soon()
}

/// Save schedule.
///
/// # Errors
/// A refusal.
pub async fn save_schedule(
    _change: &mut Change<'_>,
    _input: ScheduleTyped,
) -> Result<SchedulePage, AppError> {
    soon()
}

/// Read rows.
///
/// # Errors
/// A refusal.
pub async fn read_rows(_reading: &Reading<'_>, _input: RowsPasted) -> Result<RowsRead, AppError> {
    soon()
}

/// Attach to schedule.
///
/// # Errors
/// A refusal.
pub async fn attach_to_schedule(
    _change: &mut Change<'_>,
    _input: ScheduleFileInput,
) -> Result<SchedulePage, AppError> {
    soon()
}

/// Detach from schedule.
///
/// # Errors
/// A refusal.
pub async fn detach_from_schedule(
    _change: &mut Change<'_>,
    _input: ScheduleFileAsked,
) -> Result<SchedulePage, AppError> {
    soon()
}

/// Override check.
///
/// # Errors
/// A refusal.
pub async fn override_check(
    _change: &mut Change<'_>,
    _input: CheckOverride,
) -> Result<SchedulePage, AppError> {
    soon()
}

/// Take back override.
///
/// # Errors
/// A refusal.
pub async fn take_back_override(
    _change: &mut Change<'_>,
    _input: CheckOverrideAsked,
) -> Result<SchedulePage, AppError> {
    soon()
}

/// Log verification.
///
/// # Errors
/// A refusal.
pub async fn log_verification(
    _change: &mut Change<'_>,
    _input: VerificationInput,
) -> Result<SchedulePage, AppError> {
    soon()
}

/// Submit schedule.
///
/// # Errors
/// A refusal.
pub async fn submit_schedule(
    _change: &mut Change<'_>,
    _input: ScheduleAsked,
) -> Result<SchedulePage, AppError> {
    soon()
}

/// Send back schedule.
///
/// # Errors
/// A refusal.
pub async fn send_back_schedule(
    _change: &mut Change<'_>,
    _input: ScheduleReason,
) -> Result<SchedulePage, AppError> {
    soon()
}

/// Withdraw schedule.
///
/// # Errors
/// A refusal.
pub async fn withdraw_schedule(
    _change: &mut Change<'_>,
    _input: ScheduleReason,
) -> Result<SchedulePage, AppError> {
    soon()
}

/// Stage funding.
///
/// # Errors
/// A refusal.
pub async fn stage_funding(
    _reading: &Reading<'_>,
    _input: FundingAsked,
) -> Result<FundingStaged, AppError> {
    soon()
}

/// Submit funding.
///
/// # Errors
/// A refusal.
pub async fn submit_funding(
    _change: &mut Change<'_>,
    _input: FundingConfirm,
) -> Result<SchedulePage, AppError> {
    soon()
}

/// Confirm funding.
///
/// # Errors
/// A refusal.
pub async fn confirm_funding(
    _change: &mut Change<'_>,
    _input: FundingConfirm,
) -> Result<FundingDone, AppError> {
    soon()
}

/// Reverse funding.
///
/// # Errors
/// A refusal.
pub async fn reverse_funding(
    _change: &mut Change<'_>,
    _input: FundingReversal,
) -> Result<SchedulePage, AppError> {
    soon()
}

/// Save payment instruction.
///
/// # Errors
/// A refusal.
pub async fn save_payment_instruction(
    _reading: &Reading<'_>,
    _input: ScheduleAsked,
) -> Result<FileSaved, AppError> {
    soon()
}

/// Schedule pdf.
///
/// # Errors
/// A refusal.
pub async fn schedule_pdf(
    _reading: &Reading<'_>,
    _input: SchedulePaperAsked,
) -> Result<PdfData, AppError> {
    soon()
}

/// Save schedule pdf.
///
/// # Errors
/// A refusal.
pub async fn save_schedule_pdf(
    _reading: &Reading<'_>,
    _input: SchedulePaperAsked,
) -> Result<FileSaved, AppError> {
    soon()
}

/// Print schedule.
///
/// # Errors
/// A refusal.
pub async fn print_schedule(
    _reading: &Reading<'_>,
    _input: SchedulePaperAsked,
) -> Result<Nothing, AppError> {
    soon()
}

/// Buying rules.
///
/// # Errors
/// A refusal.
pub async fn buying_rules(
    _reading: &Reading<'_>,
    _input: BuyingRulesAsked,
) -> Result<BuyingRulesPage, AppError> {
    soon()
}

/// Save buying rules.
///
/// # Errors
/// A refusal.
pub async fn save_buying_rules(
    _change: &mut Change<'_>,
    _input: BuyingRulesTyped,
) -> Result<BuyingRulesPage, AppError> {
    soon()
}

/// Save debtor verification.
///
/// # Errors
/// A refusal.
pub async fn save_debtor_verification(
    _change: &mut Change<'_>,
    _input: DebtorVerificationInput,
) -> Result<DebtorVerification, AppError> {
    soon()
}

/// List firm accounts.
///
/// # Errors
/// A refusal.
pub async fn list_firm_accounts(
    _reading: &Reading<'_>,
    _input: Nothing,
) -> Result<FirmAccounts, AppError> {
    soon()
}

/// Save firm account.
///
/// # Errors
/// A refusal.
pub async fn save_firm_account(
    _change: &mut Change<'_>,
    _input: FirmAccountInput,
) -> Result<FirmAccounts, AppError> {
    soon()
}

/// Pay to.
///
/// # Errors
/// A refusal.
pub async fn pay_to(_reading: &Reading<'_>, _input: ClientAsked) -> Result<PayTo, AppError> {
    soon()
}

/// Confirm bank account.
///
/// # Errors
/// A refusal.
pub async fn confirm_bank_account(
    _change: &mut Change<'_>,
    _input: BankAccountCheck,
) -> Result<PayTo, AppError> {
    soon()
}
