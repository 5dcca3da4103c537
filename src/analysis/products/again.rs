//! Who bought it again, within one cycle and until today.

use super::{AgainRow, Goods};
use crate::analysis::{Scope, Share};
use crate::list::Listed;
use crate::stats::counted::Counted;
use crate::time::Day;

/// What is counted of one of them.
#[derive(Clone, Default)]
struct Tally {
    watched: u64,
    within: u64,
    again: u64,
    gaps: Counted,
}

/// The customer who is looked at, and what is known of them and one of the goods.
#[derive(Clone, Copy)]
struct Seen {
    customer: u32,
    first: Day,
    last: Day,
}

/// A row each; none where there is no cycle.
pub(super) fn rows(
    scope: &Scope,
    goods: &Goods,
    told: &[(u32, u64)],
    cycle: &dyn Fn(u32) -> Option<u32>,
) -> Vec<AgainRow> {
    let Some(window) = scope.window else { return Vec::new() };
    let Some(cycles) = told.iter().map(|(code, _)| cycle(*code)).collect::<Option<Vec<u32>>>() else {
        return Vec::new();
    };
    let places = goods.places(told);
    let mut tallies = vec![Tally::default(); told.len()];
    let mut seen = vec![Seen { customer: u32::MAX, first: window.as_of, last: window.as_of }; told.len()];
    for history in scope.histories.iter() {
        for (at, day) in history.days.iter().enumerate() {
            goods.baskets.each(&history, at, &mut |code| {
                let Some(&place) = places.get(code as usize).filter(|place| **place < told.len()) else {
                    return;
                };
                let (tally, seen, cycle) = (&mut tallies[place], &mut seen[place], cycles[place] as i32);
                let is_watched = |first: Day| window.as_of.days_since(first) >= cycle;
                if seen.customer != history.customer {
                    *seen = Seen { customer: history.customer, first: day, last: day };
                    tally.watched += u64::from(is_watched(day));
                } else if day > seen.last {
                    tally.gaps.add(day.days_since(seen.last) as u32);
                    if seen.last == seen.first && is_watched(seen.first) {
                        tally.again += 1;
                        tally.within += u64::from(day.days_since(seen.first) <= cycle);
                    }
                    seen.last = day;
                }
            });
        }
    }
    let row = |((&(code, customers), tally), cycle_days): ((&(u32, u64), Tally), u32)| AgainRow {
        name: goods.names.get(code).to_string(),
        customers,
        cycle_days,
        within_cycle: Share::of(tally.within, tally.watched),
        again: Share::of(tally.again, tally.watched),
        gaps: tally.gaps.total(),
        quartile_days: [25, 50, 75].into_iter().filter_map(|percent| tally.gaps.quantile(percent)).listed(),
    };
    told.iter().zip(tallies).zip(cycles).map(row).listed()
}
