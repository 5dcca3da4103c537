//! Counted by whether a customer has bought before.

use super::super::cell::IMPOSSIBLE;
use super::super::fold::Draft;
use super::ends::{End, How, Lost};
use crate::list::Listed;
use crate::order::{OutcomeBy, OutcomeCounts, OutcomeGroups};
use crate::time::Moment;
use huitou_columns::blocks::{self, Sum};
use huitou_columns::first_days::FirstDays;

/// The counts by whether a customer has bought before.
pub(super) struct Buyers<'a> {
    /// By customer: the day of the first valid order.
    first_days: &'a FirstDays,
    /// Of those who have, who have not, and of nobody.
    counts: [OutcomeCounts; 3],
    /// The same of plain rows that ended alike, until they are added.
    lost: [Sum; 3],
    customers: Vec<u32>,
    days: Vec<i32>,
}

impl<'a> Buyers<'a> {
    /// With the plain rows that stand.
    pub(super) fn of(first_days: &'a FirstDays) -> Buyers<'a> {
        let counts =
            first_days.told_apart().map(|orders| OutcomeCounts { orders, ..OutcomeCounts::default() });
        Buyers { first_days, counts, lost: [(0, 0); 3], customers: Vec::new(), days: Vec::new() }
    }

    /// Rows that ended alike.
    pub(super) fn count_lost(&mut self, of: &Lost<'_>) {
        of.folder.customers(of.rows, &mut self.customers);
        of.folder.moments().days(of.rows, &mut self.days);
        self.first_days.tell_all(&mut self.customers, &self.days);
        blocks::add_up(&self.customers, of.given_back, &mut self.lost);
    }

    /// Adds the rows that ended so.
    pub(super) fn end_lost(&mut self, how: How) {
        for (lost, counts) in self.lost.iter_mut().zip(&mut self.counts) {
            how.add_all(std::mem::take(lost), counts);
        }
    }

    pub(super) fn count(&mut self, draft: &Draft, end: End) {
        // Without a date it is behind no other.
        let day = if draft.moment > IMPOSSIBLE { Moment(draft.moment).day().0 } else { i32::MIN };
        end.add_to(&mut self.counts[self.first_days.tell(draft.customer, day) as usize]);
    }

    /// All orders: each is counted in one of them.
    pub(super) fn all(&self) -> OutcomeCounts {
        let mut all = OutcomeCounts::default();
        self.counts.iter().for_each(|counts| all.join(counts));
        all
    }

    /// `None` where customers are unknown.
    pub(super) fn told(self) -> Option<OutcomeGroups> {
        let [repeat, first, anonymous] = self.counts;
        let named = [("first", first), ("repeat", repeat)];
        let named = named.into_iter().map(|(name, counts)| (name.to_string(), counts)).listed();
        (!self.first_days.is_empty()).then_some(OutcomeGroups {
            by: OutcomeBy::Buyer,
            named,
            others: OutcomeCounts::default(),
            missing: anonymous,
        })
    }
}
