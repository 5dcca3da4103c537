//! Public tables that people try and that hold no orders with a date and an amount: they are refused by name, so
//! that nobody looks for a fault in the file.

use super::table::Table;
use crate::error::Trouble;

/// A table by the names of its columns, normalised.
const BY_HEADER: [(&str, &[&str]); 1] =
    [("instacart", &["orderid", "userid", "orderdow", "orderhourofday", "dayssincepriororder"])];

/// What a visitor does in the Taobao UserBehavior data set: seen, put in the cart, marked, bought.
const BEHAVIOURS: [&[u8]; 4] = [b"pv", b"cart", b"fav", b"buy"];

/// Which of them a table is.
pub(super) fn known(table: &Table<'_>) -> Option<Trouble> {
    let has = |name: &&str| table.normalised.iter().any(|known| known == name);
    let by_header = BY_HEADER.iter().find(|(_, names)| names.iter().all(has)).map(|(name, _)| *name);
    let by_cells = || has_behaviours(table).then_some("taobao_user_behavior");
    let name = by_header.or_else(by_cells)?;
    Some(Trouble::NotOrders { table: name.to_string() })
}

fn has_behaviours(table: &Table<'_>) -> bool {
    let is_behaviour = |cell: &[u8]| BEHAVIOURS.iter().any(|known| cell.eq_ignore_ascii_case(known));
    (0..table.names.len()).any(|column| {
        let mut cells = table.values(column).peekable();
        cells.peek().is_some() && cells.all(is_behaviour)
    })
}
