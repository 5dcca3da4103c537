//! 抖店 order export: one row a part of an order, with an id, an amount and a state of its own. Recipients are
//! encrypted; 达人 is who promoted it.

use super::{Layout, Shop};
use crate::intake::role::Role;

pub(super) const SHOP: Shop = Shop {
    name: "douyin",
    fingerprint: "主订单编号 子订单编号 选购商品 订单应付金额 订单提交时间",
    columns: &[
        (Role::OrderId, "主订单编号"),
        (Role::LineId, "子订单编号"),
        (Role::Phone, "收件人手机号"),
        (Role::Date, "订单提交时间"),
        (Role::PaidAt, "支付完成时间"),
        (Role::Amount, "订单应付金额"),
        (Role::Discount, "优惠总金额"),
        (Role::Status, "订单状态"),
        (Role::AfterSales, "售后状态"),
        (Role::Product, "选购商品 商品id"),
        (Role::Quantity, "商品数量"),
        (Role::Channel, "流量来源 app渠道"),
        (Role::Region, "省"),
        (Role::PaymentMethod, "支付方式"),
    ],
    layout: Layout::Parts,
    currency: Some("CNY"),
    ..Shop::PLAIN
};
