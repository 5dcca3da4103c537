//! What is read from a file, decided on its first rows: the shop, the header, which column is what.

use std::collections::BTreeMap;

use super::Decode;
use super::cell::{self, date, number};
use super::encoding;
use super::identity::{self, Key, KeyKind};
use super::question::CustomerOption;
use super::records::Delimiter;
use super::role::{self, Role};
use super::sample::Sample;
use super::shops::{self, Layout, Shop};
use crate::error::Trouble;

/// What is read from a file.
#[derive(Clone, Debug)]
pub(super) struct Plan {
    /// How cells are separated.
    pub delimiter: Delimiter,
    /// The byte that ends a physical line.
    pub newline: u8,
    /// Whether the first record is a header.
    pub has_header: bool,
    /// The header's encoding, where its bytes tell.
    pub header_encoding: Option<&'static str>,
    /// The names of the columns as read; `#1`, `#2` ... without a header.
    pub names: Vec<String>,
    /// The shop whose export it is.
    pub shop: Option<&'static Shop>,
    /// The column of each role.
    pub columns: BTreeMap<Role, usize>,
    /// The columns that tell customers apart, the surest first.
    pub keys: Vec<(KeyKind, usize)>,
    /// Whether the merchant must say which column tells the customers apart, and the columns that could.
    pub candidates: Vec<CustomerOption>,
    /// How the numbers are written.
    pub mark: number::DecimalMark,
    /// The currency where no cell names one.
    pub currency: Option<&'static str>,
    /// Where the rows of an order carry its amount.
    pub layout: Layout,
    /// The header's bytes above the date column: a row that repeats them is a header again.
    pub date_heading: Vec<u8>,
}

impl Plan {
    /// Decides on the first rows. `chosen` is the merchant's customer column: a name, or empty for none.
    pub fn of(sample: &Sample, chosen: Option<&str>, decoder: &dyn Decode) -> Result<Plan, Trouble> {
        let table = Table::of(sample, decoder);
        let width = table.names.len();
        if width < 2 {
            return Err(Trouble::OneColumn);
        }
        if table.rows.is_empty() {
            return Err(Trouble::HeaderOnly);
        }
        let columns = table.columns()?;
        let money = columns.iter().filter(|(role, _)| role.is_money()).map(|(_, &column)| column);
        let mark = number::decimal_mark(money.clone().flat_map(|column| table.values(column)));
        let signed = money.clone().flat_map(|column| table.values(column));
        let sign = signed.filter_map(|cell| number::Decimal::read(cell, mark)?.1).next();
        let named = || money.clone().find_map(|column| currency_in_name(&table.names[column]));
        let currency = table.shop.and_then(|shop| shop.currency).or(sign).or_else(named);
        let (keys, candidates) = table.customer(&columns, chosen);
        let date_heading = match columns.get(&Role::Date) {
            Some(&column) if table.has_header => table.heading(column).to_vec(),
            _ => Vec::new(),
        };
        let own_amounts = columns.contains_key(&Role::LineId);
        Ok(Plan {
            delimiter: sample.delimiter,
            newline: sample.newline,
            has_header: table.has_header,
            header_encoding: table.header_encoding,
            shop: table.shop,
            keys,
            candidates,
            mark,
            currency,
            layout: match table.shop {
                Some(shop) => shop.layout,
                None if own_amounts => Layout::Parts,
                None => Layout::Told,
            },
            date_heading,
            columns,
            names: table.names,
        })
    }
}

/// `总价(元)` names its currency.
fn currency_in_name(name: &str) -> Option<&'static str> {
    name.trim_end_matches([')', '）']).ends_with('元').then_some("CNY")
}

/// The first rows under their header.
struct Table<'a> {
    has_header: bool,
    header_encoding: Option<&'static str>,
    names: Vec<String>,
    normalised: Vec<String>,
    shop: Option<&'static Shop>,
    positions: &'static [Option<Role>],
    header: &'a [Vec<u8>],
    rows: &'a [Vec<Vec<u8>>],
}

impl<'a> Table<'a> {
    fn of(sample: &'a Sample, decoder: &dyn Decode) -> Table<'a> {
        let (header, below) = match sample.rows.split_first() {
            Some((header, below)) => (header.as_slice(), below),
            None => (&[][..], &[][..]),
        };
        let encoding = encoding::guess(&header.join(&b' '));
        let decoded = |cell: &Vec<u8>| encoding::decode(decoder, encoding, cell.trim_ascii());
        let names: Vec<String> = header.iter().map(decoded).collect();
        let normalised: Vec<String> = names.iter().map(|name| role::normalised(name)).collect();
        if is_header(header, &normalised) {
            let ascii = header.iter().flatten().all(u8::is_ascii);
            return Table {
                has_header: true,
                header_encoding: (!ascii).then_some(encoding),
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
            header_encoding: None,
            normalised: numbered.clone(),
            names: numbered,
            shop: known.map(|(shop, _)| shop),
            positions: known.map_or(&[], |(_, positions)| positions),
            header: &[],
            rows: &sample.rows,
        }
    }

    fn heading(&self, column: usize) -> &[u8] {
        self.header.get(column).map_or(&[], Vec::as_slice)
    }

    /// The cleaned, non-empty cells of a column.
    fn values(&self, column: usize) -> impl Iterator<Item = &'a [u8]> + use<'a> {
        let cells = self.rows.iter().filter_map(move |row| row.get(column));
        cells.map(|cell| cell::value(cell)).filter(|cell| !cell.is_empty())
    }

    /// Whether at least half of a column's cells can be of this role; an empty column can.
    fn fits(&self, role: Role, column: usize) -> bool {
        use number::DecimalMark::{Comma, Point};
        let (mut fit, mut all) = (0, 0);
        for cell in self.values(column) {
            all += 1;
            fit += usize::from(role.fits(cell, Point) || role.fits(cell, Comma));
        }
        2 * fit >= all
    }

    fn names_of(&self, role: Role) -> impl Iterator<Item = &'static str> + use<> {
        let table = self.shop.map_or(role::USUAL, |shop| shop.columns);
        table.iter().filter(move |(known, _)| *known == role).flat_map(|(_, names)| names.iter().copied())
    }

    /// The columns with the names of a role, the best name first.
    fn named(&self, role: Role) -> impl Iterator<Item = usize> {
        let column = |name: &str| self.normalised.iter().position(|known| known == name);
        self.names_of(role).filter_map(column)
    }

    fn columns(&self) -> Result<BTreeMap<Role, usize>, Trouble> {
        let mut columns = BTreeMap::new();
        for (role, _) in self.shop.map_or(role::USUAL, |shop| shop.columns) {
            if let Some(column) = self.best(*role) {
                columns.entry(*role).or_insert(column);
            }
        }
        for (column, role) in self.positions.iter().enumerate() {
            if let Some(role) = role.filter(|role| self.fits(*role, column)) {
                columns.insert(role, column);
            }
        }
        if !self.has_header && self.positions.is_empty() {
            self.guess_columns(&mut columns);
        }
        if columns.get(&Role::Time) == columns.get(&Role::Date) {
            columns.remove(&Role::Time);
        }
        if !columns.contains_key(&Role::Date) {
            let named = self.named(Role::Date).next().is_some();
            return Err(if named { Trouble::NoReadableDate } else { Trouble::NoDateColumn });
        }
        let has = |role| columns.contains_key(&role);
        if !has(Role::Amount) && !has(Role::LineAmount) && !(has(Role::Quantity) && has(Role::UnitPrice)) {
            return Err(Trouble::NoAmountColumn);
        }
        Ok(columns)
    }

    /// The first column of that name that has something in it, else the first at all.
    fn best(&self, role: Role) -> Option<usize> {
        let fitting = || self.named(role).filter(|&column| self.fits(role, column));
        fitting().find(|&column| self.values(column).next().is_some()).or_else(|| fitting().next())
    }

    /// Without a header: the one column of dates, the one column of numbers with decimals.
    fn guess_columns(&self, columns: &mut BTreeMap<Role, usize>) {
        let all = |column: usize, test: &dyn Fn(&[u8]) -> bool| {
            self.values(column).next().is_some() && self.values(column).all(test)
        };
        let is_date = |cell: &[u8]| date::read(cell).has_form();
        let is_decimal = |cell: &[u8]| cell.contains(&b'.') && Role::Amount.fits(cell, Default::default());
        let only = |test: &dyn Fn(&[u8]) -> bool| {
            let mut found = (0..self.names.len()).filter(|&column| all(column, test));
            found.next().filter(|_| found.next().is_none())
        };
        columns.extend(only(&is_date).map(|column| (Role::Date, column)));
        columns.extend(only(&is_decimal).map(|column| (Role::Amount, column)));
    }

    /// The key columns, and what to ask where none is sure.
    fn customer(
        &self,
        columns: &BTreeMap<Role, usize>,
        chosen: Option<&str>,
    ) -> (Vec<(KeyKind, usize)>, Vec<CustomerOption>) {
        if let Some(chosen) = chosen {
            let column = self.names.iter().position(|name| name == chosen);
            if chosen.is_empty() || column.is_some() {
                let key = column.map(|column| (self.key_kind(column), column));
                return (key.into_iter().collect(), Vec::new());
            }
        }
        let mut keys: Vec<(KeyKind, usize)> = Vec::new();
        keys.extend(self.account(columns).map(|column| (KeyKind::Account, column)));
        keys.extend(self.named(Role::Email).next().map(|column| (KeyKind::Email, column)));
        keys.extend(self.named(Role::Phone).map(|column| (KeyKind::Phone, column)));
        if keys.iter().any(|&(kind, column)| self.has_keys(kind, column)) {
            return (keys, Vec::new());
        }
        let candidates = self.candidates(columns, keys.is_empty());
        if let Some(likeliest) = candidates.first() {
            keys.push((self.key_kind(*likeliest), *likeliest));
        }
        (keys, candidates.into_iter().map(|column| self.option(column)).collect())
    }

    fn account(&self, columns: &BTreeMap<Role, usize>) -> Option<usize> {
        let with_keys = self.named(Role::Account).find(|&column| self.has_keys(KeyKind::Account, column));
        with_keys.or_else(|| columns.get(&Role::Account).copied())
    }

    /// What a column that the merchant points at holds.
    fn key_kind(&self, column: usize) -> KeyKind {
        let kinds =
            [(Role::Email, KeyKind::Email), (Role::Phone, KeyKind::Phone), (Role::Name, KeyKind::Name)];
        let named = kinds.into_iter().find(|(role, _)| self.named(*role).any(|named| named == column));
        named.map_or(KeyKind::Account, |(_, kind)| kind)
    }

    fn has_keys(&self, kind: KeyKind, column: usize) -> bool {
        self.values(column).any(|cell| is_key(kind, cell))
    }

    /// Columns that could tell customers apart: by the name of a person, by a name that hints at customers,
    /// and, where no column is meant for that at all, by values that repeat as customers' do.
    fn candidates(&self, columns: &BTreeMap<Role, usize>, by_values: bool) -> Vec<usize> {
        const MOST: usize = 5;
        let used = |column: &usize| columns.iter().any(|(role, used)| *role != Role::Name && used == column);
        let mut found: Vec<usize> = self.named(Role::Name).collect();
        found.extend((0..self.names.len()).filter(|&c| role::hints_at_customer(&self.normalised[c])));
        found.retain(|column| !used(column) && self.has_keys(KeyKind::Account, *column));
        if found.is_empty() && by_values {
            found.extend((0..self.names.len()).filter(|column| !used(column) && self.repeats(*column)));
        }
        let mut seen = Vec::new();
        found.retain(|column| {
            !seen.contains(column) && {
                seen.push(*column);
                true
            }
        });
        found.truncate(MOST);
        found
    }

    /// Whether values come back as customers do: often enough, and none of them too often.
    fn repeats(&self, column: usize) -> bool {
        const FEWEST: usize = 20;
        let name = &self.normalised[column];
        let counts = self.counts(column);
        let usual = |(_, names): &(Role, &[&str])| names.contains(&name.as_str());
        let (distinct, rows) = (counts.len(), counts.values().sum::<usize>());
        let largest = counts.values().max().copied().unwrap_or(0);
        let is_word = |cell: &&[u8]| {
            cell.iter().all(|b| b.is_ascii_alphanumeric() || !b.is_ascii() || b"@._- ".contains(b))
        };
        rows >= FEWEST
            && distinct < rows
            && distinct * 10 >= rows
            && largest * 5 < rows
            && counts.keys().all(is_word)
            && !counts.keys().all(|cell| cell.contains(&b'.') || date::read(cell).has_form())
            && !role::USUAL.iter().any(usual)
            && !role::is_decoy(name)
            && !role::is_about_goods(name)
    }

    fn option(&self, column: usize) -> CustomerOption {
        let counts = self.counts(column);
        let (distinct, rows) = (counts.len() as u64, counts.values().sum::<usize>() as u64);
        CustomerOption { answer: self.names[column].clone(), distinct, rows }
    }

    /// How often each value of a column occurs.
    fn counts(&self, column: usize) -> BTreeMap<&[u8], usize> {
        let mut counts = BTreeMap::new();
        self.values(column).for_each(|cell| *counts.entry(cell).or_default() += 1);
        counts
    }
}

fn is_key(kind: KeyKind, cell: &[u8]) -> bool {
    matches!(identity::key(kind, &String::from_utf8_lossy(cell)), Key::Usable(_))
}

/// A header has a usual name, or nothing in it looks like a number or a date.
fn is_header(cells: &[Vec<u8>], normalised: &[String]) -> bool {
    let usual = |name: &String| role::USUAL.iter().any(|(_, names)| names.contains(&name.as_str()));
    let is_data = |cell: &Vec<u8>| {
        let cell = cell::value(cell);
        number::Decimal::read(cell, number::DecimalMark::Point).is_some() || date::read(cell).has_form()
    };
    normalised.iter().any(usual) || !cells.iter().any(is_data)
}
