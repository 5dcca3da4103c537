//! Customers by how much they tried in their very first order.

use huitou_columns::first_waits::Watched;

use super::BreadthRow;
use crate::analysis::Scope;
use crate::analysis::associations::{Tally, watched};
use crate::list::Listed;
use crate::order::MISSING;

/// So many or more are one row.
const MOST: usize = 4;

/// The rows that there are; first orders that name nothing are in none.
pub(super) fn rows(scope: &Scope, of_categories: bool) -> Vec<BreadthRow> {
    let watched = watched(scope);
    let lines = &scope.orders.columns().lines;
    let (column, values) = match of_categories {
        true => (&lines.category, lines.categories.len()),
        false => (&lines.product, lines.products.len()),
    };
    let mut tallies = [Tally::default(); MOST];
    if scope.orders.has_one_line_each() {
        let found = watched.by_content(column, values);
        found.into_iter().take(values).for_each(|codes| tallies[0].join(Tally::of(codes)));
    } else {
        let several = several(scope, &watched, of_categories);
        let found = watched.by_code(&several, MOST + 1).into_iter().skip(1);
        tallies.iter_mut().zip(found).for_each(|(tally, codes)| *tally = Tally::of(codes));
    }
    let mut whole = Tally::default();
    tallies.iter().for_each(|tally| whole.join(*tally));
    let rows = tallies.iter().zip(1..).filter(|(tally, _)| tally.all > 0);
    rows.map(|(tally, breadth)| BreadthRow { breadth, comparison: tally.against(tally.rest(whole)) }).listed()
}

/// How many distinct values each first order names, up to [`MOST`].
fn several(scope: &Scope, watched: &Watched, of_categories: bool) -> Vec<u32> {
    let mut found = Vec::new();
    let breadth = |&order: &u32| {
        found.clear();
        let mut add = |code| {
            if code != MISSING && !found.contains(&code) {
                found.push(code);
            }
        };
        match of_categories {
            true => scope.orders.categories_of(order as usize).for_each(&mut add),
            false => scope.orders.products_of(order as usize).for_each(&mut add),
        }
        found.len().min(MOST) as u32
    };
    watched.rows.iter().map(breadth).listed()
}
