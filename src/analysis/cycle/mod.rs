//! **Question.** How many days pass between two purchases of one customer, and who is due?
//!
//! **Definition.** A *gap* is the days from one order day of a customer to the next one. Given are the quantiles of all
//! gaps, how many fall into each bracket, and the median of those that end on the 2nd, 3rd, ... 10th order day.
//!
//! The *shop's cycle* is the [Kaplan-Meier](crate::stats::kaplan_meier) median of the days to the next order day over
//! all order days, open gaps counted up to the as-of day; where half is never reached, the day by which half of those
//! who are seen to come back have. A *product's cycle* is the same over a customer's days with that product, where at
//! least 30 such gaps are finished. A customer's *own cycle* is exp(w ln m + (1 - w) ln s) with m the median of their
//! n >= 2 gaps, w = n / (n + 3) and s the cycle of the dearest product of their last order or else the shop's; with
//! fewer gaps it is s. It is rounded half up to 0.01 day before anything is compared with it. The *due date* is the
//! last order day and the own cycle, rounded half up; the half-way date the same with half of it. Who is how far is
//! told by [`Due`].
//!
//! **Units.** Gaps in days, at least 1; own cycles in hundredths of a day.
//!
//! **Choices.**
//! - Ties: several orders of one day are one order day, whatever `count_by` says.
//! - Quantiles are type 7, as in Excel.
//! - Refunds: an order refunded in full is no order and ends no gap.
//! - First order: begins the first gap and ends none. Under filters gaps lie between the days with an order that
//!   counts, and the first of these is order day 1.
//! - Censoring: quantiles, brackets and medians are of finished gaps alone. A customer who has not come back has none,
//!   and heavy buyers have many: so they are shorter than the cycle, which counts open gaps too.
//! - Where only some customers are shown, their own cycles are held towards the cycles of all, so that nobody is due
//!   on another day; the shop's cycle that is shown is that of those who are shown.
//! - At most 1,000 products have a cycle of their own. Where nobody came back nobody has a cycle or is due.
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
//! // Two gaps are open, of 0 and 26 days. Four are watched on: 3/4 wait after 4 days, 2/4 after 10.
//! let shop = cycle.shop.unwrap();
//! assert_eq!((shop.days, shop.order_days, shop.is_reached), (10, 5, true));
//! // Bob has one gap, so he goes by the shop: due from day 7.5 to 12.5, and overdue on day 26.
//! assert_eq!(cycle.due[3].customers.part, 1);
//! ```
//!
//! **Sources.** P. S. Fader and B. G. S. Hardie's CDNOW data is reproduced in the tests; quantiles are
//! [`counted`](crate::stats::counted)'s.

use serde::{Deserialize, Serialize};

mod due;
mod own;

use super::Scope;
use crate::list::Listed;
use crate::stats::counted::Counted;
use crate::stats::kaplan_meier::Waits;

pub use due::{Due, DueRow, DueWeek, due_dates, each_due};
pub use own::{Cycles, Hundredths, ProductCycle, hold};

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
    /// The shop's cycle; `None` where nobody came back.
    pub shop: Option<ShopCycle>,
    /// How far customers are in their own cycles, in the order of [`Due::ALL`]; empty where nobody came back.
    pub due: Vec<DueRow>,
    /// Who will be due in the twelve weeks after the as-of day; empty where nobody came back.
    pub calendar: Vec<DueWeek>,
    /// The products with the most gaps that have a cycle of their own, of all customers.
    pub products: Vec<ProductCycle>,
}

/// In how many days half of all purchases are followed by another.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub struct ShopCycle {
    /// Days.
    pub days: u32,
    /// Whether half of all purchases are followed by another; else it is half of those that are.
    pub is_reached: bool,
    /// How many order days it rests on.
    pub order_days: u64,
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
    /// Days by which half of the customers who were on the order day before have come to this one, open gaps counted;
    /// `None` where half is not reached.
    pub cycle_days: Option<u32>,
}

const PERCENTS: [u32; 5] = [10, 25, 50, 75, 90];
/// The last days of the brackets: those of retention.
const LAST_DAYS: [u32; 7] = [7, 14, 30, 60, 90, 180, 365];
/// The last order day that is listed.
const LAST_ORDER_DAY: usize = 10;

/// So many products are listed.
const MOST_PRODUCTS: usize = 20;

/// The results of this section.
pub fn cycle(scope: &Scope) -> Cycle {
    let cycles = scope.cycles();
    let chosen = scope.window.filter(|_| scope.selection.chooses_customers());
    let chosen = chosen.map(|window| own::gaps(scope.histories, window.as_of));
    let gaps = chosen.as_ref().unwrap_or(&cycles.gaps);
    let all = Counted::of(gaps.ended_anywhere());
    let waits = own::waits(gaps);
    let row = |order_day: u32| {
        let place = order_day as usize - 2;
        let [ended, open] =
            [&gaps.ended, &gaps.open].map(|gaps| gaps.get(place).cloned().unwrap_or_default());
        let counted = Counted::of(ended.clone());
        OrderDayGap {
            order_day,
            gaps: counted.total(),
            median_days: counted.quantile(50),
            cycle_days: Waits::of(ended, open).curve().median(),
        }
    };
    let by_order_day = (2..=LAST_ORDER_DAY as u32).map(row).listed();
    let (due, calendar) = due::due(scope, cycles);
    Cycle {
        gaps: all.total(),
        customers: by_order_day[0].gaps,
        quantiles: quantiles(&all),
        brackets: brackets(&all),
        by_order_day,
        shop: shop_of(&waits),
        due,
        calendar,
        products: cycles.products(scope.orders, MOST_PRODUCTS),
    }
}

/// The cycle of those who are shown.
pub(super) fn shop(scope: &Scope) -> Option<ShopCycle> {
    shop_of(&own::waits(&own::gaps(scope.histories, scope.window?.as_of)))
}

fn shop_of(waits: &Waits) -> Option<ShopCycle> {
    let curve = waits.curve();
    let days = curve.median_of_ending()?;
    Some(ShopCycle { days, is_reached: curve.median().is_some(), order_days: waits.total() })
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
