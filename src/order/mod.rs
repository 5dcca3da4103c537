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

mod arrange;
mod texts;

use std::collections::BTreeMap;

use crate::error::{Error, Trouble};
use crate::money::{Currency, Money};
use crate::time::{Day, Moment};
use arrange::LinesByOrder;
pub(crate) use arrange::sort;
pub use texts::Texts;

/// The customer of orders without a usable key.
pub const ANONYMOUS: u32 = u32::MAX;
/// The code of a missing value in a dimension or line column.
pub const MISSING: u32 = u32::MAX;

/// What a column of values means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub enum DimensionKind {
    /// Where the order came from: an app, a shop, a campaign.
    Channel,
    /// Country, province or state.
    Region,
    /// `yes` or `no`: whether anything was taken off the price.
    Discounted,
}

/// A column with one value for each order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dimension {
    /// What it means.
    pub kind: DimensionKind,
    /// The distinct values.
    pub values: Texts,
    /// For each order the number of its value, or [`MISSING`].
    pub codes: Vec<u32>,
}

/// The order lines: what was bought. Orders of files without lines have none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lines {
    /// The distinct products (name, else SKU).
    pub products: Texts,
    /// The distinct categories.
    pub categories: Texts,
    /// For each line the order that it belongs to.
    pub order: Vec<u32>,
    /// For each line the number of its product, or [`MISSING`].
    pub product: Vec<u32>,
    /// For each line the number of its category, or [`MISSING`].
    pub category: Vec<u32>,
    /// For each line the number of pieces.
    pub quantity: Vec<i32>,
    /// For each line its amount before order-level discounts.
    pub amount: Vec<Money>,
}

/// The raw columns that [`Orders::new`] checks and brings into their one order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Columns {
    /// The one currency of all amounts.
    pub currency: Currency,
    /// The distinct customer keys, already normalised.
    pub customers: Texts,
    /// For each order its id; empty texts where the file has none.
    pub ids: Texts,
    /// For each order the number of its customer, or [`ANONYMOUS`].
    pub customer: Vec<u32>,
    /// For each order its moment.
    pub moment: Vec<Moment>,
    /// For each order its net amount.
    pub amount: Vec<Money>,
    /// Columns with one value an order.
    pub dimensions: Vec<Dimension>,
    /// The order lines, in any order.
    pub lines: Lines,
}

impl Columns {
    /// No orders yet, in the given currency.
    pub fn new(currency: Currency) -> Columns {
        Columns {
            currency,
            customers: Texts::default(),
            ids: Texts::default(),
            customer: Vec::new(),
            moment: Vec::new(),
            amount: Vec::new(),
            dimensions: Vec::new(),
            lines: Lines::default(),
        }
    }
}

/// Valid orders in their one order; see the module's promise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Orders {
    columns: Columns,
    /// The lines of order `i` are `line_starts[i]..line_starts[i + 1]`.
    line_starts: Vec<u32>,
}

impl Orders {
    /// Checks the columns and brings them into their one order.
    ///
    /// # Errors
    /// [`Trouble::MoneyOverflow`] where the amounts reach 2^53, [`Trouble::TooMany`] where there are 2^32 - 1
    /// orders or lines or more, [`Trouble::BadChoice`] naming a column whose length or codes do not fit.
    pub fn new(columns: Columns) -> Result<Orders, Error> {
        check(&columns)?;
        let by_order = LinesByOrder::of(&columns);
        let mut order: Vec<u32> = (0..columns.moment.len() as u32).collect();
        sort(&mut order, &|a, b| columns.compare(&by_order, a, b));
        let mut columns = columns;
        let line_starts = columns.arrange_lines(&by_order, &order);
        columns.arrange_orders(&order);
        columns.renumber();
        Ok(Orders { columns, line_starts })
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
        let mut numbers = BTreeMap::new();
        for (key, day, amount) in rows {
            let customer = match key {
                "" => ANONYMOUS,
                _ => *numbers.entry(key).or_insert_with(|| columns.customers.push(key)),
            };
            columns.ids.push("");
            columns.customer.push(customer);
            columns.moment.push(day.start());
            columns.amount.push(amount);
        }
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

    /// For each order its moment, ascending.
    pub fn moments(&self) -> &[Moment] {
        &self.columns.moment
    }

    /// For each order its net amount.
    pub fn amounts(&self) -> &[Money] {
        &self.columns.amount
    }

    /// For each order the number of its customer, or [`ANONYMOUS`].
    pub fn customers(&self) -> &[u32] {
        &self.columns.customer
    }

    /// How many customers there are; their numbers are `0..customer_count()`.
    pub fn customer_count(&self) -> usize {
        self.columns.customers.len()
    }

    /// The key of a customer. For lists that the merchant saves, never for a report.
    pub fn customer_key(&self, customer: u32) -> &str {
        self.columns.customers.get(customer)
    }

    /// The id of an order; empty where the file has none.
    pub fn id(&self, order: usize) -> &str {
        self.columns.ids.get(order as u32)
    }

    /// The columns with one value an order.
    pub fn dimensions(&self) -> &[Dimension] {
        &self.columns.dimensions
    }

    /// All order lines, sorted by their order.
    pub fn lines(&self) -> &Lines {
        &self.columns.lines
    }

    /// The positions in [`Orders::lines`] of the lines of one order.
    pub fn lines_of(&self, order: usize) -> std::ops::Range<usize> {
        self.line_starts[order] as usize..self.line_starts[order + 1] as usize
    }

    /// How many orders lie on `as_of` or before; they are the first ones.
    pub fn count_until(&self, as_of: Day) -> usize {
        self.columns.moment.partition_point(|moment| moment.day() <= as_of)
    }

    /// The days of the first and the last order.
    pub fn span(&self) -> Option<(Day, Day)> {
        let (first, last) = (self.columns.moment.first()?, self.columns.moment.last()?);
        Some((first.day(), last.day()))
    }
}

fn check(columns: &Columns) -> Result<(), Error> {
    let count = columns.moment.len();
    let bad = |name: &str| Err(Error::new(Trouble::BadChoice { name: name.to_string() }));
    if count >= u32::MAX as usize || columns.lines.order.len() >= u32::MAX as usize {
        return Err(Error::new(Trouble::TooMany));
    }
    if columns.ids.len() != count || columns.customer.len() != count || columns.amount.len() != count {
        return bad("order columns of one length");
    }
    let fits = |code: &u32, len: usize| *code == MISSING || (*code as usize) < len;
    if !columns.customer.iter().all(|c| fits(c, columns.customers.len())) {
        return bad("customer");
    }
    for dimension in &columns.dimensions {
        if dimension.codes.len() != count || !dimension.codes.iter().all(|c| fits(c, dimension.values.len()))
        {
            return bad("dimension");
        }
    }
    let lines = &columns.lines;
    let lengths = [lines.product.len(), lines.category.len(), lines.quantity.len(), lines.amount.len()];
    if lengths.iter().any(|&len| len != lines.order.len())
        || !lines.order.iter().all(|&o| (o as usize) < count)
        || !lines.product.iter().all(|c| fits(c, lines.products.len()))
        || !lines.category.iter().all(|c| fits(c, lines.categories.len()))
    {
        return bad("order lines");
    }
    let total = |amounts: &[Money]| amounts.iter().map(|a| u128::from(a.0.unsigned_abs())).sum::<u128>();
    if total(&columns.amount).max(total(&lines.amount)) >= Money::LIMIT as u128 {
        return Err(Error::new(Trouble::MoneyOverflow));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shop(rows: &[(&str, &str, i64, i64)]) -> Columns {
        let mut columns = Columns::new(Currency::of("CNY"));
        for (id, customer, moment, amount) in rows {
            columns.ids.push(id);
            let known = columns.customers.iter().position(|key| key == *customer);
            let code = match known {
                Some(code) => code as u32,
                None => columns.customers.push(customer),
            };
            columns.customer.push(code);
            columns.moment.push(Moment(*moment));
            columns.amount.push(Money(*amount));
        }
        columns
    }

    #[test]
    fn the_same_orders_in_any_order_are_the_same_store() {
        let rows = [("2", "b", 5, 10), ("1", "a", 5, 7), ("3", "a", 1, 2), ("", "c", 5, 1), ("", "a", 5, 1)];
        let reversed: Vec<_> = rows.iter().rev().copied().collect();
        let orders = Orders::new(shop(&rows)).unwrap();
        assert_eq!(orders, Orders::new(shop(&reversed)).unwrap());
        assert_eq!(orders.amounts().iter().map(|a| a.0).collect::<Vec<_>>(), [2, 1, 1, 7, 10]);
        assert_eq!(orders.customer_key(0), "a");
        assert_eq!(orders.span(), Some((Day(0), Day(0))));
    }

    #[test]
    fn lines_follow_their_orders() {
        let mut columns = shop(&[("2", "b", 9, 10), ("1", "a", 5, 7)]);
        columns.lines = Lines {
            products: ["mug", "tee"].into_iter().collect(),
            categories: Texts::default(),
            order: vec![0, 1, 0],
            product: vec![1, 1, 0],
            category: vec![MISSING; 3],
            quantity: vec![1, 2, 3],
            amount: vec![Money(4), Money(7), Money(6)],
        };
        let orders = Orders::new(columns).unwrap();
        assert_eq!(orders.lines_of(1), 1..3);
        assert_eq!(orders.lines().quantity, [2, 3, 1]);
        assert_eq!(orders.lines().products.get(0), "tee");
    }

    #[test]
    fn amounts_that_could_overflow_are_refused() {
        let columns = shop(&[("1", "a", 0, Money::LIMIT - 1), ("2", "a", 0, -1)]);
        assert_eq!(Orders::new(columns).unwrap_err().trouble, Trouble::MoneyOverflow);
    }
}
