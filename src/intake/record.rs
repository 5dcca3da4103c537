//! One record of a file, and the records of a piece of it.

use std::ops::Range;

/// One record, valid while its sink is called.
#[derive(Clone, Copy, Debug)]
pub(super) struct Record<'a> {
    bytes: &'a [u8],
    /// Where the first cell begins, and where each ends.
    start: u32,
    ends: &'a [u32],
    /// The quote around cells, where they stand in `bytes` as in the file, with a byte between them; `None` where
    /// they follow each other without quotes.
    quote: Option<u8>,
    /// The physical line it starts on, from 1.
    pub line: u32,
    /// Whether it goes on over several lines.
    pub spans_lines: bool,
    /// Whether a quote opens in it that nothing closes.
    pub has_stray_quote: bool,
}

impl<'a> Record<'a> {
    /// Cells that follow each other in `bytes`.
    pub fn joined(bytes: &'a [u8], ends: &'a [u32], line: u32, has_stray_quote: bool) -> Record<'a> {
        let spans_lines = bytes.contains(&b'\n') || bytes.contains(&b'\r');
        Record { bytes, start: 0, ends, quote: None, line, spans_lines, has_stray_quote }
    }

    /// The same without its cells.
    pub fn emptied(&self) -> Record<'a> {
        Record { ends: &[], ..*self }
    }

    /// How many cells it has.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// A cell without its quotes; empty where the record has none.
    #[inline]
    pub fn cell(&self, index: usize) -> &'a [u8] {
        let Some(&end) = self.ends.get(index) else { return &[] };
        let before = if index == 0 { self.start } else { self.ends[index - 1] };
        let Some(quote) = self.quote else { return &self.bytes[before as usize..end as usize] };
        let cell = &self.bytes[before as usize + usize::from(index > 0)..end as usize];
        match cell {
            [first, inner @ .., _] if *first == quote => inner,
            _ => cell,
        }
    }

    /// All cells.
    pub fn cells(&self) -> impl Iterator<Item = &'a [u8]> + use<'a> {
        let record = *self;
        (0..record.len()).map(move |i| record.cell(i))
    }

    /// Whether the line holds nothing but blanks.
    pub fn is_blank(&self) -> bool {
        self.len() <= 1 && self.cell(0).trim_ascii().is_empty()
    }
}

/// Where a record of a batch is.
#[derive(Clone, Copy, Debug)]
struct Place {
    start: u32,
    first_end: u32,
    cells: u32,
    line: u32,
    spans_lines: bool,
}

/// Records that stand together in a piece of a file, none of them blank.
#[derive(Clone, Copy, Debug)]
pub(super) struct Batch<'a> {
    bytes: &'a [u8],
    ends: &'a [u32],
    places: &'a Places,
    quote: u8,
}

/// Where the records of a batch are.
#[derive(Debug, Default)]
pub(super) struct Places {
    records: Vec<Place>,
}

impl Places {
    /// Forgets all.
    pub fn clear(&mut self) {
        self.records.clear();
    }

    /// Adds a record that begins at `start` and whose cells end at these of the batch's ends.
    pub fn push(&mut self, start: u32, ends: Range<usize>, line: u32, spans_lines: bool) {
        let (first_end, cells) = (ends.start as u32, ends.len() as u32);
        self.records.push(Place { start, first_end, cells, line, spans_lines });
    }
}

impl<'a> Batch<'a> {
    /// The records at these places.
    pub fn new(bytes: &'a [u8], ends: &'a [u32], places: &'a Places, quote: u8) -> Batch<'a> {
        Batch { bytes, ends, places, quote }
    }

    /// How many records there are.
    pub fn len(&self) -> usize {
        self.places.records.len()
    }

    /// One of them.
    #[inline]
    pub fn record(&self, index: usize) -> Record<'a> {
        let Place { start, first_end, cells, line, spans_lines } = self.places.records[index];
        Record {
            bytes: self.bytes,
            start,
            ends: &self.ends[first_end as usize..(first_end + cells) as usize],
            quote: Some(self.quote),
            line,
            spans_lines,
            has_stray_quote: false,
        }
    }
}

/// What takes records, in the order of the file.
pub(super) trait Sink {
    /// Takes one.
    fn record(&mut self, record: &Record<'_>);

    /// Takes many.
    fn batch(&mut self, batch: &Batch<'_>) {
        (0..batch.len()).for_each(|index| self.record(&batch.record(index)));
    }
}

impl<F: FnMut(&Record<'_>)> Sink for F {
    fn record(&mut self, record: &Record<'_>) {
        self(record);
    }
}
