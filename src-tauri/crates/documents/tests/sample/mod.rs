//! An invented firm and its client, with the agreement between them.

use chrono::{DateTime, FixedOffset};
use factor_documents::model::{
    Align, Clause, Column, Drawing, Letterhead, Mark, NumberedParagraph, PageSize, Party, Rich,
    Row, RunStyle, SealMark, SignatureBlock, SigningPlace, Sum, Table,
};
use factor_documents::{
    AgreementPaper, ExplainedSum, Fingerprint, RecordOfSigning, Schedule, SignatureGroup,
    SigningEvent, TermRow, TitledTable, ValueSource,
};

pub const FROZEN: &str = "921751267b1ce73c1e02f60f5f3b1472771d0663e407b86b3fffb94489347825";

pub const TERMS: [[&str; 3]; 13] = [
    ["Facility Limit", "USD 300,000.00", "3.2"],
    ["Advance", "85.00% of the face amount", "3.1"],
    ["Reserve", "15.00% of the face amount", "6.1"],
    ["Factoring Fee, first 30 days", "1.90% of the face amount", "4.1"],
    ["Factoring Fee, each next 10 days or part", "0.70% of the face amount", "4.1"],
    ["Least fee for one invoice", "USD 15.00", "4.1"],
    ["Least fees in a month", "USD 1,500.00", "4.3"],
    ["Clearance of payments", "2 Business Days", "4.2"],
    ["Escrow", "5.00% of each release, up to USD 7,500.00", "6.5"],
    ["Recourse", "90 days from invoice date", "7.1"],
    ["Release of Earned Reserve", "each Friday", "6.3"],
    ["Term", "12 months, renewing; 60 days’ notice", "13.1"],
    ["Early termination", "1.00% of the Facility Limit", "13.1"],
];

pub fn created() -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339("2026-11-13T15:12:40-05:00").unwrap()
}

/// "plain *bold* plain"
pub fn rich(text: &str) -> Rich {
    let styles = [RunStyle::Regular, RunStyle::Bold];
    let parts = text.split('*').enumerate().filter(|(_, part)| !part.is_empty());
    parts.fold(Rich::default(), |rich, (index, part)| rich.and(part, styles[index % 2]))
}

pub fn clauses() -> Vec<Clause> {
    let mut clauses: Vec<Clause> = Vec::new();
    for line in include_str!("clauses.txt").lines() {
        match line.strip_prefix("# ") {
            Some(head) => {
                let (number, title) = head.split_once(' ').unwrap();
                let (number, title) = (number.to_owned(), title.to_owned());
                clauses.push(Clause { number, title, paragraphs: Vec::new() });
            }
            None => {
                let (number, text) = line.split_once(' ').unwrap();
                let paragraph = NumberedParagraph { number: number.into(), text: rich(text) };
                clauses.last_mut().unwrap().paragraphs.push(paragraph);
            }
        }
    }
    clauses
}

fn table(columns: &[(&str, Align)], rows: &[&[&str]]) -> Table {
    let column = |&(head, align): &(&str, Align)| Column { head: head.into(), align, share: None };
    let row = |cells: &&[&str]| Row { cells: cells.iter().map(|&cell| cell.into()).collect() };
    Table {
        columns: columns.iter().map(column).collect(),
        rows: rows.iter().map(row).collect(),
        total: None,
    }
}

fn schedule() -> Schedule {
    Schedule {
        title: "Schedule 1: Fees".into(),
        subtitle: "Forms part of CTR-2026-014. In force from November 13, 2026; replaces no \
                   earlier schedule."
            .into(),
        fee: fee(),
        charges: charges(),
        examples: examples(),
        explanation: "Paid to the Client = 10,000.00 − advance − Factoring Fee, before the escrow \
                      share of clause 6.5. Cost a year = fee ÷ advance × 365 ÷ days counted. It is \
                      shown for comparison and is not a statement of interest."
            .into(),
        sums: vec![ExplainedSum {
            heading: "How the fee at 45 days is worked out".into(),
            sum: Sum {
                lines: vec![
                    ("First 30 days: 1.90% × 10,000.00".into(), "190.00".into()),
                    (
                        "15 days after: two periods of 10 days, the second begun\n2 × 0.70% × \
                         10,000.00"
                            .into(),
                        "140.00".into(),
                    ),
                ],
                total: Some(("Factoring Fee".into(), "330.00".into())),
            },
        }],
    }
}

fn fee() -> TitledTable {
    use Align::{Left, Right};
    TitledTable {
        heading: "Factoring Fee by days counted".into(),
        note: String::new(),
        table: table(
            &[("Days", Left), ("Of face amount", Right)],
            &[
                &["1 to 30", "1.90%"],
                &["31 to 40", "2.60%"],
                &["41 to 50", "3.30%"],
                &["51 to 60", "4.00%"],
                &["61 to 70", "4.70%"],
                &["71 to 80", "5.40%"],
                &["81 to 90", "6.10%"],
            ],
        ),
    }
}

fn charges() -> TitledTable {
    use Align::{Left, Right};
    TitledTable {
        heading: "Other charges".into(),
        note: String::new(),
        table: table(
            &[("Charge", Left), ("USD", Right)],
            &[
                &["Wire transfer", "25.00"],
                &["ACH transfer", "none"],
                &["Credit check of a new Account Debtor", "25.00"],
                &["Payment for an Account not purchased", "5.00"],
                &["Invoice without remittance address", "20.00"],
                &["Returned payment", "35.00"],
                &["Misdirected payment not turned over", "10.00% of it"],
            ],
        ),
    }
}

fn examples() -> TitledTable {
    use Align::{Left, Right};
    TitledTable {
        heading: "Worked examples".into(),
        note: "one invoice of USD 10,000.00, advance USD 8,500.00".into(),
        table: table(
            &[
                ("Days counted", Left),
                ("Periods after 30", Right),
                ("Fee rate", Right),
                ("Factoring Fee", Right),
                ("Advance", Right),
                ("Paid to the Client on release", Right),
                ("Cost a year", Right),
            ],
            &[
                &["30", "0", "1.90%", "190.00", "8,500.00", "1,310.00", "27.20%"],
                &["45", "2", "3.30%", "330.00", "8,500.00", "1,170.00", "31.49%"],
                &["60", "3", "4.00%", "400.00", "8,500.00", "1,100.00", "28.63%"],
                &["75", "5", "5.40%", "540.00", "8,500.00", "960.00", "30.92%"],
                &["90", "6", "6.10%", "610.00", "8,500.00", "890.00", "29.10%"],
            ],
        ),
    }
}

fn pen() -> Mark {
    let strokes = [
        &[(0.06, 0.88), (0.1, 0.4), (0.15, 0.14), (0.2, 0.2), (0.15, 0.42), (0.12, 0.5)][..],
        &[(0.13, 0.5), (0.2, 0.7), (0.26, 0.86), (0.3, 0.76), (0.32, 0.62), (0.36, 0.86)],
        &[(0.36, 0.84), (0.4, 0.6), (0.44, 0.86), (0.52, 0.4), (0.6, 0.2), (0.66, 0.82)],
        &[(0.56, 0.58), (0.68, 0.52), (0.74, 0.74), (0.8, 0.6), (0.88, 0.72), (0.98, 0.62)],
    ];
    let strokes = strokes.iter().map(|stroke| stroke.to_vec()).collect();
    Mark::Drawn(Drawing { strokes, aspect: 3.4 })
}

fn signer(party: &str, role: &str, values: [&str; 4], mark: Option<Mark>) -> SignatureBlock {
    let fields = ["Name", "Title", "Place", "Date"].map(str::to_owned).into_iter();
    SignatureBlock {
        party: party.into(),
        role: role.into(),
        mark,
        place: SigningPlace::Line,
        fields: fields.zip(values.map(str::to_owned)).collect(),
    }
}

fn record() -> RecordOfSigning {
    let events = [
        ["Nov 13, 2026, 3:12:40 PM", "Frozen as version 1", "Ruth Adeyemi", "7 pages"],
        [
            "Nov 20, 2026, 10:04:18 AM",
            "Identity noted",
            "Ruth Adeyemi",
            "Massachusetts license, name and photo compared in person",
        ],
        [
            "Nov 20, 2026, 10:06:51 AM",
            "Consent to sign electronically",
            "Nadia Ferro",
            "Ticked; wording 3",
        ],
        [
            "Nov 20, 2026, 10:07:33 AM",
            "Signed for the Client",
            "Nadia Ferro",
            "Typed on this computer, office of the Factor",
        ],
        [
            "Nov 20, 2026, 10:09:12 AM",
            "Signed for the Factor",
            "Ruth Adeyemi",
            "Drawn on this computer",
        ],
    ];
    let sources = [
        ["Facility Limit", "Terms v1, this client", "300,000.00"],
        ["Advance", "Terms v1, this client", "85.00%"],
        ["Recourse days", "House default of Jan 1, 2026", "90"],
    ];
    RecordOfSigning {
        subtitle: "Added to the document by the system that sealed it. It is part of the file, \
                   not of the agreement."
            .into(),
        when_head: "When, Eastern Time".into(),
        events: events
            .map(|event| event.map(str::to_owned))
            .map(|[when, what, who, how]| SigningEvent { when, what, who, how })
            .into(),
        fingerprints: vec![Fingerprint { name: "Frozen version 1".into(), sha256: FROZEN.into() }],
        sources: sources
            .map(|source| source.map(str::to_owned))
            .map(|[value, source, printed]| ValueSource { value, source, printed })
            .into(),
        how_to_check: rich(
            "*How to check this file.* The fingerprint above is that of the unsigned agreement. \
             It is also kept in the firm’s log, entry 48,213.",
        ),
    }
}

/// The unsigned paper with what other programs look for at each line: fields or words.
pub fn to_sign(page_size: PageSize, place: fn(&str) -> SigningPlace) -> AgreementPaper {
    let mut paper = unsigned(page_size);
    for (block, party) in paper.signatures[0].blocks.iter_mut().zip(["factor", "client"]) {
        block.place = place(party);
    }
    paper
}

pub fn field(party: &str) -> SigningPlace {
    SigningPlace::Field { name: party.to_owned(), words: format!("Signature of the {party}") }
}

pub fn anchors(party: &str) -> SigningPlace {
    SigningPlace::Anchors {
        sign: format!("{{{{sign:{party}:1}}}}"),
        fields: vec![("Date".to_owned(), format!("{{{{date:{party}}}}}"))],
    }
}

/// What shows in a field once it is signed.
pub fn seal() -> SealMark {
    SealMark {
        picture: Mark::Typed("Ruth Adeyemi".into()),
        head: "Signed by certificate".into(),
        words: vec![
            "Ruth Adeyemi".into(),
            "November 20, 2026, 10:06:51 AM".into(),
            "Factoring and Security Agreement CTR-2026-014, version 1".into(),
        ],
        created: created(),
    }
}

pub fn unsigned(page_size: PageSize) -> AgreementPaper {
    let party = |role: &str, name: &str, lines: [&str; 3]| Party {
        role: role.into(),
        name: name.into(),
        lines: lines.map(str::to_owned).into(),
    };
    let (factor, client) = ("Calder Street Factors LLC", "Larkfield Produce Distributors, Inc.");
    let signatures = vec![SignatureGroup {
        heading: "Signatures".into(),
        text: "Each person signing below confirms that they have read this Agreement and are \
                   authorized to bind the party named."
            .into(),
        blocks: vec![
            signer(factor, "the Factor", [""; 4], None),
            signer(client, "the Client", [""; 4], None),
        ],
    }];
    AgreementPaper {
        title: "Factoring and Security Agreement".into(),
        number: "CTR-2026-014, version 1".into(),
        subtitle: "CTR-2026-014, version 1, dated November 13, 2026".into(),
        language: "en-US".into(),
        created: created(),
        page_size,
        letterhead: Letterhead {
            name: factor.into(),
            logo: None,
            lines: vec![
                "214 Calder Street, Suite 3, Providence, RI 02903".into(),
                "(401) 555-0142 · office@calderstreet.example".into(),
            ],
        },
        parties: vec![
            party(
                "The Factor",
                factor,
                [
                    "a Rhode Island limited liability company",
                    "214 Calder Street, Suite 3",
                    "Providence, RI 02903",
                ],
            ),
            party(
                "The Client",
                client,
                [
                    "a Massachusetts corporation, no. 004417290",
                    "88 Beacham Row",
                    "Chelsea, MA 02150",
                ],
            ),
        ],
        recital: "The Client sells produce to grocers and caterers on credit and wishes to sell \
                  the resulting accounts. The Factor is willing to buy those it approves. The \
                  parties therefore agree to the terms on this page and to clauses 1 to 16, which \
                  explain them. If this page and a clause differ, this page prevails."
            .into(),
        amendment: None,
        terms: TERMS
            .map(|row| row.map(str::to_owned))
            .map(|[term, agreed, clause]| TermRow { term, agreed, clause })
            .into(),
        note: "A signed Schedule of Accounts is required for each sale. Amounts are in United \
               States dollars."
            .into(),
        clauses: clauses(),
        schedule: Some(schedule()),
        signatures,
        initials: vec![String::new(), String::new()],
        record: None,
    }
}

pub fn signed(page_size: PageSize) -> AgreementPaper {
    let mut paper = unsigned(page_size);
    let day = "November 20, 2026";
    let blocks = &mut paper.signatures[0].blocks;
    let factor = ["Ruth Adeyemi", "Managing member", "Providence, Rhode Island", day];
    blocks[0] = signer("Calder Street Factors LLC", "the Factor", factor, Some(pen()));
    let client = ["Nadia Ferro", "President", "Chelsea, Massachusetts", day];
    let typed = Mark::Typed("Nadia Ferro".into());
    blocks[1] = signer("Larkfield Produce Distributors, Inc.", "the Client", client, Some(typed));
    paper.signatures.push(SignatureGroup {
        heading: "Validity guaranty".into(),
        text: "The undersigned, an officer of the Client, guarantees to the Factor that every \
               Account offered under this Agreement is genuine and has not been sold before."
            .into(),
        blocks: vec![signer("Guarantor", "", ["Nadia Ferro, individually", "", "", day], None)],
    });
    paper.initials = vec!["R.A.".into(), "N.F.".into()];
    paper.record = Some(record());
    paper
}

/// Letters of four alphabets, more than one font of a file has codes for.
pub fn letters_of_europe() -> String {
    // The faces lack these, and × and ÷ are no letters.
    let others = "×÷ĬĭĲĳŉŦŧ";
    let latin = ('\u{C0}'..='\u{17E}').filter(|letter| !others.contains(*letter));
    let letters = latin.chain('Α'..='Ρ').chain('α'..='ω').chain('А'..='я');
    // In words, so that lines can end.
    let letters: Vec<char> = letters.collect();
    letters.chunks(8).map(String::from_iter).collect::<Vec<_>>().join(" ")
}

/// The unsigned paper with all those letters in one paragraph.
pub fn many_letters(page_size: PageSize) -> AgreementPaper {
    let mut paper = unsigned(page_size);
    paper.recital = letters_of_europe().as_str().into();
    paper
}
