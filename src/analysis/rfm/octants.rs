//! The eight cells of R, F and M, each high or low.

use serde::{Deserialize, Serialize};

use super::groups::Tally;
use super::{CustomerGroup, GroupRow};
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

/// What low R, F and M add to the position in [`Octant::ALL`], where M changes slowest and F fastest, high before low.
pub(super) const LOW: [usize; 3] = [2, 1, 4];

/// What the report says of each octant.
pub(super) fn rows(tallies: &[Tally], customers: u64, revenue: Money) -> Vec<GroupRow> {
    let row =
        |(octant, tally): (Octant, &Tally)| tally.row(CustomerGroup::Octant(octant), customers, revenue);
    Octant::ALL.into_iter().zip(tallies).map(row).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_octant_stands_at_its_position() {
        for (at, octant) in Octant::ALL.into_iter().enumerate() {
            let lows = octant.highs().into_iter().zip(LOW).filter(|(is_high, _)| !is_high);
            assert_eq!(lows.map(|(_, low)| low).sum::<usize>(), at, "{octant:?}");
        }
    }
}
