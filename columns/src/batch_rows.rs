//! The rows of a batch, column by column, as long as they are plain. Each function stops where a cell is not: who
//! called it reads that row with care and calls again behind it.

use std::ops::Range;

use crate::numbers::Numbers;
use crate::record::{Batch, Record};
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
    batch: &Batch<'_>,
    rows: Range<usize>,
    form: &PlainForm,
    may_span_lines: &dyn Fn(&Record<'_>) -> bool,
) -> usize {
    let is_plain = |record: &Record<'_>| {
        record.len() == form.width
            && (!record.spans_lines || may_span_lines(record))
            && form.digits.iter().all(|&column| record.cell(column).first().is_some_and(u8::is_ascii_digit))
            && !form.names.iter().any(|&column| may_be_sum(record.cell(column)))
            && (form.names.is_empty() || form.names.iter().any(|&column| !record.cell(column).is_empty()))
    };
    rows.take_while(|&index| is_plain(&batch.record(index))).count()
}

/// Adds the moments of a column to `moments`; how many.
#[inline(never)]
pub fn push_moments(batch: &Batch<'_>, rows: Range<usize>, column: usize, moments: &mut Numbers) -> usize {
    let count = rows.len();
    for (done, index) in rows.enumerate() {
        match plain::moment(cells::value(batch.record(index).cell(column))) {
            Some(moment) => moments.push(moment),
            None => return done,
        }
    }
    count
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
    pub fn read(&mut self, batch: &Batch<'_>, rows: Range<usize>, form: &AmountForm) -> usize {
        self.columns.resize_with(form.columns.len(), Vec::new);
        self.columns.iter_mut().for_each(Vec::clear);
        self.pieces.clear();
        (self.with_mark, self.bare) = (0, [0; 2]);
        rows.take_while(|&index| self.read_row(&batch.record(index), form)).count()
    }

    #[inline]
    fn read_row(&mut self, record: &Record<'_>, form: &AmountForm) -> bool {
        let mut amounts = [0; 8];
        let mut marks = None;
        for (number, &column) in form.columns.iter().enumerate() {
            let cell = cells::value(record.cell(column));
            let amount = if cell.is_empty() {
                Some(form.empty)
            } else {
                plain::amount(cell, form.mark, form.decimals)
            };
            let (Some(amount), Some(place)) = (amount, amounts.get_mut(number)) else { return false };
            *place = amount;
            if form.marked == Some(column) && !cell.is_empty() {
                match cell {
                    [.., point, tens, ones]
                        if *point == form.mark && tens.is_ascii_digit() && ones.is_ascii_digit() =>
                    {
                        marks = Some(None);
                    }
                    _ if cell.contains(&form.mark) => return false,
                    _ => marks = Some(Some(usize::from(cell.len() > 3))),
                }
            }
        }
        let pieces = match form.pieces {
            None => 1,
            Some(column) => match plain::pieces(cells::value(record.cell(column))) {
                Some(pieces) => pieces,
                None => return false,
            },
        };
        for (column, amount) in self.columns.iter_mut().zip(amounts) {
            column.push(amount);
        }
        self.pieces.push(pieces);
        match marks {
            Some(Some(digits)) => self.bare[digits] += 1,
            Some(None) => self.with_mark += 1,
            None => {}
        }
        true
    }
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
