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

use huitou_columns::classes;
use huitou_columns::hours::{NO_KIND, NO_TIME, Timed};
use serde::{Deserialize, Serialize};

use super::Scope;
use super::rfm::{Octant, octants as octants_of};
use crate::list::Listed;

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

const OCTANTS: usize = Octant::ALL.len();

/// The results of this section.
pub fn when(scope: &Scope) -> When {
    let timed = Timed {
        codes: &scope.orders.columns().customer[..scope.order_count],
        moments: &scope.orders.columns().moment,
        kept: scope.selection.kept(),
    };
    let (kinds, customers) = if timed.have_times() { octants(scope) } else { (Vec::new(), Vec::new()) };
    // Where customers are chosen orders of nobody are not.
    let others = if scope.selection.chooses_customers() { NO_KIND } else { OCTANTS as u8 };
    let weeks = match kinds.is_empty() {
        true => timed.weeks(&shown(scope), others, OCTANTS + 1),
        false => timed.weeks(&kinds, others, OCTANTS + 1),
    };
    let day = |day: usize| {
        let mut hours = [0; NO_TIME + 1];
        weeks.iter().for_each(|week| add(&mut hours, &week[day]));
        hours
    };
    let days = (0..7).map(day).listed();
    let timed = days.iter().flat_map(|hours| &hours[..NO_TIME]).sum();
    let octant = |(at, customers): (usize, u32)| {
        let mut hours = [0; NO_TIME + 1];
        weeks[at].iter().for_each(|day| add(&mut hours, day));
        OctantHours { octant: Octant::ALL[at], customers: customers.into(), hours: hours[..NO_TIME].to_vec() }
    };
    let octants = customers.into_iter().enumerate().map(octant);
    When {
        weekdays: days.iter().map(|hours| hours.iter().sum()).listed(),
        timed,
        hours: days.iter().filter(|_| timed > 0).map(|hours| hours[..NO_TIME].to_vec()).listed(),
        octants: octants.filter(|octant| octant.hours.iter().any(|orders| *orders > 0)).listed(),
    }
}

fn add(sums: &mut [u64], more: &[u64]) {
    sums.iter_mut().zip(more).for_each(|(sum, more)| *sum += more);
}

/// The octant of each customer who is shown, and how many each has.
fn octants(scope: &Scope) -> (Vec<u8>, Vec<u32>) {
    let octants = octants_of(scope);
    (scope.histories.gathered().spread(&octants, NO_KIND), classes::counts(&octants, OCTANTS))
}

/// The same without telling them apart.
fn shown(scope: &Scope) -> Vec<u8> {
    let kind = |is_shown: &bool| if *is_shown { 0 } else { NO_KIND };
    scope.selection.shown().unwrap_or_default().iter().map(kind).listed()
}
