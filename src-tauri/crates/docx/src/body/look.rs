//! How words are set: by their paragraph's style, their own style and their own properties.

use super::Body;
use crate::styles::{Said, outline};
use crate::xml::Step;
use crate::{DocxError, LeftOutKind, Role};

/// How words are set.
#[derive(Clone, Copy, Default)]
pub(super) struct Look {
    pub(super) is_bold: bool,
    pub(super) is_italic: bool,
    pub(super) is_hidden: bool,
}

impl Look {
    fn with(self, said: Said) -> Look {
        Look {
            is_bold: said.is_bold.unwrap_or(self.is_bold),
            is_italic: said.is_italic.unwrap_or(self.is_italic),
            is_hidden: said.is_hidden.unwrap_or(self.is_hidden),
        }
    }
}

impl Body<'_> {
    /// Style, outline level and place in a list.
    pub(super) fn paragraph_properties(&mut self) -> Result<(), DocxError> {
        let mut own = Said::default();
        let mut style = String::new();
        let mut pages = Vec::new();
        let mut is_mark_deleted = false;
        self.xml.inside(|part| {
            match part.name().as_str() {
                "pStyle" => style = part.get("val").unwrap_or_default(),
                "numId" => own.list = part.number("val"),
                "ilvl" => own.level = part.number("val").and_then(|l| u8::try_from(l).ok()),
                "outlineLvl" => own.outline = outline(part),
                "headerReference" | "footerReference" => pages.push(LeftOutKind::HeaderFooter),
                "del" | "moveFrom" => is_mark_deleted = true,
                // What the properties were before a tracked change.
                "pPrChange" | "rPrChange" | "sectPrChange" | "numberingChange" => {
                    return Step::Over;
                }
                _ => {}
            }
            Step::Into
        })?;
        for kind in pages {
            self.leave_out(kind, "");
        }
        if is_mark_deleted {
            self.leave_out(LeftOutKind::Deleted, "¶");
        }
        let said = self.styles.said(&style);
        self.base = Look::default().with(said);
        self.look = self.base;
        let list = own.list.or(said.list).filter(|list| *list > 0);
        let number = list.and_then(|list| {
            let of_style = || self.numbering.level_of_style(list, &style);
            let level = own.level.or_else(of_style).or(said.level).unwrap_or(0);
            self.numbering.count(list, level)
        });
        let role = match (own.outline, self.styles.role(&style)) {
            (Some(level), Role::Text) => Role::Heading(level),
            (_, role) => role,
        };
        if let Some(paragraph) = &mut self.paragraph {
            paragraph.number = number;
            paragraph.role = role;
        }
        Ok(())
    }

    pub(super) fn run_properties(&mut self) -> Result<(), DocxError> {
        let mut own = Said::default();
        let mut style = String::new();
        self.xml.inside(|part| {
            match part.name().as_str() {
                "rStyle" => style = part.get("val").unwrap_or_default(),
                "b" => own.is_bold = Some(part.is_on()),
                "i" => own.is_italic = Some(part.is_on()),
                "vanish" => own.is_hidden = Some(part.is_on()),
                "rPrChange" => return Step::Over,
                _ => {}
            }
            Step::Into
        })?;
        self.look = self.base.with(self.styles.said(&style)).with(own);
        Ok(())
    }
}
