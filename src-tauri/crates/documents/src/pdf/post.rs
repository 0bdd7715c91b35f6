//! What printpdf leaves undone: fonts, language, dates, contents, a reproducible identity.

use chrono::{DateTime, FixedOffset};
use lopdf::{Dictionary, Object, ObjectId, Stream, StringFormat};

use super::embed::Font;
use super::{Written, file as bytes, lasting, parts, typefaces};
use crate::layout::{Bookmark, Laid};
use crate::model::Document;

/// The program named in the file's properties.
pub(super) const PRODUCER: &str = "Factordesk";

/// Completes the file and writes it.
pub(super) fn finish(
    mut file: lopdf::Document,
    document: &Document,
    laid: &Laid,
    written: Written<'_>,
) -> Vec<u8> {
    let info = file.add_object(info(document));
    if let Ok(old) = file.trailer.get(b"Info").and_then(Object::as_reference) {
        file.objects.remove(&old);
    }
    file.trailer.set("Info", info);
    let outline = outline(&mut file, laid);
    let catalog = file
        .trailer
        .get(b"Root")
        .and_then(Object::as_reference)
        .expect("printpdf writes a catalog");
    let catalog = file
        .get_object_mut(catalog)
        .and_then(Object::as_dict_mut)
        .expect("the catalog is a dictionary");
    catalog.set("Lang", Object::string_literal(document.language.as_str()));
    catalog.set("ViewerPreferences", viewer_preferences());
    catalog.set("PageMode", Object::Name(b"UseNone".to_vec()));
    if let Some(outline) = outline {
        catalog.set("Outlines", outline);
        catalog.set("PageMode", Object::Name(b"UseOutlines".to_vec()));
    }
    tidy_links(&mut file);
    let pages: Vec<ObjectId> = file.get_pages().into_values().collect();
    for (page, content) in pages.iter().zip(written.contents) {
        set_content(&mut file, *page, content);
    }
    set_resources(&mut file, &pages, written.fonts);
    parts::add(&mut file, &pages, &laid.tree, written.marks);
    lasting::add(&mut file, document);
    bytes::write(file)
}

/// Puts ours in the place of what printpdf wrote.
fn set_content(file: &mut lopdf::Document, page: ObjectId, content: Vec<u8>) {
    let stream = file.get_dictionary(page).and_then(|page| page.get(b"Contents"));
    if let Ok(id) = stream.and_then(Object::as_reference) {
        file.objects.insert(id, Object::Stream(Stream::new(Dictionary::new(), content)));
    }
}

/// What the pages use, once for all of them: fonts and pictures. printpdf writes a copy for each
/// page, with the kinds that no paper uses.
fn set_resources(file: &mut lopdf::Document, pages: &[ObjectId], fonts: &[Font]) {
    let mut shared = Dictionary::new();
    shared.set("Font", typefaces::add(file, fonts));
    let id = file.new_object_id();
    for page in pages {
        let page = file.get_object_mut(*page).and_then(Object::as_dict_mut);
        let old = page.map(|page| (page.get(b"Resources").and_then(Object::as_reference), page));
        let Ok((Ok(old), page)) = old else { continue };
        page.set("Resources", id);
        let Some(Object::Dictionary(old)) = file.objects.remove(&old) else { continue };
        for (kind, all) in &old {
            let Ok(all) = all.as_reference() else { continue };
            let Some(Object::Dictionary(all)) = file.objects.remove(&all) else { continue };
            if kind == b"XObject" && !all.is_empty() {
                shared.set("XObject", all);
            }
        }
    }
    file.objects.insert(id, Object::Dictionary(shared));
}

fn viewer_preferences() -> Object {
    Object::Dictionary(Dictionary::from_iter([
        ("DisplayDocTitle", Object::Boolean(true)),
        ("PrintScaling", Object::Name(b"None".to_vec())),
    ]))
}

fn info(document: &Document) -> Object {
    let date = Object::string_literal(pdf_date(&document.created));
    let mut info = Dictionary::from_iter([
        ("Title", text(&document.title)),
        ("Producer", text(PRODUCER)),
        ("CreationDate", date.clone()),
        ("ModDate", date),
    ]);
    if !document.author.is_empty() {
        info.set("Author", text(&document.author));
    }
    if !document.subject.is_empty() {
        info.set("Subject", text(&document.subject));
    }
    Object::Dictionary(info)
}

/// `D:20261113151240-05'00'`
fn pdf_date(date: &DateTime<FixedOffset>) -> String {
    let minutes = date.offset().local_minus_utc() / 60;
    let sign = if minutes < 0 { '-' } else { '+' };
    let (hours, minutes) = (minutes.abs() / 60, minutes.abs() % 60);
    format!("D:{}{sign}{hours:02}'{minutes:02}'", date.format("%Y%m%d%H%M%S"))
}

/// A text string: plain if it is ASCII, else UTF-16 with its mark.
pub(super) fn text(words: &str) -> Object {
    if words.is_ascii() {
        return Object::string_literal(words);
    }
    let mut bytes = vec![0xFE, 0xFF];
    bytes.extend(words.encode_utf16().flat_map(u16::to_be_bytes));
    Object::String(bytes, StringFormat::Hexadecimal)
}

/// printpdf writes links inside the page; readers expect them as objects, and no empty list.
fn tidy_links(file: &mut lopdf::Document) {
    for page_id in file.get_pages().into_values().collect::<Vec<_>>() {
        let Ok(page) = file.get_object_mut(page_id).and_then(Object::as_dict_mut) else {
            continue;
        };
        let Some(Object::Array(links)) = page.remove(b"Annots") else { continue };
        if links.is_empty() {
            continue;
        }
        let links = links.into_iter().map(|link| file.add_object(link).into()).collect();
        let page = file.get_object_mut(page_id).and_then(Object::as_dict_mut);
        page.expect("the page was just read").set("Annots", Object::Array(links));
    }
}

/// One entry of the contents, on its way into the file.
struct Entry {
    id: ObjectId,
    title: String,
    target: Object,
    children: Vec<Entry>,
}

/// The list of contents, in the order of the text; titles hold the headings that follow them.
fn outline(file: &mut lopdf::Document, laid: &Laid) -> Option<ObjectId> {
    let page_ids: Vec<ObjectId> = file.get_pages().into_values().collect();
    let mut roots: Vec<Entry> = Vec::new();
    for (page, page_id) in laid.pages.iter().zip(&page_ids) {
        for (Bookmark { level, title }, y) in &page.bookmarks {
            let top = ((laid.height - y + 8.0).min(laid.height) * 10.0).round() / 10.0;
            let target = Object::Array(vec![
                Object::Reference(*page_id),
                Object::Name(b"XYZ".to_vec()),
                Object::Null,
                Object::Real(top),
                Object::Null,
            ]);
            let (title, id) = (title.clone(), file.new_object_id());
            let entry = Entry { id, title, target, children: Vec::new() };
            match roots.last_mut() {
                Some(parent) if *level > 0 => parent.children.push(entry),
                Some(_) | None => roots.push(entry),
            }
        }
    }
    if roots.is_empty() {
        return None;
    }
    let outlines = file.new_object_id();
    let count = roots.iter().map(|root| 1 + root.children.len()).sum::<usize>();
    let mut dictionary = Dictionary::from_iter([
        ("Type", Object::Name(b"Outlines".to_vec())),
        ("Count", integer(count)),
    ]);
    set_ends(&mut dictionary, &roots);
    add_entries(file, &roots, outlines);
    file.objects.insert(outlines, Object::Dictionary(dictionary));
    Some(outlines)
}

fn add_entries(file: &mut lopdf::Document, entries: &[Entry], parent: ObjectId) {
    for (index, entry) in entries.iter().enumerate() {
        let mut dictionary = Dictionary::from_iter([
            ("Title", text(&entry.title)),
            ("Parent", Object::Reference(parent)),
            ("Dest", entry.target.clone()),
        ]);
        if index > 0 {
            dictionary.set("Prev", entries[index - 1].id);
        }
        if let Some(next) = entries.get(index + 1) {
            dictionary.set("Next", next.id);
        }
        if !entry.children.is_empty() {
            dictionary.set("Count", integer(entry.children.len()));
            set_ends(&mut dictionary, &entry.children);
        }
        file.objects.insert(entry.id, Object::Dictionary(dictionary));
        add_entries(file, &entry.children, entry.id);
    }
}

fn set_ends(dictionary: &mut Dictionary, entries: &[Entry]) {
    if let (Some(first), Some(last)) = (entries.first(), entries.last()) {
        dictionary.set("First", first.id);
        dictionary.set("Last", last.id);
    }
}

pub(super) fn integer(count: usize) -> Object {
    Object::Integer(i64::try_from(count).expect("a paper has few headings"))
}
