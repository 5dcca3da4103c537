//! **Question.** Of the customers who came first in one period, how many order again in each later one?
//!
//! **Definition.** A *cohort* c is the customers whose first valid order lies in one period, n its size.
//! *Period retention* at offset k >= 1 = customers of the cohort with at least one valid order in period
//! c + k, over n. The *curve* at k = sum of those customers over sum of n, over all cohorts for which k is
//! complete, cohorts at 0 % included.
//!
//! **Units.** Offsets in periods of the setting; shares 0..=1.
//!
//! **Choices.**
//! - Ties do not matter: a customer counts once a period, however many orders there are.
//! - Refunds: an order refunded in full is no order, so it neither founds a cohort nor retains anybody.
//! - First order: offset 0 is the cohort's size, not a share; a repeat order inside the cohort's own period
//!   counts nowhere here. Filters on orders leave cohorts and sizes as they are and limit which orders retain; a
//!   window start leaves out the customers who came before it.
//! - Censoring: a cell is complete when the last day of its period is the as-of day or earlier. Incomplete
//!   cells are given, marked, and stay out of the curve. The curve rests on fewer cohorts the further it
//!   goes, so it may rise; the number of cohorts is given at each offset.
//! - A first period that begins before the file is marked as cut and stays in.
//! - Anonymous orders belong to no cohort. A period without new customers is no cohort.
//! - At most [`MAX_OFFSET`] offsets: a matrix of days over years would outgrow the page.
//!
//! **Example.** Ann, Bob and Cy come in January; Ann and Bob order in February, Ann in March:
//!
//! ```
//! use huitou::{analysis::Settings, money::{Currency, Money}, order::Orders};
//! use huitou::report::{Report, Section};
//! let row = |customer, day: &str| (customer, day.parse().unwrap(), Money(100));
//! let rows = [
//!     row("ann", "2024-01-01"), row("bob", "2024-01-02"), row("cy", "2024-01-31"),
//!     row("ann", "2024-02-05"), row("bob", "2024-02-09"), row("ann", "2024-03-01"),
//! ];
//! let orders = Orders::from_rows(Currency::of("CNY"), rows).unwrap();
//! let report = Report::of(&orders, &Settings::default(), &[Section::Retention]);
//! let retention = report.results.retention.unwrap();
//! let january = &retention.cohorts[0];
//! let retained: Vec<u64> = january.cells.iter().map(|cell| cell.retained.part).collect();
//! assert_eq!((january.size, retained), (3, vec![2, 1]));
//! // March is cut at its first day: it is shown, and is not in the curve.
//! assert!(january.cells[0].complete && !january.cells[1].complete);
//! assert_eq!(retention.curve.len(), 1);
//! ```
//!
//! **Sources.** P. S. Fader and B. G. S. Hardie's CDNOW data (matrix by month) and PostHog's retention
//! tests (calendar matrices) are reproduced in the tests; the interval is [`wilson`](crate::stats::wilson)'s.

use serde::{Deserialize, Serialize};

use super::calendar::Calendar;
use super::{Scope, Share};
use crate::history::History;
use crate::list::Listed;
use crate::time::{Period, PeriodKind};

/// The last offset that is computed: ten years of months, four months of days.
pub const MAX_OFFSET: u32 = 120;

/// The cohort matrix and the curve that averages it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub struct Retention {
    /// The length of cohorts and offsets.
    pub period: PeriodKind,
    /// Cohorts with at least one customer, earliest first.
    pub cohorts: Vec<Cohort>,
    /// The size-weighted mean over the cohorts that are complete at each offset, from 1; offsets at which
    /// no cohort is complete are left out.
    pub curve: Vec<CurvePoint>,
}

/// The customers whose first order lies in one period.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub struct Cohort {
    /// Which period.
    pub period: Period,
    /// Whether that period begins before the first order of the file.
    pub cut_at_start: bool,
    /// How many customers: what is shown at offset 0.
    pub size: u64,
    /// Offsets 1, 2, ... up to the period that holds the as-of day, or to [`MAX_OFFSET`].
    pub cells: Vec<Cell>,
}

/// One cohort at one offset.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts", rename = "CohortCell"))]
pub struct Cell {
    /// Periods after the cohort's own, from 1.
    pub offset: u32,
    /// Customers with at least one order in that period, of the cohort's size.
    pub retained: Share,
    /// Whether the last day of that period lies in the window.
    pub complete: bool,
}

/// The mean of all cohorts that are complete at one offset.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub struct CurvePoint {
    /// Periods after the cohort's own, from 1.
    pub offset: u32,
    /// Sum of retained over sum of sizes.
    pub retained: Share,
    /// How many cohorts it rests on.
    pub cohorts: u32,
}

/// The results of this section.
pub fn retention(scope: &Scope) -> Retention {
    let cohorts = Calendar::of(scope).map_or_else(Vec::new, |calendar| cohorts(scope, &calendar));
    let curve = curve(&cohorts);
    Retention { period: scope.settings.period, cohorts, curve }
}

fn cohorts(scope: &Scope, calendar: &Calendar) -> Vec<Cohort> {
    let mut tallies = vec![Tally::default(); calendar.periods().len()];
    for all in scope.all.iter().filter(|all| scope.selection.shows(all.customer)) {
        // Who came before the window is in none of its cohorts.
        let Some(founded) = calendar.founded(&all) else { continue };
        let offsets = (calendar.periods().len() - 1 - founded).min(MAX_OFFSET as usize);
        tallies[founded].add(&scope.everybody.of_customer(all.customer), calendar, founded, offsets);
    }
    let listed = tallies.iter().zip(calendar.periods()).filter(|(tally, _)| tally.size > 0);
    listed.map(|(tally, period)| tally.cohort(*period, calendar)).listed()
}

/// A cohort while it is counted.
#[derive(Clone, Debug, Default)]
struct Tally {
    size: u64,
    /// Customers with an order, at offset 1, 2, ...; empty until there is a customer.
    retained: Vec<u64>,
}

impl Tally {
    fn add(&mut self, history: &History, calendar: &Calendar, founded: usize, offsets: usize) {
        self.size += 1;
        self.retained.resize(offsets, 0);
        let mut seen = 0;
        for offset in history.days.iter().map(|day| calendar.number_of(*day) - founded) {
            if offset > offsets {
                break;
            }
            if offset > seen {
                self.retained[offset - 1] += 1;
                seen = offset;
            }
        }
    }

    fn cohort(&self, period: Period, calendar: &Calendar) -> Cohort {
        let cell = |(offset, retained): (u32, &u64)| Cell {
            offset,
            retained: Share::of(*retained, self.size),
            complete: calendar.is_complete(period.plus(offset as i32)),
        };
        Cohort {
            period,
            cut_at_start: calendar.is_cut_at_start(period),
            size: self.size,
            cells: (1..).zip(&self.retained).map(cell).listed(),
        }
    }
}

fn curve(cohorts: &[Cohort]) -> Vec<CurvePoint> {
    let mut sums: Vec<(u64, u64, u32)> = Vec::new();
    for cell in cohorts.iter().flat_map(|cohort| &cohort.cells).filter(|cell| cell.complete) {
        let at = cell.offset as usize - 1;
        if sums.len() <= at {
            sums.resize(at + 1, (0, 0, 0));
        }
        let (part, whole, count) = &mut sums[at];
        *part += cell.retained.part;
        *whole += cell.retained.whole;
        *count += 1;
    }
    let point =
        |(offset, (part, whole, cohorts))| CurvePoint { offset, retained: Share::of(part, whole), cohorts };
    (1..).zip(sums).map(point).filter(|point| point.cohorts > 0).listed()
}
