//! Counted by whether a customer has bought before.

use super::super::cell::IMPOSSIBLE;
use super::super::valid_orders::{OrderCounts, ValidOrders};
use super::ends::End;
use crate::list::Listed;
use crate::order::{OutcomeBy, OutcomeCounts, OutcomeGroups};
use crate::time::Moment;
use huitou_columns::blocks;

/// The counts by whether a customer has bought before.
pub(super) struct Buyers<'a> {
    /// By customer: the day of the first valid order.
    first_days: &'a [i32],
    first: OutcomeCounts,
    repeat: OutcomeCounts,
    anonymous: OutcomeCounts,
}

impl<'a> Buyers<'a> {
    /// With the plain rows that stand.
    pub(super) fn of(valid: &ValidOrders<'_>, counts: &'a OrderCounts) -> Buyers<'a> {
        let first_days = counts.first_days.as_slice();
        let plain = counts.by_buyer.unwrap_or_else(|| compared(valid, first_days));
        let [repeat, first, anonymous] =
            plain.map(|orders| OutcomeCounts { orders, ..OutcomeCounts::default() });
        Buyers { first_days, first, repeat, anonymous }
    }

    pub(super) fn count(&mut self, customer: u32, moment: i64, end: End) {
        let counts = match self.first_days.get(customer as usize) {
            Some(first) if moment > IMPOSSIBLE && *first < Moment(moment).day().0 => &mut self.repeat,
            Some(_) => &mut self.first,
            None => &mut self.anonymous,
        };
        end.add_to(counts);
    }

    /// All orders: each is counted in one of them.
    pub(super) fn all(&self) -> OutcomeCounts {
        let mut all = self.first;
        all.join(&self.repeat);
        all.join(&self.anonymous);
        all
    }

    /// `None` where customers are unknown.
    pub(super) fn told(self) -> Option<OutcomeGroups> {
        let named = [("first", self.first), ("repeat", self.repeat)];
        let named = named.into_iter().map(|(name, counts)| (name.to_string(), counts)).listed();
        (!self.first_days.is_empty()).then_some(OutcomeGroups {
            by: OutcomeBy::Buyer,
            named,
            others: OutcomeCounts::default(),
            missing: self.anonymous,
        })
    }
}

/// How many plain rows that stand are on a later day than the customer's first, on that day, and of no customer.
fn compared(valid: &ValidOrders<'_>, first_days: &[i32]) -> [u64; 3] {
    let (mut customers, mut days, mut all) = (Vec::new(), Vec::new(), [0; 3]);
    for (file, folder) in valid.folders.iter().enumerate() {
        valid.plain.each_valid(file, &mut |rows| {
            folder.customers(rows, &mut customers);
            folder.moments().days(rows, &mut days);
            let counts = blocks::compare(&customers, &days, first_days);
            all.iter_mut().zip(counts).for_each(|(all, count)| *all += count);
        });
    }
    all
}
