//! What the merchant can set about RFM, beside the split and what F counts.

use serde::{Deserialize, Serialize};

use super::CustomerGroup;

/// By default nothing is given: high is compared with the split, scores are shares of those who are worse.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub struct RfmSettings {
    /// For R, F and M what high is at least as good as, in days, purchases and minor units; `None`: the split.
    pub high: [Option<i64>; 3],
    /// How scores are made.
    pub scoring: Scoring,
    /// For R, F and M what the scores 2, 3, 4 and 5 are at least as good as, in any order; `None`: by `scoring`.
    pub limits: [Option<[i64; 4]>; 3],
    /// Migration is from so many days before the as-of day; `None`: [`MIGRATION_DAYS`](RfmSettings::MIGRATION_DAYS).
    pub migration_days: Option<u32>,
    /// What the earlier groups are divided by.
    pub migration_cuts: MigrationCuts,
    /// The group of the earlier day that another one is compared with; `None`: one is chosen.
    pub compare_first: Option<CustomerGroup>,
    /// That other one.
    pub compare_second: Option<CustomerGroup>,
    /// What M is.
    pub monetary: Monetary,
}

impl RfmSettings {
    /// A quarter of a year.
    pub const MIGRATION_DAYS: u32 = 90;
}

/// What M is of a customer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub enum Monetary {
    /// The net amount of all orders.
    #[default]
    Sum,
    /// That over the number of orders, rounded half to even.
    MeanPerOrder,
}

/// How scores of 1 to 5 are made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub enum Scoring {
    /// 1 + floor(5 x share of customers strictly worse).
    #[default]
    Rank,
    /// As the R package `rfm` does it: quantiles of type 7 at 20, 40, 60 and 80 % plus one, and its segments.
    QuantilePlusOne,
}

/// What the groups of an earlier day are divided by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub enum MigrationCuts {
    /// By what divided customers on that day.
    #[default]
    Then,
    /// By what divides them now.
    Now,
}
