//! Refunds that name their order, where that stands in another file: an export of May has the payment, that of June
//! the refund.

use super::fold::{Draft, Refunded};
use super::ledger::Reason;
use super::settle;
use super::sheet::Sheet;
use super::store;
use crate::order::MISSING;
use huitou_columns::interner::Interner;

/// Finds the negative orders whose id is that of an order in another part of the same export: in one file they
/// would be rows of that order.
pub(super) fn find(drafts: &mut [Draft], sheets: &[Sheet<'_>]) {
    let could_be = |draft: &Draft| {
        draft.amount < 0
            && draft.id != MISSING
            && !draft.totals.has_positive
            && matches!(draft.reason, None | Some(Reason::Refunded))
    };
    if sheets.len() < 2 || !drafts.iter().any(could_be) {
        return;
    }
    let mut ids = Interner::default();
    let mut id = |draft: &Draft| {
        ids.intern(format!("{} {}", sheets[draft.file].export, store::id_of(draft, sheets)).as_bytes())
    };
    let orders = drafts.iter().filter(|draft| draft.totals.has_positive && draft.id != MISSING);
    // Numbers are given one by one: what an order has taken is below the next.
    let next = orders.map(&mut id).max().map_or(0, |last| last + 1);
    for draft in drafts.iter_mut().filter(|draft| could_be(draft)) {
        if id(draft) < next {
            draft.is_named_credit = true;
            draft.reason = Some(Reason::UnmatchedCredit);
        }
    }
}

/// Takes refunds that stand alone in their file off the orders of other files that they name. One whose order is
/// in none stays unmatched; one that a second file repeats, or whose order has its refunds already, counts once.
pub(super) fn reduce(drafts: &mut [Draft], sheets: &[Sheet<'_>], keep_refunded: bool) {
    if sheets.len() < 2 || !drafts.iter().any(|draft| draft.is_named_credit) {
        return;
    }
    let id = |draft: &Draft| format!("{} {}", sheets[draft.file].export, store::id_of(draft, sheets));
    let (mut ids, mut orders) = (Interner::default(), Vec::new());
    let (mut refunds, mut first_files) = (Interner::default(), Vec::new());
    for (order, draft) in drafts.iter().enumerate().filter(|(_, draft)| draft.reason.is_none()) {
        if ids.intern(id(draft).as_bytes()) as usize == orders.len() {
            orders.push(order);
        }
    }
    for credit in 0..drafts.len() {
        let Draft { file, moment, amount, is_named_credit: true, .. } = drafts[credit] else { continue };
        let refund = format!("{} {moment} {amount}", id(&drafts[credit]));
        let refund = refunds.intern(refund.as_bytes()) as usize;
        if refund == first_files.len() {
            first_files.push(file);
        }
        let order = orders.get(ids.intern(id(&drafts[credit]).as_bytes()) as usize).copied();
        let has_refunds = order.is_some_and(|order: usize| drafts[order].totals.has_negative);
        if first_files[refund] != file || has_refunds {
            drafts[credit].reason = Some(Reason::DuplicateOrder);
        } else if let Some(order) = order.filter(|&order| fits(&drafts[order], &drafts[credit], sheets)) {
            take_off(drafts, credit, order, keep_refunded);
        }
    }
}

fn take_off(drafts: &mut [Draft], credit: usize, order: usize, keep_refunded: bool) {
    drafts[order].amount += drafts[credit].amount;
    drafts[order].given_back -= drafts[credit].amount;
    drafts[order].refunded = Refunded::Subtracted;
    drafts[credit].reduces = Some(order);
    let is_whole = drafts[order].amount == 0 && !keep_refunded;
    for draft in [credit, order] {
        drafts[draft].reason = is_whole.then_some(Reason::Refunded);
    }
}

fn fits(order: &Draft, credit: &Draft, sheets: &[Sheet<'_>]) -> bool {
    let code = |draft| settle::currency_of(draft, sheets).map(|currency| &currency.code);
    order.amount + credit.amount >= 0 && code(order) == code(credit)
}
