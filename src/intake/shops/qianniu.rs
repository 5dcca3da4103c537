//! 千牛 order list, whose columns the merchant ticks: one row an order. Without a status, an order that
//! has no payment time was never paid.

use super::Shop;
use crate::intake::role::Role;

pub(super) const SHOP: Shop = Shop {
    name: "qianniu",
    fingerprint: "订单编号 支付单号 买家实付金额 确认收货打款金额",
    columns: &[
        (Role::OrderId, "订单编号"),
        (Role::Account, "买家会员名 买家昵称"),
        (Role::Phone, "联系手机"),
        (Role::Date, "订单创建时间 订单付款时间"),
        (Role::PaidAt, "订单付款时间"),
        (Role::Amount, "买家实付金额"),
        (Role::Refund, "退款金额"),
        (Role::Gross, "总金额"),
        (Role::Status, "订单状态"),
        (Role::Product, "商品标题 宝贝标题"),
        (Role::Quantity, "宝贝总数量"),
    ],
    currency: Some("CNY"),
    ..Shop::PLAIN
};
