//! **Question.** How big is the shop, and how much of it comes from customers who came back?
//!
//! **Definition.** Totals of all valid orders up to the as-of day. A *repeat customer* has two or more
//! purchases; a *repeat order* is any order of a customer after the first. In a period a customer is *new*
//! when the first order lies in it, *existing* when one lies in it and the first one lies before it.
//!
//! **Units.** Money in minor units; shares 0..=1; periods of the calendar.
//!
//! **Choices.**
//! - Ties: of two orders at one moment the first is the one with the smaller order id.
//! - Refunds: amounts are net; an order refunded in full is no order.
//! - First order: the earliest of the whole file, also in a period that is cut at the start. Filters and a window
//!   start leave it what it is: an order that counts is a repeat where it is not that one, and a customer whose first
//!   order lies before the window is new in no period.
//! - Censoring: the period that holds the as-of day is marked incomplete unless that is its last day.
//! - Anonymous orders count in orders, revenue and average, and in no customer number.
//! - Orders or days: only `repeat_customers` follows `count_by`; orders are always counted as orders.
//!
//! **Example.** Ann buys for 5.00 in January and for 3.00 in February, Bob for 4.00 in February:
//!
//! ```
//! use huitou::{analysis::Settings, money::{Currency, Money}, order::Orders};
//! use huitou::report::{Report, Section};
//! let day = |text: &str| text.parse().unwrap();
//! let rows = [
//!     ("ann", day("2024-01-10"), Money(500)),
//!     ("ann", day("2024-02-01"), Money(300)),
//!     ("bob", day("2024-02-29"), Money(400)),
//! ];
//! let orders = Orders::from_rows(Currency::of("CNY"), rows).unwrap();
//! let report = Report::of(&orders, &Settings::default(), &[Section::Overview]);
//! let overview = report.results.overview.unwrap();
//! assert_eq!((overview.orders, overview.customers, overview.revenue), (3, 2, Money(1200)));
//! assert_eq!(overview.repeat_customers.rate(), Some(0.5));
//! let february = &overview.series[1];
//! assert_eq!((february.new_customers, february.existing_customers), (1, 1));
//! assert!(february.complete);
//! ```
//!
//! **Sources.** Counts and sums; the interval is [`wilson`](crate::stats::wilson)'s.

use serde::{Deserialize, Serialize};

use super::calendar::{self, Calendar};
use super::{CountBy, Scope, Share, Window};
use crate::history::History;
use crate::list::Listed;
use crate::money::Money;
use crate::time::Period;

/// The headline numbers and the series over time.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub struct Overview {
    /// The days looked at; `None` where no order lies in them.
    pub window: Option<Window>,
    /// Valid orders, anonymous ones included.
    pub orders: u64,
    /// Valid orders without a usable customer key.
    pub anonymous_orders: u64,
    /// Customers with at least one order.
    pub customers: u64,
    /// Net amount of all orders.
    pub revenue: Money,
    /// Net amount of the anonymous orders.
    pub anonymous_revenue: Money,
    /// Revenue per order, half-even; `None` without orders.
    pub average_order: Option<Money>,
    /// Customers with two or more (orders or order days) among all customers.
    pub repeat_customers: Share,
    /// Orders of customers after their first one.
    pub repeat_orders: u64,
    /// Revenue of customers after their first order.
    pub repeat_revenue: Money,
    /// Every period of the window in order, empty ones included.
    pub series: Vec<PeriodTotals>,
}

/// What one period brought.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub struct PeriodTotals {
    /// Which period.
    pub period: Period,
    /// Whether its last day lies in the window.
    pub complete: bool,
    /// Whether its first day lies before the window.
    pub cut_at_start: bool,
    /// Valid orders, anonymous ones included.
    pub orders: u64,
    /// Their net amount.
    pub revenue: Money,
    /// Customers whose first order lies in it.
    pub new_customers: u64,
    /// Customers with an order in it whose first order lies before it.
    pub existing_customers: u64,
}

/// The results of this section.
pub fn overview(scope: &Scope) -> Overview {
    let series = Calendar::of(scope).map_or_else(Vec::new, |calendar| series(scope, &calendar));
    let (orders, revenue) = series
        .iter()
        .fold((0, Money::ZERO), |(orders, sum), totals| (orders + totals.orders, sum + totals.revenue));
    let of_customers = calendar::total(scope);
    let (first_orders, first_revenue) = scope.firsts();
    let by_days = scope.settings.count_by == CountBy::Days;
    let repeat_customers = scope.histories.gathered().repeaters(by_days) as u64;
    Overview {
        window: scope.window,
        orders,
        anonymous_orders: orders - of_customers.rows,
        customers: of_customers.codes,
        revenue,
        anonymous_revenue: revenue - Money(of_customers.sum),
        average_order: Money::ratio(i128::from(revenue.0), i128::from(orders)),
        repeat_customers: Share::of(repeat_customers, of_customers.codes),
        repeat_orders: of_customers.rows - first_orders,
        repeat_revenue: Money(of_customers.sum) - first_revenue,
        series,
    }
}

fn series(scope: &Scope, calendar: &Calendar) -> Vec<PeriodTotals> {
    let mut series: Vec<PeriodTotals> =
        calendar.periods().iter().map(|period| PeriodTotals::none(calendar, *period)).listed();
    let mut start = 0;
    for totals in &mut series {
        let end = scope.orders.count_until(totals.period.last_day()).min(scope.order_count);
        (totals.orders, totals.revenue) = scope.counted(start..end);
        start = end;
    }
    // A customer counts once in each period with an order: as new in that of the first order, as existing in others.
    let is_new = |history: &History| {
        let founded = calendar.founded(&scope.all.of_customer(history.customer));
        founded == Some(calendar.number_of(history.first_day()))
    };
    for (totals, visits) in series.iter_mut().zip(calendar.visits(scope, &is_new)) {
        totals.new_customers = visits.firsts;
        totals.existing_customers = visits.codes - visits.firsts;
    }
    series
}

impl PeriodTotals {
    fn none(calendar: &Calendar, period: Period) -> PeriodTotals {
        PeriodTotals {
            period,
            complete: calendar.is_complete(period),
            cut_at_start: calendar.is_cut_at_start(period),
            orders: 0,
            revenue: Money::ZERO,
            new_customers: 0,
            existing_customers: 0,
        }
    }
}
