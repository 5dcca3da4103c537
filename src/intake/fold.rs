//! From rows to orders in the making: rows that share an order id are one order.

use super::DateOrder;
use super::cell::{EMPTY, IMPOSSIBLE, UNREADABLE};
use super::ledger::Reason;
use super::role::Role;
use super::shard::RowKind;
use super::sheet::{Customer, Sheet};
use super::status::{self, Status};
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
    /// What was given back, or [`EMPTY`].
    pub refund: i64,
    /// The number of the file's currency.
    pub currency: u8,
    /// The customer, or [`ANONYMOUS`].
    pub customer: u32,
    /// The key column that the customer was found by.
    pub key: usize,
    /// The first key column with a value that tells nobody apart.
    pub unusable_key: Option<usize>,
    /// What its status says; `None` without one.
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
    /// The net amount in minor units, once it is known.
    pub amount: i64,
    /// What its refund did to the amount.
    pub refunded: Refunded,
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
    /// Whether any is above zero.
    pub has_positive: bool,
    /// Whether all are equal.
    pub differ: bool,
    /// Rows whose amount can't be read.
    pub unreadable: u32,
}

/// For each row of a file the number of its draft, or why it is in none.
pub(super) type RowFates = Vec<Result<u32, Reason>>;

/// Folds the rows of a file; its orders join `drafts`, those of all files, in the order of their first rows.
///
/// Parts that came back are set aside, or stay at nothing where `keep_refunded` says so.
pub(super) fn fold(
    sheet: &Sheet<'_>,
    file: usize,
    dates: DateOrder,
    keep_refunded: bool,
    drafts: &mut Vec<Draft>,
) -> RowFates {
    let folder = Folder::new(sheet, dates);
    let ids = sheet.text(Role::OrderId);
    let mut draft_of_id = vec![MISSING; ids.map_or(0, |ids| ids.values.len())];
    let mut fate = |row: usize| {
        match sheet.kind(row) {
            RowKind::Order => {}
            RowKind::Ragged => return Err(Reason::Ragged),
            RowKind::NotAnOrder => return Err(Reason::NotAnOrder),
        }
        let reason = folder.reason_of_part(row);
        let is_kept = keep_refunded && reason == Some(Reason::Refunded);
        if let Some(reason) = reason.filter(|_| !is_kept) {
            return Err(reason);
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
        let add = if is_kept { Folder::add_refunded } else { Folder::add };
        add(&folder, &mut drafts[draft as usize], row);
        Ok(draft)
    };
    (0..sheet.len()).map(&mut fate).collect()
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
            refund: EMPTY,
            currency: 0,
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
            amount: 0,
            refunded: Refunded::default(),
            reduces: None,
            reason: None,
        }
    }
}

impl Totals {
    fn add(&mut self, amount: i64) {
        match amount {
            EMPTY => return,
            UNREADABLE => {
                self.unreadable += 1;
                return;
            }
            _ => {}
        }
        if self.rows == 0 {
            self.first = amount;
        }
        self.rows += 1;
        // Bounded far above what any store accepts, so that nothing behind can overflow.
        self.sum = self.sum.saturating_add(amount).clamp(-(1 << 60), 1 << 60);
        self.has_positive |= amount > 0;
        self.differ |= amount != self.first;
    }
}

/// What a file's columns say of its rows.
struct Folder<'a> {
    sheet: &'a Sheet<'a>,
    moments: &'a [i64],
    /// The amounts that make the order's: its totals, else those of its lines.
    amounts: &'a [i64],
    statuses: Vec<Status>,
    payments: Vec<Status>,
    returned: Vec<bool>,
    sent: Vec<bool>,
    on_delivery: Vec<bool>,
}

impl<'a> Folder<'a> {
    fn new(sheet: &'a Sheet<'a>, dates: DateOrder) -> Folder<'a> {
        let shard = &sheet.rows.shard;
        let has_totals = !shard.amounts.is_empty();
        let words = |role| sheet.text(role).map(|column| &column.values);
        let judged = |role, judge: fn(&str) -> bool| -> Vec<bool> {
            words(role).map(|texts| texts.iter().map(judge).collect()).unwrap_or_default()
        };
        let statuses = |role| -> Vec<Status> {
            words(role).map(|texts| texts.iter().map(status::of).collect()).unwrap_or_default()
        };
        Folder {
            sheet,
            moments: shard.dates.read(dates),
            amounts: if has_totals { &shard.amounts } else { &shard.line_amounts },
            statuses: statuses(Role::Status),
            payments: statuses(Role::PaymentStatus),
            returned: judged(Role::AfterSales, |word| status::of(word) == Status::Refunded),
            sent: judged(Role::Fulfilment, status::is_sent),
            on_delivery: judged(Role::PaymentMethod, status::is_on_delivery),
        }
    }

    /// Where rows have ids of their own their status is their own too: one part of an order can come back.
    fn reason_of_part(&self, row: usize) -> Option<Reason> {
        self.sheet.rows.plan.columns.get(&Role::LineId)?;
        if self.said(Role::AfterSales, row, &self.returned) == Some(true) {
            return Some(Reason::Refunded);
        }
        match self.status(row)? {
            Status::Unpaid | Status::Pending => Some(Reason::Unpaid),
            Status::Cancelled => Some(Reason::Cancelled),
            Status::Refunded => Some(Reason::Refunded),
            Status::Valid | Status::Unknown => None,
        }
    }

    /// What the status columns say of a row together.
    fn status(&self, row: usize) -> Option<Status> {
        let order = self.said(Role::Status, row, &self.statuses);
        let payment = self.said(Role::PaymentStatus, row, &self.payments);
        match (order, payment) {
            (Some(order), Some(payment)) => Some(order.with_payment(payment)),
            _ => order.or(payment),
        }
    }

    fn said<T: Copy>(&self, role: Role, row: usize, meanings: &[T]) -> Option<T> {
        meanings.get(self.sheet.text(role)?.code(row) as usize).copied()
    }

    fn add(&self, draft: &mut Draft, row: usize) {
        let shard = &self.sheet.rows.shard;
        draft.rows += 1;
        self.add_moment(draft, row);
        draft.totals.add(self.amounts.get(row).copied().unwrap_or(EMPTY));
        if draft.totals.rows <= 1 {
            draft.currency = shard.currency[row];
        }
        let refund = shard.refunds.get(row).copied().filter(|&refund| refund > UNREADABLE);
        if let (EMPTY, Some(refund)) = (draft.refund, refund) {
            draft.refund = refund.abs();
        }
        let discount = shard.discounts.get(row).copied().filter(|&discount| discount > UNREADABLE);
        if !shard.discounts.is_empty() {
            draft.is_discounted = Some(draft.is_discounted == Some(true) || discount.is_some_and(|d| d != 0));
        }
        self.add_words(draft, row);
        self.add_customer(draft, row);
    }

    /// A part that came back, where such orders are kept: at nothing.
    fn add_refunded(&self, draft: &mut Draft, row: usize) {
        draft.rows += 1;
        self.add_moment(draft, row);
        draft.totals.add(0);
        if draft.totals.rows <= 1 {
            draft.currency = self.sheet.rows.shard.currency[row];
        }
        self.add_customer(draft, row);
    }

    fn add_moment(&self, draft: &mut Draft, row: usize) {
        match self.moments[row] {
            EMPTY | UNREADABLE => {}
            IMPOSSIBLE => draft.has_impossible_date = true,
            moment if draft.moment == EMPTY => draft.moment = moment,
            moment => draft.moment = draft.moment.min(moment),
        }
    }

    fn add_words(&self, draft: &mut Draft, row: usize) {
        let shard = &self.sheet.rows.shard;
        let flag = |flags: &[bool]| flags.get(row) == Some(&true);
        draft.status = draft.status.or(self.status(row));
        draft.is_returned |= self.said(Role::AfterSales, row, &self.returned) == Some(true);
        draft.is_sent |= self.said(Role::Fulfilment, row, &self.sent) == Some(true)
            || self.said(Role::PaymentMethod, row, &self.on_delivery) == Some(true);
        draft.is_paid |= flag(&shard.paid);
        draft.is_cancelled |= flag(&shard.cancelled);
        let first = |known: u32, role| {
            if known == MISSING {
                self.sheet.text(role).map_or(MISSING, |column| column.code(row))
            } else {
                known
            }
        };
        draft.channel = first(draft.channel, Role::Channel);
        draft.region = first(draft.region, Role::Region);
    }

    /// The surest key of any row counts, and of those the first.
    fn add_customer(&self, draft: &mut Draft, row: usize) {
        for key in 0..self.sheet.key_count().min(draft.key) {
            match self.sheet.customer(key, row) {
                Customer::Known(customer) => {
                    draft.customer = customer;
                    draft.key = key;
                    return;
                }
                Customer::Unusable => draft.unusable_key = draft.unusable_key.or(Some(key)),
                Customer::Empty => {}
            }
        }
    }
}
