//! What is read from a file, decided on its first rows: the shop, the header, which column is what.

use super::cell::number;
use super::chosen::{self, Chosen};
use super::currencies;
use super::currency_name;
use super::dates::Evidence;
use super::dialect::Dialect;
use super::header::HeaderRows;
use super::hints::Hints;
use super::key_columns::KeyColumns;
use super::names;
use super::no_orders;
use super::preview::FilePreview;
use super::profile::Profile;
use super::question::CustomerOption;
use super::rivals::Rivals;
use super::role::Role;
use super::sample::Sample;
use super::shops::{Layout, Shop};
use super::sorted_map::SortedMap;
use super::table::Table;
use super::unit;
use super::{Choices, DecimalMark};
use crate::error::Trouble;
use crate::list::Listed;
use crate::money::Currency;

/// What is read from a file.
#[derive(Clone, Debug)]
pub(super) struct Plan {
    /// How the file is written.
    pub dialect: Dialect,
    /// Where the header stands among the records.
    pub header: HeaderRows,
    /// The names of the columns as read; `#1`, `#2` ... without a header.
    pub names: Vec<String>,
    /// The shop whose export it is.
    pub shop: Option<&'static Shop>,
    /// The column of each role.
    pub columns: SortedMap<Role, usize>,
    /// The columns that tell customers apart, the surest first.
    pub keys: KeyColumns,
    /// The column of addresses, where the last key is a name with an address.
    pub address: Option<usize>,
    /// Whether the merchant must say which column tells the customers apart, and the columns that could.
    pub candidates: Vec<CustomerOption>,
    /// The column that says what a visitor did, in a log of that: only purchases are orders.
    pub events: Option<usize>,
    /// Columns of people who are no customers.
    pub other_people: Vec<usize>,
    /// How the numbers are written.
    pub mark: number::DecimalMark,
    /// What else could be the amount, or the date.
    pub rivals: Rivals,
    /// The roles that no name has given, but the cells.
    pub by_cells: Vec<Role>,
    /// The currency of the shop or of a column's name, where no cell names another.
    pub currency: Option<&'static str>,
    /// The powers of ten of columns of money that are in another unit than the currency's.
    pub units: Vec<(usize, i8)>,
    /// That of amounts that name none.
    pub unnamed: Currency,
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
    /// What it lacks to be orders by itself: another file must have it.
    pub lacks: Option<Trouble>,
    /// Columns that may name the rows of another file, where this one lacks something.
    pub links: Vec<usize>,
    /// How many columns are its own; those behind come from other files.
    pub width: usize,
}

impl Plan {
    /// Decides on the first rows. What a merchant must see of them goes into `preview`, whatever comes of it.
    pub fn of(sample: &Sample, choices: &Choices, preview: &mut FilePreview) -> Result<Plan, Trouble> {
        let table = Table::of(sample, choices);
        let profiles: Vec<Profile> = (0..table.names.len()).map(|column| table.profile(column)).listed();
        let (columns, by_cells) = table.columns(&profiles);
        let (keys, candidates) = table.customer(&columns, choices.customer_column.as_deref());
        table.preview(&profiles, &columns, &keys, preview);
        preview.first_rows = (!sample.is_all).then_some(table.rows.len() as u32);
        preview.delimiter = sample.dialect.delimiter.shown();
        if table.names.len() < 2 {
            return Err(Trouble::OneColumn);
        }
        chosen::check(choices)?;
        let nothing_below = |trouble| if table.rows.is_empty() { Trouble::HeaderOnly } else { trouble };
        let known = |trouble| no_orders::known(&table).unwrap_or(trouble);
        let lacks = table.lacks(&columns).map(known).map(nothing_below);
        if lacks == Some(Trouble::HeaderOnly) {
            return Err(Trouble::HeaderOnly);
        }
        let money = columns.iter().filter(|(role, _)| role.is_money()).map(|(_, &column)| column);
        let money: Vec<usize> = money.listed();
        let mark = table.decimal_mark(&columns, choices);
        let rivals = table.rivals(&profiles, &columns, mark);
        let named = || money.iter().find_map(|&column| currency_name::of(&table.names[column]));
        let currency = table.shop.and_then(|shop| shop.currency).or_else(named);
        let date_heading = match columns.get(&Role::Date) {
            Some(&column) if table.header.is_there => table.heading(column).to_vec(),
            _ => Vec::new(),
        };
        let own_amounts = columns.contains_key(&Role::LineId);
        Ok(Plan {
            dialect: sample.dialect,
            header: table.header,
            shop: table.shop,
            address: table.address(&keys),
            keys,
            candidates,
            events: table.events(),
            other_people: table.other_people(),
            mark,
            rivals,
            by_cells,
            currency,
            units: units(&table.names),
            unnamed: currencies::unnamed(choices),
            layout: match table.shop {
                Some(shop) => shop.layout,
                None if own_amounts => Layout::Parts,
                None => Layout::Told,
            },
            sum: table.sum(&columns),
            hints: Hints::of(&table, &columns),
            date_witness: table.date_witness(columns.get(&Role::Date).copied()),
            date_heading,
            links: if lacks.is_some() { table.links() } else { Vec::new() },
            lacks,
            width: table.names.len(),
            columns,
            names: table.names,
        })
    }
}

fn units(names: &[String]) -> Vec<(usize, i8)> {
    let powers = names.iter().map(|name| unit::of(name)).enumerate();
    powers.filter(|(_, power)| *power != 0).listed()
}

impl Table<'_> {
    /// The column of each role, and the roles that only the cells have given.
    fn columns(&self, profiles: &[Profile]) -> (SortedMap<Role, usize>, Vec<Role>) {
        let mut columns = SortedMap::default();
        let shops = self.shop.map_or(&[][..], |shop| shop.columns);
        let roles = shops.iter().map(|(role, _)| *role).chain(Role::ALL);
        for role in roles {
            if let Some(column) = self.best(role) {
                columns.or_insert_with(role, || column);
            }
        }
        for (column, role) in self.positions.iter().enumerate() {
            if let Some(role) = role.filter(|role| self.is_free(*role, column)) {
                columns.insert(role, column);
            }
        }
        let by_cells = match self.shop {
            Some(_) => Vec::new(),
            None => self.add_by_cells(profiles, &mut columns),
        };
        let by_cells = self.price_as_amount(profiles, &mut columns, by_cells);
        if columns.get(&Role::Time) == columns.get(&Role::Date) {
            columns.remove(&Role::Time);
        }
        self.part_statuses(&mut columns);
        let gross = columns.get(&Role::Gross);
        if !columns.contains_key(&Role::Refund) || gross == columns.get(&Role::Amount) {
            columns.remove(&Role::Gross);
        }
        (columns, by_cells)
    }

    /// How the numbers are written: as the column of amounts tells, else the others; where none does, as was chosen.
    fn decimal_mark(&self, columns: &SortedMap<Role, usize>, choices: &Choices) -> number::DecimalMark {
        let of = |role: Role| {
            columns
                .get(&role)
                .and_then(|&column| number::told_mark(self.distinct(column).iter().map(|value| value.cell)))
        };
        let told = || Role::ALL.into_iter().filter(|role| role.is_money()).find_map(of);
        let chosen = || match choices.decimal_mark {
            Some(DecimalMark::Comma) => number::DecimalMark::Comma,
            _ => number::DecimalMark::Point,
        };
        told().unwrap_or_else(chosen)
    }

    /// Where nothing counts pieces, a price is what the row comes to.
    fn price_as_amount(
        &self,
        profiles: &[Profile],
        columns: &mut SortedMap<Role, usize>,
        mut by_cells: Vec<Role>,
    ) -> Vec<Role> {
        let counts =
            |column: usize| profiles[column].clearly_is(Role::Quantity) && self.is_unnamed(column, columns);
        let has_pieces = columns.contains_key(&Role::Quantity) || (0..self.names.len()).any(counts);
        let price = columns.get(&Role::UnitPrice).copied();
        if let Some(price) = price.filter(|_| self.shop.is_none() && !has_pieces && !self.has_amount(columns))
        {
            columns.insert(Role::Amount, price);
            by_cells.push(Role::Amount);
        }
        by_cells
    }

    fn is_free(&self, role: Role, column: usize) -> bool {
        self.chosen[column].allows(role) && self.named(role).next().is_none() && self.fits(role, column)
    }

    /// What these columns lack to be those of orders.
    fn lacks(&self, columns: &SortedMap<Role, usize>) -> Option<Trouble> {
        if !columns.contains_key(&Role::Date) {
            let named = self.named(Role::Date).next().is_some();
            return Some(if named { Trouble::NoReadableDate } else { Trouble::NoDateColumn });
        }
        (!self.has_amount(columns)).then_some(Trouble::NoAmountColumn)
    }

    /// The columns whose names say that they name something.
    fn links(&self) -> Vec<usize> {
        let is_id = |&column: &usize| names::is_id(&self.normalised[column]);
        (0..self.names.len()).filter(is_id).listed()
    }

    /// The shop's columns that make an amount, where the amount is the column that the shop has for it.
    fn sum(&self, columns: &SortedMap<Role, usize>) -> Vec<(usize, bool)> {
        let base = columns.get(&Role::Amount).or(columns.get(&Role::LineAmount)).copied();
        let Some(shop) = self.shop.filter(|_| {
            self.named(Role::Amount).chain(self.named(Role::LineAmount)).any(|named| Some(named) == base)
        }) else {
            return Vec::new();
        };
        let column = |name: &str| self.normalised.iter().position(|known| known == name);
        shop.sum.iter().filter_map(|&(name, plus)| Some((column(name)?, plus))).listed()
    }

    /// A status of payment beside another of the order: where there is one alone it is the order's.
    fn part_statuses(&self, columns: &mut SortedMap<Role, usize>) {
        let payment = columns.get(&Role::PaymentStatus).copied();
        let has_words = |&column: &usize| !self.distinct(column).is_empty();
        let other = self.named(Role::Status).filter(has_words).find(|&column| Some(column) != payment);
        if columns.get(&Role::Status).copied() != payment {
            return;
        }
        match other {
            Some(other) => columns.insert(Role::Status, other),
            None => columns.remove(&Role::PaymentStatus),
        };
    }

    /// The column that the merchant has named, else the first column of that name that has something in it, else
    /// one that a part of its name gives the role, else the first of that name.
    fn best(&self, role: Role) -> Option<usize> {
        let is_flag = |column: usize| role == Role::Amount && self.is_paid_flag(column);
        let is_chosen = |column: usize| self.chosen[column] == Chosen::As(role);
        let fits = |&column: &usize| is_chosen(column) || self.fits(role, column) && !is_flag(column);
        let fitting = || self.named(role).filter(fits);
        let has_cells = |&column: &usize| is_chosen(column) || !self.distinct(column).is_empty();
        // What goods alone come to is the amount where nothing says what the order does.
        let is_whole = |column: &usize| {
            is_chosen(*column) || role != Role::Amount || self.shop.is_some() || !self.is_component(*column)
        };
        let filled = || fitting().filter(has_cells);
        let found = filled().find(is_whole).or_else(|| self.best_by_parts(role));
        found.or_else(|| filled().next()).or_else(|| fitting().next())
    }

    fn best_by_parts(&self, role: Role) -> Option<usize> {
        let mut found: Vec<usize> = self.by_parts(role).listed();
        if role == Role::Amount {
            return found.into_iter().min_by_key(|&column| self.is_component(column));
        }
        if role == Role::Date {
            self.earliest_first(&mut found);
        }
        found.first().copied()
    }

    /// `paid` with nothing but 0 and 1 says whether, not how much.
    fn is_paid_flag(&self, column: usize) -> bool {
        matches!(self.normalised[column].as_str(), "paid" | "payment") && self.is_bits(column)
    }
}
