use crate::{
    Client, ClientId, Currency, Day, Figure, Moment, Money, OwnTerms, Rate, StepPart, TermKey,
    Terms, TermsFormat, TimeOfDay, Worked, Working,
};
use ts_rs::{Config, TS};

/// The declaration on one line and without its comments.
fn declared<T: TS>() -> String {
    let text = T::decl(&Config::default());
    let mut parts = text.split("/**");
    let first = parts.next().unwrap().to_owned();
    let bare = parts.fold(first, |all, part| all + part.split_once("*/").unwrap().1);
    bare.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn typescript_sees_what_json_carries() {
    let cases = [
        (declared::<Money>(), "type Money = { minor: number, currency: Currency, };"),
        (declared::<Currency>(), "type Currency = string;"),
        (declared::<Rate>(), "type Rate = string;"),
        (declared::<Day>(), "type Day = string;"),
        (declared::<TimeOfDay>(), "type TimeOfDay = string;"),
        (declared::<TermsFormat>(), "type TermsFormat = 1;"),
        (declared::<ClientId>(), "type ClientId = number & { readonly __id: \"ClientId\" };"),
        (declared::<StepPart>(), "type StepPart = \"part\" | \"full\" | \"linear\";"),
        (declared::<Worked<Money>>(), "type Worked<T> = { value: T, working: Working, };"),
        (declared::<Moment>(), "type Moment = { day: Day, time: TimeOfDay, };"),
        (
            declared::<Figure>(),
            "type Figure = { \"kind\": \"money\", amount: Money, } \
             | { \"kind\": \"rate\", rate: Rate, } \
             | { \"kind\": \"day\", day: Day, } \
             | { \"kind\": \"days\", days: number, } \
             | { \"kind\": \"number\", number: TwoDecimals, unit: MeasureUnit, } \
             | { \"kind\": \"undefined\" };",
        ),
    ];
    for (found, expected) in cases {
        assert_eq!(found, expected);
    }
}

#[test]
fn no_wide_integer_reaches_typescript() {
    let all = [
        declared::<Terms>(),
        declared::<OwnTerms>(),
        declared::<Client>(),
        declared::<Working>(),
        declared::<TermKey>(),
    ];
    for found in all {
        assert!(!found.contains("bigint"), "{found}");
    }
}
