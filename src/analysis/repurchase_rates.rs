//! **Question.** Which of the many "repurchase rates" is the one on a dashboard?
//!
//! **Definition.** All of them from the same orders, see [`RateKind`]. Rates of a month or quarter are those of the last
//! complete one.
//!
//! **Units.** Shares 0..=1, in the order of [`RateKind`].
//!
//! **Choices.**
//! - Ties: of two orders at one moment the first is the one with the smaller order id.
//! - Refunds: amounts are net; an order refunded in full is no order.
//! - First order: filters on orders limit which orders count, and make nobody new; a window start leaves out, of the rates
//!   within days, who came before it.
//! - Censoring: within N days are those who have been observed for N days. The rates of the whole window are low for a
//!   young shop: its last customers have had no time yet.
//! - Orders or days: each rate counts what its definition says, whatever the setting.
//! - Anonymous orders are in neither part of any of these.
//! - Shares of orders and of revenue have no interval: orders of one customer depend on each other.
//!
//! **Example.** As of 29 February; Ann orders on 1 and 20 January and on 1 February, Bob on 5 January:
//!
//! ```
//! use huitou::analysis::{Settings, repurchase_rates::RateKind};
//! use huitou::{money::{Currency, Money}, order::Orders, report::{Report, Section}};
//! let row = |customer, day: &str| (customer, day.parse().unwrap(), Money(100));
//! let rows = [
//!     row("ann", "2024-01-01"), row("ann", "2024-01-20"), row("ann", "2024-02-01"), row("bob", "2024-01-05"),
//! ];
//! let orders = Orders::from_rows(Currency::of("CNY"), rows).unwrap();
//! let settings = Settings { as_of: "2024-02-29".parse().ok(), ..Settings::default() };
//! let report = Report::of(&orders, &settings, &[Section::RepurchaseRates]);
//! let rates = report.results.repurchase_rates.unwrap().rates;
//! let rate = |kind| rates.iter().find(|rate| rate.kind == kind).unwrap().share;
//! assert_eq!(rate(RateKind::Window), Some(0.5));
//! assert_eq!(rate(RateKind::Within30), Some(0.5));
//! assert_eq!(rate(RateKind::NextMonth), Some(0.5));
//! assert_eq!(rate(RateKind::InsideMonth), Some(0.0));
//! assert_eq!(rate(RateKind::RepeatOrders), Some(0.5));
//! assert_eq!(rate(RateKind::NextQuarter), None);
//! ```
//!
//! **Sources.** The definitions that Chinese and Western shops' dashboards and handbooks use; CDNOW's are reproduced in
//! the tests.

use huitou_columns::visits::Periods;
use serde::{Deserialize, Serialize};

use super::activity::{self, ActivePeriod};
use super::{Scope, Share, second_order};
use crate::money::Money;
use crate::time::{Day, Period, PeriodKind};

/// What people call the repurchase rate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub enum RateKind {
    /// Customers with two or more orders in the window / with one or more.
    Window,
    /// The same by order days.
    WindowDays,
    /// Customers with three or more orders / with two or more.
    Third,
    /// Customers with an order day within days 1 to 30 after their first / observed for 30 days.
    Within30,
    /// The same within 90 days.
    Within90,
    /// The same within 180 days.
    Within180,
    /// The same within 365 days.
    Within365,
    /// Customers with two or more orders inside the last complete month / with one or more.
    InsideMonth,
    /// The same inside the last complete quarter.
    InsideQuarter,
    /// Customers of the last complete month who are not new / all of it.
    ExistingMonth,
    /// See [`ActivePeriod::next`], of the last complete month.
    NextMonth,
    /// See [`ActivePeriod::two`].
    TwoMonths,
    /// See [`ActivePeriod::two_from`].
    TwoMonthsFrom,
    /// See [`ActivePeriod::next`], of the last complete quarter.
    NextQuarter,
    /// Orders after a customer's first / all orders of customers.
    RepeatOrders,
    /// The same by net amount.
    RepeatRevenue,
}

/// One of them on this shop's data.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub struct RepurchaseRate {
    /// Which one.
    pub kind: RateKind,
    /// The month or quarter that it is of; `None`: the window.
    pub period: Option<Period>,
    /// Its value; `None` where nobody could.
    pub share: Option<f64>,
    /// Its two counts and their interval, where it is a share of customers.
    pub customers: Option<Share>,
}

/// All of them side by side.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub struct RepurchaseRates {
    /// One of each kind.
    pub rates: Vec<RepurchaseRate>,
}

/// The results of this section.
pub fn repurchase_rates(scope: &Scope) -> RepurchaseRates {
    let [month, quarter] = [PeriodKind::Month, PeriodKind::Quarter]
        .map(|kind| activity::periods(scope, kind).into_iter().rfind(|period| period.complete));
    let counts = Counts::of(scope, [&month, &quarter].map(|last| last.as_ref().map(|last| last.period)));
    let none = Share::of(0, 0);
    let of =
        |last: &Option<ActivePeriod>, share: fn(&ActivePeriod) -> Share| last.as_ref().map_or(none, share);
    let [window, days, third] = counts.window;
    let mut rates = Vec::new();
    let mut add = |kind, last: &Option<ActivePeriod>, customers: Share| {
        let period = last.as_ref().map(|last| last.period);
        rates.push(RepurchaseRate { kind, period, share: customers.rate(), customers: Some(customers) });
    };
    add(RateKind::Window, &None, window.share());
    add(RateKind::WindowDays, &None, days.share());
    add(RateKind::Third, &None, third.share());
    for (kind, within) in WITHIN.iter().zip(&counts.within) {
        add(kind.0, &None, within.share());
    }
    add(RateKind::InsideMonth, &month, counts.inside[0].share());
    add(RateKind::InsideQuarter, &quarter, counts.inside[1].share());
    add(RateKind::ExistingMonth, &month, of(&month, ActivePeriod::existing));
    add(RateKind::NextMonth, &month, of(&month, |month| month.next));
    add(RateKind::TwoMonths, &month, of(&month, |month| month.two));
    add(RateKind::TwoMonthsFrom, &month, of(&month, |month| month.two_from));
    add(RateKind::NextQuarter, &quarter, of(&quarter, |quarter| quarter.next));
    let orders = (counts.orders > 0).then(|| counts.repeat_orders as f64 / counts.orders as f64);
    let revenue = counts.repeat_revenue.share_of(counts.revenue);
    for (kind, share) in [(RateKind::RepeatOrders, orders), (RateKind::RepeatRevenue, revenue)] {
        rates.push(RepurchaseRate { kind, period: None, share, customers: None });
    }
    RepurchaseRates { rates }
}

/// Within so many days after the first order.
const WITHIN: [(RateKind, u32); 4] = [
    (RateKind::Within30, 30),
    (RateKind::Within90, 90),
    (RateKind::Within180, 180),
    (RateKind::Within365, 365),
];

/// Part and whole while they are counted.
#[derive(Clone, Copy, Debug, Default)]
struct Pair(u64, u64);

impl Pair {
    fn share(&self) -> Share {
        Share::of(self.0, self.1)
    }
}

struct Counts {
    /// By orders, by days, the third of the second.
    window: [Pair; 3],
    within: [Pair; WITHIN.len()],
    /// Inside a month and a quarter.
    inside: [Pair; 2],
    orders: u64,
    repeat_orders: u64,
    revenue: Money,
    repeat_revenue: Money,
}

impl Counts {
    fn of(scope: &Scope, periods: [Option<Period>; 2]) -> Counts {
        let gathered = scope.histories.gathered();
        let customers = scope.histories.customer_count() as u64;
        let as_of = scope.window.map_or(0, |window| window.as_of.0);
        let gaps = gathered.gaps(as_of, 2, false);
        let [twice, thrice] = [0, 1].map(|place| gaps.ended[place].iter().map(|n| u64::from(*n)).sum());
        let orders = scope.histories.order_count() as u64;
        let (firsts, first_revenue) = scope.firsts();
        let inside = |period: Option<Period>| {
            let days = period.map_or(Day(0)..=Day(-1), |period| period.first_day()..=period.last_day());
            let numbers = vec![0; (days.end().days_since(*days.start()) + 1) as usize];
            let visits = gathered.visits(Periods { first: days.start().0, numbers: &numbers }, 1, false);
            Pair(visits[0].again, visits[0].codes)
        };
        let mut counts = Counts {
            window: [
                Pair(twice, customers),
                Pair(gathered.repeaters(true) as u64, customers),
                Pair(thrice, twice),
            ],
            within: Default::default(),
            inside: periods.map(inside),
            orders,
            repeat_orders: orders - firsts,
            revenue: scope.histories.revenue(),
            repeat_revenue: scope.histories.revenue() - first_revenue,
        };
        counts.count_within(scope);
        counts
    }

    /// Whoever came first inside the window, with an order that counts or without.
    fn count_within(&mut self, scope: &Scope) {
        let Some(watch) = second_order::watch(scope) else { return };
        let found = scope.everybody.gathered().within(watch, &WITHIN.map(|(_, days)| days));
        for (within, [watched, back]) in self.within.iter_mut().zip(found) {
            *within = Pair(back, watched);
        }
    }
}
