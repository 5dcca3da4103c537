//! What the filters can be set to: the channels and products with the most orders.

use serde::{Deserialize, Serialize};

use super::retention::CohortBy;
use crate::list::Listed;
use crate::order::{Dimension, DimensionKind, Orders, POOLED, Texts, sort};

/// The most frequent values, whatever the settings.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub struct FilterValues {
    /// Channels; empty where the files have none.
    pub channels: Vec<FilterValue>,
    /// Products; empty where the files have none.
    pub products: Vec<FilterValue>,
    /// By what first orders can be told apart.
    pub cohorts: Vec<CohortBy>,
}

/// A value and how many orders have it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub struct FilterValue {
    /// As it stands in the files.
    pub value: String,
    /// Orders of the channel, or with the product.
    pub orders: u64,
}

/// Longer lists nobody looks through: a product can be typed.
const MOST: usize = 60;

impl FilterValues {
    /// The values of a store.
    pub fn of(orders: &Orders) -> FilterValues {
        let mut values = FilterValues { cohorts: CohortBy::known(orders), ..FilterValues::default() };
        if let Some(channel) = dimension(orders, DimensionKind::Channel) {
            let counts = channel.codes.counts(channel.values.len());
            values.channels = most_frequent(&counts, &channel.values);
        }
        values.products = most_frequent(&of_products(orders), orders.products());
        values
    }
}

/// How many orders have each product: one counts once, however many of its lines have the product.
fn of_products(orders: &Orders) -> Vec<u32> {
    let products = orders.products().len();
    if orders.has_one_line_each() {
        return orders.columns().lines.product.counts(products);
    }
    let mut counts = vec![(0, usize::MAX); products];
    for order in 0..orders.len() {
        for product in orders.products_of(order) {
            // A missing one has a number that no product has.
            if let Some(count) = counts.get_mut(product as usize).filter(|count| count.1 != order) {
                *count = (count.0 + 1, order);
            }
        }
    }
    counts.into_iter().map(|(count, _)| count).listed()
}

/// The column of one meaning, where the files have it.
pub(super) fn dimension(orders: &Orders, kind: DimensionKind) -> Option<&Dimension> {
    orders.dimensions().iter().find(|dimension| dimension.kind == kind)
}

/// The largest counts first; of equals the one that appeared first.
fn most_frequent(counts: &[u32], names: &Texts) -> Vec<FilterValue> {
    let mut codes: Vec<u32> =
        (0..counts.len() as u32).filter(|code| !matches!(names.get(*code), "" | POOLED)).collect();
    sort(&mut codes, &|a, b| counts[b as usize].cmp(&counts[a as usize]).then(a.cmp(&b)));
    let value = |code: &u32| FilterValue {
        value: names.get(*code).to_string(),
        orders: counts[*code as usize].into(),
    };
    codes.iter().take(MOST).map(value).collect()
}
