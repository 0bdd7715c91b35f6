//! Files on notes: taken in by their bytes, given back as they came.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use factor_domain::ids::AttachmentId;
use factor_store::attachment::{self as kept, Attachment, NewAttachment};
use factor_store::{PAPER_BYTES_MAX, Sha256, StoreError};
use serde_json::json;

use crate::desk::{Change, Reading};
use crate::error::{AppError, Code};
use crate::firm::wire::FileDropped;
use crate::notes::wire::{AttachmentAsked, AttachmentData, AttachmentShown};
use crate::notes::{file_name, media_type};
use crate::preferences::blocking;
use crate::vault::wire::FileSaved;

/// As file managers count.
const MB_BYTES: u64 = 1_024 * 1_024;

/// Keeps a file for a note that is being written. The bytes are durable before the row that names
/// them; a file whose note is never saved stays in the papers and hangs on nothing.
///
/// # Errors
/// At `data`, if the file is empty, larger than 50 MB or not base64; otherwise of the storage.
pub async fn add_attachment(
    change: &mut Change<'_>,
    input: FileDropped,
) -> Result<AttachmentShown, AppError> {
    let data = input.data;
    check_size(decoded_length(&data))?;
    let bytes = blocking(move || BASE64.decode(data)).await?.map_err(|_problem| unreadable())?;
    keep_file(change, &input.file_name, bytes).await
}

/// Keeps a file under its name. The bytes are durable before the row that names them.
///
/// # Errors
/// At `data`, if the file is empty or larger than 50 MB; otherwise of the storage.
pub(crate) async fn keep_file(
    change: &mut Change<'_>,
    file_name: &str,
    bytes: Vec<u8>,
) -> Result<AttachmentShown, AppError> {
    let size = u64::try_from(bytes.len()).expect("a length fits in 64 bits");
    check_size(size)?;
    let media_type = media_type::of(&bytes);
    let hash = change.papers.put(&bytes).await?;
    let name = file_name::harmless(file_name);
    let sha256 = hash.to_string();
    let new = NewAttachment {
        sha256: &sha256,
        name: &name,
        media_type,
        size_bytes: u32::try_from(size).expect("50 MB fit in 32 bits"),
    };
    let at = change.now.stamp();
    let id = kept::insert(&mut change.tx, &new, &at).await?;
    let detail = json!({ "media_type": media_type, "size_bytes": size, "sha256": sha256 });
    change.record("attachment.added", format!("attachment/{id}"), &detail)?;
    let note_id = None;
    let NewAttachment { size_bytes, .. } = new;
    let media_type = media_type.to_owned();
    Ok(shown(&Attachment { id, sha256, name, media_type, size_bytes, note_id }))
}

/// The bytes of a file, for showing it in the window.
///
/// # Errors
/// If it is not there, or its bytes are no longer the ones that were kept.
pub async fn attachment(
    reading: &Reading<'_>,
    input: AttachmentAsked,
) -> Result<AttachmentData, AppError> {
    let (file, bytes) = load(reading, input.attachment_id).await?;
    let data = blocking(move || BASE64.encode(bytes)).await?;
    Ok(AttachmentData { attachment: shown(&file), data })
}

/// Saves a file where the user chooses. It is never opened from here.
///
/// # Errors
/// As [`attachment`], or why it could not be written.
pub async fn save_attachment(
    reading: &Reading<'_>,
    input: AttachmentAsked,
) -> Result<FileSaved, AppError> {
    let (file, bytes) = load(reading, input.attachment_id).await?;
    let files = reading.desk.ports().files.clone();
    let name = blocking(move || files.save(&file.name, &bytes))
        .await?
        .map_err(|why| AppError::new(Code::Failed, why))?;
    Ok(FileSaved::whole(name))
}

/// A file as every list shows it.
pub(crate) fn shown(file: &Attachment) -> AttachmentShown {
    AttachmentShown {
        id: file.id,
        name: file.name.clone(),
        media_type: file.media_type.clone(),
        size_bytes: file.size_bytes,
        can_preview: media_type::can_preview(&file.media_type),
    }
}

async fn load(reading: &Reading<'_>, id: AttachmentId) -> Result<(Attachment, Vec<u8>), AppError> {
    let mut snapshot = reading.ledger.read().await?;
    let file = kept::load(snapshot.connection(), id).await?;
    drop(snapshot);
    let file = file.ok_or_else(|| AppError::not_found("file"))?;
    let hash = Sha256::from_hex(&file.sha256)
        .ok_or_else(|| StoreError::bad_row("attachment", "a hash that is none"))?;
    let bytes = reading.papers.get(hash).await?;
    Ok((file, bytes))
}

fn unreadable() -> AppError {
    AppError::field("data", "This file could not be read. Choose it again.")
}

/// How many bytes this base64 stands for, without decoding what may be far too large.
fn decoded_length(data: &str) -> u64 {
    let padding = data.bytes().rev().take(2).filter(|byte| *byte == b'=').count();
    u64::try_from((data.len() / 4 * 3).saturating_sub(padding)).expect("a length fits in 64 bits")
}

fn check_size(bytes: u64) -> Result<(), AppError> {
    if bytes == 0 {
        return Err(AppError::field("data", "This file is empty. Nothing was attached."));
    }
    if bytes > PAPER_BYTES_MAX {
        return Err(AppError::field(
            "data",
            format!(
                "A file can be at most {} MB; this one has {} MB.",
                PAPER_BYTES_MAX / MB_BYTES,
                bytes.div_ceil(MB_BYTES)
            ),
        ));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_over_the_limit_is_refused_by_its_length_alone() {
        for (bytes, message) in [
            (0, Some("This file is empty. Nothing was attached.")),
            (1, None),
            (50 * MB_BYTES, None),
            (50 * MB_BYTES + 1, Some("A file can be at most 50 MB; this one has 51 MB.")),
            (200 * MB_BYTES, Some("A file can be at most 50 MB; this one has 200 MB.")),
        ] {
            let said = check_size(bytes).err().map(|error| error.message);
            assert_eq!(said.as_deref(), message, "{bytes}");
        }
        for (data, bytes) in [("", 0), ("QQ==", 1), ("QUI=", 2), ("QUJD", 3), ("QUJDRA==", 4)] {
            assert_eq!(decoded_length(data), bytes, "{data}");
        }
    }
}
