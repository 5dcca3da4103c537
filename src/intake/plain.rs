//! Rows that are orders by themselves, as nearly all rows of most exports are: no other row has their id, they have a
//! date and an amount that nothing was given back of, and no credit can touch them.
//!
//! Nothing is kept for such a row but what became of it, one byte: all else stands in the columns of its file. What
//! is true of a plain row is what [`Draft`](super::fold::Draft)s and their judge would make of it.

use super::Credits;
use super::cell::UNREADABLE;
use super::folder::{Folder, WordClasses, Words};
use super::ledger::Reason;
use super::role::Role;
use super::sheet::DecodedColumn;
use super::status::Status;
use super::{Choices, judge};
use crate::order::MISSING;
use huitou_columns::codes::Codes;
use huitou_columns::interner::Interner;
use huitou_columns::numbers::Numbers;
use huitou_columns::row_marks::RowMarks;

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

const NOT_PLAIN: u8 = 0;
/// The mark of a valid order.
pub(super) const VALID: u8 = 1;
/// Of the first reason; those of the others follow.
const ASIDE: u8 = 2;

impl Outcome {
    fn of(mark: u8) -> Outcome {
        match mark {
            NOT_PLAIN => Outcome::NotPlain,
            VALID => Outcome::Valid,
            _ => Reason::ALL
                .get(usize::from(mark - ASIDE))
                .map_or(Outcome::NotPlain, |reason| Outcome::Aside(*reason)),
        }
    }
}

/// What became of the plain rows of all files.
#[derive(Clone, Debug, Default)]
pub(super) struct PlainRows {
    /// For each file and row the mark of its outcome; none for a file without plain rows.
    marks: Vec<RowMarks>,
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
        let is_all_plain = reduced.is_empty() && !keeps_lost && !choices.keep_refunded;
        let of_file = |(folder, shared): (&Folder<'_>, &Vec<bool>)| -> RowMarks {
            let mut marks = folder.whole_orders(VALID, NOT_PLAIN);
            if let Some(ids) = folder.sheet.text(Role::OrderId).filter(|_| !shared.is_empty()) {
                marks.unless_flagged(ids.codes, shared, NOT_PLAIN);
            }
            if is_all_plain {
                return marks;
            }
            let needs_care = |row: &usize| {
                choices.keep_refunded && folder.is_refunded(*row)
                    || keeps_lost && folder.may_be_lost(*row)
                    || reduced.get(folder.customer(*row).customer as usize) == Some(&true)
            };
            (0..marks.len()).filter(needs_care).for_each(|row| marks.set(row, NOT_PLAIN));
            marks
        };
        let files = folders.iter().zip(&shared).zip(counts);
        let marks = files.map(|(file, &counts)| if counts { of_file(file) } else { RowMarks::default() });
        PlainRows { marks: marks.collect() }
    }

    /// No row of any file is plain.
    pub fn none(files: usize) -> PlainRows {
        PlainRows { marks: vec![RowMarks::default(); files] }
    }

    /// Takes out the rows of a file: none of them is plain any more.
    pub fn take(&mut self, file: usize) -> RowMarks {
        std::mem::take(&mut self.marks[file])
    }

    /// What became of a row.
    fn outcome(&self, file: usize, row: usize) -> Outcome {
        Outcome::of(self.marks[file].get(row).unwrap_or(NOT_PLAIN))
    }

    /// Shows the rows of a file that are valid orders, a block at a time, ascending.
    pub fn each_valid(&self, file: usize, visit: &mut dyn FnMut(&[u32])) {
        let (mut from, mut rows) = (0, Vec::new());
        while self.marks[file].next(VALID, &mut from, &mut rows) {
            visit(&rows);
        }
    }

    /// How many rows of a file are valid orders.
    pub fn valid_count(&self, file: usize) -> usize {
        self.marks[file].count(VALID)
    }

    /// How many valid orders of a file have each code; at the last place those without one.
    pub fn count_valid(&self, file: usize, codes: &Codes, counts: &mut [u32]) {
        codes.count_marked(&self.marks[file], VALID, counts);
    }

    /// How many rows of a file are valid orders, and the sum of what stands in a column at them.
    pub fn sum_valid(&self, file: usize, column: &Numbers) -> (u64, i64) {
        column.sum_marked(&self.marks[file], VALID)
    }

    /// Shows the rows of a file that are none, of those of a file that has plain rows, ascending.
    pub fn each_other(&self, file: usize, visit: &mut dyn FnMut(usize, Outcome)) {
        let (mut from, mut rows) = (0, Vec::new());
        while self.marks[file].next_other(VALID, &mut from, &mut rows) {
            rows.iter().for_each(|&row| visit(row as usize, self.outcome(file, row as usize)));
        }
    }

    /// Shows the rows of a file that are set aside for a reason, a block at a time, ascending.
    pub fn each_aside(&self, file: usize, reason: Reason, visit: &mut dyn FnMut(&mut Vec<u32>)) {
        let (mut from, mut rows) = (0, Vec::new());
        while self.marks[file].next(mark_of(reason), &mut from, &mut rows) {
            visit(&mut rows);
        }
    }

    /// Shows the rows of a file of so many that are not plain, ascending.
    pub fn each_not_plain(&self, file: usize, count: usize, visit: &mut dyn FnMut(usize)) {
        let marks = &self.marks[file];
        if marks.is_empty() {
            return (0..count).for_each(visit);
        }
        let (mut from, mut rows) = (0, Vec::new());
        while marks.next(NOT_PLAIN, &mut from, &mut rows) {
            rows.iter().for_each(|&row| visit(row as usize));
        }
    }

    /// Whether a row of a file is set aside for such a reason.
    pub fn has(&self, file: usize, test: impl Fn(Reason) -> bool) -> bool {
        let mut is = [false; 256];
        let marks = is.iter_mut().skip(usize::from(ASIDE)).zip(Reason::ALL);
        marks.for_each(|(is, reason)| *is = test(reason));
        self.marks[file].any(&is)
    }

    /// The classes of words that the valid rows of a file have.
    pub fn classes(&self, file: usize, folder: &Folder<'_>) -> impl Iterator<Item = u8> + use<> {
        let (mut seen, mut classes) = ([false; 256], WordClasses::default());
        for rows in self.marks[file].blocks() {
            self.marks[file].note_classes(rows.start, VALID, classes.read(folder, rows), &mut seen);
        }
        (0..=u8::MAX).filter(move |&class| seen[usize::from(class)])
    }

    /// Judges the rows of a file by what their words say.
    pub fn judge(&mut self, file: usize, folder: &Folder<'_>, habits: &judge::Habits) {
        let has_status = folder.sheet.text(Role::Status).is_some();
        let mut table = [0; 256];
        for (class, mark) in table.iter_mut().enumerate() {
            let reason = judge::by_words(Words::of(class as u8), has_status, habits, false);
            *mark = reason.map_or(0, mark_of);
        }
        let mut classes = WordClasses::default();
        for rows in self.marks[file].blocks() {
            self.marks[file].set_by(rows.start, VALID, classes.read(folder, rows), &table);
        }
    }

    /// Sets aside those valid rows of a file for which there is a reason.
    pub fn set_aside(&mut self, file: usize, reason: impl Fn(usize) -> Option<Reason>) {
        let (mut from, mut rows) = (0, Vec::new());
        while self.marks[file].next(VALID, &mut from, &mut rows) {
            for row in rows.iter().map(|&row| row as usize) {
                reason(row).into_iter().for_each(|reason| self.marks[file].set(row, mark_of(reason)));
            }
        }
    }
}

fn mark_of(reason: Reason) -> u8 {
    ASIDE + reason as u8
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
        if !folder.amounts().any_between(UNREADABLE, 0) {
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
