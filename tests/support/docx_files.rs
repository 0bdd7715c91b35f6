//! Word files as a test wants them, written part by part.

use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// The beginning of every part of the text.
pub const NAMESPACES: &str = concat!(
    "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" ",
    "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" ",
    "xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" ",
    "xmlns:m=\"http://schemas.openxmlformats.org/officeDocument/2006/math\""
);

const TYPES: &str = concat!(
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>",
    "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">",
    "<Default Extension=\"xml\" ContentType=\"application/xml\"/>",
    "<Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-",
    "officedocument.wordprocessingml.document.main+xml\"/></Types>"
);

const STYLES: &[(&str, &str, &str)] = &[
    ("Title", "Title", ""),
    (
        "Heading1",
        "heading 1",
        "<w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr><w:outlineLvl w:val=\"0\"/></w:pPr>\
         <w:rPr><w:b/></w:rPr>",
    ),
    ("Heading2", "heading 2", "<w:pPr><w:outlineLvl w:val=\"1\"/></w:pPr>"),
    ("Berschrift1", "heading 1", "<w:pPr><w:outlineLvl w:val=\"0\"/></w:pPr>"),
    ("Own", "Our clause", "<w:basedOn w:val=\"Heading1\"/>"),
    ("Strong", "Strong", "<w:rPr><w:b/></w:rPr>"),
];

const LEVELS: &[(&str, &str)] =
    &[("decimal", "%1."), ("decimal", "%1.%2"), ("lowerLetter", "(%3)")];

/// A file of these parts.
///
/// # Panics
/// Never in memory.
#[must_use]
pub fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let packed = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, bytes) in parts {
        zip.start_file(*name, packed).expect("an archive in memory takes another entry");
        zip.write_all(bytes).expect("memory takes bytes");
    }
    zip.finish().expect("memory takes bytes").into_inner()
}

/// A Word file whose text is `body`, with the usual styles and lists.
#[must_use]
pub fn docx(body: &str) -> Vec<u8> {
    docx_with(body, &[])
}

/// A Word file with further parts.
#[must_use]
pub fn docx_with(body: &str, more: &[(&str, &[u8])]) -> Vec<u8> {
    let document = document(body);
    let (styles, numbering) = (styles(), numbering());
    let mut parts: Vec<(&str, &[u8])> = vec![
        ("[Content_Types].xml", TYPES.as_bytes()),
        ("word/document.xml", document.as_bytes()),
        ("word/styles.xml", styles.as_bytes()),
        ("word/numbering.xml", numbering.as_bytes()),
    ];
    parts.retain(|(name, _)| !more.iter().any(|(other, _)| other == name));
    parts.extend(more);
    archive(&parts)
}

/// The part of the text around `body`.
#[must_use]
pub fn document(body: &str) -> String {
    format!("<?xml version=\"1.0\"?><w:document {NAMESPACES}><w:body>{body}</w:body></w:document>")
}

/// The styles that [`docx`] has: title, headings, one based on a heading, a bold one.
#[must_use]
pub fn styles() -> String {
    let style = |(id, name, says): &(&str, &str, &str)| {
        format!(
            "<w:style w:type=\"paragraph\" w:styleId=\"{id}\"><w:name w:val=\"{name}\"/>{says}\
             </w:style>"
        )
    };
    let all: String = STYLES.iter().map(style).collect();
    format!("<w:styles {NAMESPACES}>{all}</w:styles>")
}

/// The lists that [`docx`] has: 1 counts "4.", "4.2", "(a)", 2 has bullets, 3 is of articles.
#[must_use]
pub fn numbering() -> String {
    let level = |at: usize, format: &str, text: &str| {
        format!(
            "<w:lvl w:ilvl=\"{at}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{format}\"/>\
             <w:lvlText w:val=\"{text}\"/></w:lvl>"
        )
    };
    let levels: String =
        LEVELS.iter().enumerate().map(|(at, (format, text))| level(at, format, text)).collect();
    let bullets = level(0, "bullet", "\u{B7}");
    let articles = level(0, "upperRoman", "ARTICLE %1");
    let kind = |id: u8, levels: &str| {
        format!("<w:abstractNum w:abstractNumId=\"{id}\">{levels}</w:abstractNum>")
    };
    let list =
        |id: u8| format!("<w:num w:numId=\"{id}\"><w:abstractNumId w:val=\"{id}\"/></w:num>");
    let kinds = [kind(1, &levels), kind(2, &bullets), kind(3, &articles)].concat();
    let lists: String = (1..=3).map(list).collect();
    format!("<w:numbering {NAMESPACES}>{kinds}{lists}</w:numbering>")
}

/// Words in one run.
#[must_use]
pub fn run(text: &str) -> String {
    format!("<w:r><w:t xml:space=\"preserve\">{}</w:t></w:r>", escaped(text))
}

/// Words in one run with properties, such as `<w:b/>`.
#[must_use]
pub fn set(properties: &str, text: &str) -> String {
    let text = escaped(text);
    format!("<w:r><w:rPr>{properties}</w:rPr><w:t xml:space=\"preserve\">{text}</w:t></w:r>")
}

/// A paragraph of runs.
#[must_use]
pub fn p(runs: &str) -> String {
    format!("<w:p>{runs}</w:p>")
}

/// A paragraph of plain words.
#[must_use]
pub fn words(text: &str) -> String {
    p(&run(text))
}

/// A paragraph in a style.
#[must_use]
pub fn styled(style: &str, text: &str) -> String {
    format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr>{}</w:p>", run(text))
}

/// A paragraph in a list.
#[must_use]
pub fn listed(list: u8, level: u8, runs: &str) -> String {
    format!(
        "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{list}\"/></w:numPr>\
         </w:pPr>{runs}</w:p>"
    )
}

/// A merge field as Word writes one.
#[must_use]
pub fn merge_field(name: &str) -> String {
    let mark = |kind: &str| format!("<w:r><w:fldChar w:fldCharType=\"{kind}\"/></w:r>");
    let instruction = format!("<w:r><w:instrText> MERGEFIELD {name} </w:instrText></w:r>");
    let shown = run(&format!("«{name}»"));
    [mark("begin"), instruction, mark("separate"), shown, mark("end")].concat()
}

/// A content control within a line.
#[must_use]
pub fn control(alias: &str, shown: &str) -> String {
    format!(
        "<w:sdt><w:sdtPr><w:alias w:val=\"{alias}\"/><w:text/></w:sdtPr><w:sdtContent>{}\
         </w:sdtContent></w:sdt>",
        run(shown)
    )
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
