//! How alike the records of a file are when they are cut in one way.

use super::cell::number::{Decimal, DecimalMark};
use super::dialect::Dialect;
use super::records::Records;
use super::sorted_map::SortedMap;
use huitou_columns::bytes;
use huitou_columns::record::Record;

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

impl Consistency {
    /// Cuts the bytes; `whole` if the file has no more.
    pub fn of(dialect: Dialect, bytes: &[u8], whole: bool) -> Consistency {
        Consistency::cut(dialect, bytes, whole, Consistency::add)
    }

    /// The same without a look into the cells: there is no score.
    pub fn of_widths(dialect: Dialect, bytes: &[u8], whole: bool) -> Consistency {
        Consistency::cut(dialect, bytes, whole, Consistency::add_width)
    }

    fn cut(
        dialect: Dialect,
        bytes: &[u8],
        whole: bool,
        add: fn(&mut Consistency, &Record<'_>),
    ) -> Consistency {
        let mut found = Consistency::default();
        let mut records = Records::new(dialect, 1);
        let mut sink = |record: &Record<'_>| add(&mut found, record);
        let pushed = records.push(bytes, &mut sink);
        // What stops the records here stops them again when the file is read, and is told there.
        let end = if whole { pushed.and_then(|()| records.finish(&mut sink)) } else { pushed };
        found.is_open = end.is_err();
        found
    }

    fn add_width(&mut self, record: &Record<'_>) {
        *self.widths.or_default(record.len()) += 1;
    }

    fn add(&mut self, record: &Record<'_>) {
        self.add_width(record);
        if record.has_stray_quote {
            *self.stray_widths.or_default(record.len()) += 1;
        }
        for cell in record.cells() {
            // Nearly all: nothing is looked at that is not there.
            let is_bare = bytes::are_none_of(cell, &EDGES);
            self.closed_later += usize::from(!is_bare && ends_a_quote(cell));
            self.plain += usize::from(is_bare || is_plain(cell));
        }
        self.cells += record.len();
        self.spans_lines |= record.spans_lines;
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
    let is_number = || {
        cell.len() <= LONGEST_NUMBER
            && [DecimalMark::Point, DecimalMark::Comma]
                .into_iter()
                .any(|mark| Decimal::read(cell, mark).is_some())
    };
    let has_edge = cell.starts_with(b"\"") || cell.ends_with(b"\"") || cell.ends_with(b"'");
    let has_other = cell.iter().any(|byte| matches!(byte, b'\t' | b';' | b'|'));
    let is_escape = |pair: &[u8]| pair[0] == b'\\' && matches!(pair[1], b'"' | b'\'');
    let has_escape = || cell.contains(&b'\\') && cell.windows(2).any(is_escape);
    !has_edge && !has_other && !has_escape() && (!cell.contains(&b',') || is_number())
}

fn ends_a_quote(cell: &[u8]) -> bool {
    cell.trim_ascii().ends_with(b"\"") && cell.iter().filter(|&&byte| byte == b'"').count() % 2 == 1
}
