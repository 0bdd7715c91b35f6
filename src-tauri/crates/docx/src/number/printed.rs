//! Numbers in the signs and words of lists.

use super::Format;

/// More letters than any list needs; a start of four thousand million would print as many.
const LETTERS_MAX: u32 = 26 * 20;

/// A number in words, as "Two" and "Second": one to nineteen, then the tens.
type InWords = (&'static str, &'static str);
const ONES: [InWords; 19] = [
    ("One", "First"),
    ("Two", "Second"),
    ("Three", "Third"),
    ("Four", "Fourth"),
    ("Five", "Fifth"),
    ("Six", "Sixth"),
    ("Seven", "Seventh"),
    ("Eight", "Eighth"),
    ("Nine", "Ninth"),
    ("Ten", "Tenth"),
    ("Eleven", "Eleventh"),
    ("Twelve", "Twelfth"),
    ("Thirteen", "Thirteenth"),
    ("Fourteen", "Fourteenth"),
    ("Fifteen", "Fifteenth"),
    ("Sixteen", "Sixteenth"),
    ("Seventeen", "Seventeenth"),
    ("Eighteen", "Eighteenth"),
    ("Nineteen", "Nineteenth"),
];
const TENS: [InWords; 8] = [
    ("Twenty", "Twentieth"),
    ("Thirty", "Thirtieth"),
    ("Forty", "Fortieth"),
    ("Fifty", "Fiftieth"),
    ("Sixty", "Sixtieth"),
    ("Seventy", "Seventieth"),
    ("Eighty", "Eightieth"),
    ("Ninety", "Ninetieth"),
];

/// A number as Word prints it.
pub(super) fn number(count: u32, format: Format) -> String {
    match format {
        Format::Digits => count.to_string(),
        Format::TwoDigits => format!("{count:02}"),
        Format::LowerLetter => letters(count, 'a'),
        Format::UpperLetter => letters(count, 'A'),
        Format::LowerRoman => roman(count).to_lowercase(),
        Format::UpperRoman => roman(count),
        Format::Ordinal => format!("{count}{}", ending(count)),
        Format::CardinalWord => in_words(count, |(cardinal, _)| cardinal),
        Format::OrdinalWord => in_words(count, |(_, ordinal)| ordinal),
        Format::Bullet | Format::Nothing => String::new(),
    }
}

/// As Word counts: a, b, … z, aa, bb.
fn letters(count: u32, first: char) -> String {
    let Some(index) = count.checked_sub(1).filter(|_| count <= LETTERS_MAX) else {
        return count.to_string();
    };
    let letter = char::from_u32(u32::from(first).saturating_add(index % 26)).unwrap_or(first);
    let times = usize::try_from(index / 26).unwrap_or(0).saturating_add(1);
    letter.to_string().repeat(times)
}

fn roman(count: u32) -> String {
    const SIGNS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if count == 0 || count > 3_999 {
        return count.to_string();
    }
    let mut rest = count;
    let mut text = String::new();
    for (value, sign) in SIGNS {
        while rest >= value {
            text.push_str(sign);
            rest = rest.saturating_sub(value);
        }
    }
    text
}

/// "st" of "21st".
fn ending(count: u32) -> &'static str {
    match (count % 100, count % 10) {
        (11..=13, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    }
}

/// "Twenty-one"; what no list comes to stays in digits.
fn in_words(count: u32, kind: fn(&InWords) -> &'static str) -> String {
    let at = |words: &'static [InWords], at: u32, first: u32| {
        words.get(usize::try_from(at.checked_sub(first)?).ok()?)
    };
    let words = match (count / 10, count % 10) {
        (0 | 1, _) => at(&ONES, count, 1).map(|words| kind(words).to_owned()),
        (ten, 0) => at(&TENS, ten, 2).map(|words| kind(words).to_owned()),
        // Only the last word of a number says that it is an ordinal.
        (ten, one) => at(&TENS, ten, 2)
            .zip(at(&ONES, one, 1))
            .map(|((ten, _), one)| format!("{ten}-{}", kind(one).to_lowercase())),
    };
    words.unwrap_or_else(|| count.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_words_as_word_prints_them() {
        for (count, ordinal, cardinal_word, ordinal_word) in [
            (1, "1st", "One", "First"),
            (2, "2nd", "Two", "Second"),
            (12, "12th", "Twelve", "Twelfth"),
            (13, "13th", "Thirteen", "Thirteenth"),
            (20, "20th", "Twenty", "Twentieth"),
            (23, "23rd", "Twenty-three", "Twenty-third"),
            (99, "99th", "Ninety-nine", "Ninety-ninth"),
            (100, "100th", "100", "100"),
            (111, "111th", "111", "111"),
            (0, "0th", "0", "0"),
        ] {
            assert_eq!(number(count, Format::Ordinal), ordinal);
            assert_eq!(number(count, Format::CardinalWord), cardinal_word);
            assert_eq!(number(count, Format::OrdinalWord), ordinal_word);
        }
    }
}
