//! How customers and discounts go together: who buys only at a discount, and whether one leads to the next.

use serde::{Deserialize, Serialize};

use crate::analysis::values::dimension;
use crate::analysis::{Comparison, Scope, Share};
use crate::history::History;
use crate::list::Listed;
use crate::money::Money;
use crate::order::{Dimension, DimensionKind};

/// Customers by their discounts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub struct Discounts {
    /// Of customers with two orders or more that count, each told to be discounted or not: never, sometimes, always.
    pub groups: Vec<DiscountRow>,
    /// Customers with one order, at full price.
    pub once_at_full_price: u64,
    /// Customers with one order, at a discount.
    pub once_discounted: u64,
    /// The share whose second order is at full price: of those whose first one was discounted, against those whose first
    /// one was not. Of customers whose first order is their very first.
    pub second_at_full_price: Comparison,
}

/// How often a customer bought at a discount.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub enum DiscountGroup {
    /// No order.
    Never,
    /// Some orders.
    Sometimes,
    /// Every order.
    Always,
}

/// The customers of a group.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub struct DiscountRow {
    /// Which.
    pub group: DiscountGroup,
    /// Of all customers of the three groups.
    pub customers: Share,
    /// Their orders.
    pub orders: u64,
    /// Their net amount.
    pub revenue: Money,
}

const GROUPS: [DiscountGroup; 3] = [DiscountGroup::Never, DiscountGroup::Sometimes, DiscountGroup::Always];

/// What was counted.
#[derive(Default)]
struct Tally {
    /// For each group its customers, orders and amount.
    groups: [(u64, u64, Money); 3],
    /// At full price, discounted.
    once: [u64; 2],
    /// By the first order, at full price or discounted: customers whose second one is at full price, and all.
    seconds: [[u64; 2]; 2],
}

/// `None` where the files don't tell discounts.
pub(super) fn discounts(scope: &Scope) -> Option<Discounts> {
    let column = dimension(scope.orders, DimensionKind::Discounted)?;
    let meanings = column.values.iter().map(|value| value == "yes").listed();
    let mut tally = Tally::default();
    for history in scope.histories.iter() {
        tally.add(&history, column, &meanings, scope.begins_with_first(&history));
    }
    let customers = tally.groups.iter().map(|group| group.0).sum();
    let row = |(group, (count, orders, revenue))| DiscountRow {
        group,
        customers: Share::of(count, customers),
        orders,
        revenue,
    };
    let second = |first: usize| Share::of(tally.seconds[first][0], tally.seconds[first][1]);
    Some(Discounts {
        second_at_full_price: Comparison::of(second(1), second(0)),
        groups: GROUPS.into_iter().zip(tally.groups).map(row).listed(),
        once_at_full_price: tally.once[0],
        once_discounted: tally.once[1],
    })
}

impl Tally {
    fn add(&mut self, history: &History, column: &Dimension, meanings: &[bool], begins_with_first: bool) {
        let is_discounted = |order: &u32| meanings.get(column.code(*order as usize) as usize).copied();
        let known = history.orders.iter().map_while(is_discounted);
        let (mut discounted, mut told) = (0, 0);
        let mut first_two = [false; 2];
        for is_discounted in known {
            if let Some(slot) = first_two.get_mut(told) {
                *slot = is_discounted;
            }
            discounted += usize::from(is_discounted);
            told += 1;
        }
        if told >= 2 && begins_with_first {
            let second = &mut self.seconds[usize::from(first_two[0])];
            second[0] += u64::from(!first_two[1]);
            second[1] += 1;
        }
        match history.orders.len() {
            orders if told < orders => {}
            1 => self.once[discounted] += 1,
            orders => {
                let at = if discounted == 0 {
                    0
                } else if discounted < orders {
                    1
                } else {
                    2
                };
                let group = &mut self.groups[at];
                *group = (group.0 + 1, group.1 + orders as u64, group.2 + history.revenue());
            }
        }
    }
}
