//! The used glyphs of each face as a font program of its own.

use std::collections::{BTreeMap, BTreeSet};

use printpdf::{Codepoint, FontId, FontMetrics, FontType, ParsedFont, PdfFont, PdfFontMetricsStub};
use sha2::{Digest, Sha256};
use subsetter::GlyphRemapper;

use crate::DocumentError;
use crate::fonts::{FaceId, face};
use crate::layout::{Item, Page};
use crate::shape::Glyph;

/// The faces a paper uses.
pub(super) type Embedded = BTreeMap<FaceId, Font>;

/// A subset of a face.
pub(super) struct Font {
    pub(super) id: FontId,
    face: FaceId,
    program: Vec<u8>,
    remapper: GlyphRemapper,
    widths: BTreeMap<u16, u16>,
    texts: BTreeMap<u16, String>,
}

/// Collects what the pages use and cuts the faces down to it.
///
/// # Errors
/// [`DocumentError::Fonts`] if a face cannot be subset.
pub(super) fn embed(pages: &[Page]) -> Result<Embedded, DocumentError> {
    let mut used: BTreeMap<FaceId, BTreeMap<u16, &Glyph>> = BTreeMap::new();
    for item in pages.iter().flat_map(|page| &page.items) {
        let Item::Text { face, glyphs, .. } = item else { continue };
        let glyphs_of_face = used.entry(*face).or_default();
        for glyph in glyphs.iter() {
            // A base letter also appears alone; its own character is the shortest text.
            let known = glyphs_of_face.entry(glyph.id).or_insert(glyph);
            let is_better = (known.text.is_empty() && !glyph.text.is_empty())
                || (!glyph.text.is_empty() && glyph.text.len() < known.text.len());
            if is_better {
                *known = glyph;
            }
        }
    }
    used.into_iter()
        .map(|(face, glyphs)| Font::new(face, &glyphs).map(|font| (face, font)))
        .collect()
}

impl Font {
    fn new(id: FaceId, glyphs: &BTreeMap<u16, &Glyph>) -> Result<Self, DocumentError> {
        let mut remapper = GlyphRemapper::new();
        let (mut widths, mut texts) = (BTreeMap::new(), BTreeMap::new());
        for (glyph_id, glyph) in glyphs {
            let code = remapper.remap(*glyph_id);
            widths.insert(code, u16::try_from(glyph.width).unwrap_or(0));
            // Part of the letter before it; readers want every code to stand for something.
            let is_part = glyph.text.is_empty();
            let text = if is_part { "\u{200B}" } else { &*glyph.text };
            texts.insert(code, text.to_owned());
        }
        let program = subsetter::subset(face(id).bytes, 0, &remapper)
            .map_err(|error| DocumentError::Fonts(error.to_string()))?;
        let ids: BTreeSet<u16> = glyphs.keys().copied().collect();
        Ok(Self { id: FontId(tag(id, &ids)), face: id, program, remapper, widths, texts })
    }

    /// The code of a glyph in the subset.
    pub(super) fn code(&self, glyph: &Glyph) -> u16 {
        self.remapper.get(glyph.id).unwrap_or(0)
    }

    /// Every code with the text it stands for.
    pub(super) fn codepoints(&self) -> Vec<Codepoint> {
        let of = |(gid, text): (&u16, &String)| Codepoint {
            gid: *gid,
            offset: 0.0,
            cid: Some(text.clone()),
        };
        self.texts.iter().map(of).collect()
    }

    /// The font as printpdf writes it.
    pub(super) fn as_printpdf(&self) -> PdfFont {
        let source = &face(self.face).shaper;
        let bounds = source.global_bounding_box();
        let units = 1000;
        let (rise, run) = match self.face {
            FaceId::Italic => (1000, 200),
            FaceId::Regular | FaceId::Semibold | FaceId::Title | FaceId::Mono | FaceId::Script => {
                (1, 0)
            }
        };
        PdfFont::new(ParsedFont {
            original_bytes: self.program.clone(),
            font_index: 0,
            // printpdf marks no subset by itself: the tag is part of the name.
            font_name: Some(format!("{}+{}", self.id.0, self.face.postscript_name())),
            codepoint_to_glyph: BTreeMap::new(),
            glyph_widths: self.widths.clone(),
            units_per_em: units,
            font_metrics: FontMetrics { ascent: source.ascender(), descent: source.descender() },
            font_type: FontType::TrueType,
            pdf_font_metrics: PdfFontMetricsStub {
                units_per_em: units,
                x_min: bounds.x_min,
                y_min: bounds.y_min,
                x_max: bounds.x_max,
                y_max: bounds.y_max,
                caret_slope_rise: rise,
                caret_slope_run: run,
                us_weight_class: source.weight().to_number(),
            },
        })
    }
}

/// Six capital letters that name the subset: the same glyphs, the same tag.
fn tag(id: FaceId, glyphs: &BTreeSet<u16>) -> String {
    let mut hash = Sha256::new();
    hash.update(id.postscript_name());
    for glyph in glyphs {
        hash.update(glyph.to_be_bytes());
    }
    hash.finalize().iter().take(6).map(|byte| char::from(b'A' + byte % 26)).collect()
}
