//! Writing laid-out pages as a PDF file.

mod content;
mod embed;
mod fields;
mod file;
mod lasting;
mod marks;
mod parts;
mod post;
mod program;
mod srgb;
mod typefaces;

use printpdf::{
    Actions, BorderArray, LinkAnnotation, Op, PdfDocument, PdfPage, PdfSaveOptions, Pt, RawImage,
    RawImageData, RawImageFormat, Rect, XObject, XObjectId,
};

use crate::DocumentError;
use crate::layout::{Item, Laid, Page, Picture};
use crate::model::Document;
use marks::Marks;

/// Writes the file.
///
/// # Errors
/// A face cannot be subset.
pub(crate) fn write(document: &Document, laid: &Laid) -> Result<Vec<u8>, DocumentError> {
    let embedded = embed::embed(&laid.pages)?;
    let mut pdf = PdfDocument::new(&document.title);
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
    let written = Written { contents, marks: &marks, fonts: &embedded.fonts };
    Ok(post::finish(file, document, laid, written))
}

/// What printpdf did not write.
struct Written<'a> {
    /// For each page, what is drawn on it.
    contents: Vec<Vec<u8>>,
    marks: &'a Marks<'a>,
    fonts: &'a [embed::Font],
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

fn link((x, y): (f32, f32), (width, height): (f32, f32), uri: &str) -> Op {
    let rect = Rect::from_xywh(Pt(round(x)), Pt(round(y)), Pt(round(width)), Pt(round(height)));
    let border = Some(BorderArray::Solid([0.0, 0.0, 0.0]));
    let action = Actions::Uri(uri.to_owned());
    Op::LinkAnnotation { link: LinkAnnotation::new(rect, action, border, None, None) }
}
