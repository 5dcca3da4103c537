//! Stripe's payments: one row a payment, times of UTC, what was given back in a column beside the amount.

use super::{Layout, Shop};
use crate::intake::role::Role;

pub(super) const SHOP: Shop = Shop {
    name: "stripe",
    fingerprint: "id amount amountrefunded currency captured customerid",
    columns: &[
        (Role::OrderId, "id"),
        (Role::Account, "customerid"),
        (Role::Email, "customeremail"),
        (Role::Date, "createdutc createddateutc createddate created"),
        (Role::Amount, "amount"),
        (Role::Refund, "amountrefunded"),
        (Role::Currency, "currency"),
        (Role::Status, "status"),
    ],
    layout: Layout::Parts,
    ..Shop::PLAIN
};
