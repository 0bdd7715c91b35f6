//! Contract numbers: `CTR-2026-014`, counted within a year.

/// The number of the `sequence`th contract of `year`.
///
/// Three digits at least, more when a year needs them, so that numbers sort and never collide.
#[must_use]
pub fn contract_number(year: u16, sequence: u32) -> String {
    format!("CTR-{year:04}-{sequence:03}")
}

/// Year and sequence of a contract number; `None` if it is not one that
/// [`contract_number`] writes.
#[must_use]
pub fn contract_number_parts(number: &str) -> Option<(u16, u32)> {
    let (year, sequence) = number.strip_prefix("CTR-")?.split_once('-')?;
    let parts = (year.parse().ok()?, sequence.parse().ok()?);
    (contract_number(parts.0, parts.1) == number).then_some(parts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_count_within_a_year_and_read_back() {
        for (year, sequence, number) in
            [(2026, 14, "CTR-2026-014"), (2027, 1, "CTR-2027-001"), (2027, 1204, "CTR-2027-1204")]
        {
            assert_eq!(contract_number(year, sequence), number);
            assert_eq!(contract_number_parts(number), Some((year, sequence)));
        }
    }

    #[test]
    fn anything_else_is_not_a_contract_number() {
        for text in
            ["", "CTR-2026-14", "CTR-26-014", "CTR-2026-014 ", "SCH-2026-014", "CTR-2026-+14"]
        {
            assert_eq!(contract_number_parts(text), None, "{text}");
        }
    }
}
