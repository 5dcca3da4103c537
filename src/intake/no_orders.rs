//! Public tables that people try and that hold no orders with a date and an amount: they are refused by name, so
//! that nobody looks for a fault in the file.

use super::table::Table;
use crate::error::Trouble;

/// A table by the names of its columns, normalised.
const BY_HEADER: [(&str, &[&str]); 1] =
    [("instacart", &["orderid", "userid", "orderdow", "orderhourofday", "dayssincepriororder"])];

/// Which of them a table is.
pub(super) fn known(table: &Table<'_>) -> Option<Trouble> {
    let has = |name: &&str| table.normalised.iter().any(|known| known == name);
    let by_header = BY_HEADER.iter().find(|(_, names)| names.iter().all(has)).map(|(name, _)| *name);
    let name = by_header.or_else(|| table.events().map(|_| "event_log"))?;
    Some(Trouble::NotOrders { table: name.to_string() })
}
