//! 小红书 order export: one row a kind of goods; 用户编号 is the buyer.

use super::Shop;
use crate::intake::role::Role;

pub(super) const SHOP: Shop = Shop {
    name: "xiaohongshu",
    fingerprint: "订单号 小红书编码 sku名称 用户应付金额",
    columns: &[
        (Role::OrderId, "订单号"),
        (Role::Account, "用户编号 用户id"),
        (Role::Phone, "收件人电话"),
        (Role::Date, "订单创建时间"),
        (Role::PaidAt, "支付时间"),
        (Role::Amount, "用户应付金额 商家应收金额元支付金额"),
        (Role::Discount, "店铺优惠"),
        (Role::Status, "订单状态"),
        (Role::AfterSales, "售后状态"),
        (Role::Product, "sku名称 规格id"),
        (Role::Quantity, "sku件数"),
        (Role::Region, "省"),
        (Role::PaymentMethod, "支付方式"),
    ],
    currency: Some("CNY"),
    ..Shop::PLAIN
};
