//! One record after the other, byte by byte, whatever the dialect: exact where quotes stand anywhere.

use csv_core::{ReadRecordResult, Reader as Csv, ReaderBuilder};

use super::delimiter::Delimiter;
use super::dialect::{Dialect, Quotes};
use super::line_cells::LineCells;
use crate::error::Trouble;
use huitou_columns::record::Record;

/// Cuts one record at a time; slices may end anywhere in it.
pub(super) struct ExactRecords {
    dialect: Dialect,
    /// Made for the first record: of most files all are cut at once.
    splitter: Option<Splitter>,
    bytes: Vec<u8>,
    bytes_len: usize,
    ends: Vec<usize>,
    ends_len: usize,
    /// The ends of the last record.
    short_ends: Vec<u32>,
    has_stray_quote: bool,
}

enum Splitter {
    Csv(Box<Csv>),
    Line(LineCells),
    Spaces,
}

impl Splitter {
    fn of(Dialect { delimiter, quotes, escapes, .. }: Dialect) -> Splitter {
        match (delimiter, quotes) {
            (Delimiter::Spaces, _) => Splitter::Spaces,
            (Delimiter::Byte(delimiter), Quotes::Standard(quote)) => {
                let escape = escapes.then_some(b'\\');
                let mut csv = ReaderBuilder::new();
                let mut csv = csv.delimiter(delimiter).quote(quote).escape(escape).build();
                // It passes over a byte order mark before its first record, which need not be the file's first.
                csv.read_record(b"first\n", &mut [0; 8], &mut [0; 2]);
                Splitter::Csv(Box::new(csv))
            }
            (Delimiter::Byte(delimiter), Quotes::OneLine(quote)) => {
                Splitter::Line(LineCells { delimiter, quote: Some(quote), escapes })
            }
            (Delimiter::Byte(delimiter), Quotes::Text) => {
                Splitter::Line(LineCells { delimiter, quote: None, escapes })
            }
        }
    }
}

impl ExactRecords {
    /// No order's record is longer, in bytes.
    pub const LONGEST: usize = 1 << 20;

    /// Records that are written like that.
    pub fn new(dialect: Dialect) -> ExactRecords {
        ExactRecords {
            dialect,
            splitter: None,
            bytes: vec![0; 4096],
            bytes_len: 0,
            ends: vec![0; 128],
            ends_len: 0,
            short_ends: Vec::new(),
            has_stray_quote: false,
        }
    }

    /// Reads on in the current record: whether it is whole now, and how many bytes were taken.
    pub fn read(&mut self, input: &[u8]) -> Result<(bool, usize), Trouble> {
        match self.splitter.get_or_insert_with(|| Splitter::of(self.dialect)) {
            Splitter::Csv(csv) => {
                let (output, ends) = (&mut self.bytes[self.bytes_len..], &mut self.ends[self.ends_len..]);
                let (result, read, written, ended) = csv.read_record(input, output, ends);
                self.bytes_len += written;
                self.ends_len += ended;
                match result {
                    ReadRecordResult::OutputFull => self.grow()?,
                    ReadRecordResult::OutputEndsFull => self.ends.resize(self.ends.len() * 2, 0),
                    ReadRecordResult::Record => return Ok((true, read)),
                    ReadRecordResult::InputEmpty | ReadRecordResult::End => {}
                }
                Ok((false, read))
            }
            Splitter::Line(_) | Splitter::Spaces => self.read_line(input),
        }
    }

    fn read_line(&mut self, input: &[u8]) -> Result<(bool, usize), Trouble> {
        let length = input.iter().position(|byte| matches!(byte, b'\r' | b'\n')).unwrap_or(input.len());
        while self.bytes.len() < self.bytes_len + length {
            self.grow()?;
        }
        self.bytes[self.bytes_len..self.bytes_len + length].copy_from_slice(&input[..length]);
        self.bytes_len += length;
        let whole = length < input.len();
        match self.splitter {
            Some(Splitter::Line(cells)) if whole => self.split_line(cells),
            _ if whole => self.split_spaces(),
            _ => {}
        }
        Ok((whole, length + usize::from(whole)))
    }

    fn split_line(&mut self, cells: LineCells) {
        let ExactRecords { bytes, bytes_len, ends, ends_len, .. } = self;
        let mut end_cell = |end| {
            if *ends_len == ends.len() {
                ends.resize(ends.len() * 2, 0);
            }
            ends[*ends_len] = end;
            *ends_len += 1;
        };
        self.has_stray_quote = cells.cut(&mut bytes[..*bytes_len], &mut end_cell);
        *bytes_len = ends[..*ends_len].last().copied().unwrap_or(0);
    }

    /// Moves the cells of the line together, without the spaces between them.
    fn split_spaces(&mut self) {
        let mut written = 0;
        for i in 0..self.bytes_len {
            let byte = self.bytes[i];
            if byte != b' ' {
                self.bytes[written] = byte;
                written += 1;
            } else if written > self.ends[..self.ends_len].last().copied().unwrap_or(0) {
                self.end_cell(written);
            }
        }
        if written > self.ends[..self.ends_len].last().copied().unwrap_or(0) {
            self.end_cell(written);
        }
        self.bytes_len = written;
    }

    fn end_cell(&mut self, end: usize) {
        if self.ends_len == self.ends.len() {
            self.ends.resize(self.ends.len() * 2, 0);
        }
        self.ends[self.ends_len] = end;
        self.ends_len += 1;
    }

    fn grow(&mut self) -> Result<(), Trouble> {
        if self.bytes.len() >= ExactRecords::LONGEST {
            return Err(Trouble::RecordTooLong { bytes: self.bytes_len as u64 });
        }
        self.bytes.resize(self.bytes.len() * 2, 0);
        Ok(())
    }

    /// The record that is whole now, which began on this line; the next one begins.
    pub fn take(&mut self, line: u32) -> Record<'_> {
        self.short_ends.clear();
        self.short_ends.extend(self.ends[..self.ends_len].iter().map(|&end| end as u32));
        let bytes = &self.bytes[..self.bytes_len];
        (self.bytes_len, self.ends_len) = (0, 0);
        Record::joined(bytes, &self.short_ends, line, std::mem::take(&mut self.has_stray_quote))
    }
}
