//! A quantile that is one of the values.
//!
//! **Definition.** Hyndman and Fan's type 1, the inverse of the empirical distribution function: the smallest
//! value with at least `percent` % of all values at or below it. Nothing is interpolated, so integers stay
//! integers.
//!
//! **Source.** R. J. Hyndman and Y. Fan (1996), The American Statistician 50, 361-365.

use huitou_columns::ranked::Ranking;

use crate::list::Listed;

/// The quantile at `percent`, 0..=100; `None` without values.
///
/// ```
/// use huitou::stats::quantile::nearest_rank;
/// let values: huitou_columns::numbers::Numbers = [50, 20, 15, 40, 35].into_iter().collect();
/// let values = values.ranking();
/// assert_eq!(nearest_rank(&values, 30), Some(20));
/// assert_eq!(nearest_rank(&values, 100), Some(50));
/// assert_eq!(nearest_rank(&values, 0), Some(15));
/// ```
pub fn nearest_rank(values: &Ranking, percent: u32) -> Option<i64> {
    nearest_ranks(values, &[percent])?.first().copied()
}

/// Several of them at once; `None` without values.
pub fn nearest_ranks(values: &Ranking, percents: &[u32]) -> Option<Vec<i64>> {
    let rank = |&percent: &u32| (values.len() as u64 * u64::from(percent.min(100))).div_ceil(100) as usize;
    values.ranked(&percents.iter().map(|percent| rank(percent).max(1) - 1).listed())
}
