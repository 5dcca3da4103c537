//! The columns of the matrix: at which offset an order lies, and how many offsets a customer has been observed.

use serde::{Deserialize, Serialize};

use super::MAX_OFFSET;
use crate::analysis::Scope;
use crate::analysis::calendar::Calendar;
use crate::list::Listed;
use crate::time::{Day, Period};

/// What counts as retained at an offset.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub enum RetentionMode {
    /// An order in the k-th period after the cohort's own.
    #[default]
    Period,
    /// An order in the k-th period or later.
    OnOrAfter,
    /// A repeat order up to the end of the k-th period.
    Cumulative,
    /// An order on one day, counted from the first order: 1, 3, 7, 14, 30, 60, 90, 180, 365.
    Day,
    /// An order within days 1-7, 8-14, 15-30, 31-60, 61-90, 91-180, 181-365.
    Bracket,
    /// An order within thirty days of age: 30-59, 60-89, ...
    AgeMonth,
}

const DAYS: [u32; 9] = [1, 3, 7, 14, 30, 60, 90, 180, 365];
const BRACKETS: [[u32; 2]; 7] = [[1, 7], [8, 14], [15, 30], [31, 60], [61, 90], [91, 180], [181, 365]];
const AGE_MONTH: u32 = 30;
/// The offset of what lies between or behind the spans.
const NOWHERE: u32 = u32::MAX;

/// Offsets 1, 2, ... as periods of the calendar, or as spans of days; 0 is what comes before.
pub(super) struct Columns<'a> {
    calendar: &'a Calendar,
    mode: RetentionMode,
    as_of: Day,
    /// Whether a cohort is a period: an unfinished offset is shown then, and marked.
    by_period: bool,
    /// Ascending; empty where offsets are periods.
    spans: Vec<[u32; 2]>,
    /// For each age in days up to the end of the last span its offset.
    offset_of_age: Vec<u32>,
}

impl<'a> Columns<'a> {
    pub(super) fn of(scope: &Scope, calendar: &'a Calendar) -> Columns<'a> {
        let mode = scope.settings.retention;
        let (first, as_of) = scope.window.map_or((Day(0), Day(0)), |window| (window.first_day, window.as_of));
        let observed = as_of.days_since(first).max(0) as u32;
        let spans = spans(mode, observed);
        let offset_of_age = offsets(&spans);
        let by_period = scope.settings.cohort_by == super::CohortBy::Period;
        Columns { calendar, mode, as_of, by_period, spans, offset_of_age }
    }

    pub(super) fn mode(&self) -> RetentionMode {
        self.mode
    }

    pub(super) fn into_spans(self) -> Vec<[u32; 2]> {
        self.spans
    }

    /// At which offset an order of a day lies, of a customer who came first in a period and on a day.
    pub(super) fn offset_of(&self, day: Day, founded: usize, first_day: Day) -> u32 {
        if self.mode.is_by_period() {
            return (self.calendar.number_of(day) - founded) as u32;
        }
        let age = day.days_since(first_day) as usize;
        self.offset_of_age.get(age).copied().unwrap_or(NOWHERE)
    }

    /// The last offset at which such a customer counts.
    pub(super) fn observed(&self, founded: usize, first_day: Day) -> u32 {
        if !self.mode.is_by_period() {
            let age = self.as_of.days_since(first_day);
            return self.spans.partition_point(|span| span[1] as i32 <= age) as u32;
        }
        let periods = self.calendar.periods();
        let unfinished = periods.last().is_some_and(|last| !self.calendar.is_complete(*last));
        let counted = periods.len() - usize::from(unfinished && !self.by_period);
        (counted.saturating_sub(1 + founded) as u32).min(MAX_OFFSET)
    }

    /// Whether even who came on the last day of a cohort's period has been observed at an offset, from 1.
    pub(super) fn is_complete(&self, cohort: Period, offset: u32) -> bool {
        match self.spans.get(offset as usize - 1) {
            Some(span) => cohort.last_day().plus(span[1] as i32) <= self.as_of,
            None => self.calendar.is_complete(cohort.plus(offset as i32)),
        }
    }
}

impl RetentionMode {
    /// Whether its offsets are periods of the calendar.
    pub fn is_by_period(self) -> bool {
        matches!(self, RetentionMode::Period | RetentionMode::OnOrAfter | RetentionMode::Cumulative)
    }
}

/// The spans of a mode whose end anybody can have been observed for.
fn spans(mode: RetentionMode, observed: u32) -> Vec<[u32; 2]> {
    let mut spans = match mode {
        RetentionMode::Day => DAYS.iter().map(|day| [*day, *day]).listed(),
        RetentionMode::Bracket => BRACKETS.to_vec(),
        RetentionMode::AgeMonth => {
            (1..=MAX_OFFSET).map(|month| [month * AGE_MONTH, month * AGE_MONTH + AGE_MONTH - 1]).listed()
        }
        _ => Vec::new(),
    };
    spans.retain(|span| span[1] <= observed);
    spans
}

fn offsets(spans: &[[u32; 2]]) -> Vec<u32> {
    let mut offsets = Vec::new();
    for (at, [from, to]) in spans.iter().enumerate() {
        // What comes before the first span is the start.
        offsets.resize(*from as usize, if at == 0 { 0 } else { NOWHERE });
        offsets.resize(*to as usize + 1, at as u32 + 1);
    }
    offsets
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_age_lies_in_its_span() {
        let days = offsets(&spans(RetentionMode::Day, 10));
        assert_eq!(days, [0, 1, NOWHERE, 2, NOWHERE, NOWHERE, NOWHERE, 3]);
        let brackets = offsets(&spans(RetentionMode::Bracket, 400));
        assert_eq!((brackets.len(), brackets[0], brackets[7], brackets[8], brackets[365]), (366, 0, 1, 2, 7));
        let months = offsets(&spans(RetentionMode::AgeMonth, 100));
        assert_eq!((months.len(), months[29], months[30], months[89]), (90, 0, 1, 2));
        assert!(spans(RetentionMode::Period, 400).is_empty() && spans(RetentionMode::Day, 0).is_empty());
    }
}
