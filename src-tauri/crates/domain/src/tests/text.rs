use crate::{
    AccountNumber, Address, BankAccount, Currency, Email, Line, LongText, Name, Phone, TaxId,
};

fn message(problem: Result<Name, crate::FieldProblem>) -> String {
    problem.unwrap_err().message
}

#[test]
fn names_of_every_script_are_kept_as_typed() {
    for text in ["Brinmoor Staffing", "Société Ébène", "شركة النور", "山田商店", "Café 🚚 Haulage"]
    {
        assert_eq!(Name::new("name", &format!("  {text} ")).unwrap().as_str(), text);
    }
    assert_eq!(Name::new("name", &"é".repeat(200)).unwrap().as_str().chars().count(), 200);
}

#[test]
fn names_that_deceive_or_do_not_fit_are_refused() {
    assert_eq!(message(Name::new("name", "  \t ")), "Enter a name");
    assert!(message(Name::new("name", &"x".repeat(10_000))).contains("has 10000"));
    assert!(message(Name::new("name", "a\u{0}b")).contains("cannot be printed"));
    assert!(message(Name::new("name", "a\nb")).contains("one line"));
    for mark in ['\u{202A}', '\u{202E}', '\u{2066}', '\u{2069}'] {
        assert!(message(Name::new("name", &format!("a{mark}b"))).contains("turn text around"));
    }
    assert_eq!(Name::new("legal_name", "").unwrap_err().field, "legal_name");
    assert!(serde_json::from_str::<Name>(r#""a\u0000b""#).is_err());
}

#[test]
fn lines_may_be_empty_and_long_text_has_lines() {
    assert!(Line::new("city", " ").unwrap().is_empty());
    assert_eq!(LongText::new("text", "a\r\nb\rc\n").unwrap().as_str(), "a\nb\nc");
    assert!(LongText::new("text", &"x".repeat(20_001)).is_err());
    assert!(LongText::new("text", "bell\u{7}").is_err());
}

#[test]
fn addresses_numbers_and_mail_are_checked_lightly() {
    for text in ["office@calder.example", "a.b+c@x-y.co.uk", "é@exämple.de"] {
        assert!(Email::new("email", text).is_ok(), "{text}");
    }
    for text in ["", "x", "@x.y", "a@b", "a@@b.c", "a b@c.d", "a@b..c", "<a@b.c>"] {
        assert!(Email::new("email", text).is_err(), "{text}");
    }
    for text in ["(401) 555-0142", "+44 20 7946 0958 ext 12", "401.555.0142 x3"] {
        assert!(Phone::new("phone", text).is_ok(), "{text}");
    }
    for text in ["", "12", "call me", "5550142; drop"] {
        assert!(Phone::new("phone", text).is_err(), "{text}");
    }
    let address = Address {
        line1: Line::new("line1", "88 Beacham Row").unwrap(),
        city: Line::new("city", "Chelsea").unwrap(),
        region: Line::new("region", "MA").unwrap(),
        postal_code: Line::new("postal_code", "02150").unwrap(),
        ..Address::default()
    };
    assert_eq!(address.lines(), ["88 Beacham Row", "Chelsea, MA 02150"]);
    assert!(Address::default().is_empty());
}

#[test]
fn account_and_tax_numbers_never_print_whole() {
    let account = BankAccount {
        holder: Name::new("holder", "Larkfield Produce").unwrap(),
        routing: Line::default(),
        number: AccountNumber::new("number", "000987654321").unwrap(),
        bank: Line::default(),
    };
    assert_eq!(account.masked(), "•••• 4321");
    let debug = format!("{account:?} {:?}", TaxId::new("tax_id", "12-3456789").unwrap());
    assert!(!debug.contains("98765") && !debug.contains("12-34"), "{debug}");
    assert_eq!(AccountNumber::new("number", "12345").unwrap().masked(), "••••");
    assert!(AccountNumber::new("number", "12<34").is_err());
    assert_eq!(format!("{:?}", Currency::USD), "USD");
}
