//! From slices of bytes to records: the only reader of CSV.
//!
//! Records are pushed to a sink as soon as they are whole; slices may end anywhere, inside a quote too.

use csv_core::{ReadRecordResult, Reader as Csv, ReaderBuilder};

use super::dialect::{Dialect, Quotes};
use super::line_cells::LineCells;
use super::padding::Padding;
use crate::error::Trouble;

/// How cells are separated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Delimiter {
    /// One byte between cells; cells may be quoted.
    Byte(u8),
    /// Runs of spaces between cells, and around them; nothing is quoted.
    Spaces,
}

impl Delimiter {
    /// The delimiter with this text, as [`shown`](Delimiter::shown); `None` where no single byte is one.
    pub fn of(shown: &str) -> Option<Delimiter> {
        match *shown.as_bytes() {
            [b' '] => Some(Delimiter::Spaces),
            [byte] if byte == b'\t' || byte.is_ascii_punctuation() && !b"\"'\\".contains(&byte) => {
                Some(Delimiter::Byte(byte))
            }
            _ => None,
        }
    }

    /// `,`, `;`, TAB ..., or one space for runs of spaces.
    pub fn shown(self) -> String {
        match self {
            Delimiter::Byte(byte) => char::from(byte).to_string(),
            Delimiter::Spaces => " ".to_string(),
        }
    }
}

/// One record, valid while its sink is called.
#[derive(Clone, Copy, Debug)]
pub(super) struct Record<'a> {
    bytes: &'a [u8],
    ends: &'a [usize],
    /// The physical line it starts on, from 1.
    pub line: u32,
    /// Whether it goes on over several lines.
    pub spans_lines: bool,
    /// Whether a quote opens in it that nothing closes.
    pub has_stray_quote: bool,
}

impl<'a> Record<'a> {
    /// The same without its cells.
    pub fn emptied(&self) -> Record<'a> {
        Record { ends: &[], ..*self }
    }

    /// How many cells it has.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// A cell without its quotes; empty where the record has none.
    pub fn cell(&self, index: usize) -> &'a [u8] {
        let Some(&end) = self.ends.get(index) else { return &[] };
        let start = if index == 0 { 0 } else { self.ends[index - 1] };
        &self.bytes[start..end]
    }

    /// All cells.
    pub fn cells(&self) -> impl Iterator<Item = &'a [u8]> + use<'a> {
        let record = *self;
        (0..record.len()).map(move |i| record.cell(i))
    }

    /// Whether the line holds nothing but blanks.
    fn is_blank(&self) -> bool {
        self.len() <= 1 && self.cell(0).trim_ascii().is_empty()
    }
}

/// What stopped the records, and on which line the record began.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Stop {
    /// What was found.
    pub trouble: Trouble,
    /// From 1.
    pub line: u32,
}

/// Splits bytes into records.
pub(super) struct Records {
    splitter: Splitter,
    /// The physical line that the next byte is on.
    line: u32,
    /// Whether the last byte was a CR: an LF behind it ends the same line.
    after_cr: bool,
    /// Takes out blanks before quotes.
    padding: Option<Padding>,
    /// The line the unfinished record began on, while there is one.
    began: Option<u32>,
    bytes: Vec<u8>,
    bytes_len: usize,
    ends: Vec<usize>,
    ends_len: usize,
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
                Splitter::Csv(Box::new(csv.delimiter(delimiter).quote(quote).escape(escape).build()))
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

impl Dialect {
    fn padding(self) -> Option<Padding> {
        match (self.delimiter, self.quotes) {
            (Delimiter::Byte(delimiter), Quotes::Standard(quote)) if self.is_padded => {
                Some(Padding::new(delimiter, quote))
            }
            _ => None,
        }
    }
}

impl Records {
    /// No order's record is longer, in bytes.
    pub const LONGEST: usize = 1 << 20;

    /// Records that are written like that, the first of them on line `line`.
    pub fn new(dialect: Dialect, line: u32) -> Records {
        Records {
            splitter: Splitter::of(dialect),
            line,
            after_cr: false,
            padding: dialect.padding(),
            began: None,
            bytes: vec![0; 4096],
            bytes_len: 0,
            ends: vec![0; 128],
            ends_len: 0,
            has_stray_quote: false,
        }
    }

    /// Takes the next slice; every record that it completes goes to `sink`.
    pub fn push(&mut self, input: &[u8], sink: &mut dyn FnMut(Record<'_>)) -> Result<(), Stop> {
        match self.padding.as_mut().map(|padding| padding.without(input)) {
            Some(kept) => self.push_text(&kept, sink),
            None => self.push_text(input, sink),
        }
    }

    fn push_text(&mut self, mut input: &[u8], sink: &mut dyn FnMut(Record<'_>)) -> Result<(), Stop> {
        while !input.is_empty() {
            if self.began.is_none() {
                input = self.skip_newlines(input);
                if input.is_empty() {
                    break;
                }
                self.began = Some(self.line);
            }
            let (whole, read) = self.read(input)?;
            self.count_lines(&input[..read]);
            input = &input[read..];
            if whole {
                self.emit(sink);
            }
        }
        Ok(())
    }

    /// Ends the file: a last record without a newline is whole too, unless a quote is open.
    pub fn finish(&mut self, sink: &mut dyn FnMut(Record<'_>)) -> Result<(), Stop> {
        let Some(line) = self.began else { return Ok(()) };
        loop {
            let (whole, read) = self.read(b"\n")?;
            if whole {
                self.emit(sink);
                return Ok(());
            }
            if read == 1 {
                // A newline that is data: it stands inside quotes.
                return Err(Stop { trouble: Trouble::OpenQuote, line });
            }
        }
    }

    fn skip_newlines<'a>(&mut self, input: &'a [u8]) -> &'a [u8] {
        let length = input.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        self.count_lines(&input[..length]);
        &input[length..]
    }

    /// LF, CR LF and CR end lines, in one file too.
    fn count_lines(&mut self, bytes: &[u8]) {
        let [first, .., last] = bytes else {
            return bytes.iter().for_each(|&byte| self.count_line_end(byte));
        };
        let count = |end: u8| bytes.iter().filter(|&&byte| byte == end).count();
        let returns = count(b'\r');
        let mut lines = returns + count(b'\n') - usize::from(self.after_cr && *first == b'\n');
        if returns > 0 {
            lines -= bytes.windows(2).filter(|pair| *pair == b"\r\n").count();
        }
        self.after_cr = *last == b'\r';
        self.line = self.line.saturating_add(lines as u32);
    }

    fn count_line_end(&mut self, byte: u8) {
        let ends = byte == b'\r' || byte == b'\n' && !self.after_cr;
        self.after_cr = byte == b'\r';
        self.line = self.line.saturating_add(u32::from(ends));
    }

    /// Reads on in the current record: whether it is whole now, and how many bytes were taken.
    fn read(&mut self, input: &[u8]) -> Result<(bool, usize), Stop> {
        match &mut self.splitter {
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

    fn read_line(&mut self, input: &[u8]) -> Result<(bool, usize), Stop> {
        let length = input.iter().position(|byte| matches!(byte, b'\r' | b'\n')).unwrap_or(input.len());
        while self.bytes.len() < self.bytes_len + length {
            self.grow()?;
        }
        self.bytes[self.bytes_len..self.bytes_len + length].copy_from_slice(&input[..length]);
        self.bytes_len += length;
        let whole = length < input.len();
        match self.splitter {
            Splitter::Line(cells) if whole => self.split_line(cells),
            _ if whole => self.split_spaces(),
            _ => {}
        }
        Ok((whole, length + usize::from(whole)))
    }

    fn split_line(&mut self, cells: LineCells) {
        let Records { bytes, bytes_len, ends, ends_len, .. } = self;
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

    fn grow(&mut self) -> Result<(), Stop> {
        if self.bytes.len() >= Records::LONGEST {
            let trouble = Trouble::RecordTooLong { bytes: self.bytes_len as u64 };
            return Err(Stop { trouble, line: self.began.unwrap_or(self.line) });
        }
        self.bytes.resize(self.bytes.len() * 2, 0);
        Ok(())
    }

    fn emit(&mut self, sink: &mut dyn FnMut(Record<'_>)) {
        let line = self.began.take().unwrap_or(self.line);
        let bytes = &self.bytes[..self.bytes_len];
        let spans_lines = bytes.contains(&b'\n') || bytes.contains(&b'\r');
        let has_stray_quote = std::mem::take(&mut self.has_stray_quote);
        let record = Record { bytes, ends: &self.ends[..self.ends_len], line, spans_lines, has_stray_quote };
        if !record.is_blank() {
            sink(record);
        }
        self.bytes_len = 0;
        self.ends_len = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    type Rows = Vec<(u32, Vec<String>)>;

    fn rows(delimiter: Delimiter, text: &str, size: usize) -> Result<Rows, Stop> {
        let mut records = Records::new(Dialect::standard(delimiter), 1);
        let mut rows = Rows::new();
        let mut sink = |record: Record<'_>| {
            let cells = record.cells().map(|cell| String::from_utf8_lossy(cell).into_owned());
            rows.push((record.line, cells.collect()));
        };
        for slice in text.as_bytes().chunks(size) {
            records.push(slice, &mut sink)?;
        }
        records.finish(&mut sink)?;
        Ok(rows)
    }

    #[test]
    fn lines_are_physical_and_blank_ones_are_no_records() {
        let text = "\n a,b\r\n\r\n\"x\ny\",\"say \"\"hi\"\"\"\n  \n1,=\"2\"";
        let expected = [(2, [" a", "b"]), (4, ["x\ny", "say \"hi\""]), (7, ["1", "=\"2\""])];
        let expected: Rows = expected.map(|(line, cells)| (line, cells.map(String::from).to_vec())).to_vec();
        for size in 1..=text.len() {
            assert_eq!(rows(Delimiter::Byte(b','), text, size).unwrap(), expected, "slices of {size}");
        }
    }

    /// By hand: an editor shows six lines.
    #[test]
    fn all_line_ends_count() {
        let text = "a,b\r\nc,d\re,f\n\r\n\rg,\"h\ri\"";
        for size in 1..=text.len() {
            let read = rows(Delimiter::Byte(b','), text, size).unwrap();
            let lines: Vec<u32> = read.iter().map(|(line, _)| *line).collect();
            assert_eq!(lines, [1, 2, 3, 6], "slices of {size}");
            assert_eq!((&read[1].1[1], &read[3].1[1]), (&"d".to_string(), &"h\ri".to_string()));
        }
    }

    #[test]
    fn runs_of_spaces_separate_and_surround() {
        for size in 1..20 {
            let read = rows(Delimiter::Spaces, " 00001 19970101  1   11.77\r\n\r\n 2 3", size).unwrap();
            assert_eq!(read[0].1, ["00001", "19970101", "1", "11.77"]);
            assert_eq!(read[1], (3, vec!["2".to_string(), "3".to_string()]));
        }
    }

    #[test]
    fn a_quote_that_never_closes_is_found_where_it_began() {
        let stop = rows(Delimiter::Byte(b','), "a,b\n1,2\n3,\"4\n5,6\n", 5).unwrap_err();
        assert_eq!(stop, Stop { trouble: Trouble::OpenQuote, line: 3 });
        let long = format!("a,b\n1,\"{}", "x\n".repeat(Records::LONGEST));
        let stop = rows(Delimiter::Byte(b','), &long, 1 << 16).unwrap_err();
        assert!(matches!(stop, Stop { trouble: Trouble::RecordTooLong { .. }, line: 2 }), "{stop:?}");
    }
}
