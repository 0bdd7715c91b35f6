//! The measures of the papers: sizes, leading and colours, in points.

use crate::fonts::FaceId;
use crate::model::RunStyle;

/// The text block is 6.5 inches wide on every sheet.
pub(super) const TEXT_WIDTH: f32 = 468.0;
/// Distance of the first line from the top of the sheet.
pub(super) const PAGE_TOP: f32 = 54.0;

/// Source Serif's own ascent and descent; the line box centres them in the leading.
const ASCENT: f32 = 1.036;
const DESCENT: f32 = 0.335;

/// Everything is ink, grey or petrol, so that it survives a fax.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ink {
    /// Text and heavy rules.
    Black,
    /// Secondary words.
    Muted,
    /// Hairlines.
    Line,
    /// The firm's name.
    Accent,
    /// Ground of a box.
    Tint,
    /// Nothing to see on the sheet: words for programs.
    Paper,
}

impl Ink {
    /// Red, green, blue, 0 to 255.
    pub(crate) fn rgb(self) -> [u8; 3] {
        match self {
            Self::Black => [0x16, 0x18, 0x1a],
            Self::Muted => [0x55, 0x58, 0x5a],
            Self::Line => [0xc9, 0xc5, 0xbb],
            Self::Accent => [0x0f, 0x4a, 0x4a],
            Self::Tint => [0xf4, 0xf2, 0xec],
            Self::Paper => [0xff, 0xff, 0xff],
        }
    }
}

/// How words are set.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct TextStyle {
    pub(super) face: FaceId,
    pub(super) size: f32,
    /// Baseline to baseline.
    pub(super) leading: f32,
    pub(super) ink: Ink,
    /// Added after every letter, thousandths of an em.
    pub(super) tracking: i32,
}

impl TextStyle {
    const fn new(face: FaceId, size: f32, leading: f32, ink: Ink) -> Self {
        Self { face, size, leading, ink, tracking: 0 }
    }

    /// Distance of the baseline from the top of the line.
    pub(super) fn baseline(&self) -> f32 {
        (self.leading - (ASCENT + DESCENT) * self.size) / 2.0 + ASCENT * self.size
    }

    /// The same setting with the look of a run.
    pub(super) fn with(self, run: RunStyle) -> Self {
        match run {
            RunStyle::Regular => self,
            RunStyle::Bold => Self { face: FaceId::Semibold, ..self },
            RunStyle::Italic => Self { face: FaceId::Italic, ..self },
            RunStyle::Muted => Self { ink: Ink::Muted, ..self },
            RunStyle::Small => Self { size: self.size * 0.85, ..self },
            RunStyle::Mono => Self { face: FaceId::Mono, size: self.size * 0.8, ..self },
        }
    }

    /// The same setting in another colour.
    pub(super) fn in_ink(self, ink: Ink) -> Self {
        Self { ink, ..self }
    }
}

pub(super) const TITLE: TextStyle =
    TextStyle { tracking: -10, ..TextStyle::new(FaceId::Title, 21.0, 24.2, Ink::Black) };
pub(super) const SECTION_TITLE: TextStyle =
    TextStyle { tracking: -10, ..TextStyle::new(FaceId::Title, 16.0, 18.4, Ink::Black) };
pub(super) const SUBTITLE: TextStyle = TextStyle::new(FaceId::Regular, 10.5, 14.9, Ink::Muted);
pub(super) const FIRM_NAME: TextStyle =
    TextStyle { tracking: -5, ..TextStyle::new(FaceId::Title, 16.0, 18.0, Ink::Accent) };
pub(super) const HEADING: TextStyle = TextStyle::new(FaceId::Semibold, 10.5, 13.1, Ink::Black);
pub(super) const BODY: TextStyle = TextStyle::new(FaceId::Regular, 10.0, 14.2, Ink::Black);
pub(super) const BODY_BOLD: TextStyle = TextStyle::new(FaceId::Semibold, 10.0, 14.2, Ink::Black);
pub(super) const CLAUSE: TextStyle = TextStyle::new(FaceId::Regular, 9.6, 13.06, Ink::Black);
pub(super) const TABLE: TextStyle = TextStyle::new(FaceId::Regular, 9.0, 11.7, Ink::Black);
pub(super) const TABLE_BOLD: TextStyle = TextStyle::new(FaceId::Semibold, 9.0, 11.7, Ink::Black);
pub(super) const TABLE_HEAD: TextStyle = TextStyle::new(FaceId::Semibold, 8.0, 10.4, Ink::Muted);
pub(super) const SUM: TextStyle = TextStyle::new(FaceId::Regular, 9.0, 12.8, Ink::Black);
pub(super) const SUM_BOLD: TextStyle = TextStyle::new(FaceId::Semibold, 9.0, 12.8, Ink::Black);
pub(super) const BOX: TextStyle = TextStyle::new(FaceId::Regular, 9.0, 12.6, Ink::Black);
pub(super) const SMALL: TextStyle = TextStyle::new(FaceId::Regular, 8.0, 11.2, Ink::Muted);
pub(super) const SMALL_BOLD: TextStyle = TextStyle::new(FaceId::Semibold, 8.0, 11.2, Ink::Muted);
pub(super) const FURNITURE: TextStyle = TextStyle::new(FaceId::Regular, 8.0, 11.4, Ink::Muted);
pub(super) const INITIALS: TextStyle = TextStyle::new(FaceId::Italic, 8.0, 11.4, Ink::Black);
pub(super) const CODE: TextStyle =
    TextStyle { tracking: 40, ..TextStyle::new(FaceId::Mono, 14.0, 24.0, Ink::Black) };
/// Services for signing find text of this size; people do not see it.
pub(super) const ANCHOR: TextStyle = TextStyle::new(FaceId::Regular, 6.0, 7.2, Ink::Paper);
/// Beside the picture of a signature by certificate.
pub(super) const SEAL: TextStyle = TextStyle::new(FaceId::Regular, 6.2, 7.6, Ink::Black);
pub(super) const SEAL_BOLD: TextStyle = TextStyle::new(FaceId::Semibold, 6.2, 7.6, Ink::Black);
pub(super) const SCRIPT: TextStyle = TextStyle::new(FaceId::Script, 26.0, 30.0, Ink::Black);
