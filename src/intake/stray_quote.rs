//! Quotes that open where they should not, and close rows later: what they swallow must not go missing.

use super::cell::{self, date};
use super::record::Record;

/// Whether a record of several lines holds other rows of the file: it has more cells than the header, or a line
/// inside a cell is cut by the delimiter as a row is, with a date where rows have theirs.
pub(super) fn swallows_rows(record: &Record<'_>, delimiter: u8, width: usize, date: usize) -> bool {
    let is_row = |(index, cell): (usize, &[u8])| {
        let last = cell.iter().filter(|&&byte| is_line_end(byte)).count();
        let mut lines = cell.split(|&byte| is_line_end(byte)).enumerate();
        last > 0
            && lines.any(|(line, text)| {
                // The first line goes on from the cells before it, the last one in those behind it.
                let before = if line == 0 { index } else { 0 };
                let behind = if line == last { record.len() - index - 1 } else { 0 };
                is_row(text, delimiter, (before, behind), width, date)
            })
    };
    let is_too_long = || (width..record.len()).any(|beyond| !record.cell(beyond).trim_ascii().is_empty());
    record.spans_lines && (is_too_long() || record.cells().enumerate().any(is_row))
}

/// A line that ends in CR LF is followed by an empty one, which is no row.
fn is_line_end(byte: u8) -> bool {
    matches!(byte, b'\r' | b'\n')
}

fn is_row(text: &[u8], delimiter: u8, (before, behind): (usize, usize), width: usize, date: usize) -> bool {
    let pieces = || text.split(|&byte| byte == delimiter);
    let Some(date) = date.checked_sub(before) else { return false };
    let has_date = || pieces().nth(date).is_some_and(|piece| date::read(cell::value(piece)).has_form());
    before + pieces().count() + behind >= width && has_date()
}
