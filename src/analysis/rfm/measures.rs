//! R, F and M of every customer, in columns.

use super::Measure;
use crate::analysis::Scope;
use crate::history::{Histories, History};
use crate::money::Money;
use crate::time::Day;

/// One entry a customer in each column, by customer number.
#[derive(Clone, Debug, Default)]
pub(super) struct Measures {
    /// Days from the last order to the as-of day, >= 0.
    pub(super) recency: Vec<i64>,
    /// Orders or order days, >= 1.
    pub(super) frequency: Vec<i64>,
    /// Net amount in minor units.
    pub(super) monetary: Vec<i64>,
    /// Orders, whatever F counts.
    pub(super) orders: Vec<u64>,
}

impl Measures {
    /// Measures every customer of these histories.
    pub(super) fn of(scope: &Scope, histories: &Histories) -> Measures {
        let mut measures = Measures::default();
        let Some(window) = scope.window else { return measures };
        measures.reserve(histories.customer_count());
        for history in histories.iter() {
            let frequency = scope.settings.count_by.count(history.days);
            measures.push(&history, window.as_of, frequency);
        }
        measures
    }

    /// How many customers there are.
    pub(super) fn len(&self) -> usize {
        self.orders.len()
    }

    /// The column of one measure.
    pub(super) fn column(&self, measure: Measure) -> &[i64] {
        match measure {
            Measure::Recency => &self.recency,
            Measure::Frequency => &self.frequency,
            Measure::Monetary => &self.monetary,
        }
    }

    /// Net amount of all customers.
    pub(super) fn revenue(&self) -> Money {
        self.monetary.iter().map(|amount| Money(*amount)).sum()
    }

    fn reserve(&mut self, customers: usize) {
        for column in [&mut self.recency, &mut self.frequency, &mut self.monetary] {
            column.reserve_exact(customers);
        }
        self.orders.reserve_exact(customers);
    }

    fn push(&mut self, history: &History, as_of: Day, frequency: u64) {
        self.recency.push(i64::from(as_of.days_since(history.last_day())));
        self.frequency.push(frequency as i64);
        self.monetary.push(history.revenue().0);
        self.orders.push(history.orders.len() as u64);
    }
}
