//! Credits: negative orders that name no other order reduce their customer's latest earlier order that is
//! large enough.

use std::collections::BTreeMap;

use super::fold::Draft;
use super::ledger::Reason;
use crate::order::ANONYMOUS;

/// Whether this is a credit that still stands.
pub(super) fn is_credit(draft: &Draft) -> bool {
    draft.reason.is_none() && draft.amount < 0
}

/// Takes every credit off the latest order of its customer that lies at or before it and still has at least its
/// amount. `id` gives the text of an order's id. Chronological, ties by id: the order of rows does not matter.
///
/// An order that is reduced to nothing is refunded, with the credits that did it, unless these are kept.
pub(super) fn reduce<'a>(drafts: &mut [Draft], id: impl Fn(&Draft) -> &'a str, keep_refunded: bool) {
    let place = |i: usize| (drafts[i].moment, id(&drafts[i]), drafts[i].amount, i);
    let mut credits: Vec<usize> = (0..drafts.len()).filter(|&i| is_credit(&drafts[i])).collect();
    let mut orders = orders_of_customers(drafts, &credits);
    for of_one in orders.values_mut().chain([&mut credits]) {
        of_one.sort_unstable_by(|&a, &b| place(a).cmp(&place(b)));
    }
    for credit in credits {
        let Draft { customer, moment, amount, .. } = drafts[credit];
        let earlier = orders.get(&customer).map(|orders| {
            let end = orders.partition_point(|&order| drafts[order].moment <= moment);
            &orders[..end]
        });
        let fits = |&&order: &&usize| drafts[order].amount >= -amount;
        match earlier.and_then(|orders| orders.iter().rev().find(fits)).copied() {
            Some(order) => {
                drafts[order].amount += amount;
                drafts[credit].reduces = Some(order);
            }
            None => drafts[credit].reason = Some(Reason::UnmatchedCredit),
        }
    }
    if !keep_refunded {
        set_aside_refunded(drafts);
    }
}

/// The positive orders of the customers who have credits.
fn orders_of_customers(drafts: &[Draft], credits: &[usize]) -> BTreeMap<u32, Vec<usize>> {
    let mut orders: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for customer in credits.iter().map(|&credit| drafts[credit].customer).filter(|&c| c != ANONYMOUS) {
        orders.entry(customer).or_default();
    }
    for (i, draft) in
        drafts.iter().enumerate().filter(|(_, draft)| draft.reason.is_none() && draft.amount > 0)
    {
        if let Some(of_customer) = orders.get_mut(&draft.customer) {
            of_customer.push(i);
        }
    }
    orders
}

fn set_aside_refunded(drafts: &mut [Draft]) {
    for credit in 0..drafts.len() {
        let Some(order) = drafts[credit].reduces.filter(|&order| drafts[order].amount == 0) else { continue };
        drafts[credit].reason = Some(Reason::Refunded);
        drafts[order].reason = Some(Reason::Refunded);
    }
}
