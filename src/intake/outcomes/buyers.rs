//! Counted by whether a customer has bought before.

use super::super::cell::IMPOSSIBLE;
use super::super::valid_orders::ValidOrders;
use super::ends::End;
use crate::list::Listed;
use crate::order::{OutcomeBy, OutcomeCounts, OutcomeGroups};
use crate::time::{Day, Moment};

/// The counts by whether a customer has bought before.
pub(super) struct Buyers {
    /// By customer: the day of the first valid order.
    first_days: Vec<Day>,
    first: OutcomeCounts,
    repeat: OutcomeCounts,
    anonymous: OutcomeCounts,
}

impl Buyers {
    pub(super) fn of(valid: &ValidOrders<'_>, customers: usize) -> Buyers {
        let mut first_days = vec![Day(i32::MAX); customers];
        valid.each(&mut |order| {
            if let Some(first) = first_days.get_mut(order.owner.customer as usize) {
                *first = Moment(order.moment).day().min(*first);
            }
        });
        let (first, repeat, anonymous) = Default::default();
        Buyers { first_days, first, repeat, anonymous }
    }

    pub(super) fn count(&mut self, customer: u32, moment: i64, end: End) {
        let counts = match self.first_days.get(customer as usize) {
            Some(first) if moment > IMPOSSIBLE && *first < Moment(moment).day() => &mut self.repeat,
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
