//! The keys of customers.

use std::cmp::Ordering;

use huitou_columns::sorting;

use super::Texts;

/// Distinct keys. What all of them begin with, such as `account:`, is kept once.
#[derive(Clone, Debug, Default)]
pub struct Customers {
    head: String,
    keys: Texts,
}

impl Customers {
    /// The customers whose keys are these texts, each of them behind `head`.
    pub fn new(head: &str, keys: Texts) -> Customers {
        Customers { head: head.to_string(), keys }
    }

    /// The customers with these keys; finds out what all of them begin with.
    pub fn of(keys: Texts) -> Customers {
        // A single key would be all head.
        let head = if keys.len() > 1 { keys.head().to_string() } else { String::new() };
        let keys = keys.without_head(head.len());
        Customers { head, keys }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.keys.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.keys.is_empty()
    }

    /// The key of a customer; empty if there is no such customer.
    pub fn key(&self, customer: u32) -> String {
        if (customer as usize) < self.len() {
            format!("{}{}", self.head, self.keys.get(customer))
        } else {
            String::new()
        }
    }

    /// Compares keys as bytes.
    pub(super) fn compare(&self, a: u32, b: u32) -> Ordering {
        self.keys.get(a).cmp(self.keys.get(b))
    }

    /// Leaves these customers, in this order.
    pub(super) fn arrange(&mut self, customers: &[u32]) {
        self.keys = self.keys.arranged(customers);
    }

    /// For each customer a number in the order of the keys, equal for equal keys.
    pub(super) fn ranks(&self) -> Vec<u32> {
        let skipped = self.keys.head().len();
        let mut sorted: Vec<u32> = (0..self.len() as u32).collect();
        let key = |customer| self.keys.sort_key(customer, skipped);
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
        if self.head == other.head {
            return self.keys == other.keys;
        }
        self.len() == other.len()
            && (0..self.len() as u32).all(|customer| self.key(customer) == other.key(customer))
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
        let twins = Customers::of(["b", "a", "b"].into_iter().collect());
        assert_eq!(twins.ranks(), [1, 0, 1]);
    }
}
