//! What the filters can be set to: the channels and products with the most orders.

use serde::{Deserialize, Serialize};

use crate::order::{DimensionKind, MISSING, Orders, sort};

/// The most frequent values, whatever the settings.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub struct FilterValues {
    /// Channels; empty where the files have none.
    pub channels: Vec<FilterValue>,
    /// Products; empty where the files have none.
    pub products: Vec<FilterValue>,
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
        let mut values = FilterValues::default();
        if let Some(channel) = orders.dimensions().iter().find(|d| d.kind == DimensionKind::Channel) {
            let mut counts = vec![0; channel.values.len()];
            channel
                .codes
                .iter()
                .filter(|code| **code != MISSING)
                .for_each(|code| counts[*code as usize] += 1);
            values.channels = most_frequent(&counts, &|code| channel.values.get(code));
        }
        let lines = orders.lines();
        let mut counts = vec![0; lines.products.len()];
        // An order counts once, however many of its lines have the product: lines are sorted by their order.
        let mut last = vec![u32::MAX; lines.products.len()];
        for (order, product) in
            lines.order.iter().zip(&lines.product).filter(|(_, product)| **product != MISSING)
        {
            let at = *product as usize;
            counts[at] += u32::from(last[at] != *order);
            last[at] = *order;
        }
        values.products = most_frequent(&counts, &|code| lines.products.get(code));
        values
    }
}

/// The largest counts first; of equals the one that appeared first.
fn most_frequent<'a>(counts: &[u32], name: &dyn Fn(u32) -> &'a str) -> Vec<FilterValue> {
    let mut codes: Vec<u32> = (0..counts.len() as u32).filter(|code| !name(*code).is_empty()).collect();
    sort(&mut codes, &|a, b| counts[b as usize].cmp(&counts[a as usize]).then(a.cmp(&b)));
    let value =
        |code: &u32| FilterValue { value: name(*code).to_string(), orders: counts[*code as usize].into() };
    codes.iter().take(MOST).map(value).collect()
}
