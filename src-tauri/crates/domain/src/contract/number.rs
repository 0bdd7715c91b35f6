//! Numbers of contracts, guaranties, term sheets and disclosures: `CTR-2026-014`, counted within a
//! year.

use super::template::TemplateForm;

/// What the numbers of a form in a year begin with: `GTY-2026-`.
///
/// Agreements, and what changes them, share one series.
#[must_use]
pub fn number_prefix(form: TemplateForm, year: u16) -> String {
    let series = match form {
        TemplateForm::Agreement | TemplateForm::Amendment | TemplateForm::Rider => "CTR",
        TemplateForm::Guaranty => "GTY",
        TemplateForm::TermSheet => "TS",
        TemplateForm::Disclosure => "DSC",
    };
    format!("{series}-{year:04}-")
}

/// The number of the `sequence`th paper of a form in `year`.
///
/// Three digits at least, more when a year needs them, so that numbers sort and never collide.
#[must_use]
pub fn contract_number(form: TemplateForm, year: u16, sequence: u32) -> String {
    format!("{}{sequence:03}", number_prefix(form, year))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_count_within_a_year_and_a_series() {
        for (form, year, sequence, number) in [
            (TemplateForm::Agreement, 2026, 14, "CTR-2026-014"),
            (TemplateForm::Amendment, 2027, 1, "CTR-2027-001"),
            (TemplateForm::Rider, 2027, 1204, "CTR-2027-1204"),
            (TemplateForm::Guaranty, 2026, 3, "GTY-2026-003"),
            (TemplateForm::TermSheet, 2026, 12, "TS-2026-012"),
            (TemplateForm::Disclosure, 2026, 7, "DSC-2026-007"),
        ] {
            assert_eq!(contract_number(form, year, sequence), number);
        }
    }
}
