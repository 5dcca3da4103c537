//! Rows that are orders by themselves, as nearly all rows of most exports are: no other row has their id, they have a
//! date and an amount that nothing was given back of, and no credit can touch them.
//!
//! Nothing is kept for such a row but what became of it, one byte: all else stands in the columns of its file. What
//! is true of a plain row is what [`Draft`](super::fold::Draft)s and their judge would make of it.

use super::Credits;
use super::folder::Folder;
use super::ledger::Reason;
use super::role::Role;
use super::sheet::DecodedColumn;
use super::status::Status;
use super::{Choices, judge};
use crate::order::MISSING;
use huitou_columns::interner::Interner;

/// What became of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    /// It is not plain: its fate and its draft tell.
    NotPlain,
    /// It is a valid order.
    Valid,
    /// It is an order that is set aside.
    Aside(Reason),
}

/// What became of the plain rows of all files.
#[derive(Clone, Debug, Default)]
pub(super) struct PlainRows {
    /// For each file and row; none for a file without plain rows.
    outcomes: Vec<Vec<Outcome>>,
}

impl PlainRows {
    /// Finds them, all of them valid so far. `counts` tells which files count at all.
    pub fn find(folders: &[Folder<'_>], counts: &[bool], customers: usize, choices: &Choices) -> PlainRows {
        let shared = shared_ids(folders, counts);
        let reduced = match choices.credits {
            Credits::Reduce => customers_with_credits(folders, customers),
            _ => Vec::new(),
        };
        let keeps_lost = choices.keep_cancelled || choices.keep_unpaid;
        let of_file = |(folder, shared): (&Folder<'_>, &Vec<bool>)| -> Vec<Outcome> {
            let ids = folder.sheet.text(Role::OrderId);
            let is_plain = |row: usize| {
                let id = ids.map_or(MISSING, |ids| ids.code(row));
                folder.is_whole_order(row)
                    && shared.get(id as usize) != Some(&true)
                    && !(choices.keep_refunded && folder.is_refunded(row))
                    && !(keeps_lost && folder.may_be_lost(row))
                    && (reduced.is_empty()
                        || reduced.get(folder.customer(row).customer as usize) != Some(&true))
            };
            let outcome = |row| if is_plain(row) { Outcome::Valid } else { Outcome::NotPlain };
            (0..folder.sheet.len()).map(outcome).collect()
        };
        let files = folders.iter().zip(&shared).zip(counts);
        let outcomes = files.map(|(file, &counts)| if counts { of_file(file) } else { Vec::new() });
        PlainRows { outcomes: outcomes.collect() }
    }

    /// No row of any file is plain.
    pub fn none(files: usize) -> PlainRows {
        PlainRows { outcomes: vec![Vec::new(); files] }
    }

    /// What became of a row.
    #[inline]
    pub fn outcome(&self, file: usize, row: usize) -> Outcome {
        self.outcomes[file].get(row).copied().unwrap_or(Outcome::NotPlain)
    }

    /// What became of the rows of a file that has plain ones.
    pub fn outcomes(&self, file: usize) -> impl Iterator<Item = (usize, Outcome)> + '_ {
        self.outcomes[file].iter().copied().enumerate()
    }

    /// Whether a row of a file is set aside for such a reason.
    pub fn has(&self, file: usize, test: impl Fn(Reason) -> bool) -> bool {
        self.outcomes[file].iter().any(|outcome| matches!(outcome, Outcome::Aside(reason) if test(*reason)))
    }

    /// The rows of a file that are valid orders.
    pub fn valid(&self, file: usize) -> impl Iterator<Item = usize> + Clone + '_ {
        let rows = self.outcomes[file].iter().enumerate();
        rows.filter(|(_, outcome)| **outcome == Outcome::Valid).map(|(row, _)| row)
    }

    /// Judges the rows of a file by what their words say.
    pub fn judge(&mut self, file: usize, folder: &Folder<'_>, habits: &judge::Habits) {
        let has_status = folder.sheet.text(Role::Status).is_some();
        self.set_aside(file, |row| judge::by_words(folder.words(row), has_status, habits, false));
    }

    /// Sets aside those valid rows of a file for which there is a reason.
    pub fn set_aside(&mut self, file: usize, reason: impl Fn(usize) -> Option<Reason>) {
        for (row, outcome) in self.outcomes[file].iter_mut().enumerate() {
            if *outcome == Outcome::Valid
                && let Some(reason) = reason(row)
            {
                *outcome = Outcome::Aside(reason);
            }
        }
    }
}

impl Folder<'_> {
    /// Whether what was paid with a row came back.
    fn is_refunded(&self, row: usize) -> bool {
        let words = self.words(row);
        words.is_returned || words.status == Some(Status::Refunded)
    }

    /// Whether a row may be of an order that was cancelled or never paid.
    fn may_be_lost(&self, row: usize) -> bool {
        let words = self.words(row);
        let says_no_payment = !words.is_paid && !self.sheet.rows.shard.paid.is_empty();
        words.is_cancelled
            || matches!(words.status, Some(Status::Cancelled | Status::Unpaid | Status::Pending))
            || words.status.is_none() && says_no_payment
    }
}

/// For each file and number of an id whether several rows of all files have it; none where no id of a file repeats.
fn shared_ids(folders: &[Folder<'_>], counts: &[bool]) -> Vec<Vec<bool>> {
    let of_all = (folders.len() > 1).then(|| numbers_of_all(folders, counts));
    let is_several = of_all.is_some();
    let number = |file: usize, id: u32| match &of_all {
        Some(of_all) => of_all[file].get(id as usize).copied().unwrap_or(MISSING) as usize,
        None => id as usize,
    };
    let mut times: Vec<u8> = Vec::new();
    for (file, folder) in folders.iter().enumerate() {
        let Some(ids) = repeating_ids(folder, is_several) else { continue };
        for id in ids.codes.iter().filter(|&id| counts[file] && id != MISSING) {
            let number = number(file, id);
            times.resize(times.len().max(number + 1), 0);
            times[number] = times[number].saturating_add(1);
        }
    }
    let is_shared = |file, id| times.get(number(file, id)).is_some_and(|&times| times > 1);
    let of_file = |(file, folder): (usize, &Folder<'_>)| {
        let count = repeating_ids(folder, is_several).map_or(0, DecodedColumn::len);
        (0..count as u32).map(|id| is_shared(file, id)).collect()
    };
    folders.iter().enumerate().map(of_file).collect()
}

/// The ids of a file, if any of them can be that of several rows.
fn repeating_ids<'a>(folder: &'a Folder<'_>, is_several: bool) -> Option<&'a DecodedColumn<'a>> {
    folder.sheet.text(Role::OrderId).filter(|ids| is_several || !ids.codes.is_sequence())
}

/// For each file and number of an id its number among those of all files that count.
fn numbers_of_all(folders: &[Folder<'_>], counts: &[bool]) -> Vec<Vec<u32>> {
    let mut all = Interner::default();
    let mut numbers = |(folder, &counts): (&Folder<'_>, &bool)| -> Vec<u32> {
        let Some(ids) = folder.sheet.text(Role::OrderId).filter(|_| counts) else { return Vec::new() };
        (0..ids.len() as u32).map(|id| all.intern(ids.value(id).as_bytes())).collect()
    };
    folders.iter().zip(counts).map(&mut numbers).collect()
}

/// For each customer whether a row of theirs, or of an order that they have rows of, is below zero; empty where no
/// row is.
fn customers_with_credits(folders: &[Folder<'_>], customers: usize) -> Vec<bool> {
    let mut reduced = Vec::new();
    for folder in folders {
        let is_credit = |row: usize| folder.amount(row).is_some_and(|amount| amount < 0);
        if !(0..folder.sheet.len()).any(is_credit) {
            continue;
        }
        reduced.resize(customers, false);
        let ids = folder.sheet.text(Role::OrderId);
        let mut credited = vec![false; ids.map_or(0, |ids| ids.len())];
        let id = |row: usize| ids.map_or(MISSING, |ids| ids.code(row)) as usize;
        for row in (0..folder.sheet.len()).filter(|&row| is_credit(row)) {
            credited.get_mut(id(row)).into_iter().for_each(|credited| *credited = true);
        }
        for row in 0..folder.sheet.len() {
            if is_credit(row) || credited.get(id(row)) == Some(&true) {
                let customer = folder.customer(row).customer;
                reduced.get_mut(customer as usize).into_iter().for_each(|reduced| *reduced = true);
            }
        }
    }
    reduced
}
