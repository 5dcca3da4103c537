//! The first rows of a file, and how it is written.

use super::delimiter::Delimiter;
use super::dialect::Dialect;
use super::records::Records;
use crate::error::Trouble;
use huitou_columns::record::{Record, Sink};

/// The first records of a file, cut into cells.
#[derive(Debug)]
pub(super) struct Sample {
    /// How it is written.
    pub dialect: Dialect,
    /// The first records, the header included.
    pub rows: Vec<Vec<Vec<u8>>>,
    /// The lines that they begin on.
    pub lines: Vec<u32>,
    /// Whether there are no others.
    pub is_all: bool,
}

/// How many records are looked at.
const ROWS: usize = 1000;
/// How many bytes are cut at once.
const SLICE: usize = 16 << 10;

impl Sample {
    /// Reads the first bytes of a file, which begin on line `line`; `whole` if there are no more. `delimiter` is the
    /// one that somebody named.
    pub fn read(
        bytes: &[u8],
        line: u32,
        whole: bool,
        delimiter: Option<Delimiter>,
    ) -> Result<Sample, Trouble> {
        if bytes.iter().all(|byte| *byte == 0 || byte.is_ascii_whitespace()) {
            return Err(Trouble::Empty);
        }
        let dialect = Dialect::of(bytes, whole, delimiter)?;
        let mut sample = Sample { dialect, rows: Vec::new(), lines: Vec::new(), is_all: false };
        let mut records = Records::new(dialect, line);
        for slice in bytes.chunks(SLICE) {
            // What stops the records here stops them again when the file is read, and is told there.
            if sample.rows.len() >= ROWS || records.push(slice, &mut sample).is_err() {
                return Ok(sample);
            }
        }
        if whole {
            let _ = records.finish(&mut sample);
            sample.is_all = sample.rows.len() < ROWS;
        }
        Ok(sample)
    }
}

impl Sink for Sample {
    fn record(&mut self, record: &Record<'_>) {
        if self.rows.len() < ROWS {
            let mut row = Vec::with_capacity(record.len());
            row.extend(record.cells().map(<[u8]>::to_vec));
            self.rows.push(row);
            self.lines.push(record.line);
        }
    }
}
