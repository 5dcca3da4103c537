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

/// Money that is paid in or out and buys nothing yet, as tills write it among the sales.
const TOP_UPS: [&str; 9] =
    ["充值", "会员充值", "储值", "会员储值", "余额充值", "提现", "recharge", "top-up", "topup"];

/// Whether an event is no purchase.
pub(super) fn is_no_purchase(cell: &[u8]) -> bool {
    is_visit(cell) || is_top_up(cell)
}

fn is_visit(cell: &[u8]) -> bool {
    OTHER.iter().any(|event| cell.eq_ignore_ascii_case(event))
}

fn is_top_up(cell: &[u8]) -> bool {
    TOP_UPS.iter().any(|word| cell.eq_ignore_ascii_case(word.as_bytes()))
}

impl Table<'_> {
    /// The column of events: every cell is one, and not all of them are purchases; or one of types, some of which are
    /// top-ups and some are not: what is bought with a balance would count twice.
    pub fn events(&self) -> Option<usize> {
        let is_event =
            |cell: &[u8]| is_visit(cell) || BOUGHT.iter().any(|event| cell.eq_ignore_ascii_case(event));
        let cells = |column: usize| self.distinct(column).iter().map(|value| value.cell);
        let holds = |&column: &usize| cells(column).all(is_event) && cells(column).any(is_visit);
        let says_type = |column: usize| {
            ["类型", "type", "业务"].iter().any(|part| self.normalised[column].contains(part))
        };
        let has_top_ups = |&column: &usize| {
            says_type(column) && cells(column).any(is_top_up) && !cells(column).all(is_top_up)
        };
        (0..self.names.len()).find(|column| holds(column) || has_top_ups(column))
    }
}
