//! The median of integers, kept exact.
//!
//! **Definition.** The middle value; of an even number of values the mean of the two middle ones. Twice the
//! median is always an integer, and that is what is returned, so that "above the median" is decided without
//! rounding.
//!
//! **Source.** R. J. Hyndman and Y. Fan (1996), The American Statistician 50, 361-365 (their type 7 at 1/2).

/// Twice the median; `None` without values. Reorders the values, in linear time.
///
/// ```
/// use huitou::stats::median::doubled;
/// assert_eq!(doubled(&mut [9, 1, 2]), Some(4));
/// assert_eq!(doubled(&mut [4, 1, 2, 9]), Some(6));
/// assert_eq!(doubled(&mut []), None);
/// ```
pub fn doubled(values: &mut [i64]) -> Option<i128> {
    if values.is_empty() {
        return None;
    }
    let (middle, is_odd) = (values.len() / 2, values.len() % 2 == 1);
    let (below, &mut upper, _) = values.select_nth_unstable(middle);
    let lower = if is_odd { upper } else { below.iter().copied().max().unwrap_or(upper) };
    Some(i128::from(lower) + i128::from(upper))
}
