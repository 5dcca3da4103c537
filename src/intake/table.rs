//! The first rows of a file under their header: names, and what cells look like.

use std::collections::{BTreeMap, BTreeSet};

use super::cell::{self, date, number};
use super::chosen::{self, Chosen};
use super::encoding;
use super::names;
use super::names_abroad;
use super::records::Delimiter;
use super::role::Role;
use super::sample::Sample;
use super::shops::{self, Shop};
use super::{Choices, Decode};

/// Columns beyond these are looked for by whole names alone.
pub(super) const MOST_COLUMNS: usize = 2_000;

/// The first rows under their header.
pub(super) struct Table<'a> {
    /// Whether the first record is a header.
    pub has_header: bool,
    /// The header's encoding, where its bytes tell.
    pub header_encoding: Option<&'static str>,
    /// The names of the columns as read; `#1`, `#2` ... without a header.
    pub names: Vec<String>,
    /// The same, as they are compared.
    pub normalised: Vec<String>,
    /// The shop whose export it is.
    pub shop: Option<&'static Shop>,
    /// What the columns of an export without a header are.
    pub positions: &'static [Option<Role>],
    /// What the merchant has said of the columns.
    pub chosen: Vec<Chosen>,
    /// The first column of each normalised name.
    by_name: BTreeMap<String, usize>,
    /// Those of the normalised names that are usual ones.
    usual: BTreeSet<&'static str>,
    header: &'a [Vec<u8>],
    /// The rows below the header.
    pub rows: &'a [Vec<Vec<u8>>],
    decoder: &'a dyn Decode,
}

impl<'a> Table<'a> {
    /// Decides whether there is a header, and whose export it is.
    pub fn of(sample: &'a Sample, choices: &Choices, decoder: &'a dyn Decode) -> Table<'a> {
        let (header, below) = match sample.rows.split_first() {
            Some((header, below)) => (header.as_slice(), below),
            None => (&[][..], &[][..]),
        };
        let encoding = encoding::guess(&header.join(&b' '));
        let decoded = |cell: &Vec<u8>| encoding::decode(decoder, encoding, cell.trim_ascii());
        let names: Vec<String> = header.iter().map(decoded).collect();
        let normalised: Vec<String> = names.iter().map(|name| names::normalised(name)).collect();
        if is_header(header, &normalised) {
            let ascii = header.iter().flatten().all(u8::is_ascii);
            let by_name = by_name(&normalised);
            return Table {
                has_header: true,
                header_encoding: (!ascii).then_some(encoding),
                shop: shops::by_header(&normalised).filter(|_| !choices.as_plain_tables),
                chosen: chosen::of(&names, choices),
                usual: names::usual().filter(|name| by_name.contains_key(*name)).collect(),
                by_name,
                names,
                normalised,
                positions: &[],
                header,
                rows: below,
                decoder,
            };
        }
        let numbered: Vec<String> = (1..=header.len()).map(|number| format!("#{number}")).collect();
        let may_be_known = sample.delimiter == Delimiter::Spaces && !choices.as_plain_tables;
        let known = if may_be_known { shops::headerless(header.len()) } else { None };
        Table {
            has_header: false,
            header_encoding: None,
            chosen: chosen::of(&numbered, choices),
            by_name: BTreeMap::new(),
            usual: BTreeSet::new(),
            normalised: numbered.clone(),
            names: numbered,
            shop: known.map(|(shop, _)| shop),
            positions: known.map_or(&[], |(_, positions)| positions),
            header: &[],
            rows: &sample.rows,
            decoder,
        }
    }

    /// A name of the header, byte for byte.
    pub fn heading(&self, column: usize) -> &[u8] {
        self.header.get(column).map_or(&[], Vec::as_slice)
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

    /// The first column of a normalised name.
    pub fn column_named(&self, name: &str) -> Option<usize> {
        self.by_name.get(name).copied()
    }

    /// Whether a column has one of the usual names, of any role.
    pub fn is_usual(&self, column: usize) -> bool {
        self.usual.contains(self.normalised[column].as_str())
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

    /// The columns that may be of a role by what the merchant has said, else by their names, the best name first.
    pub fn named(&self, role: Role) -> impl Iterator<Item = usize> {
        let is_chosen = move |&column: &usize| self.chosen[column] == Chosen::As(role);
        let chosen = (0..self.names.len()).filter(is_chosen);
        let column = |name: &str| self.column_named(name);
        let open = move |&column: &usize| self.chosen[column] == Chosen::Open;
        chosen.chain(self.names_of(role).filter_map(column).filter(open))
    }

    /// Whether a column says nothing but 0 and 1.
    pub fn is_bits(&self, column: usize) -> bool {
        self.values(column).all(|cell| matches!(cell, b"0" | b"1"))
    }

    /// The names of a role, the best first: those of the shop, or the usual ones.
    pub fn names_of(&self, role: Role) -> impl Iterator<Item = &'static str> + use<> {
        let tables = match self.shop {
            Some(shop) => [shop.columns, &[]],
            None => [names::USUAL, names_abroad::USUAL],
        };
        let of_role = tables.into_iter().flatten().filter(move |(known, _)| *known == role);
        of_role.flat_map(|(_, names)| names.iter().copied())
    }
}

fn by_name(normalised: &[String]) -> BTreeMap<String, usize> {
    let columns = normalised.iter().enumerate().rev();
    columns.map(|(column, name)| (name.clone(), column)).collect()
}

/// A header has a usual name, or nothing in it looks like a number or a date.
fn is_header(cells: &[Vec<u8>], normalised: &[String]) -> bool {
    let usual = |name: &String| names::is_usual(name);
    let is_data = |cell: &Vec<u8>| {
        let cell = cell::value(cell);
        number::Decimal::read(cell, number::DecimalMark::Point).is_some() || date::read(cell).has_form()
    };
    normalised.iter().any(usual) || !cells.iter().any(is_data)
}
