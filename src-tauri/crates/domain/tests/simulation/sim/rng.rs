//! A small seeded generator, so that a seed means the same run for ever.

/// `SplitMix64`: one word of state, every seed is good.
#[derive(Clone, Debug)]
pub struct Rng(u64);

impl Rng {
    pub const fn new(seed: u64) -> Rng {
        Rng(seed)
    }

    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut word = self.0;
        word = (word ^ (word >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        word = (word ^ (word >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        word ^ (word >> 31)
    }

    /// From `least` to `most`, both included; the bias of the remainder does not matter here.
    pub fn between(&mut self, least: i64, most: i64) -> i64 {
        let span = (most - least).unsigned_abs() + 1;
        least + (self.next() % span).cast_signed()
    }

    pub fn days(&mut self, least: u16, most: u16) -> u16 {
        u16::try_from(self.between(i64::from(least), i64::from(most))).unwrap_or(least)
    }

    pub fn is_one_in(&mut self, many: u64) -> bool {
        self.next().is_multiple_of(many)
    }

    pub fn of<T: Clone>(&mut self, choices: &[T]) -> T {
        choices[self.place(choices.len())].clone()
    }

    /// A place in a list of this length, which must not be empty.
    pub fn place(&mut self, length: usize) -> usize {
        usize::try_from(self.next() % (length as u64)).unwrap_or(0)
    }
}
