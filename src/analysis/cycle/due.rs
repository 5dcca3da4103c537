//! Who is due: days since the last order against the customer's own cycle.

use serde::{Deserialize, Serialize};

use super::own::{Cycles, Hundredths};
use crate::analysis::{Scope, Share};
use crate::history::History;
use crate::list::Listed;
use crate::money::Money;
use crate::time::Day;

/// How far a customer is in their cycle c, with g days since the last order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub enum Due {
    /// g < 0.5 c.
    NotYet,
    /// 0.5 c <= g < 0.75 c: not yet due either.
    HalfWay,
    /// 0.75 c <= g <= 1.25 c.
    Now,
    /// 1.25 c < g <= 3 c.
    Overdue,
    /// 3 c < g.
    LongGone,
}

impl Due {
    /// From the start of a cycle on.
    pub const ALL: [Due; 5] = [Due::NotYet, Due::HalfWay, Due::Now, Due::Overdue, Due::LongGone];

    /// So many days after the last order.
    pub fn of(days: u32, cycle: Hundredths) -> Due {
        let (days, cycle) = (u64::from(days), u64::from(cycle.0));
        match days * 400 {
            quarters if quarters < 2 * cycle => Due::NotYet,
            quarters if quarters < 3 * cycle => Due::HalfWay,
            quarters if quarters <= 5 * cycle => Due::Now,
            quarters if quarters <= 12 * cycle => Due::Overdue,
            _ => Due::LongGone,
        }
    }
}

/// The customers who are as far in their cycle.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub struct DueRow {
    /// How far.
    pub due: Due,
    /// Customers, of all.
    pub customers: Share,
    /// Their orders.
    pub orders: u64,
    /// Their net amount.
    pub revenue: Money,
}

/// Seven days after the as-of day.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub struct DueWeek {
    /// The first of them.
    pub first_day: Day,
    /// Customers whose due date lies in them.
    pub due: u64,
    /// Customers whose half-way date lies in them.
    pub half_way: u64,
}

/// How many weeks are looked ahead.
const WEEKS: usize = 12;

/// The rows of [`Due::ALL`] and the weeks to come; both empty where nobody came back.
pub(super) fn due(scope: &Scope, cycles: &Cycles) -> (Vec<DueRow>, Vec<DueWeek>) {
    let Some(window) = scope.window else { return Default::default() };
    let mut tallies = [(0_u64, 0_u64, Money::ZERO); Due::ALL.len()];
    let mut weeks = [[0_u64; 2]; WEEKS];
    let mut count = |day: Day, kind: usize| {
        let ahead = day.days_since(window.as_of) - 1;
        if let Some(week) = usize::try_from(ahead).ok().and_then(|ahead| weeks.get_mut(ahead / 7)) {
            week[kind] += 1;
        }
    };
    let mut customers = 0;
    each_due(scope, cycles, &mut |history, due, cycle| {
        customers += 1;
        let tally = &mut tallies[due as usize];
        *tally = (tally.0 + 1, tally.1 + history.orders.len() as u64, tally.2 + history.revenue());
        let last = history.last_day();
        count(cycle.after(last), 0);
        count(cycle.half_after(last), 1);
    });
    if customers == 0 {
        return Default::default();
    }
    let row = |(due, (part, orders, revenue))| DueRow {
        due,
        customers: Share::of(part, customers),
        orders,
        revenue,
    };
    let week = |(at, [due, half_way]): (i32, [u64; 2])| DueWeek {
        first_day: window.as_of.plus(1 + 7 * at),
        due,
        half_way,
    };
    (Due::ALL.into_iter().zip(tallies).map(row).listed(), (0..).zip(weeks).map(week).listed())
}

/// Tells of each customer how far they are in their own cycle; of nobody where nobody came back.
pub fn each_due(scope: &Scope, cycles: &Cycles, found: &mut dyn FnMut(&History, Due, Hundredths)) {
    let Some(window) = scope.window else { return };
    let mut gaps = Vec::new();
    for history in scope.histories.iter() {
        let Some(cycle) = cycles.own(scope.orders, &history, &mut gaps) else { return };
        let days = window.as_of.days_since(history.last_day()) as u32;
        found(&history, Due::of(days, cycle), cycle);
    }
}

/// The due date of some customers who are shown; `None` where nobody came back.
pub fn due_dates(scope: &Scope, customers: &[u32]) -> Vec<Option<Day>> {
    let (cycles, mut gaps) = (scope.cycles(), Vec::new());
    let dates = customers.iter().map(|customer| {
        let history = scope.histories.of_customer(*customer);
        cycles.own(scope.orders, &history, &mut gaps).map(|cycle| cycle.after(history.last_day()))
    });
    dates.listed()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_edges_of_a_cycle_of_twenty_days() {
        let due = |days| Due::of(days, Hundredths(2_000));
        assert_eq!([0, 9].map(due), [Due::NotYet; 2]);
        assert_eq!([10, 14].map(due), [Due::HalfWay; 2]);
        assert_eq!([15, 25].map(due), [Due::Now; 2]);
        assert_eq!([26, 60].map(due), [Due::Overdue; 2]);
        assert_eq!([61, 4_000].map(due), [Due::LongGone; 2]);
        // A hundredth of a day decides, no rounding: 0.75 x 20.01 is above 15.
        assert_eq!(Due::of(15, Hundredths(2_001)), Due::HalfWay);
    }
}
