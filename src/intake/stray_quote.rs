//! Quotes that open where they should not, and close rows later: what they swallow must not go missing.

use super::cell::{self, date};
use super::records::Record;

/// Whether a record of several lines holds other rows of the file: it has more cells than the header, or a line
/// inside a cell is cut by the delimiter as a row is, with a date where rows have theirs.
pub(super) fn swallows_rows(record: &Record<'_>, delimiter: u8, width: usize, date: usize) -> bool {
    let is_row = |(index, cell): (usize, &[u8])| {
        let lines = cell.split(|&byte| byte == b'\n').enumerate();
        let mut rows = lines.map(|(line, text)| {
            // The first line goes on from the cells before it.
            let cells_before = if line == 0 { index } else { 0 };
            (cells_before, text)
        });
        cell.contains(&b'\n')
            && rows.any(|(before, text)| is_rest_of_row(text, delimiter, before, width, date))
    };
    record.spans_lines && (record.len() > width || record.cells().enumerate().any(is_row))
}

fn is_rest_of_row(text: &[u8], delimiter: u8, before: usize, width: usize, date: usize) -> bool {
    let pieces = || text.split(|&byte| byte == delimiter);
    let Some(date) = date.checked_sub(before) else { return false };
    let has_date = || pieces().nth(date).is_some_and(|piece| date::read(cell::value(piece)).has_form());
    before + pieces().count() >= width && has_date()
}
