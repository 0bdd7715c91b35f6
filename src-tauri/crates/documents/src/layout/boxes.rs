//! Boxes: tinted words, framed keys, and codes for telephones.

use super::blocks::line_strips;
use super::style::{BOX, CODE};
use super::{Ink, Item, Kind, Role, Setter, Strip, stack_height, stack_items};
use crate::DocumentError;
use crate::model::Rich;

const BOX_PAD_X: f32 = 10.0;
const BOX_PAD_Y: f32 = 8.0;
const BOX_RULE: f32 = 0.5;

impl Setter {
    pub(super) fn callout(
        &mut self,
        text: &Rich,
        measure: f32,
    ) -> Result<Vec<Strip>, DocumentError> {
        let lines = self.rich_lines(text, BOX, measure - 2.0 * BOX_PAD_X)?;
        let mut strips = line_strips(lines, BOX, 0.0);
        self.tag_all(&mut strips, Role::Paragraph);
        Ok(self.framed(strips, measure, Some(Ink::Tint)))
    }

    pub(super) fn code(
        &mut self,
        lines: &[String],
        measure: f32,
    ) -> Result<Vec<Strip>, DocumentError> {
        let lines = self.plain_lines(&lines.join("\n"), CODE, measure - 2.0 * BOX_PAD_X)?;
        let mut strips = line_strips(lines, CODE, 0.0);
        self.tag_all(&mut strips, Role::Paragraph);
        Ok(self.framed(strips, measure, None))
    }

    /// Strips in a box; without the box if no page could hold it.
    fn framed(&self, strips: Vec<Strip>, measure: f32, ground: Option<Ink>) -> Vec<Strip> {
        let height = stack_height(&strips) + 2.0 * BOX_PAD_Y;
        if height > self.strip_height_max {
            return strips;
        }
        let mut items = Vec::new();
        if let Some(ink) = ground {
            let (width, tag) = (measure, None);
            items.push(Item::Fill { x: 0.0, y: 0.0, width, height, ink, tag });
        }
        items.push(Item::Frame {
            x: 0.0,
            y: 0.0,
            width: measure,
            height,
            weight: BOX_RULE,
            ink: Ink::Line,
        });
        items.append(&mut stack_items(strips, BOX_PAD_X, BOX_PAD_Y));
        let (before, after, kind) = (12.0, 12.0, Kind::Other);
        vec![Strip { height, before, after, kind, items, ..Strip::default() }]
    }

    pub(super) fn qr_code(&mut self, data: &str, side: f32) -> Result<Vec<Strip>, DocumentError> {
        /// Modules of white around a code, as its standard demands.
        const QUIET_MODULES: usize = 4;
        let code = qrcode::QrCode::with_error_correction_level(data, qrcode::EcLevel::M)
            .map_err(DocumentError::QrCode)?;
        let width = code.width();
        let side = side.clamp(36.0, self.strip_height_max);
        let module = side / (width + 2 * QUIET_MODULES) as f32;
        let colors = code.to_colors();
        let tag = Some(self.tree.add(Role::Figure(format!("QR code that reads {data}"))));
        let mut items = Vec::new();
        for (row, modules) in colors.chunks(width).enumerate() {
            let mut column = 0;
            while column < width {
                let run = modules[column..]
                    .iter()
                    .take_while(|color| **color == qrcode::Color::Dark)
                    .count();
                if run > 0 {
                    items.push(Item::Fill {
                        x: (column + QUIET_MODULES) as f32 * module,
                        y: (row + QUIET_MODULES) as f32 * module,
                        width: run as f32 * module,
                        // A hair taller, so that no white line shows between rows on screen.
                        height: module * 1.02,
                        ink: Ink::Black,
                        tag,
                    });
                }
                column += run.max(1);
            }
        }
        Ok(vec![Strip { height: side, kind: Kind::Other, items, ..Strip::default() }])
    }
}
