//! What is read from a file, decided on its first rows: the shop, the header, which column is what.

use std::collections::BTreeMap;

use super::Decode;
use super::cell::{date, number};
use super::currency_name;
use super::dates::Evidence;
use super::hints::Hints;
use super::key_columns::KeyColumns;
use super::names;
use super::question::CustomerOption;
use super::records::Delimiter;
use super::role::Role;
use super::sample::Sample;
use super::shops::{Layout, Shop};
use super::table::Table;
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
    pub keys: KeyColumns,
    /// Whether the merchant must say which column tells the customers apart, and the columns that could.
    pub candidates: Vec<CustomerOption>,
    /// How the numbers are written.
    pub mark: number::DecimalMark,
    /// The currency of the shop or of a column's name, where no cell names another.
    pub currency: Option<&'static str>,
    /// Where the rows of an order carry its amount.
    pub layout: Layout,
    /// Columns that are added to the amount of a row (`true`) or taken off it.
    pub sum: Vec<(usize, bool)>,
    /// What else names and first rows give away.
    pub hints: Hints,
    /// What other columns of dates say of how this one's are read.
    pub date_witness: Evidence,
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
        let nothing_below = |trouble| if table.rows.is_empty() { Trouble::HeaderOnly } else { trouble };
        let columns = table.columns().map_err(nothing_below)?;
        let money = columns.iter().filter(|(role, _)| role.is_money()).map(|(_, &column)| column);
        let mark = number::decimal_mark(money.clone().flat_map(|column| table.values(column)));
        let named = || money.clone().find_map(|column| currency_name::of(&table.names[column]));
        let currency = table.shop.and_then(|shop| shop.currency).or_else(named);
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
            sum: table.sum(&columns),
            hints: Hints::of(&table, &columns),
            date_heading,
            date_witness: table.date_witness(columns.get(&Role::Date).copied()),
            columns,
            names: table.names,
        })
    }
}

impl Table<'_> {
    /// The column of each role.
    fn columns(&self) -> Result<BTreeMap<Role, usize>, Trouble> {
        let mut columns = BTreeMap::new();
        for (role, _) in self.shop.map_or(names::USUAL, |shop| shop.columns) {
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
        self.part_statuses(&mut columns);
        let gross = columns.get(&Role::Gross);
        if !columns.contains_key(&Role::Refund) || gross == columns.get(&Role::Amount) {
            columns.remove(&Role::Gross);
        }
        if !columns.contains_key(&Role::Date) {
            let named = self.named(Role::Date).next().is_some();
            return Err(if named { Trouble::NoReadableDate } else { Trouble::NoDateColumn });
        }
        let has = |role| columns.contains_key(&role);
        let has_amount =
            has(Role::Amount) || has(Role::LineAmount) || has(Role::Quantity) && has(Role::UnitPrice);
        if has_amount { Ok(columns) } else { Err(Trouble::NoAmountColumn) }
    }

    /// The shop's columns that make an amount, where the amount is the column that the shop has for it.
    fn sum(&self, columns: &BTreeMap<Role, usize>) -> Vec<(usize, bool)> {
        let base = columns.get(&Role::Amount).or(columns.get(&Role::LineAmount)).copied();
        let Some(shop) = self.shop.filter(|_| {
            self.named(Role::Amount).chain(self.named(Role::LineAmount)).any(|named| Some(named) == base)
        }) else {
            return Vec::new();
        };
        let column = |name: &str| self.normalised.iter().position(|known| known == name);
        shop.sum.iter().filter_map(|&(name, plus)| Some((column(name)?, plus))).collect()
    }

    /// A status of payment beside another of the order: where there is one alone it is the order's.
    fn part_statuses(&self, columns: &mut BTreeMap<Role, usize>) {
        let payment = columns.get(&Role::PaymentStatus).copied();
        let has_words = |&column: &usize| self.values(column).next().is_some();
        let other = self.named(Role::Status).filter(has_words).find(|&column| Some(column) != payment);
        if columns.get(&Role::Status).copied() != payment {
            return;
        }
        match other {
            Some(other) => columns.insert(Role::Status, other),
            None => columns.remove(&Role::PaymentStatus),
        };
    }

    /// The first column of that name that has something in it, else the first at all.
    fn best(&self, role: Role) -> Option<usize> {
        let is_flag = |column: usize| role == Role::Amount && self.is_paid_flag(column);
        let fitting = || self.named(role).filter(|&column| self.fits(role, column) && !is_flag(column));
        fitting().find(|&column| self.values(column).next().is_some()).or_else(|| fitting().next())
    }

    /// `paid` with nothing but 0 and 1 says whether, not how much.
    fn is_paid_flag(&self, column: usize) -> bool {
        let is_bit = |cell: &[u8]| matches!(cell, b"0" | b"1");
        matches!(self.normalised[column].as_str(), "paid" | "payment") && self.values(column).all(is_bit)
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
}
