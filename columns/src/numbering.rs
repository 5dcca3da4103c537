//! Codes numbered by their first appearance.

use crate::MISSING;
use crate::codes::Codes;

/// A column whose codes can be read and changed.
trait Column {
    fn rows(&self) -> impl Iterator<Item = u32>;
    fn translate(&mut self, new: &[u32]);
}

impl Column for Vec<u32> {
    fn rows(&self) -> impl Iterator<Item = u32> {
        self.iter().copied()
    }

    fn translate(&mut self, new: &[u32]) {
        self.iter_mut().for_each(|code| *code = new.get(*code as usize).copied().unwrap_or(MISSING));
    }
}

impl Column for Codes {
    fn rows(&self) -> impl Iterator<Item = u32> {
        self.iter()
    }

    fn translate(&mut self, new: &[u32]) {
        Codes::translate(self, new);
    }
}

/// Numbers codes below `distinct` by their first appearance. Returns for each new code the old one, without those that
/// no row has; `None` where nothing changes.
pub fn of_codes(codes: &mut Codes, distinct: usize) -> Option<Vec<u32>> {
    renumbered(codes, distinct)
}

/// As [`of_codes`].
pub fn of_numbers(codes: &mut Vec<u32>, distinct: usize) -> Option<Vec<u32>> {
    renumbered(codes, distinct)
}

fn renumbered(column: &mut impl Column, distinct: usize) -> Option<Vec<u32>> {
    if is_numbered(column, distinct) {
        return None;
    }
    let mut new = vec![MISSING; distinct];
    let mut old = Vec::new();
    for code in column.rows().filter(|&code| code != MISSING) {
        let new = &mut new[code as usize];
        if *new == MISSING {
            *new = old.len() as u32;
            old.push(code);
            if old.len() == distinct {
                break;
            }
        }
    }
    column.translate(&new);
    Some(old)
}

fn is_numbered(column: &impl Column, distinct: usize) -> bool {
    let mut next = 0;
    for code in column.rows().filter(|&code| code != MISSING) {
        if code > next {
            return false;
        }
        next += u32::from(code == next);
    }
    next as usize == distinct
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
