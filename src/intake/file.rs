//! One file, slice by slice: the first bytes decide, then every record goes into the shard.

use super::encoding::{self, Utf8Check};
use super::plan::Plan;
use super::preview::FilePreview;
use super::records::{Record, Records, Stop};
use super::role::Role;
use super::sample::Sample;
use super::shard::Shard;
use super::{Choices, Decode, cell};
use crate::error::Trouble;

/// What stopped a file, and on which line.
pub(super) type Halt = (Trouble, Option<u32>);

/// How many bytes are looked at before anything is decided.
const SAMPLE: usize = 256 << 10;

/// A file that is being read.
pub(super) struct FileReader {
    name: String,
    /// What a merchant must see of the first records, once there are enough of them.
    pub preview: FilePreview,
    bytes: u64,
    digest: u64,
    utf8: Utf8Check,
    phase: Phase,
}

enum Phase {
    Sampling(Vec<u8>),
    Reading(Box<Reading>),
}

struct Reading {
    plan: Plan,
    records: Records,
    shard: Shard,
    header_is_next: bool,
    has_bom: bool,
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
    /// `utf-8`, `gb18030` or `windows-1252`.
    pub encoding: &'static str,
    /// Whether it began with a byte order mark.
    pub has_bom: bool,
    /// What was read from it.
    pub plan: Plan,
    /// Its rows.
    pub shard: Shard,
}

impl FileReader {
    /// A file of this name.
    pub fn new(name: &str) -> FileReader {
        FileReader {
            name: name.to_string(),
            preview: FilePreview { name: name.to_string(), ..FilePreview::default() },
            bytes: 0,
            digest: FNV_START,
            utf8: Utf8Check::default(),
            phase: Phase::Sampling(Vec::new()),
        }
    }

    /// Takes the next slice; returns how many rows there are so far.
    pub fn push(&mut self, bytes: &[u8], choices: &Choices, decoder: &dyn Decode) -> Result<(), Halt> {
        self.bytes += bytes.len() as u64;
        self.digest = digest(self.digest, bytes);
        self.utf8.push(bytes);
        match &mut self.phase {
            Phase::Reading(reading) => reading.push(bytes),
            Phase::Sampling(sample) => {
                // Exactly so many bytes decide, whatever the slices are.
                let taken = bytes.len().min(SAMPLE - sample.len());
                sample.extend_from_slice(&bytes[..taken]);
                if sample.len() < SAMPLE {
                    return Ok(());
                }
                let sample = std::mem::take(sample);
                self.begin(&sample, false, choices, decoder)?.push(&bytes[taken..])
            }
        }
    }

    /// How many rows there are so far.
    pub fn rows(&self) -> u64 {
        match &self.phase {
            Phase::Sampling(_) => 0,
            Phase::Reading(reading) => reading.shard.len() as u64,
        }
    }

    /// Decides on what there is, where that was not done; `whole` if there is no more.
    pub fn end_sample(&mut self, whole: bool, choices: &Choices, decoder: &dyn Decode) -> Result<(), Halt> {
        if let Phase::Sampling(sample) = &mut self.phase {
            let sample = std::mem::take(sample);
            self.begin(&sample, whole, choices, decoder)?;
        }
        Ok(())
    }

    /// Ends the file; a last record is whole only if the file is.
    pub fn finish(self, whole: bool) -> Result<FileRows, Halt> {
        let Phase::Reading(reading) = self.phase else { return Err((Trouble::Empty, None)) };
        let reading = reading.finish(whole)?;
        let encoding = encoding_of(&self.utf8, &reading);
        let Reading { plan, shard, has_bom, .. } = reading;
        Ok(FileRows {
            name: self.name,
            bytes: self.bytes,
            digest: self.digest,
            encoding,
            has_bom,
            plan,
            shard,
        })
    }

    fn begin(
        &mut self,
        sample: &[u8],
        whole: bool,
        choices: &Choices,
        decoder: &dyn Decode,
    ) -> Result<&mut Reading, Halt> {
        let told = |trouble| (trouble, None);
        if let Some(trouble) = encoding::no_text(sample) {
            return Err(told(trouble));
        }
        let text = sample.strip_prefix(encoding::BOM);
        let (has_bom, text) = (text.is_some(), text.unwrap_or(sample));
        let (text, line) = without_separator_line(text);
        let first_rows = Sample::read(text, whole).map_err(told)?;
        // A quote that never closes explains more than what the rows above it lack.
        let plan = Plan::of(&first_rows, choices, decoder, &mut self.preview);
        self.preview.header_line = self.preview.header_line.map(|_| line);
        let plan =
            plan.map_err(|trouble| open_quote(&first_rows, text, line, whole).unwrap_or(told(trouble)))?;
        let mut reading = Box::new(Reading {
            records: Records::new(plan.delimiter, plan.newline, line),
            shard: Shard::new(&plan),
            header_is_next: plan.has_header,
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

/// FNV-1a of 64 bits: the same whatever the slices are.
pub(super) const FNV_START: u64 = 0xCBF2_9CE4_8422_2325;

pub(super) fn digest(start: u64, bytes: &[u8]) -> u64 {
    const PRIME: u64 = 0x0100_0000_01B3;
    bytes.iter().fold(start, |hash, &byte| (hash ^ u64::from(byte)).wrapping_mul(PRIME))
}

/// Without the line `sep=;` that some programs write above the header for spreadsheets; and the line that the
/// rest starts on.
fn without_separator_line(text: &[u8]) -> (&[u8], u32) {
    match text {
        [b's', b'e', b'p', b'=', _, b'\r', b'\n', rest @ ..]
        | [b's', b'e', b'p', b'=', _, b'\n', rest @ ..] => (rest, 2),
        _ => (text, 1),
    }
}

fn open_quote(sample: &Sample, text: &[u8], line: u32, whole: bool) -> Option<Halt> {
    let mut records = Records::new(sample.delimiter, sample.newline, line);
    let mut ignored = |_: Record<'_>| {};
    let pushed = records.push(text, &mut ignored);
    let stop = if whole { pushed.and_then(|()| records.finish(&mut ignored)) } else { pushed };
    stop.err().map(halted)
}

fn halted(stop: Stop) -> Halt {
    (stop.trouble, Some(stop.line))
}

impl Reading {
    fn push(&mut self, bytes: &[u8]) -> Result<(), Halt> {
        if bytes.contains(&0) {
            return Err((Trouble::Binary, None));
        }
        let Reading { records, shard, header_is_next, .. } = self;
        let mut sink = |record: Record<'_>| {
            if !std::mem::take(header_is_next) {
                shard.push(&record);
            }
        };
        records.push(bytes, &mut sink).map_err(halted)?;
        if shard.len() >= u32::MAX as usize { Err((Trouble::TooMany, None)) } else { Ok(()) }
    }

    fn finish(mut self: Box<Self>, whole: bool) -> Result<Reading, Halt> {
        let Reading { records, shard, header_is_next, .. } = &mut *self;
        let mut sink = |record: Record<'_>| {
            if !std::mem::take(header_is_next) {
                shard.push(&record);
            }
        };
        if whole {
            records.finish(&mut sink).map_err(halted)?;
        }
        self.shard.end();
        if let Some(line) = self.shard.stray_quote {
            return Err((Trouble::OpenQuote, Some(line)));
        }
        if self.shard.len() == 0 {
            return Err((Trouble::HeaderOnly, None));
        }
        match scientific_ids(&self.shard) {
            Some(halt) => Err(halt),
            None => Ok(*self),
        }
    }
}

/// Ids that a spreadsheet has turned into numbers: several orders now share one.
fn scientific_ids(shard: &Shard) -> Option<Halt> {
    let ids = shard.text(Role::OrderId)?;
    let damaged: Vec<bool> = ids.values.iter().map(cell::is_scientific).collect();
    let is_damaged = |code: &u32| damaged.get(*code as usize) == Some(&true);
    let first = ids.codes.iter().position(is_damaged)?;
    let rows = ids.codes.iter().filter(|&code| is_damaged(code)).count() as u64;
    Some((Trouble::ScientificIds { rows }, shard.lines.get(first).copied()))
}

/// UTF-8 if all of the file is; else what the header says, else what the kept values say.
fn encoding_of(utf8: &Utf8Check, reading: &Reading) -> &'static str {
    if utf8.is_utf8() {
        return "utf-8";
    }
    if let Some(encoding) = reading.plan.header_encoding.filter(|encoding| *encoding != "utf-8") {
        return encoding;
    }
    let texts = reading.shard.texts.iter().map(|(_, _, texts)| texts).chain(&reading.shard.keys);
    let mut joined = Vec::new();
    for value in texts.flat_map(|texts| texts.values.iter()) {
        joined.extend_from_slice(value);
        joined.push(b'\n');
    }
    encoding::legacy_encoding(&joined)
}
