//! The column of dates: when the rows were, under all readings.

use std::collections::TryReserveError;

use huitou_columns::numbers::{HandedNumbers, Numbers};
use huitou_columns::parcel::{Parcel, Unpacking, Words};
use huitou_columns::plain;

use super::DateOrder;
use super::cell::date::{self, NoMoment, Stamp};
use super::cell::{EMPTY, IMPOSSIBLE, UNREADABLE};
use crate::time::Moment;

/// When the rows were, under all readings; the others are only kept once a cell has several.
#[derive(Debug)]
pub(super) struct Dates {
    /// Seconds, or one of the marks above.
    pub day_first: Numbers,
    /// `None` as long as it is equal to `day_first`.
    pub month_first: Option<Numbers>,
    /// `None` as long as it is equal to `day_first`.
    year_first: Option<Numbers>,
    /// What tells the readings apart.
    pub evidence: Evidence,
    /// The first row that can be read in several ways, differently.
    pub first_open: Option<u32>,
    /// For each row its offset from UTC in minutes, or [`NO_OFFSET`]; empty as long as no cell carries one.
    pub offsets: Vec<i16>,
}

/// Dates that were handed over.
pub(super) struct HandedDates<'a> {
    day_first: HandedNumbers<'a>,
    month_first: Option<HandedNumbers<'a>>,
    year_first: Option<HandedNumbers<'a>>,
    evidence: Evidence,
    first_open: Option<u32>,
    offsets: Words<'a>,
}

impl<'a> HandedDates<'a> {
    /// Reads them.
    pub fn read(from: &mut Unpacking<'a>) -> Option<HandedDates<'a>> {
        let day_first = HandedNumbers::read(from)?;
        let mut others = || match from.number()? {
            0 => Some(None),
            _ => HandedNumbers::read(from).map(Some),
        };
        let (month_first, year_first) = (others()?, others()?);
        let evidence = Evidence::read(from)?;
        let first_open = from.number()?.checked_sub(1).map(|row| row as u32);
        Some(HandedDates { day_first, month_first, year_first, evidence, first_open, offsets: from.words()? })
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.day_first.len()
    }
}

/// The offset of a cell that carries none.
pub(super) const NO_OFFSET: i16 = i16::MIN;

/// What tells the readings apart, over all cells that have several.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Evidence {
    /// Cells that can't be read day first, month first, year first, and can in another way.
    excluded: [u64; 3],
    /// The numbers that stand first, and last, in cells like 24-03-09: a bit each.
    ends: [u128; 2],
}

const ALL: [DateOrder; 3] = [DateOrder::DayFirst, DateOrder::MonthFirst, DateOrder::YearFirst];

impl Evidence {
    /// Takes in a cell.
    pub fn add(&mut self, stamp: &Stamp) {
        let readings = [stamp.day_first, stamp.month_first, stamp.year_first];
        if readings.iter().all(Result::is_err) {
            return;
        }
        for (excluded, reading) in self.excluded.iter_mut().zip(readings) {
            *excluded += u64::from(reading.is_err());
        }
        if let Some((first, last)) = stamp.ends {
            self.ends[0] |= 1 << first;
            self.ends[1] |= 1 << last;
        }
    }

    fn hand_over(&self, parcel: &mut Parcel) {
        let halves = self.ends.iter().flat_map(|&ends| [ends as u64, (ends >> 64) as u64]);
        let mut numbers = self.excluded.to_vec();
        numbers.extend(halves);
        parcel.longs(numbers.into_iter());
    }

    fn read(from: &mut Unpacking<'_>) -> Option<Evidence> {
        let mut numbers = from.longs()?;
        let mut next = || numbers.next();
        let excluded = [next()?, next()?, next()?];
        let mut ends = || Some(u128::from(next()?) | u128::from(next()?) << 64);
        Some(Evidence { excluded, ends: [ends()?, ends()?] })
    }

    /// Takes in that of another file.
    pub fn join(&mut self, other: &Evidence) {
        for (mine, theirs) in self.excluded.iter_mut().zip(other.excluded) {
            *mine += theirs;
        }
        for (mine, theirs) in self.ends.iter_mut().zip(other.ends) {
            *mine |= theirs;
        }
    }

    /// The readings that are left: one where the data tell, and else those to ask about.
    pub fn possible(&self) -> Vec<DateOrder> {
        // Years are few, days are many; where both sides have about as many values nothing is told.
        const CLEAR: u32 = 2;
        let [first, last] = self.ends.map(u128::count_ones);
        let year_is_first = last >= first + CLEAR;
        let year_is_last = first == 0 || first >= last + CLEAR;
        let is_left = |&(order, excluded): &(DateOrder, u64)| {
            let by_ends = if order == DateOrder::YearFirst { year_is_last } else { year_is_first };
            excluded == 0 && !by_ends
        };
        let left: Vec<DateOrder> =
            ALL.into_iter().zip(self.excluded).filter(is_left).map(|(order, _)| order).collect();
        if left.is_empty() { ALL[..if first == 0 { 2 } else { 3 }].to_vec() } else { left }
    }
}

/// Seconds until 2010: dates of shops lie around it.
const BASE: i64 = 1_262_304_000;

impl Default for Dates {
    fn default() -> Dates {
        Dates {
            day_first: Numbers::around(BASE),
            month_first: None,
            year_first: None,
            evidence: Evidence::default(),
            first_open: None,
            offsets: Vec::new(),
        }
    }
}

impl Dates {
    /// Adds a row's cleaned cell; `time` are the seconds of a time in a column of its own.
    pub fn push(&mut self, cell: &[u8], time: i64) {
        if cell.is_empty() {
            self.push_offset(None);
            return self.push_all([EMPTY; 3]);
        }
        if let Some(moment) = plain::moment(cell) {
            self.push_offset(None);
            let time = if Moment(moment).second_of_day() == 0 { time } else { 0 };
            return self.push_all([moment + time; 3]);
        }
        let stamp = date::read(cell);
        self.push_offset(stamp.offset);
        let readings = [stamp.day_first, stamp.month_first, stamp.year_first];
        let readable = || readings.iter().filter(|reading| reading.is_ok());
        self.evidence.add(&stamp);
        let is_open = readable().next().is_some_and(|first| readable().any(|reading| reading != first));
        if is_open && self.first_open.is_none() {
            self.first_open = Some(self.day_first.len() as u32);
        }
        self.push_all(readings.map(|reading| match reading {
            // The time of a cell that has one is not added to it again.
            Ok(moment) if moment.second_of_day() == 0 => moment.0 + time,
            Ok(moment) => moment.0,
            Err(NoMoment::Impossible) => IMPOSSIBLE,
            Err(NoMoment::Unreadable) => UNREADABLE,
        }));
    }

    /// The moments, where no cell so far has several readings or an offset: they may be added to.
    pub fn only_moments(&mut self) -> Option<&mut Numbers> {
        let is_only = self.month_first.is_none() && self.year_first.is_none() && self.offsets.is_empty();
        is_only.then_some(&mut self.day_first)
    }

    /// Makes room for more rows.
    pub fn reserve(&mut self, rows: usize) -> Result<(), TryReserveError> {
        self.day_first.reserve(rows)?;
        self.month_first.iter_mut().chain(&mut self.year_first).try_for_each(|others| others.reserve(rows))
    }

    /// Hands all rows over.
    pub fn hand_over(&mut self, parcel: &mut Parcel) {
        let mut rows = std::mem::take(self);
        rows.day_first.hand_over(parcel);
        for mut others in [rows.month_first, rows.year_first] {
            parcel.number(others.is_some().into());
            others.iter_mut().for_each(|others| others.hand_over(parcel));
        }
        rows.evidence.hand_over(parcel);
        parcel.number(rows.first_open.map_or(0, |row| u64::from(row) + 1));
        parcel.words(rows.offsets.iter().map(|&offset| u32::from(offset as u16)));
    }

    /// Adds rows that were handed over.
    pub fn take_in(&mut self, rows: &HandedDates<'_>) {
        let before = self.day_first.len();
        self.evidence.join(&rows.evidence);
        self.first_open = self.first_open.or(rows.first_open.map(|row| before as u32 + row));
        if !(self.offsets.is_empty() && rows.offsets.is_empty()) {
            self.offsets.resize(before, NO_OFFSET);
            self.offsets.extend(rows.offsets.iter().map(|offset| offset as u16 as i16));
            self.offsets.resize(before + rows.len(), NO_OFFSET);
        }
        let others = [(&rows.month_first, &mut self.month_first), (&rows.year_first, &mut self.year_first)];
        for (theirs, mine) in others {
            if theirs.is_some() && mine.is_none() {
                *mine = Some(self.day_first.clone());
            }
            if let Some(mine) = mine {
                mine.take_in(theirs.as_ref().unwrap_or(&rows.day_first));
            }
        }
        self.day_first.take_in(&rows.day_first);
    }

    fn push_offset(&mut self, offset: Option<i16>) {
        if offset.is_some() && self.offsets.is_empty() {
            self.offsets.resize(self.day_first.len(), NO_OFFSET);
        }
        if offset.is_some() || !self.offsets.is_empty() {
            self.offsets.push(offset.unwrap_or(NO_OFFSET));
        }
    }

    /// So many rows without a date.
    pub fn none(rows: usize) -> Dates {
        Dates { day_first: Numbers::of(EMPTY, rows), ..Dates::default() }
    }

    fn push_all(&mut self, [day_first, month_first, year_first]: [i64; 3]) {
        for (seconds, others) in [(month_first, &mut self.month_first), (year_first, &mut self.year_first)] {
            if day_first != seconds && others.is_none() {
                *others = Some(self.day_first.clone());
            }
            if let Some(others) = others {
                others.push(seconds);
            }
        }
        self.day_first.push(day_first);
    }

    /// The wall time of a row as it was written, under the first reading that it has.
    pub fn written(&self, row: usize) -> Option<i64> {
        let readings = [DateOrder::DayFirst, DateOrder::MonthFirst, DateOrder::YearFirst];
        readings.into_iter().filter_map(|order| self.read(order).get(row)).find(|&m| m > IMPOSSIBLE)
    }

    /// Changes the moments of the rows that have one, under all readings.
    pub fn change(&mut self, mut change: impl FnMut(usize, i64) -> i64) {
        let others = self.month_first.iter_mut().chain(&mut self.year_first);
        for moments in others.chain([&mut self.day_first]) {
            for row in 0..moments.len() {
                if let Some(moment) = moments.get(row).filter(|&moment| moment > IMPOSSIBLE) {
                    moments.set(row, change(row, moment));
                }
            }
        }
    }

    /// Whether any cell has several readings.
    pub fn is_ambiguous(&self) -> bool {
        self.month_first.is_some() || self.year_first.is_some()
    }

    /// The moments under one reading, and no others.
    pub fn into_read(self, order: DateOrder) -> Numbers {
        let Dates { day_first, month_first, year_first, .. } = self;
        let other = match order {
            DateOrder::DayFirst => None,
            DateOrder::MonthFirst => month_first,
            DateOrder::YearFirst => year_first,
        };
        other.unwrap_or(day_first)
    }

    /// The moments under one reading.
    pub fn read(&self, order: DateOrder) -> &Numbers {
        let other = match order {
            DateOrder::DayFirst => None,
            DateOrder::MonthFirst => self.month_first.as_ref(),
            DateOrder::YearFirst => self.year_first.as_ref(),
        };
        other.unwrap_or(&self.day_first)
    }
}
