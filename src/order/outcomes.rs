//! What became of all orders that the files hold, valid or not: counts alone, as no other order is kept.

use serde::{Deserialize, Serialize};

use crate::money::Money;
use crate::time::Period;

/// How many orders ended how.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub struct OutcomeCounts {
    /// All of them: these and those that stand as they were.
    pub orders: u64,
    /// Cancelled or closed.
    pub cancelled: u64,
    /// Never paid.
    pub unpaid: u64,
    /// Refunded in full.
    pub refunded: u64,
    /// Refunded in part.
    pub in_part: u64,
    /// What was given back; `None` where nothing was, or where it is not to be told.
    pub given_back: Option<Money>,
}

impl OutcomeCounts {
    /// Takes in others.
    pub fn join(&mut self, other: &OutcomeCounts) {
        let counts = [
            (&mut self.orders, other.orders),
            (&mut self.cancelled, other.cancelled),
            (&mut self.unpaid, other.unpaid),
            (&mut self.refunded, other.refunded),
            (&mut self.in_part, other.in_part),
        ];
        counts.into_iter().for_each(|(own, more)| *own = own.saturating_add(more));
        self.give_back(other.given_back);
    }

    /// Adds what was given back. Only valid amounts are known to stay below the limit together.
    pub fn give_back(&mut self, more: Option<Money>) {
        let Some(more) = more else { return };
        let sum = self.given_back.unwrap_or_default() + more;
        self.given_back = Some(sum.min(Money(Money::LIMIT - 1)));
    }

    /// Cancelled or never paid.
    pub fn lost(&self) -> u64 {
        self.cancelled.saturating_add(self.unpaid)
    }

    /// Neither cancelled nor unpaid: what could come back.
    pub fn paid(&self) -> u64 {
        self.orders.saturating_sub(self.lost())
    }

    /// Refunded, in full or in part.
    pub fn came_back(&self) -> u64 {
        self.refunded.saturating_add(self.in_part)
    }
}

/// What orders are told apart by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub enum OutcomeBy {
    /// The products of their lines: here lines are counted, not orders.
    Product,
    /// The categories of their lines: likewise.
    Category,
    /// Their channel.
    Channel,
    /// Their country, province or state.
    Region,
    /// Their value in the merchant's own column.
    Attribute,
    /// Whether their customer has a valid order on an earlier day: `repeat`, else `first`.
    Buyer,
}

/// The counts by one of these.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutcomeGroups {
    /// By which.
    pub by: OutcomeBy,
    /// The values of most orders, the largest first, of equals the first in the order of their bytes.
    pub named: Vec<(String, OutcomeCounts)>,
    /// All other values together.
    pub others: OutcomeCounts,
    /// Those without a value.
    pub missing: OutcomeCounts,
}

impl OutcomeGroups {
    /// So many values are told by themselves.
    pub const MOST: usize = 30;
}

/// What became of all orders.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcomes {
    /// All of them.
    pub all: OutcomeCounts,
    /// By what the files tell.
    pub groups: Vec<OutcomeGroups>,
    /// By the month of the order, ascending; months without an order are left out, and orders without a date.
    pub months: Vec<(Period, OutcomeCounts)>,
}
