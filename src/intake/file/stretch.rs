//! A file in stretches, read by several workers.
//!
//! One worker keeps the rows. It reads some stretches itself; others it takes in as [`StretchReader`]s have read them,
//! in the order of the file, so that it holds what it would hold had it read all by itself. Where a stretch begins it
//! is not known whether that is inside of quotes. The reader guesses: behind the first line end that is followed by a
//! record of as many cells as the header has. What stands before is handed over as it is, and once that is read a
//! record must have just ended; so must the guess be right, and all that was read behind it. What stands behind the
//! last whole record is handed over as it is too. Where the guess was wrong, or anything in a stretch may depend on
//! what is in others (quotes that never close, another table, its header among them where a stretch ends inside of
//! that, bytes that are no UTF-8), the rows are not taken in and the stretch is read again.

use huitou_columns::bytes::has_zero;
use huitou_columns::digest::Digest;
use huitou_columns::parcel::{Parcel, Unpacking};
use huitou_columns::record::Record;

use super::super::encoding::Utf8Check;
use super::super::records::Records;
use super::super::shard_parts::HandedRows;
use super::{Choices, Decode, FileReader, Halt, Oddities, Phase, Reading};

/// Line ends that are tried for the first record, and bytes that its record is looked for in.
const MOST_TRIES: usize = 64;
const LOOKED_AT: usize = 64 << 10;
/// So many last bytes tell what the text of the next stretch stands beside.
const BESIDE: usize = 64;

/// Reads stretches of a file for the one who keeps its rows.
pub struct StretchReader {
    file: FileReader,
    /// How many values of each column were handed over.
    sent: Vec<u32>,
    stretch: Stretch,
}

/// What is known of a stretch beside its rows.
#[derive(Default)]
struct Stretch {
    head: Vec<u8>,
    tail: Vec<u8>,
    length: u64,
    digest: Digest,
    utf8: Utf8Check,
    is_ascii: bool,
    /// Its last bytes.
    last: Vec<u8>,
    has_begun: bool,
    /// Whether nothing in it depends on what is in others, as far as that is known.
    stands_alone: bool,
}

impl StretchReader {
    /// For the file that begins like that; `None` where it can't be read by stretches, or where that is not sure yet.
    pub fn begin(
        beginning: &[u8],
        choices: &Choices,
        decoder: &dyn Decode,
        seed: u64,
    ) -> Option<StretchReader> {
        let mut file = FileReader::new("", seed);
        file.push(beginning, choices, decoder).ok()?;
        let passes = file.text.passes(true);
        let Phase::Reading(reading) = &mut file.phase else { return None };
        // Before a row of data no header is another table's: from here on the other has had one too.
        let has_begun = reading.rows.shard.other_table.has_begun();
        if !passes || !reading.records.cuts_pieces() || !has_begun {
            return None;
        }
        // The other has them as keys too, once it has read so much.
        reading.rows.shard.begin_keys();
        // Its rows are the other's, who also knows its values by the time that they are handed over.
        reading.rows.shard.hand_over(&mut Vec::new(), &mut Parcel::default());
        Some(StretchReader { file, sent: Vec::new(), stretch: Stretch::default() })
    }

    /// Begins the stretch at a position in the file.
    pub fn start(&mut self, position: u64) {
        let digest = Digest::from(position);
        let stands_alone = digest.is_some();
        let digest = digest.unwrap_or_default();
        self.stretch = Stretch { digest, stands_alone, is_ascii: true, ..Stretch::default() };
        if let Phase::Reading(reading) = &mut self.file.phase {
            reading.records = Records::new(reading.plan.dialect, 1);
            reading.rows.position = reading.rows.header.len();
            reading.rows.oddities = Oddities::default();
        }
    }

    /// Takes the next slice of the stretch.
    pub fn push(&mut self, bytes: &[u8]) {
        self.stretch.note(bytes);
        if self.stretch.has_begun || !self.stretch.stands_alone {
            return self.read(bytes);
        }
        self.stretch.head.extend_from_slice(bytes);
        if self.stretch.head.len() >= LOOKED_AT {
            self.find_begin();
            // No more is looked at: the other reads it.
            self.stretch.stands_alone &= self.stretch.has_begun;
        }
    }

    /// Guesses where the first record begins, and reads what stands there.
    fn find_begin(&mut self) {
        let Phase::Reading(reading) = &self.file.phase else { return };
        let Some(start) = reading.start_of_record(&self.stretch.head) else { return };
        let rest = self.stretch.head.split_off(start);
        self.stretch.has_begun = true;
        self.read(&rest);
    }

    fn read(&mut self, bytes: &[u8]) {
        let Phase::Reading(reading) = &mut self.file.phase else { return };
        let stretch = &mut self.stretch;
        if stretch.stands_alone {
            stretch.utf8.push(bytes);
            stretch.stands_alone = reading.push(bytes).is_ok();
            stretch.keep_tail(bytes, reading.records.unfinished());
        }
    }

    /// Ends the stretch; what is to be taken in. `None` where it has to be read by the other, and so have those that
    /// this reader would read after it.
    pub fn end(&mut self) -> Option<Vec<u8>> {
        if !self.stretch.has_begun {
            self.find_begin();
        }
        let Phase::Reading(reading) = &mut self.file.phase else { return None };
        let Stretch { head, tail, length, digest, utf8, is_ascii, last, has_begun, stands_alone } =
            &self.stretch;
        let Reading { records, rows, .. } = &mut **reading;
        let is_regular = rows.oddities.stray_quotes == 0 && rows.shard.stands_alone();
        if !(*has_begun && *stands_alone && is_regular && utf8.invalid == 0) {
            return None;
        }
        let (next_line, after_cr) = records.next_line();
        let mut parcel = Parcel::default();
        parcel.bytes(head);
        parcel.bytes(tail);
        parcel.number(*length);
        digest.hand_over(&mut parcel);
        parcel.number((*is_ascii).into());
        parcel.bytes(last);
        parcel.number((next_line - 1).into());
        parcel.number(after_cr.into());
        rows.shard.hand_over(&mut self.sent, &mut parcel);
        Some(parcel.into_bytes())
    }
}

impl Stretch {
    fn note(&mut self, bytes: &[u8]) {
        self.length += bytes.len() as u64;
        self.digest.push(bytes);
        self.is_ascii = self.is_ascii && bytes.is_ascii();
        self.stands_alone = self.stands_alone && !has_zero(bytes);
        self.last.extend_from_slice(&bytes[bytes.len().saturating_sub(BESIDE)..]);
        let over = self.last.len().saturating_sub(BESIDE);
        self.last.drain(..over);
    }

    /// Keeps the bytes of the record that has begun and not ended.
    fn keep_tail(&mut self, bytes: &[u8], unfinished: usize) {
        if unfinished <= bytes.len() {
            self.tail.clear();
        }
        self.tail.extend_from_slice(&bytes[bytes.len().saturating_sub(unfinished)..]);
    }
}

impl Reading {
    /// Where a record begins, as it seems: behind a line end, and it has as many cells as the header.
    fn start_of_record(&self, bytes: &[u8]) -> Option<usize> {
        let width = self.rows.shard.reader.width;
        let is_record = |start: &usize| {
            let mut cells = None;
            let mut first = |record: &Record<'_>| cells = cells.or(Some(record.len()));
            let looked_at = &bytes[*start..bytes.len().min(start + LOOKED_AT)];
            Records::new(self.plan.dialect, 1).push(looked_at, &mut first).is_ok() && cells == Some(width)
        };
        let line_ends = bytes.iter().enumerate().filter(|(_, byte)| **byte == b'\n');
        line_ends.map(|(at, _)| at + 1).take(MOST_TRIES).find(is_record)
    }
}

impl FileReader {
    /// Takes in what the reader with this number made of the next stretch; how many of its bytes need not be read
    /// again, which is all of them, or some at its beginning.
    pub fn take_in(&mut self, stretch: &[u8], reader: usize) -> Result<u64, Halt> {
        let Phase::Reading(reading) = &mut self.phase else { return Ok(0) };
        let Some(read) = HandedStretch::read(stretch) else { return Ok(0) };
        let mut digest = self.digest.clone();
        if self.known.len() <= reader {
            self.known.resize_with(reader + 1, Vec::new);
        }
        let known = &mut self.known[reader];
        let fits = self.text.passes(read.is_ascii)
            && digest.take_in(&read.digest)
            && reading.rows.shard.fits(&read.rows, known);
        if !fits {
            return Ok(0);
        }
        self.utf8.push(read.head);
        reading.push(read.head)?;
        // Behind the header of another table come that table's rows.
        if reading.records.unfinished() > 0 || reading.rows.shard.other_table.is_inside() {
            self.digest.push(read.head);
            self.text.pass_over(read.head);
            self.bytes += read.head.len() as u64;
            return Ok(read.head.len() as u64);
        }
        let Reading { records, rows, .. } = &mut **reading;
        let (line, _) = records.next_line();
        rows.shard.take_in(&read.rows, line - 1, known);
        rows.position += read.rows.len();
        records.pass_over(read.lines, read.after_cr);
        self.utf8.push(read.tail);
        reading.push(read.tail)?;
        self.digest = digest;
        self.text.pass_over(read.last);
        self.bytes += read.length;
        Ok(read.length)
    }
}

/// What was made of a stretch.
struct HandedStretch<'a> {
    head: &'a [u8],
    tail: &'a [u8],
    length: u64,
    digest: Digest,
    is_ascii: bool,
    last: &'a [u8],
    lines: u32,
    after_cr: bool,
    rows: HandedRows<'a>,
}

impl<'a> HandedStretch<'a> {
    fn read(bytes: &'a [u8]) -> Option<HandedStretch<'a>> {
        let mut from = Unpacking::new(bytes);
        Some(HandedStretch {
            head: from.bytes()?,
            tail: from.bytes()?,
            length: from.number()?,
            digest: Digest::read(&mut from)?,
            is_ascii: from.number()? != 0,
            last: from.bytes()?,
            lines: from.number()?.try_into().ok()?,
            after_cr: from.number()? != 0,
            rows: HandedRows::read(&mut from)?,
        })
    }
}
