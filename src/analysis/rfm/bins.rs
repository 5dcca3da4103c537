//! The bins of the pictures: about twenty on an axis, so that none shows a single customer's value.
//!
//! **Edges** are integers that people would choose themselves:
//! - recency in equal steps of 1, 2, 3, 5, 7, 10, 14, 15, 30, 60, 90, 180 or 365 days from 0;
//! - frequency 1, 2, 3 ... one by one, or growing where the 99th percentile lies beyond;
//! - money growing by about the same factor (1, 2, 5, 10 ... or finer) from the 1st to the 99th percentile,
//!   in equal steps where that range is narrow.
//!
//! The first bin also holds all below it, the last one all above. The boundary between high and low is always
//! made an edge, so every bin lies in one quadrant and the dividing line between two bins.

use huitou_columns::ranked::Ranking;

use super::cuts::Cut;
use super::{BinAxis, Measure};
use crate::list::Listed;
use crate::stats::quantile;

/// No axis has more edges before the boundary is added.
const MOST: usize = 28;
/// Growing steps that leave fewer edges are replaced by equal ones.
const FEWEST: usize = 12;
const RECENCY_STEPS: [i64; 13] = [1, 2, 3, 5, 7, 10, 14, 15, 30, 60, 90, 180, 365];
/// Values of one decade, in hundredths, from fine to coarse.
const DECADES: [&[i64]; 5] = [
    &[
        100, 110, 120, 130, 140, 150, 160, 180, 200, 220, 250, 280, 300, 350, 400, 450, 500, 600, 700, 800,
        900,
    ],
    &[100, 120, 150, 200, 250, 300, 400, 500, 600, 800],
    &[100, 150, 200, 300, 500, 700],
    &ONE_TWO_FIVE,
    &[100],
];
const ONE_TWO_FIVE: [i64; 3] = [100, 200, 500];
/// The largest decade that amounts reach: 9 * 10^15 < 2^53 < 10^16.
const DECADE_COUNT: u32 = 16;

/// An axis that is cut into bins.
#[derive(Clone, Debug)]
pub(super) struct Binned {
    pub(super) axis: BinAxis,
    /// The edges, as they are.
    pub(super) edges: Vec<i64>,
}

impl Binned {
    /// The bins of values, one a customer.
    pub(super) fn of(values: &Ranking, cut: &Cut) -> Binned {
        let edges = with_boundary(edges(cut.measure, values), cut.boundary, values.ends());
        let axis = BinAxis {
            measure: cut.measure,
            cut: cut.value,
            cut_edge: edges.partition_point(|edge| *edge < cut.boundary) as u32,
            edges: edges.iter().map(|edge| *edge as f64).listed(),
        };
        Binned { axis, edges }
    }

    /// The bin of a value.
    pub(super) fn bin(&self, value: i64) -> usize {
        self.edges.partition_point(|edge| *edge <= value).saturating_sub(1)
    }
}

fn edges(measure: Measure, values: &Ranking) -> Vec<i64> {
    let Some((_, most)) = values.ends() else { return Vec::new() };
    match measure {
        Measure::Recency => recency_edges(most),
        Measure::Frequency => {
            let high = quantile::nearest_rank(values, 99).unwrap_or(most);
            frequency_edges(high.saturating_add(1).min(most))
        }
        Measure::Monetary => match quantile::nearest_ranks(values, &[1, 99]).as_deref() {
            Some(&[low, high]) => monetary_edges(low, high),
            _ => Vec::new(),
        },
    }
}

fn recency_edges(highest: i64) -> Vec<i64> {
    let fits = |step: &&i64| highest / **step < MOST as i64;
    // Beyond the table: whole years.
    let years = || 365 * (highest / (365 * MOST as i64) + 1);
    let step = RECENCY_STEPS.iter().find(fits).copied().unwrap_or_else(years);
    (0..=highest / step).map(|i| i * step).listed()
}

fn frequency_edges(highest: i64) -> Vec<i64> {
    if highest <= MOST as i64 { (1..=highest.max(1)).listed() } else { growing(1, highest) }
}

fn monetary_edges(low: i64, high: i64) -> Vec<i64> {
    // A growing scale cannot reach zero: where many pay nothing it ends three decades below the top.
    let edges = growing(if low > 0 { low } else { high / 1000 }, high);
    if edges.len() >= FEWEST { edges } else { equal(low, high) }
}

/// The finest series of which at most [`MOST`] values lie between the ends, begun at or below `low`.
fn growing(low: i64, high: i64) -> Vec<i64> {
    let within = |decade: &[i64]| {
        let values: Vec<i64> = series(decade).take_while(|value| *value <= high).listed();
        let start = values.partition_point(|value| *value <= low).saturating_sub(1);
        values[start..].to_vec()
    };
    let all = DECADES.iter().map(|decade| within(decade));
    all.min_by_key(|edges| edges.len().saturating_sub(MOST)).unwrap_or_default()
}

/// The whole numbers among the values of a decade times 1, 10, 100 ...
fn series(decade: &[i64]) -> impl Iterator<Item = i64> {
    let powers = (0..DECADE_COUNT).map(|power| 10_i64.pow(power));
    let values = powers.flat_map(move |power| decade.iter().map(move |value| value * power));
    values.filter(|hundredths| hundredths % 100 == 0).map(|hundredths| hundredths / 100)
}

/// Equal steps of 1, 2 or 5 times a power of ten, from at or below `low`.
fn equal(low: i64, high: i64) -> Vec<i64> {
    let count = |step: i64| high.div_euclid(step) - low.div_euclid(step) + 1;
    let step = series(&ONE_TWO_FIVE).find(|step| count(*step) <= MOST as i64).unwrap_or(i64::MAX);
    (low.div_euclid(step)..=high.div_euclid(step)).map(|i| i * step).listed()
}

/// Adds the boundary as an edge where any value reaches it, of values between `ends`.
fn with_boundary(mut edges: Vec<i64>, boundary: i64, ends: Option<(i64, i64)>) -> Vec<i64> {
    let Some((least, _)) = ends.filter(|(_, most)| *most >= boundary) else { return edges };
    if let Err(at) = edges.binary_search(&boundary) {
        edges.insert(at, boundary);
    }
    // The first bin holds all below it too, so one that starts at the boundary would hold both sides.
    if edges[0] == boundary && least < boundary {
        edges.insert(0, boundary - 1);
    }
    edges
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn recency_goes_in_equal_steps() {
        assert_eq!(recency_edges(0), [0]);
        assert_eq!(recency_edges(5), [0, 1, 2, 3, 4, 5]);
        assert_eq!(recency_edges(28)[..3], [0, 2, 4]);
        let two_years = recency_edges(729);
        assert_eq!((two_years.len(), two_years[1]), (25, 30));
        assert!(recency_edges(1_000_000).len() <= MOST);
    }

    #[test]
    fn frequency_counts_one_by_one_until_it_must_grow() {
        assert_eq!(frequency_edges(1), [1]);
        assert_eq!(frequency_edges(12).len(), 12);
        let many = frequency_edges(400);
        assert_eq!(many[..4], [1, 2, 3, 4]);
        assert!(many.len() <= MOST && *many.last().unwrap() == 400, "{many:?}");
    }

    #[test]
    fn money_grows_by_factors_where_it_is_wide_and_in_steps_where_it_is_narrow() {
        // 8.00 to 1,000.00 in cents: about two decades.
        let wide = monetary_edges(800, 100_000);
        assert_eq!((wide[0], wide.last()), (800, Some(&100_000)));
        assert!((16..=MOST).contains(&wide.len()), "{wide:?}");
        assert_eq!(monetary_edges(9_000, 11_000)[..3], [9_000, 9_100, 9_200]);
        assert_eq!(monetary_edges(500, 500), [500]);
        assert_eq!(monetary_edges(-5, -5), [-5]);
        assert!(monetary_edges(-100, 100_000).iter().all(|edge| *edge > 0));
        for (low, high) in [(0, 0), (1, (1 << 53) - 1), (-(1 << 53), 1 << 53), (1, 2), (-10, 0)] {
            let edges = monetary_edges(low, high);
            assert!((1..=MOST).contains(&edges.len()), "{low} {high} {edges:?}");
            assert!(edges.is_sorted_by(|a, b| a < b), "{edges:?}");
        }
    }

    #[test]
    fn no_bin_holds_both_sides_of_the_boundary() {
        for (least, most, boundary) in [(45, 45, 45), (1, 900, 302), (-900, 6, -290)] {
            let edges = with_boundary(recency_edges(60), boundary, Some((least, most)));
            assert!(edges.contains(&boundary), "{edges:?}");
            assert!(edges[0] < boundary || least >= boundary, "{edges:?}");
            assert!(edges.is_sorted_by(|a, b| a < b), "{edges:?}");
        }
        // Nobody reaches the boundary: it is no edge.
        assert_eq!(with_boundary(vec![1], 2, Some((1, 1))), [1]);
    }
}
