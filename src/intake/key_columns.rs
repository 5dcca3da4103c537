//! Which columns tell the customers apart, and what to ask where none surely does.

use super::cell;
use super::chosen::Chosen;
use super::distinct::Value;
use super::identity::{self, Key, KeyKind};
use super::names;
use super::other_people;
use super::person_names::is_person_name;
use super::question::CustomerOption;
use super::role::Role;
use super::sorted_map::SortedMap;
use super::table::Table;
use crate::list::Listed;

/// Key columns and their kinds, the surest first.
pub(super) type KeyColumns = Vec<(KeyKind, usize)>;

impl Table<'_> {
    /// The key columns, and what to ask where none is sure.
    pub fn customer(
        &self,
        columns: &SortedMap<Role, usize>,
        chosen: Option<&str>,
    ) -> (KeyColumns, Vec<CustomerOption>) {
        if let Some(chosen) = chosen {
            let column = self.names.iter().position(|name| name == chosen);
            if chosen.is_empty() || column.is_some() {
                let key = column.map(|column| (self.key_kind(column), column));
                return (key.into_iter().listed(), Vec::new());
            }
        }
        let mut keys: KeyColumns = Vec::new();
        keys.extend(self.account(columns).map(|column| (KeyKind::Account, column)));
        keys.extend(self.told(Role::Email, columns).map(|column| (KeyKind::Email, column)));
        keys.extend(self.told(Role::Phone, columns).map(|column| (KeyKind::Phone, column)));
        let has_keys = keys.iter().any(|&(kind, column)| self.has_keys(kind, column));
        let last_resort =
            self.name_and_address(&keys).filter(|_| has_keys || self.plain_customer().is_none());
        keys.extend(last_resort.map(|(name, _)| (KeyKind::NameAndAddress, name)));
        let is_found = has_keys || last_resort.is_some();
        // The merchant's word makes a name a key, where there is none that is surer.
        let is_name = |&column: &usize| self.chosen[column] == Chosen::As(Role::Name);
        let name = (0..self.names.len()).find(is_name).filter(|_| !is_found);
        keys.extend(name.map(|column| (KeyKind::Name, column)));
        if is_found || name.is_some() {
            return (keys, Vec::new());
        }
        if let Some(column) = self.plain_customer() {
            keys.push((KeyKind::Account, column));
            return (keys, Vec::new());
        }
        // What repeats in the export of a known shop is known, and is no customer.
        let mut candidates = self.candidates(columns, keys.is_empty() && self.shop.is_none());
        if chosen.is_some() {
            // The answer was about another file. It is not asked again: what is not plain stays open.
            let only = candidates.pop().filter(|_| candidates.is_empty());
            keys.extend(only.map(|column| (self.key_kind(column), column)));
            return (keys, Vec::new());
        }
        if let Some(likeliest) = candidates.first() {
            keys.push((self.key_kind(*likeliest), *likeliest));
        }
        (keys, candidates.into_iter().map(|column| self.option(column)).listed())
    }

    fn account(&self, columns: &SortedMap<Role, usize>) -> Option<usize> {
        let with_keys = self.named(Role::Account).find(|&column| self.has_keys(KeyKind::Account, column));
        with_keys.or_else(|| columns.get(&Role::Account).copied())
    }

    /// The columns with the names of a role; without any, the one that its cells give away.
    fn told(&self, role: Role, columns: &SortedMap<Role, usize>) -> impl Iterator<Item = usize> {
        let by_cells = columns.get(&role).copied().filter(|_| self.named(role).next().is_none());
        self.named(role).chain(by_cells)
    }

    /// A column that is simply named "customer", in a file that has nothing surer.
    fn plain_customer(&self) -> Option<usize> {
        let is_open = |column: usize| self.chosen[column].allows(Role::Account);
        let plain = |&column: &usize| is_open(column) && names::is_plain_customer(&self.normalised[column]);
        let is_sure = |&column: &usize| self.is_spread(column) && !self.has_person_names(column);
        (0..self.names.len()).filter(plain).find(is_sure)
    }

    /// Whether most of a column's values look like names of persons, which several people may share.
    fn has_person_names(&self, column: usize) -> bool {
        let values = self.distinct(column);
        let names = values.iter().filter(|value| is_person_name(&self.decoded(value.cell))).count();
        2 * names > values.len()
    }

    /// Whether a column has as many different keys as customers are: a level or a type has few.
    fn is_spread(&self, column: usize) -> bool {
        /// No shop has as many levels of customers.
        const MANY: usize = 20;
        let (mut distinct, mut rows) = (0, 0);
        for value in self.distinct(column).iter().filter(|value| self.is_key(KeyKind::Account, value.cell)) {
            distinct += 1;
            rows += value.rows;
        }
        // So few orders may well be one customer's.
        let several = distinct > 1 || rows < 10;
        several && (distinct >= MANY || distinct * 10 >= rows) && !self.is_flag(column)
    }

    /// Whether a column says yes or no, or what type a customer is, and not who.
    fn is_flag(&self, column: usize) -> bool {
        let is_word = |cell: &[u8]| names::is_flag(&names::normalised(&self.decoded(cell)));
        self.distinct(column).iter().all(|value| is_word(value.cell))
    }

    /// What a column that the merchant points at holds.
    fn key_kind(&self, column: usize) -> KeyKind {
        let kinds =
            [(Role::Email, KeyKind::Email), (Role::Phone, KeyKind::Phone), (Role::Name, KeyKind::Name)];
        let named = kinds.into_iter().find(|(role, _)| self.named(*role).any(|named| named == column));
        named.map_or(KeyKind::Account, |(_, kind)| kind)
    }

    fn has_keys(&self, kind: KeyKind, column: usize) -> bool {
        self.distinct(column).iter().any(|value| self.is_key(kind, value.cell)) && !self.is_flag(column)
    }

    fn is_key(&self, kind: KeyKind, cell: &[u8]) -> bool {
        matches!(identity::key(kind, &self.decoded(cell)), Key::Usable(_))
    }

    /// Columns that could tell customers apart: by the name of a person, by a name that hints at customers,
    /// and, where no column is meant for that at all, by values that repeat as customers' do.
    fn candidates(&self, columns: &SortedMap<Role, usize>, by_values: bool) -> Vec<usize> {
        const MOST: usize = 5;
        let used = |column: &usize| columns.iter().any(|(role, used)| *role != Role::Name && used == column);
        let mut found: Vec<usize> = self.named(Role::Name).listed();
        found.extend((0..self.names.len()).filter(|&c| names::hints_at_customer(&self.normalised[c])));
        let may_be =
            |column: usize| [Role::Account, Role::Name].iter().any(|role| self.chosen[column].allows(*role));
        found.retain(|column| !used(column) && self.has_keys(KeyKind::Account, *column));
        if found.is_empty() && by_values {
            let repeats = |column: &usize| !used(column) && self.repeats(*column);
            found.extend((0..self.names.len()).filter(repeats));
            // What differs on the rows of an order is bought, and does not buy.
            found.retain(|&column| self.is_constant_in_orders(column, columns) != Some(false));
        }
        found.retain(|&column| may_be(column));
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
    pub fn repeats(&self, column: usize) -> bool {
        const FEWEST: usize = 20;
        let name = &self.normalised[column];
        if self.is_usual(column) || names::is_decoy(name) || names::is_about_goods(name) {
            return false;
        }
        let values = self.distinct(column);
        let (distinct, rows) = (values.len(), self.filled(column));
        let largest = values.iter().map(|value| value.rows).max().unwrap_or(0);
        let is_word = |value: &Value<'_>| {
            value.cell.iter().all(|b| b.is_ascii_alphanumeric() || !b.is_ascii() || b"@._- ".contains(b))
        };
        rows >= FEWEST
            && distinct < rows
            && distinct * 10 >= rows
            && largest * 5 < rows
            && values.iter().all(is_word)
            && !values.iter().all(|value| cell::id(value.cell).contains(&b'.') || value.has_date_form)
    }

    fn option(&self, column: usize) -> CustomerOption {
        let (distinct, rows) = (self.distinct(column).len() as u64, self.filled(column) as u64);
        let are_names = self.has_person_names(column);
        CustomerOption { answer: self.names[column].clone(), distinct, rows, are_names }
    }

    /// The columns that tell who promoted, sold or carried the goods, and have something in them.
    pub fn other_people(&self) -> Vec<usize> {
        let is_told = |&column: &usize| !self.distinct(column).is_empty();
        let says_who = |&column: &usize| other_people::says_who(&self.normalised[column]);
        (0..self.names.len()).filter(says_who).filter(is_told).listed()
    }
}
