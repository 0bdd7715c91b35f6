//! How alike two names are: the slips of a hand between them.

/// Slips that turn one text into the other: a letter left out, added, changed, or swapped with its
/// neighbour. `None` if it takes more than `slips_max`.
///
/// ```
/// # use factor_domain::likeness::slips_between;
/// assert_eq!(slips_between("halden foods", "haldne foods", 2), Some(1));
/// assert_eq!(slips_between("halden", "corvane", 2), None);
/// ```
#[must_use]
pub fn slips_between(one: &str, other: &str, slips_max: usize) -> Option<usize> {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    if one.len().abs_diff(other.len()) > slips_max {
        return None;
    }
    // Three rows of the table of all beginnings: the one before last is needed for a swap.
    let mut before_last: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=other.len()).collect();
    for (row, &letter) in one.iter().enumerate() {
        let mut next = Vec::with_capacity(other.len() + 1);
        next.push(row + 1);
        for (column, &facing) in other.iter().enumerate() {
            let changed = last[column] + usize::from(letter != facing);
            let mut slips = changed.min(last[column + 1] + 1).min(next[column] + 1);
            let is_swap =
                row > 0 && column > 0 && letter == other[column - 1] && one[row - 1] == facing;
            if is_swap {
                slips = slips.min(before_last[column - 1] + 1);
            }
            next.push(slips);
        }
        before_last = std::mem::replace(&mut last, next);
    }
    last.last().copied().filter(|&slips| slips <= slips_max)
}

/// Slips that a name of this many letters may have and still be taken for the same: none in a very
/// short one, where one letter makes another name.
#[must_use]
pub const fn slips_allowed(letters: usize) -> usize {
    match letters {
        0..=3 => 0,
        4..=7 => 1,
        8..=14 => 2,
        _ => 3,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_counted_as_a_hand_makes_them() {
        for (one, other, slips) in [
            ("", "", Some(0)),
            ("acme", "acme", Some(0)),
            ("acme", "acne", Some(1)),
            ("acme", "acm", Some(1)),
            ("acme", "accme", Some(1)),
            ("acme", "amce", Some(1)),
            ("acme", "mace", Some(2)),
            ("acme", "came", Some(1)),
            ("kitten", "sitting", Some(3)),
            ("élan", "elan", Some(1)),
            ("acme", "acmeworks", None),
            ("abcdef", "uvwxyz", None),
        ] {
            assert_eq!(slips_between(one, other, 3), slips, "{one} {other}");
            assert_eq!(slips_between(other, one, 3), slips, "{other} {one}");
        }
    }
}
