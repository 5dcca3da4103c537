//! Counted by whether a customer has bought before.

use super::super::cell::IMPOSSIBLE;
use super::super::valid_orders::ValidOrders;
use super::ends::End;
use crate::list::Listed;
use crate::order::{OutcomeBy, OutcomeCounts, OutcomeGroups};
use crate::time::Moment;
use huitou_columns::blocks::{self, DayCounts};

/// The counts by whether a customer has bought before.
pub(super) struct Buyers {
    /// By customer: the day of the first valid order.
    first_days: Vec<i32>,
    /// How many plain rows of each day are valid.
    pub(super) days_of_valid: DayCounts,
    first: OutcomeCounts,
    repeat: OutcomeCounts,
    anonymous: OutcomeCounts,
}

impl Buyers {
    pub(super) fn of(valid: &ValidOrders<'_>, customers: usize) -> Buyers {
        let mut first_days = vec![i32::MAX; customers];
        let mut days_of_valid = DayCounts::default();
        for file in 0..valid.folders.len() {
            each_block(valid, file, &mut |customers, days| {
                blocks::least(customers, days, &mut first_days);
                days_of_valid.add(days);
            });
        }
        valid.each_draft(&mut |order| {
            blocks::least(&[order.owner.customer], &[Moment(order.moment).day().0], &mut first_days);
        });
        let (first, repeat, anonymous) = Default::default();
        Buyers { first_days, days_of_valid, first, repeat, anonymous }
    }

    /// The plain rows of a file that stand.
    pub(super) fn count_valid(&mut self, valid: &ValidOrders<'_>, file: usize) {
        let Buyers { first_days, first, repeat, anonymous, .. } = self;
        each_block(valid, file, &mut |customers, days| {
            let counts = blocks::compare(customers, days, first_days);
            for (own, more) in [&mut *repeat, &mut *first, &mut *anonymous].into_iter().zip(counts) {
                own.orders += more;
            }
        });
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

/// Shows customers and days of the plain rows of a file that are valid, a block at a time.
fn each_block(valid: &ValidOrders<'_>, file: usize, visit: &mut dyn FnMut(&[u32], &[i32])) {
    let folder = &valid.folders[file];
    let (mut customers, mut moments, mut days) = (Vec::new(), Vec::new(), Vec::new());
    valid.plain.each_valid(file, &mut |rows| {
        folder.customers(rows, &mut customers);
        folder.days(rows, &mut moments, &mut days);
        visit(&customers, &days);
    });
}
