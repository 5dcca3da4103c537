//! Groups of customers, and what the report says of each.

use serde::{Deserialize, Serialize};

use super::stands::Stand;
use super::{MEASURES, Octant, PackageSegment, Segment};
use crate::analysis::Share;
use crate::analysis::cycle::Due;
use crate::analysis::lifecycle::Stage;
use crate::money::Money;

/// Customers who are alike in R, F and M: by halves or by scores.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub enum CustomerGroup {
    /// One of the eight octants.
    Octant(Octant),
    /// One of the named segments on R x F scores.
    Segment(Segment),
    /// How far customers are in their own cycles.
    Due(Due),
    /// A stage of the lifecycle.
    Stage(Stage),
    /// One of the segments of the R package `rfm`.
    Package(PackageSegment),
}

/// The customers of one group.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub struct GroupRow {
    /// Which one.
    pub group: CustomerGroup,
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
    /// Mean M, half-even; `None` without customers.
    pub mean_monetary: Option<Money>,
}

/// Sums over some customers.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Tally {
    pub(super) customers: u64,
    pub(super) revenue: Money,
    pub(super) orders: u64,
    /// R, F and M.
    pub(super) measures: [i64; MEASURES.len()],
}

impl Tally {
    /// Those who stand alike in some way, of so many ways.
    pub(super) fn joined(tallies: &[Tally], ways: usize, way: &dyn Fn(Stand) -> usize) -> Vec<Tally> {
        let mut joined = vec![Tally::default(); ways];
        Stand::all().zip(tallies).for_each(|(stand, tally)| joined[way(stand)].join(tally));
        joined
    }

    /// Other customers beside these.
    pub(super) fn join(&mut self, other: &Tally) {
        self.customers += other.customers;
        self.revenue += other.revenue;
        self.orders += other.orders;
        self.measures.iter_mut().zip(other.measures).for_each(|(sum, other)| *sum += other);
    }

    /// What the report says of them, among all `customers` with their `revenue`.
    pub(super) fn row(&self, group: CustomerGroup, customers: u64, revenue: Money) -> GroupRow {
        let mean = |sum: i64| (self.customers > 0).then(|| sum as f64 / self.customers as f64);
        GroupRow {
            group,
            customers: Share::of(self.customers, customers),
            orders: self.orders,
            revenue: self.revenue,
            revenue_share: self.revenue.share_of(revenue),
            mean_recency_days: mean(self.measures[0]),
            mean_frequency: mean(self.measures[1]),
            mean_monetary: Money::ratio(i128::from(self.measures[2]), i128::from(self.customers)),
        }
    }
}
