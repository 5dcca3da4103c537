//! What customers have paid so far, by cohort and age.

use huitou_columns::ages::Aged;
use serde::{Deserialize, Serialize};

use crate::analysis::Scope;
use crate::analysis::calendar::Calendar;
use crate::list::Listed;
use crate::money::Money;
use crate::time::Period;

/// Revenue per acquired customer, summed up with age.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub struct HistoricValue {
    /// Cohorts with at least one customer, earliest first.
    pub cohorts: Vec<ValueCohort>,
    /// All cohorts that are complete at each age, from the first; ages at which none is are left out.
    pub curve: Vec<ValuePoint>,
}

/// The customers whose first order lies in one period.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub struct ValueCohort {
    /// Which period.
    pub period: Period,
    /// Whether that period begins before the window.
    pub cut_at_start: bool,
    /// How many customers.
    pub size: u64,
    /// At age months 0, 1, 2, ...: all that they have paid up to its end.
    pub paid: Vec<Money>,
    /// How many of these age months are over for all of them.
    pub complete: u32,
}

/// Several cohorts at one age.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub struct ValuePoint {
    /// Age month: days 30 j to 30 j + 29 after the first order.
    pub age_month: u32,
    /// Their customers.
    pub customers: u64,
    /// All that they have paid up to its end.
    pub paid: Money,
    /// How many cohorts.
    pub cohorts: u32,
}

/// Days of an age month.
const AGE_MONTH: i32 = 30;
/// Three years.
const MOST_AGES: i32 = 36;

/// Historic value of those customers who came within the window and are kept, by all their orders; `None`: all are.
pub(in crate::analysis) fn historic(scope: &Scope, kept: Option<&[bool]>) -> HistoricValue {
    let Some(calendar) = Calendar::of(scope) else {
        return HistoricValue { cohorts: Vec::new(), curve: Vec::new() };
    };
    let (counted, all) = (scope.everybody.gathered(), scope.all.gathered());
    let ages = (AGE_MONTH as u32, MOST_AGES as usize);
    let found = counted.aged(all, kept, calendar.numbers(), calendar.periods().len(), ages);
    let listed = calendar.periods().iter().zip(found).filter(|(_, aged)| aged.codes > 0);
    let cohorts = listed.map(|(period, aged)| cohort(&calendar, *period, aged)).listed();
    HistoricValue { curve: curve(&cohorts), cohorts }
}

/// How many age months have begun so many days after the first order.
fn ages(days: i32) -> usize {
    (days / AGE_MONTH + 1).clamp(0, MOST_AGES) as usize
}

fn cohort(calendar: &Calendar, period: Period, aged: Aged) -> ValueCohort {
    let first_day = period.first_day().max(calendar.window().first_day);
    let ages = ages(calendar.window().as_of.days_since(first_day));
    let mut paid = aged.sums.into_iter().take(ages).map(Money).listed();
    let mut sum = Money::ZERO;
    for month in &mut paid {
        sum += *month;
        *month = sum;
    }
    // The youngest may have come on the period's last day.
    let watched = calendar.window().as_of.days_since(period.last_day());
    let complete = ((watched + 1) / AGE_MONTH).clamp(0, paid.len() as i32) as u32;
    ValueCohort { period, cut_at_start: calendar.is_cut_at_start(period), size: aged.codes, paid, complete }
}

fn curve(cohorts: &[ValueCohort]) -> Vec<ValuePoint> {
    let longest = cohorts.iter().map(|cohort| cohort.complete).max().unwrap_or(0);
    let point = |age_month: u32| {
        let mut point = ValuePoint { age_month, customers: 0, paid: Money::ZERO, cohorts: 0 };
        for cohort in cohorts.iter().filter(|cohort| cohort.complete > age_month) {
            point.customers += cohort.size;
            point.paid += cohort.paid[age_month as usize];
            point.cohorts += 1;
        }
        point
    };
    (0..longest).map(point).listed()
}
