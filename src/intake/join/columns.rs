//! Columns that may name rows of another file, and how well two of them fit.

use super::Export;
use crate::intake::file::FileRows;
use crate::intake::identity::KeyKind;
use crate::intake::intern::{Interner, TextColumn};
use crate::intake::names;
use crate::intake::role::Role;
use crate::intake::shard::RowKind;
use crate::intake::sorting;
use crate::order::MISSING;

/// The columns of an export that may name something, by their positions.
pub(super) fn of(file: &FileRows) -> Vec<usize> {
    let texts = file.shard.texts.iter().filter(|(role, _, _)| matches!(role, Role::OrderId | Role::Product));
    let mut columns: Vec<usize> = texts.map(|&(_, column, _)| column).collect();
    columns.extend(file.plan.keys.iter().map(|&(_, column)| column));
    columns.extend(&file.plan.links);
    sorting::distinct(&mut columns);
    columns
}

/// The cells of a column, if they were kept.
pub(super) fn texts(file: &FileRows, column: usize) -> Option<&TextColumn> {
    let text = file.shard.texts.iter().find(|(_, known, _)| *known == column).map(|(_, _, texts)| texts);
    let key = || file.plan.keys.iter().position(|&(_, known)| known == column);
    let link = || file.plan.links.iter().position(|&known| known == column);
    text.or_else(|| file.shard.keys.get(key()?)).or_else(|| file.shard.links.get(link()?))
}

/// Whether a column holds the order's id.
pub(super) fn is_order_id(file: &FileRows, column: usize) -> bool {
    file.plan.columns.get(&Role::OrderId) == Some(&column)
}

/// Whether the names of two columns say that they name the same.
pub(super) fn are_named_alike(a: (&FileRows, usize), b: (&FileRows, usize)) -> bool {
    let name = |(file, column): (&FileRows, usize)| names::normalised(&file.plan.names[column]);
    let kind = |(file, column): (&FileRows, usize)| {
        file.plan.keys.iter().find(|&&(_, known)| known == column).map(|&(kind, _)| kind)
    };
    let is_everywhere = kind(a).is_some_and(|kind| !kind.is_local()) && kind(a) == kind(b);
    let has_names = a.0.plan.header.is_there && b.0.plan.header.is_there;
    is_order_id(a.0, a.1) && is_order_id(b.0, b.1)
        || is_everywhere
        || has_names && name(a) == name(b) && !names::is_bare_id(&name(a))
}

/// Short values, which may be the same as others by chance.
const SHORT: usize = 4;

/// Whether the first values of a column are too short to say by themselves what they name.
pub(super) fn are_short(file: &FileRows, column: usize) -> bool {
    texts(file, column).is_none_or(|texts| texts.values.iter().take(100).all(|value| value.len() < SHORT))
}

/// Two columns under one numbering: for each side and each of its files the number of each row's value.
#[derive(Debug)]
pub(in crate::intake) struct Pair {
    /// Numbers by side, file and row; [`MISSING`] where there is nothing, or no order's row.
    pub numbers: [Vec<Vec<u32>>; 2],
    /// How often each number occurs, by side.
    pub counts: [Vec<u32>; 2],
    /// Rows, by side.
    pub rows: [u64; 2],
    /// Whether all values that were matched are long: short ones may be the same by chance.
    are_long: bool,
}

impl Pair {
    /// Numbers the values of two columns.
    pub fn new(files: &[FileRows], sides: [(&Export, usize); 2]) -> Pair {
        let mut values = Interner::default();
        let mut rows = [0; 2];
        let mut numbers = sides.map(|(export, column)| -> Vec<Vec<u32>> {
            export.iter().map(|&file| numbered(&files[file], column, &mut values)).collect()
        });
        let counts = [0, 1].map(|side| {
            let mut counts = vec![0; values.len()];
            for (of_file, &file) in numbers[side].iter_mut().zip(sides[side].0) {
                for (number, kind) in of_file.iter_mut().zip(&files[file].shard.kinds) {
                    if *kind != RowKind::Order {
                        *number = MISSING;
                        continue;
                    }
                    rows[side] += 1;
                    if let Some(count) = counts.get_mut(*number as usize) {
                        *count += 1;
                    }
                }
            }
            counts
        });
        let mut pair = Pair { numbers, counts, rows, are_long: true };
        let are_long = pair.shared().all(|number| values.get(number as u32).len() >= SHORT);
        pair.are_long = are_long;
        pair
    }

    /// Numbers that both sides have.
    pub fn shared(&self) -> impl Iterator<Item = usize> {
        let [from, to] = &self.counts;
        (0..from.len()).filter(|&number| from[number] > 0 && to[number] > 0)
    }

    /// Rows of a side whose value the other has.
    pub fn matched(&self, side: usize) -> u64 {
        self.shared().map(|number| u64::from(self.counts[side][number])).sum()
    }

    /// The share of rows that find a partner, of the side where it is larger, in thousandths: a month of orders
    /// names few of all customers.
    pub fn share(&self) -> u64 {
        let share = |side: usize| 1000 * self.matched(side) / self.rows[side].max(1);
        share(0).max(share(1))
    }

    /// The share of a side's values that the other side has, in thousandths.
    pub fn share_of_values(&self, side: usize) -> usize {
        let values = self.counts[side].iter().filter(|&&count| count > 0).count();
        1000 * self.shared().count() / values.max(1)
    }

    /// Whether next to no value of a side occurs twice.
    pub fn is_unique(&self, side: usize) -> bool {
        let values = self.counts[side].iter().filter(|&&count| count > 0).count() as u64;
        let rows: u64 = self.counts[side].iter().map(|&count| u64::from(count)).sum();
        100 * values >= 95 * rows
    }

    /// Whether the values alone say that the columns name the same.
    pub fn is_contained(&self) -> bool {
        self.share() >= 900 && self.are_long && self.shared().take(3).count() == 3
    }
}

fn numbered(file: &FileRows, column: usize, values: &mut Interner) -> Vec<u32> {
    let Some(texts) = texts(file, column) else { return vec![MISSING; file.shard.len()] };
    let is_email = file.plan.keys.contains(&(KeyKind::Email, column));
    // The case of an address says nothing; that of an id may.
    let number = |value: &[u8]| match is_email {
        true => values.intern(&value.to_ascii_lowercase()),
        false => values.intern(value),
    };
    let known: Vec<u32> = texts.values.iter().map(number).collect();
    texts.codes.iter().map(|code| known.get(code as usize).copied().unwrap_or(MISSING)).collect()
}
