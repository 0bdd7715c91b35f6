//! Marks on a page.

use std::rc::Rc;

use super::{Ink, Tag};
use crate::fonts::FaceId;
use crate::shape::Glyph;

/// Something to be drawn. Points, from the top left corner, y downwards. Without a tag it is
/// ornament.
#[derive(Clone, Debug)]
pub(crate) enum Item {
    Text {
        x: f32,
        baseline: f32,
        face: FaceId,
        size: f32,
        ink: Ink,
        glyphs: Rc<[Glyph]>,
        tag: Option<Tag>,
    },
    Rule {
        x: f32,
        y: f32,
        width: f32,
        weight: f32,
        ink: Ink,
    },
    Fill {
        x: f32,
        y: f32,
        width: f32,
        height: f32,
        ink: Ink,
        tag: Option<Tag>,
    },
    Frame {
        x: f32,
        y: f32,
        width: f32,
        height: f32,
        weight: f32,
        ink: Ink,
    },
    Stroke {
        points: Vec<(f32, f32)>,
        weight: f32,
        tag: Option<Tag>,
    },
    Image {
        index: usize,
        x: f32,
        y: f32,
        width: f32,
        height: f32,
        tag: Option<Tag>,
    },
    /// A place for a signature to come; shows nothing.
    Field {
        x: f32,
        y: f32,
        width: f32,
        height: f32,
        name: String,
        words: String,
        tag: Option<Tag>,
    },
    Link {
        x: f32,
        y: f32,
        width: f32,
        height: f32,
        uri: String,
        tag: Option<Tag>,
    },
}

impl Item {
    /// The same mark, moved.
    pub(crate) fn shifted(mut self, dx: f32, dy: f32) -> Self {
        match &mut self {
            Item::Text { x, baseline: y, .. }
            | Item::Rule { x, y, .. }
            | Item::Fill { x, y, .. }
            | Item::Frame { x, y, .. }
            | Item::Image { x, y, .. }
            | Item::Field { x, y, .. }
            | Item::Link { x, y, .. } => {
                *x += dx;
                *y += dy;
            }
            Item::Stroke { points, .. } => {
                for (x, y) in points {
                    *x += dx;
                    *y += dy;
                }
            }
        }
        self
    }

    /// The part of the paper it belongs to; none for ornament.
    pub(crate) fn tag(&self) -> Option<Tag> {
        match self {
            Item::Text { tag, .. }
            | Item::Fill { tag, .. }
            | Item::Stroke { tag, .. }
            | Item::Image { tag, .. }
            | Item::Field { tag, .. }
            | Item::Link { tag, .. } => *tag,
            Item::Rule { .. } | Item::Frame { .. } => None,
        }
    }
}
