//! One sorted slice of orders for each customer, cut at the as-of day.

use crate::money::Money;
use crate::order::{ANONYMOUS, Orders};
use crate::time::Day;

/// The orders up to the as-of day, gathered by customer.
#[derive(Clone, Debug)]
pub struct Histories {
    starts: Vec<u32>,
    orders: Vec<u32>,
    days: Vec<Day>,
    amounts: Vec<Money>,
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
    /// For each order its net amount.
    pub amounts: &'a [Money],
}

impl Histories {
    /// Gathers all orders up to `as_of`, that day included.
    pub fn of(orders: &Orders, as_of: Day) -> Histories {
        let count = orders.count_until(as_of);
        let customers = &orders.customers()[..count];
        let mut starts = vec![0_u32; orders.customer_count() + 1];
        for &customer in customers.iter().filter(|c| **c != ANONYMOUS) {
            starts[customer as usize + 1] += 1;
        }
        for i in 1..starts.len() {
            starts[i] += starts[i - 1];
        }
        let mut next = starts.clone();
        let total = starts.last().copied().unwrap_or(0) as usize;
        let mut gathered = vec![0_u32; total];
        for (order, &customer) in customers.iter().enumerate().filter(|(_, c)| **c != ANONYMOUS) {
            let slot = &mut next[customer as usize];
            gathered[*slot as usize] = order as u32;
            *slot += 1;
        }
        let days = gathered.iter().map(|&o| orders.moments()[o as usize].day()).collect();
        let amounts = gathered.iter().map(|&o| orders.amounts()[o as usize]).collect();
        Histories { starts, orders: gathered, days, amounts }
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
            amounts: &self.amounts[range],
        }
    }

    /// The same customers with those orders alone that are to be kept, by customer and position in [`Orders`].
    pub fn keeping(&self, keep: &dyn Fn(u32, u32) -> bool) -> Histories {
        let mut kept =
            Histories { starts: vec![0], orders: Vec::new(), days: Vec::new(), amounts: Vec::new() };
        for customer in 0..self.starts.len() as u32 - 1 {
            let history = self.of_customer(customer);
            for (at, &order) in history.orders.iter().enumerate().filter(|(_, order)| keep(customer, **order))
            {
                kept.orders.push(order);
                kept.days.push(history.days[at]);
                kept.amounts.push(history.amounts[at]);
            }
            kept.starts.push(kept.orders.len() as u32);
        }
        kept
    }

    /// How many customers have ordered by the as-of day.
    pub fn customer_count(&self) -> usize {
        self.starts.windows(2).filter(|pair| pair[0] < pair[1]).count()
    }

    /// How many orders these customers have together.
    pub fn order_count(&self) -> usize {
        self.orders.len()
    }
}

impl<'a> History<'a> {
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

    /// Net amount of all orders.
    pub fn revenue(&self) -> Money {
        self.amounts.iter().copied().sum()
    }
}
