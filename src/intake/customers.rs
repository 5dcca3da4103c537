//! The customers of all files: their normalised keys, each once.
//!
//! Where one column of one file tells all of them, its distinct values are taken over, and nearly all of them are keys
//! as they stand: millions of customers are neither copied nor looked up a second time.

use std::borrow::Cow;

use super::identity::{self, Key, KeyKind};
use super::sheet::Customer;
use crate::order::{ANONYMOUS, MISSING};
use huitou_columns::interner::Interner;

/// Distinct keys and their numbers.
#[derive(Debug, Default)]
pub(super) struct Customers {
    /// What stands before each key, where all are of one kind: `account:`.
    head: String,
    /// The rest of the keys.
    keys: Interner,
}

impl Customers {
    /// How many there are at most: some may be nobody's.
    pub fn len(&self) -> usize {
        self.keys.len()
    }

    /// The number of a whole key.
    pub fn number(&mut self, key: &str) -> u32 {
        self.keys.intern(key.strip_prefix(&self.head).unwrap_or(key).as_bytes())
    }

    /// A customer's key, `phone:13800000001`; empty if there is none.
    pub fn key(&self, customer: u32) -> String {
        format!("{}{}", self.head, String::from_utf8_lossy(self.keys.get(customer)))
    }

    /// The kind of a customer's key.
    pub fn kind(&self, customer: u32) -> Cow<'_, str> {
        if self.head.is_empty() {
            let key = std::str::from_utf8(self.keys.get(customer)).unwrap_or_default();
            return Cow::Borrowed(identity::key_kind(key));
        }
        Cow::Borrowed(identity::key_kind(&self.head))
    }

    /// Takes over the distinct values of the one column that tells customers apart, and says who each of them is, and
    /// how many characters of them could not be decoded.
    pub fn take_over(&mut self, kind: KeyKind, values: Interner) -> (KeyMeaning, u64) {
        self.head = format!("{}:", kind.name());
        self.keys = values;
        let same = self.keys.fold_case();
        let numbers = match &same {
            Some(same) => (0..same.len() as u32).collect(),
            None => identity::may_be_abnormal(kind, &self.keys),
        };
        let (mut meaning, mut replaced) = (KeyMeaning::default(), 0);
        for number in numbers {
            let first = same.as_ref().and_then(|same| same.get(number as usize)).copied().unwrap_or(number);
            if first != number {
                let customer = meaning.get(first);
                meaning.say(number, customer);
                continue;
            }
            let value = self.keys.get(number);
            if !identity::is_normal(kind, value) {
                let text = String::from_utf8_lossy(value).into_owned();
                replaced += text.chars().filter(|&c| c == char::REPLACEMENT_CHARACTER).count() as u64;
                let customer = match identity::key(kind, &text) {
                    Key::Usable(key) => Customer::Known(self.number(&key)),
                    Key::Unusable(why) => Customer::Unusable(why),
                    Key::Empty => Customer::Empty,
                };
                meaning.say(number, customer);
            }
        }
        self.keys.seal();
        (meaning, replaced)
    }

    /// The common head of the keys, and the rest of each.
    pub fn into_parts(self) -> (String, Interner) {
        (self.head, self.keys)
    }
}

/// Who the distinct values of a key column are.
#[derive(Debug, Default)]
pub(super) struct KeyMeaning {
    /// For each value, where they do not have the numbers of their customers.
    of: Vec<Customer>,
}

impl KeyMeaning {
    /// What each of the values is, in their order.
    pub fn of(of: Vec<Customer>) -> KeyMeaning {
        KeyMeaning { of }
    }

    /// Says who a value is; those before it about which nothing was said are themselves.
    fn say(&mut self, number: u32, customer: Customer) {
        if customer != Customer::Known(number) {
            let known = self.of.len() as u32;
            self.of.extend((known..number).map(Customer::Known));
            self.of.push(customer);
        }
    }

    /// Who a value is.
    #[inline]
    pub fn get(&self, number: u32) -> Customer {
        self.of.get(number as usize).copied().unwrap_or(Customer::Known(number))
    }

    /// Changes the numbers of values to those of their customers; [`ANONYMOUS`] for those who tell nobody apart.
    pub fn translate(&self, numbers: &mut [u32]) {
        if self.of.is_empty() {
            return;
        }
        for number in numbers.iter_mut().filter(|number| **number != MISSING) {
            *number = match self.get(*number) {
                Customer::Known(customer) => customer,
                Customer::Unusable(_) | Customer::Empty => ANONYMOUS,
            };
        }
    }

    /// Changes the numbers of customers.
    pub fn renumber(&mut self, number: &dyn Fn(u32) -> u32) {
        for customer in &mut self.of {
            if let Customer::Known(known) = customer {
                *known = number(*known);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::ledger::Unusable;

    #[test]
    fn values_that_are_taken_over_mean_what_they_mean_elsewhere() {
        let values = ["c1", "C1", "guest", "c2", "１", " c3", "1.0", "c3"];
        let mut interner = Interner::default();
        for value in values {
            interner.intern(value.as_bytes());
        }
        let mut customers = Customers::default();
        let (meaning, replaced) = customers.take_over(KeyKind::Account, interner);
        assert_eq!(replaced, 0);
        for (number, value) in values.iter().enumerate() {
            match (identity::key(KeyKind::Account, value), meaning.get(number as u32)) {
                (Key::Usable(key), Customer::Known(customer)) => assert_eq!(customers.key(customer), key),
                (Key::Unusable(why), Customer::Unusable(said)) => assert_eq!(why, said),
                other => panic!("{other:?}"),
            }
        }
        assert_eq!(meaning.get(2), Customer::Unusable(Unusable::Guest));
        assert_eq!((meaning.get(0), meaning.get(1)), (Customer::Known(0), Customer::Known(0)));
    }
}
