//! From slices of bytes to records: the only reader of CSV.
//!
//! Records are pushed to a sink as soon as they are whole; slices may end anywhere, inside a quote too.
//!
//! Where cells are separated and quoted as programs do it, a piece of the slice is cut at once: `huitou_columns` finds
//! where cells and records end, and the records of the piece go to the sink as one batch, where they lie. All else is
//! read by [`ExactRecords`], a record at a time: other dialects, the record that two slices share, and records with
//! quotes in odd places. Which of the two reads a record makes no difference to what is read: a
//! record that is begun by one is ended by it, and both begin where the one before has ended.

use huitou_columns::bytes::line_ends;
use huitou_columns::pieces::Pieces;
use huitou_columns::structure::Structure;

use super::delimiter::Delimiter;
use super::dialect::{Dialect, Quotes};
use super::exact_records::ExactRecords;
use super::padding::Padding;
use crate::error::Trouble;
use huitou_columns::record::Sink;

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
    exact: ExactRecords,
    /// Cuts pieces at once, where the dialect allows it.
    pieces: Option<Pieces>,
    /// The physical line that the next byte is on.
    line: u32,
    /// Whether the last byte was a CR: an LF behind it ends the same line.
    after_cr: bool,
    /// Takes out blanks before quotes.
    padding: Option<Padding>,
    /// The line the unfinished record began on, while there is one.
    began: Option<u32>,
    /// How many bytes were taken before this slice, and before the unfinished record.
    taken: u64,
    taken_before: u64,
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

    fn structure(self) -> Option<Structure> {
        match (self.delimiter, self.quotes) {
            (Delimiter::Byte(delimiter), Quotes::Standard(quote)) if !self.escapes => {
                Some(Structure { delimiter, quote })
            }
            _ => None,
        }
    }
}

impl Records {
    /// Records that are written like that, the first of them on line `line`.
    pub fn new(dialect: Dialect, line: u32) -> Records {
        Records {
            exact: ExactRecords::new(dialect),
            pieces: dialect.structure().map(Pieces::new),
            line,
            after_cr: false,
            padding: dialect.padding(),
            began: None,
            taken: 0,
            taken_before: 0,
        }
    }

    /// The same records, all of them read one at a time.
    #[cfg(test)]
    fn one_by_one(dialect: Dialect, line: u32) -> Records {
        Records { pieces: None, ..Records::new(dialect, line) }
    }

    /// Takes the next slice; every record that it completes goes to `sink`.
    pub fn push(&mut self, input: &[u8], sink: &mut dyn Sink) -> Result<(), Stop> {
        match self.padding.as_mut().map(|padding| padding.without(input)) {
            Some(kept) => self.push_text(&kept, sink),
            None => self.push_text(input, sink),
        }
    }

    fn push_text(&mut self, text: &[u8], sink: &mut dyn Sink) -> Result<(), Stop> {
        let mut at = 0;
        while at < text.len() {
            if self.began.is_none() {
                at += self.skip_newlines(&text[at..]);
                let read = self.push_piece(text, at, sink);
                at += read;
                if read > 0 || at == text.len() {
                    continue;
                }
                self.began = Some(self.line);
                self.taken_before = self.taken + at as u64;
            }
            let (whole, read) = self.read(&text[at..])?;
            self.count_lines(&text[at..at + read]);
            at += read;
            if whole {
                self.emit(sink);
            }
        }
        self.taken += text.len() as u64;
        Ok(())
    }

    /// Whether pieces are cut, and each byte of the slices belongs to a record or a line end.
    pub fn cuts_pieces(&self) -> bool {
        self.pieces.is_some() && self.padding.is_none()
    }

    /// How many of the last bytes are the beginning of a record whose end has not come.
    pub fn unfinished(&self) -> usize {
        self.began.map_or(0, |_| (self.taken - self.taken_before) as usize)
    }

    /// The line that the unfinished record began on, or on which the next begins; and whether an LF would end no other.
    pub fn next_line(&self) -> (u32, bool) {
        (self.began.unwrap_or(self.line), self.began.is_none() && self.after_cr)
    }

    /// Goes on behind records that others have read, so many lines further down. No record may be unfinished.
    pub fn pass_over(&mut self, lines: u32, after_cr: bool) {
        self.line = self.line.saturating_add(lines);
        self.after_cr = after_cr;
    }

    /// Takes the whole records there; how many bytes they have with the line ends behind them.
    fn push_piece(&mut self, text: &[u8], at: usize, sink: &mut dyn Sink) -> usize {
        let Some(pieces) = &mut self.pieces else { return 0 };
        let (read, line) = pieces.cut(text, at, self.line);
        let batch = pieces.batch(text);
        if !batch.is_empty() {
            sink.batch(&batch);
        }
        if let Some(&last) = text[at..at + read].last() {
            self.line = line;
            self.after_cr = last == b'\r';
        }
        read
    }

    /// Ends the file: a last record without a newline is whole too, unless a quote is open.
    pub fn finish(&mut self, sink: &mut dyn Sink) -> Result<(), Stop> {
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

    /// Reads on in the current record: whether it is whole now, and how many bytes were taken.
    fn read(&mut self, input: &[u8]) -> Result<(bool, usize), Stop> {
        let line = self.began.unwrap_or(self.line);
        self.exact.read(input).map_err(|trouble| Stop { trouble, line })
    }

    fn skip_newlines(&mut self, input: &[u8]) -> usize {
        let length = input.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        self.count_lines(&input[..length]);
        length
    }

    /// LF, CR LF and CR end lines, in one file too.
    fn count_lines(&mut self, bytes: &[u8]) {
        let [first, .., last] = bytes else {
            return bytes.iter().for_each(|&byte| self.count_line_end(byte));
        };
        let lines = line_ends(bytes) - usize::from(self.after_cr && *first == b'\n');
        self.after_cr = *last == b'\r';
        self.line = self.line.saturating_add(lines as u32);
    }

    fn count_line_end(&mut self, byte: u8) {
        let ends = byte == b'\r' || byte == b'\n' && !self.after_cr;
        self.after_cr = byte == b'\r';
        self.line = self.line.saturating_add(u32::from(ends));
    }

    fn emit(&mut self, sink: &mut dyn Sink) {
        let line = self.began.take().unwrap_or(self.line);
        let record = self.exact.take(line);
        if !record.is_blank() {
            sink.record(&record);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use huitou_columns::record::Record;

    type Rows = Vec<(u32, Vec<String>)>;

    fn rows(delimiter: Delimiter, text: &str, size: usize) -> Result<Rows, Stop> {
        let mut records = Records::new(Dialect::standard(delimiter), 1);
        let mut rows = Rows::new();
        let mut sink = |record: &Record<'_>| {
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
        let long = format!("a,b\n1,\"{}", "x\n".repeat(ExactRecords::LONGEST));
        let stop = rows(Delimiter::Byte(b','), &long, 1 << 16).unwrap_err();
        assert!(matches!(stop, Stop { trouble: Trouble::RecordTooLong { .. }, line: 2 }), "{stop:?}");
    }

    /// What the csv crate reads of a text that is not cut: its rows, blank ones left out.
    fn by_csv(dialect: (u8, u8), text: &str) -> Vec<Vec<String>> {
        let mut csv = csv::ReaderBuilder::new();
        let csv = csv.delimiter(dialect.0).quote(dialect.1).flexible(true).has_headers(false);
        let rows = csv
            .from_reader(text.as_bytes())
            .into_byte_records()
            .map(|row| row.unwrap().iter().map(|cell| String::from_utf8_lossy(cell).into_owned()).collect());
        let is_blank =
            |row: &Vec<String>| row.len() <= 1 && row.iter().all(|cell| cell.trim_ascii().is_empty());
        rows.filter(|row| !is_blank(row)).collect()
    }

    /// A file of cells in all their forms: plain, quoted, with quotes inside, with quotes where none belong.
    fn generated(seed: u64, dialect: (u8, u8)) -> String {
        let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
        let mut chance = |below: usize| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            (state % below as u64) as usize
        };
        let (delimiter, quote) = (char::from(dialect.0), char::from(dialect.1));
        let oddness = chance(4);
        let end = ["\n", "\r\n", "\r"][chance(3)];
        let mut text = String::new();
        for _ in 0..chance(40) {
            for column in 0..1 + chance(9) {
                if column > 0 {
                    text.push(delimiter);
                }
                let word = ["", "a", "12.50", "订单，号", "a longer cell of text", " "][chance(6)];
                let (q, d) = (quote, delimiter);
                text += &match chance(if oddness == 0 { 12 } else { 9 }) {
                    0 => format!("{q}{word}{q}"),
                    1 => format!("{q}{word}{d}{word}{q}"),
                    2 => format!("{q}{word}\n{word}\r\n{q}"),
                    3 if oddness < 2 => format!("{q}{word}{q}{q}{word}{q}"),
                    9 => format!("{word}{q}"),
                    10 => format!("{q}{word}{q}x"),
                    11 => format!("5{q} {word}"),
                    _ => word.to_string(),
                };
            }
            text += if chance(20) == 0 { "\n\r\n \n" } else { end };
        }
        text
    }

    /// The csv crate is the witness of cells, the reader that takes one record at a time that of lines.
    #[test]
    fn generated_files_are_read_as_others_read_them() {
        for seed in 0..12_000 {
            let dialect = [(b',', b'"'), (b';', b'"'), (b'\t', b'"'), (b',', b'\'')][seed as usize % 4];
            let text = generated(seed, dialect);
            let quotes = Quotes::Standard(dialect.1);
            let delimiter = Delimiter::Byte(dialect.0);
            let form = Dialect { delimiter, quotes, escapes: false, is_padded: false };
            let read = |mut records: Records, size: usize| {
                let mut rows = Rows::new();
                let mut sink = |record: &Record<'_>| {
                    let cells = record.cells().map(|cell| String::from_utf8_lossy(cell).into_owned());
                    let cells: Vec<String> = cells.collect();
                    assert_eq!(record.spans_lines, cells.iter().any(|cell| cell.contains(['\n', '\r'])));
                    rows.push((record.line, cells));
                };
                let pushed = text.as_bytes().chunks(size).all(|slice| records.push(slice, &mut sink).is_ok());
                let ended = pushed && records.finish(&mut sink).is_ok();
                (rows, ended)
            };
            let expected = read(Records::one_by_one(form, 1), text.len().max(1));
            for size in [text.len().max(1), 1_000, 200, 7] {
                assert_eq!(
                    read(Records::new(form, 1), size),
                    expected,
                    "seed {seed}, slices of {size}: {text:?}"
                );
            }
            if expected.1 {
                let cells: Vec<Vec<String>> = expected.0.into_iter().map(|(_, cells)| cells).collect();
                assert_eq!(cells, by_csv(dialect, &text), "seed {seed}: {text:?}");
            }
        }
    }
}
