//! Square's transactions: one row a payment; a refund is a row of its own with a negative amount under the id of
//! its payment. Dates are written as the account's country does, in the zone that a column names.

use super::{Layout, Shop};
use crate::intake::role::Role;

pub(super) const SHOP: Shop = Shop {
    name: "square",
    fingerprint: "date time timezone netsales totalcollected transactionid",
    columns: &[
        (Role::OrderId, "transactionid"),
        (Role::Account, "customerid"),
        (Role::Name, "customername"),
        (Role::Date, "date"),
        (Role::Time, "time"),
        (Role::TimeZone, "timezone"),
        // With tax and tip, as other shops' totals; `Partial Refunds` are rows of their own too.
        (Role::Amount, "totalcollected"),
        (Role::Discount, "discounts"),
        (Role::Status, "transactionstatus"),
        (Role::Product, "description"),
        (Role::Channel, "channel source"),
        (Role::Region, "location"),
    ],
    layout: Layout::Parts,
    month_first_zone: Some("US & Canada"),
    refunds_share_ids: true,
    ..Shop::PLAIN
};
