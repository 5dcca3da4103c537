//! The segments of the R package `rfm`: bounds on all three scores, of which the first that fit are taken.
//!
//! **Source.** A. Hebbali, `rfm` (MIT), its documented segments and bounds; its example is reproduced in the tests.

use serde::{Deserialize, Serialize};

/// A segment as the R package names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub enum PackageSegment {
    /// R 4-5, F and M 4-5.
    Champions,
    /// R 2-5, F and M 3-5.
    LoyalCustomers,
    /// R 3-5, F and M 1-3.
    PotentialLoyalist,
    /// R 4-5, F and M 1.
    NewCustomers,
    /// R 3-4, F and M 1.
    Promising,
    /// R 2-3, F and M 2-3.
    NeedAttention,
    /// R 2-3, F and M 1-2.
    AboutToSleep,
    /// R 1-2, F and M 2-5.
    AtRisk,
    /// R 1, F and M 4-5.
    CantLoseThem,
    /// R 1-2, F and M 1-2.
    Lost,
    /// Whatever fits none.
    Others,
}

use PackageSegment::{
    AboutToSleep, AtRisk, CantLoseThem, Champions, Lost, LoyalCustomers, NeedAttention, NewCustomers, Others,
    PotentialLoyalist, Promising,
};

/// The bounds of R, then those of F and of M, ends included; the first row that fits.
const TABLE: [(PackageSegment, [usize; 2], [usize; 2]); 10] = [
    (Champions, [4, 5], [4, 5]),
    (LoyalCustomers, [2, 5], [3, 5]),
    (PotentialLoyalist, [3, 5], [1, 3]),
    (NewCustomers, [4, 5], [1, 1]),
    (Promising, [3, 4], [1, 1]),
    (NeedAttention, [2, 3], [2, 3]),
    (AboutToSleep, [2, 3], [1, 2]),
    (AtRisk, [1, 2], [2, 5]),
    (CantLoseThem, [1, 1], [4, 5]),
    (Lost, [1, 2], [1, 2]),
];

impl PackageSegment {
    /// In the order of the table.
    pub const ALL: [PackageSegment; 11] = [
        Champions,
        LoyalCustomers,
        PotentialLoyalist,
        NewCustomers,
        Promising,
        NeedAttention,
        AboutToSleep,
        AtRisk,
        CantLoseThem,
        Lost,
        Others,
    ];

    /// The position in [`PackageSegment::ALL`] of the scores of R, F and M, each 1 to 5.
    pub(super) fn of_scores([r, f, m]: [usize; 3]) -> usize {
        let within = |score: usize, [low, high]: [usize; 2]| (low..=high).contains(&score);
        let fits = TABLE
            .iter()
            .position(|(_, recency, others)| within(r, *recency) && within(f, *others) && within(m, *others));
        fits.unwrap_or(TABLE.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_in_the_order_of_all() {
        assert!(TABLE.iter().zip(PackageSegment::ALL).all(|(row, segment)| row.0 == segment));
        for (scores, segment) in [
            ([5, 5, 5], Champions),
            ([4, 3, 5], LoyalCustomers),
            ([3, 1, 2], PotentialLoyalist),
            ([2, 1, 1], AboutToSleep),
            ([1, 5, 5], AtRisk),
            ([1, 1, 1], Lost),
            ([5, 1, 5], Others),
        ] {
            assert_eq!(PackageSegment::ALL[PackageSegment::of_scores(scores)], segment, "{scores:?}");
        }
    }
}
