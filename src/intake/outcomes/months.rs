//! Counted by month.

use super::super::cell::IMPOSSIBLE;
use super::super::fold::Draft;
use super::ends::{End, How, Lost};
use crate::order::OutcomeCounts;
use crate::time::{Day, Moment, Period, PeriodKind};
use huitou_columns::blocks::{DayCounts, DaySums};

/// The counts by month.
#[derive(Default)]
pub(super) struct Months {
    pub(super) by_month: Vec<(Period, OutcomeCounts)>,
    /// The month of the last order, mostly that of the next: its place, first and last day.
    last: Option<(usize, Day, Day)>,
    /// Plain rows that ended alike, until they are added.
    lost: DaySums,
    days: Vec<i32>,
}

impl Months {
    /// Orders that stand, by day.
    pub(super) fn count_days(&mut self, days: &DayCounts) {
        for (day, orders) in days.iter() {
            let at = self.place(Period::of(Day(day), PeriodKind::Month));
            self.by_month[at].1.orders += u64::from(orders);
        }
    }

    /// Rows that ended alike.
    pub(super) fn count_lost(&mut self, of: &Lost<'_>) {
        of.folder.moments().days(of.rows, &mut self.days);
        self.lost.add(&self.days, of.given_back);
    }

    /// Adds the rows that ended so.
    pub(super) fn end_lost(&mut self, how: How) {
        for (day, sum) in std::mem::take(&mut self.lost).iter() {
            let at = self.place(Period::of(Day(day), PeriodKind::Month));
            how.add_all(sum, &mut self.by_month[at].1);
        }
    }

    pub(super) fn count(&mut self, draft: &Draft, end: End) {
        if draft.moment <= IMPOSSIBLE {
            return;
        }
        let day = Moment(draft.moment).day();
        let at = match self.last.filter(|(_, first, last)| (*first..=*last).contains(&day)) {
            Some((at, ..)) => at,
            None => self.place(Period::of(day, PeriodKind::Month)),
        };
        end.add_to(&mut self.by_month[at].1);
    }

    pub(super) fn place(&mut self, month: Period) -> usize {
        let at = self.by_month.partition_point(|(other, _)| other.first_day() < month.first_day());
        if self.by_month.get(at).is_none_or(|(other, _)| *other != month) {
            self.by_month.insert(at, (month, OutcomeCounts::default()));
        }
        self.last = Some((at, month.first_day(), month.last_day()));
        at
    }
}
