//! UCI Online Retail: one row a line; credit notes are invoices of their own, `C...`, with negative pieces.
//!
//! Source: Chen, D. (2015), Online Retail, UCI Machine Learning Repository, doi:10.24432/C5BW33. A British
//! shop: `UnitPrice` is documented in sterling.

use super::{Layout, Shop};
use crate::intake::role::Role;

pub(super) const SHOP: Shop = Shop {
    name: "uci_online_retail",
    fingerprint: "invoiceno stockcode invoicedate unitprice customerid",
    columns: &[
        (Role::OrderId, "invoiceno"),
        (Role::Account, "customerid"),
        (Role::Date, "invoicedate"),
        (Role::Quantity, "quantity"),
        (Role::UnitPrice, "unitprice"),
        (Role::Product, "description stockcode"),
        (Role::Region, "country"),
    ],
    layout: Layout::Parts,
    currency: Some("GBP"),
    ..Shop::PLAIN
};
