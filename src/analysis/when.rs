//! **Question.** On which weekdays and at which hours do customers order, and do some kinds of customers order at others?
//!
//! **Definition.** Orders that count by weekday and by hour of their moment, as the shop's clock had it; for each of the
//! eight [octants](crate::analysis::rfm::Octant) the orders of its customers by hour.
//!
//! **Units.** Orders; weekdays from Monday, hours from 0 to 23.
//!
//! **Choices.**
//! - An order at 00:00:00 sharp is taken to have no time: exports without times are read as midnight. It counts on its
//!   weekday, and in no hour; of orders with times one in 86,400 is lost.
//! - Anonymous orders are among all, and in no octant. Where customers are chosen, orders of nobody are left out.
//! - First order, repeat, refunds: every valid order is one.
//!
//! **Example.** One order on Monday, 1 January 2024, at midnight:
//!
//! ```
//! use huitou::{analysis::Settings, money::{Currency, Money}, order::Orders};
//! use huitou::report::{Report, Section};
//! let rows = [("ann", "2024-01-01".parse().unwrap(), Money(100))];
//! let orders = Orders::from_rows(Currency::of("CNY"), rows).unwrap();
//! let when = Report::of(&orders, &Settings::default(), &[Section::When]).results.when.unwrap();
//! assert_eq!(when.weekdays, [1, 0, 0, 0, 0, 0, 0]);
//! assert_eq!((when.timed, when.hours.len()), (0, 0));
//! ```
//!
//! **Sources.** None: orders are counted.

use serde::{Deserialize, Serialize};

use super::Scope;
use super::rfm::{Octant, each_octant};
use crate::list::Listed;
use crate::time::{Day, Moment};

/// When orders are placed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub struct When {
    /// Orders of each weekday, from Monday.
    pub weekdays: Vec<u64>,
    /// Orders with a time.
    pub timed: u64,
    /// Of these, for each weekday from Monday the orders of the hours 0 to 23; empty where no order has a time.
    pub hours: Vec<Vec<u64>>,
    /// Octants with orders that have a time, in the order of [`Octant::ALL`].
    pub octants: Vec<OctantHours>,
}

/// When the customers of an octant order.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub struct OctantHours {
    /// Which.
    pub octant: Octant,
    /// Its customers.
    pub customers: u64,
    /// Their orders of the hours 0 to 23.
    pub hours: Vec<u64>,
}

const HOURS: usize = 24;
const WEEKDAYS: usize = 7;

/// The results of this section.
pub fn when(scope: &Scope) -> When {
    let mut hours = [[0_u64; HOURS]; WEEKDAYS];
    let mut weekdays = vec![0_u64; WEEKDAYS];
    for (order, moment) in scope.orders.moments().take(scope.order_count).enumerate() {
        if scope.selection.counts(scope.orders, order) {
            let weekday = weekday(moment.day());
            weekdays[weekday] += 1;
            if let Some(hour) = hour(moment) {
                hours[weekday][hour] += 1;
            }
        }
    }
    let timed = hours.iter().flatten().sum();
    let hours = if timed > 0 { hours.iter().map(|hours| hours.to_vec()).listed() } else { Vec::new() };
    let octants = if timed > 0 { octants(scope) } else { Vec::new() };
    When { weekdays, timed, hours, octants }
}

fn octants(scope: &Scope) -> Vec<OctantHours> {
    let mut tallies = [(0_u64, [0_u64; HOURS]); Octant::ALL.len()];
    each_octant(scope, &mut |history, octant| {
        let (customers, hours) = &mut tallies[octant as usize];
        *customers += 1;
        let moments = history.orders.iter().map(|order| scope.orders.moment(*order as usize));
        moments.filter_map(hour).for_each(|hour| hours[hour] += 1);
    });
    let rows = Octant::ALL.into_iter().zip(tallies).filter(|(_, (_, hours))| hours.iter().any(|n| *n > 0));
    let row = |(octant, (customers, hours)): (Octant, (u64, [u64; HOURS]))| OctantHours {
        octant,
        customers,
        hours: hours.to_vec(),
    };
    rows.map(row).listed()
}

/// The first day of all was a Thursday.
fn weekday(day: Day) -> usize {
    (day.0 + 3).rem_euclid(WEEKDAYS as i32) as usize
}

/// `None` at midnight sharp.
fn hour(moment: Moment) -> Option<usize> {
    let second = moment.0.rem_euclid(Day::SECONDS);
    (second > 0).then_some((second / 3_600) as usize)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weekdays_are_those_of_the_calendar() {
        assert!((-800..20_000).map(Day).all(|day| weekday(day) == day.weekday() as usize));
        assert_eq!((hour(Moment(0)), hour(Moment(1)), hour(Moment(86_399))), (None, Some(0), Some(23)));
        assert_eq!((hour(Moment(-1)), hour(Moment(-86_400))), (Some(23), None));
    }
}
