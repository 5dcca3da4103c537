//! A cell of a spreadsheet as the text of a CSV.
//!
//! A workbook holds values and not what people see: a date is a number of days, a price has the digits of a binary
//! fraction. Dates become ISO, whole numbers their digits, other numbers the fifteen digits that a spreadsheet keeps.

use std::fmt::Write;

use calamine::{DataType, ExcelDateTime};

/// Whole numbers are exact below it.
const EXACT: f64 = 9_007_199_254_740_992.0;

/// Days from which on there is no date: the year 10000.
const DAYS: f64 = 2_958_466.0;

/// Appends the cell's text: nothing for an empty one, and for the error of a formula.
pub(crate) fn write(cell: &impl DataType, text: &mut String) {
    if let Some(value) = cell.get_string().or(cell.get_datetime_iso()).or(cell.get_duration_iso()) {
        text.push_str(value);
    } else if let Some(value) = cell.get_int() {
        append(text, format_args!("{value}"));
    } else if let Some(value) = cell.get_float() {
        number(value, text);
    } else if let Some(value) = cell.get_bool() {
        text.push_str(if value { "TRUE" } else { "FALSE" });
    } else if let Some(value) = cell.get_datetime() {
        moment(&value, text);
    }
}

/// Writing to a text cannot fail.
fn append(text: &mut String, words: std::fmt::Arguments<'_>) {
    let _ = text.write_fmt(words);
}

fn number(value: f64, text: &mut String) {
    if !value.is_finite() {
        return;
    }
    if value.abs() < EXACT && value.fract() == 0.0 {
        return append(text, format_args!("{}", value as i64));
    }
    let digits = format!("{value:.14e}");
    if value.abs() < EXACT {
        // Fifteen digits, as a spreadsheet shows them: 0.30000000000000004 is 0.3.
        return append(text, format_args!("{}", digits.parse().unwrap_or(value)));
    }
    // A long id whose last digits are lost. It must not look like one that is whole.
    if let Some((mantissa, exponent)) = digits.split_once('e') {
        let mantissa = mantissa.trim_end_matches('0').trim_end_matches('.');
        append(text, format_args!("{mantissa}E+{exponent}"));
    }
}

/// A date, a date and time, a time alone, or hours; a number that is none of them stays one.
fn moment(value: &ExcelDateTime, text: &mut String) {
    let days = value.as_f64();
    if !(0.0..DAYS).contains(&days) {
        return number(days, text);
    }
    if value.is_duration() {
        let seconds = (days * 86_400.0).round() as u64;
        return append(text, format_args!("{}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60));
    }
    let (year, month, day, hour, minute, second, milli) = value.to_ymd_hms_milli();
    let has_date = days >= 1.0;
    if has_date {
        append(text, format_args!("{year:04}-{month:02}-{day:02}"));
    }
    if has_date && days.fract() == 0.0 {
        return;
    }
    let gap = if has_date { " " } else { "" };
    append(text, format_args!("{gap}{hour:02}:{minute:02}:{second:02}"));
    if milli > 0 {
        append(text, format_args!(".{milli:03}"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use calamine::{Data, ExcelDateTimeType};

    fn text(cell: Data) -> String {
        let mut text = String::new();
        write(&cell, &mut text);
        text
    }

    fn serial(days: f64) -> String {
        text(Data::DateTime(ExcelDateTime::new(days, ExcelDateTimeType::DateTime, false)))
    }

    #[test]
    fn numbers_have_the_digits_that_people_see() {
        let cases = [
            (20.0, "20"),
            (-3.0, "-3"),
            (19.99, "19.99"),
            (0.1 + 0.2, "0.3"),
            (1234.5, "1234.5"),
            (138_0000_0001.0, "13800000001"),
            (1_234_567_890_123_456.0, "1234567890123456"),
            (1.19e18, "1.19E+18"),
            (1_187_654_321_098_765_400.0, "1.18765432109877E+18"),
            (0.000_001, "0.000001"),
        ];
        for (value, expected) in cases {
            assert_eq!(text(Data::Float(value)), expected);
        }
        assert_eq!(text(Data::Float(f64::NAN)), "");
    }

    // By hand: 45292 is 1 January 2024, as every spreadsheet shows.
    #[test]
    fn dates_are_iso() {
        assert_eq!(serial(45_292.0), "2024-01-01");
        assert_eq!(serial(45_292.75), "2024-01-01 18:00:00");
        assert_eq!(serial(45_292.0 + 37_861.0 / 86_400.0), "2024-01-01 10:31:01");
        assert_eq!(serial(0.5), "12:00:00");
        assert_eq!(serial(-1.0), "-1");
        assert_eq!(serial(13_800_000_001.0), "13800000001");
    }

    #[test]
    fn the_epoch_of_the_macintosh_is_known() {
        let date = ExcelDateTime::new(45_292.0 - 1462.0, ExcelDateTimeType::DateTime, true);
        assert_eq!(text(Data::DateTime(date)), "2024-01-01");
    }

    #[test]
    fn hours_go_beyond_a_day() {
        let hours = ExcelDateTime::new(1.25, ExcelDateTimeType::TimeDelta, false);
        assert_eq!(text(Data::DateTime(hours)), "30:00:00");
    }

    #[test]
    fn the_rest_is_as_it_is_or_empty() {
        assert_eq!(text(Data::String(" 0012 ".into())), " 0012 ");
        assert_eq!(text(Data::Bool(true)), "TRUE");
        assert_eq!(text(Data::Int(-7)), "-7");
        assert_eq!(text(Data::DateTimeIso("2024-01-02".into())), "2024-01-02");
        assert_eq!(text(Data::Error(calamine::CellErrorType::Div0)), "");
        assert_eq!(text(Data::Empty), "");
    }
}
