//! One file, slice by slice: the first bytes decide, then every record goes into the shard.

mod stretch;

use huitou_columns::digest::Digest;

use super::customers::{Customers, KeyMeaning};
use super::damaged_ids;
use super::delimiter::Delimiter;
use super::encoding::{self, Utf8Check};
use super::evidence::Evidence;
use super::header::{HeaderRows, RowPlace};
use super::nuls;
use super::plan::Plan;
use super::plausible;
use super::preview::FilePreview;
use super::records::{Records, Stop};
use super::sample::Sample;
use super::shard::{RowKind, Shard};
use super::text_stream::{self, TextStream};
use super::{Choices, Decode, KeyChoice};
use crate::error::Trouble;
use huitou_columns::record::{Batch, Record, Sink};

pub use stretch::StretchReader;

/// What stopped a file, and on which line.
pub(super) type Halt = (Trouble, Option<u32>);

/// How many bytes are looked at before anything is decided.
const SAMPLE: usize = if cfg!(fuzzing) { 1 << 10 } else { 256 << 10 };

/// What rows take is judged by this many bytes of a file.
const ENOUGH: u64 = 1 << 20;
/// About what a row takes where it takes most, from the first to the last step.
const BYTES_A_ROW: u64 = 75;
/// What a tab can hold: all that 32 bits can address, less what else is there.
const MOST_BYTES: u64 = if usize::BITS == 32 { 7 << 29 } else { 1 << 40 };

/// A file that is being read.
pub(super) struct FileReader {
    name: String,
    /// What a merchant must see of the first records, once there are enough of them.
    pub preview: FilePreview,
    bytes: u64,
    digest: Digest,
    text: TextStream,
    /// How many bytes there will be, where that is known and no room was made yet.
    pub expected: Option<u64>,
    seed: u64,
    /// NUL bytes so far.
    nuls: u64,
    utf8: Utf8Check,
    /// For each reader of stretches and column which number here each of the reader's values has.
    known: Vec<Vec<Vec<u32>>>,
    phase: Phase,
}

enum Phase {
    Sampling(Vec<u8>),
    Reading(Box<Reading>),
}

struct Reading {
    plan: Plan,
    records: Records,
    rows: Rows,
    has_bom: bool,
}

/// Takes records by their places: what stands beside the header is set aside.
struct Rows {
    shard: Shard,
    header: HeaderRows,
    /// How many records there were.
    position: usize,
    oddities: Oddities,
}

/// A file that was read.
#[derive(Debug)]
pub(super) struct FileRows {
    /// Its name.
    pub name: String,
    /// Bytes read.
    pub bytes: u64,
    /// Equal for files with the same bytes.
    pub digest: u64,
    /// The encoding of what was kept: a WHATWG label.
    pub encoding: &'static str,
    /// The encoding of the file, where its text was decoded before it was kept.
    pub decoded_from: Option<&'static str>,
    /// The reading of the text that was used and those that are about as plausible; empty where it is sure.
    pub readings: Vec<plausible::Reading>,
    /// Whether it began with a byte order mark.
    pub has_bom: bool,
    /// What was read from it.
    pub plan: Plan,
    /// Its rows.
    pub shard: Shard,
    /// What was odd in how it is written.
    pub oddities: Oddities,
    /// Whether its rows are the lines of another file's orders.
    pub gives_lines: bool,
    /// Whether its rows are refunds of another file's orders.
    pub gives_refunds: bool,
}

/// What is odd in how a file is written.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Oddities {
    /// Rows with a quote that nothing closes.
    pub stray_quotes: u64,
    /// The line of the first of them.
    pub first_stray_quote: Option<u32>,
    /// NUL bytes.
    pub nuls: u64,
}

impl FileReader {
    /// A file of this name; `seed` is that of hashes.
    pub fn new(name: &str, seed: u64) -> FileReader {
        FileReader {
            name: name.to_string(),
            preview: FilePreview { name: name.to_string(), ..FilePreview::default() },
            bytes: 0,
            digest: Digest::default(),
            text: TextStream::new(),
            expected: None,
            seed,
            nuls: 0,
            utf8: Utf8Check::default(),
            known: Vec::new(),
            phase: Phase::Sampling(Vec::new()),
        }
    }

    /// Takes the next slice; returns how many rows there are so far.
    pub fn push(&mut self, bytes: &[u8], choices: &Choices, decoder: &dyn Decode) -> Result<(), Halt> {
        self.bytes += bytes.len() as u64;
        self.digest.push(bytes);
        let text = self.text.push(bytes, choices, decoder).map_err(|trouble| (trouble, None))?;
        self.push_text(&text, choices)?;
        self.make_room()
    }

    /// Makes room for all rows once some of them are read, so that no column is ever copied to one twice as large.
    fn make_room(&mut self) -> Result<(), Halt> {
        let (Phase::Reading(reading), Some(expected)) = (&mut self.phase, self.expected) else {
            return Ok(());
        };
        let shard = &mut reading.rows.shard;
        if self.bytes < ENOUGH.min(expected) || shard.len() == 0 {
            return Ok(());
        }
        self.expected = None;
        let rows = shard.len() as u64 * expected / self.bytes;
        let too_large = (Trouble::TooLarge { rows, most: MOST_BYTES / BYTES_A_ROW }, None);
        if rows > MOST_BYTES / BYTES_A_ROW {
            return Err(too_large);
        }
        // Rows may get a little shorter.
        let more = (rows + rows / 64).saturating_sub(shard.len() as u64);
        shard.reserve(more as usize).map_err(|_| too_large)
    }

    fn push_text(&mut self, bytes: &[u8], choices: &Choices) -> Result<(), Halt> {
        let text = nuls::passed_over(bytes);
        self.nuls += (bytes.len() - text.len()) as u64;
        self.utf8.push(&text);
        match &mut self.phase {
            Phase::Reading(reading) => reading.push(&text),
            Phase::Sampling(sample) => {
                // Exactly so many bytes decide, whatever the slices are.
                let taken = bytes.len().min(SAMPLE - sample.len());
                sample.extend_from_slice(&bytes[..taken]);
                if sample.len() < SAMPLE {
                    return Ok(());
                }
                let sample = std::mem::take(sample);
                self.begin(&sample, false, choices)?.push(&nuls::passed_over(&bytes[taken..]))
            }
        }
    }

    /// How many rows there are so far.
    pub fn rows(&self) -> u64 {
        match &self.phase {
            Phase::Sampling(_) => 0,
            Phase::Reading(reading) => reading.rows.shard.len() as u64,
        }
    }

    /// Decides on what there is, where that was not done; `whole` if there is no more.
    pub fn end_sample(&mut self, whole: bool, choices: &Choices, decoder: &dyn Decode) -> Result<(), Halt> {
        let rest = self.text.finish(choices, decoder).map_err(|trouble| (trouble, None))?;
        self.push_text(&rest, choices)?;
        if let Phase::Sampling(sample) = &mut self.phase {
            let sample = std::mem::take(sample);
            self.begin(&sample, whole, choices)?;
        }
        Ok(())
    }

    /// Ends the file; a last record is whole only if the file is.
    pub fn finish(self, whole: bool, choices: &Choices, decoder: &dyn Decode) -> Result<FileRows, Halt> {
        let Phase::Reading(reading) = self.phase else { return Err((Trouble::Empty, None)) };
        let reading = reading.finish(whole)?;
        let (encoding, readings) = match self.text.decoded_from() {
            None if !self.utf8.is_utf8() => encoding_of(&reading, decoder),
            _ => ("utf-8", self.text.rivals(choices, decoder)),
        };
        let Reading { plan, rows: Rows { shard, oddities, .. }, has_bom, .. } = reading;
        let oddities = Oddities { nuls: self.nuls, ..oddities };
        Ok(FileRows {
            name: self.name,
            bytes: self.bytes,
            digest: self.digest.number(),
            encoding,
            decoded_from: self.text.decoded_from(),
            readings,
            has_bom,
            plan,
            shard,
            oddities,
            gives_lines: false,
            gives_refunds: false,
        })
    }

    fn begin(&mut self, sample: &[u8], whole: bool, choices: &Choices) -> Result<&mut Reading, Halt> {
        let told = |trouble| (trouble, None);
        if let Some(trouble) = encoding::no_text(sample) {
            return Err(told(trouble));
        }
        let sample = &*nuls::passed_over(sample);
        let text = sample.strip_prefix(encoding::BOM);
        let (has_bom, text) = (text.is_some(), text.unwrap_or(sample));
        let (text, line, separator) = without_separator_line(text);
        if let Some(columns) = too_many_columns(text) {
            return Err((Trouble::TooManyColumns { columns }, Some(line)));
        }
        let delimiter = chosen_delimiter(choices).map_err(told)?.or(separator);
        let first_rows = Sample::read(text, line, whole, delimiter).map_err(told)?;
        // A quote that never closes explains more than what the rows above it lack.
        let plan = Plan::of(&first_rows, choices, &mut self.preview);
        let plan =
            plan.map_err(|trouble| open_quote(&first_rows, text, line, whole).unwrap_or(told(trouble)))?;
        if let Some(halt) = plan.lacks.as_ref().and_then(|_| open_quote(&first_rows, text, line, whole)) {
            return Err(halt);
        }
        let mut reading = Box::new(Reading {
            records: Records::new(plan.dialect, line),
            rows: Rows {
                shard: Shard::new(&plan, self.seed),
                header: plan.header,
                position: 0,
                oddities: Oddities::default(),
            },
            has_bom,
            plan,
        });
        reading.push(text)?;
        self.phase = Phase::Reading(reading);
        match &mut self.phase {
            Phase::Reading(reading) => Ok(reading),
            Phase::Sampling(_) => Err(told(Trouble::Empty)),
        }
    }
}

impl FileRows {
    /// Leaves out the key columns that are not to be used.
    pub fn choose_keys(&mut self, choice: KeyChoice) {
        let (keys, texts) = (&mut self.plan.keys, &mut self.shard.keys);
        match choice {
            KeyChoice::Surest => {}
            KeyChoice::FirstAlone => {
                keys.truncate(1);
                texts.truncate(1);
            }
            KeyChoice::WithoutFirst if keys.len() > 1 && texts.len() > 1 => {
                keys.remove(0);
                texts.remove(0);
            }
            KeyChoice::WithoutFirst => {}
        }
    }

    /// Gives the distinct values of its one key column to the customers, where nothing is to be decoded. Who they are,
    /// and how many of their characters could not be decoded when they were read.
    pub fn take_customers_over(&mut self, customers: &mut Customers) -> Option<(KeyMeaning, u64)> {
        let ([(kind, _)], [keys]) = (self.plan.keys.as_slice(), self.shard.keys.as_mut_slice()) else {
            return None;
        };
        if self.encoding != "utf-8" || keys.encoding.is_some() {
            return None;
        }
        Some(customers.take_over(*kind, std::mem::take(&mut keys.values)))
    }
}

/// How many columns the first line has at least, if that is more than any export's. It is not cut into cells for
/// that: each of a thousand rows would be, under every delimiter.
fn too_many_columns(text: &[u8]) -> Option<u64> {
    const MOST: usize = 10_000;
    let text = text.trim_ascii_start();
    let line = text.split(|byte| matches!(byte, b'\r' | b'\n')).next().unwrap_or_default();
    let count = |delimiter| 1 + line.iter().filter(|&&byte| byte == delimiter).count();
    let columns = [b',', b';', b'\t', b'|'].map(count).into_iter().max().unwrap_or(0);
    (columns > MOST).then_some(columns as u64)
}

/// Without the line `sep=;` that some programs write above the header for spreadsheets; the line that the rest
/// starts on, and what that line named.
fn without_separator_line(text: &[u8]) -> (&[u8], u32, Option<Delimiter>) {
    let Some([byte, behind @ ..]) = text.strip_prefix(b"sep=") else { return (text, 1, None) };
    let rest = behind.strip_prefix(b"\r\n").or(behind.strip_prefix(b"\n")).or(behind.strip_prefix(b"\r"));
    rest.map_or((text, 1, None), |rest| (rest, 2, Delimiter::of(&char::from(*byte).to_string())))
}

/// The merchant's delimiter.
fn chosen_delimiter(choices: &Choices) -> Result<Option<Delimiter>, Trouble> {
    let bad = || Trouble::BadChoice { name: "delimiter".to_string() };
    choices.delimiter.as_deref().map(|shown| Delimiter::of(shown).ok_or_else(bad)).transpose()
}

fn open_quote(sample: &Sample, text: &[u8], line: u32, whole: bool) -> Option<Halt> {
    let mut records = Records::new(sample.dialect, line);
    let mut ignored = |_: &Record<'_>| {};
    let pushed = records.push(text, &mut ignored);
    let stop = if whole { pushed.and_then(|()| records.finish(&mut ignored)) } else { pushed };
    stop.err().map(halted)
}

fn halted(stop: Stop) -> Halt {
    (stop.trouble, Some(stop.line))
}

impl Reading {
    fn push(&mut self, bytes: &[u8]) -> Result<(), Halt> {
        let Reading { records, rows, .. } = self;
        records.push(bytes, rows).map_err(halted)?;
        let shard = &rows.shard;
        if shard.len() >= u32::MAX as usize { Err((Trouble::TooMany, None)) } else { Ok(()) }
    }

    fn finish(mut self: Box<Self>, whole: bool) -> Result<Reading, Halt> {
        if whole {
            self.records.finish(&mut self.rows).map_err(halted)?;
        }
        let shard = &mut self.rows.shard;
        shard.end();
        if let Some(line) = shard.stray_quote {
            return Err((Trouble::OpenQuote, Some(line)));
        }
        let is_nothing = |&kind: &RowKind| kind == RowKind::NotAnOrder;
        // What a file lacks to be orders explains more.
        if self.plan.lacks.is_none() && shard.kinds.iter().all(is_nothing) {
            return Err((Trouble::HeaderOnly, None));
        }
        match damaged_ids::found(shard) {
            Some(halt) => Err(halt),
            None => Ok(*self),
        }
    }
}

impl Sink for Rows {
    fn record(&mut self, record: &Record<'_>) {
        if record.has_stray_quote {
            self.oddities.stray_quotes += 1;
            self.oddities.first_stray_quote.get_or_insert(record.line);
        }
        match self.header.place(self.position) {
            RowPlace::Below => self.shard.push(record),
            RowPlace::Beside => self.shard.push(&record.emptied()),
            RowPlace::Header => {}
        }
        self.position += 1;
    }

    fn batch(&mut self, batch: &Batch<'_>) {
        // Below the header all records are rows.
        if self.header.place(self.position) == RowPlace::Below {
            self.position += batch.len();
            return self.shard.push_batch(batch);
        }
        (0..batch.len()).for_each(|index| self.record(&batch.record(index)));
    }
}

/// The encoding of a file that began as UTF-8 and is not all of it, by the kept values; and its rivals.
fn encoding_of(reading: &Reading, decoder: &dyn Decode) -> (&'static str, Vec<plausible::Reading>) {
    let texts = reading.rows.shard.texts.iter().map(|(_, _, texts)| texts).chain(&reading.rows.shard.keys);
    let mut evidence = Evidence::default();
    texts.flat_map(|texts| texts.values.iter()).for_each(|value| evidence.push(value));
    let encoding = text_stream::most_plausible(evidence.pieces(), decoder);
    (encoding, text_stream::rivals(encoding, evidence.pieces(), decoder))
}
