//! Etsy's `EtsySoldOrders`: one row an order, months first in its dates. A refund in part shows as an adjusted
//! total, which is what was left (Etsy's help: "after any refund issued"); 0 stands where nothing was adjusted,
//! so that a refund in full is only told by the status.

use super::Shop;
use crate::intake::DateOrder;
use crate::intake::role::Role;

pub(super) const SHOP: Shop = Shop {
    name: "etsy",
    fingerprint: "saledate orderid numberofitems ordervalue ordernet adjustedordertotal",
    columns: &[
        (Role::OrderId, "orderid"),
        (Role::Account, "buyeruserid"),
        (Role::Name, "fullname"),
        (Role::Date, "saledate"),
        (Role::Amount, "ordertotal"),
        (Role::Adjusted, "adjustedordertotal"),
        (Role::Discount, "discountamount"),
        (Role::Quantity, "numberofitems"),
        (Role::Currency, "currency"),
        (Role::Status, "status"),
        (Role::Product, "sku"),
        (Role::Channel, "ordertype"),
        (Role::Region, "shipstate deliverystate shipcountry deliverycountry"),
        (Role::PaymentMethod, "paymentmethod"),
    ],
    date_order: Some(DateOrder::MonthFirst),
    ..Shop::PLAIN
};
