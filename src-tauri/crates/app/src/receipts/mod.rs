//! Money in: the inbox, one receipt with its allocation, the posting, what undoes it.

pub mod wire;

use crate::desk::{Change, Reading};
use crate::error::AppError;
use crate::receipts::wire::*;
use crate::vault::wire::Nothing;

fn later<T>() -> Result<T, AppError> {
    Err(AppError::refused("Receipts cannot be worked with yet."))
}

/// See the wire.
///
/// # Errors
/// Of the storage.
pub async fn receipt_form(
    _reading: &Reading<'_>,
    _input: Nothing,
) -> Result<ReceiptForm, AppError> {
    later()
}

/// See the wire.
///
/// # Errors
/// Of the storage.
pub async fn find_payers(
    _reading: &Reading<'_>,
    _input: PayerQuery,
) -> Result<PayerRows, AppError> {
    later()
}

/// See the wire.
///
/// # Errors
/// Of the storage.
pub async fn receipts_inbox(
    _reading: &Reading<'_>,
    _input: Nothing,
) -> Result<ReceiptInbox, AppError> {
    later()
}

/// See the wire.
///
/// # Errors
/// Of the storage.
pub async fn list_receipts(
    _reading: &Reading<'_>,
    _input: ReceiptQuery,
) -> Result<ReceiptRows, AppError> {
    later()
}

/// See the wire.
///
/// # Errors
/// Of the storage.
pub async fn receipt(
    _reading: &Reading<'_>,
    _input: ReceiptAsked,
) -> Result<ReceiptPage, AppError> {
    later()
}

/// See the wire.
///
/// # Errors
/// Of the storage.
pub async fn open_invoices_for(
    _reading: &Reading<'_>,
    _input: OpenInvoicesAsked,
) -> Result<OpenInvoicesShown, AppError> {
    later()
}

/// See the wire.
///
/// # Errors
/// Of the storage.
pub async fn propose_allocation(
    _reading: &Reading<'_>,
    _input: ReceiptAsked,
) -> Result<AllocationProposals, AppError> {
    later()
}

/// See the wire.
///
/// # Errors
/// Of the storage.
pub async fn stage_receipt(
    _reading: &Reading<'_>,
    _input: AllocationTyped,
) -> Result<ReceiptStage, AppError> {
    later()
}

/// See the wire.
///
/// # Errors
/// Of the storage.
pub async fn stage_return(
    _reading: &Reading<'_>,
    _input: ReceiptReturn,
) -> Result<ReceiptReturnStage, AppError> {
    later()
}

/// See the wire.
///
/// # Errors
/// Of the storage.
pub async fn stage_invoice_step(
    _reading: &Reading<'_>,
    _input: InvoiceStep,
) -> Result<InvoiceStepStage, AppError> {
    later()
}

/// See the wire.
///
/// # Errors
/// Of the storage.
pub async fn preview_bank_file(
    _reading: &Reading<'_>,
    _input: BankFileInput,
) -> Result<BankFilePreview, AppError> {
    later()
}

/// See the wire.
///
/// # Errors
/// Of the storage.
pub async fn add_receiving_account(
    _change: &mut Change<'_>,
    _input: ReceivingAccountInput,
) -> Result<ReceivingAccount, AppError> {
    later()
}

/// See the wire.
///
/// # Errors
/// Of the storage.
pub async fn start_receipt(
    _change: &mut Change<'_>,
    _input: ReceiptInput,
) -> Result<ReceiptSaved, AppError> {
    later()
}

/// See the wire.
///
/// # Errors
/// Of the storage.
pub async fn update_receipt(
    _change: &mut Change<'_>,
    _input: ReceiptUpdate,
) -> Result<ReceiptSaved, AppError> {
    later()
}

/// See the wire.
///
/// # Errors
/// Of the storage.
pub async fn save_receipt_draft(
    _change: &mut Change<'_>,
    _input: AllocationTyped,
) -> Result<ReceiptSaved, AppError> {
    later()
}

/// See the wire.
///
/// # Errors
/// Of the storage.
pub async fn remove_receipt(
    _change: &mut Change<'_>,
    _input: ReceiptAsked,
) -> Result<Nothing, AppError> {
    later()
}

/// See the wire.
///
/// # Errors
/// Of the storage.
pub async fn post_receipt(
    _change: &mut Change<'_>,
    _input: ReceiptPosting,
) -> Result<ReceiptPosted, AppError> {
    later()
}

/// See the wire.
///
/// # Errors
/// Of the storage.
pub async fn apply_unapplied(
    _change: &mut Change<'_>,
    _input: ReceiptPosting,
) -> Result<ReceiptPosted, AppError> {
    later()
}

/// See the wire.
///
/// # Errors
/// Of the storage.
pub async fn return_receipt(
    _change: &mut Change<'_>,
    _input: ReceiptReturn,
) -> Result<ReceiptPosted, AppError> {
    later()
}

/// See the wire.
///
/// # Errors
/// Of the storage.
pub async fn reverse_receipt(
    _change: &mut Change<'_>,
    _input: ReceiptReversal,
) -> Result<ReceiptSaved, AppError> {
    later()
}

/// See the wire.
///
/// # Errors
/// Of the storage.
pub async fn book_invoice_step(
    _change: &mut Change<'_>,
    _input: InvoiceStepPosting,
) -> Result<InvoiceStepDone, AppError> {
    later()
}

/// See the wire.
///
/// # Errors
/// Of the storage.
pub async fn import_bank_file(
    _change: &mut Change<'_>,
    _input: BankFileInput,
) -> Result<BankFileImported, AppError> {
    later()
}
