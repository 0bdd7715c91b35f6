//! Bank files come into the inbox, each line once.

use data_encoding::BASE64;
use serde_json::{Value, json};

use super::world::{Firm, invoice, minor};

const CSV: &str = "Date;Description;Reference;Name;Credit;Debit
2026-11-18;\"BS-20183, thanks\";17;Wexcombe Hotels;10.000,00;
2026-11-19;Rent;18;Landlord;;400,00
2026-11-19;PMT;19;Tarn Valley;2.480,00;
2026-11-19;PMT;19;Tarn Valley;2.480,00;
2026-11-19;PMT;20;Tarn Valley;x;
";
const OFX: &str = "OFXHEADER:100\n<OFX><BANKTRANLIST><STMTTRN><TRNTYPE>CREDIT
<DTPOSTED>20261118120000[-5:EST]<TRNAMT>10000.00<FITID>17<NAME>Wexcombe Hotels
<MEMO>BS-20183</STMTTRN><STMTTRN><TRNTYPE>DEBIT<DTPOSTED>20261119<TRNAMT>-40.00<FITID>18
</STMTTRN></BANKTRANLIST></OFX>";
const BAI2: &str = "01,111,222,261119,0700,1,,,2/
02,222,111,1,261118,,USD,2/
03,8800417290,USD,010,,,/
16,165,1000000,Z,17,4471,WEXCOMBE HOTELS,BS-20183/
88,and thanks/
16,495,4000,Z,18,,RENT/
49,1004000,4/
98,1004000,1,6/
99,1004000,1,8/
";

fn file(firm: &Firm, name: &str, text: &str) -> Value {
    let data = BASE64.encode(text.as_bytes());
    json!({ "bank_account_id": firm.stocked.bank, "file_name": name, "data": data })
}

#[tokio::test]
async fn a_file_comes_into_the_inbox_once_line_by_line() {
    for (name, text, new, skipped, format) in [
        ("nov.csv", CSV, 3, 2, "CSV"),
        ("nov.ofx", OFX, 1, 1, "OFX"),
        ("nov.bai", BAI2, 1, 1, "BAI2"),
    ] {
        let firm = Firm::with(&[invoice("BS-20183")]).await;
        let input = file(&firm, name, text);
        let preview = firm.world.done("preview_bank_file", input.clone()).await;
        assert_eq!(preview["format"], format);
        assert_eq!(
            (&preview["new_lines"], &preview["skipped_lines"]),
            (&json!(new), &json!(skipped))
        );
        let first = &preview["lines"][0];
        assert_eq!(first["received_on"], "2026-11-18", "{preview:#}");
        assert_eq!(minor(&first["amount"]), 1_000_000);
        assert_eq!(first["debtor"]["name"], "Wexcombe Hotels");
        let imported = firm.world.done("import_bank_file", input.clone()).await;
        assert_eq!(imported["receipts"].as_array().unwrap().len(), new);
        let again = firm.world.done("import_bank_file", input).await;
        assert_eq!(again["receipts"], json!([]), "no line comes in twice");
        assert_eq!(again["known_lines"], json!(new));
        let inbox = firm.world.done("receipts_inbox", json!({})).await;
        let rows = inbox["rows"].as_array().unwrap();
        assert_eq!(rows.len(), new);
        let row = rows.iter().find(|row| row["debtor"].is_object()).unwrap();
        assert_eq!(row["hint"]["kind"], "named", "{row:#}");
        firm.check_books().await;
    }
}

#[tokio::test]
async fn columns_are_remembered_for_the_account_and_a_file_that_is_none_is_refused() {
    let firm = Firm::with(&[invoice("BS-20183")]).await;
    let text = "x;2026-11-18;99,50\nx;2026-11-19;12,00\n";
    let mut input = file(&firm, "plain.csv", text);
    input["columns"] = json!({ "day": 1, "amount": 2 });
    firm.world.done("import_bank_file", input).await;
    let next = "x;2026-11-19;7,00\n";
    let preview = firm.world.done("preview_bank_file", file(&firm, "next.csv", next)).await;
    assert_eq!(minor(&preview["lines"][0]["amount"]), 700, "{preview:#}");
    for data in ["%%%", ""] {
        let mut input = file(&firm, "bad.csv", "x");
        input["data"] = json!(data);
        let refused = firm.world.refused("preview_bank_file", input).await;
        assert_eq!(refused.fields[0].field, "data");
    }
}
