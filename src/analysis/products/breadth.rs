//! Customers by how much they tried in their very first order.

use super::BreadthRow;
use crate::analysis::Scope;
use crate::analysis::associations::{Tally, watched};
use crate::list::Listed;
use crate::order::MISSING;

/// So many or more are one row.
const MOST: usize = 4;

/// The rows that there are; first orders that name nothing are in none.
pub(super) fn rows(scope: &Scope, of_categories: bool) -> Vec<BreadthRow> {
    let (mut tallies, mut whole, mut found) = ([Tally::default(); MOST], Tally::default(), Vec::new());
    for customer in watched(scope) {
        found.clear();
        let mut add = |code| {
            if code != MISSING && !found.contains(&code) {
                found.push(code);
            }
        };
        let order = customer.first_order as usize;
        match of_categories {
            true => scope.orders.categories_of(order).for_each(&mut add),
            false => scope.orders.products_of(order).for_each(&mut add),
        }
        if let Some(at) = found.len().min(MOST).checked_sub(1) {
            tallies[at].add(scope, &customer);
            whole.add(scope, &customer);
        }
    }
    let rows = tallies.iter().zip(1..).filter(|(tally, _)| tally.all > 0);
    rows.map(|(tally, breadth)| BreadthRow { breadth, comparison: tally.against(tally.rest(whole)) }).listed()
}
