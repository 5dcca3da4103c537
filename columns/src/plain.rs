//! Dates and amounts in the forms that nearly all cells have, at a few nanoseconds each. What is written otherwise is
//! nobody's here: who asked reads it with care.

const DAY: i64 = 86_400;

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
        assert_eq!(days.len(), 300 * 365 + 73 - 1);
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
