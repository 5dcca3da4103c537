//! The eight cells of R, F and M, each high or low.

use serde::{Deserialize, Serialize};

use super::cuts::CutSet;
use super::measures::Measures;
use crate::analysis::Share;
use crate::list::Listed;
use crate::money::Money;

/// One of the eight cells of R, F and M, each high or low.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub enum Octant {
    /// R+ F+ M+, 重要价值.
    Champions,
    /// R+ F- M+, 重要发展.
    BigFirstOrders,
    /// R- F+ M+, 重要保持.
    AtRiskRegulars,
    /// R- F- M+, 重要挽留.
    LapsedSpenders,
    /// R+ F+ M-, 一般价值.
    LoyalSmall,
    /// R+ F- M-, 一般发展.
    NewSmall,
    /// R- F+ M-, 一般保持.
    FadingSmall,
    /// R- F- M-, 一般挽留.
    LostSmall,
}

impl Octant {
    /// In the order in which they are shown.
    pub const ALL: [Octant; 8] = [
        Octant::Champions,
        Octant::BigFirstOrders,
        Octant::AtRiskRegulars,
        Octant::LapsedSpenders,
        Octant::LoyalSmall,
        Octant::NewSmall,
        Octant::FadingSmall,
        Octant::LostSmall,
    ];

    /// Whether R, F and M are high.
    pub fn highs(self) -> [bool; 3] {
        match self {
            Octant::Champions => [true, true, true],
            Octant::BigFirstOrders => [true, false, true],
            Octant::AtRiskRegulars => [false, true, true],
            Octant::LapsedSpenders => [false, false, true],
            Octant::LoyalSmall => [true, true, false],
            Octant::NewSmall => [true, false, false],
            Octant::FadingSmall => [false, true, false],
            Octant::LostSmall => [false, false, false],
        }
    }
}

/// The customers of one octant.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub struct OctantRow {
    /// Which one.
    pub octant: Octant,
    /// How many customers, of all.
    pub customers: Share,
    /// Their orders.
    pub orders: u64,
    /// Their net amount.
    pub revenue: Money,
    /// `revenue` over that of all customers; `None` where the latter is not positive.
    pub revenue_share: Option<f64>,
    /// Mean days since the last order; `None` without customers.
    pub mean_recency_days: Option<f64>,
    /// Mean number of purchases; `None` without customers.
    pub mean_frequency: Option<f64>,
    /// Mean net amount, half-even; `None` without customers.
    pub mean_monetary: Option<Money>,
}

/// Sums over the customers of one octant.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Tally {
    pub(super) customers: u64,
    pub(super) revenue: Money,
    orders: u64,
    recency: i64,
    frequency: i64,
}

/// Sums over the customers of each octant, in the order of [`Octant::ALL`].
pub(super) fn tallies(measures: &Measures, cuts: &CutSet) -> [Tally; 8] {
    let mut tallies = [Tally::default(); 8];
    let columns = measures.recency.iter().zip(measures.frequency.iter()).zip(measures.monetary.iter());
    for (customer, ((r, f), m)) in columns.enumerate() {
        let tally = &mut tallies
            [position([cuts.recency.is_high(r), cuts.frequency.is_high(f), cuts.monetary.is_high(m)])];
        tally.customers += 1;
        tally.revenue += Money(m);
        tally.orders += measures.orders(customer);
        tally.recency += r;
        tally.frequency += f;
    }
    tallies
}

/// The position in [`Octant::ALL`], where M changes slowest and F fastest, high before low.
fn position([r, f, m]: [bool; 3]) -> usize {
    usize::from(!m) * 4 + usize::from(!r) * 2 + usize::from(!f)
}

/// What the report says of each octant.
pub(super) fn rows(tallies: &[Tally; 8], customers: u64, revenue: Money) -> Vec<OctantRow> {
    let row = |(octant, tally): (Octant, &Tally)| {
        let mean = |sum: i64| (tally.customers > 0).then(|| sum as f64 / tally.customers as f64);
        OctantRow {
            octant,
            customers: Share::of(tally.customers, customers),
            orders: tally.orders,
            revenue: tally.revenue,
            revenue_share: tally.revenue.share_of(revenue),
            mean_recency_days: mean(tally.recency),
            mean_frequency: mean(tally.frequency),
            mean_monetary: Money::ratio(i128::from(tally.revenue.0), i128::from(tally.customers)),
        }
    };
    Octant::ALL.into_iter().zip(tallies).map(row).listed()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_octant_stands_at_its_position() {
        for (at, octant) in Octant::ALL.into_iter().enumerate() {
            assert_eq!(position(octant.highs()), at, "{octant:?}");
        }
    }
}
