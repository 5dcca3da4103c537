//! Dates and times in the forms that shops and spreadsheets write.

use super::scanner::{Part, Scanner, seconds};
use crate::time::{Day, Moment};

/// Why a cell gives no moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NoMoment {
    /// Nothing in the form of a date.
    Unreadable,
    /// The form of a date that no calendar has.
    Impossible,
}

/// One reading of a cell.
pub(crate) type Reading = Result<Moment, NoMoment>;

/// A date cell under all readings; they differ only in forms like 03/04/2024 and 24-03-04.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Stamp {
    /// Read day first.
    pub day_first: Reading,
    /// Read month first.
    pub month_first: Reading,
    /// Read year first; as `day_first` where only one reading is possible at all.
    pub year_first: Reading,
    /// The first and the last number of forms like 24-03-09, where the year may stand on either side.
    pub ends: Option<(u8, u8)>,
    /// Minutes east of UTC, where it says so; the moment is the wall time that it shows. A Unix time is one of UTC.
    pub offset: Option<i16>,
}

impl Stamp {
    fn both(reading: Reading) -> Stamp {
        Stamp { day_first: reading, month_first: reading, year_first: reading, ends: None, offset: None }
    }

    /// Whether the order of day, month and year decides what day it is, if it is one.
    pub fn is_open(self) -> bool {
        self.day_first != self.month_first || self.day_first != self.year_first
    }

    /// Whether the cell has the form of a date, possible or not.
    pub fn has_form(self) -> bool {
        [self.day_first, self.month_first, self.year_first]
            .into_iter()
            .any(|r| r != Err(NoMoment::Unreadable))
    }
}

/// Reads a cleaned cell: year first, day or month first, `yyyymmdd[hh[mm[ss]]]`, month names, Unix seconds or
/// milliseconds; with or without a time, fractions, AM or PM, an offset.
pub(crate) fn read(cell: &[u8]) -> Stamp {
    if cell.iter().all(u8::is_ascii_digit) {
        return digits_only(cell);
    }
    basic(cell).or_else(|| written(without_weekday(cell))).unwrap_or(Stamp::both(Err(NoMoment::Unreadable)))
}

/// `yyyymmddThhmmss` with an offset.
fn basic(cell: &[u8]) -> Option<Stamp> {
    let (day, rest) = (cell.get(..8)?, cell.get(8..)?.strip_prefix(b"T")?);
    let (time, rest) = (rest.get(..6)?, rest.get(6..)?);
    let mut number = 0;
    for &byte in day.iter().chain(time) {
        number = byte.is_ascii_digit().then(|| number * 10 + i64::from(byte - b'0'))?;
    }
    let mut scanner = Scanner { rest };
    let offset = scanner.offset();
    scanner.rest.is_empty().then(|| Stamp { offset, ..Stamp::both(compact(number)) })
}

/// `Sat, 09 Mar 2024` without the day of the week, which says nothing more.
fn without_weekday(cell: &[u8]) -> &[u8] {
    const DAYS: &[u8; 21] = b"montuewedthufrisatsun";
    let is_day = |head: &[u8]| DAYS.chunks(3).any(|day| day.eq_ignore_ascii_case(head));
    if !cell.first().is_some_and(u8::is_ascii_alphabetic) || !cell.get(..3).is_some_and(is_day) {
        return cell;
    }
    let rest = &cell[cell.iter().take_while(|byte| byte.is_ascii_alphabetic()).count()..];
    rest.strip_prefix(b",").unwrap_or(rest).trim_ascii_start()
}

/// Seconds since midnight of a cell that holds a time alone.
pub(crate) fn time_of_day(cell: &[u8]) -> Option<i64> {
    let mut rest = Scanner { rest: cell };
    match rest.time()? {
        Ok(seconds) if rest.rest.is_empty() => Some(seconds),
        _ => None,
    }
}

fn digits_only(cell: &[u8]) -> Stamp {
    let number = cell.iter().take(16).fold(0_i64, |n, &byte| n * 10 + i64::from(byte - b'0'));
    let unix = |seconds| Stamp { offset: unix(seconds).is_ok().then_some(0), ..Stamp::both(unix(seconds)) };
    match cell.len() {
        8 => Stamp::both(date(number / 10_000, number / 100 % 100, number % 100)),
        // A Unix time of these digits lies after 2030.
        10 if compact(number * 10_000).is_ok() => Stamp::both(compact(number * 10_000)),
        12 if compact(number * 100).is_ok() => Stamp::both(compact(number * 100)),
        14 => Stamp::both(compact(number)),
        10 => unix(number),
        13 => unix(number / 1000),
        _ => Stamp::both(Err(NoMoment::Unreadable)),
    }
}

/// `yyyymmddhhmmss`
fn compact(number: i64) -> Reading {
    let (day, time) = (number / 1_000_000, number % 1_000_000);
    let seconds = seconds(time / 10_000, time / 100 % 100, time % 100)?;
    Ok(date(day / 10_000, day / 100 % 100, day % 100)?.plus_seconds(seconds))
}

/// 1990 to 2100; an order id of ten digits mostly lies outside.
fn unix(seconds: i64) -> Reading {
    let plausible = (631_152_000..4_102_444_800).contains(&seconds);
    if plausible { Ok(Moment(seconds)) } else { Err(NoMoment::Unreadable) }
}

/// Midnight of a day between 1900 and 2199.
fn date(year: i64, month: i64, day: i64) -> Reading {
    if !(1900..2200).contains(&year) {
        return Err(NoMoment::Impossible);
    }
    Day::from_ymd(year as i32, month as u32, day as u32).map(Day::start).ok_or(NoMoment::Impossible)
}

fn written(cell: &[u8]) -> Option<Stamp> {
    let mut scanner = Scanner { rest: cell };
    let first = scanner.part()?;
    let separator = scanner.separator()?;
    let second = scanner.part()?;
    let dots = scanner.separator()? == b'.' && separator == b'.';
    let third = scanner.part()?;
    let parts = [first, second, third];
    let (day_first, month_first) = days(parts, dots)?;
    let ends = if dots { None } else { two_digit_ends(parts) };
    let year_first = match ends {
        Some(_) => year_first_day(parts),
        None if day_first == month_first => day_first,
        None => Err(NoMoment::Unreadable),
    };
    scanner.end_of_date();
    let time = if scanner.rest.is_empty() { Ok(0) } else { scanner.time()? };
    let offset = scanner.offset();
    if !scanner.rest.is_empty() {
        return None;
    }
    let at_time = |day: Reading| Ok(day?.plus_seconds(time?));
    Some(Stamp {
        day_first: at_time(day_first),
        month_first: at_time(month_first),
        year_first: at_time(year_first),
        ends,
        offset,
    })
}

/// The numbers on either side of a date that has a year of two digits, on one of them.
fn two_digit_ends(parts: [Part; 3]) -> Option<(u8, u8)> {
    match parts {
        [
            Part::Number { value: first, digits: 2 },
            Part::Number { .. },
            Part::Number { value: last, digits: 2 },
        ] => Some((first as u8, last as u8)),
        _ => None,
    }
}

fn year_first_day(parts: [Part; 3]) -> Reading {
    match parts {
        [
            Part::Number { value: year, .. },
            Part::Number { value: month, .. },
            Part::Number { value: day, .. },
        ] => date(full_year(year, 2), month, day),
        _ => Err(NoMoment::Unreadable),
    }
}

/// The day read day first, and month first.
fn days(parts: [Part; 3], dots: bool) -> Option<(Reading, Reading)> {
    use Part::{Month, Number};
    let same = |reading: Reading| Some((reading, reading));
    match parts {
        [
            Number { value: year, digits: 4 },
            Number { value: month, .. },
            Number { value: day, digits: ..=2 },
        ] => same(date(year, month, day)),
        [
            Number { value: a, digits: ..=2 },
            Number { value: b, digits: ..=2 },
            Number { value: year, digits },
        ] if digits == 2 || digits == 4 => {
            let year = full_year(year, digits);
            let day_first = date(year, b, a);
            if dots { same(day_first) } else { Some((day_first, date(year, a, b))) }
        }
        [Month(month), Number { value: day, digits: ..=2 }, Number { value: year, digits }]
        | [Number { value: day, digits: ..=2 }, Month(month), Number { value: year, digits }]
            if digits == 2 || digits == 4 =>
        {
            same(date(full_year(year, digits), month, day))
        }
        _ => None,
    }
}

fn full_year(year: i64, digits: usize) -> i64 {
    match digits {
        4 => year,
        _ if year < 70 => 2000 + year,
        _ => 1900 + year,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(reading: Reading) -> String {
        match reading {
            Ok(moment) => format!("{} {}", moment.day(), moment.second_of_day()),
            Err(error) => format!("{error:?}"),
        }
    }

    #[test]
    fn forms_that_read_one_way() {
        let cases = [
            ("2010-12-01 08:26:00", "2010-12-01 30360"),
            ("2026/6/9 9:06", "2026-06-09 32760"),
            ("19970101", "1997-01-01 0"),
            ("2026年6月9日", "2026-06-09 0"),
            ("2026年6月9日 下午3:05", "2026-06-09 54300"),
            ("24.12.2024", "2024-12-24 0"),
            ("2024-11-03 23:59:59 -0500", "2024-11-03 86399"),
            ("2025-06-17T08:04:21+00:00", "2025-06-17 29061"),
            ("2025-06-17T08:04:21.123Z", "2025-06-17 29061"),
            ("Jul-21-25", "2025-07-21 0"),
            ("1511544070", "2017-11-24 62470"),
            ("1511544070000", "2017-11-24 62470"),
            ("20260609090600", "2026-06-09 32760"),
            ("202606090906", "2026-06-09 32760"),
            ("2024010203", "2024-01-02 10800"),
            ("20240309T233000Z", "2024-03-09 84600"),
            ("Sat, 09 Mar 2024 23:30:00 +0000", "2024-03-09 84600"),
            ("Mar 9, 2024 11:30:00 PM PST", "2024-03-09 84600"),
            ("2024年3月9日 23时30分", "2024-03-09 84600"),
            ("2024年3月9日 23时30分15秒", "2024-03-09 84615"),
        ];
        for (cell, expected) in cases {
            let stamp = read(cell.as_bytes());
            assert_eq!(shown(stamp.day_first), expected, "{cell}");
            assert_eq!(stamp.day_first, stamp.month_first, "{cell}");
        }
        for (cell, minutes) in [
            ("2024-11-03 23:59:59 -0500", Some(-300)),
            ("2024-11-03T23:59:59+05:45", Some(345)),
            ("2024-11-03 23:59:59 UTC", Some(0)),
            ("2024-11-03 23:59:59 GMT+8", Some(480)),
            ("2024-11-03T23:59:59Z", Some(0)),
            ("2024-11-03 23:59:59", None),
            ("1511544070", Some(0)),
            ("2024010203", None),
            ("20240309T233000+0800", Some(480)),
            ("2024-11-03 23:59:59 PDT", Some(-420)),
            ("2024-11-03 23:59:59 CST", None),
        ] {
            assert_eq!(read(cell.as_bytes()).offset, minutes, "{cell}");
        }
        // The same in GBK.
        assert_eq!(shown(read(b"2026\xC4\xEA6\xD4\xC29\xC8\xD5").day_first), "2026-06-09 0");
    }

    #[test]
    fn forms_that_read_two_ways() {
        let cases = [
            ("12/1/2010 8:26", "2010-01-12 30360", "2010-12-01 30360"),
            ("09/25/26", "Impossible", "2026-09-25 0"),
            ("25/09/2026", "2026-09-25 0", "Impossible"),
            ("10/05/2026 2:30:00 PM", "2026-05-10 52200", "2026-10-05 52200"),
        ];
        for (cell, day_first, month_first) in cases {
            let stamp = read(cell.as_bytes());
            assert_eq!(
                (shown(stamp.day_first), shown(stamp.month_first)),
                (day_first.into(), month_first.into())
            );
        }
    }

    #[test]
    fn what_is_no_date_says_why() {
        for cell in ["2025-02-30", "0000-00-00", "2025-13-01", "2025-01-01 25:00"] {
            assert_eq!(read(cell.as_bytes()).day_first, Err(NoMoment::Impossible), "{cell}");
        }
        for cell in [
            "",
            "x",
            "17850",
            "2026-06-20 11:00 - 2026-06-20 12:00",
            "1.50",
            "2025-01",
            "2025-01-01 10",
            "2025-01-01 10:00 +2500",
        ] {
            assert!(!read(cell.as_bytes()).has_form(), "{cell}");
        }
    }
}
