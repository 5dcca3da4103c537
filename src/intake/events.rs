//! Logs of what visitors do: a row is a view, a cart or a purchase, and only purchases are orders.

use super::table::Table;

/// What visitors do besides buying, as logs write it.
const OTHER: [&[u8]; 12] = [
    b"pv",
    b"view",
    b"page_view",
    b"view_item",
    b"click",
    b"cart",
    b"addtocart",
    b"add_to_cart",
    b"remove_from_cart",
    b"fav",
    b"favorite",
    b"search",
];

/// Buying.
const BOUGHT: [&[u8]; 4] = [b"buy", b"purchase", b"order", b"transaction"];

/// Whether an event is no purchase.
pub(super) fn is_no_purchase(cell: &[u8]) -> bool {
    OTHER.iter().any(|event| cell.eq_ignore_ascii_case(event))
}

impl Table<'_> {
    /// The column of events: every cell is one, and not all of them are purchases.
    pub fn events(&self) -> Option<usize> {
        let is_event =
            |cell: &[u8]| is_no_purchase(cell) || BOUGHT.iter().any(|event| cell.eq_ignore_ascii_case(event));
        let holds =
            |&column: &usize| self.values(column).any(is_no_purchase) && self.values(column).all(is_event);
        (0..self.names.len()).find(holds)
    }
}
