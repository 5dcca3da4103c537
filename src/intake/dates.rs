//! The column of dates: when the rows were, under both readings.

use super::cell::date::{self, NoMoment};
use super::cell::{EMPTY, IMPOSSIBLE, UNREADABLE};

/// When the rows were, under both readings; the second is only kept once a cell has two.
#[derive(Debug, Default)]
pub(super) struct Dates {
    /// Seconds, or one of the marks above.
    pub day_first: Vec<i64>,
    /// `None` as long as both are equal.
    pub month_first: Option<Vec<i64>>,
    /// Cells that can only be read day first, and month first.
    pub only_day_first: u64,
    /// See `only_day_first`.
    pub only_month_first: u64,
    /// The first row that can be read both ways, differently.
    pub first_open: Option<u32>,
    /// Whether any cell carries an offset.
    pub zoned: bool,
    /// Whether any cell is a Unix time.
    pub unix: bool,
}

impl Dates {
    /// Adds a row's cleaned cell; `time` are the seconds of a time in a column of its own.
    pub fn push(&mut self, cell: &[u8], time: i64) {
        if cell.is_empty() {
            return self.push_both(EMPTY, EMPTY);
        }
        let stamp = date::read(cell);
        self.zoned |= stamp.zoned;
        self.unix |= stamp.unix;
        self.only_day_first += u64::from(stamp.day_first.is_ok() && stamp.month_first.is_err());
        self.only_month_first += u64::from(stamp.month_first.is_ok() && stamp.day_first.is_err());
        let both = stamp.day_first.is_ok() && stamp.month_first.is_ok();
        if both && stamp.day_first != stamp.month_first && self.first_open.is_none() {
            self.first_open = Some(self.day_first.len() as u32);
        }
        let seconds = |reading: date::Reading| match reading {
            // The time of a cell that has one is not added to it again.
            Ok(moment) if moment.second_of_day() == 0 => moment.0 + time,
            Ok(moment) => moment.0,
            Err(NoMoment::Impossible) => IMPOSSIBLE,
            Err(NoMoment::Unreadable) => UNREADABLE,
        };
        self.push_both(seconds(stamp.day_first), seconds(stamp.month_first));
    }

    fn push_both(&mut self, day_first: i64, month_first: i64) {
        if day_first != month_first && self.month_first.is_none() {
            self.month_first = Some(self.day_first.clone());
        }
        if let Some(other) = &mut self.month_first {
            other.push(month_first);
        }
        self.day_first.push(day_first);
    }

    /// The moments under one reading.
    pub fn read(&self, month_first: bool) -> &[i64] {
        match &self.month_first {
            Some(other) if month_first => other,
            _ => &self.day_first,
        }
    }
}
