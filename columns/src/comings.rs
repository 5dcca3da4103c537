//! Codes by the period that they come in, and by when they came before.

use std::ops::Range;

use crate::gather::Gathered;
use crate::visits::Periods;

/// Codes with rows in one period.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Comings {
    /// How many.
    pub codes: u64,
    /// Those whose very first row lies in it.
    pub firsts: u64,
    /// Those with a row in the period before.
    pub from_last: u64,
    /// Those with none in that and one in the period before it.
    pub from_last_but_one: u64,
}

/// What some codes have in one period.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Side {
    /// How many they are.
    pub codes: u64,
    /// Their rows.
    pub rows: u64,
    /// The sum of these rows' amounts.
    pub sum: i64,
}

/// What lies no one and no two periods before another.
const NEVER: i64 = i64::MIN / 2;

impl Gathered {
    /// Which codes come in each of so many periods. Of `all` rows the first one is a code's very first. `starts` are the
    /// first steps of the two periods before the first one, the earliest first, and of that one: rows before the
    /// periods tell when a code came last.
    pub fn comings(
        &self,
        all: &Gathered,
        periods: Periods<'_>,
        count: usize,
        starts: [i32; 3],
    ) -> Vec<Comings> {
        let mut found = vec![Comings::default(); count];
        for (code, places) in self.spans() {
            let of_all = all.places(code);
            let first = all.steps[of_all.start];
            let founded = periods.of(first);
            let mut last =
                if first < periods.first { all.last_before(of_all, periods.first, starts) } else { NEVER };
            for &step in &self.steps[places] {
                let Some(number) = periods.of(step) else { continue };
                let away = i64::from(number) - last;
                let Some(coming) = found.get_mut(number as usize).filter(|_| away > 0) else { continue };
                coming.codes += 1;
                coming.firsts += u64::from(founded == Some(number));
                coming.from_last += u64::from(away == 1);
                coming.from_last_but_one += u64::from(away == 2);
                last = number.into();
            }
        }
        found
    }

    /// How many periods before the first one a code's last row before a step lies.
    #[cold]
    fn last_before(&self, places: Range<usize>, step: i32, starts: [i32; 3]) -> i64 {
        let earlier = self.steps[places].iter().rev().find(|&&other| other < step);
        match earlier.map(|&other| starts.iter().filter(|&&start| start <= other).count()) {
            Some(2) => -1,
            Some(1) => -2,
            _ => NEVER,
        }
    }

    /// For each of so many periods what codes have in it whose very first row lies there, and what others have.
    pub fn sides(&self, all: &Gathered, periods: Periods<'_>, count: usize) -> Vec<[Side; 2]> {
        let mut found = vec![[Side::default(); 2]; count];
        for (code, places) in self.spans() {
            let founded = periods.of(all.steps[all.places(code).start]);
            let mut last = None;
            for (place, &step) in places.clone().zip(&self.steps[places]) {
                let number = periods.of(step);
                let Some(sides) = number.and_then(|number| found.get_mut(number as usize)) else { continue };
                let side = &mut sides[usize::from(number != founded)];
                side.codes += u64::from(number != last);
                side.rows += 1;
                side.sum += self.amounts.get(place).unwrap_or(0);
                last = number;
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::totals::tests::gathered;

    // Steps 1, 1, 4, 9; 5; -2, 7.

    #[test]
    fn codes_come_after_others() {
        let all = gathered([0; 7]);
        // The periods -2 to 3, 4 to 8 and 9.
        let numbers = [0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 2];
        let periods = Periods { first: -2, numbers: &numbers };
        let coming = |codes, firsts, from_last, from_last_but_one| Comings {
            codes,
            firsts,
            from_last,
            from_last_but_one,
        };
        let found = all.comings(&all, periods, 3, [-12, -7, -2]);
        assert_eq!(found, [coming(2, 2, 0, 0), coming(3, 1, 2, 0), coming(1, 0, 1, 0)]);
        // From step 4 on, in periods 4 to 8 and 9; before them 1 to 3, and -2 to 0.
        let periods = Periods { first: 4, numbers: &[0, 0, 0, 0, 0, 1] };
        let found = all.comings(&all, periods, 2, [-2, 1, 4]);
        assert_eq!(found, [coming(3, 1, 1, 1), coming(1, 0, 1, 0)]);
        // The first period has begun before: what lies in it before its first step that counts is not from a last one.
        let found = all.comings(&all, periods, 2, [-9, -5, 1]);
        assert_eq!(found, [coming(3, 1, 1, 0), coming(1, 0, 1, 0)]);
        assert_eq!(all.comings(&all, periods, 2, [-1, 0, 1])[0], coming(3, 1, 0, 0));
    }

    #[test]
    fn newcomers_are_told_from_others() {
        let numbers = [0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 2];
        let periods = Periods { first: -2, numbers: &numbers };
        for large in [0, 1 << 40] {
            let all = gathered([10, 1, 2, 3, 20, -5, 4 + large]);
            let side = |codes, rows, sum| Side { codes, rows, sum };
            let found = all.sides(&all, periods, 3);
            assert_eq!(found[0], [side(2, 3, 13), side(0, 0, 0)]);
            assert_eq!(found[1], [side(1, 1, 20), side(2, 2, -2)]);
            assert_eq!(found[2], [side(0, 0, 0), side(1, 1, 4 + large)]);
        }
    }
}
