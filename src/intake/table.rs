//! The first rows of a file under their header: names, and what cells look like.

use std::collections::BTreeMap;

use super::Decode;
use super::cell::{self, number};
use super::encoding;
use super::header::{Header, HeaderRows};
use super::names;
use super::records::Delimiter;
use super::role::Role;
use super::sample::Sample;
use super::shops::{self, Shop};

/// The first rows under their header.
pub(super) struct Table<'a> {
    /// Where the header stands.
    pub header: HeaderRows,
    /// The line that it stands on.
    pub header_line: Option<u32>,
    /// The header's encoding, where its bytes tell.
    pub header_encoding: Option<&'static str>,
    /// The names of the columns as read; `#1`, `#2` ... where there is none, `name (2)` where it is there twice.
    pub names: Vec<String>,
    /// The same, as they are compared; equal names stay equal.
    pub normalised: Vec<String>,
    /// The shop whose export it is.
    pub shop: Option<&'static Shop>,
    /// What the columns of an export without a header are.
    pub positions: &'static [Option<Role>],
    heading: &'a [Vec<u8>],
    /// The rows below the header.
    pub rows: &'a [Vec<Vec<u8>>],
    decoder: &'a dyn Decode,
}

impl<'a> Table<'a> {
    /// Decides whether there is a header, and whose export it is.
    pub fn of(sample: &'a Sample, decoder: &'a dyn Decode) -> Table<'a> {
        let Header { rows: header, names, encoding } = Header::of(&sample.rows, decoder);
        let rows = sample.rows.get(header.len()..).unwrap_or_default();
        if header.is_there {
            let heading = sample.rows[header.above].as_slice();
            let ascii = heading.iter().flatten().all(u8::is_ascii);
            let normalised: Vec<String> = names.iter().map(|name| names::normalised(name)).collect();
            return Table {
                header,
                header_line: sample.lines.get(header.above).copied(),
                header_encoding: (!ascii).then_some(encoding),
                shop: shops::by_header(&normalised),
                names: told_apart(names),
                normalised,
                positions: &[],
                heading,
                rows,
                decoder,
            };
        }
        let width = rows.first().map_or(0, Vec::len);
        let numbered: Vec<String> = (1..=width).map(|number| format!("#{number}")).collect();
        let is_spaced = sample.dialect.delimiter == Delimiter::Spaces;
        let known = if is_spaced { shops::headerless(width) } else { None };
        Table {
            header,
            header_line: None,
            header_encoding: None,
            normalised: numbered.clone(),
            names: numbered,
            shop: known.map(|(shop, _)| shop),
            positions: known.map_or(&[], |(_, positions)| positions),
            heading: &[],
            rows,
            decoder,
        }
    }

    /// A name of the header, byte for byte.
    pub fn heading(&self, column: usize) -> &[u8] {
        self.heading.get(column).map_or(&[], Vec::as_slice)
    }

    /// The text of a cell, as far as it tells its own encoding.
    pub fn decoded(&self, cell: &[u8]) -> String {
        encoding::decode(self.decoder, encoding::guess(cell), cell)
    }

    /// The cleaned, non-empty cells of a column.
    pub fn values(&self, column: usize) -> impl Iterator<Item = &'a [u8]> + use<'a> {
        let cells = self.rows.iter().filter_map(move |row| row.get(column));
        cells.map(|cell| cell::value(cell)).filter(|cell| !cell.is_empty())
    }

    /// Whether at least half of a column's cells can be of this role; an empty column can.
    pub fn fits(&self, role: Role, column: usize) -> bool {
        use number::DecimalMark::{Comma, Point};
        let (mut fit, mut all) = (0, 0);
        for cell in self.values(column) {
            all += 1;
            fit += usize::from(role.fits(cell, Point) || role.fits(cell, Comma));
        }
        2 * fit >= all
    }

    fn names_of(&self, role: Role) -> impl Iterator<Item = &'static str> + use<> {
        let table = self.shop.map_or(names::USUAL, |shop| shop.columns);
        table.iter().filter(move |(known, _)| *known == role).flat_map(|(_, names)| names.iter().copied())
    }

    /// The columns with the names of a role, the best name first.
    pub fn named(&self, role: Role) -> impl Iterator<Item = usize> {
        let columns = move |name: &'static str| {
            let is_named = move |(_, known): &(usize, &String)| *known == name;
            self.normalised.iter().enumerate().filter(is_named).map(|(column, _)| column)
        };
        self.names_of(role).flat_map(columns)
    }
}

/// Names that are all different and not empty.
fn told_apart(mut names: Vec<String>) -> Vec<String> {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for (column, name) in names.iter_mut().enumerate() {
        if name.is_empty() {
            *name = format!("#{}", column + 1);
        }
        let times = seen.entry(name.clone()).or_default();
        *times += 1;
        if *times > 1 {
            *name = format!("{name} ({times})");
        }
    }
    names
}
