//! R, F and M of every customer, in columns.

use huitou_columns::numbers::Numbers;
use huitou_columns::ranked::Ranking;
use huitou_columns::totals::Totals;

use super::{MEASURES, Measure, Monetary};
use crate::analysis::{CountBy, Scope};
use crate::history::Histories;
use crate::list::Listed;
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
        let by_days = scope.settings.count_by == CountBy::Days;
        let Totals { since, rows, steps, sums } = histories.gathered().totals(day.0, by_days);
        let (frequency, orders) = if by_days { (steps, rows) } else { (rows, Numbers::default()) };
        let mut measures =
            Measures { recency: since, frequency, monetary: sums, orders, ..Measures::default() };
        if scope.settings.rfm.monetary == Monetary::MeanPerOrder {
            measures.take_means();
        }
        measures
    }

    /// Makes M the mean amount of an order.
    fn take_means(&mut self) {
        let mean = |(sum, orders): (i64, i64)| Money::ratio(sum.into(), orders.into()).unwrap_or_default().0;
        let means = self.monetary.iter().zip(self.orders().iter()).map(mean).collect();
        self.revenue = std::mem::replace(&mut self.monetary, means);
    }

    /// How many customers there are.
    pub(super) fn len(&self) -> usize {
        self.recency.len()
    }

    /// How many orders each has, whatever F counts.
    pub(super) fn orders(&self) -> &Numbers {
        if self.orders.is_empty() { &self.frequency } else { &self.orders }
    }

    /// Those that are neither recency nor orders nor revenue.
    pub(super) fn apart(&self) -> Vec<Measure> {
        let frequency = (!self.orders.is_empty()).then_some(Measure::Frequency);
        let monetary = (!self.revenue.is_empty()).then_some(Measure::Monetary);
        frequency.into_iter().chain(monetary).listed()
    }

    /// What tells the values at ranks of R, F and M.
    pub(super) fn rankings(&self) -> [Ranking<'_>; MEASURES.len()] {
        MEASURES.map(|measure| self.column(measure).ranking())
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
}
