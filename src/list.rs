//! Lists made of iterators where it is not hot.

/// `collect` into a `Vec` of each kind of iterator is code for its first item, its size, room for as many, and the
/// rest; here it is one loop.
pub(crate) trait Listed: Iterator {
    /// All items, in their order.
    fn listed(self) -> Vec<Self::Item>;
}

impl<I: Iterator> Listed for I {
    fn listed(self) -> Vec<I::Item> {
        let mut list = Vec::new();
        self.for_each(|item| list.push(item));
        list
    }
}
