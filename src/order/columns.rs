//! The raw columns, in any order.

use huitou_columns::codes::Codes;
use huitou_columns::numbers::Numbers;
use huitou_columns::row_order::RowOrder;
use huitou_columns::{blocks, numbering};

use super::pool::{MOST_VALUES, pool};
use super::{Customers, Lines, MISSING, OrderIds, Texts};
use crate::error::{Error, Trouble};
use crate::money::{Currency, Money};
use crate::time::Moment;

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
    /// A column of the merchant's own.
    Attribute,
}

/// A column whose values were pooled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pooled {
    /// One with a value for each order.
    Dimension(DimensionKind),
    /// The goods.
    Products,
    /// Their categories.
    Categories,
}

/// A column with one value for each order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dimension {
    /// What it means.
    pub kind: DimensionKind,
    /// The distinct values.
    pub values: Texts,
    /// For each order the number of its value, or [`MISSING`].
    pub codes: Codes,
}

impl Dimension {
    /// The number of an order's value, or [`MISSING`].
    pub fn code(&self, order: usize) -> u32 {
        self.codes.get(order)
    }
}

/// The raw columns that [`Orders::new`](super::Orders::new) checks and brings into their one order.
#[derive(Clone, Debug)]
pub struct Columns {
    /// The one currency of all amounts.
    pub currency: Currency,
    /// The distinct customer keys, already normalised.
    pub customers: Customers,
    /// For each order its id.
    pub ids: OrderIds,
    /// For each order the number of its customer, or [`ANONYMOUS`](super::ANONYMOUS).
    pub customer: Vec<u32>,
    /// For each order its moment, as seconds around [`Moment::USUAL`].
    pub moment: Numbers,
    /// For each order its net amount in minor units.
    pub amount: Numbers,
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
            customers: Customers::default(),
            ids: OrderIds::Absent,
            customer: Vec::new(),
            moment: Numbers::around(Moment::USUAL.0),
            amount: Numbers::default(),
            dimensions: Vec::new(),
            lines: Lines::default(),
        }
    }

    /// Refuses columns that do not fit together, and amounts that could overflow.
    pub(super) fn check(&self) -> Result<(), Error> {
        let count = self.moment.len();
        let bad = |name: &str| Err(Error::new(Trouble::BadChoice { name: name.to_string() }));
        if count >= u32::MAX as usize || self.lines.order.len() >= u32::MAX as usize {
            return Err(Error::new(Trouble::TooMany));
        }
        if !self.ids.fit(count) || self.customer.len() != count || self.amount.len() != count {
            return bad("order columns of one length");
        }
        if !blocks::are_below(&self.customer, self.customers.len()) {
            return bad("customer");
        }
        let fits = |d: &Dimension| d.codes.len() == count && are_below(&d.codes, d.values.len());
        if !self.dimensions.iter().all(fits) {
            return bad("dimension");
        }
        if !self.lines.fit(count) {
            return bad("order lines");
        }
        if self.amount.total_size().max(self.lines.total_size(&self.amount)) >= Money::LIMIT as u128 {
            return Err(Error::new(Trouble::MoneyOverflow));
        }
        Ok(())
    }

    /// Pools the values of columns with very many; which these are, and how many values they had.
    pub(super) fn pool(&mut self) -> Vec<(Pooled, u64)> {
        let mut pooled = Vec::new();
        let mut of = |which: Pooled, values: &mut Texts, codes: &mut Codes| {
            pooled.extend(pool(values, codes, MOST_VALUES).map(|had| (which, had)));
        };
        for Dimension { kind, values, codes } in &mut self.dimensions {
            of(Pooled::Dimension(*kind), values, codes);
        }
        let Lines { products, product, categories, category, .. } = &mut self.lines;
        of(Pooled::Products, products, product);
        of(Pooled::Categories, categories, category);
        pooled
    }

    pub(super) fn arrange(&mut self, order: &RowOrder) {
        order.arrange(&mut self.customer);
        self.moment.arrange(order);
        self.amount.arrange(order);
        self.ids.arrange(order);
        self.dimensions.iter_mut().for_each(|dimension| dimension.codes.arrange(order));
    }

    /// Numbers everything by its first appearance: promise 5.
    pub(super) fn renumber(&mut self) {
        if let Some(customers) = numbering::of_numbers(&mut self.customer, self.customers.len()) {
            self.customers.arrange(&customers);
        }
        for dimension in &mut self.dimensions {
            by_first_appearance(&mut dimension.values, &mut dimension.codes);
        }
        by_first_appearance(&mut self.lines.products, &mut self.lines.product);
        by_first_appearance(&mut self.lines.categories, &mut self.lines.category);
    }
}

/// Renumbers the codes and drops texts that nobody uses.
fn by_first_appearance(texts: &mut Texts, codes: &mut Codes) {
    if let Some(kept) = numbering::of_codes(codes, texts.len()) {
        *texts = texts.arranged(&kept);
    }
}

fn are_below(codes: &Codes, count: usize) -> bool {
    codes.largest().is_none_or(|largest| (largest as usize) < count)
}

impl Lines {
    fn fit(&self, orders: usize) -> bool {
        let count = self.order.len();
        let fits = |length: usize| length == 0 || length == count;
        [self.product.len(), self.category.len(), self.quantity.len(), self.amount.len()]
            .into_iter()
            .all(fits)
            && are_below(&self.order, orders)
            && (self.order.is_sequence() || self.order.iter().all(|order| order != MISSING))
            && are_below(&self.product, self.products.len())
            && are_below(&self.category, self.categories.len())
    }

    fn total_size(&self, amounts: &Numbers) -> u128 {
        if !self.amount.is_empty() || self.order.is_sequence() {
            return self.amount.total_size();
        }
        let amount = |order| u128::from(amounts.get(order as usize).unwrap_or(0).unsigned_abs());
        self.order.iter().map(amount).sum()
    }
}

/// Equal where all values are, whatever the columns' forms.
impl PartialEq for Columns {
    fn eq(&self, other: &Columns) -> bool {
        self.currency == other.currency
            && self.customers == other.customers
            && self.customer == other.customer
            && self.moment == other.moment
            && self.amount == other.amount
            && self.dimensions == other.dimensions
            && self.lines == other.lines
            && self.ids.are(&other.ids, self.moment.len())
    }
}

impl Eq for Columns {}
