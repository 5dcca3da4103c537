//! One sorted slice of orders for each customer, cut at the as-of day.

use huitou_columns::gather::{Gathered, Rows};
use huitou_columns::numbers::Numbers;

use crate::money::Money;
use crate::order::Orders;
use crate::time::Day;

/// The orders up to the as-of day, gathered by customer: 12 bytes each, and 4 for each customer.
#[derive(Clone, Debug)]
pub struct Histories {
    starts: Vec<u32>,
    orders: Vec<u32>,
    days: Vec<Day>,
    amounts: Numbers,
}

/// The orders of one customer, earliest first; never empty where histories are gone through one by one.
#[derive(Clone, Copy, Debug)]
pub struct History<'a> {
    /// The customer's number in [`Orders`].
    pub customer: u32,
    /// Positions in [`Orders`].
    pub orders: &'a [u32],
    /// For each order its day, ascending.
    pub days: &'a [Day],
    amounts: &'a Numbers,
    start: usize,
}

impl Histories {
    /// Gathers all orders up to `as_of`, that day included.
    pub fn of(orders: &Orders, as_of: Day) -> Histories {
        let columns = orders.columns();
        let codes = &columns.customer[..orders.count_until(as_of)];
        let rows = Rows { codes, moments: &columns.moment, amounts: &columns.amount };
        let gathered = Gathered::of(rows, orders.customer_count(), Day::SECONDS);
        let days = gathered.steps.into_iter().map(Day).collect();
        Histories { starts: gathered.starts, orders: gathered.rows, days, amounts: gathered.amounts }
    }

    /// The histories of all customers who have ordered by the as-of day, by customer number.
    pub fn iter(&self) -> impl Iterator<Item = History<'_>> {
        let customers = self.starts.windows(2).enumerate().filter(|(_, pair)| pair[0] < pair[1]);
        customers.map(|(customer, _)| self.of_customer(customer as u32))
    }

    /// The history of one customer; empty for one who has not ordered by the as-of day.
    pub fn of_customer(&self, customer: u32) -> History<'_> {
        let at = customer as usize;
        let range = self.starts[at] as usize..self.starts[at + 1] as usize;
        History {
            customer,
            orders: &self.orders[range.clone()],
            days: &self.days[range.clone()],
            amounts: &self.amounts,
            start: range.start,
        }
    }

    /// The same customers with those orders alone that are to be kept, by customer and position in [`Orders`].
    pub fn keeping(&self, keep: &dyn Fn(u32, u32) -> bool) -> Histories {
        let (orders, days) = (Vec::new(), Vec::new());
        let mut kept = Histories { starts: vec![0], orders, days, amounts: Numbers::default() };
        for customer in 0..self.starts.len() as u32 - 1 {
            let history = self.of_customer(customer);
            for (at, &order) in history.orders.iter().enumerate().filter(|(_, order)| keep(customer, **order))
            {
                kept.orders.push(order);
                kept.days.push(history.days[at]);
                kept.amounts.push(self.amounts.get(history.start + at).unwrap_or(0));
            }
            kept.starts.push(kept.orders.len() as u32);
        }
        kept
    }

    /// How many customers have ordered by the as-of day.
    pub fn customer_count(&self) -> usize {
        self.starts.windows(2).filter(|pair| pair[0] < pair[1]).count()
    }

    /// Net amount of all orders of these customers.
    pub fn revenue(&self) -> Money {
        Money(self.amounts.sum(0..self.orders.len()))
    }

    /// How many orders these customers have together.
    pub fn order_count(&self) -> usize {
        self.orders.len()
    }
}

impl<'a> History<'a> {
    /// The position of the first order among those of all customers, one customer after the other.
    pub fn place(&self) -> usize {
        self.start
    }

    /// The day of the first order.
    pub fn first_day(&self) -> Day {
        self.days[0]
    }

    /// The day of the last order.
    pub fn last_day(&self) -> Day {
        self.days[self.days.len() - 1]
    }

    /// The distinct days with an order, ascending.
    pub fn order_days(&self) -> impl Iterator<Item = Day> + 'a {
        let days = self.days;
        days.iter().enumerate().filter(move |(i, day)| *i == 0 || days[i - 1] != **day).map(|(_, day)| *day)
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
