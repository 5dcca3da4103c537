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
    /// What its status says.
    pub status: Option<Status>,
}

impl ValidOrders<'_> {
    /// Shows each of them.
    pub fn each(&self, visit: &mut dyn FnMut(&ValidOrder)) {
        for (file, folder) in self.folders.iter().enumerate() {
            for row in self.plain.valid(file) {
                let (moment, owner) = (folder.moment(row), folder.customer(row));
                visit(&ValidOrder { file, row, moment, owner, status: folder.status(row) });
            }
        }
        for draft in self.drafts.iter().filter(|draft| is_order(draft)) {
            let &Draft { file, row, moment, customer, key, unusable_key, status, .. } = draft;
            visit(&ValidOrder { file, row, moment, owner: Owner { customer, key, unusable_key }, status });
        }
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
    /// By customer: how many.
    pub of_customer: Vec<u32>,
    /// By day: how many.
    pub days: Days,
}

impl OrderCounts {
    /// Counts in one pass; `customers` is how many there are.
    pub fn of(orders: &ValidOrders<'_>, customers: usize) -> OrderCounts {
        let mut counts = OrderCounts { of_customer: vec![0; customers], ..OrderCounts::default() };
        // Rows of one file follow each other: what is looked up once is kept.
        let mut same = (usize::MAX, usize::MAX);
        let mut run = 0;
        orders.each(&mut |order| {
            counts.orders += 1;
            let key = (order.file, order.owner.key);
            if order.owner.customer != ANONYMOUS {
                if key != same {
                    counts.add_run(same, std::mem::take(&mut run));
                    same = key;
                }
                run += 1;
                if let Some(times) = counts.of_customer.get_mut(order.owner.customer as usize) {
                    *times += 1;
                }
            }
            counts.add_rare(order);
            counts.days.add(Moment(order.moment).day(), (order.file, order.row));
        });
        counts.add_run(same, run);
        counts
    }

    fn add_run(&mut self, key: (usize, usize), orders: u64) {
        if orders > 0 {
            *self.by_key.or_default(key) += orders;
            self.with_key += orders;
        }
    }

    fn add_rare(&mut self, order: &ValidOrder) {
        if let Some((key, why)) = order.owner.unusable_key {
            *self.unusable.or_default((order.file, key, why)) += 1;
        }
        match order.status {
            Some(Status::Unknown) => self.unknown.add((order.file, order.row)),
            Some(Status::Pending) => *self.pending.or_default(order.file) += 1,
            _ => {}
        }
    }
}

/// How many orders each day has.
#[derive(Debug, Default)]
pub(super) struct Days {
    /// From the first day on that was ever seen.
    counts: Vec<Count>,
    first: i32,
}

impl Days {
    fn add(&mut self, Day(day): Day, at: (usize, usize)) {
        if self.counts.is_empty() {
            self.first = day;
        }
        if day < self.first {
            let before = (self.first - day) as usize;
            self.counts.splice(0..0, std::iter::repeat_n(Count::default(), before));
            self.first = day;
        }
        let index = (day - self.first) as usize;
        if index >= self.counts.len() {
            self.counts.resize(index + 1, Count::default());
        }
        self.counts[index].add(at);
    }

    /// The days that have orders, ascending.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (Day, &Count)> + Clone {
        let days = self.counts.iter().enumerate().filter(|(_, count)| count.orders > 0);
        days.map(|(index, count)| (Day(self.first + index as i32), count))
    }
}
