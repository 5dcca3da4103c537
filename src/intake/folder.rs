//! What the columns of a file say of its rows, and what they add to an order in the making.

use std::ops::Range;

use huitou_columns::codes::Codes;
use huitou_columns::numbers::Numbers;
use huitou_columns::row_marks::RowMarks;

use super::DateOrder;
use super::cell::{EMPTY, IMPOSSIBLE, UNREADABLE};
use super::currencies::SEVERAL;
use super::fold::Draft;
use super::ledger::{Reason, Unusable};
use super::role::Role;
use super::shard::RowKind;
use super::sheet::{Customer, Sheet};
use super::status::{self, Status};
use crate::order::{ANONYMOUS, MISSING};

/// What became of an order, by what its words say.
#[derive(Clone, Copy, Debug)]
pub(super) struct Words {
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
}

const STATUSES: [Status; 6] =
    [Status::Valid, Status::Unknown, Status::Pending, Status::Unpaid, Status::Refunded, Status::Cancelled];
/// The bits of a class of [`Words`]: a status, counted from 1, and what else is said.
const STATUS: u8 = 7;
const RETURNED: u8 = 8;
const SENT: u8 = 16;
const PAID: u8 = 32;
const CANCELLED: u8 = 64;

impl Words {
    /// The words of a class.
    pub fn of(class: u8) -> Words {
        let has = |bit: u8| class & bit != 0;
        Words {
            status: status_of(class),
            is_returned: has(RETURNED),
            is_sent: has(SENT),
            is_paid: has(PAID),
            is_cancelled: has(CANCELLED),
        }
    }
}

fn status_of(class: u8) -> Option<Status> {
    STATUSES.get(usize::from(class & STATUS).wrapping_sub(1)).copied()
}

fn class_of(status: Status) -> u8 {
    status as u8 + 1
}

/// The classes of the words of a block of rows, and room for them that is used again.
#[derive(Default)]
pub(super) struct WordClasses {
    classes: Vec<u8>,
}

impl WordClasses {
    /// For each of the rows its class.
    pub fn read(&mut self, folder: &Folder<'_>, rows: Range<usize>) -> &[u8] {
        let WordClasses { classes } = self;
        classes.clear();
        classes.resize(rows.len(), 0);
        let is_twofold = folder.statuses.0.is_some() && folder.payments.0.is_some();
        let statuses = [&folder.statuses, &folder.payments].into_iter().filter(|_| !is_twofold);
        for (table, own) in statuses.chain(&folder.others).filter_map(|meanings| meanings.0.as_ref()) {
            own.add_bits(rows.start, table, classes);
        }
        let shard = &folder.sheet.rows.shard;
        if is_twofold || !shard.paid.is_empty() || !shard.cancelled.is_empty() {
            classes.iter_mut().zip(rows).for_each(|(class, row)| *class = folder.class(row));
        }
        classes
    }
}

impl Draft {
    /// What its words say.
    pub fn words(&self) -> Words {
        let &Draft { status, is_returned, is_sent, is_paid, is_cancelled, .. } = self;
        Words { status, is_returned, is_sent, is_paid, is_cancelled }
    }
}

/// Whose a row is.
#[derive(Clone, Copy, Debug)]
pub(super) struct Owner {
    /// The customer, or [`ANONYMOUS`].
    pub customer: u32,
    /// The key column that the customer was found by.
    pub key: usize,
    /// The first key column with a value that tells nobody apart, and why that does not.
    pub unusable_key: Option<(usize, Unusable)>,
}

/// What a file's columns say of its rows.
pub(super) struct Folder<'a> {
    /// The file.
    pub sheet: &'a Sheet<'a>,
    moments: &'a Numbers,
    /// The amounts that make the order's: its totals, else those of its lines.
    amounts: &'a Numbers,
    statuses: Meanings<'a>,
    payments: Meanings<'a>,
    /// What says that goods came back, that they went out, and that they are paid on delivery.
    others: [Meanings<'a>; 3],
}

/// The bits that the words of a column mean, by their numbers, where there is such a column.
struct Meanings<'a>(Option<(Vec<u8>, &'a Codes)>);

impl<'a> Meanings<'a> {
    fn of(sheet: &Sheet<'a>, role: Role, meaning: impl Fn(&str) -> u8) -> Meanings<'a> {
        let column = sheet.text(role);
        Meanings(column.map(|column| (column.values.iter().map(meaning).collect(), column.codes)))
    }

    /// What a row says.
    fn get(&self, row: usize) -> u8 {
        let meaning = self.0.as_ref().and_then(|(meanings, codes)| meanings.get(codes.get(row) as usize));
        meaning.copied().unwrap_or(0)
    }
}

impl<'a> Folder<'a> {
    /// Reads a file's words; `dates` says how its dates are read.
    pub fn new(sheet: &'a Sheet<'a>, dates: DateOrder) -> Folder<'a> {
        let shard = &sheet.rows.shard;
        let has_totals = !shard.amounts.is_empty();
        Folder {
            sheet,
            moments: shard.dates.read(dates),
            amounts: if has_totals { &shard.amounts } else { &shard.line_amounts },
            statuses: Meanings::of(sheet, Role::Status, |word| class_of(status::of(word))),
            payments: Meanings::of(sheet, Role::PaymentStatus, |word| class_of(status::of(word))),
            others: [
                Meanings::of(sheet, Role::AfterSales, |word| {
                    if status::of(word) == Status::Refunded { RETURNED } else { 0 }
                }),
                Meanings::of(sheet, Role::Fulfilment, |word| if status::is_sent(word) { SENT } else { 0 }),
                Meanings::of(
                    sheet,
                    Role::PaymentMethod,
                    |word| {
                        if status::is_on_delivery(word) { SENT } else { 0 }
                    },
                ),
            ],
        }
    }

    /// Marks the rows that have all that an order needs, a date, an amount that is not below zero, nothing that came
    /// back; and all others.
    pub fn whole_orders(&self, whole: u8, other: u8) -> RowMarks {
        let shard = &self.sheet.rows.shard;
        let mut marks = RowMarks::all(whole, shard.len());
        for (row, _) in shard.kinds.iter().enumerate().filter(|(_, kind)| **kind != RowKind::Order) {
            marks.set(row, other);
        }
        marks.unless_from(self.moments, IMPOSSIBLE + 1, other);
        marks.unless_from(self.amounts, 0, other);
        marks.unless_nothing(&shard.refunds, UNREADABLE, other);
        marks
    }

    /// The column of the moments.
    pub fn moments(&self) -> &'a Numbers {
        self.moments
    }

    /// The column of the amounts.
    pub fn amounts(&self) -> &'a Numbers {
        self.amounts
    }

    /// The customers of rows, or [`ANONYMOUS`], over what is in `customers`.
    pub fn customers(&self, rows: &[u32], customers: &mut Vec<u32>) {
        match self.sheet.only_key() {
            Some((meaning, codes)) => {
                codes.read(rows, customers);
                meaning.translate(customers);
            }
            None => {
                customers.clear();
                customers.extend(rows.iter().map(|&row| self.customer(row as usize).customer));
            }
        }
    }

    /// Whether a row may have such a status.
    pub fn may_say(&self, statuses: &[Status]) -> bool {
        let has = |meanings: &Meanings<'_>| {
            let table = meanings.0.as_ref().map(|(table, _)| table.as_slice());
            let mut said = table.unwrap_or_default().iter().filter_map(|class| status_of(*class));
            said.any(|status| statuses.contains(&status))
        };
        has(&self.statuses) || has(&self.payments)
    }

    /// The moment of a row, or why it has none.
    #[inline]
    pub fn moment(&self, row: usize) -> i64 {
        self.moments.get(row).unwrap_or(EMPTY)
    }

    /// The amount of a row, if it has one.
    #[inline]
    pub fn amount(&self, row: usize) -> Option<i64> {
        self.amounts.get(row).filter(|&amount| amount > UNREADABLE)
    }

    /// What the words of a row say.
    pub fn words(&self, row: usize) -> Words {
        Words::of(self.class(row))
    }

    fn class(&self, row: usize) -> u8 {
        let shard = &self.sheet.rows.shard;
        let flag = |flags: &[bool], bit: u8| if flags.get(row) == Some(&true) { bit } else { 0 };
        self.status(row).map_or(0, class_of)
            | self.others.iter().fold(0, |bits, meanings| bits | meanings.get(row))
            | flag(&shard.paid, PAID)
            | flag(&shard.cancelled, CANCELLED)
    }

    fn is_returned(&self, row: usize) -> bool {
        let [returned, ..] = &self.others;
        returned.get(row) != 0
    }

    /// Whose a row is, by its surest key.
    #[inline]
    pub fn customer(&self, row: usize) -> Owner {
        let mut owner = Owner { customer: ANONYMOUS, key: usize::MAX, unusable_key: None };
        for key in 0..self.sheet.key_count() {
            match self.sheet.customer(key, row) {
                Customer::Known(customer) => return Owner { customer, key, ..owner },
                Customer::Unusable(why) => owner.unusable_key = owner.unusable_key.or(Some((key, why))),
                Customer::Empty => {}
            }
        }
        owner
    }

    /// Whether anything was taken off a row; `None` where nothing says so.
    #[inline]
    pub fn is_discounted(&self, row: usize) -> Option<bool> {
        let discount = self.sheet.rows.shard.discounts.get(row)?;
        Some(discount > UNREADABLE && discount != 0)
    }

    /// Why a part of an order that has parts of its own does not count, if it does not.
    pub fn reason_of_part(&self, draft: &Draft, row: usize, is_on_delivery: bool) -> Option<Reason> {
        if self.is_returned(row) {
            return Some(Reason::Refunded);
        }
        match self.status(row)? {
            Status::Unpaid if !draft.is_sent => Some(Reason::Unpaid),
            Status::Pending if !draft.is_sent && !is_on_delivery => Some(Reason::Unpaid),
            Status::Cancelled => Some(Reason::Cancelled),
            Status::Refunded => Some(Reason::Refunded),
            _ => None,
        }
    }

    /// What the status columns say of a row together.
    pub fn status(&self, row: usize) -> Option<Status> {
        let order = status_of(self.statuses.get(row));
        let payment = status_of(self.payments.get(row));
        match (order, payment) {
            (Some(order), Some(payment)) => Some(order.with_payment(payment)),
            _ => order.or(payment),
        }
    }

    /// Adds a row to its order.
    pub fn add(&self, draft: &mut Draft, row: usize) {
        self.add_part(draft, row);
        self.add_moment(draft, row);
        self.add_words(draft, row);
        self.add_customer(draft, row);
    }

    /// Adds what is the row's own: its part of the amount, and what became of it.
    pub fn add_part(&self, draft: &mut Draft, row: usize) {
        let shard = &self.sheet.rows.shard;
        draft.rows += 1;
        draft.totals.add(self.amounts.get(row).unwrap_or(EMPTY));
        draft.lines.add(shard.line_amounts.get(row).unwrap_or(EMPTY));
        draft.grosses.add(shard.grosses.get(row).unwrap_or(EMPTY));
        if let Some(refund) = shard.refunds.get(row).filter(|&refund| refund > UNREADABLE) {
            draft.refunds.add(refund.abs());
        }
        if self.has_money(row) {
            let currency = shard.currency[row];
            draft.currency = match draft.currency {
                Some(known) if known != currency => Some(SEVERAL),
                _ => Some(currency),
            };
        } else if self.amounts.get(row) == Some(0) {
            draft.currency_of_nothing = draft.currency_of_nothing.or(shard.currency.get(row).copied());
        }
        let status = self.status(row);
        draft.parts_differ |= draft.status.is_some() && status.is_some() && draft.status != status;
        // The first in this order that any row has, so that the order of rows does not matter.
        draft.status = draft.status.into_iter().chain(status).min();
        if self.sheet.text(Role::AfterSales).is_some() {
            let is_returned = self.is_returned(row);
            draft.parts_differ |= draft.rows > 1 && draft.is_returned != is_returned;
            draft.is_returned |= is_returned;
        }
    }

    fn has_money(&self, row: usize) -> bool {
        let is_amount = |column: &Numbers| column.get(row).is_some_and(|amount| !matches!(amount, EMPTY | 0));
        is_amount(self.amounts) || is_amount(&self.sheet.rows.shard.refunds)
    }

    fn add_moment(&self, draft: &mut Draft, row: usize) {
        match self.moment(row) {
            EMPTY | UNREADABLE => {}
            IMPOSSIBLE => draft.has_impossible_date = true,
            moment if draft.moment == EMPTY => draft.moment = moment,
            moment => draft.moment = draft.moment.min(moment),
        }
    }

    fn add_words(&self, draft: &mut Draft, row: usize) {
        if let Some(is_discounted) = self.is_discounted(row) {
            draft.is_discounted = Some(draft.is_discounted == Some(true) || is_discounted);
        }
        let words = self.words(row);
        draft.is_sent |= words.is_sent;
        draft.is_paid |= words.is_paid;
        draft.is_cancelled |= words.is_cancelled;
        let first = |known: u32, role| {
            if known == MISSING {
                self.sheet.text(role).map_or(MISSING, |column| column.code(row))
            } else {
                known
            }
        };
        draft.channel = first(draft.channel, Role::Channel);
        draft.region = first(draft.region, Role::Region);
        draft.attribute = first(draft.attribute, Role::Attribute);
    }

    /// The surest key of any row counts, and of those the first.
    fn add_customer(&self, draft: &mut Draft, row: usize) {
        if draft.key < self.sheet.key_count()
            && let Customer::Known(customer) = self.sheet.customer(draft.key, row)
        {
            draft.is_shared |= customer != draft.customer;
        }
        for key in 0..self.sheet.key_count().min(draft.key) {
            match self.sheet.customer(key, row) {
                Customer::Known(customer) => {
                    draft.customer = customer;
                    draft.key = key;
                    return;
                }
                Customer::Unusable(why) => draft.unusable_key = draft.unusable_key.or(Some((key, why))),
                Customer::Empty => {}
            }
        }
    }
}
