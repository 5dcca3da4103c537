//! 微信小店 order export: one row a kind of goods, the order's amounts on each of them, refunds on the goods that
//! came back. 带货账号 is who promoted it.

use super::Shop;
use crate::intake::role::Role;

pub(super) const SHOP: Shop = Shop {
    name: "weixin",
    fingerprint: "订单号 订单下单时间 订单实际支付金额 带货方式",
    columns: &[
        (Role::OrderId, "订单号"),
        (Role::Phone, "收件人手机"),
        (Role::Date, "订单下单时间"),
        (Role::PaidAt, "支付时间"),
        (Role::Amount, "订单实际支付金额"),
        (Role::LineAmount, "商品实际价格总共"),
        (Role::Refund, "商品已退款金额"),
        (Role::Status, "订单状态"),
        (Role::Product, "商品名称 商品编码平台"),
        (Role::Quantity, "商品数量"),
        (Role::Channel, "带货方式"),
        (Role::Region, "省"),
        (Role::PaymentMethod, "支付方式"),
    ],
    refunds_by_line: true,
    currency: Some("CNY"),
    ..Shop::PLAIN
};
