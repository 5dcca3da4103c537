//! 快手小店 order export: one row an order. CPS达人, 团长 and 快赚客 are those who promoted it.

use super::Shop;
use crate::intake::role::Role;

pub(super) const SHOP: Shop = Shop {
    name: "kuaishou",
    fingerprint: "订单创建时间 实付款 成交数量 cps达人id",
    columns: &[
        (Role::OrderId, "订单号 订单编号"),
        (Role::Account, "买家id"),
        (Role::Phone, "收货人电话"),
        (Role::Date, "订单创建时间"),
        (Role::PaidAt, "订单支付时间"),
        (Role::Amount, "实付款"),
        (Role::Discount, "店铺优惠"),
        (Role::Status, "订单状态"),
        (Role::AfterSales, "售后状态"),
        (Role::Product, "商品名称 商品id"),
        (Role::Quantity, "成交数量"),
        (Role::Channel, "渠道"),
        (Role::Region, "收货地址省"),
        (Role::PaymentMethod, "支付方式"),
    ],
    currency: Some("CNY"),
    ..Shop::PLAIN
};
