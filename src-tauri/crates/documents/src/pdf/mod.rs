//! Writing laid-out pages as a PDF file.

mod embed;
mod post;

use printpdf::{
    Actions, BorderArray, Codepoint, Color, FontId, Line, LineCapStyle, LineJoinStyle, LinePoint,
    LinkAnnotation, Op, PaintMode, PdfDocument, PdfFontHandle, PdfPage, PdfSaveOptions, Point, Pt,
    RawImage, RawImageData, RawImageFormat, Rect, Rgb, TextItem, TextMatrix, WindingOrder, XObject,
    XObjectId, XObjectTransform,
};

use crate::DocumentError;
use crate::fonts::FaceId;
use crate::layout::{Ink, Item, Laid, Page, Picture};
use crate::model::Document;
use crate::shape::Glyph;
use embed::Embedded;

/// Writes the file.
///
/// # Errors
/// A face cannot be subset, or the file cannot be assembled.
pub(crate) fn write(document: &Document, laid: Laid) -> Result<Vec<u8>, DocumentError> {
    let embedded = embed::embed(&laid.pages)?;
    let mut pdf = PdfDocument::new(&document.title);
    for font in embedded.values() {
        pdf.resources.fonts.map.insert(font.id.clone(), font.as_printpdf());
    }
    for (index, picture) in laid.pictures.iter().enumerate() {
        pdf.resources.xobjects.map.insert(image_id(index), image(picture));
    }
    let sheet = Rect::from_wh(Pt(laid.width), Pt(laid.height));
    pdf.pages = laid
        .pages
        .iter()
        .map(|page| PdfPage {
            media_box: sheet.clone(),
            trim_box: sheet.clone(),
            crop_box: sheet.clone(),
            ops: operations(page, &embedded, laid.height),
        })
        .collect();
    let options = PdfSaveOptions {
        optimize: false,
        subset_fonts: false,
        secure: true,
        image_optimization: None,
    };
    // Its warnings speak of operations this crate never emits; the tests read the file itself.
    let file = printpdf::to_lopdf_doc(&pdf, &options, &mut Vec::new());
    post::finish(file, document, &laid)
}

/// Thousandths of a point: finer than any printer, and short in the file.
fn round(value: f32) -> f32 {
    (value * 1000.0).round() / 1000.0
}

fn point(x: f32, y: f32) -> Point {
    Point { x: Pt(round(x)), y: Pt(round(y)) }
}

fn color(ink: Ink) -> Color {
    let [r, g, b] = ink.rgb().map(|part| round(f32::from(part) / 255.0));
    Color::Rgb(Rgb { r, g, b, icc_profile: None })
}

fn image_id(index: usize) -> XObjectId {
    XObjectId(format!("Im{index}"))
}

fn image(picture: &Picture) -> XObject {
    XObject::Image(RawImage {
        pixels: RawImageData::U8(picture.rgba.clone()),
        width: picture.width,
        height: picture.height,
        data_format: RawImageFormat::RGBA8,
        tag: Vec::new(),
    })
}

/// The state of the page that need not be written again.
#[derive(Default)]
struct State {
    fill: Option<Ink>,
    font: Option<(FaceId, u32)>,
}

fn operations(page: &Page, embedded: &Embedded, sheet_height: f32) -> Vec<Op> {
    let mut ops = Vec::new();
    let mut state = State::default();
    for item in &page.items {
        match item {
            Item::Text { x, baseline, face, size, ink, glyphs } => {
                set_fill(&mut ops, &mut state, *ink);
                let Some(font) = embedded.get(face) else { continue };
                ops.push(Op::StartTextSection);
                if state.font != Some((*face, size.to_bits())) {
                    let handle = PdfFontHandle::External(FontId(font.id.0.clone()));
                    ops.push(Op::SetFont { font: handle, size: Pt(round(*size)) });
                    state.font = Some((*face, size.to_bits()));
                }
                let (x, y) = (round(*x), round(sheet_height - baseline));
                text(&mut ops, font, glyphs, (x, y), *size);
                ops.push(Op::EndTextSection);
            }
            Item::Rule { x, y, width, weight, ink } => {
                let place = (*x, sheet_height - y - weight);
                fill(&mut ops, &mut state, *ink, place, (*width, *weight));
            }
            Item::Fill { x, y, width, height, ink } => {
                let place = (*x, sheet_height - y - height);
                fill(&mut ops, &mut state, *ink, place, (*width, *height));
            }
            Item::Frame { x, y, width, height, weight, ink } => {
                ops.push(Op::SetOutlineColor { col: color(*ink) });
                ops.push(Op::SetOutlineThickness { pt: Pt(*weight) });
                let place = (*x, sheet_height - y - height);
                ops.push(rectangle(place, (*width, *height), PaintMode::Stroke));
            }
            Item::Stroke { points, weight } => stroke(&mut ops, points, *weight, sheet_height),
            Item::Image { index, x, y, width, height } => ops.push(Op::UseXobject {
                id: image_id(*index),
                transform: XObjectTransform {
                    translate_x: Some(Pt(round(*x))),
                    translate_y: Some(Pt(round(sheet_height - y - height))),
                    scale_x: Some(round(*width)),
                    scale_y: Some(round(*height)),
                    no_auto_scale: true,
                    ..XObjectTransform::default()
                },
            }),
            Item::Link { x, y, width, height, uri } => {
                let place = (*x, sheet_height - y - height);
                ops.push(link(place, (*width, *height), uri));
            }
        }
    }
    ops
}

fn set_fill(ops: &mut Vec<Op>, state: &mut State, ink: Ink) {
    if state.fill != Some(ink) {
        ops.push(Op::SetFillColor { col: color(ink) });
        state.fill = Some(ink);
    }
}

/// Shows glyphs from (`x`, `y`); a displaced mark gets a text matrix of its own.
fn text(ops: &mut Vec<Op>, font: &embed::Font, glyphs: &[Glyph], (x, y): (f32, f32), size: f32) {
    let mut pen = 0;
    let mut run: Vec<Codepoint> = Vec::new();
    let mut run_start = 0;
    let show = |run: &mut Vec<Codepoint>, ops: &mut Vec<Op>, start: i32| {
        if run.is_empty() {
            return;
        }
        let x = round(x + start as f32 * size / 1000.0);
        ops.push(Op::SetTextMatrix { matrix: TextMatrix::Raw([1.0, 0.0, 0.0, 1.0, x, y]) });
        let items = vec![TextItem::GlyphIds(std::mem::take(run))];
        ops.push(Op::ShowText { items });
    };
    for glyph in glyphs {
        let code = font.code(glyph);
        if glyph.dx != 0 || glyph.dy != 0 {
            show(&mut run, ops, run_start);
            let x = round(x + (pen + glyph.dx) as f32 * size / 1000.0);
            let y = round(y + glyph.dy as f32 * size / 1000.0);
            ops.push(Op::SetTextMatrix { matrix: TextMatrix::Raw([1.0, 0.0, 0.0, 1.0, x, y]) });
            ops.push(Op::ShowText { items: vec![TextItem::GlyphIds(vec![code])] });
            pen += glyph.advance;
            run_start = pen;
            continue;
        }
        // The number in a TJ array is subtracted from the pen.
        let offset = (glyph.width - glyph.advance) as f32;
        run.push(Codepoint { offset, ..code });
        pen += glyph.advance;
    }
    show(&mut run, ops, run_start);
}

fn rectangle((x, y): (f32, f32), (width, height): (f32, f32), mode: PaintMode) -> Op {
    Op::DrawRectangle {
        rectangle: Rect {
            x: Pt(round(x)),
            y: Pt(round(y)),
            width: Pt(round(width)),
            height: Pt(round(height)),
            mode: Some(mode),
            winding_order: Some(WindingOrder::NonZero),
        },
    }
}

fn fill(ops: &mut Vec<Op>, state: &mut State, ink: Ink, place: (f32, f32), size: (f32, f32)) {
    set_fill(ops, state, ink);
    ops.push(rectangle(place, size, PaintMode::Fill));
}

fn link((x, y): (f32, f32), (width, height): (f32, f32), uri: &str) -> Op {
    let rect = Rect::from_xywh(Pt(round(x)), Pt(round(y)), Pt(round(width)), Pt(round(height)));
    let border = Some(BorderArray::Solid([0.0, 0.0, 0.0]));
    let action = Actions::Uri(uri.to_owned());
    Op::LinkAnnotation { link: LinkAnnotation::new(rect, action, border, None, None) }
}

/// A pen stroke as a smooth curve through its points (Catmull-Rom, written as Bézier curves).
fn stroke(ops: &mut Vec<Op>, points: &[(f32, f32)], weight: f32, sheet_height: f32) {
    ops.push(Op::SetOutlineColor { col: color(Ink::Black) });
    ops.push(Op::SetOutlineThickness { pt: Pt(weight) });
    ops.push(Op::SetLineCapStyle { cap: LineCapStyle::Round });
    ops.push(Op::SetLineJoinStyle { join: LineJoinStyle::Round });
    let at = |x: f32, y: f32, bezier| LinePoint { p: point(x, sheet_height - y), bezier };
    let get = |index: usize| points[index.min(points.len() - 1)];
    let (first_x, first_y) = points[0];
    let mut line = vec![at(first_x, first_y, false)];
    if points.len() == 1 {
        // A dot is a line of no length with round ends.
        line.push(at(first_x + 0.01, first_y, false));
    }
    for index in 0..points.len() - 1 {
        let (before, from) = (get(index.saturating_sub(1)), get(index));
        let (to, after) = (get(index + 1), get(index + 2));
        let leave = (from.0 + (to.0 - before.0) / 6.0, from.1 + (to.1 - before.1) / 6.0);
        let arrive = (to.0 - (after.0 - from.0) / 6.0, to.1 - (after.1 - from.1) / 6.0);
        line.push(at(leave.0, leave.1, true));
        line.push(at(arrive.0, arrive.1, true));
        line.push(at(to.0, to.1, false));
    }
    ops.push(Op::DrawLine { line: Line { points: line, is_closed: false } });
}
