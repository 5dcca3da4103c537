//! R, F and M of every customer, in columns.

use huitou_columns::numbers::Numbers;

use super::{Measure, Monetary};
use crate::analysis::{CountBy, Scope, Settings};
use crate::history::{Histories, History};
use crate::money::Money;
use crate::time::Day;

/// One entry a customer in each column, by customer number.
#[derive(Clone, Debug, Default)]
pub(super) struct Measures {
    /// Days from the last order to the as-of day, >= 0.
    pub(super) recency: Numbers,
    /// Orders or order days, >= 1.
    pub(super) frequency: Numbers,
    /// Net amount in minor units, or its mean per order.
    pub(super) monetary: Numbers,
    /// Net amount; empty where M is that.
    revenue: Numbers,
    /// Orders; empty where F counts them.
    orders: Numbers,
}

impl Measures {
    /// Measures every customer of these histories.
    pub(super) fn of(scope: &Scope, histories: &Histories) -> Measures {
        scope.window.map_or_else(Measures::default, |window| Measures::until(scope, histories, window.as_of))
    }

    /// The same on a day, of those who had ordered by then.
    pub(super) fn until(scope: &Scope, histories: &Histories, day: Day) -> Measures {
        let mut measures = Measures::default();
        measures.reserve(histories.customer_count());
        for history in histories.iter() {
            measures.push(&history, day, scope.settings);
        }
        measures
    }

    /// How many customers there are.
    pub(super) fn len(&self) -> usize {
        self.recency.len()
    }

    /// How many orders a customer has, whatever F counts.
    pub(super) fn orders(&self, customer: usize) -> u64 {
        self.orders.get(customer).or_else(|| self.frequency.get(customer)).unwrap_or(0) as u64
    }

    /// One measure of a customer.
    pub(super) fn get(&self, measure: Measure, customer: usize) -> i64 {
        self.column(measure).get(customer).unwrap_or(0)
    }

    /// The column of one measure.
    pub(super) fn column(&self, measure: Measure) -> &Numbers {
        match measure {
            Measure::Recency => &self.recency,
            Measure::Frequency => &self.frequency,
            Measure::Monetary => &self.monetary,
        }
    }

    /// Net amount of all customers.
    pub(super) fn revenue(&self) -> Money {
        let revenue = self.revenues();
        Money(revenue.sum(0..revenue.len()))
    }

    /// Net amount of each, whatever M is.
    pub(super) fn revenues(&self) -> &Numbers {
        if self.revenue.is_empty() { &self.monetary } else { &self.revenue }
    }

    /// Net amount of a customer, whatever M is.
    pub(super) fn revenue_of(&self, customer: usize) -> Money {
        Money(self.revenues().get(customer).unwrap_or(0))
    }

    fn reserve(&mut self, customers: usize) {
        for column in [&mut self.recency, &mut self.frequency, &mut self.monetary] {
            // Without the room it grows row by row.
            column.reserve(customers).ok();
        }
    }

    fn push(&mut self, history: &History, day: Day, settings: &Settings) {
        let count_by = settings.count_by;
        let days = &history.days[..history.days.partition_point(|ordered| *ordered <= day)];
        let Some(last) = days.last() else { return };
        let is_whole = days.len() == history.days.len();
        let revenue = if is_whole { history.revenue() } else { history.amounts().take(days.len()).sum() };
        self.recency.push(i64::from(day.days_since(*last)));
        self.frequency.push(count_by.count(days) as i64);
        let mean = Money::ratio(revenue.0.into(), days.len() as i128).unwrap_or_default();
        if settings.rfm.monetary == Monetary::MeanPerOrder {
            self.revenue.push(revenue.0);
            self.monetary.push(mean.0);
        } else {
            self.monetary.push(revenue.0);
        }
        if count_by != CountBy::Orders {
            self.orders.push(days.len() as i64);
        }
    }
}
