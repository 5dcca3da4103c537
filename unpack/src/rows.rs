//! The cells of a sheet as lines of CSV.
//!
//! Line numbers are the sheet's row numbers: a row without cells is an empty line. Sheets leave out empty cells at the
//! end of a row, which in CSV would make the row too short, so rows are filled up to the widest of the first ones.

use crate::unfolding::Unfolding;
use crate::{Format, Refusal};

/// Rows that are held back until it is known how wide the table is.
const HELD_ROWS: usize = 1000;

/// Bytes handed over at once.
const PIECE: usize = 256 << 10;

/// A row's position from 0 and its cells, by column.
type Row = (u32, Vec<(u32, String)>);

/// Writes the rows of one sheet.
pub(crate) struct Rows<'u, 'a> {
    unfolding: &'u mut Unfolding<'a>,
    format: Format,
    held: Option<Vec<Row>>,
    current: Row,
    /// Columns of the widest of the first rows.
    width: u32,
    /// Rows written.
    written: u32,
    text: Vec<u8>,
}

impl<'u, 'a> Rows<'u, 'a> {
    /// For a sheet of a workbook of this format.
    pub fn new(unfolding: &'u mut Unfolding<'a>, format: Format) -> Rows<'u, 'a> {
        Rows {
            unfolding,
            format,
            held: Some(Vec::new()),
            current: (0, Vec::new()),
            width: 0,
            written: 0,
            text: Vec::new(),
        }
    }

    /// The next cell, to the right of the last one or further down.
    pub fn cell(&mut self, row: u32, column: u32, text: &str) -> Result<(), Refusal> {
        if row != self.current.0 {
            if row < self.current.0 {
                return Err(Refusal::Damaged(self.format));
            }
            self.end_row()?;
            self.current.0 = row;
        }
        if self.current.1.last().is_some_and(|(last, _)| *last >= column) {
            return Err(Refusal::Damaged(self.format));
        }
        self.current.1.push((column, text.to_string()));
        Ok(())
    }

    /// Writes what is left.
    pub fn finish(mut self) -> Result<(), Refusal> {
        self.end_row()?;
        self.release()?;
        self.hand_over()
    }

    fn end_row(&mut self) -> Result<(), Refusal> {
        let cells = std::mem::take(&mut self.current.1);
        let Some(&(last, _)) = cells.last() else { return Ok(()) };
        let row = (self.current.0, cells);
        match &mut self.held {
            Some(held) => {
                self.width = self.width.max(last + 1);
                held.push(row);
                if held.len() == HELD_ROWS { self.release() } else { Ok(()) }
            }
            None => self.write(&row),
        }
    }

    fn release(&mut self) -> Result<(), Refusal> {
        let held = self.held.take().unwrap_or_default();
        held.iter().try_for_each(|row| self.write(row))
    }

    fn write(&mut self, (row, cells): &Row) -> Result<(), Refusal> {
        while self.written < *row {
            self.end_line()?;
        }
        let mut next = 0;
        for (column, text) in cells {
            self.commas(column - next);
            quoted(text, &mut self.text);
            next = *column;
        }
        self.commas(self.width.saturating_sub(next + 1));
        self.end_line()
    }

    fn commas(&mut self, count: u32) {
        self.text.resize(self.text.len() + count as usize, b',');
    }

    fn end_line(&mut self) -> Result<(), Refusal> {
        self.text.push(b'\n');
        self.written += 1;
        if self.text.len() < PIECE { Ok(()) } else { self.hand_over() }
    }

    fn hand_over(&mut self) -> Result<(), Refusal> {
        self.unfolding.push(&self.text, self.format)?;
        self.text.clear();
        Ok(())
    }
}

/// A cell of CSV: in quotes where it must be.
fn quoted(text: &str, line: &mut Vec<u8>) {
    if !text.bytes().any(|byte| matches!(byte, b',' | b'"' | b'\n' | b'\r')) {
        return line.extend_from_slice(text.as_bytes());
    }
    line.push(b'"');
    for byte in text.bytes() {
        if byte == b'"' {
            line.push(b'"');
        }
        line.push(byte);
    }
    line.push(b'"');
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Sink, Stopped};

    #[derive(Default)]
    struct Text(String);

    impl Sink for Text {
        fn start(&mut self, _: &str) -> Result<(), Stopped> {
            Ok(())
        }
        fn push(&mut self, bytes: &[u8]) -> Result<(), Stopped> {
            self.0.push_str(std::str::from_utf8(bytes).unwrap());
            Ok(())
        }
        fn end(&mut self) -> Result<(), Stopped> {
            Ok(())
        }
        fn pass_over(&mut self, _: &str) -> Result<(), Stopped> {
            Ok(())
        }
    }

    fn csv(cells: &[(u32, u32, &str)]) -> Result<String, Refusal> {
        let mut sink = Text::default();
        let mut unfolding = Unfolding::new(&mut sink, 1000);
        let mut rows = Rows::new(&mut unfolding, Format::Xlsx);
        cells.iter().try_for_each(|(row, column, text)| rows.cell(*row, *column, text))?;
        rows.finish()?;
        Ok(sink.0)
    }

    #[test]
    fn lines_are_rows_and_all_as_wide_as_the_widest() {
        let cells = [(1, 0, "id"), (1, 2, "note"), (2, 0, "1"), (4, 1, "x")];
        assert_eq!(csv(&cells).unwrap(), "\nid,,note\n1,,\n\n,x,\n");
        assert_eq!(csv(&[]).unwrap(), "");
    }

    #[test]
    fn cells_with_commas_quotes_and_breaks_are_quoted() {
        let cells = [(0, 0, "a,b"), (0, 1, "say \"hi\""), (0, 2, "two\nlines"), (0, 3, "订单")];
        assert_eq!(csv(&cells).unwrap(), "\"a,b\",\"say \"\"hi\"\"\",\"two\nlines\",订单\n");
    }

    #[test]
    fn cells_out_of_order_are_damage() {
        assert_eq!(csv(&[(1, 0, "a"), (0, 0, "b")]), Err(Refusal::Damaged(Format::Xlsx)));
        assert_eq!(csv(&[(1, 0, "a"), (1, 0, "b")]), Err(Refusal::Damaged(Format::Xlsx)));
    }
}
