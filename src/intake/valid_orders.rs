//! All valid orders, plain or drafted, under one view; and what the account says of them, counted in one pass.

use super::fold::Draft;
use super::folder::{Folder, Owner};
use super::ledger::{Place, Unusable};
use super::plain::PlainRows;
use super::sorted_map::SortedMap;
use super::status::Status;
use super::store::is_order;
use crate::order::ANONYMOUS;
use crate::time::{Day, Moment};
use huitou_columns::blocks::DayCounts;
use huitou_columns::first_days::FirstDays;

/// Where the valid orders are.
#[derive(Clone, Copy)]
pub(super) struct ValidOrders<'a> {
    /// The files.
    pub folders: &'a [Folder<'a>],
    /// The rows that are orders by themselves.
    pub plain: &'a PlainRows,
    /// All other orders.
    pub drafts: &'a [Draft],
}

/// A valid order.
#[derive(Clone, Copy, Debug)]
pub(super) struct ValidOrder {
    /// Its file.
    pub file: usize,
    /// Its first row.
    pub row: usize,
    /// When it was.
    pub moment: i64,
    /// Whose it is.
    pub owner: Owner,
}

impl ValidOrders<'_> {
    /// Shows each of them.
    pub fn each(&self, visit: &mut dyn FnMut(&ValidOrder)) {
        for (file, folder) in self.folders.iter().enumerate() {
            self.plain.each_valid(file, &mut |rows| {
                for row in rows.iter().map(|&row| row as usize) {
                    let (moment, owner) = (folder.moment(row), folder.customer(row));
                    visit(&ValidOrder { file, row, moment, owner });
                }
            });
        }
        self.each_draft(visit);
    }

    /// Shows those that are no plain rows.
    pub fn each_draft(&self, visit: &mut dyn FnMut(&ValidOrder)) {
        for draft in self.drafts.iter().filter(|draft| is_order(draft)) {
            let &Draft { file, row, moment, customer, key, unusable_key, .. } = draft;
            visit(&ValidOrder { file, row, moment, owner: Owner { customer, key, unusable_key } });
        }
    }

    /// The first place of those that are on such a day.
    pub fn first_on(&self, is_it: &dyn Fn(Day) -> bool) -> Option<Place> {
        let mut first: Option<(usize, usize)> = None;
        self.each(&mut |order| {
            let at = (order.file, order.row);
            if is_it(Moment(order.moment).day()) && first.is_none_or(|first| at < first) {
                first = Some(at);
            }
        });
        first.map(|(file, row)| self.place(file, row))
    }

    /// The place of a row.
    pub fn place(&self, file: usize, row: usize) -> Place {
        let lines = &self.folders[file].sheet.rows.shard.lines;
        Place { file: file as u32, line: lines.get(row).unwrap_or(1) }
    }
}

/// How many orders there are of a kind, and the first of them by file and row.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Count {
    /// How many.
    pub orders: u64,
    /// The file and row of the first.
    pub first: Option<(usize, usize)>,
}

impl Count {
    fn add(&mut self, at: (usize, usize)) {
        self.orders += 1;
        if self.first.is_none_or(|first| at < first) {
            self.first = Some(at);
        }
    }
}

/// What is counted of the valid orders.
#[derive(Debug, Default)]
pub(super) struct OrderCounts {
    /// How many there are.
    pub orders: u64,
    /// How many have a customer.
    pub with_key: u64,
    /// By file and key column: how many were found by it.
    pub by_key: SortedMap<(usize, usize), u64>,
    /// By file, key column and reason: how many have a key there that tells nobody apart.
    pub unusable: SortedMap<(usize, usize, Unusable), u64>,
    /// By file: how many wait for their payment.
    pub pending: SortedMap<usize, u64>,
    /// Those whose status no table knows.
    pub unknown: Count,
    /// By day: how many.
    pub days: DayCounts,
    /// The same of the plain rows alone.
    pub plain_days: DayCounts,
    /// By customer: how many, and the day of the first one.
    pub first_days: FirstDays,
}

impl OrderCounts {
    /// Counts in one pass; `customers` is how many there are.
    pub fn of(orders: &ValidOrders<'_>, customers: usize) -> OrderCounts {
        let mut counts = OrderCounts { first_days: FirstDays::of(customers), ..OrderCounts::default() };
        for (file, folder) in orders.folders.iter().enumerate() {
            let is_each = folder.may_say(&[Status::Unknown, Status::Pending]) || folder.sheet.key_count() > 1;
            let (mut owners, mut days) = (Vec::new(), Vec::new());
            orders.plain.each_valid(file, &mut |rows| {
                folder.moments().days(rows, &mut days);
                counts.plain_days.add(&days);
                folder.customers(rows, &mut owners);
                let (all, known) = (rows.len() as u64, counts.first_days.add(&owners, &days));
                counts.orders += all;
                counts.with_key += known;
                if known > 0 && !is_each {
                    *counts.by_key.or_default((file, 0)) += known;
                }
                if is_each || known < all {
                    counts.add_each(file, folder, rows, &owners, is_each);
                }
            });
        }
        counts.days = counts.plain_days.clone();
        for draft in orders.drafts.iter().filter(|draft| is_order(draft)) {
            let day = Moment(draft.moment).day().0;
            counts.orders += 1;
            counts.days.add(&[day]);
            if counts.first_days.add_apart(draft.customer, day) {
                counts.with_key += 1;
                *counts.by_key.or_default((draft.file, draft.key)) += 1;
            }
            counts.add_rare((draft.file, draft.row), draft.unusable_key, draft.status);
        }
        counts
    }

    /// Those rows of a block that are to be looked at: each, or those of nobody.
    fn add_each(&mut self, file: usize, folder: &Folder<'_>, rows: &[u32], owners: &[u32], is_each: bool) {
        let is_looked_at = |owner: u32| is_each || owner == ANONYMOUS;
        for (row, _) in rows.iter().zip(owners).filter(|(_, owner)| is_looked_at(**owner)) {
            let row = *row as usize;
            let owner = folder.customer(row);
            if is_each && owner.customer != ANONYMOUS {
                *self.by_key.or_default((file, owner.key)) += 1;
            }
            self.add_rare((file, row), owner.unusable_key, folder.status(row));
        }
    }

    fn add_rare(&mut self, at: (usize, usize), unusable: Option<(usize, Unusable)>, status: Option<Status>) {
        if let Some((key, why)) = unusable {
            *self.unusable.or_default((at.0, key, why)) += 1;
        }
        match status {
            Some(Status::Unknown) => self.unknown.add(at),
            Some(Status::Pending) => *self.pending.or_default(at.0) += 1,
            _ => {}
        }
    }
}
