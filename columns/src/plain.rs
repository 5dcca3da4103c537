//! Dates and amounts in the forms that nearly all cells have, at a few nanoseconds each. What is written otherwise is
//! nobody's here: who asked reads it with care.

use crate::digits;

const DAY: i64 = 86_400;

/// Reads moments one after the other: rows of one day follow each other, and a day is read once.
#[derive(Clone, Copy, Debug, Default)]
pub struct Moments {
    /// The last date, as it was written.
    date: (u64, u16),
    /// Where its day begins.
    begin: i64,
}

impl Moments {
    /// The same as [`moment`].
    #[inline]
    pub fn read(&mut self, cell: &[u8]) -> Option<i64> {
        let Some(([a, b, c, d, e, f, g, h, i, j], [b' ' | b'T', time @ ..])) = cell.split_first_chunk()
        else {
            return moment(cell);
        };
        let Ok(time) = time.try_into() else { return moment(cell) };
        let date = (u64::from_le_bytes([*a, *b, *c, *d, *e, *f, *g, *h]), u16::from_le_bytes([*i, *j]));
        if date != self.date {
            *self = Moments { begin: moment(&cell[..10])?, date };
        }
        Some(self.begin + seconds(u64::from_le_bytes(time))?)
    }
}

/// The seconds of a day at `08:15:00`.
#[inline]
fn seconds(time: u64) -> Option<i64> {
    const FORM: u64 = u64::from_le_bytes(*b"00:00:00");
    const COLONS: u64 = 0x0000_FF00_00FF_0000;
    let digits = time ^ FORM;
    if digits & COLONS != 0 || !digits::are_below_ten(digits) {
        return None;
    }
    // Tens and ones come together where the tens are.
    let pairs = digits * 10 + (digits >> 8);
    let pair = |at: u32| (pairs >> at & 0xFF) as i64;
    clock(pair(0), pair(24), pair(48))
}

/// The seconds since 1970 of `2024-03-09`, `2024/03/09 08:15`, `2024-03-09T08:15:00`; `None` for all else, dates that
/// no calendar has among it.
#[inline]
pub fn moment(cell: &[u8]) -> Option<i64> {
    let (date, time) = cell.split_at_checked(10)?;
    let separator = date[4];
    if !matches!(separator, b'-' | b'/') || date[7] != separator {
        return None;
    }
    let year = two(date[0], date[1])? * 100 + two(date[2], date[3])?;
    let day = day(year, two(date[5], date[6])?, two(date[8], date[9])?)?;
    let seconds = match *time {
        [] => 0,
        [b' ' | b'T', h, i, b':', m, n] => clock(two(h, i)?, two(m, n)?, 0)?,
        [b' ' | b'T', h, i, b':', m, n, b':', s, t] => clock(two(h, i)?, two(m, n)?, two(s, t)?)?,
        _ => return None,
    };
    Some(day * DAY + seconds)
}

#[inline]
fn two(tens: u8, ones: u8) -> Option<i64> {
    let (tens, ones) = (tens.wrapping_sub(b'0'), ones.wrapping_sub(b'0'));
    (tens < 10 && ones < 10).then(|| i64::from(tens) * 10 + i64::from(ones))
}

#[inline]
fn clock(hours: i64, minutes: i64, seconds: i64) -> Option<i64> {
    (hours < 24 && minutes < 60 && seconds < 60).then_some(hours * 3600 + minutes * 60 + seconds)
}

/// Days since 1970 of a day of the years 1900 to 2199.
#[inline]
fn day(year: i64, month: i64, day: i64) -> Option<i64> {
    const LENGTHS: [i64; 12] = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    const BEFORE: [i64; 12] = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];
    if !(1900..2200).contains(&year) {
        return None;
    }
    let index = usize::try_from(month - 1).ok().filter(|&index| index < 12)?;
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let length = LENGTHS[index] + i64::from(is_leap && month == 2);
    if day < 1 || day > length {
        return None;
    }
    let before = year - 1;
    let leap_days = before / 4 - before / 100 + before / 400 - 477 + i64::from(is_leap && month > 2);
    Some((year - 1970) * 365 + leap_days + BEFORE[index] + day - 1)
}

/// The amount of `12`, `-12.5`, `12.50` in units of 10^-`decimals`; `None` for all else, more decimals and very many
/// digits among it.
#[inline]
pub fn amount(cell: &[u8], mark: u8, decimals: u8) -> Option<i64> {
    const MOST: usize = 15;
    if let Some(amount) = short_amount(cell, mark, decimals) {
        return Some(amount);
    }
    let (is_negative, digits) = match cell {
        [b'-', digits @ ..] => (true, digits),
        _ => (false, cell),
    };
    if digits.len() > MOST || !digits.first()?.is_ascii_digit() {
        return None;
    }
    let mut number = 0;
    let mut fraction = None;
    for &byte in digits {
        let digit = byte.wrapping_sub(b'0');
        if digit < 10 {
            number = number * 10 + i64::from(digit);
            fraction = fraction.map(|places: u8| places + 1);
        } else if byte == mark && fraction.is_none() {
            fraction = Some(0);
        } else {
            return None;
        }
    }
    let missing = decimals.checked_sub(fraction.unwrap_or(0))?;
    if fraction == Some(0) || missing > 3 {
        return None;
    }
    for _ in 0..missing {
        number *= 10;
    }
    // Below 10^18: whether it is too much for an amount is for others to say.
    (number < 1 << 53).then_some(if is_negative { -number } else { number })
}

/// Up to eight bytes of digits with two decimals of two, as nearly all amounts are written; `None` of others, which may
/// be amounts too.
#[inline]
fn short_amount(cell: &[u8], mark: u8, decimals: u8) -> Option<i64> {
    const MARK_AND_DECIMALS: u32 = 24;
    let word = digits::at_end_of_word(cell)?;
    let is_so = decimals == 2 && cell.len() > 3 && (word >> (64 - MARK_AND_DECIMALS)) as u8 == mark;
    if !is_so || mark.is_ascii_digit() {
        return None;
    }
    // The digits before the mark move over it.
    let before = word << MARK_AND_DECIMALS >> (MARK_AND_DECIMALS - 8);
    digits::of_eight(word >> 48 << 48 | before | u64::from(b'0')).map(|amount| amount as i64)
}

/// A whole number of pieces of up to eight digits.
#[inline]
pub fn pieces(cell: &[u8]) -> Option<i32> {
    if !(1..=8).contains(&cell.len()) || !cell.iter().all(u8::is_ascii_digit) {
        return None;
    }
    Some(cell.iter().fold(0, |number, &byte| number * 10 + i32::from(byte - b'0')))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// By `date -u -d`, and the length of 300 years.
    #[test]
    fn days_are_those_of_the_calendar() {
        let cases = [
            ("1970-01-01", 0),
            ("2024-03-09", 1_709_942_400),
            ("2024/03/09 08:15", 1_709_972_100),
            ("2024-02-29T23:59:59", 1_709_251_199),
            ("1900-03-01", -2_203_891_200),
            ("2199-12-31", 7_258_032_000),
        ];
        for (cell, expected) in cases {
            assert_eq!(moment(cell.as_bytes()), Some(expected), "{cell}");
        }
        let mut days = Vec::new();
        for year in 1900..2200 {
            for month in 1..=12 {
                days.extend((1..=31).filter_map(|one| day(year, month, one)));
            }
        }
        assert!(days.windows(2).all(|pair| pair[1] == pair[0] + 1));
        assert_eq!(days.len(), 300 * 365 + 73);
    }

    #[test]
    fn moments_in_a_row_are_read_as_each_alone() {
        let mut moments = Moments::default();
        let mut cells: Vec<String> =
            ["2024-03-09", "2024/03/09", "2024-02-30", "2024-03-10", "", "2024-03-9"]
                .iter()
                .flat_map(|date| {
                    [
                        "",
                        " 08:15",
                        " 23:59:59",
                        "T00:00:00",
                        " 24:00:00",
                        " 08-15-00",
                        " 8:15:00 ",
                        "Z08:15:00",
                        " 0a:15:00",
                    ]
                    .map(|time| format!("{date}{time}"))
                })
                .collect();
        cells.extend((0..=255_u8).map(|byte| format!("2024-03-09 08:1{}:00", char::from(byte))));
        for cell in cells.iter().chain(cells.iter().rev()) {
            assert_eq!(moments.read(cell.as_bytes()), moment(cell.as_bytes()), "{cell}");
        }
    }

    /// Those that are longer by a zero in front are read digit by digit.
    #[test]
    fn short_amounts_are_read_as_longer_ones() {
        for number in (0..100_000).step_by(7) {
            for decimals in 0..4 {
                let text =
                    format!("{:.*}", decimals, f64::from(number) / [1.0, 10.0, 100.0, 1_000.0][decimals]);
                for cell in [text.clone(), text.replace('.', "x"), format!("{text}."), format!("-{text}")] {
                    let long = match cell.strip_prefix('-') {
                        Some(digits) => format!("-{digits:0>9}"),
                        None => format!("{cell:0>9}"),
                    };
                    let read = |cell: &str, places| amount(cell.as_bytes(), b'.', places);
                    for places in [0, 2, 3] {
                        assert_eq!(read(&cell, places), read(&long, places), "{cell} {places}");
                    }
                }
            }
        }
        assert_eq!(amount(b".50", b'.', 2), None);
        assert_eq!(amount(b"-.50", b'.', 2), None);
    }

    #[test]
    fn other_cells_are_left_to_others() {
        let dates = [
            "2023-02-29",
            "1900-02-29",
            "2024-13-01",
            "2024-00-01",
            "2024-01-32",
            "1899-12-31",
            "2200-01-01",
            "2024-1-05",
            "2024-01/05",
            "2024-01-05 ",
            "2024-01-05 24:00",
            "2024-01-05 1:00",
            "2024-01-05 10:00:60",
            "2024-01-05 10:00:00Z",
            "20240105",
            "05-01-2024",
            "",
            "2024.01.05",
        ];
        for cell in dates {
            assert_eq!(moment(cell.as_bytes()), None, "{cell}");
        }
        for cell in
            ["", "-", ".5", "5.", "1,2", "1.2.3", "1.234", "$1", "1 2", "+1", "1e3", "9007199254740992"]
        {
            assert_eq!(amount(cell.as_bytes(), b'.', 2), None, "{cell}");
        }
    }

    #[test]
    fn amounts_are_exact() {
        let cases = [("12", 1_200), ("-12.5", -1_250), ("0.07", 7), ("00012.50", 1_250), ("-0", 0)];
        for (cell, expected) in cases {
            assert_eq!(amount(cell.as_bytes(), b'.', 2), Some(expected), "{cell}");
        }
        assert_eq!(amount(b"12,5", b',', 3), Some(12_500));
        assert_eq!([amount(b"1200", b'.', 0), amount(b"12.5", b'.', 0)], [Some(1_200), None]);
    }
}
