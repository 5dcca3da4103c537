//! Credits: negative orders that name no other order reduce their customer's latest earlier order that is
//! large enough.

use std::borrow::Cow;

use super::fold::Draft;
use super::ledger::Reason;
use super::sorting;
use crate::list::Listed;
use crate::order::{self, ANONYMOUS};

/// Takes every credit off the latest order of its customer that lies at or before it and still has at least its
/// amount. `id` gives the text of an order's id. Chronological, ties by id: the order of rows does not matter.
///
/// An order that is reduced to nothing is refunded, with the credits that did it, unless these are kept.
pub(super) fn reduce<'a>(drafts: &mut [Draft], id: impl Fn(&Draft) -> Cow<'a, str>, keep_refunded: bool) {
    let place = |i: usize| (drafts[i].moment, id(&drafts[i]), drafts[i].amount, i);
    let mut credits: Vec<usize> = (0..drafts.len()).filter(|&i| is_credit(&drafts[i])).listed();
    let customers = customers_of(drafts, &credits);
    let of_customer = |customer: u32| customers.binary_search(&customer).ok();
    let mut orders = orders_of(&of_customer, customers.len(), drafts);
    for of_one in orders.iter_mut().chain([&mut credits]) {
        let mut sorted: Vec<u32> = of_one.iter().map(|&draft| draft as u32).listed();
        order::sort(&mut sorted, &|a, b| place(a as usize).cmp(&place(b as usize)));
        of_one.iter_mut().zip(sorted).for_each(|(draft, sorted)| *draft = sorted as usize);
    }
    let amounts = |orders: &Vec<usize>| Remaining::of(orders.iter().map(|&order| drafts[order].amount));
    let mut remaining: Vec<Remaining> = orders.iter().map(amounts).listed();
    for credit in credits {
        let Draft { customer, moment, amount, .. } = drafts[credit];
        let found = of_customer(customer).and_then(|customer| {
            let (orders, remaining) = (&orders[customer], &mut remaining[customer]);
            let end = orders.partition_point(|&order| drafts[order].moment <= moment);
            let latest = remaining.last_at_least(-amount, end)?;
            remaining.add(latest, amount);
            Some(orders[latest])
        });
        match found {
            Some(order) => {
                drafts[order].amount += amount;
                drafts[order].given_back -= amount;
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

/// The customers who have credits, in their order.
fn customers_of(drafts: &[Draft], credits: &[usize]) -> Vec<u32> {
    let customers = credits.iter().map(|&credit| drafts[credit].customer);
    let mut customers: Vec<u32> = customers.filter(|&customer| customer != ANONYMOUS).listed();
    sorting::distinct(&mut customers);
    customers
}

/// The positive orders of each of so many customers.
fn orders_of(place: &dyn Fn(u32) -> Option<usize>, customers: usize, drafts: &[Draft]) -> Vec<Vec<usize>> {
    let mut orders = vec![Vec::new(); customers];
    for (i, draft) in
        drafts.iter().enumerate().filter(|(_, draft)| draft.reason.is_none() && draft.amount > 0)
    {
        if let Some(customer) = place(draft.customer) {
            orders[customer].push(i);
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
