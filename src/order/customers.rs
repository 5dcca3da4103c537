//! The keys of customers.

use std::cmp::Ordering;

use huitou_columns::sorting;

use super::Texts;

/// Distinct keys. What all of them begin with, such as `account:`, is kept once.
#[derive(Clone, Debug, Default)]
pub struct Customers {
    head: String,
    keys: Texts,
    /// Where the key of each customer stands among the keys; `None` where the n-th is the n-th customer's. To move the
    /// keys themselves would be to read them all in an order that no memory likes.
    places: Option<Vec<u32>>,
}

impl Customers {
    /// The customers whose keys are these texts, each of them behind `head`.
    pub fn new(head: &str, keys: Texts) -> Customers {
        Customers { head: head.to_string(), keys, places: None }
    }

    /// The customers with these keys; finds out what all of them begin with.
    pub fn of(keys: Texts) -> Customers {
        // A single key would be all head.
        let head = if keys.len() > 1 { keys.head().to_string() } else { String::new() };
        let keys = keys.without_head(head.len());
        Customers { head, keys, places: None }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.places.as_ref().map_or(self.keys.len(), Vec::len)
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Where the key of a customer stands.
    fn place(&self, customer: u32) -> u32 {
        match &self.places {
            None => customer,
            Some(places) => places.get(customer as usize).copied().unwrap_or(u32::MAX),
        }
    }

    /// What of the key stands behind the head.
    fn rest(&self, customer: u32) -> &str {
        self.keys.get(self.place(customer))
    }

    /// The key of a customer; empty if there is no such customer.
    pub fn key(&self, customer: u32) -> String {
        if (customer as usize) < self.len() {
            format!("{}{}", self.head, self.rest(customer))
        } else {
            String::new()
        }
    }

    /// Compares keys as bytes.
    pub(super) fn compare(&self, a: u32, b: u32) -> Ordering {
        self.rest(a).cmp(self.rest(b))
    }

    /// Leaves these customers, in this order.
    pub(super) fn arrange(&mut self, customers: &[u32]) {
        self.places = Some(customers.iter().map(|&customer| self.place(customer)).collect());
    }

    /// For each customer a number in the order of the keys, equal for equal keys.
    pub(super) fn ranks(&self) -> Vec<u32> {
        let skipped = self.keys.head().len();
        let mut sorted: Vec<u32> = (0..self.len() as u32).collect();
        let key = |customer| self.keys.sort_key(self.place(customer), skipped);
        sorting::by_key(&mut sorted, &key, &mut |alike| super::sort(alike, &|a, b| self.compare(a, b)));
        let mut ranks = vec![0; self.len()];
        let mut rank = 0;
        for (place, &customer) in sorted.iter().enumerate() {
            if place > 0 && self.compare(sorted[place - 1], customer).is_ne() {
                rank = place as u32;
            }
            ranks[customer as usize] = rank;
        }
        ranks
    }
}

/// Equal where the keys are, wherever their head ends.
impl PartialEq for Customers {
    fn eq(&self, other: &Customers) -> bool {
        let mut all = 0..self.len() as u32;
        self.len() == other.len()
            && match self.head == other.head {
                true => all.all(|customer| self.rest(customer) == other.rest(customer)),
                false => all.all(|customer| self.key(customer) == other.key(customer)),
            }
    }
}

impl Eq for Customers {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn customers_are_equal_where_their_keys_are() {
        let texts = || ["account:2", "account:10"].into_iter().collect::<Texts>();
        let (found, plain) = (Customers::of(texts()), Customers::new("", texts()));
        assert_eq!(
            (found.head.as_str(), found.key(1).as_str(), found.key(2).as_str()),
            ("account:", "account:10", "")
        );
        assert_eq!(found, plain);
        assert_ne!(found, Customers::new("account:", ["2", "11"].into_iter().collect()));
        assert_eq!((found.ranks(), plain.ranks()), (vec![1, 0], vec![1, 0]));
        let mut turned = plain.clone();
        turned.arrange(&[1, 0]);
        turned.arrange(&[1]);
        assert_eq!((turned.len(), turned.key(0).as_str(), turned.key(1).as_str()), (1, "account:2", ""));
        assert_eq!(turned, Customers::new("account:", ["2"].into_iter().collect()));
        let twins = Customers::of(["b", "a", "b"].into_iter().collect());
        assert_eq!(twins.ranks(), [1, 0, 1]);
    }
}
