//! 淘宝 / 天猫 `ExportOrderList`, 2017: one row an order, GBK.

use super::Shop;
use crate::intake::role::Role;

pub(super) const SHOP: Shop = Shop {
    name: "taobao",
    fingerprint: "订单编号 买家会员名 买家支付宝账号 买家实际支付金额 订单关闭原因 退款金额",
    columns: &[
        (Role::OrderId, "订单编号"),
        (Role::Account, "买家会员名"),
        (Role::Email, "买家支付宝账号"),
        (Role::Phone, "联系手机 联系电话"),
        (Role::Date, "订单创建时间"),
        (Role::PaidAt, "订单付款时间"),
        // What was paid; 总金额 is what was asked.
        (Role::Amount, "买家实际支付金额"),
        (Role::Refund, "退款金额"),
        (Role::Gross, "总金额"),
        (Role::Status, "订单状态"),
        (Role::Product, "宝贝标题"),
        (Role::Quantity, "宝贝总数量"),
    ],
    currency: Some("CNY"),
    ..Shop::PLAIN
};
