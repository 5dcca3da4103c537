//! What comes next: products of consecutive orders.

use huitou_columns::contents::Pairs;

use super::{Goods, NextRow};
use crate::analysis::Scope;
use crate::list::Listed;
use crate::order::sort;

/// Pairs of orders with both, at least.
const FEWEST: u32 = 10;
/// So many rows are told.
const MOST_ROWS: usize = 60;

/// All pairs, and the rows.
pub(super) fn next(scope: &Scope, goods: &Goods, told: &[(u32, u64)]) -> (u64, Vec<NextRow>) {
    let n = told.len();
    let found = goods.contents().pairs(scope.histories.gathered(), &goods.places(told), n);
    let Pairs { pairs, with_first, with_next, together } = found;
    let mut cells = (0..together.len() as u32).filter(|cell| together[*cell as usize] >= FEWEST).listed();
    sort(&mut cells, &|a, b| together[b as usize].cmp(&together[a as usize]).then(a.cmp(&b)));
    let name = |place: usize| goods.names.get(told[place].0).to_string();
    let row = |cell: u32| {
        let (first, next) = (cell as usize / n, cell as usize % n);
        NextRow {
            first: name(first),
            next: name(next),
            pairs: together[cell as usize].into(),
            pairs_with_first: with_first[first],
            pairs_with_next: with_next[next],
        }
    };
    (pairs, cells.into_iter().take(MOST_ROWS).map(row).listed())
}
