//! Credits: negative orders that name no other order reduce their customer's latest earlier order that is
//! large enough.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::collections::BTreeMap;

use super::fold::Draft;
use super::ledger::Reason;
use crate::order::ANONYMOUS;

/// Takes every credit off the latest order of its customer that lies at or before it and still has at least its
/// amount. `id` gives the text of an order's id. Chronological, ties by id: the order of rows does not matter.
///
/// An order that is reduced to nothing is refunded, with the credits that did it, unless these are kept.
pub(super) fn reduce<'a>(drafts: &mut [Draft], id: impl Fn(&Draft) -> Cow<'a, str>, keep_refunded: bool) {
    let place = |i: usize| (drafts[i].moment, id(&drafts[i]), drafts[i].amount, i);
    let mut credits: Vec<usize> = (0..drafts.len()).filter(|&i| is_credit(&drafts[i])).collect();
    let mut orders = orders_of_customers(drafts, &credits);
    // Through a pointer: a sort with its rule inside is 10 kB of code.
    let chronological: &dyn Fn(&usize, &usize) -> Ordering = &|&a, &b| place(a).cmp(&place(b));
    for of_one in orders.values_mut().chain([&mut credits]) {
        of_one.sort_unstable_by(chronological);
    }
    let mut remaining: BTreeMap<u32, Remaining> = BTreeMap::new();
    for (&customer, orders) in &orders {
        remaining.insert(customer, Remaining::of(orders.iter().map(|&order| drafts[order].amount)));
    }
    for credit in credits {
        let Draft { customer, moment, amount, .. } = drafts[credit];
        let found =
            orders.get(&customer).zip(remaining.get_mut(&customer)).and_then(|(orders, remaining)| {
                let end = orders.partition_point(|&order| drafts[order].moment <= moment);
                let latest = remaining.last_at_least(-amount, end)?;
                remaining.add(latest, amount);
                Some(orders[latest])
            });
        match found {
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

fn is_credit(draft: &Draft) -> bool {
    draft.reason.is_none() && draft.amount < 0 && draft.reduces.is_none()
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

/// What is left of a customer's orders, as a tree of maxima: a customer with very many orders (a till, a
/// marketplace) may have very many credits too, and each search takes logarithmic time.
struct Remaining {
    /// A power of two, more than there are orders.
    leaves: usize,
    /// Node 1 is the root, node `n` has the children `2n` and `2n + 1`; orders begin at `leaves`.
    largest: Vec<i64>,
}

impl Remaining {
    fn of(amounts: impl ExactSizeIterator<Item = i64>) -> Remaining {
        let leaves = (amounts.len() + 1).next_power_of_two();
        let mut largest = vec![i64::MIN; 2 * leaves];
        for (leaf, amount) in largest[leaves..].iter_mut().zip(amounts) {
            *leaf = amount;
        }
        for node in (1..leaves).rev() {
            largest[node] = largest[2 * node].max(largest[2 * node + 1]);
        }
        Remaining { leaves, largest }
    }

    /// The last order before `end` with at least `least` left.
    fn last_at_least(&self, least: i64, end: usize) -> Option<usize> {
        let mut node = self.leaves + end;
        // Climb until a subtree on the left has one.
        while node.is_multiple_of(2) || self.largest[node - 1] < least {
            node /= 2;
            if node <= 1 {
                return None;
            }
        }
        node -= 1;
        while node < self.leaves {
            let right = 2 * node + 1;
            node = if self.largest[right] >= least { right } else { right - 1 };
        }
        Some(node - self.leaves)
    }

    fn add(&mut self, order: usize, amount: i64) {
        let mut node = self.leaves + order;
        self.largest[node] += amount;
        while node > 1 {
            node /= 2;
            self.largest[node] = self.largest[2 * node].max(self.largest[2 * node + 1]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tree_finds_what_a_search_from_the_end_finds() {
        let mut amounts: Vec<i64> = (0..37).map(|i| i * 7919 % 101).collect();
        let mut tree = Remaining::of(amounts.iter().copied());
        for step in 0..400_usize {
            let (least, end) = ((step as i64 * 37) % 103, step * 11 % 38);
            let expected = (0..end).rev().find(|&i| amounts[i] >= least);
            assert_eq!(tree.last_at_least(least, end), expected, "{least} before {end}");
            if let Some(found) = expected {
                amounts[found] -= least / 3;
                tree.add(found, -(least / 3));
            }
        }
    }
}
