use super::{book, item, no_balances, of_client, uncapped};
use crate::exposure::{ClientBalances, Minor};
use crate::tests::usd;
use crate::{ClientId, Figure, Money, Refusal, Worked};

fn lines_add_up(worked: &Worked<Money>) {
    let zero = Money::zero(worked.value.currency());
    let amounts = worked.working.lines.iter().filter_map(|line| line.amount);
    assert_eq!(amounts.fold(zero, |sum, amount| sum.plus(amount).unwrap()), worked.value);
    assert_eq!(worked.working.total, Figure::Money { amount: worked.value });
}

#[test]
fn funds_employed_follow_an_invoice_from_purchase_to_rebate() {
    // docs/money/positions.md, funds employed: bought 10,000 at 80 %; paid with a fee of 500, the
    // rebate still to come; the rebate paid.
    let bought = item(1, 1, "10000");
    let cases = [
        ("bought, advance paid", Some(bought), "2000", "0", "8000", "8000"),
        ("collected, rebate earned", None, "0", "1500", "0", "-1500"),
        ("rebate paid", None, "0", "0", "0", "0"),
    ];
    for (name, open, accrued, earned, gross, net) in cases {
        let items: Vec<_> = open.into_iter().collect();
        let balances = [ClientBalances {
            accrued_reserve: usd(accrued),
            earned_reserve: usd(earned),
            ..no_balances()
        }];
        let rules = uncapped();
        let book = book(&items, &balances, &rules);
        let funds = book.funds_of_firm().unwrap();
        assert_eq!((funds.gross.value, funds.net.value), (usd(gross), usd(net)), "{name}");
        lines_add_up(&funds.gross);
        lines_add_up(&funds.net);
        assert_eq!(book.disagreements().unwrap(), [], "{name}");
    }
}

#[test]
fn net_funds_are_less_by_everything_the_client_has_coming() {
    let items = [item(1, 1, "10000")];
    let balances = [ClientBalances {
        charges: usd("300"),
        accrued_reserve: usd("2000"),
        earned_reserve: usd("40"),
        escrow: usd("500"),
        payable: usd("60"),
        unapplied_of_client: usd("7"),
        unapplied_of_debtors: usd("1000"),
        ..no_balances()
    }];
    let rules = uncapped();
    let funds = book(&items, &balances, &rules).funds_of(ClientId::new(1)).unwrap();
    // 10,000 − 2,000 + 300; less 40, 500, 60 and 7. Money of debtors is not the client's.
    assert_eq!((funds.gross.value, funds.net.value), (usd("8300"), usd("7693")));
    assert_eq!(funds.gross.working.formula_id, "F-50");
    assert_eq!(funds.net.working.formula_id, "F-51");
}

#[test]
fn the_firm_is_the_exact_sum_of_its_clients() {
    let mut items = vec![item(1, 1, "100.01"), of_client(item(2, 1, "200.02"), 2)];
    items[0].accrued_fee = Minor::of(usd("1.11"));
    items[1].accrued_fee = Minor::of(usd("2.22"));
    let balances = [
        ClientBalances { accrued_reserve: usd("20"), ..no_balances() },
        ClientBalances { client: ClientId::new(3), charges: usd("5"), ..no_balances() },
    ];
    let rules = uncapped();
    let book = book(&items, &balances, &rules);
    let firm = book.funds_of_firm().unwrap();
    assert_eq!((firm.gross.value, firm.accrued_fees), (usd("285.03"), usd("3.33")));
    let clients: Vec<_> = book.clients().map(ClientId::get).collect();
    assert_eq!(clients, [1, 2, 3], "with an item, without a balance, without an item");
    let summary = book.summary().unwrap();
    let sum = |of: fn(&crate::exposure::ClientSummary) -> Money| {
        summary.iter().fold(usd("0"), |sum, row| sum.plus(of(row)).unwrap())
    };
    assert_eq!(sum(|row| row.gross), firm.gross.value);
    assert_eq!(sum(|row| row.net), firm.net.value);
    assert_eq!(sum(|row| row.accrued_fees), firm.accrued_fees);
    assert_eq!(sum(|row| row.open), usd("300.03"));
    assert_eq!(sum(|row| row.available), book.available_of_firm().unwrap());
}

#[test]
fn a_reserve_that_differs_from_its_account_is_pointed_out() {
    let items = [item(1, 1, "100")];
    let rules = uncapped();
    let found = book(&items, &[no_balances()], &rules).disagreements().unwrap();
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].of_items, found[0].of_account), (usd("20"), usd("0")));
}

#[test]
fn unsound_input_is_refused() {
    let rules = uncapped();
    let (items, twice) = ([item(1, 1, "-0.01")], [no_balances(), no_balances()]);
    let refusal = |input| crate::exposure::PositionBook::of(input).unwrap_err();
    let found = refusal(super::input(&items, &[], &rules));
    assert_eq!(found.to_string(), "open amount is below zero on invoice: 1");
    let found = refusal(super::input(&[], &twice, &rules));
    assert_eq!(found, Refusal::BalancesTwice { client: super::CLIENT });
    let euros = [ClientBalances::none(super::CLIENT, crate::Currency::EUR)];
    let found = refusal(super::input(&[], &euros, &rules));
    assert!(matches!(found, Refusal::Amount(_)), "{found}");
    let book = super::book(&[], &[], &rules);
    let nobody = book.funds_of(super::CLIENT).unwrap_err();
    assert_eq!(nobody, Refusal::NoPosition { client: super::CLIENT });
    let nothing = book.explain(crate::InvoiceId::new(7)).unwrap_err();
    assert_eq!(nothing.to_string(), "invoice is not open: 7");
}
