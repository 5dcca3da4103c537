//! What the filters can be set to: the channels and products with the most orders.

use serde::{Deserialize, Serialize};

use super::retention::CohortBy;
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
            let mut counts = vec![0; channel.values.len()];
            channel.codes.iter().for_each(|code| count(&mut counts, code));
            values.channels = most_frequent(&counts, &channel.values);
        }
        let mut counts = vec![0; orders.products().len()];
        // An order counts once, however many of its lines have the product.
        let mut last = vec![usize::MAX; counts.len()];
        for order in 0..orders.len() {
            for product in orders.products_of(order) {
                let known = last.get_mut(product as usize).map(|last| std::mem::replace(last, order));
                if known != Some(order) {
                    count(&mut counts, product);
                }
            }
        }
        values.products = most_frequent(&counts, orders.products());
        values
    }
}

/// The column of one meaning, where the files have it.
pub(super) fn dimension(orders: &Orders, kind: DimensionKind) -> Option<&Dimension> {
    orders.dimensions().iter().find(|dimension| dimension.kind == kind)
}

/// One more of a value; a missing one has a number that no value has.
fn count(counts: &mut [u32], code: u32) {
    if let Some(count) = counts.get_mut(code as usize) {
        *count += 1;
    }
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
