//! What is in a spreadsheet or an archive, as files of text.
//!
//! ```text
//!  a container ── read and seek
//!     │ format     which kind it is, by its first bytes
//!     ▼
//!  archive  zip: the tables among its entries  ┐
//!  gzip     the one file in it                 ├─ unfolding ── name and bytes, piece by piece ──▶ Sink
//!  workbook xlsx, xls: a CSV a sheet     ┘   └ meter: no more than a container may unfold to
//! ```
//!
//! It is a crate of its own, and in the browser a module of its own, because a reader of spreadsheets is as large as
//! the whole core and most exports are CSV. It knows nothing of orders.
//!
//! Declared sizes are not believed: what comes out is counted as it comes out, and a container that unfolds to more
//! than an export can be is refused there and then. No file is held as a whole but shared texts of a workbook, a
//! container inside a container, and an `.xls`; each has its bound, and in the browser the whole instance has one.

#![warn(missing_docs)]

mod archive;
mod cell;
mod format;
mod gzip;
mod meter;
mod refusal;
mod rows;
mod unfolding;
#[cfg(target_arch = "wasm32")]
pub mod web;
mod weigh;
mod workbook;

use std::io::{Read, Seek};

pub use format::Format;
pub use refusal::Refusal;
pub use unfolding::{Sink, Stopped};

/// Bytes that can be read from any place.
pub trait Source: Read + Seek {}

impl<T: Read + Seek> Source for T {}

/// Hands every table in the container to `sink`, in the order in which the container has them.
///
/// `name` is the container's; the files are named after it: `orders.zip/orders.csv`, `shop.xlsx › Sheet1`.
///
/// # Errors
/// Why it cannot be unpacked. What the sink took until then is not whole.
pub fn unpack(name: &str, source: &mut dyn Source, sink: &mut dyn Sink) -> Result<(), Refusal> {
    let mut first = [0; format::MAGIC_BYTES];
    let read = unfolding::fill(source, &mut first).map_err(|_| Refusal::Damaged(Format::Zip))?;
    let Some(format) = Format::of(&first[..read]) else { return Err(Refusal::NoTable(Format::Zip)) };
    let size = unfolding::rewound(source, format)?;
    unfolding::Unfolding::new(sink, size).open(name, format, source)
}
