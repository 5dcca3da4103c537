//! The analyses: each one a pure function of a [`Scope`] that returns plain numbers and no words.
//!
//! An analysis is one file with a fixed opening: question, definition, units, choices, example, sources.

pub mod acquisition;
pub mod activity;
pub mod associations;
pub mod audience;
mod baskets;
mod calendar;
pub mod campaign;
pub mod campaign_days;
mod comparison;
pub mod cycle;
pub mod expected_value;
pub mod lifecycle;
pub mod overview;
pub mod points;
pub mod products;
pub mod refunds;
pub mod repurchase;
pub mod repurchase_rates;
pub mod retention;
pub mod rfm;
pub mod second_order;
mod selection;
pub mod tiers;
pub mod value;
mod values;
pub mod when;

use std::cell::OnceCell;
use std::ops::Range;

use serde::{Deserialize, Serialize};

pub use comparison::Comparison;
pub use selection::{Basis, Selection};
pub use values::{FilterValue, FilterValues};

use crate::history::{Histories, History};
use crate::money::Money;
use crate::order::Orders;
use crate::stats::wilson::{self, Interval};
use crate::time::{Day, PeriodKind};
use acquisition::AcquisitionCost;
use calendar::LastVisits;
use cycle::Cycles;
use lifecycle::LifecycleRule;
use points::PointsRule;
use retention::{CohortBy, CohortMeasure, CurveMean, DoubtfulCohorts, RetentionMode};
use rfm::{CustomerGroup, RfmSettings};
use tiers::TierRule;

/// What counts as one more purchase.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub enum CountBy {
    /// Every order.
    #[default]
    Orders,
    /// Every day with an order, however many there were.
    Days,
}

/// What "high" is compared with in RFM.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub enum Split {
    /// The mean of all customers, as merchants are taught.
    #[default]
    Mean,
    /// The median of all customers.
    Median,
}

/// What the merchant can set. The default is what the page opens with: no filter, everything counts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub struct Settings {
    /// The last day that counts, at most ten years after the last order; `None`: that order's day.
    pub as_of: Option<Day>,
    /// The length of cohorts and of periods.
    pub period: PeriodKind,
    /// Orders or order days.
    pub count_by: CountBy,
    /// Mean or median in RFM.
    pub split: Split,
    /// The first day that is shown; `None`: that of the first order. Who is new stays what it is.
    pub from: Option<Day>,
    /// Only orders of this channel count; `None`: all.
    pub channel: Option<String>,
    /// Only orders with a product of this name count, or where none has exactly this name, with one whose name
    /// contains it; `None`: all.
    pub product: Option<String>,
    /// Only customers whose first order is of this channel are shown; `None`: all.
    pub first_channel: Option<String>,
    /// Only customers of this group are shown, by all their orders up to the as-of day; `None`: all.
    pub segment: Option<CustomerGroup>,
    /// What tells the stages of the lifecycle.
    pub lifecycle: LifecycleRule,
    /// What counts as retained.
    pub retention: RetentionMode,
    /// What makes a cohort.
    pub cohort_by: CohortBy,
    /// What a cell of the cohort matrix shows.
    pub measure: CohortMeasure,
    /// The cohort that another one is compared with, by its [`key`](retention::Cohort::key); `None`: one is chosen.
    pub compare_first: Option<String>,
    /// That other one.
    pub compare_second: Option<String>,
    /// Whether cohorts whose customers may well be old ones stay in the mean.
    pub doubtful_cohorts: DoubtfulCohorts,
    /// Which mean the retention curve shows.
    pub curve_mean: CurveMean,
    /// What is given for RFM.
    pub rfm: RfmSettings,
    /// What new customers cost, and the margin.
    pub acquisition: AcquisitionCost,
    /// How many days after a campaign are looked at; `None`: [`USUAL_DAYS`](campaign::USUAL_DAYS).
    pub campaign_days: Option<u32>,
    /// What tells member tiers.
    pub tiers: TierRule,
    /// What is assumed of points.
    pub points: PointsRule,
}

/// All that an analysis may look at.
#[derive(Clone, Copy, Debug)]
pub struct Scope<'a> {
    /// The whole store; only the first `order_count` orders are not after the as-of day.
    pub orders: &'a Orders,
    /// The orders that count, of the customers that are shown: what analyses go through.
    pub histories: &'a Histories,
    /// The orders that count, of all customers.
    pub everybody: &'a Histories,
    /// Every order up to the as-of day, whatever is filtered: who is new is decided here.
    pub all: &'a Histories,
    /// What the merchant set.
    pub settings: &'a Settings,
    /// First and as-of day, both inside; `None` where no order lies in the window.
    pub window: Option<Window>,
    /// How many orders lie on the as-of day or before: they are the first ones of the store.
    pub order_count: usize,
    /// What the filters leave.
    pub selection: &'a Selection,
    /// What own cycles are made from, once they are asked for.
    cycles: &'a OnceCell<Cycles>,
    /// What lay in each period when that was asked for last.
    visits: &'a LastVisits,
}

impl<'a> Scope<'a> {
    /// What own cycles are made from: the orders that count, of all customers.
    pub fn cycles(&self) -> &'a Cycles {
        self.cycles.get_or_init(|| Cycles::of(self))
    }

    /// Whether the first order of a history that counts is its customer's very first.
    pub fn begins_with_first(&self, history: &History) -> bool {
        self.selection.counts_all()
            || history.orders.first() == self.all.of_customer(history.customer).orders.first()
    }

    /// How many customers' first order that counts is their very first one, and the net amount of these orders.
    pub fn firsts(&self) -> (u64, Money) {
        if self.selection.counts_all() {
            let total = calendar::total(self);
            return (total.firsts, Money(total.first_sum));
        }
        let firsts = self.histories.iter().filter(|history| self.begins_with_first(history));
        firsts.fold((0, Money::ZERO), |(count, sum), history| (count + 1, sum + history.first_amount()))
    }

    /// How many of some orders count, anonymous ones included, and their net amount.
    pub fn counted(&self, orders: Range<usize>) -> (u64, Money) {
        if self.selection.counts_all() && !self.selection.chooses_customers() {
            return (orders.len() as u64, self.orders.revenue(orders));
        }
        let counted = orders.filter(|order| self.selection.counts(self.orders, *order));
        counted.fold((0, Money::ZERO), |(count, sum), order| (count + 1, sum + self.orders.amount(order)))
    }
}

/// The days that are looked at, both inside.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub struct Window {
    /// The day of the first valid order, or the first day that is shown.
    pub first_day: Day,
    /// The last day that counts.
    pub as_of: Day,
}

impl Window {
    /// An as-of day later than this many days after the last order is taken as that day: nothing more can
    /// be learned from waiting, and a slip like 20255-01-01 must not make a million empty months.
    pub const LONGEST_WAIT: i32 = 3_660;

    /// The shortest month, four whole weeks: fewer days say nothing of a year, nor of anybody that they no longer come.
    pub const SHORTEST: i32 = 28;

    /// How many days it has.
    pub fn days(&self) -> i32 {
        self.as_of.days_since(self.first_day) + 1
    }

    /// Whether it has fewer days than [`Window::SHORTEST`].
    pub fn is_short(&self) -> bool {
        self.days() < Window::SHORTEST
    }

    /// The window of a store under settings; `None` where it holds no order.
    pub fn of(orders: &Orders, settings: &Settings) -> Option<Window> {
        let (first, last_day) = orders.span()?;
        let as_of = settings.as_of.unwrap_or(last_day).min(last_day.plus(Window::LONGEST_WAIT));
        let first_day = settings.from.map_or(first, |from| from.max(first));
        (as_of >= first_day).then_some(Window { first_day, as_of })
    }
}

/// A share of customers and how sure it is.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub struct Share {
    /// Customers for whom it holds.
    pub part: u64,
    /// Customers who could.
    pub whole: u64,
    /// 95 % Wilson interval; `None` where `whole` is 0.
    pub interval: Option<Interval>,
}

impl Share {
    /// Below this number of customers a group is marked as small.
    pub const SMALL: u64 = 30;

    /// `part` out of `whole` customers, with its interval.
    pub fn of(part: u64, whole: u64) -> Share {
        Share { part, whole, interval: wilson::interval(part, whole) }
    }

    /// 0..=1; `None` where `whole` is 0.
    pub fn rate(&self) -> Option<f64> {
        (self.whole > 0).then(|| self.part as f64 / self.whole as f64)
    }

    /// Whether the group is too small to say much.
    pub fn is_small(&self) -> bool {
        self.whole < Share::SMALL
    }
}
