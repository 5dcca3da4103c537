//! Accounts of different exports: the same id may be another customer.
//!
//! An e-mail address and a telephone number are one person's everywhere. An account, or a name, is only known
//! under the name of its column: exports of one shop, and plain files whose columns have the same name, share it.

use super::file::FileRows;
use super::identity::{self, KeyKind};
use super::ledger::Note;
use super::names;
use super::sorted_map::SortedMap;

/// The kinds of keys that differ between the files.
#[derive(Debug, Default)]
pub(super) struct Namespaces {
    apart: Vec<KeyKind>,
    exports: u64,
    shared: Option<String>,
}

/// A key column of a file.
type Use<'a> = (&'a FileRows, usize);

impl Namespaces {
    /// Compares the key columns of all files.
    pub fn of(files: &[FileRows]) -> Namespaces {
        let mut spaces: SortedMap<KeyKind, SortedMap<String, Vec<Use<'_>>>> = SortedMap::default();
        for file in files.iter().filter(|file| file.shard.has_orders()) {
            for &(kind, column) in file.plan.keys.iter().filter(|(kind, _)| kind.is_local()) {
                let of_kind = spaces.or_default(kind);
                of_kind.or_default(namespace(file, column)).push((file, column));
            }
        }
        let several = spaces.iter().filter(|(_, spaces)| spaces.len() > 1);
        let shared = spaces.values().flat_map(SortedMap::values).filter_map(|uses| shared_name(uses)).min();
        Namespaces {
            apart: several.clone().map(|(kind, _)| *kind).collect(),
            exports: several.map(|(_, spaces)| spaces.len() as u64).max().unwrap_or(0),
            shared: shared.map(str::to_string),
        }
    }

    /// The key as all files may share it.
    pub fn key(&self, file: &FileRows, kind: KeyKind, column: usize, key: String) -> String {
        if self.apart.contains(&kind) { identity::in_namespace(&key, &namespace(file, column)) } else { key }
    }

    /// What was assumed.
    pub fn notes(&self) -> impl Iterator<Item = Note> {
        let apart = (self.exports > 1).then_some(Note::AccountsKeptApart { exports: self.exports });
        let shared = self.shared.clone().map(|column| Note::AccountsShared { column });
        apart.into_iter().chain(shared)
    }
}

fn namespace(file: &FileRows, column: usize) -> String {
    let name = names::normalised(&file.plan.names[column]);
    match file.plan.shop {
        Some(shop) => format!("{} {name}", shop.name),
        None => name,
    }
}

/// The name of a column that files with different headers share.
fn shared_name<'a>(uses: &[Use<'a>]) -> Option<&'a str> {
    let (first, _) = uses.first()?;
    let differ = uses.iter().any(|(file, _)| file.plan.names != first.plan.names);
    let names = uses.iter().map(|(file, column)| file.plan.names[*column].as_str());
    names.min().filter(|_| differ)
}
