//! From rows to orders in the making: rows that share an order id are one order.

use super::cell::{EMPTY, UNREADABLE};
use super::folder::Folder;
use super::ledger::{Reason, Unusable};
use super::plain::PlainRows;
use super::role::Role;
use super::row_fates::RowFates;
use super::shard::RowKind;
use super::sheet::DecodedColumn;
use super::status::Status;
use crate::order::{ANONYMOUS, MISSING};

/// An order in the making.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    /// The file's position.
    pub file: usize,
    /// The first row.
    pub row: usize,
    /// How many rows there are.
    pub rows: u32,
    /// The number of its id among the file's, or [`MISSING`].
    pub id: u32,
    /// The earliest moment of its rows, or [`EMPTY`].
    pub moment: i64,
    /// Whether a row has a date that no calendar has.
    pub has_impossible_date: bool,
    /// The amounts of its rows, before they become one.
    pub totals: Totals,
    /// Pieces times price or the amounts of lines, where the amounts are another column.
    pub lines: Totals,
    /// What was given back.
    pub refunds: Totals,
    /// What was asked, where that is told beside a refund.
    pub grosses: Totals,
    /// Whether its rows say different things of what became of them.
    pub parts_differ: bool,
    /// Whether rows name different customers: then the id is not one order's.
    pub is_shared: bool,
    /// The number of the file's currency, [`SEVERAL`] where its amounts are in more than one; `None` without an
    /// amount.
    pub currency: Option<u8>,
    /// The number of the currency of a row with an amount of 0: an order's own where it has no other.
    pub currency_of_nothing: Option<u8>,
    /// The customer, or [`ANONYMOUS`].
    pub customer: u32,
    /// The key column that the customer was found by.
    pub key: usize,
    /// The first key column with a value that tells nobody apart, and why that does not.
    pub unusable_key: Option<(usize, Unusable)>,
    /// What its status says, the first of [`Status`] that any of its rows has; `None` without one.
    pub status: Option<Status>,
    /// Whether it came back in full.
    pub is_returned: bool,
    /// Whether goods went out, or are paid on delivery.
    pub is_sent: bool,
    /// Whether a row says when it was paid.
    pub is_paid: bool,
    /// Whether a row says when it was cancelled.
    pub is_cancelled: bool,
    /// Whether anything was taken off; `None` where nothing says so.
    pub is_discounted: Option<bool>,
    /// The number of its channel among the file's.
    pub channel: u32,
    /// The number of its region among the file's.
    pub region: u32,
    /// The number of its own attribute among the file's.
    pub attribute: u32,
    /// The net amount in minor units, once it is known.
    pub amount: i64,
    /// What its refund did to the amount.
    pub refunded: Refunded,
    /// What was given back of it.
    pub given_back: i64,
    /// Whether its amount stands on one of its rows, or on each, and is not their sum.
    pub is_once: bool,
    /// Whether each row says what was given back of it alone.
    pub refunds_by_row: bool,
    /// Why it would be no valid order, where the merchant keeps such orders.
    pub kept: Option<Reason>,
    /// Whether it is a refund that names an order which is not in its file.
    pub is_named_credit: bool,
    /// The draft that this credit reduced.
    pub reduces: Option<usize>,
    /// Why it is no valid order, once that is known.
    pub reason: Option<Reason>,
}

/// What a refund did to an order's amount.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Refunded {
    /// There is none.
    #[default]
    Nothing,
    /// It was taken off.
    Subtracted,
    /// The amount is smaller than the refund: it was net already.
    AlreadyNet,
}

/// The amounts of an order's rows.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Totals {
    /// Rows with an amount.
    pub rows: u32,
    /// The first of them.
    pub first: i64,
    /// Their sum.
    pub sum: i64,
    /// The largest of them.
    pub largest: i64,
    /// Whether any is above zero.
    pub has_positive: bool,
    /// Whether any is below zero.
    pub has_negative: bool,
    /// Whether not all are equal.
    pub differ: bool,
    /// Rows whose amount can't be read.
    pub unreadable: u32,
    /// The amounts above zero alone.
    pub positives: Same,
    /// The amounts below zero alone.
    pub negatives: Same,
}

/// Whether amounts are the same.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Same {
    /// How many.
    pub rows: u32,
    /// The first of them.
    pub first: i64,
    /// Their sum.
    pub sum: i64,
    /// Whether not all are equal.
    pub differ: bool,
}

impl Same {
    fn add(&mut self, amount: i64) {
        if self.rows == 0 {
            self.first = amount;
        }
        self.rows += 1;
        self.sum = self.sum.saturating_add(amount).clamp(-(1 << 60), 1 << 60);
        self.differ |= amount != self.first;
    }
}

/// Folds the rows of a file that are not plain; their orders join `drafts`, those of all files, in the order of their
/// first rows.
pub(super) fn fold(folder: &Folder<'_>, file: usize, plain: &PlainRows, drafts: &mut Vec<Draft>) -> RowFates {
    let sheet = folder.sheet;
    let ids = sheet.text(Role::OrderId);
    // An id that no other row has needs no place.
    let repeating = ids.filter(|ids| !ids.codes.is_sequence());
    let mut draft_of_id = vec![MISSING; repeating.map_or(0, DecodedColumn::len)];
    let mut fate = |row: usize| {
        match sheet.kind(row) {
            RowKind::Order => {}
            RowKind::Ragged => return Err(Reason::Ragged),
            RowKind::NotAnOrder => return Err(Reason::NotAnOrder),
            RowKind::OtherTable => return Err(Reason::OtherTable),
            RowKind::Copy => return Err(Reason::DuplicateOrder),
            // Until its partner is found.
            RowKind::Detail => return Err(Reason::NoPartner),
        }
        let id = ids.map_or(MISSING, |ids| ids.code(row));
        let mut draft = draft_of_id.get(id as usize).copied().unwrap_or(MISSING);
        if draft == MISSING {
            draft = drafts.len() as u32;
            drafts.push(Draft::new(file, row, id));
            if let Some(slot) = draft_of_id.get_mut(id as usize) {
                *slot = draft;
            }
        }
        folder.add(&mut drafts[draft as usize], row);
        Ok(draft)
    };
    let mut fates = RowFates::default();
    plain.each_not_plain(file, sheet.len(), &mut |row| fates.push(row, fate(row)));
    fates
}

impl Draft {
    fn new(file: usize, row: usize, id: u32) -> Draft {
        Draft {
            file,
            row,
            rows: 0,
            id,
            moment: EMPTY,
            has_impossible_date: false,
            totals: Totals::default(),
            lines: Totals::default(),
            refunds: Totals::default(),
            grosses: Totals::default(),
            parts_differ: false,
            is_shared: false,
            currency: None,
            currency_of_nothing: None,
            customer: ANONYMOUS,
            key: usize::MAX,
            unusable_key: None,
            status: None,
            is_returned: false,
            is_sent: false,
            is_paid: false,
            is_cancelled: false,
            is_discounted: None,
            channel: MISSING,
            region: MISSING,
            attribute: MISSING,
            amount: 0,
            refunded: Refunded::default(),
            given_back: 0,
            is_once: false,
            refunds_by_row: false,
            kept: None,
            is_named_credit: false,
            reduces: None,
            reason: None,
        }
    }
}

impl Totals {
    /// Whether one amount is that of all others together, but for what each was rounded by.
    pub fn is_summed_up(&self) -> bool {
        let apart = (self.sum - 2 * self.largest).unsigned_abs();
        // Small amounts are near each other by chance.
        let is_near =
            apart == 0 || apart < u64::from(self.rows) && self.largest >= 100 * i64::from(self.rows);
        self.rows > 1 && !self.has_negative && self.has_positive && is_near
    }

    /// Whether the amounts above zero, of which there are several, are all the same, while others are below.
    pub fn repeats_beside_negatives(&self) -> bool {
        self.has_negative && self.positives.rows > 1 && !self.positives.differ
    }

    /// One of the amounts above zero, without those below; as many equal ones of these repeat too.
    pub fn first_less_negatives(&self) -> i64 {
        let Same { rows, first, .. } = self.positives;
        let repeats = self.negatives.rows == rows && !self.negatives.differ;
        let below = if repeats { self.negatives.first } else { self.negatives.sum };
        first + below
    }

    /// Takes in a row's amount.
    pub fn add(&mut self, amount: i64) {
        match amount {
            EMPTY => return,
            UNREADABLE => {
                self.unreadable += 1;
                return;
            }
            _ => {}
        }
        if self.rows == 0 {
            (self.first, self.largest) = (amount, amount);
        }
        self.largest = self.largest.max(amount);
        self.rows += 1;
        // Bounded far above what any store accepts, so that nothing behind can overflow.
        self.sum = self.sum.saturating_add(amount).clamp(-(1 << 60), 1 << 60);
        self.has_positive |= amount > 0;
        self.has_negative |= amount < 0;
        match amount.signum() {
            1 => self.positives.add(amount),
            -1 => self.negatives.add(amount),
            _ => {}
        }
        self.differ |= amount != self.first;
    }
}
