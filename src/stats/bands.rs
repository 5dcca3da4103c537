//! Bands of whole numbers with about equally many in each.
//!
//! **Definition.** The inner edges of five bands are the quantiles at 20, 40, 60 and 80 %, Hyndman and Fan's type 7,
//! rounded down, which parts whole numbers alike: a number lies above as many edges as there are bands below it.
//!
//! **Choices.** Equal edges are one, and there are fewer bands; an edge that is the smallest number is none, as
//! nothing lies below it.
//!
//! **Source.** R. J. Hyndman and Y. Fan (1996), The American Statistician 50, 361-365.

use huitou_columns::numbers::Numbers;

use crate::list::Listed;

const BANDS: usize = 5;

/// The edges inside the bands, ascending; none without numbers, or where all are equal.
///
/// ```
/// // By hand: positions 1.8, 3.6, 5.4 and 7.2 of 10, 20, ... 100.
/// let numbers = (1..=10).map(|n| 10 * n).collect();
/// assert_eq!(huitou::stats::bands::edges(&numbers), [28, 46, 64, 82]);
/// ```
pub fn edges(numbers: &Numbers) -> Vec<i64> {
    let ranking = numbers.ranking();
    let Some((least, _)) = ranking.ends() else { return Vec::new() };
    let last = numbers.len() - 1;
    // Below and above each edge.
    let ranks = (1..BANDS).flat_map(|fifth| [last * fifth / BANDS, (last * fifth).div_ceil(BANDS)]).listed();
    let values = ranking.ranked(&ranks).unwrap_or_default();
    let mut edges = Vec::new();
    for (fifth, ends) in (1..BANDS).zip(values.chunks_exact(2)) {
        let (low, high, rest) = (ends[0], ends[1], last * fifth % BANDS);
        let above = (high - low) * rest as i64;
        let edge = low + above / BANDS as i64;
        if low + above.min(1) > least && edges.last() != Some(&edge) {
            edges.push(edge);
        }
    }
    edges
}

#[cfg(test)]
mod tests {
    use super::edges;

    /// By hand, by the definition of type 7.
    #[test]
    fn edges_are_quintiles_and_equal_ones_are_one() {
        let of = |numbers: &[i64]| edges(&numbers.iter().copied().collect());
        // Positions 1.8, 3.6, 5.4 and 7.2 of 10, 20, ... 100.
        assert_eq!(of(&[10, 20, 30, 40, 50, 60, 70, 80, 90, 100]), [28, 46, 64, 82]);
        // Positions .8, 1.6, 2.4 and 3.2: 5, 5, 5 + .4 x 4 = 6.6, 9.2.
        assert_eq!(of(&[5, 5, 5, 9, 10]), [6, 9]);
        // Position .8 of 5, 6, 6, 6, 6 is 5.8: the smallest amount is a band, as it lies below.
        assert_eq!(of(&[5, 6, 6, 6, 6]), [5, 6]);
        assert!(of(&[7, 7, 7]).is_empty() && of(&[7]).is_empty() && of(&[]).is_empty());
        // Below 0 too: position .2 of -9, 0 is -7.2, down to -8.
        assert_eq!(of(&[-9, 0]), [-8, -6, -4, -2]);
    }
}
