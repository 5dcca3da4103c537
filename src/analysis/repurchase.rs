//! **Question.** How many customers buy again, and how often?
//!
//! **Definition.** *Repurchase rate* = customers with two or more purchases inside the window over those
//! with one or more; the same inside each period. *Repeat-order share* = orders after a customer's first
//! over all orders of known customers; the same by revenue. *Distribution* = customers with exactly
//! 1, 2, ..., 9 and with 10 or more purchases, with their orders and revenue. *Funnel* = customers with at least
//! 1, 2, ... 10 purchases; the *X-order rate* is those with at least X + 1 over those with at least X; beside it
//! the median days from purchase X - 1 to purchase X, of those who made it.
//!
//! **Units.** Money in minor units; shares 0..=1; periods of the calendar.
//!
//! **Choices.**
//! - Orders or days: rate, periods, distribution and funnel count purchases as orders or as days with an order
//!   (`count_by`); repeat orders and their revenue are always counted by order.
//! - Ties: of two orders at one moment the first is the one with the smaller order id.
//! - Refunds: amounts are net; an order refunded in full is no order.
//! - First order: inside a period the first purchase of that period needs none before it, so both purchases
//!   of a period rate lie in the period. So it is with a window start and filters on orders: purchases are those that
//!   count. A repeat order is one that counts and is not its customer's very first, whether that one counts or not.
//! - Censoring: the period that holds the as-of day is marked incomplete unless that is its last day.
//!   Customers of the last weeks have had little time to return: the rate of the window is therefore low for a young shop.
//! - Anonymous orders are in neither part of any of these.
//!
//! **Example.** Ann orders twice on one day and once a month later, Bob once:
//!
//! ```
//! use huitou::{analysis::{CountBy, Settings}, money::{Currency, Money}, order::Orders};
//! use huitou::report::{Report, Section};
//! let row = |customer, day: &str| (customer, day.parse().unwrap(), Money(100));
//! let rows = [
//!     row("ann", "2024-01-01"), row("ann", "2024-01-01"), row("ann", "2024-02-01"),
//!     row("bob", "2024-01-05"),
//! ];
//! let orders = Orders::from_rows(Currency::of("CNY"), rows).unwrap();
//! let of = |count_by| {
//!     let settings = Settings { count_by, ..Settings::default() };
//!     Report::of(&orders, &settings, &[Section::Repurchase]).results.repurchase.unwrap()
//! };
//! let by_orders = of(CountBy::Orders);
//! assert_eq!(by_orders.rate.rate(), Some(0.5));
//! assert_eq!(by_orders.periods[0].rate.part, 1);
//! assert_eq!(by_orders.distribution[2].customers.part, 1);
//! assert_eq!(by_orders.repeat_order_share, Some(0.5));
//! // Of two customers one made a second purchase, on the day of the first, and a third, 31 days later.
//! let [_, second, third] = &by_orders.funnel[..3] else { panic!() };
//! assert_eq!((second.customers.part, second.next.rate(), second.median_days), (1, Some(1.0), Some(0.0)));
//! assert_eq!((third.next.part, third.median_days), (0, Some(31.0)));
//! // Two orders on one day are one purchase by days: nobody bought twice in January.
//! assert_eq!(of(CountBy::Days).periods[0].rate.part, 0);
//! ```
//!
//! **Sources.** P. S. Fader and B. G. S. Hardie's CDNOW data is reproduced in the tests; the interval is
//! [`wilson`](crate::stats::wilson)'s.

use serde::{Deserialize, Serialize};

use huitou_columns::by_count::Same;

use super::calendar::{self, Calendar};
use super::{CountBy, Scope, Share};
use crate::history::History;
use crate::list::Listed;
use crate::money::Money;
use crate::stats::counted::Counted;
use crate::time::Period;

/// Repurchase in the whole window, by period, and how often customers order.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub struct Repurchase {
    /// What counts as one more purchase.
    pub count_by: CountBy,
    /// Customers with two or more in the window among those with one or more.
    pub rate: Share,
    /// Orders of known customers.
    pub customer_orders: u64,
    /// Of these, the ones after a customer's first.
    pub repeat_orders: u64,
    /// Their share of customers' orders; `None` without orders. No interval: orders of one customer depend
    /// on each other.
    pub repeat_order_share: Option<f64>,
    /// Net amount of known customers' orders.
    pub customer_revenue: Money,
    /// Net amount of the repeat orders.
    pub repeat_revenue: Money,
    /// `repeat_revenue` over `customer_revenue`; `None` where the latter is not positive.
    pub repeat_revenue_share: Option<f64>,
    /// The rate inside each period of the window, empty ones included.
    pub periods: Vec<PeriodRate>,
    /// Exactly 1, 2, ..., 9 and 10 or more purchases; ten rows, or fewer where a shared report pools the last ones.
    pub distribution: Vec<CountRow>,
    /// At least 1, 2, ... 10 purchases; ten rows, or fewer in a shared report.
    pub funnel: Vec<FunnelRow>,
}

/// Repurchase inside one period.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub struct PeriodRate {
    /// Which period.
    pub period: Period,
    /// Whether its last day lies in the window.
    pub complete: bool,
    /// Whether its first day lies before the window.
    pub cut_at_start: bool,
    /// Customers with two or more purchases inside it among those with one or more.
    pub rate: Share,
    /// Orders of known customers in it.
    pub orders: u64,
    /// Of these, the ones after a customer's first.
    pub repeat_orders: u64,
    /// Net amount of the orders.
    pub revenue: Money,
    /// Net amount of the repeat orders.
    pub repeat_revenue: Money,
}

/// Customers with a certain number of purchases.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub struct CountRow {
    /// Purchases: 1..=10; the last row stands for so many or more.
    pub purchases: u32,
    /// How many customers, of all.
    pub customers: Share,
    /// Orders of these customers.
    pub orders: u64,
    /// Their net amount.
    pub revenue: Money,
}

/// Customers who came as far as a certain purchase.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub struct FunnelRow {
    /// Which purchase, 1..=10.
    pub purchase: u32,
    /// Customers with at least so many, of all.
    pub customers: Share,
    /// Of these, customers with at least one more: the X-order rate.
    pub next: Share,
    /// Median days since the purchase before; `None` for the first, and where nobody made it.
    pub median_days: Option<f64>,
}

/// The last row of the distribution: this many purchases or more; and of the funnel.
const LAST_ROW: usize = 10;

/// The results of this section.
pub fn repurchase(scope: &Scope) -> Repurchase {
    let counts = Counts::of(scope);
    let (repeat_orders, repeat_revenue) = (counts.repeat_orders, counts.repeat_revenue);
    let orders = Some(counts.orders).filter(|orders| *orders > 0);
    Repurchase {
        count_by: scope.settings.count_by,
        rate: Share::of(counts.steps.first().map_or(0, Counted::total), counts.customers),
        customer_orders: counts.orders,
        repeat_orders,
        repeat_order_share: orders.map(|orders| repeat_orders as f64 / orders as f64),
        customer_revenue: counts.revenue,
        repeat_revenue,
        repeat_revenue_share: repeat_revenue.share_of(counts.revenue),
        periods: Calendar::of(scope).map_or_else(Vec::new, |calendar| periods(scope, &calendar)),
        distribution: counts.distribution(),
        funnel: counts.funnel(),
    }
}

/// The whole window while it is counted.
struct Counts {
    customers: u64,
    orders: u64,
    revenue: Money,
    repeat_orders: u64,
    repeat_revenue: Money,
    /// Customers by number of purchases, from 1.
    rows: Vec<Same>,
    /// Days since the purchase before of the 2nd, 3rd, ... purchase: one for each customer who made it.
    steps: Vec<Counted>,
}

impl Counts {
    fn of(scope: &Scope) -> Counts {
        let by_days = scope.settings.count_by == CountBy::Days;
        let gathered = scope.histories.gathered();
        let as_of = scope.window.map_or(0, |window| window.as_of.0);
        let steps = gathered.gaps(as_of, LAST_ROW, by_days).ended.into_iter().take(LAST_ROW);
        let total = calendar::total(scope);
        let (first_orders, first_revenue) = scope.firsts();
        Counts {
            customers: total.codes,
            orders: total.rows,
            revenue: Money(total.sum),
            repeat_orders: total.rows - first_orders,
            repeat_revenue: Money(total.sum) - first_revenue,
            rows: gathered.by_count(LAST_ROW, by_days),
            steps: steps.map(Counted::of).listed(),
        }
    }

    fn distribution(&self) -> Vec<CountRow> {
        let row = |(purchases, same): (u32, &Same)| CountRow {
            purchases,
            customers: Share::of(same.codes, self.customers),
            orders: same.rows,
            revenue: Money(same.sum),
        };
        (1..).zip(&self.rows).map(row).listed()
    }

    fn funnel(&self) -> Vec<FunnelRow> {
        let mut before = (self.customers, None);
        let mut row = |(purchase, step): (u32, &Counted)| {
            let (customers, median_days) = before;
            before = (step.total(), step.quantile(50));
            FunnelRow {
                purchase,
                customers: Share::of(customers, self.customers),
                next: Share::of(step.total(), customers),
                median_days,
            }
        };
        (1..).zip(&self.steps).map(&mut row).collect()
    }
}

fn periods(scope: &Scope, calendar: &Calendar) -> Vec<PeriodRate> {
    let empty = |period: &Period| PeriodRate {
        period: *period,
        complete: calendar.is_complete(*period),
        cut_at_start: calendar.is_cut_at_start(*period),
        rate: Share::of(0, 0),
        orders: 0,
        repeat_orders: 0,
        revenue: Money::ZERO,
        repeat_revenue: Money::ZERO,
    };
    let mut periods = calendar.periods().iter().map(empty).listed();
    let is_first = |history: &History| scope.begins_with_first(history);
    for (period, visits) in periods.iter_mut().zip(calendar.visits(scope, &is_first)) {
        period.rate = Share::of(visits.again, visits.codes);
        period.orders = visits.rows;
        period.repeat_orders = visits.rows - visits.firsts;
        period.revenue = Money(visits.sum);
        period.repeat_revenue = Money(visits.sum - visits.first_sum);
    }
    periods
}
