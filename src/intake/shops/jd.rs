//! 京东 order export: one row a line item, the order's amounts on each of them.

use super::Shop;
use crate::intake::role::Role;

pub(super) const SHOP: Shop = Shop {
    name: "jd",
    fingerprint: "订单号 京东价 订单金额 结算金额 应付金额",
    columns: &[
        (Role::OrderId, "订单号"),
        (Role::Account, "下单帐号 下单账号"),
        (Role::Phone, "联系电话"),
        (Role::Date, "下单时间"),
        (Role::PaidAt, "付款确认时间"),
        // After discounts, with what the buyer's balance has paid; 应付金额 is without that.
        (Role::Amount, "结算金额"),
        (Role::Status, "订单状态"),
        (Role::Product, "商品名称 商品id"),
        (Role::Quantity, "订购数量"),
        (Role::UnitPrice, "京东价"),
        (Role::Channel, "订单来源 订单渠道"),
        (Role::PaymentMethod, "支付方式"),
    ],
    currency: Some("CNY"),
    ..Shop::PLAIN
};
