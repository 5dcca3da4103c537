//! One sorted slice of orders for each customer, cut at the as-of day.

use huitou_columns::gather::{Gathered, Group, Rows};
use huitou_columns::lasts::middle;
use huitou_columns::numbers::Numbers;

use crate::money::Money;
use crate::order::Orders;
use crate::time::Day;

/// The orders up to the as-of day, gathered by customer: 12 bytes each, and 4 for each customer.
#[derive(Clone, Debug)]
pub struct Histories {
    /// Rows are orders, codes are customers, steps are days.
    gathered: Gathered,
}

/// The orders of one customer, earliest first; never empty where histories are gone through one by one.
#[derive(Clone, Copy, Debug)]
pub struct History<'a> {
    /// The customer's number in [`Orders`].
    pub customer: u32,
    /// Positions in [`Orders`].
    pub orders: &'a [u32],
    /// For each order its day, ascending.
    pub days: Days<'a>,
    amounts: &'a Numbers,
    start: usize,
}

/// Days of one customer's orders, ascending.
#[derive(Clone, Copy, Debug)]
pub struct Days<'a>(&'a [i32]);

impl<'a> Days<'a> {
    /// How many there are, one for each order.
    pub fn len(self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    pub fn is_empty(self) -> bool {
        self.0.is_empty()
    }

    /// One after the other.
    pub fn iter(self) -> impl DoubleEndedIterator<Item = Day> + ExactSizeIterator + Clone + 'a {
        self.0.iter().map(|day| Day(*day))
    }

    /// The day of an order that there is.
    pub fn at(self, order: usize) -> Day {
        Day(self.0[order])
    }

    /// The first one.
    pub fn first(self) -> Option<Day> {
        self.0.first().map(|day| Day(*day))
    }

    /// How many lie before a day.
    pub fn before(self, day: Day) -> usize {
        self.0.partition_point(|other| *other < day.0)
    }

    /// How many gaps lie between distinct ones, and twice their median in days; `None` where there are fewer than two.
    pub fn middle_gap(self) -> Option<(u32, u32)> {
        middle(self.0, &mut Vec::new())
    }
}

impl Histories {
    /// Gathers all orders up to `as_of`, that day included.
    pub fn of(orders: &Orders, as_of: Day) -> Histories {
        let columns = orders.columns();
        let codes = &columns.customer[..orders.count_until(as_of)];
        let rows = Rows { codes, moments: &columns.moment, amounts: &columns.amount };
        Histories { gathered: Gathered::of(rows, orders.customer_count(), Day::SECONDS) }
    }

    /// The histories of all customers who have ordered by the as-of day, by customer number.
    pub fn iter(&self) -> impl Iterator<Item = History<'_>> {
        self.gathered.groups().map(|group| self.history(group))
    }

    /// The history of one customer; empty for one who has not ordered by the as-of day.
    pub fn of_customer(&self, customer: u32) -> History<'_> {
        self.history(self.gathered.group(customer))
    }

    fn history<'a>(&'a self, group: Group<'a>) -> History<'a> {
        History {
            customer: group.code,
            orders: group.rows,
            days: Days(group.steps),
            amounts: &self.gathered.amounts,
            start: group.start,
        }
    }

    /// All of them as columns, for what goes through all of them.
    pub(crate) fn gathered(&self) -> &Gathered {
        &self.gathered
    }

    /// The same customers with those orders alone that are to be kept, by customer and position in [`Orders`].
    pub fn keeping(&self, keep: &dyn Fn(u32, u32) -> bool) -> Histories {
        let mut kept = Gathered { starts: vec![0], ..Gathered::default() };
        for customer in 0..self.gathered.starts.len() as u32 - 1 {
            let group = self.gathered.group(customer);
            for (at, &order) in group.rows.iter().enumerate().filter(|(_, order)| keep(customer, **order)) {
                kept.rows.push(order);
                kept.steps.push(group.steps[at]);
                kept.amounts.push(self.gathered.amounts.get(group.start + at).unwrap_or(0));
            }
            kept.starts.push(kept.rows.len() as u32);
        }
        Histories { gathered: kept }
    }

    /// How many customers have ordered by the as-of day.
    pub fn customer_count(&self) -> usize {
        self.gathered.group_count()
    }

    /// Net amount of all orders of these customers.
    pub fn revenue(&self) -> Money {
        Money(self.gathered.amounts.sum(0..self.order_count()))
    }

    /// How many orders these customers have together.
    pub fn order_count(&self) -> usize {
        self.gathered.rows.len()
    }
}

impl<'a> History<'a> {
    /// The position of the first order among those of all customers, one customer after the other.
    pub fn place(&self) -> usize {
        self.start
    }

    /// The day of the first order.
    pub fn first_day(&self) -> Day {
        self.days.at(0)
    }

    /// The day of the last order.
    pub fn last_day(&self) -> Day {
        self.days.at(self.days.len() - 1)
    }

    /// The distinct days with an order, ascending.
    pub fn order_days(&self) -> impl Iterator<Item = Day> + 'a {
        self.days.0.chunk_by(|a, b| a == b).map(|same| Day(same[0]))
    }

    /// For each order its net amount.
    pub fn amounts(&self) -> impl Iterator<Item = Money> + Clone + 'a {
        let (amounts, start) = (self.amounts, self.start);
        (start..start + self.orders.len()).map(move |at| Money(amounts.get(at).unwrap_or(0)))
    }

    /// Net amount of the first order.
    pub fn first_amount(&self) -> Money {
        Money(self.amounts.get(self.start).unwrap_or(0))
    }

    /// Net amount of all orders.
    pub fn revenue(&self) -> Money {
        Money(self.amounts.sum(self.start..self.start + self.orders.len()))
    }
}
