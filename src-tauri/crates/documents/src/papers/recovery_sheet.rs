//! The emergency sheet: the recovery key of a vault on one page, to be printed and locked away.

use chrono::{DateTime, FixedOffset};

use super::{column, heading};
use crate::model::{
    Align, Block, Columns, Document, Footer, PageSize, Paragraph, ParagraphStyle, Rich, Row,
    RunStyle, Section, Table, Title,
};
use crate::{DocumentError, Paper, render};

/// Groups of the key on one line, so that a reader keeps the place.
const GROUPS_A_LINE: usize = 4;
const QR_SIDE: f32 = 132.0;

/// What stands on the sheet. Holds a secret: it is borrowed, and there is no `Debug`.
pub struct RecoverySheet<'a> {
    /// Name of the vault the key opens.
    pub vault_name: &'a str,
    /// Name of the firm; empty leaves it out.
    pub firm_name: &'a str,
    /// Identity of the vault, to tell sheets of several vaults apart; empty leaves it out.
    pub vault_id: &'a str,
    /// The day the key was issued, in words.
    pub issued: &'a str,
    /// The key as the vault prints it: groups with hyphens between, the last one is the check.
    pub key: &'a str,
    /// The sheet of paper.
    pub page_size: PageSize,
    /// The date written into the file.
    pub created: DateTime<FixedOffset>,
}

/// Makes the sheet; one page.
///
/// The QR code holds the key as it was given and nothing else. The bytes hold the key in the clear:
/// they go to the printer or the file the user chose, and nowhere else.
///
/// # Errors
/// See [`DocumentError`].
pub fn recovery_sheet(sheet: &RecoverySheet<'_>) -> Result<Paper, DocumentError> {
    let mut blocks = vec![
        Block::Title(Title {
            text: "Recovery sheet".into(),
            subtitle: "Opens the Factordesk vault named here when its passphrase is lost.".into(),
        }),
        vault_rows(sheet),
        heading("Recovery key", "8 groups and a check, to be typed as printed"),
    ];
    blocks.push(Block::Columns(Columns {
        left_share: 0.68,
        gap: 20.0,
        left: vec![Block::Code(key_lines(sheet.key)), Block::Paragraph(letters())],
        right: vec![Block::QrCode { data: sheet.key.to_owned(), side: QR_SIDE }],
    }));
    blocks.extend(instructions());
    render(&Document {
        title: format!("Recovery sheet, {}", sheet.vault_name),
        subject: String::new(),
        author: sheet.firm_name.to_owned(),
        language: "en-US".into(),
        created: sheet.created,
        page_size: sheet.page_size,
        running_head: None,
        footer: Footer { left: format!("Vault {}", sheet.vault_name), initials: Vec::new() },
        sections: vec![Section { has_initials: false, blocks }],
    })
}

/// The groups, four to a line, and the check on a line of its own.
fn key_lines(key: &str) -> Vec<String> {
    let groups: Vec<&str> = key.split('-').map(str::trim).collect();
    let (check, groups) = groups.split_last().expect("splitting gives at least one part");
    let mut lines: Vec<String> =
        groups.chunks(GROUPS_A_LINE).map(|groups| groups.join("  ")).collect();
    lines.push((*check).to_owned());
    lines
}

fn letters() -> Paragraph {
    let words = "The last line is the check. The letters I, L, O and U never occur: 1 and 0 are \
                 digits. Capital and small letters count the same. The code holds the same \
                 characters.";
    Paragraph { text: words.into(), style: ParagraphStyle::Small }
}

fn vault_rows(sheet: &RecoverySheet<'_>) -> Block {
    let rows = [
        ("Vault", sheet.vault_name, RunStyle::Bold),
        ("Firm", sheet.firm_name, RunStyle::Regular),
        ("Identity", sheet.vault_id, RunStyle::Mono),
        ("Issued", sheet.issued, RunStyle::Regular),
    ];
    let row = |(name, value, style): (&str, &str, RunStyle)| Row {
        cells: vec![name.into(), Rich::styled(value, style)],
    };
    Block::Table(Table {
        columns: vec![column("", Align::Left, Some(0.25)), column("", Align::Left, None)],
        rows: rows.into_iter().filter(|(_, value, _)| !value.is_empty()).map(row).collect(),
        total: None,
    })
}

fn instructions() -> Vec<Block> {
    let parts = [
        (
            "What it opens",
            "Whoever has this sheet and a copy of the vault folder, on any computer or in a \
             backup, can read everything in it. The key works without the passphrase and without \
             the computer it was made on.",
        ),
        (
            "How to use it",
            "Open the vault in Factordesk, choose the recovery key instead of the passphrase, and \
             type it with its check. Factordesk then asks for a new passphrase and issues a new \
             sheet. Destroy this one: it still opens backups made before.",
        ),
        (
            "How to keep it",
            "Keep it on paper, in a safe or a bank box, apart from the computer and from backups. \
             Do not photograph it, send it or store it in a cloud folder. If it may have been \
             seen, issue a new key.",
        ),
        (
            "If it is lost",
            "As long as the passphrase is known, a new sheet can be issued at any time. If the \
             passphrase and every sheet are lost, nobody can open the vault, and nobody can make \
             a new key for it.",
        ),
    ];
    let mut blocks = Vec::new();
    for (title, words) in parts {
        blocks.push(heading(title, ""));
        let style = ParagraphStyle::Body;
        blocks.push(Block::Paragraph(Paragraph { text: words.into(), style }));
    }
    blocks
}
