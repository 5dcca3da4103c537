//! Customers by how much they tried in their very first order.

use super::{BreadthRow, Goods};
use crate::analysis::Scope;
use crate::analysis::associations::{Tally, watched};
use crate::list::Listed;

/// So many or more are one row.
const MOST: usize = 4;

/// The rows that there are; first orders that name nothing are in none.
pub(super) fn rows(scope: &Scope, goods: &Goods) -> Vec<BreadthRow> {
    let (mut tallies, mut whole, mut found) = ([Tally::default(); MOST], Tally::default(), Vec::new());
    for customer in watched(scope) {
        found.clear();
        (goods.each)(customer.first_order, &mut |code| {
            if (code as usize) < goods.names.len() && !found.contains(&code) {
                found.push(code);
            }
        });
        if let Some(at) = found.len().min(MOST).checked_sub(1) {
            tallies[at].add(scope, &customer);
            whole.add(scope, &customer);
        }
    }
    let rows = tallies.iter().zip(1..).filter(|(tally, _)| tally.all > 0);
    rows.map(|(tally, breadth)| BreadthRow { breadth, comparison: tally.against(tally.rest(whole)) }).listed()
}
