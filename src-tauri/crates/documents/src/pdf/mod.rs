//! Writing laid-out pages as a PDF file.

mod content;
mod embed;
mod fields;
mod file;
mod lasting;
mod marks;
mod parts;
mod post;
mod srgb;

use printpdf::{
    Actions, BorderArray, LinkAnnotation, Op, PdfDocument, PdfFontHandle, PdfPage, PdfSaveOptions,
    Pt, RawImage, RawImageData, RawImageFormat, Rect, TextItem, XObject, XObjectId,
};

use crate::DocumentError;
use crate::layout::{Item, Laid, Page, Picture};
use crate::model::Document;
use embed::Embedded;
use marks::Marks;

/// Writes the file.
///
/// # Errors
/// A face cannot be subset.
pub(crate) fn write(document: &Document, laid: &Laid) -> Result<Vec<u8>, DocumentError> {
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
            ops: links(page, laid.height),
        })
        .collect();
    if let Some(first) = pdf.pages.first_mut() {
        first.ops.append(&mut all_glyphs(&embedded));
    }
    let options = PdfSaveOptions {
        optimize: false,
        subset_fonts: false,
        secure: true,
        image_optimization: None,
    };
    // Its warnings speak of operations this crate never emits; the tests read the file itself.
    let file = printpdf::to_lopdf_doc(&pdf, &options, &mut Vec::new());
    let mut marks = Marks::new(&laid.tree);
    let write = |page| content::write(page, &embedded, laid.height, &mut marks);
    let contents = laid.pages.iter().map(write).collect();
    Ok(post::finish(file, document, laid, (contents, &marks)))
}

/// Thousandths of a point: finer than any printer, and short in the file.
fn round(value: f32) -> f32 {
    (value * 1000.0).round() / 1000.0
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

fn links(page: &Page, sheet_height: f32) -> Vec<Op> {
    let mut links = Vec::new();
    for item in &page.items {
        if let Item::Link { x, y, width, height, uri, tag: _ } = item {
            links.push(link((*x, sheet_height - y - height), (*width, *height), uri));
        }
    }
    links
}

/// Shows every glyph once, for printpdf to see which fonts and letters there are: it leaves out a
/// font that no page shows. The contents of the pages are written in [`content`] instead.
fn all_glyphs(embedded: &Embedded) -> Vec<Op> {
    let mut ops = Vec::new();
    for font in embedded.values() {
        let handle = PdfFontHandle::External(font.id.clone());
        ops.push(Op::SetFont { font: handle, size: Pt(1.0) });
        ops.push(Op::ShowText { items: vec![TextItem::GlyphIds(font.codepoints())] });
    }
    ops
}

fn link((x, y): (f32, f32), (width, height): (f32, f32), uri: &str) -> Op {
    let rect = Rect::from_xywh(Pt(round(x)), Pt(round(y)), Pt(round(width)), Pt(round(height)));
    let border = Some(BorderArray::Solid([0.0, 0.0, 0.0]));
    let action = Actions::Uri(uri.to_owned());
    Op::LinkAnnotation { link: LinkAnnotation::new(rect, action, border, None, None) }
}
