//! The public data set of 28,010 Tmall orders of February 2020: one row an order, no buyer. What was paid is what
//! refunds have left: paid + refund = total on every refunded row.

use super::Shop;
use crate::intake::role::Role;

pub(super) const SHOP: Shop = Shop {
    name: "tmall_order_report",
    fingerprint: &[
        "订单编号",
        "总金额",
        "买家实际支付金额",
        "收货地址",
        "订单创建时间",
        "订单付款时间",
        "退款金额",
    ],
    columns: &[
        (Role::OrderId, &["订单编号"]),
        (Role::Account, &["买家会员名"]),
        (Role::Date, &["订单创建时间"]),
        (Role::PaidAt, &["订单付款时间"]),
        (Role::Amount, &["买家实际支付金额"]),
        (Role::Refund, &["退款金额"]),
        (Role::Status, &["订单状态"]),
        (Role::Region, &["收货地址"]),
    ],
    currency: Some("CNY"),
    ..Shop::PLAIN
};
