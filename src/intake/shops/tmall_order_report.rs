//! The order report of Tmall, as in the public data set of 28,010 orders of February 2020: one row an order, no
//! buyer. What was paid is what refunds have left: paid + refund = total on every refunded row. 收货地址 is a
//! province there and an address elsewhere, so it is no region here.

use super::Shop;
use crate::intake::role::Role;

pub(super) const SHOP: Shop = Shop {
    name: "tmall_order_report",
    fingerprint: "订单编号 总金额 买家实际支付金额 收货地址 订单创建时间 订单付款时间 退款金额",
    columns: &[
        (Role::OrderId, "订单编号"),
        (Role::Account, "买家会员名"),
        (Role::Date, "订单创建时间"),
        (Role::PaidAt, "订单付款时间"),
        (Role::Amount, "买家实际支付金额"),
        (Role::Refund, "退款金额"),
        (Role::Gross, "总金额"),
        (Role::Status, "订单状态"),
    ],
    currency: Some("CNY"),
    ..Shop::PLAIN
};
