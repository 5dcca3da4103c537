//! Shopify's order export: one row a line item, the order's totals on its first row only.

use super::{Layout, Shop};
use crate::intake::role::Role;

pub(super) const SHOP: Shop = Shop {
    name: "shopify",
    fingerprint: "name email financialstatus createdat lineitemquantity lineitemprice",
    columns: &[
        (Role::OrderId, "name"),
        (Role::Email, "email"),
        (Role::Phone, "phone billingphone shippingphone"),
        (Role::Date, "createdat"),
        (Role::PaidAt, "paidat"),
        (Role::CancelledAt, "cancelledat"),
        (Role::Amount, "total"),
        (Role::Refund, "refundedamount"),
        (Role::Discount, "discountamount"),
        (Role::Currency, "currency"),
        (Role::Status, "financialstatus"),
        (Role::Fulfilment, "fulfillmentstatus"),
        (Role::PaymentMethod, "paymentmethod"),
        (Role::Product, "lineitemname lineitemsku"),
        (Role::Quantity, "lineitemquantity"),
        (Role::UnitPrice, "lineitemprice"),
        (Role::Channel, "source"),
        (Role::Region, "shippingprovincename shippingprovince billingprovincename billingprovince"),
    ],
    layout: Layout::FirstRow,
    ..Shop::PLAIN
};
