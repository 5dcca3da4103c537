//! **Question.** How many days pass between two purchases of one customer?
//!
//! **Definition.** A *gap* is the days from one order day of a customer to the next one. Given are the quantiles of all
//! gaps, how many fall into each bracket, and the median of those that end on the 2nd, 3rd, ... 10th order day.
//!
//! **Units.** Days, at least 1.
//!
//! **Choices.**
//! - Ties: several orders of one day are one order day, whatever `count_by` says.
//! - Quantiles are type 7, as in Excel.
//! - Refunds: an order refunded in full is no order and ends no gap.
//! - First order: begins the first gap and ends none. Under filters gaps lie between the days with an order that
//!   counts, and the first of these is order day 1.
//! - Censoring: only finished gaps are here. A customer who has not come back has none, and heavy buyers have many: so
//!   the median is shorter than the time that half of the customers take to return.
//! - Anonymous orders belong to nobody and have no gaps.
//!
//! **Example.** Ann orders on 1, 11 and 31 January, Bob on 1 and 5 January:
//!
//! ```
//! use huitou::{analysis::Settings, money::{Currency, Money}, order::Orders};
//! use huitou::report::{Report, Section};
//! let row = |customer, day: &str| (customer, day.parse().unwrap(), Money(100));
//! let rows = [
//!     row("ann", "2024-01-01"), row("ann", "2024-01-11"), row("ann", "2024-01-31"),
//!     row("bob", "2024-01-01"), row("bob", "2024-01-05"),
//! ];
//! let orders = Orders::from_rows(Currency::of("CNY"), rows).unwrap();
//! let report = Report::of(&orders, &Settings::default(), &[Section::Cycle]);
//! let cycle = report.results.cycle.unwrap();
//! // The gaps are 4, 10 and 20 days.
//! assert_eq!((cycle.gaps, cycle.customers), (3, 2));
//! assert_eq!(cycle.quantiles[2].days, 10.0);
//! assert_eq!(cycle.by_order_day[0].median_days, Some(7.0));
//! assert_eq!(cycle.by_order_day[1].median_days, Some(20.0));
//! ```
//!
//! **Sources.** P. S. Fader and B. G. S. Hardie's CDNOW data is reproduced in the tests; quantiles are
//! [`counted`](crate::stats::counted)'s.

use serde::{Deserialize, Serialize};

use super::{CountBy, Scope};
use crate::stats::counted::Counted;

/// The gaps between consecutive order days of one customer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub struct Cycle {
    /// How many gaps.
    pub gaps: u64,
    /// How many customers they are of.
    pub customers: u64,
    /// At 10, 25, 50, 75 and 90 %; empty without gaps.
    pub quantiles: Vec<GapQuantile>,
    /// All gaps by length; always eight rows.
    pub brackets: Vec<GapBracket>,
    /// By the order day that ends the gap, 2..=10; always nine rows.
    pub by_order_day: Vec<OrderDayGap>,
}

/// Of so many percent of the gaps none is longer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub struct GapQuantile {
    /// 10, 25, 50, 75 or 90.
    pub percent: u32,
    /// Type 7.
    pub days: f64,
}

/// Gaps of about one length.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub struct GapBracket {
    /// The shortest.
    pub from_days: u32,
    /// The longest; `None`: any longer one.
    pub to_days: Option<u32>,
    /// How many.
    pub gaps: u64,
}

/// The gaps that end on customers' n-th order day.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub struct OrderDayGap {
    /// n.
    pub order_day: u32,
    /// How many: the customers with at least n order days.
    pub gaps: u64,
    /// Their median; `None` without gaps.
    pub median_days: Option<f64>,
}

const PERCENTS: [u32; 5] = [10, 25, 50, 75, 90];
/// The last days of the brackets: those of retention.
const LAST_DAYS: [u32; 7] = [7, 14, 30, 60, 90, 180, 365];
/// The last order day that is listed.
const LAST_ORDER_DAY: usize = 10;

/// The results of this section.
pub fn cycle(scope: &Scope) -> Cycle {
    let mut all = Counted::default();
    let mut by_order_day = vec![Counted::default(); LAST_ORDER_DAY - 1];
    for history in scope.histories.iter() {
        CountBy::Days.gaps(history.days, &mut |n, days| {
            all.add(days);
            if let Some(counted) = by_order_day.get_mut(n - 2) {
                counted.add(days);
            }
        });
    }
    let row = |(order_day, counted): (u32, &Counted)| OrderDayGap {
        order_day,
        gaps: counted.total(),
        median_days: counted.quantile(50),
    };
    Cycle {
        gaps: all.total(),
        customers: by_order_day[0].total(),
        quantiles: quantiles(&all),
        brackets: brackets(&all),
        by_order_day: (2..).zip(&by_order_day).map(row).collect(),
    }
}

fn quantiles(all: &Counted) -> Vec<GapQuantile> {
    PERCENTS
        .iter()
        .filter_map(|&percent| Some(GapQuantile { percent, days: all.quantile(percent)? }))
        .collect()
}

fn brackets(all: &Counted) -> Vec<GapBracket> {
    let mut from_days = 1;
    let mut bracket = |to_days: Option<u32>| {
        let gaps = all.between(from_days, to_days.unwrap_or(u32::MAX));
        let bracket = GapBracket { from_days, to_days, gaps };
        from_days = to_days.unwrap_or_default() + 1;
        bracket
    };
    LAST_DAYS.into_iter().map(Some).chain([None]).map(&mut bracket).collect()
}
