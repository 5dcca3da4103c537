//! 拼多多 order export: one row an order. What came back is told by words alone: both amounts stay as they were.

use super::Shop;
use crate::intake::role::Role;

pub(super) const SHOP: Shop = Shop {
    name: "pinduoduo",
    fingerprint: "订单号 多多支付立减金额 用户实付金额 商家实收金额",
    columns: &[
        (Role::OrderId, "订单号"),
        // Mostly left blank.
        (Role::Phone, "用户购买手机号"),
        (Role::Date, "订单成交时间 支付时间"),
        (Role::PaidAt, "支付时间"),
        // What the customer paid; 商家实收金额 holds what the platform adds.
        (Role::Amount, "用户实付金额 商家实收金额"),
        (Role::Discount, "店铺优惠折扣"),
        (Role::Status, "订单状态"),
        (Role::AfterSales, "售后状态"),
        (Role::Product, "商品 商品id"),
        (Role::Quantity, "商品数量件 商品数量"),
        (Role::Category, "商品一级类目"),
        (Role::Region, "省"),
        (Role::PaymentMethod, "支付方式"),
    ],
    currency: Some("CNY"),
    ..Shop::PLAIN
};
