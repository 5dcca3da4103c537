//! How many codes have so many rows, and what these come to.

use crate::gather::Gathered;

/// Codes that have so many rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Same {
    /// How many codes.
    pub codes: u64,
    /// Their rows.
    pub rows: u64,
    /// The sum of these rows' amounts.
    pub sum: i64,
}

impl Gathered {
    /// Codes by how many rows they have: one, two, and so on up to `most` or more. Where rows are `distinct`, those of
    /// one step are one in that.
    pub fn by_count(&self, most: usize, distinct: bool) -> Vec<Same> {
        let mut found = vec![Same::default(); most];
        let plain = self.amounts.plain();
        for (_, places) in self.spans() {
            let rows = places.len();
            let count = match distinct {
                true => self.steps[places.clone()].chunk_by(|a, b| a == b).count(),
                false => rows,
            };
            let Some(same) = found.get_mut(count.min(most).wrapping_sub(1)) else { continue };
            same.codes += 1;
            same.rows += rows as u64;
            same.sum += self.amounts.sum_of_few(plain, places);
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::totals::tests::gathered;

    #[test]
    fn codes_are_told_apart_by_their_rows() {
        // Four rows on three steps, one, and two.
        for large in [0, 1 << 40] {
            let gathered = gathered([10, 1, 2, 3, 20, -5, 4 + large]);
            let same = |codes, rows, sum| Same { codes, rows, sum };
            let rows = gathered.by_count(3, false);
            assert_eq!(rows, [same(1, 1, 20), same(1, 2, 5), same(1, 4, 10 + large)]);
            let steps = gathered.by_count(2, true);
            assert_eq!(steps, [same(1, 1, 20), same(2, 6, 15 + large)]);
            assert_eq!(gathered.by_count(0, false), []);
        }
        assert_eq!(Gathered::default().by_count(1, true), [Same::default()]);
    }
}
