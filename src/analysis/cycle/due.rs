//! Who is due: days since the last order against the customer's own cycle.

use serde::{Deserialize, Serialize};

use huitou_columns::progress::{Limit, Passed, Progress};

use super::own::{Cycles, Hundredths};
use crate::analysis::{Scope, Share};
use crate::history::History;
use crate::list::Listed;
use crate::money::Money;
use crate::stats::geometric::Logs;
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

    /// What parts of a cycle have passed in each of them but the first.
    const LIMITS: [Limit; Due::ALL.len() - 1] = [
        Limit { percent: 50, is_inside: false },
        Limit { percent: 75, is_inside: false },
        Limit { percent: 125, is_inside: true },
        Limit { percent: 300, is_inside: true },
    ];

    /// So many days after the last order.
    pub fn of(days: u32, cycle: Hundredths) -> Due {
        Due::ALL[Limit::passed(&Due::LIMITS, days, cycle.0)]
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
    let mut progress = Progress::of(Due::LIMITS, window.as_of.0, 7 * WEEKS);
    cycles.each(scope.orders, scope.histories, &mut |lasts, cycles| progress.add(lasts, cycles));
    let customers = progress.passed.iter().map(|passed| passed.codes).sum();
    if customers == 0 {
        return Default::default();
    }
    let row = |(due, passed): (Due, &Passed)| DueRow {
        due,
        customers: Share::of(passed.codes, customers),
        orders: passed.rows,
        revenue: Money(passed.sum),
    };
    let sum = |days: &[u32]| days.iter().map(|count| u64::from(*count)).sum();
    let week = |(at, (due, half_way)): (i32, (&[u32], &[u32]))| DueWeek {
        first_day: window.as_of.plus(1 + 7 * at),
        due: sum(due),
        half_way: sum(half_way),
    };
    let weeks = progress.ends.chunks(7).zip(progress.halves.chunks(7));
    (Due::ALL.into_iter().zip(&progress.passed).map(row).listed(), (0..).zip(weeks).map(week).listed())
}

/// Tells of each customer how far they are in their own cycle; of nobody where nobody came back.
pub fn each_due(scope: &Scope, cycles: &Cycles, found: &mut dyn FnMut(&History, Due, Hundredths)) {
    let Some(window) = scope.window else { return };
    cycles.each(scope.orders, scope.histories, &mut |lasts, cycles| {
        for (last, &cycle) in lasts.iter().zip(cycles) {
            let days = window.as_of.days_since(Day(last.step)) as u32;
            let cycle = Hundredths(cycle);
            found(&scope.histories.of_customer(last.code), Due::of(days, cycle), cycle);
        }
    });
}

/// The due date of some customers who are shown; `None` where nobody came back.
pub fn due_dates(scope: &Scope, customers: &[u32]) -> Vec<Option<Day>> {
    let (cycles, mut logs) = (scope.cycles(), Logs::default());
    let dates = customers.iter().map(|customer| {
        let history = scope.histories.of_customer(*customer);
        cycles.own(scope.orders, &history, &mut logs).map(|cycle| cycle.after(history.last_day()))
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
