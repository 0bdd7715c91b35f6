//! What came back beside what was sent.

use factor_signatures::PageReturned::{Added, Changed, Marked, Missing, Same};
use factor_signatures::{FileFault, PageReturned, compare};
use lopdf::{Document, Object, Stream, dictionary};

use crate::papers::*;

/// The pages of the file beside those of [`paper`].
fn pages(returned: &[u8]) -> Vec<PageReturned> {
    compare(&paper(), returned).unwrap().pages
}

/// The paper written anew by a program: objects renumbered, packed, put into object streams.
fn rewritten(change: impl FnOnce(&mut Document)) -> Vec<u8> {
    let mut document = Document::load_mem(&paper()).unwrap();
    change(&mut document);
    document.renumber_objects_with(40);
    document.compress();
    let mut bytes = Vec::new();
    document.save_modern(&mut bytes).unwrap();
    bytes
}

fn content_of(document: &mut Document, page: u32, content: &str) {
    let id = document.get_pages()[&page];
    document.change_page_content(id, content.as_bytes().to_vec()).unwrap();
}

#[test]
fn what_was_not_touched_is_the_same_however_it_was_saved() {
    let same = compare(&paper(), &paper()).unwrap();
    assert!(same.is_identical && !same.is_continued && same.is_same_paper());
    let with_a_font_more = rewritten(|document| {
        let page = document.get_pages()[&1];
        let page = document.get_object_mut(page).unwrap().as_dict_mut().unwrap();
        let fonts = page.get_mut(b"Resources").unwrap().as_dict_mut().unwrap();
        let fonts = fonts.get_mut(b"Font").unwrap().as_dict_mut().unwrap();
        fonts.set("Unused", dictionary! { "Type" => "Font" });
    });
    for saved in [rewritten(|_| ()), with_a_font_more] {
        let saved = compare(&paper(), &saved).unwrap();
        assert!(!saved.is_identical && !saved.is_continued);
        assert_eq!(saved.pages, [Same, Same]);
    }
}

#[test]
fn signatures_laid_on_a_page_leave_it_the_same_paper() {
    let signed = compare(&paper(), &signed_by_both()).unwrap();
    assert!(signed.is_continued && signed.is_same_paper());
    assert_eq!(signed.pages, [Same, Marked { marks: 2 }]);
    let drawn = updated(&paper(), |update| {
        let page = page_of(update, 1);
        let ink = dictionary! { "Type" => "Annot", "Subtype" => "Ink", "P" => page };
        let ink = update.new_document.add_object(ink);
        edit(update, page).set("Annots", vec![Object::from(ink)]);
    });
    assert_eq!(pages(&drawn), [Marked { marks: 1 }, Same]);
}

#[test]
fn every_way_to_change_a_page_shows() {
    let other = "BT /F1 12 Tf 72 700 Td (The price is 900.00.) Tj ET";
    let bigger = |document: &mut Document| {
        let id = document.get_pages()[&2];
        let page = document.get_object_mut(id).unwrap().as_dict_mut().unwrap();
        page.set("MediaBox", vec![0.into(), 0.into(), 612.into(), 900.into()]);
    };
    let turned = |document: &mut Document| {
        let id = document.get_pages()[&2];
        document.get_object_mut(id).unwrap().as_dict_mut().unwrap().set("Rotate", 180);
    };
    let other_font = |document: &mut Document| {
        let is_font = |object: &Object| object.type_name().is_ok_and(|name| name == b"Font");
        let id = *document.objects.iter().find(|(_, object)| is_font(object)).unwrap().0;
        document.get_object_mut(id).unwrap().as_dict_mut().unwrap().set("BaseFont", "Courier");
    };
    let swapped = |document: &mut Document| {
        let (first, second) = (document.get_pages()[&1], document.get_pages()[&2]);
        let first_page = document.objects[&first].clone();
        let second_page = document.objects.insert(second, first_page).unwrap();
        document.objects.insert(first, second_page);
    };
    for (what, file, expected) in [
        ("content", rewritten(|it| content_of(it, 1, other)), [Changed, Same]),
        ("size", rewritten(bigger), [Same, Changed]),
        ("turned", rewritten(turned), [Same, Changed]),
        ("font of both", rewritten(other_font), [Changed, Changed]),
        ("order", rewritten(swapped), [Changed, Changed]),
        ("last page gone", rewritten(|it| it.delete_pages(&[2])), [Same, Missing]),
    ] {
        assert_eq!(pages(&file), expected, "{what}");
    }
    let shadow = updated(&paper(), |update| {
        let (page, stream) = (page_of(update, 1), Stream::new(dictionary! {}, other.into()));
        let stream = update.new_document.add_object(stream);
        edit(update, page).set("Contents", stream);
    });
    let shadow = compare(&paper(), &shadow).unwrap();
    assert!(shadow.is_continued && !shadow.is_same_paper());
    assert_eq!(shadow.pages, [Changed, Same]);
}

#[test]
fn a_page_more_shows() {
    let more = rewritten(|document| {
        let first = document.get_pages()[&1];
        let copy = document.objects[&first].clone();
        let copy = document.add_object(copy);
        let pages = document.catalog().unwrap().get(b"Pages").unwrap().as_reference().unwrap();
        let pages = document.get_object_mut(pages).unwrap().as_dict_mut().unwrap();
        pages.get_mut(b"Kids").unwrap().as_array_mut().unwrap().push(copy.into());
        pages.set("Count", 3);
    });
    assert_eq!(pages(&more), [Same, Same, Added]);
}

#[test]
fn what_is_no_pdf_says_so() {
    for bytes in [&b"\x89PNG\r\n\x1A\n"[..], b"", b"%PDF-1.7\nnothing"] {
        assert_eq!(compare(&paper(), bytes), Err(FileFault::NotAPdf));
    }
}

#[test]
fn a_file_that_unpacks_without_end_or_nests_without_end_is_another_paper() {
    let bomb = rewritten(|document| {
        let mut stream = Stream::new(dictionary! {}, vec![b' '; 8 * 1_024 * 1_024]);
        stream.compress().unwrap();
        let stream = Object::from(document.add_object(stream));
        let page = document.get_pages()[&1];
        let page = document.get_object_mut(page).unwrap().as_dict_mut().unwrap();
        page.set("Contents", vec![stream; 9]);
    });
    let nested = (0..80).fold(Object::Null, |inner, _| Object::Array(vec![inner]));
    let nested = rewritten(|document| {
        let page = document.get_pages()[&1];
        let page = document.get_object_mut(page).unwrap().as_dict_mut().unwrap();
        let fonts = dictionary! { "F1" => nested };
        page.set("Resources", dictionary! { "Font" => fonts });
    });
    let circle = rewritten(|document| {
        let id = document.new_object_id();
        document.set_object(id, dictionary! { "Type" => "Font", "Again" => id });
        let page = document.get_pages()[&1];
        let page = document.get_object_mut(page).unwrap().as_dict_mut().unwrap();
        let fonts = dictionary! { "F1" => id };
        page.set("Resources", dictionary! { "Font" => fonts });
    });
    for file in [nested, circle] {
        assert_eq!(pages(&file), [Changed, Same]);
    }
    assert_eq!(pages(&bomb), [Changed, Changed], "nothing is read beyond the limit");
}
