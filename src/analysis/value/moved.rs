//! What moved sales from one period to the next.

use huitou_columns::comings::Side;
use serde::{Deserialize, Serialize};

use crate::analysis::Scope;
use crate::analysis::calendar::Calendar;
use crate::list::Listed;
use crate::money::Money;
use crate::stats::logarithmic_mean::part;
use crate::time::Period;

/// Two periods that follow one another, both complete.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub struct Change {
    /// The later one.
    pub period: Period,
    /// Revenue of customers in the one before.
    pub before: Money,
    /// Revenue of customers in this one.
    pub after: Money,
    /// Customers whose first order lies in the period.
    pub new: SideChange,
    /// Customers who came in an earlier period.
    pub existing: SideChange,
}

/// New or existing customers in both periods.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub struct SideChange {
    /// In the period before.
    pub before: Sales,
    /// In this one.
    pub after: Sales,
    /// What moved their revenue; `None` where a revenue is negative.
    pub parts: Option<Parts>,
}

/// Sales to some customers in one period.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub struct Sales {
    /// Customers with an order in it.
    pub customers: u64,
    /// Their orders in it.
    pub orders: u64,
    /// Net amount of these.
    pub revenue: Money,
}

/// The change of a revenue, in minor units: the three add up to it.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub struct Parts {
    /// By more or fewer customers.
    pub customers: f64,
    /// By more or fewer orders per customer.
    pub frequency: f64,
    /// By larger or smaller orders.
    pub amount: f64,
}

/// So many periods are told, the last ones.
const MOST_CHANGES: usize = 60;

/// The changes of those who are shown, earliest first.
pub(super) fn changes(scope: &Scope) -> Vec<Change> {
    let Some(calendar) = Calendar::of(scope) else { return Vec::new() };
    let (counted, all) = (scope.histories.gathered(), scope.all.gathered());
    let sides = counted.sides(all, calendar.numbers(), calendar.periods().len());
    // New and existing.
    let sales = sides.into_iter().map(|sides| sides.map(Sales::of)).listed();
    let is_whole = |period: Period| calendar.is_complete(period) && !calendar.is_cut_at_start(period);
    let pairs =
        (1..sales.len()).filter(|at| [at - 1, *at].iter().all(|at| is_whole(calendar.periods()[*at])));
    let changes = pairs.map(|at| change(calendar.periods()[at], sales[at - 1], sales[at])).listed();
    let first = changes.len().saturating_sub(MOST_CHANGES);
    changes[first..].to_vec()
}

impl Sales {
    fn of(side: Side) -> Sales {
        Sales { customers: side.codes, orders: side.rows, revenue: Money(side.sum) }
    }
}

fn change(period: Period, before: [Sales; 2], after: [Sales; 2]) -> Change {
    let revenue = |sales: [Sales; 2]| sales[0].revenue + sales[1].revenue;
    let side = |at: usize| SideChange {
        before: before[at],
        after: after[at],
        parts: Parts::of(before[at], after[at]),
    };
    Change { period, before: revenue(before), after: revenue(after), new: side(0), existing: side(1) }
}

impl Parts {
    /// By the logarithmic mean Divisia index. No customers on one side: all is customers. Nothing paid on one side: all
    /// is amount.
    fn of(before: Sales, after: Sales) -> Option<Parts> {
        let both = [before, after];
        let revenue = both.map(|sales| sales.revenue.0 as f64);
        let (mut parts, change) =
            (Parts { customers: 0.0, frequency: 0.0, amount: 0.0 }, revenue[1] - revenue[0]);
        if revenue.iter().any(|revenue| *revenue < 0.0) {
            return None;
        }
        if both.iter().any(|sales| sales.customers == 0) {
            parts.customers = change;
        } else if revenue.contains(&0.0) {
            parts.amount = change;
        } else {
            let (customers, orders) =
                (both.map(|sales| sales.customers as f64), both.map(|sales| sales.orders as f64));
            let ratio = |a: [f64; 2], b: [f64; 2]| [a[0] / b[0], a[1] / b[1]];
            parts.customers = part(revenue, customers);
            parts.frequency = part(revenue, ratio(orders, customers));
            parts.amount = part(revenue, ratio(revenue, orders));
        }
        Some(parts)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_add_up() {
        let sales = |customers, orders, revenue| Sales { customers, orders, revenue: Money(revenue) };
        // Twice the customers, all else equal: all of it is theirs.
        let doubled = Parts::of(sales(10, 20, 1_000), sales(20, 40, 2_000)).unwrap();
        assert!((doubled.customers - 1_000.0).abs() < 1e-9 && doubled.frequency.abs() < 1e-9);
        // By hand: L(3000, 1000) = 2000 / ln 3 = 1820.478; ln(20/10) of it, ln(1.5/2), ln(100/50).
        let found = Parts::of(sales(10, 20, 1_000), sales(20, 30, 3_000)).unwrap();
        for (part, expected) in
            [(found.customers, 1_261.859), (found.frequency, -523.719), (found.amount, 1_261.859)]
        {
            assert!((part - expected).abs() < 1e-3, "{found:?}");
        }
        assert!((found.customers + found.frequency + found.amount - 2_000.0).abs() < 1e-9);
        let none = sales(0, 0, 0);
        assert_eq!(Parts::of(none, sales(1, 1, 50)).unwrap().customers, 50.0);
        assert_eq!(Parts::of(sales(1, 1, 50), none).unwrap().customers, -50.0);
        assert_eq!(Parts::of(sales(1, 1, 0), sales(2, 3, 50)).unwrap().amount, 50.0);
        assert_eq!(Parts::of(sales(1, 1, -1), sales(2, 3, 50)), None);
    }
}
