//! The Superstore data set: one row a line, with its own amount.

use super::{Layout, Shop};
use crate::intake::role::Role;

pub(super) const SHOP: Shop = Shop {
    name: "superstore",
    fingerprint: "rowid orderid shipmode customerid segment subcategory sales",
    columns: &[
        (Role::OrderId, "orderid"),
        (Role::LineId, "rowid"),
        (Role::Account, "customerid"),
        (Role::Name, "customername"),
        (Role::Date, "orderdate"),
        (Role::LineAmount, "sales"),
        (Role::Quantity, "quantity"),
        (Role::Discount, "discount"),
        (Role::Product, "productname productid"),
        (Role::Category, "category"),
        (Role::Region, "region state"),
    ],
    layout: Layout::Parts,
    ..Shop::PLAIN
};
