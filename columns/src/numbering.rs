//! Codes numbered by their first appearance.

use crate::MISSING;
use crate::codes::Codes;
use crate::row_marks::BLOCK;

/// Numbers codes below `distinct` by their first appearance. Returns for each new code the old one, without those that
/// no row has; `None` where nothing changes.
pub fn of_codes(codes: &mut Codes, distinct: usize) -> Option<Vec<u32>> {
    let mut numbers = Numbering::of(distinct);
    let (mut from, mut block) = (0, Vec::new());
    while from < codes.len() && !numbers.are_complete() {
        codes.read_range(from..codes.len().min(from + BLOCK), &mut block);
        from += block.len();
        for &code in &block {
            numbers.number(code);
        }
    }
    let Numbering { new, old } = numbers;
    if old.iter().zip(0..).all(|(&old, new)| old == new) && old.len() == distinct {
        return None;
    }
    codes.translate(&new);
    Some(old)
}

/// As [`of_codes`].
pub fn of_numbers(codes: &mut [u32], distinct: usize) -> Option<Vec<u32>> {
    let mut numbers = Numbering::of(distinct);
    let mut is_new = false;
    for code in codes {
        let number = numbers.number(*code);
        is_new |= number != *code;
        *code = number;
    }
    (is_new || numbers.old.len() < distinct).then_some(numbers.old)
}

/// The numbers that codes have got so far.
struct Numbering {
    /// By code.
    new: Vec<u32>,
    /// By number.
    old: Vec<u32>,
}

impl Numbering {
    fn of(distinct: usize) -> Numbering {
        Numbering { new: vec![MISSING; distinct], old: Vec::new() }
    }

    fn are_complete(&self) -> bool {
        self.old.len() == self.new.len()
    }

    /// The number of a code; [`MISSING`] for one that is not below the others.
    #[inline(always)]
    fn number(&mut self, code: u32) -> u32 {
        let Some(new) = self.new.get_mut(code as usize) else { return MISSING };
        if *new == MISSING {
            *new = self.old.len() as u32;
            self.old.push(code);
        }
        *new
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_numbered_by_first_appearance() {
        /// Codes, how many there may be, and what both become.
        type Case<'a> = (&'a [u32], usize, &'a [u32], Option<&'a [u32]>);
        let cases: [Case<'_>; 6] = [
            (&[0, 1, MISSING, 0, 2], 3, &[0, 1, MISSING, 0, 2], None),
            (&[2, MISSING, 0, 2], 3, &[0, MISSING, 1, 0], Some(&[2, 0])),
            (&[0, 1], 3, &[0, 1], Some(&[0, 1])),
            (&[3, MISSING], 1_000, &[0, MISSING], Some(&[3])),
            (&[0, 300], 301, &[0, 1], Some(&[0, 300])),
            (&[], 0, &[], None),
        ];
        for (before, distinct, after, old) in cases {
            let (mut numbers, mut codes) = (before.to_vec(), before.iter().copied().collect::<Codes>());
            assert_eq!(of_numbers(&mut numbers, distinct).as_deref(), old);
            assert_eq!(of_codes(&mut codes, distinct).as_deref(), old);
            assert_eq!(numbers, after);
            assert!(codes.iter().eq(after.iter().copied()));
        }
    }
}
