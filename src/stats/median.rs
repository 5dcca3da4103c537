//! The median of integers, kept exact.
//!
//! **Definition.** The middle value; of an even number of values the mean of the two middle ones. Twice the
//! median is always an integer, and that is what is returned, so that "above the median" is decided without
//! rounding.
//!
//! **Source.** R. J. Hyndman and Y. Fan (1996), The American Statistician 50, 361-365 (their type 7 at 1/2).

use huitou_columns::ranked::Ranking;

/// Twice the median; `None` without values.
///
/// ```
/// use huitou_columns::numbers::Numbers;
/// let doubled = |values: &[i64]| {
///     let values: Numbers = values.iter().copied().collect();
///     huitou::stats::median::doubled(&values.ranking())
/// };
/// assert_eq!(doubled(&[9, 1, 2]), Some(4));
/// assert_eq!(doubled(&[4, 1, 2, 9]), Some(6));
/// assert_eq!(doubled(&[]), None);
/// ```
pub fn doubled(values: &Ranking) -> Option<i128> {
    let middle = values.ranked(&[values.len().checked_sub(1)? / 2, values.len() / 2])?;
    Some(middle.into_iter().map(i128::from).sum())
}
