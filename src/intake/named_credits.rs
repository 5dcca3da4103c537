//! Refunds that name their order, where that stands in another file: an export of May has the payment, that of June
//! the refund.

use std::collections::BTreeMap;

use super::fold::{Draft, Refunded};
use super::ledger::Reason;
use super::settle;
use super::sheet::Sheet;
use super::store;

/// What an order is known by over all files of one export.
type Id<'a> = (usize, &'a str);

/// Takes refunds that stand alone in their file off the orders of other files that they name. One whose order is
/// in none stays unmatched; one that a second file repeats, or whose order has its refunds already, counts once.
pub(super) fn reduce(drafts: &mut [Draft], sheets: &[Sheet<'_>], keep_refunded: bool) {
    let credits: Vec<usize> = (0..drafts.len()).filter(|&credit| drafts[credit].is_named_credit).collect();
    if credits.is_empty() || sheets.len() < 2 {
        return;
    }
    let id = |draft: &Draft| (sheets[draft.file].export, store::id_of(draft, sheets));
    let orders: BTreeMap<Id<'_>, usize> =
        drafts.iter().enumerate().filter(|(_, d)| d.reason.is_none()).map(|(at, d)| (id(d), at)).collect();
    let mut seen: BTreeMap<(Id<'_>, i64, i64), usize> = BTreeMap::new();
    for credit in credits {
        let Draft { file, moment, amount, .. } = drafts[credit];
        let first = *seen.entry((id(&drafts[credit]), moment, amount)).or_insert(file);
        let order = orders.get(&id(&drafts[credit])).copied();
        let has_refunds = order.is_some_and(|order| drafts[order].totals.has_negative);
        if first != file || has_refunds {
            drafts[credit].reason = Some(Reason::DuplicateOrder);
        } else if let Some(order) = order.filter(|&order| fits(&drafts[order], &drafts[credit], sheets)) {
            drafts[order].amount += amount;
            drafts[order].refunded = Refunded::Subtracted;
            drafts[credit].reduces = Some(order);
            let is_whole = drafts[order].amount == 0 && !keep_refunded;
            drafts[credit].reason = is_whole.then_some(Reason::Refunded);
            drafts[order].reason = is_whole.then_some(Reason::Refunded);
        }
    }
}

fn fits(order: &Draft, credit: &Draft, sheets: &[Sheet<'_>]) -> bool {
    let code = |draft| settle::currency_of(draft, sheets).map(|currency| &currency.code);
    order.amount + credit.amount >= 0 && code(order) == code(credit)
}
