//! The first rows of a file under their header: names, and what cells look like.

use super::cell::{self, date, number};
use super::encoding;
use super::names;
use super::records::Delimiter;
use super::role::Role;
use super::sample::Sample;
use super::shops::{self, Shop};

/// The first rows under their header.
pub(super) struct Table<'a> {
    /// Whether the first record is a header.
    pub has_header: bool,
    /// The names of the columns as read; `#1`, `#2` ... without a header.
    pub names: Vec<String>,
    /// The same, as they are compared.
    pub normalised: Vec<String>,
    /// The shop whose export it is.
    pub shop: Option<&'static Shop>,
    /// What the columns of an export without a header are.
    pub positions: &'static [Option<Role>],
    header: &'a [Vec<u8>],
    /// The rows below the header.
    pub rows: &'a [Vec<Vec<u8>>],
}

impl<'a> Table<'a> {
    /// Decides whether there is a header, and whose export it is.
    pub fn of(sample: &'a Sample) -> Table<'a> {
        let (header, below) = match sample.rows.split_first() {
            Some((header, below)) => (header.as_slice(), below),
            None => (&[][..], &[][..]),
        };
        let decoded = |cell: &Vec<u8>| encoding::shown(cell.trim_ascii());
        let names: Vec<String> = header.iter().map(decoded).collect();
        let normalised: Vec<String> = names.iter().map(|name| names::normalised(name)).collect();
        if is_header(header, &normalised) {
            return Table {
                has_header: true,
                shop: shops::by_header(&normalised),
                names,
                normalised,
                positions: &[],
                header,
                rows: below,
            };
        }
        let numbered: Vec<String> = (1..=header.len()).map(|number| format!("#{number}")).collect();
        let known =
            if sample.delimiter == Delimiter::Spaces { shops::headerless(header.len()) } else { None };
        Table {
            has_header: false,
            normalised: numbered.clone(),
            names: numbered,
            shop: known.map(|(shop, _)| shop),
            positions: known.map_or(&[], |(_, positions)| positions),
            header: &[],
            rows: &sample.rows,
        }
    }

    /// A name of the header, byte for byte.
    pub fn heading(&self, column: usize) -> &[u8] {
        self.header.get(column).map_or(&[], Vec::as_slice)
    }

    /// The text of a cell.
    pub fn decoded(&self, cell: &[u8]) -> String {
        encoding::shown(cell)
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
        let column = |name: &str| self.normalised.iter().position(|known| known == name);
        self.names_of(role).filter_map(column)
    }
}

/// A header has a usual name, or nothing in it looks like a number or a date.
fn is_header(cells: &[Vec<u8>], normalised: &[String]) -> bool {
    let usual = |name: &String| names::USUAL.iter().any(|(_, names)| names.contains(&name.as_str()));
    let is_data = |cell: &Vec<u8>| {
        let cell = cell::value(cell);
        number::Decimal::read(cell, number::DecimalMark::Point).is_some() || date::read(cell).has_form()
    };
    normalised.iter().any(usual) || !cells.iter().any(is_data)
}
