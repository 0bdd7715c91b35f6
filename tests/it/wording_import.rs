//! A firm's own paper from Word: looked at, its placeholders decided, saved as a wording, printed.

use factor_app::error::Code;
use serde_json::{Value, json};
use support::World;
use support::docx_files::{
    control, docx, docx_with, listed, merge_field, p, run, set, styled, words,
};
use support::wording_inputs::{BUILT_IN, import, word_file};

/// A paper as a small firm has it: title, opening, four clauses, a table, lines to sign on.
fn paper() -> Vec<u8> {
    let sale = [run("The "), set("<w:b/>", "Client"), run(", {Client Name}, sells to «Factor».")];
    let price = [run("The Factor pays "), merge_field("Advance"), run(" as Section 3.1 says.")];
    let courts = [run("The courts of "), control("Courts", "Kent"), run(" decide. See Article 9.")];
    let table = format!("<w:tbl><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>", words("Rate 1.9 %"));
    docx(
        &[
            styled("Title", "FACTORING CONTRACT"),
            words("This contract is made on [Date] between [[Seller]] and $Factor."),
            styled("Heading1", "Sale"),
            listed(1, 1, &sale.concat()),
            listed(1, 1, &run("It sells:")),
            listed(1, 2, &run("all invoices; and")),
            listed(1, 2, &run("what secures them.")),
            table,
            styled("Heading1", "Price"),
            listed(1, 1, &price.concat()),
            styled("Heading1", "Fees"),
            listed(1, 1, &run("The fee is ____. Section 1 and Section 9 of the UCC apply.")),
            styled("Heading1", "Courts"),
            listed(1, 1, &courts.concat()),
            listed(1, 1, &set("<w:i/>", "{{favourite colour}}")),
            words("IN WITNESS WHEREOF the parties sign."),
            words("By: ____________"),
        ]
        .concat(),
    )
}

/// What the person at the desk decides about [`paper`].
fn decided() -> Value {
    json!({
        "{client name}": "client.legal_name", "«factor»": "firm.legal_name",
        "«advance»": "terms.advance_rate", "control courts": "contract.venue",
        "[date]": "contract.date", "[[seller]]": "client.legal_name",
        "$factor": "firm.legal_name", "{{favourite colour}}": null
    })
}

async fn read(world: &World, bytes: &[u8]) -> Value {
    world.done("read_wording_file", word_file(bytes, BUILT_IN)).await
}

fn texts(page: &Value) -> Vec<(String, Vec<String>)> {
    let clauses = page["wording"]["clauses"].as_array().unwrap();
    let text = |one: &Value| one["text"].as_str().unwrap().to_owned();
    clauses
        .iter()
        .map(|clause| {
            let paragraphs = clause["paragraphs"].as_array().unwrap();
            let title = clause["title"].as_str().unwrap().to_owned();
            (title, paragraphs.iter().map(text).collect())
        })
        .collect()
}

#[tokio::test]
async fn a_paper_from_word_becomes_a_wording_of_the_firm() {
    let world = World::new().await;
    let page = world.done("import_wording", import(&paper(), "Our contract", decided())).await;
    assert_eq!(page["row"]["state"], "in_use");
    assert_eq!(page["versions"][0]["note"], "From Our paper.docx");
    assert_eq!(page["wording"]["title"], "FACTORING CONTRACT");
    let opening = "This contract is made on {{contract.date}} between {{client.legal_name}} and \
                   {{firm.legal_name}}.";
    assert_eq!(page["wording"]["texts"]["recital"], opening);
    let clause = |title: &str, texts: &[&str]| {
        (title.to_owned(), texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>())
    };
    assert_eq!(
        texts(&page),
        [
            clause(
                "Sale",
                &[
                    "The **Client**, {{client.legal_name}}, sells to {{firm.legal_name}}.",
                    "It sells: (a) all invoices; and (b) what secures them.",
                ]
            ),
            clause(
                "Price",
                &["The Factor pays {{terms.advance_rate}} as Section {{ref:fees.p1}} says."]
            ),
            clause(
                "Fees",
                &["The fee is ____. Section {{ref:sale}} and Section 9 of the UCC apply."]
            ),
            clause(
                "Courts",
                &[
                    "The courts of {{contract.venue}} decide. See Article 9.",
                    "~~[favourite colour]~~",
                ]
            ),
        ]
    );
    // A contract can be drawn up from it, with the paper printed by the same engine.
    let client = world.client("Larkfield Produce Distributors, Inc.").await;
    let preview = json!({
        "wording_id": page["row"]["wording_id"], "wording": page["wording"], "client_id": client
    });
    let preview = world.done("preview_wording", preview).await;
    assert_eq!(preview["faults"], json!([]));
    assert!(preview["pages"].as_u64().unwrap() >= 2, "{}", preview["pages"]);
}

#[tokio::test]
async fn before_it_is_saved_everything_that_is_found_is_shown_and_nothing_is_kept() {
    let world = World::new().await;
    let before = world.done("list_wordings", json!({})).await;
    let read = read(&world, &paper()).await;
    assert_eq!(world.done("list_wordings", json!({})).await, before);
    assert_eq!(read["name"], "Our paper");
    assert_eq!(read["opening_fate"], "opening");
    let found = |one: &Value| {
        let text = |name: &str| one[name].as_str().unwrap_or("-").to_owned();
        format!("{} {} {}", text("key"), text("path"), text("meant"))
    };
    let all: Vec<String> = read["placeholders"].as_array().unwrap().iter().map(found).collect();
    assert_eq!(
        all,
        [
            "[date] contract.date contract.date",
            "[[seller]] client.legal_name client.legal_name",
            "$factor firm.legal_name firm.legal_name",
            "{client name} client.legal_name client.legal_name",
            "«factor» firm.legal_name firm.legal_name",
            "«advance» terms.advance_rate terms.advance_rate",
            "control courts contract.venue contract.venue",
            "{{favourite colour}} - -",
        ]
    );
    let reference = |one: &Value| (one["written"].clone(), one["target"].clone());
    let references: Vec<_> = read["references"].as_array().unwrap().iter().map(reference).collect();
    assert_eq!(
        references,
        [
            (json!("Section 3.1"), json!("3.1, Fees")),
            (json!("Section 1"), json!("1, Sale")),
            (json!("Section 9"), Value::Null),
        ]
    );
    let left_out = &read["left_out"][0];
    assert_eq!(left_out["name"], "Tables");
    assert_eq!(left_out["items"], json!([{ "place": "In “Sale”", "text": "Rate 1.9 %" }]));
    let closing = read["closing"].as_array().unwrap();
    assert_eq!(closing.len(), 2, "{closing:?}");
    let notes = read["notes"].to_string();
    assert!(notes.contains("2 parts such as (a)"), "{notes}");
    assert!(notes.contains("line to write on"), "{notes}");
}

#[tokio::test]
async fn what_was_decided_is_known_at_the_next_import() {
    let world = World::new().await;
    world.done("import_wording", import(&paper(), "Our contract", decided())).await;
    let again = read(&world, &paper()).await;
    for one in again["placeholders"].as_array().unwrap() {
        assert_eq!(one["is_remembered"], true, "{one}");
    }
    let colour = again["placeholders"].as_array().unwrap().last().unwrap();
    assert_eq!((&colour["stays_text"], &colour["path"]), (&json!(true), &Value::Null));
    // The last decision holds; one for an agreement is no decision for a letter.
    let mut other = decided();
    other["{client name}"] = json!("client.trade_name");
    world.done("import_wording", import(&paper(), "Our second contract", other)).await;
    let third = read(&world, &paper()).await;
    let client = &third["placeholders"][3];
    assert_eq!(client["path"], "client.trade_name");
    let letter = world.done("read_wording_file", word_file(&paper(), "notice_of_assignment")).await;
    let advance = &letter["placeholders"][5];
    assert_eq!((&advance["key"], &advance["path"]), (&json!("«advance»"), &Value::Null));
}

#[tokio::test]
async fn nothing_is_saved_until_every_placeholder_is_decided() {
    let world = World::new().await;
    let refused = |fields: Value| world.refused("import_wording", import(&paper(), "Ours", fields));
    let error = refused(json!({})).await;
    assert_eq!(error.code, Code::Invalid);
    assert_eq!(error.fields.len(), 8);
    assert_eq!(error.fields[0].field, "fields.[date]");
    assert_eq!(error.fields[0].message, "Choose what “[Date]” is, or leave it as text");
    let mut odd = decided();
    odd["[date]"] = json!("debtor.name");
    let error = refused(odd).await;
    assert!(error.message.contains("no such value"), "{}", error.message);
    let mut own = import(&paper(), "Ours", decided());
    own["file"]["wording_id"] = json!("own-1");
    assert_eq!(world.refused("import_wording", own).await.fields[0].field, "wording_id");
    let taken = import(&paper(), "Factoring agreement, recourse", decided());
    assert_eq!(world.refused("import_wording", taken).await.fields[0].field, "name");
    assert_eq!(read(&world, &paper()).await["placeholders"][0]["is_remembered"], false);
}

#[tokio::test]
async fn what_stands_around_the_clauses_goes_where_the_person_says() {
    let world = World::new().await;
    let mut input = import(&paper(), "Whole", decided());
    input["opening"] = json!("first_clause");
    input["closing"] = json!("last_clause");
    let page = world.done("import_wording", input).await;
    let titles: Vec<String> = texts(&page).into_iter().map(|(title, _)| title).collect();
    assert_eq!(titles, ["Background", "Sale", "Price", "Fees", "Courts", "Execution"]);
    let recital = page["wording"]["texts"]["recital"].as_str().unwrap();
    let ends = "clauses {{ref:background_of_the_document}} to {{ref:execution_of_the_document}}";
    assert!(recital.contains(ends), "{recital}");
    let mut input = import(&paper(), "Clauses only", decided());
    input["opening"] = json!("leave_out");
    input["plain_references"] = json!(["3.1"]);
    let page = world.done("import_wording", input).await;
    assert!(texts(&page)[1].1[0].ends_with("as Section 3.1 says."));
}

#[tokio::test]
async fn a_paper_can_be_based_on_every_wording_of_the_program() {
    let world = World::new().await;
    let bytes = docx(&[styled("Heading1", "Sale"), words("The Client sells.")].concat());
    let read = read(&world, &bytes).await;
    for base in read["bases"].as_array().unwrap() {
        let id = base["wording_id"].as_str().unwrap();
        let mut input = import(&bytes, &format!("Ours, {id}"), json!({}));
        input["file"]["wording_id"] = json!(id);
        let page = world.done("import_wording", input).await;
        assert_eq!(page["row"]["clauses"], 1, "{id}");
        assert_eq!(page["row"]["kind_name"], base["kind_name"], "{id}");
    }
}

#[tokio::test]
async fn clauses_are_found_by_headings_by_numbers_and_by_looks() {
    let world = World::new().await;
    let typed = [
        set("<w:b/>", "FACTORING AGREEMENT"),
        run("1. Sale. The Client sells."),
        run("1.1 It sells all."),
        [set("<w:b/>", "2. Price."), run(" The Factor pays, see clause 1.1.")].concat(),
    ];
    let articles = [
        run("ARTICLE I – SALE"),
        run("Section 1.1 The Client sells."),
        run("ARTICLE II – PRICE"),
        run("Section 2.1 The Factor pays, see Section 1.1 and Article I."),
    ];
    let looks = [
        run("AGREEMENT"),
        set("<w:b/>", "Sale"),
        run("The Client sells."),
        set("<w:b/>", "Price"),
        run("The Factor pays."),
    ];
    let none = [run("The Client sells."), run("The Factor pays.")];
    let own = |title: &str, all: &[&str]| {
        (title.to_owned(), all.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>())
    };
    let cases = [
        (
            typed.to_vec(),
            vec![
                own("Sale", &["The Client sells.", "It sells all."]),
                own("Price", &["The Factor pays, see clause {{ref:sale.p2}}."]),
            ],
        ),
        (
            articles.to_vec(),
            vec![
                own("SALE", &["The Client sells."]),
                own(
                    "PRICE",
                    &["The Factor pays, see Section {{ref:sale.p1}} and Article {{ref:sale}}."],
                ),
            ],
        ),
        (
            looks.to_vec(),
            vec![own("Sale", &["The Client sells."]), own("Price", &["The Factor pays."])],
        ),
        (none.to_vec(), vec![own("Agreement", &["The Client sells.", "The Factor pays."])]),
    ];
    for (at, (paragraphs, expected)) in cases.into_iter().enumerate() {
        let body: String = paragraphs.iter().map(|runs| p(runs)).collect();
        let input = import(&docx(&body), &format!("Paper {at}"), json!({}));
        let page = world.done("import_wording", input).await;
        assert_eq!(texts(&page), expected, "{at}");
    }
}

#[tokio::test]
async fn a_file_that_is_no_good_is_refused_at_the_file_with_what_to_do() {
    let world = World::new().await;
    let doc = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 W\0o\0r\0d\0".to_vec();
    let mut protected = doc.clone();
    protected.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    let whole = docx(&words("Words"));
    let bomb = docx_with("", &[("word/document.xml", &vec![b' '; 5_000_000])]);
    let laughs = b"<!DOCTYPE w [<!ENTITY a \"ha\">]><w:document>&a;</w:document>";
    for (bytes, expected) in [
        (Vec::new(), "This file is empty."),
        (doc, "This is a file of Word 97. Open it in Word and save it"),
        (protected, "protected by a password. Take that off"),
        (b"%PDF-1.7".to_vec(), "This is a PDF"),
        (b"words".to_vec(), "This is no Word document."),
        (whole[..whole.len() / 2].to_vec(), "This file is damaged."),
        (docx_with(&words("Words"), &[("word/vbaProject.bin", b"x")]), "contains macros"),
        (bomb, "built as no word processor builds one"),
        (docx_with("", &[("word/document.xml", laughs)]), "built as no word processor"),
        (docx("<w:p/>"), "has no text that could be taken"),
        (docx(&words(&"word ".repeat(41_000))), "some 81 pages. A wording has 200000 at most"),
    ] {
        for command in ["read_wording_file", "import_wording"] {
            let input = match command {
                "read_wording_file" => word_file(&bytes, BUILT_IN),
                _ => import(&bytes, "Ours", json!({})),
            };
            let error = world.refused(command, input).await;
            assert_eq!((error.code, error.fields[0].field.as_str()), (Code::Invalid, "file"));
            assert!(error.message.contains(expected), "{}", error.message);
        }
    }
}

#[tokio::test]
async fn a_clause_that_no_wording_can_hold_is_told_before_it_is_saved() {
    let world = World::new().await;
    let long = words(&"word ".repeat(1_300));
    let body = [styled("Heading1", "Sale"), long, styled("Heading1", "End"), words("Ends.")];
    let read = read(&world, &docx(&body.concat())).await;
    let fault = &read["faults"][0];
    assert_eq!(fault["place"], "Sale, paragraph 1");
    let error = world.refused("import_wording", import(&docx(&body.concat()), "Ours", json!({})));
    assert!(error.await.message.starts_with("Sale, paragraph 1: A paragraph has 6000"));
}
