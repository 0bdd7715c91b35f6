//! What the columns hold, by their headings or by their values.

use factor_domain::{Currency, Money};

use crate::schedules::rows::cells;
use crate::schedules::wire::{DateOrder, RowsField};

/// Words of headings, lower case without signs; the first field that fits is taken.
const WORDS: &[(RowsField, &[&str])] = &[
    (
        RowsField::Invoice,
        &[
            "invoice",
            "invoice no",
            "invoice number",
            "invoice num",
            "invoice id",
            "inv",
            "inv no",
            "inv num",
            "inv number",
            "invoice ref",
            "document no",
            "document number",
            "doc no",
            "bill no",
            "number",
            "no",
            "rechnung",
            "rechnungsnr",
            "rechnungsnummer",
            "facture",
            "factura",
        ],
    ),
    (
        RowsField::Debtor,
        &[
            "debtor",
            "account debtor",
            "customer",
            "customer name",
            "client name",
            "bill to",
            "billto",
            "sold to",
            "buyer",
            "company",
            "payer",
            "payor",
            "name",
            "account name",
            "kunde",
            "debitor",
            "cliente",
            "broker",
            "shipper",
        ],
    ),
    (
        RowsField::Reference,
        &[
            "po",
            "po no",
            "po number",
            "po num",
            "purchase order",
            "load",
            "load no",
            "load number",
            "order",
            "order no",
            "order number",
            "reference",
            "ref",
            "ref no",
            "po or load",
            "job",
            "bol",
            "pro no",
            "bestellung",
        ],
    ),
    (
        RowsField::DueOn,
        &["due", "due date", "date due", "payment due", "due on", "maturity", "fallig", "faellig"],
    ),
    (
        RowsField::InvoicedOn,
        &[
            "date",
            "invoice date",
            "inv date",
            "invoiced",
            "invoiced on",
            "issue date",
            "issued",
            "document date",
            "bill date",
            "datum",
            "rechnungsdatum",
            "fecha",
        ],
    ),
    (
        RowsField::Face,
        &[
            "amount",
            "invoice amount",
            "inv amount",
            "face",
            "face amount",
            "total",
            "invoice total",
            "total amount",
            "gross",
            "gross amount",
            "amount due",
            "balance",
            "amount usd",
            "face usd",
            "value",
            "betrag",
            "importe",
            "montant",
            "inv amt",
            "amt",
        ],
    ),
    (RowsField::Tax, &["tax", "sales tax", "vat", "gst", "mwst", "tax amount"]),
    (RowsField::Retainage, &["retainage", "retention", "holdback"]),
    (
        RowsField::Discount,
        &[
            "discount",
            "discount amount",
            "discount terms",
            "early pay",
            "early pay discount",
            "early payment discount",
            "terms discount",
            "skonto",
        ],
    ),
];

/// Rows that may stand above the heading, such as the title of a report.
/// Whether a cell looks like one of a column.
type Test<'a> = &'a dyn Fn(&str) -> bool;

const ROWS_ABOVE_MAX: usize = 8;

/// Lower case, letters and digits only; "#" reads as "no".
fn plain(text: &str) -> String {
    let spelled = text.to_lowercase().replace('#', " no ").replace('ä', "a").replace("p.o.", "po");
    let letters: String =
        spelled.chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    letters.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn field_of(text: &str) -> Option<RowsField> {
    let plain = plain(text);
    let without_currency =
        [" usd", " eur", " gbp", " cad"].iter().find_map(|code| plain.strip_suffix(code));
    let found =
        |word: &str| WORDS.iter().find(|(_, words)| words.contains(&word)).map(|(field, _)| *field);
    found(&plain).or_else(|| without_currency.and_then(found))
}

/// The row of headings and what each column holds; none if there is no such row.
pub(super) fn heading(table: &[(u32, Vec<String>)]) -> Option<(usize, Vec<Option<RowsField>>)> {
    let read = |cells: &Vec<String>| {
        let mut fields: Vec<Option<RowsField>> = Vec::with_capacity(cells.len());
        for cell in cells {
            // Of two columns that say the same, the first counts.
            let field = field_of(cell).filter(|field| !fields.contains(&Some(*field)));
            fields.push(field);
        }
        fields
    };
    let rows = table.iter().take(ROWS_ABOVE_MAX).enumerate();
    rows.map(|(place, (_, cells))| (place, read(cells)))
        .filter(|(_, fields)| fields.iter().flatten().count() >= 2)
        .max_by_key(|(place, fields)| (fields.iter().flatten().count(), usize::MAX - place))
}

/// What the columns hold, by their values: the first with letters and digits is the invoice, the
/// first with words the debtor, the first amount with decimals the face, the first two dates date
/// and due.
pub(super) fn guessed(
    table: &[(u32, Vec<String>)],
    width: usize,
    currency: Currency,
) -> Vec<Option<RowsField>> {
    let mut fields: Vec<Option<RowsField>> = vec![None; width];
    let most = |at: usize, is: &dyn Fn(&str) -> bool| {
        let values: Vec<&String> =
            table.iter().filter_map(|(_, cells)| cells.get(at)).filter(|c| !c.is_empty()).collect();
        !values.is_empty() && values.iter().filter(|cell| is(cell)).count() * 2 > values.len()
    };
    let is_date = |text: &str| {
        cells::is_date(text, DateOrder::MonthFirst) || cells::is_date(text, DateOrder::DayFirst)
    };
    let is_amount = |text: &str| {
        let marks = text.contains(['.', ',', '$', '€', '£']);
        marks && !is_date(text) && Money::parse(text, currency).is_ok()
    };
    let is_words = |text: &str| {
        text.chars().filter(|c| c.is_alphabetic()).count() * 2 > text.chars().count()
            && !is_date(text)
    };
    let is_number = |text: &str| text.contains(|c: char| c.is_ascii_digit());
    let tests: [(RowsField, Test<'_>); 5] = [
        (RowsField::Face, &is_amount),
        (RowsField::InvoicedOn, &is_date),
        (RowsField::DueOn, &is_date),
        (RowsField::Debtor, &is_words),
        (RowsField::Invoice, &is_number),
    ];
    for (field, test) in tests {
        let free = |at: &usize| fields[*at].is_none();
        if let Some(at) = (0..width).filter(free).find(|at| most(*at, test)) {
            fields[at] = Some(field);
        }
    }
    let is_number_like = |at: &usize| fields[*at].is_none() && most(*at, &is_number);
    if let Some(at) = (0..width).find(is_number_like) {
        fields[at] = Some(RowsField::Reference);
    }
    fields
}
