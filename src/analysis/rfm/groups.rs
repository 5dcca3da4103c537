//! Groups of customers, and what the report says of each.

use serde::{Deserialize, Serialize};

use super::measures::Measures;
use super::{Measure, Octant, PackageSegment, Segment};
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
    orders: u64,
    recency: i64,
    frequency: i64,
    monetary: i64,
}

impl Tally {
    /// One customer more, by position in the measures.
    pub(super) fn add(&mut self, measures: &Measures, customer: usize) {
        self.join(&Tally {
            customers: 1,
            revenue: measures.revenue_of(customer),
            orders: measures.orders(customer),
            recency: measures.get(Measure::Recency, customer),
            frequency: measures.get(Measure::Frequency, customer),
            monetary: measures.get(Measure::Monetary, customer),
        });
    }

    /// Other customers beside these.
    pub(super) fn join(&mut self, other: &Tally) {
        self.customers += other.customers;
        self.revenue += other.revenue;
        self.orders += other.orders;
        self.recency += other.recency;
        self.frequency += other.frequency;
        self.monetary += other.monetary;
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
            mean_recency_days: mean(self.recency),
            mean_frequency: mean(self.frequency),
            mean_monetary: Money::ratio(i128::from(self.monetary), i128::from(self.customers)),
        }
    }
}
