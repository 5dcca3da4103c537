//! Which orders are valid, and at what net amount.

use super::cell::EMPTY;
use super::fold::{Draft, Refunded, Totals};
use super::folder::Words;
use super::layout::{self, Made};
use super::ledger::Reason;
use super::names;
use super::plan::Plan;
use super::role::Role;
use super::sheet::Sheet;
use super::shops::Layout;
use super::status::Status;
use super::{Choices, RefundForm};
use crate::order::MISSING;

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
    /// Orders with a refund where what was asked is what is left and what came back; and where it is the amount.
    asked: (u64, u64),
    /// Orders of three or more rows of which one has the sum of the others.
    summaries: u64,
    /// What the merchant says of the layout.
    pub chosen_layout: Option<Layout>,
    /// What the merchant says of refunds.
    pub chosen_refunds: Option<RefundForm>,
}

impl Habits {
    /// Nothing seen yet, under what the merchant says.
    pub fn under(choices: &Choices) -> Habits {
        Habits {
            chosen_layout: choices.layout.map(layout::chosen),
            chosen_refunds: choices.refunds,
            ..Habits::default()
        }
    }

    /// Takes in one more order.
    pub fn add(&mut self, draft: &Draft) {
        self.add_totals(&draft.totals, &draft.lines);
        self.add_words(draft.words());
        let is_void = draft.is_cancelled || matches!(draft.status, Some(Status::Cancelled | Status::Unpaid));
        let has_nothing_left = draft.totals.rows > 0 && !draft.totals.has_positive;
        self.is_net |= draft.refunds.has_positive && has_nothing_left && !is_void;
        let (amount, refund, asked) = (draft.totals.sum, draft.refunds.sum, draft.grosses.sum);
        if draft.rows == 1 && refund > 0 && asked > 0 {
            self.asked.0 += u64::from(amount + refund == asked);
            self.asked.1 += u64::from(amount == asked);
        }
    }

    /// Takes in what the words of one more order say.
    #[inline]
    pub fn add_words(&mut self, words: Words) {
        self.has_paid |= matches!(words.status, Some(Status::Valid | Status::Unknown));
        self.has_payment_times |= words.is_paid;
    }

    /// Whether amounts are what refunds left: as the merchant says; as most sums have it, where the amounts before
    /// refunds are told; else as an order has it whose refund left nothing.
    fn is_net(&self) -> bool {
        match (self.chosen_refunds, self.asked) {
            (Some(form), _) => form == RefundForm::AlreadyNet,
            (None, (net, gross)) if net != gross => net > gross,
            _ => self.is_net,
        }
    }

    /// Where the rows of an order carry its amount: as the merchant says, else as the shop has it.
    pub fn layout(&self, plan: &Plan) -> Layout {
        self.chosen_layout.unwrap_or(plan.layout)
    }

    /// Whether all orders of several rows have one with the sum of the others. One order alone may be chance.
    pub fn has_summaries(&self) -> bool {
        self.summaries > 1 && self.different == 0
    }

    /// Takes in the amounts of one more order's rows. Only orders of positive amounts tell.
    pub fn add_totals(&mut self, totals: &Totals, lines: &Totals) {
        if totals.rows < 2 || totals.has_negative || !totals.has_positive {
            return;
        }
        if totals.differ {
            let is_summed_up = totals.rows > 2 && totals.is_summed_up();
            self.summaries += u64::from(is_summed_up);
            self.different += u64::from(!is_summed_up);
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
    // Called from several places: once in the page's code.
    #[inline(never)]
    pub fn repeats_totals(&self, plan: &Plan) -> bool {
        if self.layout(plan) != Layout::Told || self.equal == 0 {
            return false;
        }
        match self.lines_make {
            (0, 0) => {
                let needed = if is_named_after_order(plan) { 1 } else { 9 };
                // A few orders summed up by one of their rows are orders that differ.
                let different = self.different + if self.has_summaries() { 0 } else { self.summaries };
                self.equal >= needed * different
            }
            (one_row, all_rows) => one_row > all_rows,
        }
    }

    /// Whether amounts repeat on the rows of many orders and differ on those of many others.
    pub fn has_mixed_totals(&self, plan: &Plan) -> bool {
        let (fewer, more) = (self.equal.min(self.different), self.equal.max(self.different));
        self.layout(plan) == Layout::Told && self.lines_make == (0, 0) && fewer > 0 && more < 9 * fewer
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
    Made::of(draft, sheet, habits).is_once()
}

/// Judges an order: its net amount, and why it is not valid if it is not.
pub(super) fn judge(draft: &mut Draft, sheet: &Sheet<'_>, habits: &Habits, choices: &Choices) {
    let made = Made::of(draft, sheet, habits);
    let once = made.is_once();
    let gross = made.amount(&draft.totals);
    let by_line = sheet.rows.plan.shop.is_some_and(|shop| shop.refunds_by_line);
    let is_repeated = once && !by_line && !draft.refunds.differ;
    let refund = if is_repeated { draft.refunds.first } else { draft.refunds.sum };
    (draft.amount, draft.refunded) = net(gross, refund, habits);
    if draft.totals.has_positive && draft.totals.has_negative && names_order(&sheet.rows.plan) {
        draft.refunded = Refunded::Subtracted;
    }
    let came_back =
        draft.amount == 0 && (refund > 0 || draft.totals.has_positive && draft.totals.differ && !once);
    (draft.is_once, draft.refunds_by_row) = (once, refund > 0 && !is_repeated);
    let has_status = sheet.text(Role::Status).is_some();
    let came_back_paid = came_back && draft.totals.first > 0;
    draft.reason =
        by_words(draft.words(), has_status, habits, came_back_paid).or(came_back.then_some(Reason::Refunded));
    draft.given_back = given_back(draft, gross, refund);
    // Its status is that of its order.
    let is_credit =
        draft.amount < 0 && draft.id != MISSING && matches!(draft.reason, None | Some(Reason::Refunded));
    draft.is_named_credit = is_credit && names_order(&sheet.rows.plan) && by_cells(draft).is_none();
    if draft.is_named_credit {
        draft.reason = Some(Reason::UnmatchedCredit);
    }
    draft.kept = draft.reason.take_if(|reason| choices.keeps(*reason));
    if draft.kept == Some(Reason::Refunded) {
        draft.amount = 0;
    }
    draft.reason = draft.reason.or(by_cells(draft));
}

/// What was given back of a judged order: as a refund or rows below zero say, else all of one that is refunded.
fn given_back(draft: &Draft, gross: i64, refund: i64) -> i64 {
    let is_refunded = draft.reason == Some(Reason::Refunded);
    let has_rows_below = draft.totals.has_positive && draft.totals.has_negative;
    if refund > 0 {
        refund
    } else if has_rows_below && (is_refunded || draft.refunded == Refunded::Subtracted) {
        -draft.totals.negatives.sum
    } else if is_refunded {
        gross.max(0)
    } else {
        0
    }
}

/// Whether refunds that are rows name their order.
fn names_order(plan: &Plan) -> bool {
    plan.shop.is_some_and(|shop| shop.refunds_share_ids) || plan.columns.contains_key(&Role::RefundOf)
}

/// An amount without its refund. A refund can be larger than the amount, by the postage; one of more than half
/// again as much was not taken from that amount, which must be what was left.
fn net(gross: i64, refund: i64, habits: &Habits) -> (i64, Refunded) {
    let exceeds = habits.chosen_refunds.is_none() && refund > gross + gross / 2;
    match refund {
        0 => (gross, Refunded::Nothing),
        _ if habits.is_net() || exceeds => (gross, Refunded::AlreadyNet),
        _ => ((gross - refund).max(0), Refunded::Subtracted),
    }
}

/// Why an order is not valid by what its words say; `has_status` tells whether its file has a status at all,
/// `came_back` whether what was paid for it did.
pub(super) fn by_words(words: Words, has_status: bool, habits: &Habits, came_back: bool) -> Option<Reason> {
    if words.is_cancelled {
        return Some(Reason::Cancelled);
    }
    match words.status {
        Some(Status::Cancelled) if words.is_returned || came_back => Some(Reason::Refunded),
        Some(Status::Cancelled) => Some(Reason::Cancelled),
        Some(Status::Refunded) => Some(Reason::Refunded),
        _ if words.is_returned => Some(Reason::Refunded),
        Some(Status::Unpaid) if !words.is_sent => Some(Reason::Unpaid),
        Some(Status::Pending) if !words.is_sent && !habits.is_on_delivery() => Some(Reason::Unpaid),
        None if !has_status && habits.has_payment_times && !words.is_paid && !words.is_sent => {
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
