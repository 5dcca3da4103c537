//! The periods that a window touches, numbered from 0, and the number of each day's period.
//!
//! **Why a table.** Every analysis over time asks for the period of every order; a table of the window's
//! days answers in one step, without dividing a day into year, month and day a million times.

use std::cell::RefCell;

use huitou_columns::visits::{self, Visits};

use super::{CountBy, Scope, Window};
use crate::history::History;
use crate::list::Listed;
use crate::time::{Day, Period, PeriodKind};

/// The periods of a window in order, empty ones included.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Calendar {
    window: Window,
    periods: Vec<Period>,
    /// For each day from the window's first to the last order's: the number of its period.
    numbers: Vec<u32>,
}

impl Calendar {
    /// The calendar of the scope's window and period; `None` where no order lies in the window.
    pub(super) fn of(scope: &Scope) -> Option<Calendar> {
        Calendar::by(scope, scope.settings.period)
    }

    /// The same by periods of another length.
    pub(super) fn by(scope: &Scope, kind: PeriodKind) -> Option<Calendar> {
        Calendar::over(scope, scope.window?, kind)
    }

    /// The same over other days up to the as-of day.
    pub(super) fn over(scope: &Scope, window: Window, kind: PeriodKind) -> Option<Calendar> {
        let first = Period::of(window.first_day, kind);
        let steps = Period::of(window.as_of, kind).steps_since(first);
        let periods: Vec<Period> = (0..=steps).map(|step| first.plus(step)).listed();
        let last_order = scope.orders.moment(scope.order_count.checked_sub(1)?).day();
        let numbers = numbers(&periods, window.first_day, last_order);
        Some(Calendar { window, periods, numbers })
    }

    /// The days that it is of.
    pub(super) fn window(&self) -> Window {
        self.window
    }

    /// All periods, earliest first.
    pub(super) fn periods(&self) -> &[Period] {
        &self.periods
    }

    /// The number of the period that holds the day of an order in the window.
    pub(super) fn number_of(&self, day: Day) -> usize {
        self.numbers[day.days_since(self.window.first_day) as usize] as usize
    }

    /// The number of each day's period, for what goes through all orders.
    pub(super) fn numbers(&self) -> visits::Periods<'_> {
        visits::Periods { first: self.window.first_day.0, numbers: &self.numbers }
    }

    /// What lies in each period of the orders that count, of the customers that are shown. A first order is one of a
    /// customer for whom `is_first` holds; it always does where all orders count.
    pub(super) fn visits(&self, scope: &Scope, is_first: &dyn Fn(&History) -> bool) -> Vec<Visits> {
        let mut visits = self.counted(scope);
        if !scope.selection.counts_all() {
            for history in scope.histories.iter().filter(|history| !is_first(history)) {
                let visit = &mut visits[self.number_of(history.first_day())];
                visit.firsts -= 1;
                visit.first_sum -= history.first_amount().0;
            }
        }
        visits
    }

    /// The same, where any customer's first order that counts is a first order.
    fn counted(&self, scope: &Scope) -> Vec<Visits> {
        let count_by = scope.settings.count_by;
        let mut last = scope.visits.0.borrow_mut();
        match &*last {
            Some((calendar, by, visits)) if *by == count_by && calendar == self => visits.clone(),
            _ => {
                let (all, count) = (scope.histories.gathered(), self.periods.len());
                let visits = all.visits(self.numbers(), count, count_by == CountBy::Days);
                *last = Some((self.clone(), count_by, visits.clone()));
                visits
            }
        }
    }

    /// The number of the period that holds a customer's very first order; `None` where it lies before the window.
    pub(super) fn founded(&self, all: &History) -> Option<usize> {
        (all.first_day() >= self.window.first_day).then(|| self.number_of(all.first_day()))
    }

    /// Whether the last day of the period lies in the window.
    pub(super) fn is_complete(&self, period: Period) -> bool {
        period.last_day() <= self.window.as_of
    }

    /// Whether the period begins before the window.
    pub(super) fn is_cut_at_start(&self, period: Period) -> bool {
        period.first_day() < self.window.first_day
    }
}

/// What lies in the periods that were asked for last.
#[derive(Clone, Debug, Default)]
pub(super) struct LastVisits(RefCell<Option<(Calendar, CountBy, Vec<Visits>)>>);

/// What the orders that count, of the customers that are shown, come to; of each customer the first one of these is a
/// first one.
pub(super) fn total(scope: &Scope) -> Visits {
    let visits = Calendar::of(scope).map_or_else(Vec::new, |calendar| calendar.counted(scope));
    visits.iter().fold(Visits::default(), |sum, visits| Visits {
        codes: sum.codes + visits.firsts,
        again: 0,
        rows: sum.rows + visits.rows,
        sum: sum.sum + visits.sum,
        firsts: sum.firsts + visits.firsts,
        first_sum: sum.first_sum + visits.first_sum,
    })
}

fn numbers(periods: &[Period], first: Day, last: Day) -> Vec<u32> {
    let mut numbers = Vec::with_capacity(last.days_since(first).max(0) as usize + 1);
    for (number, period) in periods.iter().enumerate() {
        let end = period.last_day().min(last);
        let length = end.plus(1).days_since(first).max(0) as usize;
        if length > numbers.len() {
            numbers.resize(length, number as u32);
        }
    }
    numbers
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_day_has_the_number_of_its_period() {
        for kind in [PeriodKind::Day, PeriodKind::Week, PeriodKind::Month, PeriodKind::Year] {
            let (first, last) = (Day(19_000), Day(19_800));
            let start = Period::of(first, kind);
            let periods: Vec<Period> = (0..900).map(|step| start.plus(step)).collect();
            let numbers = numbers(&periods, first, last);
            assert_eq!(numbers.len(), 801);
            for (offset, number) in numbers.iter().enumerate() {
                let expected = Period::of(first.plus(offset as i32), kind).steps_since(start);
                assert_eq!(*number as i32, expected, "{kind:?} {offset}");
            }
        }
    }
}
