//! The first rows of a file under their header: names, and what cells look like.

use super::Choices;
use super::cell;
use super::chosen::{self, Chosen};
use super::delimiter::Delimiter;
use super::distinct::{Column, Value};
use super::encoding;
use super::header::{Header, HeaderRows};
use super::names;
use super::names_abroad;
use super::role::Role;
use super::sample::Sample;
use super::shops::{self, Shop};
use super::sorted_map::SortedMap;
use super::words;
use crate::list::Listed;

/// Columns beyond these are looked for by whole names alone.
pub(super) const MOST_COLUMNS: usize = 2_000;

/// The first rows under their header.
pub(super) struct Table<'a> {
    /// Where the header stands.
    pub header: HeaderRows,
    /// The line that it stands on.
    pub header_line: Option<u32>,
    /// The names of the columns as read; `#1`, `#2` ... where there is none, `name (2)` where it is there twice.
    pub names: Vec<String>,
    /// The same, as they are compared; equal names stay equal.
    pub normalised: Vec<String>,
    /// The shop whose export it is.
    pub shop: Option<&'static Shop>,
    /// What the columns of an export without a header are.
    pub positions: &'static [Option<Role>],
    /// What the merchant has said of the columns.
    pub chosen: Vec<Chosen>,
    /// The columns of each normalised name.
    by_name: SortedMap<String, Vec<usize>>,
    /// Which of the normalised names are usual ones.
    usual: Vec<bool>,
    heading: &'a [Vec<u8>],
    /// The rows below the header.
    pub rows: &'a [Vec<Vec<u8>>],
    columns: Vec<Column<'a>>,
    /// For each role the columns with its names, the best name first.
    by_role: Vec<Vec<usize>>,
}

impl<'a> Table<'a> {
    /// Decides whether there is a header, and whose export it is.
    pub fn of(sample: &'a Sample, choices: &Choices) -> Table<'a> {
        let Header { rows: header, names } = Header::of(&sample.rows);
        let rows = sample.rows.get(header.len()..).unwrap_or_default();
        let columns = |width: usize| (0..width).map(|column| Column::of(rows, column)).listed();
        if header.is_there {
            let columns = columns(names.len());
            let normalised: Vec<String> = names.iter().map(|name| names::normalised(name)).listed();
            let by_name = by_name(&normalised);
            let names = told_apart(names);
            let table = Table {
                header,
                header_line: sample.lines.get(header.above).copied(),
                shop: shops::by_header(&normalised).filter(|_| !choices.as_plain_tables),
                chosen: chosen::of(&names, choices),
                usual: normalised.iter().map(|name| names::is_usual(name)).listed(),
                by_name,
                names,
                normalised,
                positions: &[],
                heading: sample.rows[header.above].as_slice(),
                rows,
                columns,
                by_role: Vec::new(),
            };
            return table.with_roles();
        }
        let width = rows.first().map_or(0, Vec::len);
        let numbered: Vec<String> = (1..=width).map(|number| format!("#{number}")).listed();
        let may_be_known = sample.dialect.delimiter == Delimiter::Spaces && !choices.as_plain_tables;
        let known = if may_be_known { shops::headerless(width) } else { None };
        Table {
            header,
            header_line: None,
            chosen: chosen::of(&numbered, choices),
            by_name: SortedMap::default(),
            usual: vec![false; width],
            normalised: numbered.clone(),
            names: numbered,
            shop: known.map(|(shop, _)| shop),
            positions: known.map_or(&[], |(_, positions)| positions),
            heading: &[],
            rows,
            columns: columns(width),
            by_role: Vec::new(),
        }
    }

    fn with_roles(self) -> Table<'a> {
        let columns = |name: &str| self.columns_named(name).iter().copied();
        let of = |role: Role| self.names_of(role).flat_map(columns).listed();
        Table { by_role: Role::ALL.into_iter().map(of).listed(), ..self }
    }

    /// A name of the header, byte for byte.
    pub fn heading(&self, column: usize) -> &[u8] {
        self.heading.get(column).map_or(&[], Vec::as_slice)
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

    /// The distinct values of a column.
    pub fn distinct(&self, column: usize) -> &[Value<'a>] {
        &self.columns[column].values
    }

    /// How many rows have something in a column.
    pub fn filled(&self, column: usize) -> usize {
        self.columns[column].filled()
    }

    /// When each row's cell of a column was.
    pub fn moments(&self, column: usize) -> &[Option<i64>] {
        self.columns[column].moments()
    }

    /// The first column of a normalised name.
    pub fn column_named(&self, name: &str) -> Option<usize> {
        self.columns_named(name).first().copied()
    }

    /// The columns of a normalised name.
    fn columns_named(&self, name: &str) -> &[usize] {
        self.by_name.get(name).map_or(&[], Vec::as_slice)
    }

    /// Whether a column has one of the usual names, of any role.
    pub fn is_usual(&self, column: usize) -> bool {
        self.usual[column]
    }

    /// Whether at least half of a column's cells can be of this role; an empty column can.
    pub fn fits(&self, role: Role, column: usize) -> bool {
        role.form().is_none_or(|form| self.columns[column].fits(form))
    }

    /// The columns that may be of a role by what the merchant has said, else by their names, the best name first.
    pub fn named(&self, role: Role) -> impl Iterator<Item = usize> {
        let is_chosen = move |&column: &usize| self.chosen[column] == Chosen::As(role);
        let chosen = (0..self.names.len()).filter(is_chosen);
        let open = move |&column: &usize| self.chosen[column] == Chosen::Open;
        chosen.chain(self.by_role.get(role as usize).into_iter().flatten().copied().filter(open))
    }

    /// Whether a column says nothing but 0 and 1.
    pub fn is_bits(&self, column: usize) -> bool {
        self.distinct(column).iter().all(|value| matches!(value.cell, b"0" | b"1"))
    }

    /// The names of a role, the best first: those of the shop, or the usual ones.
    pub fn names_of(&self, role: Role) -> impl Iterator<Item = &'static str> + use<> {
        let tables = match self.shop {
            Some(shop) => [shop.columns, &[]],
            None => [names::USUAL, names_abroad::USUAL],
        };
        let of_role = tables.into_iter().flatten().filter(move |(known, _)| *known == role);
        of_role.flat_map(|(_, names)| words::each(names))
    }
}

fn by_name(normalised: &[String]) -> SortedMap<String, Vec<usize>> {
    let mut columns: SortedMap<String, Vec<usize>> = SortedMap::default();
    for (column, name) in normalised.iter().enumerate() {
        columns.or_default(name.clone()).push(column);
    }
    columns
}

/// Names that are all different and not empty.
fn told_apart(mut names: Vec<String>) -> Vec<String> {
    let mut seen: SortedMap<String, usize> = SortedMap::default();
    for (column, name) in names.iter_mut().enumerate() {
        if name.is_empty() {
            *name = format!("#{}", column + 1);
        }
        let times = seen.or_default(name.clone());
        *times += 1;
        if *times > 1 {
            *name = format!("{name} ({times})");
        }
    }
    names
}
