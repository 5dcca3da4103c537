//! A file whose texts are decoded: what folding works on.

use std::borrow::Cow;

use huitou_columns::codes::Codes;
use huitou_columns::ids::Ids;

use super::Decode;
use super::customers::{Customers, KeyMeaning};
use super::encoding;
use super::file::FileRows;
use super::identity::{self, Key, KeyKind};
use super::ledger::Unusable;
use super::namespaces::Namespaces;
use super::role::Role;
use super::shard::RowKind;
use crate::list::Listed;
use crate::order::{MISSING, Texts};
use huitou_columns::texts::TextColumn;

/// One decoded column.
#[derive(Debug)]
pub(super) struct DecodedColumn<'a> {
    /// The distinct values; none where they are packed.
    pub values: Texts,
    packed: Option<&'a Ids>,
    /// For each row the number of its value, or [`MISSING`].
    pub codes: &'a Codes,
}

impl DecodedColumn<'_> {
    /// How many distinct values there are.
    pub fn len(&self) -> usize {
        self.packed.map_or(self.values.len(), Ids::len)
    }

    /// The values, where they are order ids that are all written alike.
    pub fn packed(&self) -> Option<&Ids> {
        self.packed
    }

    /// The value with this number; empty if there is none.
    pub fn value(&self, number: u32) -> Cow<'_, str> {
        let Some(ids) = self.packed else { return Cow::Borrowed(self.values.get(number)) };
        let mut id = Vec::new();
        ids.write(number as usize, &mut id);
        Cow::Owned(String::from_utf8_lossy(&id).into_owned())
    }

    /// The number of a row's value.
    pub fn code(&self, row: usize) -> u32 {
        self.codes.get(row)
    }
}

/// What a distinct value of a key column is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Customer {
    /// The number of a customer.
    Known(u32),
    /// A key that tells nobody apart.
    Unusable(Unusable),
    /// Nothing.
    Empty,
}

/// A file whose texts are decoded.
#[derive(Debug)]
pub(super) struct Sheet<'a> {
    /// The rows as they were read.
    pub rows: &'a FileRows,
    /// The first file with the same header: what is told from the data is told from all such files together.
    pub export: usize,
    /// Characters that could not be decoded.
    pub replaced: u64,
    texts: Vec<(Role, DecodedColumn<'a>)>,
    keys: Vec<(KeyMeaning, &'a Codes)>,
}

impl<'a> Sheet<'a> {
    /// Decodes the texts of a file; customers get their numbers in `customers`, which all files share; of the one key
    /// column whose values they have taken over, who they are is `known`.
    pub fn of(
        rows: &'a FileRows,
        export: usize,
        customers: &mut Customers,
        known: Option<(KeyMeaning, u64)>,
        namespaces: &Namespaces,
        decoder: &dyn Decode,
    ) -> Sheet<'a> {
        let mut replaced = 0;
        let mut decoded = |column: &'a TextColumn| {
            let encoding = column.encoding.unwrap_or(rows.encoding);
            let values = encoding::decode_all(decoder, encoding, &column.values);
            replaced +=
                values.iter().flat_map(str::chars).filter(|&c| c == char::REPLACEMENT_CHARACTER).count()
                    as u64;
            DecodedColumn { values, packed: column.packed(), codes: &column.codes }
        };
        let texts: Vec<_> =
            rows.shard.texts.iter().map(|(role, _, column)| (*role, decoded(column))).listed();
        let mut customer = |kind, column, text: &str| match identity::key(kind, text) {
            Key::Usable(key) => {
                let key = namespaces.key(rows, kind, column, key);
                Customer::Known(customers.number(&key))
            }
            Key::Unusable(why) => Customer::Unusable(why),
            Key::Empty => Customer::Empty,
        };
        let keys = rows.plan.keys.iter().zip(&rows.shard.keys).map(|(&(kind, column), texts)| {
            let texts = decoded(texts);
            (
                KeyMeaning::of(texts.values.iter().map(|text| customer(kind, column, text)).collect()),
                texts.codes,
            )
        });
        let keys = match known {
            Some((meaning, more)) => {
                replaced += more;
                rows.shard.keys.first().map(|key| (meaning, &key.codes)).into_iter().collect()
            }
            None => keys.collect(),
        };
        Sheet { rows, export, replaced, texts, keys }
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.rows.shard.len()
    }

    /// What kind a row is.
    pub fn kind(&self, row: usize) -> RowKind {
        self.rows.shard.kinds[row]
    }

    /// A decoded column.
    pub fn text(&self, role: Role) -> Option<&DecodedColumn<'a>> {
        self.texts.iter().find(|(known, _)| *known == role).map(|(_, column)| column)
    }

    /// What the `key`-th key column says of a row's customer.
    pub fn customer(&self, key: usize, row: usize) -> Customer {
        let Some((customers, codes)) = self.keys.get(key) else { return Customer::Empty };
        match codes.get(row) {
            MISSING => Customer::Empty,
            code => customers.get(code),
        }
    }

    /// The one key column, where there is no other: who its values are, and its rows.
    pub fn only_key(&self) -> Option<(&KeyMeaning, &'a Codes)> {
        match self.keys.as_slice() {
            [(meaning, codes)] => Some((meaning, codes)),
            _ => None,
        }
    }

    /// Who the values of the one key column are.
    pub fn into_only_key(self) -> Option<KeyMeaning> {
        self.keys.into_iter().next().map(|(meaning, _)| meaning)
    }

    /// Gives the customers of the key columns of one kind other numbers.
    pub fn renumber(&mut self, kind: KeyKind, number: impl Fn(u32) -> u32) {
        let columns = self.rows.plan.keys.iter().zip(&mut self.keys);
        for (_, (customers, _)) in columns.filter(|((of, _), _)| *of == kind) {
            customers.renumber(&number);
        }
    }

    /// How many key columns there are.
    pub fn key_count(&self) -> usize {
        self.keys.len()
    }
}
