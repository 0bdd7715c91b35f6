//! What a file needs to be read alike in decades (ISO 19005-2, level A) and by everybody
//! (ISO 14289-1): the meaning of its colours, and a description that says so.

use std::fmt::Write as _;

use lopdf::{Dictionary, Object, Stream};

use super::post::{PRODUCER, integer};
use super::srgb;
use crate::model::Document;

/// Adds both to the catalog.
pub(super) fn add(file: &mut lopdf::Document, document: &Document) {
    let kind = |name: &str| Object::Name(name.as_bytes().to_vec());
    let words = Object::string_literal;
    let profile = Stream::new(Dictionary::from_iter([("N", integer(3))]), srgb::profile());
    let profile = file.add_object(profile);
    let intent = file.add_object(Dictionary::from_iter([
        ("Type", kind("OutputIntent")),
        ("S", kind("GTS_PDFA1")),
        ("OutputConditionIdentifier", words("sRGB")),
        ("RegistryName", words("http://www.color.org")),
        ("Info", words("sRGB IEC61966-2.1")),
        ("DestOutputProfile", Object::Reference(profile)),
    ]));
    let keys = Dictionary::from_iter([("Type", kind("Metadata")), ("Subtype", kind("XML"))]);
    let description = Stream::new(keys, describe(document).into_bytes());
    let description = file.add_object(description);
    if let Ok(catalog) = file.catalog_mut() {
        catalog.set("OutputIntents", vec![Object::Reference(intent)]);
        catalog.set("Metadata", description);
    }
}

/// The description as XMP.
fn describe(document: &Document) -> String {
    let mut xmp = String::from(
        "<?xpacket begin=\"\u{FEFF}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n\
         <x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n\
         <rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n\
         <rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" \
         xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\" \
         xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\" \
         xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\">\n\
         <pdfaid:part>2</pdfaid:part>\n<pdfaid:conformance>A</pdfaid:conformance>\n\
         <pdfuaid:part>1</pdfuaid:part>\n<dc:format>application/pdf</dc:format>\n",
    );
    let date = document.created.format("%Y-%m-%dT%H:%M:%S%:z");
    let language = [("Bag", "dc:language", &document.language)];
    let lists = [("Seq", "dc:creator", &document.author)];
    let texts = [("dc:title", &document.title), ("dc:description", &document.subject)];
    for (name, words) in texts.into_iter().filter(|(_, words)| !words.is_empty()) {
        let item = format_args!("<rdf:li xml:lang=\"x-default\">{}</rdf:li>", escape(words));
        push(&mut xmp, format_args!("<{name}><rdf:Alt>{item}</rdf:Alt></{name}>\n"));
    }
    for (list, name, words) in lists.into_iter().chain(language) {
        if !words.is_empty() {
            let words = escape(words);
            push(
                &mut xmp,
                format_args!(
                    "<{name}><rdf:{list}><rdf:li>{words}</rdf:li></rdf:{list}></{name}>\n"
                ),
            );
        }
    }
    push(
        &mut xmp,
        format_args!(
            "<xmp:CreateDate>{date}</xmp:CreateDate>\n<xmp:ModifyDate>{date}</xmp:ModifyDate>\n\
         <pdf:Producer>{PRODUCER}</pdf:Producer>\n</rdf:Description>\n{EXTENSION}</rdf:RDF>\n\
         </x:xmpmeta>\n<?xpacket end=\"r\"?>"
        ),
    );
    xmp
}

/// ISO 19005-2 knows nothing of ISO 14289-1, whose one property has to be described.
const EXTENSION: &str = "\
<rdf:Description rdf:about=\"\" xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\" \
xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\" \
xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType=\"Resource\">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType=\"Resource\">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
";

fn push(text: &mut String, words: std::fmt::Arguments<'_>) {
    text.write_fmt(words).expect("writing into a text cannot fail");
}

/// Words as they may stand in XML; what may not stand there at all becomes a space.
fn escape(words: &str) -> String {
    let mut escaped = String::with_capacity(words.len());
    for character in words.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '\u{FFFE}' | '\u{FFFF}' => escaped.push(' '),
            control if control.is_control() => escaped.push(' '),
            other => escaped.push(other),
        }
    }
    escaped
}
