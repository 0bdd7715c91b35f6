//! Names of people and firms as parts of file names.

/// "Calder Street Factors, LLC" becomes "calder-street-factors-llc": letters and digits that every
/// file system takes, cut to this many characters. Empty where nothing is left.
pub(crate) fn slug(name: &str, chars_max: usize) -> String {
    let letter = |char: char| if char.is_alphanumeric() { char } else { ' ' };
    let words: String = name.to_lowercase().chars().map(letter).collect();
    let words = words.split_whitespace().collect::<Vec<_>>().join("-");
    words.chars().take(chars_max).collect::<String>().trim_end_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::slug;

    #[test]
    fn only_letters_and_digits_are_left() {
        assert_eq!(slug("Calder Street Factors, LLC", 40), "calder-street-factors-llc");
        assert_eq!(slug("../../etc\\passwd\0:*", 40), "etc-passwd");
        assert_eq!(slug("Łódź Żółw Sp. z o.o.", 9), "łódź-żółw");
        assert_eq!(slug("one two", 4), "one");
        assert_eq!(slug("…!", 40), "");
    }
}
