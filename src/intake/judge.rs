//! Which orders are valid, and at what net amount.

use super::cell::EMPTY;
use super::fold::{Draft, Refunded, Totals};
use super::ledger::Reason;
use super::names;
use super::plan::Plan;
use super::role::Role;
use super::sheet::Sheet;
use super::shops::Layout;
use super::status::Status;

/// What is told from all files of one export together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Habits {
    /// Orders with several rows that carry the same amount each.
    pub equal: u64,
    /// Orders with several rows that carry different amounts.
    pub different: u64,
    /// Of the equal ones those whose lines, counted otherwise, make the amount of one row, and of all rows.
    lines_make: (u64, u64),
    /// Whether any order is paid.
    has_paid: bool,
    /// Whether any row says when it was paid.
    has_payment_times: bool,
    /// Whether an order has a refund and nothing left: its amount is what the refund left.
    is_net: bool,
}

impl Habits {
    /// Takes in one more order.
    pub fn add(&mut self, draft: &Draft) {
        self.add_totals(&draft.totals, &draft.lines);
        self.has_paid |= matches!(draft.status, Some(Status::Valid | Status::Unknown));
        self.has_payment_times |= draft.is_paid;
        let is_void = draft.is_cancelled || matches!(draft.status, Some(Status::Cancelled | Status::Unpaid));
        let has_nothing_left = draft.totals.rows > 0 && !draft.totals.has_positive;
        self.is_net |= draft.refunds.has_positive && has_nothing_left && !is_void;
    }

    /// Takes in the amounts of one more order's rows. Only orders of positive amounts tell.
    pub fn add_totals(&mut self, totals: &Totals, lines: &Totals) {
        if totals.rows < 2 || totals.has_negative || !totals.has_positive {
            return;
        }
        if totals.differ {
            self.different += 1;
            return;
        }
        self.equal += 1;
        if lines.rows == totals.rows {
            self.lines_make.0 += u64::from(lines.sum == totals.first);
            self.lines_make.1 += u64::from(lines.sum == totals.sum);
        }
    }

    /// Whether equal amounts on the rows of an order are its amount, repeated: as the lines have it where they
    /// tell; else where next to all orders have equal ones, or most and the column is named after the order.
    pub fn repeats_totals(&self, plan: &Plan) -> bool {
        if plan.layout != Layout::Told || self.equal == 0 {
            return false;
        }
        match self.lines_make {
            (0, 0) => {
                let needed = if is_named_after_order(plan) { 1 } else { 9 };
                self.equal >= needed * self.different
            }
            (one_row, all_rows) => one_row > all_rows,
        }
    }

    /// Whether amounts repeat on the rows of many orders and differ on those of many others.
    pub fn has_mixed_totals(&self, plan: &Plan) -> bool {
        let (fewer, more) = (self.equal.min(self.different), self.equal.max(self.different));
        plan.layout == Layout::Told && self.lines_make == (0, 0) && fewer > 0 && more < 9 * fewer
            || self.repeats_totals(plan) && self.different > 0
    }

    /// Whether pending orders are those of a shop that is paid on delivery.
    pub fn is_on_delivery(&self) -> bool {
        !self.has_paid
    }
}

/// `order total`, `订单金额`.
pub(super) fn is_named_after_order(plan: &Plan) -> bool {
    let name = plan.columns.get(&Role::Amount).map(|&column| names::normalised(&plan.names[column]));
    name.is_some_and(|name| ["order", "grand", "订单"].iter().any(|word| name.contains(word)))
}

/// Whether the order's amount stands on one of its rows, or on each, and is not their sum.
pub(super) fn counts_once(draft: &Draft, sheet: &Sheet<'_>, habits: &Habits) -> bool {
    let plan = &sheet.rows.plan;
    match plan.layout {
        _ if sheet.rows.shard.amounts.is_empty() => false,
        Layout::FirstRow => true,
        Layout::Told => habits.repeats_totals(plan) && !draft.totals.differ,
        Layout::Parts => false,
    }
}

/// Judges an order: its net amount, and why it is not valid if it is not.
pub(super) fn judge(draft: &mut Draft, sheet: &Sheet<'_>, habits: &Habits, keep_refunded: bool) {
    let once = counts_once(draft, sheet, habits);
    let gross = if once { draft.totals.first } else { draft.totals.sum };
    let refund = if once && !draft.refunds.differ { draft.refunds.first } else { draft.refunds.sum };
    (draft.amount, draft.refunded) = net(gross, refund, habits.is_net);
    let came_back =
        draft.amount == 0 && (refund > 0 || draft.totals.has_positive && draft.totals.differ && !once);
    draft.reason = by_status(draft, sheet, habits, came_back).or(came_back.then_some(Reason::Refunded));
    if keep_refunded && draft.reason == Some(Reason::Refunded) {
        (draft.amount, draft.reason) = (0, None);
    }
    draft.reason = draft.reason.or(by_cells(draft));
}

/// An amount without its refund. A refund can be larger than the amount, by the postage; one of more than half
/// again as much was not taken from that amount, which must be what was left.
fn net(gross: i64, refund: i64, is_net: bool) -> (i64, Refunded) {
    match refund {
        0 => (gross, Refunded::Nothing),
        _ if is_net || refund > gross + gross / 2 => (gross, Refunded::AlreadyNet),
        _ => ((gross - refund).max(0), Refunded::Subtracted),
    }
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
