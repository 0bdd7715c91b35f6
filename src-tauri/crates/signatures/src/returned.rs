//! Whether a file that came back is the paper that was sent, page by page.
//!
//! A page is the same if it draws the same: its content, whatever that uses, and its size. Programs
//! renumber and pack objects anew when they save, so pages are compared by what can be reached
//! from them and not by their bytes. What lies on a page, such as a signature somebody drew in a
//! reader, is told apart from the page itself.

use std::collections::{BTreeMap, BTreeSet};
use std::panic::{AssertUnwindSafe, catch_unwind};

use lopdf::{Dictionary, Object, ObjectId, Stream};
use ring::digest::{Context, SHA256};

use crate::pdf::{Loaded, load};
use crate::verify::{FileFault, file_fault};

/// What all streams that are compared may unpack to, in bytes.
const UNPACKED_BYTES_MAX: usize = 64 * 1_024 * 1_024;
/// Deeper than any paper nests.
const DEPTH_MAX: usize = 48;
/// Longest way up to what a page inherits.
const PARENTS_MAX: usize = 32;
/// How a stream is packed, which says nothing about what it holds.
const PACKING: [&[u8]; 4] = [b"Length", b"Filter", b"DecodeParms", b"DL"];
/// Ways from what lies on a page back to the page and the tree around it.
const WAYS_BACK: [&[u8]; 5] = [b"P", b"Parent", b"Popup", b"StructParent", b"StructParents"];

/// What a page's content can name.
const RESOURCES: [&[u8]; 7] =
    [b"ColorSpace", b"ExtGState", b"Font", b"Pattern", b"Properties", b"Shading", b"XObject"];

/// What a page is where nothing is said of it.
static UPRIGHT: Object = Object::Integer(0);
static USUAL_UNIT: Object = Object::Integer(1);
static NOTHING: Object = Object::Null;

type Digest = Vec<u8>;

/// One page of what came back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageReturned {
    /// As it was sent.
    Same,
    /// As it was sent, with something laid on it or taken off it.
    Marked {
        /// How many notes, drawings, fields or links.
        marks: usize,
    },
    /// It shows something else than what was sent, or shows it by other means, as a scan does.
    Changed,
    /// There was no such page.
    Added,
    /// It did not come back.
    Missing,
}

/// A file beside the one that was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Returned {
    /// Byte for byte what was sent.
    pub is_identical: bool,
    /// It begins with what was sent, byte for byte: something was added and nothing rewritten.
    pub is_continued: bool,
    /// In the order of pages, as many as the longer of the two has.
    pub pages: Vec<PageReturned>,
}

impl Returned {
    /// Whether every page draws what was sent, whatever was laid on it.
    #[must_use]
    pub fn is_same_paper(&self) -> bool {
        let is_same =
            |page: &PageReturned| matches!(page, PageReturned::Same | PageReturned::Marked { .. });
        self.pages.iter().all(is_same)
    }
}

/// Compares a file that came back with the one that was sent.
///
/// # Errors
/// Why the file cannot be read; a scan that is a picture, not a PDF, is [`FileFault::NotAPdf`].
pub fn compare(sent: &[u8], returned: &[u8]) -> Result<Returned, FileFault> {
    // A file that trips a library must not take the app along.
    let looked = catch_unwind(AssertUnwindSafe(|| look(sent, returned)));
    looked.unwrap_or(Err(FileFault::NotAPdf))
}

fn look(sent: &[u8], returned: &[u8]) -> Result<Returned, FileFault> {
    let of_file = |bytes| load(bytes).map_err(|cause| file_fault(&cause));
    let (before, after) = (of_file(sent)?, of_file(returned)?);
    let (mut reads_before, mut reads_after) = (Reading::of(&before), Reading::of(&after));
    let before: Vec<ObjectId> = before.document.page_iter().collect();
    let after: Vec<ObjectId> = after.document.page_iter().collect();
    let pages = (0..before.len().max(after.len())).map(|i| match (before.get(i), after.get(i)) {
        (Some(before), Some(after)) => {
            page(reads_before.page(*before).as_ref(), reads_after.page(*after).as_ref())
        }
        (Some(_), None) => PageReturned::Missing,
        (None, _) => PageReturned::Added,
    });
    Ok(Returned {
        is_identical: sent == returned,
        is_continued: sent.len() < returned.len() && returned.starts_with(sent),
        pages: pages.collect(),
    })
}

fn page(before: Option<&Page>, after: Option<&Page>) -> PageReturned {
    let (Some(before), Some(after)) = (before, after) else { return PageReturned::Changed };
    if before.drawn != after.drawn {
        return PageReturned::Changed;
    }
    let added = after.lying.difference(&before.lying).count();
    let gone = before.lying.difference(&after.lying).count();
    // A field that was filled in is one mark, although its old state is gone.
    match added.max(gone) {
        0 => PageReturned::Same,
        marks => PageReturned::Marked { marks },
    }
}

/// Everything in a content that can be a name; what stands in a text as well, which does no harm.
fn names_in(content: &[u8]) -> BTreeSet<Vec<u8>> {
    let is_end = |byte: &u8| byte.is_ascii_whitespace() || b"()<>[]{}/%\0".contains(byte);
    let after_slash = content.split(|byte| *byte == b'/').skip(1);
    after_slash.map(|rest| rest.split(is_end).next().unwrap_or_default().to_vec()).collect()
}

/// What a page shows.
struct Page {
    /// Of its content, what that uses, and its size.
    drawn: Digest,
    /// What lies on it, each with how often it does so far.
    lying: BTreeSet<(Digest, usize)>,
}

/// Reads pages of one file, each object once.
struct Reading<'a> {
    of: &'a Loaded,
    known: BTreeMap<ObjectId, Digest>,
    /// Being read now: an object that leads back to itself ends there.
    open: BTreeSet<ObjectId>,
    bytes_left: usize,
}

impl<'a> Reading<'a> {
    fn of(of: &'a Loaded) -> Reading<'a> {
        let (known, open) = (BTreeMap::new(), BTreeSet::new());
        Reading { of, known, open, bytes_left: UNPACKED_BYTES_MAX }
    }

    /// None if it cannot be read within the limits.
    fn page(&mut self, id: ObjectId) -> Option<Page> {
        let page = self.of.document.get_dictionary(id).ok()?;
        let mut drawn = Context::new(&SHA256);
        let content = self.content(page)?;
        drawn.update(&content);
        drawn.update(&self.used(page, &names_in(&content))?);
        let media = self.inherited(page, b"MediaBox");
        let crop = self.inherited(page, b"CropBox").or(media);
        for object in [media, crop] {
            drawn.update(&self.digest(object.unwrap_or(&NOTHING), 0)?);
        }
        let turned = self.inherited(page, b"Rotate").unwrap_or(&UPRIGHT);
        drawn.update(&self.digest(turned, 0)?);
        let unit = self.of.get(page, b"UserUnit").unwrap_or(&USUAL_UNIT);
        drawn.update(&self.digest(unit, 0)?);
        let mut lying: BTreeMap<Digest, usize> = BTreeMap::new();
        for one in self.of.array(page, b"Annots") {
            *lying.entry(self.digest(one, 0)?).or_default() += 1;
        }
        let each = |(digest, times): (Digest, usize)| (1..=times).map(move |n| (digest.clone(), n));
        let lying = lying.into_iter().flat_map(each).collect();
        Some(Page { drawn: drawn.finish().as_ref().to_vec(), lying })
    }

    fn inherited(&self, page: &'a Dictionary, key: &[u8]) -> Option<&'a Object> {
        let mut at = page;
        for _ in 0..PARENTS_MAX {
            if let Some(found) = self.of.get(at, key) {
                return Some(found);
            }
            at = self.of.dictionary(at, b"Parent")?;
        }
        None
    }

    /// What draws the page: its streams one after the other, as readers put them together.
    fn content(&mut self, page: &'a Dictionary) -> Option<Vec<u8>> {
        let streams: Vec<&Object> = match self.of.get(page, b"Contents") {
            None => Vec::new(),
            Some(Object::Array(all)) => all.iter().filter_map(|one| self.of.follow(one)).collect(),
            Some(one) => vec![one],
        };
        let mut content = Vec::new();
        for stream in streams {
            content.append(&mut self.unpacked(stream.as_stream().ok()?)?);
            content.push(b'\n');
        }
        Some(content)
    }

    /// The fonts, pictures and so on that the content names. Programs leave out what it does not.
    fn used(&mut self, page: &'a Dictionary, names: &BTreeSet<Vec<u8>>) -> Option<Digest> {
        let mut context = Context::new(&SHA256);
        let Some(resources) = self.inherited(page, b"Resources") else { return Some(Vec::new()) };
        let resources = resources.as_dict().ok()?;
        for kind in RESOURCES {
            let Some(all) = self.of.dictionary(resources, kind) else { continue };
            let named: BTreeMap<&[u8], &Object> = all
                .iter()
                .filter(|(name, _)| names.contains(*name))
                .map(|(name, value)| (name.as_slice(), value))
                .collect();
            for (name, value) in named {
                context.update(kind);
                context.update(name);
                context.update(&self.digest(value, 0)?);
            }
        }
        Some(context.finish().as_ref().to_vec())
    }

    fn unpacked(&mut self, stream: &Stream) -> Option<Vec<u8>> {
        let plain = stream.get_plain_content_with_limit(self.bytes_left);
        // Pictures stay packed as they are: what packs them is part of what they are.
        let bytes = plain.unwrap_or_else(|_| stream.content.clone());
        self.bytes_left = self.bytes_left.checked_sub(bytes.len())?;
        Some(bytes)
    }

    fn digest(&mut self, object: &'a Object, depth: usize) -> Option<Digest> {
        if depth > DEPTH_MAX {
            return None;
        }
        let Object::Reference(id) = object else { return self.of_value(object, depth) };
        if let Some(known) = self.known.get(id) {
            return Some(known.clone());
        }
        let Ok(target) = self.of.document.get_object(*id) else {
            return self.of_value(&NOTHING, depth);
        };
        if !self.open.insert(*id) {
            return Some(b"itself".to_vec());
        }
        let digest = self.digest(target, depth.saturating_add(1))?;
        self.open.remove(id);
        self.known.insert(*id, digest.clone());
        Some(digest)
    }

    fn of_value(&mut self, object: &'a Object, depth: usize) -> Option<Digest> {
        let mut context = Context::new(&SHA256);
        let mut tagged = |tag: &[u8], bytes: &[u8]| {
            context.update(tag);
            context.update(bytes);
        };
        match object {
            Object::Null => tagged(b"null", b""),
            Object::Boolean(is_true) => tagged(b"bool", &[u8::from(*is_true)]),
            // 612 and 612.0 are one number.
            Object::Integer(number) => tagged(b"number", format!("{number}.000").as_bytes()),
            Object::Real(number) => tagged(b"number", format!("{number:.3}").as_bytes()),
            Object::Name(name) => tagged(b"name", name),
            Object::String(text, _) => tagged(b"text", text),
            Object::Array(all) => {
                tagged(b"array", &all.len().to_be_bytes());
                for one in all {
                    let digest = self.digest(one, depth.saturating_add(1))?;
                    tagged(b"item", &digest);
                }
            }
            Object::Dictionary(entries) => {
                let digest = self.entries(entries, &[], depth)?;
                tagged(b"entries", &digest);
            }
            Object::Stream(stream) => {
                let digest = self.entries(&stream.dict, &PACKING, depth)?;
                tagged(b"stream", &digest);
                tagged(b"holding", &self.unpacked(stream)?);
            }
            Object::Reference(_) => return self.digest(object, depth),
        }
        Some(context.finish().as_ref().to_vec())
    }

    fn entries(&mut self, of: &'a Dictionary, less: &[&[u8]], depth: usize) -> Option<Digest> {
        let is_left_out = |key: &[u8]| less.contains(&key) || WAYS_BACK.contains(&key);
        let sorted: BTreeMap<&[u8], &Object> =
            of.iter().map(|(key, value)| (key.as_slice(), value)).collect();
        let mut context = Context::new(&SHA256);
        for (key, value) in sorted {
            if is_left_out(key) {
                continue;
            }
            context.update(&key.len().to_be_bytes());
            context.update(key);
            context.update(&self.digest(value, depth.saturating_add(1))?);
        }
        Some(context.finish().as_ref().to_vec())
    }
}
