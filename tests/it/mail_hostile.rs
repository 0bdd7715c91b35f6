//! Five hundred hostile recipients and subjects: each message that goes out goes to the expected
//! recipients, with the expected lines in its head and no other.

use factor_app::mail::tick;
use serde_json::json;
use support::mail_server::{Encrypting, MailServer, Taken};

use crate::kill::Random;
use crate::mail::{confirmation, note_on, with_account};

const CASES: u64 = 500;
const SEED: u64 = 20_261_119;
const PIECES: [&str; 36] = [
    "\r\n",
    "\n",
    "\r",
    "\0",
    "\u{2028}",
    "\u{85}",
    "\u{b}",
    "Bcc: spy@example.com",
    "RCPT TO:<spy@example.com>",
    "=?utf-8?q?=0D=0ABcc:_spy@example.com?=",
    "=?utf-8?b?DQpCY2M6IHNweUBleGFtcGxlLmNvbQ==?=",
    "\r\n.\r\n",
    "<spy@example.com>",
    "\"",
    "\\",
    "(comment)",
    ",",
    ";",
    ":",
    "@",
    "a",
    "Nadia",
    " ",
    "\t",
    "ø",
    "契約",
    "\u{202E}",
    "😀",
    "'",
    "%0D%0A",
    "&#13;",
    "\u{1b}[2J",
    ".",
    "..",
    "nadia@larkfield.example",
    "-",
];

fn hostile(random: &mut Random) -> String {
    let count = random.below(6) + 1;
    let piece = |random: &mut Random| PIECES[usize::try_from(random.below(36)).unwrap()];
    (0..count).map(|_| piece(random)).collect()
}

/// Names of the lines of the head, sorted.
fn names(taken: &Taken) -> Vec<String> {
    let text = String::from_utf8_lossy(&taken.bytes);
    let head = text.split("\r\n\r\n").next().unwrap();
    let mut names: Vec<String> = head
        .split("\r\n")
        .filter(|line| !line.starts_with([' ', '\t']))
        .map(|line| line.split(':').next().unwrap().to_owned())
        .collect();
    names.sort();
    names
}

#[tokio::test]
async fn no_text_reaches_into_the_head_or_the_envelope_of_a_message() {
    let server = MailServer::start(Encrypting::AtOnce);
    let (world, _) = with_account(&server).await;
    let note = note_on(&world, "She will pay on Friday.").await;
    let mut random = Random::seeded_or(SEED);
    let (mut expected, mut refused) = (Vec::new(), 0);
    for case in 0..CASES {
        let mut input = confirmation(&note);
        for name in ["to_name", "subject", "text"] {
            input[name] = json!(hostile(&mut random));
        }
        // Some addresses are hostile too, the rest shows that the other fields do no harm.
        if case % 3 == 0 {
            input["to"] = json!(hostile(&mut random));
        }
        if case % 5 == 0 {
            input["cc"] = json!(hostile(&mut random));
        }
        match world.call("send_mail", input.clone()).await {
            Ok(_row) => expected.push(input),
            Err(error) => {
                assert!(!error.fields.is_empty(), "{input}: {error}");
                refused += 1;
            }
        }
    }
    tick(&world.desk).await;
    let taken = server.taken();
    assert_eq!(taken.len(), expected.len(), "exactly one message each");
    assert!(taken.len() > 50 && refused > 50, "{} taken, {refused} refused", taken.len());
    for (taken, input) in taken.iter().zip(&expected) {
        let mut to = vec![input["to"].as_str().unwrap().trim().to_owned()];
        let typed = input["cc"].as_str().unwrap_or_default();
        let cc: Vec<&str> =
            typed.split([',', ';']).map(str::trim).filter(|one| !one.is_empty()).collect();
        for one in &cc {
            if !to.iter().any(|known| known.eq_ignore_ascii_case(one)) {
                to.push((*one).to_owned());
            }
        }
        assert_eq!(taken.to, to, "{input}");
        let mut lines = vec![
            "Content-Transfer-Encoding",
            "Content-Type",
            "Date",
            "From",
            "MIME-Version",
            "Message-ID",
            "Subject",
            "To",
        ];
        if !cc.is_empty() {
            lines.push("Cc");
        }
        lines.sort_unstable();
        assert_eq!(names(taken), lines, "{input}");
    }
}
