#[test]
fn print() {
    println!("{}", crate::ledger::postings_table());
    println!("=====");
    for law in crate::ledger::laws::Law::ALL {
        println!("| {} | {} | {} |", law.number(), law.name(), law.sentence());
    }
}
