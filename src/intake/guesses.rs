//! What each column may be, how sure that is and why: what a merchant is shown and can change.

use std::cmp::Reverse;

use super::chosen::Chosen;
use super::key_columns::KeyColumns;
use super::name_parts;
use super::names;
use super::preview::{ColumnPreview, FilePreview, RoleGuess, Why};
use super::profile::Profile;
use super::role::Role;
use super::sorted_map::SortedMap;
use super::sorting;
use super::table::{MOST_COLUMNS, Table};
use crate::list::Listed;

/// How many records are shown.
const RECORDS: usize = 8;
/// How many guesses a column keeps.
const GUESSES: usize = 4;
/// Cells are shown up to so many characters.
const CELL: usize = 80;

/// How sure what speaks for a role is, of 100.
mod confidence {
    pub const CHOSEN: u8 = 100;
    pub const SHOP: u8 = 98;
    /// The best of the usual names; the last of them has less by [`NAMES`].
    pub const NAME: u8 = 95;
    pub const NAMES: usize = 20;
    pub const PART: u8 = 60;
    pub const CELLS: u8 = 50;
    /// A form that many things have.
    pub const WEAK: u8 = 25;
    /// The name says so and the cells do not.
    pub const UNFIT: u8 = 10;
}

impl Table<'_> {
    /// Fills in the columns and the first records.
    pub fn preview(
        &self,
        profiles: &[Profile],
        columns: &SortedMap<Role, usize>,
        keys: &KeyColumns,
        preview: &mut FilePreview,
    ) {
        let mut guesses = self.by_names();
        for (column, guesses) in guesses.iter_mut().enumerate().take(MOST_COLUMNS) {
            self.add_weaker(column, &profiles[column], columns, guesses);
        }
        let used = self.used(columns, keys);
        let column = |(column, mut guesses): (usize, Vec<RoleGuess>)| {
            let is_used = |guess: &RoleGuess| used[column].iter().any(|role| role.name() == guess.role);
            if !guesses.iter().any(is_used) {
                guesses.extend(used[column].iter().map(|&role| self.by_use(role, column)));
            }
            // What is only compared with the amount stands behind what may be it.
            let is_gross = |guess: &RoleGuess| guess.role == Role::Gross.name();
            sorting::by_key(&mut guesses, |guess| {
                (!is_used(guess), is_gross(guess), Reverse(guess.confidence))
            });
            guesses.truncate(GUESSES);
            ColumnPreview {
                name: self.names[column].clone(),
                is_used: guesses.first().is_some_and(is_used),
                roles: guesses,
                filled_percent: (100 * profiles[column].filled / self.rows.len().max(1)).min(100) as u8,
                distinct: profiles[column].distinct as u32,
            }
        };
        preview.columns = guesses.into_iter().enumerate().take(MOST_COLUMNS).map(column).listed();
        preview.header_line = self.header_line;
        preview.shop = self.shop.map(|shop| shop.name.to_string());
        preview.records = self.rows.iter().take(RECORDS).map(|row| self.shown(row)).listed();
    }

    fn shown(&self, row: &[Vec<u8>]) -> Vec<String> {
        let cell = |column: usize| {
            let cell = row.get(column).map_or(&[][..], Vec::as_slice);
            // No character of these encodings has more than four bytes.
            let start = cell.get(..4 * CELL).unwrap_or(cell);
            self.decoded(start).trim().chars().take(CELL).collect()
        };
        (0..self.names.len().min(MOST_COLUMNS)).map(cell).listed()
    }

    /// The roles that each column is used for.
    fn used(&self, columns: &SortedMap<Role, usize>, keys: &KeyColumns) -> Vec<Vec<Role>> {
        let mut used = vec![Vec::new(); self.names.len()];
        for &(kind, column) in keys {
            used[column].extend(Role::of(kind.name()));
        }
        let is_key = |role: Role| matches!(role, Role::Account | Role::Email | Role::Phone | Role::Name);
        for (&role, &column) in columns.iter().filter(|&(&role, _)| !is_key(role)) {
            used[column].push(role);
        }
        used
    }

    /// What speaks for a role that a column has though no name gives it: a plain word for a customer, or its cells.
    fn by_use(&self, role: Role, column: usize) -> RoleGuess {
        if names::is_plain_customer(&self.normalised[column]) {
            return guess(role, confidence::NAME, Why::Name);
        }
        guess(role, confidence::CELLS, Why::Cells)
    }

    /// For each column what its name, the shop's table or the merchant says.
    fn by_names(&self) -> Vec<Vec<RoleGuess>> {
        let mut guesses: Vec<Vec<RoleGuess>> = vec![Vec::new(); self.names.len()];
        for (column, role) in self.positions.iter().enumerate() {
            guesses[column].extend(role.map(|role| guess(role, confidence::SHOP, Why::Shop)));
        }
        for role in Role::ALL {
            let names: Vec<&str> = self.names_of(role).listed();
            for (rank, name) in names.iter().enumerate() {
                let Some(column) = self.column_named(name) else { continue };
                let has_role = guesses[column].iter().any(|guess| guess.role == role.name());
                if !has_role && self.chosen[column] == Chosen::Open {
                    guesses[column].push(self.by_name(role, column, rank * confidence::NAMES / names.len()));
                }
            }
        }
        guesses
    }

    fn by_name(&self, role: Role, column: usize, less: usize) -> RoleGuess {
        let (sure, why) = match self.shop {
            Some(_) => (confidence::SHOP, Why::Shop),
            None => (confidence::NAME - less as u8, Why::Name),
        };
        guess(role, if self.fits(role, column) { sure } else { confidence::UNFIT }, why)
    }

    fn add_weaker(
        &self,
        column: usize,
        profile: &Profile,
        columns: &SortedMap<Role, usize>,
        guesses: &mut Vec<RoleGuess>,
    ) {
        let name = &self.normalised[column];
        if let Chosen::As(role) = self.chosen[column] {
            guesses.push(guess(role, confidence::CHOSEN, Why::Chosen));
        }
        for role in Role::ALL {
            let is_known = guesses.iter().any(|guess| guess.role == role.name());
            let by_part = !self.is_usual(column)
                && profile.filled > 0
                && name_parts::says(name, role)
                && self.fits(role, column);
            if !is_known && by_part {
                guesses.push(guess(role, confidence::PART, Why::Name));
            } else if !is_known && let Some(sure) = self.by_cells(role, column, profile, columns) {
                guesses.push(guess(role, sure, Why::Cells));
            }
        }
    }

    /// How sure the cells alone make a role.
    fn by_cells(
        &self,
        role: Role,
        column: usize,
        profile: &Profile,
        columns: &SortedMap<Role, usize>,
    ) -> Option<u8> {
        let weaker = || match name_parts::denies(&self.normalised[column], role) {
            true => confidence::WEAK,
            false => confidence::CELLS,
        };
        let is_plain = !profile.is_mostly(profile.dates.max(profile.decimals).max(profile.emails));
        let repeats = profile.distinct < profile.filled && profile.distinct > 1;
        match role {
            Role::OrderId if columns.get(&role) == Some(&column) => Some(confidence::CELLS),
            Role::OrderId => (is_plain
                && profile.filled == self.rows.len()
                && profile.distinct == profile.filled
                && profile.filled > 1)
                .then_some(confidence::WEAK),
            Role::Account => (is_plain && repeats && self.repeats(column)).then_some(confidence::CELLS),
            Role::Product => (is_plain && repeats && profile.small == 0).then_some(confidence::WEAK / 2),
            Role::Quantity => profile.clearly_is(role).then_some(confidence::WEAK),
            role => profile.clearly_is(role).then(weaker),
        }
    }
}

fn guess(role: Role, confidence: u8, why: Why) -> RoleGuess {
    RoleGuess { role: role.name().to_string(), confidence, why }
}
