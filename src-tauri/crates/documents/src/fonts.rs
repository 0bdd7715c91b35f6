//! The faces the papers are set in, parsed once a process.

use std::sync::LazyLock;

use rustybuzz::ttf_parser::GlyphId;

/// A face of the papers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum FaceId {
    Regular,
    Italic,
    Semibold,
    /// Semibold, cut for 16 points and more.
    Title,
    Mono,
    Script,
}

impl FaceId {
    pub(crate) const ALL: [FaceId; 6] =
        [Self::Regular, Self::Italic, Self::Semibold, Self::Title, Self::Mono, Self::Script];

    /// The name readers show in their list of fonts.
    pub(crate) fn postscript_name(self) -> &'static str {
        match self {
            Self::Regular => "SourceSerif4SmText-Regular",
            Self::Italic => "SourceSerif4SmText-It",
            Self::Semibold => "SourceSerif4SmText-Semibold",
            Self::Title => "SourceSerif4Subhead-Semibold",
            Self::Mono => "JetBrainsMono-Regular",
            Self::Script => "Caveat-Medium",
        }
    }

    /// Where to look for a character this face lacks.
    pub(crate) fn fallback(self) -> Option<FaceId> {
        match self {
            Self::Regular => None,
            Self::Script => Some(Self::Italic),
            Self::Italic | Self::Semibold | Self::Title | Self::Mono => Some(Self::Regular),
        }
    }

    fn index(self) -> usize {
        Self::ALL.iter().position(|id| *id == self).expect("ALL lists every face")
    }
}

/// A parsed face and the bytes it came from.
pub(crate) struct Face {
    pub(crate) bytes: &'static [u8],
    pub(crate) shaper: rustybuzz::Face<'static>,
}

impl Face {
    pub(crate) fn has(&self, character: char) -> bool {
        self.shaper.glyph_index(character).is_some_and(|glyph| glyph != GlyphId(0))
    }
}

static FACES: LazyLock<[Face; 6]> = LazyLock::new(|| FaceId::ALL.map(parse));

/// The parsed face.
pub(crate) fn face(id: FaceId) -> &'static Face {
    &FACES[id.index()]
}

fn parse(id: FaceId) -> Face {
    let bytes: &'static [u8] = match id {
        FaceId::Regular => include_bytes!("../fonts/SourceSerif4SmText-Regular.ttf"),
        FaceId::Italic => include_bytes!("../fonts/SourceSerif4SmText-It.ttf"),
        FaceId::Semibold => include_bytes!("../fonts/SourceSerif4SmText-Semibold.ttf"),
        FaceId::Title => include_bytes!("../fonts/SourceSerif4Subhead-Semibold.ttf"),
        FaceId::Mono => include_bytes!("../fonts/JetBrainsMono-Regular.ttf"),
        FaceId::Script => include_bytes!("../fonts/Caveat-Medium.ttf"),
    };
    let shaper = rustybuzz::Face::from_slice(bytes, 0).expect("an embedded font is well formed");
    Face { bytes, shaper }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_face_counts_1000_units_to_the_em() {
        // A file keeps the widths of glyphs as whole thousandths of an em; others would round.
        for id in FaceId::ALL {
            assert_eq!(face(id).shaper.units_per_em(), 1000, "{id:?}");
        }
    }

    #[test]
    fn every_face_has_all_of_ascii() {
        for id in FaceId::ALL {
            assert!((' '..='~').all(|letter| face(id).has(letter)), "{id:?}");
        }
    }

    #[test]
    fn text_faces_cover_the_letters_of_europe() {
        let letters = "AZaz09ÄßÇéłŃőșŽΑΩαωάЖяіґ€£¥“”‘’–—…·×÷−≤½§¶№™";
        for id in [FaceId::Regular, FaceId::Italic, FaceId::Semibold, FaceId::Title] {
            for letter in letters.chars() {
                assert!(face(id).has(letter), "{id:?} lacks {letter}");
            }
        }
    }
}
