//! What is read of a Word file: paragraphs, numbers, emphasis, fields, and what is left out.

#[path = "../../../../tests/support/docx_files.rs"]
mod files;

use factor_docx::{FieldKind, LeftOutKind, Role, Span, read};
use files::{
    NAMESPACES, control, docx, docx_with, listed, merge_field, p, run, set, styled, words,
};

fn text(spans: &[Span]) -> String {
    let part = |span: &Span| match span {
        Span::Words { text, is_bold: true, .. } => format!("*{text}*"),
        Span::Words { text, is_italic: true, .. } => format!("~{text}~"),
        Span::Words { text, .. } => text.clone(),
        Span::Field { name, kind: FieldKind::Merge, .. } => format!("«{name}»"),
        Span::Field { name, kind: FieldKind::Control, .. } => format!("<{name}>"),
    };
    spans.iter().map(part).collect()
}

/// "number|text" of each paragraph.
fn lines(body: &str) -> Vec<String> {
    lines_of(&docx(body))
}

fn lines_of(file: &[u8]) -> Vec<String> {
    let document = read(file).expect("a good file");
    let line = |one: &factor_docx::Paragraph| {
        let number = one.number.as_ref().map_or("", |number| number.text.as_str());
        format!("{number}|{}", text(&one.spans))
    };
    document.paragraphs.iter().map(line).collect()
}

fn left_out(body: &str) -> Vec<(LeftOutKind, usize, String)> {
    let document = read(&docx(body)).expect("a good file");
    document.left_out.into_iter().map(|one| (one.kind, one.after, one.text)).collect()
}

#[test]
fn lists_count_as_word_prints_them() {
    let body = [
        listed(1, 0, &run("One")),
        listed(1, 1, &run("first")),
        listed(1, 1, &run("second")),
        listed(1, 2, &run("a part")),
        words("Between"),
        listed(1, 2, &run("another")),
        listed(1, 0, &run("Two")),
        listed(1, 1, &run("first again")),
        listed(1, 2, &run("a part again")),
        listed(2, 0, &run("a bullet")),
        listed(3, 0, &run("Sale")),
        listed(3, 0, &run("Price")),
        styled("Heading1", "Three, by its style"),
        styled("Own", "Four, by the style it is based on"),
    ]
    .concat();
    assert_eq!(
        lines(&body),
        [
            "1.|One",
            "1.1|first",
            "1.2|second",
            "(a)|a part",
            "|Between",
            "(b)|another",
            "2.|Two",
            "2.1|first again",
            "(a)|a part again",
            "•|a bullet",
            "ARTICLE I|Sale",
            "ARTICLE II|Price",
            "3.|*Three, by its style*",
            "4.|*Four, by the style it is based on*",
        ]
    );
}

#[test]
fn headings_are_known_in_every_language_of_word() {
    let body = ["Title", "Heading1", "Heading2", "Berschrift1", "Own", "Unknown"]
        .map(|style| styled(style, "Words"))
        .concat();
    let document = read(&docx(&body)).unwrap();
    let roles: Vec<Role> = document.paragraphs.iter().map(|one| one.role).collect();
    let (first, second) = (Role::Heading(0), Role::Heading(1));
    assert_eq!(roles, [Role::Title, first, second, first, first, Role::Text]);
}

#[test]
fn words_keep_their_emphasis_and_word_divides_them_as_it_likes() {
    let body = p(&[
        run("The "),
        set("<w:b/>", "Cli"),
        set("<w:b w:val=\"1\"/><w:sz w:val=\"20\"/>", "ent"),
        set("<w:b w:val=\"0\"/>", " pays "),
        set("<w:i/>", "at once"),
        run(" & in full\u{7}"),
        "<w:r><w:br/><w:t>today</w:t><w:tab/><w:noBreakHyphen/></w:r>".to_owned(),
        set("<w:rStyle w:val=\"Strong\"/>", "!"),
    ]
    .concat());
    assert_eq!(lines(&body), ["|The *Client* pays ~at once~ & in full  today -*!*"]);
}

#[test]
fn every_place_that_word_fills_is_named_once() {
    let simple = "<w:fldSimple w:instr=\" MERGEFIELD &quot;Client Name&quot; \\* MERGEFORMAT \">\
                  <w:r><w:t>«Client Name»</w:t></w:r></w:fldSimple>";
    let form = "<w:r><w:fldChar w:fldCharType=\"begin\"><w:ffData><w:name w:val=\"Town\"/>\
                </w:ffData></w:fldChar></w:r><w:r><w:instrText>FORMTEXT</w:instrText></w:r>\
                <w:r><w:fldChar w:fldCharType=\"end\"/></w:r>";
    let reference =
        "<w:fldSimple w:instr=\"REF _Ref1 \\r\"><w:r><w:t>4.2</w:t></w:r></w:fldSimple>";
    let block = "<w:sdt><w:sdtPr><w:tag w:val=\"limit\"/><w:showingPlcHdr/></w:sdtPr><w:sdtContent>\
                 <w:p><w:r><w:t>Click here</w:t></w:r></w:p></w:sdtContent></w:sdt>";
    let around = format!(
        "<w:sdt><w:sdtPr><w:alias w:val=\"Whole\"/></w:sdtPr><w:sdtContent>{}</w:sdtContent>\
         </w:sdt>",
        words("A clause")
    );
    let nameless = format!("<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>", run("kept"));
    let line = [merge_field("Client"), run(" "), simple.to_owned(), form.to_owned()].concat();
    let more = [control("Courts", "New York"), run(" "), reference.to_owned(), nameless].concat();
    let body = [p(&line), p(&more), block.to_owned(), around].concat();
    assert_eq!(
        lines(&body),
        ["|«Client» «Client Name»«Town»", "|<Courts> 4.2kept", "|<limit>", "|A clause"]
    );
}

#[test]
fn what_no_text_can_hold_is_told_with_its_place_and_words() {
    let table = format!(
        "<w:tbl><w:tr><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr></w:tbl>",
        words("Rate"),
        words("1.9 %")
    );
    let text_box = format!(
        "<w:r><mc:AlternateContent><mc:Choice><w:drawing><w:txbxContent>{0}</w:txbxContent>\
         </w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent>{0}</w:txbxContent></w:pict>\
         </mc:Fallback></mc:AlternateContent></w:r>",
        words("Read me")
    );
    let tracked = [
        run("Pay "),
        format!("<w:ins w:id=\"1\">{}</w:ins>", run("ten")),
        "<w:del w:id=\"2\"><w:r><w:delText>five</w:delText></w:r></w:del>".to_owned(),
        run(" dollars"),
    ]
    .concat();
    let section = "<w:sectPr><w:headerReference r:id=\"rId1\"/></w:sectPr>";
    let body = [
        words("Before"),
        table,
        p(&[run("Box"), text_box, "<w:r><w:drawing/></w:r>".to_owned()].concat()),
        p(&tracked),
        p("<w:r><w:t>Note</w:t><w:footnoteReference w:id=\"1\"/></w:r>"),
        p("<w:r><w:t>End</w:t><w:endnoteReference w:id=\"1\"/>\
           <w:commentReference w:id=\"1\"/></w:r>"),
        p(&[set("<w:vanish/>", "hid"), set("<w:vanish/><w:b/>", "den"), run("seen")].concat()),
        p("<m:oMath><m:r><m:t>a+b</m:t></m:r></m:oMath><w:r><w:t>sum</w:t></w:r>"),
        p("<w:hyperlink r:id=\"rId9\"><w:r><w:t>site</w:t></w:r></w:hyperlink>"),
        p("<w:fldSimple w:instr=\"TOC \\o\"><w:r><w:t>1 Sale 3</w:t></w:r></w:fldSimple>"),
        p("<w:fldSimple w:instr=\"DATE\"><w:r><w:t>May 1</w:t></w:r></w:fldSimple>"),
        "<w:altChunk r:id=\"rId2\"/>".to_owned(),
        section.to_owned(),
    ]
    .concat();
    use LeftOutKind::*;
    let told = |kind, after, text: &str| (kind, after, text.to_owned());
    assert_eq!(
        left_out(&body),
        [
            told(Table, 1, "Rate 1.9 %"),
            told(TextBox, 1, "Read me"),
            told(Picture, 1, ""),
            told(Inserted, 2, "ten"),
            told(Deleted, 2, "five"),
            told(Footnote, 3, ""),
            told(Endnote, 4, ""),
            told(Comment, 4, ""),
            told(Hidden, 5, "hidden"),
            told(Formula, 6, "a+b"),
            told(Link, 7, ""),
            told(Contents, 8, "1 Sale 3"),
            told(Computed, 8, "DATE"),
            told(Embedded, 9, ""),
            told(HeaderFooter, 9, ""),
        ]
    );
    let kept = [
        "|Before",
        "|Box",
        "|Pay ten dollars",
        "|Note",
        "|End",
        "|seen",
        "|sum",
        "|site",
        "|May 1",
    ];
    assert_eq!(lines(&body), kept);
}

#[test]
fn properties_before_a_tracked_change_do_not_count() {
    let body = "<w:p><w:pPr><w:pPrChange><w:pPr><w:pStyle w:val=\"Heading1\"/></w:pPr>\
                </w:pPrChange></w:pPr><w:r><w:rPr><w:rPrChange><w:rPr><w:b/></w:rPr></w:rPrChange>\
                </w:rPr><w:t>Plain</w:t></w:r></w:p>";
    assert_eq!(lines(body), ["|Plain"]);
}

#[test]
fn a_placeholder_stays_whole_whatever_word_puts_into_it() {
    let spelled = |inside: &str| {
        format!(
            "<w:p w:rsidR=\"00A1\"><w:r w:rsidRPr=\"00A2\"><w:t>{{{{cli</w:t></w:r>{inside}\
             <w:r w:rsidR=\"00A3\"><w:rPr><w:lang w:val=\"en-GB\"/></w:rPr><w:t>ent}}}}</w:t>\
             </w:r></w:p>"
        )
    };
    for inside in [
        "",
        "<w:proofErr w:type=\"spellStart\"/>",
        "<w:bookmarkStart w:id=\"0\" w:name=\"_GoBack\"/><w:bookmarkEnd w:id=\"0\"/>",
        "<w:r><w:lastRenderedPageBreak/></w:r>",
        "<w:r><w:softHyphen/></w:r>",
        "<w:commentRangeStart w:id=\"1\"/>",
        "<w:permStart w:id=\"7\" w:edGrp=\"everyone\"/>",
        "<w:del w:id=\"2\"><w:r><w:delText>old </w:delText></w:r></w:del>",
        "<w:r><w:rPr><w:rFonts w:asciiTheme=\"minorHAnsi\"/></w:rPr><w:t/></w:r>",
    ] {
        assert_eq!(lines(&spelled(inside)), ["|{{client}}"], "{inside}");
    }
}

#[test]
fn what_stands_around_words_is_not_in_their_way() {
    for (around, inside) in [
        ("smartTag", "<w:smartTagPr><w:attr w:name=\"a\" w:val=\"b\"/></w:smartTagPr>"),
        ("customXml", "<w:customXmlPr><w:placeholder w:val=\"x\"/></w:customXmlPr>"),
        ("ins", ""),
        ("moveTo", ""),
        ("hyperlink", ""),
        ("dir", ""),
        ("bdo", ""),
        ("sdt", "<w:sdtPr><w:id w:val=\"1\"/></w:sdtPr><w:sdtEndPr/>"),
    ] {
        let words = match around {
            "sdt" => format!("<w:sdtContent>{}</w:sdtContent>", run("the Client")),
            _ => run("the Client"),
        };
        let body = p(&[run("So "), format!("<w:{around}>{inside}{words}</w:{around}>")].concat());
        assert_eq!(lines(&body), ["|So the Client"], "{around}");
    }
}

#[test]
fn fields_within_fields_and_over_paragraphs_end_where_they_end() {
    let mark = |kind: &str| format!("<w:r><w:fldChar w:fldCharType=\"{kind}\"/></w:r>");
    let says = |words: &str| format!("<w:r><w:instrText>{words}</w:instrText></w:r>");
    let (begin, separate, end) = (mark("begin"), mark("separate"), mark("end"));
    // { IF { MERGEFIELD State } = "NY" "a" "b" }, which shows "a".
    let inner = [&*begin, &says(" MERGEFIELD State "), &separate, &run("NY"), &end].concat();
    let choice = [&*begin, &says(" IF "), &inner, &says(" = "), &separate, &run("a"), &end];
    let contents = [
        p(&[&*begin, &says("TOC \\o"), &separate, &run("1 Sale 3")].concat()),
        p(&[&*run("2 Price 4"), &end].concat()),
    ];
    let split = [&*begin, &says(" MERGE"), &says("FIELD Client "), &separate, &run("x"), &end];
    let page = [&*run("Page "), &*begin, &says("PAGE"), &separate, &run("2"), &end];
    let body =
        [p(&choice.concat()), contents.concat(), p(&split.concat()), p(&page.concat())].concat();
    assert_eq!(lines(&body), ["|a", "|«Client»", "|Page 2"]);
    let told = |kind, after, text: &str| (kind, after, text.to_owned());
    let expected = [
        told(LeftOutKind::Computed, 0, "IF «State» ="),
        told(LeftOutKind::Contents, 1, "1 Sale 3 2 Price 4"),
        told(LeftOutKind::Computed, 2, "PAGE"),
    ];
    assert_eq!(left_out(&body), expected);
}

#[test]
fn lists_are_made_after_styles_and_changed_for_themselves() {
    let level = |at: u8, format: &str, text: &str| {
        format!(
            "<w:lvl w:ilvl=\"{at}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{format}\"/>\
             <w:lvlText w:val=\"{text}\"/></w:lvl>"
        )
    };
    let kind = |id: u8, inside: &str| {
        format!("<w:abstractNum w:abstractNumId=\"{id}\">{inside}</w:abstractNum>")
    };
    let list = |id: u8, kind: u8, inside: &str| {
        format!("<w:num w:numId=\"{id}\"><w:abstractNumId w:val=\"{kind}\"/>{inside}</w:num>")
    };
    let articles = [level(0, "cardinalText", "ARTICLE %1"), level(1, "decimal", "%1.%2")].concat();
    let own = format!("<w:lvlOverride w:ilvl=\"0\">{}</w:lvlOverride>", level(0, "ordinal", "%1:"));
    let numbering = format!(
        "<w:numbering {NAMESPACES}>{}{}{}{}</w:numbering>",
        kind(1, "<w:numStyleLink w:val=\"Contract\"/>"),
        kind(2, &format!("<w:styleLink w:val=\"Contract\"/>{articles}")),
        list(1, 1, ""),
        list(2, 2, &own),
    );
    let body = [(1, "Sale"), (1, "Price"), (2, "Other")]
        .map(|(id, text)| listed(id, 0, &run(text)))
        .concat();
    let file = docx_with(&body, &[("word/numbering.xml", numbering.as_bytes())]);
    assert_eq!(lines_of(&file), ["ARTICLE One|Sale", "ARTICLE Two|Price", "3rd:|Other"]);
}

#[test]
fn parts_are_found_by_their_kind_whatever_word_calls_them() {
    let kind = "application/vnd.openxmlformats-officedocument.wordprocessingml";
    let part = |name: &str, is: &str| {
        format!("<Override PartName=\"/word/{name}\" ContentType=\"{kind}.{is}+xml\"/>")
    };
    let types = format!(
        "<Types>{}{}{}{}</Types>",
        part("glossary/styles.xml", "styles"),
        part("document2.xml", "document.main"),
        part("styles2.xml", "styles"),
        part("numbering2.xml", "numbering"),
    );
    let document = files::document(&styled("Heading1", "Sale"));
    let (styles, numbering) = (files::styles(), files::numbering());
    let file = files::archive(&[
        ("[Content_Types].xml", types.as_bytes()),
        ("word/glossary/styles.xml", b"<w:styles/>"),
        ("word/document2.xml", document.as_bytes()),
        ("word/styles2.xml", styles.as_bytes()),
        ("word/numbering2.xml", numbering.as_bytes()),
    ]);
    assert_eq!(lines_of(&file), ["1.|*Sale*"]);
}

#[test]
fn a_face_is_told_as_a_sign_and_no_picture() {
    let body = p(&[
        run("Glad "),
        "<w:r><mc:AlternateContent><mc:Choice Requires=\"w16se\">\
         <w16se:symEx w16se:char=\"1F600\"/></mc:Choice>\
         <mc:Fallback><w:t>\u{1F600}</w:t></mc:Fallback></mc:AlternateContent></w:r>"
            .to_owned(),
    ]
    .concat());
    assert_eq!(left_out(&body), [(LeftOutKind::Symbol, 0, String::new())]);
}
