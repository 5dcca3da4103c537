//! The columnar order store: what every analysis may take for granted.
//!
//! # The promise
//!
//! Nobody behind [`Orders`] ever sees a cell of a file. An `Orders` is right by construction:
//!
//! 1. Every order is **valid**: not unpaid, not cancelled, not fully refunded. One entry is one order.
//! 2. Amounts are **net** of discounts and refunds, exact, in minor units of **one** currency; the sum of
//!    their absolute values stays below 2^53, so no sum in an analysis can overflow.
//! 3. Moments are wall time of one zone.
//! 4. Orders are sorted by moment, then by order id as bytes, then by customer key, then by all other kept
//!    values; orders up to some day are therefore a prefix.
//! 5. Customers, products and the values of dimensions are numbered by their first appearance in that
//!    order: the same orders give the same store whatever the order, file split or slices they came in.
//! 6. An order without a usable customer key has the customer [`ANONYMOUS`].

mod columns;
mod customers;
mod ids;
mod lines;
mod outcomes;
mod pool;
mod recipients;
mod texts;
mod ties;

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::ops::Range;

use crate::error::Error;
use crate::money::{Currency, Money};
use crate::time::{Day, Moment};
pub use columns::{Columns, Dimension, DimensionKind, Pooled};
pub use customers::Customers;
pub use ids::OrderIds;
use lines::LinesByOrder;
pub use lines::{Line, Lines};
pub use outcomes::{OutcomeBy, OutcomeCounts, OutcomeGroups, Outcomes};
pub use pool::{MOST_VALUES, POOLED};
pub use recipients::{Recipient, Recipients, Treatment};
pub use texts::Texts;

/// The customer of orders without a usable key.
pub const ANONYMOUS: u32 = u32::MAX;
/// The code of a missing value in a dimension or line column.
pub const MISSING: u32 = u32::MAX;

/// Valid orders in their one order; see the module's promise.
///
/// **Memory.** An order takes 4 bytes each for its moment, its amount and its customer, and 8 for an id that is a number
/// in some dress, else its text and 4 more; a dimension takes 1 byte an order while it has few values. A line takes 1, 2
/// or 4 bytes each for product and category, 4 for its pieces unless all lines are single pieces, and 4 for its amount
/// unless that is the order's. Where orders don't have one line each 4 bytes an order say where theirs start.
/// A customer takes the key and 4 bytes. So a shop of one line an order, with channel and discount, product (of more
/// than 254) and category takes 17 bytes an order, its ids 8, and its customers some 13 bytes each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Orders {
    columns: Columns,
    /// The lines of order `i` are `line_starts[i]..line_starts[i + 1]`; `None` where each order has one, or there are
    /// none.
    line_starts: Option<Vec<u32>>,
    /// Columns whose values were pooled, and how many they had.
    pooled: Vec<(Pooled, u64)>,
    outcomes: Option<Outcomes>,
}

impl Orders {
    /// Checks the columns and brings them into their one order.
    ///
    /// # Errors
    /// [`Trouble::MoneyOverflow`](crate::error::Trouble) where the amounts reach 2^53,
    /// [`Trouble::TooMany`](crate::error::Trouble) where there are 2^32 - 1 orders or lines or more,
    /// [`Trouble::BadChoice`](crate::error::Trouble) naming a column whose length or codes do not fit.
    pub fn new(mut columns: Columns) -> Result<Orders, Error> {
        columns.check()?;
        let pooled = columns.pool();
        columns.lines.condense(&columns.amount);
        let lines = LinesByOrder::of(&columns.lines, columns.moment.len());
        let order = ties::order(&columns, &lines);
        let line_starts = lines.arrange(&mut columns.lines, order.as_ref());
        if let Some(order) = order {
            columns.arrange(&order);
        }
        columns.renumber();
        Ok(Orders { columns, line_starts, pooled, outcomes: None })
    }

    /// With what became of all orders of the files.
    pub fn with_outcomes(self, outcomes: Option<Outcomes>) -> Orders {
        Orders { outcomes, ..self }
    }

    /// A store of (customer key, day, net amount), one order a row: all that the analyses of customers
    /// need. The orders have no ids and stand at midnight; an empty key is anonymous; keys are taken as
    /// they are.
    ///
    /// # Errors
    /// As [`Orders::new`].
    ///
    /// ```
    /// use huitou::{money::{Currency, Money}, order::Orders, time::Day};
    /// let rows = [("ann", Day(3), Money(500)), ("", Day(2), Money(80)), ("ann", Day(9), Money(20))];
    /// let orders = Orders::from_rows(Currency::of("CNY"), rows).unwrap();
    /// assert_eq!((orders.len(), orders.customer_count()), (3, 1));
    /// ```
    pub fn from_rows<'a>(
        currency: Currency,
        rows: impl IntoIterator<Item = (&'a str, Day, Money)>,
    ) -> Result<Orders, Error> {
        let mut columns = Columns::new(currency);
        let mut keys = Texts::default();
        let mut numbers = BTreeMap::new();
        for (key, day, amount) in rows {
            let customer = match key {
                "" => ANONYMOUS,
                _ => *numbers.entry(key).or_insert_with(|| keys.push(key)),
            };
            columns.customer.push(customer);
            columns.moment.push(day.start().0);
            columns.amount.push(amount.0);
        }
        columns.customers = Customers::of(keys);
        Orders::new(columns)
    }

    /// How many orders there are.
    pub fn len(&self) -> usize {
        self.columns.moment.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.columns.moment.is_empty()
    }

    /// The one currency of all amounts.
    pub fn currency(&self) -> &Currency {
        &self.columns.currency
    }

    /// The moment of an order.
    pub fn moment(&self, order: usize) -> Moment {
        Moment(self.columns.moment.get(order).unwrap_or(Moment::USUAL.0))
    }

    /// For each order its moment, ascending.
    pub fn moments(&self) -> impl Iterator<Item = Moment> + Clone + '_ {
        self.columns.moment.iter().map(Moment)
    }

    /// The net amount of an order.
    pub fn amount(&self, order: usize) -> Money {
        Money(self.columns.amount.get(order).unwrap_or(0))
    }

    /// For each order its net amount.
    pub fn amounts(&self) -> impl Iterator<Item = Money> + Clone + '_ {
        self.columns.amount.iter().map(Money)
    }

    /// The net amount of some orders together.
    pub fn revenue(&self, orders: Range<usize>) -> Money {
        Money(self.columns.amount.sum(orders))
    }

    /// The number of an order's customer, or [`ANONYMOUS`].
    pub fn customer(&self, order: usize) -> u32 {
        self.columns.customer.get(order).copied().unwrap_or(ANONYMOUS)
    }

    /// For each order the number of its customer, or [`ANONYMOUS`].
    pub fn customers(&self) -> impl Iterator<Item = u32> + Clone + '_ {
        self.columns.customer.iter().copied()
    }

    /// How many customers there are; their numbers are `0..customer_count()`.
    pub fn customer_count(&self) -> usize {
        self.columns.customers.len()
    }

    /// The key of a customer. For lists that the merchant saves, never for a report.
    pub fn customer_key(&self, customer: u32) -> String {
        self.columns.customers.key(customer)
    }

    /// The id of an order; empty where the file has none.
    pub fn id(&self, order: usize) -> String {
        self.columns.ids.get(order)
    }

    /// Columns with so many values that those beyond the most frequent became [`POOLED`]; how many they had.
    pub fn pooled(&self) -> &[(Pooled, u64)] {
        &self.pooled
    }

    /// What became of all orders of the files, these and those that are not valid; `None` where all are as they were.
    pub fn outcomes(&self) -> Option<&Outcomes> {
        self.outcomes.as_ref()
    }

    /// The columns with one value an order.
    pub fn dimensions(&self) -> &[Dimension] {
        &self.columns.dimensions
    }

    /// The distinct products, by number.
    pub fn products(&self) -> &Texts {
        &self.columns.lines.products
    }

    /// The distinct categories, by number.
    pub fn categories(&self) -> &Texts {
        &self.columns.lines.categories
    }

    /// All order lines, sorted by their order.
    pub fn lines(&self) -> impl Iterator<Item = Line> + '_ {
        (0..self.len()).flat_map(|order| self.lines_of(order))
    }

    /// The lines of one order.
    pub fn lines_of(&self, order: usize) -> impl Iterator<Item = Line> + '_ {
        self.line_range(order).map(move |at| self.line(order, at))
    }

    /// For each line of an order the number of its product, or [`MISSING`].
    pub fn products_of(&self, order: usize) -> impl Iterator<Item = u32> + '_ {
        self.line_range(order).map(|at| self.columns.lines.product.get(at))
    }

    /// For each line of an order the number of its category, or [`MISSING`].
    pub fn categories_of(&self, order: usize) -> impl Iterator<Item = u32> + '_ {
        self.line_range(order).map(|at| self.columns.lines.category.get(at))
    }

    /// Whether every order has exactly one line.
    pub fn has_one_line_each(&self) -> bool {
        self.line_starts.is_none() && !self.columns.lines.order.is_empty()
    }

    fn line_range(&self, order: usize) -> Range<usize> {
        match &self.line_starts {
            Some(starts) => starts[order] as usize..starts[order + 1] as usize,
            None if self.columns.lines.order.is_empty() => 0..0,
            None => order..order + 1,
        }
    }

    fn line(&self, order: usize, at: usize) -> Line {
        let lines = &self.columns.lines;
        Line {
            order,
            product: lines.product.get(at),
            category: lines.category.get(at),
            quantity: lines.quantity.get(at).unwrap_or(1),
            amount: lines.amount.get(at).map_or_else(|| self.amount(order), Money),
        }
    }

    /// How many orders lie on `as_of` or before; they are the first ones.
    pub fn count_until(&self, as_of: Day) -> usize {
        let (mut least, mut most) = (0, self.len());
        while least < most {
            let middle = least + (most - least) / 2;
            if self.moment(middle).day() <= as_of {
                least = middle + 1;
            } else {
                most = middle;
            }
        }
        least
    }

    /// The days of the first and the last order.
    pub fn span(&self) -> Option<(Day, Day)> {
        let last = self.len().checked_sub(1)?;
        Some((self.moment(0).day(), self.moment(last).day()))
    }

    /// The columns in their one order, for what goes through all of them.
    pub(crate) fn columns(&self) -> &Columns {
        &self.columns
    }
}

/// Missing values come last.
fn compare_codes(texts: &Texts, a: u32, b: u32) -> Ordering {
    if a == b {
        return Ordering::Equal;
    }
    (a == MISSING).cmp(&(b == MISSING)).then_with(|| texts.get(a).cmp(texts.get(b)))
}

/// Sorts numbers of rows. Not generic: a sort is 6 kB of code, which the page would load once for every use.
pub(crate) fn sort(rows: &mut [u32], compare: &dyn Fn(u32, u32) -> Ordering) {
    rows.sort_unstable_by(|&a, &b| compare(a, b));
}

#[cfg(test)]
mod tests;
