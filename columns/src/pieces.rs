//! Whole records of a piece of a slice, cut at once.

use crate::record::{Batch, Places};
use crate::structure::{Found, Structure};

/// Cuts records out of pieces of a slice.
#[derive(Debug)]
pub struct Pieces {
    structure: Structure,
    /// Where the last piece begins in the slice.
    start: usize,
    found: Found,
    places: Places,
}

impl Pieces {
    /// What is found in so many bytes stays near at hand until the records are taken.
    const BYTES: usize = 64 << 10;

    /// Of records that are written like that.
    pub fn new(structure: Structure) -> Pieces {
        let (found, places) = (Found::default(), Places::default());
        Pieces { structure, start: 0, found, places }
    }

    /// Finds whole records from there on, where one begins on this line; how many bytes they take with the line ends
    /// behind them, and the line behind these.
    pub fn cut(&mut self, text: &[u8], at: usize, line: u32) -> (usize, u32) {
        self.start = at;
        let piece = &text[at..text.len().min(at + Pieces::BYTES)];
        self.structure.scan(piece, &mut self.found);
        self.cut_found(piece, line)
    }

    fn cut_found(&mut self, piece: &[u8], mut line: u32) -> (usize, u32) {
        let Pieces { structure: Structure { quote, .. }, found, places, .. } = self;
        let Found { ends, last_ends, inner_line_ends, doubled_quotes } = &*found;
        places.clear();
        let mut inner = inner_line_ends.iter().map(|&end| end as usize).peekable();
        let mut doubled = &doubled_quotes[..];
        let (mut start, mut first) = (0, 0);
        for number in last_ends.iter().map(|&number| number as usize) {
            let end = ends[number] as usize;
            let mut inner_lines = 0;
            let mut spans_lines = false;
            while let Some(at) = inner.next_if(|&at| at < end) {
                inner_lines += u32::from(begins_line(piece, at));
                spans_lines = true;
            }
            let in_it = doubled.iter().take_while(|&&at| (at as usize) < end).count();
            let second_quotes = doubled.split_off(..in_it).unwrap_or_default();
            // The LF of a CR LF is an empty line by itself.
            let is_blank = number == first && is_blank(&piece[start..end], *quote);
            if !is_blank {
                places.push(start as u32, first..number + 1, line, spans_lines);
            }
            if !second_quotes.is_empty() {
                places.copy_last(piece, ends, second_quotes);
            }
            line = line.saturating_add(inner_lines + u32::from(begins_line(piece, end)));
            (start, first) = (end + 1, number + 1);
        }
        (start, line)
    }

    /// The records that were cut, of the slice that they were cut from.
    #[inline]
    pub fn batch<'a>(&'a self, text: &'a [u8]) -> Batch<'a> {
        Batch::new(&text[self.start..], &self.found.ends, &self.places, self.structure.quote)
    }
}

fn is_blank(cell: &[u8], quote: u8) -> bool {
    let inner = match cell {
        [first, inner @ .., _] if *first == quote => inner,
        _ => cell,
    };
    inner.trim_ascii().is_empty()
}

/// Whether the line end there is the first of its line: an LF behind a CR is not.
fn begins_line(input: &[u8], at: usize) -> bool {
    input[at] == b'\r' || at == 0 || input[at - 1] != b'\r'
}
