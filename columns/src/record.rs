//! One record of a file, and the records of a piece of it.

use std::ops::Range;

/// One record, valid while its sink is called.
#[derive(Clone, Copy, Debug)]
pub struct Record<'a> {
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

    /// Whether it has no cell.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// How many cells it has.
    #[inline]
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// A cell without its quotes; empty where the record has none.
    #[inline]
    pub fn cell(&self, index: usize) -> &'a [u8] {
        let Some(&end) = self.ends.get(index) else { return &[] };
        let before = if index == 0 { self.start } else { self.ends[index - 1] };
        let Some(quote) = self.quote else { return &self.bytes[before as usize..end as usize] };
        without_quotes(&self.bytes[before as usize + usize::from(index > 0)..end as usize], quote)
    }

    /// All cells.
    #[inline]
    pub fn cells(&self) -> impl Iterator<Item = &'a [u8]> + use<'a> {
        let record = *self;
        (0..record.len()).map(move |i| record.cell(i))
    }

    /// Whether a line inside of a cell may be cut by the delimiter as a line of so many cells is, together with the
    /// cells before or behind it: there would have to be as many delimiters in it as cells on either side.
    pub fn may_hold_rows(&self, delimiter: u8) -> bool {
        let Some(quote) = self.quote else { return true };
        let mut start = self.start as usize;
        self.ends.iter().enumerate().any(|(index, &end)| {
            let cell = &self.bytes[start..end as usize];
            start = end as usize + 1;
            // Nothing else holds line ends or delimiters.
            if cell.first() != Some(&quote) {
                return false;
            }
            let delimiters = cell.iter().filter(|&&byte| byte == delimiter).count();
            delimiters >= index.min(self.len() - 1 - index)
                && cell.iter().any(|byte| matches!(byte, b'\r' | b'\n'))
        })
    }

    /// Whether the line holds nothing but blanks.
    pub fn is_blank(&self) -> bool {
        self.len() <= 1 && self.cell(0).trim_ascii().is_empty()
    }
}

#[inline]
fn without_quotes(cell: &[u8], quote: u8) -> &[u8] {
    match cell {
        [first, inner @ .., _] if *first == quote => inner,
        _ => cell,
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
    /// Whether it was copied because quotes in its cells are written as two.
    is_copied: bool,
}

/// Records that stand together in a piece of a file, none of them blank.
#[derive(Clone, Copy, Debug)]
pub struct Batch<'a> {
    bytes: &'a [u8],
    ends: &'a [u32],
    places: &'a Places,
    quote: u8,
}

/// Where the records of a batch are.
#[derive(Debug, Default)]
pub struct Places {
    records: Vec<Place>,
    /// How many cells each record has, where all have as many and all ends are theirs; none without records.
    width: Option<u32>,
    /// Which records were copied.
    copies: Vec<u32>,
    /// Records that were copied, and where each cell ends.
    copied: Vec<u8>,
    copied_ends: Vec<u32>,
}

impl Places {
    /// Forgets all.
    pub fn clear(&mut self) {
        self.records.clear();
        self.width = None;
        self.copies.clear();
        self.copied.clear();
        self.copied_ends.clear();
    }

    /// Adds a record that begins at `start` and whose cells end at these of the batch's ends.
    pub fn push(&mut self, start: u32, ends: Range<usize>, line: u32, spans_lines: bool) {
        self.note_width(&ends);
        let (first_end, cells) = (ends.start as u32, ends.len() as u32);
        self.records.push(Place { start, first_end, cells, line, spans_lines, is_copied: false });
    }

    fn note_width(&mut self, ends: &Range<usize>) {
        let cells = ends.len() as u32;
        let width = if self.records.is_empty() { Some(cells) } else { self.width };
        self.width =
            width.filter(|&width| width == cells && ends.start == self.records.len() * width as usize);
    }

    /// Copies the last record, in whose cells quotes are written as two, without the second ones.
    pub fn copy_last(&mut self, piece: &[u8], ends: &[u32], second_quotes: &[u32]) {
        let Places { records, copies, copied, copied_ends, .. } = self;
        let Some(at) = records.len().checked_sub(1) else { return };
        let place = &mut records[at];
        let ends = &ends[place.first_end as usize..][..place.cells as usize];
        let (start, first_end) = (copied.len() as u32, copied_ends.len() as u32);
        let mut begun = place.start;
        let mut left_out = 0;
        for &end in ends {
            while let Some(&quote) = second_quotes.get(left_out).filter(|&&quote| quote < end) {
                copied.extend_from_slice(&piece[begun as usize..quote as usize]);
                begun = quote + 1;
                left_out += 1;
            }
            copied_ends.push(start + end - place.start - left_out as u32);
        }
        copied.extend_from_slice(&piece[begun as usize..ends[ends.len() - 1] as usize]);
        *place = Place { start, first_end, is_copied: true, ..*place };
        copies.push(at as u32);
    }
}

impl<'a> Batch<'a> {
    /// The records at these places.
    pub fn new(bytes: &'a [u8], ends: &'a [u32], places: &'a Places, quote: u8) -> Batch<'a> {
        Batch { bytes, ends, places, quote }
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.places.records.is_empty()
    }

    /// How many records there are.
    #[inline]
    pub fn len(&self) -> usize {
        self.places.records.len()
    }

    /// On which lines these begin.
    pub fn lines(&self, records: Range<usize>) -> impl Iterator<Item = u32> + use<'a> {
        self.places.records[records].iter().map(|place| place.line)
    }

    /// How many from there on have so many cells, and, where they go on over several lines, are what is asked for.
    pub fn uniform(
        &self,
        records: Range<usize>,
        cells: usize,
        may_span_lines: &dyn Fn(&Record<'_>) -> bool,
    ) -> usize {
        let may_span = |place: &Place| may_span_lines(&self.at(place));
        let is_one =
            |place: &&Place| place.cells as usize == cells && (!place.spans_lines || may_span(place));
        self.places.records[records].iter().take_while(is_one).count()
    }

    /// A column: the cell of each record without its quotes; empty where a record has none.
    #[inline(never)]
    pub fn column(&self, column: usize) -> Vec<&'a [u8]> {
        let Batch { bytes, ends, places, quote } = *self;
        let Some(width) = places.width.filter(|&width| column < width as usize) else {
            return places.records.iter().map(|place| self.at(place).cell(column)).collect();
        };
        let cell = |start: u32, end: u32| {
            without_quotes(bytes.get(start as usize..end as usize).unwrap_or_default(), quote)
        };
        let records = ends.chunks_exact(width as usize).take(self.len());
        // Each cell but the first of all begins behind the end of another.
        let mut cells: Vec<&'a [u8]> = match column.checked_sub(1) {
            Some(before) => records.map(|ends| cell(ends[before] + 1, ends[column])).collect(),
            None => {
                let starts = std::iter::once(0).chain(records.clone().map(|ends| ends[ends.len() - 1] + 1));
                records.zip(starts).map(|(ends, start)| cell(start, ends[0])).collect()
            }
        };
        for &copy in &places.copies {
            cells[copy as usize] = self.record(copy as usize).cell(column);
        }
        cells
    }

    /// One of them.
    #[inline]
    pub fn record(&self, index: usize) -> Record<'a> {
        self.at(&self.places.records[index])
    }

    #[inline]
    fn at(&self, place: &Place) -> Record<'a> {
        let Place { start, first_end, cells, line, spans_lines, is_copied } = *place;
        let (bytes, ends) = match is_copied {
            false => (self.bytes, self.ends),
            true => (&self.places.copied[..], &self.places.copied_ends[..]),
        };
        Record {
            bytes,
            start,
            ends: &ends[first_end as usize..(first_end + cells) as usize],
            quote: Some(self.quote),
            line,
            spans_lines,
            has_stray_quote: false,
        }
    }
}

/// What takes records, in the order of the file.
pub trait Sink {
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
