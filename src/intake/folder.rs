//! What the columns of a file say of its rows, and what they add to an order in the making.

use huitou_columns::codes::Codes;
use huitou_columns::numbers::Numbers;

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
    statuses: Meanings<'a, Status>,
    payments: Meanings<'a, Status>,
    returned: Meanings<'a, bool>,
    sent: Meanings<'a, bool>,
    on_delivery: Meanings<'a, bool>,
}

/// What the words of a column mean, by their numbers, where there is such a column.
struct Meanings<'a, T>(Option<(Vec<T>, &'a Codes)>);

impl<'a, T: Copy> Meanings<'a, T> {
    fn of(sheet: &Sheet<'a>, role: Role, meaning: impl Fn(&str) -> T) -> Meanings<'a, T> {
        let column = sheet.text(role);
        Meanings(column.map(|column| (column.values.iter().map(meaning).collect(), column.codes)))
    }

    /// What a row says.
    #[inline]
    fn get(&self, row: usize) -> Option<T> {
        let (meanings, codes) = self.0.as_ref()?;
        meanings.get(codes.get(row) as usize).copied()
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
            statuses: Meanings::of(sheet, Role::Status, status::of),
            payments: Meanings::of(sheet, Role::PaymentStatus, status::of),
            returned: Meanings::of(sheet, Role::AfterSales, |word| status::of(word) == Status::Refunded),
            sent: Meanings::of(sheet, Role::Fulfilment, status::is_sent),
            on_delivery: Meanings::of(sheet, Role::PaymentMethod, status::is_on_delivery),
        }
    }

    /// Whether a row has all that an order needs: a date, an amount that is not below zero, nothing that came back.
    #[inline]
    pub fn is_whole_order(&self, row: usize) -> bool {
        let refund = || self.sheet.rows.shard.refunds.get(row).unwrap_or(EMPTY);
        self.sheet.kind(row) == RowKind::Order
            && self.moment(row) > IMPOSSIBLE
            && self.amounts.get(row).is_some_and(|amount| amount >= 0)
            && (refund() == 0 || refund() <= UNREADABLE)
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
    #[inline]
    pub fn words(&self, row: usize) -> Words {
        let shard = &self.sheet.rows.shard;
        let flag = |flags: &[bool]| flags.get(row) == Some(&true);
        Words {
            status: self.status(row),
            is_returned: self.returned.get(row) == Some(true),
            is_sent: self.sent.get(row) == Some(true) || self.on_delivery.get(row) == Some(true),
            is_paid: flag(&shard.paid),
            is_cancelled: flag(&shard.cancelled),
        }
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
        if self.returned.get(row) == Some(true) {
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
        let order = self.statuses.get(row);
        let payment = self.payments.get(row);
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
            let is_returned = self.returned.get(row) == Some(true);
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
