//! One container on its way to the sink, with those inside it.

use std::io::{Cursor, ErrorKind, Read, SeekFrom};

use crate::format::MAGIC_BYTES;
use crate::meter::Meter;
use crate::{Format, Refusal, Source, archive, gzip, workbook};

/// Bytes handed over at once.
const PIECE: usize = 1 << 20;

/// Containers inside containers, at most: a spreadsheet in an archive in an archive.
const DEPTH: u8 = 2;

/// Bytes of a container inside another, or of one that is read as a whole, at most.
pub(crate) const HELD: u64 = 256 << 20;

/// Files that are read at once, at most.
const FILES: u64 = 10_000;

/// Takes the files, one after another.
pub trait Sink {
    /// A file of this name begins.
    ///
    /// # Errors
    /// Nothing more is wanted.
    fn start(&mut self, name: &str) -> Result<(), Stopped>;

    /// The next bytes of the file.
    ///
    /// # Errors
    /// Nothing more is wanted.
    fn push(&mut self, bytes: &[u8]) -> Result<(), Stopped>;

    /// The file ends.
    ///
    /// # Errors
    /// Nothing more is wanted.
    fn end(&mut self) -> Result<(), Stopped>;

    /// A part of this name is not handed over: no table, or a sheet that nobody sees.
    ///
    /// # Errors
    /// Nothing more is wanted.
    fn pass_over(&mut self, name: &str) -> Result<(), Stopped>;
}

/// A sink that wants no more; it knows why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stopped;

impl From<Stopped> for Refusal {
    fn from(_: Stopped) -> Refusal {
        Refusal::Stopped
    }
}

/// What is counted over a whole container.
pub(crate) struct Unfolding<'a> {
    sink: &'a mut dyn Sink,
    meter: Meter,
    files: u64,
    depth: u8,
}

impl Unfolding<'_> {
    /// Of a container of so many bytes.
    pub fn new(sink: &mut dyn Sink, bytes: u64) -> Unfolding<'_> {
        Unfolding { sink, meter: Meter::new(bytes), files: 0, depth: 0 }
    }

    /// Unpacks a container of this format.
    pub fn open(&mut self, name: &str, format: Format, source: &mut dyn Source) -> Result<(), Refusal> {
        match format {
            Format::Zip => archive::open(self, name, source),
            Format::Gzip => gzip::open(self, name, source),
            Format::Xlsx | Format::Xls => workbook::open(self, name, format, source),
        }
    }

    /// A file out of a container of this format: handed over as it is, unless it is a container itself.
    pub fn content(&mut self, name: &str, format: Format, reader: &mut dyn Read) -> Result<(), Refusal> {
        let mut first = [0; MAGIC_BYTES];
        let read = fill(reader, &mut first).map_err(|_| Refusal::Damaged(format))?;
        let mut reader = first[..read].chain(reader);
        match Format::of(&first[..read]) {
            Some(inner) if self.depth < DEPTH => self.nested(name, (inner, format), &mut reader),
            _ => self.copy(name, format, &mut reader),
        }
    }

    fn nested(
        &mut self,
        name: &str,
        (inner, outer): (Format, Format),
        reader: &mut dyn Read,
    ) -> Result<(), Refusal> {
        let mut held = Vec::new();
        self.pieces(outer, reader, |this, piece| {
            if (held.len() + piece.len()) as u64 > HELD {
                let bytes = (held.len() + piece.len()) as u64;
                return Err(Refusal::Unfolds { format: outer, bytes });
            }
            this.meter.add(piece.len(), outer)?;
            held.extend_from_slice(piece);
            Ok(())
        })?;
        self.depth += 1;
        let done = self.open(name, inner, &mut Cursor::new(held));
        self.depth -= 1;
        done
    }

    fn copy(&mut self, name: &str, format: Format, reader: &mut dyn Read) -> Result<(), Refusal> {
        self.start(name)?;
        self.pieces(format, reader, |this, piece| this.push(piece, format))?;
        self.end()
    }

    fn pieces(
        &mut self,
        format: Format,
        reader: &mut dyn Read,
        mut take: impl FnMut(&mut Self, &[u8]) -> Result<(), Refusal>,
    ) -> Result<(), Refusal> {
        let mut piece = vec![0; PIECE];
        loop {
            match fill(reader, &mut piece).map_err(|_| Refusal::Damaged(format))? {
                0 => return Ok(()),
                read => take(self, &piece[..read])?,
            }
        }
    }

    /// Begins a file.
    pub fn start(&mut self, name: &str) -> Result<(), Refusal> {
        self.files += 1;
        if self.files > FILES {
            return Err(Refusal::TooManyFiles { most: FILES });
        }
        Ok(self.sink.start(name)?)
    }

    /// Tells of a part that is not handed over.
    pub fn pass_over(&mut self, name: &str) -> Result<(), Refusal> {
        Ok(self.sink.pass_over(name)?)
    }

    /// The next bytes of the file, which came out of a container of this format.
    pub fn push(&mut self, bytes: &[u8], format: Format) -> Result<(), Refusal> {
        self.meter.add(bytes.len(), format)?;
        Ok(self.sink.push(bytes)?)
    }

    /// Bytes that came out and went nowhere.
    pub fn weighed(&mut self, bytes: usize, format: Format) -> Result<(), Refusal> {
        self.meter.add(bytes, format)
    }

    /// Ends the file.
    pub fn end(&mut self) -> Result<(), Refusal> {
        Ok(self.sink.end()?)
    }
}

/// Reads until the buffer is full or the source ends.
pub(crate) fn fill(reader: &mut (impl Read + ?Sized), buffer: &mut [u8]) -> std::io::Result<usize> {
    let mut filled = 0;
    while filled < buffer.len() {
        match reader.read(&mut buffer[filled..]) {
            Ok(0) => break,
            Ok(read) => filled += read,
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(filled)
}

/// Goes back to the first byte; returns how many there are.
pub(crate) fn rewound(source: &mut dyn Source, format: Format) -> Result<u64, Refusal> {
    let size = source.seek(SeekFrom::End(0)).map_err(|_| Refusal::Damaged(format))?;
    source.rewind().map_err(|_| Refusal::Damaged(format))?;
    Ok(size)
}
