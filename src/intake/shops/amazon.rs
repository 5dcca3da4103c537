//! Amazon's order reports, TAB between the cells: one row an item, whose amounts are columns to be added. What
//! Amazon calls the item's price is that of all its pieces.
//!
//! "All orders" has no buyer; the report of orders that the seller ships has the buyer's relay address.

use super::{Layout, Shop};
use crate::intake::role::Role;

const SUM: &[(&str, bool)] = &[
    ("itemtax", true),
    ("shippingprice", true),
    ("shippingtax", true),
    ("giftwrapprice", true),
    ("giftwraptax", true),
    ("itempromotiondiscount", false),
    ("shippromotiondiscount", false),
];

pub(super) const ALL_ORDERS: Shop = Shop {
    name: "amazon_all_orders",
    fingerprint: "amazonorderid purchasedate orderstatus fulfillmentchannel itemprice",
    columns: &[
        (Role::OrderId, "amazonorderid"),
        (Role::Email, "buyeremail"),
        (Role::Date, "purchasedate"),
        (Role::LineAmount, "itemprice"),
        (Role::Quantity, "quantity"),
        (Role::Discount, "itempromotiondiscount"),
        (Role::Currency, "currency"),
        (Role::Status, "itemstatus orderstatus"),
        (Role::PaymentStatus, "orderstatus"),
        (Role::Product, "productname sku asin"),
        (Role::Channel, "saleschannel"),
        (Role::Region, "shipstate shipcountry"),
    ],
    layout: Layout::Parts,
    sum: SUM,
    ..Shop::PLAIN
};

pub(super) const ORDER_REPORT: Shop = Shop {
    name: "amazon_order_report",
    fingerprint: "orderid orderitemid purchasedate quantitypurchased",
    columns: &[
        (Role::OrderId, "orderid"),
        (Role::LineId, "orderitemid"),
        (Role::Email, "buyeremail"),
        (Role::Phone, "buyerphonenumber"),
        (Role::Name, "buyername"),
        (Role::Date, "purchasedate"),
        (Role::PaidAt, "paymentsdate"),
        (Role::LineAmount, "itemprice"),
        (Role::Quantity, "quantitypurchased"),
        (Role::Discount, "itempromotiondiscount"),
        (Role::Currency, "currency"),
        (Role::Product, "productname sku"),
        (Role::Channel, "saleschannel"),
        (Role::Region, "shipstate shipcountry"),
    ],
    layout: Layout::Parts,
    sum: SUM,
    ..Shop::PLAIN
};
