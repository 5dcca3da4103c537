//! The first rows of a file, and how its cells are separated.

use super::records::{Delimiter, Records};
use crate::error::Trouble;

/// The first records of a file, cut into cells.
#[derive(Debug)]
pub(super) struct Sample {
    /// How cells are separated.
    pub delimiter: Delimiter,
    /// The byte that ends a physical line.
    pub newline: u8,
    /// The first records, the header included.
    pub rows: Vec<Vec<Vec<u8>>>,
}

/// How many records are looked at.
const ROWS: usize = 1000;

impl Sample {
    /// Reads the first bytes of a file; `whole` if there are no more.
    ///
    /// The delimiter is the one that cuts the records into most cells, the same number each. Runs of spaces are
    /// tried last: every line of prose has some.
    pub fn read(bytes: &[u8], whole: bool) -> Result<Sample, Trouble> {
        if bytes.trim_ascii().is_empty() {
            return Err(Trouble::Empty);
        }
        let newline = if bytes.contains(&b'\n') { b'\n' } else { b'\r' };
        let cut = |delimiter| {
            let rows = rows(delimiter, newline, bytes, whole);
            Sample { delimiter, newline, rows }
        };
        let bytewise = [b'\t', b';', b','].map(|byte| cut(Delimiter::Byte(byte)));
        if !whole && bytewise.iter().all(|sample| sample.rows.is_empty()) {
            return Err(Trouble::RecordTooLong { bytes: bytes.len() as u64 });
        }
        let mut best: Option<(usize, Sample)> = None;
        for sample in bytewise {
            let score = sample.score();
            if score > best.as_ref().map_or(0, |(highest, _)| *highest) {
                best = Some((score, sample));
            }
        }
        if let Some((_, sample)) = best {
            return Ok(sample);
        }
        let spaces = cut(Delimiter::Spaces);
        if spaces.is_aligned() { Ok(spaces) } else { Err(Trouble::OneColumn) }
    }

    /// Cells of the first record, weighted by the share of records that have as many; 0 for a single cell.
    fn score(&self) -> usize {
        let Some(width) = self.rows.first().map(Vec::len).filter(|&width| width > 1) else { return 0 };
        let alike = self.rows.iter().filter(|row| row.len() == width).count();
        (width - 1) * (100 + 900 * alike / self.rows.len())
    }

    /// At least three columns, the same number on every line.
    fn is_aligned(&self) -> bool {
        let width = self.rows.first().map_or(0, Vec::len);
        width >= 3 && self.rows.iter().all(|row| row.len() == width)
    }
}

fn rows(delimiter: Delimiter, newline: u8, bytes: &[u8], whole: bool) -> Vec<Vec<Vec<u8>>> {
    let mut rows = Vec::new();
    let mut records = Records::new(delimiter, newline, 1);
    let mut sink = |record: super::records::Record<'_>| {
        if rows.len() < ROWS {
            rows.push(record.cells().map(<[u8]>::to_vec).collect());
        }
    };
    // What stops the records here stops them again when the file is read, and is told there.
    if records.push(bytes, &mut sink).is_ok() && whole {
        let _ = records.finish(&mut sink);
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    fn delimiter(text: &str) -> Result<Delimiter, Trouble> {
        Sample::read(text.as_bytes(), true).map(|sample| sample.delimiter)
    }

    #[test]
    fn delimiters_are_told_apart() {
        assert_eq!(delimiter("a,b\n1,\"2;3;4\"\n"), Ok(Delimiter::Byte(b',')));
        assert_eq!(delimiter("a;b\n1;2,5\n3;4,5"), Ok(Delimiter::Byte(b';')));
        assert_eq!(delimiter("a\tb, c\n1\t2, 3\n"), Ok(Delimiter::Byte(b'\t')));
        assert_eq!(delimiter(" 00001 19970101 1 11.77\r\n 00002 19970112 1 12.00"), Ok(Delimiter::Spaces));
        assert_eq!(delimiter("one\ntwo\n"), Err(Trouble::OneColumn));
        assert_eq!(delimiter("some words here\nand some more words\n"), Err(Trouble::OneColumn));
        assert_eq!(delimiter(" \r\n\r\n"), Err(Trouble::Empty));
    }
}
