//! How a file is written: what separates its cells, and what its quotes and backslashes mean.
//!
//! Every dialect that the first bytes could be written in is tried, and the one under which the records are
//! most alike is taken, as in van den Burg, Nazábal and Sutton, "Wrangling messy CSV files by detecting row and
//! type patterns" (2019), with their two scores made small: see `consistency`.

use std::cmp::Reverse;

use super::consistency::{Consistency, FirstBytes};
use super::delimiter::Delimiter;
use super::sorting;
use crate::error::Trouble;
use crate::list::Listed;
use huitou_columns::bytes;

/// What a quote means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Quotes {
    /// A quoted cell may hold delimiters, line breaks and doubled quotes (RFC 4180).
    Standard(u8),
    /// The same, with blanks allowed before a quote, but every line ends a record: a quote that does not close on
    /// its line is a stray and dropped.
    OneLine(u8),
    /// Quotes are text; every line ends a record.
    Text,
}

/// How a file is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Dialect {
    /// What separates cells.
    pub delimiter: Delimiter,
    /// What a quote means.
    pub quotes: Quotes,
    /// Whether a backslash makes the next byte text: inside quotes where they are standard, else everywhere.
    pub escapes: bool,
    /// Whether blanks stand between delimiters and standard quotes.
    pub is_padded: bool,
}

/// What may separate cells, where nobody says so; of equally consistent ones the first.
const DELIMITERS: [u8; 4] = [b'\t', b';', b'|', b','];

impl Dialect {
    /// Cells between such delimiters, quoted as usual.
    pub const fn standard(delimiter: Delimiter) -> Dialect {
        Dialect { delimiter, quotes: Quotes::Standard(b'"'), escapes: false, is_padded: false }
    }

    /// Finds the dialect of the first bytes of a file, `whole` if there are no more; `chosen` is the merchant's
    /// delimiter.
    pub fn of(bytes: &[u8], whole: bool, chosen: Option<Delimiter>) -> Result<Dialect, Trouble> {
        let first = FirstBytes::of(bytes, whole);
        let mut best = Best { sample: bytes, first: &first, highest: 0.0, dialect: None, any_record: false };
        let delimiters = match chosen {
            Some(Delimiter::Byte(byte)) => vec![byte],
            Some(Delimiter::Spaces) => Vec::new(),
            None => likeliest_first(bytes),
        };
        for delimiter in delimiters {
            best.try_quotes(delimiter);
        }
        if matches!(chosen, None | Some(Delimiter::Spaces)) {
            best.try_spaces();
        }
        let told = chosen.map(Dialect::standard);
        match best.dialect.or(told) {
            _ if !whole && !best.any_record => Err(Trouble::RecordTooLong { bytes: bytes.len() as u64 }),
            found => found.ok_or(Trouble::OneColumn),
        }
    }
}

/// Those of [`DELIMITERS`] that there are. A good one that is tried first makes short work of all others.
fn likeliest_first(sample: &[u8]) -> Vec<u8> {
    let head = &sample[..sample.len().min(4096)];
    let mut found = DELIMITERS.into_iter().filter(|byte| sample.contains(byte)).listed();
    sorting::by_key(&mut found, |delimiter| Reverse(head.iter().filter(|&byte| byte == delimiter).count()));
    found
}

/// The most consistent dialect so far.
struct Best<'a> {
    sample: &'a [u8],
    first: &'a FirstBytes<'a>,
    highest: f64,
    dialect: Option<Dialect>,
    any_record: bool,
}

impl Best<'_> {
    /// Tries what quotes and backslashes can mean beside this delimiter.
    fn try_quotes(&mut self, delimiter: u8) {
        let (sample, usual) = (self.sample, Dialect::standard(Delimiter::Byte(delimiter)));
        let follows = |start: &[u8]| bytes::contains(sample, start);
        let escapes = sample.contains(&b'\\') && (follows(b"\\\"") || follows(&[b'\\', delimiter]));
        for escapes in [false, true].into_iter().take(1 + usize::from(escapes)) {
            let usual = Dialect { escapes, ..usual };
            let standard = self.try_whole(usual, 1.0, |_| true);
            if follows(&[delimiter, b' ', b'"']) {
                self.try_whole(Dialect { is_padded: true, ..usual }, 1.0, |_| true);
            }
            let is_spotless = standard.as_ref().is_some_and(Consistency::is_spotless);
            if !is_spotless && (escapes || sample.contains(&b'"')) {
                self.try_lines(usual, standard);
            }
        }
        if surrounds_cells(b'\'', delimiter, sample) {
            for escapes in [false, true].into_iter().take(1 + usize::from(follows(b"\\'"))) {
                let dialect = Dialect { quotes: Quotes::Standard(b'\''), escapes, ..usual };
                // One apostrophe may be a word's: what it explains must be more than that.
                self.try_one(dialect, 0.95, |_| true);
            }
        }
    }

    /// Tries a dialect in which a file without any record is one of a record that is too long.
    fn try_whole(
        &mut self,
        dialect: Dialect,
        weight: f64,
        may_be: impl FnOnce(&Consistency) -> bool,
    ) -> Option<Consistency> {
        let found = self.try_one(dialect, weight, may_be);
        // What was left has some.
        self.any_record |= found.as_ref().is_none_or(|found| found.records() > 0);
        found
    }

    /// Tries whether every line is a record.
    fn try_lines(&mut self, usual: Dialect, mut standard: Option<Consistency>) {
        let first = self.first;
        let cut = || Consistency::of(usual, first);
        for quotes in [Quotes::OneLine(b'"'), Quotes::Text] {
            self.try_one(Dialect { quotes, ..usual }, 1.0, |found| {
                found.may_replace(standard.get_or_insert_with(cut))
            });
        }
    }

    /// Runs of spaces: every line of prose has some, so the lines must have columns.
    fn try_spaces(&mut self) {
        let spaces = Dialect { quotes: Quotes::Text, ..Dialect::standard(Delimiter::Spaces) };
        self.try_whole(spaces, 0.8, Consistency::is_aligned);
    }

    /// Takes a dialect if it may be one and is better than the best; `None` where it was left as it can't be better:
    /// its records differ.
    fn try_one(
        &mut self,
        dialect: Dialect,
        weight: f64,
        may_be: impl FnOnce(&Consistency) -> bool,
    ) -> Option<Consistency> {
        let found = Consistency::above(self.highest, weight, dialect, self.first)?;
        let score = weight * found.score();
        // Of equally consistent ones the first, whichever was tried first.
        let is_before = || self.dialect.is_some_and(|best| rank(dialect) < rank(best));
        if (score > self.highest || score == self.highest && is_before()) && may_be(&found) {
            (self.highest, self.dialect) = (score, Some(dialect));
        }
        Some(found)
    }
}

fn rank(dialect: Dialect) -> usize {
    let is_its = |byte: &u8| dialect.delimiter == Delimiter::Byte(*byte);
    DELIMITERS.iter().position(is_its).unwrap_or(DELIMITERS.len())
}

/// Whether cells begin and cells end with this quote: apostrophes before telephones only begin them.
fn surrounds_cells(quote: u8, delimiter: u8, bytes: &[u8]) -> bool {
    let is_edge = |byte: u8| byte == delimiter || matches!(byte, b'\r' | b'\n');
    let begins = |pair: &[u8]| is_edge(pair[0]) && pair[1] == quote;
    let ends = |pair: &[u8]| pair[0] == quote && is_edge(pair[1]);
    bytes.contains(&quote) && bytes.windows(2).any(begins) && bytes.windows(2).any(ends)
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod trial;

#[cfg(test)]
mod tests {
    use super::*;

    fn dialect(text: &str) -> Dialect {
        Dialect::of(text.as_bytes(), true, None).unwrap()
    }

    fn delimiter(text: &str) -> Result<Delimiter, Trouble> {
        Dialect::of(text.as_bytes(), true, None).map(|dialect| dialect.delimiter)
    }

    #[test]
    fn delimiters_are_told_apart() {
        assert_eq!(delimiter("a,b\n1,\"2;3;4\"\n"), Ok(Delimiter::Byte(b',')));
        assert_eq!(delimiter("a;b\n1;2,5\n3;4,5"), Ok(Delimiter::Byte(b';')));
        assert_eq!(delimiter("a\tb, c\n1\t2, 3\n"), Ok(Delimiter::Byte(b'\t')));
        assert_eq!(delimiter("a|b\n1|x, y\n"), Ok(Delimiter::Byte(b'|')));
        assert_eq!(delimiter(" 00001 19970101 1 11.77\r\n 00002 19970112 1 12.00"), Ok(Delimiter::Spaces));
        assert_eq!(delimiter("one\ntwo\n"), Err(Trouble::OneColumn));
        assert_eq!(delimiter("some words here\nand some more words\n"), Err(Trouble::OneColumn));
    }

    #[test]
    fn quotes_are_what_makes_rows_alike() {
        let quotes = |text: &str| (dialect(text).quotes, dialect(text).escapes);
        assert_eq!(quotes("a,b\n1,\"x, \"\"y\"\"\"\n2,\"p\nq, r\"\n"), (Quotes::Standard(b'"'), false));
        assert_eq!(quotes("a, b, c\n1, \"x, y\", 2\n3, \"p, q\", 4\n"), (Quotes::Standard(b'"'), false));
        assert!(dialect("a, b, c\n1, \"x,\ny\", 2\n3, \"p, q\", 4\n").is_padded);
        assert_eq!(quotes("a,b,c\n1,'x, y',2\n3,'it''s',4\n"), (Quotes::Standard(b'\''), false));
        assert_eq!(quotes("a,b,c\n1,\"27\\\", black\",2\n3,\"x\",4\n"), (Quotes::Standard(b'"'), true));
        assert_eq!(quotes("a,b,c\n1,x\\, y,2\n3,p\\, q,4\n"), (Quotes::OneLine(b'"'), true));
        assert_eq!(quotes("a,b,c\n1,\"x,2\n3,y,4\n5,z,6\n"), (Quotes::OneLine(b'"'), false));
        // A telephone's apostrophe is no quote.
        assert_eq!(quotes("a,b,c\n1,'138,2\n3,'139,4\n"), (Quotes::Standard(b'"'), false));
        // Nothing tells a quote on the last line from a file that was cut off.
        assert_eq!(quotes("a,b,c\n1,x,2\n3,\"y,4\n"), (Quotes::Standard(b'"'), false));
    }

    #[test]
    fn a_chosen_delimiter_is_taken() {
        let told = |chosen| Dialect::of(b"a|b,c\n1|2,3\n", true, Some(chosen)).map(|found| found.delimiter);
        for chosen in [Delimiter::Byte(b'|'), Delimiter::Byte(b':'), Delimiter::Spaces] {
            assert_eq!(told(chosen), Ok(chosen));
        }
    }
}
