//! How alike the records of a file are when they are cut in one way.

use super::cell::number;
use super::dialect::Dialect;
use super::records::Records;
use super::sorted_map::SortedMap;
use huitou_columns::record::{Batch, Record, Sink};
use huitou_columns::{bytes, edged};

/// What the records of the first bytes look like under a dialect.
#[derive(Debug, Default)]
pub(super) struct Consistency {
    /// How many records have so many cells.
    widths: SortedMap<usize, usize>,
    /// The same for records with a stray quote.
    stray_widths: SortedMap<usize, usize>,
    /// Cells that end with the second quote of a pair whose first is on a line above.
    closed_later: usize,
    cells: usize,
    /// Cells that look like one cell.
    plain: usize,
    spans_lines: bool,
    /// Whether a quote is open at the end.
    is_open: bool,
}

/// The first bytes of a file.
pub(super) struct FirstBytes<'a> {
    bytes: &'a [u8],
    /// Whether the file has no more.
    whole: bool,
    lines: usize,
}

impl<'a> FirstBytes<'a> {
    /// These; `whole` if the file has no more.
    pub fn of(bytes: &'a [u8], whole: bool) -> FirstBytes<'a> {
        FirstBytes { bytes, whole, lines: 1 + bytes::line_ends(bytes) }
    }
}

impl Consistency {
    /// Cuts the bytes.
    pub fn of(dialect: Dialect, first: &FirstBytes<'_>) -> Consistency {
        let mut found = Consistency::default();
        found.cut(dialect, first, |_| true);
        found
    }

    /// The same where its score, times `weight`, may be higher than `highest`; `None` once it can't be.
    pub fn above(highest: f64, weight: f64, dialect: Dialect, first: &FirstBytes<'_>) -> Option<Consistency> {
        let mut found = Consistency::default();
        // No cut makes more records than there are lines, and those of other widths stay.
        let most = |found: &Consistency| first.lines as f64 / found.widths.len() as f64;
        found.cut(dialect, first, |found| weight * most(found) > highest).then_some(found)
    }

    /// Cuts the bytes slice by slice while `goes_on` says so; whether all of them were cut.
    fn cut(
        &mut self,
        dialect: Dialect,
        first: &FirstBytes<'_>,
        goes_on: impl Fn(&Consistency) -> bool,
    ) -> bool {
        const SLICE: usize = 8 << 10;
        let mut records = Records::new(dialect, 1);
        for slice in first.bytes.chunks(SLICE) {
            self.is_open = records.push(slice, self).is_err();
            // What stops the records here stops them again when the file is read, and is told there.
            if self.is_open {
                return true;
            }
            if !goes_on(self) {
                return false;
            }
        }
        self.is_open = first.whole && records.finish(self).is_err();
        true
    }

    /// A cell with a byte that a plain one may not have, or not everywhere.
    fn add_edged(&mut self, cell: &[u8]) {
        self.closed_later += usize::from(ends_a_quote(cell));
        self.plain -= usize::from(!is_plain(cell));
    }

    fn add_records(&mut self, width: usize, records: usize) {
        *self.widths.or_default(width) += records;
        self.cells += width * records;
        self.plain += width * records;
    }

    /// How many records there are.
    pub fn records(&self) -> usize {
        self.widths.values().sum()
    }

    /// How many cells most records have.
    fn width(&self) -> usize {
        self.widths.iter().max_by_key(|&(_, records)| records).map_or(0, |(&width, _)| width)
    }

    /// Records of several cells, all of the same number, count most; and cells with nothing in them that another
    /// dialect would cut at. 0 where no record has two cells.
    pub fn score(&self) -> f64 {
        if self.cells == 0 {
            return 0.0;
        }
        let pattern = |(&width, &records): (&usize, &usize)| (records * (width - 1)) as f64 / width as f64;
        let patterns: f64 = self.widths.iter().map(pattern).sum();
        // A table of notes alone has no plain cell and is a table still.
        let plain = (self.plain as f64 / self.cells as f64).max(0.001);
        patterns / self.widths.len() as f64 * plain
    }

    /// Whether no other meaning of the quotes could be better.
    pub fn is_spotless(&self) -> bool {
        !self.is_open && !self.spans_lines && self.widths.len() == 1
    }

    /// Whether this reading, in which lines are records, may stand in for the usual one: where a quote is a stray,
    /// its record has as many cells as the others, and no line below ends what it opened; and more is at stake than a last line, which may be cut off.
    pub fn may_replace(&self, usual: &Consistency) -> bool {
        let strays_fit = self.stray_widths.keys().all(|&width| width == self.width());
        let are_strays = self.stray_widths.is_empty() || self.closed_later == 0;
        strays_fit && are_strays && !(usual.is_open && self.records() <= usual.records() + 1)
    }

    /// At least three columns, the same number on nearly every line.
    pub fn is_aligned(&self) -> bool {
        let width = self.width();
        width >= 3 && 5 * self.widths.get(&width).copied().unwrap_or(0) >= 4 * self.records()
    }
}

/// Nearly all cells are plain: nothing is looked at that is not there.
impl Sink for Consistency {
    fn record(&mut self, record: &Record<'_>) {
        self.add_records(record.len(), 1);
        if record.has_stray_quote {
            *self.stray_widths.or_default(record.len()) += 1;
        }
        record.cells().filter(|cell| !bytes::are_none_of(cell, &EDGES)).for_each(|cell| self.add_edged(cell));
        self.spans_lines |= record.spans_lines;
    }

    fn batch(&mut self, batch: &Batch<'_>) {
        edged::widths(batch).into_iter().for_each(|(width, records)| self.add_records(width, records));
        edged::each_with(batch, &EDGES, &mut |cell| self.add_edged(cell));
        self.spans_lines |= edged::spans_lines(batch);
    }
}

/// What a plain cell may not have, or not everywhere.
const EDGES: [bool; 256] = {
    let mut edges = [false; 256];
    let (bytes, mut at) = (b"\"'\t;|\\,", 0);
    while at < bytes.len() {
        edges[bytes[at] as usize] = true;
        at += 1;
    }
    edges
};

/// Whether nothing in a cell looks like a delimiter or a quote. Commas stand in numbers too.
fn is_plain(cell: &[u8]) -> bool {
    let cell = cell.trim_ascii();
    // Longer ones are whole lines, where the delimiter is another.
    const LONGEST_NUMBER: usize = 64;
    let is_number = || cell.len() <= LONGEST_NUMBER && number::is_number(cell);
    let has_edge = cell.starts_with(b"\"") || cell.ends_with(b"\"") || cell.ends_with(b"'");
    let has_other = cell.iter().any(|byte| matches!(byte, b'\t' | b';' | b'|'));
    let is_escape = |pair: &[u8]| pair[0] == b'\\' && matches!(pair[1], b'"' | b'\'');
    let has_escape = || cell.contains(&b'\\') && cell.windows(2).any(is_escape);
    !has_edge && !has_other && !has_escape() && (!cell.contains(&b',') || is_number())
}

fn ends_a_quote(cell: &[u8]) -> bool {
    cell.trim_ascii().ends_with(b"\"") && cell.iter().filter(|&&byte| byte == b'"').count() % 2 == 1
}

#[cfg(test)]
mod tests {
    use super::super::delimiter::Delimiter;
    use super::super::dialect::Quotes;
    use super::*;

    /// What is cut to its end is the witness.
    #[test]
    fn what_is_left_could_not_have_been_better() {
        let rows = |row: &str| format!("a,b,c\n{}", row.repeat(900));
        let texts = [
            rows("1,\"x, y\",3\n"),
            rows("1;2,\"x\ny\",3\n4,5,6\n"),
            rows("1,27\" wide,3\r\n"),
            rows("1 2 3\n"),
            rows("\n"),
            rows("1,\"open\n"),
            "a".to_string(),
        ];
        let (mut left, mut whole) = (0, 0);
        for (text, delimiter) in texts.iter().flat_map(|text| [b',', b';', b' '].map(|byte| (text, byte))) {
            let first = FirstBytes::of(text.as_bytes(), true);
            for quotes in [Quotes::Standard(b'"'), Quotes::OneLine(b'"'), Quotes::Text] {
                let dialect = Dialect { quotes, ..Dialect::standard(Delimiter::Byte(delimiter)) };
                let score = Consistency::of(dialect, &first).score();
                for (highest, weight) in
                    [0.0, 100.0, 450.0, 700.0].into_iter().flat_map(|h| [(h, 1.0), (h, 0.8)])
                {
                    match Consistency::above(highest, weight, dialect, &first) {
                        None => {
                            assert!(weight * score < highest, "{dialect:?} {highest}");
                            left += 1;
                        }
                        Some(found) => {
                            assert_eq!(found.score(), score);
                            whole += 1;
                        }
                    }
                }
            }
        }
        assert!(left > 20 && whole > 20, "{left} {whole}");
    }
}
