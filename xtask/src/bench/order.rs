//! The two orders in which the rows of an export come.

use super::rows::mix;

/// How the rows of a file follow each other.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// By time.
    Sorted,
    /// By chance: the worst that a reader's caches can meet.
    Shuffled,
}

impl Order {
    /// Both.
    pub const ALL: [Order; 2] = [Order::Sorted, Order::Shuffled];

    /// As it stands in the file's name.
    pub fn name(self) -> &'static str {
        match self {
            Order::Sorted => "sorted",
            Order::Shuffled => "shuffled",
        }
    }

    /// The number of the row that comes at `position` of `0..count`: each number once, and nothing is kept.
    pub fn row(self, position: u64, count: u64) -> u64 {
        match self {
            Order::Sorted => position,
            Order::Shuffled => shuffled(position, count),
        }
    }
}

/// A Feistel network permutes the numbers of an even count of bits; what falls outside is permuted again until it
/// falls inside, which permutes `0..count`.
fn shuffled(position: u64, count: u64) -> u64 {
    let half = (u64::BITS - count.leading_zeros()).div_ceil(2);
    let mask = (1 << half) - 1;
    let mut number = position;
    loop {
        let (mut left, mut right) = (number >> half, number & mask);
        for round in 1..=4 {
            (left, right) = (right, left ^ (mix(right ^ (round << 32)) & mask));
        }
        number = left << half | right;
        if number < count {
            return number;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_row_comes_once() {
        for count in [1, 2, 3, 100, 4_096, 10_001] {
            let rows: BTreeSet<u64> = (0..count).map(|at| Order::Shuffled.row(at, count)).collect();
            assert_eq!(rows, (0..count).collect());
        }
        let in_place = (0..10_000).filter(|&at| Order::Shuffled.row(at, 10_000) == at).count();
        assert!(in_place < 10);
    }
}
