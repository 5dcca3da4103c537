//! Which columns tell the customers apart, and what to ask where none surely does.

use std::collections::BTreeMap;

use super::cell::date;
use super::identity::{self, Key, KeyKind};
use super::names;
use super::question::CustomerOption;
use super::role::Role;
use super::table::Table;

/// Key columns and their kinds, the surest first.
pub(super) type KeyColumns = Vec<(KeyKind, usize)>;

impl Table<'_> {
    /// The key columns, and what to ask where none is sure.
    pub fn customer(
        &self,
        columns: &BTreeMap<Role, usize>,
        chosen: Option<&str>,
    ) -> (KeyColumns, Vec<CustomerOption>) {
        if let Some(chosen) = chosen {
            let column = self.names.iter().position(|name| name == chosen);
            if chosen.is_empty() || column.is_some() {
                let key = column.map(|column| (self.key_kind(column), column));
                return (key.into_iter().collect(), Vec::new());
            }
        }
        let mut keys: KeyColumns = Vec::new();
        keys.extend(self.account(columns).map(|column| (KeyKind::Account, column)));
        keys.extend(self.named(Role::Email).next().map(|column| (KeyKind::Email, column)));
        keys.extend(self.named(Role::Phone).map(|column| (KeyKind::Phone, column)));
        if keys.iter().any(|&(kind, column)| self.has_keys(kind, column)) {
            return (keys, Vec::new());
        }
        if let Some(column) = self.plain_customer() {
            keys.push((KeyKind::Account, column));
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

    /// A column that is simply named "customer", in a file that has nothing surer.
    fn plain_customer(&self) -> Option<usize> {
        let plain = |&column: &usize| names::is_plain_customer(&self.normalised[column]);
        (0..self.names.len()).filter(plain).find(|&column| self.has_keys(KeyKind::Account, column))
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
        found.extend((0..self.names.len()).filter(|&c| names::hints_at_customer(&self.normalised[c])));
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
            && !names::USUAL.iter().any(usual)
            && !names::is_decoy(name)
            && !names::is_about_goods(name)
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
