//! **Question.** Who bought lately, often and much, and who did once but no longer does?

use serde::{Deserialize, Serialize};

use super::{CountBy, Scope, Share, Split};
use crate::money::Money;
use crate::time::Day;

/// The octants and the three pictures of two axes each.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export))]
pub struct Rfm {
    /// The day that recency is counted to; `None` without customers.
    pub as_of: Option<Day>,
    /// What F counts.
    pub count_by: CountBy,
    /// What "high" is compared with.
    pub split: Split,
    /// How many customers.
    #[cfg_attr(test, ts(type = "number"))]
    pub customers: u64,
    /// Net amount of their orders.
    pub revenue: Money,
    /// The dividing values; `None` without customers.
    pub cuts: Option<Cuts>,
    /// The eight octants, in the order of [`Octant::ALL`]; empty without customers.
    pub octants: Vec<OctantRow>,
    /// R x F, F x M, R x M; empty without customers.
    pub quadrants: Vec<Quadrants>,
}

/// The values that divide high from low. A customer exactly on one is low.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export))]
pub struct Cuts {
    /// Days since the last order; high is below it.
    pub recency_days: f64,
    /// Orders or order days; high is above it.
    pub frequency: f64,
    /// Net amount in minor units; high is above it.
    pub monetary_minor: f64,
}

/// One of the eight cells of R, F and M, each high or low.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export))]
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

/// The customers of one octant.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export))]
pub struct OctantRow {
    /// Which one.
    pub octant: Octant,
    /// How many customers, of all.
    pub customers: Share,
    /// Their orders.
    #[cfg_attr(test, ts(type = "number"))]
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

/// One of the three measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export))]
pub enum Measure {
    /// Days since the last order; few is high.
    Recency,
    /// Orders or order days.
    Frequency,
    /// Net amount in minor units.
    Monetary,
}

/// Two measures at a time: four counts, and the customers binned so that none is seen alone.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export))]
pub struct Quadrants {
    /// Left to right.
    pub x: BinAxis,
    /// Bottom to top.
    pub y: BinAxis,
    /// Both high; x high and y low; x low and y high; both low.
    pub cells: Vec<QuadrantCell>,
    /// The bins that hold customers, by x bin, then y bin.
    pub bins: Vec<Bin>,
}

/// An axis that is cut into bins.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export))]
pub struct BinAxis {
    /// What it measures.
    pub measure: Measure,
    /// Ascending lower edges: bin i holds `edges[i] <= value < edges[i + 1]`, the last one all above, and
    /// the first one also all below.
    pub edges: Vec<f64>,
    /// The dividing value.
    pub cut: f64,
}

/// The customers of one quadrant.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export))]
pub struct QuadrantCell {
    /// Whether x is high.
    pub x_high: bool,
    /// Whether y is high.
    pub y_high: bool,
    /// How many customers, of all.
    pub customers: Share,
    /// Their net amount.
    pub revenue: Money,
    /// `revenue` over that of all customers; `None` where the latter is not positive.
    pub revenue_share: Option<f64>,
}

/// The customers of one bin of a picture.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export))]
pub struct Bin {
    /// Position on x.
    pub x: u32,
    /// Position on y.
    pub y: u32,
    /// How many customers.
    #[cfg_attr(test, ts(type = "number"))]
    pub customers: u64,
    /// Their net amount.
    pub revenue: Money,
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
}

/// The results of this section.
pub fn rfm(_scope: &Scope) -> Rfm {
    unimplemented!()
}
