//! Other tables in the same file: a second header with other names, and the rows below it.

use super::cell;
use super::header::{is_data, is_usual};
use super::names;
use huitou_columns::record::Record;

/// Follows the rows of a file and tells those of other tables.
#[derive(Debug, Default)]
pub(super) struct OtherTable {
    /// The names of the file's header.
    names: Vec<String>,
    /// Whether the rows are another table's.
    is_inside: bool,
    /// Whether there was a row of data.
    has_begun: bool,
}

impl OtherTable {
    /// Beside a table with these names.
    pub fn beside(names: &[String]) -> OtherTable {
        OtherTable { names: names.to_vec(), ..OtherTable::default() }
    }

    /// Whether a row is of another table. `date` is the column where orders have theirs; the file's own header
    /// ends the other table.
    pub fn has(&mut self, record: &Record<'_>, date: usize, is_own_header: bool) -> bool {
        if is_own_header || self.has_our_names(record) {
            self.is_inside = false;
        } else if !self.is_inside {
            let is_dated = record.cell(date).first().is_some_and(u8::is_ascii_digit);
            self.is_inside = !is_dated && self.has_begun && self.is_header(record);
            self.has_begun = self.has_begun || is_dated || record.cells().any(is_data);
        }
        self.is_inside
    }

    /// Whether the rows are another table's now.
    pub fn is_inside(&self) -> bool {
        self.is_inside
    }

    /// Whether there was a row of data.
    pub fn has_begun(&self) -> bool {
        self.has_begun
    }

    /// Notes that there was a row of data.
    pub fn begin(&mut self) {
        self.has_begun = true;
    }

    /// Words alone, at least two of them names of columns.
    fn is_header(&self, record: &Record<'_>) -> bool {
        let is_name = |cell: &[u8]| std::str::from_utf8(cell.trim_ascii()).is_ok_and(|name| self.knows(name));
        record.len() > 1
            && !record.cells().any(is_data)
            && record.cells().filter(|cell| !cell::value(cell).is_empty() && is_name(cell)).count() > 1
    }

    /// The file's own header again, where it stands over two rows at first.
    fn has_our_names(&self, record: &Record<'_>) -> bool {
        record.cells().map(<[u8]>::trim_ascii).eq(self.names.iter().map(String::as_bytes))
    }

    fn knows(&self, name: &str) -> bool {
        self.names.iter().any(|known| known == name) || is_usual(&names::normalised(name), |_| true)
    }
}
