//! Rows that are equal in all that is kept of them: parts of one export may overlap.

use super::exports;
use huitou_columns::codes::Codes;

use crate::intake::cell::IMPOSSIBLE;
use crate::intake::digest;
use crate::intake::file::FileRows;
use crate::intake::intern::Interner;
use crate::intake::ledger::{Note, Place};
use crate::intake::role::Role;
use crate::intake::shard::{RowKind, Shard};

/// For each row a number that equal rows share, in whatever file of the export they are.
pub(in crate::intake) fn digests(shard: &Shard) -> Vec<u64> {
    let texts = shard.texts.iter().map(|(_, _, texts)| texts).chain(&shard.keys).chain(&shard.links);
    let words: Vec<(Vec<u64>, &Codes)> =
        texts.map(|texts| (texts.values.iter().map(digest::of).collect(), &texts.codes)).collect();
    let numbers =
        [&shard.dates.day_first, &shard.amounts, &shard.line_amounts, &shard.refunds, &shard.discounts];
    let of_row = |row: usize| {
        let word =
            |(words, codes): &(Vec<u64>, &Codes)| words.get(codes.get(row) as usize).copied().unwrap_or(0);
        let start = words.iter().map(word).fold(0, digest::mix);
        let numbers = numbers.iter().map(|numbers| numbers.get(row).map_or(0, i64::cast_unsigned));
        let pieces = shard.quantities.get(row).map_or(0, |&pieces| u64::from(pieces.cast_unsigned()));
        digest::mix(numbers.fold(start, digest::mix), pieces)
    };
    (0..shard.len()).map(of_row).collect()
}

/// Rows that files share where no order id tells: of details, and of orders without ids, as often as an earlier
/// file of the same export has them. They are set aside where files surely overlap; else they stay, and are told.
pub(super) fn set_copies_aside(files: &mut [FileRows]) -> Option<Note> {
    let mut uncertain = Vec::new();
    for export in exports(files).into_iter().filter(|export| export.len() > 1) {
        let mut earlier = Earlier::default();
        for file in export {
            let rows = &files[file];
            if rows.plan.lacks.is_none() && rows.plan.columns.contains_key(&Role::OrderId) {
                continue;
            }
            let copies = earlier.add(&rows.shard);
            if rows.plan.lacks.is_some() || earlier.overlaps(&rows.shard, &copies) {
                copies.rows.iter().for_each(|&row| files[file].shard.kinds[row] = RowKind::Copy);
            } else {
                let place =
                    |row: &usize| Place { file: file as u32, line: rows.shard.lines.get(*row).unwrap_or(1) };
                uncertain.extend(copies.rows.iter().map(place));
            }
        }
    }
    let rows = uncertain.len() as u64;
    uncertain.into_iter().min().map(|first| Note::EqualRows { rows, first })
}

/// The rows of the files before.
#[derive(Default)]
struct Earlier {
    /// Numbers for what they hold.
    digests: Interner,
    /// How often each occurs in one of them, at most.
    counts: Vec<u32>,
    moments: Vec<i64>,
}

/// Rows of a file that one before has as often.
struct Copies {
    rows: Vec<usize>,
    distinct: usize,
}

impl Earlier {
    fn add(&mut self, shard: &Shard) -> Copies {
        let mut own: Vec<u32> = Vec::new();
        let mut copies = Copies { rows: Vec::new(), distinct: 0 };
        for (row, digest) in digests(shard).into_iter().enumerate() {
            if shard.kinds[row] != RowKind::Order {
                continue;
            }
            let number = self.digests.intern(&digest.to_le_bytes()) as usize;
            own.resize(own.len().max(number + 1), 0);
            own[number] += 1;
            if self.counts.get(number).is_some_and(|&known| own[number] <= known) {
                copies.rows.push(row);
                copies.distinct += usize::from(own[number] == 1);
            }
        }
        self.counts.resize(self.digests.len(), 0);
        self.counts.iter_mut().zip(own).for_each(|(known, count)| *known = count.max(*known));
        copies
    }

    /// Whether next to all rows of the time that files share are equal, and hardly two of one file are: then they
    /// are the same orders. Takes the file's rows to those before.
    fn overlaps(&mut self, shard: &Shard, copies: &Copies) -> bool {
        const FEWEST: usize = 10;
        let moments = &shard.dates.day_first;
        let shared =
            || copies.rows.iter().filter_map(|&row| moments.get(row)).filter(|&moment| moment > IMPOSSIBLE);
        let span = shared().min().unwrap_or(0)..=shared().max().unwrap_or(-1);
        let within = |moment: &i64| span.contains(moment);
        let earlier = self.moments.iter().filter(|moment| within(moment)).count();
        let fewer = moments.iter().filter(within).count().min(earlier);
        self.moments.extend(moments.iter());
        let equal = copies.rows.len();
        equal >= FEWEST && 10 * equal >= 9 * fewer && 10 * copies.distinct >= 9 * equal
    }
}
