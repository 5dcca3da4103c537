//! Who bought it again, within one cycle and until today.

use huitou_columns::contents::Again;

use super::{AgainRow, Goods};
use crate::analysis::{Scope, Share};
use crate::list::Listed;
use crate::stats::counted::Counted;

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
    let (contents, gathered) = (goods.contents(), scope.histories.gathered());
    let tallies = contents.again(gathered, window.as_of.0, &goods.places(told), &cycles);
    let row = |((&(code, customers), tally), cycle_days): ((&(u32, u64), Again), u32)| {
        let gaps = Counted::of(tally.gaps);
        AgainRow {
            name: goods.names.get(code).to_string(),
            customers,
            cycle_days,
            within_cycle: Share::of(tally.within, tally.watched),
            again: Share::of(tally.again, tally.watched),
            gaps: gaps.total(),
            quartile_days: [25, 50, 75].into_iter().filter_map(|percent| gaps.quantile(percent)).listed(),
        }
    };
    told.iter().zip(tallies).zip(cycles).map(row).listed()
}
