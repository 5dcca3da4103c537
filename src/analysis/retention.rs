//! **Question.** Of the customers who came first in one period, how many order again in each later one?

use serde::{Deserialize, Serialize};

use super::{Scope, Share};
use crate::time::{Period, PeriodKind};

/// The cohort matrix and the curve that averages it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export))]
pub struct Retention {
    /// The length of cohorts and offsets.
    pub period: PeriodKind,
    /// Cohorts with at least one customer, earliest first.
    pub cohorts: Vec<Cohort>,
    /// The size-weighted mean over the cohorts that are complete at each offset, from 1; offsets at which
    /// no cohort is complete are left out.
    pub curve: Vec<CurvePoint>,
}

/// The customers whose first order lies in one period.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export))]
pub struct Cohort {
    /// Which period.
    pub period: Period,
    /// Whether that period begins before the first order of the file.
    pub cut_at_start: bool,
    /// How many customers: what is shown at offset 0.
    #[cfg_attr(test, ts(type = "number"))]
    pub size: u64,
    /// Offsets 1, 2, ... up to the period that holds the as-of day.
    pub cells: Vec<Cell>,
}

/// One cohort at one offset.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export))]
pub struct Cell {
    /// Periods after the cohort's own, from 1.
    pub offset: u32,
    /// Customers with at least one order in that period, of the cohort's size.
    pub retained: Share,
    /// Whether the last day of that period lies in the window.
    pub complete: bool,
}

/// The mean of all cohorts that are complete at one offset.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export))]
pub struct CurvePoint {
    /// Periods after the cohort's own, from 1.
    pub offset: u32,
    /// Sum of retained over sum of sizes.
    pub retained: Share,
    /// How many cohorts it rests on.
    pub cohorts: u32,
}

/// The results of this section.
pub fn retention(_scope: &Scope) -> Retention {
    unimplemented!()
}
