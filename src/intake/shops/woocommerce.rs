//! WooCommerce's analytics: one row an order; a refund is a row of its own with a negative amount under the number
//! of its order. The customer is a name alone.

use super::{Layout, Shop};
use crate::intake::role::Role;

pub(super) const SHOP: Shop = Shop {
    name: "woocommerce",
    fingerprint: "date order status customertype itemssold coupons",
    columns: &[
        (Role::OrderId, "order"),
        (Role::Name, "customer"),
        (Role::Date, "date"),
        // The order's total with tax and postage, under the name that it was given; net sales are without.
        (Role::Amount, "nrevenueformatted netsales nrevenue netrevenue"),
        (Role::Status, "status"),
        (Role::Product, "products"),
        (Role::Quantity, "itemssold"),
        (Role::Channel, "attribution"),
    ],
    layout: Layout::Parts,
    refunds_share_ids: true,
    ..Shop::PLAIN
};
