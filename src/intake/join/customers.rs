//! Who the customers are, where another file says it.

use super::carry::{Carrier, Said, new_column};
use super::columns;
use super::links::Kind;
use crate::intake::Choices;
use crate::intake::file::FileRows;
use crate::intake::identity::KeyKind;
use crate::intake::names;

/// A key of the customers that the orders name.
struct GivenKey {
    kind: KeyKind,
    name: String,
    said: Said,
}

impl GivenKey {
    /// Adds it to the keys of a file with such rows, behind those that are as sure.
    fn give(&self, to: &mut FileRows, numbers: &[u32]) {
        let column = new_column(to, self.name.clone());
        let place = to.plan.keys.partition_point(|(known, _)| *known <= self.kind);
        to.plan.keys.insert(place, (self.kind, column));
        to.shard.keys.insert(place, self.said.of(numbers));
    }
}

impl Carrier<'_> {
    /// Whether the link is by what names customers: stores, sellers and suppliers have addresses and telephones too.
    pub fn is_about_customers(&self) -> bool {
        let (to, column) = (&self.files[self.link.to[0]].plan, self.link.columns[1]);
        let is_key = to.keys.iter().any(|&(_, key)| key == column);
        is_key || names::hints_at_customer(&names::normalised(&to.names[column]))
    }

    /// The customers: where the link is a customer's key itself, only if the other brings some of them together.
    pub fn customers(&mut self, choices: &Choices) {
        let chosen = choices.customer_column.as_deref();
        let [from, to] = [&self.link.from, &self.link.to].map(|export| &self.files[export[0]].plan);
        if chosen.is_some_and(|chosen| chosen.is_empty() || to.names.iter().any(|name| name == chosen)) {
            return;
        }
        let is_sure = chosen.is_some() || from.candidates.is_empty();
        let is_sure = is_sure && (self.link.kind == Kind::Detail || self.is_about_customers());
        let is_meant = |column: usize| chosen.is_none_or(|chosen| from.names[column] == chosen);
        let is_given = |column: usize| is_sure && column != self.link.columns[0] && is_meant(column);
        let given =
            from.keys.iter().filter(|(_, column)| is_given(*column)).map(|&(kind, column)| GivenKey {
                kind,
                name: from.names[column].clone(),
                said: self.said(|file| columns::texts(file, column)),
            });
        let given: Vec<GivenKey> = given.collect();
        let is_link = |&(_, column): &(KeyKind, usize)| column == self.link.columns[1];
        let brings_together = || given.iter().any(|key| self.brings_together(key));
        let is_key = to.keys.iter().any(is_link) && chosen.is_none();
        if given.is_empty() || is_key && !brings_together() {
            return;
        }
        for (at, &file) in self.link.to.iter().enumerate() {
            let to = &mut self.files[file];
            if !to.plan.candidates.is_empty() || chosen.is_some() {
                // What was only likely gives way.
                to.plan.keys.clear();
                to.shard.keys.clear();
            } else if let Some(key) = to.plan.keys.iter().position(is_link) {
                to.plan.keys.remove(key);
                to.shard.keys.remove(key);
            }
            to.plan.candidates.clear();
            given.iter().for_each(|key| key.give(to, &self.link.pair.numbers[1][at]));
        }
        self.gives.extend(given.iter().map(|key| key.kind.role()));
    }

    /// Whether several of the keys that the orders name have one value.
    fn brings_together(&self, key: &GivenKey) -> bool {
        // Of one who has several accounts each is kept as one customer, as everywhere.
        if key.kind != KeyKind::Account && !self.link.pair.is_unique(1) {
            return false;
        }
        let mut seen = vec![false; key.said.values.len()];
        let codes = self.link.pair.shared().filter_map(|number| key.said.of_number.get(number));
        let mut repeats = codes.filter_map(|&code| {
            let seen = seen.get_mut(code as usize)?;
            Some(std::mem::replace(seen, true))
        });
        repeats.any(|was_seen| was_seen)
    }
}
