//! Which orders are valid, and at what net amount.

use super::cell::EMPTY;
use super::fold::{Draft, Refunded};
use super::ledger::Reason;
use super::role::Role;
use super::sheet::Sheet;
use super::shops::Layout;
use super::status::Status;

/// What is told from all files of one export together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Habits {
    /// Orders with several rows that carry an amount each.
    pub orders_with_parts: u64,
    /// Whether these amounts are the same on every row of every order: a total that is repeated.
    totals_differ: bool,
    /// Whether any order is paid.
    has_paid: bool,
    /// Whether any row says when it was paid.
    has_payment_times: bool,
}

impl Habits {
    /// Takes in one more order.
    pub fn add(&mut self, draft: &Draft) {
        self.orders_with_parts += u64::from(draft.totals.rows > 1);
        self.totals_differ |= draft.totals.differ;
        self.has_paid |= matches!(draft.status, Some(Status::Valid | Status::Refunded | Status::Unknown));
        self.has_payment_times |= draft.is_paid;
    }

    /// Whether the order's amount stands on each of its rows.
    pub fn repeats_totals(&self, layout: Layout) -> bool {
        layout == Layout::Told && self.orders_with_parts > 0 && !self.totals_differ
    }

    /// Whether pending orders are those of a shop that is paid on delivery.
    pub fn is_on_delivery(&self) -> bool {
        !self.has_paid
    }
}

/// Judges an order: its net amount, and why it is not valid if it is not.
pub(super) fn judge(draft: &mut Draft, sheet: &Sheet<'_>, habits: &Habits, keep_refunded: bool) {
    let has_totals = !sheet.rows.shard.amounts.is_empty();
    let layout = if has_totals { sheet.rows.plan.layout } else { Layout::Parts };
    let once = layout == Layout::FirstRow || habits.repeats_totals(layout);
    let gross = if once { draft.totals.first } else { draft.totals.sum };
    let refund = if draft.refund == EMPTY { 0 } else { draft.refund };
    (draft.amount, draft.refunded) = match refund {
        0 => (gross, Refunded::Nothing),
        _ if refund <= gross => (gross - refund, Refunded::Subtracted),
        _ => (gross, Refunded::AlreadyNet),
    };
    let came_back =
        draft.amount == 0 && (refund > 0 || draft.totals.has_positive && draft.totals.differ && !once);
    draft.reason = by_status(draft, sheet, habits, came_back).or(came_back.then_some(Reason::Refunded));
    if keep_refunded && draft.reason == Some(Reason::Refunded) {
        (draft.amount, draft.reason) = (0, None);
    }
    draft.reason = draft.reason.or(by_cells(draft));
}

fn by_status(draft: &Draft, sheet: &Sheet<'_>, habits: &Habits, came_back: bool) -> Option<Reason> {
    if draft.is_cancelled {
        return Some(Reason::Cancelled);
    }
    let has_status = sheet.text(Role::Status).is_some();
    match draft.status {
        Some(Status::Cancelled) if came_back && draft.totals.first > 0 => Some(Reason::Refunded),
        Some(Status::Cancelled) => Some(Reason::Cancelled),
        Some(Status::Refunded) => Some(Reason::Refunded),
        _ if draft.is_returned => Some(Reason::Refunded),
        Some(Status::Unpaid) if !draft.is_sent => Some(Reason::Unpaid),
        Some(Status::Pending) if !draft.is_sent && !habits.is_on_delivery() => Some(Reason::Unpaid),
        None if !has_status && habits.has_payment_times && !draft.is_paid && !draft.is_sent => {
            Some(Reason::Unpaid)
        }
        _ => None,
    }
}

fn by_cells(draft: &Draft) -> Option<Reason> {
    if draft.moment == EMPTY {
        return Some(if draft.has_impossible_date { Reason::ImpossibleDate } else { Reason::NoDate });
    }
    // Part of an amount is no amount.
    (draft.totals.rows == 0 || draft.totals.unreadable > 0).then_some(Reason::NoAmount)
}
