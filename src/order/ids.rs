//! The ids of orders.

use std::cmp::Ordering;

use huitou_columns::ids::{Ids, Sorting};
use huitou_columns::row_order::RowOrder;

use super::Texts;

/// For each order its id, in as few bytes as its form allows.
#[derive(Clone, Debug, Default)]
pub enum OrderIds {
    /// No order has one.
    #[default]
    Absent,
    /// All are written alike, or empty: eight bytes each.
    Packed(Ids),
    /// Anything; empty where an order has none.
    Texts(Texts),
}

impl OrderIds {
    /// The id of an order; empty where it has none.
    pub fn get(&self, order: usize) -> String {
        match self {
            OrderIds::Absent => String::new(),
            OrderIds::Packed(ids) => String::from_utf8(bytes(ids, order)).unwrap_or_default(),
            OrderIds::Texts(texts) => texts.get(order as u32).to_string(),
        }
    }

    /// Whether there are as many as orders.
    pub(super) fn fit(&self, orders: usize) -> bool {
        match self {
            OrderIds::Absent => true,
            OrderIds::Packed(ids) => ids.len() == orders,
            OrderIds::Texts(texts) => texts.len() == orders,
        }
    }

    pub(super) fn arrange(&mut self, order: &RowOrder) {
        match self {
            OrderIds::Absent => {}
            OrderIds::Packed(ids) => ids.arrange(order),
            OrderIds::Texts(texts) => *texts = texts.arranged(&order.rows()),
        }
    }

    /// What orders the ids where they are packed.
    pub(super) fn sorting(&self) -> Sorting {
        match self {
            OrderIds::Packed(ids) => ids.sorting(),
            _ => Sorting::ByBytes,
        }
    }

    /// How many bytes the ids of these orders begin with alike, as far as [`OrderIds::sort_key`] wants to know it.
    pub(super) fn shared_head(&self, orders: &[u32]) -> usize {
        let (OrderIds::Texts(texts), [first, rest @ ..]) = (self, orders) else { return 0 };
        let head = texts.get(*first).as_bytes();
        let shared =
            |order: &u32| head.iter().zip(texts.get(*order).as_bytes()).take_while(|(a, b)| a == b).count();
        rest.iter().map(shared).fold(head.len(), usize::min)
    }

    /// A number in the order of the ids' bytes, whose first `skipped` ones are the same; equal numbers may stand for
    /// different ids.
    pub(super) fn sort_key(&self, order: u32, sorting: Sorting, skipped: usize) -> u64 {
        match self {
            OrderIds::Absent => 0,
            OrderIds::Packed(ids) => ids.sort_key(order as usize, sorting),
            OrderIds::Texts(texts) => texts.sort_key(order, skipped),
        }
    }

    /// Compares ids as bytes.
    pub(super) fn compare(&self, a: u32, b: u32, sorting: Sorting) -> Ordering {
        match self {
            OrderIds::Absent => Ordering::Equal,
            OrderIds::Packed(ids) => {
                let (i, j) = (a as usize, b as usize);
                let by_key = ids.sort_key(i, sorting).cmp(&ids.sort_key(j, sorting));
                if sorting == Sorting::ByNumber {
                    by_key
                } else {
                    by_key.then_with(|| bytes(ids, i).cmp(&bytes(ids, j)))
                }
            }
            OrderIds::Texts(texts) => texts.get(a).cmp(texts.get(b)),
        }
    }

    /// Whether the ids are those of `other`, for so many orders.
    pub(super) fn are(&self, other: &OrderIds, orders: usize) -> bool {
        match (self, other) {
            (OrderIds::Absent, OrderIds::Absent) => true,
            (OrderIds::Packed(a), OrderIds::Packed(b)) if a == b => true,
            (OrderIds::Texts(a), OrderIds::Texts(b)) => a == b,
            _ => (0..orders).all(|order| self.get(order) == other.get(order)),
        }
    }
}

fn bytes(ids: &Ids, at: usize) -> Vec<u8> {
    let mut bytes = Vec::new();
    ids.write(at, &mut bytes);
    bytes
}

impl From<Texts> for OrderIds {
    fn from(texts: Texts) -> OrderIds {
        OrderIds::Texts(texts)
    }
}

/// Packs the ids where they allow it.
impl<'a> FromIterator<&'a str> for OrderIds {
    fn from_iter<I: IntoIterator<Item = &'a str>>(ids: I) -> OrderIds {
        let mut ids = ids.into_iter();
        let mut packed = Ids::default();
        let _ = packed.reserve(ids.size_hint().0);
        let mut is_absent = true;
        for id in ids.by_ref() {
            if !packed.push(id.as_bytes()) {
                return OrderIds::Texts(unpacked(&packed, id, ids));
            }
            is_absent &= id.is_empty();
        }
        if is_absent { OrderIds::Absent } else { OrderIds::Packed(packed) }
    }
}

fn unpacked<'a>(packed: &Ids, odd: &'a str, rest: impl Iterator<Item = &'a str>) -> Texts {
    let mut texts = Texts::default();
    for at in 0..packed.len() {
        texts.push(&String::from_utf8_lossy(&bytes(packed, at)));
    }
    for id in std::iter::once(odd).chain(rest) {
        texts.push(id);
    }
    texts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_of_every_form_come_back_and_compare_as_bytes() {
        let columns: [&[&str]; 7] = [
            &["", ""],
            &["10", "9", "", "100", "1"],
            &["#007", "#010", "#002"],
            &["112-7311234-5678901", "", "002-0000000-0000009"],
            &["1x", "10x", "15x"],
            &["ab", "ac", "a", "", "longer than eight 1", "longer than eight 2"],
            &["1", "1001", "007", "x"],
        ];
        for column in columns {
            let ids: OrderIds = column.iter().copied().collect();
            let texts = OrderIds::from(column.iter().copied().collect::<Texts>());
            assert!(ids.are(&texts, column.len()) && ids.fit(column.len()));
            for ids in [ids, texts] {
                let by = ids.sorting();
                for (a, first) in column.iter().enumerate() {
                    assert_eq!(ids.get(a), *first);
                    for (b, second) in column.iter().enumerate() {
                        assert_eq!(
                            ids.compare(a as u32, b as u32, by),
                            first.cmp(second),
                            "{first} {second}"
                        );
                    }
                }
            }
        }
    }
}
