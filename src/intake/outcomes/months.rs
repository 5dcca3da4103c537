//! Counted by month.

use super::super::cell::IMPOSSIBLE;
use super::ends::End;
use crate::order::OutcomeCounts;
use crate::time::{Day, Moment, Period, PeriodKind};
use huitou_columns::blocks::DayCounts;

/// The counts by month.
#[derive(Default)]
pub(super) struct Months {
    pub(super) by_month: Vec<(Period, OutcomeCounts)>,
    /// The month of the last order, mostly that of the next: its place, first and last day.
    last: Option<(usize, Day, Day)>,
}

impl Months {
    /// Orders that stand, by day.
    pub(super) fn count_days(&mut self, days: &DayCounts) {
        for (day, orders) in days.iter() {
            let at = self.place(Period::of(Day(day), PeriodKind::Month));
            self.by_month[at].1.orders += u64::from(orders);
        }
    }

    pub(super) fn count(&mut self, moment: i64, end: End) {
        if moment <= IMPOSSIBLE {
            return;
        }
        let day = Moment(moment).day();
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
