//! The stages of reading one by one, for `benches/stages.rs`; behind the feature `stages`, which nothing that is
//! shipped has. Each returns what it made of the bytes, so that no compiler leaves the work out.

use super::cell::{date, number};
use super::delimiter::Delimiter;
use super::dialect::Dialect;
use super::records::Records;
use huitou_columns::record::Record;
use huitou_columns::texts::TextColumn;

/// So many cells are interned together: those of a piece of a file.
const BLOCK: usize = 1 << 12;

/// Hands each record of a CSV to `sink`.
fn cut(bytes: &[u8], mut sink: impl FnMut(&Record<'_>)) {
    let mut records = Records::new(Dialect::standard(Delimiter::Byte(b',')), 1);
    let whole = records.push(bytes, &mut sink).is_ok();
    assert!(whole && records.finish(&mut sink).is_ok(), "a clean file");
}

/// Cutting records: how many cells there are.
pub fn records(bytes: &[u8]) -> usize {
    let mut cells = 0;
    cut(bytes, |record| cells += record.len());
    cells
}

/// The cells of a column, without its name.
pub fn column(bytes: &[u8], name: &str) -> Vec<Vec<u8>> {
    let (mut at, mut cells) = (None, Vec::new());
    cut(bytes, |record| match at {
        None => at = record.cells().position(|cell| cell == name.as_bytes()),
        Some(at) => cells.push(record.cell(at).to_vec()),
    });
    cells
}

/// Reading dates: how many there are.
pub fn dates(cells: &[Vec<u8>]) -> usize {
    cells.iter().filter(|cell| date::read(cell).year_first.is_ok()).count()
}

/// Reading amounts: their sum in minor units of two decimals.
pub fn amounts(cells: &[Vec<u8>]) -> i64 {
    let read = |cell: &Vec<u8>| number::Decimal::read(cell, number::DecimalMark::Point)?.0.minor_units(2);
    cells.iter().filter_map(read).map(|(amount, _)| amount).sum()
}

/// Numbering texts: how many distinct ones there are.
pub fn texts(cells: &[Vec<u8>]) -> usize {
    interned(TextColumn::default(), cells)
}

/// Numbering order ids: how many there are.
pub fn ids(cells: &[Vec<u8>]) -> usize {
    interned(TextColumn::of_ids(0), cells)
}

fn interned(mut column: TextColumn, cells: &[Vec<u8>]) -> usize {
    let mut numbers = Vec::new();
    for block in cells.chunks(BLOCK) {
        let cells: Vec<&[u8]> = block.iter().map(Vec::as_slice).collect();
        column.push_all(&cells, &mut numbers);
    }
    column.end();
    column.len()
}
