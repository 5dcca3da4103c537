//! The rows of a batch, column by column, as long as they are plain. Each function stops where a cell is not: who
//! called it reads that row with care and calls again behind it.

use std::ops::Range;

use crate::columns::Columns;
use crate::numbers::Numbers;
use crate::plain::Moments;
use crate::record::Record;
use crate::{cells, plain};

/// What makes a row plain.
#[derive(Clone, Debug, Default)]
pub struct PlainForm {
    /// How many cells it has.
    pub width: usize,
    /// Columns whose cells begin with a digit.
    pub digits: Vec<usize>,
    /// Columns of names: one of them is not empty, and none [may be](may_be_sum) a word for a sum.
    pub names: Vec<usize>,
}

/// Whether a cell begins as the words for sums do (`grand`, `subtotal`, `合计` ...), in UTF-8 or GB18030, or as what
/// spreadsheets put around text.
#[inline]
pub fn may_be_sum(cell: &[u8]) -> bool {
    match *cell {
        [0..=b' ' | b'=' | b'\'', ..] => true,
        [b'g' | b's' | b't' | b'G' | b'S' | b'T', second, ..] => {
            matches!(second | 0x20, b'r' | b'e' | b'u' | b'o')
        }
        [first, second, ..] if first >= 0xB0 => matches!(
            (first, second),
            (0xE5, 0x90 | 0xB0)
                | (0xE6, 0x80 | 0xB1)
                | (0xE7, 0xB8)
                | (0xED, 0x95)
                | (0xBA, 0xCF)
                | (0xD7, 0xDC)
                | (0xD0, 0xA1)
                | (0xBB, 0xE3)
        ),
        _ => false,
    }
}

/// How many rows from there on are plain. `may_span_lines` says of a record with line ends in its cells whether it is
/// one.
#[inline(never)]
pub fn plain_rows(
    columns: &mut Columns<'_>,
    rows: Range<usize>,
    form: &PlainForm,
    may_span_lines: &dyn Fn(&Record<'_>) -> bool,
) -> usize {
    let Range { start, .. } = rows;
    let mut count = columns.batch().uniform(rows, form.width, may_span_lines);
    for &column in &form.digits {
        let is_dated = |cell: &[u8]| cell.first().is_some_and(u8::is_ascii_digit);
        count = leading(columns.cells(column, start..start + count), is_dated);
    }
    for &column in &form.names {
        count = leading(columns.cells(column, start..start + count), |cell| !may_be_sum(cell));
    }
    let Some((&first, others)) = form.names.split_first() else { return count };
    let mut named = 0;
    while named < count {
        named += leading(columns.cells(first, start + named..start + count), |cell| !cell.is_empty());
        let row = start + named;
        let mut is_named = |&column: &usize| !columns.cells(column, row..row + 1)[0].is_empty();
        if named < count && !others.iter().any(&mut is_named) {
            break;
        }
        named += usize::from(named < count);
    }
    named
}

/// How many cells from the first on are so.
#[inline]
fn leading(cells: &[&[u8]], mut is_so: impl FnMut(&[u8]) -> bool) -> usize {
    cells.iter().take_while(|cell| is_so(cell)).count()
}

/// Adds the moments of cells to `moments`; how many.
#[inline(never)]
pub fn push_moments(cells: &[&[u8]], moments: &mut Numbers) -> usize {
    let mut reader = Moments::default();
    let mut read = Vec::with_capacity(cells.len());
    read.extend(cells.iter().map_while(|cell| reader.read(cells::value(cell))));
    moments.push_all(&read);
    read.len()
}

/// How the amounts of a row are read.
#[derive(Clone, Debug, Default)]
pub struct AmountForm {
    /// The columns of amounts.
    pub columns: Vec<usize>,
    /// The column of pieces.
    pub pieces: Option<usize>,
    /// Which of the columns tells how its decimals are written.
    pub marked: Option<usize>,
    /// The decimal mark.
    pub mark: u8,
    /// How many decimals the currency has.
    pub decimals: u8,
    /// What an empty cell is.
    pub empty: i64,
}

/// The amounts of rows.
#[derive(Clone, Debug, Default)]
pub struct PlainAmounts {
    /// By column.
    pub columns: Vec<Vec<i64>>,
    /// Pieces, one of them where there is no such column.
    pub pieces: Vec<i32>,
    /// How many cells of the marked column have two decimals.
    pub with_mark: u64,
    /// How many have none, and up to three digits, or more.
    pub bare: [u64; 2],
}

impl PlainAmounts {
    /// Forgets the rows before and reads those from there on; how many were plain.
    #[inline(never)]
    pub fn read(&mut self, columns: &mut Columns<'_>, rows: Range<usize>, form: &AmountForm) -> usize {
        let Range { start, end } = rows;
        let mut count = end - start;
        self.columns.resize_with(form.columns.len(), Vec::new);
        for (amounts, &column) in self.columns.iter_mut().zip(&form.columns) {
            read_amounts(columns.cells(column, start..start + count), form, amounts);
            count = amounts.len();
        }
        self.pieces.clear();
        match form.pieces {
            None => self.pieces.resize(count, 1),
            Some(column) => {
                let cells = columns.cells(column, start..start + count).iter();
                self.pieces.extend(cells.map_while(|cell| plain::pieces(cells::value(cell))));
                count = self.pieces.len();
            }
        }
        (self.with_mark, self.bare) = (0, [0; 2]);
        if let Some(column) = form.marked.filter(|column| form.columns.contains(column)) {
            count = self.count_marks(columns.cells(column, start..start + count), form.mark);
        }
        self.columns.iter_mut().for_each(|amounts| amounts.truncate(count));
        self.pieces.truncate(count);
        count
    }

    /// Counts how decimals are written, until it is not plain; in how many cells it is.
    fn count_marks(&mut self, cells: &[&[u8]], mark: u8) -> usize {
        for (done, cell) in cells.iter().enumerate() {
            match cells::value(cell) {
                [] => {}
                [.., point, tens, ones]
                    if *point == mark && tens.is_ascii_digit() && ones.is_ascii_digit() =>
                {
                    self.with_mark += 1;
                }
                cell if cell.contains(&mark) => return done,
                cell => self.bare[usize::from(cell.len() > 3)] += 1,
            }
        }
        cells.len()
    }
}

/// Reads the amounts of cells until one is not plain.
fn read_amounts(cells: &[&[u8]], form: &AmountForm, amounts: &mut Vec<i64>) {
    amounts.clear();
    amounts.reserve(cells.len());
    amounts.extend(cells.iter().map_while(|cell| match cells::value(cell) {
        [] => Some(form.empty),
        cell => plain::amount(cell, form.mark, form.decimals),
    }));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_begins_as_a_sum_is_no_plain_name() {
        for cell in ["Total", "合计：", " x", "=\"a\"", "'a", "Subtotal", "grand", "小计", "總計", "합계"]
        {
            assert!(may_be_sum(cell.as_bytes()), "{cell}");
        }
        for cell in ["", "C1", "Sam", "Tim", "#7", "李雷", "-", "g", "(guest)"] {
            assert!(!may_be_sum(cell.as_bytes()), "{cell}");
        }
    }
}
