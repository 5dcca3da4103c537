//! **Question.** Of the customers who came first in one period, how many order again in each later one?
//!
//! **Definition.** A *cohort* c is the customers whose first valid order lies in one period (option: whose first
//! order is of one channel, product, category, region, or discounted or not), n its size. At offset k >= 1 are
//! counted, by [`RetentionMode`]:
//! - *period* (default): customers with at least one valid order in period c + k;
//! - *on or after*: with one in period c + k or later;
//! - *cumulative*: with a repeat order up to the end of period c + k, inside period c from k = 1 on;
//! - *day N*, *bracket*, *age month*: with an order N, a to b, or 30k to 30k + 29 days after the first one; of the
//!   members who have been observed so long.
//!
//! over n, or over the members observed so long. The *curve* at k = sum of those customers over sum of n, over all
//! cohorts for which k is complete, cohorts at 0 % included. The same [`sums`](Cell::sums) in orders and revenue.
//!
//! **Units.** Offsets in periods of the setting, or in days; shares 0..=1; money in minor units.
//!
//! **Choices.**
//! - Ties do not matter: a customer counts once at an offset, however many orders there are. Of an order with
//!   several products the dearest one is its product.
//! - Refunds: an order refunded in full is no order, so it neither founds a cohort nor retains anybody.
//! - First order: offset 0 is the cohort's size, not a share; a repeat order inside the cohort's own period
//!   counts nowhere here. Filters on orders leave cohorts and sizes as they are and limit which orders retain; a
//!   window start leaves out the customers who came before it.
//! - Censoring: a cell is complete when the last day of its period is the as-of day or earlier; by days, when the
//!   cohort's last day and the offset's last one are. Incomplete cells are given, marked, and stay out of the curve.
//!   The curve rests on fewer cohorts the further it goes, so it may rise; the number of cohorts is given at each
//!   offset. *On or after* grows with the as-of day: how long its cohorts were followed is given too.
//! - Cohorts of a dimension hold customers of all periods; each offset counts those of its members for whom it is
//!   complete. The [most frequent values](MOST_VALUES) have a row each, the others one together.
//! - A first period that begins before the file is marked as cut and stays in. Cohorts of which more than a tenth had
//!   bought before the file begins, as far as the file can prove that, are marked and stay out of the curve (option;
//!   unless fewer than three would be left): see `left_truncation`.
//! - Anonymous orders belong to no cohort. A period without new customers is no cohort.
//! - At most [`MAX_OFFSET`] offsets, and the latest [`MAX_COHORTS`] cohorts: a matrix of days over years would outgrow
//!   the page. The curve rests on all cohorts.
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

mod columns;
mod compared;
mod curve;
mod left_truncation;
mod rows;
mod tally;

use huitou_columns::cohorts;
use serde::{Deserialize, Serialize};

use super::calendar::Calendar;
use super::{Comparison, Scope, Share};
use crate::list::Listed;
use crate::money::Money;
use crate::stats::wilson::Interval;
use crate::time::{Period, PeriodKind};
use columns::Columns;
use curve::curve;
pub(super) use rows::Rows;
use tally::Tally;

pub use columns::RetentionMode;
pub use curve::{CurveMean, CurvePoint};
pub use left_truncation::{DoubtfulCohorts, FileStart};
pub(super) use rows::FirstOrder;
pub use rows::{CohortBy, CohortName, MOST_VALUES};

/// The last offset that is computed: ten years of months, four months of days.
pub const MAX_OFFSET: u32 = 120;

/// So many cohorts are listed at most, the latest ones.
pub const MAX_COHORTS: usize = 180;

/// What a cell of the matrix shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub enum CohortMeasure {
    /// The share of customers who are retained.
    #[default]
    Customers,
    /// Orders at the offset.
    Orders,
    /// Their net amount.
    Revenue,
    /// That over the customers of the cohort; cumulative it is their value so far.
    RevenuePerCustomer,
    /// Net amount of one order.
    AverageOrder,
}

/// The cohort matrix and the curve that averages it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub struct Retention {
    /// The length of cohorts and offsets.
    pub period: PeriodKind,
    /// What counts as retained.
    pub mode: RetentionMode,
    /// For each offset from 1 its first and last day after the first order; empty where offsets are periods.
    pub spans: Vec<[u32; 2]>,
    /// Customers in all cohorts.
    pub customers: u64,
    /// Cohorts with at least one customer: periods, earliest first, or values, the most frequent first.
    pub cohorts: Vec<Cohort>,
    /// Earlier cohorts that are not listed.
    pub earlier_cohorts: u64,
    /// The size-weighted mean over the cohorts that are complete at each offset, from 1; offsets at which
    /// no cohort is complete are left out.
    pub curve: Vec<CurvePoint>,
    /// What the file says of who bought before it begins.
    pub file_start: FileStart,
    /// Cohorts that stay out of the curve because many of their customers had bought before the file begins.
    pub left_out: u64,
    /// Two cohorts that are compared, as positions in `cohorts`: those of the settings, else the two largest values,
    /// or the last two periods that can be read. `None` where there are no two.
    pub compared: Option<[u32; 2]>,
}

/// The customers whose first order lies in one period, or has one value.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub struct Cohort {
    /// Which period or value.
    pub name: CohortName,
    /// Whether that period begins before the first order of the file.
    pub cut_at_start: bool,
    /// How many customers: what is shown at offset 0.
    pub size: u64,
    /// Between which shares of them had probably bought before the file begins; `None` where that cannot be known, or
    /// does not arise.
    pub not_new: Option<Interval>,
    /// Orders before offset 1: in the cohort's own period, or on the days before the first offset. `None` where
    /// customers are counted.
    pub start: Option<Sums>,
    /// Offsets 1, 2, ... as far as any member has been observed, or to [`MAX_OFFSET`].
    pub cells: Vec<Cell>,
}

impl Cohort {
    /// What names it in the settings: `2024-03`, or its value.
    pub fn key(&self) -> String {
        match &self.name {
            CohortName::Period(period) => period.to_string(),
            CohortName::Value(value) => value.clone(),
            CohortName::Other => "*".into(),
            CohortName::Missing => "-".into(),
        }
    }

    /// Two cohorts at one offset, where both are complete there. Nobody is in both.
    pub fn compare(&self, other: &Cohort, offset: u32) -> Option<Comparison> {
        let at = |cohort: &Cohort| {
            let cell = cohort.cells.get(offset as usize - 1)?;
            cell.complete.then_some(cell.retained)
        };
        Some(Comparison::of(at(self)?, at(other)?))
    }

    /// The period that its members came in; `None` where it is a value's.
    pub fn period(&self) -> Option<Period> {
        match &self.name {
            CohortName::Period(period) => Some(*period),
            _ => None,
        }
    }
}

/// One cohort at one offset.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts", rename = "CohortCell"))]
pub struct Cell {
    /// Periods after the cohort's own, or which of the spans of days; from 1.
    pub offset: u32,
    /// Customers who are retained, of those who have been observed so long.
    pub retained: Share,
    /// Whether all members, even one who had come on the period's last day, have been observed so long.
    pub complete: bool,
    /// Orders at this offset; `None` where customers are counted.
    pub sums: Option<Sums>,
}

/// Orders and what they brought.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub struct Sums {
    /// How many.
    pub orders: u64,
    /// Their net amount.
    pub revenue: Money,
}

/// The results of this section.
pub fn retention(scope: &Scope) -> Retention {
    let mode = scope.settings.retention;
    let mut retention = Retention {
        period: scope.settings.period,
        mode,
        spans: Vec::new(),
        customers: 0,
        cohorts: Vec::new(),
        earlier_cohorts: 0,
        curve: Vec::new(),
        file_start: FileStart::Unknown,
        left_out: 0,
        compared: None,
    };
    let Some(calendar) = Calendar::of(scope) else { return retention };
    let columns = Columns::of(scope, &calendar);
    let mut cohorts = cohorts(scope, &calendar, &columns);
    retention.customers = cohorts.iter().map(|cohort| cohort.size).sum();
    let (file_start, leaves_out) = left_truncation::judge(scope, &mut cohorts);
    let is_meant = |cohort: &&Cohort| !(leaves_out && cohort.is_doubtful());
    retention.file_start = file_start;
    retention.left_out = cohorts.iter().filter(|cohort| !is_meant(cohort)).count() as u64;
    retention.curve = curve(cohorts.iter().filter(is_meant));
    let earlier = cohorts.len().saturating_sub(MAX_COHORTS);
    retention.cohorts = cohorts.split_off(earlier);
    retention.earlier_cohorts = earlier as u64;
    retention.compared = compared::compared(&retention.cohorts, scope.settings);
    retention.spans = columns.into_spans();
    retention
}

fn cohorts(scope: &Scope, calendar: &Calendar, columns: &Columns) -> Vec<Cohort> {
    let rows = Rows::of(scope, calendar);
    if rows.are_periods() && columns.mode() == RetentionMode::Period && !counts_sums(scope) {
        return cohorts_of_periods(scope, calendar, columns, &rows);
    }
    let mut tallies = vec![Tally::default(); rows.len()];
    for all in scope.all.iter().filter(|all| scope.selection.shows(all.customer)) {
        // Who came before the window is in none of its cohorts.
        let Some(founded) = calendar.founded(&all) else { continue };
        let observed = columns.observed(founded, all.first_day());
        let history = scope.everybody.of_customer(all.customer);
        let firsts = usize::from(scope.begins_with_first(&history));
        let offsets = history.days.iter().map(|day| columns.offset_of(day, founded, all.first_day()));
        let tally = &mut tallies[rows.of_customer(&all, founded)];
        tally.add(columns.mode(), observed, offsets.clone(), firsts);
        if counts_sums(scope) {
            tally.add_sums(columns.mode(), observed, offsets.zip(history.amounts()));
        }
    }
    listed(scope, calendar, columns, &rows, &tallies)
}

/// The same where cohorts and offsets are periods, and customers are counted.
fn cohorts_of_periods(scope: &Scope, calendar: &Calendar, columns: &Columns, rows: &Rows) -> Vec<Cohort> {
    let (all, counted) = (scope.all.gathered(), scope.everybody.gathered());
    let (shown, periods) = (scope.selection.shown(), calendar.periods().len());
    let cohorts = counted.cohorts(all, shown, calendar.numbers(), periods, MAX_OFFSET as usize);
    let first_day = calendar.window().first_day;
    let tally = |(founded, cohort): (usize, cohorts::Cohort)| {
        Tally::of_period(cohort.codes, columns.observed(founded, first_day), &cohort.back)
    };
    listed(scope, calendar, columns, rows, &cohorts.into_iter().enumerate().map(tally).listed())
}

/// Whether orders and what they brought are counted beside customers.
fn counts_sums(scope: &Scope) -> bool {
    scope.settings.measure != CohortMeasure::Customers
}

fn listed(
    scope: &Scope,
    calendar: &Calendar,
    columns: &Columns,
    rows: &Rows,
    tallies: &[Tally],
) -> Vec<Cohort> {
    let listed = tallies.iter().enumerate().filter(|(_, tally)| tally.size > 0);
    listed.map(|(row, tally)| cohort(scope, calendar, columns, rows.name(row, calendar), tally)).listed()
}

fn cohort(scope: &Scope, calendar: &Calendar, columns: &Columns, name: CohortName, tally: &Tally) -> Cohort {
    let mut cells = tally.cells(counts_sums(scope));
    if let CohortName::Period(period) = &name {
        cells.iter_mut().for_each(|cell| cell.complete = columns.is_complete(*period, cell.offset));
    }
    Cohort {
        cut_at_start: matches!(&name, CohortName::Period(period) if calendar.is_cut_at_start(*period)),
        name,
        size: tally.size,
        not_new: None,
        start: counts_sums(scope).then_some(tally.start),
        cells,
    }
}
