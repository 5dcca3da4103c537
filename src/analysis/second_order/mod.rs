//! **Question.** How likely is it that a customer orders again within so many days, and who is quicker?
//!
//! **Definition.** A *wait* runs from one order day of a customer to the next. Where there is none yet it is open: it has
//! lasted from the last order day to the as-of day. The *chance* of the next order day within t days is 1 − S(t) of
//! [Kaplan and Meier](crate::stats::kaplan_meier) over the waits that begin on customers' n-th order day: those whose
//! t days are not over count for as long as they have been watched. The *plain share* is who has come back within t
//! days so far, over all customers: lower, since young customers have had no time yet.
//!
//! **Units.** Chances and shares 0..=1; days.
//!
//! **Choices.**
//! - Ties: several orders of one day are one order day, whatever `count_by` says.
//! - Refunds: an order refunded in full is no order and ends no wait.
//! - First order: order day 1 is the day of the very first order, whatever is filtered. Filters on orders say which
//!   orders end waits and begin further ones; a window start leaves out the customers who came before it.
//! - Censoring: an open wait of 0 days, of who came on the as-of day, is one of a customer who is watched for no day.
//!   The interval is the complementary log-log one with Greenwood's variance; none where the chance is 0 or 1. A
//!   chance is undefined after the longest wait, unless nobody is left who waits.
//! - Groups are those of the very first order, at most [`MOST_GROUPS`] and the rest together. They are compared by the
//!   [log-rank test](crate::stats::log_rank) where at least two have 30 customers, and not where a customer may be in
//!   several, as with products.
//! - Anonymous orders belong to nobody and are left out.
//!
//! **Example.** As of 31 January: Ann orders on 1 and 11 January, Bob on 1 January, Cy on 26 January:
//!
//! ```
//! use huitou::{analysis::Settings, money::{Currency, Money}, order::Orders};
//! use huitou::report::{Report, Section};
//! let row = |customer, day: &str| (customer, day.parse().unwrap(), Money(100));
//! let rows = [
//!     row("ann", "2024-01-01"), row("ann", "2024-01-11"), row("bob", "2024-01-01"), row("cy", "2024-01-26"),
//! ];
//! let orders = Orders::from_rows(Currency::of("CNY"), rows).unwrap();
//! let settings = Settings { as_of: Some("2024-01-31".parse().unwrap()), ..Settings::default() };
//! let report = Report::of(&orders, &settings, &[Section::SecondOrder]);
//! let second = report.results.second_order.unwrap();
//! let first = &second.order_days[0];
//! assert_eq!((first.customers, first.returned), (3, 1));
//! // Cy has been watched for 5 days, so Ann is one of two who are seen on day 10.
//! assert_eq!(first.within[0].chance, Some(0.5));
//! assert_eq!(first.median_days, Some(10));
//! ```
//!
//! **Sources.** Kaplan and Meier (1958), Mantel (1966). P. S. Fader and B. G. S. Hardie's CDNOW data in two windows and
//! the examples of lifelines are reproduced in the tests.

mod chances;
mod groups;

use huitou_columns::first_waits::{FirstWaits, Watch};
use huitou_columns::gaps::Gaps;
use serde::{Deserialize, Serialize};

use super::Scope;
use crate::list::Listed;
use crate::stats::kaplan_meier::Waits;
use chances::curve;

pub use chances::{Chance, Chances, HORIZONS};
pub use groups::{Comparison, GroupChances, Grouping, MOST_GROUPS};

/// The chance of the next order.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub struct SecondOrder {
    /// From the first order day to the second, in equal steps up to a year or to the longest wait.
    pub curve: Vec<Chance>,
    /// From order day n to n + 1, n = 1..=10.
    pub order_days: Vec<Chances>,
    /// From the first order day to the second by what the first order was; only what the files tell.
    pub comparisons: Vec<Comparison>,
}

/// The last order day that waits are told of.
const LAST_ORDER_DAY: usize = 10;

/// The results of this section.
pub fn second_order(scope: &Scope) -> SecondOrder {
    let watched = watch(scope).map(|watch| scope.everybody.gathered().waits(watch, LAST_ORDER_DAY));
    let none = || (FirstWaits::default(), Gaps::of_places(LAST_ORDER_DAY));
    let (first_waits, gaps) = watched.unwrap_or_else(none);
    let waits = gaps.ended.into_iter().zip(gaps.open).take(LAST_ORDER_DAY);
    let waits = waits.map(|(ended, open)| Waits::of(ended, open)).listed();
    SecondOrder {
        curve: curve(&waits[0]),
        order_days: waits.iter().map(Chances::of).listed(),
        comparisons: groups::comparisons(scope.orders, &first_waits),
    }
}

/// Whoever is shown and first came within the window, by all their orders; rows are positions of orders, steps are days.
pub(super) fn watch<'a>(scope: &Scope<'a>) -> Option<Watch<'a>> {
    let (from, until) = (scope.window?.first_day.0, scope.window?.as_of.0);
    Some(Watch { all: scope.all.gathered(), shown: scope.selection.shown(), from, until })
}
