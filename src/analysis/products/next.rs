//! What comes next: products of consecutive orders.

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
    let (places, n) = (goods.places(told), told.len());
    let mut together = vec![0_u32; n * n];
    let (mut with_first, mut with_next) = (vec![0_u64; n], vec![0_u64; n]);
    let (mut pairs, mut before, mut now) = (0_u64, Vec::new(), Vec::new());
    for history in scope.histories.iter().filter(|history| history.orders.len() > 1) {
        before.clear();
        for at in 0..history.orders.len() {
            now.clear();
            goods.baskets.each(&history, at, &mut |code| {
                let place = places.get(code as usize).copied();
                now.extend(place.filter(|place| !now.contains(place)));
            });
            pairs += u64::from(!before.is_empty() && !now.is_empty());
            if !now.is_empty() {
                // Those that are not told stand at the place behind the others.
                before.iter().filter(|place| **place < n).for_each(|place| with_first[*place] += 1);
            }
            if !before.is_empty() {
                now.iter().filter(|place| **place < n).for_each(|place| with_next[*place] += 1);
            }
            for first in before.iter().filter(|place| **place < n) {
                now.iter().filter(|place| **place < n).for_each(|next| together[first * n + next] += 1);
            }
            std::mem::swap(&mut before, &mut now);
        }
    }
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
